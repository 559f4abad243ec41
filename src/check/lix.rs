//! LIX, a measure of how hard a text is to read (C. H. Björnsson, *Läsbarhet*, 1968).
//!
//! The words of an average sentence, and the share of words with more than six letters in per cent, added up. Made for
//! Swedish; Finnish words are longer, so the same ease has a higher value there.

/// Letters of the longest word that does not count as long.
const SHORT_WORD: usize = 6;

/// Counts of a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lix {
    /// Words.
    pub words: usize,
    long_words: usize,
    sentences: usize,
}

impl Lix {
    /// Counts a sentence, and tells how many words it has.
    pub fn add<'w>(&mut self, words: impl Iterator<Item = &'w str>) -> usize {
        let before = self.words;
        for word in words {
            self.words += 1;
            // A letter has at least one byte.
            let is_long =
                word.len() > SHORT_WORD && word.chars().filter(|one| one.is_alphabetic()).nth(SHORT_WORD).is_some();
            self.long_words += usize::from(is_long);
        }
        self.sentences += usize::from(self.words > before);
        self.words - before
    }

    /// The value, rounded to a whole number as its tables are.
    pub fn value(&self) -> usize {
        let (words, sentences) = (self.words.max(1), self.sentences.max(1));
        let whole = words * sentences;
        (words * words + 100 * self.long_words * sentences + whole / 2) / whole
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_sentences_and_long_words_add_up() {
        let mut lix = Lix::default();
        assert_eq!(lix.add("Mentori kuuntelee, ja sinä valitset itse.".split(' ')), 6);
        assert_eq!(lix.add("Se on hyvä.".split(' ')), 3);
        assert_eq!(lix.add("".split_whitespace()), 0);
        // 9 words in 2 sentences, 3 of them long: 4.5 + 33.3
        assert_eq!((lix.words, lix.value()), (9, 38));
        assert_eq!(Lix::default().words, 0);
    }
}
