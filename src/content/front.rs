//! The front matter that every kind of content has.

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Kind;
use super::id::DocId;

/// Front matter common to all documents. In a translation, what stands only in the original is taken from there.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Front {
    /// The page's only `h1`.
    pub title: String,
    /// A shorter title for menus and breadcrumbs.
    pub nav_title: Option<String>,
    /// One sentence, at most 160 characters: the lead, and what a search engine shows.
    pub summary: Option<String>,
    /// The page's part of the address in its language.
    #[schemars(regex(pattern = r"^[a-z0-9]([a-z0-9-]*[a-z0-9])?$"))]
    pub slug: Option<String>,
    /// Old addresses below the language, which lead to the new one.
    pub aliases: Vec<String>,
    /// Who the page is for.
    pub audience: Vec<Audience>,
    /// When in a programme the page is needed.
    pub phase: Option<Phase>,
    /// What the page is about: ids of `topics` in guide.yaml.
    pub topics: Vec<String>,
    /// The place among its siblings.
    pub order: Option<i32>,
    /// What to read next.
    pub related: Vec<DocId>,
    /// When somebody last read the page through.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub reviewed: Option<Date>,
    /// When numbers, law and others' facts on the page were last checked.
    #[schemars(with = "Option<String>", extend("format" = "date"))]
    pub checked: Option<Date>,
    /// Where the facts come from, for those who look after the guide; not shown.
    pub facts: Vec<String>,
    /// What goes beyond the sources; not shown.
    pub beyond: Vec<String>,
    /// `false` leaves the table of contents out, where nothing may stand before the text.
    pub toc: Option<bool>,
    /// `false` leaves out the links from words to the glossary, `true` has them where the guide has none.
    pub glossary_links: Option<bool>,
    /// Left out of the site unless drafts are asked for.
    pub draft: bool,
    /// Overrules the kind that the folder decides.
    pub kind: Option<Kind>,
    /// Codes of warnings that are wrong about this page.
    pub allow: Vec<String>,
    /// The digest of the original this translation was made from.
    pub translated_from: Option<String>,
}

/// A person the guide speaks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Everybody.
    All,
    /// Who is mentored.
    Mentee,
    /// Who mentors.
    Mentor,
    /// Who runs a programme.
    Organiser,
    /// Who leads a team.
    Supervisor,
}

impl Audience {
    /// All of them.
    pub const ALL: [Audience; 5] =
        [Audience::Mentee, Audience::Mentor, Audience::Organiser, Audience::Supervisor, Audience::All];

    /// The word in front matter and in keys of strings.
    pub fn word(self) -> &'static str {
        match self {
            Audience::All => "all",
            Audience::Mentee => "mentee",
            Audience::Mentor => "mentor",
            Audience::Organiser => "organiser",
            Audience::Supervisor => "supervisor",
        }
    }
}

/// A phase of a mentoring programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Phase {
    /// Before anybody has signed up.
    Before,
    /// While pairs are made.
    Match,
    /// When pairs begin.
    Start,
    /// While pairs meet.
    Middle,
    /// When pairs finish.
    End,
    /// Months later.
    After,
}

impl Phase {
    /// All of them, in order.
    pub const ALL: [Phase; 6] = [Phase::Before, Phase::Match, Phase::Start, Phase::Middle, Phase::End, Phase::After];

    /// The word in front matter and in keys of strings.
    pub fn word(self) -> &'static str {
        match self {
            Phase::Before => "before",
            Phase::Match => "match",
            Phase::Start => "start",
            Phase::Middle => "middle",
            Phase::End => "end",
            Phase::After => "after",
        }
    }
}

/// Keys of front matter whose values are not texts for readers: nothing is typeset or filled in, and no translation goes stale by them.
pub const NOT_TEXT: [&str; 28] = [
    "topics",
    "toc",
    "glossary_links",
    "endings",
    "forms",
    "slug",
    "aliases",
    "audience",
    "phase",
    "order",
    "related",
    "reviewed",
    "checked",
    "facts",
    "beyond",
    "draft",
    "kind",
    "allow",
    "translated_from",
    "borrow",
    "channel",
    "required",
    "urgency",
    "area",
    "items",
    "without",
    "needs_forms",
    "to",
];
