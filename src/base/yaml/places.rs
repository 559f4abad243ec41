//! Where every value of a YAML text stands, and whether the text stays within what a file may take.

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as YamlSpan};

use super::KeyPath;

/// Where a value stands.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) key: Option<Range<usize>>,
    pub(super) value: Range<usize>,
    pub(super) shape: Shape,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Text without quotes.
    Plain,
    /// Text in quotes, or in lines of its own.
    Text,
    /// A list or a mapping.
    Group,
}

/// Turns saphyr's character counts into bytes of the whole file.
pub(super) struct Offsets {
    start: usize,
    /// Empty when the text is ASCII, where a character is a byte.
    bytes: Vec<usize>,
}

impl Offsets {
    pub(super) fn new(text: &str, start: usize) -> Offsets {
        let bytes = if text.is_ascii() {
            Vec::new()
        } else {
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
        };
        Offsets { start, bytes }
    }

    pub(super) fn byte(&self, character: usize) -> usize {
        let last = self.bytes.last().copied();
        self.start + self.bytes.get(character).copied().or(last).unwrap_or(character)
    }

    pub(super) fn range(&self, span: YamlSpan) -> Range<usize> {
        self.byte(span.start.index())..self.byte(span.end.index())
    }
}

/// Deeper nesting than any content has; the path of every value is remembered, so that depth costs memory.
const DEEPEST: usize = 40;

/// How much more than what is written aliases may stand for, in bytes of memory.
const MOST_UNFOLDED: usize = 4 << 20;

/// What a value takes beside its text.
const VALUE: usize = 64;

/// Walks the events and notes the place of every key and value.
pub(super) struct Composer<'a> {
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
    pub(super) fn new(offsets: &'a Offsets, places: &'a mut BTreeMap<KeyPath, Place>) -> Composer<'a> {
        Composer { offsets, places, size: 0, unfolded: 0, anchored: BTreeMap::new() }
    }

    pub(super) fn run(mut self, text: &str) -> Result<(), ScanError> {
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
                    let shape = if matches!(style, ScalarStyle::Plain) { Shape::Plain } else { Shape::Text };
                    match open.last_mut() {
                        Some(Open::Map { key: key @ None, .. }) => *key = Some((value.into_owned(), range)),
                        _ => self.place(&mut open, range, shape),
                    }
                }
                Event::Alias(anchor) => {
                    let size = self.anchored.get(&anchor).copied().unwrap_or_default();
                    self.size += size;
                    self.unfolded += size;
                    if self.unfolded > MOST_UNFOLDED {
                        return Err(ScanError::new_str(span.start, "aliases repeat more than a file may hold"));
                    }
                    self.place(&mut open, range, Shape::Text);
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
                    self.place(&mut open, start..range.end.max(start), Shape::Group);
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
    fn place(&mut self, open: &mut [Open], value: Range<usize>, shape: Shape) {
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
        self.places.insert(path, Place { key, value, shape });
    }
}
