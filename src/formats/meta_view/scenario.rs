//! What templates see of a difficult situation, and of all of them together.

use serde_json::{Value, json};

use crate::content::Meta;
use crate::content::scenario::{Area, Scenario};
use crate::formats::body::Body;
use crate::formats::views::Views;
use crate::markup::html::write_in_two;
use crate::markup::outline::parts;
use crate::site::Page;

/// What stands before the first heading (where to get urgent help) as HTML; the rest, the urgency and the signs.
pub(super) fn scenario(body: &Body, page: Page, own: &Scenario) -> (String, Value) {
    let (intro, _) = parts(&page.doc.tree.blocks);
    let (intro, rest) = write_in_two(&page.doc.tree, intro.len(), body);
    (intro, json!({ "urgency": urgency(body.views, page), "signs": own.signs, "rest": rest }))
}

/// The situations below a section by what goes wrong, urgent ones first; empty when there are none.
pub(super) fn areas(views: &Views, page: Page) -> Vec<Value> {
    let mut pages = views.planning.site.children(&page.doc.id, views.lang);
    pages.sort_by_key(|page| original(views, *page).map(|one| one.urgency));
    let in_area = |area: Area| {
        let cards = pages.iter().filter(|page| original(views, **page).is_some_and(|one| one.area == Some(area)));
        let card = |page: &Page| {
            let signs = match &page.doc.meta {
                Meta::Scenario(own) => own.signs.clone(),
                _ => Vec::new(),
            };
            json!({ "page": views.reference(*page), "urgency": urgency(views, *page), "signs": signs })
        };
        cards.map(card).collect::<Vec<_>>()
    };
    Area::ALL
        .iter()
        .map(|area| (area.word(), in_area(*area)))
        .filter(|(_, cards)| !cards.is_empty())
        .map(|(word, cards)| {
            json!({ "id": word, "title": views.planning.phrase(&format!("area.{word}"), &page.doc.lang), "cards": cards })
        })
        .collect()
}

/// How soon to act, as a word for styles and in words for readers.
fn urgency(views: &Views, page: Page) -> Value {
    let word = original(views, page).map_or("calm", |one| one.urgency.word());
    json!({ "word": word, "text": views.planning.phrase(&format!("urgency.{word}"), &page.doc.lang) })
}

/// Urgency and area stand in the original alone.
fn original<'a>(views: &Views<'a>, page: Page<'a>) -> Option<&'a Scenario> {
    let original = views.planning.site.original(&page.doc.id).unwrap_or(page.doc);
    match &original.meta {
        Meta::Scenario(scenario) => Some(scenario),
        _ => None,
    }
}
