//! Quotes, dashes and ellipses as each language sets them.

/// Opening and closing marks, first level and second (CLDR's delimiters; for languages without a row, English ones).
fn quotes(tag: &str) -> [char; 4] {
    match tag.split('-').next().unwrap_or(tag) {
        "fi" | "sv" | "bs" => ['”', '”', '’', '’'],
        "ar" | "fa" | "ckb" | "el" | "es" | "it" | "pt" | "nb" | "nn" | "no" | "fr" | "hy" | "uz" => {
            ['«', '»', '“', '”']
        }
        "uk" | "ru" | "be" => ['«', '»', '„', '“'],
        "de" | "cs" | "sk" | "sl" | "is" | "lt" | "et" | "bg" | "ka" | "mk" => ['„', '“', '‚', '‘'],
        "pl" | "ro" | "hr" | "hu" | "sq" => ['„', '”', '«', '»'],
        "da" => ['”', '”', '’', '’'],
        "ja" | "zh" => ['「', '」', '『', '』'],
        _ => ['“', '”', '‘', '’'],
    }
}

/// Sets straight quotes, `--`, `---` and `...` in `text`; `before` is the character in front of it, if any.
///
/// A dash between words is the en dash, as the house style has it for every language here.
pub fn typeset(text: &str, tag: &str, before: Option<char>) -> String {
    if !text.bytes().any(is_mark) {
        return text.to_string();
    }
    let [open, close, inner_open, inner_close] = quotes(tag);
    let mut set = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.bytes().position(is_mark) {
        set.push_str(&rest[..at]);
        rest = &rest[at..];
        let previous = set.chars().next_back().or(before);
        let opens = || previous.is_none_or(|one| one.is_whitespace() || "([{–—-\u{a0}«“‘„”/".contains(one));
        let (piece, length) = match rest.as_bytes()[0] {
            b'"' => (if opens() { open } else { close }, 1),
            // An apostrophe is the same mark in all of these languages.
            b'\'' if previous.is_some_and(char::is_alphanumeric) && rest[1..].starts_with(char::is_alphanumeric) => {
                ('’', 1)
            }
            b'\'' => (if opens() { inner_open } else { inner_close }, 1),
            b'-' if rest.starts_with("---") => ('–', rest.len() - rest.trim_start_matches('-').len()),
            b'-' if rest.starts_with("--") => ('–', 2),
            // A longer row is for writing on.
            b'.' if rest.starts_with("...") && !rest.starts_with("....") && previous != Some('.') => ('…', 3),
            other => (char::from(other), 1),
        };
        set.push(piece);
        rest = &rest[length..];
    }
    set + rest
}

/// Whether a byte may begin something to set otherwise.
fn is_mark(byte: u8) -> bool {
    matches!(byte, b'"' | b'\'' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::typeset;

    #[test]
    fn quotes_follow_the_language() {
        let text = "\"Hei\", don't -- odota...";
        assert_eq!(typeset(text, "fi", None), "”Hei”, don’t – odota…");
        assert_eq!(typeset(text, "sv", None), "”Hei”, don’t – odota…");
        assert_eq!(typeset(text, "en", None), "“Hei”, don’t – odota…");
        assert_eq!(typeset("\"مرحبا\"", "ar", None), "«مرحبا»");
        assert_eq!(typeset("(\"x\")", "en", None), "(“x”)");
        assert_eq!(typeset("Nimi ........ ...", "fi", None), "Nimi ........ …");
    }

    #[test]
    fn a_quote_after_other_markup_knows_what_stood_before() {
        assert_eq!(typeset("\" and", "en", Some('d')), "” and");
        assert_eq!(typeset("a-b 2-5 well-known", "en", None), "a-b 2-5 well-known");
    }
}
