//! The start tags of a finished page, with their ids and addresses.
//!
//! Reads what templates and our own writer make: HTML with quoted or bare attributes, comments, scripts. It builds no tree and mends
//! nothing (WHATWG HTML, 13.2.5, as far as tags and attributes go).

use std::borrow::Cow;

use memchr::{memchr, memmem};

/// Elements whose content is text up to their end tag.
const TEXT_ONLY: [&[u8]; 4] = [b"script", b"style", b"textarea", b"title"];

/// Calls `see` with the name and the value of every attribute of every start tag.
pub fn attributes<'h>(html: &'h str, mut see: impl FnMut(&'h str, Cow<'h, str>)) {
    let bytes = html.as_bytes();
    let mut at = 0;
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        at += found + 1;
        match bytes.get(at) {
            Some(b'!') if bytes[at..].starts_with(b"!--") => at = after(bytes, at + 3, b"-->"),
            Some(first) if first.is_ascii_alphabetic() => at = tag(html, at, &mut see),
            Some(b'!' | b'/' | b'?') => at = after(bytes, at, b">"),
            _ => {}
        }
    }
}

/// Reads one start tag; returns where the text after it begins.
fn tag<'h>(html: &'h str, start: usize, see: &mut impl FnMut(&'h str, Cow<'h, str>)) -> usize {
    let bytes = html.as_bytes();
    let mut at = until(bytes, start, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>'));
    let name = &bytes[start..at];
    loop {
        at = until(bytes, at, |byte| !byte.is_ascii_whitespace() && byte != b'/');
        match bytes.get(at) {
            None => return at,
            Some(b'>') => break,
            Some(_) => {}
        }
        let key = at;
        at = until(bytes, at + 1, |byte| byte.is_ascii_whitespace() || matches!(byte, b'/' | b'>' | b'='));
        let key = &html[key..at];
        let equals = until(bytes, at, |byte| !byte.is_ascii_whitespace());
        if bytes.get(equals) != Some(&b'=') {
            see(key, Cow::Borrowed(""));
            continue;
        }
        let (value, end) = value(html, until(bytes, equals + 1, |byte| !byte.is_ascii_whitespace()));
        see(key, decoded(value));
        at = end;
    }
    let is_text = TEXT_ONLY.iter().any(|one| name.eq_ignore_ascii_case(one));
    if is_text { end_of(bytes, at, name) } else { at + 1 }
}

/// An attribute's value as written, and where it ends.
fn value(html: &str, at: usize) -> (&str, usize) {
    let bytes = html.as_bytes();
    match bytes.get(at) {
        Some(quote @ (b'"' | b'\'')) => {
            let end = memchr(*quote, &bytes[at + 1..]).map_or(bytes.len(), |length| at + 1 + length);
            (&html[at + 1..end], (end + 1).min(bytes.len()))
        }
        _ => {
            let end = until(bytes, at, |byte| byte.is_ascii_whitespace() || byte == b'>');
            (&html[at..end], end)
        }
    }
}

/// Character references as templates and our own writer make them.
fn decoded(value: &str) -> Cow<'_, str> {
    if !value.contains('&') {
        return Cow::Borrowed(value);
    }
    let pairs = [("&quot;", "\""), ("&#39;", "'"), ("&#x27;", "'"), ("&#x2F;", "/"), ("&lt;", "<"), ("&gt;", ">")];
    let text = pairs.iter().fold(value.to_string(), |text, (written, meant)| text.replace(written, meant));
    Cow::Owned(text.replace("&amp;", "&"))
}

fn until(bytes: &[u8], at: usize, is_end: impl Fn(u8) -> bool) -> usize {
    bytes[at..].iter().position(|byte| is_end(*byte)).map_or(bytes.len(), |length| at + length)
}

fn after(bytes: &[u8], at: usize, mark: &[u8]) -> usize {
    memmem::find(&bytes[at..], mark).map_or(bytes.len(), |length| at + length + mark.len())
}

/// Where the end tag of an element begins.
fn end_of(bytes: &[u8], mut at: usize, name: &[u8]) -> usize {
    while let Some(found) = memmem::find(&bytes[at..], b"</") {
        at += found;
        if bytes[at + 2..].get(..name.len()).is_some_and(|one| one.eq_ignore_ascii_case(name)) {
            return at;
        }
        at += 2;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::attributes;

    fn seen(html: &str) -> Vec<(String, String)> {
        let mut all = Vec::new();
        attributes(html, |name, value| all.push((name.to_string(), value.into_owned())));
        all
    }

    #[test]
    fn attributes_are_read_as_browsers_read_them() {
        let pair = |name: &str, value: &str| (name.to_string(), value.to_string());
        assert_eq!(
            seen(r#"<!DOCTYPE html><!-- <a href="no"> --><a HREF = 'x y' id=a/b disabled>a < b</a id="no"><br/>"#),
            [pair("HREF", "x y"), pair("id", "a/b"), pair("disabled", "")]
        );
        assert_eq!(
            seen(r#"<script src="s">"<a href='no'>"</script ><p title="&lt;a href=&quot;no&quot;&gt; &amp;amp;">"#),
            [pair("src", "s"), pair("title", "<a href=\"no\"> &amp;")]
        );
        for cut in ["<", "<a", "<a href", "<a href=", "<a href=\"x", "<!--", "<script>", "<a href='"] {
            seen(cut);
        }
    }
}
