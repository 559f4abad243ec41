//! Word files, looked at from inside.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use crate::support::{Guide, guide};

/// A form in the language that the guide is in.
fn form(lang: &str, label: &str) -> Guide {
    guide(&format!(
        "
    -- content/guide.yaml --
    title: G
    languages: [{lang}]
    -- content/{lang}/forms/index.md --
    ---
    title: Forms
    ---
    -- content/{lang}/forms/agreement.yaml --
    title: {label}
    reviewed: 2026-11-22
    sections:
      - id: plan
        title: {label}
        intro: \"See [the law](https://example.org/law?a=1&b=2) and [this page](agreement.yaml).\"
        fields:
          - {{id: place, type: text, label: \"{label} <&>\"}}
          - {{id: rhythm, type: radio, label: {label}, options: [{{id: weekly, label: {label}}}, {{id: monthly, label: {label}}}]}}
          - {{id: next, type: list, label: {label}, rows: 2, columns: [{{id: date, type: date, label: {label}}}]}}
          - {{id: sign_mentor, type: sign, label: {label}}}
"
    ))
}

/// A part of a Word file.
fn part(guide: &Guide, path: &str, name: &str) -> String {
    let artifact = guide.built.artifacts.get(path).unwrap_or_else(|| panic!("no {path}; {}", guide.messages()));
    let mut package = ZipArchive::new(Cursor::new(artifact.bytes.to_vec())).unwrap();
    let mut text = String::new();
    package.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_answer_has_a_place_with_a_tag_of_its_own() {
    let document = part(&form("en", "Where"), "en/forms/agreement/agreement-en.docx", "word/document.xml");
    let tags: Vec<&str> =
        document.split("<w:tag w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(tags, ["place", "rhythm.weekly", "rhythm.monthly", "next.1.date", "next.2.date", "sign_mentor.date"]);
    assert!(document.contains("Where &lt;&amp;&gt;"), "labels are escaped: {document}");
    assert!(document.contains("<w:tblHeader/>"), "the header row repeats: {document}");
}

#[test]
fn links_to_the_web_are_links_and_others_are_words() {
    let built = form("en", "Where");
    let path = "en/forms/agreement/agreement-en.docx";
    let links = part(&built, path, "word/_rels/document.xml.rels");
    assert!(links.contains("Target=\"https://example.org/law?a=1&amp;b=2\" TargetMode=\"External\""), "{links}");
    assert_eq!(part(&built, path, "word/document.xml").matches("<w:hyperlink ").count(), 1);
}

#[test]
fn arabic_runs_from_right_to_left() {
    let built = form("ar", "أين");
    let path = "ar/forms/agreement/agreement-ar.docx";
    let document = part(&built, path, "word/document.xml");
    assert_eq!(document.matches("<w:pStyle").count(), document.matches("<w:bidi/>").count() - 1);
    assert!(document.contains("<w:bidiVisual/>") && document.contains("<w:rtl/>"), "{document}");
    assert!(part(&built, path, "word/styles.xml").contains("<w:lang w:val=\"ar\" w:bidi=\"ar\"/>"));
}

#[test]
fn the_same_form_makes_the_same_bytes_and_carries_its_own_date() {
    let path = "en/forms/agreement/agreement-en.docx";
    let bytes = |built: &Guide| built.built.artifacts.get(path).unwrap().bytes.to_vec();
    let (one, other) = (form("en", "Where"), form("en", "Where"));
    assert_eq!(bytes(&one), bytes(&other));
    assert!(part(&one, path, "docProps/core.xml").contains(">2026-11-22T00:00:00Z</dcterms:created>"));
}
