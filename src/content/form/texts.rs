//! The texts of a translated form, by id. Its structure is the original's.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::Head;

/// The content of a translated form file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct FormTexts {
    /// The texts of the head.
    pub form: Head,
    /// The texts of the parts.
    pub sections: BTreeMap<String, SectionTexts>,
    /// The texts of the fields.
    pub fields: BTreeMap<String, FieldTexts>,
}

/// The texts of a part.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SectionTexts {
    /// Its heading.
    pub title: Option<String>,
    /// What comes before its fields; Markdown.
    pub intro: Option<String>,
}

/// The texts of a field.
#[derive(Clone, Debug, Default, Deserialize)]
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
