//! How diagnostics look: for people, for editors, for tools.

use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use serde_json::json;

use super::diag::{Diagnostic, Diagnostics, Severity};
use super::source::{Source, SourceId, Sources, Span, is_misleading};

/// Whether the reader's terminal shows colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    /// ANSI colours.
    On,
    /// Plain text.
    Off,
}

/// How many messages people and problem lists are shown: what is more than that has one cause, or is nobody's to read.
const MOST: usize = 200;

/// Messages with the lines they are about, in the look `rustc` has made familiar.
pub fn human(diagnostics: &Diagnostics, sources: &Sources, colour: Colour) -> String {
    let renderer = match colour {
        Colour::On => Renderer::styled(),
        Colour::Off => Renderer::plain(),
    }
    .decor_style(DecorStyle::Ascii);
    let shown = diagnostics.iter().take(MOST).map(|one| renderer.render(&[group(one, sources)]) + "\n\n");
    let rest = diagnostics.iter().count().saturating_sub(MOST);
    let more =
        (rest > 0).then(|| format!("… and {rest} more; `--message-format short` lists them in one line each\n\n"));
    shown.chain(more).collect()
}

fn group<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources) -> Group<'a> {
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let own = (diagnostic.span, AnnotationKind::Primary, "");
    let notes = diagnostic.notes.iter().map(|(span, text)| (*span, AnnotationKind::Context, text.as_str()));
    let mut files: Vec<(SourceId, Vec<Mark>)> = Vec::new();
    for mark in [own].into_iter().chain(notes) {
        match files.iter_mut().find(|(source, _)| *source == mark.0.source) {
            Some((_, marks)) => marks.push(mark),
            None => files.push((mark.0.source, vec![mark])),
        }
    }
    let title = level.primary_title(diagnostic.message.as_str()).id(diagnostic.code);
    let snippets = files.into_iter().flat_map(|(source, marks)| snippets(source, &marks, sources));
    let group = Group::with_title(title).elements(snippets);
    match &diagnostic.help {
        Some(help) => group.element(Level::HELP.message(help.as_str())),
        None => group,
    }
}

/// A place to point at, and what to say there.
type Mark<'a> = (Span, AnnotationKind, &'a str);

/// A line of more bytes is shown in part: no writer's paragraph, and each message about it would be laid out over all of it.
const LONG_LINE: usize = 20_000;
/// So many bytes are shown on each side of the place.
const AROUND: usize = 300;

/// The lines of one file that a message is about. Only they are handed over: a file can be long, and its messages many.
fn snippets<'a>(id: SourceId, marks: &[Mark<'a>], sources: &'a Sources) -> Vec<Element<'a>> {
    let source = sources.get(id);
    let lines = || marks.iter().map(|(span, ..)| source.line_around(span.start));
    if lines().any(|line| line.len() > LONG_LINE) {
        return marks.iter().flat_map(|mark| part_of_line(mark, source, sources)).collect();
    }
    let first = lines().map(|line| line.start).min().unwrap_or_default();
    let last = lines().map(|line| line.end).max().unwrap_or_default();
    let snippet = Snippet::source(&source.text[first..last]).line_start(source.line_of(first)).path(&*source.path);
    vec![snippet.annotations(marks.iter().map(|mark| annotation(source, first..last, mark))).into()]
}

/// What stands around a place in a very long line.
fn part_of_line<'a>(mark: &Mark<'a>, source: &'a Source, sources: &Sources) -> [Element<'a>; 2] {
    let (span, ..) = mark;
    let line = source.line_around(span.start);
    let first = source.text.floor_char_boundary(span.start.saturating_sub(AROUND).max(line.start));
    let last = source.text.floor_char_boundary((span.start + AROUND).min(line.end));
    let place = sources.place(*span);
    let origin = Origin::path(&*source.path).line(place.line).char_column(place.column);
    let snippet = Snippet::source(&source.text[first..last]).line_start(place.line);
    [origin.into(), snippet.annotation(annotation(source, first..last, mark)).into()]
}

/// A mark within the part of the file that is shown.
fn annotation<'a>(source: &Source, shown: Range<usize>, mark: &Mark<'a>) -> Annotation<'a> {
    let (span, kind, label) = mark;
    // A message about a long passage shows its first line only.
    let passage = &source.text[span.start..span.end.min(shown.end)];
    let end = span.start + passage.find('\n').unwrap_or(passage.len());
    let annotation = kind.span(span.start - shown.start..end - shown.start);
    if label.is_empty() { annotation } else { annotation.label(*label) }
}

/// One line for each message, `path:line:column: severity[code]: message`, as editors' problem lists read them.
pub fn short(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let line = |one: &Diagnostic| {
        let place = sources.place(one.span);
        let path = &sources.get(one.span.source).path;
        let (severity, code) = (one.severity.word(), one.code);
        let text = format!("{path}:{}:{}: {severity}[{code}]: {}", place.line, place.column, one.message);
        // Content that is quoted must neither steer the terminal nor begin a line of its own.
        text.chars()
            .map(|one| if is_misleading(one) || one == '\r' { '\u{fffd}' } else { one })
            .collect::<String>()
            .replace('\n', " ")
            + "\n"
    };
    diagnostics.iter().map(line).collect()
}

/// One JSON object a line: `severity`, `code`, `message`, `file`, `line`, `column`, `start`, `end` (bytes), `notes`, `help`.
pub fn json(diagnostics: &Diagnostics, sources: &Sources) -> String {
    let at = |span: Span| {
        let place = sources.place(span);
        json!({
            "file": &*sources.get(span.source).path, "line": place.line, "column": place.column,
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
