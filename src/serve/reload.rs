//! What the preview adds to a page on its way out, and what it tells the browsers that show the page.
//!
//! Artifacts stay the same bytes as in `build`; only answers differ. Nothing is told but a page's present state, so a browser
//! that was away, or a preview that was started again, needs no history: a page that is the same is left alone.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde::Serialize;

use super::answer::Found;
use super::stage::{Stage, Trouble};
use crate::base::digest::Digest;
use crate::base::path::SitePath;
use crate::engine::artifact::Artifacts;
use crate::markup::html::escaped;

/// Where the preview's own files are.
const OWN: &str = "/__luotsi/";
/// Where a browser hears of changes; the address of its page is the query.
pub(super) const EVENTS: &str = "/__luotsi/events";
/// Where the reload script is: a file, so that the pages' own policy lets it run.
pub(super) const SCRIPT: &str = "/__luotsi/reload.js";
/// Where the style of the messages is.
pub(super) const STYLE: &str = "/__luotsi/messages.css";

pub(super) const RELOAD_JS: &str = include_str!("reload.js");
pub(super) const OVERLAY_CSS: &str = include_str!("messages.css");

/// The page shown while there is no good version yet.
pub(super) const NOTHING_YET: &str = "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">\
     <title>Luotsi</title></head>\n<body><main><h1>There is no page to show yet</h1></main></body>\n</html>\n";

/// How often it is looked whether a browser is still there.
const GLANCE: Duration = Duration::from_millis(250);
/// After so many looks a line is sent, so that a network that was cut is noticed too.
const HEARTBEAT: u32 = 40;

/// What a browser must know to tell whether it shows what is there.
#[derive(PartialEq, Eq, Serialize)]
struct State {
    /// The digest of the page without its style sheets, and of the pictures and scripts in it.
    page: String,
    /// Its style sheets: their addresses, and digests of their content.
    styles: Vec<(String, String)>,
    /// The digest of the messages; empty without.
    messages: String,
}

impl State {
    fn of(path: &str, site: &Artifacts, trouble: Option<&Trouble>) -> State {
        let messages = trouble.map(|trouble| Digest::of(messages(trouble).as_bytes()).short());
        let (name, bytes) = match Found::at(path, site) {
            Found::File(name, page) => (name, &*page.bytes),
            Found::Nothing(Some(page)) => ("404.html".to_string(), &*page.bytes),
            Found::Folder(_) | Found::Nothing(None) => (String::new(), NOTHING_YET.as_bytes()),
        };
        let html = String::from_utf8_lossy(bytes);
        let content = |address: &str| {
            let file = target(&name, address).and_then(|target| site.get(&target));
            file.map(|file| Digest::of(&file.bytes).short()).unwrap_or_default()
        };
        let styles: Vec<_> = styles(&html).map(|address| (address.to_string(), content(address))).collect();
        let mut page = html.to_string();
        for (address, _) in &styles {
            page = page.replace(address.as_str(), "");
        }
        let parts: BTreeSet<&str> = values(&html, " src=\"").collect();
        parts.into_iter().for_each(|address| page.push_str(&content(address)));
        State { page: Digest::of(page.as_bytes()).short(), styles, messages: messages.unwrap_or_default() }
    }
}

/// Whether a path is one of the preview's own.
pub(super) fn is_own(path: &str) -> bool {
    path.starts_with(OWN)
}

/// The values of an attribute, as the site's pages write them: in double quotes.
fn values<'h>(html: &'h str, start: &'h str) -> impl Iterator<Item = &'h str> {
    html.split(start).skip(1).filter_map(|rest| rest.split('"').next())
}

/// The addresses of a page's style sheets.
fn styles(html: &str) -> impl Iterator<Item = &str> {
    let links = html.split("<link ").skip(1).filter_map(|rest| rest.split('>').next());
    links.filter(|link| link.contains("rel=\"stylesheet\"")).filter_map(|link| values(link, "href=\"").next())
}

/// The file of the site that an address in the file `from` leads to.
fn target(from: &str, address: &str) -> Option<String> {
    let path = crate::base::path::decode(address.split(['?', '#']).next()?);
    let (mut parts, rest) = match path.strip_prefix('/') {
        Some(rest) => (Vec::new(), rest),
        None => (from.split('/').collect(), path.as_str()),
    };
    parts.pop();
    for part in rest.split('/') {
        match part {
            ".." => _ = parts.pop(),
            "." => {}
            other => parts.push(other),
        }
    }
    SitePath::new(parts.join("/")).map(|path| path.as_str().to_string())
}

