//! `languages` in `guide.yaml`: tags, fallback chains, formats.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::base::diag::{Diagnostics, suggest};
use crate::base::source::Span;
use crate::base::yaml::Yaml;
use crate::lang::{Formats, Lang};

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "a language is a tag, or `{tag: …, fallback: […]}`")]
pub(super) enum LanguageFile {
    /// A language tag (BCP 47).
    Tag(String),
    /// A language with more about it.
    Full(FullLanguage),
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FullLanguage {
    /// Its tag (BCP 47).
    tag: String,
    /// Where documents it lacks are taken from, best first.
    #[serde(default)]
    fallback: Vec<String>,
    /// The tag whose dates and lists it writes: `en-GB` for `en`.
    formats: Option<String>,
    /// Whether it is known to cover only part of the guide.
    #[serde(default)]
    partial: bool,
}

/// A language of the site.
#[derive(Clone, Debug)]
pub struct Language {
    /// Its tag.
    pub lang: Lang,
    /// Where documents it lacks are taken from, best first.
    pub fallback: Vec<Lang>,
    /// How it writes dates and lists.
    pub formats: Formats,
    /// Whether it is known to cover only part of the guide.
    pub is_partial: bool,
    /// Where `guide.yaml` names it.
    pub span: Span,
}

/// Reads and checks the languages; there is one in any case.
pub(super) fn languages(files: Vec<LanguageFile>, yaml: &Yaml, diags: &mut Diagnostics) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    let mut chains = Vec::new();
    for (index, file) in files.into_iter().enumerate() {
        let index = index.to_string();
        let full = match file {
            LanguageFile::Tag(tag) => FullLanguage { tag, fallback: Vec::new(), formats: None, partial: false },
            LanguageFile::Full(full) => full,
        };
        let with_key = ["languages", &index, "tag"];
        let path: &[&str] =
            if yaml.key_at(&with_key) == yaml.at(&["languages", &index]) { &with_key[..2] } else { &with_key };
        let span = yaml.at(path);
        if full.tag == "no" && yaml.is_plain(path) {
            diags
                .error("unquoted-no", span, "`no` is read as \"false\" by many programs")
                .help("write `nb` or `nn` for Norwegian, or `\"no\"` in quotes");
            continue;
        }
        let lang = match Lang::parse(&full.tag) {
            Ok(lang) if languages.iter().all(|other| other.lang != lang) => lang,
            Ok(lang) => {
                diags.error("duplicate-language", span, format!("`{lang}` is listed twice")).help("remove one of them");
                continue;
            }
            Err(reason) => {
                diags
                    .error("bad-language", span, reason)
                    .help("use a tag such as `fi`, `sv`, `zh-Hant` or `fi-simple`");
                continue;
            }
        };
        let formats = Formats::parse(full.formats.as_deref().unwrap_or(lang.tag())).unwrap_or_else(|reason| {
            diags
                .error("bad-language", yaml.at(&["languages", &index, "formats"]), reason)
                .help("use a tag such as `en-GB` or `ar-u-nu-latn`");
            Formats::parse("en").expect("`en` is a tag")
        });
        chains.push((full.fallback, index));
        languages.push(Language { lang, fallback: Vec::new(), formats, is_partial: full.partial, span });
    }
    if languages.is_empty() {
        diags
            .error("missing-key", yaml.at(&["languages"]), "the guide has no language")
            .help("add a line `languages: [fi]`");
        let lang = Lang::parse("en").expect("`en` is a tag");
        let formats = Formats::parse("en").expect("`en` is a tag");
        return vec![Language {
            lang,
            fallback: Vec::new(),
            formats,
            is_partial: false,
            span: yaml.at(&["languages"]),
        }];
    }
    let all: Vec<Lang> = languages.iter().map(|language| language.lang.clone()).collect();
    for (language, (chain, index)) in languages.iter_mut().zip(chains) {
        for (at, tag) in chain.iter().enumerate() {
            match all.iter().find(|lang| lang.tag() == tag) {
                Some(lang) => language.fallback.push(lang.clone()),
                None => {
                    let span = yaml.at(&["languages", &index, "fallback", &at.to_string()]);
                    unknown(tag, all.iter(), span, diags);
                }
            }
        }
        // The originals are the last resort of every chain, and then whatever there is.
        for lang in &all {
            if *lang != language.lang && !language.fallback.contains(lang) {
                language.fallback.push(lang.clone());
            }
        }
    }
    languages
}

/// Reports a tag that is none of the guide's languages.
pub(super) fn unknown<'l>(tag: &str, known: impl Iterator<Item = &'l Lang>, span: Span, diags: &mut Diagnostics) {
    let known: Vec<&str> = known.map(Lang::tag).collect();
    diags.error("unknown-language", span, format!("`{tag}` is not a language of this guide")).help(suggest(tag, known));
}

/// Reports the tags, among keys that name languages, of those that the guide does not have; `way` leads to the keys.
pub(super) fn check_tags<'t>(
    tags: impl Iterator<Item = &'t String>,
    way: &[&str],
    languages: &[Language],
    yaml: &Yaml,
    diags: &mut Diagnostics,
) {
    let known = || languages.iter().map(|language| &language.lang);
    for tag in tags.filter(|tag| known().all(|lang| lang.tag() != **tag)) {
        unknown(tag, known(), yaml.key_at(&[way, &[tag.as_str()]].concat()), diags);
    }
}
