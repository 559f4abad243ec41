//! Templates: compiled once, rendered for any view. Template errors become diagnostics that point into the theme.

use std::collections::BTreeMap;
use std::io::{ErrorKind, Write};
use std::sync::Arc;

use serde::Serialize;
use tera::{Error, ErrorKind as TeraError, Tera};

use super::Theme;
use super::functions::{self, Phrases, register};
use crate::base::diag::{Diagnostic, Diagnostics, Severity};
use crate::base::source::{SourceId, Sources, Span};
use crate::lang::{Formats, Lang};

/// All that a template sees.
pub struct Context(tera::Context);

impl Context {
    /// What a template sees of a view.
    pub fn of(view: &impl Serialize) -> Context {
        Context(tera::Context::from_serialize(view).expect("views are made of strings, lists and maps"))
    }
}

/// Compiled templates, one set for each language of the interface.
pub struct Renderer {
    by_lang: BTreeMap<String, Tera>,
    templates: BTreeMap<String, SourceId>,
}

impl Renderer {
    /// Compiles the templates of a theme for these languages. Every template that cannot be compiled is reported.
    pub fn new<'a>(
        theme: &Theme,
        languages: impl Iterator<Item = (&'a Lang, &'a Formats)>,
        sources: &Sources,
        diags: &mut Diagnostics,
    ) -> Renderer {
        let phrases: Arc<Phrases> = Arc::new(
            languages
                .map(|(lang, formats)| {
                    (lang.tag().to_string(), (theme.strings(lang).cloned().unwrap_or_default(), formats.clone()))
                })
                .collect(),
        );
        let mut tera = Tera::new();
        phrases.keys().take(1).for_each(|tag| register(&mut tera, tag, &phrases));
        compile(&mut tera, theme.templates().clone(), sources, diags);
        let speaking = |tag: &String| {
            let mut tera = tera.clone();
            register(&mut tera, tag, &phrases);
            (tag.clone(), tera)
        };
        let by_lang = phrases.keys().map(speaking).collect();
        Renderer { by_lang, templates: theme.templates().clone() }
    }

    /// Renders a template for a view, in a language.
    pub fn render(
        &self,
        template: &str,
        lang: &str,
        seen: &Context,
        sources: &Sources,
    ) -> Result<Vec<u8>, Box<Diagnostic>> {
        let tera = self.by_lang.get(lang).or_else(|| self.by_lang.values().next());
        let mut page = Page(Vec::with_capacity(USUAL_PAGE));
        functions::start_page();
        let rendered = tera
            .ok_or_else(|| Error::message("there are no templates"))
            .and_then(|tera| tera.render_to(template, &seen.0, &mut page));
        match rendered {
            Ok(()) => Ok(page.0),
            Err(_) if page.0.len() > LARGEST_PAGE => {
                let source = self.templates.get(template).copied().unwrap_or_default();
                let message = format!("this template writes a page of more than {} MB", LARGEST_PAGE >> 20);
                Err(Box::new(fault(Span::start_of(source), message)))
            }
            Err(error) => Err(Box::new(explain(&error, &self.templates, sources))),
        }
    }
}

/// In bytes; most pages are shorter.
const USUAL_PAGE: usize = 16 << 10;

/// No page is that long; a template that writes more goes round in a loop.
const LARGEST_PAGE: usize = 64 << 20;

/// A page while it is written; refuses more once it has outgrown [`LARGEST_PAGE`].
struct Page(Vec<u8>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        if self.0.len() > LARGEST_PAGE {
            return Err(ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// More templates than any theme has; they can include one another, and each is followed to its end.
const MOST_TEMPLATES: usize = 500;

/// Adds all templates; without a faulty one, the others can still be checked.
fn compile(tera: &mut Tera, mut templates: BTreeMap<String, SourceId>, sources: &Sources, diags: &mut Diagnostics) {
    if templates.len() > MOST_TEMPLATES {
        let last = templates.values().max().copied().unwrap_or_default();
        let message = format!("the theme has {} templates; {MOST_TEMPLATES} is the most", templates.len());
        diags.push(fault(Span::start_of(last), message));
        return;
    }
    loop {
        let texts = templates.iter().map(|(name, source)| (name.as_str(), &*sources.get(*source).text));
        let Err(error) = tera.add_raw_templates(texts) else { return };
        let diagnostic = explain(&error, &templates, sources);
        let faulty =
            templates.iter().find(|(_, source)| **source == diagnostic.span.source).map(|(name, _)| name.clone());
        diags.push(diagnostic);
        if faulty.and_then(|name| templates.remove(&name)).is_none() {
            return;
        }
    }
}

/// Where an error of Tera is, in the theme's files.
fn explain(error: &Error, templates: &BTreeMap<String, SourceId>, sources: &Sources) -> Diagnostic {
    let first = templates.values().next().copied();
    let (name, range, message) = match error.kind() {
        TeraError::SyntaxError(report) | TeraError::RenderingError(report) => {
            (report.filename().to_string(), report.span().range.clone(), report.message().to_string())
        }
        TeraError::MissingParent { current, parent } => {
            (current.clone(), 0..0, format!("this template extends `{parent}`, which the theme does not have"))
        }
        TeraError::CircularExtend { tpl, .. } => (tpl.clone(), 0..0, "this template extends itself".to_string()),
        TeraError::CircularInclude { tpl, .. } => (tpl.clone(), 0..0, "this template includes itself".to_string()),
        TeraError::TemplateNotFound(name) => (name.clone(), 0..0, format!("the theme has no template `{name}`")),
        _ => located(&error.to_string(), templates, sources),
    };
    let source = templates.get(&name).copied().or(first).expect("the built-in theme has templates");
    let length = sources.get(source).text.len();
    let range = range.start.min(length)..range.end.min(length);
    let mut message = message.lines().next().unwrap_or_default().to_string();
    // Tera starts its sentences with a capital; ours are phrases.
    if let Some(first) = message.get_mut(0..1) {
        first.make_ascii_lowercase();
    }
    fault(Span::new(source, range), message)
}

fn fault(span: Span, message: String) -> Diagnostic {
    Diagnostic {
        code: "template",
        severity: Severity::Error,
        message,
        span,
        notes: Vec::new(),
        help: Some("docs/themes.md tells what a template may use".to_string()),
    }
}

/// Some errors are only text: `error: what`, then ` --> template:line:column`.
fn located(
    report: &str,
    templates: &BTreeMap<String, SourceId>,
    sources: &Sources,
) -> (String, std::ops::Range<usize>, String) {
    let message = report.lines().next().unwrap_or_default().trim_start_matches("error: ").to_string();
    let place = report.lines().find_map(|line| line.trim_start().strip_prefix("--> ")).unwrap_or_default();
    let mut parts = place.rsplitn(3, ':');
    let (column, line) = (
        parts.next().and_then(|one| one.parse::<usize>().ok()),
        parts.next().and_then(|one| one.parse::<usize>().ok()),
    );
    let (Some(name), Some(column), Some(line)) = (parts.next(), column, line) else {
        return (String::new(), 0..0, message);
    };
    let text = templates.get(name).map(|source| &*sources.get(*source).text).unwrap_or_default();
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let at = text[start..].char_indices().nth(column.saturating_sub(1)).map_or(start, |(at, _)| start + at);
    let end = text[at..].find(|one: char| one.is_whitespace() || "}%|".contains(one)).map_or(at, |length| at + length);
    (name.to_string(), at..end, message)
}
