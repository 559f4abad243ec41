//! Finds the terms of a glossary in running text: whole words, with the endings that the language gives them.
//!
//! Knows words. Knows nothing about pages, links, or which term has been explained already.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::glossary::Glossary;

/// Stands in a form for whatever endings the language has.
pub const ANY_ENDING: char = '*';

/// The fewest letters of a word that takes endings; a shorter one would be found in everything.
pub const SHORTEST: usize = 2;

/// More than the endings of any language make when they are joined.
pub const MOST_ENDINGS: usize = 50_000;

/// A term in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it stands, in bytes.
    pub range: Range<usize>,
    /// Which term of the glossary it is.
    pub term: usize,
}

/// All that running text may write for the terms of one glossary, ready to be looked for.
#[derive(Debug)]
pub struct Matcher {
    forms: Vec<Form>,
    /// Forms by the first letters of their first word: nearly every word of a text is done with after one look here.
    by_start: HashMap<[char; SHORTEST], Vec<usize>>,
    endings: HashSet<String>,
}

#[derive(Debug)]
struct Form {
    term: usize,
    words: Vec<Word>,
}

#[derive(Debug)]
struct Word {
    /// A capital stands for itself, any other letter for its capital too.
    stem: String,
    takes_endings: bool,
}

impl Matcher {
    /// Reads the forms of a glossary; a term without forms is looked for as it is called.
    pub fn new(glossary: &Glossary) -> Matcher {
        let mut forms = Vec::new();
        for (term, entry) in glossary.terms.iter().enumerate() {
            let own = glossary.forms.get(&entry.id);
            let called = [format!("{}{ANY_ENDING}", entry.term)];
            let written = own.map_or(called.as_slice(), Vec::as_slice);
            forms.extend(written.iter().filter_map(|form| Some(Form { term, words: words_of(form)? })));
        }
        let mut by_start: HashMap<_, Vec<usize>> = HashMap::new();
        for (index, form) in forms.iter().enumerate() {
            let start =
                form.words.first().and_then(|word| start(&word.stem)).expect("forms are checked as they are read");
            by_start.entry(start).or_default().push(index);
        }
        Matcher { forms, by_start, endings: endings(&glossary.endings) }
    }

    /// The terms in a text, in order; of two at one place the longer one.
    pub fn find(&self, text: &str) -> Vec<Found> {
        let mut found = Vec::new();
        let mut next = next_word(text, 0);
        while let Some(word) = next {
            let longest = self.longest(text, &word);
            let end = longest.map_or(word.end, |(end, _)| end);
            found.extend(longest.map(|(end, term)| Found { range: word.start..end, term }));
            next = next_word(text, end);
        }
        found
    }

    /// Where the longest form ends that begins with this word, and its term.
    fn longest(&self, text: &str, first: &Range<usize>) -> Option<(usize, usize)> {
        let candidates = self.by_start.get(&start(&text[first.clone()])?)?;
        let whole = |form: &Form| {
            let mut end = first.start;
            for (index, wanted) in form.words.iter().enumerate() {
                let word = if index == 0 { first.clone() } else { next_word(text, end)? };
                let gap = &text[end..word.start];
                let is_beside = index == 0 || gap.chars().all(char::is_whitespace);
                if !is_beside || !self.is(&text[word.clone()], wanted) {
                    return None;
                }
                end = word.end;
            }
            Some((end, form.term))
        };
        candidates.iter().filter_map(|index| whole(&self.forms[*index])).max_by_key(|(end, _)| *end)
    }

    fn is(&self, word: &str, wanted: &Word) -> bool {
        let mut rest = word.chars();
        let is_stem = wanted.stem.chars().all(|letter| rest.next().is_some_and(|other| is_letter_for(letter, other)));
        let ending = rest.as_str();
        is_stem && (ending.is_empty() || (wanted.takes_endings && self.endings.contains(ending)))
    }
}

/// Whether a form can be looked for: words, those that take endings long enough to tell them from others.
pub fn is_form(form: &str) -> bool {
    words_of(form).is_some()
}

fn words_of(form: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    for written in form.split_whitespace() {
        let stem = written.strip_suffix(ANY_ENDING).unwrap_or(written);
        let is_word = next_word(stem, 0) == Some(0..stem.len());
        if !is_word || (start(stem).is_none() && (words.is_empty() || stem.len() < written.len())) {
            return None;
        }
        words.push(Word { stem: stem.to_string(), takes_endings: stem.len() < written.len() });
    }
    (!words.is_empty()).then_some(words)
}

/// Whether the groups make more endings than can be looked for; then none is.
pub fn has_too_many_endings(groups: &[String]) -> bool {
    let ways = |group: &String| group.split_whitespace().count() + 1;
    groups.iter().map(ways).fold(1, usize::saturating_mul) > MOST_ENDINGS
}

/// Every ending that can be made of the groups: of each one or none, in their order.
fn endings(groups: &[String]) -> HashSet<String> {
    let mut endings = HashSet::from([String::new()]);
    if has_too_many_endings(groups) {
        return endings;
    }
    for group in groups {
        let longer: Vec<String> = endings
            .iter()
            .flat_map(|before| group.split_whitespace().map(move |ending| format!("{before}{ending}")))
            .collect();
        endings.extend(longer);
    }
    endings
}

