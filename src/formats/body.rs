//! The body of a page: its tree as HTML, its links leading where this page's reader wants them.

use std::collections::BTreeMap;

use super::terms::PageTerms;
use super::views::Views;
use crate::content::document::Document;
use crate::markup::html::{Explained, Surroundings};
use crate::markup::tree::{Image, Link};
use crate::site::links::Target;
use crate::site::routes::media_path;

/// The surroundings of a document's body on a page.
pub struct Body<'a> {
    /// The page it stands on.
    pub views: &'a Views<'a>,
    /// The document it belongs to.
    pub doc: &'a Document,
    /// The terms that it explains, if it does.
    pub terms: Option<&'a PageTerms<'a>>,
}

impl Surroundings for Body<'_> {
    fn link(&self, link: &Link) -> String {
        let site = self.views.planning.site;
        match site.target(self.doc, &link.to) {
            Target::Document(id, fragment) => match site.routes().path(&id, self.views.lang) {
                Some(path) => self.views.url(path) + &fragment.map(|id| format!("#{id}")).unwrap_or_default(),
                None => link.to.clone(),
            },
            Target::Fragment(id) => format!("#{id}"),
            Target::Media(path) => self.media(&path),
            Target::Outside => link.to.clone(),
            // Reported by the rules; nothing is published with it.
            Target::Unsafe | Target::Nowhere(_) => String::new(),
        }
    }

    fn image(&self, image: &Image) -> (String, Option<(u32, u32)>) {
        match self.views.planning.site.target(self.doc, &image.to) {
            Target::Media(path) => {
                let size = self.views.planning.site.picture_size(&path);
                (self.media(&path), size.map(|size| (size.width, size.height)))
            }
            _ => (String::new(), None),
        }
    }

    fn placeholder(&self, name: &str) -> String {
        self.views.planning.site.config.placeholder(name, &self.doc.lang)
    }

    fn next_table(&self) -> usize {
        self.views.next_table()
    }

    fn explained(&self, words: &str) -> Vec<Explained> {
        self.terms.map(|terms| terms.explain(words)).unwrap_or_default()
    }

    fn phrase(&self, key: &str, number: usize) -> String {
        let planning = self.views.planning;
        let fill = BTreeMap::from([("number".to_string(), number.into())]);
        let formats = &planning.site.config.language(&self.doc.lang).formats;
        planning.theme.phrase(key, &self.doc.lang, &fill, formats)
    }
}

impl Body<'_> {
    fn media(&self, path: &str) -> String {
        media_path(path).map(|path| self.views.url(&path)).unwrap_or_default()
    }
}
