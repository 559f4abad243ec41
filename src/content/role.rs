//! A role: what it is for, what belongs to it and what does not.

use schemars::JsonSchema;
use serde::Deserialize;

/// Front matter of a role.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Role {
    /// The role in one sentence.
    pub in_short: Option<String>,
    /// What belongs to it.
    pub tasks: Vec<String>,
    /// What does not.
    pub not_tasks: Vec<String>,
}
