//! `luotsi build`: the site, published.

use std::sync::Arc;
use std::time::Instant;

use anyhow::Result;

use super::Outcome;
use super::args::{Build, MessageFormat};
use super::term::{self, Progress};
use crate::base::digest::Digest;
use crate::base::path::Addresses;
use crate::engine::memo::Memo;
use crate::engine::publish::Output;
use crate::pipeline::{self, Built};
use crate::site::load::{find_guide, read_folder};

pub(super) fn run(options: &Build) -> Result<Outcome> {
    let start = Instant::now();
    let project = &options.content.project.guide;
    let addresses = if options.offline { Addresses::Files } else { Addresses::Folders };
    find_guide(project)?;
    let output = Output::open(&options.out, project)?;
    let memo = Memo::of_project(project);
    let progress = Progress::start("building");
    let files = read_folder(project)?;
    let made = options.content.options(addresses);
    let key = pipeline::key(&files, &made, output.folder());
    if let Some(said) = standing(&memo, &key, &output) {
        drop(progress);
        say(options, &said, start);
        return Ok(Outcome::Fine);
    }
    let built = pipeline::build(&files, &made, &memo);
    let has_errors = built.diagnostics.has_errors();
    let stamp = if has_errors { None } else { output.publish(&built.artifacts)? };
    drop(progress);
    term::diagnostics(&built.diagnostics, &built.sources, options.content.message_format);
    if has_errors {
        if options.content.message_format == MessageFormat::Human {
            let folder = options.out.display();
            term::err(&format!("{}: nothing was published, {folder} is as it was\n", term::counts(&built.diagnostics)));
        }
        return Ok(Outcome::ContentErrors);
    }
    let said = summary(&built, &output);
    if built.diagnostics.iter().next().is_none()
        && let Some(stamp) = stamp
    {
        memo.put(key, &Arc::new(format!("{stamp}\n{said}").into_bytes().into()));
    }
    say(options, &said, start);
    // Giving back the memory of a whole site takes time that nobody has to wait for.
    std::mem::forget(built);
    Ok(Outcome::Fine)
}

/// What was said of the site that stands in the output folder, when it was made from the very same files and nobody has touched it since.
fn standing(memo: &Memo, key: &Digest, output: &Output) -> Option<String> {
    let made = memo.get(key)?;
    let (stamp, said) = std::str::from_utf8(&made.bytes).ok()?.split_once('\n')?;
    (output.stamp()?.to_string() == stamp).then(|| said.to_string())
}

fn say(options: &Build, said: &str, start: Instant) {
    if options.content.message_format == MessageFormat::Human {
        term::err(&format!("{said}, {:.2} s\n", start.elapsed().as_secs_f64()));
    }
}

fn summary(built: &Built, output: &Output) -> String {
    let site = &built.site;
    let pages = |lang| {
        let (own, all) =
            site.pages(lang).fold((0, 0), |(own, all), page| (own + usize::from(!page.is_fallback()), all + 1));
        if own == all { format!("{lang} {own}") } else { format!("{lang} {own} of {all}") }
    };
    let pages: Vec<String> = site.languages().map(pages).collect();
    let bytes: usize = built.artifacts.iter().map(|(_, artifact)| artifact.bytes.len()).sum();
    format!(
        "Pages: {}\nFiles: {} ({:.1} MB) in {}\n{}",
        pages.join(", "),
        built.artifacts.len(),
        bytes as f64 / 1e6,
        output.folder().display(),
        term::counts(&built.diagnostics)
    )
}
