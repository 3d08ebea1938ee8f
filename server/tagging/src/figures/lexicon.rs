//! What the figure tagger knows of a language, read from `grammars/<language>/{numbers,hedges,currencies,units}.toml`.

use super::files::{
    CurrenciesFile, CurrencyEntry, Endings, HedgesFile, NumbersFile, OrdinalMarks, UnitsFile,
};
use super::phrases::Phrases;
use crate::grammar;
use crate::mention::Hedge;
use rustc_hash::FxHashMap;

/// What a word means to a number.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Role {
    #[default]
    None,
    /// 0 to 19.
    Low(u8),
    /// 20, 30 .. 90.
    Tens(u8),
    /// 21, 300, 45,000 in one word, as some languages have them.
    Whole(i64),
    /// 100, 12, 1,000 and up: multiplies what stands before it.
    Scale(i64),
    /// dozens, thousands.
    Vague {
        low: i64,
        high: i64,
        scale: i64,
    },
    /// few, several: so many of the scale that follows.
    Some {
        low: i64,
        high: i64,
    },
    Half,
    Quarter,
    Quarters,
    Ordinal(i64),
    /// thirds, hundredths.
    Parts(i64),
    /// twice, fourfold.
    Multiple(i64),
}

macro_rules! flags {
    ($($name:ident),*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        #[derive(Clone, Copy)]
        #[repr(u64)]
        enum Bit { $($name),* }
        $(pub(super) const $name: u64 = 1 << Bit::$name as u64;)*
    };
}

flags!(
    AND,
    POINT,
    ARTICLE,
    NEGATIVE,
    OF,
    RANGE,
    BETWEEN,
    FROM,
    IN,
    OUT,
    OVER,
    CHANGE,
    CONTEST,
    ONE_AFTER,
    ONE_BEFORE,
    DESIGNATOR,
    TIME,
    MONTH,
    TIMES,
    ORDINAL_ENDING,
    STRONG,
    OR,
    AGAINST,
    OLD,
    AGE,
    PLURAL,
    NOT_PLURAL,
    FILLER,
    STOP,
    MONEY_NEAR,
    DETERMINED,
    STRETCH,
    BY,
    DECIDED,
    SIDES,
    DESCENDS,
    STEP,
    CONFIDENCE,
    EVERY,
    RANGING
);

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Word {
    pub(super) role: Role,
    pub(super) flags: u64,
}

impl Word {
    pub(super) fn is(self, flags: u64) -> bool {
        self.flags & flags != 0
    }
}

/// What may stand after an amount (or before it) and says what it is an amount of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Percent,
    /// An index into [`Lexicon::currencies`].
    Money(usize),
    /// The same for a word that means something else after small amounts ("won").
    Weak(usize),
    /// Pounds: money or weight.
    Pounds(usize),
    /// Millions of it in one word: "MEUR".
    Millions(usize),
    /// An index into [`Lexicon::cents`].
    Cents(usize),
    /// An index into [`Lexicon::units`].
    Unit(usize),
}

/// A hundredth of money.
#[derive(Clone, Debug)]
pub(super) struct Cents {
    pub(super) name: String,
    /// The currencies that it may be a part of.
    pub(super) of: Vec<String>,
}

/// Everything known, ready to be looked up.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) thousands: char,
    /// Numbers of models, which no space joins to a count.
    pub(super) models: Vec<String>,
    pub(super) words: FxHashMap<String, Word>,
    /// Scales written against the digits: "bn", "k".
    pub(super) suffixes: FxHashMap<String, i64>,
    /// Codes of ISO 4217.
    pub(super) currencies: Vec<String>,
    pub(super) cents: Vec<Cents>,
    /// Their English names.
    pub(super) units: Vec<String>,
    /// After an amount, in lower case.
    pub(super) after: Phrases<Of>,
    /// After an amount in digits, as written.
    pub(super) signs: Phrases<Of>,
    /// Before an amount, in lower case.
    pub(super) before: Phrases<Of>,
    pub(super) hedge_before: Phrases<Hedge>,
    pub(super) hedge_after: Phrases<Hedge>,
    /// The words for 0 to 90, and for ranks.
    pub(super) spelled: FxHashMap<i64, String>,
    pub(super) spelled_ordinals: FxHashMap<i64, String>,
    /// What stands behind digits that put in order.
    pub(super) marks: OrdinalMarks,
    /// Endings of words.
    pub(super) endings: Endings,
    /// Nouns have capitals.
    pub(super) noun_capitals: bool,
}

