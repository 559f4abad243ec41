//! The kinds of content: what the front matter of each may say.

pub mod article;
pub mod checklist;
pub mod deck;
pub mod directory;
pub mod document;
pub mod faq;
pub mod fill;
pub mod form;
pub mod front;
pub mod glossary;
pub mod home;
pub mod id;
pub mod mentor_type;
pub mod message;
pub mod raw_html;
pub mod role;
pub mod scenario;
pub mod step;
pub mod terms;
pub mod tool;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::base::diag::Diagnostics;
use crate::base::fields::Fields;

/// What sort of document this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// The top page.
    Home,
    /// A folder's own page.
    Section,
    /// A page like any other.
    Article,
    /// A step of the process.
    Step,
    /// What a person in the programme does.
    Role,
    /// A way of being a mentor.
    MentorType,
    /// Things to tick.
    Checklist,
    /// Questions and their answers.
    Faq,
    /// A difficult situation.
    Scenario,
    /// A message to send.
    Message,
    /// An exercise.
    Tool,
    /// Slides.
    Deck,
    /// Organisations.
    Directory,
    /// Terms.
    Glossary,
    /// A form to fill in.
    Form,
}

impl Kind {
    /// The word for it in front matter and in names of templates.
    pub fn word(self) -> &'static str {
        match self {
            Kind::Home => "home",
            Kind::Section => "section",
            Kind::Article => "article",
            Kind::Step => "step",
            Kind::Role => "role",
            Kind::MentorType => "mentor-type",
            Kind::Checklist => "checklist",
            Kind::Faq => "faq",
            Kind::Scenario => "scenario",
            Kind::Message => "message",
            Kind::Tool => "tool",
            Kind::Deck => "deck",
            Kind::Directory => "directory",
            Kind::Glossary => "glossary",
            Kind::Form => "form",
        }
    }

    /// Whether its documents follow one another, so that a page shows its place and the next one.
    pub fn is_sequence(self) -> bool {
        matches!(self, Kind::Step | Kind::MentorType)
    }
}

/// The typed front matter that only one kind has.
#[derive(Clone, Debug)]
pub enum Meta {
    /// The doors of the top page.
    Home(home::Home),
    /// A folder's own page has none.
    Section,
    /// An article has none.
    Article(article::Article),
    /// Time, people and the end of a step.
    Step(step::Step),
    /// Tasks of a role.
    Role(role::Role),
    /// A mentor type in short.
    MentorType(mentor_type::MentorType),
    /// When and what a checklist is for.
    Checklist(checklist::Checklist),
    /// Questions have none; the body is cut into them.
    Faq(faq::Faq),
    /// The urgency of a situation.
    Scenario(scenario::Scenario),
    /// Where a message is sent.
    Message(message::Message),
    /// What an exercise needs.
    Tool(tool::Tool),
    /// The length of a deck.
    Deck(deck::Deck),
    /// The entries of a directory.
    Directory(directory::Directory),
    /// The terms of a glossary.
    Glossary(glossary::Glossary),
    /// The outline of a form.
    Form(Box<form::Form>),
    /// The texts of a translated form; its structure is the original's.
    FormTexts(Box<form::texts::FormTexts>),
}

impl Meta {
    /// Reads the keys of `kind`. Forms are read by their own module, since originals and translations differ.
    pub fn read(kind: Kind, is_original: bool, fields: &mut Fields, diags: &mut Diagnostics) -> Meta {
        match kind {
            Kind::Home => Meta::Home(fields.take(diags)),
            Kind::Section => Meta::Section,
            Kind::Article => Meta::Article(fields.take(diags)),
            Kind::Step => Meta::Step(fields.take(diags)),
            Kind::Role => Meta::Role(fields.take(diags)),
            Kind::MentorType => Meta::MentorType(fields.take(diags)),
            Kind::Checklist => Meta::Checklist(fields.take(diags)),
            Kind::Faq => Meta::Faq(fields.take(diags)),
            Kind::Scenario => Meta::Scenario(fields.take(diags)),
            Kind::Message => Meta::Message(fields.take(diags)),
            Kind::Tool => Meta::Tool(fields.take(diags)),
            Kind::Deck => Meta::Deck(fields.take(diags)),
            Kind::Directory => Meta::Directory(fields.take(diags)),
            Kind::Glossary => Meta::Glossary(fields.take(diags)),
            Kind::Form if is_original => Meta::Form(Box::new(fields.take(diags))),
            Kind::Form => Meta::FormTexts(Box::new(fields.take(diags))),
        }
    }
}
