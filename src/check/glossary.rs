//! The glossary: the ids of its terms, and its forms, which words of a text lead to it.

use super::anchors;
use crate::base::diag::{Diagnostics, suggest};
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::glossary::Glossary;
use crate::content::terms::{MOST_ENDINGS, has_too_many_endings, is_form};
use crate::site::Site;

/// Checks one glossary.
pub fn check(_: &Site, doc: &Document, diags: &mut Diagnostics) {
    if let Meta::Glossary(glossary) = &doc.meta {
        anchors::check(doc, "terms", glossary.terms.iter().map(|term| term.id.as_str()), diags);
        endings(doc, glossary, diags);
        forms(doc, glossary, diags);
    }
}

fn endings(doc: &Document, glossary: &Glossary, diags: &mut Diagnostics) {
    if has_too_many_endings(&glossary.endings) {
        let message = format!("these groups can be joined in over {MOST_ENDINGS} ways");
        diags
            .error("invalid-value", doc.at(&["endings"]), message)
            .help("write endings that never follow each other into one group: `[\"n a ssa\", \"ni si\"]`");
    }
}

fn forms(doc: &Document, glossary: &Glossary, diags: &mut Diagnostics) {
    for (id, forms) in &glossary.forms {
        if glossary.terms.iter().all(|term| term.id != *id) {
            diags
                .error("unknown-term", doc.key_at(&["forms", id]), format!("no term is called `{id}`"))
                .help(suggest(id, glossary.terms.iter().map(|term| term.id.as_str())));
        }
        for (index, form) in forms.iter().enumerate().filter(|(_, form)| !is_form(form)) {
            let span = doc.at(&["forms", id, &index.to_string()]);
            diags.error("invalid-value", span, format!("`{form}` cannot be looked for in texts")).help(
                "write words of at least two letters, each with `*` after it or nothing: `käänteise* mentoroinni*`",
            );
        }
    }
}
