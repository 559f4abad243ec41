//! `styles.xml`: how the styles look, in Word's words.

use super::draft::Draft;
use super::element::Element;
use super::package::word_root;
use super::runs::{bold, italic};
use super::styles::{ACCENT, ALL, Borders, Definition, INK, LINE, Style, TEXT, TINT};
use super::table::TEXT_WIDTH;

/// A typeface that Word has everywhere, with Latin, Cyrillic, Greek, Arabic and Hebrew letters.
const FACE: &str = "Arial";

/// `styles.xml`.
pub(super) fn styles(draft: &Draft) -> Element {
    word_root("w:styles")
        .with(defaults(draft))
        .with_all(ALL.into_iter().map(paragraph_style))
        .with(word_style("character", "Hyperlink", "Hyperlink").with(
            Element::new("w:rPr").with(Element::saying("w:color", ACCENT)).with(Element::saying("w:u", "single")),
        ))
        .with(
            word_style("character", "PlaceholderText", "Placeholder Text")
                .with(Element::new("w:rPr").with(Element::saying("w:color", "595959"))),
        )
        .with(table_style())
}

fn defaults(draft: &Draft) -> Element {
    let fonts = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
    let fonts = fonts.into_iter().fold(Element::new("w:rFonts"), |fonts, script| fonts.set(script, FACE));
    let mut language = Element::saying("w:lang", draft.language());
    if draft.is_rtl() {
        language = language.set("w:bidi", draft.language());
    }
    let run = Element::new("w:rPr").with(fonts).with_all(size(TEXT)).with(language);
    let spacing = Element::new("w:spacing").set("w:after", 120).set("w:line", 264).set("w:lineRule", "auto");
    Element::new("w:docDefaults")
        .with(Element::new("w:rPrDefault").with(run))
        .with(Element::new("w:pPrDefault").with(Element::new("w:pPr").with(spacing)))
}

fn word_style(kind: &str, id: &str, name: &str) -> Element {
    Element::new("w:style").set("w:type", kind).set("w:styleId", id).with(Element::saying("w:name", name))
}

fn paragraph_style(style: Style) -> Element {
    let look = style.definition();
    let mut element = Element::new("w:style").set("w:type", "paragraph");
    if style == Style::Normal {
        element = element.set("w:default", 1);
    }
    element = element.set("w:styleId", look.id).with(Element::saying("w:name", look.name));
    if style != Style::Normal {
        element = element.with(Element::saying("w:basedOn", "Normal"));
    }
    element.with(Element::new("w:qFormat")).with(paragraph_look(style, &look)).with(run_look(&look))
}

fn paragraph_look(style: Style, look: &Definition) -> Element {
    let mut properties = Element::new("w:pPr");
    if look.stays_with_next {
        properties = properties.with(Element::new("w:keepNext"));
    }
    if look.is_whole {
        properties = properties.with(Element::new("w:keepLines"));
    }
    properties = properties.with_all(borders(look.borders));
    if look.is_tinted {
        properties = properties.with(Element::saying("w:shd", "clear").set("w:color", "auto").set("w:fill", TINT));
    }
    if look.has_tab_at_end {
        let stop = Element::saying("w:tab", "right").set("w:pos", TEXT_WIDTH);
        properties = properties.with(Element::new("w:tabs").with(stop));
    }
    properties = properties.with(Element::new("w:spacing").set("w:before", look.space.0).set("w:after", look.space.1));
    if style.indent() > 0 {
        let indent = Element::new("w:ind").set("w:left", style.indent());
        properties = properties.with(match style {
            Style::Answers => indent.set("w:hanging", style.indent()),
            _ => indent.set("w:right", style.indent()),
        });
    }
    if look.closes_ranks {
        properties = properties.with(Element::new("w:contextualSpacing"));
    }
    if look.is_centred {
        properties = properties.with(Element::saying("w:jc", "center"));
    }
    properties.with_all(look.outline.map(|level| Element::saying("w:outlineLvl", level)))
}

fn run_look(look: &Definition) -> Element {
    let mut properties = Element::new("w:rPr");
    if look.is_bold {
        properties = properties.with_all(bold());
    }
    if look.is_italic {
        properties = properties.with(italic());
    }
    properties.with(Element::saying("w:color", look.colour)).with_all(size(look.size))
}

fn size(half_points: usize) -> [Element; 2] {
    [Element::saying("w:sz", half_points), Element::saying("w:szCs", half_points)]
}

fn line(side: &'static str, eighths: usize, space: usize, colour: &str) -> Element {
    Element::saying(side, "single").set("w:sz", eighths).set("w:space", space).set("w:color", colour)
}

fn borders(borders: Borders) -> Option<Element> {
    let lines = match borders {
        Borders::None => return None,
        Borders::Frame(colour) => {
            ["w:top", "w:left", "w:bottom", "w:right"].map(|side| line(side, 6, 4, colour)).to_vec()
        }
        Borders::Between => vec![line("w:top", 4, 5, LINE), line("w:bottom", 4, 5, LINE)],
        Borders::Below => vec![line("w:bottom", 4, 1, LINE)],
        Borders::Above => vec![line("w:top", 8, 2, INK)],
        Borders::Over => vec![line("w:top", 4, 4, LINE)],
    };
    Some(Element::new("w:pBdr").with_all(lines))
}

fn table_style() -> Element {
    let sides = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];
    let borders = Element::new("w:tblBorders").with_all(sides.map(|side| line(side, 4, 0, LINE)));
    let margin = |side| Element::new(side).set("w:w", 57).set("w:type", "dxa");
    let margins = Element::new("w:tblCellMar").with(margin("w:left")).with(margin("w:right"));
    let tint = Element::saying("w:shd", "clear").set("w:color", "auto").set("w:fill", TINT);
    let head = Element::new("w:tblStylePr").set("w:type", "firstRow").with(Element::new("w:tcPr").with(tint));
    word_style("table", "Grid", "Table Grid").with(Element::new("w:tblPr").with(borders).with(margins)).with(head)
}
