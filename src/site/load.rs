//! From a folder to documents: the only reader of the project's files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use rayon::prelude::*;
use walkdir::WalkDir;

use super::config::{self, Config};
use super::library::{Library, Volume};
use super::routes::media_path;
use super::{Site, options};
use crate::base::diag::{Diagnostics, suggest};
use crate::base::digest::Digest;
use crate::base::source::{Source, SourceId, Sources, Span};
use crate::base::text::{sound, text};
use crate::content::document::{Document, Reading};
use crate::content::id::DocId;
use crate::lang::Lang;
use crate::theme::Files;

/// Whether pages marked `draft: true` belong to the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drafts {
    /// They are left out.
    Hidden,
    /// They are pages like any other.
    Shown,
}

/// The folders that hold a project's sources.
pub const SOURCES: [&str; 2] = ["content", "themes"];

/// Reads every file below `content/` and `themes/` of a project.
///
/// Hidden files (but for those that hosts know), editors' backups and symbolic links are passed over.
///
/// # Errors
/// When the folder is no project, or a file cannot be read.
pub fn read_folder(project: &Path) -> Result<Files> {
    read_again(project, Files::new(), SOURCES)
}

/// Reads some paths of a project anew, files or folders; the other `files` stay as they were.
///
/// # Errors
/// When the folder is no project any more, or a file cannot be read.
pub fn read_again<'p>(project: &Path, mut files: Files, paths: impl IntoIterator<Item = &'p str>) -> Result<Files> {
    find_guide(project)?;
    for path in paths.into_iter().filter(|path| is_source(path)) {
        let below = format!("{path}/");
        files.retain(|other, _| other != path && !other.starts_with(&below));
        read_below(project, path, &mut files)?;
    }
    Ok(files)
}

/// The digest of all files: their paths and what they hold.
pub fn digest(files: &Files) -> Digest {
    let each: Vec<(&str, String)> =
        files.par_iter().map(|(path, bytes)| (path.as_str(), Digest::of(bytes).to_string())).collect();
    Digest::of_value(&each)
}

fn read_below(project: &Path, path: &str, files: &mut Files) -> Result<()> {
    let root = project.join(path);
    // Since somebody told of the path, a folder on the way may have become a link.
    let is_link = |folder: &Path| folder.components().count() > 1 && project.join(folder).is_symlink();
    if Path::new(path).ancestors().skip(1).any(is_link) {
        return Ok(());
    }
    let visible = |entry: &walkdir::DirEntry| entry.depth() == 0 || !is_hidden(&entry.file_name().to_string_lossy());
    // Editors replace files while we look.
    let is_gone = |error: &std::io::Error| error.kind() == std::io::ErrorKind::NotFound;
    // The source folders themselves may be links; nothing below them may.
    let walk = WalkDir::new(&root).follow_root_links(SOURCES.contains(&path)).sort_by_file_name();
    for entry in walk.into_iter().filter_entry(visible) {
        let entry = match entry {
            Err(error) if error.io_error().is_some_and(is_gone) => continue,
            entry => entry.with_context(|| format!("reading {}", root.display()))?,
        };
        if !entry.file_type().is_file() {
            continue;
        }
        let inner = entry.path().strip_prefix(project).unwrap_or(entry.path());
        let path = inner.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/");
        match std::fs::read(entry.path()) {
            Ok(bytes) => _ = files.insert(path, bytes.into()),
            Err(error) if is_gone(&error) => {}
            Err(error) => return Err(error).with_context(|| format!("reading {path}")),
        }
    }
    Ok(())
}

/// Whether a path below a project is a source, or a folder of sources.
pub fn is_source(path: &str) -> bool {
    let mut parts = path.split('/');
    parts.next().is_some_and(|top| SOURCES.contains(&top)) && !parts.any(is_hidden)
}

/// Makes sure that a folder is a project.
///
/// # Errors
/// When there is no `guide.yaml` in it.
pub fn find_guide(project: &Path) -> Result<()> {
    let guide = project.join(config::FILE);
    if guide.is_symlink() {
        bail!("{} is a link, and links are not followed; put the file itself there", guide.display());
    }
    if !guide.is_file() {
        bail!(
            "{} holds no guide: there is no {} in it; name the project's folder with --guide",
            project.display(),
            config::FILE
        );
    }
    Ok(())
}

/// Hidden names that hosts know.
const FOR_HOSTS: [&str; 3] = [".htaccess", ".nojekyll", ".well-known"];

fn is_hidden(name: &str) -> bool {
    (name.starts_with('.') && !FOR_HOSTS.contains(&name)) || name.ends_with('~') || name.starts_with('#')
}

/// A file of a language's folder.
struct ContentFile<'f> {
    lang: &'f Lang,
    /// Below the project.
    path: &'f str,
    /// Below the language folder.
    inner: &'f str,
    bytes: &'f Arc<[u8]>,
}

/// What reading a file depends on beside the file.
struct Words<'c> {
    config: &'c Config,
    variables: BTreeMap<&'c Lang, BTreeMap<String, String>>,
    placeholders: BTreeSet<String>,
}

impl Words<'_> {
    fn of(config: &Config) -> Words<'_> {
        let variables = config.languages.iter().map(|language| (&language.lang, config.variables(language))).collect();
        Words { config, variables, placeholders: config.placeholders().map(str::to_string).collect() }
    }

    fn reading<'a>(&'a self, lang: &'a Lang, source: SourceId, text: &'a str, path: &str, id: DocId) -> Reading<'a> {
        Reading {
            source,
            text,
            path: path.to_string(),
            id,
            lang,
            is_original: lang == self.config.original(),
            variables: &self.variables[lang],
            placeholders: &self.placeholders,
            allow_html: self.config.allow_html,
        }
    }
}

