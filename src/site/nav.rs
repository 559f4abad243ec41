//! How readers move: breadcrumbs, siblings, sequences.

use std::collections::BTreeMap;

use super::{Page, Site};
use crate::content::Kind;
use crate::content::id::DocId;
use crate::lang::Lang;

/// A page's place in a sequence such as the steps of the process.
#[derive(Debug)]
pub struct Place<'s> {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
    /// The page before.
    pub previous: Option<Page<'s>>,
    /// The page after.
    pub next: Option<Page<'s>>,
}

/// The pages directly below each section, in each language's order.
#[derive(Debug, Default)]
pub(super) struct Families(BTreeMap<Lang, BTreeMap<DocId, Vec<DocId>>>);

impl Families {
    pub(super) fn new(site: &Site) -> Families {
        let in_language = |lang: &Lang| {
            let mut families: BTreeMap<DocId, Vec<(i32, Page)>> = BTreeMap::new();
            for page in site.pages(lang) {
                if let Some(parent) = page.doc.id.parent() {
                    families.entry(parent).or_default().push((site.order(page.doc), Page { lang, doc: page.doc }));
                }
            }
            let order = site.config.language(lang).formats.order();
            let sorted = |mut children: Vec<(i32, Page)>| -> Vec<DocId> {
                children.sort_by(|(place, one), (other_place, other)| {
                    let by_title = || order(&one.doc.front.title, &other.doc.front.title);
                    place.cmp(other_place).then_with(by_title).then_with(|| one.doc.id.cmp(&other.doc.id))
                });
                children.into_iter().map(|(_, page)| page.doc.id.clone()).collect()
            };
            families.into_iter().map(|(parent, children)| (parent, sorted(children))).collect()
        };
        Families(site.languages().map(|lang| (lang.clone(), in_language(lang))).collect())
    }
}

impl Site {
    /// The pages from home down to the page's parent.
    pub fn breadcrumbs<'s>(&'s self, page: &Page<'s>) -> Vec<Page<'s>> {
        let mut crumbs = Vec::new();
        let mut id = page.doc.id.parent();
        while let Some(this) = id {
            crumbs.extend(self.page(&this, page.lang));
            id = this.parent();
        }
        crumbs.reverse();
        crumbs
    }

    /// The pages directly below `parent`, in their order.
    pub fn children<'s>(&'s self, parent: &DocId, lang: &'s Lang) -> Vec<Page<'s>> {
        let children = self.families.0.get(lang).and_then(|families| families.get(parent));
        children.into_iter().flatten().filter_map(|id| self.page(id, lang)).collect()
    }

    /// Where a page stands among its siblings, for kinds that are read one after the other.
    pub fn place<'s>(&'s self, page: &Page<'s>) -> Option<Place<'s>> {
        let kind = page.doc.kind;
        if !kind.is_sequence() {
            return None;
        }
        let siblings: Vec<Page> = self
            .children(&page.doc.id.parent()?, page.lang)
            .into_iter()
            .filter(|sibling| sibling.doc.kind == kind)
            .collect();
        let index = siblings.iter().position(|sibling| sibling.doc.id == page.doc.id)?;
        let previous = index.checked_sub(1).map(|before| siblings[before]);
        Some(Place { number: index + 1, of: siblings.len(), previous, next: siblings.get(index + 1).copied() })
    }

    /// Whether a page is the one named, or lies below it.
    pub fn is_within(&self, page: &Page, id: &DocId) -> bool {
        let below = page.doc.id.as_str().strip_prefix(id.as_str());
        id.as_str() == DocId::HOME || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// All steps of the process in a language, in order.
    pub fn steps<'s>(&'s self, lang: &'s Lang) -> Vec<Page<'s>> {
        let mut steps: Vec<Page> = self.pages(lang).filter(|page| page.doc.kind == Kind::Step).collect();
        steps.sort_by_key(|page| (self.order(page.doc), page.doc.id.clone()));
        steps
    }
}
