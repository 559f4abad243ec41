//! The finished site: one map from path to bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::path::SitePath;
use crate::base::source::Span;

/// A finished file.
#[derive(Clone, Debug)]
pub struct Artifact {
    /// Its content.
    pub bytes: Arc<[u8]>,
    /// How many pages it has, if it is made of pages.
    pub pages: Option<u32>,
    /// What it was made from, for messages about it.
    pub origin: Span,
}

/// What a job has made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The content of the file.
    pub bytes: Arc<[u8]>,
    /// How many pages it has, if it is made of pages.
    pub pages: Option<u32>,
}

impl From<Vec<u8>> for Made {
    fn from(bytes: Vec<u8>) -> Made {
        Made { bytes: bytes.into(), pages: None }
    }
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

    /// Takes over the files of another part of the site.
    pub fn append(&mut self, other: Artifacts) {
        self.0.extend(other.0);
    }

    /// The files at some paths.
    pub fn only(&self, paths: &BTreeSet<SitePath>) -> Artifacts {
        Artifacts(paths.iter().filter_map(|path| Some((path.clone(), self.0.get(path)?.clone()))).collect())
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
