//! Interface phrases of one language, from a theme's `strings/<lang>.yaml`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Formats;

/// A phrase: one text, or one for each plural category.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phrase {
    /// The same for every number.
    Text(String),
    /// By CLDR plural category.
    Plural(BTreeMap<String, String>),
}

/// The phrases of a language, by key.
#[derive(Clone, Debug, Default)]
pub struct Strings {
    phrases: BTreeMap<String, Phrase>,
}

impl Strings {
    /// Adds a phrase, or replaces the one an inherited theme gave.
    pub fn insert(&mut self, key: impl Into<String>, phrase: Phrase) {
        self.phrases.insert(key.into(), phrase);
    }

    /// All keys with their phrases.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Phrase)> {
        self.phrases.iter().map(|(key, phrase)| (key.as_str(), phrase))
    }

    /// Whether there is a phrase for `key`.
    pub fn has(&self, key: &str) -> bool {
        self.phrases.contains_key(key)
    }

    /// The phrase for `key`, its `{name}`s filled from `arguments`; `n` chooses the plural form.
    pub fn fill(&self, key: &str, arguments: &BTreeMap<String, Value>, formats: &Formats) -> Option<String> {
        let mut text = match self.phrases.get(key)? {
            Phrase::Text(text) => text,
            Phrase::Plural(forms) => {
                let number = arguments.get("n").and_then(Value::as_u64).unwrap_or_default();
                forms.get(formats.plural(number)).or_else(|| forms.get("other"))?
            }
        }
        .clone();
        for (name, value) in arguments {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_string);
            text = text.replace(&format!("{{{name}}}"), &value);
        }
        Some(text)
    }
}
