//! What stands in the `head` of a page: description, canonical address, alternates, structured data, security policy.

use serde::Serialize;
use serde_json::json;

use super::Edition;
use super::view::Ref;
use super::views::Views;
use crate::base::path::SitePath;
use crate::content::Meta;
use crate::content::id::DocId;
use crate::lang::Lang;
use crate::markup::outline::{Part, parts};
use crate::markup::text::plain;
use crate::markup::tree::{Block, Inline, Tree};
use crate::site::Page;
use crate::site::routes::Listing;

/// The security policy of every page (CSP level 3): nothing but the site's own script, styles and pictures.
///
/// The script connects nowhere; `connect-src` lets auditing tools fetch the site's `robots.txt`.
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'";

/// The `head` of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Head {
    /// The document title: page first, site last.
    pub title: String,
    /// The description.
    pub description: String,
    /// The whole address of the page whose content this is.
    pub canonical: Option<String>,
    /// For search engines: `noindex` on pages that only stand in for others.
    pub robots: Option<&'static str>,
    /// The same page in the languages that have it.
    pub alternates: Vec<Alternate>,
    /// Structured data, each a script of its own.
    pub json_ld: Vec<String>,
    /// The security policy.
    pub csp: &'static str,
    /// Open Graph.
    pub og: OpenGraph,
}

/// A translation of a page.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// Its language, or `x-default`.
    pub hreflang: String,
    /// Its address.
    pub url: String,
}

/// What social media show of a page.
#[derive(Clone, Debug, Serialize)]
pub struct OpenGraph {
    /// The title.
    pub title: String,
    /// The description.
    pub description: String,
    /// `website` or `article`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The language.
    pub locale: String,
}

impl Head {
    /// The head of a page that is no document's.
    pub fn plain(title: String, description: String, lang: &Lang) -> Head {
        let og = OpenGraph {
            title: title.clone(),
            description: description.clone(),
            kind: "website",
            locale: lang.tag().to_string(),
        };
        Head {
            title,
            description,
            canonical: None,
            robots: None,
            alternates: Vec::new(),
            json_ld: Vec::new(),
            csp: POLICY,
            og,
        }
    }

    /// The head of a document's page.
    pub fn of(views: &Views, page: Page, breadcrumbs: &[Ref]) -> Head {
        let site = views.planning.site;
        let doc = page.doc;
        let guide = site.config.title(views.lang);
        let is_home = doc.kind == crate::content::Kind::Home;
        let title = if is_home { guide.to_string() } else { format!("{} – {guide}", doc.front.title) };
        let description = doc.front.summary.clone().unwrap_or_else(|| beginning(&doc.tree.blocks));
        let own_page = site.page(&doc.id, &doc.lang).unwrap_or(page);
        let canonical = views.planning.edition.whole(site.routes().page_path(&own_page));
        let og = OpenGraph {
            title: doc.front.title.clone(),
            description: description.clone(),
            kind: if is_home { "website" } else { "article" },
            locale: doc.lang.tag().to_string(),
        };
        Head {
            title,
            description,
            canonical,
            robots: page.is_fallback().then_some("noindex"),
            alternates: if page.is_fallback() { Vec::new() } else { alternates(views, page) },
            json_ld: structured_data(views, page, breadcrumbs),
            csp: POLICY,
            og,
        }
    }
}

/// The head of a list of all pages, which every language has.
pub fn of_listing(views: &Views, listing: Listing, title: &str) -> Head {
    let config = &views.planning.site.config;
    let whole_title = format!("{title} – {}", config.title(views.lang));
    let summary = views.phrase(&format!("{}.summary", listing.word()), views.lang);
    let mut head = Head::plain(whole_title, summary, views.lang);
    head.canonical = views.planning.edition.whole(&views.at);
    head.alternates = listing_alternates(views, listing);
    let home = views.planning.site.routes().path(&DocId::new(DocId::HOME), views.lang).cloned();
    let crumbs = home
        .map(|home| (config.title(views.lang).to_string(), home))
        .into_iter()
        .chain([(title.to_string(), views.at.clone())]);
    head.json_ld = vec![breadcrumb_list(views.planning.edition, crumbs)];
    head
}

