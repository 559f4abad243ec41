//! From YAML to types: every value that does not fit is a diagnostic, and the rest is read all the same.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Deserializer, Error as _, Visitor};
use serde_path_to_error::Segment;

use super::diag::{Diagnostics, suggest};
use super::yaml::{KeyPath, Mapping, Value, Yaml, key_text};

/// Reads a mapping into types, part by part, and reports what is left over.
pub struct Fields<'a> {
    yaml: &'a Yaml,
    rest: Mapping,
    known: Vec<&'static str>,
}

impl<'a> Fields<'a> {
    /// All of `yaml`, nothing of it read yet.
    pub fn of(yaml: &'a Yaml) -> Fields<'a> {
        Fields { yaml, rest: yaml.values().clone(), known: Vec::new() }
    }

    /// Reads the keys that `T` has. A value of the wrong type is reported and left at its default.
    pub fn take<T: DeserializeOwned + Default>(&mut self, diags: &mut Diagnostics) -> T {
        let names = field_names::<T>();
        self.known.extend(names);
        let mut mine = Mapping::new();
        for name in names {
            if let Some(value) = self.rest.remove(*name) {
                mine.insert(Value::from(*name), value);
            }
        }
        read(self.yaml, Value::Mapping(mine), diags)
    }

    /// Reports every key that nobody read; `what` names the kind of file.
    pub fn finish(self, what: &str, diags: &mut Diagnostics) {
        for key in self.rest.keys() {
            let key = key_text(key);
            diags
                .error("unknown-key", self.yaml.key_at(&[&key]), format!("{what} has no key `{key}`"))
                .help(suggest(&key, self.known.iter().copied()));
        }
    }
}

/// Deserializes; each value that does not fit is reported, dropped, and the rest tried again.
fn read<T: DeserializeOwned + Default>(yaml: &Yaml, mut value: Value, diags: &mut Diagnostics) -> T {
    let mut dropped = Dropped::default();
    for _ in 0..MOST_FAULTS {
        let error = match serde_path_to_error::deserialize::<_, T>(value.clone()) {
            Ok(read) => return read,
            Err(error) => error,
        };
        let mut path: KeyPath = error.path().iter().filter_map(segment_text).collect();
        let message = error.inner().to_string();
        while !path.is_empty() && get_mut(&mut value, &path).is_none() {
            path.pop();
        }
        let written = dropped.written(&path);
        if !dropped.explains(&written, &message) {
            report(yaml, &written, &message, diags);
        }
        if path.is_empty() || !remove(&mut value, &path) {
            return T::default();
        }
        dropped.add(written, &value, &path);
    }
    T::default()
}

/// After so many wrong values the rest of a file is left unread: each costs another reading of all of it.
const MOST_FAULTS: usize = 25;

/// What was dropped already, so that later messages point at the places as written.
#[derive(Default)]
struct Dropped {
    paths: Vec<KeyPath>,
    /// Of each list that lost items: the positions, as written, of those it still has.
    kept: BTreeMap<KeyPath, Vec<usize>>,
}

impl Dropped {
    /// The path in the file of a path in what is left of it.
    fn written(&self, path: &[String]) -> KeyPath {
        let mut written = KeyPath::new();
        for part in path {
            let moved = self.kept.get(&written).and_then(|kept| kept.get(part.parse::<usize>().ok()?));
            written.push(moved.map_or_else(|| part.clone(), ToString::to_string));
        }
        written
    }

    /// Whether a key is only missing because its value was wrong, and reported.
    fn explains(&self, path: &[String], message: &str) -> bool {
        let missing = message.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        missing.is_some_and(|name| self.paths.iter().any(|one| one.split_last() == Some((&name.to_string(), path))))
    }

