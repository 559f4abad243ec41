//! Style sheet, icon, pictures, and the headers that a host should send.

use std::sync::Arc;

use super::head::POLICY;
use super::{File, Planning, ready};
use crate::base::path::SitePath;
use crate::base::source::Span;
use crate::site::routes::media_path;

/// Plans all files that are no pages.
pub fn plan<'a>(planning: &'a Planning<'a>, jobs: &mut Vec<File<'a>>) {
    let origin = Span::start_of(planning.site.config.source);
    let tools = planning.tools;
    let mut add = |path: Option<SitePath>, bytes: Arc<[u8]>| jobs.extend(path.map(|path| ready(path, bytes, origin)));
    for own in [Some(&tools.style), tools.script.as_ref(), tools.text_script.as_ref()].into_iter().flatten() {
        add(SitePath::new(&*own.path), Arc::clone(&own.bytes));
    }
    for asset in planning.theme.assets() {
        add(SitePath::new(&*asset.path), asset.bytes);
    }
    for (path, bytes) in &planning.site.media {
        add(media_path(path), Arc::clone(bytes));
    }
    add(SitePath::new("_headers"), headers().into_bytes().into());
}

/// In the format that Netlify and Cloudflare Pages read; other hosts' settings can be copied from it.
fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {POLICY}; frame-ancestors 'none'\n  X-Content-Type-Options: nosniff\n  Referrer-Policy: no-referrer\n  \
         Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\n  Cross-Origin-Opener-Policy: same-origin\n\n\
         /assets/style-*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
}
