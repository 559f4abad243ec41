//! YAML with places: values, and where each of them stands in the file.
//!
//! `serde_yaml` makes the values, `saphyr-parser` tells their places.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};
pub use serde_yaml::{Mapping, Value};

use super::diag::Diagnostics;
use super::source::{SourceId, Span};

/// The way to a value: keys, and positions in lists written as numbers.
pub type KeyPath = Vec<String>;

#[derive(Clone, Debug)]
struct Place {
    key: Option<Range<usize>>,
    value: Range<usize>,
    is_plain: bool,
}

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
        self.places.get(&path).is_some_and(|place| place.is_plain)
    }

    /// The mapping itself.
    pub fn values(&self) -> &Mapping {
        &self.values
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

/// Turns saphyr's character counts into bytes of the whole file.
struct Offsets {
    start: usize,
    /// Empty when the text is ASCII, where a character is a byte.
    bytes: Vec<usize>,
}

impl Offsets {
    fn new(text: &str, start: usize) -> Offsets {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        Offsets { start, bytes }
    }

    fn byte(&self, character: usize) -> usize {
        let last = self.bytes.last().copied();
        self.start + self.bytes.get(character).copied().or(last).unwrap_or(character)
    }

    fn range(&self, span: YamlSpan) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}

fn floor_boundary(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Deeper nesting than any content has; the path of every value is remembered, so that depth costs memory.
const DEEPEST: usize = 40;

/// How much more than what is written aliases may stand for, in bytes of memory.
const MOST_UNFOLDED: usize = 4 << 20;

/// What a value takes beside its text.
const VALUE: usize = 64;

/// Walks the events and notes the place of every key and value.
struct Composer<'a> {
    offsets: &'a Offsets,
    places: &'a mut BTreeMap<KeyPath, Place>,
    /// The memory that all values so far take, and how much of it is by aliases.
    size: usize,
    unfolded: usize,
    /// The size of every value with an anchor.
    anchored: BTreeMap<usize, usize>,
}

/// A collection that is still open while its events go by.
enum Open {
    List { next: usize, start: usize, anchor: Anchor },
    Map { key: Option<(String, Range<usize>)>, start: usize, anchor: Anchor },
}

/// The number of a value's anchor (0 for none), and the size of all that came before the value.
type Anchor = (usize, usize);

impl<'a> Composer<'a> {
    fn new(offsets: &'a Offsets, places: &'a mut BTreeMap<KeyPath, Place>) -> Composer<'a> {
        Composer { offsets, places, size: 0, unfolded: 0, anchored: BTreeMap::new() }
    }

    fn run(mut self, text: &str) -> Result<(), ScanError> {
        let mut open: Vec<Open> = Vec::new();
        for event in Parser::new_from_str(text) {
            let (event, span) = event?;
            let range = self.offsets.range(span);
            let before = self.size;
            self.size += VALUE;
            if open.len() > DEEPEST {
                let reason = format!("lists and groups are nested more than {DEEPEST} levels deep");
                return Err(ScanError::new(span.start, reason));
            }
            match event {
                Event::Scalar(value, style, anchor, _) => {
                    self.size += value.len();
                    self.anchored.insert(anchor, self.size - before);
                    let is_plain = matches!(style, ScalarStyle::Plain);
                    match open.last_mut() {
                        Some(Open::Map { key: key @ None, .. }) => *key = Some((value.into_owned(), range)),
                        _ => self.place(&mut open, range, is_plain),
                    }
                }
                Event::Alias(anchor) => {
                    let size = self.anchored.get(&anchor).copied().unwrap_or_default();
                    self.size += size;
                    self.unfolded += size;
                    if self.unfolded > MOST_UNFOLDED {
                        return Err(ScanError::new_str(span.start, "aliases repeat more than a file may hold"));
                    }
                    self.place(&mut open, range, false);
                }
                Event::SequenceStart(anchor, _) => {
                    open.push(Open::List { next: 0, start: range.start, anchor: (anchor, before) });
                }
                Event::MappingStart(anchor, _) => {
                    open.push(Open::Map { key: None, start: range.start, anchor: (anchor, before) });
                }
                Event::SequenceEnd | Event::MappingEnd => {
                    let start = match open.pop() {
                        Some(Open::List { start, anchor, .. } | Open::Map { start, anchor, .. }) => {
                            self.anchored.insert(anchor.0, self.size - anchor.1);
                            start
                        }
                        None => range.start,
                    };
                    self.place(&mut open, start..range.end.max(start), false);
                }
                Event::Nothing
                | Event::StreamStart
                | Event::StreamEnd
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
            }
        }
        Ok(())
    }

    /// Notes a finished value at the place the open collections give it.
    fn place(&mut self, open: &mut [Open], value: Range<usize>, is_plain: bool) {
        let path: KeyPath = open
            .iter()
            .map(|one| match one {
                Open::List { next, .. } => next.to_string(),
                Open::Map { key, .. } => key.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
            })
            .collect();
        let key = match open.last_mut() {
            Some(Open::List { next, .. }) => {
                *next += 1;
                None
            }
            Some(Open::Map { key, .. }) => key.take().map(|(_, range)| range),
            None => None,
        };
        self.places.insert(path, Place { key, value, is_plain });
    }
}
