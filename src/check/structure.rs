//! The structure of pages, and of the site: headings, summaries, pages that nothing leads to.

use std::collections::{BTreeMap, BTreeSet};

use super::markdown;
use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::content::document::Document;
use crate::content::id::DocId;
use crate::content::{Kind, Meta};
use crate::markup::text::plain;
use crate::markup::tree::Inline;
use crate::site::Site;
use crate::site::links::Target;

/// What search engines show of a description, and what fits under a title.
const LONGEST_SUMMARY: usize = 160;

/// Checks one document.
pub fn check(_: &Site, doc: &Document, diags: &mut Diagnostics) {
    headings(doc, diags);
    if let Some(summary) = &doc.front.summary
        && summary.chars().count() > LONGEST_SUMMARY
    {
        let length = summary.chars().count();
        diags
            .warn("long-summary", doc.at(&["summary"]), format!("this summary has {length} characters"))
            .help(format!("say it in {LONGEST_SUMMARY}"));
    }
}

fn headings(doc: &Document, diags: &mut Diagnostics) {
    let mut above = 1;
    let mut texts: BTreeMap<String, Span> = BTreeMap::from([(doc.front.title.to_lowercase(), doc.at(&["title"]))]);
    for heading in doc.tree.headings() {
        let text = plain(&heading.text);
        if let Some(first) = texts.get(&text.to_lowercase()) {
            diags
                .warn("repeated-heading", heading.span, format!("two headings of this page are `{text}`"))
                .note(*first, "the first one")
                .help("say in each what its part is about, so that a list of headings tells them apart");
        } else {
            texts.insert(text.to_lowercase(), heading.span);
        }
        if heading.level == 1 {
            diags
                .error("first-heading", heading.span, "a page has one first-level heading, and the title is it")
                .help("write `##` instead of `#`");
        } else if heading.level > above + 1 {
            let (level, wanted) = (heading.level, above + 1);
            diags
                .error(
                    "skipped-heading",
                    heading.span,
                    format!("this heading of level {level} follows one of level {above}"),
                )
                .help(format!("write it with {}", "#".repeat(wanted.into())));
        }
        above = heading.level.max(1);
    }
}

/// Checks the ways between documents: every page is in a menu, in a section, or linked to; otherwise readers never find it.
pub fn check_ways(site: &Site, diags: &mut Diagnostics) {
    let config = &site.config;
    let menus = config.menu.iter().chain(&config.second_menu).chain(&config.footer_menu);
    let in_menus: BTreeSet<&DocId> = menus.map(|(id, _)| id).collect();
    // A section's page lists the pages below it.
    let is_listed = |id: &DocId| id.parent().is_some_and(|parent| site.kind(&parent) == Some(Kind::Section));
    let is_lost = |id: &&DocId| id.as_str() != DocId::HOME && !in_menus.contains(id) && !is_listed(id);
    let mut lost: BTreeSet<&DocId> = site.ids().filter(is_lost).collect();
    for doc in site.documents() {
        if lost.is_empty() {
            break;
        }
        doc.front.related.iter().for_each(|id| _ = lost.remove(id));
        if let Meta::Home(home) = &doc.meta {
            home.doors.iter().for_each(|door| _ = lost.remove(&door.to));
        }
        let mut follow = |inline: &Inline| {
            if let Inline::Link(link) = inline
                && let Target::Document(id, _) = site.target(doc, &link.to)
                && id != doc.id
            {
                lost.remove(&id);
            }
        };
        doc.tree.for_each_inline(&mut follow);
        markdown::read(doc).iter().for_each(|one| one.tree.for_each_inline(&mut follow));
    }
    for doc in lost.into_iter().filter_map(|id| site.original(id)) {
        diags
            .warn("unreachable-page", Span::start_of(doc.source), "no menu, section or link leads to this page")
            .help("link to it from a page where readers will look for it");
    }
}
