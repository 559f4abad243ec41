//! Finding pages by what they are about, and telling whether a page was helpful.

use crate::support::{Guide, between, guide};

fn with(more: &str) -> Guide {
    guide(&format!(
        "
        -- content/guide.yaml --
        title: Opas
        languages: [fi, en]
        footer_menu: [topics]
        topics:
          matching: {{fi: Parit, en: Pairs}}
          unused: {{fi: Tyhjä, en: Empty}}
        {more}
        -- content/fi/a.md --
        ---
        title: Sopiva pari
        audience: [mentee]
        phase: match
        topics: [matching]
        ---
        -- content/en/a.md --
        ---
        title: A good pair
        ---
        "
    ))
}

#[test]
fn a_list_shows_all_pages_by_topic_phase_and_reader() {
    let built = with("");
    let page = built.page("en/topics/");
    let group = |id: &str| between(&page, &format!("<ul class=\"answer\" id=\"{id}\">"), "</ul>").to_string();
    for id in ["matching", "phase-match", "audience-mentee"] {
        assert!(group(id).contains(r#"<a href="../a/">A good pair</a>"#), "{id}");
    }
    assert!(page.contains("(1 page)") && !page.contains("Empty"));
}

#[test]
fn a_page_leads_to_the_list_of_its_topic_in_the_readers_language() {
    let built = with("");
    assert!(built.page("fi/a/").contains(r#"<a href="../aiheet/#matching">Parit</a>"#));
    assert!(built.page("en/a/").contains(r#"<a href="../topics/#matching">Pairs</a>"#));
    assert!(built.page("fi/sivukartta/").contains(r#"<a href="../aiheet/">Sivut aiheittain</a>"#));
}

#[test]
fn a_guide_without_topics_has_no_list_of_them() {
    assert!(!guide("-- content/en/a.md --\n---\ntitle: A\n---\n").has("en/topics/index.html"));
}

#[test]
fn nobody_is_asked_for_feedback_unless_the_guide_says_where_to_send_it() {
    assert!(!with("").page("en/a/").contains("feedback"));
}

#[test]
fn a_mail_about_a_page_names_it() {
    let page = with("feedback: mailto:opas@example.org\n        base_url: https://example.org/guide").page("fi/a/");
    let link = between(&page, "<a href=\"mailto:opas@example.org", "\"");
    assert_eq!(
        link,
        "?subject=Palaute%20sivusta%20Sopiva%20pari%20%28https%3A%2F%2Fexample.org%2Fguide%2Ffi%2Fa%2F%29"
    );
}

#[test]
fn a_service_is_told_which_page_it_is_about() {
    let page = with("feedback: https://form.example/f?k=1").page("fi/a/");
    assert!(page.contains("<a href=\"https://form.example/f?k=1&amp;page=fi%2Fa%2F\">"), "{page}");
}
