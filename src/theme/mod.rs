//! A theme: templates, strings and assets, each found in the theme or in the one it extends.
//!
//! Knows files by path. The default theme is part of the program; a project's `themes/` folder overrides it file by file.

pub mod functions;
pub mod render;
pub mod style;

use std::collections::BTreeMap;
use std::sync::Arc;

use rust_embed::RustEmbed;
use serde::Deserialize;

use crate::base::diag::Diagnostics;
use crate::base::digest::Digest;
use crate::base::fields::Fields;
use crate::base::source::{SourceId, Sources, Span};
use crate::base::text::text;
use crate::base::yaml::{Value, Yaml, key_text};
use crate::lang::strings::{Phrase, Strings};
use crate::lang::{Formats, Lang};

/// The theme that every other one stands on.
pub const DEFAULT: &str = "default";

/// Scripts in this folder of the assets are for pages to read, not to work with.
const TEXT_SCRIPTS: &str = "js/text/";

#[derive(RustEmbed)]
#[folder = "themes/default"]
#[exclude = "*.swp"]
struct BuiltIn;

/// Files by path below the project folder.
pub type Files = BTreeMap<String, Arc<[u8]>>;

/// `theme.yaml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Manifest {
    #[allow(dead_code, reason = "told to people who choose a theme")]
    name: Option<String>,
    #[allow(dead_code, reason = "told to people who choose a theme")]
    description: Option<String>,
    #[allow(dead_code, reason = "told to people who choose a theme")]
    version: Option<String>,
    extends: Option<String>,
}

/// A file the site carries under a name that changes with its content, so that browsers may keep it for ever.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path in the site.
    pub path: String,
    /// Content.
    pub bytes: Arc<[u8]>,
}

/// Everything that decides how pages look and what the interface says.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    templates: BTreeMap<String, SourceId>,
    strings: BTreeMap<String, Strings>,
    string_files: BTreeMap<String, SourceId>,
    css: BTreeMap<String, SourceId>,
    scripts: BTreeMap<String, SourceId>,
    print: BTreeMap<String, SourceId>,
    fonts: BTreeMap<String, Arc<[u8]>>,
    assets: BTreeMap<String, Arc<[u8]>>,
}

impl Theme {
    /// Loads the theme called `name` and those it extends, from `files` and from what is built in. `asked` is where it was named.
    pub fn load(name: &str, asked: Span, files: &Files, sources: &mut Sources, diags: &mut Diagnostics) -> Theme {
        let mut all = built_in();
        all.extend(
            files
                .iter()
                .filter(|(path, _)| path.starts_with("themes/"))
                .map(|(path, bytes)| (path.clone(), Arc::clone(bytes))),
        );
        let mut theme = Theme::default();
        for layer in lineage(name, asked, &all, sources, diags) {
            theme.add(&format!("themes/{layer}/"), &all, sources, diags);
        }
        theme
    }

    fn add(&mut self, folder: &str, all: &Files, sources: &mut Sources, diags: &mut Diagnostics) {
        for (path, bytes) in all.range(folder.to_string()..).take_while(|(path, _)| path.starts_with(folder)) {
            let inner = &path[folder.len()..];
            let Some((kind, name)) = inner.split_once('/') else { continue };
            match kind {
                "templates" => {
                    self.templates.extend(text(path, bytes, sources, diags).map(|source| (name.to_string(), source)))
                }
                "strings" => {
                    if let (Some(tag), Some(source)) = (name.strip_suffix(".yaml"), text(path, bytes, sources, diags)) {
                        self.add_strings(tag, source, sources, diags);
                    }
                }
                "assets" if name.ends_with(".css") => {
                    self.css.extend(text(path, bytes, sources, diags).map(|source| (name.to_string(), source)))
                }
                "assets" if name.ends_with(".js") => {
                    self.scripts.extend(text(path, bytes, sources, diags).map(|source| (name.to_string(), source)))
                }
                "print" => {
                    self.print.extend(text(path, bytes, sources, diags).map(|source| (name.to_string(), source)))
                }
                "fonts" => _ = self.fonts.insert(name.to_string(), Arc::clone(bytes)),
                "assets" => _ = self.assets.insert(name.to_string(), Arc::clone(bytes)),
                _ => {}
            }
        }
    }

