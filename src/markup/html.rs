//! The tree as HTML.
//!
//! Knows elements and escaping. What a link leads to and what a phrase says, it asks its surroundings.

use std::collections::BTreeMap;
use std::ops::Range;

use super::text::plain;
use super::tree::{Block, Heading, Image, Inline, Link, List, Table, Tree};

/// What a body needs from the page it stands on.
pub trait Surroundings {
    /// Where a link leads, ready for `href`.
    fn link(&self, link: &Link) -> String;
    /// Where a picture lies, and its size in pixels when known.
    fn image(&self, image: &Image) -> (String, Option<(u32, u32)>);
    /// An interface phrase in the language of the page; `{number}` in it stands for `number`.
    fn phrase(&self, key: &str, number: usize) -> String;
    /// The words for a placeholder that has no value.
    fn placeholder(&self, name: &str) -> String;
    /// The number of the next table on the page, from 1.
    fn next_table(&self) -> usize;
    /// The words of running text that are explained where they stand, in order.
    fn explained(&self, _words: &str) -> Vec<Explained> {
        Vec::new()
    }
}

/// A word that is explained where it stands.
pub struct Explained {
    /// Where it stands in the text, in bytes.
    pub range: Range<usize>,
    /// The id of its explanation, once on a page.
    pub id: String,
    /// Where more about it stands, ready for `href`.
    pub address: String,
    /// What it means.
    pub explanation: String,
    /// The language of the explanation, where it is not that of the text.
    pub lang: Option<String>,
}

/// The whole body, footnotes at its end.
pub fn write(tree: &Tree, surroundings: &dyn Surroundings) -> String {
    let mut writer = Writer::new(surroundings);
    writer.number_footnotes(tree);
    writer.blocks(&tree.blocks);
    writer.footnotes(tree);
    writer.html
}

/// The whole body in two: the first `blocks` blocks, and the others with the footnotes.
pub fn write_in_two(tree: &Tree, blocks: usize, surroundings: &dyn Surroundings) -> (String, String) {
    let mut writer = Writer::new(surroundings);
    writer.number_footnotes(tree);
    let (first, others) = tree.blocks.split_at(blocks);
    writer.blocks(first);
    let first = std::mem::take(&mut writer.html);
    writer.blocks(others);
    writer.footnotes(tree);
    (first, writer.html)
}

/// Part of a body, for kinds that lay out their parts themselves; footnotes are left out.
pub fn write_blocks(blocks: &[Block], surroundings: &dyn Surroundings) -> String {
    let mut writer = Writer::new(surroundings);
    writer.blocks(blocks);
    writer.html
}

/// A run of text, links and all.
pub fn write_text(text: &[Inline], surroundings: &dyn Surroundings) -> String {
    let mut writer = Writer::new(surroundings);
    writer.inlines(text);
    writer.html
}

/// Running text as it stands in a heading or a table of contents: links and footnotes left out.
pub fn write_label(text: &[Inline]) -> String {
    let mut html = String::new();
    for inline in text {
        match inline {
            Inline::Text(words) => escape(words, &mut html),
            Inline::Code(code) => element("code", code, &mut html),
            Inline::Strong(inner) => html.push_str(&format!("<strong>{}</strong>", write_label(inner))),
            Inline::Emphasis(inner) => html.push_str(&format!("<em>{}</em>", write_label(inner))),
            Inline::Strike(inner) => html.push_str(&format!("<s>{}</s>", write_label(inner))),
            Inline::Link(link) => html.push_str(&write_label(&link.text)),
            Inline::Variable(name, _) => placeholder(name, name, &mut html),
            Inline::HardBreak => html.push(' '),
            Inline::Image(_) | Inline::Footnote(_) | Inline::Html(..) => {}
        }
    }
    html
}

/// Escapes text for elements and for quoted attributes.
pub fn escape(text: &str, into: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        into.push_str(&rest[..at]);
        into.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    into.push_str(rest);
}

/// [`escape`] into a new string.
pub fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    escape(text, &mut html);
    html
}

fn element(name: &str, text: &str, html: &mut String) {
    html.push_str(&format!("<{name}>{}</{name}>", escaped(text)));
}

fn placeholder(name: &str, words: &str, html: &mut String) {
    let (name, words) = (escaped(name), escaped(words));
    html.push_str(&format!("<span class=\"placeholder\" data-placeholder=\"{name}\">[{words}]</span>"));
}

struct Writer<'a> {
    html: String,
    surroundings: &'a dyn Surroundings,
    /// The heading above, which names the tables below it.
    heading: Option<String>,
    /// Whether what is written now is running text, whose words may be explained; not a heading, a link or a quotation.
    is_running: bool,
    notes: BTreeMap<String, usize>,
    referred: BTreeMap<String, usize>,
}

