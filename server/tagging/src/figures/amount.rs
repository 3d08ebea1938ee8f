//! Amounts: numbers in digits, in words and in both, ordinals, fractions, and vague ones ("hundreds of thousands").

use super::atoms::{Atom, AtomKind};
use super::lexicon::{
    AND, ARTICLE, DETERMINED, FILLER, IN, Lexicon, NEGATIVE, OF, ORDINAL_ENDING, OUT, OVER, PLURAL, POINT,
    Role, STRETCH, TIME, Word,
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

/// An integer in words, digits or both.
struct Integer {
    end: usize,
    value: Decimal,
    in_words: bool,
    scale: Decimal,
    /// The largest value that may still be added to it.
    room: Decimal,
}

fn dec(n: i64) -> Decimal {
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

    fn digits(&self, at: usize) -> Option<Decimal> {
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
        let sign = self.kind(at) == Some(AtomKind::Hyphen)
            && matches!(self.raw(at), "-" | "−")
            && (!self.glued(at) || self.is_mark(at.wrapping_sub(1), "("))
            && !matches!(self.kind(at.wrapping_sub(1)), Some(AtomKind::Number(_)))
            && self.glued(at + 1)
            && self.digits(at + 1).is_some();
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

    /// "dozens", "tens of thousands", "several million", "a few hundred".
    fn vague(&self, at: usize) -> Option<Amount> {
        let (mut low, mut high, mut end) = match self.word(at).role {
            Role::Vague { low, high, .. } => (dec(low), dec(high), at + 1),
            Role::Some { low, high } => {
                let next = if self.word(at + 1).is(OF) { at + 2 } else { at + 1 };
                match self.word(next).role {
                    Role::Scale(scale) => (dec(low) * dec(scale), dec(high) * dec(scale), next + 1),
                    Role::Vague { scale, .. } => (dec(low) * dec(scale), dec(high) * dec(scale), next + 1),
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

    /// "half", "a half", "half a million", "half-million", "a quarter of", "quarter million".
    fn part_of_one(&self, at: usize) -> Option<Amount> {
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
        }
        let mut amount = Amount {
            start: at,
            end,
            value,
            upper: None,
            in_words: true,
            sort: Sort::Fraction,
            scale: Decimal::ONE,
            round: false,
        };
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
        let before = at.checked_sub(1).map_or(Word::default(), |at| self.word(at));
        let joined = self.past_hyphen(end) != end || self.past_hyphen(at.saturating_sub(1)) == at && at > 0;
        if joined || matches!(before.role, Role::Ordinal(_)) {
            return None;
        }
        if self.word(end).is(TIME) || self.word(end).is(ARTICLE) || self.word(end).is(AND) {
            return None;
        }
        if quarter && !self.word(end).is(OF) {
            return None;
        }
        if before.is(DETERMINED) && !self.word(end).is(OF) {
            return None;
        }
        Some(amount)
    }

    fn multiple(&self, at: usize) -> Option<Amount> {
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

    /// "thirty-fifths": what it divides by.
    fn compound_parts(&self, at: usize) -> Option<Decimal> {
        let Role::Tens(tens) = self.word(at).role else { return None };
        match self.word(self.past_hyphen(at + 1)).role {
            Role::Parts(n) if n < 10 => Some(dec(i64::from(tens) + n)),
            _ => None,
        }
    }

    /// "third", "a fifth of": an ordinal alone, or a part of one after an article.
    fn bare_part(&self, at: usize, mut amount: Amount) -> Option<Amount> {
        let article = self.word(at).is(ARTICLE);
        let i = if article { at + 1 } else { at };
        if article
            && let Some((end, value)) = self.fraction(at)
            && !matches!(self.word(i).role, Role::Half | Role::Quarter)
            && (self.kind(end).is_none() || self.is_mark(end, ".") || self.word(end).is(OF))
        {
            (amount.end, amount.value, amount.sort) = (end, value, Sort::Fraction);
            return self.scaled(amount, false);
        }
        if article {
            return None;
        }
        if let Some(AtomKind::Vulgar(value)) = self.kind(i) {
            (amount.end, amount.value, amount.sort, amount.in_words) = (i + 1, value, Sort::Fraction, false);
            return self.scaled(amount, false);
        }
        let Role::Ordinal(n) = self.word(i).role else { return None };
        (amount.end, amount.value, amount.sort) = (i + 1, dec(n), Sort::Ordinal);
        Some(amount)
    }

    /// "a half", "a quarter", "two thirds", "1/2" after "and".
    fn fraction(&self, at: usize) -> Option<(usize, Decimal)> {
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
    fn slash(&self, at: usize) -> Option<(usize, Decimal)> {
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
    fn scaled(&self, mut amount: Amount, _money: bool) -> Option<Amount> {
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
    fn point(&self, amount: &mut Amount) {
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
            if let Some(scaled) = self.scaled(amount.clone(), false) {
                *amount = scaled;
            }
        }
    }

    /// "one in five", "two out of three", "one over twenty".
    fn share(&self, amount: &mut Amount, money: bool) {
        if money || !amount.value.is_integer() || amount.value <= Decimal::ZERO {
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

    /// A whole number (or decimal digits) with its scales, below `room`.
    fn integer(&self, at: usize, money: bool, room: Decimal) -> Option<Integer> {
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
    fn small(&self, at: usize) -> Option<Integer> {
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

    fn scales(&self, integer: &mut Integer, money: bool) -> Option<()> {
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

    fn below_hundred(&self, at: usize) -> Option<(usize, Decimal)> {
        let at = if self.word(at).is(AND) { at + 1 } else { self.past_hyphen(at) };
        let rest = self.small(at)?;
        (rest.end > at && rest.in_words && rest.value < dec(100) && !self.word(at).is(ARTICLE))
            .then_some((rest.end, rest.value))
    }

    /// A scale written against the digits: "1.2bn", "10k", "5m".
    fn suffix(&self, at: usize, money: bool) -> Option<i64> {
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
