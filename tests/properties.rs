//! What holds of any text, tried with many that are put together at random, the same ones each time.
//!
//! The targets in `fuzz/` look for more. A library for this would switch on features in crates that the program shares,
//! and compile them twice.

use html5gum::{Token, Tokenizer};
use luotsi::base::path::{Addresses, SitePath, decode, encode, is_slug, slugify};
use luotsi::base::show::{self, Colour};
use luotsi::base::source::Span;
use luotsi::content::id::DocId;

use crate::support::{Guide, guide};

/// Pieces that mean something to Markdown, YAML, HTML, addresses or templates, and letters of many kinds.
const PIECES: &str = "a b \u{20} \n \n\n # ## - * ** _ ` ``` ~~ > [ ] ( ) ![ ]( < > </ <!-- --> <b> <script> onerror= \" ' & &lt; &#106; \\ / // .. ../ . : :: ; , | |- --- \
    ... {{ }} {{x}} {% {# {#id} [^1] [^1]: [x]: - [ ] 1. \t \r\n javascript: https://a.example mailto:a@b #x ? % %2e %00 ä Å ß ı İ й ي الله 日本 \u{301} \u{200f} \u{200b} \u{1f600} = + @ $";

/// Numbers at random, the same ones each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % most as u64).unwrap()
    }

    /// Some of the pieces, one after another.
    fn text(&mut self, most: usize) -> String {
        let pieces: Vec<&str> = PIECES.split(' ').chain([" ", " "]).collect();
        (0..self.below(most)).map(|_| pieces[self.below(pieces.len())]).collect()
    }
}

#[test]
fn no_slug_or_path_leaves_the_site() {
    let mut chance = Chance(1);
    for _ in 0..20_000 {
        let (text, other) = (chance.text(8), chance.text(8));
        let slug = slugify(&text);
        assert!(slug.chars().all(|one| one.is_alphanumeric() || one == '-'), "{text:?} is {slug:?}");
        assert!(slug.is_empty() || SitePath::new(slug.as_str()).is_some(), "{text:?} is {slug:?}");
        assert!(!is_slug(&slug) || slugify(&slug) == slug, "{slug:?}");
        assert_eq!(decode(&encode(&text)), text);
        if let Ok(id) = DocId::of_file(&text) {
            assert!(SitePath::new(format!("en/{}/index.html", id.as_str())).is_some(), "{id:?}");
        }
        let (Some(from), Some(to)) = (SitePath::new(text), SitePath::new(other)) else { continue };
        let address = to.relative_to(&from, Addresses::Files);
        assert_eq!(arrive(&encode(from.as_str()), &address), to.as_str(), "from {from} by {address}");
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

#[test]
fn every_message_points_into_its_file_and_no_page_holds_what_could_run() {
    let mut chance = Chance(2);
    for _ in 0..150 {
        let mut text = String::new();
        for number in 0..8 {
            let (front, body) = (chance.text(6), chance.text(40));
            // A line that starts a file of the fixture would be one.
            let body = body.replace("\n-- ", "\n");
            let title = serde_json::to_string(
                &(front + ["", "\u{1b}[31m", "\n"][number % 3]).replace(['\u{200f}', '\u{200b}'], ""),
            )
            .unwrap();
            let kind = ["", "messages/", "checklists/", "faq/"][number % 4];
            text.push_str(&format!(
                "-- content/en/{kind}page-{number}.md --\n---\ntitle: {title}\nsummary: {title}\n---\n{body}\n"
            ));
        }
        look(&guide(&text));
    }
}

fn look(built: &Guide) {
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
