//! `luotsi schema`: JSON Schemas of all YAML that authors write, made from the types that read it.

use std::collections::BTreeMap;
use std::fs;

use anyhow::{Context, Result};
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, SchemaGenerator};

use super::Outcome;
use super::args;
use super::term;
use crate::content::form::{Choice, Form, texts::FormTexts};
use crate::content::front::Front;
use crate::content::{
    Kind, article, checklist, deck, directory, faq, glossary, home, mentor_type, message, role, scenario, step, tool,
};
use crate::site::config;

pub(super) fn run(options: &args::Schema) -> Result<Outcome> {
    let folder = &options.out;
    fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    let schemas = schemas();
    for (name, schema) in &schemas {
        let path = folder.join(format!("{name}.schema.json"));
        fs::write(&path, format!("{schema:#}\n")).with_context(|| format!("writing {}", path.display()))?;
    }
    term::err(&format!("{} schemas in {}\n", schemas.len(), folder.display()));
    Ok(Outcome::Fine)
}

/// All schemas by name.
fn schemas() -> Vec<(&'static str, serde_json::Value)> {
    vec![
        ("guide", config::schema(generator()).to_value()),
        ("options", generator().into_root_schema_for::<BTreeMap<String, OptionSet>>().to_value()),
        ("form-texts", page::<FormTexts>("form-texts")),
        kind::<home::Home>(Kind::Home),
        kind::<article::Article>(Kind::Section),
        kind::<article::Article>(Kind::Article),
        kind::<step::Step>(Kind::Step),
        kind::<role::Role>(Kind::Role),
        kind::<mentor_type::MentorType>(Kind::MentorType),
        kind::<checklist::Checklist>(Kind::Checklist),
        kind::<faq::Faq>(Kind::Faq),
        kind::<scenario::Scenario>(Kind::Scenario),
        kind::<message::Message>(Kind::Message),
        kind::<tool::Tool>(Kind::Tool),
        kind::<deck::Deck>(Kind::Deck),
        kind::<directory::Directory>(Kind::Directory),
        kind::<glossary::Glossary>(Kind::Glossary),
        kind::<Form>(Kind::Form),
    ]
}

/// A set of `options.yaml`: with its structure in the original, words by id in a translation.
#[derive(JsonSchema)]
#[serde(untagged)]
#[expect(dead_code, reason = "only its schema is wanted")]
enum OptionSet {
    /// The answers, in order.
    Original(Vec<Choice>),
    /// The words of each answer; nothing leaves it out.
    Translation(BTreeMap<String, Option<String>>),
}

/// All keys of a document: those that every kind has, and those of its own.
#[derive(JsonSchema)]
#[serde(deny_unknown_fields)]
#[expect(dead_code, reason = "only its schema is wanted")]
struct Page<T> {
    #[serde(flatten)]
    front: Front,
    #[serde(flatten)]
    own: T,
}

fn kind<T: JsonSchema>(kind: Kind) -> (&'static str, serde_json::Value) {
    (kind.word(), page::<T>(kind.word()))
}

fn page<T: JsonSchema>(name: &str) -> serde_json::Value {
    let about = T::json_schema(&mut generator()).get("description").cloned();
    let mut schema = generator().into_root_schema_for::<Page<T>>();
    schema.insert("title".to_string(), name.into());
    schema.insert("description".to_string(), about.unwrap_or_default());
    schema.insert("required".to_string(), vec!["title"].into());
    schema.to_value()
}

/// Draft 7 is what editors know best. What stands in the place of a missing key says nothing to an author.
fn generator() -> SchemaGenerator {
    let no_default = |schema: &mut schemars::Schema| _ = schema.remove("default");
    SchemaSettings::draft07().with_transform(RecursiveTransform(no_default)).into_generator()
}