impl<'a> Writer<'a> {
    fn new(surroundings: &'a dyn Surroundings) -> Writer<'a> {
        Writer {
            html: String::new(),
            surroundings,
            heading: None,
            is_running: true,
            notes: BTreeMap::new(),
            referred: BTreeMap::new(),
        }
    }

    fn number_footnotes(&mut self, tree: &Tree) {
        self.notes = tree.footnotes.iter().enumerate().map(|(index, note)| (note.label.clone(), index + 1)).collect();
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
            self.html.push('\n');
        }
    }

    fn wrapped(&mut self, open: &str, blocks: &[Block], close: &str) {
        self.html.push_str(open);
        self.blocks(blocks);
        self.html.push_str(close);
    }

    /// Writes what is not running text.
    fn apart(&mut self, write: impl FnOnce(&mut Self)) {
        let was_running = std::mem::replace(&mut self.is_running, false);
        write(self);
        self.is_running = was_running;
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading(heading) => self.heading(heading),
            Block::Paragraph(text) => self.text_in("p", text),
            Block::Plain(text) => self.inlines(text),
            Block::List(list) => self.list(list),
            Block::Quote(inner) => self.apart(|writer| writer.wrapped("<blockquote>\n", inner, "</blockquote>")),
            Block::Callout(kind, inner) => {
                let word = kind.word();
                let title = escaped(&self.surroundings.phrase(&format!("callout.{word}"), 0));
                let open = format!(
                    "<div class=\"callout callout-{word}\" role=\"note\">\n<p class=\"callout-title\">{title}</p>\n"
                );
                self.wrapped(&open, inner, "</div>");
            }
            Block::Code(language, code) => {
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", escaped(language))
                };
                self.html
                    .push_str(&format!("<pre tabindex=\"0\" dir=\"ltr\"><code{class}>{}</code></pre>", escaped(code)));
            }
            Block::Table(table) => self.table(table),
            Block::Definitions(definitions) => {
                self.html.push_str("<dl>\n");
                for definition in definitions {
                    self.apart(|writer| writer.text_in("dt", &definition.term));
                    for details in &definition.details {
                        self.wrapped("\n<dd>", details, "</dd>");
                    }
                    self.html.push('\n');
                }
                self.html.push_str("</dl>");
            }
            Block::Rule => self.html.push_str("<hr>"),
            Block::Html(html, _) => self.html.push_str(html),
        }
    }

    fn heading(&mut self, heading: &Heading) {
        self.heading = Some(plain(&heading.text));
        self.html.push_str(&format!("<h{} id=\"{}\">", heading.level, escaped(&heading.id)));
        self.apart(|writer| writer.inlines(&heading.text));
        self.html.push_str(&format!("</h{}>", heading.level));
    }

    fn text_in(&mut self, name: &str, text: &[Inline]) {
        self.html.push_str(&format!("<{name}>"));
        self.inlines(text);
        self.html.push_str(&format!("</{name}>"));
    }

    fn list(&mut self, list: &List) {
        let is_tasks = list.items.iter().any(|item| item.task.is_some());
        let class = if is_tasks { " class=\"tasks\"" } else { "" };
        let (name, open) = match list.start {
            None => ("ul", format!("<ul{class}>\n")),
            Some(1) => ("ol", format!("<ol{class}>\n")),
            Some(start) => ("ol", format!("<ol{class} start=\"{start}\">\n")),
        };
        self.html.push_str(&open);
        for item in &list.items {
            self.html.push_str(if item.task.is_some() {
                "<li class=\"task\"><span class=\"box\" aria-hidden=\"true\"></span>"
            } else {
                "<li>"
            });
            let content = |writer: &mut Self| match item.blocks.as_slice() {
                [Block::Plain(text)] => writer.inlines(text),
                blocks => writer.blocks(blocks),
            };
            if item.task.is_some() {
                self.apart(content)
            } else {
                content(self)
            }
            self.html.push_str("</li>\n");
        }
        self.html.push_str(&format!("</{name}>"));
    }

    /// Wide tables scroll in a region of their own, which the keyboard reaches and a name announces (WCAG 1.4.10, 2.1.1).
    fn table(&mut self, table: &Table) {
        let number = self.surroundings.next_table();
        let id = format!("table-{number}");
        let number = self.surroundings.phrase("table.label", number);
        let caption = match &self.heading {
            Some(heading) => format!("{number}: {heading}"),
            None => number,
        };
        self.html.push_str(&format!(
            "<div class=\"table\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n<table>\n<caption id=\"{id}\">{}</caption>\n<thead>\n<tr>",
            escaped(&caption)
        ));
        // An empty corner says that the first column names the rows.
        let names_rows = table.head.first().is_some_and(|corner| plain(corner).trim().is_empty());
        for (column, cell) in table.head.iter().enumerate() {
            if column == 0 && names_rows {
                self.html.push_str("<td></td>");
            } else {
                self.html.push_str("<th scope=\"col\">");
                self.apart(|writer| writer.inlines(cell));
                self.html.push_str("</th>");
            }
        }
        self.html.push_str("</tr>\n</thead>\n<tbody>\n");
        for row in &table.rows {
            self.html.push_str("<tr>");
            for (column, cell) in row.iter().enumerate() {
                let (open, close) =
                    if column == 0 && names_rows { ("<th scope=\"row\">", "</th>") } else { ("<td>", "</td>") };
                self.html.push_str(open);
                if column == 0 && names_rows {
                    self.apart(|writer| writer.inlines(cell))
                } else {
                    self.inlines(cell)
                }
                self.html.push_str(close);
            }
            self.html.push_str("</tr>\n");
        }
        self.html.push_str("</tbody>\n</table>\n</div>");
    }

    fn footnotes(&mut self, tree: &Tree) {
        if tree.footnotes.is_empty() {
            return;
        }
        let title = escaped(&self.surroundings.phrase("footnotes.title", 0));
        self.html
            .push_str(&format!("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{title}\">\n<ol>\n"));
        for (index, note) in tree.footnotes.iter().enumerate() {
            let number = index + 1;
            let back = escaped(&self.surroundings.phrase("footnotes.back", number));
            let open = format!("<li id=\"footnote-{number}\">\n");
            let close =
                format!("<a href=\"#reference-{number}\" role=\"doc-backlink\" aria-label=\"{back}\">↩</a></li>\n");
            self.wrapped(&open, &note.blocks, &close);
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    fn inlines(&mut self, text: &[Inline]) {
        for inline in text {
            self.inline(inline);
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text(words) if self.is_running => self.words(words),
            Inline::Text(words) => escape(words, &mut self.html),
            Inline::Code(code) => element("code", code, &mut self.html),
            Inline::Strong(inner) => self.text_in("strong", inner),
            Inline::Emphasis(inner) => self.text_in("em", inner),
            Inline::Strike(inner) => self.text_in("s", inner),
            Inline::Link(link) => self.link(link),
            Inline::Image(image) => {
                let (address, size) = self.surroundings.image(image);
                let size =
                    size.map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\"")).unwrap_or_default();
                let (address, alt) = (escaped(&address), escaped(&plain(&image.alt)));
                self.html.push_str(&format!("<img src=\"{address}\" alt=\"{alt}\"{size} loading=\"lazy\">"));
            }
            Inline::Footnote(label) => self.footnote_reference(label),
            Inline::Variable(name, _) => {
                placeholder(name, &self.surroundings.placeholder(name), &mut self.html);
            }
            Inline::HardBreak => self.html.push_str("<br>\n"),
            Inline::Html(html, _) => self.html.push_str(html),
        }
    }

    /// Running text. An explanation is `hidden`, so that it stands aside without a style sheet too.
    fn words(&mut self, words: &str) {
        let mut written = 0;
        for Explained { range, id, address, explanation, lang } in self.surroundings.explained(words) {
            escape(&words[written..range.start], &mut self.html);
            written = range.end;
            let (word, address) = (escaped(&words[range]), escaped(&address));
            let lang = lang.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default();
            self.html.push_str(&format!(
                "<a class=\"term\" href=\"{address}\" aria-describedby=\"{id}\">{word}</a><span role=\"tooltip\" id=\"{id}\"{lang} hidden>{}</span>",
                escaped(&explanation)
            ));
        }
        escape(&words[written..], &mut self.html);
    }

    fn link(&mut self, link: &Link) {
        let address = escaped(&self.surroundings.link(link));
        self.html.push_str(&format!("<a href=\"{address}\">"));
        // Telephone numbers and addresses keep their own direction in right-to-left text.
        let own_direction =
            link.to.starts_with("tel:") || link.to.starts_with("mailto:") || plain(&link.text) == link.to;
        if own_direction {
            self.html.push_str("<bdi>");
        }
        self.apart(|writer| writer.inlines(&link.text));
        self.html.push_str(if own_direction { "</bdi></a>" } else { "</a>" });
    }

    fn footnote_reference(&mut self, label: &str) {
        let Some(&number) = self.notes.get(label) else { return };
        let times = self.referred.entry(label.to_string()).or_default();
        *times += 1;
        // Only the first reference is what the note leads back to.
        let id = if *times == 1 { format!(" id=\"reference-{number}\"") } else { String::new() };
        self.html.push_str(&format!("<sup><a href=\"#footnote-{number}\"{id} role=\"doc-noteref\">{number}</a></sup>"));
    }
}
