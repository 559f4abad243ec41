//! The rules: what is a mistake in content, and the table of all of them.
//!
//! Parsing reports only what it cannot parse; whether something is wrong is decided here.

pub mod anchors;
pub mod excuses;
pub mod form_keys;
pub mod form_texts;
pub mod form_words;
pub mod forms;
pub mod fragments;
pub mod freshness;
pub mod glossary;
pub mod kit;
pub mod lix;
pub mod lost;
pub mod markdown;
pub mod output;
pub mod passages;
pub mod prose;
pub mod references;
pub mod structure;
pub mod tags;
pub mod terms;
pub mod translations;
pub mod writing;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::base::diag::{Diagnostics, Severity};
use crate::base::source::Sources;
use crate::content::document::Document;
use crate::site::Site;

/// A rule: its code, how bad breaking it is, and one sentence for the manual.
pub struct Rule {
    /// The word in brackets after `error` or `warning`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What it says.
    pub says: &'static str,
}

const fn error(code: &'static str, says: &'static str) -> Rule {
    Rule { code, severity: Severity::Error, says }
}

const fn warning(code: &'static str, says: &'static str) -> Rule {
    Rule { code, severity: Severity::Warning, says }
}

/// All rules, in the order of their codes.
pub const RULES: &[Rule] = &[
    warning("ambiguous-link-text", "Link texts that are alike lead to the same place (WCAG 2.4.4)."),
    warning("avoided-term", "Texts use the words of the glossary, not those it avoids."),
    error("bad-alias", "An alias is an address below the language folder, without spaces, `?` or `#`."),
    error("bad-base-url", "The base URL is a whole address that starts with https:// or http://."),
    error(
        "bad-feedback",
        "`feedback` is an e-mail address after `mailto:`, or a whole address that starts with https://.",
    ),
    error("bad-file-name", "File names become addresses: lower-case letters a to z, digits and `-`."),
    error("bad-id", "An id in a form is lower-case letters a to z, digits and `_`, a letter first."),
    error("bad-language", "A language is a well-formed, canonical BCP 47 tag."),
    error(
        "bad-slug",
        "A slug, or the id of a topic, a term or an entry, is lower-case letters a to z, digits and `-`.",
    ),
    error("broken-fragment", "A link with `#` leads to a heading that exists."),
    error("broken-link", "A link leads to a file that exists."),
    error("broken-output", "Every address in the finished pages leads to a finished file, whoever wrote it."),
    warning("contradicting-figure", "A number told in the text agrees with the variable that holds it."),
    error("control-character", "Texts hold no invisible characters that steer programs or turn text around."),
    error("duplicate-document", "A document has one file in each language."),
    error("duplicate-id", "An id stands once on a page."),
    error("duplicate-language", "A language is listed once."),
    error("duplicate-path", "Two pages never have one address, not even on a disk that ignores case or Unicode form."),
    error("empty-link", "A link has a text."),
    warning("empty-part", "A part of a form has fields or a text."),
    error("first-heading", "The title is the page's only first-level heading; the text starts at the second level."),
    error("form-condition", "`show_when` names an earlier field of the form and one of its options."),
    error("form-text", "Every text of a form has words in every language of the form."),
    warning("hard-to-read", "A page is not too hard to read: its LIX stays below the limit of its language."),
    error("hint-as-code", "The text below an item of a checklist is not indented so far that it becomes code."),
    error("invalid-value", "A value has the form its key asks for."),
    error("invalid-yaml", "Front matter and YAML files are valid YAML."),
    warning("item-without-id", "Every item of a checklist has a name that stays when its words change."),
    error("large-picture", "A picture has at most 25 million pixels."),
    error("long-label", "Questions, hints and headings of forms are short enough for paper."),
    error("long-menu", "A menu has at most seven entries."),
    warning(
        "long-sentence",
        "A sentence has at most 25 words, in easy language 15, unless guide.yaml sets other limits.",
    ),
    warning("long-summary", "A summary has at most 160 characters, so that search engines show all of it."),
    error(
        "lost-footnote",
        "Every footnote is referred to, has a label of its own, and stands where pages show footnotes.",
    ),
    error(
        "lost-text",
        "After its intro, a checklist holds headings and tasks only; readers would not see anything else.",
    ),
    error("message-without-text", "A message has a text to copy."),
    error("missing-alt", "A picture has an alternative text."),
    error("missing-glyph", "The fonts of the theme can draw every character of a sheet."),
    error("missing-home", "The guide has a home page in its first language."),
    error("missing-item", "A translated checklist has every item of its original."),
    error("missing-key", "What a part cannot do without is there."),
    error("missing-picture", "A picture's file exists."),
    error("missing-string", "The theme has every interface text in every language of the guide."),
    error("missing-strings", "The theme has interface texts in every language of the guide."),
    error("missing-title", "Every page, and the guide, has a title."),
    warning("missing-translation", "Every document exists in every language that is not marked as partial."),
    error("missing-variable", "A variable has a value in every language."),
    error("nested-too-deep", "Lists and quotations are nested at most 40 levels deep."),
    error("not-utf-8", "Text files are UTF-8."),
    error("open-front-matter", "Front matter ends with a line `---`."),
    warning("orphan-translation", "Every translation has an original."),
    error("plural-categories", "A phrase has exactly the plural forms that CLDR gives its language."),
    error("print-design", "The print design can set every sheet."),
    error("raw-html", "Markdown holds no HTML, unless guide.yaml allows it."),
    warning("repeated-heading", "Headings of one page differ."),
    error("skipped-heading", "Headings go down one level at a time."),
    warning(
        "stale-check",
        "Facts are checked again within a year of the date in `checked`; `luotsi check` compares with today.",
    ),
    warning(
        "stale-entry",
        "Entries of a directory are checked again within a year; `luotsi check` compares with today.",
    ),
    warning("stale-translation", "A translation was made from the original as it is now."),
    warning("stray-file", "Every file in the content folder has a place in the site."),
    error("template", "Templates can be compiled and rendered."),
    error("theme-loop", "A theme does not extend itself."),
    error("too-large", "A text file has at most 2 MB."),
    warning(
        "unexplained-term",
        "The first use of a term on a page is explained to the readers for whom the glossary asks it.",
    ),
    error("unknown-fact", "`facts` holds numbers such as F012, `beyond` such as B04."),
    error("unknown-item", "Items are named as the list, or its original, names them."),
    error("unknown-key", "Front matter and YAML files hold only keys that mean something."),
    error("unknown-kind", "`kind` names a kind of content."),
    error("unknown-language", "Fallbacks, and texts by language in guide.yaml, name languages of the guide."),
    error("unknown-option-set", "A field's options name a set of options.yaml."),
    error("unknown-phase", "`phase` names a phase of a programme."),
    error("unknown-reference", "Ids in front matter and menus name documents that exist."),
    error("unknown-role", "`audience` and `who` name roles."),
    error("unknown-rule", "`allow` names warnings that exist."),
    error("unknown-term", "`forms` of a glossary are words of terms that it has."),
    error("unknown-text", "A translated form holds texts for parts and fields of its original only."),
    error("unknown-theme", "The theme exists."),
    error("unknown-topic", "`topics` names topics of guide.yaml."),
    error("unknown-value", "A word is one of those its key knows."),
    error("unknown-variable", "`{{ name }}` names a variable of guide.yaml, or in a message a placeholder."),
    error("unquoted-no", "The language tag `no` is quoted, since YAML may read it as \"false\"."),
    warning("unreachable-page", "Some menu, section or link leads to every page."),
    error("unsafe-link", "Links lead to files of the guide, to https, http, mailto, tel or sms addresses."),
    warning("unused-excuse", "An excuse excuses something."),
    error("unused-placeholder", "What a message requires stands in one of its texts."),
    warning("vague-link-text", "A link text tells where it goes when it is read alone."),
    error("wrong-type", "A value is text, a number, a list or a group, as its key asks for."),
];

