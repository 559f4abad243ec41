//! A part of the guide as one document: cover, contents, chapters that link to one another.

use std::collections::{BTreeMap, BTreeSet};

use super::build::Builder;
use super::text::Paper;
use super::view::{Chapter, Content, Pack, SheetView};
use crate::content::document::Document;
use crate::content::id::DocId;
use crate::content::{Kind, Meta};
use crate::formats::Planning;
use crate::site::{Page, Site, config};

/// The pack of a page, in the page's language.
pub(super) fn pack(planning: &Planning, doc: &Document, pack: &config::Pack) -> SheetView {
    let site = planning.site;
    let pages = chapters(planning, doc, pack);
    let ids: BTreeSet<&DocId> = pages.iter().map(|page| &page.doc.id).collect();
    let paper = Paper { planning, lang: &doc.lang, within: ids.clone() };
    let mut pictures = BTreeMap::new();
    let chapters = pages.iter().map(|page| {
        let parent = page.doc.id.parent().filter(|parent| parent.as_str() != DocId::HOME && ids.contains(parent));
        Chapter {
            id: page.doc.id.to_string(),
            level: if parent.is_some() { 2 } else { 1 },
            title: page.doc.front.title.clone(),
            summary: page.doc.front.summary.clone(),
            facts: facts(planning, page),
            body: paper.tree(page.doc, &page.doc.tree, &mut pictures),
        }
    });
    let content = Content::Pack(Pack { chapters: chapters.collect() });
    let mut sheet = Builder { planning, doc, paper: Paper { planning, lang: &doc.lang, within: BTreeSet::new() } }
        .sheet(content, pictures);
    let title = site.config.text(&pack.title, &doc.lang).unwrap_or_default();
    sheet.voices[0].title = title.to_string();
    sheet.voices[0].summary = None;
    sheet
}

/// The pages of a pack, in order; a section stands for itself and all below it.
fn chapters<'a>(planning: &'a Planning<'a>, doc: &'a Document, pack: &config::Pack) -> Vec<Page<'a>> {
    let site = planning.site;
    let mut pages = Vec::new();
    for (id, _) in &pack.documents {
        if let Some(page) = site.page(id, &doc.lang) {
            add(site, page, &mut pages);
        }
    }
    let mut seen = BTreeSet::new();
    pages.retain(|page| {
        let has_text = !matches!(page.doc.kind, Kind::Form | Kind::Glossary | Kind::Directory | Kind::Home);
        has_text && seen.insert(page.doc.id.clone())
    });
    pages
}

fn add<'a>(site: &'a Site, page: Page<'a>, pages: &mut Vec<Page<'a>>) {
    pages.push(page);
    if page.doc.kind == Kind::Section {
        site.children(&page.doc.id, page.lang).into_iter().for_each(|child| add(site, child, pages));
    }
}

/// What a page's box tells.
fn facts(planning: &Planning, page: &Page) -> Vec<(String, Vec<String>)> {
    let phrase = |key: &str| planning.phrase(key, &page.doc.lang);
    let one = |key: &str, text: &Option<String>| text.clone().map(|text| (phrase(key), vec![text]));
    let many = |key: &str, texts: &[String]| (!texts.is_empty()).then(|| (phrase(key), texts.to_vec()));
    let facts = match &page.doc.meta {
        Meta::Step(step) => {
            let who = |(role, text): (&crate::content::front::Audience, &String)| {
                Some((phrase(&format!("role.{}", role.word())), vec![text.clone()]))
            };
            let mut facts = vec![one("step.time", &step.time)];
            facts.extend(step.who.iter().map(who));
            facts.push(one("step.done", &step.done_when));
            facts
        }
        Meta::Role(role) => vec![many("role.tasks", &role.tasks), many("role.not_tasks", &role.not_tasks)],
        Meta::MentorType(one_type) => vec![
            one("type.fits", &one_type.fits_when),
            one("type.careful", &one_type.careful),
            one("type.question", &one_type.question),
        ],
        Meta::Scenario(scenario) => vec![many("scenario.signs", &scenario.signs)],
        Meta::Tool(tool) => {
            vec![one("tool.time", &tool.time), many("tool.needs", &tool.needs), one("tool.result", &tool.result)]
        }
        Meta::Checklist(list) => vec![one("checklist.when", &list.when)],
        _ => Vec::new(),
    };
    facts.into_iter().flatten().collect()
}
