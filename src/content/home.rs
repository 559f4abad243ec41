//! The top page: a few doors, one for each kind of reader.

use schemars::JsonSchema;
use serde::Deserialize;

use super::id::DocId;

/// Front matter of the top page.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Home {
    /// The doors, in order.
    pub doors: Vec<Door>,
}

/// A way in for one kind of reader.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Door {
    /// What the reader would say: "I want a mentor".
    pub title: String,
    /// One sentence more.
    #[serde(default)]
    pub text: String,
    /// The page behind the door.
    pub to: DocId,
}