    fn add(&mut self, written: KeyPath, value: &Value, path: &[String]) {
        let (Some((last, list)), Some((_, parents))) = (written.split_last(), path.split_last()) else { return };
        if let Some(Value::Sequence(items)) = get(value, parents) {
            let all = || (0..=items.len()).collect();
            let kept = self.kept.entry(list.to_vec()).or_insert_with(all);
            kept.retain(|position| position.to_string() != *last);
        }
        self.paths.push(written);
    }
}

fn report(yaml: &Yaml, path: &[String], message: &str, diags: &mut Diagnostics) {
    let way: Vec<&str> = path.iter().map(String::as_str).collect();
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    let top = way.first().copied().unwrap_or_default();
    let last_name = way.iter().rev().find(|part| part.parse::<usize>().is_err()).copied().unwrap_or(top);
    if message.starts_with("unknown field") && !quoted.is_empty() {
        let span = yaml.key_at(&way);
        diags
            .error("unknown-key", span, format!("`{}` is not a key of `{top}`", quoted[0]))
            .help(suggest(quoted[0], quoted[1..].iter().copied()));
    } else if message.starts_with("unknown variant") && !quoted.is_empty() {
        let (code, what) = match last_name {
            "audience" | "who" | "explain" => ("unknown-role", "role"),
            "phase" => ("unknown-phase", "phase"),
            "kind" => ("unknown-kind", "kind of content"),
            other => ("unknown-value", other),
        };
        diags
            .error(code, yaml.at(&way), format!("no {what} is called `{}`", quoted[0]))
            .help(suggest(quoted[0], quoted[1..].iter().copied()));
    } else if message.starts_with("missing field") && !quoted.is_empty() {
        let span = yaml.at(&way);
        diags
            .error("missing-key", span, format!("`{}` is missing here", quoted[0]))
            .help(format!("add a line `{}: …`", quoted[0]));
    } else if let Some((found, expected)) =
        message.strip_prefix("invalid type: ").and_then(|rest| rest.split_once(", expected "))
    {
        let name = place_name(&way);
        diags
            .error("wrong-type", yaml.at(&way), format!("{name} should be {}, not {}", plain(expected), plain(found)))
            .help(example(expected));
    } else if DATES.contains(&last_name) {
        diags
            .error("invalid-value", yaml.at(&way), format!("`{last_name}` is not a date that exists"))
            .help("write it like `2026-11-22`");
    } else {
        let name = place_name(&way);
        let help = match numbers(yaml, path).next() {
            Some(number) => format!("put the number in quotes: `\"{number}\"`"),
            None => "see the tables of keys in docs/writing.md".to_string(),
        };
        diags.error("invalid-value", yaml.at(&way), format!("{name} cannot be read: {message}")).help(help);
    }
}

/// The numbers that stand at a path without quotes, or in the group there.
fn numbers(yaml: &Yaml, path: &[String]) -> impl Iterator<Item = String> {
    let found = path.split_first().and_then(|(first, rest)| get(yaml.values().get(first.as_str())?, rest));
    let group = found.and_then(Value::as_mapping).into_iter().flat_map(Mapping::values);
    found.into_iter().chain(group).filter_map(|value| match value {
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    })
}

/// Keys whose values are dates.
const DATES: [&str; 4] = ["reviewed", "checked", "date", "last_checked"];

/// A way to a value as authors would say it.
fn place_name(way: &[&str]) -> String {
    match way {
        [.., list, last] if last.parse::<usize>().is_ok() => format!("an item of `{list}`"),
        _ => format!("`{}`", way.join(".")),
    }
}

/// Serde's names of types in words that authors use.
fn plain(of: &str) -> String {
    let of = of.split(" at line ").next().unwrap_or(of);
    match of {
        "a sequence" | "sequence" => "a list".into(),
        "a map" | "map" => "a group of `key: value` lines".into(),
        "a string" | "string" | "borrowed string" => "text".into(),
        "unit value" | "null" => "empty".into(),
        "a boolean" => "`true` or `false`".into(),
        "i32" | "u32" | "u16" | "i64" | "u64" | "usize" | "f64" => "a number".into(),
        other => {
            let other = other
                .replace("string \"", "the text \"")
                .replace("integer `", "the number `")
                .replace("boolean `", "`");
            if let Some(name) = other.strip_prefix("struct ") {
                format!("a group of `key: value` lines ({name})")
            } else {
                other
            }
        }
    }
}

fn example(expected: &str) -> &'static str {
    match expected {
        "a sequence" => "write a list: `[first, second]`",
        "a string" => "write text, in quotes if it looks like a number",
        "a boolean" => "write `true` or `false`",
        "i32" | "u32" | "u16" | "i64" | "u64" | "usize" => "write a whole number",
        _ => "see the tables of keys in docs/writing.md",
    }
}

fn segment_text(segment: &Segment) -> Option<String> {
    match segment {
        Segment::Seq { index } => Some(index.to_string()),
        Segment::Map { key } => Some(key.clone()),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

fn get_mut<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, part| match value {
        Value::Sequence(items) => items.get_mut(part.parse::<usize>().ok()?),
        Value::Mapping(entries) => entries.iter_mut().find(|(key, _)| key_text(key) == *part).map(|(_, value)| value),
        _ => None,
    })
}

fn get<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, part| match value {
        Value::Sequence(items) => items.get(part.parse::<usize>().ok()?),
        Value::Mapping(entries) => entries.iter().find(|(key, _)| key_text(key) == *part).map(|(_, value)| value),
        _ => None,
    })
}

fn remove(value: &mut Value, path: &[String]) -> bool {
    let Some((last, parents)) = path.split_last() else { return false };
    match get_mut(value, parents) {
        Some(Value::Sequence(items)) => last.parse().is_ok_and(|at: usize| {
            items.remove(at);
            true
        }),
        Some(Value::Mapping(entries)) => {
            let before = entries.len();
            entries.retain(|key, _| key_text(key) != *last);
            entries.len() < before
        }
        _ => false,
    }
}

/// The names of a struct's fields, asked from its `Deserialize`.
fn field_names<T: DeserializeOwned>() -> &'static [&'static str] {
    struct Ask<'a>(&'a mut &'static [&'static str]);
    impl<'de> Deserializer<'de> for Ask<'_> {
        type Error = serde::de::value::Error;
        fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Self::Error> {
            Err(Self::Error::custom("only structs have fields"))
        }
        fn deserialize_struct<V: Visitor<'de>>(
            self,
            _: &'static str,
            fields: &'static [&'static str],
            visitor: V,
        ) -> Result<V::Value, Self::Error> {
            *self.0 = fields;
            self.deserialize_any(visitor)
        }
        serde::forward_to_deserialize_any! {
            bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
            unit_struct newtype_struct seq tuple tuple_struct map enum identifier ignored_any
        }
    }
    let mut names: &'static [&'static str] = &[];
    let _ = T::deserialize(Ask(&mut names));
    names
}
