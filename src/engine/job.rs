//! Jobs: what to make, from which view, by which function.
//!
//! `make` is a plain function: it sees the tools and its view, and cannot reach anything else.

use std::collections::BTreeMap;

use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::path::SitePath;
use crate::base::source::Span;

/// Makes the bytes of one file.
pub type Make<Tools, View> = fn(&Tools, &View) -> Result<Vec<u8>, Box<Diagnostic>>;

/// One file to make.
pub struct Job<Tools, View> {
    /// Where it goes.
    pub path: SitePath,
    /// All that it shows.
    pub view: View,
    /// How it is made.
    pub make: Make<Tools, View>,
    /// What it is made from, for messages about it.
    pub origin: Span,
}

/// The files of a site, no two with one path.
pub struct Plan<Tools, View> {
    jobs: Vec<Job<Tools, View>>,
}

impl<Tools, View> Plan<Tools, View> {
    /// Checks that no two jobs write one file, not even on a disk that ignores case or Unicode form.
    pub fn new(jobs: Vec<Job<Tools, View>>, diags: &mut Diagnostics) -> Plan<Tools, View> {
        let mut taken: BTreeMap<String, (Span, SitePath)> = BTreeMap::new();
        let mut kept = Vec::with_capacity(jobs.len());
        for job in jobs {
            match taken.get(&job.path.folded()) {
                Some((first, path)) => {
                    let message = if *path == job.path {
                        format!("two pages have the address `{}`", job.path.address())
                    } else {
                        format!("`{}` and `{}` are the same file on some disks", job.path, path)
                    };
                    let diagnostic = diags.error("duplicate-path", job.origin, message);
                    if *first != job.origin {
                        diagnostic.note(*first, "this one has it already");
                    }
                    diagnostic.help("give one of them another `slug`");
                }
                None => {
                    taken.insert(job.path.folded(), (job.origin, job.path.clone()));
                    kept.push(job);
                }
            }
        }
        Plan { jobs: kept }
    }

    /// The jobs, each with a path of its own.
    pub fn jobs(&self) -> &[Job<Tools, View>] {
        &self.jobs
    }
}
