//! Waits for files to change: at once for a file that was saved whole, a moment for what is still going on.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use notify::event::{AccessKind, AccessMode, CreateKind, ModifyKind, RenameMode};
use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::site::load::{SOURCES, is_source};
use crate::theme::Files;

/// Editors write a file in several steps; this much silence ends them. Linux tells when a file is closed, so there only what is really
/// half done waits so long.
const SILENCE: Duration = Duration::from_millis(if cfg!(target_os = "linux") { 120 } else { 30 });
/// Whatever is going on, for so long it is waited for.
const PATIENCE: Duration = Duration::from_millis(300);
/// Files that are put into a new folder before it is watched are found by a second look.
const SECOND_LOOK: Duration = Duration::from_millis(100);

/// Where to look for what has changed.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// At these paths below the project.
    At(Vec<String>),
    /// Everywhere.
    Anywhere,
}

/// How long to wait for a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Patience {
    /// A moment.
    Short,
    /// About a second.
    Long,
    /// Until there is one.
    Endless,
}

impl Patience {
    fn limit(self) -> Duration {
        match self {
            Patience::Short => SILENCE,
            Patience::Long => Duration::from_secs(1),
            Patience::Endless => Duration::MAX,
        }
    }
}

/// How far the writing of a file is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    UnderWay,
    Done,
}

/// Watches the sources of a project.
pub(super) enum Watch {
    /// The system tells of changes.
    Told(Box<Told>),
    /// For file systems that tell nothing: everything is looked at, again and again.
    ///
    /// The library's own way of polling compares times in whole seconds, and would miss the second of two quick changes.
    Polled(Duration),
}

/// What the system tells.
pub(super) struct Told {
    project: PathBuf,
    events: Receiver<notify::Result<Event>>,
    watcher: RecommendedWatcher,
    waiting: BTreeMap<String, Step>,
    looks_again: bool,
    news: Arc<AtomicBool>,
}

impl Watch {
    /// Starts to watch `content/` and `themes/`; with `poll`, by looking so often.
    pub(super) fn start(project: &Path, poll: Option<Duration>) -> Result<Watch> {
        match poll {
            Some(interval) => Ok(Watch::Polled(interval)),
            None => Told::start(project).map(|told| Watch::Told(Box::new(told))),
        }
    }

    /// Waits for the next change, not longer than `patience` has it; `known` are the files as they were read last.
    pub(super) fn next(&mut self, known: &Files, patience: Patience) -> Change {
        match self {
            Watch::Told(told) => {
                let change = told.next(known, patience);
                told.news.store(false, Ordering::Relaxed);
                change
            }
            Watch::Polled(interval) => {
                std::thread::sleep(*interval);
                Change::Anywhere
            }
        }
    }

    /// Becomes true when something happens after a change that was told.
    pub(super) fn news(&self) -> Arc<AtomicBool> {
        match self {
            Watch::Told(told) => Arc::clone(&told.news),
            Watch::Polled(_) => Arc::default(),
        }
    }

    /// Watches everything anew: a project that was away may have come back as another folder.
    pub(super) fn renew(&mut self) {
        if let Watch::Told(told) = self {
            told.renew();
        }
    }

    /// Whether something more happens within a moment.
    pub(super) fn goes_on(&mut self, known: &Files) -> bool {
        match self {
            Watch::Told(told) => told.goes_on(known),
            Watch::Polled(_) => false,
        }
    }
}

impl Told {
    /// The project's own folder is watched for the coming and going of its source folders; what else changes in it is passed over.
    fn start(project: &Path) -> Result<Told> {
        let (sender, events) = channel();
        let project = std::fs::canonicalize(project).with_context(|| format!("opening {}", project.display()))?;
        let news = Arc::new(AtomicBool::new(false));
        let (ring, root) = (Arc::clone(&news), project.clone());
        let tell = move |event: notify::Result<Event>| {
            let is_read = matches!(&event, Ok(Event { kind: EventKind::Access(access), .. }) if *access != AccessKind::Close(AccessMode::Write));
            // What else happens in the project's folder must not keep anybody waiting.
            let concerns = |path: &PathBuf| *path == root || is_source_at(path, &root);
            let is_ours = |event: &Event| event.need_rescan() || event.paths.iter().any(concerns);
            if !is_read && event.as_ref().map_or(true, is_ours) {
                ring.store(true, Ordering::Relaxed);
                _ = sender.send(event);
            }
        };
        let watcher =
            RecommendedWatcher::new(tell, Config::default().with_follow_symlinks(false)).context("watching files")?;
        let mut told = Told { project, events, watcher, waiting: BTreeMap::new(), looks_again: false, news };
        told.watcher.watch(&told.project, RecursiveMode::NonRecursive).context(ADVICE)?;
        told.watch_sources().context(ADVICE)?;
        Ok(told)
    }

    /// Watches the source folders that exist now; one that was away and has come back is watched anew.
    fn watch_sources(&mut self) -> notify::Result<()> {
        let folders = SOURCES.map(|name| self.project.join(name));
        folders
            .iter()
            .filter(|folder| folder.is_dir())
            .try_for_each(|folder| self.watcher.watch(folder, RecursiveMode::Recursive))
    }

    fn renew(&mut self) {
        let _ = self.watcher.watch(&self.project, RecursiveMode::NonRecursive);
        let _ = self.watch_sources();
        // What happened before the watching began was told by nobody.
        self.looks_again = true;
    }

