//! Sheets: what is printed, filled in and downloaded.

use luotsi::engine::artifact::Artifact;

use crate::support::{Guide, guide, guide_with, options};

fn kit() -> Guide {
    guide(include_str!("golden/kit.txt"))
}

fn file<'g>(built: &'g Guide, path: &str) -> &'g Artifact {
    built.built.artifacts.get(path).unwrap_or_else(|| panic!("no {path}: {}", built.messages()))
}

#[test]
fn every_form_in_every_language_is_a_sheet_in_normal_and_large_print() {
    let built = kit();
    for path in [
        "fi/forms/sopimus/sopimus-fi.pdf",
        "fi/forms/sopimus/sopimus-fi-isoteksti.pdf",
        "fi/forms/sopimus/sopimus-fi.docx",
        "ar/forms/agreement/agreement-ar.pdf",
    ] {
        assert!(!file(&built, path).bytes.is_empty(), "{path}");
    }
    let pages = |path: &str| file(&built, path).pages.unwrap();
    assert!(pages("fi/forms/sopimus/sopimus-fi-isoteksti.pdf") >= pages("fi/forms/sopimus/sopimus-fi.pdf"));
}

#[test]
fn a_pair_of_languages_stands_side_by_side_once() {
    let built = kit();
    assert!(built.has("fi/forms/sopimus/sopimus-fi-ar.pdf"));
    assert!(!built.has("ar/forms/agreement/agreement-ar-fi.pdf"));
}

#[test]
fn checklists_messages_cards_steps_and_packs_are_sheets_too() {
    let built = kit();
    for path in [
        "fi/checklists/start/start-fi.pdf",
        "fi/checklists/start/start-fi.docx",
        "fi/messages/hello/hello-fi.pdf",
        "fi/scenarios/scenarios-fi-kortit.pdf",
        "fi/process/process-fi-yhdella-arkilla.pdf",
        "fi/process/koko-opas-fi.pdf",
    ] {
        assert!(built.has(path), "{path}");
    }
}

#[test]
fn a_link_to_a_download_says_what_it_is() {
    let built = kit();
    let page = built.page("fi/forms/sopimus/");
    let sheet = file(&built, "fi/forms/sopimus/sopimus-fi.pdf");
    let size = sheet.bytes.len().div_ceil(1000);
    let pages = match sheet.pages.unwrap() {
        1 => "1 sivu".to_string(),
        more => format!("{more} sivua"),
    };
    let text = format!("Sopimus (PDF, {pages}, {size} kt, suomi)");
    assert!(page.contains(&text), "no “{text}” in {page}");
    assert!(page.contains("kaksikielinen (PDF"));
    assert!(page.contains("suomi + arabia"));
}

#[test]
fn paper_shows_the_shortest_address() {
    let planned = kit();
    assert!(planned.has("fi/s/index.html"));
}

#[test]
fn a_character_without_a_glyph_is_told_with_its_place() {
    let text = include_str!("golden/kit.txt").replace("label: Nimi,", "label: Nimi 𓂀,");
    let messages = guide(&text).messages();
    assert!(messages.contains("forms/agreement.yaml:11:44: error[missing-glyph]"), "{messages}");
    assert!(messages.contains("U+13080"), "{messages}");
}

#[test]
fn pictures_in_forms_are_on_paper_too() {
    let kit = include_str!("golden/kit.txt");
    let form = "-- content/fi/forms/seen.yaml --\ntitle: Kuva\nsections:\n  - id: one\n    title: Yksi\n    intro: '![Kaavio](../../media/plan.svg)'\n    \
        fields: [{id: name, type: text, label: Nimi}]\n";
    let built = guide(&format!("{kit}{form}"));
    assert!(built.has("fi/forms/seen/seen-fi.pdf"), "{}", built.messages());
}

#[test]
fn a_mistake_in_the_print_design_is_told_once_with_its_place() {
    let broken = "-- content/guide.yaml --\ntitle: G\nlanguages: [en]\ntheme: mine\n-- themes/mine/theme.yaml --\nextends: default\n\
        -- themes/mine/print/form.typ --\n#let form(forms) = nosuch\n\
        -- content/en/forms/index.md --\n---\ntitle: Forms\n---\n-- content/en/forms/a.yaml --\ntitle: A\nsections: []\n";
    let messages = guide(broken).messages();
    assert!(
        messages.contains("themes/mine/print/form.typ:1:20: error[print-design]: unknown variable: nosuch"),
        "{messages}"
    );
    assert_eq!(messages.matches("print-design").count(), 1, "{messages}");
}

#[test]
fn print_designs_cannot_read_the_disk_or_the_clock() {
    for attempt in
        ["read(\"/etc/passwd\")", "datetime.today()", "image(\"/../secret.png\")", "import \"@preview/x:1.0.0\""]
    {
        let design = format!(
            "-- content/guide.yaml --\ntitle: G\nlanguages: [en]\ntheme: mine\n-- themes/mine/theme.yaml --\nextends: default\n\
            -- themes/mine/print/form.typ --\n#let form(forms) = {{ {attempt} }}\n\
            -- content/en/forms/index.md --\n---\ntitle: Forms\n---\n-- content/en/forms/a.yaml --\ntitle: A\nsections: []\n"
        );
        let built = guide(&design);
        assert!(built.codes().contains(&"print-design"), "{attempt}: {}", built.messages());
    }
}

#[test]
fn without_an_address_sheets_have_none() {
    let mut here = options();
    here.base_url = None;
    let text = include_str!("golden/kit.txt").replace("base_url: https://guide.example/\n", "");
    let built = guide_with(&text, &here);
    assert!(built.has("fi/forms/sopimus/sopimus-fi.pdf"), "{}", built.messages());
}
