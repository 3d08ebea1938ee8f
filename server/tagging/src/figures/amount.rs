//! Amounts: numbers in digits, in words and in both, ordinals, fractions, and vague ones ("hundreds of thousands").

use super::atoms::{Atom, AtomKind};
use super::lexicon::{
    AND, ARTICLE, Lexicon, NEGATIVE, OF, ORDINAL_ENDING, PLURAL, Role, STOP, STRETCH, Word,
};
use rust_decimal::Decimal;

/// A sentence cut into atoms.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    pub(super) lower: &'a str,
    pub(super) atoms: &'a [Atom],
    pub(super) lexicon: &'a Lexicon,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    Cardinal,
    Ordinal,
    /// A share of one: "two-thirds", "one in five", "half".
    Fraction,
    /// twice, tenfold.
    Multiple,
}

#[derive(Clone, Debug)]
pub(super) struct Amount {
    /// Its first atom.
    pub(super) start: usize,
    /// The atom after its last one.
    pub(super) end: usize,
    pub(super) value: Decimal,
    /// For vague amounts: up to here, exclusive.
    pub(super) upper: Option<Decimal>,
    pub(super) in_words: bool,
    pub(super) sort: Sort,
    /// What its scale word multiplied by, 1 without one.
    pub(super) scale: Decimal,
    /// "a dozen": a round number by its nature.
    pub(super) round: bool,
}

pub(super) fn dec(n: i64) -> Decimal {
    Decimal::from(n)
}

impl<'a> Line<'a> {
    pub(super) fn word(&self, at: usize) -> Word {
        self.atoms.get(at).map_or(Word::default(), |atom| atom.word)
    }

