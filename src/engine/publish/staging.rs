//! The folder beside the output: the new site before the swap, the old one after it, and what runs that died have left.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use rayon::prelude::*;

use super::{MARKER, manifest};
use crate::engine::artifact::Artifacts;

/// What the names of these folders begin with.
const STAGING: &str = ".luotsi-staging-";

/// The folder the new site is written to. Its marker stays locked while we live, so that others can tell it from a leftover.
pub(super) struct Staging {
    pub(super) folder: PathBuf,
    marker: File,
}

impl Staging {
    pub(super) fn new(parent: &Path) -> Result<Staging> {
        for attempt in 0_u32.. {
            let folder = parent.join(format!("{STAGING}{}-{attempt}", std::process::id()));
            match fs::create_dir(&folder) {
                Ok(()) => {
                    let marker = File::create(folder.join(MARKER))
                        .with_context(|| format!("writing into {}", folder.display()))?;
                    marker.lock().with_context(|| format!("locking {}", folder.display()))?;
                    return Ok(Staging { folder, marker });
                }
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error).with_context(|| format!("making a folder in {}", parent.display())),
            }
        }
        unreachable!("one of four billion names is free")
    }

    pub(super) fn fill(&self, artifacts: &Artifacts) -> Result<()> {
        // The list comes first: whatever happens next, it names all that may have to be removed.
        let mut list = String::from("Luotsi made this folder and replaces it at the next build. Its files:\n");
        artifacts.iter().for_each(|(path, _)| list.extend([path.as_str(), "\n"]));
        (&self.marker).write_all(list.as_bytes()).with_context(|| format!("writing {MARKER}"))?;
        let folders: BTreeSet<&str> =
            artifacts.iter().filter_map(|(path, _)| Some(path.as_str().rsplit_once('/')?.0)).collect();
        for folder in folders {
            let folder = self.folder.join(folder);
            fs::create_dir_all(&folder).with_context(|| format!("making {}", folder.display()))?;
        }
        let files: Vec<_> = artifacts.iter().collect();
        files.par_iter().try_for_each(|(path, artifact)| {
            fs::write(self.folder.join(path.as_str()), &artifact.bytes).with_context(|| format!("writing {path}"))
        })
    }

    /// Puts the new files on the disk, so that a power cut after the swap cannot leave empty ones.
    #[cfg(target_os = "linux")]
    pub(super) fn sync(&self, _: &Artifacts) -> Result<()> {
        // One call for the whole file system: thousands of files one by one take many times longer.
        rustix::fs::syncfs(&self.marker).with_context(|| format!("writing {} to the disk", self.folder.display()))
    }

    /// Puts the new files on the disk, so that a power cut after the swap cannot leave empty ones.
    #[cfg(not(target_os = "linux"))]
    pub(super) fn sync(&self, artifacts: &Artifacts) -> Result<()> {
        for (path, _) in artifacts.iter() {
            let synced = File::open(self.folder.join(path.as_str())).and_then(|file| file.sync_all());
            synced.with_context(|| format!("writing {path} to the disk"))?;
        }
        self.marker.sync_all().with_context(|| format!("writing {MARKER} to the disk"))
    }
}

impl Drop for Staging {
    /// Removes what is left beside the output: an unfinished site, or after a swap the old one.
    fn drop(&mut self) {
        remove_ours(&self.folder);
    }
}

/// Removes staging folders of runs that died: those whose marker nobody holds.
pub(super) fn remove_leftovers(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten().filter(|entry| entry.file_name().to_string_lossy().starts_with(STAGING)) {
        let folder = entry.path();
        let is_dead = match File::open(folder.join(MARKER)) {
            Ok(marker) => marker.try_lock().is_ok(),
            Err(_) => {
                // Killed before it had a marker; then it is empty.
                let _ = fs::remove_dir(&folder);
                false
            }
        };
        if is_dead {
            remove_ours(&folder);
        }
    }
}

/// Removes a staging folder. The marker goes last: a removal that is cut short can then be finished by the next run.
fn remove_ours(folder: &Path) {
    match manifest(folder) {
        Ok(Some(files)) if files.len() > 1 => remove_listed(folder, &files),
        Ok(Some(_)) => remove_unfinished(folder),
        // It was empty before the swap: what is in it by now is not ours.
        Ok(None) | Err(_) => _ = fs::remove_dir(folder),
    }
}

/// Removes a site that was never finished: its list is empty, and it holds nothing but what we wrote.
fn remove_unfinished(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.file_name() != MARKER) {
        let path = entry.path();
        let _ = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
    }
    let _ = fs::remove_file(folder.join(MARKER));
    let _ = fs::remove_dir(folder);
}

/// Removes an old site after a swap. Somebody may have added files to it: those stay.
fn remove_listed(folder: &Path, files: &BTreeSet<String>) {
    let mut folders = BTreeSet::new();
    let mut real: BTreeMap<PathBuf, bool> = BTreeMap::new();
    for path in files.iter().filter(|file| *file != MARKER).map(|file| folder.join(file)) {
        // A link in the place of a folder would lead out of the site.
        let parent = path.parent().unwrap_or(folder);
        let is_real = || fs::canonicalize(parent).is_ok_and(|real| real == parent);
        if *real.entry(parent.to_path_buf()).or_insert_with(is_real) {
            let _ = fs::remove_file(&path);
        }
        folders.extend(path.ancestors().skip(1).take_while(|one| *one != folder).map(Path::to_path_buf));
    }
    // Deeper folders come later in the order.
    for empty in folders.iter().rev() {
        let _ = fs::remove_dir(empty);
    }
    let _ = fs::remove_file(folder.join(MARKER));
    let _ = fs::remove_dir(folder);
}
