//! Running text: the events within a paragraph, a heading, a cell.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag};

use super::Builder;
use crate::base::source::Span;
use crate::markup::tree::{Image, Inline, Link};

impl<'a> Builder<'a, '_> {
    /// Inlines up to the end of what is open, which is consumed.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut text = Vec::new();
        while let Some((event, range)) = self.events.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            self.inline(event, &range, &mut text);
        }
        // All trees stay in memory at once, and most texts are one piece.
        text.shrink_to_fit();
        text
    }

    pub(super) fn inline(&mut self, event: Event<'a>, range: &Range<usize>, into: &mut Vec<Inline>) {
        match event {
            Event::Text(words) => self.words(&words, range, into),
            Event::Code(code) => into.push(Inline::Code(code.into_string())),
            Event::InlineHtml(_) if self.is_excuse(range) => {}
            Event::InlineHtml(html) | Event::Html(html) => {
                into.push(Inline::Html(html.into_string(), self.span(range)))
            }
            Event::SoftBreak => push_text(into, " "),
            Event::HardBreak => into.push(Inline::HardBreak),
            Event::FootnoteReference(label) => {
                self.notes.refer(&label);
                into.push(Inline::Footnote(label.into_string()));
            }
            Event::Start(tag) => self.deeper(range, |builder| {
                let text = builder.inlines();
                into.push(builder.wrap(tag, text, range));
            }),
            Event::TaskListMarker(ticked) => self.task = Some(ticked),
            Event::Rule | Event::End(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn wrap(&self, tag: Tag<'a>, text: Vec<Inline>, range: &Range<usize>) -> Inline {
        let span = self.span(range);
        match tag {
            Tag::Emphasis => Inline::Emphasis(text),
            Tag::Strikethrough => Inline::Strike(text),
            Tag::Link { link_type, dest_url, .. } => {
                let mail = if link_type == LinkType::Email { "mailto:" } else { "" };
                Inline::Link(Box::new(Link { to: format!("{mail}{dest_url}"), text, span }))
            }
            Tag::Image { dest_url, .. } => Inline::Image(Box::new(Image { to: dest_url.to_string(), alt: text, span })),
            _ => Inline::Strong(text),
        }
    }

    /// Text, cut at each `{{ name }}`.
    fn words(&self, words: &str, range: &Range<usize>, into: &mut Vec<Inline>) {
        let mut rest = words;
        let mut searched = self.start + range.start;
        while let Some((before, name, after)) = next_variable(rest) {
            push_text(into, before);
            let place = self.text[searched..self.start + range.end].find("{{").map_or(searched, |at| searched + at);
            let end = self.text[place..self.start + range.end].find("}}").map_or(place, |at| place + at + 2);
            into.push(Inline::Variable(name.to_string(), Span::new(self.source, place..end)));
            (rest, searched) = (after, end);
        }
        push_text(into, rest);
    }
}

/// Splits at the first `{{ name }}`: what is before it, its name, what is after it.
pub fn next_variable(text: &str) -> Option<(&str, &str, &str)> {
    let open = text.find("{{")?;
    let length = text[open..].find("}}")?;
    Some((&text[..open], text[open + 2..open + length].trim(), &text[open + length + 2..]))
}

fn push_text(into: &mut Vec<Inline>, words: &str) {
    match into.last_mut() {
        Some(Inline::Text(text)) => text.push_str(words),
        _ if words.is_empty() => {}
        _ => into.push(Inline::Text(words.to_string())),
    }
}
