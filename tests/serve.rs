//! The preview: what it answers, to whom, and how it takes changes, mistakes and the habits of editors.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Folder, between};

const GUIDE: &str = "
    -- content/en/a.md --
    ---
    title: First
    ---
    ![Boat](../media/boat.svg)
    -- content/en/b.md --
    ---
    title: Other
    ---
    -- content/media/boat.svg --
    <svg xmlns='http://www.w3.org/2000/svg' width='1' height='1'/>
";

/// More than any step takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(20);

struct Preview {
    project: Folder,
    program: Child,
    port: u16,
    lines: Mutex<Receiver<String>>,
}

fn program(project: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_luotsi"));
    command.arg("serve").args(arguments).current_dir(project).stderr(Stdio::piped()).env("NO_COLOR", "1");
    command
}

impl Preview {
    fn start() -> Preview {
        Preview::with(&["--port", "0"])
    }

    fn with(arguments: &[&str]) -> Preview {
        Preview::of(Folder::with_guide(GUIDE), arguments)
    }

    /// Starts, and waits for the first build.
    fn of(project: Folder, arguments: &[&str]) -> Preview {
        let mut program = program(project.path(), arguments).spawn().unwrap();
        let errors = BufReader::new(program.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || errors.lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        let mut preview = Preview { project, program, port: 0, lines: Mutex::new(lines) };
        let first = preview.line("Serving ");
        preview.port = first
            .split("http://")
            .nth(1)
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .rsplit(':')
            .next()
            .unwrap()
            .parse()
            .unwrap();
        preview.line("built: ");
        preview
    }

    /// The next line of the terminal with these words.
    fn line(&self, words: &str) -> String {
        let mut passed = Vec::new();
        loop {
            match self.lines.lock().unwrap().recv_timeout(PATIENCE) {
                Ok(line) if line.contains(words) => return line,
                Ok(line) => passed.push(line),
                Err(_) => panic!("no `{words}` in the terminal, but\n{}", passed.join("\n")),
            }
        }
    }

    /// Whether the system is asked to tell of changes: by an open file of its own kind.
    fn is_told_of_changes(&self) -> bool {
        let files = fs::read_dir(format!("/proc/{}/fd", self.program.id())).unwrap();
        files
            .flatten()
            .filter_map(|file| fs::read_link(file.path()).ok())
            .any(|file| file.ends_with("anon_inode:inotify"))
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    fn ask(&self, request: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_ref()).unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).into_owned()
    }

    fn get_with(&self, path: &str, headers: &str) -> String {
        self.ask(format!("GET {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n", self.port))
    }

    fn get(&self, path: &str) -> String {
        self.get_with(path, "")
    }