    fn next(&mut self, known: &Files, patience: Patience) -> Change {
        let mut start = Instant::now();
        loop {
            if self.waiting.is_empty() {
                start = Instant::now();
            }
            let limit = match (self.is_done(), self.waiting.is_empty(), self.looks_again) {
                // What has been told already belongs to the same change.
                (true, ..) => Duration::ZERO,
                (false, false, _) => SILENCE.min(PATIENCE.saturating_sub(start.elapsed())),
                (false, true, true) => SECOND_LOOK,
                (false, true, false) => patience.limit(),
            };
            match self.events.recv_timeout(limit) {
                Ok(event) => self.note(event, known),
                Err(RecvTimeoutError::Disconnected) => std::thread::sleep(SECOND_LOOK),
                Err(RecvTimeoutError::Timeout) if self.waiting.is_empty() && self.looks_again => {
                    self.looks_again = false;
                    return Change::Anywhere;
                }
                Err(RecvTimeoutError::Timeout) => {
                    return Change::At(std::mem::take(&mut self.waiting).into_keys().collect());
                }
            }
        }
    }

    fn goes_on(&mut self, known: &Files) -> bool {
        while self.waiting.is_empty() {
            let Ok(event) = self.events.recv_timeout(SILENCE) else { return false };
            self.note(event, known);
        }
        true
    }

    fn is_done(&self) -> bool {
        !self.waiting.is_empty() && self.waiting.values().all(|step| *step == Step::Done)
    }

    fn note(&mut self, event: notify::Result<Event>, known: &Files) {
        let Ok(event) = event else {
            self.looks_again = true;
            return;
        };
        // The project's folder itself tells when it is moved away or deleted, and nothing below it does.
        self.looks_again |= event.need_rescan() || event.paths.contains(&self.project);
        for (at, path) in event.paths.iter().enumerate() {
            let Some(inner) = inner(path, &self.project).filter(|inner| is_source(inner)) else { continue };
            if SOURCES.contains(&inner.as_str()) {
                // A folder that cannot be watched any more is looked at by hand.
                self.looks_again |= self.watch_sources().is_err();
            }
            let is_folder = matches!(event.kind, EventKind::Create(CreateKind::Folder)) || path.is_dir();
            self.looks_again |= is_folder;
            match step(event.kind, at, is_known(&inner, known)) {
                Some(step) => _ = self.waiting.insert(inner, step),
                None => _ = self.waiting.remove(&inner),
            }
        }
    }
}

/// A path below the project as it is read: what is no text in it is replaced.
fn inner(path: &Path, project: &Path) -> Option<String> {
    Some(path.strip_prefix(project).ok()?.to_string_lossy().into_owned())
}

fn is_source_at(path: &Path, project: &Path) -> bool {
    inner(path, project).is_some_and(|path| is_source(&path))
}

const ADVICE: &str = "the system cannot tell of changes here; try --poll";

/// Whether a path is a file that was read, or a folder of such files.
fn is_known(path: &str, files: &Files) -> bool {
    let below = format!("{path}/");
    files.contains_key(path) || files.range(below.clone()..).next().is_some_and(|(first, _)| first.starts_with(&below))
}

/// What an event says of its path; `None` when that never mattered.
///
/// Editors write beside a file and rename, or move it away and write it anew: what is new may be only a step on the way, and
/// what has gone may come back.
fn step(kind: EventKind, at: usize, is_known: bool) -> Option<Step> {
    let has_gone = match kind {
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(RenameMode::From)) => true,
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => at == 0,
        _ => false,
    };
    let is_whole = match kind {
        EventKind::Access(_) | EventKind::Modify(ModifyKind::Name(RenameMode::To)) => true,
        EventKind::Modify(ModifyKind::Name(RenameMode::Both)) => at == 1,
        _ => false,
    };
    match (has_gone, is_known) {
        (true, false) => None,
        (false, true) if is_whole => Some(Step::Done),
        _ => Some(Step::UnderWay),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{DataChange, RemoveKind};

    const CREATED: EventKind = EventKind::Create(CreateKind::File);
    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));
    const CLOSED: EventKind = EventKind::Access(AccessKind::Close(AccessMode::Write));
    const REMOVED: EventKind = EventKind::Remove(RemoveKind::File);
    const FROM: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::From));
    const TO: EventKind = EventKind::Modify(ModifyKind::Name(RenameMode::To));

    /// What is waited for after some events, `*` where the writing is under way; `a` is known.
    fn after(events: &[(&str, EventKind)]) -> String {
        let mut waiting = BTreeMap::new();
        for (path, kind) in events {
            match step(*kind, 0, *path == "a") {
                Some(step) => _ = waiting.insert(*path, step),
                None => _ = waiting.remove(path),
            }
        }
        waiting
            .into_iter()
            .map(|(path, step)| if step == Step::Done { path.to_string() } else { format!("{path}*") })
            .collect()
    }

    #[test]
    fn a_saved_file_is_taken_at_once_however_the_editor_saves() {
        assert_eq!(after(&[("a", WRITTEN)]), "a*", "being written");
        assert_eq!(after(&[("a", WRITTEN), ("a", WRITTEN), ("a", CLOSED)]), "a", "written in place");
        assert_eq!(after(&[("t", CREATED), ("t", WRITTEN), ("t", CLOSED)]), "t*", "written beside");
        assert_eq!(after(&[("t", CREATED), ("t", CLOSED), ("t", FROM), ("a", TO)]), "a", "and renamed over");
        assert_eq!(after(&[("a", FROM), ("b", TO)]), "a*b*", "moved away");
        assert_eq!(
            after(&[("a", FROM), ("b", TO), ("a", CREATED), ("a", CLOSED), ("b", REMOVED)]),
            "a",
            "and written anew"
        );
        assert_eq!(after(&[("4913", CREATED), ("4913", CLOSED), ("4913", REMOVED)]), "", "tried whether it can write");
        assert_eq!(after(&[("a", REMOVED)]), "a*", "removed");
    }
}
