//! The preview: the site in memory, served to this machine, rebuilt whenever a file changes.

mod answer;
mod connections;
mod door;
mod reload;
mod request;
mod response;
mod stage;
mod watch;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};

use crate::base::diag::{Diagnostics, Severity};
use crate::base::path::SitePath;
use crate::base::show::{self, Colour};
use crate::base::source::Sources;
use crate::engine::artifact::Artifacts;
use crate::engine::memo::Memo;
use crate::pipeline::workshop::{Onlooker, Workshop};
use crate::pipeline::{Built, Options};
use crate::site::load::{SOURCES, read_again, read_folder};
use crate::theme::Files;
use door::Door;
pub use door::Place;
use stage::{Stage, Trouble};
use watch::{Change, Patience, Watch};

/// For so long builds are left unfinished, or their mistakes kept back, while files go on changing.
const RESTLESS: Duration = Duration::from_secs(60);

const READING: &str = "The files cannot be read now";
const BUILDING: &str = "The site cannot be built now";

/// Something the person at the terminal should hear of.
pub enum Event<'a> {
    /// The site was built anew.
    Built(Rebuilt<'a>),
    /// The folder could not be read.
    Failed(&'a anyhow::Error),
}

/// A build, and what was new in it.
pub struct Rebuilt<'a> {
    /// The files that had changed; none at the start.
    pub changed: &'a [String],
    /// How many pages are different now.
    pub pages: usize,
    /// How many other files are.
    pub others: usize,
    /// What is wrong.
    pub diagnostics: &'a Diagnostics,
    /// The texts that the mistakes are in.
    pub sources: &'a Sources,
    /// How long it took, from reading the files until the whole site was on show.
    pub took: Duration,
    /// How long it took until the pages were on show that somebody is looking at, when they came first.
    pub ahead: Option<Duration>,
}

/// A running preview.
pub struct Preview {
    project: PathBuf,
    options: Options,
    place: Place,
    memo: Memo,
    workshop: Workshop,
    stage: Arc<Stage>,
    door: Arc<Door>,
}

impl Preview {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the port is taken, or the host is not this machine.
    pub fn start(project: &Path, options: Options, place: Place) -> Result<Preview> {
        let stage = Arc::new(Stage::default());
        let door = Arc::new(Door::open(&place)?);
        connections::serve(Arc::clone(&door), Arc::clone(&stage));
        let (project, memo) = (project.to_path_buf(), Memo::of_project(project));
        Ok(Preview { project, options, place, memo, workshop: Workshop::default(), stage, door })
    }

    /// Where the site is.
    pub fn address(&self) -> String {
        self.door.address()
    }

    /// Where other machines find it; `None` when they cannot.
    pub fn address_for_others(&self) -> Option<String> {
        self.door.address_for_others()
    }

    /// The usual port, when another had to be taken.
    pub fn moved_from(&self) -> Option<u16> {
        self.door.moved_from(&self.place)
    }

    /// Builds now and after every change, for ever; `tell` hears of each build. With `poll`, changes are looked for so often.
    ///
    /// # Errors
    /// When the first look at the folder fails, or it cannot be watched.
    pub fn run(mut self, poll: Option<Duration>, mut tell: impl FnMut(Event)) -> Result<()> {
        let mut watch = Watch::start(&self.project, poll)?;
        let mut start = Instant::now();
        let mut files = read_folder(&self.project)?;
        let mut changed: Vec<String> = Vec::new();
        let mut unfinished: Option<Instant> = None;
        loop {
            let stage = Arc::clone(&self.stage);
            let may_leave = unfinished.is_none_or(|since| since.elapsed() < RESTLESS);
            let audience = Audience { stage: &stage, news: watch.news(), start, may_leave, ahead: OnceLock::new() };
            let outcome = self.build(&files, &audience).transpose();
            let ahead = audience.ahead.get().copied();
            let has_errors = !matches!(&outcome, Some(Ok(built)) if !built.diagnostics.has_errors());
            match outcome {
                // Half of a change is often wrong: mistakes are shown once the files are at rest.
                Some(outcome) if !(has_errors && may_leave && watch.goes_on(&files)) => {
                    unfinished = None;
                    self.show(outcome, &changed, start, ahead, &mut tell);
                    changed.clear();
                }
                _ => _ = unfinished.get_or_insert(start),
            }
            (start, files) = self.wait(&mut watch, &files, unfinished.is_some(), &mut changed, &mut tell);
        }
    }