    pub(super) fn lower(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.lower[atom.range.clone()])
    }

    pub(super) fn raw(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.text[atom.range.clone()])
    }

    pub(super) fn kind(&self, at: usize) -> Option<AtomKind> {
        self.atoms.get(at).map(|atom| atom.kind)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(AtomKind::Word)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// Past a hyphen that joins the atoms around it.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        let joins = self.kind(at) == Some(AtomKind::Hyphen) && self.glued(at) && self.glued(at + 1);
        if joins { at + 1 } else { at }
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.kind(at) == Some(AtomKind::Mark) && self.raw(at) == mark
    }

    pub(super) fn digits(&self, at: usize) -> Option<Decimal> {
        self.atoms.get(at)?.number()
    }

    /// The amount that begins at atom `at`. `money` says that a currency stands before it.
    pub(super) fn amount(&self, at: usize, money: bool) -> Option<Amount> {
        if let Some(negative) = self.negative(at, money) {
            return Some(negative);
        }
        let mut amount = self
            .vague(at)
            .or_else(|| self.part_of_one(at))
            .or_else(|| self.whole(at, money))
            .or_else(|| self.multiple(at))?;
        if amount.sort == Sort::Cardinal && amount.upper.is_none() {
            self.point(&mut amount);
            self.share(&mut amount, money);
        }
        Some(amount)
    }

    fn negative(&self, at: usize, money: bool) -> Option<Amount> {
        let parted = !self.glued(at) || self.is_mark(at.wrapping_sub(1), "(");
        let against = self.glued(at + 1) && self.digits(at + 1).is_some();
        // "+5/8", and "42 -1/4": in a table the change stands behind the rate.
        let eighths = parted && against && self.slash(at + 1).is_some();
        if eighths && self.is_mark(at, "+") {
            let amount = self.amount(at + 1, money)?;
            return Some(Amount { start: at, ..amount });
        }
        let sign = self.kind(at) == Some(AtomKind::Hyphen)
            && matches!(self.raw(at), "-" | "−")
            && parted
            && (eighths || !matches!(self.kind(at.wrapping_sub(1)), Some(AtomKind::Number(_))))
            && against;
        if !sign && (!self.word(at).is(NEGATIVE) || self.word(at + 1).is(NEGATIVE)) {
            return None;
        }
        let mut amount = self.amount(at + 1, money)?;
        if amount.sort == Sort::Ordinal || amount.value.is_sign_negative() {
            return None;
        }
        amount.start = at;
        amount.value = -amount.value;
        Some(amount)
    }

    /// "dozens", "tens of thousands", "several million", "a few hundred", "a couple of ships".
    pub(super) fn vague(&self, at: usize) -> Option<Amount> {
        let (mut low, mut high, mut end) = match self.word(at).role {
            Role::Vague { low, high, .. } => (dec(low), dec(high), at + 1),
            Role::Some { low, high } => {
                let next = if self.word(at + 1).is(OF) { at + 2 } else { at + 1 };
                match self.word(next).role {
                    Role::Scale(scale) => (dec(low) * dec(scale), dec(high) * dec(scale), next + 1),
                    Role::Vague { scale, .. } => (dec(low) * dec(scale), dec(high) * dec(scale), next + 1),
                    // What means one number counts by itself, and loosely: "a couple of ships" may be three.
                    _ if high - low == 1 && next == at + 2 && self.counts(next) => {
                        (dec(low), dec(high + 1), at + 1)
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        let mut scale = Decimal::ONE;
        for _ in 0..2 {
            let next = if self.word(end).is(OF) { end + 1 } else { end };
            let by = match self.word(next).role {
                Role::Vague { scale, .. } if next > end => scale,
                Role::Scale(scale) if next == end || scale >= 1000 => scale,
                _ => break,
            };
            low = low.checked_mul(dec(by))?;
            high = high.checked_mul(dec(by))?;
            scale = dec(by);
            end = next + 1;
        }
        Some(Amount {
            start: at,
            end,
            value: low,
            upper: Some(high),
            in_words: true,
            sort: Sort::Cardinal,
            scale,
            round: false,
        })
    }

    /// Whether something countable stands at an atom, perhaps behind one word that describes it.
    fn counts(&self, at: usize) -> bool {
        let plural = |i: usize| self.is_word(i) && (self.word(i).is(PLURAL) || self.looks_plural(i));
        plural(at) || self.is_word(at) && !self.word(at).is(STOP) && plural(at + 1)
    }

    pub(super) fn multiple(&self, at: usize) -> Option<Amount> {
        let Role::Multiple(n) = self.word(at).role else { return None };
        Some(Amount {
            start: at,
            end: at + 1,
            value: dec(n),
            upper: None,
            in_words: true,
            sort: Sort::Multiple,
            scale: Decimal::ONE,
            round: false,
        })
    }

    /// A whole number and what may follow it: an ordinal's ending, a fraction, a scale.
    fn whole(&self, at: usize, money: bool) -> Option<Amount> {
        let mut amount = Amount {
            start: at,
            end: at,
            value: Decimal::ZERO,
            upper: None,
            in_words: true,
            sort: Sort::Cardinal,
            scale: Decimal::ONE,
            round: false,
        };
        let Some(integer) = self.integer(at, money, Decimal::MAX) else {
            return self.bare_part(at, amount);
        };
        amount.end = integer.end;
        amount.value = integer.value;
        amount.in_words = integer.in_words;
        amount.scale = integer.scale;
        amount.round =
            self.word(at).is(ARTICLE) && matches!(self.word(integer.end - 1).role, Role::Scale(12));
        let plain = integer.end == at + 1 && !integer.in_words;
        // 22nd
        if plain && self.word(integer.end).is(ORDINAL_ENDING) && self.glued(integer.end) {
            amount.end += 1;
            amount.sort = Sort::Ordinal;
            return Some(amount);
        }
        // 3/4, 10 1/2, 7-3/4
        if !integer.in_words {
            if let Some((end, value)) = self.slash(integer.end - 1) {
                if plain {
                    (amount.end, amount.value, amount.sort) = (end, value, Sort::Fraction);
                    return self.scaled(amount, money);
                }
            } else if plain && integer.value.is_integer() {
                let next = self.past_hyphen(integer.end);
                if let Some((end, value)) = self.slash(next)
                    && !(next == integer.end && self.glued(next))
                {
                    amount.end = end;
                    amount.value = amount.value.checked_add(value)?;
                    return self.scaled(amount, money);
                }
                if let Some(AtomKind::Vulgar(value)) = self.kind(integer.end) {
                    amount.end = integer.end + 1;
                    amount.value = amount.value.checked_add(value)?;
                    return self.scaled(amount, money);
                }
            }
        }
        // twenty-first, two thirds
        let next = self.past_hyphen(integer.end);
        match self.word(next).role {
            Role::Ordinal(n) => {
                let v = integer.value;
                let n = dec(n);
                let joins = integer.in_words
                    && if n >= dec(100) {
                        v > Decimal::ONE && v < n
                    } else {
                        v >= dec(20) && (v % dec(100)).is_zero()
                            || (v >= dec(20) && n < dec(10) && (v % dec(10)).is_zero())
                    };
                if joins {
                    amount.value = if n >= dec(100) { v.checked_mul(n)? } else { v.checked_add(n)? };
                    amount.end = next + 1;
                    amount.sort = Sort::Ordinal;
                    return Some(amount);
                }
                // "one third", "one-fifth", "a hundredth"; but "one first"
                if v == Decimal::ONE && n > dec(2) && integer.in_words {
                    let article = self.word(at).is(ARTICLE);
                    if !article || !self.is_word(next + 1) || self.word(next + 1).is(OF) {
                        amount.value = Decimal::ONE / n;
                        amount.end = next + 1;
                        amount.sort = Sort::Fraction;
                        return self.scaled(amount, money);
                    }
                }
            }
            Role::Parts(n) if integer.in_words && n > 2 => {
                amount.value = integer.value / dec(n);
                amount.end = next + 1;
                amount.sort = Sort::Fraction;
                return self.scaled(amount, money);
            }
            Role::Quarters if integer.in_words && integer.value < dec(10) => {
                // "the last three quarters" are a stretch of time.
                let before = at.checked_sub(1).map_or(Word::default(), |at| self.word(at));
                if !before.is(STRETCH) {
                    amount.value = integer.value / dec(4);
                    amount.end = next + 1;
                    amount.sort = Sort::Fraction;
                    return self.scaled(amount, money);
                }
            }
            Role::Quarter
                if integer.in_words && integer.value == Decimal::ONE && !self.word(at).is(ARTICLE) =>
            {
                amount.value = Decimal::new(25, 2);
                amount.end = next + 1;
                amount.sort = Sort::Fraction;
                return self.scaled(amount, money);
            }
            Role::Half if integer.value == Decimal::ONE && integer.in_words => {
                amount.value = Decimal::new(5, 1);
                amount.end = next + 1;
                amount.sort = Sort::Fraction;
                return self.scaled(amount, money);
            }
            Role::Tens(tens) if integer.in_words => {
                // "one twenty-fifth", "three twenty-firsts"
                let last = self.past_hyphen(next + 1);
                let single = match self.word(last).role {
                    Role::Ordinal(n) if integer.value == Decimal::ONE && n < 10 => {
                        Some(dec(i64::from(tens) + n))
                    }
                    _ => None,
                };
                if let Some(denominator) = single.or_else(|| self.compound_parts(next)) {
                    amount.value = integer.value / denominator;
                    amount.end = last + 1;
                    amount.sort = Sort::Fraction;
                    return self.scaled(amount, money);
                }
            }
            _ => {}
        }
        // two and a half million, one million and a half, twenty and three fifths
        if self.word(integer.end).is(AND)
            && let Some((end, part)) = self.fraction(integer.end + 1)
        {
            if let Role::Scale(scale) = self.word(end).role {
                if integer.scale == Decimal::ONE {
                    amount.value = amount.value.saturating_add(part);
                    amount.end = end;
                    return self.scaled(amount, money);
                }
                if dec(scale) < integer.scale {
                    amount.value = amount.value.checked_add(part.checked_mul(dec(scale))?)?;
                    amount.end = end + 1;
                    return Some(amount);
                }
            } else {
                let unit = if integer.scale >= dec(1000) { integer.scale } else { Decimal::ONE };
                amount.value = amount.value.checked_add(part.checked_mul(unit)?)?;
                amount.end = end;
            }
        }
        Some(amount)
    }
}
