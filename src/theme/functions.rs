//! What templates can call: `t` for phrases, `list` for lists in words.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Json;
use tera::{Error, Kwargs, State, Tera, Value};

use crate::lang::Formats;
use crate::lang::strings::Strings;

/// The phrases and formats of every language of the site.
pub type Phrases = BTreeMap<String, (Strings, Formats)>;

/// Makes the functions speak `tag`.
pub fn register(tera: &mut Tera, tag: &str, phrases: &Arc<Phrases>) {
    let (own, all) = (tag.to_string(), Arc::clone(phrases));
    tera.register_function("t", move |arguments: Kwargs, _: &State| -> Result<Value, Error> {
        phrase(&own, &all, &arguments)
    });
    let (own, all) = (tag.to_string(), Arc::clone(phrases));
    tera.register_function("list", move |arguments: Kwargs, _: &State| -> Result<Value, Error> {
        let items: Vec<String> = arguments.must_get::<Vec<Value>>("items")?.iter().map(ToString::to_string).collect();
        let tag = arguments.get::<&str>("lang")?.unwrap_or(&own);
        let (_, formats) = all.get(tag).ok_or_else(|| Error::message(format!("the site has no language `{tag}`")))?;
        Ok(Value::normal_string(&formats.list(&items)))
    });
}

fn phrase(own: &str, all: &Phrases, arguments: &Kwargs) -> Result<Value, Error> {
    let key: &str = arguments.must_get("key")?;
    let tag = arguments.get::<&str>("lang")?.unwrap_or(own);
    let (strings, formats) = all.get(tag).ok_or_else(|| Error::message(format!("the site has no language `{tag}`")))?;
    let fill: BTreeMap<String, Json> = arguments
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?.to_string(), serde_json::to_value(value).ok()?)))
        .collect();
    match strings.fill(key, &fill, formats) {
        Some(text) => Ok(Value::normal_string(&text)),
        None => Err(Error::message(format!("no phrase `{key}` in `{tag}`"))),
    }
}
