//! The pages: one for every document and language, and those the program makes itself.

use serde::Serialize;
use serde_json::{Value, json};

use super::head::Head;
use super::meta_view::body_and_meta;
use super::view::{Content, LangView, LanguageItem, MenuItem, Ref, SiteView};
use super::views::Views;
use super::{Planning, Tools, View, ready};
use crate::base::diag::Diagnostic;
use crate::base::path::SitePath;
use crate::base::source::Span;
use crate::content::Kind;
use crate::content::id::DocId;
use crate::engine::job::Job;
use crate::lang::Lang;
use crate::site::Page;

/// A page ready to be rendered.
pub struct PageView {
    template: String,
    lang: Lang,
    context: Value,
}

#[derive(Serialize)]
struct Context<'a> {
    site: SiteView,
    lang: LangView,
    page: &'a Content,
    menu: Vec<MenuItem>,
    second_menu: Vec<MenuItem>,
    footer_menu: Vec<MenuItem>,
    languages: Vec<LanguageItem>,
    head: Head,
    style: String,
    icon: String,
    home_url: String,
    steps: Vec<Ref>,
    sections: Vec<SectionView>,
}

/// A section on the site map.
#[derive(Serialize)]
struct SectionView {
    title: String,
    url: String,
    children: Vec<Ref>,
}

/// Plans every page.
pub fn plan(planning: &Planning, jobs: &mut Vec<Job<Tools, View>>) {
    let site = planning.site;
    for lang in site.languages() {
        for page in site.pages(lang) {
            jobs.push(document(planning, page));
        }
        jobs.push(site_map(planning, lang));
    }
    jobs.push(chooser(planning));
    jobs.push(not_found(planning));
    for (path, lang, id, span) in site.routes().redirects() {
        if let Some(page) = site.page(id, lang) {
            jobs.push(redirect(planning, path, page, span));
        }
    }
}

fn render(tools: &Tools, view: &View) -> Result<Vec<u8>, Box<Diagnostic>> {
    match view {
        View::Page(page) => tools
            .renderer
            .render(&page.template, page.lang.tag(), &page.context, &tools.sources)
            .map(String::into_bytes),
        View::Ready(_) => ready(tools, view),
    }
}

fn job(path: SitePath, template: String, lang: &Lang, context: Value, origin: Span) -> Job<Tools, View> {
    let view = View::Page(Box::new(PageView { template, lang: lang.clone(), context }));
    Job { path, view, make: render, origin }
}

fn document(planning: &Planning, page: Page) -> Job<Tools, View> {
    let site = planning.site;
    let views = Views { planning, lang: page.lang, at: site.routes().page_path(&page).clone() };
    let (body, meta) = body_and_meta(&views, page);
    let content = views.content(page, body, meta);
    let head = Head::of(&views, page, &content.breadcrumbs);
    let languages = views.languages(|lang| {
        let alternate = site.page(&page.doc.id, lang)?;
        Some((site.routes().page_path(&alternate).clone(), alternate.is_fallback()))
    });
    let mut context = shared(&views, Some(&page), &content, head, languages);
    if content.folder == "roles" && page.doc.kind == Kind::Section {
        context.steps = views.references(site.steps(page.lang));
    }
    let own = format!("section-{}.html", content.folder);
    let template = match page.doc.kind {
        Kind::Section if planning.theme.has_template(&own) => own,
        kind => format!("{}.html", kind.word()),
    };
    job(views.at.clone(), template, page.lang, to_value(&context), Span::start_of(page.doc.source))
}

fn shared<'a>(
    views: &Views,
    page: Option<&Page>,
    content: &'a Content,
    head: Head,
    languages: Vec<LanguageItem>,
) -> Context<'a> {
    let config = &views.planning.site.config;
    Context {
        site: views.site(),
        lang: LangView::of(views.lang),
        page: content,
        menu: views.menu(&config.menu, page),
        second_menu: views.menu(&config.second_menu, page),
        footer_menu: views.menu(&config.footer_menu, page),
        languages,
        head,
        style: views.url(&path(&views.planning.style)),
        icon: views.url(&path("assets/icon.svg")),
        home_url: home(views.planning, views.lang).map(|home| views.url(&home)).unwrap_or_default(),
        steps: Vec::new(),
        sections: Vec::new(),
    }
}

/// The list of all pages: the second way to each of them (WCAG 2.4.5).
fn site_map(planning: &Planning, lang: &Lang) -> Job<Tools, View> {
    let site = planning.site;
    let mut views = Views { planning, lang, at: path("index.html") };
    views.at = views.site_map();
    let title = views.phrase("sitemap.title", lang);
    let home_page = site.page(&DocId::new(DocId::HOME), lang);
    let content = Content {
        kind: "sitemap",
        id: "sitemap".into(),
        folder: String::new(),
        summary: Some(views.phrase("sitemap.summary", lang)),
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
        children: Vec::new(),
        meta: json!({}),
        title: title.clone(),
    };
    let head =
        Head::plain(format!("{title} – {}", site.config.title(lang)), views.phrase("sitemap.summary", lang), lang);
    let languages =
        views.languages(|other| Some((Views { planning, lang: other, at: views.at.clone() }.site_map(), false)));
    let mut context = shared(&views, None, &content, head, languages);
    context.sections = sections(&views);
    job(views.at.clone(), "sitemap.html".into(), lang, to_value(&context), Span::start_of(site.config.source))
}

