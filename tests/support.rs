//! A whole guide in one string, built in memory, and looked at from outside.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use luotsi::base::path::Addresses;
use luotsi::base::show;
use luotsi::pipeline::{self, Built, Options};
use luotsi::site::load::Drafts;
use luotsi::theme::Files;

/// What every small guide needs and no test is about.
const HOME: &str = "---\ntitle: Home\nsummary: A guide.\n---\n";

/// A built guide.
pub struct Guide {
    pub built: Built,
}

/// Options as `luotsi build` has them by default.
pub fn options() -> Options {
    let (addresses, drafts) = (Addresses::Folders, Drafts::Hidden);
    Options { base_url: None, at_root: false, addresses, drafts, strict: false, today: None }
}

/// The files in `text`: each starts with a line `-- path --`; common indentation does not count.
pub fn files(text: &str) -> Files {
    let indent = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start().len())
        .min()
        .unwrap_or(0);
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines().map(|line| line.get(indent..).unwrap_or_default()) {
        match line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            Some(path) => files.push((path.to_string(), String::new())),
            None => {
                if let Some((_, content)) = files.last_mut() {
                    content.push_str(line);
                    content.push('\n');
                }
            }
        }
    }
    files.into_iter().map(|(path, content)| (path, content.into_bytes().into())).collect()
}

/// Adds a configuration and a home page where a test does not care for its own.
pub fn complete(mut files: Files) -> Files {
    files.entry("content/guide.yaml".into()).or_insert_with(|| b"title: Guide\nlanguages: [en]\n".as_slice().into());
    let config = String::from_utf8(files["content/guide.yaml"].to_vec()).unwrap();
    let first = config
        .split("languages: [")
        .nth(1)
        .and_then(|rest| rest.split([',', ']']).next())
        .unwrap_or("en")
        .trim()
        .to_string();
    files.entry(format!("content/{first}/index.md")).or_insert_with(|| HOME.as_bytes().into());
    files
}

/// Builds a guide written as one string.
pub fn guide(text: &str) -> Guide {
    guide_with(text, &options())
}

/// Builds a guide with other options.
pub fn guide_with(text: &str, options: &Options) -> Guide {
    Guide { built: pipeline::build(&complete(files(text)), options, &luotsi::engine::memo::Memo::default()) }
}

impl Guide {
    /// The text of a finished file.
    pub fn file(&self, path: &str) -> String {
        let Some(artifact) = self.built.artifacts.get(path) else {
            let paths: Vec<&str> = self.built.artifacts.iter().map(|(path, _)| path.as_str()).collect();
            panic!("no file {path}; there are {paths:#?}\n{}", self.messages());
        };
        String::from_utf8(artifact.bytes.to_vec()).unwrap()
    }

    /// Whether a file was made.
    pub fn has(&self, path: &str) -> bool {
        self.built.artifacts.get(path).is_some()
    }

    /// The HTML of the page at an address that ends with `/`.
    pub fn page(&self, address: &str) -> String {
        self.file(&format!("{address}index.html"))
    }

    /// The text of a page's `h1`.
    pub fn title(&self, address: &str) -> String {
        between(&self.page(address), "<h1>", "</h1>").to_string()
    }

    /// The messages, one a line.
    pub fn messages(&self) -> String {
        show::short(&self.built.diagnostics, &self.built.sources)
    }

    /// The codes of the messages, in order.
    pub fn codes(&self) -> Vec<&str> {
        self.built.diagnostics.iter().map(|one| one.code).collect()
    }
}

/// What stands between two marks.
pub fn between<'t>(text: &'t str, start: &str, end: &str) -> &'t str {
    let from = text.find(start).unwrap_or_else(|| panic!("no `{start}` in {text}")) + start.len();
    let to = text[from..].find(end).unwrap_or_else(|| panic!("no `{end}` after `{start}`"));
    &text[from..from + to]
}

/// A folder of its own for a test, gone afterwards.
///
/// Written here because a crate for it would switch on features in crates that the program shares, and compile them twice.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new() -> Folder {
        static COUNT: AtomicUsize = AtomicUsize::new(0);
        let name = format!("luotsi-test-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&path).unwrap();
        Folder(path)
    }

    /// A project written as one string, on the disk.
    pub fn with_guide(text: &str) -> Folder {
        let folder = Folder::new();
        for (path, content) in complete(files(text)) {
            let file = folder.path().join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, content).unwrap();
        }
        folder
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
