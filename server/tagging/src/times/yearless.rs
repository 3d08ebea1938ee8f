//! A document that tells no year: what its days say of one another all the same. "The day before" after "December 15" is
//! the 14th of whatever year that was, and "Sunday evening" after "Sunday (14/12)" is that Sunday's.

use super::calendar::date;
use super::lexicon::{Tense, Unit};
use super::resolve::Against;
use super::said::{Base, Step};
use super::{Times, calendar};
use crate::mention::Timex;
use jiff::civil::Date;

/// Years in which every day of the year falls on every weekday, the last first. They stand for the one that is not said.
const STAND_INS: std::ops::RangeInclusive<i16> = 1997..=2024;
/// A year without a leap day.
const COMMON: i16 = 2001;

/// The last day that a document named without its year.
#[derive(Clone, Copy, Default)]
pub(super) struct Yearless {
    /// In some year.
    day: Option<Date>,
    /// In a year in which it falls on the weekday named with it.
    weekday: Option<Date>,
}

impl Yearless {
    /// Notes a date that has month and day and no year.
    pub(super) fn note(&mut self, timex: &Timex) {
        let Some((month, day)) = timex.value.strip_prefix("XXXX-").and_then(|rest| {
            Some((rest.get(..2)?.parse::<i8>().ok()?, rest.get(2..5)?.strip_prefix('-')?.parse::<i8>().ok()?))
        }) else {
            return;
        };
        self.day = date(COMMON, month, day);
        if let Some((weekday, _)) = &timex.weekday {
            let falls = |day: &Date| day.weekday().to_monday_one_offset() == *weekday;
            self.weekday = STAND_INS.rev().find_map(|year| date(year, month, day).filter(falls));
        }
    }

    /// Says of a date that hangs on another what that other's day tells: month and day, but no year, so that it still
    /// has no days of the calendar.
    pub(super) fn complete(&mut self, times: &Times, timex: &mut Timex) {
        let of_day = |unit| matches!(unit, Unit::Day | Unit::Night);
        let (from, against) = match (&timex.said.base, self.day, self.weekday) {
            (
                Base::Clock
                | Base::NightBefore
                | Base::Unit { mentioned: true, .. }
                | Base::Shift { mentioned: true, from: None, .. },
                Some(day),
                _,
            ) if !matches!(&timex.said.base, Base::Unit { unit, .. } | Base::Shift { unit, .. } if !of_day(*unit)) => {
                (day, Against { mentioned: Some(day), ..Against::default() })
            }
            (Base::Weekday { day: name, step: Step::Open | Step::This, week: None }, _, Some(day)) => {
                let same = day.weekday().to_monday_one_offset() == *name;
                let tense = match timex.said.tense {
                    _ if same => Tense::Past,
                    Tense::Future => Tense::Future,
                    // Which of two is not said.
                    _ => return,
                };
                (day, Against { published: Some(day), tense, ..Against::default() })
            }
            _ => return,
        };
        let mut settled = timex.clone();
        times.settle(&mut settled, against);
        let Some((to, _)) = settled.days.or(Some((from, from))) else { return };
        let (first, last) = (from.min(to), from.max(to));
        // Whether there is a 29 February between them hangs on the year.
        let leap = (first.year()..=last.year())
            .filter_map(|year| date(year, 2, 28))
            .any(|day| first <= day && day < last);
        let year = settled.value.get(..4).and_then(|year| year.parse::<i16>().ok());
        if leap
            || !year.is_some_and(|year| {
                calendar::days_between(from, to).abs() < 60 && (year - from.year()).abs() < 2
            })
        {
            return;
        }
        timex.value = format!("XXXX{}", settled.value.get(4..).unwrap_or_default());
        timex.relative = true;
        self.day = Some(to);
    }
}
