//! One file understood: front matter, body, and the digest of what it means.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::front::{Front, NOT_TEXT};
use super::id::{DocId, is_index};
use super::{Kind, Meta, fill, raw_html};
use crate::base::diag::Diagnostics;
use crate::base::digest::Digest;
use crate::base::excuse::Excuse;
use crate::base::fields::Fields;
use crate::base::source::{SourceId, Span};
use crate::base::yaml::{Mapping, Value, Yaml, key_text};
use crate::lang::Lang;
use crate::markup::parse;
use crate::markup::tree::Tree;

/// A document in one language.
#[derive(Clone, Debug)]
pub struct Document {
    /// The same in every language.
    pub id: DocId,
    /// Its language.
    pub lang: Lang,
    /// Its file.
    pub source: SourceId,
    /// The file's path below the language folder.
    pub path: String,
    /// What sort of document it is.
    pub kind: Kind,
    /// The common front matter.
    pub front: Front,
    /// The front matter of its kind.
    pub meta: Meta,
    /// The body.
    pub tree: Tree,
    /// The digest of its texts: what a translation of it remembers.
    pub digest: Digest,
    /// Warnings that are wrong about the page or a part of it.
    pub excuses: Vec<Excuse>,
    yaml: Yaml,
}

/// A file to read, and what reading it depends on.
pub struct Reading<'a> {
    /// The file.
    pub source: SourceId,
    /// Its text.
    pub text: &'a str,
    /// Its path below the language folder; `.yaml` files are YAML from end to end.
    pub path: String,
    /// Its id.
    pub id: DocId,
    /// Its language.
    pub lang: &'a Lang,
    /// Whether its language is the one that originals are written in.
    pub is_original: bool,
    /// The guide's variables in this language.
    pub variables: &'a BTreeMap<String, String>,
    /// Names that organisers fill in, in messages.
    pub placeholders: &'a BTreeSet<String>,
    /// Whether raw HTML may stand in Markdown.
    pub allow_html: bool,
}

impl Document {
    /// Reads a file. Whatever is wrong with it becomes a diagnostic; a document comes out in any case.
    pub fn read(reading: Reading, diags: &mut Diagnostics) -> Document {
        let (front, body) =
            if reading.path.ends_with(".yaml") { (0..reading.text.len(), 0..0) } else { split(&reading, diags) };
        let mut yaml = Yaml::parse(reading.source, reading.text, front, diags);
        let mut tree = parse::parse(reading.source, reading.text, body, diags);
        let digest = meaning(yaml.values(), &tree);

        let folder_kind = reading.id.kind(is_index(&reading.path));
        let is_message = folder_kind == Kind::Message;
        let names = fill::Names { reading: &reading, is_message };
        names.fill_front(&mut yaml, diags);
        names.fill_body(&mut tree, diags);
        if !reading.allow_html {
            raw_html::refuse(&mut tree, diags);
        }

        let mut fields = Fields::of(&yaml);
        let front: Front = fields.take(diags);
        let kind = front.kind.unwrap_or(folder_kind);
        let meta = Meta::read(kind, reading.is_original, &mut fields, diags);
        fields.finish(kind.word(), diags);
        let has_value =
            yaml.values().get("title").is_some_and(|title| !title.is_string() || !front.title.trim().is_empty());
        if yaml.is_sound() && !has_value {
            diags
                .error("missing-title", yaml.at(&["title"]), "this page has no title")
                .help("add a line `title: …` to the front matter, between the `---` lines");
        }
        let mut excuses = std::mem::take(&mut tree.excuses);
        excuses.extend(yaml.excuses(reading.text));
        excuses.extend(front.allow.iter().enumerate().map(|(index, code)| Excuse {
            code: code.clone(),
            span: yaml.at(&["allow", &index.to_string()]),
            covers: 0..usize::MAX,
        }));
        Document {
            id: reading.id,
            lang: reading.lang.clone(),
            source: reading.source,
            path: reading.path,
            kind,
            front,
            meta,
            tree,
            digest,
            excuses,
            yaml,
        }
    }

    /// Whether the text at `way` of the front matter is Markdown.
    pub fn is_markdown(&self, way: &[String]) -> bool {
        fill::is_markdown(&self.path, way)
    }

    /// A text of a YAML file that is Markdown; the rules tell what is wrong with it.
    pub fn markdown(&self, text: &str) -> Tree {
        let mut tree = parse::parse(self.source, text, 0..text.len(), &mut Diagnostics::default());
        fill::set_marks(&mut tree, &self.lang);
        tree
    }

    /// Where a value of the front matter stands.
    pub fn at(&self, path: &[&str]) -> Span {
        self.yaml.at(path)
    }

    /// Where a key of the front matter stands.
    pub fn key_at(&self, path: &[&str]) -> Span {
        self.yaml.key_at(path)
    }

    /// Every text of the front matter that readers see, with the way to it.
    pub fn for_each_front_text(&self, visit: &mut impl FnMut(&[String], &str)) {
        self.yaml.for_each_text(&mut |path, text| {
            if !NOT_TEXT.contains(&path[0].as_str()) {
                visit(path, text);
            }
        });
    }

    /// The title as it stands in menus.
    pub fn nav_title(&self) -> &str {
        self.front.nav_title.as_deref().unwrap_or(&self.front.title)
    }
}

/// The byte ranges of front matter and body.
fn split(reading: &Reading, diags: &mut Diagnostics) -> (Range<usize>, Range<usize>) {
    let text = reading.text;
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let Some(first) = lines.next().filter(|line| line.trim_end() == "---") else {
        return (start..start, start..text.len());
    };
    let front = start + first.len();
    let mut at = front;
    for line in lines {
        if line.trim_end() == "---" {
            return (front..at, at + line.len()..text.len());
        }
        at += line.len();
    }
    diags
        .error("open-front-matter", Span::new(reading.source, start..front), "the front matter does not end")
        .help("put a line `---` after the last `key: value` line");
    (front..front, text.len()..text.len())
}

/// The digest of texts alone: rewrapping a paragraph or reordering pages stales no translation.
fn meaning(front: &Mapping, tree: &Tree) -> Digest {
    let texts: BTreeMap<String, &Value> = front
        .iter()
        .map(|(key, value)| (key_text(key), value))
        .filter(|(key, _)| !NOT_TEXT.contains(&key.as_str()))
        .collect();
    Digest::of_value(&(texts, tree))
}
