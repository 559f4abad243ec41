//! `writing` in `guide.yaml`: how long sentences and how hard pages may be.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Language;
use super::languages::unknown;
use crate::base::diag::Diagnostics;
use crate::base::yaml::Yaml;
use crate::lang::Lang;

/// Words of a sentence that most readers take in at once.
const SENTENCE_WORDS: u32 = 25;

/// Words of a sentence in easy language.
const SIMPLE_SENTENCE_WORDS: u32 = 15;

/// LIX of pages that are not hard yet, by Björnsson's scale.
const LIX: u32 = 50;

/// The same for languages of longer words: plain Finnish prose has a LIX around 50 where the same text in Swedish has 30.
const LIX_OF: &[(&str, u32)] = &[("fi", 60)];

/// More would be no limit.
const MOST: u32 = 200;

#[derive(Clone, Debug, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub(super) struct WritingFile {
    /// Words of the longest sentence; one number, or one for each language.
    sentence_words: Option<Limit>,
    /// LIX of the hardest page; one number, or one for each language.
    lix: Option<Limit>,
}

/// A number for all languages but easy ones, or one for each language.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a limit is a number, or one for each language: `{fi: 60}`")]
enum Limit {
    /// The same for all languages but easy ones.
    One(u32),
    /// By language tag.
    Each(BTreeMap<String, u32>),
}

/// How long sentences and how hard pages may be.
#[derive(Clone, Debug, Default)]
pub struct Writing(WritingFile);

impl Writing {
    /// Words of the longest sentence in a language.
    pub fn sentence_words(&self, lang: &Lang) -> usize {
        limit(
            self.0.sentence_words.as_ref(),
            lang,
            if lang.is_simple() { SIMPLE_SENTENCE_WORDS } else { SENTENCE_WORDS },
        )
    }

    /// LIX of the hardest page in a language.
    pub fn lix(&self, lang: &Lang) -> usize {
        let usual = LIX_OF.iter().find(|(tag, _)| *tag == lang.primary()).map_or(LIX, |(_, limit)| *limit);
        // Easy language stays a quarter below.
        limit(self.0.lix.as_ref(), lang, if lang.is_simple() { usual * 3 / 4 } else { usual })
    }
}

fn limit(asked: Option<&Limit>, lang: &Lang, usual: u32) -> usize {
    let asked = match asked {
        Some(Limit::One(limit)) if !lang.is_simple() => Some(*limit),
        Some(Limit::Each(limits)) => limits.get(lang.tag()).copied(),
        Some(Limit::One(_)) | None => None,
    };
    usize::try_from(asked.filter(is_limit).unwrap_or(usual)).unwrap_or(usize::MAX)
}

fn is_limit(limit: &u32) -> bool {
    (1..=MOST).contains(limit)
}

/// Checks the limits.
pub(super) fn writing(file: WritingFile, languages: &[Language], yaml: &Yaml, diags: &mut Diagnostics) -> Writing {
    for (key, limit) in [("sentence_words", &file.sentence_words), ("lix", &file.lix)] {
        let limits: Vec<(Option<&str>, u32)> = match limit {
            None => continue,
            Some(Limit::One(limit)) => vec![(None, *limit)],
            Some(Limit::Each(limits)) => limits.iter().map(|(tag, limit)| (Some(tag.as_str()), *limit)).collect(),
        };
        for (tag, limit) in limits {
            let path: Vec<&str> = ["writing", key].into_iter().chain(tag).collect();
            if let Some(tag) = tag
                && languages.iter().all(|language| language.lang.tag() != tag)
            {
                unknown(tag, languages.iter().map(|language| &language.lang), yaml.key_at(&path), diags);
            }
            if !is_limit(&limit) {
                diags
                    .error("invalid-value", yaml.at(&path), format!("`{limit}` is no limit for `{key}`"))
                    .help(format!("write a number from 1 to {MOST}"));
            }
        }
    }
    Writing(file)
}
