//! The outline of a document: what its table of contents shows.

use super::tree::{Heading, Tree};

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
