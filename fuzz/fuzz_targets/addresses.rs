//! Links, slugs and paths: none leads out of the site.

#![no_main]

use std::path::{Component, Path};
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use luotsi_fuzz::base::path::{Addresses, SitePath, decode, encode, is_slug, slugify};
use luotsi_fuzz::content::document::Document;
use luotsi_fuzz::content::id::DocId;
use luotsi_fuzz::markup::html::Surroundings;
use luotsi_fuzz::markup::tree::Link;
use luotsi_fuzz::site::links::Target;
use luotsi_fuzz::{Links, assert_harmless, document, guide};

fuzz_target!(|text: &str| {
    static DOCUMENT: LazyLock<Document> = LazyLock::new(|| document("process/page.md", "---\ntitle: Page\n---\n").0);
    let (first, second) = text.split_once('\n').unwrap_or((text, text));

    let slug = slugify(first);
    assert!(slug.chars().all(|one| one.is_alphanumeric() || one == '-'), "{slug:?}");
    assert!(slug.is_empty() || SitePath::new(slug.clone()).is_some(), "{slug:?}");
    assert!(!is_slug(first) || slugify(first).trim_matches('-') == slug);
    assert_eq!(decode(&encode(first)), first);
    if let Ok(id) = DocId::of_file(first) {
        assert!(SitePath::new(format!("en/{}/index.html", id.as_str())).is_some(), "{id:?}");
    }

    if let (Some(from), Some(to)) = (SitePath::new(first), SitePath::new(second)) {
        assert!(Path::new(to.as_str()).components().all(|part| matches!(part, Component::Normal(_))), "{to}");
        let address = to.relative_to(&from, Addresses::Files);
        assert_eq!(resolve(&encode(from.as_str()), &address), to.as_str(), "from {from} by {address}");
    }

    let link = Link { to: first.to_string(), text: Vec::new(), span: luotsi_fuzz::base::source::Span::start_of(Default::default()) };
    if let Target::Media(path) = guide().target(&DOCUMENT, first) {
        assert!(guide().media.contains_key(&path));
    }
    let mut html = String::from("<a href=\"");
    luotsi_fuzz::markup::html::escape(&Links(&DOCUMENT).link(&link), &mut html);
    assert_harmless(&(html + "\"></a>"));
});

/// Where a browser gets to by a relative address.
fn resolve(from: &str, address: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            ".." => _ = parts.pop().expect("an address does not climb out of the site"),
            "." => {}
            other => parts.push(other),
        }
    }
    decode(&parts.join("/"))
}
