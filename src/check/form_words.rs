//! The words of forms: short enough for paper, and in the Markdown of YAML files nothing that pages could not hold either.

use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::raw_html;
use crate::markup::parse::parse;
use crate::markup::tree::Inline;
use crate::site::Site;

use super::references;

/// More is no question any more, and would not fit where paper keeps a question whole.
const LONGEST_LABEL: usize = 300;
const LONGEST_HINT: usize = 600;

/// Checks the words of one form, or the text above a directory.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    match &doc.meta {
        Meta::Form(form) => {
            for (index, section) in form.sections.iter().enumerate() {
                let part = ["sections".to_string(), index.to_string()];
                let words = Words { site, doc, path: part.to_vec() };
                words.markdown("intro", section.intro.as_deref(), diags);
                words.line("title", Some(&section.title), LONGEST_LABEL, diags);
                for (at, field) in section.fields.iter().enumerate() {
                    let field_path = [part.to_vec(), vec!["fields".to_string(), at.to_string()]].concat();
                    let words = Words { site, doc, path: field_path };
                    words.line("label", Some(&field.label), LONGEST_LABEL, diags);
                    words.line("hint", field.hint.as_deref(), LONGEST_HINT, diags);
                    words.markdown("text", field.text.as_deref(), diags);
                }
            }
        }
        Meta::FormTexts(texts) => {
            for (id, section) in &texts.sections {
                let words = Words { site, doc, path: vec!["sections".to_string(), id.clone()] };
                words.markdown("intro", section.intro.as_deref(), diags);
                words.line("title", section.title.as_deref(), LONGEST_LABEL, diags);
            }
            for (id, field) in &texts.fields {
                let words = Words { site, doc, path: vec!["fields".to_string(), id.clone()] };
                words.line("label", field.label.as_deref(), LONGEST_LABEL, diags);
                words.line("hint", field.hint.as_deref(), LONGEST_HINT, diags);
                words.markdown("text", field.text.as_deref(), diags);
            }
        }
        Meta::Directory(directory) => {
            Words { site, doc, path: Vec::new() }.markdown("intro", directory.intro.as_deref(), diags);
        }
        _ => {}
    }
}

/// Texts of one place in a YAML file.
struct Words<'a> {
    site: &'a Site,
    doc: &'a Document,
    path: Vec<String>,
}

impl Words<'_> {
    fn at(&self, key: &str) -> Span {
        let path: Vec<&str> = self.path.iter().map(String::as_str).chain([key]).collect();
        self.doc.at(&path)
    }

    fn line(&self, key: &str, words: Option<&str>, longest: usize, diags: &mut Diagnostics) {
        let length = words.unwrap_or_default().chars().count();
        if length > longest {
            diags
                .error(
                    "long-label",
                    self.at(key),
                    format!("`{key}` has {length} characters, and paper has room for {longest}"),
                )
                .help("put the explanation into an `info` field or the part's `intro`");
        }
    }

    /// What Markdown holds is told at the text as a whole, since YAML may have folded its lines.
    fn markdown(&self, key: &str, text: Option<&str>, diags: &mut Diagnostics) {
        let Some(text) = text else { return };
        let mut found = Diagnostics::default();
        let mut tree = parse(self.doc.source, text, 0..text.len(), &mut found);
        if !self.site.config.allow_html {
            raw_html::refuse(&mut tree, &mut found);
        }
        tree.for_each_inline(&mut |inline| match inline {
            Inline::Link(link) => references::link(self.site, self.doc, link, &mut found),
            Inline::Image(image) => references::image(self.site, self.doc, image, &mut found),
            _ => {}
        });
        let place = self.at(key);
        for one in found.iter() {
            let mut moved = one.clone();
            moved.span = place;
            moved.notes.clear();
            diags.push(moved);
        }
    }
}
