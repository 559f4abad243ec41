//! Sentences and words, for rules about how texts read.

use std::iter::Peekable;
use std::ops::Range;

use icu_locale::LanguageIdentifier;
use icu_segmenter::SentenceSegmenter;
use icu_segmenter::options::SentenceBreakOptions;

use super::Lang;

/// Abbreviations that stand before names and figures, lower case and without the last stop, by language.
///
/// Those that often end a sentence, such as *jne.* and *osv.*, are not among them: before a small letter no stop ends one anyway.
const ABBREVIATIONS: &[(&str, &[&str])] = &[
    (
        "fi",
        &[
            "ap", "dos", "engl", "ent", "esim", "huom", "ip", "ko", "ks", "lyh", "maist", "mm", "nk", "nro", "ns",
            "os", "prof", "puh", "ruots", "synt", "toht", "toim", "tri", "vrt",
        ],
    ),
    (
        "sv",
        &[
            "bl.a", "ca", "d.v.s", "dr", "dvs", "e.d", "f.d", "fr.o.m", "jfr", "kl", "nr", "obs", "prof", "resp",
            "s.k", "t.ex", "t.o.m", "tel", "tfn",
        ],
    ),
    ("en", &["approx", "cf", "dr", "e.g", "i.e", "mr", "mrs", "ms", "mx", "nr", "prof", "st", "tel", "vs"]),
    ("uk", &["вул", "див", "напр", "ст", "тел", "ім"]),
];

/// In bytes.
const LONGEST_ABBREVIATION: usize = 8;

/// Cuts texts of one language into sentences, by Unicode's rules (UAX 29) and the language's abbreviations.
#[derive(Debug)]
pub struct Sentences {
    segmenter: SentenceSegmenter,
    abbreviations: &'static [&'static str],
}

impl Sentences {
    /// The sentences of a language.
    pub fn of(lang: &Lang) -> Sentences {
        let locale: Option<LanguageIdentifier> = lang.tag().parse().ok();
        let mut options = SentenceBreakOptions::default();
        options.content_locale = locale.as_ref();
        let segmenter = SentenceSegmenter::try_new(options).expect("the rules of sentences are compiled in");
        let own = ABBREVIATIONS.iter().find(|(tag, _)| *tag == lang.primary());
        Sentences { segmenter, abbreviations: own.map_or(&[], |(_, list)| list) }
    }

    /// The sentences of a text, in order, with the spaces around them.
    pub fn cut<'s>(&'s self, text: &'s str) -> impl Iterator<Item = Range<usize>> + use<'s> {
        let ends = self.segmenter.as_borrowed().segment_str(text).skip_while(|end| *end == 0);
        Cut { ends: ends.peekable(), start: 0, cut_end: None, text, abbreviations: self.abbreviations }
    }
}

struct Cut<'s, Ends: Iterator<Item = usize>> {
    ends: Peekable<Ends>,
    start: usize,
    /// The end of a sentence that was cut at an ellipsis.
    cut_end: Option<usize>,
    text: &'s str,
    abbreviations: &'static [&'static str],
}

impl<Ends: Iterator<Item = usize>> Iterator for Cut<'_, Ends> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        let start = self.start;
        let mut end = match self.cut_end.take() {
            Some(end) => end,
            None => self.ends.next()?,
        };
        while let Some(next) = self.ends.next_if(|_| goes_on(&self.text[start..end], self.abbreviations)) {
            end = next;
        }
        if let Some(length) = ellipsis(&self.text[start..end]) {
            self.cut_end = Some(end);
            end = start + length;
        }
        self.start = end;
        Some(start..end)
    }
}

/// Where an ellipsis before a capital ends a sentence, which Unicode's rules leave open: *I can … I have …*
fn ellipsis(sentence: &str) -> Option<usize> {
    // Most sentences have none, and one character is found sooner than two.
    if !sentence.contains('…') {
        return None;
    }
    let is_capital = |at: usize| sentence[at..].starts_with(char::is_uppercase);
    sentence.match_indices("… ").map(|(at, dots)| at + dots.len()).find(|at| is_capital(*at))
}

/// Whether what looks like a sentence is only its beginning: it ends with an abbreviation or an initial, or is a number.
fn goes_on(sentence: &str, abbreviations: &[&str]) -> bool {
    if !sentence.contains(char::is_alphabetic) {
        return !sentence.ends_with('\n');
    }
    let Some(before) = sentence.trim_end_matches([' ', '\u{a0}']).strip_suffix('.') else { return false };
    let last = before.rsplit(|one: char| one.is_whitespace() || "(”\"“«".contains(one)).next().unwrap_or(before);
    let mut letters = last.chars();
    let is_initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    is_initial || (last.len() <= LONGEST_ABBREVIATION && abbreviations.contains(&last.to_lowercase().as_str()))
}

/// The words of a text: what stands between spaces and holds a letter or a figure.
///
/// Authors count the same way, and so does LIX: *well-known* and *6–8* are one word each.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace().filter(|one| one.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut<'t>(tag: &str, text: &'t str) -> Vec<&'t str> {
        let sentences = Sentences::of(&Lang::parse(tag).expect("a good tag"));
        sentences.cut(text).map(|range| text[range].trim()).collect()
    }

    #[test]
    fn abbreviations_dates_and_ordinals_end_no_sentence() {
        for (tag, text) in [
            ("fi", "Kysy apua esim. Kelasta tai ns. Ohjaamosta n. 20 minuuttia klo 18."),
            ("fi", "Se alkoi 1.3.2026 Helsingissä, ja 2. vaihe on nyt."),
            ("fi", "2. Vaihe alkaa nyt."),
            ("fi-simple", "Ks. J. Virtasen kirja."),
            ("sv", "Fråga t.ex. FPA eller bl.a. Luckan, kl. 18."),
            ("en", "Ask e.g. Dr. Smith, i.e. Anna."),
        ] {
            assert_eq!(cut(tag, text), [text]);
        }
    }

    #[test]
    fn no_abbreviation_is_longer_than_what_is_looked_up() {
        let mut all = ABBREVIATIONS.iter().flat_map(|(_, list)| *list);
        assert!(all.all(|one| one.len() <= LONGEST_ABBREVIATION));
    }

    #[test]
    fn sentences_end_where_readers_end_them() {
        assert_eq!(
            cut("fi", "Vuonna 2020. Sitten loppui! Miksi? ”Niin.” Hän lähti jne. Se siitä."),
            ["Vuonna 2020.", "Sitten loppui!", "Miksi?", "”Niin.”", "Hän lähti jne.", "Se siitä."]
        );
        assert_eq!(cut("ar", "من هو؟ هو مرشد. انتهى."), ["من هو؟", "هو مرشد.", "انتهى."]);
        assert_eq!(cut("en", "I can … I have … and so on."), ["I can …", "I have … and so on."]);
        assert_eq!(cut("en", "One\nTwo"), ["One", "Two"]);
        assert_eq!(cut("en", ""), Vec::<&str>::new());
    }

    #[test]
    fn a_word_stands_between_spaces() {
        let text = "Well-known – 6–8\u{a0}times, “so” … it’s 3.5 & more";
        assert_eq!(words(text).collect::<Vec<_>>(), ["Well-known", "6–8", "times,", "“so”", "it’s", "3.5", "more"]);
    }
}
