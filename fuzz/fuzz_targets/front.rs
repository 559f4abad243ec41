//! Front matter and YAML: values, their places, and every message about them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use luotsi_fuzz::{assert_places, document};

fuzz_target!(|text: &str| {
    for path in ["page.md", "checklists/list.md", "messages/hello.md", "directory.yaml", "glossary.yaml"] {
        let (_, sources, diags) = document(path, text);
        assert_places(&diags, &sources);
    }
});
