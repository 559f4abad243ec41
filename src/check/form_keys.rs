//! Keys that the type of a field has no use for: a page, a sheet and a survey would each make something else of them.

use super::forms::Asked;
use crate::base::diag::Diagnostics;
use crate::content::form::{Field, FieldKind};

/// What a cell of a list shows, or heeds.
const IN_CELLS: [&str; 5] = ["label", "required", "autocomplete", "options", "lines"];

/// What questions of every type have.
const OF_QUESTIONS: [&str; 5] = ["label", "hint", "required", "one_of", "error"];

/// Checks the keys of a field.
pub(super) fn of_field(asked: &Asked, diags: &mut Diagnostics) {
    for key in given(asked.field).filter(|key| !is_useful(key, asked.field.kind)) {
        diags
            .error("unknown-key", asked.key_at(key), format!("a field of this type has no use for `{key}`"))
            .note(asked.at("type"), "this type")
            .help("remove it, or choose the type that it is for");
    }
}

/// Checks the keys of a column.
pub(super) fn of_column(asked: &Asked, diags: &mut Diagnostics) {
    of_field(asked, diags);
    let is_left_out = |key: &&str| is_useful(key, asked.field.kind) && !IN_CELLS.contains(key);
    for key in given(asked.field).filter(is_left_out) {
        diags
            .error("unknown-key", asked.key_at(key), format!("a column has no use for `{key}`"))
            .help("remove it, or ask in a field of its own");
    }
}

fn is_useful(key: &str, kind: FieldKind) -> bool {
    let is_common = key == "show_when" || (kind != FieldKind::Info && OF_QUESTIONS.contains(&key));
    is_common || own(kind).contains(&key)
}

/// What a type has besides.
fn own(kind: FieldKind) -> &'static [&'static str] {
    match kind {
        FieldKind::Text | FieldKind::Textarea => &["autocomplete", "lines", "max"],
        FieldKind::Email | FieldKind::Tel | FieldKind::Date | FieldKind::Time => &["autocomplete", "lines"],
        FieldKind::Number => &["autocomplete", "lines", "min", "max"],
        FieldKind::Radio => &["options"],
        FieldKind::Checks => &["options", "max_choices"],
        FieldKind::Scale => &["options", "statements"],
        FieldKind::List => &["columns", "rows", "most"],
        FieldKind::Sign => &[],
        FieldKind::Info => &["text"],
    }
}

/// The keys that a field is written with, but for its id, its type and where it comes from.
fn given(field: &Field) -> impl Iterator<Item = &'static str> {
    let keys = [
        ("label", !field.label.is_empty()),
        ("hint", field.hint.is_some()),
        ("required", field.required),
        ("one_of", field.one_of.is_some()),
        ("error", field.error.is_some()),
        ("autocomplete", field.autocomplete.is_some()),
        ("options", field.options.is_some()),
        ("max_choices", field.max_choices.is_some()),
        ("lines", field.lines.is_some()),
        ("rows", field.rows.is_some()),
        ("most", field.most.is_some()),
        ("columns", !field.columns.is_empty()),
        ("statements", !field.statements.is_empty()),
        ("min", field.min.is_some()),
        ("max", field.max.is_some()),
        ("text", field.text.is_some()),
        ("show_when", !field.show_when.is_empty()),
    ];
    keys.into_iter().filter_map(|(key, is_given)| is_given.then_some(key))
}
