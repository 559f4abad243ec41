//! The pages: one for every document and language.

use serde::Serialize;

use super::head::Head;
use super::meta_view::body_and_meta;
use super::view::{Content, LangView, LanguageItem, MenuItem, Ref, SiteView};
use super::views::Views;
use super::{File, Planning, Tools, View, utility};
use crate::base::diag::Diagnostic;
use crate::base::path::SitePath;
use crate::base::source::Span;
use crate::content::Kind;
use crate::content::id::DocId;
use crate::engine::artifact::Made;
use crate::engine::job::{Job, Shown};
use crate::lang::Lang;
use crate::site::Page;
use crate::theme::render::Context as Seen;

/// A page ready to be rendered.
pub struct PageView {
    template: String,
    lang: Lang,
    seen: Seen,
}

#[derive(Serialize)]
pub(super) struct Context<'a> {
    site: SiteView,
    lang: LangView,
    page: &'a Content,
    menu: Vec<MenuItem>,
    second_menu: Vec<MenuItem>,
    footer_menu: Vec<MenuItem>,
    languages: Vec<LanguageItem>,
    head: Head,
    style: String,
    script: Option<String>,
    text_script: Option<String>,
    icon: String,
    home_url: String,
    steps: Vec<Ref>,
    pub(super) sections: Vec<SectionView>,
}

/// A section on the site map.
#[derive(Serialize)]
pub(super) struct SectionView {
    pub(super) page: Ref,
    pub(super) children: Vec<Ref>,
}

/// Plans every page.
pub fn plan<'a>(planning: &'a Planning<'a>, jobs: &mut Vec<File<'a>>) {
    let site = planning.site;
    for lang in site.languages() {
        for page in site.pages(lang) {
            let (path, origin) = (site.routes().page_path(&page).clone(), Span::start_of(page.doc.source));
            jobs.push(job(path, origin, move || document(planning, page)));
        }
        jobs.extend(site.listings().map(|listing| utility::listing(planning, lang, listing)));
    }
    jobs.push(utility::chooser(planning));
    jobs.push(utility::not_found(planning));
    jobs.extend(site.routes().redirects().iter().filter_map(|redirect| utility::redirect(planning, redirect)));
}

fn render(tools: &Tools, view: &View) -> Result<Made, Box<Diagnostic>> {
    match view {
        View::Page(page) => {
            let html = tools.renderer.render(&page.template, page.lang.tag(), &page.seen, &tools.sources)?;
            Ok(html.into())
        }
        _ => unreachable!("pages are planned with their own views"),
    }
}

/// A page at a path.
pub(super) fn job<'a>(path: SitePath, origin: Span, gather: impl Fn() -> PageView + Send + Sync + 'a) -> File<'a> {
    let view = Shown::Later(Box::new(move || View::Page(Box::new(gather()))));
    Job { path, view, make: render, origin, key: None }
}

impl PageView {
    /// What a page shows with a template, in a language.
    pub(super) fn new(template: impl Into<String>, lang: &Lang, context: &impl Serialize) -> PageView {
        PageView { template: template.into(), lang: lang.clone(), seen: Seen::of(context) }
    }
}

fn document(planning: &Planning, page: Page) -> PageView {
    let site = planning.site;
    let views = Views::new(planning, page.lang, site.routes().page_path(&page).clone());
    let terms = planning.terms.on(&views, page);
    let (body, meta) = body_and_meta(&views, page, terms.as_ref());
    let content = views.content(page, body, meta);
    let head = Head::of(&views, page, &content.breadcrumbs);
    let languages = views.languages(|lang| {
        let alternate = site.page(&page.doc.id, lang)?;
        Some((site.routes().page_path(&alternate).clone(), alternate.is_fallback()))
    });
    let mut context = shared(&views, Some(&page), &content, head, languages);
    if terms.is_some_and(|terms| terms.has_any()) {
        context.text_script = planning.tools.text_script.as_ref().map(|script| views.url(&path(&script.path)));
    }
    if content.folder == "roles" && page.doc.kind == Kind::Section {
        context.steps = views.references(site.steps(page.lang));
    }
    let own = format!("section-{}.html", content.folder);
    let template = match page.doc.kind {
        Kind::Section if planning.theme.has_template(&own) => own,
        kind => format!("{}.html", kind.word()),
    };
    PageView::new(template, page.lang, &context)
}

pub(super) fn shared<'a>(
    views: &Views,
    page: Option<&Page>,
    content: &'a Content,
    head: Head,
    languages: Vec<LanguageItem>,
) -> Context<'a> {
    let (config, tools) = (&views.planning.site.config, views.planning.tools);
    Context {
        site: views.site(),
        lang: LangView::of(views.lang),
        page: content,
        menu: views.menu(&config.menu, page),
        second_menu: views.menu(&config.second_menu, page),
        footer_menu: views.menu(&config.footer_menu, page),
        languages,
        head,
        style: views.url(&path(&tools.style.path)),
        script: tools.script.as_ref().map(|script| views.url(&path(&script.path))),
        text_script: None,
        icon: views.url(&path("assets/icon.svg")),
        home_url: home(views.planning, views.lang).map(|home| views.url(&home)).unwrap_or_default(),
        steps: Vec::new(),
        sections: Vec::new(),
    }
}

pub(super) fn home(planning: &Planning, lang: &Lang) -> Option<SitePath> {
    planning.site.routes().path(&DocId::new(DocId::HOME), lang).cloned()
}

pub(super) fn path(path: &str) -> SitePath {
    SitePath::new(path).expect("the program's own paths are clean")
}
