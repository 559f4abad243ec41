//! What must hold of every input, and the modules of the program that are tried with them.

#[path = "../../src/base/mod.rs"]
pub mod base;
#[path = "../../src/check/mod.rs"]
pub mod check;
#[path = "../../src/content/mod.rs"]
pub mod content;
#[path = "../../src/engine/mod.rs"]
pub mod engine;
#[path = "../../src/lang/mod.rs"]
pub mod lang;
#[path = "../../src/markup/mod.rs"]
pub mod markup;
#[path = "../../src/site/mod.rs"]
pub mod site;
#[path = "../../src/theme/mod.rs"]
pub mod theme;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use html5gum::{Token, Tokenizer};

use base::diag::Diagnostics;
use base::show::{self, Colour};
use base::source::{Sources, Span};
use content::document::{Document, Reading};
use content::id::DocId;
use lang::Lang;
use markup::html::Surroundings;
use markup::tree::{Image, Link};
use site::Site;
use site::library::Library;
use site::links::Target;
use site::load::{Drafts, load};
use theme::Files;

/// A small guide, to which documents and links belong.
const GUIDE: [(&str, &str); 5] = [
    ("content/guide.yaml", "title: Guide\nlanguages: [en, fi]\nvariables: {organisation: Our club, meetings: 6–8}\nplaceholders: {contact_name: contact}\n"),
    ("content/en/index.md", "---\ntitle: Home\nsummary: A guide.\n---\n[A page](process/page.md)\n"),
    ("content/en/process/index.md", "---\ntitle: Process\n---\n"),
    ("content/en/process/page.md", "---\ntitle: Page\n---\n## Heading {#heading}\n"),
    ("content/en/options.yaml", "rhythm: [{id: weekly, label: Weekly}, {id: monthly, label: Monthly}]\n"),
];

/// The files of the small guide, and one more.
pub fn files(path: &str, text: &str) -> Files {
    let own = (path, text);
    GUIDE.iter().chain([&own]).map(|(path, text)| (path.to_string(), text.as_bytes().into())).collect()
}

/// A guide, read from its files, drafts as well.
pub fn read(files: &Files, sources: &mut Sources, diags: &mut Diagnostics) -> Site {
    load(files, Drafts::Shown, &mut Library::default(), sources, diags)
}

/// The small guide.
pub fn guide() -> &'static Site {
    static SITE: LazyLock<Site> =
        LazyLock::new(|| read(&files("content/media/picture.png", ""), &mut Sources::default(), &mut Diagnostics::default()));
    &SITE
}

/// Reads a text as a document of the small guide.
pub fn document(path: &str, text: &str) -> (Document, Sources, Diagnostics) {
    static ENGLISH: LazyLock<Lang> = LazyLock::new(|| Lang::parse("en").expect("English has a tag"));
    static NAMES: LazyLock<(BTreeMap<String, String>, BTreeSet<String>)> = LazyLock::new(|| {
        (BTreeMap::from([("organisation".into(), "Our club".into())]), BTreeSet::from(["contact_name".into()]))
    });
    let mut sources = Sources::default();
    let mut diags = Diagnostics::default();
    let reading = Reading {
        source: sources.add(format!("content/en/{path}"), text),
        text,
        path: path.to_string(),
        id: DocId::of_file(path).expect("targets name their files well"),
        lang: &ENGLISH,
        is_original: true,
        variables: &NAMES.0,
        placeholders: &NAMES.1,
        allow_html: false,
    };
    (Document::read(reading, &mut diags), sources, diags)
}

/// Every place that a message names is inside its file and cuts no character, and messages can be shown.
pub fn assert_places(diags: &Diagnostics, sources: &Sources) {
    for one in diags.iter() {
        assert_place(one.span, sources);
        one.notes.iter().for_each(|(span, _)| assert_place(*span, sources));
    }
    show::short(diags, sources);
    show::human(diags, sources, Colour::Off);
}

/// A place is inside its file and cuts no character.
pub fn assert_place(span: Span, sources: &Sources) {
    let text = &sources.get(span.source).text;
    assert!(text.get(span.start..span.end).is_some(), "{span:?} of {} bytes", text.len());
}

/// Links lead where the site says, as on a page.
pub struct Links<'a>(pub &'a Document);

impl Surroundings for Links<'_> {
    fn link(&self, link: &Link) -> String {
        match guide().target(self.0, &link.to) {
            Target::Document(id, fragment) => format!("{id}/{}", fragment.map(|id| format!("#{id}")).unwrap_or_default()),
            Target::Fragment(id) => format!("#{id}"),
            Target::Media(path) => base::path::encode(&path),
            Target::Outside => link.to.clone(),
            Target::Unsafe | Target::Nowhere(_) => String::new(),
        }
    }

    fn image(&self, image: &Image) -> (String, Option<(u32, u32)>) {
        match guide().target(self.0, &image.to) {
            Target::Media(path) => (base::path::encode(&path), None),
            _ => (String::new(), None),
        }
    }

    fn phrase(&self, key: &str, number: usize) -> String {
        format!("{key} {number}")
    }

    fn next_table(&self) -> usize {
        1
    }

    fn placeholder(&self, name: &str) -> String {
        name.to_string()
    }
}

const ELEMENTS: &str = "p h1 h2 h3 h4 h5 h6 ul ol li span blockquote div pre code table caption thead tbody tr td th dl dt dd hr section strong em s a img sup br bdi";
const ATTRIBUTES: &str = "id class href src alt width height loading start role tabindex dir scope data-placeholder aria-label aria-labelledby aria-hidden";

/// HTML holds nothing but the elements and attributes that the program writes, and no address that could run.
pub fn assert_harmless(html: &str) {
    for Ok(token) in Tokenizer::new(html) {
        let tag = match token {
            Token::StartTag(tag) => tag,
            Token::Comment(_) | Token::Doctype(_) => panic!("a comment or a document type in {html}"),
            _ => continue,
        };
        let name = String::from_utf8_lossy(&tag.name);
        assert!(ELEMENTS.split(' ').any(|one| one == name), "<{name}> in {html}");
        for (attribute, value) in &tag.attributes {
            let attribute = String::from_utf8_lossy(attribute);
            assert!(ATTRIBUTES.split(' ').any(|one| one == attribute), "<{name} {attribute}> in {html}");
            if attribute == "href" || attribute == "src" {
                assert_address(&String::from_utf8_lossy(value));
            }
        }
    }
}

/// An address as browsers read it (the URL standard: surrounding controls and spaces, and tabs and line ends, do not count).
fn assert_address(address: &str) {
    let seen: String = address.trim_matches(|one: char| one <= ' ').chars().filter(|one| !"\t\n\r".contains(*one)).collect();
    let seen = seen.to_ascii_lowercase();
    let (scheme, _) = seen.split_once(':').unwrap_or_default();
    let is_scheme = scheme.starts_with(|one: char| one.is_ascii_alphabetic())
        && scheme.chars().all(|one| one.is_ascii_alphanumeric() || "+-.".contains(one));
    let allowed = ["https", "http", "mailto", "tel", "sms"].contains(&scheme);
    assert!(!is_scheme || allowed, "an address that could run: {address:?}");
    assert!(!seen.starts_with("//") && !seen.starts_with("\\") && !seen.starts_with("/\\"), "an address on another site: {address:?}");
}
