//! The outline of a document: what its table of contents shows, and the parts between its headings.

use super::tree::{Block, Heading, Tree};

/// A heading of the second level and those below it.
#[derive(Clone, Debug)]
pub struct Section<'t> {
    /// The heading.
    pub heading: &'t Heading,
    /// Its third-level headings.
    pub children: Vec<&'t Heading>,
}

/// The headings of levels two and three.
pub fn outline(tree: &Tree) -> Vec<Section<'_>> {
    let mut sections: Vec<Section> = Vec::new();
    for heading in tree.headings() {
        match heading.level {
            2 => sections.push(Section { heading, children: Vec::new() }),
            3 => sections.iter_mut().last().into_iter().for_each(|section| section.children.push(heading)),
            _ => {}
        }
    }
    sections
}

/// What stands below one heading of the second level.
#[derive(Clone, Copy, Debug)]
pub struct Part<'t> {
    /// The heading.
    pub heading: &'t Heading,
    /// What follows it, up to the next one.
    pub blocks: &'t [Block],
}

/// Cuts blocks at second-level headings: what comes before the first one, and the parts.
pub fn parts(blocks: &[Block]) -> (&[Block], Vec<Part<'_>>) {
    let is_start = |block: &Block| matches!(block, Block::Heading(heading) if heading.level == 2);
    let first = blocks.iter().position(is_start).unwrap_or(blocks.len());
    let (before, mut rest) = blocks.split_at(first);
    let mut parts = Vec::new();
    while let Some((Block::Heading(heading), after)) = rest.split_first() {
        let end = after.iter().position(is_start).unwrap_or(after.len());
        parts.push(Part { heading, blocks: &after[..end] });
        rest = &after[end..];
    }
    (before, parts)
}
