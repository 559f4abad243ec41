//! A form in one language: the original's structure with the texts of the language. Pages, sheets and surveys show the same.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Planning;
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::form::texts::{FieldTexts, FormTexts};
use crate::content::form::{Choice, Conditions, Field, FieldKind, Form, Head, Options, Section};
use crate::lang::Lang;
use crate::site::Page;

/// A form; `T` is Markdown as its format wants it: HTML on pages, a tree on sheets.
#[derive(Clone, Debug, Default, Serialize)]
pub struct FormView<T> {
    /// What the reader should know before filling it in.
    pub head: Head,
    /// Its parts, in order.
    pub sections: Vec<SectionView<T>>,
}

/// A part of a form.
#[derive(Clone, Debug, Serialize)]
pub struct SectionView<T> {
    /// The same in every language.
    pub id: String,
    /// Its heading.
    pub title: String,
    /// What comes before its fields.
    pub intro: Option<T>,
    /// When it is shown; empty: always.
    pub show_when: Vec<Condition>,
    /// The same in words, for paper.
    pub only_if: Option<String>,
    /// Its fields, in order.
    pub fields: Vec<FieldView<T>>,
}

/// A question of a form.
#[derive(Clone, Debug, Serialize)]
pub struct FieldView<T> {
    /// The same in every language.
    pub id: String,
    /// What sort of answer it takes.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// The question.
    pub label: String,
    /// Help for answering.
    pub hint: Option<String>,
    /// Whether it must be answered.
    pub required: bool,
    /// The group of which one must be answered.
    pub one_of: Option<String>,
    /// What is said when the answer is missing or cannot be right.
    pub error: Option<String>,
    /// A token of HTML's `autocomplete`.
    pub autocomplete: Option<String>,
    /// Lines to write on, on paper.
    pub lines: Option<u32>,
    /// Rows of a list, on paper.
    pub rows: Option<u32>,
    /// The most rows of a list, on screen.
    pub most: Option<u32>,
    /// The least number.
    pub min: Option<i64>,
    /// The greatest number.
    pub max: Option<i64>,
    /// The most answers of `checks`.
    pub max_choices: Option<u32>,
    /// The answers to choose from.
    pub options: Vec<Choice>,
    /// The columns of a list.
    pub columns: Vec<FieldView<T>>,
    /// The statements of a scale.
    pub statements: Vec<Choice>,
    /// The text of an `info`.
    pub text: Option<T>,
    /// When it is asked; empty: always.
    pub show_when: Vec<Condition>,
    /// The same in words, for paper.
    pub only_if: Option<String>,
}

/// One field whose answer decides whether something is asked.
#[derive(Clone, Debug, Serialize)]
pub struct Condition {
    /// The field.
    pub field: String,
    /// The answers that ask for it.
    pub answers: Vec<String>,
}

/// The form of a page, its Markdown turned into `T`; empty when the document has no original.
pub fn form<T>(planning: &Planning, page: Page, markdown: impl Fn(&str) -> T) -> FormView<T> {
    let site = planning.site;
    let original = site.original(&page.doc.id).unwrap_or(page.doc);
    let Meta::Form(definition) = &original.meta else {
        return FormView { head: Head::default(), sections: Vec::new() };
    };
    let texts = match &page.doc.meta {
        Meta::FormTexts(texts) => Some(texts.as_ref()),
        _ => None,
    };
    Resolving { planning, doc: page.doc, definition, texts, markdown }.form()
}

struct Resolving<'a, M> {
    planning: &'a Planning<'a>,
    doc: &'a Document,
    definition: &'a Form,
    texts: Option<&'a FormTexts>,
    markdown: M,
}

