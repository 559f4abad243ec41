//! The tree as plain text, for titles, descriptions, the search of words and the digest of meaning.

use super::tree::Inline;

/// Running text without its markup.
pub fn plain(text: &[Inline]) -> String {
    let mut plain = String::new();
    push(text, &mut plain);
    plain
}

fn push(text: &[Inline], plain: &mut String) {
    for inline in text {
        match inline {
            Inline::Text(words) | Inline::Code(words) => plain.push_str(words),
            Inline::Variable(name, _) => plain.push_str(&format!("{{{{ {name} }}}}")),
            Inline::HardBreak => plain.push(' '),
            Inline::Footnote(_) | Inline::Html(..) => {}
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => push(inner, plain),
            Inline::Link(link) => push(&link.text, plain),
            Inline::Image(image) => push(&image.alt, plain),
        }
    }
}
