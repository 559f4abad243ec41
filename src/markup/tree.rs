//! The document tree: what Markdown means, with the place of everything that can be wrong.
//!
//! Spans are skipped when a tree is serialized, so its digest covers meaning only.

use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};

use serde::Serialize;

use crate::base::excuse::Excuse;
use crate::base::source::Span;

/// The body of a document.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Tree {
    /// The body in reading order.
    pub blocks: Vec<Block>,
    /// Footnotes in the order of their first reference.
    pub footnotes: Vec<Footnote>,
    /// Excuses in comments, which no output shows.
    #[serde(skip)]
    pub excuses: Vec<Excuse>,
}

/// A footnote and its text.
#[derive(Clone, Debug, Serialize)]
pub struct Footnote {
    /// The label between `[^` and `]`.
    pub label: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// A block of a document.
#[derive(Clone, Debug, Serialize)]
pub enum Block {
    /// A heading.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Text),
    /// Text of a list item or table-like place that is not a paragraph of its own.
    Plain(Text),
    /// A list.
    List(List),
    /// A quotation.
    Quote(Vec<Block>),
    /// A GitHub alert.
    Callout(Callout, Vec<Block>),
    /// A code block: language and text.
    Code(String, String),
    /// A table.
    Table(Table),
    /// A definition list.
    Definitions(Vec<Definition>),
    /// A thematic break; cuts a slide in a deck.
    Rule,
    /// Raw HTML, only where the guide allows it.
    Html(String, #[serde(skip)] Span),
}

/// A heading with its address.
#[derive(Clone, Debug, Serialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The fragment that leads to it.
    pub id: String,
    /// Its text.
    pub text: Vec<Inline>,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// Running text with its place.
#[derive(Clone, Debug, Serialize)]
#[serde(transparent)]
pub struct Text {
    /// Its pieces.
    pub inlines: Vec<Inline>,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// A text is used like its pieces; only messages about it ask for its place.
impl Deref for Text {
    type Target = Vec<Inline>;
    fn deref(&self) -> &Vec<Inline> {
        &self.inlines
    }
}

impl DerefMut for Text {
    fn deref_mut(&mut self) -> &mut Vec<Inline> {
        &mut self.inlines
    }
}

/// The kinds of callout, as GitHub names its alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Callout {
    /// Something to know.
    Note,
    /// Advice.
    Tip,
    /// Something not to miss.
    Important,
    /// Something that can go wrong.
    Warning,
    /// Something that can do harm.
    Caution,
}

impl Callout {
    /// The word used in class names and keys of strings.
    pub fn word(self) -> &'static str {
        match self {
            Callout::Note => "note",
            Callout::Tip => "tip",
            Callout::Important => "important",
            Callout::Warning => "warning",
            Callout::Caution => "caution",
        }
    }
}

/// A list.
#[derive(Clone, Debug, Serialize)]
pub struct List {
    /// The first number, of an ordered list.
    pub start: Option<u64>,
    /// Its items.
    pub items: Vec<Item>,
}

/// An item of a list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// Of a task list: whether the box is ticked.
    pub task: Option<bool>,
    /// The name a task is given by `{#id}` at the end of its first line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Its content.
    pub blocks: Vec<Block>,
    /// Its place.
    #[serde(skip)]
    pub span: Span,
}

/// A table; every row has as many cells as the head.
#[derive(Clone, Debug, Serialize)]
pub struct Table {
    /// The header cells.
    pub head: Vec<Text>,
    /// The rows of cells.
    pub rows: Vec<Vec<Text>>,
}

/// A term and its explanations.
#[derive(Clone, Debug, Serialize)]
pub struct Definition {
    /// The term.
    pub term: Text,
    /// Its explanations.
    pub details: Vec<Vec<Block>>,
}

