//! Markdown → tree → HTML: what a writer types never becomes an element, an attribute or an address that could run.

#![no_main]

use libfuzzer_sys::fuzz_target;
use luotsi_fuzz::markup::html::{write, write_label};
use luotsi_fuzz::{Links, assert_harmless, assert_places, document};

fuzz_target!(|text: &str| {
    let (doc, sources, diags) = document("process/new.md", text);
    assert_places(&diags, &sources);
    assert_harmless(&write(&doc.tree, &Links(&doc)));
    doc.tree.headings().iter().for_each(|heading| assert_harmless(&write_label(&heading.text)));
});
