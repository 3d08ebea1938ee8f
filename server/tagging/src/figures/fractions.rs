//! Parts of a whole and what follows a number: "half a million", "two-thirds", "one in five", "five point five".

use super::amount::{Amount, Sort, dec};
use super::atoms::AtomKind;
use super::lexicon::{
    AND, ARTICLE, BY, DETERMINED, EVERY, FROM, IN, OF, OUT, OVER, POINT, RANGE, Role, STOP, TIME,
};
use super::line::Line;
use rust_decimal::Decimal;

impl Line<'_> {
    /// "half", "a half", "half a million", "half-million", "a quarter of", "quarter million",
    /// "a quarter of a million".
    pub(super) fn part_of_one(&self, at: usize) -> Option<Amount> {
        let article = self.word(at).is(ARTICLE);
        let i = if article { at + 1 } else { at };
        let (value, quarter) = match self.word(i).role {
            Role::Half => (Decimal::new(5, 1), false),
            Role::Quarter => (Decimal::new(25, 2), true),
            _ => return None,
        };
        let mut end = i + 1;
        let mut next = self.past_hyphen(end);
        if self.word(next).is(ARTICLE) {
            next = self.past_hyphen(next + 1);
        } else if self.word(next).is(OF)
            && self.word(next + 1).is(ARTICLE)
            && matches!(self.word(next + 2).role, Role::Scale(_))
        {
            next += 2;
        }
        let mut amount = Amount::in_words(at, end, value, Sort::Fraction);
        let mut scaled = false;
        while let Role::Scale(scale) = self.word(next).role {
            amount.value = amount.value.checked_mul(dec(scale))?;
            amount.scale = dec(scale);
            amount.sort = Sort::Cardinal;
            amount.round = scale == 12;
            scaled = true;
            next += 1;
            end = next;
        }
        if scaled {
            amount.end = end;
            return Some(amount);
        }
        // "half-brother", "the first half", "the fourth quarter", "second-half".
        let before = self.word_before(at);
        let joined = self.past_hyphen(end) != end || self.past_hyphen(at.saturating_sub(1)) == at && at > 0;
        if joined || matches!(before.role, Role::Ordinal(_)) {
            return None;
        }
        if self.word(end).is(TIME) || self.word(end).is(ARTICLE) || self.word(end).is(AND) {
            return None;
        }
        if quarter && !self.word(end).is(OF) && !(article && before.is(BY)) {
            return None;
        }
        if before.is(DETERMINED) && !self.word(end).is(OF) {
            return None;
        }
        Some(amount)
    }

    /// "thirty-fifths": what it divides by.
    pub(super) fn compound_parts(&self, at: usize) -> Option<Decimal> {
        let Role::Tens(tens) = self.word(at).role else { return None };
        match self.word(self.past_hyphen(at + 1)).role {
            Role::Parts(n) if n < 10 => Some(dec(i64::from(tens) + n)),
            _ => None,
        }
    }

    /// "Every ninth job" is one in nine.
    pub(super) fn every(&self, at: usize) -> Option<Amount> {
        let Role::Ordinal(n) = self.word(at + 1).role else { return None };
        let counted = self.word(at).is(EVERY) && n > 1 && !self.word(at + 2).is(TIME);
        counted.then(|| Amount::in_words(at, at + 2, Decimal::ONE / dec(n), Sort::Fraction))
    }

    /// "third", "a fifth of": an ordinal alone, or a part of one after an article.
    pub(super) fn bare_part(&self, at: usize) -> Option<Amount> {
        let article = self.word(at).is(ARTICLE);
        let i = if article { at + 1 } else { at };
        if article
            && let Some((end, value)) = self.fraction(at)
            && !matches!(self.word(i).role, Role::Half | Role::Quarter)
            && (self.kind(end).is_none()
                || self.is_mark(end, ".")
                || self.word(end).is(OF | RANGE | FROM)
                || (self.word(end).is(IN) && at > 0 && self.word(at - 1).is(BY)))
        {
            return self.scaled(Amount::in_words(at, end, value, Sort::Fraction));
        }
        if article {
            return None;
        }
        if let Some(AtomKind::Vulgar(value)) = self.kind(i) {
            let part = Amount::in_words(at, i + 1, value, Sort::Fraction);
            return self.scaled(Amount { in_words: false, ..part });
        }
        let Role::Ordinal(n) = self.word(i).role else { return None };
        Some(Amount::in_words(at, i + 1, dec(n), Sort::Ordinal))
    }

    /// "a half", "a quarter", "two thirds", "1/2" after "and".
    pub(super) fn fraction(&self, at: usize) -> Option<(usize, Decimal)> {
        if let Some(found) = self.slash(at) {
            return Some(found);
        }
        let article = self.word(at).is(ARTICLE);
        let (numerator, next) = if article {
            (Decimal::ONE, at + 1)
        } else {
            match self.word(at).role {
                Role::Low(n) if n > 0 => (dec(i64::from(n)), self.past_hyphen(at + 1)),
                Role::Tens(n) => match self.word(self.past_hyphen(at + 1)).role {
                    Role::Low(low @ 1..=9) => {
                        (dec(i64::from(n + low)), self.past_hyphen(self.past_hyphen(at + 1) + 1))
                    }
                    _ => (dec(i64::from(n)), self.past_hyphen(at + 1)),
                },
                _ => return None,
            }
        };
        let one = numerator == Decimal::ONE;
        let denominator = match self.word(next).role {
            Role::Half if one => 2,
            Role::Quarter if one => 4,
            Role::Quarters => 4,
            Role::Ordinal(n) if one && n > 2 => n,
            Role::Parts(n) if n > 2 => n,
            _ => return None,
        };
        // "version two and a third version"
        if article && denominator > 4 && self.is_word(next + 1) && !self.word(next + 1).is(OF) {
            return None;
        }
        Some((next + 1, numerator / dec(denominator)))
    }

    /// "3/4" with its digits against the stroke.
    pub(super) fn slash(&self, at: usize) -> Option<(usize, Decimal)> {
        let numerator = self.digits(at)?;
        if !self.is_mark(at + 1, "/") || !self.glued(at + 1) || !self.glued(at + 2) {
            return None;
        }
        let denominator = self.digits(at + 2)?;
        let usual = [2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100].iter().any(|&n| denominator == dec(n));
        let more = self.is_mark(at + 3, "/") && self.glued(at + 3);
        if !usual || numerator >= denominator || numerator.is_zero() || more {
            return None;
        }
        Some((at + 3, numerator / denominator))
    }

    /// Scale words after a mixed number or a fraction: "10 1/2 million", "two thirds of a million".
    pub(super) fn scaled(&self, mut amount: Amount) -> Option<Amount> {
        let mut next = self.past_hyphen(amount.end);
        if self.word(next).is(OF) && self.word(next + 1).is(ARTICLE) {
            if !matches!(self.word(next + 2).role, Role::Scale(_)) {
                return Some(amount);
            }
            next += 2;
        }
        while let Role::Scale(scale) = self.word(next).role {
            amount.value = amount.value.checked_mul(dec(scale))?;
            amount.scale = dec(scale);
            amount.sort = Sort::Cardinal;
            next += 1;
            amount.end = next;
        }
        Some(amount)
    }

    /// "five point five", "two hundred point zero three".
    pub(super) fn point(&self, amount: &mut Amount) {
        if !amount.in_words || !self.word(amount.end).is(POINT) {
            return;
        }
        let mut end = amount.end + 1;
        let mut decimals = String::new();
        while decimals.len() < 12 {
            match self.word(end).role {
                Role::Low(n) => decimals.push_str(&n.to_string()),
                Role::Tens(n) => match self.word(self.past_hyphen(end + 1)).role {
                    Role::Low(low @ 1..=9) => {
                        decimals.push_str(&(n + low).to_string());
                        end = self.past_hyphen(end + 1);
                    }
                    _ => decimals.push_str(&n.to_string()),
                },
                _ => break,
            }
            end += 1;
        }
        if let Ok(part) = format!("0.{decimals}").parse::<Decimal>()
            && !decimals.is_empty()
        {
            amount.value = amount.value.saturating_add(part);
            amount.end = end;
            if let Some(scaled) = self.scaled(amount.clone()) {
                *amount = scaled;
            }
        }
    }

    /// "one visitor in twelve", "one euro in eight": what is counted stands between the two numbers.
    fn one_noun_in(&self, amount: &mut Amount) -> bool {
        let noun = amount.end;
        let between = amount.in_words
            && amount.value == Decimal::ONE
            && self.is_word(noun)
            && self.word(noun + 1).is(IN)
            && !self.word(noun).is(IN | OF | OUT | STOP | TIME);
        if !between || !self.is_word(noun + 2) {
            return false;
        }
        let Some(whole) = self.integer(noun + 2, false, dec(1000)) else { return false };
        // "One goal in ten matches" counts matches.
        let alone =
            self.kind(whole.end).is_none_or(|kind| kind == AtomKind::Mark) || self.word(whole.end).is(STOP);
        if !alone || whole.value <= Decimal::ONE {
            return false;
        }
        amount.value /= whole.value;
        amount.end = whole.end;
        amount.sort = Sort::Fraction;
        true
    }

    /// "one in five", "one visitor in twelve", "two out of three", "one over twenty".
    pub(super) fn share(&self, amount: &mut Amount, money: bool) {
        if money || !amount.value.is_integer() || amount.value <= Decimal::ZERO {
            return;
        }
        if self.one_noun_in(amount) {
            return;
        }
        let first = self.word(amount.end);
        let (next, sort) = if first.is(OUT) && self.word(amount.end + 1).is(OF) {
            (amount.end + 2, OUT)
        } else if first.is(IN) {
            (amount.end + 1, IN)
        } else if first.is(OVER) {
            (amount.end + 1, OVER)
        } else {
            return;
        };
        if !(self.digits(next).is_some() || self.is_word(next)) {
            return;
        }
        let Some(whole) = self.integer(next, false, Decimal::MAX) else { return };
        let number = |n: i64| whole.value == dec(n);
        let proper = whole.value > amount.value;
        let follows = self.word(whole.end);
        let plain = match self.kind(whole.end) {
            None | Some(AtomKind::Mark) => !self.is_mark(whole.end, "%"),
            Some(AtomKind::Word) => !follows.is(TIME) && !self.glued(whole.end),
            _ => false,
        };
        let yes = plain
            && match sort {
                OUT => proper,
                IN => {
                    proper
                        && (amount.value == Decimal::ONE && !matches!(follows.role, Role::Parts(_))
                            || [3, 4, 5, 10, 20, 100, 1000].iter().any(|&n| number(n)))
                        && amount.value <= dec(99)
                        && !(dec(1500)..dec(2100)).contains(&whole.value)
                }
                // Read aloud: nothing may follow.
                _ => !self.is_word(whole.end) && !whole.value.is_zero(),
            };
        if yes {
            amount.value /= whole.value;
            amount.end = whole.end;
            amount.sort = Sort::Fraction;
        }
    }
}
