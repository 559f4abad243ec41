//! `variables` in `guide.yaml`: what texts write as `{{ name }}`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Texts, feedback};
use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::base::yaml::Yaml;

/// The variable that readers write to: the foot of every page links to it.
pub const CONTACT_EMAIL: &str = "contact_email";

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a variable is text, one text for each language, or `{value: …, nouns: …}`")]
pub(super) enum Variable {
    /// A number that is told in many places, and the nouns it is told with.
    Figure(FigureFile),
    /// A text, or one for each language.
    Texts(Texts),
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureFile {
    /// A number, or two with a dash between: `6–8`.
    pub(super) value: String,
    /// By language tag: words that follow the number.
    pub(super) nouns: BTreeMap<String, Vec<String>>,
}

/// A number that is told in many places, and the nouns it is told with.
#[derive(Clone, Debug)]
pub struct Figure {
    /// The variable's name.
    pub name: String,
    /// A number, or two with a dash between: `6–8`.
    pub value: String,
    /// By language tag: words that follow the number.
    pub nouns: BTreeMap<String, Vec<String>>,
    /// Where it is defined.
    pub span: Span,
}

impl Texts {
    /// The text in every language that has one.
    fn all(&self) -> impl Iterator<Item = &str> {
        let (one, each) = match self {
            Texts::One(text) => (Some(text), None),
            Texts::Each(texts) => (None, Some(texts.values())),
        };
        one.into_iter().chain(each.into_iter().flatten()).map(String::as_str)
    }
}

/// Reports what is no address; without one there is no link.
pub(super) fn check_contact(contact: Option<&Texts>, yaml: &Yaml, diags: &mut Diagnostics) {
    let mails = contact.into_iter().flat_map(Texts::all);
    for mail in mails.filter(|mail| !mail.is_empty() && !feedback::is_mail(mail)) {
        let span = yaml.at(&["variables", CONTACT_EMAIL]);
        diags
            .error("unsafe-link", span, format!("`{mail}` is no address of e-mail"))
            .help("write it like `name@example.org`");
    }
}
