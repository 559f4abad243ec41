//! What formats plan their files from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use super::Tools;
use super::downloads::Downloads;
use super::terms::Terms;
use crate::base::path::{Addresses, SitePath};
use crate::content::Meta;
use crate::content::checklist::{Anchor, Due, Task, Unit};
use crate::content::document::Document;
use crate::lang::Lang;
use crate::site::Site;
use crate::theme::Theme;

/// How the site will be reached.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Where the site will be, with `/` at its end; without it, what needs whole addresses is left out.
    pub base_url: Option<String>,
    /// Whether the site is at the root of its host, whatever folder the base URL names.
    pub at_root: bool,
    /// Whether addresses end with the folder or with the file.
    pub addresses: Addresses,
}

impl Edition {
    /// The whole address of a path, when the base URL is known.
    pub fn whole(&self, path: &SitePath) -> Option<String> {
        self.base_url.as_ref().map(|base| format!("{base}{}", path.address()))
    }

    /// The path of the site's root on its host, with `/` at both ends.
    pub fn root(&self) -> String {
        let url = self.base_url.as_ref().filter(|_| !self.at_root);
        format!("/{}", url.and_then(|url| url.splitn(4, '/').nth(3)).unwrap_or_default())
    }
}

/// Everything a format needs to plan its files.
pub struct Planning<'a> {
    /// The documents.
    pub site: &'a Site,
    /// The theme.
    pub theme: &'a Theme,
    /// What the files will be made with.
    pub tools: &'a Tools,
    /// How the site will be reached.
    pub edition: &'a Edition,
    /// What pages can offer.
    pub downloads: Arc<Downloads>,
    /// Words that lead to the glossary.
    pub terms: Terms<'a>,
}

impl<'a> Planning<'a> {
    /// Begins to plan; pages offer these files for download.
    pub fn new(site: &'a Site, tools: &'a Tools, edition: &'a Edition, downloads: Arc<Downloads>) -> Planning<'a> {
        Planning { site, theme: &tools.theme, tools, edition, downloads, terms: Terms::of(site) }
    }

    /// A phrase of the theme; empty where it has none, which is reported elsewhere.
    pub fn phrase(&self, key: &str, lang: &Lang) -> String {
        self.phrase_with(key, lang, &BTreeMap::new())
    }

    /// A phrase with its `{name}`s filled.
    pub fn phrase_with(&self, key: &str, lang: &Lang, fill: &BTreeMap<String, Value>) -> String {
        self.theme.phrase(key, lang, fill, &self.site.config.language(lang).formats)
    }

    /// All phrases whose keys begin with one of `prefixes`; their `{name}`s stay.
    pub fn phrases(&self, lang: &Lang, prefixes: &[&str]) -> BTreeMap<String, String> {
        let Some(strings) = self.theme.strings(lang) else { return BTreeMap::new() };
        let wanted = strings.iter().filter(|(key, _)| prefixes.iter().any(|prefix| key.starts_with(prefix)));
        wanted.map(|(key, _)| (key.to_string(), self.phrase(key, lang))).collect()
    }

    /// Who does what and when on a checklist, by item; it stands in the original alone.
    pub fn tasks(&self, doc: &Document) -> &'a BTreeMap<String, Task> {
        static NONE: BTreeMap<String, Task> = BTreeMap::new();
        match self.site.original(&doc.id).map(|original| &original.meta) {
            Some(Meta::Checklist(list)) => &list.items,
            _ => &NONE,
        }
    }

    /// A time relative to the programme's days, in words.
    pub fn due_in_words(&self, due: Due, doc: &Document) -> String {
        let anchor = if due.anchor == Anchor::Start { "start" } else { "end" };
        let key = match due.count {
            0 => format!("due.{anchor}"),
            count if count < 0 => format!("due.before_{anchor}"),
            _ => format!("due.after_{anchor}"),
        };
        let unit = match due.unit {
            Unit::Day => "due.days",
            Unit::Week => "due.weeks",
            Unit::Month => "due.months",
        };
        let number = BTreeMap::from([("n".to_string(), due.count.unsigned_abs().into())]);
        let time = self.phrase_with(unit, &doc.lang, &number);
        self.phrase_with(&key, &doc.lang, &BTreeMap::from([("time".to_string(), time.into())]))
    }

    /// The address that paper shows: the shortest that leads to a document.
    pub fn short_address(&self, doc: &Document) -> Option<String> {
        let routes = self.site.routes();
        let aliases = routes.redirects().iter().filter(|one| one.to == doc.id && one.lang == doc.lang);
        let paths = aliases.map(|one| &one.from).chain(routes.path(&doc.id, &doc.lang));
        paths.filter_map(|path| self.edition.whole(path)).min_by_key(String::len)
    }
}
