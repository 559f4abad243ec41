//! Characters that no font of the theme can draw, and where the author has written them.

use serde_json::Value;

use super::world::Press;
use crate::base::diag::{Diagnostic, Severity};
use crate::base::source::{Sources, Span};

/// The first character of a view that cannot be drawn, at its place in a source; `None` when all can be.
///
/// `origin` is the sheet's own document: it is searched first, then everything else that was read.
pub(super) fn missing(view: &[u8], press: &Press, sources: &Sources, origin: Span) -> Option<Diagnostic> {
    let view: Value = serde_json::from_slice(view).ok()?;
    let character = first(&view, &|one| !is_invisible(one) && !press.can_draw(one))?;
    let span = place(character, sources, origin);
    let code = u32::from(character);
    Some(Diagnostic {
        code: "missing-glyph",
        severity: Severity::Error,
        message: format!("no font of the theme can print \u{201c}{character}\u{201d} (U+{code:04X})"),
        span: span.unwrap_or(origin),
        notes: Vec::new(),
        help: Some("use another character, or put a font that has it into the theme\u{2019}s `fonts/`".to_string()),
    })
}

/// The first character of all texts for which `wanted` holds.
fn first(view: &Value, wanted: &impl Fn(char) -> bool) -> Option<char> {
    match view {
        Value::String(text) => text.chars().find(|one| wanted(*one)),
        Value::Array(items) => items.iter().find_map(|item| first(item, wanted)),
        Value::Object(entries) => entries.values().find_map(|item| first(item, wanted)),
        _ => None,
    }
}

/// Characters that only steer others: line ends, joiners, marks of direction, soft hyphens (Unicode's default ignorables).
fn is_invisible(one: char) -> bool {
    one.is_whitespace()
        || matches!(one, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn place(character: char, sources: &Sources, origin: Span) -> Option<Span> {
    let all = std::iter::once(origin.source).chain(sources.ids());
    all.into_iter().find_map(|id| {
        let start = sources.get(id).text.find(character)?;
        Some(Span::new(id, start..start + character.len_utf8()))
    })
}
