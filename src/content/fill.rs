//! Variables and typography: what an author writes once, set in place in every text.

use super::document::Reading;
use super::front::NOT_TEXT;
use crate::base::diag::Diagnostics;
use crate::base::source::{Span, is_misleading};
use crate::base::yaml::Yaml;
use crate::lang::Lang;
use crate::lang::typography::typeset;
use crate::markup::parse::next_variable;
use crate::markup::text::plain;
use crate::markup::tree::{Inline, Tree};

/// Keys whose values are names and addresses wherever they stand.
const NOT_TEXT_ANYWHERE: [&str; 3] = ["id", "to", "url"];

/// Keys of YAML files whose values are Markdown.
const MARKDOWN: [&str; 2] = ["intro", "text"];

/// Puts values in the place of `{{ name }}`, and sets quotes and dashes.
pub struct Names<'a> {
    /// The file.
    pub reading: &'a Reading<'a>,
    /// Whether placeholders may stay for the organiser to fill in.
    pub is_message: bool,
}

impl Names<'_> {
    /// Fills every text of the front matter.
    pub fn fill_front(&self, yaml: &mut Yaml, diags: &mut Diagnostics) {
        let places = yaml.clone();
        yaml.map_texts(&mut |path, text| {
            let clean = self.without_misleading(path, text, &places, diags);
            let text = clean.as_str();
            if path.first().is_some_and(|key| NOT_TEXT.contains(&key.as_str()))
                || path.last().is_some_and(|key| NOT_TEXT_ANYWHERE.contains(&key.as_str()))
            {
                return text.to_string();
            }
            let way: Vec<&str> = path.iter().map(String::as_str).collect();
            let around = places.at(&way);
            // The marks of Markdown would be taken for those of a text; they are set when it has been read.
            if is_markdown(&self.reading.path, path) {
                self.fill(text, around, as_markdown, diags)
            } else {
                typeset(&self.fill(text, around, str::to_string, diags), self.reading.lang.tag(), None)
            }
        });
    }

    /// A text without characters that mislead, which YAML can write as `\u202E`; they are reported.
    fn without_misleading(&self, path: &[String], text: &str, places: &Yaml, diags: &mut Diagnostics) -> String {
        let way: Vec<&str> = path.iter().map(String::as_str).collect();
        for one in text.chars().filter(|one| is_misleading(*one)) {
            let code = u32::from(one);
            diags
                .error(
                    "control-character",
                    places.at(&way),
                    format!("an invisible character stands here (U+{code:04X})"),
                )
                .help("delete it; it often comes along when text is copied");
        }
        text.chars().filter(|one| !is_misleading(*one)).collect()
    }

    /// Fills a text with values as `written`; `around` is where it stands in the file.
    fn fill(&self, text: &str, around: Span, written: fn(&str) -> String, diags: &mut Diagnostics) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        // Names stand in the file in the same order, unless YAML writes them with escapes.
        let mut unsearched = around.start;
        while let Some((before, name, after)) = next_variable(rest) {
            filled.push_str(before);
            let whole = &rest[before.len()..rest.len() - after.len()];
            let found = self.reading.text[unsearched..around.end].find(whole).map(|found| unsearched + found);
            let at = found.map_or(around, |start| Span::new(around.source, start..start + whole.len()));
            unsearched = found.map_or(around.end, |start| start + whole.len());
            match self.value(name, at, diags) {
                Some(value) => filled.push_str(&written(value)),
                None => filled.push_str(&format!("{{{{ {name} }}}}")),
            }
            rest = after;
        }
        filled + rest
    }

    /// The value of a name; `None` for what the organiser fills in, and for what is reported.
    fn value(&self, name: &str, at: Span, diags: &mut Diagnostics) -> Option<&str> {
        // In a message a placeholder is the organiser's own, even where the guide has a variable of that name.
        if self.is_message && self.reading.placeholders.contains(name) {
            return None;
        }
        let value = self.reading.variables.get(name).map(String::as_str);
        if value.is_none() {
            let placeholders = self.reading.placeholders.iter().filter(|_| self.is_message);
            let known = self.reading.variables.keys().chain(placeholders).map(String::as_str);
            let help = match known.clone().next() {
                None => "define it under `variables` in guide.yaml".to_string(),
                Some(_) => diags.suggest(name, known),
            };
            diags.error("unknown-variable", at, format!("no variable is called `{name}`")).help(help);
        }
        value
    }

    /// Fills every text of the body, and sets its marks.
    pub fn fill_body(&self, tree: &mut Tree, diags: &mut Diagnostics) {
        tree.for_each_text_mut(&mut |text| self.fill_text(text, diags));
        set_marks(tree, self.reading.lang);
    }

    fn fill_text(&self, text: &mut [Inline], diags: &mut Diagnostics) {
        for inline in text {
            match inline {
                Inline::Variable(name, at) => {
                    if let Some(value) = self.value(name, *at, diags) {
                        *inline = Inline::Text(value.to_string());
                    }
                }
                Inline::Link(link) => link.to = self.fill(&link.to, link.span, str::to_string, diags),
                _ => {}
            }
            if let Some(inner) = inline.inner_mut() {
                self.fill_text(inner, diags);
            }
        }
    }
}

/// Whether a text of a file is Markdown, by the way to it in the front matter.
pub fn is_markdown(file: &str, way: &[String]) -> bool {
    file.ends_with(".yaml") && way.last().is_some_and(|key| MARKDOWN.contains(&key.as_str()))
}

/// A value that says in Markdown what it says: its stars and brackets are no marks (CommonMark 2.4, backslash escapes).
fn as_markdown(value: &str) -> String {
    let mut written = String::with_capacity(value.len());
    for one in value.chars() {
        if r"\`*_~[]<>&|".contains(one) {
            written.push('\\');
        }
        written.push(one);
    }
    written
}

/// Sets quotes and dashes as the language does.
pub fn set_marks(tree: &mut Tree, lang: &Lang) {
    tree.for_each_text_mut(&mut |text| set_text(text, lang.tag(), &mut None));
}

fn set_text(text: &mut [Inline], tag: &str, before: &mut Option<char>) {
    for inline in text {
        match inline {
            Inline::Text(words) => {
                *words = typeset(words, tag, *before);
                *before = words.chars().last().or(*before);
            }
            // An address that stands there as it is stays as it is.
            Inline::Link(link) if plain(&link.text) == link.to => *before = link.to.chars().last(),
            Inline::Link(link) => set_text(&mut link.text, tag, before),
            Inline::Strong(text) | Inline::Emphasis(text) | Inline::Strike(text) => set_text(text, tag, before),
            Inline::Image(image) => set_text(&mut image.alt, tag, &mut None),
            Inline::Code(_) => *before = Some('x'),
            Inline::HardBreak => *before = None,
            Inline::Variable(..) | Inline::Footnote(_) | Inline::Html(..) => {}
        }
    }
}