    /// Waits until files have really changed; the names of those are added to `changed`. After a build that was left unfinished or
    /// kept back, a look at the files that finds them unchanged is news as well.
    fn wait(
        &self,
        watch: &mut Watch,
        files: &Files,
        is_unfinished: bool,
        changed: &mut Vec<String>,
        tell: &mut impl FnMut(Event),
    ) -> (Instant, Files) {
        let (mut is_away, mut is_behind) = (false, false);
        loop {
            let patience = match (is_unfinished, is_away) {
                (true, _) => Patience::Short,
                // Nothing tells of a project folder that comes back.
                (false, true) => Patience::Long,
                (false, false) => Patience::Endless,
            };
            let paths = match watch.next(files, patience) {
                Change::At(paths) if !is_behind => paths,
                Change::At(_) | Change::Anywhere => SOURCES.map(str::to_string).to_vec(),
            };
            let start = Instant::now();
            match read_again(&self.project, files.clone(), paths.iter().map(String::as_str)) {
                Ok(now) => {
                    if std::mem::take(&mut is_behind) {
                        watch.renew();
                    }
                    let news = differences(files, &now);
                    if !news.is_empty() || is_away || is_unfinished {
                        changed.extend(news);
                        changed.sort();
                        changed.dedup();
                        return (start, now);
                    }
                }
                Err(error) => {
                    // What was told has not been read: the next look is at everything.
                    is_behind = true;
                    // The folder may be away for a moment, while a branch changes or a folder is renamed.
                    if !watch.goes_on(files) && !is_away {
                        self.stage.warn(failure(READING, &error));
                        tell(Event::Failed(&error));
                        is_away = true;
                    }
                }
            }
        }
    }

    /// Builds the site; `None` when the files have changed before it was finished.
    fn build(&mut self, files: &Files, audience: &Audience) -> Result<Option<Built>> {
        let Preview { workshop, options, memo, .. } = self;
        // A mistake of ours in one place should not cost the author the preview.
        catch_unwind(AssertUnwindSafe(|| workshop.build_for(audience, files, options, memo))).map_err(|_| {
            self.workshop = Workshop::default();
            anyhow!("Luotsi itself has made a mistake; please report it with the file that was changed last")
        })
    }

    fn show(
        &self,
        outcome: Result<Built>,
        changed: &[String],
        start: Instant,
        ahead: Option<Duration>,
        tell: &mut impl FnMut(Event),
    ) {
        let Built { artifacts, diagnostics, sources, .. } = match outcome {
            Ok(built) => built,
            Err(error) => {
                self.stage.warn(failure(BUILDING, &error));
                return tell(Event::Failed(&error));
            }
        };
        let before = self.stage.now().artifacts;
        let artifacts = if diagnostics.has_errors() {
            self.stage.warn(mistakes(&diagnostics, &sources, &before));
            Arc::clone(&before)
        } else {
            let artifacts = Arc::new(artifacts);
            self.stage.show(Arc::clone(&artifacts));
            artifacts
        };
        let took = start.elapsed();
        // Counted when the browsers know already.
        let (pages, others) = reload::differences(&before, &artifacts);
        tell(Event::Built(Rebuilt {
            changed,
            pages,
            others,
            diagnostics: &diagnostics,
            sources: &sources,
            took,
            ahead,
        }));
    }
}

/// The browsers at the stage, and the person who writes.
struct Audience<'a> {
    stage: &'a Stage,
    news: Arc<AtomicBool>,
    start: Instant,
    may_leave: bool,
    ahead: OnceLock<Duration>,
}

impl Onlooker for Audience<'_> {
    fn looks_at(&self) -> Option<BTreeSet<SitePath>> {
        let shown = self.stage.now();
        // The first site is shown whole, and while something is wrong the last good one stays.
        let is_whole = !shown.artifacts.is_empty() && shown.trouble.is_none();
        is_whole.then(|| self.stage.looked_at())
    }

    fn sees(&self, files: Artifacts, is_first: bool) {
        if is_first {
            self.stage.show_ahead(files, true);
            let _ = self.ahead.set(self.start.elapsed());
        } else if !files.is_empty() {
            self.stage.show_ahead(files, false);
        }
    }

    fn has_left(&self) -> bool {
        self.may_leave && self.news.load(Ordering::Relaxed)
    }
}

fn mistakes(diagnostics: &Diagnostics, sources: &Sources, site: &Artifacts) -> Trouble {
    let errors = match diagnostics.count(Severity::Error) {
        1 => "There is 1 error".to_string(),
        number => format!("There are {number} errors"),
    };
    let rest = if site.is_empty() { "" } else { "; the page is as it was before" };
    Trouble { title: format!("{errors}{rest}"), text: show::human(diagnostics, sources, Colour::Off) }
}

/// What could not be done, and why.
fn failure(title: &str, error: &anyhow::Error) -> Trouble {
    Trouble { title: title.to_string(), text: format!("{error:#}") }
}

/// The paths of files that are new, different or gone.
fn differences(old: &Files, new: &Files) -> Vec<String> {
    let is_same = |path: &String, bytes: &Arc<[u8]>| {
        old.get(path).is_some_and(|other| Arc::ptr_eq(other, bytes) || other == bytes)
    };
    let changed = new.iter().filter(|(path, bytes)| !is_same(path, bytes)).map(|(path, _)| path);
    let gone = old.keys().filter(|path| !new.contains_key(*path));
    changed.chain(gone).cloned().collect()
}
