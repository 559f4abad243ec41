//! Builds surveys: the structure of the original form, the words of every language that has it.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};

use super::logic::{self, Asked};
use super::names::Names;
use super::words::plain;
use super::{Answer, Choice, List, Part, Question, Survey, Words};
use crate::content::document::Document;
use crate::content::form::{self, Field, FieldKind, Form, Options, Section};
use crate::formats::Planning;
use crate::formats::form_view::{self, FieldView, FormView, SectionView};
use crate::formats::sheet::text::Paper;
use crate::lang::Lang;
use crate::site::Page;

/// The survey of an original form.
pub(super) fn survey(planning: &Planning, original: &Document, form: &Form) -> Survey {
    let site = planning.site;
    let documents: Vec<&Document> = site.languages().filter_map(|lang| site.document(&original.id, lang)).collect();
    let tags: Vec<&Lang> = documents.iter().map(|doc| &doc.lang).collect();
    let day: Date = form.form.date.or(original.front.reviewed).unwrap_or(date(2000, 1, 1));
    let mut names = Names::default();
    let fields = form.fields().map(|field| (field.id.clone(), names.give(&field.id))).collect();
    let mut building = Building {
        form,
        voices: documents.iter().map(|doc| voice(planning, doc)).collect(),
        fields,
        names,
        lists: Vec::new(),
        list_names: Names::default(),
        shared: BTreeMap::new(),
        asked: Asked::default(),
    };
    let parts = form.sections.iter().map(|section| building.part(section)).collect();
    Survey {
        id: Names::default().give(original.id.name()),
        title: original.front.title.clone(),
        version: form.form.version.clone().unwrap_or_else(|| day.to_string()),
        date: (day.year(), day.month(), day.day()),
        languages: tags.iter().map(|lang| language(planning, lang, &tags)).collect(),
        lists: building.lists,
        parts,
    }
}

/// `Suomi (fi)`. Survey tools know only the first part of a tag, so the whole is written only where two would be alike:
/// some tools show texts of both otherwise.
fn language(planning: &Planning, lang: &Lang, all: &[&Lang]) -> String {
    let first = |lang: &Lang| lang.tag().split('-').next().unwrap_or_default().to_string();
    let is_first = all.iter().find(|other| first(other) == first(lang)) == Some(&lang);
    let tag = if is_first { first(lang) } else { lang.tag().to_string() };
    let name = planning.phrase("language.name", lang);
    format!("{} ({tag})", if name.is_empty() { lang.tag() } else { &name })
}

/// A form in one language, its Markdown as plain text.
fn voice(planning: &Planning, doc: &Document) -> FormView<String> {
    let paper = Paper { planning, lang: &doc.lang, within: Default::default() };
    form_view::form(planning, Page { lang: &doc.lang, doc }, |text| {
        plain(&paper.tree(doc, &doc.markdown(text), &mut BTreeMap::new()))
    })
}

/// Finds the words of a field, or of a column, in a language.
type Finds<'a> = &'a dyn for<'v> Fn(&'v FormView<String>) -> Option<&'v FieldView<String>>;

struct Building<'a> {
    form: &'a Form,
    /// The form in each language, the original first.
    voices: Vec<FormView<String>>,
    /// The name of each field.
    fields: BTreeMap<String, String>,
    names: Names,
    lists: Vec<List>,
    list_names: Names,
    /// Lists that several fields share.
    shared: BTreeMap<String, usize>,
    asked: Asked,
}

