//! The glossary: terms by id, the same ids in every language.

use schemars::JsonSchema;
use serde::Deserialize;

use super::front::Audience;

/// The content of `glossary.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Glossary {
    /// The terms; pages show them in the order of the language.
    pub terms: Vec<Term>,
}

/// A term of one language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The same in every language.
    pub id: String,
    /// The word to use.
    pub term: String,
    /// One or two sentences.
    pub explanation: String,
    /// Other words for it.
    #[serde(default)]
    pub also: Vec<String>,
    /// Words not to use for it; `esimie*` is every word that begins so.
    #[serde(default)]
    pub avoid: Vec<String>,
    /// On pages for these readers, one of `also` or `explained_by` stands where the term is used first.
    #[serde(default)]
    pub explain: Vec<Audience>,
    /// Phrases that explain it: `jota mentori tukee`.
    #[serde(default)]
    pub explained_by: Vec<String>,
    /// What every form of the term begins with, where that is not the term itself: `aktor`.
    #[serde(default)]
    pub stem: Option<String>,
}
