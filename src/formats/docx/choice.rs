//! Questions with answers to tick: one below the other, in columns when they are short, or as a table of statements.

use super::control::{self, tick};
use super::draft::Draft;
use super::element::Element;
use super::paragraph::{Shape, shaped};
use super::runs::{BOLD, Look, tab, words};
use super::styles::Style;
use super::table::{self, TEXT_WIDTH, Table};
use crate::content::form::Choice;
use crate::formats::form_view::FieldView;
use crate::markup::tree::Tree;

/// Answers to tick.
pub(super) fn answers(draft: &mut Draft, field: &FieldView<Tree>) -> Vec<Element> {
    let columns = columns(&field.options);
    let width = TEXT_WIDTH / columns;
    let indent = Style::Answers.indent();
    let tabs: Vec<usize> = (1..columns).flat_map(|column| [column * width, column * width + indent]).collect();
    let rows = field.options.chunks(columns);
    let last = rows.len().saturating_sub(1);
    let mut elements = Vec::new();
    for (index, row) in rows.enumerate() {
        let mut runs = Vec::new();
        for (column, option) in row.iter().enumerate() {
            runs.extend((column > 0).then(tab));
            let title = control::title(&field.label, &option.label);
            runs.push(tick(draft, &format!("{}.{}", field.id, option.id), &title));
            runs.push(tab());
            runs.extend(words(draft, &option.label, Look::default()));
        }
        // A long choice may go over to the next page; a short one stays whole.
        let stays_with_next = index < last && last < 14;
        let shape = Shape { style: Style::Answers, tabs: tabs.clone(), stays_with_next, ..Shape::default() };
        elements.push(shaped(draft, &shape, runs));
    }
    elements
}

/// Statements in rows, answers in columns.
pub(super) fn matrix(draft: &mut Draft, field: &FieldView<Tree>) -> Vec<Element> {
    // With many answers, statements give way: a word that is broken is harder to read than one on the next line.
    let statement = if field.options.len() > 5 { 30 } else { 44 };
    let parts: Vec<usize> = std::iter::once(statement).chain(field.options.iter().map(|_| 20)).collect();
    let mut table = Table::new(draft, &field.label, &parts);
    let statement = words(draft, draft.phrase("form.statement"), BOLD);
    let mut head = vec![table::cell(draft, Style::Cell, statement)];
    head.extend(field.options.iter().map(|option| {
        let text = words(draft, &option.label, BOLD);
        table::cell(draft, Style::CellCentre, text)
    }));
    table.head(head);
    for statement in &field.statements {
        let mut row = vec![table::cell(draft, Style::Cell, words(draft, &statement.label, Look::default()))];
        for option in &field.options {
            let tag = format!("{}.{}.{}", field.id, statement.id, option.id);
            let tick = tick(draft, &tag, &control::title(&statement.label, &option.label));
            row.push(table::cell(draft, Style::CellCentre, vec![tick]));
        }
        table.row(row);
    }
    table.finish(draft)
}

/// How many answers stand side by side, by the length of the longest.
fn columns(options: &[Choice]) -> usize {
    match options.iter().map(|option| option.label.chars().count()).max().unwrap_or_default() {
        0..=16 => 4,
        17..=24 => 3,
        25..=40 => 2,
        _ => 1,
    }
}
