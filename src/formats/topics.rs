//! All pages of a language by what they are about, by when they are needed, and by whom they are for.

use serde::Serialize;

use super::views::Views;
use crate::content::Kind;
use crate::content::front::{Audience, Phase};
use crate::lang::{Dir, Lang};
use crate::site::Page;

/// A way to look for pages.
#[derive(Serialize)]
pub(super) struct Way {
    /// A word for its heading: `topic`, `phase` or `audience`.
    word: &'static str,
    groups: Vec<Group>,
}

/// Pages that have something in common.
#[derive(Serialize)]
struct Group {
    /// The fragment that leads to it.
    id: String,
    title: String,
    pages: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    title: String,
    url: String,
    lang: Lang,
    dir: Dir,
}

/// The pages in three ways; a group without pages is left out.
pub(super) fn ways(views: &Views) -> Vec<Way> {
    let site = views.planning.site;
    let order = site.config.language(views.lang).formats.order();
    let mut pages: Vec<Page> = site.pages(views.lang).filter(|page| page.doc.kind != Kind::Home).collect();
    pages.sort_by(|one, other| order(&one.doc.front.title, &other.doc.front.title));
    let entry = |page: &Page| Entry {
        title: page.doc.front.title.clone(),
        url: views.url(site.routes().page_path(page)),
        lang: page.doc.lang.clone(),
        dir: page.doc.lang.dir(),
    };
    let group = |id: &str, title: String, belongs: &dyn Fn(&Page) -> bool| Group {
        id: id.to_string(),
        title,
        pages: pages.iter().filter(|page| belongs(page)).map(entry).collect(),
    };
    let by_topic = |(id, title): (&str, &str)| {
        group(id, title.to_string(), &|page| site.topics(page.doc).iter().any(|topic| topic == id))
    };
    let by_phase = |phase: Phase| {
        let title = views.phrase(&format!("phase.{}", phase.word()), views.lang);
        group(&format!("phase-{}", phase.word()), title, &|page| site.phase(page.doc) == Some(phase))
    };
    let by_audience = |who: Audience| {
        let title = views.phrase(&format!("audience.{}", who.word()), views.lang);
        group(&format!("audience-{}", who.word()), title, &|page| site.audience(page.doc).contains(&who))
    };
    let way = |word, groups: Vec<Group>| Way {
        word,
        groups: groups.into_iter().filter(|one| !one.pages.is_empty()).collect(),
    };
    let mut topics: Vec<Group> = site.config.topics(views.lang).map(by_topic).collect();
    topics.sort_by(|one, other| order(&one.title, &other.title));
    vec![
        way("topic", topics),
        way("phase", Phase::ALL.map(by_phase).into()),
        way("audience", Audience::ALL.map(by_audience).into()),
    ]
}
