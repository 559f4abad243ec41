//! The organiser's kit: items of checklists, texts of messages, entries of directories.

use std::collections::{BTreeMap, BTreeSet};

use super::anchors;
use crate::base::diag::{Diagnostics, suggest};
use crate::base::source::Span;
use crate::content::Meta;
use crate::content::checklist::{Checklist, groups};
use crate::content::directory::Directory;
use crate::content::document::Document;
use crate::content::message::{Message, is_text};
use crate::markup::outline::parts;
use crate::markup::parse::parse_line;
use crate::markup::tree::{Block, Inline, Item, Tree};
use crate::site::Site;
use crate::site::links::is_outside;

/// Checks one checklist, message or directory.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    match &doc.meta {
        Meta::Checklist(list) => checklist(site, doc, list, diags),
        Meta::Message(own) => message(doc, own, diags),
        Meta::Directory(own) => directory(doc, own, diags),
        _ => {}
    }
}

fn items(doc: &Document) -> Vec<&Item> {
    groups(&doc.tree).into_iter().flat_map(|(_, items)| items).collect()
}

fn ids(doc: &Document) -> BTreeSet<&str> {
    items(doc).into_iter().filter_map(|item| item.id.as_deref()).collect()
}

fn checklist(site: &Site, doc: &Document, list: &Checklist, diags: &mut Diagnostics) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for item in items(doc) {
        match &item.id {
            None => {
                diags
                    .warn(
                        "item-without-id",
                        item.span,
                        "this item has no name, so its tick is lost when the text changes",
                    )
                    .help("end its first line with a name: `{#contract}`");
            }
            Some(id) => {
                if let Some(first) = seen.insert(id, item.span) {
                    diags
                        .error("duplicate-id", item.span, format!("two items have the name `{id}`"))
                        .note(first, "this one has it already")
                        .help("give one of them another `{#name}`");
                }
            }
        }
        if item.split().1.iter().any(|block| matches!(block, Block::Code(..))) {
            diags
                .error(
                    "hint-as-code",
                    item.span,
                    "the text below this item is indented so far that Markdown takes it for code",
                )
                .help("indent it by two spaces, under the `[`");
        }
    }
    for id in list.items.keys().filter(|id| !seen.contains_key(id.as_str())) {
        diags
            .error("unknown-item", doc.key_at(&["items", id]), format!("no item of this list is called `{id}`"))
            .help(suggest(id, seen.keys().copied()));
    }
    let Some(original) = site.original(&doc.id).filter(|original| original.lang != doc.lang) else { return };
    let wanted = ids(original);
    for (id, span) in seen.iter().filter(|(id, _)| !wanted.contains(*id)) {
        diags
            .error("unknown-item", *span, format!("the original has no item `{id}`"))
            .help(suggest(id, wanted.iter().copied()));
    }
    for id in wanted.iter().filter(|id| !seen.contains_key(*id)) {
        diags
            .error("missing-item", Span::start_of(doc.source), format!("the original's item `{id}` is missing here"))
            .help(format!("add `- [ ] … {{#{id}}}`"));
    }
}

fn message(doc: &Document, message: &Message, diags: &mut Diagnostics) {
    let (_, parts) = parts(&doc.tree.blocks);
    let texts: Vec<_> = parts.into_iter().filter(is_text).collect();
    if texts.is_empty() {
        diags
            .error("message-without-text", Span::start_of(doc.source), "this message has no text to copy")
            .help("put it under a heading that ends with `{#text}`");
    }
    let blocks: Vec<Block> = texts.iter().flat_map(|part| part.blocks.iter().cloned()).collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    let mut collect = |inline: &Inline| {
        if let Inline::Variable(name, _) = inline {
            used.insert(name.clone());
        }
    };
    Tree { blocks, ..Tree::default() }.for_each_inline(&mut collect);
    let subject = parse_line(message.subject.as_deref().unwrap_or_default());
    subject.iter().for_each(|inline| inline.for_each(&mut collect));
    for (index, name) in message.required.iter().enumerate() {
        let is_used = match name.strip_suffix('*') {
            Some(start) => used.iter().any(|one| one.starts_with(start)),
            None => used.contains(name),
        };
        if !is_used {
            let span = doc.at(&["required", &index.to_string()]);
            diags
                .error("unused-placeholder", span, format!("no text of this message holds `{{{{{name}}}}}`"))
                .help("write it into a text, or take it off the list");
        }
    }
}

fn directory(doc: &Document, directory: &Directory, diags: &mut Diagnostics) {
    anchors::check(doc, "entries", directory.entries.iter().map(|entry| entry.id.as_str()), diags);
    for (index, entry) in directory.entries.iter().enumerate() {
        if let Some(url) = entry.url.as_ref().filter(|url| !is_outside(url)) {
            let span = doc.at(&["entries", &index.to_string(), "url"]);
            diags
                .error("unsafe-link", span, format!("`{url}` is not an address that readers may be sent to"))
                .help("write it whole, with https: in front");
        }
    }
}
