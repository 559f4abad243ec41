//! Which words of a page lead to the glossary: the first use of every term in running text.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::views::Views;
use crate::content::document::Document;
use crate::content::glossary::{Glossary, Term};
use crate::content::id::DocId;
use crate::content::terms::Matcher;
use crate::content::{Kind, Meta};
use crate::lang::Lang;
use crate::markup::html::Explained;
use crate::site::{Page, Site};

/// The glossaries of a site, each ready to be looked for in texts of its language.
#[derive(Default)]
pub struct Terms<'a> {
    by_language: BTreeMap<&'a Lang, Words<'a>>,
    page: Option<&'a DocId>,
}

struct Words<'a> {
    lang: &'a Lang,
    glossary: &'a Glossary,
    matcher: Matcher,
}

impl<'a> Terms<'a> {
    /// The terms of the site's glossary.
    pub fn of(site: &'a Site) -> Terms<'a> {
        let Some(page) = site.ids().find(|id| site.kind(id) == Some(Kind::Glossary)) else { return Terms::default() };
        let words = |doc: &'a Document| match &doc.meta {
            Meta::Glossary(glossary) => {
                Some((&doc.lang, Words { lang: &doc.lang, glossary, matcher: Matcher::new(glossary) }))
            }
            _ => None,
        };
        Terms { by_language: site.in_languages(page).filter_map(words).collect(), page: Some(page) }
    }

    /// The glossary whose words a text in this language is written with: its own, or that of the language it is a variety of.
    fn words(&self, lang: &Lang) -> Option<&Words<'a>> {
        let plain = |lang: &Lang| lang.tag().split('-').next().map(str::to_string);
        let varieties = || self.by_language.values().find(|words| plain(words.lang) == plain(lang));
        self.by_language.get(lang).or_else(varieties)
    }

    /// The terms for one page; none where the page or the guide asks for none.
    pub fn on<'t>(&'t self, views: &Views<'a>, page: Page<'a>) -> Option<PageTerms<'t>> {
        let site = views.planning.site;
        if matches!(page.doc.kind, Kind::Glossary) || !site.wants_terms(page.doc) {
            return None;
        }
        let words = self.words(&page.doc.lang)?;
        let target = site.page(self.page?, views.lang)?;
        let Meta::Glossary(shown) = &target.doc.meta else { return None };
        Some(PageTerms {
            words,
            shown,
            address: views.url(site.routes().page_path(&target)),
            is_foreign: *words.lang != page.doc.lang,
            explained: RefCell::default(),
        })
    }
}

/// The terms of one page, and which of them it has explained.
pub struct PageTerms<'t> {
    words: &'t Words<'t>,
    /// The glossary that the page's reader is led to.
    shown: &'t Glossary,
    address: String,
    is_foreign: bool,
    explained: RefCell<BTreeSet<usize>>,
}

impl PageTerms<'_> {
    /// The terms in a text that the page has not explained so far.
    pub fn explain(&self, text: &str) -> Vec<Explained> {
        let found = self.words.matcher.find(text);
        let is_shown =
            |term: usize| self.shown.terms.iter().any(|shown| shown.id == self.words.glossary.terms[term].id);
        found
            .into_iter()
            .filter(|one| is_shown(one.term) && self.explained.borrow_mut().insert(one.term))
            .map(|one| {
                let Term { id, explanation, .. } = &self.words.glossary.terms[one.term];
                Explained {
                    range: one.range,
                    id: format!("term-{id}"),
                    address: format!("{}#{id}", self.address),
                    explanation: explanation.clone(),
                    lang: self.is_foreign.then(|| self.words.lang.tag().to_string()),
                }
            })
            .collect()
    }

    /// Whether the page explains a term.
    pub fn has_any(&self) -> bool {
        !self.explained.borrow().is_empty()
    }
}
