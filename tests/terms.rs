//! Words that lead to the glossary.

use crate::support::{Guide, between, guide};

const GLOSSARY: &str = "
        -- content/guide.yaml --
        title: Opas
        languages: [fi, fi-simple, en]
        -- content/fi/glossary.yaml --
        title: Sanasto
        slug: sanasto
        endings: [n t a lle ssa, ni si]
        forms:
          mentee: [aktori*, aktorei*]
          goal: []
        terms:
          - {id: mentee, term: aktori, explanation: Aktori saa tukea., also: [pari]}
          - {id: mentor, term: mentori, explanation: \"Mentori on <kokenut>.\"}
          - {id: goal, term: tavoite, explanation: Minne aktori haluaa.}
        ";

fn with(pages: &str) -> Guide {
    guide(&format!("{GLOSSARY}{pages}"))
}

fn article(body: &str) -> String {
    let page = with(&format!("-- content/fi/a.md --\n        ---\n        title: A\n        ---\n        {body}\n"))
        .page("fi/a/");
    between(&page, "<article", "</article>").to_string()
}

#[test]
fn the_first_use_of_a_term_leads_to_the_glossary_and_explains_it() {
    let text = article("Aktorin mentori ja aktoreille **mentoria**.");
    assert!(text.contains(
        r##"<a class="term" href="../sanasto/#mentee" aria-describedby="term-mentee">Aktorin</a><span role="tooltip" id="term-mentee" hidden>Aktori saa tukea.</span> "##
    ));
    assert!(text.contains(r##"aria-describedby="term-mentor">mentori</a><span role="tooltip" id="term-mentor" hidden>Mentori on &lt;kokenut&gt;.</span> ja aktoreille <strong>mentoria</strong>."##));
}

#[test]
fn only_running_text_is_explained() {
    for body in [
        "## Aktori",
        "[aktori](../fi/a.md)",
        "`aktori`",
        "> aktori",
        "- [ ] aktori",
        "aktorimalli, tavoite, pari",
        "|  | aktori |\n        |---|---|\n        | aktori | b |",
    ] {
        assert!(!article(body).contains("class=\"term\""), "{body}");
    }
    for body in ["- aktori", "1. aktori", "| a |\n        |---|\n        | aktori |", "> [!NOTE]\n        > aktori"] {
        assert!(article(body).contains("class=\"term\""), "{body}");
    }
}

#[test]
fn labels_and_texts_to_copy_stay_as_they_are() {
    let built = with(
        "-- content/fi/checklists/c.md --
        ---
        title: C
        ---
        - [ ] Kysy aktorilta {#ask}

          Aktori tietää.
        -- content/fi/messages/m.md --
        ---
        title: M
        ---
        Kenelle: aktorille.

        ## Viesti {#text}

        Hei mentori.
        -- content/fi/faq/f.md --
        ---
        title: F
        ---
        ## Kuka on aktori?

        Aktori on aktori.
        ",
    );
    let list = built.page("fi/checklists/c/");
    assert!(!between(&list, "<label>", "</label>").contains("term"), "{list}");
    assert!(between(&list, "<div class=\"tip\">", "</div>").contains("class=\"term\""), "{list}");
    let message = built.page("fi/messages/m/");
    assert!(message.contains("aria-describedby=\"term-mentee\"") && !message.contains("term-mentor"));
    let answers = built.page("fi/faq/f/");
    assert!(!between(&answers, "<summary>", "</summary>").contains("term"));
    assert_eq!(answers.matches("class=\"term\"").count(), 1);
}

#[test]
fn a_variety_of_a_language_uses_its_glossary_and_says_so() {
    let built = with(
        "-- content/fi-simple/a.md --\n        ---\n        title: A\n        ---\n        Aktorilla on mentori. Aktori\n        -- content/fi/a.md --\n        ---\n        title: A\n        ---\n        -- content/en/b.md --\n        ---\n        title: B\n        ---\n        An aktori.\n",
    );
    assert!(built.page("fi-simple/a/").contains(r##"href="../sanasto/#mentee" aria-describedby="term-mentee">Aktori</a><span role="tooltip" id="term-mentee" lang="fi" hidden>"##));
    assert!(!built.page("en/b/").contains("class=\"term\""));
}

#[test]
fn the_glossary_does_not_lead_to_itself_and_pages_can_do_without() {
    let built = with(
        "-- content/fi/a.md --\n        ---\n        title: A\n        glossary_links: false\n        ---\n        Aktori.\n        -- content/fi-simple/a.md --\n        ---\n        title: A\n        ---\n        Aktori.\n",
    );
    for address in ["fi/sanasto/", "fi/a/", "fi-simple/a/"] {
        assert!(!built.page(address).contains("class=\"term\""), "{address}");
    }
    let none = guide(&format!(
        "{}-- content/fi/a.md --\n        ---\n        title: A\n        ---\n        Aktori.\n",
        GLOSSARY.replace("title: Opas", "title: Opas\n        glossary_links: false")
    ));
    assert!(!none.page("fi/a/").contains("class=\"term\""));
}

#[test]
fn only_pages_with_terms_load_the_script_for_them() {
    let built = with(
        "-- content/fi/a.md --\n        ---\n        title: A\n        ---\n        Aktori.\n        -- content/fi/b.md --\n        ---\n        title: B\n        ---\n        Pari.\n",
    );
    assert!(built.page("fi/a/").contains("assets/text-") && !built.page("fi/b/").contains("assets/text-"));
    assert!(!built.page("fi/a/").contains("assets/script-"));
}

#[test]
fn other_words_are_listed_in_the_language_of_the_glossary() {
    let built = guide(
        "
        -- content/guide.yaml --
        title: Opas
        languages: [fi, en]
        -- content/fi/glossary.yaml --
        title: Sanasto
        terms:
          - {id: mentee, term: aktori, explanation: Saa tukea., also: [pari, mentoroitava]}
        ",
    );
    assert!(built.page("en/glossary/").contains(": pari ja mentoroitava</p>"));
}
