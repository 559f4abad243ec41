//! Same input, same bytes: whatever the folder, the number of threads, the order of files, or what an earlier build remembers.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use luotsi::base::path::SitePath;
use luotsi::base::show::Colour;
use luotsi::engine::artifact::Artifacts;
use luotsi::engine::memo::{self, Memo};
use luotsi::pipeline::workshop::{Onlooker, Workshop};
use luotsi::pipeline::{self, Built};
use luotsi::theme::Files;

use crate::support::{Folder, complete, files, options};

/// A guide with every kind of page and sheet.
fn kit() -> Files {
    complete(files(include_str!("golden/kit.txt")))
}

fn bytes(artifacts: &Artifacts) -> BTreeMap<String, Vec<u8>> {
    artifacts.iter().map(|(path, artifact)| (path.to_string(), artifact.bytes.to_vec())).collect()
}

/// The files of a guide; without mistakes in it, there are some.
fn made(files: &Files, memo: &Memo) -> BTreeMap<String, Vec<u8>> {
    let built = pipeline::build(files, &options(), memo);
    let messages = luotsi::base::show::short(&built.diagnostics, &built.sources);
    assert!(!built.diagnostics.has_errors(), "{messages}");
    bytes(&built.artifacts)
}

fn write(files: &Files, to: &Path, reversed: bool) {
    let mut all: Vec<_> = files.iter().collect();
    if reversed {
        all.reverse();
    }
    for (path, content) in all {
        let file = to.join(path);
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, content).unwrap();
    }
}

#[test]
fn folder_and_order_of_files_do_not_matter() {
    let here = made(&kit(), &Memo::default());
    for reversed in [false, true] {
        let elsewhere = Folder::new();
        write(&kit(), elsewhere.path(), reversed);
        let there = pipeline::build_folder(elsewhere.path(), &options(), &Memo::default()).unwrap();
        assert!(here == bytes(&there.artifacts));
    }
}

#[test]
fn the_day_does_not_matter() {
    let mut outputs = Vec::new();
    for day in [None, Some(jiff::civil::date(2000, 1, 1)), Some(jiff::civil::date(2100, 1, 1))] {
        let built = pipeline::build(&kit(), &pipeline::Options { today: day, ..options() }, &Memo::default());
        outputs.push(bytes(&built.artifacts));
    }
    assert!(outputs.iter().all(|output| *output == outputs[0]));
}

#[test]
fn environment_does_not_matter() {
    let program = env!("CARGO_BIN_EXE_luotsi");
    let mut outputs = Vec::new();
    for (threads, zone, locale, home, now) in [
        ("1", "Pacific/Kiritimati", "ar_EG.UTF-8", "/", "0"),
        ("2", "Asia/Kathmandu", "tr_TR.UTF-8", "/nowhere", "1900000000"),
        ("7", "America/Los_Angeles", "C", "", "1"),
    ] {
        let folder = Folder::new();
        write(&kit(), folder.path(), threads == "2");
        let out = folder.path().join("out");
        let done = std::process::Command::new(program)
            .args(["build", "--guide"])
            .arg(folder.path())
            .arg("--out")
            .arg(&out)
            .envs([("RAYON_NUM_THREADS", threads), ("TZ", zone), ("LC_ALL", locale), ("LANG", locale)])
            .envs([("HOME", home), ("USER", home), ("SOURCE_DATE_EPOCH", now), ("COLUMNS", threads)])
            .current_dir(if threads == "1" { Path::new("/") } else { folder.path() })
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mut files = BTreeMap::new();
        for entry in walk(&out) {
            files.insert(entry.strip_prefix(&out).unwrap().to_path_buf(), std::fs::read(&entry).unwrap());
        }
        outputs.push(files);
    }
    for ending in ["html", "pdf", "docx", "xml"] {
        assert!(outputs[0].keys().any(|path| path.extension().is_some_and(|end| end == ending)), "{ending}");
    }
    assert!(outputs[0] == outputs[1] && outputs[1] == outputs[2]);
}

fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files.extend(walk(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// The kit with each of its files changed in turn, one gone, one new, and a theme of its own.
fn changes() -> Vec<(String, Files)> {
    let changed = |path: &String| {
        let mut files = kit();
        let text = String::from_utf8(files[path].to_vec()).unwrap();
        // Every file has a title or a label, and all of them are shown somewhere.
        let changed = ["title: ", "label: "]
            .iter()
            .find_map(|key| text.contains(key).then(|| text.replacen(key, &format!("{key}Uusi "), 1)))
            .unwrap_or_else(|| text.replace("أسبوعيًا", "كل أسبوع"))
            .replace("title: Uusi {fi: Opas", "title: {fi: Uusi opas")
            .replace("fill=\"red\"", "fill=\"blue\"");
        assert_ne!(text, changed, "{path}");
        files.insert(path.clone(), changed.into_bytes().into());
        (path.clone(), files)
    };
    let mut all: Vec<_> = kit().keys().map(changed).collect();
    for (path, text) in [
        ("content/fi/about/aivan-uusi.md", "---\ntitle: Aivan uusi\n---\nTeksti.\n"),
        ("themes/default/assets/css/99.css", "p { color: red; }\n"),
        ("themes/default/templates/footer.html", "<footer>Uusi</footer>\n"),
    ] {
        let mut files = kit();
        files.insert(path.to_string(), text.as_bytes().into());
        all.push((path.to_string(), files));
    }
    all
}

#[test]
fn whatever_file_changes_the_memo_gives_what_a_clean_build_gives() {
    let memo = Memo::default();
    let before = made(&kit(), &memo);
    for (path, files) in changes() {
        let remembered = made(&files, &memo);
        assert!(remembered != before, "{path} shows nowhere");
        assert!(remembered == made(&files, &Memo::default()), "{path}");
    }
}

/// Looks at one page, and leaves when the build has asked so many times whether it is still there.
struct Guest {
    page: SitePath,
    patience: AtomicUsize,
    seen: Mutex<Artifacts>,
}

impl Guest {
    fn new(page: &str, patience: usize) -> Guest {
        Guest { page: SitePath::new(page).unwrap(), patience: patience.into(), seen: Mutex::default() }
    }
}

impl Onlooker for Guest {
    fn looks_at(&self) -> Option<BTreeSet<SitePath>> {
        Some(BTreeSet::from([self.page.clone()]))
    }

    fn sees(&self, files: Artifacts, _: bool) {
        self.seen.lock().unwrap().append(files);
    }

    fn has_left(&self) -> bool {
        let left = self.patience.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        left.is_err()
    }
}

#[test]
fn whatever_file_changes_a_workshop_gives_what_a_clean_build_gives() {
    let (mut workshop, memo) = (Workshop::default(), Memo::default());
    for (round, (path, files)) in changes().into_iter().enumerate() {
        // Builds that nobody waited for leave nothing wrong behind.
        for patience in [0, round, 10 * round] {
            workshop.build_for(&Guest::new("fi/index.html", patience), &kit(), &options(), &memo);
        }
        let again = workshop.build(&files, &options(), &memo);
        let clean = pipeline::build(&files, &options(), &Memo::default());
        assert!(bytes(&again.artifacts) == bytes(&clean.artifacts), "{path}");
        let messages = |built: &Built| luotsi::base::show::human(&built.diagnostics, &built.sources, Colour::Off);
        assert_eq!(messages(&again), messages(&clean), "{path}");
    }
}

#[test]
fn a_workshop_goes_on_telling_what_is_wrong_with_a_file() {
    let (mut workshop, memo) = (Workshop::default(), Memo::default());
    let mut faulty = kit();
    faulty.insert("content/fi/about/hidden.md".into(), "---\ntitle: Piilo\n---\nTeksti\u{202e}.\n".as_bytes().into());
    // A file that changes, and one that comes and moves the sources after it.
    for (path, title) in [("other", "Eka"), ("other", "Toka"), ("a", "Uusi")] {
        let text = format!("---\ntitle: {title}\n---\n");
        faulty.insert(format!("content/fi/about/{path}.md"), text.into_bytes().into());
        let built = workshop.build(&faulty, &options(), &memo);
        assert!(built.diagnostics.iter().any(|one| one.code == "control-character"), "{title}");
    }
}

#[test]
fn a_workshop_tells_of_a_character_where_it_stands_now() {
    let (mut workshop, memo) = (Workshop::default(), Memo::default());
    for before in ["pitkä ".repeat(200), String::new()] {
        let mut files = kit();
        let text = format!("---\ntitle: Tervehdys\n---\n{before}\u{13080}\n\n## Viesti {{#text}}\n\nHei!\n");
        files.insert("content/fi/messages/hello.md".into(), text.into_bytes().into());
        let again = workshop.build(&files, &options(), &memo);
        let clean = pipeline::build(&files, &options(), &Memo::default());
        let messages = |built: &Built| luotsi::base::show::human(&built.diagnostics, &built.sources, Colour::Off);
        assert!(messages(&clean).contains("missing-glyph"), "{}", messages(&clean));
        assert_eq!(messages(&again), messages(&clean));
    }
}

#[test]
fn what_is_shown_ahead_is_what_the_finished_site_holds() {
    let (mut workshop, memo) = (Workshop::default(), Memo::default());
    workshop.build(&kit(), &options(), &memo);
    for (path, files) in changes() {
        let guest = Guest::new("fi/index.html", usize::MAX);
        let built = workshop.build_for(&guest, &files, &options(), &memo).unwrap();
        let seen = guest.seen.into_inner().unwrap();
        assert!(seen.get("fi/index.html").is_some(), "{path}");
        for (file, artifact) in seen.iter() {
            assert!(artifact.bytes == built.artifacts.get(file.as_str()).unwrap().bytes, "{path}: {file}");
        }
    }
}

#[test]
fn mistakes_are_not_shown_ahead() {
    let (mut workshop, memo) = (Workshop::default(), Memo::default());
    workshop.build(&kit(), &options(), &memo);
    for (path, text) in [
        ("content/fi/about/aivan-uusi.md", "---\ntitle: Uusi\n---\n[linkki](../ei-ole.md)\n"),
        ("content/fi/about/aivan-uusi.md", "---\ntitle: [\n---\nTeksti.\n"),
        ("themes/default/templates/footer.html", "{% if %}\n"),
    ] {
        let mut files = kit();
        files.insert(path.to_string(), text.as_bytes().into());
        let guest = Guest::new("fi/index.html", usize::MAX);
        let built = workshop.build_for(&guest, &files, &options(), &memo).unwrap();
        assert!(built.diagnostics.has_errors() && guest.seen.into_inner().unwrap().is_empty(), "{text}");
    }
}

#[test]
fn a_damaged_memory_is_no_memory() {
    let project = Folder::new();
    write(&kit(), project.path(), false);
    let build = || pipeline::build_folder(project.path(), &options(), &Memo::of_project(project.path())).unwrap();
    let first = bytes(&build().artifacts);
    let entries = walk(&project.path().join(memo::FOLDER));
    assert!(entries.len() > 5);
    for (index, entry) in entries.iter().enumerate() {
        let mut content = std::fs::read(entry).unwrap();
        match index % 3 {
            0 => content.truncate(content.len() / 2),
            1 => content.clear(),
            _ => *content.last_mut().unwrap() ^= 1,
        }
        std::fs::write(entry, content).unwrap();
    }
    assert!(first == bytes(&build().artifacts));
}

#[test]
fn what_is_not_needed_any_more_is_forgotten() {
    let project = Folder::new();
    write(&kit(), project.path(), false);
    let count = || walk(&project.path().join(memo::FOLDER)).len();
    let rounds = 8;
    let mut one_build = 0;
    for round in 0..rounds {
        let path = project.path().join("content/guide.yaml");
        let text = std::fs::read_to_string(&path).unwrap().replace("Opas ry", &format!("Opas ry{round}"));
        std::fs::write(&path, text).unwrap();
        pipeline::build_folder(project.path(), &options(), &Memo::of_project(project.path())).unwrap();
        one_build = if round == 0 { count() } else { one_build };
    }
    assert!(count() < (rounds - 2) * one_build, "{} files, {one_build} of one build", count());
}
