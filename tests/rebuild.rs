//! Same input, same bytes: whatever the folder, the number of threads, or the order files were made in.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use luotsi::engine::artifact::Artifacts;
use luotsi::pipeline;
use luotsi::site::load::read_folder;
use luotsi::theme::Files;

use crate::support::{Folder, options};

fn bytes(artifacts: &Artifacts) -> BTreeMap<String, Vec<u8>> {
    artifacts.iter().map(|(path, artifact)| (path.to_string(), artifact.bytes.to_vec())).collect()
}

fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn copy(files: &Files, to: &Path, reversed: bool) {
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
    let here = pipeline::build_folder(&project(), &options()).unwrap();
    let files = read_folder(&project()).unwrap();
    for reversed in [false, true] {
        let elsewhere = Folder::new();
        copy(&files, elsewhere.path(), reversed);
        let there = pipeline::build_folder(elsewhere.path(), &options()).unwrap();
        assert!(bytes(&here.artifacts) == bytes(&there.artifacts));
    }
}

#[test]
fn environment_does_not_matter() {
    let program = env!("CARGO_BIN_EXE_luotsi");
    let mut outputs = Vec::new();
    for (threads, zone, locale) in [("1", "Pacific/Kiritimati", "ar_EG.UTF-8"), ("7", "America/Los_Angeles", "C")] {
        let folder = Folder::new();
        let out = folder.path().join("out");
        let done = std::process::Command::new(program)
            .args(["build", "--guide"])
            .arg(project())
            .arg("--out")
            .arg(&out)
            .envs([("RAYON_NUM_THREADS", threads), ("TZ", zone), ("LC_ALL", locale), ("LANG", locale)])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        let mut files = BTreeMap::new();
        for entry in walk(&out) {
            files.insert(entry.strip_prefix(&out).unwrap().to_path_buf(), std::fs::read(&entry).unwrap());
        }
        outputs.push(files);
    }
    assert!(outputs[0].len() > 200);
    assert!(outputs[0] == outputs[1]);
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
