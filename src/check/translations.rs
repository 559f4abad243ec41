//! Originals and translations: what is missing, stale, or has no original.

use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::content::document::Document;
use crate::site::Site;
use crate::site::relations::Freshness;

/// Checks one document.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    let start = doc.at(&["title"]);
    match site.freshness(doc) {
        None | Some(Freshness::Current) => {}
        Some(Freshness::Orphan) => {
            let original = site.config.original();
            diags
                .warn("orphan-translation", start, format!("`{}` has no original in `{original}`", doc.id))
                .help(format!("write the original, or rename this file to match one in content/{original}/"));
        }
        Some(freshness @ (Freshness::Stale | Freshness::Unmarked)) => {
            let Some(original) = site.original(&doc.id) else { return };
            let (span, message) = match freshness {
                Freshness::Stale => {
                    (doc.at(&["translated_from"]), "the original has changed since this was translated")
                }
                _ => (start, "nothing says which version of the original this was made from"),
            };
            let digest = original.digest.short();
            diags.warn("stale-translation", span, message).note(original.at(&["title"]), "the original").help(format!(
                "when the texts agree, run `luotsi status --accept {}` or write `translated_from: \"{digest}\"`",
                doc.id
            ));
        }
    }
}

/// Looks for originals without a translation.
pub fn check_missing(site: &Site, diags: &mut Diagnostics) {
    let original = site.config.original();
    for lang in site.languages().filter(|lang| *lang != original && !site.is_partial(lang)) {
        for id in site.ids() {
            let Some(doc) = site.original(id) else { continue };
            if site.document(id, lang).is_none() {
                diags
                    .warn("missing-translation", Span::start_of(doc.source), format!("`{id}` is missing in `{lang}`"))
                    .help(format!("translate it, or mark `{lang}` with `partial: true` in guide.yaml"));
            }
        }
    }
}
