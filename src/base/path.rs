//! Paths of the finished site, and relative addresses between them.

use std::fmt;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use unicode_normalization::UnicodeNormalization;

/// What a URL path segment may not hold literally (RFC 3986, section 3.3).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\\');

/// What a value of a query may not hold literally: all but the unreserved characters (RFC 3986, section 2.3).
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// A file of the site: relative, `/` between its parts, none of them empty, `.` or `..`, without control characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SitePath(String);

impl SitePath {
    /// Checks a path; `None` when it could leave the site or is not a file's.
    pub fn new(path: impl Into<String>) -> Option<SitePath> {
        let path = path.into();
        let is_part = |part: &str| !part.is_empty() && part != "." && part != "..";
        let clean = !path.contains(|one: char| one == '\\' || one.is_control()) && path.split('/').all(is_part);
        clean.then_some(SitePath(path))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of another file in the same folder.
    pub fn sibling(&self, name: &str) -> Option<SitePath> {
        SitePath::new(format!("{}{name}", self.folder()))
    }

    /// What two paths share when some disk could not hold both: case and Unicode form are folded.
    pub fn folded(&self) -> String {
        if self.0.is_ascii() {
            return self.0.to_ascii_lowercase();
        }
        self.0.nfc().flat_map(char::to_lowercase).nfc().collect()
    }

    /// The folder part, with its `/` at the end; empty at the root.
    fn folder(&self) -> &str {
        self.0.rfind('/').map_or("", |at| &self.0[..=at])
    }

    /// The address of this file from the root, percent-encoded; `index.html` is left out.
    pub fn address(&self) -> String {
        encode(
            self.0.strip_suffix("index.html").filter(|rest| rest.is_empty() || rest.ends_with('/')).unwrap_or(&self.0),
        )
    }

    /// The relative address of `self` as written in the page `from`.
    pub fn relative_to(&self, from: &SitePath, style: Addresses) -> String {
        let mut base = from.folder();
        let mut target = self.0.as_str();
        while let (Some((head, rest)), Some((base_head, base_rest))) = (target.split_once('/'), base.split_once('/')) {
            if head != base_head {
                break;
            }
            (target, base) = (rest, base_rest);
        }
        let up = "../".repeat(base.matches('/').count());
        let target = match style {
            Addresses::Folders if target == "index.html" => "",
            Addresses::Folders => target.strip_suffix("/index.html").map_or(target, |folder| &target[..=folder.len()]),
            Addresses::Files => target,
        };
        match format!("{up}{}", encode(target)) {
            empty if empty.is_empty() => "./".to_string(),
            // `a:b` would be read as a scheme.
            colon if colon.split('/').next().is_some_and(|first| first.contains(':')) => format!("./{colon}"),
            address => address,
        }
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// How addresses of pages end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Addresses {
    /// With the folder, as a web host serves them: `steps/`.
    Folders,
    /// With the file, as a disk opens them: `steps/index.html`.
    Files,
}

/// Percent-encodes a path, keeping its `/`.
pub fn encode(path: &str) -> String {
    utf8_percent_encode(path, SEGMENT).to_string()
}

/// Percent-encodes a value of a query: everything but letters, digits and `-._~`.
pub fn encode_value(value: &str) -> String {
    utf8_percent_encode(value, VALUE).to_string()
}

/// Undoes [`encode`]; what is no UTF-8 becomes replacement characters.
pub fn decode(path: &str) -> String {
    if !path.contains('%') {
        return path.to_string();
    }
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// Words for an address: lower case, accents dropped, everything but letters and digits becomes one `-`.
pub fn slugify(text: &str) -> String {
    let mut slug = String::new();
    // U+0300 to U+036F are the combining marks of Latin, Greek and Cyrillic letters.
    for character in text.nfd().filter(|&one| !('\u{300}'..='\u{36f}').contains(&one)).nfc() {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// Whether a word can be part of an address as it stands: lower-case ASCII letters, digits, `-` between them.
pub fn is_slug(word: &str) -> bool {
    !word.is_empty()
        && !word.starts_with('-')
        && !word.ends_with('-')
        && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn relative(from: &str, to: &str) -> String {
        let path = |text: &str| SitePath::new(text).expect("a clean path");
        path(to).relative_to(&path(from), Addresses::Folders)
    }

    #[test]
    fn addresses_are_relative_to_the_page() {
        assert_eq!(relative("fi/vaiheet/index.html", "fi/vaiheet/sopimus/index.html"), "sopimus/");
        assert_eq!(relative("fi/vaiheet/sopimus/index.html", "fi/vaiheet/index.html"), "../");
        assert_eq!(relative("fi/a/index.html", "fi/a/index.html"), "./");
        assert_eq!(relative("fi/a/index.html", "sv/b/index.html"), "../../sv/b/");
        assert_eq!(relative("index.html", "fi/index.html"), "fi/");
        assert_eq!(relative("fi/index.html", "media/kuva 1.png"), "../media/kuva%201.png");
        assert_eq!(relative("fi/index.html", "index.html"), "../");
    }

    #[test]
    fn a_path_cannot_leave_the_site() {
        for bad in ["../x", "a/../b", "/a", "a//b", "", "a\\b", "./a"] {
            assert_eq!(SitePath::new(bad), None, "{bad}");
        }
    }

    #[test]
    fn slugs_drop_accents_and_keep_other_scripts() {
        assert_eq!(slugify("Mitä työuramentorointi on?"), "mita-tyouramentorointi-on");
        assert_eq!(slugify("  3. Åbo & Öst "), "3-abo-ost");
        assert_eq!(slugify("ما هو الإرشاد؟"), "ما-هو-الإرشاد");
    }
}
