//! The glossary's forms: which words of a text lead to it.

use crate::base::diag::{Diagnostics, suggest};
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::glossary::Glossary;
use crate::content::terms::is_form;
use crate::site::Site;

/// Checks one glossary.
pub fn check(_: &Site, doc: &Document, diags: &mut Diagnostics) {
    if let Meta::Glossary(glossary) = &doc.meta {
        forms(doc, glossary, diags);
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
