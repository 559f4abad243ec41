//! Builds the views of sheets from documents.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use super::text::Paper;
use super::view::{Card, CardSection, Checklist, Content, Group, Item, Message, SheetView, Step, Text, Voice};
use crate::content::checklist::{self, Task};
use crate::content::document::Document;
use crate::content::scenario::Urgency;
use crate::content::{Meta, message};
use crate::formats::Planning;
use crate::formats::form_view;
use crate::markup::outline::parts;
use crate::markup::parse::parse_line;
use crate::markup::text::plain;
use crate::markup::tree::{Block, Tree};
use crate::site::Page;

/// Keys of phrases that sheets may use.
const PHRASES: [&str; 4] = ["sheet.", "form.", "callout.", "checklist."];

/// How long a form takes: the one phrase with a number in it that is known when a sheet is built.
const MINUTES: &str = "form.minutes_value";

/// The parts of a situation that stand on its card.
const ON_CARDS: [&str; 5] = ["situation", "first", "ask-mentor", "ask-mentee", "words"];

/// Builds the sheets of one document.
pub(super) struct Builder<'a> {
    pub(super) planning: &'a Planning<'a>,
    pub(super) doc: &'a Document,
    pub(super) paper: Paper<'a>,
}

impl<'a> Builder<'a> {
    pub(super) fn new(planning: &'a Planning<'a>, doc: &'a Document) -> Builder<'a> {
        let paper = Paper { planning, lang: &doc.lang, within: Default::default() };
        Builder { planning, doc, paper }
    }

    /// A sheet in the document's language.
    pub(super) fn sheet(&self, content: Content, pictures: BTreeMap<String, Arc<[u8]>>) -> SheetView {
        let head = match &content {
            Content::Form(form) => form.head.clone(),
            _ => Default::default(),
        };
        let site = self.planning.site;
        let original = site.original(&self.doc.id);
        let date = head.date.or(self.doc.front.reviewed).or_else(|| original?.front.reviewed);
        let day = date.unwrap_or(jiff::civil::date(2000, 1, 1));
        let config = &site.config;
        let formats = &config.language(&self.doc.lang).formats;
        let variables = config.variables(config.language(&self.doc.lang));
        let title = config.title(&self.doc.lang).to_string();
        let address = self.planning.short_address(self.doc);
        let mut strings = self.planning.phrases(&self.doc.lang, &PHRASES);
        if let Some(minutes) = head.minutes {
            let fill = BTreeMap::from([("n".to_string(), minutes.into())]);
            strings.insert(MINUTES.to_string(), self.planning.phrase_with(MINUTES, &self.doc.lang, &fill));
        }
        let voice = Voice {
            lang: self.doc.lang.clone(),
            dir: self.doc.lang.dir(),
            title: self.doc.front.title.clone(),
            summary: self.doc.front.summary.clone(),
            organisation: variables.get("organisation").cloned().unwrap_or(title),
            licence: config.licence.as_ref().map(|licence| licence.name.clone()),
            date: date.map(|date| formats.date(date)),
            strings,
            content,
        };
        SheetView {
            ident: String::new(),
            is_large: false,
            date: (day.year(), day.month(), day.day()),
            version: head.version,
            address,
            voices: vec![voice],
            pictures,
            origin: crate::base::source::Span::start_of(self.doc.source),
        }
    }

    /// A form.
    pub(super) fn form(&self) -> Option<SheetView> {
        self.planning.site.original(&self.doc.id)?;
        let pictures = RefCell::default();
        let page = Page { lang: &self.doc.lang, doc: self.doc };
        let form = form_view::form(self.planning, page, |text| {
            self.paper.tree(self.doc, &self.doc.markdown(text), &mut pictures.borrow_mut())
        });
        Some(self.sheet(Content::Form(form), pictures.into_inner()))
    }

    /// A sheet with the same in another language beside it; `None` when the two ask different questions.
    pub(super) fn beside(&self, sheet: &SheetView, other: &Document) -> Option<SheetView> {
        let second = Builder::new(self.planning, other).form()?;
        let mut sheet = sheet.clone();
        sheet.voices.extend(second.voices);
        sheet.pictures.extend(second.pictures);
        Some(sheet)
    }

    /// A checklist.
    pub(super) fn checklist(&self) -> SheetView {
        let mut pictures = BTreeMap::new();
        let tree = self.paper.tree(self.doc, &self.doc.tree, &mut pictures);
        let tasks = self.planning.tasks(self.doc);
        let when = match &self.doc.meta {
            Meta::Checklist(list) => list.when.clone(),
            _ => None,
        };
        let mut number = 0;
        let groups = checklist::groups(&tree).into_iter().map(|(heading, items)| Group {
            title: heading.map(|heading| heading.text.clone()),
            items: items
                .into_iter()
                .map(|item| {
                    number += 1;
                    self.item(item, number, tasks)
                })
                .collect(),
        });
        let list = Checklist { when, intro: part_of(checklist::intro(&tree)), groups: groups.collect() };
        self.sheet(Content::Checklist(list), pictures)
    }

    /// An item; one without a name is called by its number.
    fn item(&self, item: &crate::markup::tree::Item, number: usize, tasks: &BTreeMap<String, Task>) -> Item {
        let task = item.id.as_ref().and_then(|id| tasks.get(id)).cloned().unwrap_or_default();
        let (text, hint) = item.split();
        Item {
            id: item.id.clone().unwrap_or_else(|| format!("_item{number}")),
            text: text.to_vec(),
            hint: hint.to_vec(),
            who: task.who.map(|who| self.planning.phrase(&format!("who.{}", who.word()), &self.doc.lang)),
            due: task.due.map(|due| self.planning.due_in_words(due, self.doc)),
        }
    }

    /// A message with its placeholders by name.
    pub(super) fn message(&self) -> SheetView {
        let mut pictures = BTreeMap::new();
        let tree = self.paper.tree(self.doc, &self.doc.tree, &mut pictures);
        let (intro, parts) = parts(&tree.blocks);
        let subject = match &self.doc.meta {
            Meta::Message(message) => message.subject.as_ref(),
            _ => None,
        };
        let subject = subject.map(|text| self.paper.text(self.doc, &parse_line(text), &mut pictures));
        let text = |part: &crate::markup::outline::Part| Text {
            title: plain(&part.heading.text),
            subject: subject.clone().filter(|_| part.heading.id == "text"),
            body: part_of(part.blocks),
        };
        let (texts, notes): (Vec<_>, Vec<_>) = parts.iter().partition(|part| message::is_text(part));
        let notes: Vec<Block> = notes
            .iter()
            .flat_map(|part: &&crate::markup::outline::Part| {
                std::iter::once(Block::Heading(part.heading.clone())).chain(part.blocks.iter().cloned())
            })
            .collect();
        let message =
            Message { intro: part_of(intro), texts: texts.into_iter().map(text).collect(), notes: part_of(&notes) };
        self.sheet(Content::Message(message), pictures)
    }

    /// The steps below a section at one glance; `None` when there are none.
    pub(super) fn overview(&self) -> Option<SheetView> {
        let site = self.planning.site;
        let steps: Vec<Step> = site
            .children(&self.doc.id, &self.doc.lang)
            .into_iter()
            .filter_map(|page| match &page.doc.meta {
                Meta::Step(step) => Some((page, step)),
                _ => None,
            })
            .enumerate()
            .map(|(index, (page, step))| Step {
                number: index + 1,
                title: page.doc.front.title.clone(),
                time: step.time.clone(),
                who: step
                    .who
                    .iter()
                    .map(|(role, text)| {
                        let words = self.planning.phrase(&format!("role.{}", role.word()), &self.doc.lang);
                        (*role, words, text.clone())
                    })
                    .collect(),
                done_when: step.done_when.clone(),
            })
            .collect();
        (!steps.is_empty()).then(|| self.sheet(Content::Process(steps), BTreeMap::new()))
    }

    /// The situations below a section as cards, urgent ones first; `None` when there are none.
    pub(super) fn cards(&self) -> Option<SheetView> {
        let site = self.planning.site;
        let mut pictures = BTreeMap::new();
        let mut cards: Vec<(Urgency, Card)> = Vec::new();
        for page in site.children(&self.doc.id, &self.doc.lang) {
            let (Meta::Scenario(own), Some(Meta::Scenario(original))) =
                (&page.doc.meta, site.original(&page.doc.id).map(|original| &original.meta))
            else {
                continue;
            };
            let tree = self.paper.tree(page.doc, &page.doc.tree, &mut pictures);
            let (_, parts) = parts(&tree.blocks);
            let sections = parts.iter().filter(|part| ON_CARDS.contains(&part.heading.id.as_str()));
            let urgency = original.urgency;
            let words = || self.planning.phrase(&format!("urgency.{}", urgency.word()), &self.doc.lang);
            let card = Card {
                title: page.doc.front.title.clone(),
                urgency: (urgency != Urgency::Calm).then(words),
                signs: own.signs.clone(),
                sections: sections
                    .map(|part| CardSection { title: part.heading.text.clone(), body: part_of(part.blocks) })
                    .collect(),
            };
            cards.push((urgency, card));
        }
        cards.sort_by_key(|(urgency, _)| *urgency);
        let cards: Vec<Card> = cards.into_iter().map(|(_, card)| card).collect();
        (!cards.is_empty()).then(|| self.sheet(Content::Cards(cards), pictures))
    }
}

/// Part of a body; its footnotes stay behind.
pub(super) fn part_of(blocks: &[Block]) -> Tree {
    Tree { blocks: blocks.to_vec(), ..Tree::default() }
}
