//! Questions and answers: each second-level heading is a question, what follows is its answer.

use schemars::JsonSchema;
use serde::Deserialize;

/// Nothing beyond the common front matter.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Faq {}
