//! Nothing a writer types can run in a reader's browser, or in the programs that open what the guide offers.
//!
//! One guide holds nasty strings in every place where a writer can type. Each of its files must have the structure of the
//! same guide with harmless words: the same elements with the same attributes, so that no text has become anything else.

use std::io::{Cursor, Read};

use html5gum::{Token, Tokenizer};
use zip::ZipArchive;

use crate::support::{Folder, Guide, guide_with, options};

/// What is typed. Each is one line of front matter; the words in front keep titles sortable in the same order.
const NASTY: [&str; 17] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)' x='",
    "</script><script>alert(1)</script>",
    "</title></style></textarea></template><svg onload=alert(1)>",
    "]]>--><!--<x y=\"z\">",
    "&lt;b&gt; &quot;&#x3c;b&amp; &nosuch; &",
    "=HYPERLINK(\"http://evil.example\";\"x\")",
    "+1+cmd|' /C calc'!A0",
    "-1+1",
    "@SUM(1+1)*2",
    "\tTab",
    "a\r\nBcc: all@evil.example\r\n\r\n<script>alert(1)</script>",
    "#panic(\"x\") #read(\"/etc/passwd\") *a* _b_ $c$ <d> @e",
    "[a](javascript:alert(1)) ![b](x) `c` **d**",
    "{% include \"base.html\" %} {# no #} ${7*7} <%= 7 %>",
    "javascript:alert(1)//",
];

/// A guide with a place to type wherever `@@` stands.
const GUIDE: &str = r#"
-- content/guide.yaml --
title: @@
base_url: https://guide.example/
languages: [en]
variables: {organisation: @@, contact_email: guide@example.org, thing: @@}
placeholders: {contact_name: @@}
licence: {name: @@, url: "https://licence.example/\"><x>"}
menu: [process, forms, checklists, messages, scenarios, tools, faq]
second_menu: [roles, mentor-types, directory, glossary]
packs: [{page: process, title: "Pack </title><script>alert(1)</script>", documents: [process, tools]}]
-- content/en/index.md --
---
title: @@
summary: @@
doors: [{title: @@, text: @@, to: process}]
---
{{ thing }} [{{ thing }}](process/index.md) ![{{ thing }}](media/PICTURE) `{{ thing }}`

## \<script>alert(1)\</script> &lt;img src=x onerror=alert(1)> {#x"y}

| `<script>` | &lt;b onclick=x> |
|---|---|
| \<svg onload=x> | "' |

```"><script>
</code><script>alert(1)</script>
```

