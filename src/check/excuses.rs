//! Excuses: an author may say that a warning is wrong about a page, or about one place of it.

use std::collections::BTreeMap;

use super::{RULES, freshness};
use crate::base::diag::{Diagnostics, Severity, suggest};
use crate::base::excuse::Excuse;
use crate::base::source::SourceId;
use crate::content::document::Document;
use crate::site::Site;

/// Takes out the warnings that are excused. Excuses for rules that do not exist, and excuses of nothing, are reported.
///
/// Without a day to compare with, nothing is known about excuses of what grows old.
pub fn excuse(site: &Site, knows_today: bool, diags: &mut Diagnostics) {
    let mut excuses: BTreeMap<SourceId, Vec<(&Excuse, bool)>> = BTreeMap::new();
    for doc in site.documents() {
        excuses.insert(doc.source, doc.excuses.iter().map(|one| (one, false)).collect());
        misplaced(doc, diags);
    }
    diags.retain(|one| {
        let fits = |excuse: &Excuse| excuse.code == one.code && excuse.covers.contains(&one.span.start);
        let found = excuses
            .get_mut(&one.span.source)
            .filter(|_| one.severity == Severity::Warning)
            .and_then(|excuses| excuses.iter_mut().find(|(excuse, _)| fits(excuse)));
        match found {
            Some((_, is_used)) => {
                *is_used = true;
                false
            }
            None => true,
        }
    });
    let known = RULES.iter().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.code);
    for (excuse, is_used) in excuses.into_values().flatten() {
        let code = excuse.code.as_str();
        if !known.clone().any(|one| one == code) {
            diags
                .error("unknown-rule", excuse.span, format!("no warning is called `{code}`"))
                .help(suggest(code, known.clone()));
        } else if !is_used && (knows_today || !freshness::CODES.contains(&code)) {
            diags
                .warn("unused-excuse", excuse.span, format!("there is no `{code}` to excuse here"))
                .help("delete the excuse, or move it to the line before what it is for");
        }
    }
}

/// Markdown within YAML has no places of its own, so excuses for it are comments of YAML.
fn misplaced(doc: &Document, diags: &mut Diagnostics) {
    doc.for_each_front_text(&mut |path, text| {
        // Where a text is no Markdown, typography has made one dash of two by now.
        if ["<!-- allow:", "<!– allow:"].iter().any(|comment| text.contains(comment)) {
            let way: Vec<&str> = path.iter().map(String::as_str).collect();
            diags
                .warn(
                    "unused-excuse",
                    doc.at(&way),
                    "a comment inside a text of YAML excuses nothing, and readers see it",
                )
                .help("write `# allow: …` on the line before its key");
        }
    });
}
