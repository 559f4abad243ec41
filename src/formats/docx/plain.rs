//! Cards, the process and packs as plain documents: the same texts, without the design that paper gives them.

use super::blocks::tree;
use super::draft::Draft;
use super::element::Element;
use super::form::fact;
use super::paragraph::paragraph;
use super::runs::{BOLD, Look, inlines, words};
use super::styles::Style;
use crate::formats::sheet::view::{Card, Pack, Step};

/// Situations, one after the other.
pub(super) fn cards(draft: &mut Draft, cards: &[Card]) -> Vec<Element> {
    let mut elements = Vec::new();
    for card in cards {
        elements.push(paragraph(draft, Style::Heading1, words(draft, &card.title, Look::default())));
        let urgency = card.urgency.as_ref();
        elements.extend(urgency.map(|text| paragraph(draft, Style::Normal, words(draft, text, BOLD))));
        if !card.signs.is_empty() {
            elements.push(fact(draft, draft.phrase("sheet.signs"), &card.signs.join("; ")));
        }
        for section in &card.sections {
            let title = inlines(draft, &section.title, Look::default());
            elements.push(paragraph(draft, Style::Heading2, title));
            elements.extend(tree(draft, &section.body, Style::Normal));
        }
    }
    elements
}

/// Every step: how long it takes, who does what, when it is done.
pub(super) fn process(draft: &Draft, steps: &[Step]) -> Vec<Element> {
    let mut elements = Vec::new();
    for step in steps {
        let title = format!("{}. {}", step.number, step.title);
        elements.push(paragraph(draft, Style::Heading1, words(draft, &title, Look::default())));
        elements.extend(step.time.as_ref().map(|time| fact(draft, draft.phrase("sheet.time"), time)));
        elements.extend(step.who.iter().map(|(_, who, text)| fact(draft, who, text)));
        elements.extend(step.done_when.as_ref().map(|text| fact(draft, draft.phrase("sheet.done_when"), text)));
    }
    elements
}

/// Pages as chapters.
pub(super) fn pack(draft: &mut Draft, pack: &Pack) -> Vec<Element> {
    let mut elements = Vec::new();
    for chapter in &pack.chapters {
        let style = Style::heading(chapter.level);
        elements.push(paragraph(draft, style, words(draft, &chapter.title, Look::default())));
        let lead = chapter.summary.as_ref();
        elements.extend(lead.map(|text| paragraph(draft, Style::Lead, words(draft, text, Look::default()))));
        elements.extend(chapter.facts.iter().map(|(label, texts)| fact(draft, label, &texts.join("; "))));
        elements.extend(tree(draft, &chapter.body, Style::Normal));
    }
    elements
}