/// A piece of running text.
#[derive(Clone, Debug, Serialize)]
pub enum Inline {
    /// Text.
    Text(String),
    /// Code.
    Code(String),
    /// Strong importance.
    Strong(Vec<Inline>),
    /// Emphasis.
    Emphasis(Vec<Inline>),
    /// Text that no longer holds.
    Strike(Vec<Inline>),
    /// A link.
    Link(Box<Link>),
    /// A picture.
    Image(Box<Image>),
    /// A reference to a footnote, by label.
    Footnote(String),
    /// `{{ name }}`, until a value takes its place.
    Variable(String, #[serde(skip)] Span),
    /// A line break that stays.
    HardBreak,
    /// Raw HTML, only where the guide allows it.
    Html(String, #[serde(skip)] Span),
}

/// A link as written.
#[derive(Clone, Debug, Serialize)]
pub struct Link {
    /// The destination as written: a relative path to a file, `#id`, or an address.
    pub to: String,
    /// The link text.
    pub text: Vec<Inline>,
    /// The place of the whole link.
    #[serde(skip)]
    pub span: Span,
}

/// A picture as written.
#[derive(Clone, Debug, Serialize)]
pub struct Image {
    /// The path as written.
    pub to: String,
    /// What the picture says.
    pub alt: Vec<Inline>,
    /// The place of the whole picture.
    #[serde(skip)]
    pub span: Span,
}

impl Item {
    /// Its first line, and what follows.
    pub fn split(&self) -> (&[Inline], &[Block]) {
        match self.blocks.split_first() {
            Some((Block::Paragraph(text) | Block::Plain(text), rest)) => (text, rest),
            _ => (&[], &self.blocks),
        }
    }
}

impl Tree {
    /// Every list of inlines, in reading order, footnotes last.
    pub fn for_each_text<'t>(&'t self, visit: &mut impl FnMut(&'t [Inline])) {
        let notes = self.footnotes.iter().flat_map(|note| &note.blocks);
        self.blocks.iter().chain(notes).for_each(|block| block.for_each_text(visit));
    }

    /// Every list of inlines, to be changed.
    pub fn for_each_text_mut(&mut self, visit: &mut impl FnMut(&mut Vec<Inline>)) {
        let notes = self.footnotes.iter_mut().flat_map(|note| &mut note.blocks);
        self.blocks.iter_mut().chain(notes).for_each(|block| block.for_each_text_mut(visit));
    }

    /// Calls the footnotes by their numbers, from 1.
    pub fn number_footnotes(&mut self) {
        let notes = self.footnotes.iter_mut().enumerate();
        let numbers: BTreeMap<String, String> = notes
            .map(|(index, note)| {
                let number = (index + 1).to_string();
                (std::mem::replace(&mut note.label, number.clone()), number)
            })
            .collect();
        if !numbers.is_empty() {
            self.for_each_text_mut(&mut |text| number(text, &numbers));
        }
    }

    /// Every inline, at any depth.
    pub fn for_each_inline<'t>(&'t self, visit: &mut impl FnMut(&'t Inline)) {
        self.for_each_text(&mut |text| text.iter().for_each(|inline| inline.for_each(visit)));
    }

    /// The headings, in order.
    pub fn headings(&self) -> Vec<&Heading> {
        fn collect<'t>(blocks: &'t [Block], headings: &mut Vec<&'t Heading>) {
            for block in blocks {
                match block {
                    Block::Heading(heading) => headings.push(heading),
                    Block::Quote(blocks) | Block::Callout(_, blocks) => collect(blocks, headings),
                    Block::List(list) => list.items.iter().for_each(|item| collect(&item.blocks, headings)),
                    Block::Definitions(all) => {
                        all.iter().flat_map(|one| &one.details).for_each(|details| collect(details, headings))
                    }
                    Block::Paragraph(_)
                    | Block::Plain(_)
                    | Block::Code(..)
                    | Block::Table(_)
                    | Block::Rule
                    | Block::Html(..) => {}
                }
            }
        }
        let mut headings = Vec::new();
        collect(&self.blocks, &mut headings);
        headings
    }
}

impl Block {
    fn for_each_text<'t>(&'t self, visit: &mut impl FnMut(&'t [Inline])) {
        match self {
            Block::Heading(heading) => visit(&heading.text),
            Block::Paragraph(text) | Block::Plain(text) => visit(text),
            Block::List(list) => {
                list.items.iter().flat_map(|item| &item.blocks).for_each(|block| block.for_each_text(visit))
            }
            Block::Quote(blocks) | Block::Callout(_, blocks) => {
                blocks.iter().for_each(|block| block.for_each_text(visit))
            }
            Block::Table(table) => table.head.iter().chain(table.rows.iter().flatten()).for_each(|cell| visit(cell)),
            Block::Definitions(all) => {
                for one in all {
                    visit(&one.term);
                    one.details.iter().flatten().for_each(|block| block.for_each_text(visit));
                }
            }
            Block::Code(..) | Block::Rule | Block::Html(..) => {}
        }
    }

    fn for_each_text_mut(&mut self, visit: &mut impl FnMut(&mut Vec<Inline>)) {
        match self {
            Block::Heading(heading) => visit(&mut heading.text),
            Block::Paragraph(text) | Block::Plain(text) => visit(text),
            Block::List(list) => {
                list.items.iter_mut().flat_map(|item| &mut item.blocks).for_each(|block| block.for_each_text_mut(visit))
            }
            Block::Quote(blocks) | Block::Callout(_, blocks) => {
                blocks.iter_mut().for_each(|block| block.for_each_text_mut(visit))
            }
            Block::Table(table) => {
                table.head.iter_mut().chain(table.rows.iter_mut().flatten()).for_each(|cell| visit(cell))
            }
            Block::Definitions(all) => {
                for one in all {
                    visit(&mut one.term);
                    one.details.iter_mut().flatten().for_each(|block| block.for_each_text_mut(visit));
                }
            }
            Block::Code(..) | Block::Rule | Block::Html(..) => {}
        }
    }
}

fn number(text: &mut [Inline], numbers: &BTreeMap<String, String>) {
    for inline in text {
        if let Inline::Footnote(label) = inline
            && let Some(number) = numbers.get(label)
        {
            label.clone_from(number);
        }
        if let Some(inner) = inline.inner_mut() {
            number(inner, numbers);
        }
    }
}

impl Inline {
    /// This inline and all within it.
    pub fn for_each<'t>(&'t self, visit: &mut impl FnMut(&'t Inline)) {
        visit(self);
        if let Some(inner) = self.inner() {
            inner.iter().for_each(|inline| inline.for_each(visit));
        }
    }

    /// The text within, of those that hold text.
    pub fn inner(&self) -> Option<&Vec<Inline>> {
        match self {
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Strike(text) => Some(text),
            Inline::Link(link) => Some(&link.text),
            Inline::Image(image) => Some(&image.alt),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Footnote(_)
            | Inline::Variable(..)
            | Inline::HardBreak
            | Inline::Html(..) => None,
        }
    }

    /// The text within, to be changed.
    pub fn inner_mut(&mut self) -> Option<&mut Vec<Inline>> {
        match self {
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Strike(text) => Some(text),
            Inline::Link(link) => Some(&mut link.text),
            Inline::Image(image) => Some(&mut image.alt),
            Inline::Text(_)
            | Inline::Code(_)
            | Inline::Footnote(_)
            | Inline::Variable(..)
            | Inline::HardBreak
            | Inline::Html(..) => None,
        }
    }
}
