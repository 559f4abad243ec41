//! Checklists and messages.

use super::blocks::{blocks, tree};
use super::control::{self, Answer, Room, blank, tick};
use super::draft::Draft;
use super::element::Element;
use super::form::fact;
use super::paragraph::{Shape, paragraph};
use super::runs::{BOLD, Look, inlines, words};
use super::styles::Style;
use super::table::{self, Cell, Table};
use crate::formats::sheet::view::{Checklist, Item, Message};
use crate::markup::text::plain;

/// Lines for notes below a checklist.
const NOTES: usize = 5;

/// A table of things to do: a box to tick, what to do, by when, and who has done it.
pub(super) fn checklist(draft: &mut Draft, list: &Checklist) -> Vec<Element> {
    let when = list.when.as_ref().map(|when| fact(draft, draft.phrase("checklist.when"), when));
    let mut elements = Vec::from_iter(when);
    elements.extend(tree(draft, &list.intro, Style::Normal));
    for group in &list.groups {
        let title = group.title.as_ref();
        let title = title.map(|title| inlines(draft, title, Look::default()));
        elements.extend(title.map(|title| paragraph(draft, Style::Heading1, title)));
        let about = group.title.as_ref().map(|title| plain(title)).unwrap_or_default();
        let mut table = Table::new(draft, &about, &[12, 86, 33, 33]);
        let heads = ["checklist.done", "checklist.item", "checklist.by_when", "checklist.done_by"];
        let heads = heads.map(|key| table::cell(draft, Style::Cell, words(draft, draft.phrase(key), BOLD)));
        table.head(heads.to_vec());
        for item in &group.items {
            let cells = task(draft, item);
            table.row(cells);
        }
        elements.extend(table.finish(draft));
    }
    let notes = draft.phrase("checklist.notes");
    elements.push(paragraph(draft, Style::Heading1, words(draft, notes, Look::default())));
    let blank = blank(draft, "_notes", notes, Answer::Words(NOTES), Room::Line);
    elements.push(paragraph(draft, Style::Field, vec![blank]));
    elements
}

fn task(draft: &mut Draft, item: &Item) -> Vec<Cell> {
    let small = Shape { style: Style::Cell, ..Shape::default() };
    let what = plain(&item.text);
    let title = |draft: &Draft, key: &str| control::title(&what, draft.phrase(key));
    let done = title(draft, "checklist.done");
    let tick = tick(draft, &format!("{}.done", item.id), &done);

    let text = inlines(draft, &item.text, Look::default());
    let mut words_cell = table::cell(draft, Style::Cell, text);
    words_cell.extend(blocks(draft, &item.hint, &small));
    let who = item.who.as_ref();
    let who =
        who.map(|who| paragraph(draft, Style::Cell, words(draft, who, Look { is_italic: true, ..Look::default() })));
    words_cell.extend(who);

    let due = item.due.as_ref();
    let mut when = Vec::from_iter(due.map(|due| paragraph(draft, Style::Cell, words(draft, due, Look::default()))));
    let by_when = title(draft, "checklist.by_when");
    let date = blank(draft, &format!("{}.date", item.id), &by_when, Answer::Day, Room::Cell);
    when.push(paragraph(draft, Style::Cell, vec![date]));

    let done_by = title(draft, "checklist.done_by");
    let by = blank(draft, &format!("{}.by", item.id), &done_by, Answer::Words(1), Room::Cell);
    vec![table::cell(draft, Style::CellCentre, vec![tick]), words_cell, when, table::cell(draft, Style::Cell, vec![by])]
}

/// Each text to copy below its heading, without a frame that would be copied too.
pub(super) fn message(draft: &mut Draft, message: &Message) -> Vec<Element> {
    let mut elements = tree(draft, &message.intro, Style::Normal);
    for one in &message.texts {
        elements.push(paragraph(draft, Style::Heading1, words(draft, &one.title, Look::default())));
        if let Some(subject) = &one.subject {
            let mut text = words(draft, &format!("{}: ", draft.phrase("sheet.subject")), BOLD);
            text.extend(inlines(draft, subject, Look::default()));
            elements.push(paragraph(draft, Style::Normal, text));
        }
        elements.extend(tree(draft, &one.body, Style::Normal));
    }
    elements.extend(tree(draft, &message.notes, Style::Normal));
    elements
}
