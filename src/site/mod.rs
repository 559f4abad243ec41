//! All documents of all languages together: indexed once, then asked.

pub mod config;
pub mod library;
pub mod links;
pub mod load;
pub mod nav;
mod options;
mod pictures;
pub mod relations;
pub mod routes;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::content::Kind;
use crate::content::document::Document;
use crate::content::form::Choice;
use crate::content::front::{Audience, Phase};
use crate::content::id::DocId;
use crate::lang::Lang;
use config::Config;
use nav::Families;
use routes::Routes;

/// A shared option set: id → words, in order.
pub type OptionSets = BTreeMap<String, Vec<Choice>>;

/// Everything that was read, indexed. Never changed after [`Site::index`].
#[derive(Debug)]
pub struct Site {
    /// The configuration.
    pub config: Config,
    /// Pictures and other files, by path below `content/`.
    pub media: BTreeMap<String, Arc<[u8]>>,
    /// Shared option sets of forms, by language.
    pub options: BTreeMap<Lang, OptionSets>,
    documents: BTreeMap<DocId, BTreeMap<Lang, Arc<Document>>>,
    families: Families,
    routes: Routes,
}

/// A document as asked for in a language.
#[derive(Clone, Copy, Debug)]
pub struct Page<'s> {
    /// The language asked for: of the interface, the address and the navigation.
    pub lang: &'s Lang,
    /// The document shown.
    pub doc: &'s Document,
}

impl Page<'_> {
    /// Whether the document is in another language than the one asked for.
    pub fn is_fallback(&self) -> bool {
        self.doc.lang != *self.lang
    }
}

impl Site {
    /// Indexes what was read. Two files with one id, and two pages with one address, are reported.
    pub fn index(
        config: Config,
        read: Vec<Arc<Document>>,
        media: BTreeMap<String, Arc<[u8]>>,
        options: BTreeMap<Lang, OptionSets>,
        diags: &mut Diagnostics,
    ) -> Site {
        let mut documents: BTreeMap<DocId, BTreeMap<Lang, Arc<Document>>> = BTreeMap::new();
        for document in read {
            let languages = documents.entry(document.id.clone()).or_default();
            match languages.get(&document.lang) {
                Some(first) => {
                    diags
                        .error(
                            "duplicate-document",
                            Span::start_of(document.source),
                            format!("another file is `{}` in `{}` as well", document.id, document.lang),
                        )
                        .note(Span::start_of(first.source), "this one")
                        .help("rename or remove one of the two");
                }
                None => _ = languages.insert(document.lang.clone(), document),
            }
        }
        let mut site =
            Site { config, media, options, documents, families: Families::default(), routes: Routes::default() };
        (site.families, site.routes) = rayon::join(|| Families::new(&site), || Routes::new(&site, diags));
        site
    }

    /// The languages, in the order of `guide.yaml`.
    pub fn languages(&self) -> impl Iterator<Item = &Lang> + Clone {
        self.config.languages.iter().map(|language| &language.lang)
    }

    /// The ids of all documents, in order.
    pub fn ids(&self) -> impl Iterator<Item = &DocId> {
        self.documents.keys()
    }

    /// All documents of all languages.
    pub fn documents(&self) -> impl Iterator<Item = &Document> {
        self.documents.values().flat_map(BTreeMap::values).map(Arc::as_ref)
    }

    /// A document in exactly this language.
    pub fn document(&self, id: &DocId, lang: &Lang) -> Option<&Document> {
        self.documents.get(id)?.get(lang).map(Arc::as_ref)
    }

    /// A document in every language that has it.
    pub fn in_languages(&self, id: &DocId) -> impl Iterator<Item = &Document> + use<'_> {
        self.documents.get(id).into_iter().flat_map(BTreeMap::values).map(Arc::as_ref)
    }

    /// Whether there is such a document in some language.
    pub fn has(&self, id: &DocId) -> bool {
        self.documents.contains_key(id)
    }

    /// The original of a document, itself included.
    pub fn original(&self, id: &DocId) -> Option<&Document> {
        self.document(id, self.config.original())
    }

    /// A document as shown in a language: its own, or the first of its fallback chain.
    pub fn page<'s>(&'s self, id: &DocId, lang: &'s Lang) -> Option<Page<'s>> {
        let in_languages = self.documents.get(id)?;
        let chain = std::iter::once(lang).chain(&self.config.language(lang).fallback);
        let doc = chain.into_iter().find_map(|lang| in_languages.get(lang))?;
        Some(Page { lang, doc })
    }

    /// All pages of a language, in the order of ids.
    pub fn pages<'s>(&'s self, lang: &'s Lang) -> impl Iterator<Item = Page<'s>> {
        self.documents.keys().filter_map(move |id| self.page(id, lang))
    }

    /// Where pages live.
    pub fn routes(&self) -> &Routes {
        &self.routes
    }

    /// Who a document is for; a translation that does not say is for whom its original is.
    pub fn audience(&self, doc: &Document) -> Vec<Audience> {
        match doc.front.audience.as_slice() {
            [] => self.original(&doc.id).map(|original| original.front.audience.clone()).unwrap_or_default(),
            own => own.to_vec(),
        }
    }

    /// The phase of a document, or its original's.
    pub fn phase(&self, doc: &Document) -> Option<Phase> {
        doc.front.phase.or_else(|| self.original(&doc.id)?.front.phase)
    }

    /// What a document is about, or what its original is about.
    pub fn topics<'s>(&'s self, doc: &'s Document) -> &'s [String] {
        match doc.front.topics.as_slice() {
            [] => self.original(&doc.id).map(|original| original.front.topics.as_slice()).unwrap_or_default(),
            own => own,
        }
    }

    /// Whether a page may show a table of contents.
    pub fn wants_toc(&self, doc: &Document) -> bool {
        doc.front.toc.or_else(|| self.original(&doc.id)?.front.toc).unwrap_or(true)
    }

    /// Whether words on a page may lead to the glossary.
    pub fn wants_terms(&self, doc: &Document) -> bool {
        let own = doc.front.glossary_links.or_else(|| self.original(&doc.id)?.front.glossary_links);
        own.unwrap_or(self.config.glossary_links)
    }

    /// The place among siblings, or the original's; what has none comes last.
    pub fn order(&self, doc: &Document) -> i32 {
        doc.front.order.or_else(|| self.original(&doc.id)?.front.order).unwrap_or(i32::MAX)
    }

    /// The kind of a document id, the same in all languages.
    pub fn kind(&self, id: &DocId) -> Option<Kind> {
        let languages = self.documents.get(id)?;
        languages.get(self.config.original()).or_else(|| languages.values().next()).map(|doc| doc.kind)
    }
}
