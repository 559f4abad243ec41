//! The finished pages, read once more: every address in them leads to something that was really made.
//!
//! Authors' links are checked with their places elsewhere; this catches what themes write, and what slips through.

use std::borrow::Cow;
use std::collections::HashMap;

use rayon::prelude::*;

use super::tags::attributes;
use super::{IsOff, in_parallel};
use crate::base::diag::Diagnostics;
use crate::base::path::{SitePath, decode};
use crate::base::source::Span;
use crate::engine::artifact::{Artifact, Artifacts};
use crate::site::links::is_unsafe;

/// What a page offers and asks for: its ids and addresses, sorted.
#[derive(Default)]
struct Reading<'a> {
    ids: Vec<Cow<'a, str>>,
    addresses: Vec<Cow<'a, str>>,
}

/// The attributes that hold an address.
const ADDRESSES: [&str; 6] = ["href", "src", "action", "formaction", "data", "poster"];

/// A file of the site, by path; pages with their reading.
type Shelf<'a> = HashMap<&'a str, Option<Reading<'a>>>;

/// Checks every address and id of every page. `root` is the path that addresses starting with `/` are below.
pub fn check(artifacts: &Artifacts, root: &str, is_off: IsOff, diags: &mut Diagnostics) {
    let files: Vec<_> = artifacts.iter().collect();
    let shelf: Shelf = files
        .par_iter()
        .map(|(path, artifact)| {
            let bytes = Some(&artifact.bytes).filter(|_| path.as_str().ends_with(".html") && !is_off());
            (path.as_str(), bytes.and_then(|bytes| std::str::from_utf8(bytes).ok()).map(read))
        })
        .collect();
    let look = |(path, artifact): &(&SitePath, &Artifact), diags: &mut Diagnostics| {
        let Some(reading) = &shelf[path.as_str()] else { return };
        repeated_ids(path, reading, artifact.origin, diags);
        broken_addresses(path, reading, &shelf, root, artifact.origin, diags);
    };
    in_parallel(&files, look, is_off, diags);
}

fn repeated_ids(path: &SitePath, reading: &Reading, origin: Span, diags: &mut Diagnostics) {
    let mut repeated: Vec<&str> =
        reading.ids.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].as_ref()).collect();
    repeated.dedup();
    for id in repeated {
        diags
            .error("duplicate-id", origin, format!("`{path}` has the id `{id}` twice"))
            .help("give one of them another `{#id}`");
    }
}

fn broken_addresses(
    path: &SitePath,
    reading: &Reading,
    shelf: &Shelf,
    root: &str,
    origin: Span,
    diags: &mut Diagnostics,
) {
    for address in &reading.addresses {
        if is_unsafe(address) {
            diags
                .error("unsafe-link", origin, format!("`{path}` links to `{address}`, which could run code"))
                .help("look for it in the theme's templates, or in front matter");
        }
        let Some((target, fragment)) = resolve(path, address, root) else { continue };
        let is_there = match shelf.get(target.as_str()) {
            None => false,
            Some(Some(page)) if !fragment.is_empty() => {
                page.ids.binary_search_by(|id| id.as_ref().cmp(&fragment)).is_ok()
            }
            Some(_) => true,
        };
        if !is_there {
            diags
                .error("broken-output", origin, format!("`{path}` links to `{address}`, which does not exist"))
                .help("look for it in the theme's templates, or in front matter");
        }
    }
}

fn read(html: &str) -> Reading<'_> {
    let mut reading = Reading::default();
    attributes(html, |name, value| {
        if name.eq_ignore_ascii_case("id") {
            reading.ids.push(value);
        } else if ADDRESSES.iter().any(|one| name.eq_ignore_ascii_case(one)) {
            reading.addresses.push(value);
        }
    });
    reading.ids.sort_unstable();
    reading.addresses.sort_unstable();
    reading.addresses.dedup();
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
