//! Dates counted from others: "two days later", "the week before", "three days after Christmas".

use super::super::amounts::Amount;
use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Role, Unit};
use super::super::said::Base;
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "three days ago", "two weeks later", "a day earlier", "the day before yesterday", "3 days after tomorrow".
    pub(super) fn shift(&self, i: usize) -> Option<Hit> {
        let unit_at = self.past(i, Role::The);
        if let Some(unit) = self.at(unit_at).and_then(Atom::unit)
            && matches!(unit, Unit::Day | Unit::Night | Unit::Week | Unit::Month | Unit::Year)
            && !self.number_before(i)
            && let Some(sign) = self.direction(unit_at + 1)
        {
            return self.one_away(i, unit_at, unit, sign);
        }
        if self.is(i, Role::Back) {
            return self.back(i);
        }
        let (end, amount, unit) = self.measure(i)?;
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Season) {
            return None;
        }
        match self.smaller_ago(end, unit) {
            Some((end, smaller)) => self.counted_from(i, end, unit, amount, Some(Box::new(smaller))),
            None => self.counted_from(i, end, unit, amount, None),
        }
    }

    /// A number, or a dash behind one.
    fn number_before(&self, i: usize) -> bool {
        self.before(i).is_some_and(|b| {
            b.digits().is_some() || b.lex().number.is_some() || b.mark().is_some_and(is_dash)
        })
    }

    /// "the day before", "the week after", "the day after tomorrow": one `unit` from what is named behind it, or from
    /// what was spoken of.
    fn one_away(&self, start: usize, unit_at: usize, unit: Unit, sign: i32) -> Option<Hit> {
        let after = unit_at + 2;
        if let Some(from) = self.anchor(after) {
            let base = Base::Shift { unit, count: sign, from: Some(Box::new(from.base)), mentioned: false };
            return Some(Hit::date(start, from.end, base));
        }
        let closes = self
            .at(after)
            .is_none_or(|a| !a.is_word() && a.digits().is_none() || a.role() == Some(Role::And));
        let base = Base::Unit { unit, step: sign, mentioned: true };
        (unit_at > start && closes).then(|| Hit::date(start, after, base))
    }

    /// "vor drei Tagen"
    fn back(&self, i: usize) -> Option<Hit> {
        let (end, amount, unit) = self.measure(i + 1)?;
        if unit < Unit::Day {
            return None;
        }
        Some(match amount.whole() {
            Some(count) => {
                Hit::date(i, end, Base::Shift { unit, count: -count, from: None, mentioned: false })
            }
            None => Hit::fixed(i, end, Kind::Date, "PAST_REF"),
        })
    }

    /// "and 2 days" of "2 weeks and 2 days ago": the smaller unit, which is counted first, and the piece after it.
    fn smaller_ago(&self, end: usize, unit: Unit) -> Option<(usize, Base)> {
        let further = self.past(end, Role::And);
        let (end, amount, smaller) = self.measure(further)?;
        let fits = smaller < unit && matches!(smaller, Unit::Day | Unit::Week | Unit::Month);
        if !fits || !self.is(end, Role::Ago) {
            return None;
        }
        let count = -amount.whole()?;
        Some((end, Base::Shift { unit: smaller, count, from: None, mentioned: false }))
    }

    /// `amount` of `unit` up to `end`, and from what they are counted: "ago", "later", "from now", "after Christmas".
    fn counted_from(
        &self,
        start: usize,
        end: usize,
        unit: Unit,
        amount: Amount,
        smaller: Option<Box<Base>>,
    ) -> Option<Hit> {
        let count = amount.whole();
        let shift = |end: usize, count: i32, from: Option<Box<Base>>, mentioned: bool| {
            Some(Hit::date(start, end, Base::Shift { unit, count, from, mentioned }))
        };
        match self.at(end)?.role()? {
            Role::Ago => match count {
                Some(count) => shift(end + 1, -count, smaller, false),
                None => Some(Hit::fixed(start, end + 1, Kind::Date, "PAST_REF")),
            },
            // "two years later than planned"
            Role::Later | Role::Earlier if self.is(end + 1, Role::Than) => None,
            Role::Earlier => shift(end + 1, -count?, None, true),
            Role::Later => shift(end + 1, count?, None, true),
            Role::Hence => shift(end + 1, count?, None, false),
            Role::From if self.is(end + 1, Role::Now) => shift(end + 2, count?, None, false),
            Role::Before | Role::After | Role::From => {
                let sign = if self.is(end, Role::Before) { -1 } else { 1 };
                let from = self.anchor(end + 1)?;
                shift(from.end, count? * sign, Some(Box::new(from.base)), false)
            }
            _ => None,
        }
    }

    /// "before" is -1, "after" 1.
    pub(super) fn direction(&self, i: usize) -> Option<i32> {
        match self.at(i)?.role()? {
            Role::Before => Some(-1),
            Role::After => Some(1),
            _ => None,
        }
    }

    /// A date that another is counted from.
    pub(super) fn anchor(&self, i: usize) -> Option<Hit> {
        self.relative(i)
            .or_else(|| self.with_weekday(i, true))
            .or_else(|| self.calendar_date(i, true))
            .or_else(|| self.holiday(i))
            .or_else(|| self.named_day(i))
            .filter(|hit| hit.kind == Kind::Date && hit.base != Base::Fixed)
    }
}
