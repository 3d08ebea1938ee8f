//! Dates that name their month or day: months, days, years.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Step, Year};
use super::{Hit, Parser};

/// A day of the month that stands before its month: "14", "the 14th of", "15th day of".
struct Day {
    start: usize,
    /// The piece after its number.
    end: usize,
    number: i8,
    /// In figures, with no "the" before.
    plain: bool,
    ordinal: bool,
    /// "of" follows.
    of: bool,
    /// Where its month stands, if it has one.
    month_at: usize,
}

impl Parser<'_> {
    /// A date that names a month, a day of the month or a year.
    pub(super) fn calendar_date(&self, i: usize, led: bool) -> Option<Hit> {
        let figures = if self.at(i)?.digits().is_some() { self.figures(i, led) } else { None };
        figures
            .or_else(|| self.month_first(i, led))
            .or_else(|| self.day_first(i))
            .or_else(|| self.year_alone(i, led))
    }

    /// "December 14, 2025", "Dec. 14", "December 2025", "December".
    fn month_first(&self, i: usize, led: bool) -> Option<Hit> {
        let (end, month) = self.month_at(i)?;
        let point = |year, day| Base::point(year, Some(month), day);
        // "Dec-2018", "December 2025", "May, 1997", "Sept '98"
        if let Some((after, year)) = self.year_after(end) {
            // September-2020-23
            if self.glued_mark(after, '-')
                && let Some((day @ 1..=31, _)) = self.glued(after + 1).and_then(Atom::digits)
            {
                return Some(Hit::date(i, after + 2, point(Some(year), i8::try_from(day).ok())));
            }
            return Some(Hit::date(i, after, point(Some(year), None)));
        }
        if let Some((after, year)) = self.near_year(end) {
            return Some(Hit::date(i, after, Base::MonthOf(month, None, year)));
        }
        let marked = self.glued(end).is_some_and(|a| matches!(a.mark(), Some('/' | '-' | ',')));
        let at = if marked { end + 1 } else { end };
        if let Some((after, day)) = self.day_number(at, true)
            && self.day_fits(at, after)
        {
            if let Some((after, year)) = self.near_year(after) {
                return Some(Hit::date(i, after, Base::MonthOf(month, Some(day), year)));
            }
            let (end, year) = self.year_if_any(after);
            return Some(Hit::date(i, end, point(year, Some(day))));
        }
        self.month_alone(i, end, month, led)
    }

    /// "this year", "last year", "next year" at `i`: the piece after it, and the year.
    fn near_year(&self, i: usize) -> Option<(usize, Year)> {
        let step = match self.at(i)?.role()? {
            Role::This => 0,
            Role::Last => -1,
            Role::Next => 1,
            _ => return None,
        };
        (self.at(i + 1)?.unit() == Some(Unit::Year)).then_some((i + 2, Year::Step(step)))
    }

    /// The month at `i..end` by itself. Names that mean other things need a preposition, or a capital and no name
    /// around them.
    fn month_alone(&self, i: usize, end: usize, month: i8, led: bool) -> Option<Hit> {
        let atom = self.at(i)?;
        let compound = self.glued(end).is_some_and(|a| a.mark().is_some_and(is_dash))
            && self.glued(end + 1).is_some_and(Atom::is_word)
            && self.month_at(end + 1).is_none();
        if compound {
            return None;
        }
        let paired = self.at(end).is_some_and(|a| {
            a.mark().is_some_and(|c| is_dash(c) || c == '/')
                || matches!(a.role(), Some(Role::To | Role::Through | Role::Until | Role::And | Role::Or))
        }) && self.month_at(end + 1).is_some_and(|(_, other)| other != month);
        let common = |at: usize| self.common_word(at);
        // "the March accession", "its May forecast"
        let attributive =
            atom.capital && self.before_is(i, &[Role::The, Role::Possessive]) && common(end).is_some();
        // "August exports", "April factory orders"
        let monthly = |at: usize| common(at).is_some_and(|a| a.lex().monthly);
        let told_monthly = atom.capital && (monthly(end) || common(end).is_some() && monthly(end + 1));
        let led = led || paired || attributive || told_monthly;
        let doubtful = atom.lex().doubtful;
        if doubtful && !led {
            return None;
        }
        if led
            && !atom.capital
            && matches!(month, 3 | 5)
            && !self.before_is(i, &[Role::In, Role::Since, Role::Until, Role::By, Role::To])
        {
            return None;
        }
        let abbreviation = atom.range.len() <= 4 && !matches!(month, 5..=7);
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
        // "After Jan Novotny had left"
        let somebody =
            named_after && (end == i + 1 && abbreviation || self.before_is(i, &[Role::After, Role::Before]));
        if doubtful && !paired && (named_before || somebody || named_after && !led) {
            return None;
        }
        // The stop may be that of the sentence.
        let end = if self.at(end).is_none() { i + 1 } else { end };
        Some(Hit::date(i, end, Base::point(None, Some(month), None)))
    }

    /// A word in lower case that does nothing beside those of the calendar.
    pub(super) fn common_word(&self, i: usize) -> Option<&Atom> {
        self.at(i).filter(|a| a.is_word() && !a.capital && a.role().is_none())
    }

    /// "14 December 2025", "the 14th of December", "fourth of July", "15th day of next month".
    fn day_first(&self, i: usize) -> Option<Hit> {
        let day = self.day(i)?;
        if let Some(hit) = self.year_before_month(&day) {
            return Some(hit);
        }
        if let Some((end, month)) = self.month_at(day.month_at) {
            return self.day_and_month_name(&day, end, month);
        }
        self.day_of_month_near(&day)
    }

    fn day(&self, i: usize) -> Option<Day> {
        let (end, number) = self.day_number(i, true)?;
        let ordinal =
            self.ordinal_suffix(end - 1) || self.at(end - 1).is_some_and(|a| a.lex().ordinal.is_some());
        let mut at = end;
        // "15th day of"
        if ordinal && self.is_unit(at, Unit::Day) && self.is(at + 1, Role::Of) {
            at += 1;
        }
        let of = self.is(at, Role::Of);
        if of {
            at += 1;
        }
        if self.glued(at).is_some_and(|a| matches!(a.mark(), Some('-' | '/'))) {
            at += 1;
        }
        let plain = self.at(i)?.digits().is_some();
        Some(Day { start: i, end, number, plain, ordinal, of, month_at: at })
    }

    /// 23-2020-September
    fn year_before_month(&self, day: &Day) -> Option<Hit> {
        let at = day.month_at;
        let (year @ 1000..=2199, 4) = self.glued(at)?.digits()? else { return None };
        let marked = self.glued(at + 1).is_some_and(|a| matches!(a.mark(), Some('-' | '/')));
        if !day.plain || !marked {
            return None;
        }
        let (end, month) = self.month_at(at + 2)?;
        let base = Base::point(i16::try_from(year).ok(), Some(month), Some(day.number));
        Some(Hit::date(day.start, end, base))
    }

    /// "14 December 2025": `end` is the piece after the month.
    fn day_and_month_name(&self, day: &Day, end: usize, month: i8) -> Option<Hit> {
        let capital = self.at(day.month_at)?.capital;
        if !capital && matches!(month, 3 | 5) && !day.of && !day.ordinal {
            return None;
        }
        if !(day.plain || day.ordinal || day.of || capital) {
            return None;
        }
        let (end, year) = self.year_if_any(end);
        // "two March offensives": a number in words is a day only where a year follows the month.
        if !day.plain && !day.ordinal && year.is_none() {
            return None;
        }
        Some(Hit::date(day.start, end, Base::point(year, Some(month), Some(day.number))))
    }

    /// "the 18th", "the 4th", "the 21st this month", "the 15th day of next month": no month is named.
    fn day_of_month_near(&self, day: &Day) -> Option<Hit> {
        let &Day { start, end, number, ordinal, of, .. } = day;
        let point = |step| Base::Point { year: None, month: None, day: Some(number), step };
        let the = self.is(start, Role::The);
        let figure_ordinal = ordinal && (day.plain || the && self.at(start + 1)?.digits().is_some());
        let day_of = ordinal && self.is_unit(end, Unit::Day);
        let rest = if of { day.month_at } else { end };
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
            return Some(Hit::date(start, month.end, point(step)));
        }
        // "the 15th day of the month"
        if day_of && of && self.is(rest, Role::The) && self.is_unit(rest + 1, Unit::Month) {
            return Some(Hit::date(start, rest + 2, point(Step::This)));
        }
        // "on the 18th": nothing may follow that it could number
        let dated = figure_ordinal
            && the
            && self.before_is(
                start,
                &[Role::On, Role::By, Role::Until, Role::Since, Role::Before, Role::After, Role::From],
            )
            && self
                .at(end)
                .is_none_or(|a| !a.is_word() || matches!(a.role(), Some(Role::And | Role::At | Role::To)));
        dated.then(|| Hit::date(start, end, point(Step::Open)))
    }
}