impl Lexicon {
    /// The lexicon of `grammars/<language>`, built into the program.
    pub(super) fn built_in(language: &str) -> Self {
        let file = |name: &str| format!("{language}/{name}.toml");
        let numbers: NumbersFile = grammar::built_in(&file("numbers"));
        let hedges: HedgesFile = grammar::built_in(&file("hedges"));
        let currencies: CurrenciesFile = grammar::built_in(&file("currencies"));
        let units: UnitsFile = grammar::built_in(&file("units"));
        let mut words = FxHashMap::default();
        add_flags(&mut words, &numbers, &currencies.pounds.money);
        add_roles(&mut words, &numbers);
        let mut lexicon = Self {
            words,
            spelled: spelled(&numbers, numbers.cardinals.iter().map(|(word, &n)| (word, i64::from(n)))),
            spelled_ordinals: spelled(&numbers, numbers.ordinals.iter().map(|(word, &n)| (word, n))),
            thousands: numbers.thousands,
            models: numbers.models,
            suffixes: numbers.suffixes.into_iter().collect(),
            currencies: Vec::new(),
            cents: Vec::new(),
            units: Vec::new(),
            after: Phrases::new(false, false),
            signs: Phrases::new(false, true),
            before: Phrases::new(false, false),
            hedge_before: Phrases::new(true, false),
            hedge_after: Phrases::new(false, false),
            marks: numbers.ordinal_marks,
            endings: numbers.endings,
            noun_capitals: numbers.noun_capitals,
        };
        lexicon.add_units(units);
        numbers.percent.iter().for_each(|word| lexicon.after.add(word, Of::Percent));
        lexicon.add_currencies(currencies);
        lexicon.add_hedges(&hedges);
        lexicon
    }

    fn add_units(&mut self, units: UnitsFile) {
        for (index, unit) in units.unit.into_iter().enumerate() {
            unit.words.iter().for_each(|word| self.after.add(word, Of::Unit(index)));
            unit.signs.iter().for_each(|sign| self.signs.add(sign, Of::Unit(index)));
            self.units.push(unit.name);
        }
    }

    /// Money goes before weight: a word that is both is told apart where it stands. So the units come first.
    fn add_currencies(&mut self, currencies: CurrenciesFile) {
        for (index, entry) in currencies.currency.into_iter().enumerate() {
            self.add_currency(index, &entry);
            self.currencies.push(entry.code);
        }
        for (index, entry) in currencies.cents.into_iter().enumerate() {
            entry.words.iter().for_each(|word| self.after.add(word, Of::Cents(index)));
            entry.signs.iter().for_each(|sign| self.signs.add(sign, Of::Cents(index)));
            self.cents.push(Cents { name: entry.name, of: entry.of });
        }
    }

    fn add_currency(&mut self, index: usize, entry: &CurrencyEntry) {
        let of = if entry.ambiguous {
            Of::Pounds(index)
        } else if entry.weak {
            Of::Weak(index)
        } else {
            Of::Money(index)
        };
        for word in &entry.words {
            self.after.remove(word);
            self.after.add(word, of);
        }
        for sign in &entry.signs {
            self.before.add(sign, Of::Money(index));
            self.after.add(sign, Of::Money(index));
        }
        entry.prefixes.iter().for_each(|word| self.before.add(word, of));
        if entry.code.len() == 3 {
            let millions = format!("m{}", entry.code.to_lowercase());
            self.after.add(&millions, Of::Millions(index));
            self.before.add(&millions, Of::Millions(index));
        }
    }

    fn add_hedges(&mut self, hedges: &HedgesFile) {
        for (&name, list) in &hedges.before {
            list.iter().for_each(|phrase| self.hedge_before.add(phrase, name.into()));
        }
        for (&name, list) in &hedges.after {
            list.iter().for_each(|phrase| self.hedge_after.add(phrase, name.into()));
        }
    }
}

