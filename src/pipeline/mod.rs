//! The one road: folder → site → artifacts and diagnostics. Every command takes it.

pub mod workshop;

use std::path::Path;

use anyhow::Result;
use jiff::civil::Date;

use crate::base::diag::Diagnostics;
use crate::base::digest::Digest;
use crate::base::source::Sources;
use crate::engine::artifact::Artifacts;
use crate::engine::memo::Memo;
use crate::site::Site;
use crate::site::load::{Drafts, digest, read_folder};
use crate::theme::Files;
use workshop::Workshop;

/// How a site is to be made.
#[derive(Clone, Debug)]
pub struct Options {
    /// Overrules the base URL of `guide.yaml`.
    pub base_url: Option<String>,
    /// Whether the site is served at the root of its host, whatever folder the base URL names: so the preview does.
    pub at_root: bool,
    /// Addresses for a host or for a disk.
    pub addresses: crate::base::path::Addresses,
    /// Whether drafts are pages.
    pub drafts: Drafts,
    /// Whether warnings count as errors.
    pub strict: bool,
    /// What day it is, for rules about what grows old; nothing that is made depends on it.
    pub today: Option<Date>,
}

/// What a run has made and found out.
pub struct Built {
    /// The finished files; incomplete when there are errors.
    pub artifacts: Artifacts,
    /// All mistakes, in order.
    pub diagnostics: Diagnostics,
    /// The texts the mistakes are in.
    pub sources: Sources,
    /// The documents.
    pub site: Site,
}

/// Reads a project's folder and builds its site in memory, with what `memo` remembers of earlier builds.
///
/// # Errors
/// When the folder cannot be read; mistakes of authors are diagnostics, not errors.
pub fn build_folder(project: &Path, options: &Options, memo: &Memo) -> Result<Built> {
    Ok(build(&read_folder(project)?, options, memo))
}

/// The digest of all that decides what is published to a folder: the program, the files, how they are made into a site.
pub fn key(files: &Files, options: &Options, folder: &Path) -> Digest {
    let parts =
        [env!("LUOTSI_SOURCES").to_string(), digest(files).to_string(), format!("{options:?} {}", folder.display())];
    Digest::of_value(&parts)
}

/// Builds a site from files in memory.
pub fn build(files: &Files, options: &Options, memo: &Memo) -> Built {
    Workshop::default().build(files, options, memo)
}
