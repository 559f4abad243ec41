//! The Markdown within YAML files: the intros and texts of forms and directories.

use crate::base::diag::Diagnostics;
use crate::base::yaml::KeyPath;
use crate::content::Meta;
use crate::content::document::Document;
use crate::markup::parse::parse;
use crate::markup::tree::Tree;

/// A text of a YAML file that is Markdown.
pub(super) struct Markdown {
    /// The way to it.
    pub(super) way: KeyPath,
    /// What it says.
    pub(super) tree: Tree,
    /// What was wrong with it when it was read.
    pub(super) found: Diagnostics,
}

/// Reads all Markdown of a form or a directory.
pub(super) fn read(doc: &Document) -> Vec<Markdown> {
    let mut all = Vec::new();
    let mut add = |way: &[&str], text: &Option<String>| {
        let Some(text) = text else { return };
        let mut found = Diagnostics::default();
        let tree = parse(doc.source, text, 0..text.len(), &mut found);
        all.push(Markdown { way: way.iter().map(ToString::to_string).collect(), tree, found });
    };
    match &doc.meta {
        Meta::Form(form) => {
            for (index, section) in form.sections.iter().enumerate() {
                let index = index.to_string();
                add(&["sections", &index, "intro"], &section.intro);
                for (at, field) in section.fields.iter().enumerate() {
                    add(&["sections", &index, "fields", &at.to_string(), "text"], &field.text);
                }
            }
        }
        Meta::FormTexts(texts) => {
            texts.sections.iter().for_each(|(id, section)| add(&["sections", id, "intro"], &section.intro));
            texts.fields.iter().for_each(|(id, field)| add(&["fields", id, "text"], &field.text));
        }
        Meta::Directory(directory) => add(&["intro"], &directory.intro),
        _ => {}
    }
    all
}