    fn wait_for(&self, path: &str, words: &str) -> String {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.contains(words) {
                return answer;
            }
            assert!(start.elapsed() < PATIENCE, "no `{words}` in {path}: {answer}");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn file(&self, path: &str) -> PathBuf {
        self.project.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let file = self.file(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }

    fn title(&self, title: &str) {
        self.write("content/en/a.md", &page(title));
    }

    /// What a browser that shows `path` hears, one state after the other.
    fn states(&self, path: &str) -> impl Iterator<Item = Value> {
        let mut stream = self.connect();
        write!(stream, "GET /__luotsi/events?{} HTTP/1.1\r\nHost: localhost\r\n\r\n", path.replace('/', "%2F"))
            .unwrap();
        let start = Instant::now();
        let lines =
            BufReader::new(stream).lines().map_while(Result::ok).take_while(move |_| start.elapsed() < PATIENCE);
        lines.filter_map(|line| serde_json::from_str(line.strip_prefix("data: ")?).ok())
    }
}

impl Drop for Preview {
    fn drop(&mut self) {
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn page(title: &str) -> String {
    format!("---\ntitle: {title}\n---\n")
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    let head = answer.split("\r\n\r\n").next()?;
    head.lines()
        .find_map(|line| line.split_once(": ").filter(|(field, _)| field.eq_ignore_ascii_case(name)))
        .map(|(_, value)| value)
}

fn body(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}

// --- Changes and mistakes

#[test]
fn a_saved_file_is_a_new_page_and_a_mistake_keeps_the_old_one() {
    let preview = Preview::start();
    preview.title("Second");
    preview.wait_for("/en/a/", "Second");
    let line = preview.line("content/en/a.md");
    assert!(line.contains(" changed, ") && line.contains(" ms") && line.contains("0 errors"), "{line}");
    preview.write("content/en/a.md", "---\ntitel: Third\n---\n");
    let page = preview.wait_for("/en/a/", "luotsi-messages");
    assert!(
        page.contains("Second") && page.contains("unknown-key") && page.contains("did you mean `title`?"),
        "{page}"
    );
    assert!(page.contains(" --&gt; content/en/a.md:2:1\n"), "the snippet of the terminal: {page}");
    assert!(page.contains(r#"lang="en" dir="ltr" aria-labelledby"#) && page.contains(r#"role="alert""#), "{page}");
    assert!(preview.line("the last good site stays").contains("content/en/a.md"));
    preview.title("Fourth");
    assert!(!preview.wait_for("/en/a/", "Fourth").contains("luotsi-messages"));
}

#[test]
fn a_guide_that_starts_with_mistakes_is_shown_once_they_are_mended() {
    let project = Folder::with_guide("-- content/en/a.md --\n---\ntitel: Wrong\n---\n");
    let preview = Preview::of(project, &["--port", "0"]);
    let page = preview.get("/en/a/");
    assert!(status(&page) == "404" && page.contains("unknown-key"), "{page}");
    preview.title("Right");
    assert_eq!(status(&preview.wait_for("/en/a/", "<h1>Right</h1>")), "200");
}

#[test]
fn a_browser_hears_only_of_its_own_page() {
    let preview = Preview::start();
    let (mut a, mut b) = (preview.states("/en/a/"), preview.states("/en/b/"));
    let (first, other) = (a.next().unwrap(), b.next().unwrap());
    assert_eq!(first["state"]["messages"], "");
    assert!(preview.get("/en/a/").contains(first["state"]["page"].as_str().unwrap()), "the page knows its own state");
    preview.write("content/en/a.md", "---\ntitle: First\n---\nNew text.\n\n![Boat](../media/boat.svg)\n");
    let second = a.next().unwrap();
    assert_ne!(second["state"]["page"], first["state"]["page"]);
    preview.write("content/en/b.md", "---\ntitel: Wrong\n---\n");
    // The next that the other page hears of is the mistake: the text of the first was none of its business.
    let wrong = b.next().unwrap();
    assert_eq!(wrong["state"]["page"], other["state"]["page"]);
    assert!(wrong["messages"].as_str().unwrap().contains("unknown-key"));
    preview.write("content/en/b.md", &page("Other"));
    assert_eq!(b.next().unwrap(), other, "mended");
    preview.write("content/media/boat.svg", "<svg xmlns='http://www.w3.org/2000/svg' width='2' height='1'/>");
    assert!(a.any(|event| event["state"]["page"] != second["state"]["page"]), "its picture");
}

#[test]
fn a_style_sheet_is_told_apart_from_the_page() {
    let preview = Preview::start();
    let mut states = preview.states("/en/a/");
    let first = states.next().unwrap();
    preview.write("themes/default/assets/css/70-own.css", "h1 { color: #123; }\n");
    let second = states.next().unwrap();
    assert_eq!(second["state"]["page"], first["state"]["page"]);
    assert_ne!(second["state"]["styles"], first["state"]["styles"]);
    let address = second["state"]["styles"][0][0].as_str().unwrap();
    let style = preview.get(&format!("/en/a/{address}").replace("/en/a/../../", "/"));
    assert!(status(&style) == "200" && style.contains("#123"), "{address}: {style}");
}

#[test]
fn pages_come_and_go_with_their_files() {
    let preview = Preview::start();
    let mut states = preview.states("/en/new/page/");
    let nothing = states.next().unwrap();
    preview.write("content/en/new/page.md", &page("Page"));
    preview.write("content/en/new/index.md", &page("New"));
    preview.wait_for("/en/new/page/", "<h1>Page</h1>");
    assert_ne!(states.next().unwrap(), nothing, "a browser on the missing page hears of it");
    fs::remove_dir_all(preview.file("content/en/new")).unwrap();
    assert_eq!(status(&preview.wait_for("/en/new/page/", "HTTP/1.1 404")), "404");
}

// --- Habits of editors and of version control

#[test]
fn whatever_way_an_editor_saves_the_page_is_new() {
    let preview = Preview::start();
    let (file, backup) = (preview.file("content/en/a.md"), preview.file("content/en/a.md~"));
    // Vim: tries whether it can write, moves the file away, writes it anew, removes the backup.
    preview.write("content/en/4913", "");
    fs::remove_file(preview.file("content/en/4913")).unwrap();
    preview.write("content/en/.a.md.swp", "swap");
    fs::rename(&file, &backup).unwrap();
    preview.title("Vim");
    fs::remove_file(&backup).unwrap();
    preview.wait_for("/en/a/", "<h1>Vim</h1>");
    // Emacs: a lock that is a link to nowhere, and a copy of what is not saved.
    #[cfg(unix)]
    std::os::unix::fs::symlink("me@host.1234:5678", preview.file("content/en/.#a.md")).unwrap();
    preview.write("content/en/#a.md#", "not saved");
    preview.title("Emacs");
    preview.wait_for("/en/a/", "<h1>Emacs</h1>");
    // Others: written beside, renamed over.
    preview.write("content/en/a.md.tmp.1234", &page("Renamed"));
    fs::rename(preview.file("content/en/a.md.tmp.1234"), &file).unwrap();
    preview.wait_for("/en/a/", "<h1>Renamed</h1>");
    // Emptied first, written slowly.
    let mut slow = fs::File::create(&file).unwrap();
    slow.write_all(b"---\ntitle: ").unwrap();
    std::thread::sleep(Duration::from_millis(100));
    slow.write_all(b"Slow\n---\n").unwrap();
    drop(slow);
    let slow = preview.wait_for("/en/a/", "<h1>Slow</h1>");
    assert!(!slow.contains("luotsi-messages"), "{slow}");
    // What was no change is none: the next line is about the next change.
    preview.write("content/en/b.md", &page("Until here"));
    preview.line("content/en/b.md");
    preview.write("content/en/a.md", &page("Slow"));
    preview.write("content/en/b.md", &page("The other"));
    let line = preview.line(" ms");
    assert!(line.starts_with("content/en/b.md: "), "{line}");
}

#[test]
fn folders_may_go_away_and_come_back() {
    let preview = Preview::start();
    let (content, aside) = (preview.file("content"), preview.file("aside"));
    fs::rename(&content, &aside).unwrap();
    assert!(preview.wait_for("/en/a/", "luotsi-messages").contains("<h1>First</h1>"));
    fs::rename(&aside, &content).unwrap();
    let start = Instant::now();
    while preview.get("/en/a/").contains("luotsi-messages") {
        assert!(start.elapsed() < PATIENCE, "back again, and still in trouble");
    }
    preview.title("Back again");
    preview.wait_for("/en/a/", "<h1>Back again</h1>");
    // A branch with other files, and back.
    let (en, other) = (preview.file("content/en"), preview.file("content/other"));
    fs::rename(&en, &other).unwrap();
    preview.write("content/en/index.md", &page("Branch"));
    preview.wait_for("/en/", "<h1>Branch</h1>");
    fs::remove_dir_all(&en).unwrap();
    fs::rename(&other, &en).unwrap();
    preview.wait_for("/en/a/", "<h1>Back again</h1>");
    preview.title("And once more");
    preview.wait_for("/en/a/", "<h1>And once more</h1>");
}

#[test]
fn after_a_file_could_not_be_read_the_guide_is_whole_again() {
    let preview = Preview::start();
    let (guide, aside) = (preview.file("content/guide.yaml"), preview.file("guide.yaml"));
    fs::rename(&guide, &aside).unwrap();
    preview.wait_for("/en/a/", "luotsi-messages");
    preview.title("Changed meanwhile");
    fs::rename(&aside, &guide).unwrap();
    let page = preview.wait_for("/en/a/", "<h1>Changed meanwhile</h1>");
    assert!(!page.contains("luotsi-messages"), "{page}");
    preview.title("Back again");
    preview.wait_for("/en/a/", "<h1>Back again</h1>");
}

#[test]
fn of_many_quick_changes_none_is_lost() {
    let preview = Preview::start();
    for number in 0..30 {
        preview.write(&format!("content/en/many/page-{number}.md"), &page(&format!("Page {number}")));
        preview.title(&format!("Number {number}"));
    }
    preview.write("content/en/many/index.md", &page("Many"));
    preview.wait_for("/en/a/", "<h1>Number 29</h1>");
    for number in 0..30 {
        preview.wait_for(&format!("/en/many/page-{number}/"), &format!("<h1>Page {number}</h1>"));
    }
}

#[test]
fn a_build_that_was_left_for_nothing_is_taken_up_again() {
    let preview = Preview::start();
    for number in 0..20 {
        preview.title(&format!("Number {number}"));
        std::thread::sleep(Duration::from_millis(number / 2));
        preview.write("content/en/4913", "");
        fs::remove_file(preview.file("content/en/4913")).unwrap();
        preview.line("content/en/a.md: ");
        assert!(preview.get("/en/a/").contains(&format!("<h1>Number {number}</h1>")));
    }
}

#[test]
fn a_network_drive_is_looked_at_again_and_again() {
    assert!(Preview::start().is_told_of_changes());
    let preview = Preview::with(&["--port", "0", "--poll"]);
    preview.title("Seldom");
    preview.wait_for("/en/a/", "<h1>Seldom</h1>");
    assert!(!preview.is_told_of_changes());
    let preview = Preview::with(&["--port", "0", "--poll=50"]);
    preview.title("Second");
    preview.wait_for("/en/a/", "<h1>Second</h1>");
    preview.title("Thirds");
    preview.wait_for("/en/a/", "<h1>Thirds</h1>");
    preview.write("themes/default/assets/css/70-own.css", "h1 { color: #123; }\n");
    assert!(preview.line("70-own.css").contains(" changed, "));
}

// --- Answers

#[test]
fn nobody_is_led_out_of_the_site() {
    let preview = Preview::start();
    for path in [
        "/../content/guide.yaml",
        "/..//content/guide.yaml",
        "/en/../../content/guide.yaml",
        "/%2e%2e/content/guide.yaml",
        "/%2E%2E%2Fcontent%2Fguide.yaml",
        "/..%2fcontent%2fguide.yaml",
        "/..%5ccontent%5cguide.yaml",
        "/..\\content\\guide.yaml",
        "/%252e%252e/content/guide.yaml",
        "/%c0%ae%c0%ae/content/guide.yaml",
        "/%c0%af..%c0%afcontent",
        "/%e0%80%ae%e0%80%ae/content/guide.yaml",
        "/content/guide.yaml",
        "//etc/passwd",
        "///etc/passwd",
        "/etc/passwd",
        "/C:/Windows/win.ini",
        "/en/%00",
        "/en/index.html%00.txt",
        "/.%2e/",
        "/./en",
        "/%",
        "/%zz",
        "/%ff%fe",
        "/en//",
        "//en/",
    ] {
        let answer = preview.get(path);
        assert_eq!(status(&answer), "404", "{path}: {answer}");
        assert!(!answer.contains("languages: [en]") && !answer.contains("root:"), "{path}: {answer}");
    }
    assert_eq!(header(&preview.get("/en"), "Location"), Some("/en/"), "a page without its stroke");
    for path in ["//evil.example/en", "//en", "/\\en"] {
        assert_eq!(header(&preview.get(path), "Location"), None, "{path}");
    }
    let (lost, own) = (preview.get("/nowhere/at/all/"), preview.get("/404.html"));
    assert_eq!((status(&lost), status(&own)), ("404", "200"));
    assert_eq!(between(&lost, "<main", "</main>"), between(&own, "<main", "</main>"), "the site's own page");
    assert!(lost.contains("reload.js"), "{lost}");
}

#[test]
fn strangers_are_sent_away() {
    let preview = Preview::start();
    for host in ["evil.example", "localhost.evil.example", "evil.example:4000", "192.0.2.1", "[::1", ""] {
        let answer = preview.ask(format!("GET /en/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert!(status(&answer) == "403" && !answer.contains("<html"), "{host}: {answer}");
    }
    for host in ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:4000"] {
        let answer = preview.ask(format!("GET /en/ HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"));
        assert_eq!(status(&answer), "200", "{host}");
    }
    for (request, expected) in [
        ("GET /en/ HTTP/1.1\r\n\r\n", "400"),
        ("GET /en/ HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n", "400"),
        ("GET http://localhost/en/ HTTP/1.1\r\nHost: localhost\r\n\r\n", "400"),
        ("CONNECT evil.example:443 HTTP/1.1\r\nHost: localhost\r\n\r\n", "400"),
        ("nonsense\r\n\r\n", "400"),
    ] {
        assert_eq!(status(&preview.ask(request)), expected, "{request}");
    }
}

#[test]
fn a_preview_can_only_be_read() {
    let preview = Preview::start();
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "PROPFIND"] {
        let answer = preview.ask(format!(
            "{method} /en/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=b"
        ));
        assert_eq!((status(&answer), header(&answer, "Allow")), ("405", Some("GET, HEAD")), "{method}: {answer}");
    }
    // A body is never taken for the next request.
    let smuggled = "POST /en/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nGET /en/a/ HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assert_eq!(preview.ask(smuggled).matches("HTTP/1.1 ").count(), 1);
}

#[test]
fn pages_come_with_the_headers_of_the_site() {
    let preview = Preview::start();
    let answer = preview.get("/en/a/");
    let policy = header(&answer, "Content-Security-Policy").unwrap();
    assert!(
        policy.contains("script-src 'self'") && policy.contains("connect-src 'self'") && !policy.contains("unsafe"),
        "{policy}"
    );
    assert!(preview.get("/_headers").contains(policy), "the policy of the site itself");
    assert_eq!(header(&answer, "X-Content-Type-Options"), Some("nosniff"));
    assert!(answer.contains(r#"<script src="/__luotsi/reload.js""#), "{answer}");
    let style = format!("/{}", between(&answer, "rel=\"stylesheet\" href=\"../../", "\""));
    for (path, media_type) in [
        ("/en/a/", "text/html; charset=utf-8"),
        (style.as_str(), "text/css; charset=utf-8"),
        ("/media/boat.svg", "image/svg+xml"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/__luotsi/reload.js", "text/javascript; charset=utf-8"),
        ("/nowhere", "text/html; charset=utf-8"),
    ] {
        let answer = preview.get(path);
        assert_eq!(header(&answer, "Content-Type"), Some(media_type), "{path}: {answer}");
        assert_eq!(header(&answer, "X-Content-Type-Options"), Some("nosniff"), "{path}");
    }
}

#[test]
fn a_part_of_a_file_can_be_asked_for() {
    let preview = Preview::start();
    let whole = preview.get("/media/boat.svg");
    let (text, tag) = (body(&whole), header(&whole, "ETag").unwrap());
    assert_eq!((status(&whole), header(&whole, "Accept-Ranges")), ("200", Some("bytes")));
    let part = preview.get_with("/media/boat.svg", "Range: bytes=1-3\r\n");
    assert_eq!((status(&part), body(&part)), ("206", &text[1..4]));
    assert_eq!(header(&part, "Content-Range"), Some(format!("bytes 1-3/{}", text.len()).as_str()));
    let end = preview.get_with("/media/boat.svg", "Range: bytes=-4\r\n");
    assert_eq!((status(&end), body(&end)), ("206", &text[text.len() - 4..]));
    let beyond = preview.get_with("/media/boat.svg", "Range: bytes=1000-\r\n");
    assert_eq!(
        (status(&beyond), header(&beyond, "Content-Range")),
        ("416", Some(format!("bytes */{}", text.len()).as_str()))
    );
    let old = preview.get_with("/media/boat.svg", "Range: bytes=1-3\r\nIf-Range: \"old\"\r\n");
    assert_eq!((status(&old), body(&old)), ("200", text), "the part of another version is no use");
    let current = preview.get_with("/media/boat.svg", &format!("Range: bytes=1-3\r\nIf-Range: {tag}\r\n"));
    assert_eq!(status(&current), "206");
}

#[test]
fn what_a_browser_has_already_is_not_sent_again() {
    let preview = Preview::start();
    let whole = preview.get("/en/a/");
    let tag = header(&whole, "ETag").unwrap();
    for known in [tag.to_string(), format!("\"x\", W/{tag}"), "*".to_string()] {
        let answer = preview.get_with("/en/a/", &format!("If-None-Match: {known}\r\n"));
        assert_eq!((status(&answer), body(&answer), header(&answer, "ETag")), ("304", "", Some(tag)), "{known}");
    }
    assert_eq!(status(&preview.get_with("/en/a/", "If-None-Match: \"x\"\r\n")), "200");
    preview.title("Second");
    let answer = preview.wait_for("/en/a/", "Second");
    assert_ne!(header(&answer, "ETag"), Some(tag));
    let head = preview.ask("HEAD /en/a/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assert_eq!((status(&head), body(&head)), ("200", ""));
    for name in ["Content-Length", "Content-Type", "ETag"] {
        assert_eq!(header(&head, name), header(&answer, name), "{name}");
    }
}

#[test]
fn one_connection_serves_one_request_after_the_other() {
    let preview = Preview::start();
    let mut stream = preview.connect();
    // In pieces, and two at once.
    for piece in [
        "GET /en/a/ HT",
        "TP/1.1\r\nHost: localhost\r",
        "\n\r\nGET /en/b/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
    ] {
        stream.write_all(piece.as_bytes()).unwrap();
        std::thread::sleep(Duration::from_millis(20));
    }
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("<h1>First</h1>") && answer.contains("<h1>Other</h1>"), "{answer}");
    assert_eq!(answer.matches("HTTP/1.1 200 OK").count(), 2);
}

// --- Crowds

#[test]
fn long_heads_are_refused_and_slow_ones_keep_nobody_waiting() {
    let preview = Preview::start();
    let long = format!("GET /en/ HTTP/1.1\r\nHost: localhost\r\nX-Long: {}\r\n\r\n", "x".repeat(17_000));
    assert_eq!(status(&preview.ask(long)), "431");
    let many = format!("GET /en/ HTTP/1.1\r\nHost: localhost\r\n{}\r\n", "X: y\r\n".repeat(100));
    assert_eq!(status(&preview.ask(many)), "431");
    let slow: Vec<TcpStream> = (0..250)
        .map(|_| {
            let mut stream = preview.connect();
            let _ = stream.write_all(b"GET /en/a/ HTTP/1.1\r\nHost: local");
            stream
        })
        .collect();
    let start = Instant::now();
    assert_eq!(status(&preview.get("/en/a/")), "200");
    assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    assert_eq!(slow.len(), 250);
}

#[test]
fn many_at_once_are_all_answered() {
    let preview = Preview::start();
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..60).map(|_| scope.spawn(|| preview.get("/en/a/"))).collect();
        for answer in asked {
            let answer = answer.join().unwrap();
            assert!(status(&answer) == "200" && answer.trim_end().ends_with("</html>"), "{answer}");
        }
    });
}

// --- The command

fn refusal(arguments: &[&str]) -> String {
    let project = Folder::with_guide(GUIDE);
    let output = program(project.path(), arguments).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn a_port_that_is_taken_is_named_with_one_that_is_free() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let message = refusal(&["--port", &port]);
    assert!(message.contains(&format!("port {port} is used by another program; try --port ")), "{message}");
    let free: u16 = message.trim().rsplit(' ').next().unwrap().parse().unwrap();
    assert!(TcpListener::bind(("127.0.0.1", free)).is_ok(), "{free}");
    // Without one asked for, the next free one is taken, and said.
    let usual = TcpListener::bind("127.0.0.1:4000");
    let preview = Preview::with(&[]);
    assert!((4001..=4020).contains(&preview.port), "{}", preview.port);
    let said = first_lines(&[]);
    assert!(said.contains("port 4000 is used by another program, so this is the next free one"), "{said}");
    assert_eq!(status(&preview.get("/en/a/")), "200");
    drop(usual);
}

/// What is said before the first build.
fn first_lines(arguments: &[&str]) -> String {
    let project = Folder::with_guide(GUIDE);
    let mut program = program(project.path(), arguments).spawn().unwrap();
    let lines = BufReader::new(program.stderr.take().unwrap()).lines().map_while(Result::ok);
    let told: Vec<String> = lines.take_while(|line| !line.starts_with("built: ")).collect();
    program.kill().unwrap();
    program.wait().unwrap();
    told.join("\n")
}

#[test]
fn only_who_asks_for_it_is_seen_by_others() {
    for arguments in [&["--port", "0", "--host", "192.0.2.1"][..], &["--host", "192.0.2.1"]] {
        assert!(refusal(arguments).contains("192.0.2.1 is not an address of this machine"));
    }
    assert!(refusal(&["--port", "0", "--host", "no such host"]).contains("`no such host` is no address"));
    for alone in [&["--port", "0"][..], &["--port", "0", "--host", "127.0.0.1"]] {
        assert!(!first_lines(alone).contains("this network"), "this machine alone");
    }
    // Who listens to everyone listens to the whole of 127.0.0.0/8.
    let other = |preview: &Preview| TcpStream::connect(("127.0.0.2", preview.port));
    assert!(other(&Preview::start()).is_err(), "one address of this machine");
    assert!(other(&Preview::with(&["--port", "0", "--host", "0.0.0.0"])).is_ok(), "all of them");
    let open = first_lines(&["--port", "0", "--host", "0.0.0.0"]);
    assert!(open.contains("at http://127.0.0.1:"), "{open}");
    assert!(open.contains("warning: everyone in this network can read the preview"), "{open}");
}

#[cfg(unix)]
#[test]
fn the_browser_is_opened_when_asked_for() {
    use std::os::unix::fs::PermissionsExt;
    let tools = Folder::new();
    let opener = tools.path().join(if cfg!(target_os = "macos") { "open" } else { "xdg-open" });
    fs::write(&opener, format!("#!/bin/sh\necho \"$1\" > {}/opened\n", tools.path().display())).unwrap();
    fs::set_permissions(&opener, fs::Permissions::from_mode(0o755)).unwrap();
    let project = Folder::with_guide(GUIDE);
    let mut program = program(project.path(), &["--port", "0", "--open"]).env("PATH", tools.path()).spawn().unwrap();
    let mut first = String::new();
    BufReader::new(program.stderr.take().unwrap()).read_line(&mut first).unwrap();
    let start = Instant::now();
    let opened = loop {
        match fs::read_to_string(tools.path().join("opened")) {
            Ok(text) if !text.is_empty() => break text,
            _ => assert!(start.elapsed() < PATIENCE, "nothing was opened"),
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    program.kill().unwrap();
    program.wait().unwrap();
    assert!(first.contains(opened.trim()) && opened.starts_with("http://127.0.0.1:"), "{first} {opened}");
}
