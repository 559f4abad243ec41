//! An article: a page with no front matter of its own.

use schemars::JsonSchema;
use serde::Deserialize;

/// Nothing beyond the common front matter.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Article {}
