//! The one road: folder → site → artifacts and diagnostics. Every command takes it.

use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;

use crate::base::diag::Diagnostics;
use crate::base::digest::Digest;
use crate::base::source::Sources;
use crate::check;
use crate::engine::artifact::Artifacts;
use crate::engine::job::Plan;
use crate::engine::memo::Memo;
use crate::engine::run;
use crate::formats::downloads::Downloads;
use crate::formats::{self, Edition, Planning, Tools};
use crate::site::Site;
use crate::site::load::{Drafts, digest, load, read_folder};
use crate::theme::render::Renderer;
use crate::theme::{Files, Theme};

/// How a site is to be made.
#[derive(Clone, Debug)]
pub struct Options {
    /// Overrules the base URL of `guide.yaml`.
    pub base_url: Option<String>,
    /// Addresses for a host or for a disk.
    pub addresses: crate::base::path::Addresses,
    /// Whether drafts are pages.
    pub drafts: Drafts,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// What day it is, for rules about what grows old; nothing that is made depends on it.
    pub today: Option<Date>,
}

/// What a run has made and found out.
pub struct Built {
    /// The finished files; incomplete when there are errors.
    pub artifacts: Artifacts,
    /// All mistakes, in order.
    pub diagnostics: Diagnostics,
    /// The texts the mistakes are in.
    pub sources: Sources,
    /// The documents.
    pub site: Site,
}

/// Reads a project's folder and builds its site in memory, with what `memo` remembers of earlier builds.
///
/// # Errors
/// When the folder cannot be read; mistakes of authors are diagnostics, not errors.
pub fn build_folder(project: &Path, options: &Options, memo: &Memo) -> Result<Built> {
    Ok(build(&read_folder(project)?, options, memo))
}

/// The digest of all that decides what is published to a folder: the program, the files, how they are made into a site.
pub fn key(files: &Files, options: &Options, folder: &Path) -> Digest {
    let parts =
        [env!("LUOTSI_SOURCES").to_string(), digest(files).to_string(), format!("{options:?} {}", folder.display())];
    Digest::of_value(&parts)
}

/// Builds a site from files in memory.
pub fn build(files: &Files, options: &Options, memo: &Memo) -> Built {
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let site = load(files, options.drafts, &mut sources, &mut diags);
    let (theme_name, asked) = &site.config.theme;
    let theme = Theme::load(theme_name, *asked, files, &mut sources, &mut diags);
    theme.check_strings(site.config.languages.iter().map(|language| (&language.lang, language.span)), &mut diags);
    check::check(&site, &sources, options.today, &mut diags);
    check::writing::figures(&site, |source| sources.get(source).text.to_string(), &mut diags);

    let languages = site.config.languages.iter().map(|language| (&language.lang, &language.formats));
    let renderer = Renderer::new(&theme, languages, &sources, &mut diags);
    let edition = Edition {
        base_url: options.base_url.clone().or_else(|| site.config.base_url.clone()),
        addresses: options.addresses,
    };
    let tools = Tools::new(renderer, theme.clone(), sources.clone());
    let mut planning = Planning::new(&site, &theme, &sources, &edition);
    let mut plan = Plan::default();
    let (sheets, offers) = formats::plan_offers(&planning);
    let sheets = plan.admit(sheets, &mut diags);
    // What is made from faulty content or templates would only repeat what is reported already.
    let is_sound = !diags.has_errors();
    let mut artifacts = Artifacts::default();
    if is_sound {
        artifacts = run::run(&sheets, &tools, memo, &mut diags);
        planning.downloads = Downloads::new(offers, &artifacts);
    }
    let pages = plan.admit(formats::plan(&planning), &mut diags);
    if is_sound && !diags.has_errors() {
        artifacts.append(run::run(&pages, &tools, memo, &mut diags));
    }
    drop(pages);
    if !diags.has_errors() {
        memo.sweep();
        check::output::check(&artifacts, &root(&edition), &mut diags);
    }
    check::excuses::excuse(&site, options.today.is_some(), &mut diags);
    if options.strict {
        diags.make_strict();
    }
    diags.sort(&sources);
    Built { artifacts, diagnostics: diags, sources, site }
}

/// The path of the site's root on its host.
fn root(edition: &Edition) -> String {
    let folder = edition.base_url.as_ref().and_then(|url| url.splitn(4, '/').nth(3));
    format!("/{}", folder.unwrap_or_default())
}