/// Understands the files of a project, but for those that the library has understood before.
pub fn load(
    files: &Files,
    drafts: Drafts,
    library: &mut Library,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Site {
    library.open(files.get(config::FILE));
    let config = read_config(files, sources, diags);
    let mut media = BTreeMap::new();
    let mut option_files = Vec::new();
    let mut found = Vec::new();
    for (path, bytes) in files {
        let Some(inner) = path.strip_prefix("content/").filter(|_| path != config::FILE) else { continue };
        if inner.starts_with("media/") || inner.starts_with("static/") {
            if media_path(inner).is_some() {
                media.insert(inner.to_string(), Arc::clone(bytes));
            } else {
                let help = "rename it: letters, digits and `-` are safe everywhere";
                stray(path, bytes, "its name cannot be part of an address", help, sources, diags);
            }
            continue;
        }
        let Some((tag, inner)) = inner.split_once('/') else {
            let help = "move it into a language folder such as `fi/`";
            stray(path, bytes, "it is in no language folder", help, sources, diags);
            continue;
        };
        let Some(language) = config.languages.iter().find(|language| language.lang.tag() == tag) else {
            let known: Vec<&str> = config.languages.iter().map(|language| language.lang.tag()).collect();
            let help = format!("add `{tag}` to `languages` in guide.yaml, or {}", suggest(tag, known));
            stray(path, bytes, &format!("`{tag}` is not a language of this guide"), &help, sources, diags);
            continue;
        };
        if inner == "options.yaml" {
            if let Some(source) = text(path, bytes, sources, diags) {
                option_files.push((&language.lang, source));
            }
        } else if inner.ends_with(".md") || inner.ends_with(".yaml") {
            found.push(ContentFile { lang: &language.lang, path, inner, bytes });
        } else {
            let help = "put pictures and other files into `content/media/`";
            stray(path, bytes, "Luotsi does not know what to do with this file", help, sources, diags);
        }
    }
    let words = Words::of(&config);
    let options = option_files.into_iter().map(|(lang, source)| {
        let text = Arc::clone(&sources.get(source).text);
        let id = DocId::of_file("options.yaml").ok()?;
        Some((lang.clone(), options::read(&words.reading(lang, source, &text, "options.yaml", id), diags)))
    });
    let options = options.flatten().collect();
    let documents = read_documents(&words, found, library, sources, diags);
    let is_shown = |doc: &Arc<Document>| drafts == Drafts::Shown || !doc.front.draft;
    Site::index(config, documents.into_iter().filter(is_shown).collect(), media, options, diags)
}

fn read_config(files: &Files, sources: &mut Sources, diags: &mut Diagnostics) -> Config {
    let bytes: &[u8] = files.get(config::FILE).map_or(b"", |bytes| bytes);
    let source = text(config::FILE, bytes, sources, diags).unwrap_or_else(|| sources.add(config::FILE, ""));
    let content = Arc::clone(&sources.get(source).text);
    Config::read(source, &content, diags)
}

fn stray(path: &str, bytes: &[u8], why: &str, help: &str, sources: &mut Sources, diags: &mut Diagnostics) {
    let source = sources.add(path, std::str::from_utf8(bytes).unwrap_or_default());
    diags.warn("stray-file", Span::start_of(source), format!("this file is left out: {why}")).help(help);
}

/// Reads every file that can be read; the order is that of the files.
fn read_documents(
    words: &Words,
    found: Vec<ContentFile>,
    library: &mut Library,
    sources: &mut Sources,
    diags: &mut Diagnostics,
) -> Vec<Arc<Document>> {
    let texts: Vec<Option<Source>> = found
        .par_iter()
        .map(|file| match library.volume(file.path, file.bytes) {
            // A faulty text is read again, as its messages may have to point into another source.
            Some(volume) if !volume.found.has_errors() => Some(volume.text.clone()),
            _ => sound(file.path, file.bytes),
        })
        .collect();
    let mut named = Vec::with_capacity(found.len());
    for (file, sound) in found.into_iter().zip(texts) {
        // What is said of the text belongs to what is remembered of the file.
        let mut found = Diagnostics::default();
        let remembered = sound.map(|source| sources.push(source));
        let Some(source) = remembered.or_else(|| text(file.path, file.bytes, sources, &mut found)) else {
            diags.append(found);
            continue;
        };
        match DocId::of_file(file.inner) {
            Ok(id) => named.push((file, id, source, found)),
            Err(part) => {
                diags.append(found);
                diags
                    .error("bad-file-name", Span::start_of(source), format!("`{part}` cannot be part of an address"))
                    .help("rename it: lower-case letters a to z, digits and `-`; the address in each language comes from `slug:`");
            }
        }
    }
    let read = |(file, id, source, mut found): (ContentFile, DocId, SourceId, Diagnostics)| {
        let known = library.volume(file.path, file.bytes).filter(|volume| volume.source == source);
        if let Some(volume) = known {
            return (Arc::clone(volume), false);
        }
        let text = sources.get(source).clone();
        let reading = words.reading(file.lang, source, &text.text, file.inner, id);
        let document = Arc::new(Document::read(reading, &mut found));
        (Arc::new(Volume { bytes: Arc::clone(file.bytes), source, text, document, found }), true)
    };
    let read: Vec<(Arc<Volume>, bool)> = named.into_par_iter().map(read).collect();
    read.iter().for_each(|(volume, _)| diags.append(volume.found.clone()));
    let documents = read.iter().map(|(volume, _)| Arc::clone(&volume.document)).collect();
    library.shelve(read);
    documents
}
