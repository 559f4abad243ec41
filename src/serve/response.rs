//! One response: headers and bytes, cut to what the request wants of them.

use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use super::request::{Request, Wanted};
use crate::base::digest::Digest;

/// What is sent back.
pub(super) struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    bytes: Arc<[u8]>,
    part: Range<usize>,
}

impl Response {
    /// A response with a body.
    pub(super) fn new(status: u16, media_type: &str, bytes: impl Into<Arc<[u8]>>) -> Response {
        let bytes = bytes.into();
        let part = 0..bytes.len();
        Response { status, headers: Vec::new(), bytes, part }
            .with("Content-Type", media_type)
            .with("X-Content-Type-Options", "nosniff")
    }

    /// A status and a sentence.
    pub(super) fn plain(status: u16, sentence: &str) -> Response {
        Response::new(status, "text/plain; charset=utf-8", format!("{sentence}\n").into_bytes())
            .with("Cache-Control", "no-store")
    }

    /// Sets a header; the last word on it counts.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Response {
        self.headers.retain(|(other, _)| !other.eq_ignore_ascii_case(name));
        self.headers.push((name.to_string(), value.into()));
        self
    }

    /// The same for a client that may have it already, or wants a part only.
    pub(super) fn cut(self, request: &Request) -> Response {
        let tag = format!("\"{}\"", Digest::of(&self.bytes).short());
        let length = self.bytes.len();
        let mut response =
            self.with("ETag", tag.as_str()).with("Cache-Control", "no-cache").with("Accept-Ranges", "bytes");
        if request.if_none_match.as_deref().is_some_and(|known| knows(known, &tag)) {
            response.status = 304;
            response.part = 0..0;
            return response;
        }
        let is_current = request.if_range.as_ref().is_none_or(|range_of| *range_of == tag);
        let wanted = request.range.as_deref().filter(|_| is_current && request.method == "GET");
        match wanted.map_or(Wanted::All, |field| Wanted::of(field, length)) {
            Wanted::All => response,
            Wanted::Part(part) => {
                let (first, last) = (part.start, part.end - 1);
                response.status = 206;
                response.part = part;
                response.with("Content-Range", format!("bytes {first}-{last}/{length}"))
            }
            Wanted::Beyond => {
                Response::plain(416, "The file is shorter.").with("Content-Range", format!("bytes */{length}"))
            }
        }
    }

    /// Sends it.
    pub(super) fn send(&self, request: &Request, mut to: impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 304 {
            head.push_str(&format!("Content-Length: {}\r\n", self.part.len()));
        }
        head.push_str(if request.keeps_alive { "Connection: keep-alive\r\n\r\n" } else { "Connection: close\r\n\r\n" });
        let mut message = head.into_bytes();
        if request.method != "HEAD" {
            message.extend(&self.bytes[self.part.clone()]);
        }
        to.write_all(&message)
    }
}

/// Whether an `If-None-Match` names a version.
fn knows(field: &str, tag: &str) -> bool {
    field.split(',').map(str::trim).any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        206 => "Partial Content",
        304 => "Not Modified",
        308 => "Permanent Redirect",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        408 => "Request Timeout",
        416 => "Range Not Satisfiable",
        431 => "Request Header Fields Too Large",
        _ => "Unknown",
    }
}
