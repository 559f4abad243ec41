//! What the preview adds to a page on its way out: the reload script, and messages laid over it.
//!
//! Artifacts stay the same bytes as in `build`; only answers differ.

/// Where the browser hears that the site has changed.
pub(super) const EVENTS: &str = "/__luotsi/events";
/// Where the reload script is.
pub(super) const SCRIPT: &str = "/__luotsi/reload.js";
/// Where the overlay's style is.
pub(super) const STYLE: &str = "/__luotsi/overlay.css";

/// Reloads when the version changes; keeps the scroll position, as browsers do on a reload.
pub(super) const RELOAD_JS: &str = r#"const seen = document.currentScript.dataset.version;
const events = new EventSource("/__luotsi/events");
events.onmessage = (event) => { if (event.data !== seen) location.reload(); };
addEventListener("pagehide", () => events.close());
"#;

/// Works over any theme, in light, dark and forced colours.
pub(super) const OVERLAY_CSS: &str = "#luotsi-trouble{position:fixed;inset:auto 0 0 0;max-block-size:60vh;overflow:auto;z-index:9999;margin:0;padding:1rem;\
background:#1d1d1d;color:#fff;border-block-start:6px solid #e5484d;font:1rem/1.5 system-ui,sans-serif}\
#luotsi-trouble h2{margin:0 0 .5rem;font-size:1.125rem}#luotsi-trouble pre{margin:0;white-space:pre-wrap;font:.875rem/1.5 ui-monospace,monospace}";

/// A page with the reload script, and the messages if something is wrong.
pub(super) fn dress(page: &str, version: u64, trouble: &str) -> String {
    // The pages' own policy allows no scripts; the preview needs one of its own.
    let page = page.replacen("default-src 'none';", "default-src 'none'; script-src 'self';", 1);
    let mut extra = format!("<script src=\"{SCRIPT}\" data-version=\"{version}\"></script>");
    if !trouble.is_empty() {
        let text = crate::markup::html::escaped(trouble);
        extra.push_str(&format!(
            "<link rel=\"stylesheet\" href=\"{STYLE}\"><section id=\"luotsi-trouble\" lang=\"en\" dir=\"ltr\" role=\"alert\" tabindex=\"0\" aria-label=\"Mistakes\">\
             <h2>This is the last good version; the site has mistakes</h2><pre>{text}</pre></section>"
        ));
    }
    match page.rfind("</body>") {
        Some(at) => format!("{}{extra}{}", &page[..at], &page[at..]),
        None => page + &extra,
    }
}

/// The page shown while there is no good version yet.
pub(super) fn nothing_yet() -> &'static str {
    "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>Luotsi</title></head><body><main><h1>There is no page to show yet</h1></main></body></html>"
}
