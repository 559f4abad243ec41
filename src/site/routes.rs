//! Where every page lives: the only place that builds URLs and output paths.
//!
//! Knows languages and document ids. Knows nothing about templates or disks.

use std::collections::BTreeMap;

use super::{Page, Site};
use crate::base::diag::Diagnostics;
use crate::base::path::{SitePath, is_slug};
use crate::base::source::Span;
use crate::content::id::DocId;
use crate::lang::Lang;

/// The path of every page, and the old addresses that lead to pages.
#[derive(Debug, Default)]
pub struct Routes {
    pages: BTreeMap<Lang, BTreeMap<DocId, SitePath>>,
    redirects: Vec<Redirect>,
}

/// An old address and the page it leads to.
#[derive(Debug)]
pub struct Redirect {
    /// The old path.
    pub from: SitePath,
    /// The language of the page.
    pub lang: Lang,
    /// The document.
    pub to: DocId,
    /// Where the alias is written.
    pub span: Span,
}

impl Routes {
    /// Computes all routes. Slugs and aliases that cannot be addresses are reported.
    pub fn new(site: &Site, diags: &mut Diagnostics) -> Routes {
        let mut routes = Routes::default();
        for doc in site.documents() {
            if let Some(slug) = &doc.front.slug
                && !is_slug(slug)
            {
                diags
                    .error("bad-slug", doc.at(&["slug"]), format!("`{slug}` cannot be part of an address"))
                    .help(format!("use lower-case letters, digits and `-`: `{}`", suggestion(slug)));
            }
        }
        for lang in site.languages() {
            let mut folders = BTreeMap::new();
            let paths = site.pages(lang).map(|page| (page.doc.id.clone(), page_path(site, page, &mut folders)));
            routes.pages.insert(lang.clone(), paths.collect());
        }
        for doc in site.documents() {
            for (index, alias) in doc.front.aliases.iter().enumerate() {
                let span = doc.at(&["aliases", &index.to_string()]);
                match alias_path(&doc.lang, alias) {
                    Some(from) => {
                        routes.redirects.push(Redirect { from, lang: doc.lang.clone(), to: doc.id.clone(), span })
                    }
                    None => {
                        diags
                            .error("bad-alias", span, format!("`{alias}` cannot be an address"))
                            .help("write the old address below the language: `steps/agreement`");
                    }
                }
            }
        }
        routes
    }

    /// The output path of a page; `None` when there is no such document.
    pub fn path(&self, id: &DocId, lang: &Lang) -> Option<&SitePath> {
        self.pages.get(lang)?.get(id)
    }

    /// The output path of a page that the site was asked for.
    pub fn page_path(&self, page: &Page) -> &SitePath {
        self.path(&page.doc.id, page.lang).expect("every page of the site has a route")
    }

    /// All old addresses; two may be the same, which the plan reports.
    pub fn redirects(&self) -> &[Redirect] {
        &self.redirects
    }
}

/// Where a file goes that is no page: one of `content/static/` to the root of the site, any other to its path below `content/`.
pub fn media_path(path: &str) -> Option<SitePath> {
    SitePath::new(path.strip_prefix("static/").unwrap_or(path))
}

/// A list of all pages, which the program makes itself; menus may name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listing {
    /// By the places of the pages.
    SiteMap,
    /// By what the pages are about, and for whom and when.
    Topics,
}

impl Listing {
    /// Its name in menus, in keys of strings and among templates.
    pub fn word(self) -> &'static str {
        match self {
            Listing::SiteMap => "sitemap",
            Listing::Topics => "topics",
        }
    }
}

impl Site {
    /// The lists that the guide has: that of topics where it defines some.
    pub fn listings(&self) -> impl Iterator<Item = Listing> {
        let has_topics = self.config.topics(self.config.original()).next().is_some();
        std::iter::once(Listing::SiteMap).chain(has_topics.then_some(Listing::Topics))
    }

    /// The list of this name.
    pub fn listing(&self, id: &DocId) -> Option<Listing> {
        self.listings().find(|listing| listing.word() == id.as_str())
    }
}

/// The path of a list of all pages; `slug` is its part of the address in the language.
pub fn listing_path(listing: Listing, lang: &Lang, slug: &str) -> SitePath {
    let slug = if is_slug(slug) { slug } else { listing.word() };
    SitePath::new(format!("{lang}/{slug}/index.html")).expect("a tag and a slug make a path")
}

fn page_path(site: &Site, page: Page, folders: &mut BTreeMap<DocId, String>) -> SitePath {
    let folder = folder(site, &page.doc.id, page.lang, folders);
    SitePath::new(format!("{folder}index.html")).expect("tags and slugs make a path")
}

/// The folder of a document's page, with `/` at its end; `known` remembers those of its parents.
fn folder(site: &Site, id: &DocId, lang: &Lang, known: &mut BTreeMap<DocId, String>) -> String {
    if let Some(folder) = known.get(id) {
        return folder.clone();
    }
    let folder = match id.parent() {
        None => format!("{lang}/"),
        Some(parent) => {
            let slug = site.page(id, lang).and_then(|page| page.doc.front.slug.clone()).filter(|slug| is_slug(slug));
            let above = folder(site, &parent, lang, known);
            format!("{above}{}/", slug.unwrap_or_else(|| id.name().to_string()))
        }
    };
    known.insert(id.clone(), folder.clone());
    folder
}

fn alias_path(lang: &Lang, alias: &str) -> Option<SitePath> {
    // Other generators write an address with its file.
    let inner = alias.strip_suffix("index.html").unwrap_or(alias).trim_matches('/');
    let is_clean = !inner.is_empty() && !inner.contains(|one: char| one.is_whitespace() || "?#\\".contains(one));
    is_clean.then(|| SitePath::new(format!("{lang}/{inner}/index.html")))?
}

fn suggestion(slug: &str) -> String {
    let slug: String =
        crate::base::path::slugify(slug).chars().filter(|one| one.is_ascii_alphanumeric() || *one == '-').collect();
    let slug = slug.trim_matches('-').to_string();
    if slug.is_empty() { "page".to_string() } else { slug }
}