/// The rules about single documents.
const OF_DOCUMENTS: [fn(&Site, &Document, &mut Diagnostics); 10] = [
    references::check,
    translations::check,
    structure::check,
    writing::check,
    forms::check,
    form_texts::check,
    form_words::check,
    kit::check,
    lost::check,
    glossary::check,
];

/// The rules about the site as a whole.
const OF_THE_SITE: [fn(&Site, &mut Diagnostics); 3] =
    [references::check_menus, translations::check_missing, structure::check_ways];

/// Applies every rule about content. What grows old is checked only when it is said what day it is; when `is_off`, nothing is
/// looked at any more.
pub fn check(site: &Site, sources: &Sources, today: Option<Date>, is_off: IsOff, diags: &mut Diagnostics) {
    check_documents(site, &site.documents().collect::<Vec<_>>(), is_off, diags);
    in_parallel(&OF_THE_SITE, |rule, diags| rule(site, diags), is_off, diags);
    writing::figures(site, sources, diags);
    prose::check(site, sources, is_off, diags);
    if let Some(today) = today {
        freshness::check(site, today, diags);
    }
}

/// Applies the rules about single documents, but those about how texts read, to some of them.
pub fn check_documents(site: &Site, documents: &[&Document], is_off: IsOff, diags: &mut Diagnostics) {
    in_parallel(documents, |doc, diags| OF_DOCUMENTS.iter().for_each(|rule| rule(site, doc, diags)), is_off, diags);
}

/// Tells whether what is being found out still matters to anybody.
pub type IsOff<'a> = &'a (dyn Fn() -> bool + Sync);

/// Looks at things on every core; what is found comes in the order of the things.
fn in_parallel<Thing: Sync>(
    things: &[Thing],
    look: impl Fn(&Thing, &mut Diagnostics) + Sync,
    is_off: IsOff,
    diags: &mut Diagnostics,
) {
    let look_alone = |thing: &Thing| {
        let mut own = Diagnostics::default();
        if !is_off() {
            look(thing, &mut own);
        }
        own
    };
    let found: Vec<Diagnostics> = things.par_iter().map(look_alone).collect();
    found.into_iter().for_each(|own| diags.append(own));
}
