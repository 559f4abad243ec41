//! Markdown as survey tools show it: plain text, with the address behind the words of each link.

use crate::markup::tree::{Block, Inline, List, Text, Tree};

/// A tree as plain text, a line for each of its blocks.
pub(super) fn plain(tree: &Tree) -> String {
    let notes = tree.footnotes.iter().flat_map(|note| &note.blocks);
    let lines: Vec<String> = tree.blocks.iter().chain(notes).flat_map(lines).collect();
    lines.join("\n")
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(heading) => vec![text(&heading.text)],
        Block::Paragraph(words) | Block::Plain(words) => vec![text(words)],
        Block::Quote(inner) | Block::Callout(_, inner) => inner.iter().flat_map(lines).collect(),
        Block::List(list) => items(list),
        Block::Code(_, code) => code.lines().map(str::to_string).collect(),
        Block::Table(table) => {
            let row = |cells: &Vec<Text>| cells.iter().map(|cell| text(cell)).collect::<Vec<_>>().join(" | ");
            std::iter::once(&table.head).chain(&table.rows).map(row).collect()
        }
        Block::Definitions(all) => all
            .iter()
            .flat_map(|one| std::iter::once(text(&one.term)).chain(one.details.iter().flatten().flat_map(lines)))
            .collect(),
        Block::Rule | Block::Html(..) => Vec::new(),
    }
}

fn items(list: &List) -> Vec<String> {
    let mut all = Vec::new();
    for (index, item) in (0u64..).zip(&list.items) {
        let mark = list.start.map_or_else(|| "– ".to_string(), |first| format!("{}. ", first + index));
        for (at, line) in item.blocks.iter().flat_map(lines).enumerate() {
            all.push(if at == 0 { mark.clone() + &line } else { line });
        }
    }
    all
}

fn text(words: &[Inline]) -> String {
    words.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> String {
    match inline {
        Inline::Text(words) | Inline::Code(words) => words.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Strike(inner) => text(inner),
        Inline::Link(link) => {
            let words = text(&link.text);
            let address = link.to.trim_start_matches("mailto:").trim_start_matches("tel:");
            if address.is_empty() || words.contains(address) { words } else { format!("{words} ({address})") }
        }
        Inline::Image(image) => text(&image.alt),
        Inline::HardBreak => "\n".to_string(),
        Inline::Variable(name, _) => format!("[{name}]"),
        Inline::Footnote(_) | Inline::Html(..) => String::new(),
    }
}
