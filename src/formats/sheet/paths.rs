//! The names of downloads: readable, in the language of the sheet, beside the page that offers them.

use super::view::SheetView;
use super::{Format, Variant};
use crate::base::path::{SitePath, is_slug, slugify};
use crate::content::document::Document;
use crate::formats::Planning;

/// The name of a sheet without its ending: `mentorointisopimus-fi`.
pub(super) fn name(planning: &Planning, doc: &Document, variant: &Variant, sheet: &SheetView) -> String {
    let own = slug(doc);
    let word = |key: &str, otherwise: &str| {
        let phrase = planning.phrase(key, &doc.lang);
        if is_slug(&phrase) { phrase } else { otherwise.to_string() }
    };
    let lang = &doc.lang;
    match variant {
        Variant::Plain => format!("{own}-{lang}"),
        Variant::Large => format!("{own}-{lang}-{}", word("sheet.slug_large", "large-print")),
        Variant::Beside(other) => format!("{own}-{lang}-{other}"),
        Variant::Cards => format!("{own}-{lang}-{}", word("sheet.slug_cards", "cards")),
        Variant::Overview => format!("{own}-{lang}-{}", word("sheet.slug_overview", "overview")),
        Variant::Pack(index) => {
            let title = slugify(&sheet.voices[0].title);
            let title = if is_slug(&title) { title } else { format!("{own}-{}", index + 1) };
            format!("{title}-{lang}")
        }
    }
}

/// The document's part of an address in its language.
pub(in crate::formats) fn slug(doc: &Document) -> &str {
    doc.front.slug.as_deref().filter(|slug| is_slug(slug)).unwrap_or_else(|| doc.id.name())
}

/// The path of a file in the folder of a document's page.
pub(in crate::formats) fn beside_page(planning: &Planning, doc: &Document, name: &str, format: Format) -> SitePath {
    let page = planning.site.routes().path(&doc.id, &doc.lang).expect("every document has a page in its language");
    page.sibling(&format!("{name}.{}", format.extension())).expect("slugs and tags make a path")
}
