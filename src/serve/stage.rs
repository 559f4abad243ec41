//! What is on show now, and a bell that rings when it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use super::answer::{self, Found};
use crate::base::path::SitePath;
use crate::engine::artifact::Artifacts;

/// Whoever has asked for a page, or said that they look at it, looks at it for so long.
const GAZE: Duration = Duration::from_secs(2);
/// More pages than a publisher and everyone around the table look at.
const MOST_GAZES: usize = 300;

/// What requests are answered from.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// The last whole site without errors.
    pub(super) artifacts: Arc<Artifacts>,
    /// While the next site is being made: what is finished of it. Nothing else is answered from the site before.
    ahead: Option<Arc<Artifacts>>,
    /// What is wrong now, if anything is.
    pub(super) trouble: Option<Arc<Trouble>>,
    /// Counts up with every change.
    pub(super) version: u64,
}

impl Shown {
    /// The files that answer for a path; `None` while what is there is being made.
    pub(super) fn site(&self, path: &str) -> Option<&Artifacts> {
        let Some(ahead) = &self.ahead else { return Some(&self.artifacts) };
        Some(&**ahead).filter(|ahead| !matches!(Found::at(path, ahead), Found::Nothing(_)))
    }
}

/// Why the files as they are now are not on show.
pub(super) struct Trouble {
    /// One sentence.
    pub(super) title: String,
    /// The messages, as the terminal has them.
    pub(super) text: String,
}

/// The place where the builder puts things on show, and everyone else looks.
#[derive(Default)]
pub(super) struct Stage {
    shown: Mutex<Shown>,
    bell: Condvar,
    gazes: Mutex<BTreeMap<SitePath, Instant>>,
}

impl Stage {
    /// What is on show.
    pub(super) fn now(&self) -> Shown {
        lock(&self.shown).clone()
    }

    /// What is on show, once there has been a first build; at most for `limit` it is waited for.
    pub(super) fn first(&self, limit: Duration) -> Shown {
        self.next(0, limit)
    }

    /// What is on show at a path, once there has been a first build and while nothing newer is being made there; at most for `limit`
    /// it is waited for.
    pub(super) fn at(&self, path: &str, limit: Duration) -> Shown {
        self.look_at(path);
        let is_awaited = |shown: &mut Shown| shown.version == 0 || shown.site(path).is_none();
        let waited = self.bell.wait_timeout_while(lock(&self.shown), limit, is_awaited);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Waits until there is something newer than version `seen`, at most for `limit`.
    pub(super) fn next(&self, seen: u64, limit: Duration) -> Shown {
        let waited = self.bell.wait_timeout_while(lock(&self.shown), limit, |shown| shown.version == seen);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Shows a new site, without trouble.
    pub(super) fn show(&self, artifacts: Arc<Artifacts>) {
        self.change(|shown| {
            shown.artifacts = artifacts;
            shown.ahead = None;
            shown.trouble = None;
        });
    }

    /// Shows a part of the next site; `is_first` for the first part of it.
    pub(super) fn show_ahead(&self, part: Artifacts, is_first: bool) {
        self.change(|shown| match &mut shown.ahead {
            Some(ahead) if !is_first => Arc::make_mut(ahead).append(part),
            // Only what is shown ahead from the start is without gaps.
            None if !is_first => {}
            ahead => *ahead = Some(Arc::new(part)),
        });
    }

    /// Keeps the site and lays messages over it.
    pub(super) fn warn(&self, trouble: Trouble) {
        self.change(|shown| {
            shown.ahead = None;
            shown.trouble = Some(Arc::new(trouble));
        });
    }

    fn change(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = lock(&self.shown);
        change(&mut shown);
        shown.version += 1;
        self.bell.notify_all();
    }

    /// Notes that somebody looks at a path.
    pub(super) fn look_at(&self, path: &str) {
        let Some(file) = SitePath::new(answer::file(path)) else { return };
        let mut gazes = lock(&self.gazes);
        if gazes.len() >= MOST_GAZES {
            gazes.retain(|_, since| since.elapsed() < GAZE);
        }
        if gazes.len() < MOST_GAZES {
            gazes.insert(file, Instant::now());
        }
    }

    /// The files that somebody looks at now.
    pub(super) fn looked_at(&self) -> BTreeSet<SitePath> {
        let gazes = lock(&self.gazes);
        gazes.iter().filter(|(_, since)| since.elapsed() < GAZE).map(|(path, _)| path.clone()).collect()
    }
}

/// A thread that panicked while it held the lock has left something whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::source::{SourceId, Span};
    use crate::engine::artifact::Artifact;

    const MOMENT: Duration = Duration::from_millis(20);

    fn site(pages: &[(&str, &str)]) -> Artifacts {
        let mut site = Artifacts::default();
        for (path, text) in pages {
            let artifact =
                Artifact { bytes: text.as_bytes().into(), pages: None, origin: Span::start_of(SourceId::default()) };
            site.insert(SitePath::new(*path).expect("a clean path"), artifact);
        }
        site
    }

    /// What is answered at a path; nothing while it is being made.
    fn seen(stage: &Stage, path: &str) -> Option<String> {
        let shown = stage.at(path, MOMENT);
        let page = shown.site(path)?.get(&answer::file(path)).map(|page| page.bytes.to_vec());
        page.map(|bytes| String::from_utf8(bytes).expect("text"))
    }

    #[test]
    fn nothing_of_the_old_site_is_answered_while_the_new_one_is_made() {
        let stage = Stage::default();
        let all = |text| site(&[("a/index.html", text), ("b/index.html", text)]);
        stage.show(Arc::new(all("old")));
        assert_eq!(seen(&stage, "/b/").as_deref(), Some("old"));
        stage.show_ahead(site(&[("a/index.html", "new")]), true);
        assert_eq!((seen(&stage, "/a/").as_deref(), seen(&stage, "/b/")), (Some("new"), None));
        assert!(stage.looked_at().contains(&SitePath::new("b/index.html").expect("a clean path")));
        stage.show_ahead(site(&[("b/index.html", "new")]), false);
        assert_eq!(seen(&stage, "/b/").as_deref(), Some("new"));
        // The files have changed again: what was made ahead is old as well.
        stage.show_ahead(site(&[("a/index.html", "newer")]), true);
        assert_eq!((seen(&stage, "/a/").as_deref(), seen(&stage, "/b/")), (Some("newer"), None));
        stage.warn(Trouble { title: String::new(), text: String::new() });
        assert_eq!(seen(&stage, "/a/").as_deref(), Some("old"));
        stage.show(Arc::new(all("newest")));
        assert_eq!(seen(&stage, "/b/").as_deref(), Some("newest"));
    }
}
