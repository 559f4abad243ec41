//! A step of the process: who does what, how long it takes, when it is done.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::front::Audience;

/// Front matter of a step.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Step {
    /// How long it takes, in words.
    pub time: Option<String>,
    /// What is true when the step is over.
    pub done_when: Option<String>,
    /// What each role does, one sentence each.
    pub who: BTreeMap<Audience, String>,
}
