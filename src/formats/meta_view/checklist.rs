//! What templates see of a checklist: its items by phase, and for the section of all checklists the timeline.

use serde_json::{Value, json};

use crate::content::Meta;
use crate::content::checklist::{Checklist, Task, groups, intro};
use crate::content::document::Document;
use crate::formats::body::Body;
use crate::formats::planning::Planning;
use crate::formats::views::Views;
use crate::markup::html::{write_blocks, write_label, write_text};
use crate::markup::text::plain;
use crate::markup::tree::Item;
use crate::site::Page;

/// The intro as HTML, and the groups of items.
pub(super) fn checklist(body: &Body, page: Page, list: &Checklist) -> (String, Value) {
    let views = body.views;
    let tasks = views.planning.tasks(page.doc);
    // The words of an item are the label of its box.
    let label = Body { views, doc: page.doc, terms: None };
    let item = |item: &Item| {
        let (text, hint) = item.split();
        let task = item.id.as_ref().and_then(|id| tasks.get(id));
        json!({
            "id": item.id,
            "text": write_text(text, &label),
            "plain": plain(text),
            "hint": write_blocks(hint, body),
            "who": task.and_then(|task| task.who).map(|who| views.planning.phrase(&format!("who.{}", who.word()), &page.doc.lang)),
            "due": due(views.planning, page.doc, task),
        })
    };
    let groups: Vec<Value> = groups(&page.doc.tree)
        .into_iter()
        .map(|(heading, items)| {
            json!({
                "id": heading.map(|heading| &heading.id),
                "title": heading.map(|heading| write_label(&heading.text)),
                "items": items.into_iter().map(item).collect::<Vec<_>>(),
            })
        })
        .collect();
    (write_blocks(intro(&page.doc.tree), body), json!({ "when": list.when, "groups": groups }))
}

/// Every item with a date, of all checklists below a section: what a calendar is made from.
pub(super) fn timeline(views: &Views, page: Page) -> Vec<Value> {
    let site = views.planning.site;
    let lists = site.children(&page.doc.id, views.lang);
    let lists = lists.iter().filter(|list| matches!(list.doc.meta, Meta::Checklist(_)));
    lists
        .filter_map(|list| {
            let tasks = views.planning.tasks(list.doc);
            let all = groups(&list.doc.tree).into_iter().flat_map(|(_, items)| items);
            let dated: Vec<Value> = all
                .filter_map(|item| {
                    let due = due(views.planning, list.doc, tasks.get(item.id.as_ref()?))?;
                    Some(json!({ "id": item.id, "plain": plain(item.split().0), "due": due }))
                })
                .collect();
            let url = views.url(site.routes().page_path(list));
            (!dated.is_empty()).then(|| {
                json!({
                    "id": list.doc.id.name(), "title": list.doc.front.title, "url": url, "items": dated,
                    "lang": list.doc.lang, "dir": list.doc.lang.dir(),
                })
            })
        })
        .collect()
}

fn due(planning: &Planning, doc: &Document, task: Option<&Task>) -> Option<Value> {
    let due = task?.due?;
    Some(json!({ "value": due.text(), "text": planning.due_in_words(due, doc) }))
}
