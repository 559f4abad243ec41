//! What templates see of one kind only.

mod checklist;
mod directory;
mod glossary;
mod message;
mod scenario;

use serde_json::{Value, json};

use super::body::Body;
use super::form_view;
use super::terms::PageTerms;
use super::view::{QuestionRef, Who};
use super::views::Views;
use crate::content::Meta;
use crate::content::document::Document;
use crate::markup::html::{write, write_blocks, write_label};
use crate::markup::outline::parts;
use crate::markup::text::plain;
use crate::site::Page;

/// What other pages mention of a document besides its title.
#[derive(Default)]
pub struct Mentions {
    /// A mentor type's describing phrase.
    pub label: Option<String>,
    /// A step's time.
    pub time: Option<String>,
    /// A step's people.
    pub who: Vec<Who>,
    /// The questions of a page of questions.
    pub questions: Vec<QuestionRef>,
}

/// What other pages mention of a document that lives at `url`.
pub fn mentions(doc: &Document, url: &str) -> Mentions {
    match &doc.meta {
        Meta::Step(step) => Mentions { time: step.time.clone(), who: who(step), ..Mentions::default() },
        Meta::MentorType(one) => Mentions { label: one.label.clone(), ..Mentions::default() },
        Meta::Faq(_) => {
            let (_, questions) = parts(&doc.tree.blocks);
            let questions = questions.iter().map(|one| QuestionRef {
                id: one.heading.id.clone(),
                question: plain(&one.heading.text),
                url: format!("{url}#{}", one.heading.id),
            });
            Mentions { questions: questions.collect(), ..Mentions::default() }
        }
        _ => Mentions::default(),
    }
}

fn who(step: &crate::content::step::Step) -> Vec<Who> {
    step.who.iter().map(|(role, text)| Who { role: *role, text: text.clone() }).collect()
}

/// The body of a page as HTML, and what only its kind has.
pub fn body_and_meta(views: &Views, page: Page, terms: Option<&PageTerms>) -> (String, Value) {
    let doc = page.doc;
    let body = Body { views, doc, terms };
    if let Meta::Faq(_) = &doc.meta {
        let (intro, questions) = parts(&doc.tree.blocks);
        let questions: Vec<Value> = questions
            .iter()
            .map(|one| json!({ "id": one.heading.id, "question": write_label(&one.heading.text), "answer": write_blocks(one.blocks, &body) }))
            .collect();
        return (write_blocks(intro, &body), json!({ "questions": questions }));
    }
    match &doc.meta {
        Meta::Checklist(list) => checklist::checklist(&body, page, list),
        Meta::Message(message) => message::message(&body, page, message),
        Meta::Scenario(own) => scenario::scenario(&body, page, own),
        Meta::Directory(directory) => directory::directory(&body, page, directory),
        _ => (write(&doc.tree, &body), meta(views, page)),
    }
}

fn meta(views: &Views, page: Page) -> Value {
    match &page.doc.meta {
        Meta::Home(home) => {
            let site = views.planning.site;
            let door = |door: &crate::content::home::Door| {
                let path = site.routes().path(&door.to, views.lang)?;
                Some(json!({ "title": door.title, "text": door.text, "url": views.url(path) }))
            };
            json!({ "doors": home.doors.iter().filter_map(door).collect::<Vec<_>>() })
        }
        Meta::Step(step) => json!({ "time": step.time, "done_when": step.done_when, "who": who(step) }),
        Meta::Role(role) => json!({ "in_short": role.in_short, "tasks": role.tasks, "not_tasks": role.not_tasks }),
        Meta::MentorType(one) => {
            let borrow = if one.borrow.is_empty() { original_borrow(views, page) } else { one.borrow.clone() };
            let borrow = borrow.iter().filter_map(|id| views.planning.site.page(id, views.lang));
            json!({
                "label": one.label, "in_short": one.in_short, "fits_when": one.fits_when, "careful": one.careful,
                "borrow": views.references(borrow), "question": one.question,
            })
        }
        Meta::Tool(tool) => json!({ "time": tool.time, "needs": tool.needs, "result": tool.result }),
        Meta::Deck(deck) => json!({ "minutes": deck.minutes }),
        Meta::Glossary(terms) => glossary::glossary(views, page, terms),
        Meta::Form(_) | Meta::FormTexts(_) => form(views, page),
        Meta::Section => json!({ "areas": scenario::areas(views, page), "timeline": checklist::timeline(views, page) }),
        Meta::Article(_)
        | Meta::Faq(_)
        | Meta::Checklist(_)
        | Meta::Message(_)
        | Meta::Scenario(_)
        | Meta::Directory(_) => json!({}),
    }
}

/// The form of a page, its Markdown as HTML.
fn form(views: &Views, page: Page) -> Value {
    let form = form_view::form(views.planning, page, |text| {
        write(&page.doc.markdown(text), &Body { views, doc: page.doc, terms: None })
    });
    serde_json::to_value(form).expect("views are made of strings, lists and maps")
}

fn original_borrow(views: &Views, page: Page) -> Vec<crate::content::id::DocId> {
    match views.planning.site.original(&page.doc.id).map(|original| &original.meta) {
        Some(Meta::MentorType(one)) => one.borrow.clone(),
        _ => Vec::new(),
    }
}
