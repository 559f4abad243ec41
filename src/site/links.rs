//! Where a link leads, as an author wrote it.
//!
//! Links between documents are relative paths to files, so that editors and code hosts can follow them.

use super::Site;
use crate::base::path::decode;
use crate::content::document::Document;
use crate::content::id::DocId;

/// What an author's link turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// Another document, and a heading in it.
    Document(DocId, Option<String>),
    /// A heading of the same page.
    Fragment(String),
    /// A file below `content/media/` or `content/static/`, by its path below `content/`.
    Media(String),
    /// Another site, a telephone number, an address of mail.
    Outside,
    /// An address that could run code or hide where it leads.
    Unsafe,
    /// Nothing that exists: the path it would have, below `content/`.
    Nowhere(String),
}

/// Schemes that lead out of the guide; anything else is refused.
const OUTSIDE: [&str; 5] = ["https:", "http:", "mailto:", "tel:", "sms:"];

impl Site {
    /// What the link `to` in `doc` leads to.
    pub fn target(&self, doc: &Document, to: &str) -> Target {
        if let Some(fragment) = to.strip_prefix('#') {
            return Target::Fragment(fragment.to_string());
        }
        if is_outside(to) {
            return Target::Outside;
        }
        if is_unsafe(to) {
            return Target::Unsafe;
        }
        let (path, fragment) = match to.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment.to_string())),
            None => (to, None),
        };
        let path = decode(path);
        let Some(joined) = join(folder(doc), &path) else { return Target::Nowhere(path) };
        if self.media.contains_key(&joined) {
            return Target::Media(joined);
        }
        let is_language = |tag: &str| self.languages().any(|lang| lang.tag() == tag);
        let Some((_, in_language)) = joined.split_once('/').filter(|(tag, _)| is_language(tag)) else {
            return Target::Nowhere(joined);
        };
        match DocId::of_file(in_language) {
            Ok(id) if self.is_file_of(in_language, &id) => Target::Document(id, fragment),
            _ => Target::Nowhere(joined),
        }
    }

    /// `a.md` and `a/index.md` would have one id; only the one that exists is meant.
    fn is_file_of(&self, path: &str, id: &DocId) -> bool {
        self.in_languages(id).any(|doc| doc.path == path)
    }

    /// Paths as links would write them, for suggestions.
    pub fn link_paths(&self) -> Vec<&str> {
        self.ids().filter_map(|id| self.in_languages(id).next()).map(|doc| doc.path.as_str()).collect()
    }
}

/// Whether an address leads out of the guide in a way that readers may be sent.
pub fn is_outside(to: &str) -> bool {
    scheme(to).is_some_and(|scheme| OUTSIDE.contains(&scheme.as_str()))
}

/// Whether an address could run code or hide where it leads.
pub fn is_unsafe(to: &str) -> bool {
    scheme(to).is_some_and(|scheme| !OUTSIDE.contains(&scheme.as_str()))
}

/// The scheme of an address, lower case, with its colon; control characters and spaces do not hide it.
fn scheme(to: &str) -> Option<String> {
    // Nearly all addresses are paths in plain letters.
    let is_plain = !to.bytes().any(|byte| matches!(byte, b':' | b'\\' | ..=b' ' | 0x7f..));
    if is_plain && !to.starts_with("//") {
        return None;
    }
    let clean: String = to.chars().filter(|one| !one.is_control() && !one.is_whitespace()).collect();
    if clean.starts_with("//") || clean.starts_with("\\") {
        return Some("//".to_string());
    }
    let (scheme, _) = clean.split_once(':')?;
    let is_scheme = scheme.starts_with(|one: char| one.is_ascii_alphabetic())
        && scheme.chars().all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one));
    is_scheme.then(|| format!("{}:", scheme.to_ascii_lowercase()))
}

/// The folder of a document's file, below `content/`.
fn folder(doc: &Document) -> Vec<&str> {
    let mut parts: Vec<&str> = std::iter::once(doc.lang.tag()).chain(doc.path.split('/')).collect();
    parts.pop();
    parts
}

fn join<'p>(folder: Vec<&'p str>, path: &'p str) -> Option<String> {
    let mut parts = if path.starts_with('/') { Vec::new() } else { folder };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => _ = parts.pop()?,
            other => parts.push(other),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::scheme;

    #[test]
    fn schemes_cannot_hide() {
        assert_eq!(scheme("java\nscript:alert(1)").as_deref(), Some("javascript:"));
        assert_eq!(scheme(" DATA:text/html,x").as_deref(), Some("data:"));
        assert_eq!(scheme("//evil.example").as_deref(), Some("//"));
        assert_eq!(scheme("../a:b.md"), None);
        assert_eq!(scheme("/\t/evil.example").as_deref(), Some("//"));
        assert_eq!(scheme("\u{a0}//evil.example").as_deref(), Some("//"));
        assert_eq!(scheme("../process/page.md#heading"), None);
        assert_eq!(scheme("meetings.md#x:y"), None);
    }
}