[^"><b>] [a link](https://a.example/"onmouseover="alert(1)) [b](<https://a.example/?a=\<script\>&b='>) [c][d]

[^"><b>]: &lt;script>

[d]: https://a.example/ "\"><script>"
-- content/en/process/index.md --
---
title: @@
nav_title: @@
summary: @@
---
-- content/en/process/first.md --
---
title: @@
order: 1
time: @@
done_when: @@
who: {mentee: @@, mentor: @@}
related: [process/second]
---
-- content/en/process/second.md --
---
title: @@
order: 2
---
-- content/en/roles/index.md --
---
title: @@
---
-- content/en/roles/mentor.md --
---
title: @@
in_short: @@
tasks: [@@, @@]
not_tasks: [@@]
---
-- content/en/mentor-types/index.md --
---
title: @@
---
-- content/en/mentor-types/one.md --
---
title: @@
label: @@
in_short: @@
fits_when: @@
careful: @@
question: @@
---
-- content/en/faq/index.md --
---
title: @@
---
-- content/en/faq/mentees.md --
---
title: @@
---
## Is \</script>\<script>alert(1)\</script> dear? {#q}

No \</script>\<script>alert(1)\</script>. {{ thing }}
-- content/en/checklists/index.md --
---
title: @@
---
-- content/en/checklists/start.md --
---
title: @@
when: @@
items: {aim: {who: organiser, due: start-4w}}
---
## First {#first;,"}

- [ ] {{ thing }} \<script> {#aim}

  {{ thing }}
-- content/en/messages/index.md --
---
title: @@
---
-- content/en/messages/hello.md --
---
title: @@
channel: [email, sms]
required: [contact_name]
subject: '<img src=x onerror=alert(1)> & "more"'
---
## Text {#text}

{{contact_name}} {{ thing }}
-- content/en/scenarios/index.md --
---
title: @@
---
-- content/en/scenarios/silent.md --
---
title: @@
urgency: soon
area: talk
signs: [@@]
---
## Situation {#situation}

{{ thing }}
-- content/en/tools/index.md --
---
title: @@
---
-- content/en/tools/cards.md --
---
title: @@
time: @@
needs: [@@]
result: @@
---
-- content/en/glossary.yaml --
title: @@
terms: [{id: one, term: @@, explanation: @@, also: [@@], avoid: [@@]}]
-- content/en/directory.yaml --
title: @@
intro: "\\<script> &lt;b onclick=x>"
reviewed: 2026-02-03
entries: [{id: one, name: @@, run_by: @@, target_group: @@, area: @@, languages: @@, form: @@, length: @@, cost: @@, how_to_join: @@, url: "https://a.example/\"><script>", status: running, checked_from: @@, doubt: @@}]
-- content/en/options.yaml --
rhythm: [{id: weekly, label: @@}, {id: monthly, label: @@}]
-- content/en/forms/index.md --
---
title: @@
---
-- content/en/forms/agreement.yaml --
title: @@
form: {purpose: @@, filled_by: @@, minutes: 5, seen_by: @@, kept: @@, give_back: @@, contact: @@, copies: @@, version: @@, date: 2026-02-03, survey: true}
sections:
  - id: plan
    title: @@
    intro: "\\<script> &lt;b onclick=x>"
    fields:
      - {id: name, type: text, label: @@, hint: @@, error: @@, required: true}
      - {id: rhythm, type: radio, label: @@, options: rhythm}
      - {id: why, type: textarea, label: @@, show_when: {rhythm: monthly}}
      - {id: topics, type: checks, label: @@, options: [{id: cv, label: @@}, {id: work, label: @@}]}
      - {id: felt, type: scale, label: @@, options: rhythm, statements: [{id: a, label: @@}, {id: b, label: @@}]}
      - {id: goals, type: list, label: @@, rows: 2, columns: [{id: goal, type: text, label: @@}]}
      - {id: note, type: info, text: "\\<script> &lt;b onclick=x>"}
      - {id: sign, type: sign, label: @@}
"#;

/// The guide with the words that `word` gives for each place, by its number.
fn built(picture: &str, word: impl Fn(usize) -> String) -> Guide {
    let mut text = String::new();
    for (number, part) in GUIDE.split("@@").enumerate() {
        if number > 0 {
            text.push_str(&serde_json::to_string(&word(number)).unwrap());
        }
        text.push_str(part);
    }
    // An address in the text writes the file's name with escapes.
    text = text.replace("media/PICTURE", &format!("../media/{}", luotsi::base::path::encode(picture)));
    text.push_str(&format!("-- content/media/{picture} --\nnot really\n"));
    let built = guide_with(&text, &options());
    assert!(!built.built.diagnostics.has_errors(), "{}", built.messages());
    built
}

fn harmless() -> Guide {
    built("a.png", |number| format!("Word{number}"))
}

/// Round by round, every string comes to every place.
fn nasty(round: usize) -> Guide {
    built("a\"b'<c>&=d.png", |number| NASTY[(number + round) % NASTY.len()].to_string())
}

#[test]
fn what_writers_type_is_text_in_every_file() {
    let plain = harmless();
    let mut guarded = 0;
    for round in 0..NASTY.len() {
        let nasty = nasty(round);
        for (path, artifact) in nasty.built.artifacts.iter() {
            let path = path.as_str();
            if path.starts_with("media/") {
                continue;
            }
            let same =
                plain.built.artifacts.get(path).unwrap_or_else(|| panic!("{path} is a file of the nasty guide only"));
            match path.rsplit('.').next().unwrap() {
                "html" => page(path, &artifact.bytes, &same.bytes),
                "xml" => xml(path, &artifact.bytes, &same.bytes),
                "docx" | "xlsx" => package(path, &artifact.bytes, &same.bytes),
                "csv" => guarded += table(path, &artifact.bytes, &same.bytes),
                "pdf" => sheet(path, &artifact.bytes),
                "css" | "js" | "svg" | "txt" => assert!(artifact.bytes == same.bytes, "{path} differs"),
                _ if path == "_headers" => assert!(artifact.bytes == same.bytes, "{path} differs"),
                other => panic!("{path}: nobody has thought of {other} files"),
            }
        }
        assert_eq!(nasty.built.artifacts.len(), plain.built.artifacts.len());
    }
    assert!(guarded > 0, "formulas have come to the code book");
}

/// The elements of a page and the names of their attributes.
fn elements(html: &[u8]) -> Vec<String> {
    let mut elements = Vec::new();
    for Ok(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let names = tag.attributes.keys().map(|name| String::from_utf8_lossy(name).into_owned());
                let names: Vec<String> = names.collect();
                elements.push(format!("<{} {}>", String::from_utf8_lossy(&tag.name), names.join(" ")));
            }
            Token::EndTag(tag) => elements.push(format!("</{}>", String::from_utf8_lossy(&tag.name))),
            Token::Comment(_) => elements.push("<!---->".to_string()),
            _ => {}
        }
    }
    elements
}

fn page(path: &str, nasty: &[u8], plain: &[u8]) {
    let (found, wanted) = (elements(nasty), elements(plain));
    let first = found.iter().zip(&wanted).position(|(one, other)| one != other);
    assert!(found == wanted, "{path}: {:?} instead of {:?}", first.map(|at| &found[at]), first.map(|at| &wanted[at]));
    let mut is_data = false;
    for Ok(token) in Tokenizer::new(nasty) {
        match token {
            Token::StartTag(tag) => {
                let attribute =
                    |name: &str| tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value));
                is_data = *tag.name == b"script"[..] && attribute("type").as_deref() == Some("application/ld+json");
                if *tag.name == b"script"[..] && !is_data {
                    assert!(attribute("src").is_some_and(|from| from.contains("assets/script-")), "{path}: a script");
                }
                assert!(tag.attributes.keys().all(|name| !name.starts_with(b"on") && **name != b"style"[..]), "{path}");
                for name in ["href", "src"] {
                    if let Some(address) = attribute(name) {
                        let (scheme, _) = address.split_once(':').unwrap_or_default();
                        let is_path = scheme.contains('/') || scheme.is_empty();
                        assert!(is_path || ["https", "mailto"].contains(&scheme), "{path}: {name}={address}");
                    }
                }
                if attribute("http-equiv").as_deref() == Some("Content-Security-Policy") {
                    let policy = attribute("content").unwrap();
                    assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
                    assert!(!policy.contains("unsafe") && !policy.contains("data:"), "{path}: {policy}");
                }
            }
            Token::String(data) if is_data => {
                serde_json::from_slice::<serde_json::Value>(&data).unwrap_or_else(|error| panic!("{path}: {error}"));
                is_data = false;
            }
            _ => {}
        }
    }
    // The policy comes before anything that it is for.
    let text = String::from_utf8_lossy(nasty);
    let policy = text.find("Content-Security-Policy").unwrap_or_else(|| panic!("{path} has no policy"));
    assert!(text.find("<script").is_none_or(|script| policy < script), "{path}");
}

