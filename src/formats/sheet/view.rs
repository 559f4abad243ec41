//! What a sheet shows: the contract with the print design, and all that Word files are made from.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::base::source::Span;
use crate::content::front::Audience;
use crate::formats::form_view::FormView;
use crate::lang::{Dir, Lang};
use crate::markup::tree::{Block, Inline, Tree};

/// A sheet in one language, or in two side by side.
#[derive(Clone, Debug, Serialize)]
pub struct SheetView {
    /// Names the sheet among all others; the same from build to build.
    pub ident: String,
    /// Whether its type is large: 18 points.
    pub is_large: bool,
    /// The day its text is from: year, month, day.
    pub date: (i16, i8, i8),
    /// The version of a form.
    pub version: Option<String>,
    /// Where it can be found on the web: the whole address when the site's is known.
    pub address: Option<String>,
    /// The sheet in its language; a second one stands beside it.
    pub voices: Vec<Voice>,
    /// Pictures by the names that texts use.
    #[serde(skip)]
    pub pictures: BTreeMap<String, Arc<[u8]>>,
    /// The document it is made from, for messages about it.
    #[serde(skip)]
    pub origin: Span,
}

/// The words of a sheet in one language.
#[derive(Clone, Debug, Serialize)]
pub struct Voice {
    /// The language.
    pub lang: Lang,
    /// Its direction.
    pub dir: Dir,
    /// The name of the sheet.
    pub title: String,
    /// One sentence about it.
    pub summary: Option<String>,
    /// Who publishes it.
    pub organisation: String,
    /// The licence of the text.
    pub licence: Option<String>,
    /// The date in words.
    pub date: Option<String>,
    /// Phrases of the theme that sheets use, by key.
    pub strings: BTreeMap<String, String>,
    /// What the sheet is about.
    pub content: Content,
}

/// The content of a sheet, by its kind.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// A form.
    Form(FormView<Tree>),
    /// Things to tick.
    Checklist(Checklist),
    /// A message to copy.
    Message(Message),
    /// Cards, two to a page.
    Cards(Vec<Card>),
    /// The whole process.
    Process(Vec<Step>),
    /// Many pages as one document.
    Pack(Pack),
}

/// A checklist.
#[derive(Clone, Debug, Serialize)]
pub struct Checklist {
    /// When to use it.
    pub when: Option<String>,
    /// What comes before the first group.
    pub intro: Tree,
    /// Its items by phase.
    pub groups: Vec<Group>,
}

/// Items that belong together.
#[derive(Clone, Debug, Serialize)]
pub struct Group {
    /// Its heading; a list without headings has one group without.
    pub title: Option<Vec<Inline>>,
    /// Its items.
    pub items: Vec<Item>,
}

/// A thing to tick.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    /// The same in every language.
    pub id: String,
    /// What to do.
    pub text: Vec<Inline>,
    /// Help for it.
    pub hint: Vec<Block>,
    /// Who does it, in words.
    pub who: Option<String>,
    /// When it is due, in words.
    pub due: Option<String>,
}

/// A message.
#[derive(Clone, Debug, Serialize)]
pub struct Message {
    /// When to send it.
    pub intro: Tree,
    /// The texts to copy.
    pub texts: Vec<Text>,
    /// What else the sender should know.
    pub notes: Tree,
}

/// A text to copy.
#[derive(Clone, Debug, Serialize)]
pub struct Text {
    /// Its heading.
    pub title: String,
    /// The subject line.
    pub subject: Option<Vec<Inline>>,
    /// Its words; placeholders stand by their names.
    pub body: Tree,
}

/// A situation on a card.
#[derive(Clone, Debug, Serialize)]
pub struct Card {
    /// The situation.
    pub title: String,
    /// How soon to act, in words; only when soon.
    pub urgency: Option<String>,
    /// What one sees.
    pub signs: Vec<String>,
    /// Its short sections: heading and text.
    pub sections: Vec<CardSection>,
}

/// A part of a card.
#[derive(Clone, Debug, Serialize)]
pub struct CardSection {
    /// Its heading.
    pub title: Vec<Inline>,
    /// Its text.
    pub body: Tree,
}

/// A step of the process.
#[derive(Clone, Debug, Serialize)]
pub struct Step {
    /// From 1.
    pub number: usize,
    /// Its name.
    pub title: String,
    /// How long it takes.
    pub time: Option<String>,
    /// Who does what.
    pub who: Vec<(Audience, String, String)>,
    /// When it is done.
    pub done_when: Option<String>,
}

/// Many pages as one document.
#[derive(Clone, Debug, Serialize)]
pub struct Pack {
    /// Its chapters, in order.
    pub chapters: Vec<Chapter>,
}

/// A page of the guide as a chapter.
#[derive(Clone, Debug, Serialize)]
pub struct Chapter {
    /// What links within the document lead to.
    pub id: String,
    /// 1 for a section's page, 2 for a page in it.
    pub level: u8,
    /// Its title.
    pub title: String,
    /// Its lead.
    pub summary: Option<String>,
    /// What its kind tells in short: label and text.
    pub facts: Vec<(String, Vec<String>)>,
    /// Its text.
    pub body: Tree,
}
