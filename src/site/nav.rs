//! How readers move: breadcrumbs, siblings, sequences.

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
        let mut children: Vec<Page> =
            self.pages(lang).filter(|page| page.doc.id.parent().as_ref() == Some(parent)).collect();
        let order = self.config.language(lang).formats.order();
        children.sort_by(|one, other| {
            self.order(one.doc)
                .cmp(&self.order(other.doc))
                .then_with(|| order(&one.doc.front.title, &other.doc.front.title))
                .then_with(|| one.doc.id.cmp(&other.doc.id))
        });
        children
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
        let mut this = Some(page.doc.id.clone());
        while let Some(at) = this {
            if at == *id {
                return true;
            }
            this = at.parent();
        }
        false
    }

    /// All steps of the process in a language, in order.
    pub fn steps<'s>(&'s self, lang: &'s Lang) -> Vec<Page<'s>> {
        let mut steps: Vec<Page> = self.pages(lang).filter(|page| page.doc.kind == Kind::Step).collect();
        steps.sort_by_key(|page| (self.order(page.doc), page.doc.id.clone()));
        steps
    }
}
