//! Guides with mistakes in `tests/diagnostics/*.md`; the expected messages stand beside them.
//!
//! Each file holds cases: a heading, the guide in a block ```` ```guide ````, the messages in a block ```` ```messages ````.
//! `BLESS=1 cargo test diagnostics` writes the messages as they are now, to be read before they are committed.

use std::collections::BTreeSet;
use std::path::Path;

use luotsi::base::show::{self, Colour};

use luotsi::pipeline::Options;

use crate::support::{guide_with, options};

/// What day it is in the fixtures.
fn on_a_day() -> Options {
    Options { today: Some(jiff::civil::date(2026, 11, 22)), ..options() }
}

#[test]
fn mistakes_are_told_as_written_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut wrong = Vec::new();
    let mut shown = BTreeSet::new();
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = std::fs::read_to_string(&path).unwrap();
        let mut blessed = String::new();
        let mut rest = text.as_str();
        while let Some((before, source, expected, after)) = case(rest) {
            let built = guide_with(source, &on_a_day());
            let messages = show::human(&built.built.diagnostics, &built.built.sources, Colour::Off);
            shown.extend(built.built.diagnostics.iter().map(|one| one.code));
            if messages.trim() != expected.trim() {
                let name = before.lines().rev().find(|line| line.starts_with('#')).unwrap_or_default();
                wrong.push(format!("{} {name}\nexpected:\n{expected}\nfound:\n{messages}", path.display()));
            }
            blessed.push_str(&format!("{before}```guide\n{source}```\n\n```messages\n{}\n```\n", messages.trim()));
            rest = after;
        }
        blessed.push_str(rest);
        if std::env::var_os("BLESS").is_some() {
            std::fs::write(&path, blessed).unwrap();
        }
    }
    assert!(wrong.is_empty() || std::env::var_os("BLESS").is_some(), "{}", wrong.join("\n\n"));
    // Bytes that are no text, and 2 MB of it, cannot stand in a fixture; `site.rs` has the cases.
    shown.extend(["not-utf-8", "too-large"]);
    let unseen: Vec<&str> =
        luotsi::check::RULES.iter().map(|rule| rule.code).filter(|code| !shown.contains(code)).collect();
    assert!(unseen.is_empty(), "rules without a case in tests/diagnostics: {}", unseen.join(", "));
}

#[test]
fn of_a_very_long_line_a_part_is_shown() {
    let built = guide_with(
        &format!(
            "-- content/en/a.md --\n---\ntitle: A\n---\n{}{{{{ name }}}} and{}\n",
            "ä word ".repeat(5_000),
            " more".repeat(500)
        ),
        &options(),
    );
    let messages = show::human(&built.built.diagnostics, &built.built.sources, Colour::Off);
    let (_, message) = messages.split_once("error[unknown-variable]").unwrap();
    let lines: Vec<&str> = message.lines().collect();
    assert_eq!(lines[1], " --> content/en/a.md:4:35001", "{message}");
    let words = lines.iter().position(|line| line.contains("word {{ name }} and more")).expect("the place is shown");
    let column = lines[words].find("{{ name }}").map(|at| lines[words][..at].chars().count());
    assert_eq!(lines[words + 1].find('^'), column, "{message}");
    assert!(message.len() < 1_000, "{message}");
}

/// Splits off the next case: what is before it, the guide, the expected messages, what is after.
fn case(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = text.split_once("```guide\n")?;
    let (source, rest) = rest.split_once("\n```\n")?;
    let source = &text[before.len() + "```guide\n".len()..][..source.len() + 1];
    let (_, rest) = rest.split_once("```messages\n")?;
    let (expected, after) = rest.split_once("```\n")?;
    Some((before, source, expected, after))
}
