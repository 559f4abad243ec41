//! What readers read in a document, piece by piece: paragraphs, items, cells, and the texts of front matter and forms.
//!
//! Pieces come as plain text in one buffer that is used again and again; where a sentence stands in the file is looked up
//! only when there is something to say about it.

use std::ops::Range;

use crate::base::source::{Sources, Span};
use crate::content::document::Document;
use crate::markup::tree::{Block, Inline, Text, Tree};

/// What a piece of text is on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A title or heading.
    Heading,
    /// A paragraph or an item of a list.
    Running,
    /// A cell of a table, a question of a form, a short text of front matter.
    Label,
}

/// A piece of text that is read in one go.
#[derive(Clone, Copy)]
pub struct Passage<'p> {
    /// The document it is from.
    pub doc: &'p Document,
    /// Its words without markup.
    pub text: &'p str,
    /// What it is.
    pub role: Role,
    place: Place<'p>,
}

#[derive(Clone, Copy)]
enum Place<'p> {
    Body(Span),
    Front(&'p [String]),
}

/// Keys of front matter and forms that hold no words of the author's own: names, ids and addresses.
const NO_PROSE: [&str; 15] = [
    "id",
    "to",
    "url",
    "type",
    "name",
    "run_by",
    "autocomplete",
    "one_of",
    "show_when",
    "status",
    "also",
    "avoid",
    "stem",
    "explain",
    "explained_by",
];

/// Every passage of a document in reading order.
pub fn for_each(doc: &Document, visit: &mut impl FnMut(&Passage)) {
    let mut buffer = String::new();
    doc.for_each_front_text(&mut |path, text| {
        if path.iter().any(|key| NO_PROSE.contains(&key.as_str())) {
            return;
        }
        let place = Place::Front(path);
        let key = path.last().map(String::as_str).unwrap_or_default();
        if doc.is_markdown(path) {
            Walk { doc, place: Some(place), buffer: &mut buffer, visit }.tree(&doc.markdown(text));
        } else {
            let role = match key {
                "title" | "nav_title" => Role::Heading,
                "summary" => Role::Running,
                _ => Role::Label,
            };
            visit(&Passage { doc, text, role, place });
        }
    });
    Walk { doc, place: None, buffer: &mut buffer, visit }.tree(&doc.tree);
}

/// A walk through a tree. Text in YAML has the place of its value, since YAML may have folded its lines.
struct Walk<'w, 'p, Visit: FnMut(&Passage)> {
    doc: &'p Document,
    place: Option<Place<'p>>,
    buffer: &'w mut String,
    visit: &'w mut Visit,
}

impl<Visit: FnMut(&Passage)> Walk<'_, '_, Visit> {
    fn tree(&mut self, tree: &Tree) {
        self.blocks(&tree.blocks);
        tree.footnotes.iter().for_each(|note| self.blocks(&note.blocks));
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading(heading) => self.text(&heading.text, heading.span, Role::Heading),
                Block::Paragraph(text) | Block::Plain(text) => self.text(text, text.span, Role::Running),
                Block::List(list) => list.items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Quote(inner) | Block::Callout(_, inner) => self.blocks(inner),
                Block::Table(table) => {
                    let cells = table.head.iter().chain(table.rows.iter().flatten());
                    cells.for_each(|cell: &Text| self.text(cell, cell.span, Role::Label));
                }
                Block::Definitions(all) => {
                    for one in all {
                        self.text(&one.term, one.term.span, Role::Heading);
                        one.details.iter().for_each(|details| self.blocks(details));
                    }
                }
                Block::Code(..) | Block::Rule | Block::Html(..) => {}
            }
        }
    }

    fn text(&mut self, inlines: &[Inline], span: Span, role: Role) {
        self.buffer.clear();
        push(inlines, self.buffer);
        let place = self.place.unwrap_or(Place::Body(span));
        (self.visit)(&Passage { doc: self.doc, text: self.buffer, role, place });
    }
}

/// Stands for code and for what the reader fills in: no word, and the end of no sentence.
const NO_WORD: char = '\u{fffc}';

fn push(inlines: &[Inline], buffer: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text(words) => buffer.push_str(words),
            Inline::Code(_) | Inline::Variable(..) => buffer.push(NO_WORD),
            Inline::HardBreak => buffer.push('\n'),
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => push(inner, buffer),
            Inline::Link(link) => push(&link.text, buffer),
            Inline::Image(_) | Inline::Footnote(_) | Inline::Html(..) => {}
        }
    }
}

/// Where a word stands in Markdown, but for the destinations of links.
fn places<'r>(raw: &'r str, word: &'r str) -> impl Iterator<Item = usize> + 'r {
    let mut end = 0;
    raw.split_inclusive("](").enumerate().flat_map(move |(index, part)| {
        let start = end;
        end += part.len();
        let destination = if index == 0 { 0 } else { part.find(')').unwrap_or(part.len()) };
        part[destination..].match_indices(word).map(move |(at, _)| start + destination + at)
    })
}

impl Passage<'_> {
    /// Where a part of the text stands in the file: from its first word to its last.
    ///
    /// The file holds markup and variables that the text does not, so words are counted, not characters.
    pub fn at(&self, part: Range<usize>, sources: &Sources) -> Span {
        let around = match self.place {
            Place::Body(span) => span,
            Place::Front(path) => self.doc.at(&path.iter().map(String::as_str).collect::<Vec<_>>()),
        };
        let raw = sources.slice(around);
        let (before, part) = (&self.text[..part.start], &self.text[part]);
        let mut runs = part.split(|one: char| !one.is_alphanumeric()).filter(|run| !run.is_empty());
        let Some(first) = runs.next() else { return around };
        let last = runs.next_back().unwrap_or(first);
        let nth = before.matches(first).count();
        let Some(start) = places(raw, first).nth(nth) else { return around };
        let nth = part.matches(last).count() - 1;
        let end = places(&raw[start..], last).nth(nth).map_or(start + first.len(), |at| start + at + last.len());
        Span::new(around.source, around.start + start..around.start + end)
    }
}
