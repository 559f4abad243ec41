//! The definition of a form: structure and texts, as the original's file holds them.

pub mod choices;
pub mod texts;

use std::collections::BTreeMap;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The content of an original form file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Form {
    /// What the reader should know before filling it in.
    pub form: Head,
    /// The parts of the form, in order.
    pub sections: Vec<Section>,
}

/// What the reader should know before filling a form in.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Head {
    /// What it is for, in one sentence.
    pub purpose: Option<String>,
    /// Who fills it in.
    pub filled_by: Option<String>,
    /// How long it takes, in minutes.
    pub minutes: Option<u32>,
    /// Who sees the answers.
    pub seen_by: Option<String>,
    /// How long they are kept, and by whom.
    pub kept: Option<String>,
    /// How to give it back, or that it stays with the pair.
    pub give_back: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// The version of the form.
    pub version: Option<String>,
    /// The date of the version.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub date: Option<Date>,
    /// How many copies, and for whom.
    pub copies: Option<String>,
    /// Whether organisers may take its questions into their own survey tool.
    pub survey: bool,
}

/// A part of a form.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// The same in every language.
    pub id: String,
    /// Its heading.
    #[serde(default)]
    pub title: String,
    /// What comes before its fields; Markdown.
    #[serde(default)]
    pub intro: Option<String>,
    /// Shown only when these fields have these answers.
    #[serde(default)]
    pub show_when: Conditions,
    /// Its fields, in order.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// A question of a form.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The same in every language, unique in the form.
    pub id: String,
    /// What sort of answer it takes.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// The question.
    #[serde(default)]
    pub label: String,
    /// Help for answering.
    #[serde(default)]
    pub hint: Option<String>,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// The name of a group of fields of which at least one must be answered.
    #[serde(default)]
    pub one_of: Option<String>,
    /// What is said when a required answer is missing or cannot be right.
    #[serde(default)]
    pub error: Option<String>,
    /// What browsers may fill in: a token of HTML's `autocomplete`.
    #[serde(default)]
    pub autocomplete: Option<String>,
    /// Provenance.
    #[serde(default)]
    pub facts: Vec<String>,
    /// Provenance.
    #[serde(default)]
    pub beyond: Vec<String>,
    /// The answers to choose from.
    #[serde(default)]
    pub options: Option<Options>,
    /// The most answers of `checks`.
    #[serde(default)]
    pub max_choices: Option<u32>,
    /// Lines to write on, on paper.
    #[serde(default)]
    pub lines: Option<u32>,
    /// Rows of a list, on paper.
    #[serde(default)]
    pub rows: Option<u32>,
    /// The most rows of a list, on screen.
    #[serde(default)]
    pub most: Option<u32>,
    /// The columns of a list.
    #[serde(default)]
    pub columns: Vec<Field>,
    /// The statements of a scale.
    #[serde(default)]
    pub statements: Vec<Choice>,
    /// The least number.
    #[serde(default)]
    pub min: Option<i64>,
    /// The greatest number.
    #[serde(default)]
    pub max: Option<i64>,
    /// The text of an `info`; Markdown.
    #[serde(default)]
    pub text: Option<String>,
    /// Asked only when these fields have these answers.
    #[serde(default)]
    pub show_when: Conditions,
}

/// The fields that decide whether something is asked, and the answers that ask for it.
pub type Conditions = BTreeMap<String, Answers>;

/// One answer, or any of several.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "an answer is the id of an option, or a list of ids")]
pub enum Answers {
    /// This one.
    One(String),
    /// Any of these.
    Any(Vec<String>),
}

impl Answers {
    /// The ids of the answers.
    pub fn ids(&self) -> &[String] {
        match self {
            Answers::One(id) => std::slice::from_ref(id),
            Answers::Any(ids) => ids,
        }
    }
}

/// What sort of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// One line.
    Text,
    /// Several lines.
    Textarea,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Tel,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A whole number.
    Number,
    /// One of several answers.
    Radio,
    /// Any of several answers.
    Checks,
    /// Words at every step, for one statement or several.
    Scale,
    /// A group of fields that can be repeated.
    List,
    /// Name, place, date and signature.
    Sign,
    /// Text only.
    Info,
}

impl FieldKind {
    /// Whether the answer is one of given options.
    pub fn has_options(self) -> bool {
        matches!(self, FieldKind::Radio | FieldKind::Checks | FieldKind::Scale)
    }
}

/// The options of a field: the name of a shared set, or its own.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "options are the name of a shared set, or a list of `{id: …, label: …}`")]
pub enum Options {
    /// A set of `options.yaml`.
    Shared(String),
    /// Its own.
    Own(Vec<Choice>),
}

/// One of several answers or statements.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// The same in every language.
    pub id: String,
    /// Its words.
    #[serde(default)]
    pub label: String,
}

impl Form {
    /// The field with an id.
    pub fn field(&self, id: &str) -> Option<&Field> {
        self.fields().find(|field| field.id == id)
    }

    /// All fields, in order.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        self.sections.iter().flat_map(|section| &section.fields)
    }
}
