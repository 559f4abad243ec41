//! Builds the views of one page: everything it shows, addressed from where it is.

use std::cell::Cell;
use std::collections::BTreeMap;

use serde_json::Value;

use super::view::{Content, DateView, LanguageItem, MenuItem, Position, Ref, SiteView, TocItem, TopicView};
use super::{Planning, meta_view};
use crate::base::path::{Addresses, SitePath};
use crate::content::Kind;
use crate::content::document::Document;
use crate::content::id::DocId;
use crate::lang::Lang;
use crate::markup::html::write_label;
use crate::markup::outline::outline;
use crate::markup::tree::Heading;
use crate::site::Page;
use crate::site::config::{CONTACT_EMAIL, Menu};
use crate::site::routes::{Listing, listing_path};

/// Below this many sections a table of contents only takes room.
const FEWEST_FOR_TOC: usize = 3;

/// Builds views for the page at one path.
pub struct Views<'a> {
    /// What all views are made from.
    pub planning: &'a Planning<'a>,
    /// The language of the interface.
    pub lang: &'a Lang,
    /// The path of the page that shows the view.
    pub at: SitePath,
    tables: Cell<usize>,
}

impl<'a> Views<'a> {
    /// Views in a language, for the page at a path.
    pub fn new(planning: &'a Planning<'a>, lang: &'a Lang, at: SitePath) -> Views<'a> {
        Views { planning, lang, at, tables: Cell::new(0) }
    }

    /// The number of the next table on the page, from 1; a body may be written in many parts.
    pub fn next_table(&self) -> usize {
        self.tables.set(self.tables.get() + 1);
        self.tables.get()
    }

    /// The address of a path, from the page.
    pub fn url(&self, path: &SitePath) -> String {
        path.relative_to(&self.at, self.planning.edition.addresses)
    }

    /// A phrase of the interface in another language, or nothing.
    pub fn phrase(&self, key: &str, lang: &Lang) -> String {
        self.planning.phrase(key, lang)
    }

    /// The guide as a whole.
    pub fn site(&self) -> SiteView {
        let config = &self.planning.site.config;
        let variables = config.variables(config.language(self.lang));
        SiteView {
            title: config.title(self.lang).to_string(),
            organisation: variables.get("organisation").cloned().unwrap_or_else(|| config.title(self.lang).to_string()),
            licence: config.licence.clone(),
            contact_email: variables.get(CONTACT_EMAIL).cloned(),
            offline: self.planning.edition.addresses == Addresses::Files,
        }
    }

    /// A page as this one mentions it.
    pub fn reference(&self, page: Page) -> Ref {
        let site = self.planning.site;
        let doc = page.doc;
        let path = site.routes().page_path(&page);
        let url = self.url(path);
        let facts = meta_view::mentions(doc, &url);
        Ref {
            title: doc.front.title.clone(),
            short: doc.nav_title().to_string(),
            label: facts.label,
            summary: doc.front.summary.clone(),
            lang: doc.lang.clone(),
            dir: doc.lang.dir(),
            is_fallback: page.is_fallback(),
            kind: doc.kind,
            number: site.place(&page).map(|place| place.number),
            time: facts.time,
            who: facts.who,
            audience: site.audience(doc),
            questions: facts.questions,
            current: *path == self.at,
            url,
        }
    }

    /// References to several pages.
    pub fn references<'p>(&self, pages: impl IntoIterator<Item = Page<'p>>) -> Vec<Ref> {
        pages.into_iter().map(|page| self.reference(page)).collect()
    }

    /// A menu; `page` is the one that shows it, if it is a document's.
    pub fn menu(&self, menu: &Menu, page: Option<&Page>) -> Vec<MenuItem> {
        menu.iter().filter_map(|(id, _)| self.menu_item(id, page)).collect()
    }

    fn menu_item(&self, id: &DocId, page: Option<&Page>) -> Option<MenuItem> {
        let site = self.planning.site;
        if let Some(listing) = site.listing(id) {
            let path = self.listing(listing, self.lang);
            let current = (path == self.at).then_some("page");
            let (lang, dir) = (self.lang.clone(), self.lang.dir());
            return Some(MenuItem {
                title: self.phrase(&format!("{}.title", listing.word()), self.lang),
                lang,
                dir,
                url: self.url(&path),
                current,
            });
        }
        let target = site.page(id, self.lang)?;
        let path = site.routes().page_path(&target);
        let is_within = page.is_some_and(|page| site.is_within(page, id));
        let current = if *path == self.at { Some("page") } else { is_within.then_some("true") };
        let lang = target.doc.lang.clone();
        Some(MenuItem {
            title: target.doc.nav_title().to_string(),
            dir: lang.dir(),
            lang,
            url: self.url(path),
            current,
        })
    }

