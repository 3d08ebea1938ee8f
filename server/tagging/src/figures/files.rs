//! The formats of `numbers.toml`, `hedges.toml`, `currencies.toml` and `units.toml`.

use crate::grammar;
use crate::mention::Hedge;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
pub(super) struct NumbersFile {
    pub(super) thousands: char,
    pub(super) and: Vec<String>,
    pub(super) point: Vec<String>,
    pub(super) article: Vec<String>,
    pub(super) negative: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) range: Vec<String>,
    pub(super) between: Vec<String>,
    pub(super) from: Vec<String>,
    pub(super) by: Vec<String>,
    pub(super) out: Vec<String>,
    pub(super) every: Vec<String>,
    #[serde(rename = "in")]
    pub(super) within: Vec<String>,
    pub(super) over: Vec<String>,
    pub(super) half: Vec<String>,
    pub(super) quarter: Vec<String>,
    pub(super) quarters: Vec<String>,
    pub(super) misspelled: Vec<String>,
    pub(super) determined: Vec<String>,
    pub(super) before_stretch: Vec<String>,
    #[serde(default)]
    pub(super) noun_capitals: bool,
    pub(super) ordinal_marks: OrdinalMarks,
    pub(super) endings: Endings,
    pub(super) compounds: Option<Compounds>,
    pub(super) change: Vec<String>,
    #[serde(default)]
    pub(super) ranging: Vec<String>,
    #[serde(default)]
    pub(super) descends_after: Vec<String>,
    #[serde(default)]
    pub(super) steps: Vec<String>,
    #[serde(default)]
    pub(super) models: Vec<String>,
    #[serde(default)]
    pub(super) confidence: Vec<String>,
    pub(super) contest: Vec<String>,
    #[serde(default)]
    pub(super) decided: Vec<String>,
    #[serde(default)]
    pub(super) sides: Vec<String>,
    pub(super) one_after: Vec<String>,
    pub(super) one_before: Vec<String>,
    pub(super) designators: Vec<String>,
    pub(super) time_words: Vec<String>,
    pub(super) months: Vec<String>,
    pub(super) times: Vec<String>,
    pub(super) percent: Vec<String>,
    pub(super) ordinal_endings: Vec<String>,
    pub(super) strong: Vec<String>,
    pub(super) or: Vec<String>,
    pub(super) against: Vec<String>,
    pub(super) old: Vec<String>,
    pub(super) ages: Vec<String>,
    pub(super) plurals: Vec<String>,
    pub(super) not_plural: Vec<String>,
    pub(super) filler: Vec<String>,
    pub(super) stops: Vec<String>,
    pub(super) cardinals: BTreeMap<String, u8>,
    pub(super) scales: BTreeMap<String, i64>,
    pub(super) suffixes: BTreeMap<String, i64>,
    pub(super) vague: BTreeMap<String, VagueEntry>,
    pub(super) some: BTreeMap<String, SomeEntry>,
    pub(super) ordinals: BTreeMap<String, i64>,
    pub(super) multiples: BTreeMap<String, i64>,
}

/// What is written behind the digits of an ordinal: `one` after 1, 21, 31 ..; `other` after 11 to 13 and the rest.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OrdinalMarks {
    pub(super) one: String,
    pub(super) two: String,
    pub(super) three: String,
    pub(super) other: String,
}

impl OrdinalMarks {
    /// The marks of the language of a folder of `grammars/`.
    pub(crate) fn read(language: &str) -> Self {
        let numbers: NumbersFile = grammar::built_in(&format!("{language}/numbers.toml"));
        numbers.ordinal_marks
    }

    /// The mark of a number.
    pub(crate) fn of(&self, n: i64) -> &str {
        match (n % 10, n % 100) {
            (_, 11..=13) => &self.other,
            (1, _) => &self.one,
            (2, _) => &self.two,
            (3, _) => &self.three,
            _ => &self.other,
        }
    }
}

/// Endings that tell what a word is.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Endings {
    /// Of plural nouns.
    pub(super) plural: Vec<String>,
    /// Of words that only look like plurals.
    pub(super) not_plural: Vec<String>,
    /// Of superlatives.
    pub(super) superlative: Vec<String>,
    /// Of verbs that say what happened.
    pub(super) happened: Vec<String>,
    /// Of adverbs.
    pub(super) adverb: Vec<String>,
}

