//! An article: a page with no front matter of its own.

use serde::Deserialize;

/// Nothing beyond the common front matter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Article {}
