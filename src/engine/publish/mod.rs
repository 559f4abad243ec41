//! From memory to disk: all files into a folder beside the output, then one swap.
//!
//! Killed at any moment, the output folder is the old site or the new one, whole; after a power cut too, since the new
//! files are on the disk before the swap. What Luotsi did not write, it never deletes.

mod staging;

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use rustix::fs::{CWD, RenameFlags, renameat_with};

use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::engine::artifact::Artifacts;
use staging::{Staging, remove_leftovers};

/// The file that makes a folder ours; it lists every file that we wrote, so that no other is ever taken for ours.
const MARKER: &str = ".luotsi";

/// An output folder that may be replaced.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    parent: PathBuf,
}

impl Output {
    /// Checks, before any work is done, that `folder` is empty, missing or ours, and outside `project`'s sources.
    ///
    /// # Errors
    /// When it holds something that is not ours, lies among the sources, or is a mount point.
    pub fn open(folder: &Path, project: &Path) -> Result<Output> {
        let folder = resolve(folder)?;
        let project = fs::canonicalize(project).with_context(|| format!("opening {}", project.display()))?;
        for sources in ["content", "themes", "src"] {
            if folder.starts_with(project.join(sources)) {
                bail!(
                    "{} lies inside {sources}/, where the guide itself is; choose a folder outside it with --out",
                    folder.display()
                );
            }
        }
        let Some(parent) = folder.parent().map(Path::to_path_buf) else {
            bail!("the root of the disk cannot be the output folder")
        };
        if project.starts_with(&folder) {
            bail!("{} holds the guide itself; choose another folder with --out", folder.display());
        }
        if folder.exists() {
            if !folder.is_dir() {
                bail!("{} is a file, not a folder", folder.display());
            }
            if device(&folder)? != device(&parent)? {
                bail!(
                    "{} is a mount point, which cannot be swapped; choose a folder inside it: --out {}",
                    folder.display(),
                    folder.join("site").display()
                );
            }
            let _turn = turn(&parent);
            refuse_foreign(&folder)?;
        }
        Ok(Output { folder, parent })
    }

    /// The folder itself.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What tells the site that stands there from one that anybody has touched since: the names, sizes, times and places on the disk of
    /// all its files. `None` where there is no site, or it cannot be read.
    pub fn stamp(&self) -> Option<Digest> {
        let mut files = Vec::new();
        walk(&self.folder, Path::new(""), &mut |path| files.push(path.to_string())).ok()?;
        files.sort_unstable();
        let mut seen = Vec::with_capacity(files.len());
        for path in &files {
            let status = rustix::fs::lstat(self.folder.join(path)).ok()?;
            seen.push((
                path,
                status.st_size,
                status.st_ino,
                (status.st_mtime, status.st_mtime_nsec),
                (status.st_ctime, status.st_ctime_nsec),
            ));
        }
        (!seen.is_empty()).then(|| Digest::of_value(&seen))
    }

    /// Writes all files beside the output and swaps them in; the stamp of the site that then stands there.
    ///
    /// # Errors
    /// When the disk cannot hold them; the old site then stands untouched.
    pub fn publish(&self, artifacts: &Artifacts) -> Result<Option<Digest>> {
        fs::create_dir_all(&self.parent).with_context(|| format!("making {}", self.parent.display()))?;
        let staging = {
            let _turn = turn(&self.parent);
            remove_leftovers(&self.parent);
            Staging::new(&self.parent)?
        };
        staging.fill(artifacts)?;
        staging.sync(artifacts)?;
        let _turn = turn(&self.parent);
        if self.folder.exists() {
            refuse_foreign(&self.folder)?;
            exchange(&staging.folder, &self.folder)?;
            // What was the old site is now in the staging folder, which is removed when it goes out of scope.
        } else {
            fs::rename(&staging.folder, &self.folder)
                .with_context(|| format!("moving the site to {}", self.folder.display()))?;
        }
        // The swap is on the disk before the old site goes; the stamp is taken before another build may swap in its own.
        sync_folder(&self.parent)?;
        Ok(self.stamp())
    }
}

/// Waits until no other build is looking at the site or swapping it. Where folders cannot be locked, nobody waits.
fn turn(parent: &Path) -> Option<File> {
    File::open(parent).ok().filter(|folder| folder.lock().is_ok())
}

fn sync_folder(folder: &Path) -> Result<()> {
    let synced = File::open(folder).and_then(|folder| folder.sync_all());
    // Some file systems have nothing to write for a folder, and say so.
    synced
        .or_else(|error| if error.kind() == ErrorKind::InvalidInput { Ok(()) } else { Err(error) })
        .with_context(|| format!("writing {} to the disk", folder.display()))
}

