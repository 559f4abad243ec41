//! The head of pages, the security policy, structured data.

use serde_json::Value;

use crate::support::{between, guide_with, options};

#[test]
fn a_page_tells_machines_what_it_is() {
    let page = crate::support::guide_with(
        "
        -- content/en/about.md --
        ---
        title: About
        summary: What it is.
        ---
        ",
        &luotsi::pipeline::Options { base_url: Some("https://example.org/g".into()), ..options() },
    )
    .page("en/about/");
    assert!(page.contains("<title>About – Guide</title>"));
    assert!(page.contains(r#"<meta name="description" content="What it is.">"#));
    assert!(page.contains(r#"<meta property="og:title" content="About">"#));
    let policy = between(&page, r#"http-equiv="Content-Security-Policy" content=""#, "\"");
    assert!(policy.contains("default-src") && !policy.contains("unsafe-inline"));
}

#[test]
fn questions_are_told_to_search_engines() {
    let options = luotsi::pipeline::Options { base_url: Some("https://example.org/".into()), ..options() };
    let page = guide_with(
        r#"
        -- content/en/faq/index.md --
        ---
        title: Questions
        ---
        -- content/en/faq/mentees.md --
        ---
        title: For <b>mentees</b> & co
        ---
        ## Does it cost anything? {#q33}

        No. It is "free" & `</script>`.
        "#,
        &options,
    )
    .page("en/faq/mentees/");
    let scripts: Vec<Value> = page
        .split(r#"<script type="application/ld+json">"#)
        .skip(1)
        .map(|rest| serde_json::from_str(rest.split("</script>").next().unwrap()).unwrap())
        .collect();
    assert_eq!(scripts[0]["@type"], "BreadcrumbList");
    assert_eq!(scripts[0]["itemListElement"][2]["item"], "https://example.org/en/faq/mentees/");
    assert_eq!(scripts[1]["mainEntity"][0]["acceptedAnswer"]["text"], "No. It is “free” & </script>.");
}

#[test]
fn headers_carry_the_same_policy_as_pages() {
    let built = guide_with("", &options());
    let headers = built.file("_headers");
    let page = built.page("en/");
    let policy = between(&page, r#"http-equiv="Content-Security-Policy" content=""#, "\"")
        .replace("&#39;", "'")
        .replace("&#x27;", "'");
    assert!(headers.contains(&policy), "{headers}\n{policy}");
    assert!(headers.contains("X-Content-Type-Options: nosniff"));
}
