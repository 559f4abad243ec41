//! HTML in Markdown: it could break any promise that the site makes, so a guide has to ask for it.

use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::markup::tree::{Block, Inline, Tree};

/// Reports raw HTML and takes it out; comments go silently.
pub fn refuse(tree: &mut Tree, diags: &mut Diagnostics) {
    let mut report = |html: &str, span: Span| {
        if is_comment(html) {
            return;
        }
        // Text after a comment on the same line is HTML as well, and would vanish with it.
        if html.trim_start().starts_with("<!--") {
            diags
                .error("raw-html", span, "the text beside this comment is HTML, and no reader would see it")
                .help("put the comment on a line of its own");
        } else {
            diags
                .error("raw-html", span, "HTML is not allowed in Markdown here")
                .help("say it in Markdown, or set `allow_html: true` in guide.yaml");
        }
    };
    remove_blocks(&mut tree.blocks, &mut report);
    tree.footnotes.iter_mut().for_each(|note| remove_blocks(&mut note.blocks, &mut report));
    tree.for_each_text_mut(&mut |text| remove_inlines(text, &mut report));
}

fn is_comment(html: &str) -> bool {
    html.trim()
        .strip_prefix("<!--")
        .and_then(|rest| rest.strip_suffix("-->"))
        .is_some_and(|inner| !inner.contains("-->"))
}

fn remove_blocks(blocks: &mut Vec<Block>, report: &mut impl FnMut(&str, Span)) {
    blocks.retain_mut(|block| match block {
        Block::Html(html, span) => {
            report(html, *span);
            false
        }
        Block::Quote(inner) | Block::Callout(_, inner) => {
            remove_blocks(inner, report);
            true
        }
        Block::List(list) => {
            list.items.iter_mut().for_each(|item| remove_blocks(&mut item.blocks, report));
            true
        }
        Block::Definitions(all) => {
            all.iter_mut().flat_map(|one| &mut one.details).for_each(|details| remove_blocks(details, report));
            true
        }
        Block::Heading(_) | Block::Paragraph(_) | Block::Plain(_) | Block::Code(..) | Block::Table(_) | Block::Rule => {
            true
        }
    });
}

fn remove_inlines(text: &mut Vec<Inline>, report: &mut impl FnMut(&str, Span)) {
    text.retain_mut(|inline| {
        if let Inline::Html(html, span) = inline {
            report(html, *span);
            return false;
        }
        inline.inner_mut().into_iter().for_each(|inner| remove_inlines(inner, report));
        true
    });
}
