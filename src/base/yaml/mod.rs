//! YAML with places: values, and where each of them stands in the file.
//!
//! `serde_yaml` makes the values, `saphyr-parser` tells their places.

mod places;

use std::collections::BTreeMap;
use std::ops::Range;

use places::{Composer, Offsets, Place, Shape};
pub use serde_yaml::{Mapping, Value};

use crate::base::diag::Diagnostics;
use crate::base::excuse::{self, Excuse};
use crate::base::source::{SourceId, Span};

/// The way to a value: keys, and positions in lists written as numbers.
pub type KeyPath = Vec<String>;

/// A YAML mapping and the place of everything in it.
#[derive(Clone, Debug)]
pub struct Yaml {
    source: SourceId,
    whole: Range<usize>,
    is_sound: bool,
    places: BTreeMap<KeyPath, Place>,
    values: Mapping,
}

impl Yaml {
    /// An empty mapping at a place, for a file without front matter.
    pub fn empty(source: SourceId) -> Yaml {
        Yaml { source, whole: 0..0, is_sound: true, places: BTreeMap::new(), values: Mapping::new() }
    }

    /// Reads the YAML in `text[within]`. What cannot be parsed is a diagnostic, and an empty mapping.
    pub fn parse(source: SourceId, text: &str, within: Range<usize>, diags: &mut Diagnostics) -> Yaml {
        let mut yaml = Yaml { whole: within.clone(), is_sound: false, ..Yaml::empty(source) };
        let part = &text[within.clone()];
        let offsets = Offsets::new(part, within.start);
        if let Err(error) = Composer::new(&offsets, &mut yaml.places).run(part) {
            let at = offsets.byte(error.marker().index());
            diags
                .error("invalid-yaml", Span::new(source, at..at), format!("this is not valid YAML: {}", error.info()))
                .help("look for a missing quote, a tab, or text with `: ` that needs quotes around it");
            return yaml;
        }
        match serde_yaml::from_str::<Value>(part) {
            Ok(values @ Value::Mapping(_)) if let Some(path) = odd_key(&values) => {
                let way: Vec<&str> = path.iter().map(String::as_str).collect();
                diags
                    .error("invalid-yaml", yaml.at(&way), "a key of this group is neither a word nor a number")
                    .help("write it as `key: value`, the key in quotes if it is an unusual one");
            }
            Ok(Value::Mapping(values)) => (yaml.values, yaml.is_sound) = (values, true),
            Ok(Value::Null) => yaml.is_sound = true,
            Ok(_) => {
                diags
                    .error("invalid-yaml", Span::new(source, within), "this should be a list of `key: value` lines")
                    .help("start with `title: …`");
            }
            Err(error) => {
                let at = error.location().map_or(within.start, |location| within.start + location.index());
                let at = floor_boundary(text, at.min(within.end));
                let message = error.to_string();
                let reason = message.split(" at line ").next().unwrap_or(&message);
                diags
                    .error("invalid-yaml", Span::new(source, at..at), format!("this is not valid YAML: {reason}"))
                    .help("each key may stand once, and indentation tells what belongs together");
            }
        }
        yaml
    }

    /// Whether it could be parsed; what is missing from YAML that could not is no mistake of its own.
    pub fn is_sound(&self) -> bool {
        self.is_sound
    }

    /// Where the value at `path` stands; the nearest value around it when there is none.
    pub fn at(&self, path: &[&str]) -> Span {
        let path: KeyPath = path.iter().map(ToString::to_string).collect();
        let found = (0..=path.len()).rev().find_map(|length| self.places.get(&path[..length]));
        let whole = self.whole.start..self.whole.start;
        Span::new(
            self.source,
            found
                .filter(|place| place.key.is_some() || !place.value.is_empty())
                .map_or(whole, |place| place.value.clone()),
        )
    }

    /// Where the key at `path` stands.
    pub fn key_at(&self, path: &[&str]) -> Span {
        let key: KeyPath = path.iter().map(ToString::to_string).collect();
        match self.places.get(&key).and_then(|place| place.key.clone()) {
            Some(range) => Span::new(self.source, range),
            None => self.at(path),
        }
    }

    /// Whether the value at `path` was written without quotes.
    pub fn is_plain(&self, path: &[&str]) -> bool {
        let path: KeyPath = path.iter().map(ToString::to_string).collect();
        self.places.get(&path).is_some_and(|place| place.shape == Shape::Plain)
    }

