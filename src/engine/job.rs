//! Jobs: what to make, from which view, by which function.
//!
//! `make` is a plain function: it sees the tools and its view, and cannot reach anything else.

use std::collections::BTreeMap;

use super::artifact::Made;
use crate::base::diag::{Diagnostic, Diagnostics};
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::base::source::Span;

/// Makes the bytes of one file.
pub type Make<Tools, View> = fn(&Tools, &View) -> Result<Made, Box<Diagnostic>>;

/// All that a file shows.
pub enum Shown<'a, View> {
    /// It is known already.
    Ready(View),
    /// It is gathered when the file is made: on whichever core is free, and only for as long as it is needed.
    Later(Box<dyn Fn() -> View + Send + Sync + 'a>),
}

/// One file to make.
pub struct Job<'a, Tools, View> {
    /// Where it goes.
    pub path: SitePath,
    /// All that it shows.
    pub view: Shown<'a, View>,
    /// How it is made.
    pub make: Make<Tools, View>,
    /// What it is made from, for messages about it.
    pub origin: Span,
    /// Of a file that is dear to make: the digest of all that decides its bytes.
    pub key: Option<Digest>,
}

/// The paths of a site, no two alike.
#[derive(Debug, Default)]
pub struct Plan {
    taken: BTreeMap<String, (Span, SitePath)>,
}

impl Plan {
    /// Keeps the jobs whose path is still free; two files with one path, be it only on a disk that ignores case or
    /// Unicode form, are reported.
    pub fn admit<'a, Tools, View>(
        &mut self,
        jobs: Vec<Job<'a, Tools, View>>,
        diags: &mut Diagnostics,
    ) -> Vec<Job<'a, Tools, View>> {
        let mut kept = Vec::with_capacity(jobs.len());
        for job in jobs {
            let folded = job.path.folded();
            match self.taken.get(&folded) {
                Some((first, path)) => {
                    let message = if *path == job.path {
                        format!("two files of the site have the address `{}`", job.path.address())
                    } else {
                        format!("`{}` and `{}` are the same file on some disks", job.path, path)
                    };
                    let diagnostic = diags.error("duplicate-path", job.origin, message);
                    if *first != job.origin {
                        diagnostic.note(*first, "this one has it already");
                    }
                    diagnostic.help(if job.path.as_str().ends_with(".html") {
                        "give one of them another `slug`"
                    } else {
                        "rename the file; robots.txt, _headers and some others are made by Luotsi itself"
                    });
                }
                None => {
                    self.taken.insert(folded, (job.origin, job.path.clone()));
                    kept.push(job);
                }
            }
        }
        kept
    }
}
