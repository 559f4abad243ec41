//! A step of the process: who does what, how long it takes, when it is done.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::front::Audience;

/// Front matter of a step.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Step {
    /// How long it takes, in words.
    pub time: Option<String>,
    /// What is true when the step is over.
    pub done_when: Option<String>,
    /// What each role does, one sentence each.
    #[schemars(extend("propertyNames" = {"$ref": "#/definitions/Audience"}))]
    pub who: BTreeMap<Audience, String>,
}