/// What words do beside numbers; `money_near` tells pounds of money from those of weight.
fn add_flags(words: &mut FxHashMap<String, Word>, numbers: &NumbersFile, money_near: &Vec<String>) {
    for (flag, list) in [
        (AND, &numbers.and),
        (POINT, &numbers.point),
        (ARTICLE, &numbers.article),
        (NEGATIVE, &numbers.negative),
        (OF, &numbers.of),
        (RANGE, &numbers.range),
        (BETWEEN, &numbers.between),
        (FROM, &numbers.from),
        (BY, &numbers.by),
        (IN, &numbers.within),
        (OUT, &numbers.out),
        (EVERY, &numbers.every),
        (OVER, &numbers.over),
        (CHANGE, &numbers.change),
        (DESCENDS, &numbers.descends_after),
        (STEP, &numbers.steps),
        (CONFIDENCE, &numbers.confidence),
        (RANGING, &numbers.ranging),
        (CONTEST, &numbers.contest),
        (DECIDED, &numbers.decided),
        (SIDES, &numbers.sides),
        (ONE_AFTER, &numbers.one_after),
        (ONE_BEFORE, &numbers.one_before),
        (DESIGNATOR, &numbers.designators),
        (TIME, &numbers.time_words),
        (MONTH, &numbers.months),
        (TIMES, &numbers.times),
        (ORDINAL_ENDING, &numbers.ordinal_endings),
        (STRONG, &numbers.strong),
        (OR, &numbers.or),
        (AGAINST, &numbers.against),
        (OLD, &numbers.old),
        (AGE, &numbers.ages),
        (PLURAL, &numbers.plurals),
        (NOT_PLURAL, &numbers.not_plural),
        (FILLER, &numbers.filler),
        (STOP, &numbers.stops),
        (MONEY_NEAR, money_near),
        (DETERMINED, &numbers.determined),
        (STRETCH, &numbers.before_stretch),
    ] {
        for word in list {
            words.entry(word.clone()).or_default().flags |= flag;
        }
    }
}

/// What words are worth in numbers.
fn add_roles(words: &mut FxHashMap<String, Word>, numbers: &NumbersFile) {
    let mut role = |word: &str, role: Role| words.entry(word.to_owned()).or_default().role = role;
    for (word, &n) in &numbers.ordinals {
        role(word, Role::Ordinal(n));
        role(&format!("{word}s"), Role::Parts(n));
    }
    for (word, n) in numbers.compounds.iter().flat_map(|compounds| compounds.words(&numbers.cardinals)) {
        role(&word, Role::Whole(n));
    }
    for (word, &n) in &numbers.cardinals {
        role(word, if n >= 20 { Role::Tens(n) } else { Role::Low(n) });
    }
    for (word, &n) in &numbers.scales {
        role(word, Role::Scale(n));
    }
    for (word, v) in &numbers.vague {
        role(word, Role::Vague { low: v.low, high: v.high, scale: v.scale });
    }
    for (word, v) in &numbers.some {
        role(word, Role::Some { low: v.low, high: v.high });
    }
    for (word, &n) in &numbers.multiples {
        role(word, Role::Multiple(n));
    }
    numbers.half.iter().for_each(|word| role(word, Role::Half));
    numbers.quarter.iter().for_each(|word| role(word, Role::Quarter));
    numbers.quarters.iter().for_each(|word| role(word, Role::Quarters));
    // "seconds" is a stretch of time before it is a fraction.
    for word in &numbers.time_words {
        if let Some(Word { role: role @ Role::Parts(_), .. }) = words.get_mut(word) {
            *role = Role::None;
        }
    }
}

/// Numbers with the words they are written with; misspellings are read and never written.
fn spelled<'a>(
    numbers: &NumbersFile,
    words: impl Iterator<Item = (&'a String, i64)>,
) -> FxHashMap<i64, String> {
    words.filter(|(word, _)| !numbers.misspelled.contains(word)).map(|(word, n)| (n, word.clone())).collect()
}
