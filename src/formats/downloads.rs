//! What pages offer for download, and what its links say: type, pages, size, language.

use std::collections::BTreeMap;

use serde::Serialize;

use super::sheet::{Format, Offer, Variant};
use super::views::Views;
use crate::content::id::DocId;
use crate::engine::artifact::Artifacts;
use crate::lang::{Dir, Lang};
use crate::site::Page;

/// The files of a site that pages offer, with their sizes.
#[derive(Debug, Default)]
pub struct Downloads(BTreeMap<(DocId, Lang), Vec<Ready>>);

#[derive(Debug)]
struct Ready {
    offer: Offer,
    /// In bytes.
    size: usize,
    pages: Option<u32>,
}

/// A link to a file.
#[derive(Clone, Debug, Serialize)]
pub struct DownloadView {
    /// Where it is.
    pub url: String,
    /// The whole text of the link: what it is, type, pages, size, language.
    pub text: String,
    /// `pdf`, `docx`, `xlsx` or `csv`.
    pub format: &'static str,
    /// How it differs: `plain`, `large`, `beside`, `cards`, `overview`, `pack`.
    pub variant: &'static str,
    /// Its media type (IANA).
    pub media_type: &'static str,
    /// The languages of the file.
    pub languages: Vec<Lang>,
    /// The language of the link's text.
    pub lang: Lang,
    /// Its direction.
    pub dir: Dir,
}

impl Downloads {
    /// The offers whose files were made.
    pub fn new(offers: Vec<Offer>, artifacts: &Artifacts) -> Downloads {
        let mut downloads = Downloads::default();
        for offer in offers {
            let Some(artifact) = artifacts.get(offer.path.as_str()) else { continue };
            let (size, pages) = (artifact.bytes.len(), artifact.pages);
            let page = (offer.page.clone(), offer.lang.clone());
            downloads.0.entry(page).or_default().push(Ready { offer, size, pages });
        }
        downloads
    }

    /// What a page offers, in the language of its text.
    pub fn of(&self, views: &Views, page: Page) -> Vec<DownloadView> {
        let ready = self.0.get(&(page.doc.id.clone(), page.doc.lang.clone()));
        ready.into_iter().flatten().map(|ready| view(views, ready)).collect()
    }
}

fn view(views: &Views, ready: &Ready) -> DownloadView {
    let offer = &ready.offer;
    let lang = &offer.lang;
    let planning = views.planning;
    let phrase = |key: &str| planning.phrase(key, lang);
    // The theme's word for a language; for one it has no word for, the language's own.
    let name = |other: &Lang| {
        Some(phrase(&format!("lang.{other}")))
            .filter(|word| !word.is_empty())
            .unwrap_or_else(|| planning.phrase("language.name", other))
    };
    let mut languages = vec![lang.clone()];
    let variant = match &offer.variant {
        Variant::Plain => "plain",
        Variant::Large => "large",
        Variant::Beside(other) => {
            languages.push(other.clone());
            "beside"
        }
        Variant::Cards => "cards",
        Variant::Overview => "overview",
        Variant::Pack(_) => "pack",
    };
    let mut facts = vec![phrase(&format!("download.{}", offer.format.extension()))];
    let pages = |pages: u32| BTreeMap::from([("n".to_string(), pages.into())]);
    facts.extend(ready.pages.map(|n| planning.phrase_with("download.pages", lang, &pages(n))));
    let sizes = ["download.kilobytes", "download.megabytes", "number.decimal"].map(phrase);
    facts.push(size_in_words(ready.size, &sizes));
    if !matches!(offer.format, Format::XlsForm | Format::CodeBook) {
        facts.push(languages.iter().map(name).collect::<Vec<_>>().join(" + "));
    }
    let about = match variant {
        "plain" | "pack" => None,
        other => Some(phrase(&format!("download.{other}"))),
    };
    let title = match about {
        Some(about) => format!("{}, {about}", offer.title),
        None => offer.title.clone(),
    };
    DownloadView {
        url: views.url(&offer.path),
        text: format!("{title} ({})", facts.join(", ")),
        format: offer.format.extension(),
        variant,
        media_type: match offer.format {
            Format::Pdf => "application/pdf",
            Format::Word => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::XlsForm => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Format::CodeBook => "text/csv",
        },
        languages,
        lang: lang.clone(),
        dir: lang.dir(),
    }
}

/// A size as people say it: whole kilobytes, megabytes with one digit behind the language's decimal sign.
fn size_in_words(bytes: usize, [kilobytes, megabytes, decimal]: &[String; 3]) -> String {
    const KILO: usize = 1000;
    if bytes < KILO * KILO {
        kilobytes.replace("{n}", &bytes.div_ceil(KILO).to_string())
    } else {
        let tenths = bytes.div_ceil(KILO * KILO / 10);
        megabytes.replace("{n}", &format!("{}{decimal}{}", tenths / 10, tenths % 10))
    }
}

#[cfg(test)]
mod tests {
    use super::size_in_words;

    #[test]
    fn sizes_are_written_as_in_their_language() {
        let finnish = ["{n} kt", "{n} Mt", ","].map(str::to_string);
        let sizes = [1, 999_001, 1_000_000, 1_050_001].map(|bytes| size_in_words(bytes, &finnish));
        assert_eq!(sizes, ["1 kt", "1000 kt", "1,0 Mt", "1,1 Mt"]);
    }
}
