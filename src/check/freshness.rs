//! What nobody has looked at for a year: entries of directories, and facts that pages say were checked.
//!
//! Knows the day it is told. Only the command line knows what day it is, so the finished pages never depend on it.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::base::diag::Diagnostics;
use crate::content::Meta;
use crate::content::directory::{Directory, Entry};
use crate::content::document::Document;
use crate::site::Site;

/// The codes of these rules.
pub const CODES: [&str; 2] = ["stale-check", "stale-entry"];

/// How many entries a message names.
const NAMED: usize = 3;

/// Checks every document as it is on the day `today`.
pub fn check(site: &Site, today: Date, diags: &mut Diagnostics) {
    let is_old = |date: Date| date.checked_add(1.year()).is_ok_and(|until| until < today);
    for doc in site.documents() {
        if let Meta::Directory(directory) = &doc.meta {
            entries(doc, directory, &is_old, diags);
        }
        if let Some(checked) = doc.front.checked.filter(|date| is_old(*date)) {
            diags
                .warn(
                    "stale-check",
                    doc.at(&["checked"]),
                    format!("the facts of this page were last checked on {checked}"),
                )
                .help("check them again and write the new date");
        }
    }
}

/// One message for a file: entries grow old together.
fn entries(doc: &Document, directory: &Directory, is_old: &impl Fn(Date) -> bool, diags: &mut Diagnostics) {
    let is_stale = |entry: &Entry| entry.last_checked.is_none_or(is_old);
    let stale: Vec<(usize, &Entry)> =
        directory.entries.iter().enumerate().filter(|(_, entry)| is_stale(entry)).collect();
    let Some((first, _)) = stale.first() else { return };
    let mut names: Vec<String> = stale.iter().take(NAMED).map(|(_, entry)| format!("`{}`", entry.id)).collect();
    if stale.len() > NAMED {
        names.push("…".to_string());
    }
    let (all, names) = (directory.entries.len(), names.join(", "));
    diags
        .warn(
            "stale-entry",
            doc.at(&["entries", &first.to_string(), "id"]),
            format!("{} of {all} entries have not been checked for a year: {names}", stale.len()),
        )
        .help("ask who runs them, then write the day into `last_checked`");
}
