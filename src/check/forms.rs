//! The outline of forms: ids, option sets, conditions.

use std::collections::BTreeSet;

use crate::base::diag::{Diagnostics, suggest};
use crate::base::source::Span;
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::form::choices::{self, is_name};
use crate::content::form::{Choice, Conditions, Field, FieldKind, Form, Options};
use crate::site::Site;

use super::form_keys;

/// Checks one original form.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    if let Meta::Form(form) = &doc.meta {
        definition(site, doc, form, diags);
    }
}

/// More than a page can hold.
const MOST_LINES: u32 = 60;

/// One field of an original, and where its keys stand.
pub(super) struct Asked<'a> {
    site: &'a Site,
    doc: &'a Document,
    pub(super) field: &'a Field,
    path: Vec<String>,
}

impl Asked<'_> {
    pub(super) fn at(&self, key: &str) -> Span {
        self.doc.at(&self.way(&[key]))
    }

    pub(super) fn key_at(&self, key: &str) -> Span {
        self.doc.key_at(&self.way(&[key]))
    }

    fn way<'w>(&'w self, below: &[&'w str]) -> Vec<&'w str> {
        self.path.iter().map(String::as_str).chain(below.iter().copied()).collect()
    }
}

fn definition(site: &Site, doc: &Document, form: &Form, diags: &mut Diagnostics) {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    let mut parts: BTreeSet<&str> = BTreeSet::new();
    let mut earlier: Vec<&Field> = Vec::new();
    if form.sections.is_empty() {
        diags
            .warn("empty-part", doc.at(&["sections"]), "this form has no parts")
            .help("add `sections:`, each with `id`, `title` and `fields`");
    }
    for (index, section) in form.sections.iter().enumerate() {
        let way = |key: &str| vec!["sections".to_string(), index.to_string(), key.to_string()];
        let at = |key: &str| doc.at(&way(key).iter().map(String::as_str).collect::<Vec<_>>());
        once(&mut parts, &section.id, "parts", at("id"), diags);
        if section.fields.is_empty() && section.intro.is_none() {
            diags
                .warn("empty-part", at("id"), format!("the part `{}` has no fields and no text", section.id))
                .help("add `fields:` or an `intro:`, or remove the part");
        }
        conditions(site, &section.show_when, &earlier, at("show_when"), diags);
        for (place, field) in section.fields.iter().enumerate() {
            let asked = Asked { site, doc, field, path: [way("fields"), vec![place.to_string()]].concat() };
            once(&mut ids, &field.id, "fields", asked.at("id"), diags);
            outline(&asked, diags);
            form_keys::of_field(&asked, diags);
            conditions(site, &field.show_when, &earlier, asked.at("show_when"), diags);
            earlier.push(field);
            for (column_at, column) in field.columns.iter().enumerate() {
                let path = [asked.path.clone(), vec!["columns".to_string(), column_at.to_string()]].concat();
                let column = Asked { site, doc, field: column, path };
                outline(&column, diags);
                form_keys::of_column(&column, diags);
            }
        }
    }
}

/// An id that the form has already, or that cannot name a field.
fn once<'f>(seen: &mut BTreeSet<&'f str>, id: &'f str, what: &str, at: Span, diags: &mut Diagnostics) {
    if !seen.insert(id) {
        diags
            .error("duplicate-id", at, format!("two {what} have the id `{id}`"))
            .help("give each of them an id of its own");
    }
    if !is_name(id) || id.starts_with(|one: char| one.is_ascii_digit()) {
        diags
            .error("bad-id", at, format!("`{id}` cannot be an id"))
            .help("use lower-case letters a to z, digits and `_`, a letter first");
    }
}

