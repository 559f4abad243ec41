//! The preview: what it answers, to whom, and how it takes changes and mistakes.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::Folder;

struct Preview {
    project: Folder,
    program: Child,
    port: u16,
}

impl Preview {
    fn start() -> Preview {
        let project = Folder::with_guide("-- content/en/a.md --\n---\ntitle: First\n---\n");
        let mut program = Command::new(env!("CARGO_BIN_EXE_luotsi"))
            .args(["serve", "--port", "0"])
            .current_dir(project.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(program.stderr.take().unwrap());
        let mut line = String::new();
        lines.read_line(&mut line).unwrap();
        let port = line.split("127.0.0.1:").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        std::thread::spawn(move || lines.read_to_string(&mut String::new()));
        let preview = Preview { project, program, port };
        preview.wait_for("/en/a/", "First");
        preview
    }

    fn ask(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get(&self, path: &str) -> String {
        self.ask(&format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n\r\n", self.port))
    }

    fn wait_for(&self, path: &str, words: &str) -> String {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.contains(words) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(20), "no `{words}` in {path}: {answer}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.project.path().join(path), text).unwrap();
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

#[test]
fn a_saved_file_is_a_new_page_and_a_mistake_keeps_the_old_one() {
    let preview = Preview::start();
    preview.write("content/en/a.md", "---\ntitle: Second\n---\n");
    preview.wait_for("/en/a/", "Second");
    preview.write("content/en/a.md", "---\ntitel: Third\n---\n");
    let page = preview.wait_for("/en/a/", "luotsi-trouble");
    assert!(
        page.contains("Second") && page.contains("unknown-key") && page.contains("did you mean `title`?"),
        "{page}"
    );
    preview.write("content/en/a.md", "---\ntitle: Fourth\n---\n");
    assert!(!preview.wait_for("/en/a/", "Fourth").contains("luotsi-trouble"));
}

#[test]
fn the_content_folder_may_go_away_and_come_back() {
    let preview = Preview::start();
    let (content, aside) = (preview.project.path().join("content"), preview.project.path().join("aside"));
    fs::rename(&content, &aside).unwrap();
    preview.wait_for("/en/a/", "luotsi-trouble");
    fs::rename(&aside, &content).unwrap();
    preview.write("content/en/a.md", "---\ntitle: Back again\n---\n");
    assert!(!preview.wait_for("/en/a/", "Back again").contains("luotsi-trouble"));
}

#[test]
fn browsers_are_told_of_changes() {
    let preview = Preview::start();
    let mut stream = TcpStream::connect(("127.0.0.1", preview.port)).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    write!(stream, "GET /__luotsi/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
    let mut lines = BufReader::new(stream).lines().map_while(Result::ok).filter(|line| line.starts_with("data: "));
    let first = lines.next().unwrap();
    preview.write("content/en/a.md", "---\ntitle: Changed\n---\n");
    assert_ne!(lines.next().unwrap(), first);
}

#[test]
fn the_preview_answers_this_machine_only_and_reads_no_files() {
    let preview = Preview::start();
    assert!(
        preview.ask("GET /en/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").starts_with("HTTP/1.1 403")
    );
    assert!(
        preview
            .ask("POST /en/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
            .starts_with("HTTP/1.1 405")
    );
    for path in [
        "/../content/guide.yaml",
        "/%2e%2e/content/guide.yaml",
        "/..%2fcontent%2fguide.yaml",
        "//etc/passwd",
        "/en/%00",
    ] {
        let answer = preview.get(path);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
    let lost = preview.get("/nowhere/at/all/");
    assert!(lost.starts_with("HTTP/1.1 404") && lost.contains("<main"), "{lost}");
    assert!(preview.get("/en").contains("Location: /en/"));
    let head = preview.ask("HEAD /en/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert!(head.starts_with("HTTP/1.1 200") && head.ends_with("\r\n\r\n"), "{head}");
}
