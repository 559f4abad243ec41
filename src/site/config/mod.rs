//! `content/guide.yaml`: the guide's title, languages, menus and variables.

mod feedback;
mod languages;
mod papers;
mod variables;
mod writing;

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use crate::base::diag::Diagnostics;
use crate::base::fields::Fields;
use crate::base::path::is_slug;
use crate::base::source::{SourceId, Span};
use crate::base::yaml::Yaml;
use crate::content::id::DocId;
use crate::lang::Lang;
use crate::site::links::is_outside;
pub use feedback::Feedback;
pub use languages::Language;
use languages::{LanguageFile, check_tags, languages};
pub use papers::{Bilingual, Pack};
pub use variables::{CONTACT_EMAIL, Figure};
use variables::{FigureFile, Variable};
pub use writing::Writing;

/// Where the configuration lies below the project folder.
pub const FILE: &str = "content/guide.yaml";

/// A text that is the same in every language, or one for each.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(untagged, expecting = "this should be text, or one text for each language: `{fi: …, en: …}`")]
pub enum Texts {
    /// The same everywhere.
    One(String),
    /// By language tag.
    Each(BTreeMap<String, String>),
}

#[derive(Debug, Default, Deserialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
struct File {
    /// The guide's title.
    title: Option<Texts>,
    /// Where the site will be, as a whole address.
    base_url: Option<String>,
    /// The theme's folder in `themes/`.
    theme: Option<String>,
    /// The first is that of the originals.
    languages: Vec<LanguageFile>,
    /// The main menu: ids of pages.
    menu: Vec<DocId>,
    /// The menu of lesser things.
    second_menu: Vec<DocId>,
    /// The menu at the foot of every page.
    footer_menu: Vec<DocId>,
    /// What texts write as `{{ name }}`.
    variables: BTreeMap<String, Variable>,
    /// What organisers fill in, in messages: the words shown while it is empty.
    placeholders: BTreeMap<String, Texts>,
    /// Whether raw HTML may stand in Markdown.
    allow_html: bool,
    /// `false` leaves out the links from words to the glossary.
    glossary_links: Option<bool>,
    /// The licence of the guide's texts, shown at the foot of every page.
    licence: Option<Licence>,
    /// What pages are about, by id: `topics` in front matter names them.
    topics: BTreeMap<String, Texts>,
    /// Where readers tell whether a page was helpful: `mailto:name@example.org`, or a whole address that starts with https://.
    feedback: Option<String>,
    /// Forms as sheets in two languages side by side.
    bilingual: Vec<papers::BilingualFile>,
    /// Parts of the guide as one document each.
    packs: Vec<papers::PackFile>,
    /// How long sentences and how hard pages may be.
    writing: writing::WritingFile,
}

/// The licence of the guide's texts.
#[derive(Clone, Debug, Deserialize, JsonSchema, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Its name, as short as people know it: `CC BY 4.0`.
    pub name: String,
    /// Its own page.
    pub url: String,
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
    /// Sheets in two languages side by side.
    pub bilingual: Vec<Bilingual>,
    /// Parts of the guide as one document each.
    pub packs: Vec<Pack>,
    /// Whether raw HTML may stand in Markdown.
    pub allow_html: bool,
    /// Whether words lead to the glossary.
    pub glossary_links: bool,
    /// The licence of the texts.
    pub licence: Option<Licence>,
    /// Where readers tell whether a page was helpful, if they are asked.
    pub feedback: Option<Feedback>,
    /// How long sentences and how hard pages may be.
    pub writing: Writing,
    title: Texts,
    topics: BTreeMap<String, Texts>,
    variables: BTreeMap<String, Texts>,
    placeholders: BTreeMap<String, Texts>,
}

/// A menu: pages, and where each is named.
pub type Menu = Vec<(DocId, Span)>;

const MOST_IN_MENU: usize = 7;

