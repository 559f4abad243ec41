//! Style sheet, icon, pictures, and the headers that a host should send.

use super::head::POLICY;
use super::{Planning, Tools, View, ready};
use crate::base::path::SitePath;
use crate::base::source::Span;
use crate::engine::job::Job;

/// Files of `content/static/` go to the root of the site under their own names.
const STATIC: &str = "static/";

/// Plans all files that are no pages.
pub fn plan(planning: &Planning, jobs: &mut Vec<Job<Tools, View>>) {
    let origin = Span::start_of(planning.site.config.source);
    let mut add = |path: &str, bytes: Vec<u8>| {
        if let Some(path) = SitePath::new(path) {
            jobs.push(Job { path, view: View::Ready(bytes), make: ready, origin, key: None });
        }
    };
    let style = planning.theme.style(planning.sources);
    add(&style.path, style.bytes.to_vec());
    for script in
        [planning.theme.script(planning.sources), planning.theme.text_script(planning.sources)].iter().flatten()
    {
        add(&script.path, script.bytes.to_vec());
    }
    for asset in planning.theme.assets() {
        add(&asset.path, asset.bytes.to_vec());
    }
    for (path, bytes) in &planning.site.media {
        add(path.strip_prefix(STATIC).unwrap_or(path), bytes.to_vec());
    }
    add("_headers", headers().into_bytes());
}

/// In the format that Netlify and Cloudflare Pages read; other hosts' settings can be copied from it.
fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n  Cross-Origin-Opener-Policy: same-origin\n\n\
         /assets/style-*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}
