//! How texts are written: link texts that say nothing, figures that contradict each other.

use std::collections::BTreeMap;

use crate::base::diag::Diagnostics;
use crate::base::source::{Sources, Span};
use crate::content::document::Document;
use crate::markup::text::plain;
use crate::markup::tree::{Inline, Link};
use crate::site::Site;
use crate::site::config::Figure;
use crate::site::links::Target;

/// Link texts that do not tell where they lead (WCAG 2.4.4, 2.4.9), by language.
const VAGUE: &[(&str, &[&str])] = &[
    (
        "fi",
        &[
            "tästä",
            "täältä",
            "tässä",
            "täällä",
            "tänne",
            "klikkaa tästä",
            "klikkaa",
            "lue lisää",
            "lisää",
            "linkki",
            "tämä linkki",
            "katso",
        ],
    ),
    ("sv", &["här", "klicka här", "klicka", "läs mer", "mer", "länk", "länken", "hit", "se här"]),
    (
        "en",
        &["here", "click here", "click", "read more", "more", "link", "this link", "this", "see here", "learn more"],
    ),
    ("ar", &["هنا", "اضغط هنا", "انقر هنا", "المزيد", "اقرأ المزيد", "رابط"]),
    ("uk", &["тут", "натисніть тут", "сюди", "детальніше", "посилання"]),
];

/// Checks the link texts of one document.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    let mut links: BTreeMap<String, (Span, Destination)> = BTreeMap::new();
    doc.tree.for_each_inline(&mut |inline| {
        if let Inline::Link(link) = inline {
            let text = plain(&link.text).to_lowercase();
            let text = text.trim_matches(|one: char| !one.is_alphanumeric());
            vague(doc, link, text, diags);
            let leads = Destination::of(site, doc, link);
            match links.get(text) {
                None => _ = links.insert(text.to_string(), (link.span, leads)),
                Some((_, first)) if *first == leads => {}
                Some((first, _)) => {
                    diags
                        .warn(
                            "ambiguous-link-text",
                            link.span,
                            format!("`{text}` leads to different places on this page"),
                        )
                        .note(*first, "the first place")
                        .help("name in each link text the page or place it leads to");
                }
            }
        }
    });
}

/// Where a link leads, so that two ways of writing it are equal.
#[derive(PartialEq)]
enum Destination {
    Inside(Target),
    Outside(String),
}

impl Destination {
    fn of(site: &Site, doc: &Document, link: &Link) -> Destination {
        match site.target(doc, &link.to) {
            Target::Outside => Destination::Outside(link.to.trim_end_matches('/').to_string()),
            Target::Document(id, Some(fragment)) if id == doc.id => Destination::Inside(Target::Fragment(fragment)),
            target => Destination::Inside(target),
        }
    }
}

fn vague(doc: &Document, link: &Link, text: &str, diags: &mut Diagnostics) {
    if VAGUE.iter().any(|(tag, texts)| *tag == doc.lang.primary() && texts.contains(&text)) {
        diags
            .warn("vague-link-text", link.span, format!("`{text}` does not tell where the link leads"))
            .help("use the name of the page it leads to");
    }
}

/// Looks for numbers that contradict a variable: "8 meetings" where `meetings` says "6–8".
pub fn figures(site: &Site, sources: &Sources, diags: &mut Diagnostics) {
    for doc in site.documents() {
        let text = &sources.get(doc.source).text;
        for figure in &site.config.figures {
            for noun in figure.nouns.get(doc.lang.tag()).into_iter().flatten() {
                contradictions(doc, figure, noun, text, diags);
            }
        }
    }
}

fn contradictions(doc: &Document, figure: &Figure, noun: &str, text: &str, diags: &mut Diagnostics) {
    for (at, _) in text.match_indices(noun) {
        let before = text[..at].trim_end_matches([' ', '\u{a0}', '\n']);
        let start = before
            .rfind(|one: char| !one.is_ascii_digit() && !"–-".contains(one))
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let number = before[start..].trim_matches(['–', '-']);
        let ends_word = !text[at + noun.len()..].starts_with(char::is_alphanumeric);
        if before.len() == at
            || number.is_empty()
            || !ends_word
            || number.replace('-', "–") == figure.value.replace('-', "–")
        {
            continue;
        }
        let span = Span::new(doc.source, start..at + noun.len());
        diags
            .warn("contradicting-figure", span, format!("`{}` says {}", figure.name, figure.value))
            .note(figure.span, "it is defined here")
            .help(format!(
                "write `{{{{ {} }}}} {noun}`, or add `allow: [contradicting-figure]` when another figure is meant",
                figure.name
            ));
    }
}
