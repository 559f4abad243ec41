//! Paragraphs: a style, and what a place adds to it.

use super::draft::Draft;
use super::element::Element;
use super::lists::Marker;
use super::styles::Style;

/// How far a list goes in from the list around it, in twentieths of a point.
pub(super) const STEP: usize = 360;

/// What a paragraph has besides its words.
#[derive(Clone, Debug, Default)]
pub(super) struct Shape {
    /// Its style.
    pub(super) style: Style,
    /// The mark of a list item.
    pub(super) marker: Option<Marker>,
    /// How many lists it is in.
    pub(super) depth: usize,
    /// Tab stops, in twentieths of a point.
    pub(super) tabs: Vec<usize>,
    /// Whether it stays on a page with the next paragraph.
    pub(super) stays_with_next: bool,
}

/// A paragraph in a style.
pub(super) fn paragraph(draft: &Draft, style: Style, text: Vec<Element>) -> Element {
    shaped(draft, &Shape { style, ..Shape::default() }, text)
}

/// A paragraph of any shape.
pub(super) fn shaped(draft: &Draft, shape: &Shape, text: Vec<Element>) -> Element {
    // The order of these is fixed (ISO/IEC 29500-1, 17.3.1.26).
    let mut properties = Element::new("w:pPr").with(Element::saying("w:pStyle", shape.style.id()));
    if shape.stays_with_next {
        properties = properties.with(Element::new("w:keepNext"));
    }
    if let Some(marker) = shape.marker {
        let (level, number) = (Element::saying("w:ilvl", marker.level), Element::saying("w:numId", marker.number));
        properties = properties.with(Element::new("w:numPr").with(level).with(number));
    }
    let tabs = tabs(shape);
    if !tabs.is_empty() {
        let stop = |at: &usize| Element::saying("w:tab", "left").set("w:pos", at);
        properties = properties.with(Element::new("w:tabs").with_all(tabs.iter().map(stop)));
    }
    if draft.is_rtl() {
        properties = properties.with(Element::new("w:bidi"));
    }
    properties = properties.with_all(indent(shape));
    Element::new("w:p").with(properties).with_all(text)
}

/// Its own tab stops; in a frame, one for the text beside a mark as well.
fn tabs(shape: &Shape) -> Vec<usize> {
    let beside = shape.style.indent() + STEP;
    let beside = (shape.marker.is_some() && shape.style.is_framed()).then_some(beside);
    shape.tabs.iter().copied().chain(beside).collect()
}

fn indent(shape: &Shape) -> Option<Element> {
    if shape.depth == 0 {
        return None;
    }
    let own = shape.style.indent();
    // A frame is drawn around neighbours of one indent only, so that within it, a list begins where its text does.
    if shape.style.is_framed() {
        return Some(Element::new("w:ind").set("w:left", own).set("w:firstLine", 0));
    }
    let indent = Element::new("w:ind").set("w:left", own + STEP * shape.depth);
    Some(if shape.marker.is_some() { indent.set("w:hanging", STEP) } else { indent })
}
