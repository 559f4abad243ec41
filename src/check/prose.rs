//! How texts read: sentences that are too long, pages that are hard to read, words the guide has agreed to avoid or explain.
//!
//! Every document is read once, passage by passage and sentence by sentence.

use std::collections::BTreeMap;

use super::lix::Lix;
use super::passages::{self, Role};
use super::terms::{Reader, Vocabulary};
use super::{IsOff, in_parallel};
use crate::base::diag::Diagnostics;
use crate::base::source::Sources;
use crate::content::document::Document;
use crate::lang::Lang;
use crate::lang::sentences::{Sentences, words};
use crate::site::Site;

/// So many faults of one paragraph or cell are told. A machine wrote what has more, and each place is looked up in all of it.
const MOST_IN_PASSAGE: usize = 100;

/// Less running text tells nothing about how hard a page is.
const FEWEST_WORDS: usize = 100;

/// Checks every document.
pub fn check(site: &Site, sources: &Sources, is_off: IsOff, diags: &mut Diagnostics) {
    let languages: BTreeMap<&Lang, Language> = site.languages().map(|lang| (lang, Language::of(site, lang))).collect();
    let documents: Vec<&Document> = site.documents().collect();
    let look = |doc: &&Document, diags: &mut Diagnostics| document(site, sources, doc, &languages[&doc.lang], diags);
    in_parallel(&documents, look, is_off, diags);
}

/// What is the same for all documents of a language.
struct Language {
    sentences: Sentences,
    vocabulary: Vocabulary,
    longest_sentence: usize,
    hardest_page: usize,
}

impl Language {
    fn of(site: &Site, lang: &Lang) -> Language {
        let writing = &site.config.writing;
        Language {
            sentences: Sentences::of(lang),
            vocabulary: Vocabulary::of(site, lang),
            longest_sentence: writing.sentence_words(lang),
            hardest_page: writing.lix(lang),
        }
    }
}

fn document(site: &Site, sources: &Sources, doc: &Document, language: &Language, diags: &mut Diagnostics) {
    let mut reader = Reader::new(&language.vocabulary, site, doc);
    let mut lix = Lix::default();
    passages::for_each(doc, &mut |passage| {
        let most = diags.iter().count() + MOST_IN_PASSAGE;
        for range in language.sentences.cut(passage.text) {
            let sentence = &passage.text[range.clone()];
            let words = words(sentence);
            let length = if passage.role == Role::Running { lix.add(words) } else { words.count() };
            let longest = language.longest_sentence;
            if length > longest && diags.iter().count() < most {
                let place = passage.at(range.clone(), sources);
                diags
                    .warn("long-sentence", place, format!("this sentence has {length} words"))
                    .help(format!("make two of it, or say it in {longest} words"));
            }
            reader.read(passage, range, sources, most, diags);
        }
    });
    reader.finish(diags);
    let (value, hardest) = (lix.value(), language.hardest_page);
    if lix.words >= FEWEST_WORDS && value > hardest {
        diags
            .warn("hard-to-read", doc.at(&["title"]), format!("this page has a LIX of {value}, over {hardest}"))
            .help("shorten sentences, and use short everyday words");
    }
}