/// Whether a word has one of these endings.
pub(super) fn ends(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// How numbers are put together into one word: "dreihundertvierundzwanzigtausend".
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Compounds {
    /// Between units and tens ("und"), units first.
    pub(super) units_before_tens: String,
    pub(super) hundred: String,
    pub(super) thousand: String,
    /// "one" as it stands in compounds ("ein").
    pub(super) one: String,
}

impl Compounds {
    /// The words for 1 to 99 and for whole hundreds and thousands, with their values, that are not in `simple`.
    pub(super) fn words(&self, simple: &BTreeMap<String, u8>) -> Vec<(String, i64)> {
        let unit = |n: u8| -> Option<&str> {
            if n == 1 {
                return Some(&self.one);
            }
            simple.iter().find(|(_, value)| **value == n).map(|(word, _)| word.as_str())
        };
        let mut small: Vec<(String, i64)> = Vec::new();
        for n in 1..100u8 {
            let (tens, units) = (n / 10 * 10, n % 10);
            if n < 20 || units == 0 {
                small.extend(unit(n).map(|word| (word.to_owned(), i64::from(n))));
            } else if let (Some(tens), Some(units)) = (unit(tens), unit(units)) {
                small.push((format!("{units}{}{tens}", self.units_before_tens), i64::from(n)));
            }
        }
        let mut all: Vec<(String, i64)> = Vec::new();
        let mut below_thousand = small.clone();
        for (word, n) in small.iter().filter(|(_, n)| *n < 10) {
            let hundreds = format!("{word}{}", self.hundred);
            below_thousand.push((hundreds.clone(), n * 100));
            below_thousand.extend(small.iter().map(|(low, m)| (format!("{hundreds}{low}"), n * 100 + m)));
        }
        for (word, n) in &below_thousand {
            all.push((format!("{word}{}", self.thousand), n * 1000));
        }
        for (thousands, n) in small.iter().filter(|(_, n)| *n < 10) {
            let rest =
                |(word, m): &(String, i64)| (format!("{thousands}{}{word}", self.thousand), n * 1000 + m);
            all.extend(below_thousand.iter().map(rest));
        }
        all.extend(below_thousand.into_iter().filter(|(word, _)| *word != self.one));
        all
    }
}

#[derive(Deserialize)]
pub(super) struct VagueEntry {
    pub(super) low: i64,
    pub(super) high: i64,
    pub(super) scale: i64,
}

#[derive(Deserialize)]
pub(super) struct SomeEntry {
    pub(super) low: i64,
    pub(super) high: i64,
}

#[derive(Deserialize)]
pub(super) struct HedgesFile {
    pub(super) before: BTreeMap<HedgeName, Vec<String>>,
    pub(super) after: BTreeMap<HedgeName, Vec<String>>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub(super) enum HedgeName {
    AtLeast,
    AtMost,
    Nearly,
    About,
}

impl From<HedgeName> for Hedge {
    fn from(name: HedgeName) -> Hedge {
        match name {
            HedgeName::AtLeast => Hedge::AtLeast,
            HedgeName::AtMost => Hedge::AtMost,
            HedgeName::Nearly => Hedge::Nearly,
            HedgeName::About => Hedge::About,
        }
    }
}

#[derive(Deserialize)]
pub(super) struct CurrenciesFile {
    pub(super) currency: Vec<CurrencyEntry>,
    pub(super) cents: Vec<CentsEntry>,
    pub(super) pounds: PoundsEntry,
    /// A name without a country, and the codes it may stand for.
    pub(super) shared: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CurrencyEntry {
    pub(super) code: String,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) signs: Vec<String>,
    #[serde(default)]
    pub(super) prefixes: Vec<String>,
    /// Its words are also a unit of weight.
    #[serde(default)]
    pub(super) ambiguous: bool,
    /// Its words also mean something else: they count after large amounts alone.
    #[serde(default)]
    pub(super) weak: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CentsEntry {
    pub(super) name: String,
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) signs: Vec<String>,
    pub(super) of: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct PoundsEntry {
    pub(super) money: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct UnitsFile {
    pub(super) unit: Vec<UnitEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitEntry {
    pub(super) name: String,
    pub(super) dimension: String,
    #[serde(deserialize_with = "decimal")]
    pub(super) factor: Decimal,
    #[serde(default, deserialize_with = "decimal")]
    pub(super) offset: Decimal,
    #[serde(default)]
    pub(super) words: Vec<String>,
    #[serde(default)]
    pub(super) signs: Vec<String>,
}

/// A decimal written as a string: nothing is lost on the way.
fn decimal<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(serde::de::Error::custom)
}
