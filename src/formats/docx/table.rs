//! Tables: a header row that repeats on every page, and rows that no page breaks.

use super::draft::Draft;
use super::element::Element;
use super::paragraph::paragraph;
use super::styles::Style;

/// The width of the text, in twentieths of a point: A4 without its margins.
pub(super) const TEXT_WIDTH: usize = 9638;

/// A table being filled.
pub(super) struct Table {
    opening: Element,
    widths: Vec<usize>,
    rows: Vec<Element>,
}

/// What a cell holds.
pub(super) type Cell = Vec<Element>;

impl Table {
    /// A table whose columns share the width in these parts; `about` says what it is to those who cannot see it.
    pub(super) fn new(draft: &Draft, about: &str, parts: &[usize]) -> Table {
        let all: usize = parts.iter().sum();
        let widths: Vec<usize> = parts.iter().map(|part| TEXT_WIDTH * part / all.max(1)).collect();
        let mut properties = Element::new("w:tblPr").with(Element::saying("w:tblStyle", "Grid"));
        if draft.is_rtl() {
            properties = properties.with(Element::new("w:bidiVisual"));
        }
        properties = properties
            .with(Element::new("w:tblW").set("w:w", widths.iter().sum::<usize>()).set("w:type", "dxa"))
            .with(Element::new("w:tblLayout").set("w:type", "fixed"))
            .with(
                Element::saying("w:tblLook", "04A0")
                    .set("w:firstRow", 1)
                    .set("w:lastRow", 0)
                    .set("w:firstColumn", 1)
                    .set("w:lastColumn", 0)
                    .set("w:noHBand", 1)
                    .set("w:noVBand", 1),
            );
        if !about.is_empty() {
            properties = properties.with(Element::saying("w:tblCaption", about));
        }
        let columns = widths.iter().map(|width| Element::new("w:gridCol").set("w:w", width));
        let opening = Element::new("w:tbl").with(properties).with(Element::new("w:tblGrid").with_all(columns));
        Table { opening, widths, rows: Vec::new() }
    }

    /// Adds the header row.
    pub(super) fn head(&mut self, cells: Vec<Cell>) {
        self.add(Element::new("w:trPr").with(Element::new("w:cantSplit")).with(Element::new("w:tblHeader")), cells);
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: Vec<Cell>) {
        self.add(Element::new("w:trPr").with(Element::new("w:cantSplit")), cells);
    }

    fn add(&mut self, properties: Element, cells: Vec<Cell>) {
        let cells = cells.into_iter().zip(&self.widths).map(|(cell, width)| {
            let width = Element::new("w:tcW").set("w:w", width).set("w:type", "dxa");
            Element::new("w:tc").with(Element::new("w:tcPr").with(width)).with_all(cell)
        });
        self.rows.push(Element::new("w:tr").with(properties).with_all(cells));
    }

    /// The table and the space below it: Word joins tables that touch, and wants a paragraph after the last.
    pub(super) fn finish(self, draft: &Draft) -> Vec<Element> {
        vec![self.opening.with_all(self.rows), paragraph(draft, Style::Gap, Vec::new())]
    }
}

/// A cell with one paragraph.
pub(super) fn cell(draft: &Draft, style: Style, text: Vec<Element>) -> Cell {
    vec![paragraph(draft, style, text)]
}
