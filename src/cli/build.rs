//! `luotsi build`: the site, published.

use std::time::Instant;

use anyhow::Result;

use super::Outcome;
use super::args::{Build, MessageFormat};
use super::term::{self, Progress};
use crate::base::path::Addresses;
use crate::engine::memo::Memo;
use crate::engine::publish::Output;
use crate::pipeline::{self, Built};
use crate::site::load::find_guide;

pub(super) fn run(options: &Build) -> Result<Outcome> {
    let start = Instant::now();
    let project = &options.content.project.guide;
    let addresses = if options.offline { Addresses::Files } else { Addresses::Folders };
    find_guide(project)?;
    let output = Output::open(&options.out, project)?;
    let memo = Memo::of_project(project);
    let progress = Progress::start("building");
    let built = pipeline::build_folder(project, &options.content.options(addresses), &memo)?;
    let has_errors = built.diagnostics.has_errors();
    if !has_errors {
        output.publish(&built.artifacts)?;
    }
    drop(progress);
    term::diagnostics(&built.diagnostics, &built.sources, options.content.message_format);
    if has_errors {
        if options.content.message_format == MessageFormat::Human {
            let folder = options.out.display();
            term::err(&format!("{}: nothing was published, {folder} is as it was\n", term::counts(&built.diagnostics)));
        }
        return Ok(Outcome::ContentErrors);
    }
    if options.content.message_format == MessageFormat::Human {
        term::err(&summary(&built, &output, start));
    }
    Ok(Outcome::Fine)
}

fn summary(built: &Built, output: &Output, start: Instant) -> String {
    let site = &built.site;
    let pages = |lang| {
        let (own, all) =
            site.pages(lang).fold((0, 0), |(own, all), page| (own + usize::from(!page.is_fallback()), all + 1));
        if own == all { format!("{lang} {own}") } else { format!("{lang} {own} of {all}") }
    };
    let pages: Vec<String> = site.languages().map(pages).collect();
    let bytes: usize = built.artifacts.iter().map(|(_, artifact)| artifact.bytes.len()).sum();
    format!(
        "Pages: {}\nFiles: {} ({:.1} MB) in {}\n{}, {:.2} s\n",
        pages.join(", "),
        built.artifacts.len(),
        bytes as f64 / 1e6,
        output.folder().display(),
        term::counts(&built.diagnostics),
        start.elapsed().as_secs_f64()
    )
}
