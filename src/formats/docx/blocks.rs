//! The document tree as paragraphs, lists, callouts and tables.

use super::draft::Draft;
use super::element::Element;
use super::lists;
use super::paragraph::{Shape, shaped};
use super::runs::{BOLD, Look, inlines, latin, line_break, words};
use super::styles::Style;
use super::table::{self, Table};
use crate::markup::text::plain;
use crate::markup::tree::{self, Block, Inline, List, Tree};

/// A whole tree: its blocks, then its footnotes.
pub(super) fn tree(draft: &mut Draft, tree: &Tree, style: Style) -> Vec<Element> {
    let shape = Shape { style, ..Shape::default() };
    let mut elements = blocks(draft, &tree.blocks, &shape);
    let note_shape = Shape { style: Style::Hint, ..Shape::default() };
    for note in &tree.footnotes {
        let (text, rest) = first_text(&note.blocks);
        let mut line = vec![latin(&format!("{} ", note.label), Look { is_raised: true, ..Look::default() })];
        line.extend(inlines(draft, text, Look::default()));
        elements.push(shaped(draft, &note_shape, line));
        elements.extend(blocks(draft, rest, &note_shape));
    }
    elements
}

/// Blocks, each in the shape that its place gives to text.
pub(super) fn blocks(draft: &mut Draft, blocks: &[Block], shape: &Shape) -> Vec<Element> {
    blocks.iter().flat_map(|one| block(draft, one, shape)).collect()
}

fn block(draft: &mut Draft, block: &Block, shape: &Shape) -> Vec<Element> {
    match block {
        Block::Heading(heading) => {
            let text = inlines(draft, &heading.text, Look::default());
            vec![shaped(
                draft,
                &Shape { style: Style::heading(heading.level.saturating_sub(1)), ..Shape::default() },
                text,
            )]
        }
        Block::Paragraph(text) | Block::Plain(text) => {
            let text = inlines(draft, text, Look::default());
            vec![shaped(draft, shape, text)]
        }
        Block::List(all) => list(draft, all, shape),
        Block::Quote(inner) => blocks(draft, inner, &Shape { style: Style::Quote, ..shape.clone() }),
        Block::Callout(kind, inner) => {
            let shape = Shape { style: Style::callout(draft.next_callout()), ..Shape::default() };
            let title = words(draft, draft.phrase(&format!("callout.{}", kind.word())), BOLD);
            let title = shaped(draft, &Shape { stays_with_next: true, ..shape.clone() }, title);
            std::iter::once(title).chain(blocks(draft, inner, &shape)).collect()
        }
        Block::Code(_, text) => {
            let mut runs = Vec::new();
            for (index, line) in text.trim_end().lines().enumerate() {
                runs.extend((index > 0).then(line_break));
                runs.extend(words(draft, line, Look::default()));
            }
            vec![shaped(draft, shape, runs)]
        }
        Block::Table(table) => grid(draft, table),
        Block::Definitions(all) => {
            let mut elements = Vec::new();
            for one in all {
                let term = inlines(draft, &one.term, BOLD);
                elements.push(shaped(draft, &Shape { stays_with_next: true, ..shape.clone() }, term));
                let deeper = Shape { depth: shape.depth + 1, ..shape.clone() };
                for details in &one.details {
                    elements.extend(blocks(draft, details, &deeper));
                }
            }
            elements
        }
        Block::Rule => vec![shaped(draft, &Shape { style: Style::Rule, ..Shape::default() }, Vec::new())],
        Block::Html(..) => Vec::new(),
    }
}

fn list(draft: &mut Draft, list: &List, shape: &Shape) -> Vec<Element> {
    let marker = lists::marker(draft, list, shape.depth);
    let rest = Shape { depth: shape.depth + 1, ..shape.clone() };
    let first = Shape { marker: Some(marker), ..rest.clone() };
    let mut elements = Vec::new();
    for item in &list.items {
        let (text, others) = first_text(&item.blocks);
        let text = inlines(draft, text, Look::default());
        elements.push(shaped(draft, &first, text));
        elements.extend(blocks(draft, others, &rest));
    }
    elements
}

/// The text that stands beside a mark, and the blocks below it.
fn first_text(blocks: &[Block]) -> (&[Inline], &[Block]) {
    match blocks.split_first() {
        Some((Block::Paragraph(text) | Block::Plain(text), rest)) => (text, rest),
        _ => (&[], blocks),
    }
}

/// A table of the text. One whose first header cell is empty has row headers.
fn grid(draft: &mut Draft, grid: &tree::Table) -> Vec<Element> {
    let has_row_headers = grid.head.first().is_some_and(|cell| plain(cell).is_empty());
    let mut table = Table::new(draft, "", &vec![1; grid.head.len().max(1)]);
    let cells = |draft: &mut Draft, row: &[tree::Text], is_bold: &dyn Fn(usize) -> bool| {
        let cells = row.iter().enumerate().map(|(column, text)| {
            let text = inlines(draft, text, if is_bold(column) { BOLD } else { Look::default() });
            table::cell(draft, Style::Cell, text)
        });
        cells.collect::<Vec<_>>()
    };
    table.head(cells(draft, &grid.head, &|_| true));
    for row in &grid.rows {
        table.row(cells(draft, row, &|column| has_row_headers && column == 0));
    }
    table.finish(draft)
}
