//! The table of output formats: which files a site consists of.

pub mod assets;
pub mod body;
pub mod docx;
pub mod downloads;
pub mod form_view;
pub mod head;
pub mod html;
pub mod meta_view;
pub mod pdf;
pub mod planning;
pub mod sheet;
pub mod sitemap;
pub mod survey;
pub mod terms;
mod topics;
mod utility;
pub mod view;
pub mod views;

use std::sync::{Arc, OnceLock};

use crate::base::diag::Diagnostic;
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::source::{Sources, Span};
use crate::engine::artifact::Made;
use crate::engine::job::{Job, Shown};
use crate::theme::render::Renderer;
use crate::theme::{Asset, Theme};
pub use planning::{Edition, Planning};
use sheet::Offer;

/// What renderers may use besides their view. What is dear to make is shared between the builds that can use it.
#[derive(Clone)]
pub struct Tools {
    /// The compiled templates.
    pub renderer: Arc<Renderer>,
    /// The texts that messages point into.
    pub sources: Sources,
    /// Print design and fonts.
    pub theme: Arc<Theme>,
    /// The style sheet.
    pub style: Asset,
    /// The script of pages to work with.
    pub script: Option<Asset>,
    /// The script of pages to read.
    pub text_script: Option<Asset>,
    /// The digest of what dear files are made with: the program and the theme's print design.
    pub digest: Digest,
    /// Made when the first sheet is not remembered.
    press: Arc<OnceLock<pdf::Press>>,
}

impl Tools {
    /// Tools for one run.
    pub fn new(renderer: Renderer, theme: Theme, sources: Sources) -> Tools {
        Tools {
            style: theme.style(&sources),
            script: theme.script(&sources),
            text_script: theme.text_script(&sources),
            digest: Digest::of_value(&(env!("LUOTSI_SOURCES"), theme.print_digest(&sources).to_string())),
            renderer: Arc::new(renderer),
            sources,
            theme: Arc::new(theme),
            press: Arc::default(),
        }
    }

    /// The same tools for another run, whose texts have changed.
    pub fn with_sources(&self, sources: Sources) -> Tools {
        Tools { sources, ..self.clone() }
    }

    fn press(&self) -> &pdf::Press {
        self.press.get_or_init(|| pdf::Press::new(&self.theme, &self.sources))
    }
}

/// What a job shows.
pub enum View {
    /// A page: its template, the language of its interface, and all that the template sees.
    Page(Box<html::PageView>),
    /// Something meant for paper.
    Sheet(Arc<sheet::view::SheetView>),
    /// The questions of a survey in all languages.
    Survey(Arc<survey::Survey>),
    /// Bytes that are ready.
    Ready(Arc<[u8]>),
}

/// A file to make.
pub type File<'a> = Job<'a, Tools, View>;

/// A format of files that pages offer: adds its files to the plan, and what it offers to the offers.
type Offered = fn(&Planning, &mut Vec<File<'static>>, &mut Vec<Offer>);

/// A format of files that stand on their own: adds its files to the plan.
type Format = for<'a> fn(&'a Planning<'a>, &mut Vec<File<'a>>);

/// Plans what pages offer for download. It is made first: pages tell its size.
pub fn plan_offers(planning: &Planning) -> (Vec<File<'static>>, Vec<Offer>) {
    let formats: [Offered; 2] = [sheet::plan, survey::plan];
    let (mut jobs, mut offers) = (Vec::new(), Vec::new());
    for format in formats {
        format(planning, &mut jobs, &mut offers);
    }
    (jobs, offers)
}

/// Plans everything else.
pub fn plan<'a>(planning: &'a Planning<'a>) -> Vec<File<'a>> {
    let formats: [Format; 3] = [html::plan, sitemap::plan, assets::plan];
    let mut jobs = Vec::new();
    for format in formats {
        format(planning, &mut jobs);
    }
    jobs
}

/// A file whose content is known when it is planned.
fn ready(path: SitePath, bytes: Arc<[u8]>, origin: Span) -> File<'static> {
    Job { path, view: Shown::Ready(View::Ready(bytes)), make: take, origin, key: None }
}

/// A text that is written when it is asked for.
fn text<'a>(path: SitePath, origin: Span, write: impl Fn() -> String + Send + Sync + 'a) -> File<'a> {
    let view = Shown::Later(Box::new(move || View::Ready(write().into_bytes().into())));
    Job { path, view, make: take, origin, key: None }
}

fn take(_: &Tools, view: &View) -> Result<Made, Box<Diagnostic>> {
    match view {
        View::Ready(bytes) => Ok(Made { bytes: Arc::clone(bytes), pages: None }),
        _ => unreachable!("only ready files are planned with this function"),
    }
}