/// Sections in the order of the menus, each with its pages; what is in no section comes first.
fn sections(views: &Views) -> Vec<SectionView> {
    let site = views.planning.site;
    let mut sections = Vec::new();
    if let Some(home) = site.page(&DocId::new(DocId::HOME), views.lang) {
        let loose = site.children(&home.doc.id, views.lang).into_iter().filter(|page| page.doc.kind != Kind::Section);
        sections.push(SectionView {
            title: home.doc.nav_title().to_string(),
            url: views.url(site.routes().page_path(&home)),
            children: views.references(loose),
        });
    }
    let mut parents: Vec<Page> = site.pages(views.lang).filter(|page| page.doc.kind == Kind::Section).collect();
    let place = |page: &Page| site.config.menu.iter().position(|(id, _)| *id == page.doc.id).unwrap_or(usize::MAX);
    parents.sort_by_key(|page| (place(page), site.order(page.doc), page.doc.id.clone()));
    for parent in parents {
        let children = views.references(site.children(&parent.doc.id, views.lang));
        sections.push(SectionView {
            title: parent.doc.nav_title().to_string(),
            url: views.url(site.routes().page_path(&parent)),
            children,
        });
    }
    sections
}

/// The root: a page that lets the reader choose a language, without a script.
fn chooser(planning: &Planning) -> Job<Tools, View> {
    let site = planning.site;
    let lang = site.config.original();
    let views = Views { planning, lang, at: path("index.html") };
    let mut languages = views.languages(|lang| Some((home(planning, lang)?, false)));
    for language in &mut languages {
        language.tagline = Some(views.phrase("language.tagline", &language.tag));
        language.is_current = false;
    }
    let mut head = Head::plain(site.config.title(lang).to_string(), views.phrase("language.tagline", lang), lang);
    head.canonical = super::head::whole(planning.edition, &views.at);
    let context = json!({
        "site": views.site(), "lang": LangView::of(lang), "head": head, "languages": languages,
        "style": views.url(&path(&planning.style)), "icon": views.url(&path("assets/icon.svg")),
    });
    job(views.at.clone(), "chooser.html".into(), lang, context, Span::start_of(site.config.source))
}

/// The page for addresses that lead nowhere. A host shows it at any depth, so its own addresses start at the root.
fn not_found(planning: &Planning) -> Job<Tools, View> {
    let site = planning.site;
    let lang = site.config.original();
    let views = Views { planning, lang, at: path("404.html") };
    let root = match &planning.edition.base_url {
        _ if planning.edition.addresses == crate::base::path::Addresses::Files => String::new(),
        Some(url) => url.splitn(4, '/').nth(3).map(|folder| format!("/{folder}")).unwrap_or_else(|| "/".into()),
        None => "/".into(),
    };
    let absolute = |path: &SitePath| format!("{root}{}", views.url(path).trim_start_matches("./"));
    let pages: Vec<Value> = site
        .languages()
        .filter_map(|lang| {
            let own = Views { planning, lang, at: views.at.clone() };
            Some(json!({
                "lang": lang, "dir": lang.dir(),
                "title": own.phrase("notfound.title", lang), "text": own.phrase("notfound.text", lang),
                "home_url": absolute(&home(planning, lang)?), "home_label": own.phrase("notfound.home", lang),
                "sitemap_url": absolute(&own.site_map()), "sitemap_label": own.phrase("sitemap.title", lang),
            }))
        })
        .collect();
    let title = format!("{} – {}", views.phrase("notfound.title", lang), site.config.title(lang));
    let mut head = Head::plain(title, views.phrase("notfound.text", lang), lang);
    head.robots = Some("noindex");
    let context = json!({
        "site": views.site(), "lang": LangView::of(lang), "head": head, "pages": pages,
        "style": absolute(&path(&planning.style)), "icon": absolute(&path("assets/icon.svg")),
    });
    job(views.at.clone(), "not-found.html".into(), lang, context, Span::start_of(site.config.source))
}

fn redirect(planning: &Planning, from: &SitePath, page: Page, alias: Span) -> Job<Tools, View> {
    let views = Views { planning, lang: page.lang, at: from.clone() };
    let target = planning.site.routes().page_path(&page);
    let url = views.url(target);
    let canonical = super::head::whole(planning.edition, target);
    let context = json!({
        "url": url, "title": page.doc.front.title, "lang": LangView::of(page.lang), "canonical": canonical, "csp": super::head::POLICY,
        "text": views.phrase("redirect.text", page.lang),
    });
    job(from.clone(), "redirect.html".into(), page.lang, context, alias)
}

fn home(planning: &Planning, lang: &Lang) -> Option<SitePath> {
    planning.site.routes().path(&DocId::new(DocId::HOME), lang).cloned()
}

fn path(path: &str) -> SitePath {
    SitePath::new(path).expect("the program's own paths are clean")
}

fn to_value(context: &impl Serialize) -> Value {
    serde_json::to_value(context).expect("views are made of strings, lists and maps")
}
