//! How long something takes: "five hours", "the years-long conflict".

use super::super::amounts::{Amount, duration_value};
use super::super::atoms::Atom;
use super::super::lexicon::{Role, Tense, Unit};
use super::super::said::Base;
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "They will meet in two weeks": a date, where the clause looks ahead; "in two weeks' time" always does.
    pub(crate) fn ahead(&self, hit: Hit, tense: Tense) -> Hit {
        let possessive = self.apostrophe(hit.end);
        let time = (hit.end + 1..hit.end + 3).find(|i| self.is(*i, Role::Time)).filter(|_| possessive);
        if hit.kind == Kind::Duration
            && (tense == Tense::Future || time.is_some())
            && self.before_is(hit.start, &[Role::In])
            && let Some((end, amount, unit)) = self.measure(hit.start)
            && end == hit.end
            && let Some(count) = amount.whole()
            && unit >= Unit::Day
        {
            let base = Base::Shift { unit, count, from: None, mentioned: false };
            return Hit::date(hit.start, time.map_or(hit.end, |time| time + 1), base);
        }
        hit
    }

    /// "three days", "five-hour-long", "two and a half years", "a decade", "2 hours, 32 minutes".
    pub(super) fn duration(&self, i: usize) -> Option<Hit> {
        let first = self.at(i)?;
        if first.is(Role::All)
            && let Some(unit) = self.at(self.skip_dash(i + 1)).and_then(Atom::unit)
            && unit >= Unit::Day
        {
            return self.all_of_it(i, unit);
        }
        if let Some(unit) = first.unit()
            && unit >= Unit::Minute
        {
            return self.bare_unit(i, unit);
        }
        let Some((end, amount, unit)) = self.measure(i) else { return self.low_end(i) };
        if matches!(unit, Unit::Season | Unit::Quarter) || unit == Unit::Second && self.is_ordinal(i, end) {
            return None;
        }
        if first.is(Role::A) && end <= i + 2 && !self.takes_so_long(i) {
            return None;
        }
        // An age: "19-year-old", "is 19 years old"
        if self.is(self.skip_dash(end), Role::Old) {
            return None;
        }
        let (end, parts) = self.smaller_parts(end, (amount, unit));
        let long = self.dash(end) && self.is(end + 1, Role::Long);
        let end = if long { end + 2 } else { end };
        Some(Hit::fixed(i, end, Kind::Duration, &duration_value(&parts)))
    }

    /// "four" of "four to five years", "between four and five years": by itself, as either end may be told wrong.
    fn low_end(&self, i: usize) -> Option<Hit> {
        let (end, amount) = self.amount(i)?;
        let joined = match self.at(end)?.role() {
            Some(Role::To | Role::Or) => true,
            Some(Role::And) => self.before_is(i, &[Role::Between]),
            _ => false,
        };
        let (_, high, unit) = joined.then(|| self.measure(end + 1)).flatten()?;
        let counts = |amount: Amount| matches!(amount, Amount::Count(_));
        if !counts(amount) || !counts(high) || matches!(unit, Unit::Season | Unit::Quarter | Unit::Second) {
            return None;
        }
        Some(Hit::fixed(i, end, Kind::Duration, &duration_value(&[(amount, unit)])))
    }

    /// "all day", "the whole week"
    fn all_of_it(&self, i: usize, unit: Unit) -> Option<Hit> {
        let unit_at = self.skip_dash(i + 1);
        let value = duration_value(&[(Amount::Count(1.0), unit)]);
        let plural = self.at(unit_at)?.lex().plural;
        (!plural).then(|| Hit::fixed(i, unit_at + 1, Kind::Duration, &value))
    }

    /// "decades-long", "day-long", "for years"
    fn bare_unit(&self, i: usize, unit: Unit) -> Option<Hit> {
        let long = self.dash(i + 1) && self.is(i + 2, Role::Long);
        let plural = self.at(i)?.lex().plural;
        let for_years = plural && self.before_is(i, &[Role::For]) && unit >= Unit::Day;
        if !long && !for_years {
            return None;
        }
        let amount = if plural { Amount::Some } else { Amount::Count(1.0) };
        let end = if long { i + 3 } else { i + 1 };
        Some(Hit::fixed(i, end, Kind::Duration, &duration_value(&[(amount, unit)])))
    }

    /// "twenty second" may be a rank: the unit before `end` is one of the ordinals, and what is counted from `i` is
    /// neither in figures nor one.
    fn is_ordinal(&self, i: usize, end: usize) -> bool {
        let ordinal = self.at(end - 1).is_some_and(|a| a.lex().ordinal.is_some() && !a.lex().plural);
        let counted =
            self.at(i).is_some_and(|a| a.digits().is_some() || a.is(Role::A) || a.lex().number == Some(1));
        ordinal && !counted
    }

    /// Whether "a year" at `i` is a length, by the word before it: "for a year", "nearly a year".
    fn takes_so_long(&self, i: usize) -> bool {
        self.before_is(
            i,
            &[Role::For, Role::In, Role::Within, Role::After, Role::Before, Role::Of, Role::During, Role::To],
        ) || self.before(i).is_some_and(|b| b.lex().hedges)
    }

    /// "2 hours, 32 minutes, 25.3 seconds", "4 minutes 5.08 seconds": the first part with those behind it, each of a
    /// smaller unit, and the piece after them.
    fn smaller_parts(&self, mut end: usize, first: (Amount, Unit)) -> (usize, Vec<(Amount, Unit)>) {
        let mut smallest = first.1;
        let mut parts = vec![first];
        while let Some(next) = self.at(end) {
            let at = if next.mark() == Some(',') || next.is(Role::And) { end + 1 } else { end };
            let Some((after, amount, unit)) = self.measure(at) else { break };
            let counted_from = self
                .at(after)
                .is_some_and(|a| matches!(a.role(), Some(Role::Ago | Role::Later | Role::Earlier)));
            if unit >= smallest || self.is(at, Role::A) || parts.len() > 5 || counted_from {
                break;
            }
            parts.push((amount, unit));
            (end, smallest) = (after, unit);
        }
        (end, parts)
    }
}
