//! The design, kept: rows (a module imports only from below) and homes (an outside crate is used in one place).

use std::path::{Path, PathBuf};

/// Rows from the lowest; modules on one row do not know each other.
const ROWS: &[&[&str]] = &[
    &["base"],
    &["markup", "lang", "engine"],
    &["content", "theme"],
    &["site"],
    &["check", "formats"],
    &["pipeline"],
    &["serve"],
    &["cli"],
];

/// Outside crates and the only places that may name them.
const HOMES: &[(&str, &[&str])] = &[
    ("serde_yaml", &["base/yaml/"]),
    ("saphyr_parser", &["base/yaml/"]),
    ("serde_path_to_error", &["base/fields.rs"]),
    ("annotate_snippets", &["base/show.rs"]),
    ("strsim", &["base/diag.rs"]),
    ("sha2", &["base/digest.rs"]),
    ("percent_encoding", &["base/path.rs"]),
    ("unicode_normalization", &["base/path.rs"]),
    ("pulldown_cmark", &["markup/parse/"]),
    ("icu_", &["lang/"]),
    ("tera", &["theme/render.rs", "theme/functions.rs"]),
    ("rust_embed", &["theme/mod.rs"]),
    ("walkdir", &["site/load.rs"]),
    ("imagesize", &["site/pictures.rs"]),
    ("rust_xlsxwriter", &["formats/survey/"]),
    ("schemars", &["content/", "site/config/", "cli/schema.rs"]),
    ("memchr", &["check/tags.rs"]),
    ("rayon", &["engine/run.rs", "engine/publish/", "site/load.rs", "site/mod.rs", "check/output.rs", "check/mod.rs"]),
    ("rustix", &["engine/publish/"]),
    ("notify", &["serve/watch.rs"]),
    ("httparse", &["serve/request.rs"]),
    ("open", &["cli/serve.rs"]),
    ("zip", &["formats/docx/"]),
    ("typst", &["formats/pdf/"]),
    ("typst_layout", &["formats/pdf/"]),
    ("typst_pdf", &["formats/pdf/"]),
    ("comemo", &["formats/pdf/"]),
    ("lopdf", &["formats/pdf/"]),
    ("qrcodegen", &["formats/pdf/"]),
    ("clap", &["cli/args.rs"]),
    (
        "std::fs",
        &["site/load.rs", "engine/memo.rs", "engine/publish/", "serve/watch.rs", "cli/status.rs", "cli/schema.rs"],
    ),
    ("std::env", &["cli/"]),
    ("Instant::now", &["cli/", "serve/mod.rs", "serve/stage.rs", "serve/watch.rs", "serve/connections.rs"]),
    ("SystemTime", &[]),
    ("Timestamp::now", &["cli/"]),
];

const LONGEST_FILE: usize = 400;

fn rust_files() -> Vec<(String, String)> {
    fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { collect(&path, files) } else { files.push(path) }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    collect(&root, &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            (
                path.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/"),
                std::fs::read_to_string(&path).unwrap(),
            )
        })
        .collect()
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

/// The lines of code of a file: comments are no imports.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(index, line)| (index + 1, line.trim())).filter(|(_, line)| !line.starts_with("//"))
}

#[test]
fn modules_import_only_from_rows_below() {
    let mut broken = Vec::new();
    for (path, text) in rust_files() {
        let own = path.split(['/', '.']).next().unwrap();
        let Some(own_row) = row(own) else { continue };
        for (line, content) in code(&text) {
            for after in content.split("crate::").skip(1) {
                let module = after.split(|one: char| !one.is_alphanumeric() && one != '_').next().unwrap();
                let allowed = module == own || row(module).is_none_or(|other| other < own_row);
                if !allowed {
                    broken.push(format!("src/{path}:{line}: `{own}` (row {own_row}) imports `{module}`"));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_module_has_a_row() {
    for (path, _) in rust_files() {
        let module = path.split(['/', '.']).next().unwrap();
        assert!(matches!(module, "lib" | "main") || row(module).is_some(), "src/{path} is on no row");
    }
}

#[test]
fn outside_crates_stay_at_home() {
    let mut broken = Vec::new();
    for (path, text) in rust_files() {
        for (line, content) in code(&text) {
            for (name, homes) in HOMES {
                let named = content.match_indices(name).any(|(at, _)| {
                    let starts = !content[..at].ends_with(|one: char| one.is_alphanumeric() || one == '_');
                    let rest = &content[at + name.len()..];
                    starts
                        && (name.ends_with('_')
                            || rest.starts_with("::")
                            || (name.contains("::") && !rest.starts_with(char::is_alphanumeric)))
                });
                if named && !homes.iter().any(|home| path.starts_with(home)) {
                    broken.push(format!("src/{path}:{line}: `{name}` lives in {}", homes.join(", ")));
                }
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn no_file_outgrows_its_idea() {
    let long: Vec<String> = rust_files()
        .iter()
        .filter(|(_, text)| text.lines().count() > LONGEST_FILE)
        .map(|(path, _)| path.clone())
        .collect();
    assert!(long.is_empty(), "over {LONGEST_FILE} lines: {}", long.join(", "));
}

#[test]
fn every_message_has_a_rule() {
    let codes: Vec<&str> = luotsi::check::RULES.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted(), "the table is in the order of its codes");
    let mut used = std::collections::BTreeSet::new();
    for (path, text) in rust_files().iter().filter(|(path, _)| path != "check/mod.rs") {
        // A code stands right after `error(` or `warn(`, or in a table of codes; formatting may break the line before it.
        for call in ["error(", "warn(", "code: ", "=> ("] {
            for (at, _) in text.match_indices(call) {
                let rest = text[at + call.len()..].trim_start();
                let Some(code) = rest.strip_prefix('"').and_then(|rest| rest.split('"').next()) else { continue };
                let is_code = !code.is_empty()
                    && code.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-' || byte.is_ascii_digit());
                if is_code && (call != "=> (" || text[at..].starts_with("=> (\"unknown-")) {
                    assert!(codes.contains(&code), "src/{path}: `{code}` has no row in check/mod.rs");
                    used.insert(code.to_string());
                }
            }
        }
    }
    let idle: Vec<&&str> = codes.iter().filter(|code| !used.contains(**code)).collect();
    assert!(idle.is_empty(), "rules that nobody reports: {idle:?}");
}

#[test]
fn every_promise_names_a_test_that_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.trim_end_matches(['|', ' ']).rsplit_once(" | "));
    let names: Vec<&str> = rows.flat_map(|(_, keepers)| keepers.split('`').skip(1).step_by(2)).collect();
    let tests = std::fs::read_dir(root.join("tests"))
        .unwrap()
        .filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok());
    let code: String = tests.chain(rust_files().into_iter().map(|(_, text)| text)).collect();
    let is_name = |text: &str| text.chars().all(|one| one.is_ascii_lowercase() || one == '_');
    let (mut paths, mut functions) = (0, 0);
    for name in names {
        let function = name.rsplit("::").next().unwrap();
        if name.contains('/') {
            paths += 1;
            assert!(root.join(name).exists(), "{name}");
        } else if is_name(function) {
            functions += 1;
            assert!(["fn", "def"].iter().any(|word| code.contains(&format!("{word} {function}("))), "{name}");
        }
    }
    assert!(paths > 10 && functions > 15, "{paths} paths and {functions} functions");
}
