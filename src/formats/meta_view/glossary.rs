//! What templates see of a glossary.

use serde_json::{Value, json};

use crate::content::Meta;
use crate::content::glossary::{Glossary, Term};
use crate::formats::views::Views;
use crate::site::Page;

/// The terms in the order of the article's language, each with the words of the other languages.
pub(super) fn glossary(views: &Views, page: Page, glossary: &Glossary) -> Value {
    let site = views.planning.site;
    let order = site.config.language(&page.doc.lang).formats.order();
    let mut terms: Vec<&Term> = glossary.terms.iter().collect();
    terms.sort_by(|one, other| order(&one.term, &other.term));
    let elsewhere = |id: &str| -> Vec<Value> {
        let others = site.languages().filter(|lang| **lang != page.doc.lang);
        let term_in = |lang| match &site.document(&page.doc.id, lang)?.meta {
            Meta::Glossary(other) => other
                .terms
                .iter()
                .find(|term| term.id == id)
                .map(|term| json!({ "lang": lang, "dir": lang.dir(), "term": term.term })),
            _ => None,
        };
        others.filter_map(term_in).collect()
    };
    let terms: Vec<Value> = terms
        .iter()
        .map(|term| json!({ "id": term.id, "term": term.term, "explanation": term.explanation, "also": term.also, "other": elsewhere(&term.id) }))
        .collect();
    json!({ "terms": terms })
}
