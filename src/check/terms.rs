//! The words of the glossary in running text: those to avoid, and those to explain where a page uses them first.

use std::ops::Range;

use super::passages::{Passage, Role};
use crate::base::diag::Diagnostics;
use crate::base::source::{Sources, Span};
use crate::content::Meta;
use crate::content::document::Document;
use crate::content::front::Audience;
use crate::lang::Lang;
use crate::site::Site;

/// What the glossaries of a language say about words.
#[derive(Default)]
pub struct Vocabulary {
    avoided: Vec<Avoided>,
    explained: Vec<Explained>,
}

struct Avoided {
    form: Form,
    preferred: String,
    span: Span,
}

struct Explained {
    term: String,
    form: Form,
    by: Vec<Form>,
    readers: Vec<Audience>,
    span: Span,
}

/// A word or phrase as texts may hold it.
struct Form {
    /// In lower case.
    words: String,
    /// Whether words that only begin so are meant as well.
    is_stem: bool,
}

impl Form {
    fn new(written: &str) -> Form {
        let is_stem = written.ends_with('*');
        Form { words: written.trim_end_matches('*').to_lowercase(), is_stem }
    }

    fn stem(written: &str) -> Form {
        Form { is_stem: true, ..Form::new(written) }
    }

    /// How many bytes of `text` are this form, if `text` begins with it; endings of a stem belong to it.
    fn begins(&self, text: &str) -> Option<usize> {
        let mut rest = text.chars();
        for wanted in self.words.chars() {
            let found = rest.next()?;
            if lower(found) != wanted && !(wanted == ' ' && found.is_whitespace()) {
                return None;
            }
        }
        let rest = rest.as_str();
        let ending = rest.find(|one: char| !one.is_alphanumeric()).unwrap_or(rest.len());
        (self.is_stem || ending == 0).then(|| text.len() - rest.len() + ending)
    }

    /// The first place in `text` where a word begins with this form.
    fn find(&self, text: &str) -> Option<Range<usize>> {
        word_starts(text).find_map(|start| Some(start..start + self.begins(&text[start..])?))
    }
}

/// A letter in lower case, as far as that is one letter.
fn lower(one: char) -> char {
    if one.is_ascii() { one.to_ascii_lowercase() } else { one.to_lowercase().next().unwrap_or(one) }
}

/// Where words begin.
fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut inside = false;
    text.char_indices().filter_map(move |(at, one)| {
        let starts = one.is_alphanumeric() && !inside;
        inside = one.is_alphanumeric();
        starts.then_some(at)
    })
}

impl Vocabulary {
    /// The words of the glossaries that readers of `lang` see, as far as they are in that language.
    pub fn of(site: &Site, lang: &Lang) -> Vocabulary {
        let mut vocabulary = Vocabulary::default();
        for page in site.pages(lang) {
            let Meta::Glossary(glossary) = &page.doc.meta else { continue };
            if page.doc.lang.primary() != lang.primary() {
                continue;
            }
            for (index, term) in glossary.terms.iter().enumerate() {
                let index = index.to_string();
                for (at, word) in term.avoid.iter().enumerate() {
                    let span = page.doc.at(&["terms", &index, "avoid", &at.to_string()]);
                    vocabulary.avoided.push(Avoided { form: Form::new(word), preferred: term.term.clone(), span });
                }
                if !term.explain.is_empty() {
                    vocabulary.explained.push(Explained {
                        term: term.term.clone(),
                        form: Form::stem(term.stem.as_deref().unwrap_or(&term.term)),
                        by: term.also.iter().chain(&term.explained_by).map(|one| Form::stem(one)).collect(),
                        readers: term.explain.clone(),
                        span: page.doc.at(&["terms", &index, "explain"]),
                    });
                }
            }
        }
        vocabulary
    }
}

/// Reads a document for the words of a vocabulary.
pub struct Reader<'v> {
    vocabulary: &'v Vocabulary,
    is_glossary: bool,
    /// The terms to explain here, and how far that is.
    terms: Vec<(&'v Explained, State)>,
    quotes: Quotes,
}

enum State {
    /// It has not been used yet.
    Unused,
    /// It was used here, and the next sentence may still explain it.
    Used(Span),
    /// It was explained, or that it was not is reported.
    Done,
}

