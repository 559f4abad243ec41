//! What is gathered while a Word file is written: the addresses of its links, its lists, the number of its fields.

use crate::formats::sheet::view::Voice;
use crate::lang::Dir;

/// The Word file as far as it is written.
pub(super) struct Draft<'a> {
    /// The words of the sheet.
    pub(super) voice: &'a Voice,
    /// Addresses outside, in the order of their relationships.
    pub(super) links: Vec<String>,
    /// The first numbers of ordered lists, each of which counts for itself.
    pub(super) counts: Vec<u64>,
    controls: usize,
    callouts: usize,
}

impl<'a> Draft<'a> {
    /// Nothing is written yet.
    pub(super) fn new(voice: &'a Voice) -> Draft<'a> {
        Draft { voice, links: Vec::new(), counts: Vec::new(), controls: 0, callouts: 0 }
    }

    /// Whether the text runs from right to left.
    pub(super) fn is_rtl(&self) -> bool {
        self.voice.dir == Dir::Rtl
    }

    /// A phrase of the theme; empty where it has none, which is reported elsewhere.
    pub(super) fn phrase(&self, key: &str) -> &'a str {
        self.voice.strings.get(key).map(String::as_str).unwrap_or_default()
    }

    /// A phrase with one `{name}` filled.
    pub(super) fn phrase_with(&self, key: &str, name: &str, value: &str) -> String {
        self.phrase(key).replace(&format!("{{{name}}}"), value)
    }

    /// The language as Word knows it: with a region. The theme tells which; without it, the language alone.
    pub(super) fn language(&self) -> &'a str {
        match self.phrase("sheet.language_tag") {
            "" => self.voice.lang.tag().split('-').next().unwrap_or_default(),
            tag => tag,
        }
    }

    /// The relationship that leads to an address.
    pub(super) fn link(&mut self, to: &str) -> String {
        let known = self.links.iter().position(|link| link == to);
        let index = known.unwrap_or_else(|| {
            self.links.push(to.to_string());
            self.links.len() - 1
        });
        link_id(index)
    }

    /// The number of the next content control; no two share one.
    pub(super) fn next_control(&mut self) -> usize {
        self.controls += 1;
        self.controls
    }

    /// The number of the next callout.
    pub(super) fn next_callout(&mut self) -> usize {
        self.callouts += 1;
        self.callouts
    }
}

/// The relationship of a link, by its position.
pub(super) fn link_id(index: usize) -> String {
    format!("link{}", index + 1)
}
