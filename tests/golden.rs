//! The guide in `content/`: the list of its files, and a few of them whole, as snapshots that a person has read.
//!
//! `BLESS=1 cargo test golden` writes them anew.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use luotsi::engine::memo::Memo;
use luotsi::pipeline::{self, Built};

use crate::support::options;

/// The guide, built once for all tests.
static GUIDE: LazyLock<Built> = LazyLock::new(|| {
    let strict = pipeline::Options { strict: true, ..options() };
    pipeline::build_folder(&root(), &strict, &Memo::default()).unwrap()
});

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn compare(name: &str, found: &str) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("BLESS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, found).unwrap();
        return;
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let first = expected
        .lines()
        .zip(found.lines())
        .position(|(one, other)| one != other)
        .unwrap_or_else(|| expected.lines().count().min(found.lines().count()));
    let line = |text: &str| text.lines().nth(first).unwrap_or_default().to_string();
    assert!(
        expected == found,
        "tests/golden/{name}:{}\nexpected: {}\nfound:    {}",
        first + 1,
        line(&expected),
        line(found)
    );
}

#[test]
fn the_guide_has_no_mistakes() {
    let messages = luotsi::base::show::short(&GUIDE.diagnostics, &GUIDE.sources);
    assert!(!GUIDE.diagnostics.has_errors(), "{messages}");
}

#[test]
fn the_guide_makes_these_files() {
    let stable = |path: &str| match path {
        style if style.starts_with("assets/style-") => "assets/style-….css".to_string(),
        script if script.starts_with("assets/script-") => "assets/script-….js".to_string(),
        other => other.to_string(),
    };
    let list: String = GUIDE.artifacts.iter().map(|(path, _)| stable(path.as_str()) + "\n").collect();
    compare("files.txt", &list);
}

/// The contract with themes: what a template sees and makes of a small page of each kind that has a design.
#[test]
fn small_pages_look_like_this() {
    let text = std::fs::read_to_string(Path::new(&root()).join("tests/golden/guide.txt")).unwrap();
    let built = crate::support::guide(&text);
    for page in ["en/process/first/", "en/roles/", "en/faq/mentors/", "ar/glossary/", "en/forms/agreement/"] {
        let html = built.page(page);
        let style = html.split("assets/style-").nth(1).and_then(|rest| rest.split('.').next()).unwrap_or_default();
        compare(&format!("{}.html", page.trim_end_matches('/').replace('/', "-")), &html.replace(style, "…"));
    }
    assert!(built.built.diagnostics.iter().all(|one| one.code == "stale-translation"), "{}", built.messages());
}

#[test]
fn the_manual_lists_every_rule() {
    let mut page = String::from(
        "# Rules\n\nWhat `luotsi check` looks for. An error keeps the site from being published; `--strict` makes every warning an error. A page excuses a\nwarning with `allow: [code]` in its front matter, one place with a comment `<!-- allow: code -->` before it, in YAML `# allow: code`.\n\n| code | | rule |\n|---|---|---|\n",
    );
    for rule in luotsi::check::RULES {
        page.push_str(&format!("| `{}` | {} | {} |\n", rule.code, rule.severity.word(), rule.says));
    }
    compare("../../docs/rules.md", &page);
}

#[test]
fn a_whole_tokenizer_reads_the_pages_alike() {
    for (path, artifact) in GUIDE.artifacts.iter().filter(|(path, _)| path.as_str().ends_with(".html")) {
        let html = std::str::from_utf8(&artifact.bytes).unwrap();
        let mut quick = Vec::new();
        luotsi::check::tags::attributes(html, |name, value| quick.push((name.to_lowercase(), value.into_owned())));
        let mut whole = Vec::new();
        for Ok(token) in html5gum::Tokenizer::new(html) {
            let html5gum::Token::StartTag(tag) = token else { continue };
            whole.extend(tag.attributes.iter().map(|(name, value)| {
                (String::from_utf8_lossy(name).into_owned(), String::from_utf8_lossy(value).into_owned())
            }));
        }
        // The tokenizer sorts the attributes of a tag.
        quick.sort();
        whole.sort();
        assert!(quick == whole, "{path}");
    }
}
