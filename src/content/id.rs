//! Names of documents, the same in every language.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Kind;
use crate::base::path::is_slug;

/// A document's id: its path below the language folder without extension; a folder's `index.md` has the folder's id, the top one `home`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(extend("pattern" = "^[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*)*$"))]
pub struct DocId(String);

impl DocId {
    /// The id of the top page.
    pub const HOME: &'static str = "home";

    /// An id as written in front matter or `guide.yaml`; whether such a document exists is for the site to say.
    pub fn new(id: impl Into<String>) -> DocId {
        DocId(id.into())
    }

    /// The id of a file below its language folder, or the part of its name that cannot be in an address.
    pub fn of_file(path: &str) -> Result<DocId, String> {
        let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".yaml")).unwrap_or(path);
        let id = match stem.strip_suffix("/index") {
            Some(folder) => folder,
            None if stem == "index" => Self::HOME,
            None => stem,
        };
        match id.split('/').find(|part| !is_slug(part)) {
            Some(bad) => Err(bad.to_string()),
            None => Ok(DocId(id.to_string())),
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first folder; empty for a document at the top.
    pub fn folder(&self) -> &str {
        self.0.split_once('/').map_or("", |(folder, _)| folder)
    }

    /// The id of the section the document belongs to: its folder, or the home page.
    pub fn parent(&self) -> Option<DocId> {
        match self.0.rsplit_once('/') {
            Some((folder, _)) => Some(DocId(folder.to_string())),
            None if self.0 == Self::HOME => None,
            None => Some(DocId(Self::HOME.to_string())),
        }
    }

    /// The last part of the id.
    pub fn name(&self) -> &str {
        self.0.rsplit('/').next().unwrap_or(&self.0)
    }

    /// The kind that the first folder decides; `is_index` for an `index.md`.
    pub fn kind(&self, is_index: bool) -> Kind {
        if self.0 == Self::HOME {
            return Kind::Home;
        }
        if is_index {
            return Kind::Section;
        }
        match (self.folder(), self.0.as_str()) {
            ("process", _) => Kind::Step,
            ("roles", _) => Kind::Role,
            ("mentor-types", _) => Kind::MentorType,
            ("checklists", _) => Kind::Checklist,
            ("faq", _) => Kind::Faq,
            ("scenarios", _) => Kind::Scenario,
            ("messages", _) => Kind::Message,
            ("tools", _) => Kind::Tool,
            ("slides", _) => Kind::Deck,
            ("forms", _) => Kind::Form,
            (_, "glossary") => Kind::Glossary,
            (_, "directory") => Kind::Directory,
            _ => Kind::Article,
        }
    }
}

/// Whether a file is its folder's own page.
pub fn is_index(path: &str) -> bool {
    path == "index.md" || path.ends_with("/index.md")
}

impl fmt::Display for DocId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_names_its_document() {
        let id = |path| DocId::of_file(path).map(|id| id.to_string());
        assert_eq!(id("index.md"), Ok("home".into()));
        assert_eq!(id("process/index.md"), Ok("process".into()));
        assert_eq!(id("process/match.md"), Ok("process/match".into()));
        assert_eq!(id("forms/agreement.yaml"), Ok("forms/agreement".into()));
        assert_eq!(id("Uusi sivu.md"), Err("Uusi sivu".into()));
    }
}
