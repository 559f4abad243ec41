//! A mentor type: one way of being useful.

use schemars::JsonSchema;
use serde::Deserialize;

use super::id::DocId;

/// Front matter of a mentor type.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct MentorType {
    /// Says in two words what the name means.
    pub label: Option<String>,
    /// The type in one sentence.
    pub in_short: Option<String>,
    /// When it helps.
    pub fits_when: Option<String>,
    /// What to watch out for.
    pub careful: Option<String>,
    /// Other types to borrow from.
    pub borrow: Vec<DocId>,
    /// A question to the mentee.
    pub question: Option<String>,
}
