//! A difficult situation: what one sees, and what to do first.

use serde::Deserialize;

/// Front matter of a scenario.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Scenario {
    /// Whether it cannot wait.
    pub urgent: bool,
    /// What one sees.
    pub signs: Vec<String>,
}
