//! Footnotes: their texts, in the order in which the body refers to them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::markup::tree::{Block, Footnote};

/// The footnotes of a text, while it is read.
#[derive(Default)]
pub(super) struct Notes {
    defined: BTreeMap<String, (Span, Vec<Block>)>,
    /// The labels in the order of their first reference, and the set of them.
    order: Vec<String>,
    referred: BTreeSet<String>,
}

impl Notes {
    /// Takes note of a reference.
    pub(super) fn refer(&mut self, label: &str) {
        if self.referred.insert(label.to_string()) {
            self.order.push(label.to_string());
        }
    }

    /// Takes a footnote; of two with one label the first stays, and the second is reported.
    pub(super) fn define(&mut self, label: String, span: Span, blocks: Vec<Block>, diags: &mut Diagnostics) {
        match self.defined.entry(label) {
            Entry::Vacant(place) => _ = place.insert((span, blocks)),
            Entry::Occupied(first) => {
                diags
                    .error("lost-footnote", span, format!("two footnotes are called `[^{}]`", first.key()))
                    .note(first.get().0, "the first one")
                    .help("give one of them another label, here and where the text refers to it");
            }
        }
    }

    /// The footnotes that the text refers to; the others are reported.
    pub(super) fn finish(self, diags: &mut Diagnostics) -> Vec<Footnote> {
        let Notes { mut defined, order, .. } = self;
        let footnotes = order
            .into_iter()
            .filter_map(|label| defined.remove(&label).map(|(_, blocks)| Footnote { label, blocks }))
            .collect();
        for (label, (span, _)) in defined {
            diags
                .error("lost-footnote", span, format!("nothing refers to the footnote `[^{label}]`"))
                .help(format!("write `[^{label}]` in the text it belongs to, or remove it"));
        }
        footnotes
    }
}
