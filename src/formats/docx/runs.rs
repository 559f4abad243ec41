//! Running text: runs with their look, links, line breaks. In right-to-left text, Latin words are runs of their own.

use super::draft::Draft;
use super::element::Element;
use crate::markup::text::plain;
use crate::markup::tree::{Inline, Link};

/// How text looks.
#[derive(Clone, Copy, Default)]
pub(super) struct Look {
    /// In bold type.
    pub(super) is_bold: bool,
    /// In italics.
    pub(super) is_italic: bool,
    /// Struck through.
    pub(super) is_struck: bool,
    /// Raised, as the mark of a note.
    pub(super) is_raised: bool,
    /// The character style it has, if any.
    pub(super) style: Option<&'static str>,
}

/// In bold type.
pub(super) const BOLD: Look = Look { is_bold: true, is_italic: false, is_struck: false, is_raised: false, style: None };

/// Words as they are.
pub(super) fn words(draft: &Draft, text: &str, look: Look) -> Vec<Element> {
    if draft.is_rtl() {
        let pieces = pieces(text).into_iter();
        return pieces.map(|(piece, is_latin)| run(piece, look, !is_latin)).collect();
    }
    vec![run(text, look, false)]
}

/// Text that runs from left to right in every language, such as an address.
pub(super) fn latin(text: &str, look: Look) -> Element {
    run(text, look, false)
}

/// Running text of a tree.
pub(super) fn inlines(draft: &mut Draft, text: &[Inline], look: Look) -> Vec<Element> {
    let mut runs = Vec::new();
    for inline in text {
        match inline {
            Inline::Text(text) | Inline::Code(text) => runs.extend(words(draft, text, look)),
            Inline::Strong(inner) => runs.extend(inlines(draft, inner, Look { is_bold: true, ..look })),
            Inline::Emphasis(inner) => runs.extend(inlines(draft, inner, Look { is_italic: true, ..look })),
            Inline::Strike(inner) => runs.extend(inlines(draft, inner, Look { is_struck: true, ..look })),
            Inline::Link(link) => runs.extend(linked(draft, link, look)),
            Inline::Image(image) => runs.extend(inlines(draft, &image.alt, Look { is_italic: true, ..look })),
            Inline::Footnote(label) => runs.push(latin(label, Look { is_raised: true, ..look })),
            Inline::HardBreak => runs.push(line_break()),
            Inline::Variable(..) | Inline::Html(..) => {}
        }
    }
    runs
}

/// The end of a line within a paragraph.
pub(super) fn line_break() -> Element {
    Element::new("w:r").with(Element::new("w:br"))
}

/// A step to the next tab stop.
pub(super) fn tab() -> Element {
    Element::new("w:r").with(Element::new("w:tab"))
}

/// The properties of a run; empty when it has none.
pub(super) fn properties(look: Look, is_rtl: bool) -> Element {
    let mut properties = Element::new("w:rPr");
    if let Some(style) = look.style {
        properties = properties.with(Element::saying("w:rStyle", style));
    }
    if look.is_bold {
        properties = properties.with_all(bold());
    }
    if look.is_italic {
        properties = properties.with(italic());
    }
    if look.is_struck {
        properties = properties.with(Element::new("w:strike"));
    }
    if look.is_raised {
        properties = properties.with(Element::saying("w:vertAlign", "superscript"));
    }
    if is_rtl {
        properties = properties.with(Element::new("w:rtl"));
    }
    properties
}

/// Bold type, and its twin for complex scripts, which Arabic is set by.
pub(super) fn bold() -> [Element; 2] {
    ["w:b", "w:bCs"].map(Element::new)
}

/// Italics, without the twin: Arabic has none, and slanted letters are hard to read.
pub(super) fn italic() -> Element {
    Element::new("w:i")
}

fn run(text: &str, look: Look, is_rtl: bool) -> Element {
    let properties = Some(properties(look, is_rtl)).filter(|properties| !properties.is_empty());
    Element::new("w:r").with_all(properties).with(Element::new("w:t").set("xml:space", "preserve").with_text(text))
}

/// A link that leads outside; within paper there is nowhere to go, and the words stand alone.
fn linked(draft: &mut Draft, link: &Link, look: Look) -> Vec<Element> {
    let is_web = ["https://", "http://"].iter().any(|scheme| link.to.starts_with(scheme));
    if !is_web && !link.to.starts_with("mailto:") {
        return inlines(draft, &link.text, look);
    }
    let id = draft.link(&link.to);
    let text = inlines(draft, &link.text, Look { style: Some("Hyperlink"), ..look });
    let mut runs = vec![Element::new("w:hyperlink").set("r:id", id).set("w:history", "1").with_all(text)];
    // Paper shows where the link leads, unless its words do.
    let address = shown_address(&link.to);
    if is_web && !address.is_empty() && !plain(&link.text).contains(address) {
        runs.extend(words(draft, " ", look));
        runs.push(latin(&format!("({address})"), look));
    }
    runs
}

/// An address as paper shows it.
pub(super) fn shown_address(to: &str) -> &str {
    to.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/')
}

/// Text in pieces that run one way, and whether each is Latin. What stands between two words of one kind belongs to them;
/// what stands between two kinds is right-to-left, as the text around it.
fn pieces(text: &str) -> Vec<(&str, bool)> {
    let mut pieces = Vec::new();
    let (mut start, mut latin_end) = (0, None);
    for (at, one) in text.char_indices().filter(|(_, one)| one.is_alphabetic()) {
        match (latin_end, is_rtl_letter(one)) {
            (None, false) => {
                pieces.push((&text[start..at], false));
                (start, latin_end) = (at, Some(at + one.len_utf8()));
            }
            (Some(_), false) => latin_end = Some(at + one.len_utf8()),
            (Some(end), true) => {
                let end = with_digits(text, end);
                pieces.push((&text[start..end], true));
                (start, latin_end) = (end, None);
            }
            (None, true) => {}
        }
    }
    if let Some(end) = latin_end {
        let end = with_digits(text, end);
        pieces.push((&text[start..end], true));
        start = end;
    }
    pieces.push((&text[start..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

/// Digits that follow a Latin word belong to it: `B2`.
fn with_digits(text: &str, end: usize) -> usize {
    end + text[end..].bytes().take_while(u8::is_ascii_digit).count()
}

/// Whether a letter is of a script that runs from right to left: Hebrew to Arabic, and their presentation forms.
fn is_rtl_letter(one: char) -> bool {
    matches!(one, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_words_in_right_to_left_text_are_pieces_of_their_own() {
        assert_eq!(pieces("دليل Luotsi، 2026"), [("دليل ", false), ("Luotsi", true), ("، 2026", false)]);
        assert_eq!(pieces("opas@example.org"), [("opas@example.org", true)]);
        assert_eq!(pieces("مستوى B2"), [("مستوى ", false), ("B2", true)]);
        assert_eq!(pieces("مستوى B2 على"), [("مستوى ", false), ("B2", true), (" على", false)]);
        assert_eq!(pieces("112"), [("112", false)]);
    }
}
