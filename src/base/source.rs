//! The text files of a project, and places in them.
//!
//! Knows texts and byte ranges. Knows nothing about disks or formats.

use std::ops::Range;
use std::sync::Arc;

/// Names one file of [`Sources`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(u32);

/// A byte range in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub source: SourceId,
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The bytes `range` of `source`.
    pub fn new(source: SourceId, range: Range<usize>) -> Span {
        Span { source, start: range.start, end: range.end.max(range.start) }
    }

    /// The very start of a file, for what concerns the file as a whole.
    pub fn start_of(source: SourceId) -> Span {
        Span { source, start: 0, end: 0 }
    }
}

/// One text file.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path below the project folder, with `/`.
    pub path: Arc<str>,
    /// The whole text.
    pub text: Arc<str>,
    /// Where each line after the first one starts.
    lines: Arc<[usize]>,
}

/// Controls of terminals and printers, a byte order mark, and overrides of direction (Unicode's "Trojan source").
pub fn is_misleading(one: char) -> bool {
    (one.is_control() && !matches!(one, '\t' | '\n' | '\r')) || matches!(one, '\u{feff}' | '\u{202d}' | '\u{202e}')
}

/// A line and a column, both from 1; columns count characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// Every text file that was read, by [`SourceId`].
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Remembers a file and returns its name.
    pub fn add(&mut self, path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> SourceId {
        self.push(Source::new(path, text))
    }

    /// Remembers a file that has been read already and returns its name.
    pub fn push(&mut self, source: Source) -> SourceId {
        let id = self.next();
        self.0.push(source);
        id
    }

    /// The name of the next file that is remembered.
    pub fn next(&self) -> SourceId {
        SourceId(u32::try_from(self.0.len()).expect("a project has fewer than four billion files"))
    }

    /// The files from `first` on, in the order in which they were read.
    pub fn since(&self, first: SourceId) -> &[Source] {
        &self.0[first.0 as usize..]
    }

    /// The file called `id`.
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// The names of all files, in the order in which they were read.
    pub fn ids(&self) -> impl Iterator<Item = SourceId> + use<> {
        (0..u32::try_from(self.0.len()).unwrap_or(u32::MAX)).map(SourceId)
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.start..span.end).unwrap_or_default()
    }

    /// Where a span starts.
    pub fn place(&self, span: Span) -> Place {
        let source = self.get(span.source);
        let at = span.start.min(source.text.len());
        let before = &source.text.as_bytes()[source.line_around(at).start..at];
        // Every character has one byte that does not continue another.
        let column = before.iter().filter(|&&byte| byte & 0xc0 != 0x80).count() + 1;
        Place { line: source.line_of(at), column }
    }
}

impl Source {
    /// A file and its text.
    pub fn new(path: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> Source {
        let text = text.into();
        let lines = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at + 1).collect();
        Source { path: path.into(), text, lines }
    }

    /// The number of the line that holds a byte, from 1.
    pub fn line_of(&self, at: usize) -> usize {
        self.lines.partition_point(|start| *start <= at) + 1
    }

    /// The bytes of the line that holds a byte, its end included.
    pub fn line_around(&self, at: usize) -> Range<usize> {
        let after = self.line_of(at) - 1;
        let start = after.checked_sub(1).map_or(0, |line| self.lines[line]);
        start..self.lines.get(after).copied().unwrap_or(self.text.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "yksi\nääkkönen öljy");
        let start = "yksi\nääkkönen ".len();
        assert_eq!(sources.place(Span::new(id, start..start + 4)), Place { line: 2, column: 10 });
    }

    #[test]
    fn every_byte_is_on_a_line() {
        let mut sources = Sources::default();
        let id = sources.add("a.md", "a\nbc\n");
        let lines: Vec<_> = (0..=5).map(|at| (sources.get(id).line_of(at), sources.get(id).line_around(at))).collect();
        assert_eq!(lines, [(1, 0..2), (1, 0..2), (2, 2..5), (2, 2..5), (2, 2..5), (3, 5..5)]);
    }
}