/// A list of all pages in every language.
pub fn listing_alternates(views: &Views, listing: Listing) -> Vec<Alternate> {
    let paths: Vec<(&Lang, SitePath)> =
        views.planning.site.languages().map(|lang| (lang, views.listing(listing, lang))).collect();
    listed(views, paths.iter().map(|(lang, path)| (*lang, path)))
}

/// Alternates, the first of them also as the choice for all other languages.
fn listed<'p>(views: &Views, paths: impl Iterator<Item = (&'p Lang, &'p SitePath)>) -> Vec<Alternate> {
    let address = |path: &SitePath| views.planning.edition.whole(path).unwrap_or_else(|| views.url(path));
    let mut alternates: Vec<Alternate> =
        paths.map(|(lang, path)| Alternate { hreflang: lang.tag().to_string(), url: address(path) }).collect();
    if let Some(first) = alternates.first() {
        let first = Alternate { hreflang: "x-default".to_string(), url: first.url.clone() };
        alternates.push(first);
    }
    alternates
}

/// The languages that really have a page, and the original as the choice for all others.
pub fn alternates(views: &Views, page: Page) -> Vec<Alternate> {
    let site = views.planning.site;
    let real = site.alternates(&page).into_iter().filter(|page| !page.is_fallback());
    listed(views, real.map(|page| (page.lang, site.routes().page_path(&page))))
}

/// The first words of a body, for a page without a summary.
fn beginning(blocks: &[Block]) -> String {
    const LONGEST: usize = 160;
    let first = blocks.iter().find_map(|block| match block {
        Block::Paragraph(text) => Some(plain(text)),
        _ => None,
    });
    let text = first.unwrap_or_default();
    match text.char_indices().nth(LONGEST) {
        None => text,
        Some((end, _)) => {
            let cut = text[..end].rfind(' ').unwrap_or(end);
            format!("{}…", &text[..cut])
        }
    }
}

/// Breadcrumbs, and questions with their answers (schema.org).
fn structured_data(views: &Views, page: Page, breadcrumbs: &[Ref]) -> Vec<String> {
    let mut all = Vec::new();
    let site = views.planning.site;
    if !breadcrumbs.is_empty() {
        let crumbs = site.breadcrumbs(&page);
        let named = |crumb: &Page| (crumb.doc.nav_title().to_string(), site.routes().page_path(crumb).clone());
        all.push(breadcrumb_list(views.planning.edition, crumbs.iter().chain([&page]).map(named)));
    }
    if let Meta::Faq(_) = &page.doc.meta
        && !page.is_fallback()
    {
        let (_, questions) = parts(&page.doc.tree.blocks);
        let entity = |question: &Part| {
            let answer = text_of(question.blocks);
            json!({ "@type": "Question", "name": plain(&question.heading.text), "acceptedAnswer": { "@type": "Answer", "text": answer } })
        };
        let entities: Vec<_> = questions.iter().map(entity).collect();
        all.push(script(&json!({ "@context": "https://schema.org", "@type": "FAQPage", "inLanguage": page.doc.lang, "mainEntity": entities })));
    }
    all
}

/// The way to a page: names and paths, home first, the page itself last.
fn breadcrumb_list(edition: &Edition, crumbs: impl Iterator<Item = (String, SitePath)>) -> String {
    let items = crumbs.enumerate().map(|(index, (name, path))| {
        let mut item = json!({ "@type": "ListItem", "position": index + 1, "name": name });
        if let Some(url) = edition.whole(&path) {
            item["item"] = url.into();
        }
        item
    });
    script(
        &json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>() }),
    )
}

fn text_of(blocks: &[Block]) -> String {
    let tree = Tree { blocks: blocks.to_vec(), ..Tree::default() };
    let mut parts = Vec::new();
    tree.for_each_text(&mut |text: &[Inline]| parts.push(plain(text)));
    parts.join(" ")
}

/// JSON that cannot end the script it stands in, nor start a comment there.
fn script(data: &serde_json::Value) -> String {
    data.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