/// What a field must have, by itself.
fn outline(asked: &Asked, diags: &mut Diagnostics) {
    let field = asked.field;
    let is_info = field.kind == FieldKind::Info;
    let text = if is_info { field.text.as_deref().unwrap_or_default() } else { &field.label };
    if text.trim().is_empty() {
        diags.error("form-text", asked.at("id"), format!("`{}` has no words", field.id)).help(if is_info {
            "add `text: …`"
        } else {
            "add `label: …`"
        });
    }
    if field.kind == FieldKind::List && field.columns.is_empty() {
        diags
            .error("missing-key", asked.at("id"), format!("the list `{}` has no columns", field.id))
            .help("add `columns:`, each with `id`, `type` and `label`");
    }
    for (key, number) in [("lines", field.lines), ("rows", field.rows), ("most", field.most)] {
        if number.is_some_and(|number| number == 0 || number > MOST_LINES) {
            diags
                .error("invalid-value", asked.at(key), format!("`{key}` is not between 1 and {MOST_LINES}"))
                .help("a sheet of paper has about 25 lines to write on");
        }
    }
    if let (Some(min), Some(max)) = (field.min, field.max)
        && min > max
    {
        diags
            .error("invalid-value", asked.at("max"), format!("no number is at least {min} and at most {max}"))
            .help("make `max` the greater one");
    }
    if field.max_choices == Some(0) {
        diags
            .error("invalid-value", asked.at("max_choices"), "nobody can choose none of several")
            .help("write a number of 1 or more, or leave `max_choices` out");
    }
    let mut columns = BTreeSet::new();
    for column in &field.columns {
        once(&mut columns, &column.id, "columns", asked.at("columns"), diags);
        if matches!(
            column.kind,
            FieldKind::List | FieldKind::Sign | FieldKind::Info | FieldKind::Checks | FieldKind::Scale
        ) {
            diags
                .error(
                    "invalid-value",
                    asked.at("columns"),
                    format!("the column `{}` is too much for a cell", column.id),
                )
                .help("use text, textarea, email, tel, date, time, number or radio");
        }
    }
    options(asked, diags);
    own_choices(asked, "statements", &field.statements, diags);
}

fn options(asked: &Asked, diags: &mut Diagnostics) {
    let (site, field) = (asked.site, asked.field);
    match &field.options {
        None if field.kind.has_options() => {
            diags
                .error("missing-key", asked.at("id"), format!("`{}` has no options to choose from", field.id))
                .help("add `options:`");
        }
        Some(Options::Shared(name)) => {
            let sets = site.options.get(site.config.original());
            if sets.is_none_or(|sets| !sets.contains_key(name)) {
                let known: Vec<&str> = sets.into_iter().flat_map(|sets| sets.keys()).map(String::as_str).collect();
                diags
                    .error("unknown-option-set", asked.at("options"), format!("no option set is called `{name}`"))
                    .help(suggest(name, known));
            }
        }
        Some(Options::Own(own)) => own_choices(asked, "options", own, diags),
        None => {}
    }
}

fn own_choices(asked: &Asked, key: &str, own: &[Choice], diags: &mut Diagnostics) {
    let at = |below: &[&str]| asked.doc.at(&asked.way(&[&[key][..], below].concat()));
    choices::check(own, &asked.field.id, key, at, diags);
}

fn conditions(site: &Site, conditions: &Conditions, earlier: &[&Field], at: Span, diags: &mut Diagnostics) {
    for (asked, wanted) in conditions {
        let Some(other) = earlier.iter().find(|other| other.id == *asked) else {
            let known: Vec<&str> = earlier.iter().map(|other| other.id.as_str()).collect();
            diags
                .error("form-condition", at, format!("`{asked}` is no earlier field of this form"))
                .help(suggest(asked, known));
            continue;
        };
        if !other.statements.is_empty() {
            diags
                .error(
                    "form-condition",
                    at,
                    format!("`{asked}` has an answer for each statement, so nothing can hang on it"),
                )
                .help("ask for what decides in a field of its own");
            continue;
        }
        let answers = answers(site, other);
        for answer in wanted.ids().iter().filter(|answer| !answers.contains(answer)) {
            diags
                .error("form-condition", at, format!("`{answer}` is no option of `{asked}`"))
                .help(suggest(answer, answers.iter().map(String::as_str)));
        }
    }
}

fn answers(site: &Site, field: &Field) -> Vec<String> {
    let choices = match &field.options {
        Some(Options::Own(choices)) => Some(choices),
        Some(Options::Shared(name)) => site.options.get(site.config.original()).and_then(|sets| sets.get(name)),
        None => None,
    };
    choices.into_iter().flatten().map(|choice| choice.id.clone()).collect()
}
