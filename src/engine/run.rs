//! Runs a plan on every core; the outcome does not depend on their number.

use rayon::prelude::*;

use super::artifact::{Artifact, Artifacts};
use super::job::Plan;
use crate::base::diag::{Diagnostic, Diagnostics};

/// Makes every file of the plan. Jobs that fail are reported, and their files are missing.
pub fn run<Tools: Sync, View: Sync>(plan: &Plan<Tools, View>, tools: &Tools, diags: &mut Diagnostics) -> Artifacts {
    let made: Vec<Result<Vec<u8>, Box<Diagnostic>>> =
        plan.jobs().par_iter().map(|job| (job.make)(tools, &job.view)).collect();
    let mut artifacts = Artifacts::default();
    for (job, made) in plan.jobs().iter().zip(made) {
        match made {
            Ok(bytes) => artifacts.insert(job.path.clone(), Artifact { bytes: bytes.into(), origin: job.origin }),
            Err(failure) => diags.push(*failure),
        }
    }
    artifacts
}