    /// The excuses in comments: `# allow: …` is for the value on its line, or for the next one when it has a line of its own.
    pub fn excuses(&self, text: &str) -> Vec<Excuse> {
        let is_excuse =
            |at: &usize| text[at + 1..self.whole.end].trim_start_matches([' ', '\t']).starts_with(excuse::WORD);
        let signs = text[self.whole.clone()].match_indices('#').map(|(offset, _)| self.whole.start + offset);
        let mut signs = signs.filter(is_excuse).peekable();
        if signs.peek().is_none() {
            return Vec::new();
        }
        let (texts, values) = (self.texts_in_order(), self.values_in_order());
        // The first value that begins at a place or later.
        let first_from = |at: usize| values.get(values.partition_point(|value| value.start < at)).cloned();
        let mut excuses = Vec::new();
        let mut end = 0;
        for at in signs {
            let before = texts.partition_point(|text| text.start <= at);
            // A comment goes on to the end of its line.
            if at < end || before > 0 && texts[before - 1].contains(&at) {
                continue;
            }
            end = text[at..self.whole.end].find('\n').map_or(self.whole.end, |length| at + length);
            let line = text[..at].rfind('\n').map_or(0, |before| before + 1);
            let covers = if text[line..at].trim().is_empty() {
                first_from(end)
            } else {
                first_from(line).filter(|value| value.start < at)
            };
            excuses.extend(Excuse::read(self.source, text, at + 1..end, &covers.unwrap_or(end..end)));
        }
        excuses
    }

    /// Where texts stand, which never hold one another.
    fn texts_in_order(&self) -> Vec<Range<usize>> {
        let texts = self.places.values().filter(|place| place.shape != Shape::Group && !place.value.is_empty());
        let mut texts: Vec<_> = texts.map(|place| place.value.clone()).collect();
        texts.sort_by_key(|text| text.start);
        texts
    }

    /// Where values stand with their keys, the outermost first of those that begin together.
    fn values_in_order(&self) -> Vec<Range<usize>> {
        let values = self.places.iter().filter(|(path, _)| !path.is_empty()).map(|(_, place)| {
            let start = place.key.as_ref().map_or(place.value.start, |key| key.start);
            start..place.value.end.max(start)
        });
        let mut values: Vec<_> = values.collect();
        values.sort_by_key(|value| (value.start, std::cmp::Reverse(value.end)));
        values
    }

    /// The mapping itself.
    pub fn values(&self) -> &Mapping {
        &self.values
    }

    /// Every text value, with the way to it.
    pub fn for_each_text(&self, visit: &mut impl FnMut(&[String], &str)) {
        let mut path = KeyPath::new();
        for (key, value) in &self.values {
            path.push(key_text(key));
            visit_value(value, &mut path, visit);
            path.pop();
        }
    }

    /// Rewrites every text value; `rewrite` is given the way to it.
    pub fn map_texts(&mut self, rewrite: &mut impl FnMut(&[String], &str) -> String) {
        let mut path = KeyPath::new();
        for (key, value) in &mut self.values {
            path.push(key_text(key));
            map_value(value, &mut path, rewrite);
            path.pop();
        }
    }
}

fn visit_value(value: &Value, path: &mut KeyPath, visit: &mut impl FnMut(&[String], &str)) {
    match value {
        Value::String(text) => visit(path, text),
        Value::Sequence(items) => {
            for (index, item) in items.iter().enumerate() {
                path.push(index.to_string());
                visit_value(item, path, visit);
                path.pop();
            }
        }
        Value::Mapping(entries) => {
            for (key, item) in entries {
                path.push(key_text(key));
                visit_value(item, path, visit);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => {}
    }
}

/// The way to a group with a key that could not be written down as text: nothing, or a whole list or group.
fn odd_key(value: &Value) -> Option<KeyPath> {
    let within = |key: String, value| {
        odd_key(value).map(|mut path| {
            path.insert(0, key);
            path
        })
    };
    match value {
        Value::Mapping(entries) => {
            let is_odd = |key: &Value| match key {
                Value::String(_) | Value::Bool(_) => false,
                Value::Number(number) => !number.is_finite(),
                _ => true,
            };
            if entries.keys().any(is_odd) {
                return Some(KeyPath::new());
            }
            entries.iter().find_map(|(key, value)| within(key_text(key), value))
        }
        Value::Sequence(items) => items.iter().enumerate().find_map(|(index, item)| within(index.to_string(), item)),
        Value::Tagged(tagged) => odd_key(&tagged.value),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}

fn map_value(value: &mut Value, path: &mut KeyPath, rewrite: &mut impl FnMut(&[String], &str) -> String) {
    match value {
        Value::String(text) => *text = rewrite(path, text),
        Value::Sequence(items) => {
            for (index, item) in items.iter_mut().enumerate() {
                path.push(index.to_string());
                map_value(item, path, rewrite);
                path.pop();
            }
        }
        Value::Mapping(entries) => {
            for (key, item) in entries {
                path.push(key_text(key));
                map_value(item, path, rewrite);
                path.pop();
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Tagged(_) => {}
    }
}

/// Reads a value into a type, if it fits.
pub fn from_value<T: serde::de::DeserializeOwned>(value: &Value) -> Option<T> {
    serde_yaml::from_value(value.clone()).ok()
}

/// A key as text, whatever YAML type it has.
pub fn key_text(key: &Value) -> String {
    match key {
        Value::String(text) => text.clone(),
        Value::Bool(truth) => truth.to_string(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
