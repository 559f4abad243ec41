//! Builds sites one after the other: what has not changed is not made ready again, and what somebody is looking at comes first.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Built, Options};
use crate::base::diag::Diagnostics;
use crate::base::path::SitePath;
use crate::base::source::{Source, SourceId, Sources};
use crate::check;
use crate::engine::artifact::Artifacts;
use crate::engine::job::{Plan, Shown};
use crate::engine::memo::Memo;
use crate::engine::run;
use crate::formats::downloads::Downloads;
use crate::formats::{self, Edition, File, Planning, Tools};
use crate::site::Site;
use crate::site::config;
use crate::site::library::{Library, is_same};
use crate::site::load::load;
use crate::theme::render::Renderer;
use crate::theme::{Files, Theme};

/// How many files are made before it is asked again whether somebody waits for another one.
const BATCH: usize = 32;

/// Whoever waits for a site, and may wish to see a part of it before the whole is finished.
pub trait Onlooker: Sync {
    /// The paths that somebody is looking at, or waits for, now; `None` when it is the whole site that is waited for.
    fn looks_at(&self) -> Option<BTreeSet<SitePath>>;
    /// Files as they will be in the finished site, but for the sizes of downloads; `is_first` for the first ones of this build.
    fn sees(&self, files: Artifacts, is_first: bool);
    /// Whether the files have changed again, so that nobody waits for this site any more.
    fn has_left(&self) -> bool;
}

/// Waits for the whole site, however long it takes.
struct Patient;

impl Onlooker for Patient {
    fn looks_at(&self) -> Option<BTreeSet<SitePath>> {
        None
    }

    fn sees(&self, _: Artifacts, _: bool) {}

    fn has_left(&self) -> bool {
        false
    }
}

/// What one build leaves for the next.
#[derive(Default)]
pub struct Workshop {
    library: Library,
    kit: Option<Kit>,
    downloads: Arc<Downloads>,
}

/// Tools, and all that they were made from.
struct Kit {
    tools: Tools,
    guide: Option<Arc<[u8]>>,
    themes: Files,
    /// The theme's texts, and the name of the first one: messages point into them.
    texts: Vec<Source>,
    first: SourceId,
}

impl Workshop {
    /// Builds a site for somebody who waits until it is finished.
    pub fn build(&mut self, files: &Files, options: &Options, memo: &Memo) -> Built {
        self.build_for(&Patient, files, options, memo).expect("the patient do not leave")
    }

    /// Builds a site. `None` when the onlooker has left before it was finished.
    pub fn build_for(
        &mut self,
        onlooker: &dyn Onlooker,
        files: &Files,
        options: &Options,
        memo: &Memo,
    ) -> Option<Built> {
        let mut sources = Sources::default();
        let mut diags = Diagnostics::default();
        let site = load(files, options.drafts, &mut self.library, &mut sources, &mut diags);
        let tools = self.tools(&site, files, &mut sources, &mut diags);
        let edition = Edition {
            base_url: options.base_url.clone().or_else(|| site.config.base_url.clone()),
            at_root: options.at_root,
            addresses: options.addresses,
        };
        let mut planning = Planning::new(&site, &tools, &edition, Arc::clone(&self.downloads));
        self.show_ahead(onlooker, &planning, memo, &diags);
        let has_left = || onlooker.has_left();
        check::check(&site, &sources, options.today, &has_left, &mut diags);

        let mut plan = Plan::default();
        let (sheets, offers) = formats::plan_offers(&planning);
        let sheets = plan.admit(sheets, &mut diags);
        // What is made from faulty content or templates would only repeat what is reported already.
        let is_sound = !diags.has_errors();
        let mut artifacts = Artifacts::default();
        if is_sound {
            artifacts = make(onlooker, sheets, &tools, memo, &mut diags);
            planning.downloads = Arc::new(Downloads::new(offers, &artifacts));
        }
        let pages = plan.admit(formats::plan(&planning), &mut diags);
        if is_sound && !diags.has_errors() {
            artifacts.append(make(onlooker, pages, &tools, memo, &mut diags));
        } else {
            drop(pages);
        }
        if !diags.has_errors() {
            check::output::check(&artifacts, &edition.root(), &has_left, &mut diags);
        }
        if onlooker.has_left() {
            return None;
        }
        if !diags.has_errors() {
            self.downloads = Arc::clone(&planning.downloads);
            memo.sweep();
        }
        drop(planning);
        check::excuses::excuse(&site, options.today.is_some(), &mut diags);
        if options.strict {
            diags.make_strict();
        }
        diags.sort(&sources);
        Some(Built { artifacts, diagnostics: diags, sources, site })
    }

