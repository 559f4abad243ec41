//! The texts of a translated form, by id. Its structure is the original's.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

/// The content of a translated form file.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct FormTexts {
    /// The texts of the head.
    pub form: HeadTexts,
    /// Fields that an easier version leaves out.
    pub without: Vec<String>,
    /// The texts of the parts.
    pub sections: BTreeMap<String, SectionTexts>,
    /// The texts of the fields.
    pub fields: BTreeMap<String, FieldTexts>,
}

/// The texts of the head; numbers and dates stand only in the original.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct HeadTexts {
    /// What it is for, in one sentence.
    pub purpose: Option<String>,
    /// Who fills it in.
    pub filled_by: Option<String>,
    /// Who sees the answers.
    pub seen_by: Option<String>,
    /// How long they are kept, and by whom.
    pub kept: Option<String>,
    /// How to give it back, or that it stays with the pair.
    pub give_back: Option<String>,
    /// Whom to ask.
    pub contact: Option<String>,
    /// How many copies, and for whom.
    pub copies: Option<String>,
}

/// The texts of a part.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SectionTexts {
    /// Its heading.
    pub title: Option<String>,
    /// What comes before its fields; Markdown.
    pub intro: Option<String>,
}

/// The texts of a field.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct FieldTexts {
    /// The question.
    pub label: Option<String>,
    /// Help for answering.
    pub hint: Option<String>,
    /// What is said when a required answer is missing.
    pub error: Option<String>,
    /// The text of an `info`; Markdown.
    pub text: Option<String>,
    /// The words of its own options.
    pub options: BTreeMap<String, String>,
    /// The questions of its columns.
    pub columns: BTreeMap<String, String>,
    /// The words of its statements.
    pub statements: BTreeMap<String, String>,
}
