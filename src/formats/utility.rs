//! The pages that no document stands behind: the lists of all pages, the language chooser, the page for lost readers, redirects.

use serde_json::{Value, json};

use super::head::{self, Head};
use super::html::{PageView, SectionView, home, job, path, shared};
use super::view::{Content, LangView};
use super::views::Views;
use super::{File, Planning, topics};
use crate::base::path::{Addresses, SitePath};
use crate::base::source::Span;
use crate::content::Kind;
use crate::content::id::DocId;
use crate::lang::Lang;
use crate::site::Page;
use crate::site::routes::{Listing, Redirect};

/// A list of all pages: another way to each of them (WCAG 2.4.5).
pub(super) fn listing<'a>(planning: &'a Planning<'a>, lang: &'a Lang, listing: Listing) -> File<'a> {
    let at = Views::new(planning, lang, path("index.html")).listing(listing, lang);
    let origin = Span::start_of(planning.site.config.source);
    job(at.clone(), origin, move || list(&Views::new(planning, lang, at.clone()), listing))
}

fn list(views: &Views, listing: Listing) -> PageView {
    let (lang, site, word) = (views.lang, views.planning.site, listing.word());
    let title = views.phrase(&format!("{word}.title"), lang);
    let home_page = site.page(&DocId::new(DocId::HOME), lang);
    let others = site.listings().filter(|other| *other != listing);
    let link = |other: Listing| {
        let title = views.phrase(&format!("{}.title", other.word()), lang);
        json!({ "title": title, "url": views.url(&views.listing(other, lang)) })
    };
    let content = Content {
        downloads: Vec::new(),
        kind: word,
        id: word.into(),
        folder: String::new(),
        summary: Some(views.phrase(&format!("{word}.summary"), lang)),
        body: String::new(),
        lang: lang.clone(),
        dir: lang.dir(),
        is_fallback: false,
        audience: Vec::new(),
        phase: None,
        reviewed: None,
        checked: None,
        toc: Vec::new(),
        breadcrumbs: views.references(home_page),
        position: None,
        previous: None,
        next: None,
        related: Vec::new(),
        topics: Vec::new(),
        feedback: None,
        children: Vec::new(),
        meta: match listing {
            Listing::SiteMap => json!({ "others": others.map(link).collect::<Vec<_>>() }),
            Listing::Topics => json!({ "others": others.map(link).collect::<Vec<_>>(), "ways": topics::ways(views) }),
        },
        title: title.clone(),
    };
    let head = head::of_listing(views, listing, &title);
    let languages = views.languages(|other| Some((views.listing(listing, other), false)));
    let mut context = shared(views, None, &content, head, languages);
    if listing == Listing::SiteMap {
        context.sections = sections(views);
    }
    PageView::new(format!("{word}.html"), lang, &context)
}

/// Sections in the order of the menus, each with its pages; what is in no section comes first.
fn sections(views: &Views) -> Vec<SectionView> {
    let site = views.planning.site;
    let mut sections = Vec::new();
    if let Some(home) = site.page(&DocId::new(DocId::HOME), views.lang) {
        // A folder without an index has no page that lists its own.
        let is_stray = |page: &Page| {
            let parent = page.doc.id.parent().filter(|parent| parent.as_str() != DocId::HOME);
            parent.is_some_and(|id| site.page(&id, views.lang).is_none_or(|parent| parent.doc.kind != Kind::Section))
        };
        let loose = site.children(&home.doc.id, views.lang).into_iter().chain(site.pages(views.lang).filter(is_stray));
        let loose = loose.filter(|page| page.doc.kind != Kind::Section);
        sections.push(SectionView { page: views.reference(home), children: views.references(loose) });
    }
    let mut parents: Vec<Page> = site.pages(views.lang).filter(|page| page.doc.kind == Kind::Section).collect();
    let place = |page: &Page| site.config.menu.iter().position(|(id, _)| *id == page.doc.id).unwrap_or(usize::MAX);
    parents.sort_by_key(|page| (place(page), site.order(page.doc), page.doc.id.clone()));
    for parent in parents {
        let children = views.references(site.children(&parent.doc.id, views.lang));
        sections.push(SectionView { page: views.reference(parent), children });
    }
    sections
}

