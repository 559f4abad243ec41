//! What stands around the text of a Word file: head, foot, settings, and the properties of the file.

use super::draft::Draft;
use super::element::Element;
use super::package::word_root;
use super::paragraph::paragraph;
use super::runs::{Look, latin, shown_address, tab, words};
use super::styles::Style;
use crate::formats::sheet::view::SheetView;

/// The head of the second page and those after it: the name of the sheet.
pub(super) fn header(draft: &Draft) -> Element {
    let title = words(draft, &draft.voice.title, Look::default());
    word_root("w:hdr").with(paragraph(draft, Style::Header, title))
}

/// The foot of every page: who publishes the sheet, its version, date and licence, the page, and where it is found.
pub(super) fn footer(draft: &Draft, sheet: &SheetView) -> Element {
    let voice = draft.voice;
    let version = sheet.version.as_ref().map(|version| draft.phrase_with("sheet.version", "version", version));
    let parts = [Some(&voice.organisation), version.as_ref(), voice.date.as_ref(), voice.licence.as_ref()];
    let parts: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
    let mut text = words(draft, &parts.join(" · "), Look::default());
    text.push(tab());
    text.extend(page_number(draft));
    let address = sheet.address.as_ref().map(|address| {
        let address = latin(shown_address(address), Look::default());
        paragraph(draft, Style::Footer, vec![address])
    });
    word_root("w:ftr").with(paragraph(draft, Style::Footer, text)).with_all(address)
}

/// The theme's words for page and number of pages, with fields that Word counts.
fn page_number(draft: &Draft) -> Vec<Element> {
    let mut runs = Vec::new();
    for piece in draft.phrase("sheet.page").split_inclusive('}') {
        let (text, field) = match piece.split_once('{') {
            Some((text, "page}")) => (text, Some("PAGE")),
            Some((text, "pages}")) => (text, Some("NUMPAGES")),
            _ => (piece, None),
        };
        if !text.is_empty() {
            runs.extend(words(draft, text, Look::default()));
        }
        let field = field.map(|code| Element::new("w:fldSimple").set("w:instr", format!(" {code} ")));
        runs.extend(field.map(|field| field.with(latin("1", Look::default()))));
    }
    runs
}

/// `settings.xml`. Without the mode, Word opens the file as one of an old version.
pub(super) fn settings(draft: &Draft) -> Element {
    let mode = Element::new("w:compatSetting")
        .set("w:name", "compatibilityMode")
        .set("w:uri", "http://schemas.microsoft.com/office/word")
        .set("w:val", 15);
    let mut language = Element::saying("w:themeFontLang", draft.language());
    if draft.is_rtl() {
        language = language.set("w:bidi", draft.language());
    }
    word_root("w:settings")
        .with(Element::new("w:zoom").set("w:percent", 100))
        .with(Element::saying("w:defaultTabStop", 720))
        .with(Element::new("w:compat").with(mode))
        .with(language)
}

/// `core.xml`: title, author, language and day.
pub(super) fn properties(draft: &Draft, sheet: &SheetView) -> Element {
    let (year, month, day) = sheet.date;
    let date = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
    let moment = |name| Element::new(name).set("xsi:type", "dcterms:W3CDTF").with_text(&date);
    let voice = draft.voice;
    let about = voice.summary.as_ref().map(|text| Element::new("dc:description").with_text(text));
    Element::new("cp:coreProperties")
        .set("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .set("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .set("xmlns:dcterms", "http://purl.org/dc/terms/")
        .set("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .with(Element::new("dc:title").with_text(&voice.title))
        .with(Element::new("dc:creator").with_text(&voice.organisation))
        .with_all(about)
        .with(Element::new("dc:language").with_text(draft.language()))
        .with(moment("dcterms:created"))
        .with(moment("dcterms:modified"))
}