impl<T, M: Fn(&str) -> T> Resolving<'_, M> {
    fn form(&self) -> FormView<T> {
        FormView { head: self.head(), sections: self.definition.sections.iter().map(|one| self.section(one)).collect() }
    }

    fn head(&self) -> Head {
        let own = self.definition.form.clone();
        let Some(texts) = self.texts.map(|texts| texts.form.clone()) else { return own };
        Head {
            purpose: texts.purpose.or(own.purpose),
            filled_by: texts.filled_by.or(own.filled_by),
            seen_by: texts.seen_by.or(own.seen_by),
            kept: texts.kept.or(own.kept),
            give_back: texts.give_back.or(own.give_back),
            contact: texts.contact.or(own.contact),
            copies: texts.copies.or(own.copies),
            ..own
        }
    }

    fn section(&self, section: &Section) -> SectionView<T> {
        let texts = self.texts.and_then(|texts| texts.sections.get(&section.id));
        let title = texts.and_then(|texts| texts.title.as_ref()).unwrap_or(&section.title);
        let intro = texts.and_then(|texts| texts.intro.as_ref()).or(section.intro.as_ref());
        SectionView {
            id: section.id.clone(),
            title: title.clone(),
            intro: intro.map(|text| (self.markdown)(text)),
            show_when: conditions(&section.show_when),
            only_if: self.only_if(&section.show_when),
            fields: section.fields.iter().filter(|field| !self.is_left_out(field)).map(|one| self.field(one)).collect(),
        }
    }

    fn is_left_out(&self, field: &Field) -> bool {
        self.texts.is_some_and(|texts| texts.without.contains(&field.id))
    }

    fn field(&self, field: &Field) -> FieldView<T> {
        let empty = FieldTexts::default();
        let texts = self.texts.and_then(|texts| texts.fields.get(&field.id)).unwrap_or(&empty);
        let columns = field.columns.iter().map(|column| self.view(column, texts.columns.get(&column.id), &empty));
        FieldView { columns: columns.collect(), ..self.view(field, texts.label.as_ref(), texts) }
    }

    /// A field or a column, without columns of its own.
    fn view(&self, field: &Field, label: Option<&String>, texts: &FieldTexts) -> FieldView<T> {
        let statements = field.statements.iter().map(|one| translated(one, texts.statements.get(&one.id)));
        FieldView {
            id: field.id.clone(),
            kind: field.kind,
            label: label.unwrap_or(&field.label).clone(),
            hint: texts.hint.clone().or_else(|| field.hint.clone()),
            required: field.required,
            one_of: field.one_of.clone(),
            error: texts.error.clone().or_else(|| field.error.clone()),
            autocomplete: field.autocomplete.clone(),
            lines: field.lines,
            rows: field.rows,
            most: field.most,
            min: field.min,
            max: field.max,
            max_choices: field.max_choices,
            options: self.options(field, texts),
            columns: Vec::new(),
            statements: statements.collect(),
            text: texts.text.as_ref().or(field.text.as_ref()).map(|text| (self.markdown)(text)),
            show_when: conditions(&field.show_when),
            only_if: self.only_if(&field.show_when),
        }
    }

    /// The options with the words of the language. A shared set may have fewer in an easier language.
    fn options(&self, field: &Field, texts: &FieldTexts) -> Vec<Choice> {
        let set = |lang: &Lang, name: &str| self.planning.site.options.get(lang)?.get(name);
        match &field.options {
            None => Vec::new(),
            Some(Options::Own(choices)) => {
                choices.iter().map(|one| translated(one, texts.options.get(&one.id))).collect()
            }
            Some(Options::Shared(name)) => {
                let own = set(&self.doc.lang, name);
                let words = |id: &str| Some(&own?.iter().find(|one| one.id == id)?.label);
                let all = set(self.planning.site.config.original(), name).into_iter().flatten();
                all.map(|one| translated(one, words(&one.id))).filter(|one| !one.label.is_empty()).collect()
            }
        }
    }

    /// "Only if the question is answered so", in the language of the document.
    fn only_if(&self, conditions: &Conditions) -> Option<String> {
        let formats = &self.planning.site.config.language(&self.doc.lang).formats;
        let phrases: Vec<String> = conditions
            .iter()
            .filter_map(|(id, answers)| {
                let field = self.definition.field(id)?;
                let texts = self.texts.and_then(|texts| texts.fields.get(id)).cloned().unwrap_or_default();
                let options = self.options(field, &texts);
                let words = options.into_iter().filter(|one| answers.ids().contains(&one.id)).map(|one| one.label);
                let label = texts.label.as_ref().unwrap_or(&field.label).clone();
                let answers = words.collect::<Vec<_>>().join(" / ");
                let fill = BTreeMap::from([("question".into(), label.into()), ("answer".into(), answers.into())]);
                Some(self.planning.theme.phrase("form.only_if", &self.doc.lang, &fill, formats))
            })
            .collect();
        (!phrases.is_empty()).then(|| phrases.join(" "))
    }
}

fn conditions(conditions: &Conditions) -> Vec<Condition> {
    conditions
        .iter()
        .map(|(field, answers)| Condition { field: field.clone(), answers: answers.ids().to_vec() })
        .collect()
}

fn translated(choice: &Choice, words: Option<&String>) -> Choice {
    Choice { id: choice.id.clone(), label: words.unwrap_or(&choice.label).clone() }
}
