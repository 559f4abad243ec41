//! Ids of terms and entries: addresses end with them, so each is part of one as it stands, and stands once.

use std::collections::BTreeSet;

use crate::base::diag::Diagnostics;
use crate::base::path::is_slug;
use crate::content::document::Document;

/// Checks the ids of the list that a document has under `key`.
pub(super) fn check<'i>(doc: &Document, key: &str, ids: impl Iterator<Item = &'i str>, diags: &mut Diagnostics) {
    let mut seen = BTreeSet::new();
    for (index, id) in ids.enumerate() {
        let place = doc.at(&[key, &index.to_string(), "id"]);
        if !is_slug(id) {
            diags
                .error("bad-slug", place, format!("`{id}` cannot be part of an address"))
                .help("use lower-case letters, digits and `-`");
        }
        if !seen.insert(id) {
            diags
                .error("duplicate-id", place, format!("two {key} have the id `{id}`"))
                .help("give each of them an id of its own");
        }
    }
}
