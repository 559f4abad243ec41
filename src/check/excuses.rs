//! Excuses: an author may say that a warning is wrong about a page, or about one place of it.

use std::cmp::Reverse;
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
    let mut excuses: BTreeMap<(SourceId, &str), Nest> = BTreeMap::new();
    for doc in site.documents() {
        for excuse in &doc.excuses {
            excuses.entry((doc.source, &excuse.code)).or_default().excuses.push((excuse, false));
        }
        misplaced(doc, diags);
    }
    excuses.values_mut().for_each(Nest::build);
    diags.retain(|one| {
        let nest = excuses.get_mut(&(one.span.source, one.code)).filter(|_| one.severity == Severity::Warning);
        !nest.is_some_and(|nest| nest.excuses_at(one.span.start))
    });
    let known = RULES.iter().filter(|rule| rule.severity == Severity::Warning).map(|rule| rule.code);
    for (excuse, is_used) in excuses.into_values().flat_map(|nest| nest.excuses) {
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

/// The excuses of a file for one rule, and whether each was needed. What they cover lies apart or inside one another.
#[derive(Default)]
struct Nest<'s> {
    excuses: Vec<(&'s Excuse, bool)>,
    /// For each excuse the innermost one around it.
    around: Vec<Option<usize>>,
}

impl Nest<'_> {
    fn build(&mut self) {
        // Of those that cover the same the first one counts, so it is the innermost.
        self.excuses.reverse();
        self.excuses.sort_by_key(|(excuse, _)| (excuse.covers.start, Reverse(excuse.covers.end)));
        let mut open: Vec<usize> = Vec::new();
        for (index, (excuse, _)) in self.excuses.iter().enumerate() {
            while open.pop_if(|last| self.excuses[*last].0.covers.end <= excuse.covers.end).is_some() {}
            self.around.push(open.last().copied());
            open.push(index);
        }
    }

    /// Whether what begins at `at` is excused; the innermost excuse is the one that was needed.
    fn excuses_at(&mut self, at: usize) -> bool {
        let after = self.excuses.partition_point(|(excuse, _)| excuse.covers.start <= at);
        let mut candidate = after.checked_sub(1);
        while let Some(index) = candidate {
            let (excuse, is_used) = &mut self.excuses[index];
            if excuse.covers.contains(&at) {
                *is_used = true;
                return true;
            }
            candidate = self.around[index];
        }
        false
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
