//! What is on show now, and a bell that rings when it changes.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

use crate::engine::artifact::Artifacts;

/// What requests are answered from.
#[derive(Clone, Default)]
pub(super) struct Shown {
    /// The last site without errors.
    pub(super) artifacts: Arc<Artifacts>,
    /// What is wrong now, if anything is.
    pub(super) trouble: Option<Arc<Trouble>>,
    /// Counts up with every change.
    pub(super) version: u64,
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
}

impl Stage {
    /// What is on show, once there has been a first build; at most for `limit` it is waited for.
    pub(super) fn first(&self, limit: Duration) -> Shown {
        self.next(0, limit)
    }

    /// What is on show.
    pub(super) fn now(&self) -> Shown {
        self.shown.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Shows a new site, without trouble.
    pub(super) fn show(&self, artifacts: Arc<Artifacts>) {
        self.change(|shown| {
            shown.artifacts = artifacts;
            shown.trouble = None;
        });
    }

    /// Keeps the site and lays messages over it.
    pub(super) fn warn(&self, trouble: Trouble) {
        self.change(|shown| shown.trouble = Some(Arc::new(trouble)));
    }

    fn change(&self, change: impl FnOnce(&mut Shown)) {
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        change(&mut shown);
        shown.version += 1;
        self.bell.notify_all();
    }

    /// Waits until there is something newer than version `seen`, at most for `limit`.
    pub(super) fn next(&self, seen: u64, limit: Duration) -> Shown {
        let shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.bell.wait_timeout_while(shown, limit, |shown| shown.version == seen);
        waited.unwrap_or_else(PoisonError::into_inner).0.clone()
    }
}
