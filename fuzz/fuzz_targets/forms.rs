//! Forms in a guide: read, indexed, and checked by every rule.

#![no_main]

use libfuzzer_sys::fuzz_target;
use luotsi_fuzz::base::diag::Diagnostics;
use luotsi_fuzz::base::source::Sources;
use luotsi_fuzz::{assert_places, check, document, files, read};

fuzz_target!(|text: &str| {
    let (_, sources, diags) = document("forms/form.yaml", text);
    assert_places(&diags, &sources);
    // The whole guide takes longer, so only what could be a form gets that far.
    if diags.has_errors() {
        return;
    }
    let (mut sources, mut diags) = (Sources::default(), Diagnostics::default());
    let site = read(&files("content/en/forms/form.yaml", text), &mut sources, &mut diags);
    check::check(&site, &sources, None, &|| false, &mut diags);
    diags.sort(&sources);
    assert_places(&diags, &sources);
});
