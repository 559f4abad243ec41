//! Commands and what they print, in `tests/cli/*.md`: a block ```` ```sh ```` and, beside it, ```` ```output ````.
//!
//! Commands run in a folder with the guide of the file's first block ```` ```guide ````. `BLESS=1` writes the outputs anew.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::Folder;

#[test]
fn commands_print_as_written_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cli");
    let mut wrong = Vec::new();
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    for path in paths {
        let text = fs::read_to_string(&path).unwrap();
        let guide = text.split("```guide\n").nth(1).and_then(|rest| rest.split("\n```\n").next()).unwrap_or_default();
        let project = Folder::with_guide(guide);
        let mut blessed = String::new();
        let mut rest = text.as_str();
        while let Some((before, command, expected, after)) = case(rest) {
            let found = run(command, project.path());
            if found.trim() != expected.trim() {
                wrong.push(format!("{}\n$ {command}\nexpected:\n{expected}\nfound:\n{found}", path.display()));
            }
            blessed.push_str(&format!("{before}```sh\n{command}\n```\n\n```output\n{}\n```\n", found.trim()));
            rest = after;
        }
        blessed.push_str(rest);
        if std::env::var_os("BLESS").is_some() {
            fs::write(&path, blessed).unwrap();
        }
    }
    assert!(wrong.is_empty() || std::env::var_os("BLESS").is_some(), "{}", wrong.join("\n\n"));
}

/// What a command prints on both channels and how it ends; times and long paths become `…`.
fn run(command: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_luotsi")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    let done = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", path)
        .env("COLUMNS", "100")
        .output()
        .unwrap();
    let text =
        String::from_utf8_lossy(&done.stdout).replace(&*fs::canonicalize(folder).unwrap().to_string_lossy(), "…");
    let untimed: Vec<String> = text
        .lines()
        .map(|line| match line.rsplit_once(", ") {
            Some((head, tail)) if tail.ends_with(" s") && tail[..tail.len() - 2].parse::<f64>().is_ok() => {
                format!("{head}, … s")
            }
            _ => line.trim_end().to_string(),
        })
        .collect();
    format!("{}\n(exit code {})", untimed.join("\n"), done.status.code().unwrap_or(-1))
}

fn case(text: &str) -> Option<(&str, &str, &str, &str)> {
    let (before, rest) = text.split_once("```sh\n")?;
    let (command, rest) = rest.split_once("\n```\n")?;
    let (_, rest) = rest.split_once("```output\n")?;
    let (expected, after) = rest.split_once("```\n")?;
    Some((before, command, expected, after))
}
