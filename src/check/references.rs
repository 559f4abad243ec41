//! Everything that names something else: links, pictures, related pages, menus, doors.

use std::collections::BTreeSet;

use super::fragments::Fragments;
use crate::base::diag::{Diagnostics, nearest};
use crate::base::source::Span;
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::id::DocId;
use crate::markup::text::plain;
use crate::markup::tree::{Image, Inline, Link};
use crate::site::Site;
use crate::site::links::Target;

/// Checks every reference of one document.
pub fn check(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    named_ids(site, doc, diags);
    let mut fragments = Fragments::of(site, doc);
    doc.tree.for_each_inline(&mut |inline| match inline {
        Inline::Link(one) => {
            link(site, doc, one, diags);
            fragments.check(one, diags);
        }
        Inline::Image(one) => image(site, doc, one, diags),
        _ => {}
    });
}

/// Checks the references of `guide.yaml`.
pub fn check_menus(site: &Site, diags: &mut Diagnostics) {
    let config = &site.config;
    for (id, span) in config.menu.iter().chain(&config.second_menu).chain(&config.footer_menu) {
        if site.listing(id).is_none() {
            known(site, id, *span, diags);
        }
    }
    for one in &config.bilingual {
        known(site, &one.form, one.span, diags);
    }
    for pack in &config.packs {
        known(site, &pack.page, pack.span, diags);
        pack.documents.iter().for_each(|(id, span)| known(site, id, *span, diags));
    }
    if site.original(&DocId::new(DocId::HOME)).is_none() {
        let path = format!("content/{}/index.md", config.original());
        diags
            .error("missing-home", Span::start_of(config.source), "the guide has no home page")
            .help(format!("write {path}"));
    }
}

fn known(site: &Site, id: &DocId, span: Span, diags: &mut Diagnostics) {
    if !site.has(id) {
        let help = match nearest(id.as_str(), site.ids().map(DocId::as_str)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write the path of its file below the language folder, without `.md`".to_string(),
        };
        diags.error("unknown-reference", span, format!("no document is called `{id}`")).help(help);
    }
}

/// Ids in front matter, and the numbers of facts.
fn named_ids(site: &Site, doc: &Document, diags: &mut Diagnostics) {
    let each = |key: &str, ids: &[DocId], diags: &mut Diagnostics| {
        for (index, id) in ids.iter().enumerate() {
            known(site, id, doc.at(&[key, &index.to_string()]), diags);
        }
    };
    each("related", &doc.front.related, diags);
    let topics: BTreeSet<&str> = match doc.front.topics.as_slice() {
        [] => BTreeSet::new(),
        _ => site.config.topics(&doc.lang).map(|(id, _)| id).collect(),
    };
    for (index, topic) in doc.front.topics.iter().enumerate() {
        if !topics.contains(topic.as_str()) {
            let help = if topics.is_empty() {
                "define it under `topics` in guide.yaml".to_string()
            } else {
                diags.suggest(topic, topics.iter().copied())
            };
            let span = doc.at(&["topics", &index.to_string()]);
            diags.error("unknown-topic", span, format!("no topic is called `{topic}`")).help(help);
        }
    }
    match &doc.meta {
        Meta::MentorType(one) => each("borrow", &one.borrow, diags),
        Meta::Home(home) => {
            for (index, door) in home.doors.iter().enumerate() {
                known(site, &door.to, doc.at(&["doors", &index.to_string(), "to"]), diags);
            }
        }
        _ => {}
    }
    for (key, letter, digits, numbers) in [("facts", 'F', 3, &doc.front.facts), ("beyond", 'B', 2, &doc.front.beyond)] {
        for (index, number) in numbers.iter().enumerate() {
            let is_number = number
                .strip_prefix(letter)
                .is_some_and(|rest| rest.len() == digits && rest.bytes().all(|byte| byte.is_ascii_digit()));
            if !is_number {
                let example = format!("{letter}{:0digits$}", 12);
                diags
                    .error(
                        "unknown-fact",
                        doc.at(&[key, &index.to_string()]),
                        format!("`{number}` is not a number of `{key}`"),
                    )
                    .help(format!("write it like `{example}`"));
            }
        }
    }
}

pub(super) fn link(site: &Site, doc: &Document, link: &Link, diags: &mut Diagnostics) {
    if plain(&link.text).trim().is_empty() {
        diags.error("empty-link", link.span, "this link has no text").help("say where it leads, between `[` and `]`");
    }
    match site.target(doc, &link.to) {
        Target::Nowhere(path) => nowhere(site, &path, &link.to, link.span, diags),
        Target::Unsafe => {
            diags
                .error("unsafe-link", link.span, format!("`{}` is not an address that readers may be sent to", link.to))
                .help("link to a file of the guide, or to an https, mailto or tel address");
        }
        Target::Document(..) | Target::Fragment(_) | Target::Media(_) | Target::Outside => {}
    }
}

fn nowhere(site: &Site, path: &str, written: &str, span: Span, diags: &mut Diagnostics) {
    let in_language = path.split_once('/').map_or(path, |(_, rest)| rest);
    let paths = site.link_paths();
    // The right name in the wrong folder is the commonest mistake.
    let name = in_language.rsplit('/').next().unwrap_or(in_language);
    let elsewhere = paths.iter().find(|other| other.rsplit('/').next() == Some(name) && name != "index.md");
    let help = match elsewhere.copied().or_else(|| nearest(in_language, paths.iter().copied())) {
        Some(near) => format!("there is `{near}`; links are relative to the file they stand in"),
        None => "check the path: it is relative to the file the link stands in, and ends with .md or .yaml".to_string(),
    };
    diags.error("broken-link", span, format!("`{written}` leads to no file")).help(help);
}

pub(super) fn image(site: &Site, doc: &Document, image: &Image, diags: &mut Diagnostics) {
    if let Target::Media(path) = site.target(doc, &image.to) {
        if let Some(size) = site.picture_size(&path).filter(|size| size.is_too_large()) {
            let message =
                format!("this picture of {} × {} pixels is too large for phones and sheets", size.width, size.height);
            diags
                .error("large-picture", image.span, message)
                .help("save it smaller: 2000 pixels on its longer side are enough");
        }
    } else {
        let pictures: Vec<&str> = site.media.keys().map(String::as_str).collect();
        let help = match nearest(&image.to, pictures.iter().copied()) {
            Some(near) => format!("there is `{near}`; the path is relative to the file it stands in"),
            None => "put the picture into `content/media/` and link to it from there".to_string(),
        };
        diags.error("missing-picture", image.span, format!("there is no picture `{}`", image.to)).help(help);
    }
    if plain(&image.alt).trim().is_empty() {
        diags
            .error("missing-alt", image.span, "this picture has no alternative text")
            .help("say between `[` and `]` what the picture tells");
    }
}