    fn add_strings(&mut self, tag: &str, source: SourceId, sources: &Sources, diags: &mut Diagnostics) {
        let text = Arc::clone(&sources.get(source).text);
        let yaml = Yaml::parse(source, &text, 0..text.len(), diags);
        let strings = self.strings.entry(tag.to_string()).or_default();
        self.string_files.insert(tag.to_string(), source);
        let categories = Formats::parse(tag).map(|formats| formats.plurals()).unwrap_or_default();
        for (key, value) in yaml.values() {
            let key = key_text(key);
            match value {
                Value::String(text) => strings.insert(key, Phrase::Text(text.clone())),
                Value::Mapping(forms) => {
                    let forms: BTreeMap<String, String> =
                        forms.iter().map(|(form, text)| (key_text(form), key_text(text))).collect();
                    let given: Vec<&str> = forms.keys().map(String::as_str).collect();
                    let mut wanted = categories.clone();
                    wanted.sort_unstable();
                    if given != wanted {
                        diags
                            .error(
                                "plural-categories",
                                yaml.key_at(&[&key]),
                                format!("`{key}` has the plural forms {}", given.join(", ")),
                            )
                            .help(format!("{tag} has exactly these: {}", wanted.join(", ")));
                    }
                    strings.insert(key, Phrase::Plural(forms));
                }
                _ => {
                    diags
                        .error("wrong-type", yaml.at(&[&key]), format!("`{key}` should be text"))
                        .help("put quotes around it");
                }
            }
        }
    }

    /// Reports a language without strings, and phrases that one of the languages lacks.
    pub fn check_strings<'a>(
        &self,
        languages: impl Iterator<Item = (&'a Lang, Span)> + Clone,
        diags: &mut Diagnostics,
    ) {
        let keys: BTreeMap<&str, &str> = languages
            .clone()
            .filter_map(|(lang, _)| self.strings.get_key_value(lang.tag()))
            .flat_map(|(tag, strings)| strings.iter().map(|(key, _)| (key, tag.as_str())))
            .collect();
        for (lang, asked) in languages {
            let Some(strings) = self.strings.get(lang.tag()) else {
                diags
                    .error("missing-strings", asked, format!("the theme has no interface texts in `{lang}`"))
                    .help(format!("copy strings/en.yaml of the theme to strings/{lang}.yaml and translate it"));
                continue;
            };
            let file = Span::start_of(self.string_files[lang.tag()]);
            for (key, from) in keys.iter().filter(|(key, _)| !strings.has(key)) {
                diags
                    .error("missing-string", file, format!("`{key}` has no text in `{lang}`"))
                    .help(format!("add it; strings/{from}.yaml has it"));
            }
        }
    }

    /// The phrases of a language, if the theme has it.
    pub fn strings(&self, lang: &Lang) -> Option<&Strings> {
        self.strings.get(lang.tag())
    }

    /// One phrase with its `{name}`s filled; empty where the theme lacks it, which is reported elsewhere.
    pub fn phrase(
        &self,
        key: &str,
        lang: &Lang,
        fill: &BTreeMap<String, serde_json::Value>,
        formats: &Formats,
    ) -> String {
        self.strings(lang).and_then(|strings| strings.fill(key, fill, formats)).unwrap_or_default()
    }

    /// The templates, by name.
    pub fn templates(&self) -> &BTreeMap<String, SourceId> {
        &self.templates
    }

    /// Whether the theme has a template.
    pub fn has_template(&self, name: &str) -> bool {
        self.templates.contains_key(name)
    }

    /// The print design: Typst files, by name.
    pub fn print(&self) -> &BTreeMap<String, SourceId> {
        &self.print
    }

    /// The fonts of sheets and what belongs to them, by name.
    pub fn fonts(&self) -> impl Iterator<Item = (&str, &Arc<[u8]>)> {
        self.fonts.iter().map(|(name, bytes)| (name.as_str(), bytes))
    }

    /// One file among the fonts.
    pub fn font_file(&self, name: &str) -> Option<&Arc<[u8]>> {
        self.fonts.get(name)
    }

