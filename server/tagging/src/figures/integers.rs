//! Whole numbers in digits, in words and in both, with their scales: "4 thousand 3 hundred and 21", "1.2bn".

use super::amount::dec;
use super::lexicon::{AND, ARTICLE, FILLER, PLURAL, Role};
use super::line::Line;
use rust_decimal::Decimal;

/// An integer in words, digits or both.
pub(super) struct Integer {
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) in_words: bool,
    pub(super) scale: Decimal,
    /// The largest value that may still be added to it.
    room: Decimal,
}

impl Line<'_> {
    /// A whole number (or decimal digits) with its scales, below `room`.
    pub(super) fn integer(&self, at: usize, money: bool, room: Decimal) -> Option<Integer> {
        let mut integer = self.small(at)?;
        self.scales(&mut integer, money)?;
        if integer.value >= room {
            return None;
        }
        // What is smaller than the scale may follow: "two thousand and one", "4 thousand 3 hundred and 21".
        for _ in 0..8 {
            if integer.room <= Decimal::ONE {
                break;
            }
            let and = self.word(integer.end).is(AND);
            let next = if and { integer.end + 1 } else { self.past_hyphen(integer.end) };
            let digits = self.digits(next);
            if digits.is_some() && !and && !matches!(self.word(next + 1).role, Role::Scale(_)) {
                break;
            }
            if self.word(next).is(ARTICLE) || digits.is_some_and(|n| !n.is_integer() || n.is_zero()) {
                break;
            }
            let Some(rest) = self.integer(next, false, integer.room) else { break };
            // "3 hundred and 2 hundred" are two numbers; so are "one thousand and 500 more" in digits above 99.
            if rest.scale >= integer.room || rest.value.is_zero() {
                break;
            }
            // "fifty-four hundredths": a fraction of its own comes after the "and".
            if and && self.fraction(next).is_some_and(|(_, part)| part < Decimal::ONE) {
                break;
            }
            // "one hundred thirty-fifths" are hundred parts of 35.
            if !and && self.compound_parts(next).is_some() {
                break;
            }
            integer.value = integer.value.checked_add(rest.value)?;
            integer.end = rest.end;
            integer.room = rest.room.min(rest.scale);
            integer.in_words &= rest.in_words;
        }
        Some(integer)
    }

    /// A number below a hundred, digits, or the article or nothing before a scale.
    pub(super) fn small(&self, at: usize) -> Option<Integer> {
        let word = self.word(at);
        let make =
            |end, value, in_words| Integer { end, value, in_words, scale: Decimal::ONE, room: Decimal::ZERO };
        if let Some(value) = self.digits(at) {
            return Some(make(at + 1, value, false));
        }
        match word.role {
            Role::Low(n) => Some(make(at + 1, dec(i64::from(n)), true)),
            Role::Whole(n) => Some(make(at + 1, dec(n), true)),
            Role::Tens(n) => {
                let next = self.past_hyphen(at + 1);
                match self.word(next).role {
                    Role::Low(low @ 1..=9) => Some(make(next + 1, dec(i64::from(n + low)), true)),
                    _ => Some(make(at + 1, dec(i64::from(n)), true)),
                }
            }
            Role::Scale(scale) if scale == 100 || scale == 12 && !self.glued(at) => {
                // "hundred thousand dollars"
                Some(make(at, Decimal::ONE, true))
            }
            _ if word.is(ARTICLE) && matches!(self.word(at + 1).role, Role::Scale(_)) => {
                Some(make(at + 1, Decimal::ONE, true))
            }
            _ => None,
        }
    }

    pub(super) fn scales(&self, integer: &mut Integer, money: bool) -> Option<()> {
        let mut first = true;
        for _ in 0..4 {
            let next = self.past_hyphen(integer.end);
            let by = match self.word(next).role {
                Role::Scale(by) => Some(by),
                Role::Vague { scale, .. } if first => Some(scale),
                _ => None,
            };
            let by = match by {
                Some(by) => by,
                None if first && !integer.in_words && next == integer.end => match self.suffix(next, money) {
                    Some(by) => by,
                    None => break,
                },
                None => break,
            };
            // "two hundred hundred" is nothing.
            if !first && dec(by) < dec(1000) && by != 12 {
                break;
            }
            let scale = dec(by);
            integer.value = integer.value.checked_mul(scale)?;
            integer.scale = if first { scale } else { integer.scale.checked_mul(scale)? };
            integer.room = integer.scale;
            integer.end = next + 1;
            // "2.1 mln. dollars"
            if self.lower(next).len() <= 3
                && self.is_mark(integer.end, ".")
                && self.glued(integer.end)
                && self.is_word(integer.end + 1)
            {
                integer.end += 1;
            }
            // After "hundred" a smaller number may come, and then a scale for both: "two hundred and two thousand".
            if by == 100
                && let Some((end, rest)) = self.below_hundred(integer.end)
                && (matches!(
                    self.word(self.past_hyphen(end)).role,
                    Role::Scale(1000..) | Role::Vague { scale: 1000.., .. }
                ))
            {
                integer.value = integer.value.checked_add(rest)?;
                integer.end = end;
            }
            first = false;
        }
        if integer.in_words
            && integer.scale == Decimal::ONE
            && integer.value >= dec(20)
            && (integer.value % dec(10)).is_zero()
        {
            integer.room = Decimal::ZERO;
        }
        Some(())
    }

    pub(super) fn below_hundred(&self, at: usize) -> Option<(usize, Decimal)> {
        let at = if self.word(at).is(AND) { at + 1 } else { self.past_hyphen(at) };
        let rest = self.small(at)?;
        (rest.end > at && rest.in_words && rest.value < dec(100) && !self.word(at).is(ARTICLE))
            .then_some((rest.end, rest.value))
    }

    /// A scale written against the digits: "1.2bn", "10k", "5m".
    pub(super) fn suffix(&self, at: usize, money: bool) -> Option<i64> {
        if !self.is_word(at) {
            return None;
        }
        let by = *self.lexicon.suffixes.get(self.lower(at))?;
        let raw = self.raw(at);
        let glued = self.glued(at);
        if raw.len() > 1 {
            return Some(by);
        }
        let upper = raw.chars().all(char::is_uppercase);
        // A lone letter may be a unit: "5m" is metres unless money or a plural noun says otherwise.
        let more = usize::from(self.word(at + 1).is(FILLER));
        let next = self.word(at + 1 + more);
        let counted = self.is_word(at + 1)
            && !self.glued(at + 1)
            && (next.is(PLURAL) || self.looks_plural(at + 1 + more));
        let ok = match raw {
            "k" | "K" => upper == money || raw == "k" || counted,
            "b" | "B" => glued,
            "m" | "M" => {
                upper
                    || (glued
                        && (money
                            || counted
                            || self
                                .lexicon
                                .after
                                .find(self.lower, self.atoms, at + 1)
                                .is_some_and(|(_, of)| matches!(of, super::lexicon::Of::Money(_)))))
            }
            _ => money && glued,
        };
        ok.then_some(by)
    }
}
