//! `bilingual` and `packs` in `guide.yaml`: sheets that are not of one page and one language.

use schemars::JsonSchema;
use serde::Deserialize;

use super::languages::unknown;
use super::{Language, Texts};
use crate::base::diag::Diagnostics;
use crate::base::source::Span;
use crate::base::yaml::Yaml;
use crate::content::id::DocId;
use crate::lang::Lang;

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BilingualFile {
    /// The form.
    form: DocId,
    /// The leading language, and the one beside it.
    languages: [String; 2],
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PackFile {
    /// The page that offers it.
    page: DocId,
    /// Its title.
    title: Texts,
    /// Its chapters, in order; a section stands for its pages too.
    documents: Vec<DocId>,
}

/// A form in two languages side by side.
#[derive(Clone, Debug)]
pub struct Bilingual {
    /// The form.
    pub form: DocId,
    /// The leading language, and the one beside it.
    pub languages: [Lang; 2],
    /// Where `guide.yaml` names it.
    pub span: Span,
}

/// A part of the guide as one document.
#[derive(Clone, Debug)]
pub struct Pack {
    /// The page that offers it.
    pub page: DocId,
    /// Its title.
    pub title: Texts,
    /// Its chapters, in order; a section stands for its pages too. Each with its place in `guide.yaml`.
    pub documents: Vec<(DocId, Span)>,
    /// Where `guide.yaml` names the page.
    pub span: Span,
}

/// Reads the pairs of languages.
pub(super) fn bilingual(
    files: Vec<BilingualFile>,
    languages: &[Language],
    yaml: &Yaml,
    diags: &mut Diagnostics,
) -> Vec<Bilingual> {
    let mut pairs = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        let index = index.to_string();
        let mut found = Vec::new();
        for (at, tag) in file.languages.iter().enumerate() {
            match languages.iter().find(|language| language.lang.tag() == tag) {
                Some(language) => found.push(language.lang.clone()),
                None => {
                    let span = yaml.at(&["bilingual", &index, "languages", &at.to_string()]);
                    unknown(tag, languages.iter().map(|language| &language.lang), span, diags);
                }
            }
        }
        if let Ok(languages) = <[Lang; 2]>::try_from(found) {
            pairs.push(Bilingual { form: file.form, languages, span: yaml.at(&["bilingual", &index, "form"]) });
        }
    }
    pairs
}

/// Reads the packs.
pub(super) fn packs(files: Vec<PackFile>, yaml: &Yaml) -> Vec<Pack> {
    let pack = |(index, file): (usize, PackFile)| {
        let index = index.to_string();
        let place = |(at, id)| (id, yaml.at(&["packs", &index, "documents", &usize::to_string(&at)]));
        Pack {
            documents: file.documents.into_iter().enumerate().map(place).collect(),
            page: file.page,
            title: file.title,
            span: yaml.at(&["packs", &index, "page"]),
        }
    };
    files.into_iter().enumerate().map(pack).collect()
}
