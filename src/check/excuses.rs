//! Excuses: a page may say that a warning is wrong about it.

use super::RULES;
use crate::base::diag::{Diagnostics, Severity, suggest};
use crate::site::Site;

/// Takes out the warnings that pages excuse with `allow`; excuses for rules that do not exist are reported.
pub fn excuse(site: &Site, diags: &mut Diagnostics) {
    for doc in site.documents() {
        for (index, code) in doc.front.allow.iter().enumerate() {
            let known = RULES.iter().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.code);
            if !known.clone().any(|one| one == code) {
                diags
                    .error(
                        "unknown-rule",
                        doc.at(&["allow", &index.to_string()]),
                        format!("no warning is called `{code}`"),
                    )
                    .help(suggest(code, known));
            }
        }
    }
    let excused = |code: &str, source| {
        site.documents().any(|doc| doc.source == source && doc.front.allow.iter().any(|one| one == code))
    };
    diags.retain(|one| one.severity == Severity::Error || !excused(one.code, one.span.source));
}
