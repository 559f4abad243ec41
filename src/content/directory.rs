//! A directory of organisations, each with the date it was last checked.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The content of `directory.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Directory {
    /// How to read the list; Markdown.
    pub intro: Option<String>,
    /// The organisations.
    pub entries: Vec<Entry>,
}

/// An organisation that runs a programme.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The same in every language.
    pub id: String,
    /// The name of the programme.
    pub name: String,
    /// Who runs it.
    #[serde(default)]
    pub run_by: Option<String>,
    /// Who it is for.
    #[serde(default)]
    pub target_group: Option<String>,
    /// Where.
    #[serde(default)]
    pub area: Option<String>,
    /// In which languages, in words.
    #[serde(default)]
    pub languages: Option<String>,
    /// Pair, group, remote: in words.
    #[serde(default)]
    pub form: Option<String>,
    /// How long it takes, in words.
    #[serde(default)]
    pub length: Option<String>,
    /// What it costs, in words.
    #[serde(default)]
    pub cost: Option<String>,
    /// How one gets in.
    #[serde(default)]
    pub how_to_join: Option<String>,
    /// The address of its own page.
    #[serde(default)]
    pub url: Option<String>,
    /// Whether it runs now.
    pub status: Status,
    /// When somebody last checked this.
    #[serde(default)]
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub last_checked: Option<Date>,
    /// Where it was checked from.
    #[serde(default)]
    pub checked_from: Option<String>,
    /// What the reader should check.
    #[serde(default)]
    pub doubt: Option<String>,
}

/// Whether a programme runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It runs.
    Running,
    /// It starts at certain times of the year.
    Seasonal,
    /// It rests.
    Paused,
    /// It is over.
    Ended,
    /// Nobody has found out.
    Unknown,
}