/// The elements of a well-formed XML text with the names of their attributes; panics where it is not well-formed.
fn xml_elements(path: &str, text: &str) -> Vec<String> {
    let (mut elements, mut open, mut rest) = (Vec::new(), Vec::new(), text);
    while let Some(at) = rest.find('<') {
        references(path, &rest[..at]);
        assert!(!rest[..at].contains("]]>"), "{path}");
        let (tag, after) = rest[at + 1..].split_once('>').unwrap_or_else(|| panic!("{path}: an open tag"));
        rest = after;
        if tag.starts_with('?') {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{path}");
            continue;
        }
        let is_empty = tag.ends_with('/');
        let (name, attributes) =
            tag.trim_end_matches('/').split_once(char::is_whitespace).unwrap_or((tag.trim_end_matches('/'), ""));
        assert!(name.chars().all(|one| one.is_ascii_alphanumeric() || ":_".contains(one)), "{path}: <{name}>");
        let parts: Vec<&str> = attributes.trim().split('"').collect();
        assert!(parts.len() % 2 == 1 && parts.last() == Some(&""), "{path}: <{tag}>");
        parts.iter().skip(1).step_by(2).for_each(|value| references(path, value));
        let names: Vec<&str> = parts.iter().step_by(2).map(|name| name.trim().trim_end_matches('=')).collect();
        elements.push(format!("<{name} {}>", names.join(" ")));
        if !is_empty {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{path}: {open:?} stay open");
    elements
}

/// Every `&` in XML begins one of the references that XML knows.
fn references(path: &str, text: &str) {
    for after in text.split('&').skip(1) {
        let name = after.split(';').next().unwrap_or_default();
        let known = ["amp", "lt", "gt", "quot", "apos"].contains(&name) || name.starts_with('#');
        assert!(known, "{path}: &{name};");
    }
    let is_legal = |one: char| matches!(one, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    assert!(text.chars().all(is_legal), "{path}");
}

fn xml(path: &str, nasty: &[u8], plain: &[u8]) {
    let read = |bytes| xml_elements(path, std::str::from_utf8(bytes).unwrap());
    assert_eq!(read(nasty), read(plain), "{path}");
}

/// The files in a package.
fn unpacked(bytes: &[u8]) -> Vec<(String, String)> {
    let mut package = ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    let mut files = Vec::new();
    for index in 0..package.len() {
        let mut file = package.by_index(index).unwrap();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        files.push((file.name().unwrap().to_string(), text));
    }
    files
}

fn package(path: &str, nasty: &[u8], plain: &[u8]) {
    let (nasty, plain) = (unpacked(nasty), unpacked(plain));
    for ((name, text), (other, words)) in nasty.iter().zip(&plain) {
        assert_eq!(name, other, "{path}");
        let part = format!("{path}/{name}");
        let elements = xml_elements(&part, text);
        // Texts keep their spaces and lines, which some of the strings have; links are what the text says.
        let kind = |element: &String| element.split(' ').next().unwrap().to_string();
        let mut kinds: Vec<String> = elements.iter().map(kind).collect();
        let mut wanted: Vec<String> = xml_elements(&part, words).iter().map(kind).collect();
        [&mut kinds, &mut wanted].iter_mut().for_each(|all| {
            all.sort();
            all.dedup();
        });
        let new: Vec<&String> = kinds.iter().filter(|one| !wanted.contains(one)).collect();
        assert!(
            new.iter().all(|one| ["<w:br", "<w:tab", "<w:noBreakHyphen"].contains(&one.as_str())),
            "{part}: {new:?}"
        );
        for field in ["<f>", "<f ", "w:instrText", "w:fldSimple", "w:altChunk", "w:object", "vbaProject"] {
            assert_eq!(text.matches(field).count(), words.matches(field).count(), "{part}: {field}");
        }
        if name.ends_with(".rels") {
            let links: Vec<&str> = text.split("TargetMode=\"External\"").collect();
            for link in &links[..links.len() - 1] {
                let address = link.rsplit("Target=\"").next().unwrap();
                let is_harmless = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
                assert!(is_harmless, "{part}: {address}");
            }
        }
    }
}

/// The cells of a CSV file (RFC 4180).
fn cells(text: &str) -> Vec<Vec<String>> {
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\r' if !quoted && signs.peek() == Some(&'\n') => {
                signs.next();
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other => cell.push(other),
        }
    }
    assert!(!quoted && cell.is_empty() && row.is_empty(), "the last line ends");
    rows
}

/// Gives the number of cells that would be formulas without the guard.
fn table(path: &str, nasty: &[u8], plain: &[u8]) -> usize {
    let read = |bytes| cells(std::str::from_utf8(bytes).unwrap().trim_start_matches('\u{feff}'));
    let (nasty, plain): (Vec<Vec<String>>, Vec<Vec<String>>) = (read(nasty), read(plain));
    let shape = |rows: &[Vec<String>]| rows.iter().map(Vec::len).collect::<Vec<_>>();
    assert_eq!(shape(&nasty), shape(&plain), "{path}");
    for cell in nasty.iter().flatten() {
        assert!(!cell.trim_start().starts_with(['=', '+', '-', '@']), "{path}: {cell:?}");
        assert!(!cell.starts_with(['\t', '\r', '\n']), "{path}: {cell:?}");
    }
    nasty.iter().flatten().filter(|cell| cell.starts_with("'=") || cell.starts_with("'@")).count()
}

/// A PDF runs nothing and opens nothing but addresses of the web and of mail.
fn sheet(path: &str, bytes: &[u8]) {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    for object in document.objects.values() {
        let dictionary = match object {
            lopdf::Object::Dictionary(dictionary) => dictionary,
            lopdf::Object::Stream(stream) => &stream.dict,
            _ => continue,
        };
        harmless_dictionary(path, dictionary);
    }
}

fn harmless_dictionary(path: &str, dictionary: &lopdf::Dictionary) {
    for (key, value) in dictionary {
        let key = String::from_utf8_lossy(key);
        assert!(!["JS", "JavaScript", "Launch", "OpenAction", "AA", "EmbeddedFiles"].contains(&&*key), "{path}: {key}");
        if key == "S" {
            assert!(
                value.as_name().is_ok_and(|name| ![
                    &b"JavaScript"[..],
                    b"Launch",
                    b"SubmitForm",
                    b"ImportData",
                    b"GoToR"
                ]
                .contains(&name)),
                "{path}"
            );
        }
        if key == "URI"
            && let Ok(address) = value.as_str()
        {
            let address = String::from_utf8_lossy(address);
            assert!(
                ["https://", "http://", "mailto:", "tel:", "sms:"].iter().any(|scheme| address.starts_with(scheme)),
                "{path}: {address}"
            );
        }
        match value {
            lopdf::Object::Dictionary(inner) => harmless_dictionary(path, inner),
            lopdf::Object::Array(items) => {
                items.iter().filter_map(|item| item.as_dict().ok()).for_each(|inner| harmless_dictionary(path, inner));
            }
            _ => {}
        }
    }
}

#[test]
fn addresses_that_could_run_are_refused_however_they_are_written() {
    let addresses = [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java&Tab;script:alert(1)",
        "java&NewLine;script:alert(1)",
        "java&#1;script:alert(1)",
        "&#1;javascript:alert(1)",
        "<java\tscript:alert(1)>",
        "< javascript:alert(1)>",
        "javascript&#58;alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "DATA:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://a.example/1",
        "view-source:https://a.example",
        "//evil.example",
        "\\\\\\\\evil.example",
        "/\\\\evil.example",
        "<&#32;javascript:alert(1)>",
        "&#xa0;javascript:alert(1)",
        "&#x2028;javascript:alert(1)",
    ];
    for address in addresses {
        let built = guide_with(
            &format!(
                "-- content/en/index.md --\n---\ntitle: Home\n---\n[a link]({address}) and\n\n[a reference][r] <javascript:alert>\n\n[r]: {address}\n"
            ),
            &options(),
        );
        let refused = built.codes().iter().filter(|code| ["unsafe-link", "broken-link"].contains(code)).count();
        assert!(refused >= 2 && built.built.artifacts.is_empty(), "{address}: {}", built.messages());
    }
}

#[test]
fn addresses_in_yaml_files_are_those_that_readers_may_be_sent_to() {
    let built = guide_with(
        r#"
        -- content/guide.yaml --
        title: Guide
        languages: [en]
        licence: {name: L, url: "java\tscript:alert(1)"}
        -- content/en/directory.yaml --
        title: List
        intro: "<b onclick=x>bold</b> [a link](data:x)"
        entries: [{id: a, name: A, status: running, url: "JavaScript:alert(1)"}, {id: b, name: B, status: running, url: "//evil.example"}]
        "#,
        &options(),
    );
    let unsafe_links = built.codes().iter().filter(|code| **code == "unsafe-link").count();
    assert_eq!(unsafe_links, 4, "{}", built.messages());
    assert!(built.codes().contains(&"raw-html"), "{}", built.messages());
}

#[test]
fn what_a_theme_links_to_is_looked_at_too() {
    let built = guide_with(
        "
        -- content/guide.yaml --
        title: Guide
        languages: [en]
        theme: own
        -- themes/own/theme.yaml --
        extends: default
        -- themes/own/templates/article.html --
        <a href=\"{{ page.title }}\">x</a>
        -- content/en/a.md --
        ---
        title: javascript:alert(1)
        ---
        ",
        &options(),
    );
    assert!(built.codes().contains(&"unsafe-link"), "{}", built.messages());
}

#[test]
fn a_subject_is_a_line_of_text() {
    let page = guide_with(
        "
        -- content/en/messages/index.md --
        ---
        title: Messages
        ---
        -- content/en/messages/hello.md --
        ---
        title: Hello
        subject: '<img src=x onerror=alert(1)> *<b>x</b>*'
        ---
        ## Text {#text}

        Hello.
        ",
        &options(),
    )
    .page("en/messages/hello/");
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt; <em>&lt;b&gt;x&lt;/b&gt;</em>"), "{page}");
}

#[cfg(unix)]
#[test]
fn a_folder_that_has_become_a_link_is_not_read() {
    use luotsi::site::load::{read_again, read_folder};
    let (project, outside) =
        (Folder::with_guide("-- content/en/folder/page.md --\n---\ntitle: Page\n---\n"), Folder::new());
    std::fs::write(outside.path().join("page.md"), "a secret").unwrap();
    let files = read_folder(project.path()).unwrap();
    let folder = project.path().join("content/en/folder");
    assert!(files.contains_key("content/en/folder/page.md"));
    std::fs::remove_dir_all(&folder).unwrap();
    std::os::unix::fs::symlink(outside.path(), &folder).unwrap();
    // The preview hears of the file and looks at it by its path.
    for path in ["content/en/folder/page.md", "content/en/folder", "content"] {
        let files = read_again(project.path(), files.clone(), [path]).unwrap();
        assert!(!files.contains_key("content/en/folder/page.md"), "{path}");
    }
}
