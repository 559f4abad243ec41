//! `luotsi status`: how far the translations are, and marking them as up to date.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use anyhow::{Context, Result, bail};

use super::Outcome;
use super::args::Status;
use super::term;
use crate::base::diag::Diagnostics;
use crate::base::source::Sources;
use crate::content::document::Document;
use crate::lang::Lang;
use crate::site::Site;
use crate::site::library::Library;
use crate::site::load::{Drafts, load, read_folder};
use crate::site::relations::Freshness;

pub(super) fn run(options: &Status) -> Result<Outcome> {
    let project = &options.project.guide;
    let mut sources = Sources::default();
    // Mistakes are for `check` to tell: a translation can be read against its original all the same.
    let site =
        load(&read_folder(project)?, Drafts::Shown, &mut Library::default(), &mut sources, &mut Diagnostics::default());
    if let Some(id) = options.accept.iter().find(|id| !site.ids().any(|known| known.as_str() == *id)) {
        bail!("no document is called `{id}`; write the path of its file below the language folder, without `.md`");
    }
    let is_wanted = |lang: &Lang| options.lang.as_deref().is_none_or(|tag| tag == lang.tag());
    if let (Some(tag), None) = (&options.lang, site.languages().find(|lang| is_wanted(lang))) {
        bail!("the guide has no language `{tag}`");
    }
    if !options.accept_all && options.accept.is_empty() {
        site.languages().filter(|lang| is_wanted(lang)).for_each(|lang| term::out(&line(&site, lang)));
        return Ok(Outcome::Fine);
    }
    let is_named = |doc: &Document| options.accept_all || options.accept.iter().any(|id| id == doc.id.as_str());
    let mut accepted = 0;
    let mut faulty = Vec::new();
    for doc in site.documents().filter(|doc| is_named(doc) && is_wanted(&doc.lang)) {
        match accept(&site, doc, &sources, project)? {
            Accepted::Now => accepted += 1,
            Accepted::Before => {}
            Accepted::Faulty => faulty.push(&*sources.get(doc.source).path),
        }
    }
    term::err(&match accepted {
        1 => "1 translation marked as up to date\n".to_string(),
        many => format!("{many} translations marked as up to date\n"),
    });
    if !faulty.is_empty() {
        bail!("left as they are, since they hold mistakes that `luotsi check` tells of: {}", faulty.join(", "));
    }
    Ok(Outcome::Fine)
}

/// What became of a translation that was to be marked as up to date.
enum Accepted {
    /// It is marked.
    Now,
    /// It was marked already, or is an original.
    Before,
    /// It cannot be said where the mark should go.
    Faulty,
}

/// Writes the original's digest into a translation.
fn accept(site: &Site, doc: &Document, sources: &Sources, project: &Path) -> Result<Accepted> {
    let stale = matches!(site.freshness(doc), Some(Freshness::Stale | Freshness::Unmarked));
    let Some(original) = site.original(&doc.id).filter(|_| stale) else { return Ok(Accepted::Before) };
    let source = sources.get(doc.source);
    let path = project.join(&*source.path);
    let written = fs::read_to_string(&path).with_context(|| format!("reading {}", source.path))?;
    if doc.front.title.is_empty() || written != *source.text {
        return Ok(Accepted::Faulty);
    }
    let line = format!("translated_from: \"{}\"", original.digest.short());
    let text = match doc.front.translated_from {
        Some(_) => {
            let value = doc.at(&["translated_from"]);
            let key = doc.key_at(&["translated_from"]);
            format!("{}{line}{}", &source.text[..key.start], &source.text[value.end..])
        }
        None => {
            let title = doc.key_at(&["title"]);
            format!("{}{line}\n{}", &source.text[..title.start], &source.text[title.start..])
        }
    };
    replace(&path, &text).with_context(|| format!("writing {}", source.path))?;
    Ok(Accepted::Now)
}

/// Puts a new text into a file that keeps its mode; whatever happens, the old text is there or the new one.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let beside = path.with_file_name(format!(".{name}.luotsi-new"));
    fs::copy(path, &beside)?;
    fs::write(&beside, text)?;
    File::open(&beside)?.sync_all()?;
    fs::rename(&beside, path)
}

/// "sv: 41 of 42 pages, 3 stale, missing: faq/mentors".
fn line(site: &Site, lang: &Lang) -> String {
    let total = site.ids().count();
    let missing: Vec<&str> = site.ids().filter(|id| site.document(id, lang).is_none()).map(|id| id.as_str()).collect();
    let in_lang = || site.documents().filter(|doc| doc.lang == *lang);
    let stale: Vec<&str> = in_lang()
        .filter(|doc| matches!(site.freshness(doc), Some(Freshness::Stale | Freshness::Unmarked)))
        .map(|doc| doc.id.as_str())
        .collect();
    let mut line = format!("{lang}: {} of {total} documents", total - missing.len());
    if !stale.is_empty() {
        line.push_str(&format!("; to check against the original: {}", stale.join(", ")));
    }
    if !missing.is_empty() && !site.is_partial(lang) {
        line.push_str(&format!("; missing: {}", missing.join(", ")));
    }
    line + "\n"
}