/// An absolute path without symbolic links; the last part need not exist.
fn resolve(folder: &Path) -> Result<PathBuf> {
    let absolute = std::path::absolute(folder).with_context(|| format!("finding {}", folder.display()))?;
    let mut missing = Vec::new();
    let mut existing = absolute.as_path();
    loop {
        match fs::canonicalize(existing) {
            Ok(real) => return Ok(missing.iter().rev().fold(real, |path, part| path.join(part))),
            Err(error) if error.kind() == ErrorKind::NotFound && !existing.is_symlink() => {}
            Err(error) => return Err(error).with_context(|| format!("opening {}", existing.display())),
        }
        let (Some(name), Some(parent)) = (existing.file_name(), existing.parent()) else {
            bail!("{} has no parent folder", folder.display())
        };
        missing.push(name.to_os_string());
        existing = parent;
    }
}

/// The device a path is on: a mount point is on another one than its parent.
fn device(path: &Path) -> Result<u64> {
    let existing = path.ancestors().find(|one| one.exists()).unwrap_or(path);
    let status = rustix::fs::stat(existing).with_context(|| format!("looking at {}", path.display()))?;
    Ok(status.st_dev)
}

/// Fails when a folder holds anything that Luotsi did not write.
fn refuse_foreign(folder: &Path) -> Result<()> {
    let Some(ours) = manifest(folder)? else {
        if fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?.next().is_none() {
            return Ok(());
        }
        bail!(
            "{} is not empty and was not made by Luotsi, so it is left alone; choose an empty or new folder with --out",
            folder.display()
        );
    };
    let mut foreign = Vec::new();
    walk(folder, Path::new(""), &mut |path| {
        // Of a folder that somebody has emptied, the list still names the files.
        let is_emptied = || path.ends_with('/') && ours.iter().any(|file| file.starts_with(path));
        if !ours.contains(path) && !is_emptied() {
            foreign.push(path.to_string());
        }
    })?;
    foreign.sort();
    match foreign.as_slice() {
        [] => Ok(()),
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(" and {} more", rest.len()) };
            bail!(
                "{} holds what Luotsi did not write: {first}{more}; move it away, or put it into content/static/ to have it published with the site",
                folder.display()
            )
        }
    }
}

/// The files that we wrote into a folder; `None` when it is not ours.
fn manifest(folder: &Path) -> Result<Option<BTreeSet<String>>> {
    match fs::read_to_string(folder.join(MARKER)) {
        Ok(text) => {
            // Only paths inside the folder: a marker that somebody edited must not lead out of it.
            let listed = text.lines().skip(1).filter(|path| SitePath::new(*path).is_some());
            Ok(Some(listed.map(str::to_string).chain([MARKER.to_string()]).collect()))
        }
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", folder.join(MARKER).display())),
    }
}

/// Visits every file below `folder`, and every empty folder with a `/` at its end, by its path with `/`; links are not followed.
fn walk(folder: &Path, inner: &Path, visit: &mut impl FnMut(&str)) -> Result<()> {
    let here = folder.join(inner);
    let written =
        |path: &Path| path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
    let mut is_empty = true;
    for entry in fs::read_dir(&here).with_context(|| format!("reading {}", here.display()))? {
        let entry = entry.with_context(|| format!("reading {}", here.display()))?;
        let path = inner.join(entry.file_name());
        is_empty = false;
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            walk(folder, &path, visit)?;
        } else {
            visit(&written(&path));
        }
    }
    if is_empty && !inner.as_os_str().is_empty() {
        visit(&format!("{}/", written(inner)));
    }
    Ok(())
}

/// Swaps two folders in one step.
fn exchange(staging: &Path, folder: &Path) -> Result<()> {
    match renameat_with(CWD, staging, CWD, folder, RenameFlags::EXCHANGE) {
        Ok(()) => Ok(()),
        // Some file systems cannot swap. Two renames leave a moment without a site, but never half of one.
        Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {
            let aside = staging.with_extension("old");
            fs::rename(folder, &aside).with_context(|| format!("moving {} aside", folder.display()))?;
            if let Err(error) = fs::rename(staging, folder) {
                let _ = fs::rename(&aside, folder);
                return Err(error).with_context(|| format!("moving the site to {}", folder.display()));
            }
            fs::rename(&aside, staging).with_context(|| format!("clearing {}", aside.display()))
        }
        Err(error) => Err(error).with_context(|| format!("swapping the site into {}", folder.display())),
    }
}
