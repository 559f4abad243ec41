//! Sheets: what is meant for paper. Plans a file for each, and tells pages what they can offer for download.

mod build;
mod pack;
pub(super) mod paths;
pub mod text;
pub mod view;

use std::sync::Arc;

use super::{File, Planning, Tools, View, docx, pdf};
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::content::Kind;
use crate::content::document::Document;
use crate::content::id::DocId;
use crate::engine::job::{Job, Make, Shown};
use crate::lang::Lang;
use build::Builder;
use view::SheetView;

/// A file made from a document, offered on its page.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The document whose page offers it.
    pub page: DocId,
    /// The language of the page that offers it.
    pub lang: Lang,
    /// The file.
    pub path: SitePath,
    /// What sort of file it is.
    pub format: Format,
    /// How it differs from the plain sheet.
    pub variant: Variant,
    /// Its own title.
    pub title: String,
}

/// The formats of downloads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For reading, printing and filling in.
    Pdf,
    /// For changing.
    Word,
    /// The questions, for survey tools.
    XlsForm,
    /// Ids and words of the questions, for whoever counts the answers.
    CodeBook,
}

impl Format {
    /// The end of file names.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Pdf => "pdf",
            Format::Word => "docx",
            Format::XlsForm => "xlsx",
            Format::CodeBook => "csv",
        }
    }
}

/// How a sheet differs from the plain one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Variant {
    /// Not at all.
    Plain,
    /// Its type is large.
    Large,
    /// It has a second language beside the first.
    Beside(Lang),
    /// All the cards of a section.
    Cards,
    /// The steps of a section at one glance.
    Overview,
    /// Many pages, under a name of their own: its position in `guide.yaml`.
    Pack(usize),
}

/// Plans every sheet.
pub fn plan(planning: &Planning, jobs: &mut Vec<File<'static>>, offers: &mut Vec<Offer>) {
    let site = planning.site;
    for doc in site.documents() {
        let builder = Builder::new(planning, doc);
        match doc.kind {
            Kind::Form => {
                let Some(sheet) = builder.form() else { continue };
                add(planning, doc, &Variant::Large, SheetView { is_large: true, ..sheet.clone() }, jobs, offers);
                for other in bilingual(planning, doc) {
                    if let Some(sheet) = builder.beside(&sheet, other) {
                        add(planning, doc, &Variant::Beside(other.lang.clone()), sheet, jobs, offers);
                    }
                }
                add(planning, doc, &Variant::Plain, sheet, jobs, offers);
            }
            Kind::Checklist => add(planning, doc, &Variant::Plain, builder.checklist(), jobs, offers),
            Kind::Message => add(planning, doc, &Variant::Plain, builder.message(), jobs, offers),
            Kind::Section => {
                if let Some(sheet) = builder.overview() {
                    add(planning, doc, &Variant::Overview, sheet, jobs, offers);
                }
                if let Some(sheet) = builder.cards() {
                    add(planning, doc, &Variant::Cards, sheet, jobs, offers);
                }
            }
            _ => {}
        }
    }
    for (index, one) in site.config.packs.iter().enumerate() {
        for lang in site.languages().filter(|lang| !site.is_partial(lang)) {
            if let Some(doc) = site.document(&one.page, lang) {
                add(planning, doc, &Variant::Pack(index), pack::pack(planning, doc, one), jobs, offers);
            }
        }
    }
    offers.sort_by(|one, other| {
        let key = |offer: &Offer| (offer.page.clone(), offer.lang.clone(), rank(offer));
        key(one).cmp(&key(other)).then_with(|| one.path.cmp(&other.path))
    });
}

/// The order readers want: the plain sheet, the one to edit, then the rest.
fn rank(offer: &Offer) -> u8 {
    match (&offer.variant, offer.format) {
        (Variant::Plain | Variant::Cards | Variant::Overview, Format::Pdf) => 0,
        (_, Format::Word) => 1,
        (Variant::Large, _) => 2,
        (Variant::Beside(_), _) => 3,
        _ => 4,
    }
}

/// The translations that `guide.yaml` wants beside a form.
fn bilingual<'a>(planning: &Planning<'a>, doc: &'a Document) -> impl Iterator<Item = &'a Document> {
    let site = planning.site;
    let pairs = site.config.bilingual.iter().filter(|pair| pair.form == doc.id && pair.languages[0] == doc.lang);
    pairs.filter_map(|pair| site.document(&pair.form, &pair.languages[1]))
}

/// Plans the files of one sheet: a PDF, and a Word file of the plain ones that people fill in or change.
fn add(
    planning: &Planning,
    doc: &Document,
    variant: &Variant,
    mut sheet: SheetView,
    jobs: &mut Vec<File<'static>>,
    offers: &mut Vec<Offer>,
) {
    let name = paths::name(planning, doc, variant, &sheet);
    let is_word = *variant == Variant::Plain;
    sheet.ident = name.clone();
    let title = sheet.voices[0].title.clone();
    let sheet = Arc::new(sheet);
    // A view names its pictures; their bytes decide what is made all the same.
    let pictures: Vec<String> = sheet.pictures.values().map(|bytes| Digest::of(bytes).to_string()).collect();
    let mut add = |format: Format, recipe: &str, make: Make<Tools, View>| {
        let path = paths::beside_page(planning, doc, &name, format);
        let key = Digest::of_value(&(recipe, planning.tools.digest.to_string(), &*sheet, &pictures));
        let view = View::Sheet(Arc::clone(&sheet));
        jobs.push(Job { path: path.clone(), view: Shown::Ready(view), make, origin: sheet.origin, key: Some(key) });
        offers.push(Offer {
            page: doc.id.clone(),
            lang: doc.lang.clone(),
            path,
            format,
            variant: variant.clone(),
            title: title.clone(),
        });
    };
    add(Format::Pdf, "pdf", pdf::make);
    if is_word {
        add(Format::Word, "docx", docx::make);
    }
}
