//! A form: what to know beforehand, its parts and questions.

use super::blocks::tree;
use super::choice;
use super::control::{Answer, Room, blank};
use super::draft::Draft;
use super::element::Element;
use super::paragraph::{Shape, paragraph, shaped};
use super::runs::{BOLD, Look, words};
use super::styles::Style;
use super::table::{self, Table};
use crate::content::form::{FieldKind, Head};
use crate::formats::form_view::{FieldView, FormView, SectionView};
use crate::markup::tree::Tree;

/// A form.
pub(super) fn form(draft: &mut Draft, form: &FormView<Tree>) -> Vec<Element> {
    let mut elements = about(draft, &form.head);
    for (index, one) in form.sections.iter().enumerate() {
        elements.extend(section(draft, index + 1, one));
    }
    elements
}

/// A label and what it says.
pub(super) fn fact(draft: &Draft, label: &str, text: &str) -> Element {
    let label = words(draft, &format!("{label}: "), BOLD);
    paragraph(draft, Style::Fact, [label, words(draft, text, Look::default())].concat())
}

fn about(draft: &Draft, head: &Head) -> Vec<Element> {
    let minutes = head.minutes.map(|_| draft.phrase("form.minutes_value").to_string());
    let facts = [
        ("form.purpose", &head.purpose),
        ("form.filled_by", &head.filled_by),
        ("form.minutes", &minutes),
        ("form.seen_by", &head.seen_by),
        ("form.kept", &head.kept),
        ("form.give_back", &head.give_back),
        ("form.copies", &head.copies),
        ("form.contact", &head.contact),
    ];
    facts.into_iter().filter_map(|(key, text)| Some(fact(draft, draft.phrase(key), text.as_ref()?))).collect()
}

fn section(draft: &mut Draft, number: usize, section: &SectionView<Tree>) -> Vec<Element> {
    let title = words(draft, &format!("{number}. {}", section.title), Look::default());
    let mut elements = vec![paragraph(draft, Style::Heading1, title)];
    elements.extend(condition(draft, section.only_if.as_deref()));
    if let Some(intro) = &section.intro {
        elements.extend(tree(draft, intro, Style::Normal));
    }
    for field in &section.fields {
        elements.extend(question(draft, field));
    }
    elements
}

fn question(draft: &mut Draft, field: &FieldView<Tree>) -> Vec<Element> {
    let mut elements = Vec::from_iter(condition(draft, field.only_if.as_deref()));
    if field.kind == FieldKind::Info {
        let style = Style::callout(draft.next_callout());
        elements.extend(field.text.iter().flat_map(|text| tree(draft, text, style)));
        return elements;
    }
    elements.push(label(draft, field));
    let hint = field.hint.as_ref().map(|hint| paragraph(draft, Style::Hint, words(draft, hint, Look::default())));
    elements.extend(hint);
    elements.extend(match field.kind {
        FieldKind::Textarea => written(draft, field, Answer::Words(lines(field).max(2))),
        FieldKind::Text | FieldKind::Email | FieldKind::Tel | FieldKind::Time | FieldKind::Number => {
            written(draft, field, Answer::Words(lines(field)))
        }
        FieldKind::Date => written(draft, field, Answer::Day),
        FieldKind::Scale if !field.statements.is_empty() => choice::matrix(draft, field),
        FieldKind::Radio | FieldKind::Checks | FieldKind::Scale => choice::answers(draft, field),
        FieldKind::List => listed(draft, field),
        FieldKind::Sign => signed(draft, field),
        FieldKind::Info => Vec::new(),
    });
    elements
}

fn condition(draft: &Draft, only_if: Option<&str>) -> Option<Element> {
    only_if.map(|text| paragraph(draft, Style::Condition, words(draft, text, Look::default())))
}

fn label(draft: &Draft, field: &FieldView<Tree>) -> Element {
    let mut text = words(draft, &field.label, BOLD);
    if !field.required && field.one_of.is_none() && field.kind != FieldKind::Sign {
        text.extend(words(draft, &format!(" {}", draft.phrase("form.optional")), Look::default()));
    }
    paragraph(draft, Style::Label, text)
}

fn lines(field: &FieldView<Tree>) -> usize {
    let usual = if field.kind == FieldKind::Textarea { 4 } else { 1 };
    field.lines.and_then(|lines| usize::try_from(lines).ok()).unwrap_or(usual)
}

fn written(draft: &mut Draft, field: &FieldView<Tree>, answer: Answer) -> Vec<Element> {
    let blank = blank(draft, &field.id, &field.label, answer, Room::Line);
    vec![paragraph(draft, Style::Field, vec![blank])]
}

/// Rows to write in, each with its number. What can be chosen from stands below as well, for paper.
fn listed(draft: &mut Draft, field: &FieldView<Tree>) -> Vec<Element> {
    let parts: Vec<usize> = std::iter::once(10).chain(field.columns.iter().map(part)).collect();
    let mut table = Table::new(draft, &field.label, &parts);
    let heads =
        std::iter::once(draft.phrase("form.row_short")).chain(field.columns.iter().map(|one| one.label.as_str()));
    table.head(heads.map(|text| table::cell(draft, Style::Cell, words(draft, text, BOLD))).collect());
    for row in 1..=field.rows.unwrap_or(3) {
        let mut cells = vec![table::cell(draft, Style::Cell, words(draft, &row.to_string(), Look::default()))];
        for column in &field.columns {
            let answer = match column.kind {
                FieldKind::Textarea => Answer::Words(2),
                FieldKind::Date => Answer::Day,
                FieldKind::Radio | FieldKind::Scale if !column.options.is_empty() => Answer::OneOf(&column.options),
                _ => Answer::Words(1),
            };
            let tag = format!("{}.{row}.{}", field.id, column.id);
            let title = super::control::title(&format!("{}, {row}", field.label), &column.label);
            let blank = blank(draft, &tag, &title, answer, Room::Cell);
            cells.push(table::cell(draft, Style::Cell, vec![blank]));
        }
        table.row(cells);
    }
    let mut elements = table.finish(draft);
    for column in field.columns.iter().filter(|column| !column.options.is_empty()) {
        let options: Vec<&str> = column.options.iter().map(|option| option.label.as_str()).collect();
        let text = format!("{}: {}", column.label, options.join(" / "));
        elements.push(paragraph(draft, Style::Cell, words(draft, &text, Look::default())));
    }
    elements
}

/// The part of the width that a column takes; the number of the row takes 10.
fn part(column: &FieldView<Tree>) -> usize {
    match column.kind {
        FieldKind::Date | FieldKind::Time | FieldKind::Number | FieldKind::Tel => 30,
        FieldKind::Textarea => 75,
        _ => 50,
    }
}

/// A signature is written by hand, on a line; its date may be typed.
fn signed(draft: &mut Draft, field: &FieldView<Tree>) -> Vec<Element> {
    let place = draft.phrase("form.sign_date");
    let title = super::control::title(&field.label, place);
    let blank = blank(draft, &format!("{}.date", field.id), &title, Answer::Day, Room::Line);
    let shape = Shape { style: Style::Field, stays_with_next: true, ..Shape::default() };
    vec![
        paragraph(draft, Style::Hint, words(draft, place, Look::default())),
        shaped(draft, &shape, vec![blank]),
        paragraph(draft, Style::Sign, words(draft, draft.phrase("form.sign"), Look::default())),
    ]
}
