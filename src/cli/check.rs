//! `luotsi check`: the same messages as `build`, nothing published.

use anyhow::Result;
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Outcome;
use super::args::{Check, MessageFormat};
use super::term::{self, Progress};
use crate::base::path::Addresses;
use crate::engine::memo::Memo;
use crate::pipeline::{self, Options};

pub(super) fn run(options: &Check) -> Result<Outcome> {
    let progress = Progress::start("checking");
    let project = &options.content.project.guide;
    let today = options.today.unwrap_or_else(|| Timestamp::now().to_zoned(TimeZone::UTC).date());
    let made = Options { today: Some(today), ..options.content.options(Addresses::Folders) };
    let built = pipeline::build_folder(project, &made, &Memo::of_project(project))?;
    drop(progress);
    term::diagnostics(&built.diagnostics, &built.sources, options.content.message_format);
    if options.content.message_format == MessageFormat::Human {
        term::err(&format!("{}\n", term::counts(&built.diagnostics)));
    }
    Ok(if built.diagnostics.has_errors() { Outcome::ContentErrors } else { Outcome::Fine })
}
