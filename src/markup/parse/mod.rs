//! From Markdown to the tree. The only module that knows pulldown-cmark.
//!
//! CommonMark with tables, footnotes, strikethrough, task lists, heading ids, definition lists and GitHub alerts.

mod inlines;
mod notes;

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::{
    BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, OffsetIter, Options, Parser, Tag, TextMergeWithOffset,
};

pub use inlines::next_variable;
use notes::Notes;

use super::text::plain;
use super::tree::{Block, Callout, Definition, Heading, Inline, Item, List, Table, Text, Tree};
use crate::base::diag::Diagnostics;
use crate::base::excuse::Excuse;
use crate::base::path::{is_slug, slugify};
use crate::base::source::{SourceId, Span};

/// Deeper nesting than any text for readers has; beyond it, content is left out and reported.
const DEEPEST: usize = 40;

/// Parses the Markdown in `text[within]`.
pub fn parse(source: SourceId, text: &str, within: Range<usize>, diags: &mut Diagnostics) -> Tree {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    let events = TextMergeWithOffset::new(Parser::new_ext(&text[within.clone()], options).into_offset_iter());
    let mut builder = Builder {
        events,
        source,
        start: within.start,
        text,
        depth: 0,
        task: None,
        ids: BTreeMap::new(),
        notes: Notes::default(),
        waiting: Vec::new(),
        excuses: Vec::new(),
        diags,
    };
    let blocks = builder.blocks();
    let footnotes = builder.notes.finish(builder.diags);
    Tree { blocks, footnotes, excuses: builder.excuses }
}

/// Parses one line, such as a subject, as running text. HTML in it is text like any other.
pub fn parse_line(line: &str) -> Vec<Inline> {
    fn html_as_text(text: &mut [Inline]) {
        for inline in text {
            match inline {
                Inline::Html(html, _) => *inline = Inline::Text(std::mem::take(html)),
                other => other.inner_mut().into_iter().for_each(|inner| html_as_text(inner)),
            }
        }
    }
    let tree = parse(SourceId::default(), line, 0..line.len(), &mut Diagnostics::default());
    match tree.blocks.into_iter().next() {
        Some(Block::Paragraph(mut text) | Block::Plain(mut text)) => {
            html_as_text(&mut text.inlines);
            text.inlines
        }
        _ => vec![Inline::Text(line.to_string())],
    }
}

struct Builder<'a, 'd> {
    events: TextMergeWithOffset<'a, OffsetIter<'a>>,
    source: SourceId,
    start: usize,
    text: &'a str,
    depth: usize,
    /// The marker of the item being read, until the item takes it.
    task: Option<bool>,
    /// The ids of headings, and how many copies of each had to be told apart.
    ids: BTreeMap<String, usize>,
    notes: Notes,
    /// Excuses whose block has not come yet.
    waiting: Vec<Excuse>,
    excuses: Vec<Excuse>,
    diags: &'d mut Diagnostics,
}

/// Text of a list item that is in no paragraph, until a block or the item's end makes one of it.
#[derive(Default)]
struct Loose {
    inlines: Vec<Inline>,
    range: Option<Range<usize>>,
}

