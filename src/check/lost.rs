//! What an author has written and no reader would see: footnotes where pages have no place for them, and what is no task
//! in a checklist.

use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::content::Meta;
use crate::content::checklist::intro;
use crate::content::document::Document;
use crate::markup::tree::{Block, List};
use crate::site::Site;

/// Checks one document.
pub fn check(_: &Site, doc: &Document, diags: &mut Diagnostics) {
    // Footnotes stand below a body that is whole, and these are laid out part by part.
    if matches!(doc.meta, Meta::Faq(_) | Meta::Checklist(_) | Meta::Message(_)) {
        footnotes(doc, diags);
    }
    if matches!(doc.meta, Meta::Checklist(_)) {
        besides_tasks(doc, diags);
    }
}

fn footnotes(doc: &Document, diags: &mut Diagnostics) {
    for note in &doc.tree.footnotes {
        let at = note.blocks.iter().find_map(place).unwrap_or(Span::start_of(doc.source));
        let (label, kind) = (&note.label, doc.kind.word());
        let message = format!("readers would not see `[^{label}]`: a page of the kind `{kind}` has no footnotes");
        diags.error("lost-footnote", at, message).help("say it in the text, in brackets");
    }
}

/// After its intro, a checklist is headings with tasks below them.
fn besides_tasks(doc: &Document, diags: &mut Diagnostics) {
    let mut above = Span::start_of(doc.source);
    let mut rest = &doc.tree.blocks[intro(&doc.tree).len()..];
    while let Some((block, after)) = rest.split_first() {
        let at = place(block).unwrap_or(above);
        let mut unseen = |at: Span, what: &str, help: &str| {
            diags.error("lost-text", at, format!("readers would not see {what}")).help(help);
        };
        match block {
            Block::Heading(_) if has_tasks(after) => {}
            Block::Heading(_) => {
                unseen(at, "this heading: no task follows it", "put tasks right below it, or remove it")
            }
            Block::List(list) => {
                for item in list.items.iter().filter(|item| item.task.is_none()) {
                    unseen(item.span, "this item: it is no task", "begin it with `- [ ]`, or indent it below a task");
                }
            }
            Block::Rule => {}
            Block::Code(..) => unseen(at, "the code below this", BELOW_A_TASK),
            Block::Paragraph(_)
            | Block::Plain(_)
            | Block::Quote(_)
            | Block::Callout(..)
            | Block::Table(_)
            | Block::Definitions(_)
            | Block::Html(..) => unseen(at, "this: it is no task", BELOW_A_TASK),
        }
        (above, rest) = (at, after);
    }
}

const BELOW_A_TASK: &str = "indent it below a task, or move it before the first heading";

/// Whether there is a task before the next heading.
fn has_tasks(blocks: &[Block]) -> bool {
    let is_task_list = |block: &Block| match block {
        Block::List(List { items, .. }) => items.iter().any(|item| item.task.is_some()),
        _ => false,
    };
    blocks.iter().take_while(|block| !matches!(block, Block::Heading(_))).any(is_task_list)
}

/// Where a block stands; code and rules do not know.
fn place(block: &Block) -> Option<Span> {
    match block {
        Block::Heading(heading) => Some(heading.span),
        Block::Paragraph(text) | Block::Plain(text) => Some(text.span),
        Block::List(list) => list.items.first().map(|item| item.span),
        Block::Quote(blocks) | Block::Callout(_, blocks) => blocks.iter().find_map(place),
        Block::Table(table) => table.head.first().map(|cell| cell.span),
        Block::Definitions(all) => all.first().map(|one| one.term.span),
        Block::Html(_, span) => Some(*span),
        Block::Code(..) | Block::Rule => None,
    }
}
