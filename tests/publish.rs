//! What happens on the disk: one swap, nothing foreign touched.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use crate::support::Folder;

fn build(project: &Path, out: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_luotsi")).args(["build", "--out", out]).current_dir(project).output().unwrap()
}

fn refusal(done: &Output) -> String {
    assert_eq!(done.status.code(), Some(2), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8_lossy(&done.stderr).into_owned()
}

#[test]
fn a_site_is_replaced_as_a_whole() {
    let project = Folder::with_guide("-- content/en/old.md --\n---\ntitle: Old\n---\n");
    assert!(build(project.path(), "public").status.success());
    assert!(project.path().join("public/en/old/index.html").is_file());
    fs::rename(project.path().join("content/en/old.md"), project.path().join("content/en/new.md")).unwrap();
    assert!(build(project.path(), "public").status.success());
    assert!(project.path().join("public/en/new/index.html").is_file());
    assert!(!project.path().join("public/en/old").exists());
    let names: Vec<_> = fs::read_dir(project.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "nothing is left beside the output: {names:?}");
}

#[test]
fn a_site_that_nobody_has_touched_is_not_made_again() {
    let project = Folder::with_guide("");
    let page = project.path().join("public/en/index.html");
    let made = || {
        assert!(build(project.path(), "public").status.success());
        std::os::unix::fs::MetadataExt::ino(&fs::metadata(&page).unwrap())
    };
    let first = made();
    assert_eq!(made(), first, "the same files, the same program: nothing to do");
    fs::write(&page, "<p>edited").unwrap();
    assert_ne!(made(), first);
    assert!(fs::read_to_string(&page).unwrap().contains("<main"), "an edit of the site is replaced");
    let second = made();
    fs::write(project.path().join("content/en/index.md"), "---\ntitle: Changed\n---\n").unwrap();
    assert_ne!(made(), second);
    assert!(fs::read_to_string(&page).unwrap().contains("Changed"));
    fs::remove_file(project.path().join("public/robots.txt")).unwrap();
    made();
    assert!(project.path().join("public/robots.txt").is_file(), "what was lost is made again");
}

#[test]
fn a_guide_with_errors_leaves_the_old_site() {
    let project = Folder::with_guide("");
    assert!(build(project.path(), "public").status.success());
    fs::write(project.path().join("content/en/index.md"), "---\ntitel: Home\n---\n").unwrap();
    let done = build(project.path(), "public");
    assert_eq!(done.status.code(), Some(1));
    assert!(fs::read_to_string(project.path().join("public/en/index.html")).unwrap().contains("Guide"));
    assert!(String::from_utf8_lossy(&done.stderr).contains("content/en/index.md:2:1"));
}

#[test]
fn a_folder_that_is_not_ours_is_left_alone() {
    let project = Folder::with_guide("");
    fs::create_dir(project.path().join("photos")).unwrap();
    fs::write(project.path().join("photos/cat.jpg"), "cat").unwrap();
    assert!(refusal(&build(project.path(), "photos")).contains("was not made by Luotsi"));
    assert_eq!(fs::read(project.path().join("photos/cat.jpg")).unwrap(), b"cat");
}

#[test]
fn a_file_that_somebody_put_into_the_site_is_never_deleted() {
    let project = Folder::with_guide("");
    assert!(build(project.path(), "public").status.success());
    fs::write(project.path().join("public/CNAME"), "example.org").unwrap();
    let message = refusal(&build(project.path(), "public"));
    assert!(message.contains("CNAME") && message.contains("content/static/"), "{message}");
    assert_eq!(fs::read(project.path().join("public/CNAME")).unwrap(), b"example.org");
    fs::remove_file(project.path().join("public/CNAME")).unwrap();
    // A folder that another program keeps its files in for moments.
    fs::create_dir_all(project.path().join("public/.well-known/challenge")).unwrap();
    let message = refusal(&build(project.path(), "public"));
    assert!(
        message.contains(" .well-known/challenge/;") && project.path().join("public/.well-known/challenge").is_dir()
    );
    fs::remove_dir_all(project.path().join("public/.well-known")).unwrap();
    // A folder of the site whose files were deleted is no other's.
    fs::remove_file(project.path().join("public/en/index.html")).unwrap();
    let done = build(project.path(), "public");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn the_sources_are_never_the_output() {
    let project = Folder::with_guide("");
    for out in ["content", "content/site", "themes/x", ".", ".."] {
        refusal(&build(project.path(), out));
    }
    assert!(project.path().join("content/guide.yaml").is_file());
}

#[test]
#[cfg(unix)]
fn a_link_to_the_output_stays_a_link() {
    let project = Folder::with_guide("");
    let real = Folder::new();
    fs::create_dir(real.path().join("www")).unwrap();
    std::os::unix::fs::symlink(real.path().join("www"), project.path().join("public")).unwrap();
    for _ in 0..2 {
        let done = build(project.path(), "public");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    assert!(project.path().join("public").is_symlink());
    assert!(real.path().join("www/en/index.html").is_file());
}

#[test]
fn leftovers_of_a_run_that_died_are_removed() {
    let project = Folder::with_guide("");
    let leftover = project.path().join(".luotsi-staging-1-0");
    fs::create_dir_all(leftover.join("en")).unwrap();
    fs::write(leftover.join(".luotsi"), "").unwrap();
    fs::write(leftover.join("en/index.html"), "half a").unwrap();
    assert!(build(project.path(), "public").status.success());
    assert!(!leftover.exists());
}

#[test]
fn a_folder_without_a_guide_is_told_so() {
    let folder = Folder::new();
    assert!(refusal(&build(folder.path(), "public")).contains("content/guide.yaml"));
}

#[test]
fn a_marker_that_somebody_edited_leads_nowhere() {
    let project = Folder::with_guide("");
    assert!(build(project.path(), "public").status.success());
    fs::write(project.path().join("precious.txt"), "mine").unwrap();
    let marker = project.path().join("public/.luotsi");
    let listed = fs::read_to_string(&marker).unwrap();
    fs::write(&marker, format!("{listed}../precious.txt\n")).unwrap();
    assert!(build(project.path(), "public").status.success());
    assert_eq!(fs::read(project.path().join("precious.txt")).unwrap(), b"mine");
}
