//! Same input, same bytes: whatever the folder, the number of threads, the order of files, or what an earlier build remembers.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use luotsi::engine::artifact::Artifacts;
use luotsi::engine::memo::{self, Memo};
use luotsi::pipeline;
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

#[test]
fn whatever_file_changes_the_memo_gives_what_a_clean_build_gives() {
    let memo = Memo::default();
    let before = made(&kit(), &memo);
    for path in kit().keys() {
        let mut files = kit();
        let text = String::from_utf8(files[path].to_vec()).unwrap();
        // Every file has a title or a label, and all of them are shown somewhere.
        let changed = ["title: ", "label: "]
            .iter()
            .find_map(|key| text.contains(key).then(|| text.replacen(key, &format!("{key}Uusi "), 1)))
            .unwrap_or_else(|| text.replace("أسبوعيًا", "كل أسبوع"))
            .replace("title: Uusi {fi: Opas", "title: {fi: Uusi opas");
        assert_ne!(text, changed, "{path}");
        files.insert(path.clone(), changed.into_bytes().into());
        let remembered = made(&files, &memo);
        assert!(remembered != before, "{path} shows nowhere");
        assert!(remembered == made(&files, &Memo::default()), "{path}");
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
