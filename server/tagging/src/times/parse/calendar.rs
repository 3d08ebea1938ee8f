//! Dates that name their month or day: weekdays with them, months, days, years.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Step, Year};
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "Sunday", "Sunday, Dec. 14", "Sun 12/14/2025", "Sunday (14/12)", "Tuesday of next week".
    pub(super) fn with_weekday(&self, i: usize, led: bool) -> Option<Hit> {
        let atom = self.at(i)?;
        let lex = atom.lex();
        if lex.weekday == 0 {
            return None;
        }
        let short = atom.range.len() < 6;
        let mut end = i + 1;
        if short && self.glued_mark(end, '.') {
            end += 1;
        }
        // A date may follow, with or without a mark between.
        let mut at = end;
        let mut open = false;
        if self.at(at).is_some_and(|a| matches!(a.mark(), Some(',' | '-'))) {
            at += 1;
        } else if self.mark(at, '(') {
            at += 1;
            open = true;
        }
        let at = if self.is(at, Role::The) { at + 1 } else { at };
        let date = self
            .calendar_date(at, true)
            .filter(|hit| matches!(hit.base, Base::Point { day: Some(_), .. } | Base::Swappable { .. }))
            .or_else(|| {
                // "Tuesday the eleventh", "Monday 21"
                let (end, day) = self.day_number(at, true)?;
                // "Thursday, two of them" is no date.
                if end == at + 1 && self.at(at)?.lex().number.is_some() {
                    return None;
                }
                let plain = self.at(at)?.digits().is_some() && end == at + 1;
                if plain && !(at == i + 1 || at == i + 2 && short)
                    || self
                        .at(end)
                        .is_some_and(|a| a.is_word() && (a.unit().is_some() || self.meridiem(end).is_some()))
                    || self
                        .glued(end)
                        .is_some_and(|a| !matches!(a.mark(), Some('.' | ',' | '!' | '?' | ';' | ')')))
                    || plain && self.at(end).is_some_and(|a| a.is_word() && a.role().is_none())
                {
                    return None;
                }
                Some(Hit::date(
                    at,
                    end,
                    Base::Point { year: None, month: None, day: Some(day), step: Step::Open },
                ))
            });
        if let Some(date) = date
            && (!open || self.mark(date.end, ')'))
        {
            let mut hit = date;
            hit.start = i;
            if open {
                hit.end += 1;
            }
            hit.weekday = Some((lex.weekday, atom.range.clone()));
            return Some(hit);
        }
        // Short or lower-case names only where nothing else can be meant.
        if lex.doubtful
            && !(atom.capital
                && (led || end > i + 1 || self.before(i).is_some_and(|b| b.lex().part.is_some())))
        {
            return None;
        }
        if short && !atom.capital && !led {
            return None;
        }
        // "Wednesday" as a part of a name: "Sheffield Wednesday", "Black Friday" are read before; "Good Friday" is a holiday.
        // "every Monday" is none in particular.
        if self.before_is(i, &[Role::Every]) {
            let mut hit = Hit::fixed(i, i + 1, Kind::Date, &format!("XXXX-WXX-{}", lex.weekday));
            hit.weekday = Some((lex.weekday, atom.range.clone()));
            return Some(hit);
        }
        let mut hit = Hit::date(
            i,
            if short { end } else { i + 1 },
            Base::Weekday { day: lex.weekday, step: Step::Open, week: None },
        );
        if short && end > i + 1 && self.at(end).is_none() {
            hit.end = i + 1;
        }
        hit.weekday = Some((lex.weekday, atom.range.clone()));
        if self.is(hit.end, Role::Of)
            && let Some(week) = self.relative(hit.end + 1)
            && let Base::Unit { unit: Unit::Week, step, .. } = week.base
        {
            hit.end = week.end;
            hit.base = Base::Weekday { day: lex.weekday, step: Step::Open, week: Some(step) };
        }
        Some(hit)
    }

    pub(super) fn calendar_date(&self, i: usize, led: bool) -> Option<Hit> {
        let atom = self.at(i)?;
        if atom.digits().is_some()
            && let Some(hit) = self.figures(i, led)
        {
            return Some(hit);
        }
        if let Some(hit) = self.month_first(i, led) {
            return Some(hit);
        }
        if let Some(hit) = self.day_first(i) {
            return Some(hit);
        }
        self.year_alone(i, led)
    }

    /// "December 14, 2025", "Dec. 14", "December 2025", "December".
    pub(super) fn month_first(&self, i: usize, led: bool) -> Option<Hit> {
        let atom = self.at(i)?;
        let (mut end, month) = self.month_at(i)?;
        let point = |year, day| Base::Point { year, month: Some(month), day, step: Step::Open };
        let mut at = end;
        if self.glued(at).is_some_and(|a| matches!(a.mark(), Some('/' | '-')))
            || self.mark(at, ',') && self.glued(at).is_some()
        {
            at += 1;
        }
        // "Dec-2018", "December 2025", "May, 1997", "Sept '98"
        if let Some((after, year)) = self.year_after(end) {
            // September-2020-23
            if self.glued_mark(after, '-')
                && let Some((d @ 1..=31, _)) = self.glued(after + 1).and_then(|a| a.digits())
            {
                return Some(Hit::date(i, after + 2, point(Some(year), i8::try_from(d).ok())));
            }
            return Some(Hit::date(i, after, point(Some(year), None)));
        }
        let of_year = |end: usize| -> Option<(usize, i16)> {
            let step = match self.at(end)?.role()? {
                Role::This => 0,
                Role::Last => -1,
                Role::Next => 1,
                _ => return None,
            };
            (self.at(end + 1)?.unit() == Some(Unit::Year)).then_some((end + 2, step))
        };
        if let Some((after, step)) = of_year(end) {
            return Some(Hit::date(i, after, Base::MonthOf(month, None, Year::Step(step))));
        }
        if let Some((after, day)) = self.day_number(at, true)
            && self.day_fits(at, after)
        {
            if let Some((after, step)) = of_year(after) {
                return Some(Hit::date(i, after, Base::MonthOf(month, Some(day), Year::Step(step))));
            }
            let (end, year) = self.year_after(after).map_or((after, None), |(e, y)| (e, Some(y)));
            return Some(Hit::date(i, end, point(year, Some(day))));
        }
        // The month alone. Names that mean other things need a preposition, or a capital and no name around them.
        if self.glued(end).is_some_and(|a| a.mark().is_some_and(is_dash))
            && self.glued(end + 1).is_some_and(Atom::is_word)
            && self.month_at(end + 1).is_none()
        {
            return None;
        }
        let paired = self.at(end).is_some_and(|a| {
            a.mark().is_some_and(|c| is_dash(c) || c == '/')
                || matches!(a.role(), Some(Role::To | Role::Through | Role::Until | Role::And | Role::Or))
        }) && self.month_at(end + 1).is_some_and(|(_, other)| other != month);
        // "the March accession"
        let attributive = atom.capital
            && self.before_is(i, &[Role::The])
            && self.at(end).is_some_and(|a| a.is_word() && !a.capital && a.role().is_none());
        let led = led || paired || attributive;
        let lex = atom.lex();
        let abbreviation = atom.range.len() <= 4 && month != 5 && month != 6 && month != 7;
        if !atom.capital && !led && lex.doubtful {
            return None;
        }
        if lex.doubtful && !led {
            return None;
        }
        if led
            && !atom.capital
            && matches!(month, 3 | 5)
            && !self.before_is(i, &[Role::In, Role::Since, Role::Until, Role::By, Role::To])
        {
            return None;
        }
        if abbreviation && end == i + 1 && !atom.capital && !led {
            return None;
        }
        // A surname or a title before, or a surname after: "Theresa May", "June Smith"
        let named_before = self
            .before(i)
            .is_some_and(|b| b.is_word() && b.capital && b.role().is_none() && b.lex().part.is_none());
        let named_after = self
            .at(end)
            .is_some_and(|n| n.is_word() && n.capital && n.lex().month == 0 && n.lex().weekday == 0);
        if lex.doubtful && !paired && (named_before || named_after && !led) {
            return None;
        }
        if end == i + 2 && self.at(end).is_none() {
            end = i + 1;
        }
        Some(Hit::date(i, end, point(None, None)))
    }

    /// "14 December 2025", "the 14th of December", "fourth of July", "15th day of next month".
    pub(super) fn day_first(&self, i: usize) -> Option<Hit> {
        let (after_day, day) = self.day_number(i, true)?;
        let start = i;
        let plain_digits = self.at(i)?.digits().is_some();
        let ordinal = self.ordinal_suffix(after_day - 1)
            || self.at(after_day - 1).is_some_and(|a| a.lex().ordinal.is_some());
        let mut at = after_day;
        if ordinal && self.at(at).and_then(Atom::unit) == Some(Unit::Day) && self.is(at + 1, Role::Of) {
            at += 1;
        }
        let of = self.is(at, Role::Of);
        if of {
            at += 1;
        }
        if self.glued(at).is_some_and(|a| matches!(a.mark(), Some('-' | '/'))) {
            at += 1;
        }
        // 23-2020-September
        if plain_digits
            && let Some((y @ 1000..=2199, 4)) = self.glued(at).and_then(|a| a.digits())
            && self.glued(at + 1).is_some_and(|a| matches!(a.mark(), Some('-' | '/')))
            && let Some((end, month)) = self.month_at(at + 2)
        {
            let base = Base::Point {
                year: i16::try_from(y).ok(),
                month: Some(month),
                day: Some(day),
                step: Step::Open,
            };
            return Some(Hit::date(start, end, base));
        }
        if let Some((end, month)) = self.month_at(at) {
            let name = self.at(at)?;
            if !name.capital && matches!(month, 3 | 5) && !of && !ordinal {
                return None;
            }
            if !(plain_digits || ordinal || of || name.capital) {
                return None;
            }
            // "two March offensives": a number in words needs "of" or a capital month and nothing after it that it counts
            if !plain_digits && !ordinal && self.year_after(end).is_none() {
                return None;
            }
            let (end, year) = self.year_after(end).map_or((end, None), |(e, y)| (e, Some(y)));
            return Some(Hit::date(
                start,
                end,
                Base::Point { year, month: Some(month), day: Some(day), step: Step::Open },
            ));
        }
        // "the 18th", "the 4th", "the 21st this month", "the 15th day of next month"
        let figure_ordinal =
            plain_digits && ordinal || self.is(i, Role::The) && self.at(i + 1)?.digits().is_some() && ordinal;
        let day_of = ordinal && self.at(after_day).and_then(Atom::unit) == Some(Unit::Day);
        let rest = if of { at } else { after_day };
        if ordinal
            && (of || figure_ordinal)
            && (!of || day_of)
            && let Some(month) = self.relative(rest)
            && let Base::Unit { unit: Unit::Month, step, mentioned: false } = month.base
        {
            let step = match step {
                -1 => Step::Last,
                0 => Step::This,
                _ => Step::Next,
            };
            return Some(Hit::date(
                start,
                month.end,
                Base::Point { year: None, month: None, day: Some(day), step },
            ));
        }
        if day_of
            && of
            && self.is(rest, Role::The)
            && self.at(rest + 1).and_then(Atom::unit) == Some(Unit::Month)
        {
            return Some(Hit::date(
                start,
                rest + 2,
                Base::Point { year: None, month: None, day: Some(day), step: Step::This },
            ));
        }
        // "on the 18th": nothing may follow that it could number
        if figure_ordinal
            && self.is(i, Role::The)
            && self.before_is(
                i,
                &[Role::On, Role::By, Role::Until, Role::Since, Role::Before, Role::After, Role::From],
            )
            && self
                .at(after_day)
                .is_none_or(|a| !a.is_word() || matches!(a.role(), Some(Role::And | Role::At | Role::To)))
        {
            return Some(Hit::date(
                start,
                after_day,
                Base::Point { year: None, month: None, day: Some(day), step: Step::Open },
            ));
        }
        None
    }
}
