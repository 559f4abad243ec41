//! Languages: fallback, direction, alternates, variables, typography, freshness.

use crate::support::{between, guide};

const THREE: &str = "
    -- content/guide.yaml --
    title: {fi: Opas, en: Guide, ar: دليل}
    languages:
      - fi
      - en
      - {tag: ar, fallback: [en, fi], partial: true}
    variables:
      organisation: {fi: Järjestö, en: The Organisation, ar: المنظمة}
    -- content/fi/index.md --
    ---
    title: Etusivu
    ---
    -- content/en/index.md --
    ---
    title: Home
    ---
    -- content/ar/index.md --
    ---
    title: الرئيسية
    ---
    {{ organisation }}
    -- content/fi/about.md --
    ---
    title: Tietoa
    ---
    Hän sanoi \"moi\" -- {{ organisation }}.
    -- content/en/about.md --
    ---
    title: About
    ---
    They said \"hi\" -- {{ organisation }}, don't they?
    -- content/fi/vain.md --
    ---
    title: Vain suomeksi
    ---
";

#[test]
fn a_missing_translation_falls_back_along_the_chain() {
    let built = guide(THREE);
    assert_eq!(built.title("ar/about/"), "About");
    assert_eq!(built.title("ar/vain/"), "Vain suomeksi");
    let page = built.page("ar/about/");
    assert!(page.contains(r#"<html lang="ar" dir="rtl">"#));
    assert!(page.contains(r#"<article lang="en" dir="ltr">"#));
    assert!(page.contains(r#"<div class="fallback">"#));
    assert!(!built.page("ar/").contains(r#"<div class="fallback">"#));
}

#[test]
fn alternates_name_only_pages_that_exist() {
    let built = guide(THREE);
    let page = built.page("en/about/");
    let alternates: Vec<&str> = page.split("hreflang=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    let in_head: Vec<&str> = alternates.iter().copied().take_while(|tag| *tag != "x-default").collect();
    assert_eq!(in_head, ["fi", "en"]);
    assert!(!built.page("ar/about/").contains("rel=\"alternate\""));
    assert!(built.page("ar/about/").contains(r#"<meta name="robots" content="noindex">"#));
}

#[test]
fn the_switcher_says_in_each_language_what_is_missing() {
    let built = guide(THREE);
    let switcher = |address: &str| between(&built.page(address), r#"<nav class="languages""#, "</nav>").to_string();
    assert!(switcher("fi/").contains("(بعض الصفحات)") || switcher("fi/").contains("class=\"note\""));
    assert!(switcher("fi/vain/").contains("(not this page)"));
    assert!(!switcher("fi/about/").contains("(not this page)"));
}

#[test]
fn quotes_and_dashes_follow_the_language_and_variables_have_its_value() {
    let built = guide(THREE);
    assert!(built.page("fi/about/").contains("Hän sanoi ”moi” – Järjestö."));
    assert!(built.page("en/about/").contains("They said “hi” – The Organisation, don’t they?"));
    assert!(built.page("ar/").contains("المنظمة"));
}

#[test]
fn rewrapping_a_paragraph_stales_no_translation() {
    let with = |body: &str| {
        let built = guide(&format!(
            "
            -- content/guide.yaml --
            title: Opas
            languages: [fi, en]
            -- content/en/index.md --
            ---
            title: Home
            ---
            -- content/fi/a.md --
            ---
            title: A
            ---
            {body}
            -- content/en/a.md --
            ---
            title: A
            translated_from: \"000000000000\"
            ---
            "
        ));
        let stale = built
            .built
            .diagnostics
            .iter()
            .find(|one| one.code == "stale-translation" && one.message.contains("changed"))
            .unwrap()
            .clone();
        stale.help.unwrap()
    };
    assert_eq!(with("one two three"), with("one\n            two three"));
    assert_ne!(with("one two three"), with("one two four"));
    assert_eq!(with("one two three"), with("<!-- allow: long-sentence -->\n            one two three"));
}

#[test]
fn sitemap_lists_real_pages_with_their_alternates() {
    let options =
        luotsi::pipeline::Options { base_url: Some("https://example.org/guide/".into()), ..crate::support::options() };
    let built = crate::support::guide_with(THREE, &options);
    let xml = built.file("sitemap.xml");
    assert!(xml.contains("<loc>https://example.org/guide/fi/vain/</loc>"));
    assert!(!xml.contains("https://example.org/guide/ar/vain/"));
    assert!(xml.contains(r#"hreflang="en" href="https://example.org/guide/en/about/""#));
    assert!(built.file("robots.txt").contains("Sitemap: https://example.org/guide/sitemap.xml"));
    assert!(built.page("ar/about/").contains(r#"<link rel="canonical" href="https://example.org/guide/en/about/">"#));
    // Found at any depth, the page for lost readers has addresses from the root of the host.
    assert!(built.file("404.html").contains(r#"href="/guide/fi/""#));
    // The preview is at the root of its own host.
    let preview = crate::support::guide_with(THREE, &luotsi::pipeline::Options { at_root: true, ..options });
    assert!(preview.file("404.html").contains(r#"href="/fi/""#) && preview.file("sitemap.xml") == xml);
}