/// The JSON Schema of `guide.yaml`.
pub fn schema(generator: SchemaGenerator) -> Schema {
    let mut schema = generator.into_root_schema_for::<File>();
    schema.insert("title".to_string(), "guide".into());
    schema.insert("required".to_string(), vec!["title", "languages"].into());
    schema
}

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
            bilingual: Vec::new(),
            packs: papers::packs(file.packs, &yaml),
            placeholders: file.placeholders,
            allow_html: file.allow_html,
            glossary_links: file.glossary_links.unwrap_or(true),
            licence: file.licence,
            feedback: file.feedback.and_then(|to| feedback::read(&to, yaml.at(&["feedback"]), diags)),
            writing: Writing::default(),
            title,
            topics: file.topics,
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
        config.bilingual = papers::bilingual(file.bilingual, &config.languages, &yaml, diags);
        config.writing = writing::writing(file.writing, &config.languages, &yaml, diags);
        config.check(&yaml, diags);
        config.check_languages(&yaml, diags);
        config
    }

    fn check(&self, yaml: &Yaml, diags: &mut Diagnostics) {
        if let Some((id, span)) = self.menu.get(MOST_IN_MENU) {
            diags
                .error("long-menu", *span, format!("`{id}` is one entry too many: a menu has at most {MOST_IN_MENU}"))
                .help("move it to `second_menu`");
        }
        if let Some(licence) = self.licence.as_ref().filter(|licence| !is_outside(&licence.url)) {
            let message = format!("`{}` is not an address that readers may be sent to", licence.url);
            diags
                .error("unsafe-link", yaml.at(&["licence", "url"]), message)
                .help("write it whole, with https: in front");
        }
        variables::check_contact(self.variables.get(CONTACT_EMAIL), yaml, diags);
        let variables = self.variables.iter().map(|one| ("variables", one));
        let placeholders = self.placeholders.iter().map(|one| ("placeholders", one));
        let topics = self.topics.iter().map(|one| ("topics", one));
        for id in self.topics.keys().filter(|id| !is_slug(id)) {
            diags
                .error("bad-slug", yaml.key_at(&["topics", id]), format!("`{id}` cannot be part of an address"))
                .help("use lower-case letters, digits and `-`");
        }
        for (group, (name, texts)) in variables.chain(placeholders).chain(topics) {
            for language in &self.languages {
                if self.text(texts, &language.lang).is_none() {
                    let span = yaml.at(&[group, name]);
                    diags
                        .error("missing-variable", span, format!("`{name}` has no value in `{}`", language.lang))
                        .help(format!("add `{}: …`, or one value for all", language.lang));
                }
            }
        }
    }

    /// Every text that is there by language is so in languages of the guide.
    fn check_languages(&self, yaml: &Yaml, diags: &mut Diagnostics) {
        for figure in &self.figures {
            let way = ["variables", &figure.name, "nouns"];
            check_tags(figure.nouns.keys(), &way, &self.languages, yaml, diags);
        }
        let mut check = |way: &[&str], texts: &Texts| {
            let Texts::Each(texts) = texts else { return };
            check_tags(texts.keys(), way, &self.languages, yaml, diags);
        };
        check(&["title"], &self.title);
        for (index, pack) in self.packs.iter().enumerate() {
            check(&["packs", &index.to_string(), "title"], &pack.title);
        }
        let (variables, placeholders, topics) = (&self.variables, &self.placeholders, &self.topics);
        for (group, all) in [("variables", variables), ("placeholders", placeholders), ("topics", topics)] {
            all.iter().for_each(|(name, texts)| check(&[group, name], texts));
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
        self.text(&self.title, lang).unwrap_or_default()
    }

    /// The variables in a language.
    pub fn variables(&self, language: &Language) -> BTreeMap<String, String> {
        let value = |texts| self.text(texts, &language.lang).map(str::to_string);
        self.variables.iter().filter_map(|(name, texts)| Some((name.clone(), value(texts)?))).collect()
    }

    /// The names that organisers fill in, in messages.
    pub fn placeholders(&self) -> impl Iterator<Item = &str> {
        self.placeholders.keys().map(String::as_str)
    }

    /// The words for what organisers fill in; its name where the guide gives none.
    pub fn placeholder(&self, name: &str, lang: &Lang) -> String {
        self.placeholders.get(name).and_then(|texts| self.text(texts, lang)).unwrap_or(name).to_string()
    }

    /// The topics: their ids and names in a language.
    pub fn topics<'t>(&'t self, lang: &'t Lang) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.topics.iter().map(|(id, texts)| (id.as_str(), self.text(texts, lang).unwrap_or(id)))
    }

    /// A text in a language.
    pub fn text<'t>(&self, texts: &'t Texts, lang: &Lang) -> Option<&'t str> {
        match texts {
            Texts::One(text) => Some(text),
            Texts::Each(texts) => self.text_of(texts, self.language(lang)),
        }
    }

    fn text_of<'t>(&self, texts: &'t BTreeMap<String, String>, language: &Language) -> Option<&'t str> {
        std::iter::once(&language.lang)
            .chain(&language.fallback)
            .find_map(|lang| texts.get(lang.tag()))
            .map(String::as_str)
    }
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