impl<'a> Builder<'a, '_> {
    fn span(&self, range: &Range<usize>) -> Span {
        Span::new(self.source, self.start + range.start..self.start + range.end)
    }

    /// Blocks up to the end of what is open, which is consumed.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut loose = Loose::default();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if is_block(&tag) => {
                    self.flush(&mut loose, &mut blocks);
                    if !matches!(tag, Tag::HtmlBlock) {
                        self.cover(&range);
                    }
                    self.deeper(&range, |builder| builder.block(tag, &range, &mut blocks));
                }
                Event::Rule => {
                    self.flush(&mut loose, &mut blocks);
                    blocks.push(Block::Rule);
                }
                Event::Html(html) => blocks.push(Block::Html(html.into_string(), self.span(&range))),
                other => {
                    let start = loose.range.as_ref().map_or(range.start, |loose| loose.start);
                    loose.range = Some(start..range.end);
                    self.inline(other, &range, &mut loose.inlines);
                }
            }
        }
        self.flush(&mut loose, &mut blocks);
        self.cover(&(0..0));
        blocks.shrink_to_fit();
        blocks
    }

    /// Takes note of `<!-- allow: … -->`; whether the HTML at `range` is that.
    fn is_excuse(&mut self, range: &Range<usize>) -> bool {
        let span = self.span(range);
        let html = self.text[span.start..span.end].trim();
        let Some(comment) = html.strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->")) else { return false };
        let start = span.start + self.text[span.start..].find("<!--").map_or(0, |at| at + "<!--".len());
        let found = Excuse::read(self.source, self.text, start..start + comment.len(), &(0..0));
        let is_excuse = !found.is_empty();
        self.waiting.extend(found);
        is_excuse
    }

    /// Excuses that wait are for what stands at `range`.
    fn cover(&mut self, range: &Range<usize>) {
        let covers = self.start + range.start..self.start + range.end;
        self.excuses.extend(self.waiting.drain(..).map(|one| Excuse { covers: covers.clone(), ..one }));
    }

    /// Makes a block of the text that stands between others.
    fn flush(&mut self, loose: &mut Loose, blocks: &mut Vec<Block>) {
        let Loose { mut inlines, range } = std::mem::take(loose);
        inlines.shrink_to_fit();
        if let Some(range) = range.filter(|_| !inlines.is_empty()) {
            self.cover(&range);
            blocks.push(Block::Plain(Text { inlines, span: self.span(&range) }));
        }
    }

    /// The text of a block that stands at `range`.
    fn text(&mut self, range: &Range<usize>) -> Text {
        let inlines = self.inlines();
        self.cover(range);
        Text { inlines, span: self.span(range) }
    }

    /// Runs `step` one level down, or skips what is nested too deep to be meant.
    fn deeper(&mut self, range: &Range<usize>, step: impl FnOnce(&mut Self)) {
        self.depth += 1;
        if self.depth <= DEEPEST {
            step(self);
        } else {
            if self.depth == DEEPEST + 1 {
                let place = self.start + range.start;
                self.diags
                    .error(
                        "nested-too-deep",
                        Span::new(self.source, place..place),
                        format!("this is nested more than {DEEPEST} levels deep"),
                    )
                    .help("use headings and short lists instead");
            }
            self.skip();
        }
        self.depth -= 1;
    }

    fn skip(&mut self) {
        let mut open = 1;
        while open > 0 {
            match self.events.next() {
                Some((Event::Start(_), _)) => open += 1,
                Some((Event::End(_), _)) => open -= 1,
                Some(_) => {}
                None => return,
            }
        }
    }

    fn block(&mut self, tag: Tag<'a>, range: &Range<usize>, blocks: &mut Vec<Block>) {
        match tag {
            Tag::Paragraph => {
                let text = self.text(range);
                blocks.push(Block::Paragraph(text));
            }
            Tag::Heading { level, id, .. } => {
                let text = self.inlines();
                self.cover(range);
                let heading = self.heading(level, id.map(|id| id.to_string()), text, self.span(range));
                blocks.push(Block::Heading(heading));
            }
            Tag::BlockQuote(kind) => {
                let inner = self.blocks();
                blocks.push(match kind {
                    Some(kind) => Block::Callout(callout(kind), inner),
                    None => Block::Quote(inner),
                });
            }
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default().to_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                let code = self.raw_text();
                blocks.push(Block::Code(language, code));
            }
            Tag::HtmlBlock => {
                let html = self.raw_text();
                if !self.is_excuse(range) {
                    blocks.push(Block::Html(html, self.span(range)));
                }
            }
            Tag::List(start) => {
                let items = self.items();
                blocks.push(Block::List(List { start, items }));
            }
            Tag::FootnoteDefinition(label) => {
                let inner = self.blocks();
                let span = self.span(range);
                self.notes.define(label.into_string(), span, inner, self.diags);
            }
            Tag::DefinitionList => {
                let definitions = self.definitions();
                blocks.push(Block::Definitions(definitions));
            }
            Tag::Table(_) => {
                let table = self.table();
                blocks.push(Block::Table(table));
            }
            other => unreachable!("{other:?} is no block of the enabled extensions"),
        }
    }

    fn heading(&mut self, level: HeadingLevel, given: Option<String>, text: Vec<Inline>, span: Span) -> Heading {
        if let Some(id) = &given
            && self.ids.contains_key(id)
        {
            self.diags
                .error("duplicate-id", span, format!("two headings have the id `{id}`"))
                .help("give one of them another `{#id}`");
        }
        let base = given.unwrap_or_else(|| slugify(&plain(&text)));
        let base = if base.is_empty() { "section".to_string() } else { base };
        let mut id = base.clone();
        let mut copies = self.ids.get(&base).copied().unwrap_or_default();
        while self.ids.contains_key(&id) {
            copies += 1;
            id = format!("{base}-{}", copies + 1);
        }
        self.ids.insert(base, copies);
        self.ids.entry(id.clone()).or_default();
        Heading { level: level as u8, id, text, span }
    }

    fn items(&mut self) -> Vec<Item> {
        // The marker of the item around this list is not for the items within.
        let outer = self.task.take();
        let mut items = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::Item) => {
                    let mut blocks = self.blocks();
                    let task = self.task.take();
                    let id = task.and_then(|_| take_id(blocks.first_mut()?));
                    items.push(Item { task, id, blocks, span: self.span(&range) });
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        self.task = outer;
        items.shrink_to_fit();
        items
    }

    fn definitions(&mut self) -> Vec<Definition> {
        let mut definitions: Vec<Definition> = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::DefinitionListTitle) => {
                    let term = self.text(&range);
                    definitions.push(Definition { term, details: Vec::new() });
                }
                Event::Start(Tag::DefinitionListDefinition) => {
                    let details = self.blocks();
                    definitions.iter_mut().last().into_iter().for_each(|one| one.details.push(details.clone()));
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        definitions
    }

    fn table(&mut self) -> Table {
        let mut table = Table { head: Vec::new(), rows: Vec::new() };
        while let Some((event, _)) = self.events.next() {
            match event {
                Event::Start(Tag::TableHead) => table.head = self.cells(),
                Event::Start(Tag::TableRow) => {
                    let cells = self.cells();
                    table.rows.push(cells);
                }
                Event::End(_) => break,
                _ => {}
            }
        }
        table
    }

    fn cells(&mut self) -> Vec<Text> {
        let mut cells = Vec::new();
        while let Some((event, range)) = self.events.next() {
            match event {
                Event::Start(Tag::TableCell) => cells.push(self.text(&range)),
                Event::End(_) => break,
                _ => {}
            }
        }
        cells.shrink_to_fit();
        cells
    }

    fn raw_text(&mut self) -> String {
        let mut raw = String::new();
        for (event, _) in self.events.by_ref() {
            match event {
                Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => raw.push_str(&text),
                Event::End(_) => break,
                _ => {}
            }
        }
        raw
    }
}

/// Takes `{#id}` off the end of a task's text.
fn take_id(first: &mut Block) -> Option<String> {
    let (Block::Paragraph(text) | Block::Plain(text)) = first else { return None };
    let Some(Inline::Text(last)) = text.last_mut() else { return None };
    let (before, id) = last.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let id = is_slug(id).then(|| id.to_string())?;
    last.truncate(before.trim_end().len());
    Some(id)
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(
        tag,
        Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Link { .. }
            | Tag::Image { .. }
            | Tag::Superscript
            | Tag::Subscript
    )
}

fn callout(kind: BlockQuoteKind) -> Callout {
    match kind {
        BlockQuoteKind::Note => Callout::Note,
        BlockQuoteKind::Tip => Callout::Tip,
        BlockQuoteKind::Important => Callout::Important,
        BlockQuoteKind::Warning => Callout::Warning,
        BlockQuoteKind::Caution => Callout::Caution,
    }
}
