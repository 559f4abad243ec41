//! What templates may see: the contract with themes.
//!
//! All addresses are ready-made and relative to the page; all texts are in the right language.

use serde::Serialize;
use serde_json::Value;

use super::downloads::DownloadView;
use crate::content::Kind;
use crate::content::front::{Audience, Phase};
use crate::lang::{Dir, Lang};
use crate::site::config::Licence;

/// The guide as a whole.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    /// The guide's title.
    pub title: String,
    /// Who publishes it.
    pub organisation: String,
    /// Where to write to.
    pub contact_email: Option<String>,
    /// The licence of the texts.
    pub licence: Option<Licence>,
    /// Whether this is the edition for disks.
    pub offline: bool,
}

/// A language and its direction.
#[derive(Clone, Debug, Serialize)]
pub struct LangView {
    /// Its tag.
    pub tag: Lang,
    /// Its direction.
    pub dir: Dir,
}

impl LangView {
    /// The language of something.
    pub fn of(lang: &Lang) -> LangView {
        LangView { tag: lang.clone(), dir: lang.dir() }
    }
}

/// A date for machines and for people.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// ISO 8601.
    pub iso: String,
    /// As the language writes it.
    pub text: String,
}

/// A page as others mention it.
#[derive(Clone, Debug, Serialize)]
pub struct Ref {
    /// Its title.
    pub title: String,
    /// Its title in menus.
    pub short: String,
    /// A mentor type's describing phrase.
    pub label: Option<String>,
    /// Its summary.
    pub summary: Option<String>,
    /// Its address.
    pub url: String,
    /// The language of these texts.
    pub lang: Lang,
    /// Their direction.
    pub dir: Dir,
    /// Whether it is shown in another language than the one asked for.
    pub is_fallback: bool,
    /// What sort of page it is.
    pub kind: Kind,
    /// Its place in a sequence, from 1.
    pub number: Option<usize>,
    /// Of a step: how long it takes.
    pub time: Option<String>,
    /// Of a step: who does what.
    pub who: Vec<Who>,
    /// Who it is for.
    pub audience: Vec<Audience>,
    /// Of a page of questions: the questions.
    pub questions: Vec<QuestionRef>,
    /// Whether it is the page itself.
    pub current: bool,
}

/// What a role does in a step.
#[derive(Clone, Debug, Serialize)]
pub struct Who {
    /// The role.
    pub role: Audience,
    /// What it does.
    pub text: String,
}

/// A question of another page.
#[derive(Clone, Debug, Serialize)]
pub struct QuestionRef {
    /// Its fragment.
    pub id: String,
    /// The question.
    pub question: String,
    /// Its address.
    pub url: String,
}

/// An entry of a menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuItem {
    /// Its words.
    pub title: String,
    /// The language of the words.
    pub lang: Lang,
    /// Their direction.
    pub dir: Dir,
    /// Where it leads.
    pub url: String,
    /// `page` for the page itself, `true` for a section it is in.
    pub current: Option<&'static str>,
}

/// A heading in the table of contents.
#[derive(Clone, Debug, Serialize)]
pub struct TocItem {
    /// Its fragment.
    pub id: String,
    /// Its text, as HTML.
    pub text: String,
    /// The headings below it.
    pub children: Vec<TocItem>,
}

/// An entry of the language switcher.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageItem {
    /// Its tag.
    pub tag: Lang,
    /// Its direction.
    pub dir: Dir,
    /// Its own name for itself.
    pub name: String,
    /// The same page in it.
    pub url: String,
    /// Whether this is the language being read.
    pub is_current: bool,
    /// Whether the page is missing in it.
    pub is_missing: bool,
    /// Whether it covers only part of the guide.
    pub is_partial: bool,
    /// In its own words: that the page is missing, or the guide partial.
    pub note: Option<String>,
    /// On the chooser: an invitation.
    pub tagline: Option<String>,
}

/// The place of a page in a sequence.
#[derive(Clone, Debug, Serialize)]
pub struct Position {
    /// From 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

/// Something that pages are about.
#[derive(Clone, Debug, Serialize)]
pub struct TopicView {
    /// Its name.
    pub title: String,
    /// The list of all pages about it.
    pub url: String,
}

/// The page itself.
#[derive(Clone, Debug, Serialize)]
pub struct Content {
    /// The word for its kind.
    pub kind: &'static str,
    /// Its id.
    pub id: String,
    /// The first part of its id.
    pub folder: String,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: Option<String>,
    /// Its body, as HTML.
    pub body: String,
    /// The language of title, summary and body.
    pub lang: Lang,
    /// Their direction.
    pub dir: Dir,
    /// Whether that is not the language asked for.
    pub is_fallback: bool,
    /// Who it is for.
    pub audience: Vec<Audience>,
    /// When it is needed.
    pub phase: Option<Phase>,
    /// When it was last read through.
    pub reviewed: Option<DateView>,
    /// When its facts were last checked.
    pub checked: Option<DateView>,
    /// Its table of contents; empty when it is short.
    pub toc: Vec<TocItem>,
    /// The pages from home to its parent.
    pub breadcrumbs: Vec<Ref>,
    /// Its place in a sequence.
    pub position: Option<Position>,
    /// The page before.
    pub previous: Option<Ref>,
    /// The page after.
    pub next: Option<Ref>,
    /// What to read next.
    pub related: Vec<Ref>,
    /// What it is about.
    pub topics: Vec<TopicView>,
    /// Where readers tell whether it was helpful, if they are asked.
    pub feedback: Option<String>,
    /// The pages of a section.
    pub children: Vec<Ref>,
    /// What it offers for download.
    pub downloads: Vec<DownloadView>,
    /// What only its kind has.
    pub meta: Value,
}
