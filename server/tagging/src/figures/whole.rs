//! A whole number with what may follow it: an ordinal's ending, a fraction, a scale. "22nd", "10 1/2", "two thirds",
//! "two and a half million".

use super::amount::{Amount, Sort, dec};
use super::atoms::AtomKind;
use super::integers::Integer;
use super::lexicon::{AND, ARTICLE, OF, ORDINAL_ENDING, Role, STRETCH};
use super::line::Line;
use rust_decimal::Decimal;

impl Line<'_> {
    /// A whole number and what may follow it, or a part without one: "third", "½".
    pub(super) fn whole(&self, at: usize, money: bool) -> Option<Amount> {
        let Some(integer) = self.integer(at, money, Decimal::MAX) else { return self.bare_part(at) };
        let (end, value) = (integer.end, integer.value);
        let mut amount = Amount::in_words(at, end, value, Sort::Cardinal);
        amount.in_words = integer.in_words;
        amount.scale = integer.scale;
        amount.round = self.word(at).is(ARTICLE) && matches!(self.word(end - 1).role, Role::Scale(12));
        let plain = end == at + 1 && !integer.in_words;
        // 22nd
        if plain && self.word(end).is(ORDINAL_ENDING) && self.glued(end) {
            return Some(Amount { end: end + 1, sort: Sort::Ordinal, ..amount });
        }
        if plain {
            if let Some((end, value)) = self.slash(at) {
                return self.scaled(Amount { end, value, sort: Sort::Fraction, ..amount });
            }
            if let Some((end, part)) = self.part_behind(end).filter(|_| value.is_integer()) {
                return self.scaled(Amount { end, value: value.checked_add(part)?, ..amount });
            }
        }
        if let Some((end, value)) = self.rank_behind(&integer) {
            return Some(Amount { end, value, sort: Sort::Ordinal, ..amount });
        }
        if let Some((end, value)) = self.parts_behind(at, &integer) {
            return self.scaled(Amount { end, value, sort: Sort::Fraction, ..amount });
        }
        self.and_a_part(amount)
    }

    /// The 1/2 of "10 1/2", "7-1/2", "10½": the atom after it, and what it adds.
    fn part_behind(&self, end: usize) -> Option<(usize, Decimal)> {
        let next = self.past_hyphen(end);
        if let Some(found) = self.slash(next)
            && !(next == end && self.glued(next))
        {
            return Some(found);
        }
        match self.kind(end)? {
            AtomKind::Vulgar(value) => Some((end + 1, value)),
            _ => None,
        }
    }

    /// "twenty-first", "two hundredth": the atom after it, and the rank.
    fn rank_behind(&self, integer: &Integer) -> Option<(usize, Decimal)> {
        let next = self.past_hyphen(integer.end);
        let Role::Ordinal(n) = self.word(next).role else { return None };
        if !integer.in_words {
            return None;
        }
        let (value, n) = (integer.value, dec(n));
        if n >= dec(100) {
            let joins = value > Decimal::ONE && value < n;
            return if joins { Some((next + 1, value.checked_mul(n)?)) } else { None };
        }
        let ends_in = |noughts: i64| (value % dec(noughts)).is_zero();
        let joins = value >= dec(20) && (ends_in(100) || n < dec(10) && ends_in(10));
        if joins { Some((next + 1, value.checked_add(n)?)) } else { None }
    }

    /// "two thirds", "one-fifth", "three quarters", "one twenty-fifth": the atom after it, and its value.
    fn parts_behind(&self, at: usize, integer: &Integer) -> Option<(usize, Decimal)> {
        if !integer.in_words {
            return None;
        }
        let next = self.past_hyphen(integer.end);
        let one = integer.value == Decimal::ONE;
        let article = self.word(at).is(ARTICLE);
        let parts = match self.word(next).role {
            // "one third", "a hundredth"; but "a third ferry"
            Role::Ordinal(n) if one && n > 2 => {
                let named = article && self.is_word(next + 1) && !self.word(next + 1).is(OF);
                (!named).then_some(n)?
            }
            Role::Parts(n) if n > 2 => n,
            // "the last three quarters" are a stretch of time.
            Role::Quarters if integer.value < dec(10) && !self.word_before(at).is(STRETCH) => 4,
            Role::Quarter if one && !article => return Some((next + 1, Decimal::new(25, 2))),
            Role::Half if one => return Some((next + 1, Decimal::new(5, 1))),
            Role::Tens(tens) => {
                // "one twenty-fifth", "three twenty-firsts"
                let last = self.past_hyphen(next + 1);
                let parts = match self.word(last).role {
                    Role::Ordinal(n) if one && n < 10 => dec(i64::from(tens) + n),
                    _ => self.compound_parts(next)?,
                };
                return Some((last + 1, integer.value / parts));
            }
            _ => return None,
        };
        Some((next + 1, integer.value / dec(parts)))
    }

    /// "two and a half million", "one million and a half", "twenty and three fifths".
    fn and_a_part(&self, mut amount: Amount) -> Option<Amount> {
        if !self.word(amount.end).is(AND) {
            return Some(amount);
        }
        let Some((end, part)) = self.fraction(amount.end + 1) else { return Some(amount) };
        match self.word(end).role {
            Role::Scale(_) if amount.scale == Decimal::ONE => {
                amount.value = amount.value.saturating_add(part);
                amount.end = end;
                return self.scaled(amount);
            }
            Role::Scale(scale) if dec(scale) < amount.scale => {
                amount.value = amount.value.checked_add(part.checked_mul(dec(scale))?)?;
                amount.end = end + 1;
            }
            Role::Scale(_) => {}
            _ => {
                let unit = if amount.scale >= dec(1000) { amount.scale } else { Decimal::ONE };
                amount.value = amount.value.checked_add(part.checked_mul(unit)?)?;
                amount.end = end;
            }
        }
        Some(amount)
    }
}
