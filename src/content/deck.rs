//! A slide deck: rules cut the body into slides.

use schemars::JsonSchema;
use serde::Deserialize;

/// Front matter of a deck.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Deck {
    /// How long it takes to show, in minutes.
    pub minutes: Option<u32>,
}
