//! Waits for files to change, and gathers what changes together.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use anyhow::{Context, Result};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

/// Editors write a file in several steps; this much silence ends a change.
const SILENCE: Duration = Duration::from_millis(30);

/// Watches the sources of a project.
pub(super) struct Watch {
    project: PathBuf,
    events: Receiver<notify::Result<Event>>,
    _watcher: RecommendedWatcher,
}

impl Watch {
    /// Starts to watch `content/` and `themes/`.
    ///
    /// The project's own folder is watched for their coming and going; what else changes in it is passed over.
    pub(super) fn start(project: &Path) -> Result<Watch> {
        let (sender, events) = channel();
        let project = std::fs::canonicalize(project).with_context(|| format!("opening {}", project.display()))?;
        let mut watcher = notify::recommended_watcher(move |event| _ = sender.send(event)).context("watching files")?;
        watcher
            .watch(&project, RecursiveMode::NonRecursive)
            .with_context(|| format!("watching {}", project.display()))?;
        let mut watch = Watch { project, events, _watcher: watcher };
        watch.watch_sources();
        Ok(watch)
    }

    /// Watches the source folders that exist now; one that was away and has come back is watched anew.
    fn watch_sources(&mut self) {
        for folder in ["content", "themes"].map(|name| self.project.join(name)) {
            if folder.is_dir() {
                let _ = self._watcher.watch(&folder, RecursiveMode::Recursive);
            }
        }
    }

    /// Waits for the next change; the files that changed, below the project.
    pub(super) fn next(&mut self) -> Vec<String> {
        loop {
            let mut changed = BTreeSet::new();
            if let Ok(event) = self.events.recv() {
                self.note(event, &mut changed);
            }
            while let Ok(event) = self.events.recv_timeout(SILENCE) {
                self.note(event, &mut changed);
            }
            if !changed.is_empty() {
                if changed.iter().any(|path| path == "content" || path == "themes") {
                    self.watch_sources();
                }
                return changed.into_iter().collect();
            }
        }
    }

    fn note(&self, event: notify::Result<Event>, changed: &mut BTreeSet<String>) {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths {
            let Ok(inner) = path.strip_prefix(&self.project) else { continue };
            let inner = inner.to_string_lossy().replace('\\', "/");
            let name = inner.rsplit('/').next().unwrap_or_default();
            let is_source = inner.starts_with("content") || inner.starts_with("themes");
            if is_source && !name.starts_with('.') && !name.ends_with('~') && !name.starts_with('#') {
                changed.insert(inner);
            }
        }
    }
}