    /// The theme and the compiled templates: those of the build before where nothing that they are made from has changed.
    fn tools(&mut self, site: &Site, files: &Files, sources: &mut Sources, diags: &mut Diagnostics) -> Tools {
        let (guide, themes, first) = (files.get(config::FILE).cloned(), themes(files), sources.next());
        if let Some(kit) = self.kit.as_ref().filter(|kit| kit.is_for(guide.as_ref(), &themes, first)) {
            kit.texts.iter().for_each(|text| _ = sources.push(text.clone()));
            return kit.tools.with_sources(sources.clone());
        }
        let mut own = Diagnostics::default();
        let (name, asked) = &site.config.theme;
        let theme = Theme::load(name, *asked, &themes, sources, &mut own);
        theme.check_strings(site.config.languages.iter().map(|language| (&language.lang, language.span)), &mut own);
        let languages = site.config.languages.iter().map(|language| (&language.lang, &language.formats));
        let renderer = Renderer::new(&theme, languages, sources, &mut own);
        let tools = Tools::new(renderer, theme, sources.clone());
        let texts = sources.since(first).to_vec();
        let is_sound = own.iter().next().is_none();
        self.kit = is_sound.then(|| Kit { tools: tools.clone(), guide, themes, texts, first });
        diags.append(own);
        tools
    }

    /// Makes what the onlooker looks at, when neither what was read nor the changed documents hold a mistake.
    fn show_ahead(&self, onlooker: &dyn Onlooker, planning: &Planning, memo: &Memo, diags: &Diagnostics) {
        let Some(wanted) = onlooker.looks_at() else { return };
        let mut own = Diagnostics::default();
        let fresh: Vec<_> = self.library.fresh().iter().map(Arc::as_ref).collect();
        check::check_documents(planning.site, &fresh, &|| false, &mut own);
        if diags.has_errors() || own.has_errors() {
            return;
        }
        let mut jobs = formats::plan(planning);
        jobs.retain(|job| matches!(job.view, Shown::Ready(_)) || wanted.contains(&job.path));
        let files = run::run(&jobs, planning.tools, memo, &mut own);
        if !own.has_errors() {
            onlooker.sees(files, true);
        }
    }
}

impl Kit {
    fn is_for(&self, guide: Option<&Arc<[u8]>>, themes: &Files, first: SourceId) -> bool {
        let are_same = |one: &Files, other: &Files| {
            one.len() == other.len() && one.iter().zip(other).all(|(a, b)| a.0 == b.0 && is_same(a.1, b.1))
        };
        let is_same_guide = guide.zip(self.guide.as_ref()).is_some_and(|(now, before)| is_same(now, before));
        is_same_guide && self.first == first && are_same(&self.themes, themes)
    }
}

/// The files of a project's own themes.
fn themes(files: &Files) -> Files {
    let start = "themes/";
    let own = files.range(start.to_string()..).take_while(|(path, _)| path.starts_with(start));
    own.map(|(path, bytes)| (path.clone(), Arc::clone(bytes))).collect()
}

/// Makes the file of every job, first of those that the onlooker looks at; stops when the onlooker has left.
fn make(
    onlooker: &dyn Onlooker,
    mut jobs: Vec<File>,
    tools: &Tools,
    memo: &Memo,
    diags: &mut Diagnostics,
) -> Artifacts {
    let mut artifacts = Artifacts::default();
    while !jobs.is_empty() && !onlooker.has_left() {
        let Some(wanted) = onlooker.looks_at() else { return run::run(&jobs, tools, memo, diags) };
        jobs.sort_by_key(|job| wanted.contains(&job.path));
        let next = jobs.split_off(jobs.len().saturating_sub(BATCH));
        artifacts.append(run::run(&next, tools, memo, diags));
        onlooker.sees(artifacts.only(&wanted), false);
    }
    artifacts
}
