//! From amounts to figures: currency, percent or unit before and after them, ranges, nouns.

use super::amount::{Amount, Sort};
use super::lexicon::{Of, Role, TIME, TIMES};
use super::line::Line;
use super::ranges::Range;
use crate::mention::{Figure, Hedge, Kind, Mention, Value};
use rust_decimal::Decimal;

/// What stands at an atom.
pub(super) enum Found {
    /// A figure, and the atom after it.
    Figure(Box<Mention>, usize),
    /// Two sides of a score or a vote.
    Pair(Box<[Mention; 2]>, usize),
    /// Nothing up to this atom.
    Skip(usize),
}

impl Line<'_> {
    /// The figures of the sentence, in order.
    pub(super) fn figures(&self) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.atoms.len() {
            at = match self.at(at) {
                Some(Found::Figure(mention, end)) => {
                    out.push(*mention);
                    end.max(at + 1)
                }
                Some(Found::Pair(pair, end)) => {
                    out.extend(*pair);
                    end.max(at + 1)
                }
                Some(Found::Skip(end)) => end.max(at + 1),
                None => at + 1,
            };
        }
        self.share_units(&mut out);
        out
    }

    /// What stands at an atom; `None` where nothing begins there.
    fn at(&self, at: usize) -> Option<Found> {
        let (first, currency) = match self.currency_before(at) {
            Some((next, of)) => (next, Some(of)),
            None => (at, None),
        };
        if currency.is_none() {
            if let Some(skip) = self.no_figure(at) {
                return Some(Found::Skip(skip));
            }
            if let Some(found) = self.percent_of(at).or_else(|| self.age(at)).or_else(|| self.younger(at)) {
                return Some(found);
            }
        }
        let amount = self.amount(first, currency.is_some())?;
        if currency.is_none()
            && let Some(skip) = self.not_this(&amount)
        {
            return Some(Found::Skip(skip));
        }
        self.finish(at, amount, currency)
    }

    /// Puts the figure together. `start` is its first atom, with the currency `before` that stands there.
    fn finish(&self, start: usize, mut amount: Amount, before: Option<Of>) -> Option<Found> {
        let (mut digits_end, mut end, mut of) = (amount.end, amount.end, before);
        if amount.sort == Sort::Ordinal {
            return self.count(start, &amount, None, end);
        }
        if let Some((after, unit)) = self.unit_beside(&amount, before) {
            end = after;
            of = of.or(Some(unit));
        }
        if let Some(Of::Millions(index)) = of {
            amount = in_millions(amount)?;
            of = Some(Of::Money(index));
        }
        let mut upper = None;
        if amount.upper.is_none()
            && let Some(range) = self.range(start, &amount, end, of)
        {
            let Range { high, low, .. } = &range;
            let unit = of.or(range.of);
            if let Some(pair) = self.pair(start, &amount, high, *low, unit) {
                return Some(Found::Pair(Box::new(pair), high.end));
            }
            if *low < high.value || self.descends(start, *low, high.value, unit) {
                let next = self.past_hyphen(high.end);
                if self.word(next).is(TIME) && range.of.is_none() && !high.beyond_time() {
                    return Some(Found::Skip(next + 1));
                }
                amount.value = *low;
                amount.in_words &= high.in_words;
                amount.end = high.end;
                upper = Some(high.value);
                (digits_end, end, of) = (high.end, range.end, unit);
            }
        }
        // "75 USD million"
        if let (Some(Of::Money(_)), Role::Scale(scale)) = (of, self.word(end).role)
            && scale >= 1_000_000
            && amount.scale == Decimal::ONE
            && upper.is_none()
            && amount.upper.is_none()
        {
            amount.value = amount.value.checked_mul(Decimal::from(scale))?;
            end += 1;
            digits_end = end;
        }
        if upper.is_none() {
            self.smaller(&mut amount, &mut end, of);
        }
        let Some(of) = of else { return self.count(start, &amount, upper, digits_end) };
        let mut mention = self.mention(start, end, &amount, upper, of, digits_end.min(end))?;
        if let Value::Figure(figure) = &mut mention.value
            && mention.kind != Kind::Money
        {
            figure.noun = self.of_noun(end);
        }
        Some(Found::Figure(Box::new(mention), end))
    }

    /// The unit behind an amount that has the currency `before` in front of it; and the atom after the unit.
    fn unit_beside(&self, amount: &Amount, before: Option<Of>) -> Option<(usize, Of)> {
        let unit = match before {
            None | Some(Of::Money(_)) => self.unit_after(amount.end, amount)?,
            Some(_) => return None,
        };
        // "$5 million dollars"; but "$5 $6"
        let fits = before.is_none_or(|before| unit.1 == before && self.is_word(unit.0 - 1));
        fits.then_some(unit)
    }

    /// A number, an ordinal or a multiple: no unit stands beside it.
    fn count(&self, start: usize, amount: &Amount, upper: Option<Decimal>, end: usize) -> Option<Found> {
        let next = self.past_hyphen(end);
        let multiple = amount.sort == Sort::Multiple;
        if multiple || self.word(next).is(TIMES) && amount.sort != Sort::Ordinal {
            let last = if multiple { end } else { next + 1 };
            let figure = Figure {
                upper: upper.or(amount.upper),
                hedge: self.hedge(amount, start, last, None),
                unit: Some("time".to_owned()),
                ..self.bare_figure(amount, end)?
            };
            return self.found(start, last, Kind::Quantity, figure);
        }
        let ordinal = amount.sort == Sort::Ordinal;
        let mut noun = self.noun(amount, end);
        if !amount.beyond_time() && noun.as_ref().is_some_and(|noun| self.ends_in_time(noun.range.end)) {
            if !ordinal {
                return Some(Found::Skip(end));
            }
            noun = None;
        }
        let figure = Figure {
            upper: upper.or(amount.upper),
            hedge: self.hedge(amount, start, end, noun.as_ref().map(|noun| noun.range.end)),
            noun,
            ..self.bare_figure(amount, end)?
        };
        self.found(start, end, if ordinal { Kind::Ordinal } else { Kind::Number }, figure)
    }

    /// The figure of an amount whose digits end before atom `digits_end`: no range, no hedge, no unit, no noun.
    pub(super) fn bare_figure(&self, amount: &Amount, digits_end: usize) -> Option<Figure> {
        Some(Figure {
            amount: amount.value,
            upper: None,
            hedge: Hedge::Exact,
            unit: None,
            noun: None,
            digits: self.bytes(amount.start, digits_end)?,
            in_words: amount.in_words,
        })
    }

    /// A figure from atom `start` to before atom `end`.
    pub(super) fn found(&self, start: usize, end: usize, kind: Kind, figure: Figure) -> Option<Found> {
        let mention = Mention { range: self.bytes(start, end)?, kind, value: Value::Figure(figure) };
        Some(Found::Figure(Box::new(mention), end))
    }

    /// Whether the word that ends at a byte is a unit of time.
    fn ends_in_time(&self, byte: usize) -> bool {
        let after = self.atoms.partition_point(|atom| atom.range.end <= byte);
        after > 0 && self.word(after - 1).is(TIME)
    }

    /// The figure of an amount with what it is an amount of, from atom `start` to before atom `end`.
    pub(super) fn mention(
        &self,
        start: usize,
        end: usize,
        amount: &Amount,
        upper: Option<Decimal>,
        of: Of,
        digits_end: usize,
    ) -> Option<Mention> {
        let (kind, unit) = match of {
            Of::Percent => (Kind::Percent, "percent"),
            Of::Money(index) | Of::Weak(index) | Of::Pounds(index) | Of::Millions(index) => {
                (Kind::Money, self.lexicon.currencies[index].as_str())
            }
            Of::Cents(index) => (Kind::Money, self.lexicon.cents[index].name.as_str()),
            Of::Unit(index) => (Kind::Quantity, self.lexicon.units[index].as_str()),
        };
        let figure = Figure {
            upper: upper.or(amount.upper),
            hedge: self.hedge(amount, start, end, None),
            unit: Some(unit.to_owned()),
            ..self.bare_figure(amount, digits_end)?
        };
        Some(Mention { range: self.bytes(start, end)?, kind, value: Value::Figure(figure) })
    }
}

fn in_millions(amount: Amount) -> Option<Amount> {
    let million = Decimal::from(1_000_000);
    let upper = match amount.upper {
        Some(upper) => Some(upper.checked_mul(million)?),
        None => None,
    };
    Some(Amount { value: amount.value.checked_mul(million)?, upper, ..amount })
}
