//! Sheets as Word files, to be filled in or changed by the organiser.
//!
//! Texts and their order are those of the PDF. A function here turns words into elements of WordprocessingML (ISO/IEC
//! 29500); what is counted on the way stands in the `Draft`. Knows nothing about the site.

mod blocks;
mod choice;
mod control;
mod draft;
mod element;
mod form;
mod frame;
mod lists;
mod package;
mod paragraph;
mod plain;
mod runs;
mod sheets;
mod styles;
mod stylesheet;
mod table;

use super::sheet::view::{Content, SheetView};
use super::{Tools, View};
use crate::base::diag::Diagnostic;
use crate::engine::artifact::Made;
use draft::Draft;
use element::Element;
use paragraph::paragraph;
use runs::{Look, words};
use styles::Style;

/// Makes the Word file of a sheet, in its first language.
pub(super) fn make(_: &Tools, view: &View) -> Result<Made, Box<Diagnostic>> {
    let View::Sheet(sheet) = view else { unreachable!("Word files are planned with sheets") };
    Ok(document(sheet).into())
}

fn document(sheet: &SheetView) -> Vec<u8> {
    let mut draft = Draft::new(&sheet.voices[0]);
    let mut body = opening(&draft);
    body.extend(match &draft.voice.content {
        Content::Form(form) => form::form(&mut draft, form),
        Content::Checklist(list) => sheets::checklist(&mut draft, list),
        Content::Message(message) => sheets::message(&mut draft, message),
        Content::Cards(cards) => plain::cards(&mut draft, cards),
        Content::Process(steps) => plain::process(&draft, steps),
        Content::Pack(pack) => plain::pack(&mut draft, pack),
    });
    package::package(sheet, &draft, body)
}

fn opening(draft: &Draft) -> Vec<Element> {
    let voice = draft.voice;
    let title = paragraph(draft, Style::Title, words(draft, &voice.title, Look::default()));
    let lead = voice.summary.as_ref();
    let lead = lead.map(|text| paragraph(draft, Style::Lead, words(draft, text, Look::default())));
    std::iter::once(title).chain(lead).collect()
}
