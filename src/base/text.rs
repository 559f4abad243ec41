//! From the bytes of a file to a text: UTF-8, not too long, without characters that mislead.

use super::diag::Diagnostics;
use super::source::{Source, SourceId, Sources, Span, is_misleading};

/// The longest text: whole books are shorter, and every page and message takes time and memory in proportion.
const LARGEST: usize = 2_000_000;

/// Remembers a file's text as a source; a file that is too large or not UTF-8, and characters that only mislead, are
/// reported.
pub fn text(path: &str, bytes: &[u8], sources: &mut Sources, diags: &mut Diagnostics) -> Option<SourceId> {
    if bytes.len() > LARGEST {
        let (size, most) = (bytes.len() as f64 / 1e6, LARGEST / 1_000_000);
        diags
            .error(
                "too-large",
                Span::start_of(sources.add(path, "")),
                format!("this file has {size:.1} MB; a text file has at most {most} MB"),
            )
            .help("cut it into several files");
        return None;
    }
    if let Some(source) = sound(path, bytes) {
        return Some(sources.push(source));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(without_misleading(path, text, sources, diags)),
        Err(error) => {
            let good = std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default();
            let source = sources.add(path, good);
            diags
                .error(
                    "not-utf-8",
                    Span::new(source, good.len()..good.len()),
                    "this file is not UTF-8 text from here on",
                )
                .help("save it again as UTF-8");
            None
        }
    }
}

/// A file's text when there is nothing to say about it.
pub fn sound(path: &str, bytes: &[u8]) -> Option<Source> {
    let text = std::str::from_utf8(bytes).ok().filter(|text| text.len() <= LARGEST)?;
    let is_sound = !may_mislead(bytes) || text.chars().skip(1).all(|one| !is_misleading(one));
    is_sound.then(|| Source::new(path, text))
}

/// Whether bytes stand there that characters which mislead begin with; a quick look at texts that are mostly fine.
fn may_mislead(bytes: &[u8]) -> bool {
    let after = |at: usize, next: usize| bytes.get(at + next).copied().unwrap_or_default();
    bytes.iter().enumerate().any(|(at, byte)| match byte {
        0..=8 | 11 | 12 | 14..=31 | 127 => true,
        0xc2 => after(at, 1) < 0xa0,
        0xe2 => after(at, 1) == 0x80 && matches!(after(at, 2), 0xad | 0xae),
        0xef => after(at, 1) == 0xbb,
        _ => false,
    })
}

/// Reports characters that mislead, and puts spaces of the same length in their place.
fn without_misleading(path: &str, text: &str, sources: &mut Sources, diags: &mut Diagnostics) -> SourceId {
    let mut clean = String::with_capacity(text.len());
    let mut found = Vec::new();
    for (at, one) in text.char_indices() {
        if at > 0 && is_misleading(one) {
            found.push((at, one));
            clean.extend(std::iter::repeat_n(' ', one.len_utf8()));
        } else {
            clean.push(one);
        }
    }
    let source = sources.add(path, clean);
    for (at, one) in found {
        let code = u32::from(one);
        diags
            .error(
                "control-character",
                Span::new(source, at..at + one.len_utf8()),
                format!("an invisible character stands here (U+{code:04X})"),
            )
            .help("delete it; it often comes along when text is copied");
    }
    source
}
