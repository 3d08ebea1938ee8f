//! Weeks by their number or by a day in them, and the first or last weeks, months or days of a stretch.

use super::super::atoms::Atom;
use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Year};
use super::{Hit, Parser};

impl Parser<'_> {
    /// "week 31", "the first week of 2015", "the week of April 10th", "the first nine months of 2025".
    pub(super) fn week_of(&self, i: usize) -> Option<Hit> {
        let first = self.past(i, Role::The);
        if self.at(first)?.unit() == Some(Unit::Week) {
            return self.week_with_day(i, first).or_else(|| self.numbered_week(first));
        }
        self.slice(i, first).or_else(|| self.nth_of(i, first))
    }

    /// "the week of April 10th", "the week beginning on Monday, Dec. 8"
    fn week_with_day(&self, start: usize, week: usize) -> Option<Hit> {
        if !matches!(self.at(week + 1)?.role()?, Role::Of | Role::Commencing | Role::Beginning) {
            return None;
        }
        let at = self.past(week + 2, Role::On);
        let day = self
            .with_weekday(at, true)
            .or_else(|| self.calendar_date(at, true))
            .or_else(|| self.holiday(at))?;
        let named =
            matches!(day.base, Base::Point { day: Some(_), .. } | Base::Holiday(..) | Base::Swappable { .. });
        named.then(|| Hit::date(start, day.end, Base::WeekWith(Box::new(day.base))))
    }

    /// "the first week of May", "the 23rd week of 2027", "the last month of this year"
    fn nth_of(&self, start: usize, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        let (after, n) = match (atom.lex().ordinal, atom.role(), atom.digits()) {
            (Some(n @ 1..=5), _, _) => (i + 1, i32::try_from(n).ok()?),
            (_, Some(Role::Last), _) => (i + 1, -1),
            (_, _, Some((n @ 1..=53, _))) if self.ordinal_suffix(i + 1) => (i + 2, i32::try_from(n).ok()?),
            _ => return None,
        };
        let unit = self.at(after)?.unit()?;
        if !self.is(after + 1, Role::Of) {
            return None;
        }
        let of = self.relative(after + 2).or_else(|| self.calendar_date(after + 2, true))?;
        let year = match (unit, &of.base) {
            (
                Unit::Week,
                Base::Point { day: None, .. } | Base::Unit { unit: Unit::Month | Unit::Year, .. },
            ) => return Some(Hit::date(start, of.end, Base::WeekOf(n, Box::new(of.base)))),
            (Unit::Month, Base::Point { year: Some(year), month: None, day: None, .. }) => Year::Known(*year),
            (Unit::Month, Base::Unit { unit: Unit::Year, step, .. }) => {
                Year::Step(i16::try_from(*step).ok()?)
            }
            _ => return None,
        };
        Some(Hit::date(start, of.end, Base::MonthOf(i8::try_from(n).ok()?, None, year)))
    }

    /// "week 31", "week 3 of 2027", "week 27 of last year".
    fn numbered_week(&self, i: usize) -> Option<Hit> {
        let (n @ 1..=53, 1..=2) = self.at(i + 1)?.digits()? else { return None };
        let mut end = i + 2;
        if self.glued(end).is_some_and(|a| a.is_word() || a.digits().is_some())
            || self.glued(end).is_some() && self.glued(end + 1).is_some_and(|a| a.digits().is_some())
        {
            return None;
        }
        let mut of = Base::unit(Unit::Year, 0);
        if self.is(end, Role::Of)
            && let Some(year) = self.year_or_month(end + 1)
        {
            end = year.end;
            of = year.base;
        }
        Some(Hit::date(i, end, Base::WeekOf(i32::try_from(n).ok()?, Box::new(of))))
    }

    /// "the first nine months of 2025", "the last 3 weeks of this year", "first ten days of May".
    fn slice(&self, start: usize, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        let sign = match (atom.lex().ordinal, atom.role()) {
            (Some(1), _) => 1,
            (_, Some(Role::Last)) => -1,
            _ => return None,
        };
        let (end, amount, unit) = self.measure(i + 1)?;
        let count = amount.whole().filter(|n| (2..=400).contains(n))?;
        if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade)
            || !(self.is(end, Role::Of) || self.is(end, Role::In))
        {
            return None;
        }
        let of = self.year_or_month(end + 1)?;
        Some(Hit::date(start, of.end, Base::Slice(sign * count, unit, Box::new(of.base))))
    }

    /// A year, a month, a quarter, a decade or a century: "2027", "last year", "the year", "May", "this century".
    fn year_or_month(&self, i: usize) -> Option<Hit> {
        let coarse =
            |unit| matches!(unit, Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century);
        if self.is(i, Role::The)
            && let Some(unit) = self.at(i + 1).and_then(Atom::unit).filter(|unit| coarse(*unit))
        {
            return Some(Hit::date(i, i + 2, Base::unit(unit, 0)));
        }
        self.relative(i)
            .or_else(|| self.quarter(i))
            .or_else(|| self.calendar_date(i, true))
            .or_else(|| self.age_of_years(i))
            .filter(|hit| match &hit.base {
                Base::Point { day: None, .. }
                | Base::MonthOf(_, None, _)
                | Base::Quarter(..)
                | Base::Decade(..)
                | Base::Century(_) => true,
                Base::Unit { unit, .. } => coarse(*unit),
                _ => false,
            })
    }
}
