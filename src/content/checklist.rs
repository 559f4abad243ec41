//! A checklist: the tasks of its body, who does each of them, and when.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::markup::tree::{Block, Heading, Item, Tree};

/// Front matter of a checklist.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Checklist {
    /// When to use it, in words.
    pub when: Option<String>,
    /// Who does an item and when it is due, by the item's id; only in the original.
    pub items: BTreeMap<String, Task>,
}

/// Who does an item, and when.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Task {
    /// Who does it.
    pub who: Option<Doer>,
    /// When it is due: `start-4w`, `start`, `end+6m`.
    #[schemars(with = "Option<String>", regex(pattern = r"^(start|end)([+-][0-9]{1,3}[dwm])?$"))]
    pub due: Option<Due>,
}

/// Who does an item of a checklist.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doer {
    /// Who runs the programme.
    Organiser,
    /// Whom participants turn to.
    ContactPerson,
    /// Who mentors.
    Mentor,
    /// Who is mentored.
    Mentee,
    /// Who leads a team.
    Supervisor,
}

impl Doer {
    /// The word in keys of strings.
    pub fn word(self) -> &'static str {
        match self {
            Doer::Organiser => "organiser",
            Doer::ContactPerson => "contact-person",
            Doer::Mentor => "mentor",
            Doer::Mentee => "mentee",
            Doer::Supervisor => "supervisor",
        }
    }
}

/// A day told from the programme's first or last one: `start-4w`, `end`, `end+6m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The day it is counted from.
    pub anchor: Anchor,
    /// How many units later; negative: before.
    pub count: i32,
    /// Of what.
    pub unit: Unit,
}

/// The days that others are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// The programme's first day.
    Start,
    /// Its last.
    End,
}

/// Spans of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// A month of the calendar.
    Month,
}

impl Due {
    fn parse(text: &str) -> Option<Due> {
        let (anchor, rest) = match text.strip_prefix("start") {
            Some(rest) => (Anchor::Start, rest),
            None => (Anchor::End, text.strip_prefix("end")?),
        };
        if rest.is_empty() {
            return Some(Due { anchor, count: 0, unit: Unit::Day });
        }
        let (number, unit) = match rest.char_indices().next_back()? {
            (at, 'd') => (&rest[..at], Unit::Day),
            (at, 'w') => (&rest[..at], Unit::Week),
            (at, 'm') => (&rest[..at], Unit::Month),
            _ => return None,
        };
        let count = number.parse::<i32>().ok().filter(|count| number.starts_with(['+', '-']) && count.abs() < 1000)?;
        Some(Due { anchor, count, unit })
    }

    /// As it is written in front matter.
    pub fn text(self) -> String {
        let anchor = if self.anchor == Anchor::Start { "start" } else { "end" };
        let unit = match self.unit {
            Unit::Day => 'd',
            Unit::Week => 'w',
            Unit::Month => 'm',
        };
        if self.count == 0 { anchor.to_string() } else { format!("{anchor}{:+}{unit}", self.count) }
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Due, D::Error> {
        let text = String::deserialize(from)?;
        Due::parse(&text)
            .ok_or_else(|| D::Error::custom(format!("`{text}` is no time such as `start-4w`, `start`, `end+6m`")))
    }
}

/// The tasks of a body, by the heading above them.
pub fn groups(tree: &Tree) -> Vec<(Option<&Heading>, Vec<&Item>)> {
    let mut groups: Vec<(Option<&Heading>, Vec<&Item>)> = vec![(None, Vec::new())];
    for block in &tree.blocks {
        match block {
            Block::Heading(heading) => groups.push((Some(heading), Vec::new())),
            Block::List(list) => {
                let tasks = list.items.iter().filter(|item| item.task.is_some());
                groups.iter_mut().last().into_iter().for_each(|(_, items)| items.extend(tasks.clone()));
            }
            _ => {}
        }
    }
    groups.retain(|(_, items)| !items.is_empty());
    groups
}

/// What stands before the first heading and the first task.
pub fn intro(tree: &Tree) -> &[Block] {
    let is_list = |block: &Block| match block {
        Block::Heading(_) => true,
        Block::List(list) => list.items.iter().any(|item| item.task.is_some()),
        _ => false,
    };
    &tree.blocks[..tree.blocks.iter().position(is_list).unwrap_or(tree.blocks.len())]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_read_and_written_alike() {
        for text in ["start", "end", "start-12w", "start+3d", "end+6m"] {
            assert_eq!(Due::parse(text).map(Due::text).as_deref(), Some(text));
        }
        for bad in ["", "star", "start4w", "start-w", "start-4y", "end+", "start-99999w", "startä"] {
            assert_eq!(Due::parse(bad), None, "{bad}");
        }
    }
}
