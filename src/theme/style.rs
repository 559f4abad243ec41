//! The style sheet without what only its writers need.

/// Takes comments, indentation and empty lines out of CSS; strings are left alone.
pub fn strip(css: &str) -> String {
    let mut stripped = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(character) = rest.chars().next() {
        let length = match character {
            '/' if rest.starts_with("/*") => {
                rest = rest[2..].find("*/").map_or("", |end| &rest[end + 4..]);
                continue;
            }
            '"' | '\'' => string_length(rest, character),
            '\n' => {
                rest = rest.trim_start();
                if !stripped.is_empty() && !stripped.ends_with('\n') {
                    stripped.push('\n');
                }
                continue;
            }
            other => other.len_utf8(),
        };
        stripped.push_str(&rest[..length]);
        rest = &rest[length..];
    }
    stripped
}

fn string_length(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            one if one == quote => return at + 1,
            _ => {}
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    #[test]
    fn comments_go_and_strings_stay() {
        let css = "/* why */\na {\n  content: \"/* not a comment */\";\n\n  color: red; /* x */\n}\n";
        assert_eq!(super::strip(css), "a {\ncontent: \"/* not a comment */\";\ncolor: red; \n}\n");
    }
}
