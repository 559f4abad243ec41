//! The finished site: one map from path to bytes.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::path::SitePath;
use crate::base::source::Span;

/// A finished file.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// What it was made from, for messages about it.
    pub origin: Span,
}

/// All finished files, by path.
#[derive(Clone, Debug, Default)]
pub struct Artifacts(BTreeMap<SitePath, Artifact>);

impl Artifacts {
    /// Adds a file.
    pub fn insert(&mut self, path: SitePath, artifact: Artifact) {
        self.0.insert(path, artifact);
    }

    /// The file at a path.
    pub fn get(&self, path: &str) -> Option<&Artifact> {
        self.0.get(&SitePath::new(path)?)
    }

    /// All files, in the order of their paths.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&SitePath, &Artifact)> {
        self.0.iter()
    }

    /// How many files there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
