//! A checklist: the task list items of its body.

use serde::Deserialize;

/// Front matter of a checklist.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Checklist {
    /// When to use it, in words.
    pub when: Option<String>,
}
