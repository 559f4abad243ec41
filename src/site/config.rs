//! `content/guide.yaml`: the guide's title, languages, menus and variables.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::base::diag::Diagnostics;
use crate::base::fields::Fields;
use crate::base::source::{SourceId, Span};
use crate::base::yaml::Yaml;
use crate::content::id::DocId;
use crate::lang::{Formats, Lang};

/// Where the configuration lies below the project folder.
pub const FILE: &str = "content/guide.yaml";

/// A text that is the same in every language, or one for each.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged, expecting = "this should be text, or one text for each language: `{fi: …, en: …}`")]
pub enum Texts {
    /// The same everywhere.
    One(String),
    /// By language tag.
    Each(BTreeMap<String, String>),
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct File {
    title: Option<Texts>,
    base_url: Option<String>,
    theme: Option<String>,
    languages: Vec<LanguageFile>,
    menu: Vec<DocId>,
    second_menu: Vec<DocId>,
    footer_menu: Vec<DocId>,
    variables: BTreeMap<String, Variable>,
    placeholders: Vec<String>,
    allow_html: bool,
    licence: Option<Licence>,
}

/// The licence of the guide's texts.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name, as short as people know it: `CC BY 4.0`.
    pub name: String,
    /// Its own page.
    pub url: String,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a language is a tag, or `{tag: …, fallback: […]}`")]
enum LanguageFile {
    Tag(String),
    Full(FullLanguage),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FullLanguage {
    tag: String,
    #[serde(default)]
    fallback: Vec<String>,
    formats: Option<String>,
    #[serde(default)]
    partial: bool,
}

#[derive(Debug, Deserialize)]
#[serde(untagged, expecting = "a variable is text, one text for each language, or `{value: …, nouns: …}`")]
enum Variable {
    Figure(FigureFile),
    Texts(Texts),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct FigureFile {
    value: String,
    nouns: BTreeMap<String, Vec<String>>,
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

/// The configuration, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file.
    pub source: SourceId,
    /// Its languages; the first one is that of the originals.
    pub languages: Vec<Language>,
    /// Where the site will be, with `/` at its end.
    pub base_url: Option<String>,
    /// The theme, and where it is named.
    pub theme: (String, Span),
    /// The main menu.
    pub menu: Menu,
    /// The menu of lesser things.
    pub second_menu: Menu,
    /// The menu at the foot of every page.
    pub footer_menu: Menu,
    /// Numbers that pages may contradict.
    pub figures: Vec<Figure>,
    /// Names that organisers fill in, in messages.
    pub placeholders: BTreeSet<String>,
    /// Whether raw HTML may stand in Markdown.
    pub allow_html: bool,
    /// The licence of the texts.
    pub licence: Option<Licence>,
    title: Texts,
    variables: BTreeMap<String, Texts>,
}

/// A menu: pages, and where each is named.
pub type Menu = Vec<(DocId, Span)>;

/// The page that lists all others; the program makes it, menus may name it.
pub const SITE_MAP: &str = "sitemap";

const MOST_IN_MENU: usize = 7;

impl Config {
    /// Reads and checks `guide.yaml`.
    pub fn read(source: SourceId, text: &str, diags: &mut Diagnostics) -> Config {
        let yaml = Yaml::parse(source, text, 0..text.len(), diags);
        let mut fields = Fields::of(&yaml);
        let file: File = fields.take(diags);
        fields.finish("guide.yaml", diags);
        let title = file.title.unwrap_or_else(|| {
            diags.error("missing-title", yaml.at(&["title"]), "the guide has no title").help("add a line `title: …`");
            Texts::One(String::new())
        });
        let menu = |key: &str, ids: Vec<DocId>| {
            ids.into_iter().enumerate().map(|(index, id)| (id, yaml.at(&[key, &index.to_string()]))).collect::<Menu>()
        };
        let mut config = Config {
            source,
            languages: languages(file.languages, &yaml, diags),
            base_url: file.base_url.and_then(|url| base_url(&url, yaml.at(&["base_url"]), diags)),
            theme: (file.theme.unwrap_or_else(|| crate::theme::DEFAULT.to_string()), yaml.at(&["theme"])),
            menu: menu("menu", file.menu),
            second_menu: menu("second_menu", file.second_menu),
            footer_menu: menu("footer_menu", file.footer_menu),
            figures: Vec::new(),
            placeholders: file.placeholders.into_iter().collect(),
            allow_html: file.allow_html,
            licence: file.licence,
            title,
            variables: BTreeMap::new(),
        };
        for (name, variable) in file.variables {
            let span = yaml.key_at(&["variables", &name]);
            match variable {
                Variable::Texts(texts) => _ = config.variables.insert(name, texts),
                Variable::Figure(FigureFile { value, nouns }) => {
                    config.variables.insert(name.clone(), Texts::One(value.clone()));
                    config.figures.push(Figure { name, value, nouns, span });
                }
            }
        }
        config.check(&yaml, diags);
        config
    }

