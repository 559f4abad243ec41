//! What holds of any text: slugs and paths stay in the site, messages point into their files, and no page holds what could run.
//!
//! The targets in `fuzz/` look for more. A text that fails is made as short as possible before it is told.

use std::cell::Cell;
use std::collections::BTreeSet;

use html5gum::{Token, Tokenizer};
use luotsi::base::diag::Severity;
use luotsi::base::path::{Addresses, SitePath, decode, encode, is_slug, slugify};
use luotsi::base::show::{self, Colour};
use luotsi::base::source::Span;
use luotsi::content::id::DocId;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{RngSeed, TestRunner};

use crate::support::{Guide, guide};

/// Pieces that mean something to Markdown, YAML, HTML, addresses or templates, and letters of many kinds.
const PIECES: &str = "a b \u{20} \n \n\n # ## - * ** _ ` ``` ~~ > [ ] ( ) ![ ]( < > </ <!-- --> <b> <script> onerror= \" ' & &lt; &#106; \\ / // .. ../ . : :: ; , | |- --- \
    ... {{ }} {{x}} {% {# {#id} [^1] [^1]: [x]: - [ ] 1. \t \r\n javascript: https://a.example mailto:a@b #x ? % %2e %00 ä Å ß ı İ й ي الله 日本 \u{301} \u{200f} \u{200b} \u{1f600} = + @ $";

/// The same cases each time, so that a failure on one machine is one on all; `PROPTEST_RNG_SEED` tries others.
fn cases(cases: u32) -> ProptestConfig {
    let mut config = ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() };
    if config.rng_seed == RngSeed::Random {
        config.rng_seed = RngSeed::Fixed(1);
    }
    config
}

/// Fewer pieces than `most`, one after another, and here and there any character at all.
fn text(most: usize) -> impl Strategy<Value = String> {
    let pieces: Vec<&str> = PIECES.split(' ').chain([" ", " "]).collect();
    let piece = prop_oneof![19 => select(pieces).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    vec(piece, 0..most).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(20_000))]

    #[test]
    fn no_slug_or_path_leaves_the_site(text in text(8), other in text(8)) {
        let slug = slugify(&text);
        prop_assert!(slug.chars().all(|one| one.is_alphanumeric() || one == '-'), "{slug:?}");
        prop_assert!(slug.is_empty() || SitePath::new(slug.as_str()).is_some(), "{slug:?}");
        prop_assert!(!is_slug(&slug) || slugify(&slug) == slug, "{slug:?}");
        prop_assert_eq!(decode(&encode(&text)), text.as_str());
        if let Ok(id) = DocId::of_file(&text) {
            prop_assert!(SitePath::new(format!("en/{}/index.html", id.as_str())).is_some(), "{id:?}");
        }
        if let (Some(from), Some(to)) = (SitePath::new(text), SitePath::new(other)) {
            let address = to.relative_to(&from, Addresses::Files);
            prop_assert_eq!(arrive(&encode(from.as_str()), &address), to.as_str(), "by {}", address);
        }
    }
}

/// Where a browser gets to by a relative address.
fn arrive(from: &str, address: &str) -> String {
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

/// A title and a text for one page.
fn page() -> impl Strategy<Value = (String, String)> {
    let title = (text(6), select(vec!["", "\u{1b}[31m", "\n"]))
        .prop_map(|(words, end)| words.replace(['\u{200f}', '\u{200b}'], "") + end);
    // A line that starts a file of the fixture would be one.
    (title, prop_oneof![text(40), text(8)].prop_map(|body| body.replace("\n-- ", "\n")))
}

#[test]
fn every_message_points_into_its_file_and_no_page_holds_what_could_run() {
    let looked = Cell::new(0);
    let tried = TestRunner::new(cases(200)).run(&vec(page(), 8), |pages| {
        let mut files: Vec<(String, String)> = pages.iter().enumerate().map(file).collect();
        // Pages are made of a guide without errors only, and some errors are found only when sheets are made.
        let mut built = build(&files);
        while errors(&built).next().is_some() {
            look_at_messages(&built);
            let wrong: BTreeSet<&str> = errors(&built).collect();
            let before = files.len();
            files.retain(|(path, _)| !wrong.contains(path.as_str()));
            prop_assert!(files.len() < before, "{}", built.messages());
            built = build(&files);
        }
        look_at_messages(&built);
        look_at_pages(&built);
        looked.set(looked.get() + files.len());
        Ok(())
    });
    tried.unwrap_or_else(|failed| panic!("{failed}"));
    assert!(looked.get() >= 200, "only {} texts became pages", looked.get());
}

/// A page as a file: its path and its text.
fn file((number, (title, body)): (usize, &(String, String))) -> (String, String) {
    let title = serde_json::to_string(title).expect("any text is a JSON string");
    let kind = ["", "messages/", "checklists/", "faq/"][number % 4];
    (format!("content/en/{kind}page-{number}.md"), format!("---\ntitle: {title}\nsummary: {title}\n---\n{body}\n"))
}

fn build(files: &[(String, String)]) -> Guide {
    guide(&files.iter().map(|(path, text)| format!("-- {path} --\n{text}")).collect::<String>())
}

/// The files with errors.
fn errors(built: &Guide) -> impl Iterator<Item = &str> {
    let errors = built.built.diagnostics.iter().filter(|one| one.severity == Severity::Error);
    errors.map(|one| &*built.built.sources.get(one.span.source).path)
}

fn look_at_messages(built: &Guide) {
    let (diags, sources) = (&built.built.diagnostics, &built.built.sources);
    for one in diags.iter() {
        let whole = |span: Span| sources.get(span.source).text.get(span.start..span.end).is_some();
        assert!(whole(one.span) && one.notes.iter().all(|(span, _)| whole(*span)), "{one:?}");
    }
    let shown = show::human(diags, sources, Colour::Off);
    assert!(shown.is_empty() == (diags.iter().count() == 0) && !show::json(diags, sources).contains('\u{1b}'));
    let lines = show::short(diags, sources);
    assert!(
        lines.lines().count() == diags.iter().count()
            && !lines.contains(|one: char| one.is_control() && !"\n\t".contains(one))
    );
}

fn look_at_pages(built: &Guide) {
    for (path, artifact) in built.built.artifacts.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        for Ok(token) in Tokenizer::new(&*artifact.bytes) {
            let Token::StartTag(tag) = token else { continue };
            assert!(tag.attributes.keys().all(|name| !name.starts_with(b"on")), "{path}: {:?}", tag.name);
            if *tag.name == b"script"[..] {
                let names: Vec<_> = tag.attributes.keys().map(|name| String::from_utf8_lossy(name)).collect();
                assert!(names == ["defer", "src"] || names == ["type"], "{path}: {names:?}");
            }
        }
    }
}
