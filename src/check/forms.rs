//! The outline of forms: ids, option sets, conditions, and the texts of translations.

use std::collections::BTreeSet;

use crate::base::diag::{Diagnostics, suggest};
use crate::base::source::Span;
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::form::texts::FormTexts;
use crate::content::form::{Field, Form, Options};
use crate::site::Site;

/// Checks every form and every translation of one.
pub fn check(site: &Site, diags: &mut Diagnostics) {
    for doc in site.documents() {
        match &doc.meta {
            Meta::Form(form) => definition(site, doc, form, diags),
            Meta::FormTexts(texts) => translation(site, doc, texts, diags),
            _ => {}
        }
    }
}

fn definition(site: &Site, doc: &Document, form: &Form, diags: &mut Diagnostics) {
    let mut ids: BTreeSet<&str> = BTreeSet::new();
    let mut earlier: Vec<&Field> = Vec::new();
    for (section_at, section) in form.sections.iter().enumerate() {
        for (field_at, field) in section.fields.iter().enumerate() {
            let (section_at, field_at) = (section_at.to_string(), field_at.to_string());
            let at = |key: &str| doc.at(&["sections", &section_at, "fields", &field_at, key]);
            if !ids.insert(&field.id) {
                diags
                    .error("duplicate-id", at("id"), format!("two fields have the id `{}`", field.id))
                    .help("give each field an id of its own");
            }
            let text = if field.kind == crate::content::form::FieldKind::Info {
                &field.text.clone().unwrap_or_default()
            } else {
                &field.label
            };
            if text.trim().is_empty() {
                diags
                    .error("form-text", at("id"), format!("`{}` has no words", field.id))
                    .help("add `label: …` (for `info`: `text: …`)");
            }
            options(site, field, &at, diags);
            condition(site, field, &earlier, &at, diags);
            earlier.push(field);
        }
    }
}

fn options(site: &Site, field: &Field, at: &impl Fn(&str) -> Span, diags: &mut Diagnostics) {
    match &field.options {
        None if field.kind.has_options() => {
            diags
                .error("missing-key", at("id"), format!("`{}` has no options to choose from", field.id))
                .help("add `options:`");
        }
        Some(Options::Shared(name)) => {
            let sets = site.options.get(site.config.original());
            if sets.is_none_or(|sets| !sets.contains_key(name)) {
                let known: Vec<&str> = sets.into_iter().flat_map(|sets| sets.keys()).map(String::as_str).collect();
                diags
                    .error("unknown-option-set", at("options"), format!("no option set is called `{name}`"))
                    .help(suggest(name, known));
            }
        }
        Some(Options::Own(choices)) => {
            let mut seen = BTreeSet::new();
            for choice in choices {
                if !seen.insert(&choice.id) {
                    diags
                        .error(
                            "duplicate-id",
                            at("options"),
                            format!("two options of `{}` have the id `{}`", field.id, choice.id),
                        )
                        .help("give each option an id of its own");
                }
                if choice.label.trim().is_empty() {
                    diags
                        .error("form-text", at("options"), format!("the option `{}` has no words", choice.id))
                        .help("add `label: …`");
                }
            }
        }
        None => {}
    }
}

fn condition(site: &Site, field: &Field, earlier: &[&Field], at: &impl Fn(&str) -> Span, diags: &mut Diagnostics) {
    for (asked, answer) in &field.show_when {
        let Some(other) = earlier.iter().find(|other| other.id == *asked) else {
            let known: Vec<&str> = earlier.iter().map(|other| other.id.as_str()).collect();
            diags
                .error("form-condition", at("show_when"), format!("`{asked}` is no earlier field of this form"))
                .help(suggest(asked, known));
            continue;
        };
        let answers = answers(site, other);
        if !answers.contains(answer) {
            diags
                .error("form-condition", at("show_when"), format!("`{answer}` is no option of `{asked}`"))
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

fn translation(site: &Site, doc: &Document, texts: &FormTexts, diags: &mut Diagnostics) {
    let Some(Meta::Form(form)) = site.original(&doc.id).map(|original| &original.meta) else { return };
    let sections: Vec<&str> = form.sections.iter().map(|section| section.id.as_str()).collect();
    for id in texts.sections.keys().filter(|id| !sections.contains(&id.as_str())) {
        diags
            .error("unknown-text", doc.key_at(&["sections", id]), format!("the original has no part `{id}`"))
            .help(suggest(id, sections.iter().copied()));
    }
    let fields: Vec<&str> = form.fields().map(|field| field.id.as_str()).collect();
    for id in texts.fields.keys().filter(|id| !fields.contains(&id.as_str())) {
        diags
            .error("unknown-text", doc.key_at(&["fields", id]), format!("the original has no field `{id}`"))
            .help(suggest(id, fields.iter().copied()));
    }
    for field in form.fields() {
        let given = texts.fields.get(&field.id);
        let has_words = given.is_some_and(|given| given.label.is_some() || given.text.is_some());
        if !has_words {
            let span = doc.key_at(&["fields", &field.id]);
            diags
                .error("form-text", span, format!("`{}` has no words in `{}`", field.id, doc.lang))
                .help(format!("add `{}: {{label: …}}` under `fields`", field.id));
            continue;
        }
        let Some(Options::Own(choices)) = &field.options else { continue };
        for choice in choices.iter().filter(|choice| given.is_none_or(|given| !given.options.contains_key(&choice.id)))
        {
            let span = doc.key_at(&["fields", &field.id]);
            diags
                .error(
                    "form-text",
                    span,
                    format!("the option `{}` of `{}` has no words in `{}`", choice.id, field.id, doc.lang),
                )
                .help(format!("add `options: {{{}: …}}`", choice.id));
        }
    }
}