    /// The path of a list of all pages in a language.
    pub fn listing(&self, listing: Listing, lang: &Lang) -> SitePath {
        listing_path(listing, lang, &self.phrase(&format!("{}.slug", listing.word()), lang))
    }

    /// The language switcher; `paths` gives the same page in each language, and whether it is only a fallback there.
    pub fn languages(&self, paths: impl Fn(&Lang) -> Option<(SitePath, bool)>) -> Vec<LanguageItem> {
        let site = self.planning.site;
        let item = |lang: &Lang| {
            let (path, is_missing) = paths(lang)?;
            let is_partial = site.is_partial(lang);
            let key = if is_missing { Some("language.missing") } else { is_partial.then_some("language.partial") };
            Some(LanguageItem {
                tag: lang.clone(),
                dir: lang.dir(),
                name: self.phrase("language.name", lang),
                url: self.url(&path),
                is_current: lang == self.lang,
                is_missing,
                is_partial,
                note: key.map(|key| self.phrase(key, lang)),
                tagline: None,
            })
        };
        site.languages().filter_map(item).collect()
    }

    /// What a document is about: the topics' names, and where all pages about them are listed.
    fn topics(&self, doc: &Document) -> Vec<TopicView> {
        let own = self.planning.site.topics(doc);
        if own.is_empty() {
            return Vec::new();
        }
        let list = self.url(&self.listing(Listing::Topics, self.lang));
        let named = self.planning.site.config.topics(self.lang).filter(|(id, _)| own.iter().any(|one| one == id));
        named.map(|(id, title)| TopicView { title: title.to_string(), url: format!("{list}#{id}") }).collect()
    }

    /// Where a reader tells whether the page was helpful.
    fn feedback(&self, page: Page) -> Option<String> {
        let to = self.planning.site.config.feedback.as_ref()?;
        let address = self.planning.edition.whole(&self.at).unwrap_or_else(|| self.at.address());
        let title: Value = page.doc.front.title.clone().into();
        let fill = BTreeMap::from([("title".to_string(), title), ("address".to_string(), address.clone().into())]);
        Some(to.about(&address, &self.planning.phrase_with("feedback.subject", self.lang, &fill)))
    }

    /// All that a template sees of the page itself.
    pub fn content(&self, page: Page, body: String, meta: Value) -> Content {
        let site = self.planning.site;
        let doc = page.doc;
        let place = site.place(&page);
        let formats = &site.config.language(self.lang).formats;
        let date = |date: jiff::civil::Date| DateView { iso: date.to_string(), text: formats.date(date) };
        Content {
            kind: doc.kind.word(),
            id: doc.id.to_string(),
            folder: if doc.kind == Kind::Section { doc.id.as_str() } else { doc.id.folder() }.to_string(),
            title: doc.front.title.clone(),
            summary: doc.front.summary.clone(),
            body,
            lang: doc.lang.clone(),
            dir: doc.lang.dir(),
            is_fallback: page.is_fallback(),
            audience: site.audience(doc),
            phase: site.phase(doc),
            reviewed: doc.front.reviewed.map(date),
            checked: doc.front.checked.map(date),
            toc: if site.wants_toc(doc) { toc(&page) } else { Vec::new() },
            breadcrumbs: self.references(site.breadcrumbs(&page)),
            position: place.as_ref().map(|place| Position { number: place.number, of: place.of }),
            previous: place.as_ref().and_then(|place| place.previous).map(|page| self.reference(page)),
            next: place.as_ref().and_then(|place| place.next).map(|page| self.reference(page)),
            related: self.references(site.related(&page)),
            topics: self.topics(doc),
            feedback: self.feedback(page),
            children: if doc.kind == Kind::Section {
                self.references(site.children(&doc.id, self.lang))
            } else {
                Vec::new()
            },
            downloads: self.planning.downloads.of(self, page),
            meta,
        }
    }
}

fn toc(page: &Page) -> Vec<TocItem> {
    // Questions are their own table of contents.
    let sections = if page.doc.kind == Kind::Faq { Vec::new() } else { outline(&page.doc.tree) };
    if sections.len() < FEWEST_FOR_TOC {
        return Vec::new();
    }
    let item =
        |heading: &Heading| TocItem { id: heading.id.clone(), text: write_label(&heading.text), children: Vec::new() };
    sections
        .iter()
        .map(|section| TocItem {
            children: section.children.iter().map(|child| item(child)).collect(),
            ..item(section.heading)
        })
        .collect()
}
