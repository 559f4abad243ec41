//! Links with `#`: what they lead to is there, in every language whose readers see them.

use std::collections::{BTreeMap, BTreeSet};

use super::markdown;
use crate::base::diag::Diagnostics;
use crate::base::source::{SourceId, Span};
use crate::content::Meta;
use crate::content::checklist::groups;
use crate::content::document::Document;
use crate::lang::Lang;
use crate::markup::tree::{Link, Tree};
use crate::site::Site;
use crate::site::links::Target;

/// Follows the links of one document.
pub(super) struct Fragments<'s> {
    site: &'s Site,
    doc: &'s Document,
    /// The languages whose readers see the document. Ids can differ between them, so a link is followed in each.
    languages: Vec<&'s Lang>,
    /// What documents have for links to lead to, gathered once for each.
    ids: BTreeMap<SourceId, BTreeSet<String>>,
}

impl<'s> Fragments<'s> {
    pub(super) fn of(site: &'s Site, doc: &'s Document) -> Fragments<'s> {
        let sees = |lang: &&Lang| site.page(&doc.id, lang).is_some_and(|page| page.doc.lang == doc.lang);
        Fragments { site, doc, languages: site.languages().filter(sees).collect(), ids: BTreeMap::new() }
    }

    /// Checks one link.
    pub(super) fn check(&mut self, link: &Link, diags: &mut Diagnostics) {
        let (id, fragment) = match self.site.target(self.doc, &link.to) {
            Target::Document(id, Some(fragment)) => (id, fragment),
            Target::Fragment(fragment) => (self.doc.id.clone(), fragment),
            _ => return,
        };
        for lang in &self.languages {
            let Some(target) = self.site.page(&id, lang) else { continue };
            let ids = self.ids.entry(target.doc.source).or_insert_with(|| ids(target.doc));
            if !ids.contains(&fragment) {
                let name = &target.doc.front.title;
                let help = diags.suggest(&fragment, ids.iter().map(String::as_str));
                diags
                    .error(
                        "broken-fragment",
                        link.span,
                        format!("the page “{name}” in `{}` has no heading `#{fragment}`", target.doc.lang),
                    )
                    .note(Span::start_of(target.doc.source), "this page")
                    .help(help);
            }
        }
    }
}

/// The ids that links may lead to in a document.
fn ids(doc: &Document) -> BTreeSet<String> {
    let headings = |tree: &Tree| tree.headings().into_iter().map(|heading| heading.id.clone()).collect::<Vec<_>>();
    let mut ids = BTreeSet::from_iter(headings(&doc.tree));
    ids.extend(markdown::read(doc).iter().flat_map(|one| headings(&one.tree)));
    match &doc.meta {
        Meta::Glossary(glossary) => ids.extend(glossary.terms.iter().map(|term| term.id.clone())),
        Meta::Directory(directory) => ids.extend(directory.entries.iter().map(|entry| entry.id.clone())),
        Meta::Form(form) => ids.extend(form.sections.iter().map(|section| section.id.clone())),
        Meta::FormTexts(texts) => ids.extend(texts.sections.keys().cloned()),
        Meta::Checklist(_) => {
            let items = groups(&doc.tree).into_iter().flat_map(|(_, items)| items);
            ids.extend(items.filter_map(|item| Some(format!("task-{}", item.id.as_ref()?))));
        }
        _ => {}
    }
    ids
}
