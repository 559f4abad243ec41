//! What templates can call: `t` for phrases, `list` for lists in words.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value as Json;
use tera::{Error, Kwargs, State, Tera, Value};

use crate::lang::Formats;
use crate::lang::strings::Strings;

/// The phrases and formats of every language of the site.
pub type Phrases = BTreeMap<String, (Strings, Formats)>;

/// How many numbers the templates of one page may count: loops within loops come to an end.
const MOST_NUMBERS: i64 = 100_000;

thread_local! {
    /// How many of them are left. A page is rendered by one thread, and templates hand no state to functions.
    static NUMBERS: Cell<i64> = const { Cell::new(MOST_NUMBERS) };
}

/// To be called before each page.
pub fn start_page() {
    NUMBERS.set(MOST_NUMBERS);
}

/// `range(start=…, end=…, step_by=…)`, as Tera has it.
fn range(arguments: &Kwargs) -> Result<Value, Error> {
    let start = arguments.get::<i64>("start")?.unwrap_or_default();
    let end: i64 = arguments.must_get("end")?;
    let step = usize::try_from(arguments.get::<i64>("step_by")?.unwrap_or(1)).ok().filter(|step| *step > 0);
    let step = step.ok_or_else(|| Error::message("`step_by` is a number above 0"))?;
    let length = end.saturating_sub(start).max(0);
    NUMBERS.set(NUMBERS.get() - length - 1);
    if NUMBERS.get() < 0 {
        return Err(Error::message(format!("the templates of a page count {MOST_NUMBERS} numbers at most")));
    }
    Ok(Value::from((start..end).step_by(step).collect::<Vec<i64>>()))
}

/// Makes the functions speak `tag`.
pub fn register(tera: &mut Tera, tag: &str, phrases: &Arc<Phrases>) {
    tera.register_function("range", |arguments: Kwargs, _: &State| range(&arguments));
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
