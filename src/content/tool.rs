//! An exercise for a pair or a group.

use schemars::JsonSchema;
use serde::Deserialize;

/// Front matter of a tool.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Tool {
    /// How long it takes, in words.
    pub time: Option<String>,
    /// What it needs.
    pub needs: Vec<String>,
    /// What one takes along from it.
    pub result: Option<String>,
}