impl<'v> Reader<'v> {
    /// Starts to read a document.
    pub fn new(vocabulary: &'v Vocabulary, site: &Site, doc: &Document) -> Reader<'v> {
        let is_glossary = matches!(doc.meta, Meta::Glossary(_));
        let audience = site.audience(doc);
        let wanted = |one: &&Explained| !is_glossary && one.readers.iter().any(|reader| audience.contains(reader));
        let terms = vocabulary.explained.iter().filter(wanted).map(|one| (one, State::Unused)).collect();
        Reader { vocabulary, is_glossary, terms, quotes: Quotes::default() }
    }

    /// Reads the next sentence: a part of a passage. Words to avoid are told until there are `most` messages.
    pub fn read(
        &mut self,
        passage: &Passage,
        part: Range<usize>,
        sources: &Sources,
        most: usize,
        diags: &mut Diagnostics,
    ) {
        if self.is_glossary {
            return;
        }
        let start = part.start;
        if start == 0 {
            self.quotes = Quotes::default();
        }
        self.avoided(passage, part.clone(), sources, most, diags);
        let sentence = &passage.text[part];
        if passage.role == Role::Heading {
            return;
        }
        for (term, state) in &mut self.terms {
            let used = match state {
                State::Done => continue,
                State::Unused => match term.form.find(sentence) {
                    Some(word) => passage.at(start + word.start..start + word.end, sources),
                    None => continue,
                },
                State::Used(span) => *span,
            };
            let is_next = matches!(state, State::Used(_));
            *state = if term.by.iter().any(|form| form.find(sentence).is_some()) {
                State::Done
            } else if is_next {
                unexplained(term, used, diags);
                State::Done
            } else {
                State::Used(used)
            };
        }
    }

    /// Ends the document.
    pub fn finish(self, diags: &mut Diagnostics) {
        for (term, state) in self.terms {
            if let State::Used(span) = state {
                unexplained(term, span, diags);
            }
        }
    }

    fn avoided(
        &mut self,
        passage: &Passage,
        part: Range<usize>,
        sources: &Sources,
        most: usize,
        diags: &mut Diagnostics,
    ) {
        let avoided = &self.vocabulary.avoided;
        if avoided.is_empty() {
            return;
        }
        let (offset, sentence) = (part.start, &passage.text[part]);
        for start in word_starts(sentence) {
            let rest = &sentence[start..];
            for one in avoided {
                let Some(length) = one.form.begins(rest) else { continue };
                if self.quotes.are_open_at(passage.text, offset + start) || is_address(sentence, start) {
                    continue;
                }
                if diags.iter().count() >= most {
                    return;
                }
                let place = passage.at(offset + start..offset + start + length, sources);
                let word = &rest[..length];
                diags
                    .warn("avoided-term", place, format!("the glossary avoids `{word}`"))
                    .note(one.span, "here")
                    .help(format!("write `{}`", one.preferred));
            }
        }
    }
}

fn unexplained(term: &Explained, span: Span, diags: &mut Diagnostics) {
    let by: Vec<String> = term.by.iter().map(|form| format!("`{}`", form.words)).collect();
    diags
        .warn("unexplained-term", span, format!("the first `{}` of the page is not explained", term.term))
        .note(term.span, "the glossary asks for it")
        .help(format!("explain it in this sentence or the next one with {}", by.join(" or ")));
}

/// Quotation marks of a passage, counted as far as it was asked for.
#[derive(Default)]
struct Quotes {
    read: usize,
    is_odd: bool,
}

impl Quotes {
    /// Whether somebody is being quoted at `at`: the number of quotation marks before it is odd.
    fn are_open_at(&mut self, text: &str, at: usize) -> bool {
        let marks = text[self.read..at].chars().filter(|one| "”“„«»\"".contains(*one)).count();
        self.read = at;
        self.is_odd ^= marks % 2 == 1;
        self.is_odd
    }
}

/// More characters than stand on one side of a word in an address of mail or of the web.
const LONG_ADDRESS: usize = 300;

/// Whether the word at `at` is part of an address of mail or of the web.
fn is_address(sentence: &str, at: usize) -> bool {
    let is_inside = |one: &char| !one.is_whitespace();
    let before = sentence[..at].chars().rev().take(LONG_ADDRESS).take_while(is_inside);
    let start = at - before.map(char::len_utf8).sum::<usize>();
    let after = sentence[at..].chars().take(LONG_ADDRESS).take_while(is_inside);
    let token = &sentence[start..at + after.map(char::len_utf8).sum::<usize>()];
    token.contains('@') || token.contains("://") || token.starts_with("www.")
}
