//! Languages: tags, direction, order, dates, lists, plural categories. All of it is CLDR's, through ICU4X.

pub mod sentences;
pub mod strings;
pub mod typography;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, PoisonError};

use icu_calendar::Date;
use icu_collator::{Collator, options::CollatorOptions};
use icu_datetime::{DateTimeFormatter, fieldsets::YMD};
use icu_list::{
    ListFormatter,
    options::{ListFormatterOptions, ListLength},
};
use icu_locale::{Direction, Locale, LocaleCanonicalizer, LocaleDirectionality};
use icu_plurals::{PluralCategory, PluralRules};
use serde::Serialize;

/// The language of a document or a page: a well-formed, canonical BCP 47 tag such as `fi`, `fi-simple`, `ar`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang {
    tag: Arc<str>,
    dir: Dir,
}

/// The direction text runs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Dir {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Lang {
    /// Checks a tag against BCP 47 (RFC 5646). The reason is for the author to read.
    pub fn parse(tag: &str) -> Result<Lang, String> {
        let mut locale = Locale::from_str(tag).map_err(|_| format!("`{tag}` is not a language tag"))?;
        LocaleCanonicalizer::new_extended().canonicalize(&mut locale);
        let canonical = locale.to_string();
        if canonical.starts_with("und") {
            return Err(format!("`{tag}` names no language"));
        }
        if canonical != tag {
            return Err(format!("`{tag}` should be written `{canonical}`"));
        }
        let dir = match LocaleDirectionality::new_extended().get(&locale.id) {
            Some(Direction::RightToLeft) => Dir::Rtl,
            _ => Dir::Ltr,
        };
        Ok(Lang { tag: tag.into(), dir })
    }

    /// The tag.
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The language alone, without script, region or variant: `fi` of `fi-simple`.
    pub fn primary(&self) -> &str {
        self.tag.split('-').next().unwrap_or_default()
    }

    /// Whether it is an easy variety, such as `fi-simple` (the variant `simple` of BCP 47's registry).
    pub fn is_simple(&self) -> bool {
        self.tag.split('-').any(|part| part == "simple")
    }

    /// The direction of its script, from CLDR's script data.
    pub fn dir(&self) -> Dir {
        self.dir
    }
}

impl Serialize for Lang {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.tag)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.tag)
    }
}

/// How a language writes dates and lists and orders words. May be another tag than the pages carry: `en` with the formats of `en-GB`.
#[derive(Clone, Debug)]
pub struct Formats {
    locale: Locale,
    said: Arc<Said>,
}

/// What was formatted before: every page shows one of a few dates and small numbers, and CLDR's rules are slow to look up.
#[derive(Debug, Default)]
struct Said {
    dates: Mutex<BTreeMap<jiff::civil::Date, String>>,
    plurals: Mutex<BTreeMap<u64, &'static str>>,
}

impl Formats {
    /// The formats of a tag; Unicode extensions such as `ar-u-nu-latn` are understood.
    pub fn parse(tag: &str) -> Result<Formats, String> {
        let locale = Locale::from_str(tag).map_err(|_| format!("`{tag}` is not a language tag"))?;
        Ok(Formats { locale, said: Arc::default() })
    }

    /// A date in words: `22. marraskuuta 2026`.
    pub fn date(&self, date: jiff::civil::Date) -> String {
        let mut dates = self.said.dates.lock().unwrap_or_else(PoisonError::into_inner);
        dates.entry(date).or_insert_with(|| self.date_in_words(date)).clone()
    }

    fn date_in_words(&self, date: jiff::civil::Date) -> String {
        let (year, month, day) = (date.year(), date.month(), date.day());
        let formatter = DateTimeFormatter::try_new(self.locale.clone().into(), YMD::long());
        match (formatter, Date::try_new_iso(i32::from(year), month.unsigned_abs(), day.unsigned_abs())) {
            (Ok(formatter), Ok(date)) => formatter.format(&date).to_string(),
            _ => date.to_string(),
        }
    }

    /// "a, b and c".
    pub fn list(&self, items: &[String]) -> String {
        let options = ListFormatterOptions::default().with_length(ListLength::Wide);
        match ListFormatter::try_new_and((&self.locale).into(), options) {
            Ok(formatter) => formatter.format(items.iter()).to_string(),
            Err(_) => items.join(", "),
        }
    }

    /// Compares words as a dictionary of the language orders them.
    pub fn order(&self) -> impl Fn(&str, &str) -> Ordering + use<> {
        let collator = Collator::try_new((&self.locale).into(), CollatorOptions::default()).ok();
        move |one, other| match &collator {
            Some(collator) => collator.compare(one, other).then_with(|| one.cmp(other)),
            None => one.cmp(other),
        }
    }

    /// The plural category of a number (CLDR, cardinal): `one`, `few`, `other` …
    pub fn plural(&self, number: u64) -> &'static str {
        let mut plurals = self.said.plurals.lock().unwrap_or_else(PoisonError::into_inner);
        plurals
            .entry(number)
            .or_insert_with(|| self.rules().map_or("other", |rules| category_name(rules.category_for(number))))
    }

    /// All plural categories the language has.
    pub fn plurals(&self) -> Vec<&'static str> {
        self.rules().map_or_else(|| vec!["other"], |rules| rules.categories().map(category_name).collect())
    }

    fn rules(&self) -> Option<PluralRules> {
        PluralRules::try_new_cardinal((&self.locale).into()).ok()
    }
}

fn category_name(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_checked_against_bcp_47() {
        for good in ["fi", "fi-simple", "sv", "ar", "uk", "zh-Hant", "nb"] {
            assert_eq!(Lang::parse(good).map(|lang| lang.tag().to_string()), Ok(good.to_string()));
        }
        for bad in ["", "f", "suomi-kieli-x", "fi_FI", "und", "FI", "iw"] {
            assert!(Lang::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn direction_comes_from_the_script() {
        let dir = |tag| Lang::parse(tag).expect("a good tag").dir();
        assert_eq!(
            [dir("fi"), dir("ar"), dir("fa"), dir("ckb"), dir("he"), dir("fi-simple")],
            [Dir::Ltr, Dir::Rtl, Dir::Rtl, Dir::Rtl, Dir::Rtl, Dir::Ltr]
        );
    }

    #[test]
    fn each_language_orders_and_formats_its_own_way() {
        let finnish = Formats::parse("fi").expect("a good tag");
        let mut words = vec!["öljy", "zeta", "äiti", "aika", "åbo"];
        let order = finnish.order();
        words.sort_by(|one, other| order(one, other));
        assert_eq!(words, ["aika", "zeta", "åbo", "äiti", "öljy"]);
        let date = jiff::civil::date(2026, 2, 3);
        assert_eq!(finnish.date(date), "3. helmikuuta 2026");
        assert_eq!(Formats::parse("en-GB").expect("a good tag").date(date), "3 February 2026");
        assert_eq!(Formats::parse("ar-u-nu-latn").expect("a good tag").date(date), "3 فبراير 2026");
        assert_eq!(Formats::parse("ar").expect("a good tag").plurals().len(), 6);
        assert_eq!(finnish.list(&["a".into(), "b".into(), "c".into()]), "a, b ja c");
    }
}
