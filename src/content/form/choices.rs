//! Lists of answers and statements: what is wrong with one, whether it is a field's own or shared by many.

use std::collections::BTreeSet;

use super::Choice;
use crate::base::diag::Diagnostics;
use crate::base::source::Span;

/// More than anybody can choose from, or than a page can hold.
const MOST: usize = 200;

/// Whether an id can be part of an address, of a field's name in a PDF and of a column's in a survey.
pub fn is_name(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|one| one.is_ascii_lowercase() || one.is_ascii_digit() || one == '_')
}

/// Reports what is wrong with the list that `owner` has under `key`; `at` tells places by the way from the list to them.
pub fn check(choices: &[Choice], owner: &str, key: &str, at: impl Fn(&[&str]) -> Span, diags: &mut Diagnostics) {
    if choices.len() > MOST {
        let count = choices.len();
        diags
            .error(
                "invalid-value",
                at(&[]),
                format!("`{owner}` has {count} {key}, and nobody can choose from over {MOST}"),
            )
            .help("ask for a text instead");
        return;
    }
    let mut seen = BTreeSet::new();
    for (index, choice) in choices.iter().enumerate() {
        let index = index.to_string();
        let place = at(&[&index, "id"]);
        if !is_name(&choice.id) {
            diags
                .error("bad-id", place, format!("`{}` cannot be an id", choice.id))
                .help("use lower-case letters a to z, digits and `_`");
        }
        if !seen.insert(&choice.id) {
            diags
                .error("duplicate-id", place, format!("two {key} of `{owner}` have the id `{}`", choice.id))
                .help("give each of them an id of its own");
        }
        if choice.label.trim().is_empty() {
            diags
                .error("form-text", at(&[&index, "label"]), format!("`{}` of `{owner}` has no words", choice.id))
                .help("add `label: …`");
        }
    }
}
