//! Dates that name their weekday, and weekdays by themselves.

use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Step};
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "Sunday", "Sunday, Dec. 14", "Sun 12/14/2025", "Sunday (14/12)", "Tuesday of next week".
    pub(super) fn with_weekday(&self, i: usize, led: bool) -> Option<Hit> {
        let atom = self.at(i)?;
        let weekday = atom.lex().weekday;
        if weekday == 0 {
            return None;
        }
        // "Sun." may be short for a longer name.
        let short = atom.range.len() < 6;
        let end = if short && self.glued_mark(i + 1, '.') { i + 2 } else { i + 1 };
        let mut hit =
            self.date_of_weekday(i, end, short).or_else(|| self.weekday_alone(i, end, short, led))?;
        hit.weekday = Some((weekday, atom.range.clone()));
        Some(hit)
    }

    /// The date behind the weekday at `i..end`, with or without a mark between.
    fn date_of_weekday(&self, i: usize, end: usize, short: bool) -> Option<Hit> {
        let opens = self.mark(end, '(');
        let marked = opens || self.mark(end, ',') || self.mark(end, '-');
        let at = if marked { end + 1 } else { end };
        let at = self.past(at, Role::The);
        let mut hit = self
            .calendar_date(at, true)
            .filter(|hit| matches!(hit.base, Base::Point { day: Some(_), .. } | Base::Swappable { .. }))
            .or_else(|| self.day_of_weekday(at, at == i + 1 || at == i + 2 && short))?;
        hit.start = i;
        if opens {
            if !self.mark(hit.end, ')') {
                return None;
            }
            hit.end += 1;
        }
        Some(hit)
    }

    /// "Tuesday the eleventh", "Monday 21": the day alone, at `at`. `near`: right behind the name of the weekday.
    fn day_of_weekday(&self, at: usize, near: bool) -> Option<Hit> {
        let (end, day) = self.day_number(at, true)?;
        // "Thursday, two of them" is no date.
        if end == at + 1 && self.at(at)?.lex().number.is_some() {
            return None;
        }
        let plain = self.at(at)?.digits().is_some() && end == at + 1;
        let counts =
            self.at(end).is_some_and(|a| a.is_word() && (a.unit().is_some() || self.meridiem(end).is_some()));
        let goes_on =
            self.glued(end).is_some_and(|a| !matches!(a.mark(), Some('.' | ',' | '!' | '?' | ';' | ')')));
        let counts_noun = plain && self.at(end).is_some_and(|a| a.is_word() && a.role().is_none());
        if plain && !near || counts || goes_on || counts_noun {
            return None;
        }
        Some(Hit::date(at, end, Base::point(None, None, Some(day))))
    }

    /// The weekday at `i..end` without a date.
    fn weekday_alone(&self, i: usize, end: usize, short: bool, led: bool) -> Option<Hit> {
        let atom = self.at(i)?;
        let day = atom.lex().weekday;
        // Short or lower-case names only where nothing else can be meant.
        if atom.lex().doubtful
            && !(atom.capital
                && (led || end > i + 1 || self.before(i).is_some_and(|b| b.lex().part.is_some())))
        {
            return None;
        }
        if short && !atom.capital && !led {
            return None;
        }
        // "every Monday" is none in particular.
        if self.before_is(i, &[Role::Every]) {
            return Some(Hit::fixed(i, i + 1, Kind::Date, &format!("XXXX-WXX-{day}")));
        }
        // The stop may be that of the sentence.
        let end = if self.at(end).is_none() { i + 1 } else { end };
        let mut hit = Hit::date(i, end, Base::Weekday { day, step: Step::Open, week: None });
        if self.is(hit.end, Role::Of)
            && let Some(week) = self.relative(hit.end + 1)
            && let Base::Unit { unit: Unit::Week, step, .. } = week.base
        {
            hit.end = week.end;
            hit.base = Base::Weekday { day, step: Step::Open, week: Some(step) };
        }
        Some(hit)
    }
}
