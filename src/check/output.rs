//! The finished pages, read once more: every address in them leads to something that was really made.
//!
//! Authors' links are checked with their places elsewhere; this catches what themes write, and what slips through.

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};
use rayon::prelude::*;

use crate::base::diag::Diagnostics;
use crate::base::path::{SitePath, decode};
use crate::engine::artifact::Artifacts;
use crate::site::links::is_unsafe;

/// What a page offers and asks for.
#[derive(Default)]
struct Reading {
    ids: BTreeSet<String>,
    repeated: BTreeSet<String>,
    addresses: BTreeSet<String>,
}

/// Checks every address and id of every page. `root` is the path that addresses starting with `/` are below.
pub fn check(artifacts: &Artifacts, root: &str, diags: &mut Diagnostics) {
    let pages: Vec<_> = artifacts.iter().filter(|(path, _)| path.as_str().ends_with(".html")).collect();
    let readings: BTreeMap<&SitePath, Reading> =
        pages.par_iter().map(|(path, artifact)| (*path, read(&artifact.bytes))).collect();
    for (path, artifact) in &pages {
        let reading = &readings[path];
        for id in &reading.repeated {
            diags
                .error("duplicate-id", artifact.origin, format!("`{path}` has the id `{id}` twice"))
                .help("give one of them another `{#id}`");
        }
        for address in &reading.addresses {
            if is_unsafe(address) {
                diags
                    .error(
                        "unsafe-link",
                        artifact.origin,
                        format!("`{path}` links to `{address}`, which could run code"),
                    )
                    .help("look for it in the theme's templates, or in front matter");
            }
            let Some((target, fragment)) = resolve(path, address, root) else { continue };
            let exists = artifacts.get(&target).is_some();
            let has_id = fragment.is_empty()
                || SitePath::new(target.as_str())
                    .and_then(|target| readings.get(&target))
                    .is_none_or(|page| page.ids.contains(&fragment));
            if !exists || !has_id {
                diags
                    .error(
                        "broken-output",
                        artifact.origin,
                        format!("`{path}` links to `{address}`, which does not exist"),
                    )
                    .help("look for it in the theme's templates, or in front matter");
            }
        }
    }
}

fn read(html: &[u8]) -> Reading {
    let mut reading = Reading::default();
    for Ok(token) in Tokenizer::new(html) {
        let Token::StartTag(tag) = token else { continue };
        for (name, value) in &tag.attributes {
            let value = String::from_utf8_lossy(value).into_owned();
            match name.as_slice() {
                b"id" if !reading.ids.insert(value.clone()) => _ = reading.repeated.insert(value),
                b"href" | b"src" | b"action" | b"formaction" | b"data" | b"poster" => {
                    _ = reading.addresses.insert(value)
                }
                _ => {}
            }
        }
    }
    reading
}

/// The file and the id an address leads to; `None` when it leads out of the site.
fn resolve(from: &SitePath, address: &str, root: &str) -> Option<(String, String)> {
    let (path, fragment) = address.split_once('#').unwrap_or((address, ""));
    if path.split('/').next().is_some_and(|first| first.contains(':')) || path.starts_with("//") {
        return None;
    }
    let (mut parts, rest): (Vec<&str>, &str) = match path.strip_prefix(root).filter(|_| path.starts_with('/')) {
        Some(rest) => (Vec::new(), rest),
        None => {
            let mut folder: Vec<&str> = from.as_str().split('/').collect();
            if !path.is_empty() {
                folder.pop();
            }
            (folder, path)
        }
    };
    for part in rest.split('/') {
        match part {
            ".." => _ = parts.pop(),
            "" | "." => {}
            other => parts.push(other),
        }
    }
    let mut target = parts.join("/");
    if rest.ends_with('/') || rest.ends_with("..") || rest == "." || (rest.is_empty() && path.starts_with('/')) {
        target = if target.is_empty() { "index.html".to_string() } else { format!("{target}/index.html") };
    }
    Some((decode(&target), decode(fragment)))
}
