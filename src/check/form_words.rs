//! The words of forms: short enough for paper, and in the Markdown of YAML files nothing that pages could not hold either.

use crate::base::diag::Diagnostics;
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::raw_html;
use crate::markup::tree::Inline;
use crate::site::Site;

use super::fragments::Fragments;
use super::markdown::{self, Markdown};
use super::references;

/// More is no question any more, and would not fit where paper keeps a question whole.
const LONGEST_LABEL: usize = 300;
const LONGEST_HINT: usize = 600;

/// Checks the words of one form, or the text above a directory.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    lines(doc, diags);
    markdown(site, doc, diags);
}

fn lines(doc: &Document, diags: &mut Diagnostics) {
    let mut line = |way: &[&str], words: Option<&str>, longest: usize| {
        let length = words.unwrap_or_default().chars().count();
        if length > longest {
            let key = way.last().copied().unwrap_or_default();
            diags
                .error(
                    "long-label",
                    doc.at(way),
                    format!("`{key}` has {length} characters, and paper has room for {longest}"),
                )
                .help("put the explanation into an `info` field or the part's `intro`");
        }
    };
    match &doc.meta {
        Meta::Form(form) => {
            for (index, section) in form.sections.iter().enumerate() {
                let index = index.to_string();
                line(&["sections", &index, "title"], Some(&section.title), LONGEST_LABEL);
                for (at, field) in section.fields.iter().enumerate() {
                    let at = at.to_string();
                    line(&["sections", &index, "fields", &at, "label"], Some(&field.label), LONGEST_LABEL);
                    line(&["sections", &index, "fields", &at, "hint"], field.hint.as_deref(), LONGEST_HINT);
                }
            }
        }
        Meta::FormTexts(texts) => {
            for (id, section) in &texts.sections {
                line(&["sections", id, "title"], section.title.as_deref(), LONGEST_LABEL);
            }
            for (id, field) in &texts.fields {
                line(&["fields", id, "label"], field.label.as_deref(), LONGEST_LABEL);
                line(&["fields", id, "hint"], field.hint.as_deref(), LONGEST_HINT);
            }
        }
        _ => {}
    }
}

/// What Markdown holds is told at the text as a whole, since YAML may have folded its lines.
fn markdown(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    let mut fragments = Fragments::of(site, doc);
    for Markdown { way, mut tree, mut found } in markdown::read(doc) {
        if !site.config.allow_html {
            raw_html::refuse(&mut tree, &mut found);
        }
        tree.for_each_inline(&mut |inline| match inline {
            Inline::Link(link) => {
                references::link(site, doc, link, &mut found);
                fragments.check(link, &mut found);
            }
            Inline::Image(image) => references::image(site, doc, image, &mut found),
            _ => {}
        });
        let place = doc.at(&way.iter().map(String::as_str).collect::<Vec<_>>());
        for one in found.iter() {
            let mut moved = one.clone();
            moved.span = place;
            moved.notes.clear();
            diags.push(moved);
        }
    }
}
