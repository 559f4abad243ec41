//! How documents belong together: related pages, the same page in other languages, translations and their originals.

use super::{Page, Site};
use crate::content::document::Document;
use crate::lang::Lang;

/// How a translation stands to its original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Made from the original as it is now.
    Current,
    /// The original has changed since.
    Stale,
    /// Nobody has said which version it was made from.
    Unmarked,
    /// There is no original.
    Orphan,
}

impl Site {
    /// What to read next: the document's own list, or its original's.
    pub fn related<'s>(&'s self, page: &Page<'s>) -> Vec<Page<'s>> {
        let own = &page.doc.front.related;
        let ids = if own.is_empty() {
            self.original(&page.doc.id).map_or(own, |original| &original.front.related)
        } else {
            own
        };
        ids.iter().filter_map(|id| self.page(id, page.lang)).collect()
    }

    /// The same page in every language, its own included, in the order of `guide.yaml`.
    pub fn alternates<'s>(&'s self, page: &Page<'s>) -> Vec<Page<'s>> {
        self.languages().filter_map(|lang| self.page(&page.doc.id, lang)).collect()
    }

    /// Whether a translation is up to date; `None` for an original.
    pub fn freshness(&self, doc: &Document) -> Option<Freshness> {
        if doc.lang == *self.config.original() {
            return None;
        }
        let Some(original) = self.original(&doc.id) else { return Some(Freshness::Orphan) };
        Some(match &doc.front.translated_from {
            None => Freshness::Unmarked,
            Some(digest) if *digest == original.digest.short() => Freshness::Current,
            Some(_) => Freshness::Stale,
        })
    }

    /// Whether a language is known, or seen, to cover only part of the guide.
    pub fn is_partial(&self, lang: &Lang) -> bool {
        self.config.language(lang).is_partial
    }
}
