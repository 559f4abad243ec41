//! Lists: the marks of their items, and `numbering.xml`, which tells Word what they are.

use super::draft::Draft;
use super::element::Element;
use super::package::word_root;
use super::paragraph::STEP;
use crate::markup::tree::List;

/// Lists deeper than this look like the deepest.
const DEEPEST: usize = 8;
/// The numbers of the lists that need no count of their own.
const BULLETS: usize = 1;
const TASKS: usize = 2;
const COUNTED: usize = 3;

/// Which list an item belongs to, and how deep it lies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Marker {
    /// The number of the list.
    pub(super) number: usize,
    /// From 0.
    pub(super) level: usize,
}

/// The mark of a list's items. Every ordered list counts for itself.
pub(super) fn marker(draft: &mut Draft, list: &List, depth: usize) -> Marker {
    let number = match list.start {
        Some(start) => {
            draft.counts.push(start);
            COUNTED + draft.counts.len() - 1
        }
        None if list.items.iter().any(|item| item.task.is_some()) => TASKS,
        None => BULLETS,
    };
    Marker { number, level: depth.min(DEEPEST) }
}

/// `numbering.xml`.
pub(super) fn numbering(draft: &Draft) -> Element {
    let kinds = [("bullet", "•"), ("bullet", "☐"), ("decimal", "")];
    let kinds = kinds.into_iter().enumerate().map(|(index, (format, mark))| {
        let levels = (0..=DEEPEST).map(|level| level_of(level, format, mark));
        Element::new("w:abstractNum")
            .set("w:abstractNumId", index)
            .with(Element::saying("w:multiLevelType", "hybridMultilevel"))
            .with_all(levels)
    });
    let list = |number: usize, kind: usize| {
        Element::new("w:num").set("w:numId", number).with(Element::saying("w:abstractNumId", kind))
    };
    let counted = draft.counts.iter().enumerate().map(|(index, start)| {
        let starts = (0..=DEEPEST).map(|level| {
            let start = Element::saying("w:startOverride", start);
            Element::new("w:lvlOverride").set("w:ilvl", level).with(start)
        });
        list(COUNTED + index, 2).with_all(starts)
    });
    let plain = [list(BULLETS, 0), list(TASKS, 1)];
    word_root("w:numbering").with_all(kinds).with_all(plain).with_all(counted)
}

fn level_of(level: usize, format: &str, mark: &str) -> Element {
    let text = if mark.is_empty() { format!("%{}.", level + 1) } else { mark.to_string() };
    let indent = Element::new("w:ind").set("w:left", STEP * (level + 1)).set("w:hanging", STEP);
    Element::new("w:lvl")
        .set("w:ilvl", level)
        .with(Element::saying("w:start", 1))
        .with(Element::saying("w:numFmt", format))
        .with(Element::saying("w:lvlText", text))
        .with(Element::saying("w:lvlJc", "left"))
        .with(Element::new("w:pPr").with(indent))
}