impl Building<'_> {
    /// A text in each language; where one has none, the original's.
    fn words<'v>(&'v self, pick: impl Fn(&'v FormView<String>) -> Option<&'v str>) -> Words {
        let original = self.voices.first().and_then(&pick).unwrap_or_default();
        let own = |voice| pick(voice).filter(|text| !text.trim().is_empty()).unwrap_or(original).trim().to_string();
        self.voices.iter().map(own).collect()
    }

    fn part(&mut self, section: &Section) -> Part {
        let title = self.words(|voice| Some(part_of(voice, &section.id)?.title.as_str()));
        let intro = self.words(|voice| part_of(voice, &section.id)?.intro.as_deref());
        let relevant = self.asked.relevant(&section.show_when, &self.lists);
        let label = if title.iter().all(String::is_empty) { vec![section.id.clone(); title.len()] } else { title };
        let mut questions = Vec::new();
        for field in section.fields.iter().filter(|field| field.kind != FieldKind::Sign) {
            let name = self.fields[&field.id].clone();
            let question = self.question(field, name, &|voice| field_of(voice, &field.id));
            self.asked.add(field, &question);
            questions.push(question);
        }
        Part { name: self.names.give(&format!("part_{}", section.id)), label, intro, relevant, questions }
    }

    /// A field or a column.
    fn question(&mut self, field: &Field, name: String, of: Finds) -> Question {
        let is_info = field.kind == FieldKind::Info;
        let others = self.one_of(field);
        Question {
            label: self
                .words(|voice| of(voice).and_then(|one| if is_info { one.text.as_deref() } else { Some(&one.label) })),
            hint: self.words(|voice| of(voice)?.hint.as_deref()),
            error: self.words(|voice| of(voice)?.error.as_deref()),
            required: logic::required(field, &others),
            relevant: self.asked.relevant(&field.show_when, &self.lists),
            constraint: logic::constraint(field),
            answer: self.answer(field, &name, of),
            name,
        }
    }

    fn answer(&mut self, field: &Field, name: &str, of: Finds) -> Answer {
        match field.kind {
            FieldKind::Text => Answer::Text,
            FieldKind::Textarea => Answer::Lines,
            FieldKind::Email => Answer::Email,
            FieldKind::Tel => Answer::Phone,
            FieldKind::Date => Answer::Date,
            FieldKind::Time => Answer::Time,
            FieldKind::Number => Answer::Number,
            FieldKind::Info | FieldKind::Sign => Answer::Note,
            FieldKind::Radio => Answer::One(self.list(field, name, of)),
            FieldKind::Checks => Answer::Any(self.list(field, name, of)),
            FieldKind::Scale if field.statements.is_empty() => Answer::One(self.list(field, name, of)),
            FieldKind::Scale => {
                let statement = |id: &str| self.words(|voice| label_of(&of(voice)?.statements, id));
                let words: Vec<Words> = field.statements.iter().map(|one| statement(&one.id)).collect();
                let names = &mut self.names;
                let choice = |(one, label): (&form::Choice, Words)| Choice {
                    id: one.id.clone(),
                    name: names.give(&format!("{name}_{}", one.id)),
                    label,
                };
                let statements = field.statements.iter().zip(words).map(choice).collect();
                Answer::Matrix(self.list(field, name, of), statements)
            }
            FieldKind::List => {
                let column = |column: &Field| {
                    let name = self.names.give(&format!("{name}_{}", column.id));
                    self.question(column, name, &|voice| of(voice)?.columns.iter().find(|one| one.id == column.id))
                };
                Answer::Repeat(field.columns.iter().map(column).collect())
            }
        }
    }

    /// The list that a field chooses from; a shared one is made once.
    fn list(&mut self, field: &Field, name: &str, of: Finds) -> usize {
        let shared = match &field.options {
            Some(Options::Shared(set)) => Some(set),
            Some(Options::Own(_)) | None => None,
        };
        if let Some(&list) = shared.and_then(|set| self.shared.get(set)) {
            return list;
        }
        let ids = self.voices.first().and_then(of).map(|one| one.options.iter().map(|choice| choice.id.clone()));
        let mut names = Names::default();
        let choices = ids.into_iter().flatten().map(|id| Choice {
            label: self.words(|voice| label_of(&of(voice)?.options, &id)),
            name: names.give(&id),
            id,
        });
        let choices = choices.collect();
        self.lists.push(List { name: self.list_names.give(shared.map_or(name, String::as_str)), choices });
        let list = self.lists.len() - 1;
        shared.into_iter().for_each(|set| _ = self.shared.insert(set.clone(), list));
        list
    }

    /// The names of the other fields of a group of which one must be answered, asked of its last field. Were every field
    /// asked, each would depend on the other, which survey tools refuse.
    fn one_of(&self, field: &Field) -> Vec<String> {
        let Some(group) = &field.one_of else { return Vec::new() };
        let has_answer = |one: &&Field| !matches!(one.kind, FieldKind::Info | FieldKind::Sign | FieldKind::List);
        let of_group = |one: &&Field| has_answer(one) && one.one_of.as_ref() == Some(group);
        let mut fields: Vec<&Field> = self.form.fields().filter(of_group).collect();
        if fields.pop().is_none_or(|last| last.id != field.id) {
            return Vec::new();
        }
        fields.into_iter().map(|other| self.fields[&other.id].clone()).collect()
    }
}

fn part_of<'v>(voice: &'v FormView<String>, id: &str) -> Option<&'v SectionView<String>> {
    voice.sections.iter().find(|section| section.id == id)
}

fn field_of<'v>(voice: &'v FormView<String>, id: &str) -> Option<&'v FieldView<String>> {
    voice.sections.iter().flat_map(|section| &section.fields).find(|field| field.id == id)
}

fn label_of<'v>(choices: &'v [form::Choice], id: &str) -> Option<&'v str> {
    choices.iter().find(|one| one.id == id).map(|one| one.label.as_str())
}
