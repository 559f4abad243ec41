//! Texts for paper: trees whose links lead to whole addresses, and whose pictures come along.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::content::document::Document;
use crate::content::id::DocId;
use crate::formats::Planning;
use crate::lang::Lang;
use crate::markup::tree::{Inline, Tree};
use crate::site::links::Target;

/// Where a text will stand.
pub struct Paper<'a> {
    /// What the site consists of.
    pub planning: &'a Planning<'a>,
    /// The language of the sheet.
    pub lang: &'a Lang,
    /// The documents that are chapters of the same sheet.
    pub within: BTreeSet<&'a DocId>,
}

impl Paper<'_> {
    /// The body of a document, its links made whole; a link that leads nowhere on paper is empty.
    pub fn tree(&self, doc: &Document, tree: &Tree, pictures: &mut BTreeMap<String, Arc<[u8]>>) -> Tree {
        let mut tree = tree.clone();
        tree.number_footnotes();
        tree.for_each_text_mut(&mut |text| self.resolve(doc, text, pictures));
        tree
    }

    /// A run of text, likewise.
    pub fn text(&self, doc: &Document, text: &[Inline], pictures: &mut BTreeMap<String, Arc<[u8]>>) -> Vec<Inline> {
        let mut text = text.to_vec();
        self.resolve(doc, &mut text, pictures);
        text
    }

    fn resolve(&self, doc: &Document, text: &mut [Inline], pictures: &mut BTreeMap<String, Arc<[u8]>>) {
        for inline in text {
            match inline {
                Inline::Link(link) => link.to = self.address(doc, &link.to),
                Inline::Image(image) => {
                    let target = self.planning.site.target(doc, &image.to);
                    image.to.clear();
                    if let Target::Media(path) = target
                        && let Some(bytes) = self.planning.site.media.get(&path)
                    {
                        pictures.insert(path.clone(), Arc::clone(bytes));
                        image.to = path;
                    }
                }
                Inline::Variable(name, _) => {
                    *inline = Inline::Strong(vec![Inline::Text(self.placeholder(name))]);
                }
                _ => {}
            }
            if let Some(inner) = inline.inner_mut() {
                self.resolve(doc, inner, pictures);
            }
        }
    }

    /// The words for a placeholder that has no value, in brackets.
    pub fn placeholder(&self, name: &str) -> String {
        format!("[{}]", self.planning.site.config.placeholder(name, self.lang))
    }

    fn address(&self, doc: &Document, to: &str) -> String {
        let site = self.planning.site;
        match site.target(doc, to) {
            Target::Outside => to.to_string(),
            Target::Fragment(id) if self.within.contains(&doc.id) => format!("#{}/{id}", doc.id),
            Target::Document(id, None) if self.within.contains(&id) => format!("#{id}"),
            Target::Document(id, Some(fragment)) if self.within.contains(&id) => format!("#{id}/{fragment}"),
            Target::Document(id, fragment) => {
                let fragment = fragment.map(|id| format!("#{id}")).unwrap_or_default();
                let path = site.routes().path(&id, self.lang);
                path.and_then(|path| self.planning.edition.whole(path)).map_or_else(String::new, |url| url + &fragment)
            }
            Target::Fragment(_) | Target::Media(_) | Target::Unsafe | Target::Nowhere(_) => String::new(),
        }
    }
}
