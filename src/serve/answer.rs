//! From a request to its answer: what is at an address now. Nothing is read from disk.

use std::sync::Arc;

use super::reload;
use super::request::Request;
use super::response::Response;
use super::stage::Shown;
use crate::base::path::{SitePath, decode};
use crate::engine::artifact::{Artifact, Artifacts};
use crate::formats::head::POLICY;

/// How a request is answered.
pub(super) enum Answer {
    /// At once.
    With(Response),
    /// By a stream that tells what changes at this address.
    Follow(String),
}

/// What is found at an address.
pub(super) enum Found<'s> {
    /// A file, by its path.
    File(String, &'s Artifact),
    /// Nothing, but a page with a `/` more: its whole address.
    Folder(String),
    /// Nothing; the site's own page that says so.
    Nothing(Option<&'s Artifact>),
}

impl<'s> Found<'s> {
    /// Looks for a path as it stands in a request.
    pub(super) fn at(path: &str, artifacts: &'s Artifacts) -> Found<'s> {
        let file = file(path);
        if let Some(artifact) = artifacts.get(&file) {
            return Found::File(file, artifact);
        }
        let folder = SitePath::new(format!("{file}/index.html"));
        match folder.filter(|folder| artifacts.get(folder.as_str()).is_some()) {
            Some(folder) => Found::Folder(format!("/{}", folder.address())),
            None => Found::Nothing(artifacts.get("404.html")),
        }
    }
}

/// The file that a path, as it stands in a request, asks for.
pub(super) fn file(path: &str) -> String {
    let decoded = decode(path.strip_prefix('/').unwrap_or(path));
    if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded }
}

/// Answers a request that is meant for us.
pub(super) fn answer(request: &Request, shown: &Shown) -> Answer {
    if !matches!(request.method.as_str(), "GET" | "HEAD") {
        return Answer::With(Response::plain(405, "A preview can only be read.").with("Allow", "GET, HEAD"));
    }
    let own = |media_type: &str, text: &str| Answer::With(Response::new(200, media_type, text.as_bytes()).cut(request));
    match request.path.as_str() {
        reload::EVENTS if request.method == "GET" => Answer::Follow(decode(&request.query)),
        reload::EVENTS => {
            Answer::With(Response::new(200, "text/event-stream", Vec::new()).with("Cache-Control", "no-store"))
        }
        reload::SCRIPT => own("text/javascript; charset=utf-8", reload::RELOAD_JS),
        reload::STYLE => own("text/css; charset=utf-8", reload::OVERLAY_CSS),
        path => Answer::With(page(request, path, shown)),
    }
}

fn page(request: &Request, path: &str, shown: &Shown) -> Response {
    let site = shown.site(path).unwrap_or(&shown.artifacts);
    let (status, name, bytes) = match Found::at(path, site) {
        Found::File(name, artifact) => (200, name, Arc::clone(&artifact.bytes)),
        Found::Folder(address) => {
            return Response::plain(308, "The page is at the address with a / at its end.").with("Location", address);
        }
        Found::Nothing(Some(page)) => (404, "404.html".to_string(), Arc::clone(&page.bytes)),
        Found::Nothing(None) => (404, "404.html".to_string(), reload::NOTHING_YET.as_bytes().into()),
    };
    let body = match std::str::from_utf8(&bytes) {
        Ok(html) if name.ends_with(".html") => {
            reload::dress(html, path, site, shown.trouble.as_deref()).into_bytes().into()
        }
        _ => bytes,
    };
    let mut response = Response::new(status, media_type(&name), body);
    for (name, value) in site_headers(site) {
        response = response.with(&name, value);
    }
    // No page of another site has business with a preview.
    response = response.with("Cross-Origin-Resource-Policy", "same-origin");
    if status == 200 { response.cut(request) } else { response.with("Cache-Control", "no-store") }
}

/// The headers that the site asks its host for on every page, so that the preview behaves as the host will.
fn site_headers(artifacts: &Artifacts) -> Vec<(String, String)> {
    let file = artifacts.get("_headers").map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let rules = file.unwrap_or_else(|| format!("/*\n  Content-Security-Policy: {POLICY}\n"));
    let every = rules.split("\n\n").find_map(|rule| rule.strip_prefix("/*\n")).unwrap_or_default();
    every
        .lines()
        .filter_map(|line| line.trim().split_once(": "))
        .map(|(name, value)| (name.to_string(), value.to_string()))
        .collect()
}

fn media_type(name: &str) -> &'static str {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ttf" => "font/ttf",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "wav" => "audio/wav",
        "m4a" => "audio/mp4",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "vtt" => "text/vtt; charset=utf-8",
        "pdf" => "application/pdf",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        "ics" => "text/calendar; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "xml" => "application/xml",
        "zip" => "application/zip",
        "txt" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The types as IANA lists them; [`Response`] forbids browsers to guess, so a wrong one is a file that does not open.
    #[test]
    fn files_have_the_types_that_programs_know_them_by() {
        for (name, expected) in [
            ("a/index.html", "text/html; charset=utf-8"),
            ("a.CSS", "text/css; charset=utf-8"),
            ("a.mjs", "text/javascript; charset=utf-8"),
            ("form.pdf", "application/pdf"),
            ("form.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            ("survey.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("slides.odp", "application/vnd.oasis.opendocument.presentation"),
            ("codes.csv", "text/csv; charset=utf-8"),
            ("days.ics", "text/calendar; charset=utf-8"),
            ("photo.JPG", "image/jpeg"),
            ("photo.png", "image/png"),
            ("icon.svg", "image/svg+xml"),
            ("talk.mp3", "audio/mpeg"),
            ("film.mp4", "video/mp4"),
            ("film.vtt", "text/vtt; charset=utf-8"),
            ("a.woff2", "font/woff2"),
            ("schema.json", "application/json"),
            ("app.webmanifest", "application/manifest+json"),
            ("sitemap.xml", "application/xml"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("_headers", "text/plain; charset=utf-8"),
            ("a.unheard-of", "application/octet-stream"),
        ] {
            assert_eq!(media_type(name), expected, "{name}");
        }
    }
}
