//! The least that any generator of sites has to do: read the Markdown, parse it, write HTML. The benchmarks compare with it.
//!
//! `cargo run --release --example floor CONTENT OUT`

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use luotsi::markup::html::escape;
use pulldown_cmark::{Event, Options, Parser};
use rayon::prelude::*;

fn main() -> Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let content = arguments.next().context("which folder holds the content?")?;
    let out = arguments.next().context("which folder takes the pages?")?;
    let files = walkdir::WalkDir::new(&content).into_iter().collect::<Result<Vec<_>, _>>()?;
    files
        .par_iter()
        .filter(|entry| entry.path().extension().is_some_and(|end| end == "md"))
        .try_for_each(|entry| page(entry.path(), &out.join(entry.path().strip_prefix(&content)?)))
}

fn page(from: &Path, to: &Path) -> Result<()> {
    let text = std::fs::read_to_string(from).with_context(|| format!("reading {}", from.display()))?;
    let mut html = String::with_capacity(text.len() * 2);
    for event in Parser::new_ext(&text, Options::all()) {
        match event {
            Event::Start(_) => html.push_str("<p>"),
            Event::End(_) => html.push_str("</p>"),
            Event::Text(words) | Event::Code(words) => escape(&words, &mut html),
            _ => html.push('\n'),
        }
    }
    let folder = to.with_extension("");
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("index.html"), html).with_context(|| format!("writing {}", folder.display()))
}
