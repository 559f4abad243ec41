//! A difficult situation: what one sees, and what to do first.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Front matter of a scenario.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Scenario {
    /// How soon to act; only in the original.
    pub urgency: Urgency,
    /// What goes wrong; only in the original.
    pub area: Option<Area>,
    /// What one sees.
    pub signs: Vec<String>,
}

/// How soon to act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// At once.
    Now,
    /// Within days.
    Soon,
    /// In good time.
    #[default]
    Calm,
}

impl Urgency {
    /// The word in keys of strings.
    pub fn word(self) -> &'static str {
        match self {
            Urgency::Now => "now",
            Urgency::Soon => "soon",
            Urgency::Calm => "calm",
        }
    }
}

/// What goes wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Area {
    /// Somebody is unwell or afraid.
    Safety,
    /// Meetings do not happen or do not work.
    Meetings,
    /// Talk or goals do not advance.
    Talk,
    /// Limits and trust waver.
    Trust,
}

impl Area {
    /// All areas, in the order readers meet them.
    pub const ALL: [Area; 4] = [Area::Safety, Area::Meetings, Area::Talk, Area::Trust];

    /// The word in keys of strings.
    pub fn word(self) -> &'static str {
        match self {
            Area::Safety => "safety",
            Area::Meetings => "meetings",
            Area::Talk => "talk",
            Area::Trust => "trust",
        }
    }
}
