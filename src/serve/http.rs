//! Answers requests from memory. Loopback only; only GET and HEAD; nothing is read from disk.

use std::io::{Cursor, Read, Write};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow};
use tiny_http::{Header, Method, Request, Response, StatusCode};

use super::{Stage, overlay};
use crate::base::path::decode;

/// Threads that answer; one more for each browser that listens for changes.
const THREADS: usize = 8;
/// More listening browsers than a person has open.
const MOST_LISTENERS: usize = 64;
/// A line sent now and then, so that closed browsers are noticed.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// The listening server.
pub(super) struct Server {
    address: SocketAddr,
}

impl Server {
    /// Listens and answers in threads of its own.
    pub(super) fn start(host: IpAddr, port: u16, stage: &Arc<Stage>) -> Result<Server> {
        let server = tiny_http::Server::http(SocketAddr::new(host, port)).map_err(|error| {
            anyhow!(
                "port {port} cannot be used ({error}); another program may have it, try --port {}",
                port.saturating_add(1)
            )
        })?;
        let address = server.server_addr().to_ip().ok_or_else(|| anyhow!("the preview has no address"))?;
        let server = Arc::new(server);
        let listeners = Arc::new(());
        for _ in 0..THREADS {
            let (server, stage, listeners) = (Arc::clone(&server), Arc::clone(stage), Arc::clone(&listeners));
            std::thread::spawn(move || {
                while let Ok(request) = server.recv() {
                    answer(request, &stage, &listeners);
                }
            });
        }
        Ok(Server { address })
    }

    /// The address to open.
    pub(super) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }
}

fn answer(request: Request, stage: &Arc<Stage>, listeners: &Arc<()>) {
    if !is_for_us(&request) {
        respond(request, 403, "text/plain; charset=utf-8", b"This preview answers only to this machine.".to_vec());
        return;
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        let allow = Header::from_bytes("Allow", "GET, HEAD").expect("a plain header");
        let _ = request.respond(Response::from_string("").with_status_code(405).with_header(allow));
        return;
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default().to_string();
    match path.as_str() {
        overlay::EVENTS if Arc::strong_count(listeners) < THREADS + MOST_LISTENERS => {
            let (stage, listener) = (Arc::clone(stage), Arc::clone(listeners));
            std::thread::spawn(move || {
                listen(request, &stage);
                drop(listener);
            });
        }
        overlay::SCRIPT => respond(request, 200, "text/javascript; charset=utf-8", overlay::RELOAD_JS.into()),
        overlay::STYLE => respond(request, 200, "text/css; charset=utf-8", overlay::OVERLAY_CSS.into()),
        _ => page(request, &path, stage),
    }
}

/// A page of another site could make a browser ask us under its own name (DNS rebinding); it is refused.
fn is_for_us(request: &Request) -> bool {
    let host = request.headers().iter().find(|header| header.field.equiv("Host")).map(|header| header.value.as_str());
    let name = host.map(|host| host.rsplit_once(':').map_or(host, |(name, _)| name));
    matches!(name, Some("localhost" | "127.0.0.1" | "[::1]"))
}

fn page(request: Request, path: &str, stage: &Stage) {
    let (artifacts, trouble, version) =
        stage.with(|shown| (Arc::clone(&shown.artifacts), shown.trouble.clone(), shown.version));
    let decoded = decode(path.trim_start_matches('/'));
    let file =
        if decoded.is_empty() || decoded.ends_with('/') { format!("{decoded}index.html") } else { decoded.clone() };
    let folder = format!("{decoded}/index.html");
    let (status, name, bytes) = match (artifacts.get(&file), artifacts.get(&folder)) {
        (Some(found), _) => (200, file.as_str(), Arc::clone(&found.bytes)),
        (None, Some(_)) => {
            // A single `/` in front: two would lead to another host.
            let address = format!("/{}/", path.trim_matches('/'));
            let location = Header::from_bytes("Location", address).expect("a request's own path is a header");
            let _ = request.respond(Response::from_string("").with_status_code(308).with_header(location));
            return;
        }
        (None, None) => match artifacts.get("404.html") {
            Some(found) => (404, "404.html", Arc::clone(&found.bytes)),
            None => (404, "404.html", overlay::nothing_yet().as_bytes().into()),
        },
    };
    let body = match std::str::from_utf8(&bytes) {
        Ok(html) if name.ends_with(".html") => overlay::dress(html, version, &trouble).into_bytes(),
        _ => bytes.to_vec(),
    };
    respond(request, status, media_type(name), body);
}

fn respond(request: Request, status: u16, media_type: &str, body: Vec<u8>) {
    let header = |name: &str, value: &str| Header::from_bytes(name, value).expect("a plain header");
    let length = body.len();
    let headers = vec![
        header("Content-Type", media_type),
        header("Cache-Control", "no-store"),
        header("X-Content-Type-Options", "nosniff"),
    ];
    let body: Box<dyn Read + Send> =
        if *request.method() == Method::Head { Box::new(std::io::empty()) } else { Box::new(Cursor::new(body)) };
    let _ = request.respond(Response::new(StatusCode(status), headers, body, Some(length), None));
}

/// Tells one browser of every new version, until it goes away.
fn listen(request: Request, stage: &Stage) {
    // The library would buffer a response of unknown length, so the header is written by hand.
    let mut stream = request.into_writer();
    let head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nCache-Control: no-store\r\nConnection: close\r\n\r\n";
    let mut seen = stage.with(|shown| shown.version);
    let mut send = |text: &str| stream.write_all(text.as_bytes()).and_then(|()| stream.flush()).is_ok();
    if !send(&format!("{head}data: {seen}\n\n")) {
        return;
    }
    loop {
        let version = stage.wait(seen, HEARTBEAT);
        let line = if version == seen { ": still here\n\n".to_string() } else { format!("data: {version}\n\n") };
        seen = version;
        if !send(&line) {
            return;
        }
    }
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "pdf" => "application/pdf",
        "json" => "application/json",
        "xml" => "application/xml",
        "txt" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
