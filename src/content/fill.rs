//! Variables and typography: what an author writes once, set in place in every text.

use super::document::Reading;
use super::front::NOT_TEXT;
use crate::base::diag::{Diagnostics, suggest};
use crate::base::source::{Span, is_misleading};
use crate::base::yaml::Yaml;
use crate::lang::typography::typeset;
use crate::markup::parse::next_variable;
use crate::markup::text::plain;
use crate::markup::tree::{Inline, Tree};

/// Keys whose values are names and addresses wherever they stand.
const NOT_TEXT_ANYWHERE: [&str; 3] = ["id", "to", "url"];

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
            let filled = self.fill(text, places.at(&way), diags);
            typeset(&filled, self.reading.lang.tag(), None)
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

    /// Fills a text; `around` is where it stands in the file.
    fn fill(&self, text: &str, around: Span, diags: &mut Diagnostics) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        // Names stand in the file in the same order, unless YAML writes them with escapes.
        let mut unsearched = around.start;
        while let Some((before, name, after)) = next_variable(rest) {
            filled.push_str(before);
            let written = &rest[before.len()..rest.len() - after.len()];
            let found = self.reading.text[unsearched..around.end].find(written).map(|found| unsearched + found);
            let at = found.map_or(around, |start| Span::new(around.source, start..start + written.len()));
            unsearched = found.map_or(around.end, |start| start + written.len());
            match self.value(name, at, diags) {
                Some(value) => filled.push_str(value),
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
            let mut known: Vec<&str> = self.reading.variables.keys().map(String::as_str).collect();
            if self.is_message {
                known.extend(self.reading.placeholders.iter().map(String::as_str));
            }
            let help = if known.is_empty() {
                "define it under `variables` in guide.yaml".to_string()
            } else {
                suggest(name, known)
            };
            diags.error("unknown-variable", at, format!("no variable is called `{name}`")).help(help);
        }
        value
    }

    /// Fills every text of the body.
    pub fn fill_body(&self, tree: &mut Tree, diags: &mut Diagnostics) {
        tree.for_each_text_mut(&mut |text| {
            let mut before = None;
            self.fill_text(text, &mut before, diags);
        });
    }

    fn fill_text(&self, text: &mut [Inline], before: &mut Option<char>, diags: &mut Diagnostics) {
        for inline in text {
            match inline {
                Inline::Variable(name, at) => {
                    if let Some(value) = self.value(name, *at, diags) {
                        *before = value.chars().last();
                        *inline = Inline::Text(value.to_string());
                    }
                }
                Inline::Text(words) => {
                    *words = typeset(words, self.reading.lang.tag(), *before);
                    *before = words.chars().last().or(*before);
                }
                // An address that stands there as it is stays as it is.
                Inline::Link(link) if plain(&link.text) == link.to => *before = link.to.chars().last(),
                Inline::Link(link) => {
                    link.to = self.fill(&link.to, link.span, diags);
                    self.fill_text(&mut link.text, before, diags);
                }
                Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => {
                    self.fill_text(inner, before, diags)
                }
                Inline::Image(image) => self.fill_text(&mut image.alt, &mut None, diags),
                Inline::Code(_) => *before = Some('x'),
                Inline::HardBreak => *before = None,
                Inline::Footnote(_) | Inline::Html(..) => {}
            }
        }
    }
}
