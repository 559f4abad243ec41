//! What was made before: a folder of files named by key. Deleting it is always safe; a damaged entry is a miss.
//!
//! A key is the digest of everything a renderer can see, so an entry is never out of date.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::artifact::Made;
use crate::base::digest::Digest;

/// The folder's name, beside `content/`.
pub const FOLDER: &str = ".luotsi-memo";

/// How many entries that nobody asked for may stay: a build for a disk and one for a host take turns.
const SPARE: usize = 3;

/// Remembers files by key.
#[derive(Debug, Default)]
pub struct Memo {
    folder: Option<PathBuf>,
    held: Mutex<BTreeMap<Digest, Arc<Made>>>,
    asked: Mutex<BTreeSet<Digest>>,
}

impl Memo {
    /// Remembers in a project's folder and in memory.
    pub fn of_project(project: &Path) -> Memo {
        Memo { folder: Some(project.join(FOLDER)), ..Memo::default() }
    }

    /// What was made under a key.
    pub fn get(&self, key: &Digest) -> Option<Arc<Made>> {
        lock(&self.asked).insert(*key);
        if let Some(made) = lock(&self.held).get(key) {
            return Some(Arc::clone(made));
        }
        let made = Arc::new(unpack(&fs::read(self.path(key)?).ok()?)?);
        lock(&self.held).insert(*key, Arc::clone(&made));
        Some(made)
    }

    /// Remembers what was made. A disk that cannot take it only makes the next build slower.
    pub fn put(&self, key: Digest, made: &Arc<Made>) {
        lock(&self.held).insert(key, Arc::clone(made));
        let Some(path) = self.path(&key) else { return };
        let _ = self.prepare();
        let unfinished = path.with_extension(format!("{}", std::process::id()));
        if fs::write(&unfinished, pack(made)).and_then(|()| fs::rename(&unfinished, &path)).is_err() {
            let _ = fs::remove_file(&unfinished);
        }
    }

    /// Forgets what the builds since the last sweep have not asked for; on the disk, if that is most of it.
    pub fn sweep(&self) {
        let asked = std::mem::take(&mut *lock(&self.asked));
        lock(&self.held).retain(|key, _| asked.contains(key));
        let Some(entries) = self.folder.as_ref().and_then(|folder| fs::read_dir(folder).ok()) else { return };
        let names: BTreeSet<String> = asked.iter().map(ToString::to_string).collect();
        let paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        let is_idle = |path: &&PathBuf| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            is_entry(&name) && !names.contains(name.as_ref())
        };
        let idle: Vec<&PathBuf> = paths.iter().filter(is_idle).collect();
        if idle.len() > SPARE * names.len().max(1) {
            idle.into_iter().for_each(|path| _ = fs::remove_file(path));
        }
    }

    fn prepare(&self) -> std::io::Result<()> {
        let Some(folder) = &self.folder else { return Ok(()) };
        if !folder.is_dir() {
            fs::create_dir_all(folder)?;
            fs::write(
                folder.join(".gitignore"),
                "# Made by Luotsi to build faster. It can be deleted at any time.\n*\n",
            )?;
        }
        Ok(())
    }

    fn path(&self, key: &Digest) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(key.to_string()))
    }
}

/// Whether a file in the folder is named as ours are: by a key, and while it is written by a process too.
fn is_entry(name: &str) -> bool {
    let key = name.split('.').next().unwrap_or_default();
    key.len() == 64 && key.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// An entry: the digest of the rest, the number of pages, the bytes.
fn pack(made: &Made) -> Vec<u8> {
    let mut entry = Vec::with_capacity(36 + made.bytes.len());
    entry.extend([0; 32]);
    entry.extend(made.pages.unwrap_or_default().to_le_bytes());
    entry.extend(&*made.bytes);
    let digest = Digest::of(&entry[32..]);
    entry[..32].copy_from_slice(digest.bytes());
    entry
}

fn unpack(entry: &[u8]) -> Option<Made> {
    let (digest, rest) = entry.split_first_chunk::<32>()?;
    let (pages, bytes) = rest.split_first_chunk::<4>()?;
    let pages = Some(u32::from_le_bytes(*pages)).filter(|pages| *pages > 0);
    (Digest::of(rest).bytes() == digest).then(|| Made { bytes: bytes.into(), pages })
}

/// A thread that panicked while it held the lock has left a map that is whole.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
