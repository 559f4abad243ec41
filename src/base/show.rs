//! How diagnostics look: for people, for editors, for tools.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use serde_json::json;

use super::diag::{Diagnostic, Diagnostics, Severity};
use super::source::{Sources, Span};

/// Whether the reader's terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// ANSI colours.
    On,
    /// Plain text.
    Off,
}

/// Messages with the lines they are about, in the look `rustc` has made familiar.
pub fn human(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    diagnostics.iter().map(|one| renderer.render(&[group(one, sources)]) + "\n\n").collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut snippets = vec![snippet(diagnostic.span, sources, AnnotationKind::Primary, "")];
    let mut group_of = vec![diagnostic.span.source];
    for (span, text) in &diagnostic.notes {
        match group_of.iter().position(|source| *source == span.source) {
            Some(at) => {
                let same = std::mem::replace(&mut snippets[at], Snippet::source(""));
                snippets[at] = same.annotation(annotation(*span, sources, AnnotationKind::Context, text));
            }
            None => {
                group_of.push(span.source);
                snippets.push(snippet(*span, sources, AnnotationKind::Context, text));
            }
        }
    }
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let group = Group::with_title(title).elements(snippets);
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

fn snippet<'a>(span: Span, sources: &'a Sources, kind: AnnotationKind, label: &'a str) -> Snippet<'a, Annotation<'a>> {
    let source = sources.get(span.source);
    Snippet::source(&*source.text).path(source.path.as_str()).annotation(annotation(span, sources, kind, label))
}

fn annotation<'a>(span: Span, sources: &Sources, kind: AnnotationKind, label: &'a str) -> Annotation<'a> {
    let text = &sources.get(span.source).text;
    // A message about a long passage shows its first line only.
    let first_line = text[span.start..span.end].find('\n').map_or(span.end, |at| span.start + at);
    let annotation = kind.span(span.start..first_line);
    if label.is_empty() { annotation } else { annotation.label(label) }
}

/// One line for each message, `path:line:column: severity[code]: message`, as editors' problem lists read them.
pub fn short(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let line = |one: &Diagnostic| {
        let place = sources.place(one.span);
        let path = &sources.get(one.span.source).path;
        let (severity, code) = (one.severity.word(), one.code);
        format!("{path}:{}:{}: {severity}[{code}]: {}\n", place.line, place.column, one.message)
    };
    diagnostics.iter().map(line).collect()
}

/// One JSON object a line: `severity`, `code`, `message`, `file`, `line`, `column`, `start`, `end` (bytes), `notes`, `help`.
pub fn json(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let at = |span: Span| {
        let place = sources.place(span);
        json!({
            "file": sources.get(span.source).path, "line": place.line, "column": place.column,
            "start": span.start, "end": span.end,
        })
    };
    let line = |one: &Diagnostic| {
        let notes: Vec<_> = one.notes.iter().map(|(span, text)| json!({ "at": at(*span), "message": text })).collect();
        let mut object = json!({
            "severity": one.severity.word(), "code": one.code, "message": one.message,
            "notes": notes, "help": one.help,
        });
        if let (Some(object), Some(place)) = (object.as_object_mut(), at(one.span).as_object()) {
            object.extend(place.clone());
        }
        format!("{object}\n")
    };
    diagnostics.iter().map(line).collect()
}