    /// The style sheet: all CSS files in the order of their names.
    pub fn style(&self, sources: &Sources) -> Asset {
        let css: String = self.css.values().map(|source| style::strip(&sources.get(*source).text)).collect();
        let path = format!("assets/style-{}.css", &Digest::of(css.as_bytes()).short()[..8]);
        Asset { path, bytes: css.into_bytes().into() }
    }

    /// The script of pages to work with: all JavaScript files but those for texts, in the order of their names.
    pub fn script(&self, sources: &Sources) -> Option<Asset> {
        self.joined("script", sources, |name| !name.starts_with(TEXT_SCRIPTS))
    }

    /// The script of pages to read: the JavaScript files for texts.
    pub fn text_script(&self, sources: &Sources) -> Option<Asset> {
        self.joined("text", sources, |name| name.starts_with(TEXT_SCRIPTS))
    }

    /// Some of the JavaScript files as one; `None` when the theme has none of them.
    fn joined(&self, called: &str, sources: &Sources, is_wanted: impl Fn(&str) -> bool) -> Option<Asset> {
        let wanted = self.scripts.iter().filter(|(name, _)| is_wanted(name));
        // Whatever a file ends with, the next one begins a statement of its own.
        let code: String = wanted.map(|(_, source)| format!("{}\n;\n", sources.get(*source).text)).collect();
        let path = format!("assets/{called}-{}.js", &Digest::of(code.as_bytes()).short()[..8]);
        (!code.is_empty()).then(|| Asset { path, bytes: code.into_bytes().into() })
    }

    /// The digest of everything that sheets are set with.
    pub fn print_digest(&self, sources: &Sources) -> Digest {
        let files = self.print.iter().map(|(name, source)| (name, Digest::of(sources.get(*source).text.as_bytes())));
        let fonts = self.fonts.iter().map(|(name, bytes)| (name, Digest::of(bytes)));
        let all: Vec<(&String, String)> = files.chain(fonts).map(|(name, digest)| (name, digest.to_string())).collect();
        Digest::of_value(&all)
    }

    /// The other assets, under their own names.
    pub fn assets(&self) -> impl Iterator<Item = Asset> {
        self.assets.iter().map(|(name, bytes)| Asset { path: format!("assets/{name}"), bytes: Arc::clone(bytes) })
    }
}

fn built_in() -> Files {
    BuiltIn::iter()
        .filter_map(|name| {
            BuiltIn::get(&name).map(|file| (format!("themes/{DEFAULT}/{name}"), Arc::from(file.data.as_ref())))
        })
        .collect()
}

/// The themes to lay over one another, the most basic one first.
fn lineage(name: &str, asked: Span, all: &Files, sources: &mut Sources, diags: &mut Diagnostics) -> Vec<String> {
    let mut layers: Vec<String> = Vec::new();
    let (mut next, mut asked) = (name.to_string(), asked);
    loop {
        if layers.contains(&next) {
            diags
                .error("theme-loop", asked, format!("`{next}` extends itself"))
                .help("a theme extends another one, at last `default`");
            next = DEFAULT.to_string();
        }
        let folder = format!("themes/{next}/");
        if !all.keys().any(|path| path.starts_with(&folder)) {
            diags
                .error("unknown-theme", asked, format!("no theme is called `{next}`"))
                .help(format!("make the folder `{folder}`, or use `default`"));
            next = DEFAULT.to_string();
        }
        layers.push(next.clone());
        if next == DEFAULT {
            break;
        }
        let manifest = format!("themes/{next}/theme.yaml");
        let source = all.get(&manifest).and_then(|bytes| text(&manifest, bytes, sources, diags));
        let Some(source) = source else {
            next = DEFAULT.to_string();
            continue;
        };
        let content = Arc::clone(&sources.get(source).text);
        let yaml = Yaml::parse(source, &content, 0..content.len(), diags);
        let mut fields = Fields::of(&yaml);
        let read: Manifest = fields.take(diags);
        fields.finish("a theme", diags);
        asked = yaml.at(&["extends"]);
        next = read.extends.unwrap_or_else(|| DEFAULT.to_string());
    }
    layers.reverse();
    layers
}
