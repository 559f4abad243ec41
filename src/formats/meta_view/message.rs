//! What templates see of a message: its texts to copy, and the places to fill in.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::content::Meta;
use crate::content::message::{Channel, Message, is_text};
use crate::formats::body::Body;
use crate::formats::views::Views;
use crate::markup::html::{write_blocks, write_label, write_text};
use crate::markup::outline::{Part, parts};
use crate::markup::parse::parse_line;
use crate::markup::tree::{Block, Inline, Tree};
use crate::site::Page;

/// The intro as HTML, and the texts.
pub(super) fn message(body: &Body, page: Page, message: &Message) -> (String, Value) {
    let views = body.views;
    // A text to copy stays as it is.
    let letter = Body { views, doc: page.doc, terms: None };
    let (intro, parts) = parts(&page.doc.tree.blocks);
    let (texts, notes): (Vec<Part>, Vec<Part>) = parts.into_iter().partition(is_text);
    let subject = message.subject.as_deref().map(parse_line).unwrap_or_default();
    let text = |part: &Part| {
        json!({
            "id": part.heading.id,
            "title": write_label(&part.heading.text),
            "html": write_blocks(part.blocks, &letter),
            "subject": (part.heading.id == "text" && !subject.is_empty()).then(|| write_text(&subject, &letter)),
            "is_sms": part.heading.id == "text-sms",
        })
    };
    let original = match views.planning.site.original(&page.doc.id).map(|original| &original.meta) {
        Some(Meta::Message(original)) => original,
        _ => message,
    };
    let notes: Vec<Value> = notes
        .iter()
        .map(|part| {
            let (id, title) = (&part.heading.id, write_label(&part.heading.text));
            json!({ "id": id, "title": title, "html": write_blocks(part.blocks, body) })
        })
        .collect();
    let channel = |one: &Channel| views.planning.phrase(&format!("channel.{}", one.word()), &page.doc.lang);
    let meta = json!({
        "channels": original.channel.iter().map(channel).collect::<Vec<_>>(),
        "texts": texts.iter().map(text).collect::<Vec<_>>(),
        "notes": notes,
        "placeholders": placeholders(views, page, &texts, &subject, &original.required),
    });
    (write_blocks(intro, body), meta)
}

/// The places to fill in, in the order of their first use.
fn placeholders(views: &Views, page: Page, texts: &[Part], subject: &[Inline], required: &[String]) -> Vec<Value> {
    let mut names: Vec<String> = Vec::new();
    let mut add = |inline: &Inline| {
        if let Inline::Variable(name, _) = inline {
            names.push(name.clone());
        }
    };
    subject.iter().for_each(|inline| inline.for_each(&mut add));
    let blocks: Vec<Block> = texts.iter().flat_map(|part| part.blocks.iter().cloned()).collect();
    Tree { blocks, ..Tree::default() }.for_each_inline(&mut add);
    let mut seen = BTreeSet::new();
    names.retain(|name| seen.insert(name.clone()));
    let is_required = |name: &str| {
        required.iter().any(|one| one.strip_suffix('*').map_or(one == name, |start| name.starts_with(start)))
    };
    let config = &views.planning.site.config;
    names
        .iter()
        .map(|name| json!({ "name": name, "label": config.placeholder(name, &page.doc.lang), "required": is_required(name) }))
        .collect()
}
