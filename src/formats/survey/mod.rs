//! Surveys: the questions of a form for the organiser's own tool, and a code book for whoever counts the answers.
//!
//! Both files hold every language; they lie beside the original's page, and the page offers them in each language.

mod build;
mod codebook;
mod logic;
mod names;
mod words;
mod xlsform;

use std::sync::Arc;

use serde::Serialize;

use super::sheet::{Format, Offer, Variant, paths};
use super::{File, Planning, Tools, View};
use crate::base::digest::Digest;
use crate::base::source::Span;
use crate::content::Meta;
use crate::engine::job::{Job, Make, Shown};

/// A text in each language of a survey, in their order; empty where there is none.
pub type Words = Vec<String>;

/// The questions of a survey in all languages.
#[derive(Debug, Serialize)]
pub struct Survey {
    /// Names the form among all others.
    pub id: String,
    /// Its title in the original's language.
    pub title: String,
    /// Its version.
    pub version: String,
    /// The day its text is from: year, month, day.
    pub date: (i16, i8, i8),
    /// Its languages, the original's first, as survey tools want them: `Suomi (fi)`.
    pub languages: Vec<String>,
    /// What can be chosen from, each list once.
    pub lists: Vec<List>,
    /// Its parts, in order.
    pub parts: Vec<Part>,
}

/// Answers to choose from.
#[derive(Debug, Serialize)]
pub struct List {
    /// Names the list.
    pub name: String,
    /// Its answers, in order.
    pub choices: Vec<Choice>,
}

/// An answer, or a statement of a scale.
#[derive(Debug, Serialize)]
pub struct Choice {
    /// Its id in the form.
    pub id: String,
    /// Names it in the survey.
    pub name: String,
    /// Its words.
    pub label: Words,
}

/// A part of a survey.
#[derive(Debug, Serialize)]
pub struct Part {
    /// Names the part.
    pub name: String,
    /// Its heading.
    pub label: Words,
    /// What comes before its questions.
    pub intro: Words,
    /// When it is shown, as an expression; empty: always.
    pub relevant: String,
    /// Its questions, in order.
    pub questions: Vec<Question>,
}

/// A question of a survey.
#[derive(Debug, Serialize)]
pub struct Question {
    /// Names the question, and its column among the answers.
    pub name: String,
    /// What sort of answer it takes.
    pub answer: Answer,
    /// The question.
    pub label: Words,
    /// Help for answering.
    pub hint: Words,
    /// What is said when the answer is missing or cannot be right.
    pub error: Words,
    /// Whether it must be answered: empty, `yes`, or an expression.
    pub required: String,
    /// When it is asked, as an expression; empty: always.
    pub relevant: String,
    /// What must be true of the answer, as an expression; empty: nothing.
    pub constraint: String,
}

/// What sort of answer a question takes.
#[derive(Debug, Serialize)]
pub enum Answer {
    /// One line.
    Text,
    /// Several lines.
    Lines,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A whole number.
    Number,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// None: it is a text to read.
    Note,
    /// One answer of the list at this position.
    One(usize),
    /// Any answers of the list at this position.
    Any(usize),
    /// One answer of the list at this position for each statement.
    Matrix(usize, Vec<Choice>),
    /// Questions that are asked again for each row.
    Repeat(Vec<Question>),
}

/// Plans the files of every survey.
pub fn plan(planning: &Planning, jobs: &mut Vec<File<'static>>, offers: &mut Vec<Offer>) {
    for doc in planning.site.documents() {
        let Meta::Form(form) = &doc.meta else { continue };
        if !form.form.survey {
            continue;
        }
        let survey = Arc::new(build::survey(planning, doc, form));
        let mut add = |format: Format, recipe: &str, make: Make<Tools, View>| {
            let path = paths::beside_page(planning, doc, paths::slug(doc), format);
            let key = Digest::of_value(&(recipe, planning.tools.digest.to_string(), &*survey));
            let view = View::Survey(Arc::clone(&survey));
            let origin = Span::start_of(doc.source);
            jobs.push(Job { path: path.clone(), view: Shown::Ready(view), make, origin, key: Some(key) });
            offers.extend(planning.site.in_languages(&doc.id).map(|shown| Offer {
                page: doc.id.clone(),
                lang: shown.lang.clone(),
                path: path.clone(),
                format,
                variant: Variant::Plain,
                title: shown.front.title.clone(),
            }));
        };
        add(Format::XlsForm, "xlsform", xlsform::make);
        add(Format::CodeBook, "codebook", codebook::make);
    }
}
