//! Excuses: an author says that a warning is wrong about one place.

use std::ops::Range;

use super::source::{SourceId, Span};

/// A warning that is not to be told about a part of a file.
#[derive(Clone, Debug)]
pub struct Excuse {
    /// The code of the warning.
    pub code: String,
    /// Where the excuse is written.
    pub span: Span,
    /// The part of the file it is for; empty when nothing follows it.
    pub covers: Range<usize>,
}

/// The word that makes an excuse of a comment.
pub const WORD: &str = "allow:";

impl Excuse {
    /// The excuses of a comment whose content is `text[within]`: `allow: long-sentence, avoided-term`. Other comments have none.
    pub fn read(source: SourceId, text: &str, within: Range<usize>, covers: &Range<usize>) -> Vec<Excuse> {
        let content = &text[within.clone()];
        let Some(list) = content.trim_start().strip_prefix(WORD) else { return Vec::new() };
        let start = within.end - list.len();
        let mut excuses = Vec::new();
        let mut at = start;
        for part in list.split_inclusive(|one: char| one == ',' || one.is_whitespace()) {
            let code = part.trim_end_matches(|one: char| one == ',' || one.is_whitespace());
            if !code.is_empty() {
                let span = Span::new(source, at..at + code.len());
                excuses.push(Excuse { code: code.to_string(), span, covers: covers.clone() });
            }
            at += part.len();
        }
        excuses
    }
}
