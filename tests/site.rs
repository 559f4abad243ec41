//! Pages, addresses, links, navigation.

use luotsi::base::path::Addresses;

use crate::support::{between, guide, guide_with, options};

#[test]
fn slugs_make_the_address_in_each_language() {
    let built = guide(
        "
        -- content/guide.yaml --
        title: Opas
        languages: [fi, en]
        -- content/fi/process/index.md --
        ---
        title: Vaiheet
        slug: vaiheet
        ---
        -- content/fi/process/agreement.md --
        ---
        title: Sopimus
        slug: sopimus
        ---
        -- content/en/process/agreement.md --
        ---
        title: Agreement
        ---
        ",
    );
    assert_eq!(built.title("fi/vaiheet/sopimus/"), "Sopimus");
    // The section is missing in English, so its Finnish slug carries the address.
    assert_eq!(built.title("en/vaiheet/agreement/"), "Agreement");
}

#[test]
fn relative_links_to_files_lead_to_pages_of_the_readers_language() {
    let built = guide(
        "
        -- content/guide.yaml --
        title: Opas
        languages: [fi, en]
        -- content/fi/a.md --
        ---
        title: A
        ---
        [sovitaan ajoista](b.md#times) ja [soita](tel:112)
        -- content/fi/b.md --
        ---
        title: B
        slug: bee
        ---
        ## Ajat {#times}
        -- content/en/b.md --
        ---
        title: B
        ---
        ## Times {#times}
        ",
    );
    assert!(built.page("fi/a/").contains(r#"<a href="../bee/#times">sovitaan ajoista</a>"#));
    assert!(built.page("fi/a/").contains(r#"<a href="tel:112"><bdi>soita</bdi></a>"#));
    // The Finnish article shown on the English page links to English pages.
    assert!(built.page("en/a/").contains(r#"<a href="../b/#times">sovitaan ajoista</a>"#));
}

#[test]
fn excuses_are_in_no_output() {
    let built = guide(
        "
        -- content/guide.yaml --
        title: Guide
        languages: [en]
        allow_html: true
        -- content/en/index.md --
        ---
        title: Home
        # allow: long-summary
        summary: A guide.
        ---
        <!-- allow: long-sentence -->
        Before <!-- allow: avoided-term --> and after. <!-- a remark -->

        - <!-- allow: long-sentence -->
          An item
        ",
    );
    let page = built.page("en/");
    assert!(page.contains("<p>Before  and after. <!-- a remark --></p>"), "{page}");
    assert!(page.contains("<li>An item</li>"), "{page}");
    assert!(!page.contains("allow:"), "{page}");
    assert_eq!(built.codes(), ["unused-excuse"; 4]);
}

#[test]
fn the_offline_edition_links_to_files() {
    let offline = luotsi::pipeline::Options { addresses: Addresses::Files, ..options() };
    let built = guide_with(
        "
        -- content/en/a.md --
        ---
        title: A
        ---
        [the first page](index.md)
        ",
        &offline,
    );
    assert!(built.page("en/a/").contains(r#"<a href="../index.html">the first page</a>"#));
}

#[test]
fn files_of_the_root_can_be_linked_to() {
    let built = guide(
        "
        -- content/en/a.md --
        ---
        title: A
        ---
        [Template](../static/template.txt)
        -- content/static/template.txt --
        x
        -- content/static/.well-known/security.txt --
        y
        ",
    );
    assert!(built.page("en/a/").contains(r#"<a href="../../template.txt">"#), "{}", built.messages());
    assert!(built.has("template.txt") && built.has(".well-known/security.txt"));
}

#[test]
fn the_site_map_lists_a_page_whose_folder_has_no_index() {
    let built = guide("-- content/en/extra/page.md --\n---\ntitle: Extra\n---\n");
    assert!(
        built.page("en/site-map/").contains(r#"<a href="../extra/page/">Extra</a>"#),
        "{}",
        built.page("en/site-map/")
    );
}

#[test]
fn a_link_that_leaves_the_languages_leads_nowhere() {
    let built = guide("-- content/en/roles/a.md --\n---\ntitle: A\n---\n[Home](../../index.md)\n");
    assert!(built.codes().contains(&"broken-link"), "{}", built.messages());
}

#[test]
fn tables_are_numbered_through_the_whole_page() {
    let table = "| A | B |\n|---|---|\n| 1 | 2 |\n";
    let faq = format!("-- content/en/faq/a.md --\n---\ntitle: A\n---\n## One?\n\n{table}\n## Two?\n\n{table}");
    let built = guide(&faq);
    let page = built.page("en/faq/a/");
    assert!(page.contains("id=\"table-1\"") && page.contains("id=\"table-2\""), "{}", built.messages());
}

#[test]
fn addresses_are_not_set_as_words_are() {
    let built = guide("-- content/en/a.md --\n---\ntitle: A -- B\n---\n<https://example.org/a--b> -- and\n");
    let page = built.page("en/a/");
    assert!(page.contains("<bdi>https://example.org/a--b</bdi></a> – and"), "{page}");
}

#[test]
fn markdown_in_yaml_is_read_before_its_marks_are_set() {
    let built = guide(
        "
        -- content/en/forms/a.yaml --
        title: A -- B
        sections:
          - id: one
            title: One
            intro: Read \"[the act](https://example.org/a--b)\" -- all of it.
            fields: [{id: name, type: text, label: Name}]
        -- content/en/directory.yaml --
        title: Programmes
        entries: [{id: one, name: One, status: running, last_checked: 2026-01-01, url: https://example.org/c--d}]
        ",
    );
    let page = built.page("en/forms/a/");
    assert!(page.contains(r#"Read “<a href="https://example.org/a--b">the act</a>” – all of it."#), "{page}");
    assert!(built.page("en/directory/").contains(r#"href="https://example.org/c--d""#), "{}", built.messages());
}

#[test]
fn a_value_is_no_markdown() {
    let built = guide(
        "
        -- content/guide.yaml --
        title: Guide
        languages: [en]
        variables: {organisation: 'A*B*C <b>, \\ [x](y)'}
        -- content/en/forms/a.yaml --
        title: A
        sections:
          - id: one
            title: One
            intro: By {{ organisation }}.
            fields: [{id: name, type: text, label: Name}]
        -- content/en/a.md --
        ---
        title: A
        ---
        By {{ organisation }}.
        ",
    );
    for page in ["en/forms/a/", "en/a/"] {
        let page = built.page(page);
        assert!(page.contains(r"<p>By A*B*C &lt;b&gt;, \ [x](y).</p>"), "{page}");
    }
}

#[test]
fn an_old_address_leads_to_the_new_one() {
    let built = guide(
        "
        -- content/en/process/index.md --
        ---
        title: Steps
        ---
        -- content/en/process/agreement.md --
        ---
        title: Agreement
        aliases: [steps/contract, steps/signing/index.html]
        ---
        ",
    );
    for old in ["en/steps/contract/", "en/steps/signing/"] {
        assert!(built.page(old).contains(r#"content="0; url=../../process/agreement/""#));
    }
}

#[test]
fn steps_follow_one_another_in_their_order() {
    let built = guide(
        "
        -- content/en/process/index.md --
        ---
        title: Steps
        ---
        -- content/en/process/b.md --
        ---
        title: Second
        order: 2
        ---
        -- content/en/process/a.md --
        ---
        title: Third
        order: 3
        ---
        -- content/en/process/c.md --
        ---
        title: First
        order: 1
        ---
        ",
    );
    let page = built.page("en/process/b/");
    assert!(between(&page, r#"rel="prev""#, "</a>").contains("1. First"));
    assert!(between(&page, r#"rel="next""#, "</a>").contains("3. Third"));
    assert!(page.contains("Step 2 of 3"));
}

#[test]
fn a_draft_is_no_page_unless_asked_for() {
    let text = "
        -- content/en/plan.md --
        ---
        title: Plan
        draft: true
        ---
        ";
    assert!(!guide(text).has("en/plan/index.html"));
    let drafts = luotsi::pipeline::Options { drafts: luotsi::site::load::Drafts::Shown, ..options() };
    assert!(guide_with(text, &drafts).has("en/plan/index.html"));
}

#[test]
fn markdown_carries_the_meanings() {
    let built = guide(
        "
        -- content/en/a.md --
        ---
        title: A
        ---
        ## Things to do

        - [ ] ask
        - [x] answer

        > [!WARNING]
        > Mind the gap.

        |  | Weekly | Monthly |
        |---|---|---|
        | Pairs | 1 | 2 |

        Term
        : What it means

        A note[^1] and ~~no more~~.

        [^1]: The note itself.
        ",
    );
    let page = built.page("en/a/");
    assert!(page.contains(r#"<li class="task"><span class="box" aria-hidden="true"></span>ask</li>"#));
    assert!(page.contains(r#"<div class="callout callout-warning" role="note">"#));
    assert!(page.contains(r#"<th scope="row">Pairs</th>"#));
    assert!(page.contains(r#"<caption id="table-1">Table 1: Things to do</caption>"#));
    assert!(page.contains("<dt>Term</dt>"));
    assert!(page.contains("<s>no more</s>"));
    assert!(page.contains(r##"<a href="#footnote-1" id="reference-1""##));
}

#[test]
fn questions_open_with_details_and_have_addresses() {
    let built = guide(
        "
        -- content/en/faq/index.md --
        ---
        title: Questions
        ---
        -- content/en/faq/mentors.md --
        ---
        title: For mentors
        ---
        ## Am I **experienced** enough? {#q25}

        Yes, you are.
        ",
    );
    let page = built.page("en/faq/mentors/");
    assert!(
        page.contains("<summary>") && page.contains(r#"id="q25""#) && page.contains("<p>Yes, you are.</p>"),
        "{page}"
    );
    assert!(built.page("en/faq/").contains(r#"href="mentors/#q25""#));
}

#[test]
fn texts_of_authors_cannot_run_in_a_browser() {
    let hostile = r#"
        -- content/guide.yaml --
        title: "</title><script>alert(1)</script>"
        languages: [en]
        variables: {organisation: "<img src=x onerror=alert(1)>"}
        -- content/en/a.md --
        ---
        title: "<script>alert(2)</script>"
        summary: "\"><script>alert(3)</script>"
        ---
        Text & `<i>` {{ organisation }}
        "#;
    let page = guide(hostile).page("en/a/");
    assert!(!page.contains("<script>") && !page.contains("<img"), "{page}");
    assert!(page.contains("&lt;script&gt;alert(2)&lt;/script&gt;"));
    // Raw HTML in Markdown is refused before it gets anywhere.
    let with_html = hostile.replace("Text &", "## Head </script><b> {#x}\n\n        Text &");
    assert_eq!(guide(&with_html).codes(), ["unreachable-page", "raw-html", "raw-html"]);
}

#[test]
fn a_file_that_no_writer_wrote_is_too_large() {
    let mut files = crate::support::complete(crate::support::files(""));
    files.insert("content/en/a.md".into(), vec![b'a'; 2_000_001].into());
    let built = luotsi::pipeline::build(&files, &options(), &luotsi::engine::memo::Memo::default());
    let message = luotsi::base::show::short(&built.diagnostics, &built.sources);
    assert!(message.starts_with("content/en/a.md:1:1: error[too-large]: this file has 2.0 MB"), "{message}");
}

#[test]
fn a_file_that_is_no_text_is_told_so() {
    let mut files = crate::support::complete(crate::support::files(""));
    files.insert("content/en/a.md".into(), b"---\ntitle: caf\xe9\n---\n".as_slice().into());
    let built = luotsi::pipeline::build(&files, &options(), &luotsi::engine::memo::Memo::default());
    let message = luotsi::base::show::short(&built.diagnostics, &built.sources);
    assert!(message.starts_with("content/en/a.md:2:11: error[not-utf-8]"), "{message}");
}
