//! The glossary: terms by id, the same ids in every language.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::front::Audience;

/// The content of `glossary.yaml`.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Glossary {
    /// The terms; pages show them in the order of the language.
    pub terms: Vec<Term>,
    /// Endings that words of the language take, as groups of words: a form that ends with `*` may be followed by one of each
    /// group, in the order of the groups.
    pub endings: Vec<String>,
    /// By term: what running text writes for it, `*` standing for endings. A term with an empty list is never linked; one
    /// that is not here is linked as it is called, with endings.
    pub forms: BTreeMap<String, Vec<String>>,
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