/// The next word from a place on. A hyphen, an apostrophe, a colon, a point or an at sign between two letters belongs to
/// the word: “aktori-iltaa” and “mentori@example.org” are not the words they begin with.
fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(char::is_alphanumeric)?;
    let mut end = start;
    let mut rest = text[start..].chars().peekable();
    while let Some(one) = rest.next() {
        let joins = "-‐‑'’:.@_/\u{ad}".contains(one) && rest.peek().is_some_and(|next| next.is_alphanumeric());
        if !one.is_alphanumeric() && !joins {
            break;
        }
        end += one.len_utf8();
    }
    Some(start..end)
}

fn start(word: &str) -> Option<[char; SHORTEST]> {
    let mut letters = word.chars().map(lower);
    Some([letters.next()?, letters.next()?])
}

fn is_letter_for(letter: char, other: char) -> bool {
    letter == other || (!letter.is_uppercase() && letter == lower(other))
}

fn lower(letter: char) -> char {
    letter.to_lowercase().next().unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::glossary::Term;

    fn glossary(endings: &[&str], terms: &[(&str, Option<&[&str]>)]) -> Glossary {
        let term = |word: &str| Term {
            id: word.to_string(),
            term: word.to_string(),
            explanation: String::new(),
            also: Vec::new(),
            avoid: Vec::new(),
            explain: Vec::new(),
            explained_by: Vec::new(),
            stem: None,
        };
        let own = |(word, forms): &(&str, Option<&[&str]>)| {
            Some((word.to_string(), forms.as_ref()?.iter().map(|form| form.to_string()).collect()))
        };
        Glossary {
            terms: terms.iter().map(|(word, _)| term(word)).collect(),
            endings: endings.iter().map(|group| group.to_string()).collect(),
            forms: terms.iter().filter_map(own).collect(),
        }
    }

    fn found<'t>(glossary: &Glossary, text: &'t str) -> Vec<&'t str> {
        Matcher::new(glossary).find(text).into_iter().map(|one| &text[one.range]).collect()
    }

    fn finnish() -> Glossary {
        let endings = ["a n t ta tä ssa ssä sta lle lla ia ksi iden lle seen", "ni si nsa mme nne an", "kin kaan ko"];
        let terms: [(&str, Option<&[&str]>); 6] = [
            ("mentori", Some(&["mentori*", "mentorei*"])),
            ("aktori", Some(&["aktori*", "aktorei*"])),
            ("mentorointi", Some(&["mentorointi*", "mentoroinni*"])),
            ("mentorointipari", Some(&["mentorointipari*"])),
            ("käänteinen mentorointi", Some(&["käänteinen mentorointi", "käänteise* mentoroinni*"])),
            ("tavoite", Some(&[])),
        ];
        glossary(&endings, &terms)
    }

    #[test]
    fn words_are_found_with_the_endings_of_their_language() {
        let text = "Aktorin mentori kertoo aktoreille ja mentoreita mentoroinnistakin, aktoreillesi.";
        let expected = ["Aktorin", "mentori", "aktoreille", "mentoreita", "mentoroinnistakin", "aktoreillesi"];
        assert_eq!(found(&finnish(), text), expected);
    }

    #[test]
    fn a_word_that_only_begins_like_a_term_is_another_word() {
        let text =
            "mentorimalli, mentoroida, aktori-ilta, etä-aktori, aktori@example.org, example.org/aktori, Aktoria2";
        assert_eq!(found(&finnish(), text), Vec::<&str>::new());
    }

    #[test]
    fn the_longest_term_wins() {
        let text = "Mentorointipari kokeilee käänteistä ja käänteisessä mentoroinnissa mentorointia.";
        assert_eq!(found(&finnish(), text), ["Mentorointipari", "käänteisessä mentoroinnissa", "mentorointia"]);
    }

    #[test]
    fn an_empty_list_of_forms_is_never_found() {
        assert_eq!(found(&finnish(), "tavoite ja tavoitetta"), Vec::<&str>::new());
    }

    #[test]
    fn a_term_without_forms_is_found_as_it_is_called() {
        let english = glossary(&["s", "’s 's"], &[("mentor", None), ("peer mentoring", None), ("CV", None)]);
        let text = "Mentors’ lives: a mentor’s, Peer\u{a0}mentoring, a mentorship; peer, mentoring; CVs and cv.";
        assert_eq!(found(&english, text), ["Mentors", "mentor’s", "Peer\u{a0}mentoring", "CVs"]);
    }

    #[test]
    fn scripts_without_capitals_are_found_by_the_forms_that_are_listed() {
        let arabic = glossary(&[], &[("مرشد", Some(&["مرشد", "المرشد", "للمرشد"]))]);
        assert_eq!(found(&arabic, "يساعد المرشد، والمرشدون."), ["المرشد"]);
    }

    #[test]
    fn a_form_is_made_of_words_long_enough_to_tell() {
        for good in ["aktori*", "Suomeen muuttan*", "LL", "e-mentoring*", "pari a"] {
            assert!(is_form(good), "{good}");
        }
        for bad in ["", "*", "a*", "a", "ak*tori", "sosionomi (AMK)", "pari a*"] {
            assert!(!is_form(bad), "{bad}");
        }
    }
}
