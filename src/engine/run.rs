//! Runs jobs on every core; the outcome does not depend on their number.

use std::sync::{Arc, LazyLock};

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuilder};

use super::artifact::{Artifact, Artifacts, Made};
use super::job::{Job, Shown};
use super::memo::Memo;
use crate::base::diag::{Diagnostic, Diagnostics};

/// Typst goes deep into nested content; the stacks that threads have by default would not do.
const STACK: usize = 64 << 20;

static THREADS: LazyLock<ThreadPool> =
    LazyLock::new(|| ThreadPoolBuilder::new().stack_size(STACK).build().expect("the machine can start threads"));

/// Makes the file of every job, or takes it from the memo. Jobs that fail are reported, and their files are missing.
pub fn run<Tools: Sync, View: Sync>(
    jobs: &[Job<'_, Tools, View>],
    tools: &Tools,
    memo: &Memo,
    diags: &mut Diagnostics,
) -> Artifacts {
    let made: Vec<Result<Arc<Made>, Box<Diagnostic>>> =
        THREADS.install(|| jobs.par_iter().map(|job| make(job, tools, memo)).collect());
    let mut artifacts = Artifacts::default();
    for (job, made) in jobs.iter().zip(made) {
        match made {
            Ok(made) => {
                let bytes = Arc::clone(&made.bytes);
                artifacts.insert(job.path.clone(), Artifact { bytes, pages: made.pages, origin: job.origin });
            }
            // A mistake in a theme fails every file made with it, and is told once.
            Err(failure)
                if diags.iter().any(|other| other.span == failure.span && other.message == failure.message) => {}
            Err(failure) => diags.push(*failure),
        }
    }
    artifacts
}

fn make<Tools, View>(job: &Job<Tools, View>, tools: &Tools, memo: &Memo) -> Result<Arc<Made>, Box<Diagnostic>> {
    let make = || match &job.view {
        Shown::Ready(view) => (job.make)(tools, view),
        Shown::Later(gather) => (job.make)(tools, &gather()),
    };
    let Some(key) = job.key else { return make().map(Arc::new) };
    if let Some(made) = memo.get(&key) {
        return Ok(made);
    }
    let made = Arc::new(make()?);
    memo.put(key, &made);
    Ok(made)
}