/// The root: a page that lets the reader choose a language, without a script.
pub(super) fn chooser<'a>(planning: &'a Planning<'a>) -> File<'a> {
    job(path("index.html"), Span::start_of(planning.site.config.source), || choose(planning))
}

fn choose(planning: &Planning) -> PageView {
    let site = planning.site;
    let lang = site.config.original();
    let views = Views::new(planning, lang, path("index.html"));
    let mut languages = views.languages(|lang| Some((home(planning, lang)?, false)));
    for language in &mut languages {
        language.tagline = Some(views.phrase("language.tagline", &language.tag));
        language.is_current = false;
    }
    let mut head = Head::plain(site.config.title(lang).to_string(), views.phrase("language.tagline", lang), lang);
    head.canonical = planning.edition.whole(&views.at);
    let context = json!({
        "site": views.site(), "lang": LangView::of(lang), "head": head, "languages": languages,
        "style": views.url(&path(&planning.tools.style.path)), "icon": views.url(&path("assets/icon.svg")),
    });
    PageView::new("chooser.html", lang, &context)
}

/// The page for addresses that lead nowhere. A host shows it at any depth, so its own addresses start at the root.
pub(super) fn not_found<'a>(planning: &'a Planning<'a>) -> File<'a> {
    job(path("404.html"), Span::start_of(planning.site.config.source), || lost(planning))
}

fn lost(planning: &Planning) -> PageView {
    let site = planning.site;
    let lang = site.config.original();
    let views = Views::new(planning, lang, path("404.html"));
    let root = match planning.edition.addresses {
        Addresses::Folders => planning.edition.root(),
        Addresses::Files => String::new(),
    };
    let absolute = |path: &SitePath| format!("{root}{}", views.url(path).trim_start_matches("./"));
    let pages: Vec<Value> = site
        .languages()
        .filter_map(|lang| {
            let own = Views::new(planning, lang, views.at.clone());
            Some(json!({
                "lang": lang, "dir": lang.dir(),
                "title": own.phrase("notfound.title", lang), "text": own.phrase("notfound.text", lang),
                "home_url": absolute(&home(planning, lang)?), "home_label": own.phrase("notfound.home", lang),
                "sitemap_url": absolute(&own.listing(Listing::SiteMap, lang)), "sitemap_label": own.phrase("sitemap.title", lang),
            }))
        })
        .collect();
    let title = format!("{} – {}", views.phrase("notfound.title", lang), site.config.title(lang));
    let mut head = Head::plain(title, views.phrase("notfound.text", lang), lang);
    head.robots = Some("noindex");
    let context = json!({
        "site": views.site(), "lang": LangView::of(lang), "head": head, "pages": pages,
        "style": absolute(&path(&planning.tools.style.path)), "icon": absolute(&path("assets/icon.svg")),
    });
    PageView::new("not-found.html", lang, &context)
}

/// A page at an old address, which sends readers on.
pub(super) fn redirect<'a>(planning: &'a Planning<'a>, redirect: &'a Redirect) -> Option<File<'a>> {
    let page = planning.site.page(&redirect.to, &redirect.lang)?;
    Some(job(redirect.from.clone(), redirect.span, move || send_on(planning, redirect, page)))
}

fn send_on(planning: &Planning, redirect: &Redirect, page: Page) -> PageView {
    let views = Views::new(planning, page.lang, redirect.from.clone());
    let target = planning.site.routes().page_path(&page);
    let context = json!({
        "url": views.url(target), "canonical": planning.edition.whole(target), "csp": head::POLICY,
        "title": page.doc.front.title, "lang": LangView::of(page.lang), "text": views.phrase("redirect.text", page.lang),
    });
    PageView::new("redirect.html", page.lang, &context)
}
