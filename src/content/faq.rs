//! Questions and answers: each second-level heading is a question, what follows is its answer.

use serde::Deserialize;

use crate::markup::tree::{Block, Heading, Tree};

/// Nothing beyond the common front matter.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Faq {}

/// A question of a page and its answer.
#[derive(Clone, Copy, Debug)]
pub struct Question<'t> {
    /// The question.
    pub heading: &'t Heading,
    /// The answer.
    pub answer: &'t [Block],
}

/// Cuts a body into what comes before the first question, and the questions.
pub fn questions(tree: &Tree) -> (&[Block], Vec<Question<'_>>) {
    let starts: Vec<usize> = (0..tree.blocks.len())
        .filter(|&at| matches!(&tree.blocks[at], Block::Heading(heading) if heading.level == 2))
        .collect();
    let ends = starts.iter().skip(1).copied().chain([tree.blocks.len()]);
    let mut questions = Vec::new();
    for (start, end) in starts.iter().copied().zip(ends) {
        if let Block::Heading(heading) = &tree.blocks[start] {
            questions.push(Question { heading, answer: &tree.blocks[start + 1..end] });
        }
    }
    (&tree.blocks[..starts.first().copied().unwrap_or(tree.blocks.len())], questions)
}
