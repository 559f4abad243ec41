//! The table of output formats: which files a site consists of.

pub mod assets;
pub mod body;
pub mod form_view;
pub mod head;
pub mod html;
pub mod meta_view;
pub mod sitemap;
mod utility;
pub mod view;
pub mod views;

use crate::base::diag::Diagnostics;
use crate::base::path::Addresses;
use crate::base::source::Sources;
use crate::engine::job::{Job, Plan};
use crate::site::Site;
use crate::theme::Theme;
use crate::theme::render::Renderer;

/// What renderers may use besides their view.
pub struct Tools {
    /// The compiled templates.
    pub renderer: Renderer,
    /// The texts that messages point into.
    pub sources: Sources,
}

/// How the site will be reached.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Where the site will be, with `/` at its end; without it, what needs whole addresses is left out.
    pub base_url: Option<String>,
    /// Whether addresses end with the folder or with the file.
    pub addresses: Addresses,
}

/// What a job shows.
pub enum View {
    /// A page: its template, the language of its interface, and all that the template sees.
    Page(Box<html::PageView>),
    /// Bytes that are ready.
    Ready(Vec<u8>),
}

/// Everything a format needs to plan its files.
pub struct Planning<'a> {
    /// The documents.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// Sources, for the texts of the theme.
    pub sources: &'a Sources,
    /// How the site will be reached.
    pub edition: &'a Edition,
    /// The path of the style sheet.
    pub style: String,
}

/// An output format: adds its files to the plan.
type Format = fn(&Planning, &mut Vec<Job<Tools, View>>);

/// Plans every file of the site.
pub fn plan(
    site: &Site,
    theme: &Theme,
    sources: &Sources,
    edition: &Edition,
    diags: &mut Diagnostics,
) -> Plan<Tools, View> {
    let planning = Planning { site, theme, sources, edition, style: theme.style(sources).path };
    let formats: [Format; 3] = [html::plan, sitemap::plan, assets::plan];
    let mut jobs = Vec::new();
    for format in formats {
        format(&planning, &mut jobs);
    }
    Plan::new(jobs, diags)
}

/// The `make` of files whose content is known when they are planned.
fn ready(_: &Tools, view: &View) -> Result<Vec<u8>, Box<crate::base::diag::Diagnostic>> {
    match view {
        View::Ready(bytes) => Ok(bytes.clone()),
        View::Page(_) => unreachable!("pages are planned with their own function"),
    }
}
