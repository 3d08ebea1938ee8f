//! Amounts: numbers in digits, in words and in both, ordinals, fractions, and vague ones ("hundreds of thousands").

use super::atoms::AtomKind;
use super::lexicon::{NEGATIVE, OF, PLURAL, Role, STOP};
use super::line::Line;
use rust_decimal::Decimal;

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

impl Amount {
    /// An amount in words from atom `start` to before atom `end`.
    pub(super) fn in_words(start: usize, end: usize, value: Decimal, sort: Sort) -> Self {
        Self { start, end, value, upper: None, in_words: true, sort, scale: Decimal::ONE, round: false }
    }

    /// More than any length of time that is read as one: "540 million years".
    pub(super) fn beyond_time(&self) -> bool {
        self.value >= Decimal::from(1_000_000)
    }
}

pub(super) fn dec(n: i64) -> Decimal {
    Decimal::from(n)
}

impl Line<'_> {
    /// The amount that begins at atom `at`. `money` says that a currency stands before it.
    pub(super) fn amount(&self, at: usize, money: bool) -> Option<Amount> {
        if let Some(negative) = self.negative(at, money) {
            return Some(negative);
        }
        let mut amount = self
            .vague(at)
            .or_else(|| self.part_of_one(at))
            .or_else(|| self.every(at))
            .or_else(|| self.whole(at, money))
            .or_else(|| self.multiple(at))?;
        if amount.sort == Sort::Cardinal && amount.upper.is_none() {
            self.point(&mut amount);
            self.share(&mut amount, money);
        }
        Some(amount)
    }

    /// "-5", "minus 5", and "+5/8" without its sign.
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
            && (eighths || !self.is_number(at.wrapping_sub(1)))
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
    fn vague(&self, at: usize) -> Option<Amount> {
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
        Some(Amount { upper: Some(high), scale, ..Amount::in_words(at, end, low, Sort::Cardinal) })
    }

    /// Whether something countable stands at an atom, perhaps behind one word that describes it.
    fn counts(&self, at: usize) -> bool {
        let plural = |i: usize| self.is_word(i) && (self.word(i).is(PLURAL) || self.looks_plural(i));
        plural(at) || self.is_word(at) && !self.word(at).is(STOP) && plural(at + 1)
    }

    /// "twice", "tenfold"
    fn multiple(&self, at: usize) -> Option<Amount> {
        let Role::Multiple(n) = self.word(at).role else { return None };
        Some(Amount::in_words(at, at + 1, dec(n), Sort::Multiple))
    }
}