/// A page with the reload script, and the messages if something is wrong.
pub(super) fn dress(html: &str, path: &str, site: &Artifacts, trouble: Option<&Trouble>) -> String {
    let state = serde_json::to_string(&State::of(path, site, trouble)).expect("strings are JSON");
    let script = format!("<script src=\"{SCRIPT}\" data-state=\"{}\"></script>\n", escaped(&state));
    let messages = trouble.map(messages).unwrap_or_default();
    // First in the body, so that the keyboard meets the messages first; the script last, when all else is there.
    let start = html.find("<body").and_then(|body| Some(body + html[body..].find('>')? + 1)).unwrap_or(0);
    let end = html.rfind("</body>").unwrap_or(html.len()).max(start);
    format!("{}{messages}{}{script}{}", &html[..start], &html[start..end], &html[end..])
}

fn messages(trouble: &Trouble) -> String {
    format!(
        "<section id=\"luotsi-messages\" lang=\"en\" dir=\"ltr\" aria-labelledby=\"luotsi-title\"><link rel=\"stylesheet\" href=\"{STYLE}\">\
         <div role=\"alert\"><h2 id=\"luotsi-title\">{}</h2></div><pre tabindex=\"0\" role=\"group\" aria-label=\"Messages\">{}</pre></section>",
        escaped(&trouble.title),
        escaped(trouble.text.trim_end())
    )
}

/// Tells one browser of its page's state, now and whenever it changes, until the browser goes away.
pub(super) fn follow(mut stream: &TcpStream, path: &str, stage: &Stage) -> io::Result<()> {
    let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\n\
                X-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 500\n\n";
    // A browser that takes nothing in until the time is up is let go: it comes back by itself.
    stream.write_all(head.as_bytes())?;
    let mut shown = stage.now();
    let mut told = None;
    for turn in 0_u32.. {
        // Before the first build there is nothing to tell: a page from an earlier preview may well be the same.
        let is_news = shown.version > 0 && told.as_ref().is_none_or(|(version, _)| *version != shown.version);
        stage.look_at(path);
        let site = if is_news { shown.site(path) } else { None };
        let state = site.map(|site| State::of(path, site, shown.trouble.as_deref()));
        match state {
            Some(state) if told.as_ref().is_none_or(|(_, before)| *before != state) => {
                let messages = shown.trouble.as_deref().map(messages).unwrap_or_default();
                let event = serde_json::json!({ "state": state, "messages": messages });
                stream.write_all(format!("data: {event}\n\n").as_bytes())?;
                told = Some((shown.version, state));
            }
            Some(state) => told = Some((shown.version, state)),
            None if turn % HEARTBEAT == 0 => stream.write_all(b": still here\n\n")?,
            None => {}
        }
        if has_left(stream)? {
            break;
        }
        let seen = shown.version;
        // Only the newest site is held while waiting.
        shown = stage.next(seen, GLANCE);
    }
    Ok(())
}

/// Whether the other end has closed the connection.
fn has_left(stream: &TcpStream) -> io::Result<bool> {
    stream.set_nonblocking(true)?;
    let seen = stream.peek(&mut [0]);
    stream.set_nonblocking(false)?;
    Ok(match seen {
        Ok(bytes) => bytes == 0,
        Err(error) => error.kind() != io::ErrorKind::WouldBlock,
    })
}

/// How many pages and how many other files differ between two sites.
pub(super) fn differences(old: &Artifacts, new: &Artifacts) -> (usize, usize) {
    let is_same = |path: &SitePath, one: &[u8], other: &Artifacts| {
        other.get(path.as_str()).is_some_and(|other| std::ptr::eq(one, &*other.bytes) || one == &*other.bytes)
    };
    let changed = new.iter().filter(|(path, artifact)| !is_same(path, &artifact.bytes, old)).map(|(path, _)| path);
    let gone = old.iter().map(|(path, _)| path).filter(|path| new.get(path.as_str()).is_none());
    let (pages, others): (Vec<&SitePath>, _) = changed.chain(gone).partition(|path| path.as_str().ends_with(".html"));
    (pages.len(), others.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_in_a_page_lead_to_files() {
        for (from, address, file) in [
            ("fi/a/index.html", "../../assets/style-1.css", Some("assets/style-1.css")),
            ("fi/a/index.html", "/media/kuva%201.png?x#y", Some("media/kuva 1.png")),
            ("index.html", "./a.css", Some("a.css")),
            ("index.html", "../../../a.css", Some("a.css")),
            ("index.html", "//host/a.css", None),
        ] {
            assert_eq!(target(from, address).as_deref(), file, "{address}");
        }
    }
}
