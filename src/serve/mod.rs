//! The preview: the site in memory, served to this machine, rebuilt whenever a file changes.

mod http;
mod overlay;
mod watch;

use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::base::show::{self, Colour};
use crate::engine::artifact::Artifacts;
use crate::engine::memo::Memo;
use crate::pipeline::{self, Built, Options};

/// Something the person at the terminal should hear of.
pub enum Event<'a> {
    /// The site was built anew.
    Built {
        /// The files that had changed; none at the start.
        changed: Vec<String>,
        /// The outcome.
        built: &'a Built,
        /// How long it took.
        took: Duration,
    },
    /// The folder could not be read.
    Failed(&'a anyhow::Error),
}

/// What requests are answered from.
#[derive(Default)]
struct Shown {
    /// The last site without errors.
    artifacts: Arc<Artifacts>,
    /// What is wrong now, for the overlay; empty when all is well.
    trouble: String,
    /// Counts up with every build, so that browsers know theirs is old.
    version: u64,
}

/// [`Shown`], and a bell that rings when it changes.
#[derive(Default)]
struct Stage {
    shown: Mutex<Shown>,
    bell: Condvar,
}

impl Stage {
    fn with<T>(&self, look: impl FnOnce(&Shown) -> T) -> T {
        look(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn show(&self, artifacts: Option<Arc<Artifacts>>, trouble: String) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(artifacts) = artifacts {
            shown.artifacts = artifacts;
        }
        shown.trouble = trouble;
        shown.version += 1;
        self.bell.notify_all();
    }

    /// Waits until there is a newer version than `seen`, at most for `limit`.
    fn wait(&self, seen: u64, limit: Duration) -> u64 {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.bell.wait_timeout_while(shown, limit, |shown| shown.version == seen);
        waited.map(|(shown, _)| shown.version).unwrap_or(seen)
    }
}

/// A running preview.
pub struct Preview {
    project: PathBuf,
    options: Options,
    memo: Memo,
    stage: Arc<Stage>,
    server: http::Server,
}

impl Preview {
    /// Starts to listen.
    ///
    /// # Errors
    /// When the port is taken.
    pub fn start(project: &Path, options: Options, host: IpAddr, port: u16) -> Result<Preview> {
        let stage = Arc::new(Stage::default());
        let server = http::Server::start(host, port, &stage)?;
        Ok(Preview { project: project.to_path_buf(), options, memo: Memo::of_project(project), stage, server })
    }

    /// Where the site is.
    pub fn address(&self) -> String {
        self.server.address()
    }

    /// Builds now and after every change, for ever; `tell` hears of each build.
    ///
    /// # Errors
    /// When the first look at the folder fails, or it cannot be watched.
    pub fn run(self, mut tell: impl FnMut(Event)) -> Result<()> {
        let mut watch = watch::Watch::start(&self.project)?;
        let mut changed = Vec::new();
        self.build(changed, &mut tell)?;
        loop {
            changed = watch.next();
            if let Err(error) = self.build(changed, &mut tell) {
                // The folder may be away for a moment, while a branch changes or a folder is renamed.
                self.stage.show(None, format!("{error:#}"));
                tell(Event::Failed(&error));
            }
        }
    }

    fn build(&self, changed: Vec<String>, tell: &mut impl FnMut(Event)) -> Result<()> {
        let start = Instant::now();
        let built = pipeline::build_folder(&self.project, &self.options, &self.memo)?;
        if built.diagnostics.has_errors() {
            self.stage.show(None, show::human(&built.diagnostics, &built.sources, Colour::Off));
        } else {
            self.stage.show(Some(Arc::new(built.artifacts.clone())), String::new());
        }
        tell(Event::Built { changed, built: &built, took: start.elapsed() });
        Ok(())
    }
}
