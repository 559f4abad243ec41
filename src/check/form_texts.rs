//! The texts of translated forms: every word there is, and no structure.

use std::collections::BTreeMap;

use crate::base::diag::{Diagnostics, suggest};
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::form::texts::{FieldTexts, FormTexts};
use crate::content::form::{Choice, Field, FieldKind, Form, Options, Section};
use crate::site::Site;

/// Checks one translation of a form.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    let original = site.original(&doc.id).map(|original| &original.meta);
    if let (Meta::FormTexts(texts), Some(Meta::Form(form))) = (&doc.meta, original) {
        Translation { site, doc, texts, form }.check(diags);
    }
}

struct Translation<'a> {
    site: &'a Site,
    doc: &'a Document,
    texts: &'a FormTexts,
    form: &'a Form,
}

impl Translation<'_> {
    fn check(&self, diags: &mut Diagnostics) {
        let sections: Vec<&str> = self.form.sections.iter().map(|section| section.id.as_str()).collect();
        let fields: Vec<&str> = self.form.fields().map(|field| field.id.as_str()).collect();
        self.unknown(&["sections"], self.texts.sections.keys(), "part", &sections, diags);
        self.unknown(&["fields"], self.texts.fields.keys(), "field", &fields, diags);
        self.head(diags);
        self.form.sections.iter().for_each(|section| self.section(section, diags));
        self.left_out(&fields, diags);
        let nothing = FieldTexts::default();
        for field in self.form.fields().filter(|field| !self.texts.without.contains(&field.id)) {
            let texts = self.texts.fields.get(&field.id).unwrap_or(&nothing);
            let is_info = field.kind == FieldKind::Info;
            let (key, words) = if is_info { ("text", &texts.text) } else { ("label", &texts.label) };
            if words.as_deref().is_some_and(|words| !words.trim().is_empty()) {
                self.field(field, texts, diags);
            } else {
                let help = format!("add `{}: {{{key}: …}}` under `fields`", field.id);
                self.missing(&["fields", &field.id], &format!("`{}` has no words", field.id), help, diags);
            }
        }
    }

    /// What the translation does not say would be shown in the original's words.
    fn head(&self, diags: &mut Diagnostics) {
        let (original, own) = (&self.form.form, &self.texts.form);
        let texts = [
            ("purpose", &original.purpose, &own.purpose),
            ("filled_by", &original.filled_by, &own.filled_by),
            ("seen_by", &original.seen_by, &own.seen_by),
            ("kept", &original.kept, &own.kept),
            ("give_back", &original.give_back, &own.give_back),
            ("contact", &original.contact, &own.contact),
            ("copies", &original.copies, &own.copies),
        ];
        for (key, ..) in texts.into_iter().filter(|(_, original, own)| original.is_some() && own.is_none()) {
            self.missing(&["form"], &format!("`{key}` has no words"), format!("add `{key}: …` under `form`"), diags);
        }
    }

    fn section(&self, section: &Section, diags: &mut Diagnostics) {
        let texts = self.texts.sections.get(&section.id);
        let lacks_title = !section.title.is_empty() && texts.is_none_or(|texts| texts.title.is_none());
        let lacks_intro = section.intro.is_some() && texts.is_none_or(|texts| texts.intro.is_none());
        for (key, is_lacking) in [("title", lacks_title), ("intro", lacks_intro)] {
            if !is_lacking {
                continue;
            }
            let help = format!("add `{}: {{{key}: …}}` under `sections`", section.id);
            let message = format!("the part `{}` has no {key}", section.id);
            self.missing(&["sections", &section.id], &message, help, diags);
        }
    }

    fn missing(&self, path: &[&str], message: &str, help: String, diags: &mut Diagnostics) {
        let message = format!("{message} in `{}`", self.doc.lang);
        diags.error("form-text", self.doc.key_at(path), message).help(help);
    }

    /// Ids that the original does not have.
    fn unknown<'i>(
        &self,
        path: &[&str],
        ids: impl Iterator<Item = &'i String>,
        what: &str,
        known: &[&str],
        diags: &mut Diagnostics,
    ) {
        for id in ids.filter(|id| !known.contains(&id.as_str())) {
            let span = self.doc.key_at(&[path, &[id.as_str()]].concat());
            diags
                .error("unknown-text", span, format!("the original has no {what} `{id}`"))
                .help(suggest(id, known.iter().copied()));
        }
    }

    /// What an easier version leaves out must exist, and nothing that stays may hang on it.
    fn left_out(&self, fields: &[&str], diags: &mut Diagnostics) {
        for (index, id) in self.texts.without.iter().enumerate() {
            let span = self.doc.at(&["without", &index.to_string()]);
            if !fields.contains(&id.as_str()) {
                diags
                    .error("unknown-text", span, format!("the original has no field `{id}`"))
                    .help(suggest(id, fields.iter().copied()));
            }
            if let Some(part) = self.form.sections.iter().find(|section| section.show_when.contains_key(id)) {
                diags
                    .error("form-condition", span, format!("the part `{}` is shown only after `{id}`", part.id))
                    .help(format!("keep `{id}`: a part cannot be left out"));
            }
            let hangs = |field: &&Field| field.show_when.contains_key(id) && !self.texts.without.contains(&field.id);
            if let Some(field) = self.form.fields().find(hangs) {
                diags
                    .error("form-condition", span, format!("`{}` is asked only after `{id}`", field.id))
                    .help(format!("leave out `{}` as well, or keep `{id}`", field.id));
            }
        }
    }

    fn field(&self, field: &Field, texts: &FieldTexts, diags: &mut Diagnostics) {
        let both = [("hint", &field.hint, &texts.hint), ("error", &field.error, &texts.error)];
        for (key, ..) in both.into_iter().filter(|(_, original, own)| original.is_some() && own.is_none()) {
            let message = format!("the `{key}` of `{}` has no words", field.id);
            self.missing(&["fields", &field.id], &message, format!("add `{key}: …`"), diags);
        }
        if let Some(Options::Own(choices)) = &field.options {
            self.words(&field.id, "options", choices, &texts.options, diags);
        }
        self.words(&field.id, "statements", &field.statements, &texts.statements, diags);
        let columns: Vec<Choice> =
            field.columns.iter().map(|one| Choice { id: one.id.clone(), label: one.label.clone() }).collect();
        self.words(&field.id, "columns", &columns, &texts.columns, diags);
        for one in std::iter::once(field).chain(&field.columns) {
            if let Some(Options::Shared(name)) = &one.options {
                self.shared_set(&field.id, name, diags);
            }
        }
    }

    fn words(
        &self,
        field: &str,
        key: &str,
        choices: &[Choice],
        words: &BTreeMap<String, String>,
        diags: &mut Diagnostics,
    ) {
        let known: Vec<&str> = choices.iter().map(|choice| choice.id.as_str()).collect();
        self.unknown(&["fields", field, key], words.keys(), "such word:", &known, diags);
        for choice in choices.iter().filter(|choice| !words.contains_key(&choice.id)) {
            let message = format!("`{}` of `{field}` has no words", choice.id);
            self.missing(&["fields", field], &message, format!("add `{key}: {{{}: …}}`", choice.id), diags);
        }
    }

    /// A shared set must say something of each of its options: words, or nothing on purpose.
    fn shared_set(&self, field: &str, name: &str, diags: &mut Diagnostics) {
        let set = |lang| self.site.options.get(lang).and_then(|sets| sets.get(name));
        let Some(original) = set(self.site.config.original()) else { return };
        let own = set(&self.doc.lang);
        let has_words = |choice: &&Choice| own.is_some_and(|own| own.iter().any(|one| one.id == choice.id));
        if let Some(choice) = original.iter().find(|choice| !has_words(choice)) {
            let message = format!("`{}` of the set `{name}` has no words", choice.id);
            let help = format!("add it to content/{}/options.yaml; `{}: ~` leaves it out", self.doc.lang, choice.id);
            self.missing(&["fields", field], &message, help, diags);
        }
    }
}
