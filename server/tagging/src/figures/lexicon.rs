//! What the figure tagger knows of a language, read from `grammars/<language>/{numbers,hedges,currencies,units}.toml`.

use super::atoms::{Atom, AtomKind};
use super::files::{CurrenciesFile, Endings, HedgesFile, NumbersFile, OrdinalMarks, UnitsFile};
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
    CONFIDENCE
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

#[derive(Clone, Debug)]
pub(super) struct Unit {
    pub(super) name: String,
}

#[derive(Clone, Debug)]
pub(super) struct Cents {
    pub(super) name: String,
    pub(super) of: Vec<String>,
}

/// Phrases of one or more atoms, found by their first (or last) one.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by: FxHashMap<String, Vec<(Vec<String>, T)>>,
    backwards: bool,
    /// Nothing may stand between the parts of a phrase: "m2", "km/h".
    glued: bool,
}

impl<T: Copy> Phrases<T> {
    fn new(backwards: bool, glued: bool) -> Self {
        Self { by: FxHashMap::default(), backwards, glued }
    }

    fn add(&mut self, phrase: &str, what: T) {
        let mut parts: Vec<String> =
            super::atoms::split(phrase).into_iter().map(|range| phrase[range].to_owned()).collect();
        if self.backwards {
            parts.reverse();
        }
        if parts.is_empty() {
            return;
        }
        let first = parts.remove(0);
        let list = self.by.entry(first).or_default();
        list.push((parts, what));
        list.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    }

    /// The longest phrase that begins at atom `at` (ends there, for phrases looked up backwards): the atom after it
    /// (its first atom), and what it means. Hyphens of the text between its words do not count.
    pub(super) fn find(&self, text: &str, atoms: &[Atom], at: usize) -> Option<(usize, T)> {
        let list = self.by.get(atoms.get(at)?.text(text))?;
        'phrases: for (parts, what) in list {
            let mut i = at;
            for part in parts {
                loop {
                    i = if self.backwards {
                        match i.checked_sub(1) {
                            Some(i) => i,
                            None => continue 'phrases,
                        }
                    } else {
                        i + 1
                    };
                    match atoms.get(i) {
                        Some(atom) if atom.kind == AtomKind::Hyphen && atom.glued && part != "-" => {}
                        _ => break,
                    }
                }
                if atoms.get(i).is_none_or(|atom| {
                    atom.text(text) != part || atom.kind == AtomKind::Taken || (self.glued && !atom.glued)
                }) {
                    continue 'phrases;
                }
            }
            return Some((if self.backwards { i } else { i + 1 }, *what));
        }
        None
    }
}

/// Everything known, ready to be looked up.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) thousands: char,
    /// Numbers of models, which no space joins to a count.
    pub(super) models: Vec<String>,
    pub(super) words: FxHashMap<String, Word>,
    /// Written against the digits: scale, and whether it is one letter.
    pub(super) suffixes: FxHashMap<String, i64>,
    pub(super) currencies: Vec<String>,
    pub(super) cents: Vec<Cents>,
    pub(super) units: Vec<Unit>,
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
        let mut words: FxHashMap<String, Word> = FxHashMap::default();
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
            (OVER, &numbers.over),
            (CHANGE, &numbers.change),
            (DESCENDS, &numbers.descends_after),
            (STEP, &numbers.steps),
            (CONFIDENCE, &numbers.confidence),
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
            (MONEY_NEAR, &currencies.pounds.money),
            (DETERMINED, &numbers.determined),
            (STRETCH, &numbers.before_stretch),
        ] {
            for word in list {
                words.entry(word.clone()).or_default().flags |= flag;
            }
        }
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

        let spelled = |all: Vec<(&String, i64)>| {
            all.into_iter()
                .filter(|(word, _)| !numbers.misspelled.contains(word))
                .map(|(word, n)| (n, word.clone()))
                .collect::<FxHashMap<_, _>>()
        };
        let cardinals = spelled(numbers.cardinals.iter().map(|(word, &n)| (word, i64::from(n))).collect());
        let ordinals = spelled(numbers.ordinals.iter().map(|(word, &n)| (word, n)).collect());

        let mut after = Phrases::new(false, false);
        let mut signs = Phrases::new(false, true);
        let mut before = Phrases::new(false, false);
        let mut unit_names = Vec::new();
        for (index, unit) in units.unit.into_iter().enumerate() {
            unit.words.iter().for_each(|word| after.add(word, Of::Unit(index)));
            unit.signs.iter().for_each(|sign| signs.add(sign, Of::Unit(index)));
            unit_names.push(Unit { name: unit.name });
        }
        numbers.percent.iter().for_each(|word| after.add(word, Of::Percent));
        let mut codes = Vec::new();
        for (index, entry) in currencies.currency.into_iter().enumerate() {
            let of = if entry.ambiguous {
                Of::Pounds(index)
            } else if entry.weak {
                Of::Weak(index)
            } else {
                Of::Money(index)
            };
            // Money goes before weight: a word that is both is told apart where it stands.
            for word in &entry.words {
                after.remove(word);
                after.add(word, of);
            }
            for sign in &entry.signs {
                before.add(sign, Of::Money(index));
                after.add(sign, Of::Money(index));
            }
            entry.prefixes.iter().for_each(|word| before.add(word, of));
            if entry.code.len() == 3 {
                let millions = format!("m{}", entry.code.to_lowercase());
                after.add(&millions, Of::Millions(index));
                before.add(&millions, Of::Millions(index));
            }
            codes.push(entry.code);
        }
        let mut cents = Vec::new();
        for (index, entry) in currencies.cents.into_iter().enumerate() {
            entry.words.iter().for_each(|word| after.add(word, Of::Cents(index)));
            entry.signs.iter().for_each(|sign| signs.add(sign, Of::Cents(index)));
            cents.push(Cents { name: entry.name, of: entry.of });
        }
        let mut hedge_before = Phrases::new(true, false);
        let mut hedge_after = Phrases::new(false, false);
        for (&name, list) in &hedges.before {
            list.iter().for_each(|phrase| hedge_before.add(phrase, name.into()));
        }
        for (&name, list) in &hedges.after {
            list.iter().for_each(|phrase| hedge_after.add(phrase, name.into()));
        }
        Self {
            thousands: numbers.thousands,
            models: numbers.models,
            words,
            suffixes: numbers.suffixes.into_iter().collect(),
            currencies: codes,
            cents,
            units: unit_names,
            after,
            signs,
            before,
            hedge_before,
            hedge_after,
            spelled: cardinals,
            spelled_ordinals: ordinals,
            marks: numbers.ordinal_marks,
            endings: numbers.endings,
            noun_capitals: numbers.noun_capitals,
        }
    }
}

impl<T: Copy> Phrases<T> {
    /// Takes out a phrase of one word.
    fn remove(&mut self, word: &str) {
        if let Some(list) = self.by.get_mut(word) {
            list.retain(|(parts, _)| !parts.is_empty());
        }
    }
}
