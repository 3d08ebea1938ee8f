//! The noun that a figure counts: "46 missiles", "138 attack drones", "five of the ships", "a 28-point plan".

use super::amount::{Amount, Sort};
use super::atoms::AtomKind;
use super::files::ends;
use super::lexicon::{DESIGNATOR, FILLER, NOT_PLURAL, OF, PLURAL, Role, STOP, STRONG};
use super::line::Line;
use crate::mention::Noun;
use copydesk_text::stem;
use rust_decimal::Decimal;

/// As many words as a noun with its modifiers may have.
const LONGEST: usize = 5;

impl Line<'_> {
    pub(super) fn looks_plural(&self, at: usize) -> bool {
        let word = self.word(at);
        if word.is(PLURAL) {
            return true;
        }
        let lower = self.lower(at);
        self.is_word(at)
            && lower.len() > 3
            && ends(lower, &self.lexicon.endings.plural)
            && !ends(lower, &self.lexicon.endings.not_plural)
            && !word.is(NOT_PLURAL | STOP)
    }

    /// The noun counted by an amount, which is looked for from atom `at` on (what follows the amount).
    pub(super) fn noun(&self, amount: &Amount, at: usize) -> Option<Noun> {
        // "Article 5", "Article 5-like"
        if amount.start > 0 && self.word(amount.start - 1).is(DESIGNATOR) && amount.sort == Sort::Cardinal {
            return self.make(amount.start - 1, amount.start);
        }
        // "12 737 MAX jets" are twelve of that model.
        let model = matches!(self.kind(at), Some(AtomKind::Number(_)))
            && self.lexicon.models.iter().any(|model| model == self.raw(at))
            && self.is_word(at + 1)
            && !self.glued(at + 1)
            && !self.begins_lower(at + 1);
        if model {
            return self.make(at + 1, at + 2);
        }
        let joined = self.past_hyphen(at);
        if joined != at {
            // "28-point", "16-team": the word after the hyphen is what is counted.
            let word = self.word(joined);
            // "a 1,500-strong crowd": the word after it.
            if word.is(STRONG) {
                let next = self.word(joined + 1);
                let usable = self.is_word(joined + 1) && !next.is(STOP | STRONG) && next.role == Role::None;
                return usable.then(|| self.make(joined + 1, joined + 2)).flatten();
            }
            let superlative =
                amount.sort == Sort::Ordinal && ends(self.lower(joined), &self.lexicon.endings.superlative);
            let plain = self.is_word(joined) && !word.is(STOP) && word.role == Role::None && !superlative;
            return plain.then(|| self.make(joined, joined + 1)).flatten();
        }
        let of = self.word(at).is(OF);
        if of && amount.value == Decimal::ONE {
            return None;
        }
        self.phrase(
            if of { at + 1 } else { at },
            amount.value == Decimal::ONE || amount.sort == Sort::Ordinal,
        )
    }

    /// What a percentage or a quantity is of: "10% of the vote", "20 tonnes of wheat".
    pub(super) fn of_noun(&self, at: usize) -> Option<Noun> {
        if !self.word(at).is(OF) {
            return None;
        }
        let first = (at + 1..at + 4).find(|&i| !self.word(i).is(FILLER))?;
        self.phrase(first, false).or_else(|| self.phrase(first, true))
    }

    fn phrase(&self, at: usize, singular: bool) -> Option<Noun> {
        let mut first = at;
        while self.word(first).is(FILLER) && first < at + 4 {
            first += 1;
        }
        let usable = |i: usize| {
            let word = self.word(i);
            // After the first word, one in -ed says what happened: "the first licence suspended".
            let happened = i > first && singular && ends(self.lower(i), &self.lexicon.endings.happened);
            let other =
                word.is(STOP) || word.role != Role::None || ends(self.lower(i), &self.lexicon.endings.adverb);
            self.is_word(i) && !other && !happened
        };
        if self.lexicon.noun_capitals {
            // Where nouns have capitals, the first word with one is the noun.
            let noun =
                (first..first + LONGEST).take_while(|i| usable(*i)).find(|i| !self.begins_lower(*i))?;
            return self.make(first, noun + 1);
        }
        let mut i = first;
        let mut words = 0;
        loop {
            if !usable(i) || words == LONGEST {
                // The run of words ended without a plural.
                return if singular && words > 0 && words <= 3 { self.make(first, i) } else { None };
            }
            words += 1;
            let mut next = self.past_hyphen(i + 1);
            if next != i + 1 {
                i = next;
                continue;
            }
            if self.lower(next) == "'s" || self.lower(next) == "’s" {
                next += 1;
                i = next;
                continue;
            }
            if self.looks_plural(i) && !singular {
                let more = usable(next) && self.looks_plural(next) && self.begins_lower(next);
                return self.make(first, if more { next + 1 } else { i + 1 });
            }
            i = next;
        }
    }

    fn begins_lower(&self, at: usize) -> bool {
        self.raw(at).starts_with(char::is_lowercase)
    }

    fn make(&self, first: usize, end: usize) -> Option<Noun> {
        let atoms = self.atoms.get(first..end)?;
        let range = atoms.first()?.range.start..atoms.last()?.range.end;
        let stems: Vec<String> = atoms
            .iter()
            .filter(|atom| atom.kind == AtomKind::Word && atom.range.len() > 2)
            .map(|atom| stem(&self.lower[atom.range.clone()]))
            .collect();
        (!stems.is_empty()).then_some(Noun { range, stems })
    }
}
