//! A form as templates see it: the original's structure with the texts of the language.

use serde_json::{Value, json};

use super::body::Body;
use super::views::Views;
use crate::base::diag::Diagnostics;
use crate::content::Meta;
use crate::content::form::texts::{FieldTexts, FormTexts};
use crate::content::form::{Choice, Field, Form, Head, Options};
use crate::markup::html::write;
use crate::markup::parse::parse;
use crate::site::Page;

/// The form of a page; empty when it has no original.
pub fn form(views: &Views, page: Page) -> Value {
    let site = views.planning.site;
    let definition = match &page.doc.meta {
        Meta::Form(form) => Some(form.as_ref()),
        _ => match site.original(&page.doc.id).map(|original| &original.meta) {
            Some(Meta::Form(form)) => Some(form.as_ref()),
            _ => None,
        },
    };
    let Some(definition) = definition else { return json!({ "head": Head::default(), "sections": [] }) };
    let texts = match &page.doc.meta {
        Meta::FormTexts(texts) => Some(texts.as_ref()),
        _ => None,
    };
    Resolved { views, page, definition, texts }.view()
}

struct Resolved<'a> {
    views: &'a Views<'a>,
    page: Page<'a>,
    definition: &'a Form,
    texts: Option<&'a FormTexts>,
}

impl Resolved<'_> {
    fn view(&self) -> Value {
        let sections: Vec<Value> = self
            .definition
            .sections
            .iter()
            .map(|section| {
                let texts = self.texts.and_then(|texts| texts.sections.get(&section.id));
                let title = texts.and_then(|texts| texts.title.as_ref()).unwrap_or(&section.title);
                let intro = texts.and_then(|texts| texts.intro.as_ref()).or(section.intro.as_ref());
                let fields: Vec<Value> = section.fields.iter().map(|field| self.field(field)).collect();
                json!({ "id": section.id, "title": title, "intro": intro.map(|text| self.markdown(text)), "fields": fields })
            })
            .collect();
        json!({ "head": self.head(), "sections": sections })
    }

    fn head(&self) -> Head {
        let own = &self.definition.form;
        let Some(texts) = self.texts.map(|texts| &texts.form) else { return own.clone() };
        let pick = |text: &Option<String>, original: &Option<String>| text.clone().or_else(|| original.clone());
        Head {
            purpose: pick(&texts.purpose, &own.purpose),
            filled_by: pick(&texts.filled_by, &own.filled_by),
            minutes: own.minutes,
            seen_by: pick(&texts.seen_by, &own.seen_by),
            kept: pick(&texts.kept, &own.kept),
            give_back: pick(&texts.give_back, &own.give_back),
            contact: pick(&texts.contact, &own.contact),
            version: own.version.clone(),
            date: own.date,
            copies: pick(&texts.copies, &own.copies),
        }
    }

    fn field(&self, field: &Field) -> Value {
        let empty = FieldTexts::default();
        let texts = self.texts.and_then(|texts| texts.fields.get(&field.id)).unwrap_or(&empty);
        let columns: Vec<Value> = field
            .columns
            .iter()
            .map(|column| json!({ "id": column.id, "type": column.kind, "label": texts.columns.get(&column.id).unwrap_or(&column.label) }))
            .collect();
        let statements: Vec<Choice> =
            field.statements.iter().map(|one| translated(one, texts.statements.get(&one.id))).collect();
        json!({
            "id": field.id,
            "type": field.kind,
            "label": texts.label.as_ref().unwrap_or(&field.label),
            "hint": texts.hint.as_ref().or(field.hint.as_ref()),
            "required": field.required,
            "lines": field.lines,
            "rows": field.rows,
            "options": self.options(field, texts),
            "columns": columns,
            "statements": statements,
            "text": texts.text.as_ref().or(field.text.as_ref()).map(|text| self.markdown(text)),
        })
    }

    fn options(&self, field: &Field, texts: &FieldTexts) -> Vec<Choice> {
        let site = self.views.planning.site;
        let set = |lang| match &field.options {
            Some(Options::Shared(name)) => site.options.get(lang).and_then(|sets| sets.get(name)),
            _ => None,
        };
        match &field.options {
            None => Vec::new(),
            Some(Options::Own(choices)) => {
                choices.iter().map(|one| translated(one, texts.options.get(&one.id))).collect()
            }
            Some(Options::Shared(_)) => {
                let words = |id: &str| {
                    set(&self.page.doc.lang).and_then(|set| set.iter().find(|one| one.id == id)).map(|one| &one.label)
                };
                set(site.config.original()).into_iter().flatten().map(|one| translated(one, words(&one.id))).collect()
            }
        }
    }

    fn markdown(&self, text: &str) -> String {
        let tree = parse(self.page.doc.source, text, 0..text.len(), &mut Diagnostics::default());
        write(&tree, &Body { views: self.views, doc: self.page.doc })
    }
}

fn translated(choice: &Choice, words: Option<&String>) -> Choice {
    Choice { id: choice.id.clone(), label: words.unwrap_or(&choice.label).clone() }
}