    fn check(&self, yaml: &Yaml, diags: &mut Diagnostics) {
        if let Some((id, span)) = self.menu.get(MOST_IN_MENU) {
            diags
                .error("long-menu", *span, format!("`{id}` is one entry too many: a menu has at most {MOST_IN_MENU}"))
                .help("move it to `second_menu`");
        }
        for (name, texts) in &self.variables {
            let Texts::Each(texts) = texts else { continue };
            for language in &self.languages {
                if self.text_of(texts, language).is_none() {
                    let span = yaml.at(&["variables", name]);
                    diags
                        .error("missing-variable", span, format!("`{name}` has no value in `{}`", language.lang))
                        .help(format!("add `{}: …`, or one value for all", language.lang));
                }
            }
        }
    }

    /// The language called `lang`.
    pub fn language(&self, lang: &Lang) -> &Language {
        self.languages
            .iter()
            .find(|language| language.lang == *lang)
            .expect("documents and pages are of the guide's languages")
    }

    /// The language that originals are written in.
    pub fn original(&self) -> &Lang {
        &self.languages[0].lang
    }

    /// The guide's title in a language.
    pub fn title(&self, lang: &Lang) -> &str {
        match &self.title {
            Texts::One(text) => text,
            Texts::Each(texts) => self.text_of(texts, self.language(lang)).unwrap_or_default(),
        }
    }

    /// The variables in a language.
    pub fn variables(&self, language: &Language) -> BTreeMap<String, String> {
        let value = |texts: &Texts| match texts {
            Texts::One(text) => Some(text.clone()),
            Texts::Each(texts) => self.text_of(texts, language).map(str::to_string),
        };
        self.variables.iter().filter_map(|(name, texts)| Some((name.clone(), value(texts)?))).collect()
    }

    fn text_of<'t>(&self, texts: &'t BTreeMap<String, String>, language: &Language) -> Option<&'t str> {
        std::iter::once(&language.lang)
            .chain(&language.fallback)
            .find_map(|lang| texts.get(lang.tag()))
            .map(String::as_str)
    }
}

fn languages(files: Vec<LanguageFile>, yaml: &Yaml, diags: &mut Diagnostics) -> Vec<Language> {
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
                    let known: Vec<&str> = all.iter().map(Lang::tag).collect();
                    diags
                        .error("unknown-language", span, format!("`{tag}` is not a language of this guide"))
                        .help(crate::base::diag::suggest(tag, known));
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

/// A base URL with `/` at its end.
pub fn base_url(url: &str, span: Span, diags: &mut Diagnostics) -> Option<String> {
    match parse_base_url(url) {
        Some(url) => Some(url),
        None => {
            diags
                .error("bad-base-url", span, format!("`{url}` is not the address of a site"))
                .help("write it whole: `https://example.org/guide/`");
            None
        }
    }
}

/// A base URL with `/` at its end, if it is one.
pub fn parse_base_url(url: &str) -> Option<String> {
    let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))?;
    let is_clean = !rest.is_empty()
        && !rest.starts_with('/')
        && !rest.contains(|one: char| one.is_whitespace() || "?#\"'<>".contains(one));
    is_clean.then(|| format!("{}/", url.trim_end_matches('/')))
}
