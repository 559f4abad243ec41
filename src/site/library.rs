//! What an earlier build has read: a file with the same bytes and the same name is not read again.
//!
//! Knows bytes. What reading a file depends on besides them is `guide.yaml`: when that changes, all is forgotten.

use std::collections::HashMap;
use std::sync::Arc;

use crate::base::diag::Diagnostics;
use crate::base::source::{Source, SourceId};
use crate::content::document::Document;

/// The documents of an earlier build, by the paths of their files.
#[derive(Debug, Default)]
pub struct Library {
    guide: Option<Arc<[u8]>>,
    volumes: HashMap<Arc<str>, Arc<Volume>>,
    fresh: Vec<Arc<Document>>,
}

/// A file, and what was made of it.
#[derive(Debug)]
pub(super) struct Volume {
    pub(super) bytes: Arc<[u8]>,
    pub(super) source: SourceId,
    pub(super) text: Source,
    pub(super) document: Arc<Document>,
    pub(super) found: Diagnostics,
}

impl Library {
    /// The documents that the last build had to read.
    pub fn fresh(&self) -> &[Arc<Document>] {
        &self.fresh
    }

    /// Forgets everything when `guide.yaml` is another one than before.
    pub(super) fn open(&mut self, guide: Option<&Arc<[u8]>>) {
        if !guide.zip(self.guide.as_ref()).is_some_and(|(now, before)| is_same(now, before)) {
            self.guide = guide.map(Arc::clone);
            self.volumes.clear();
        }
    }

    /// What was made of a file with these bytes.
    pub(super) fn volume(&self, path: &str, bytes: &Arc<[u8]>) -> Option<&Arc<Volume>> {
        self.volumes.get(path).filter(|volume| is_same(&volume.bytes, bytes))
    }

    /// Takes what a build has read, each with whether it is fresh; all else is forgotten.
    pub(super) fn shelve(&mut self, read: Vec<(Arc<Volume>, bool)>) {
        self.fresh = read.iter().filter(|one| one.1).map(|(volume, _)| Arc::clone(&volume.document)).collect();
        self.volumes = read.into_iter().map(|(volume, _)| (Arc::clone(&volume.text.path), volume)).collect();
    }
}

/// Whether two files are the same; those that nobody has read again are one piece of memory.
pub fn is_same(one: &Arc<[u8]>, other: &Arc<[u8]>) -> bool {
    Arc::ptr_eq(one, other) || one == other
}
