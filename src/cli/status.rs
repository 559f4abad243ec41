//! `luotsi status`: how far the translations are, and marking them as up to date.

use std::fs;
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
    let chosen = |doc: &&Document| {
        let named = options.accept_all || options.accept.iter().any(|id| id == doc.id.as_str());
        named && options.lang.as_deref().is_none_or(|tag| tag == doc.lang.tag())
    };
    let mut accepted = 0;
    for doc in site.documents().filter(chosen) {
        accepted += usize::from(accept(&site, doc, &sources, project)?);
    }
    if options.accept_all || !options.accept.is_empty() {
        term::err(&format!("{accepted} translations marked as up to date\n"));
    } else {
        site.languages().for_each(|lang| term::out(&line(&site, lang)));
    }
    Ok(Outcome::Fine)
}

/// Writes the original's digest into a translation; whether the file had to change.
fn accept(site: &Site, doc: &Document, sources: &Sources, project: &Path) -> Result<bool> {
    let stale = matches!(site.freshness(doc), Some(Freshness::Stale | Freshness::Unmarked));
    let Some(original) = site.original(&doc.id).filter(|_| stale) else { return Ok(false) };
    let source = sources.get(doc.source);
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
    let path = project.join(&*source.path);
    let beside = path.with_extension("luotsi-new");
    fs::write(&beside, text)
        .and_then(|()| fs::rename(&beside, &path))
        .with_context(|| format!("writing {}", source.path))?;
    Ok(true)
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
