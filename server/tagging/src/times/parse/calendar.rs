//! Dates that name their month or day: weekdays with them, months, days, years.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Cue, Role, Unit};
use super::super::said::{Base, Step, Year};
use super::{Hit, Parser, short_year};
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

    pub(super) fn month_at(&self, i: usize) -> Option<(usize, i8)> {
        let atom = self.at(i)?;
        let month = atom.lex().month;
        if month == 0 {
            return None;
        }
        let abbreviation = atom.range.len() <= 4;
        let end = if abbreviation && self.glued_mark(i + 1, '.') { i + 2 } else { i + 1 };
        Some((end, month))
    }

    /// A day of the month, in figures or as an ordinal: "14", "14th", "the fourteenth", "twenty-first".
    pub(super) fn day_number(&self, i: usize, ordinal_words: bool) -> Option<(usize, i8)> {
        let i = if self.is(i, Role::The) { i + 1 } else { i };
        let atom = self.at(i)?;
        if let Some((n @ 1..=31, length)) = atom.digits() {
            if length > 2 {
                return None;
            }
            let end = if self.ordinal_suffix(i + 1) { i + 2 } else { i + 1 };
            return Some((end, i8::try_from(n).ok()?));
        }
        if !ordinal_words {
            return None;
        }
        let lex = atom.lex();
        if let Some(n) = lex.number.filter(|n| *n == 20 || *n == 30) {
            let after = self.skip_dash(i + 1);
            let next = self.at(after)?.lex();
            let low = next.ordinal.or(next.number).filter(|o| *o < 10);
            if let Some(low) = low {
                return i8::try_from(n + low).ok().filter(|d| *d <= 31).map(|d| (after + 1, d));
            }
        }
        let n = lex.ordinal.or(lex.number.filter(|n| *n < 31))?;
        Some((i + 1, i8::try_from(n).ok().filter(|d| *d <= 31)?))
    }

    pub(super) fn ordinal_suffix(&self, i: usize) -> bool {
        let Some(mark) = self.glued(i) else { return false };
        if mark.lex().role == Some(Role::Nth) {
            return true;
        }
        // "14. Dezember", "am 3. des Monats": a word goes on.
        self.lexicon.style.ordinal_stop
            && mark.mark() == Some('.')
            && self.at(i + 1).is_some_and(|next| {
                next.spaced && (next.lex().month > 0 || next.unit().is_some() || next.is(Role::Of))
            })
    }

    /// A year at `i` in figures: four digits, or two after an apostrophe.
    pub(super) fn year_at(&self, i: usize) -> Option<(usize, i16)> {
        let atom = self.at(i)?;
        if let Some((n @ 1000..=2199, 4)) = atom.digits() {
            let clean = !self.glued(i + 1).is_some_and(|a| {
                a.is_word()
                    || a.mark() == Some('%')
                    || matches!(a.mark(), Some(',' | '.' | ':'))
                        && self.glued(i + 2).is_some_and(|b| b.digits().is_some())
            });
            return clean.then_some((i + 1, i16::try_from(n).ok()?));
        }
        if matches!(atom.mark(), Some('\'' | '’'))
            && let Some((n, 2)) = self.glued(i + 1).and_then(|a| a.digits())
            && !self.glued(i + 2).is_some_and(Atom::is_word)
        {
            return Some((i + 2, short_year(n)?));
        }
        None
    }

    /// A year in words: "nineteen eighty six", "two thousand and fifteen", "seventeen hundred thirty three".
    pub(super) fn worded_year(&self, i: usize) -> Option<(usize, i16)> {
        let number = |i: usize| self.at(i).and_then(|a| a.lex().number);
        let low = |i: usize| -> (usize, u32) {
            let i = if self.is(i, Role::And) && number(i + 1).is_some_and(|n| n < 100) { i + 1 } else { i };
            match number(i) {
                Some(tens @ 20..=90) => {
                    let after = self.skip_dash(i + 1);
                    match number(after) {
                        Some(n @ 1..=9) => (after + 1, tens + n),
                        _ => (i + 1, tens),
                    }
                }
                Some(n @ 1..=19) => (i + 1, n),
                _ => (i, 0),
            }
        };
        let first = number(i)?;
        let (end, year) = if first == 2 && number(i + 1) == Some(1000) {
            let (end, n) = low(i + 2);
            (end, 2000 + n)
        } else if (11..=20).contains(&first) {
            let hundreds = number(i + 1) == Some(100);
            let (end, n) = low(if hundreds { i + 2 } else { i + 1 });
            if !hundreds && n < 10 {
                return None;
            }
            (end, first * 100 + n)
        } else {
            return None;
        };
        Some((end, i16::try_from(year).ok()?))
    }

    /// A year that follows a month or a day, with what may stand between: ", 2025", " of 1987", " in 2020".
    pub(super) fn year_after(&self, i: usize) -> Option<(usize, i16)> {
        let mut at = i;
        let linked = self.at(at).is_some_and(|a| matches!(a.role(), Some(Role::Of | Role::In)));
        if self.mark(at, ',') || linked || self.glued(at).is_some_and(|a| matches!(a.mark(), Some('/' | '-')))
        {
            at += 1;
        }
        let found = self.year_at(at).or_else(|| self.worded_year(at));
        if let Some((end, year)) = found {
            // "Dec. 14, 2025 people": a comma and a count; a clock or a unit is no year
            if self.at(end).is_some_and(|a| a.unit().is_some()) && !linked {
                return None;
            }
            return Some((end, year));
        }
        if linked
            && self.is(i, Role::Of)
            && let Some((n, 2)) = self.at(at).and_then(|a| a.digits())
            && !self.glued(at + 1).is_some_and(|a| a.is_word() || a.mark() == Some('%'))
        {
            return Some((at + 1, short_year(n)?));
        }
        None
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

    /// Whether the figures at `i..end` after a month can be its day.
    pub(super) fn day_fits(&self, i: usize, end: usize) -> bool {
        if self
            .at(end)
            .is_some_and(|a| a.unit().is_some() && a.unit() != Some(Unit::Day) && !self.is(end, Role::Of))
            && !self.ordinal_suffix(end - 1)
        {
            return false;
        }
        let Some(next) = self.glued(end) else { return true };
        match next.mark() {
            Some('%') => false,
            Some(':') => self.glued(end + 1).is_none(),
            Some(',' | '.') => !self.glued(end + 1).is_some_and(|a| a.digits().is_some() && i + 1 == end),
            Some(_) => true,
            None => !next.is_word() || self.ordinal_suffix(end),
        }
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

    /// A year by itself: needs a word of time before it, or a place where only a year can stand.
    pub(super) fn year_alone(&self, i: usize, led: bool) -> Option<Hit> {
        let (end, year) = match self.year_at(i) {
            Some(found) => found,
            None if led => self.worded_year(i)?,
            None => return None,
        };
        let base = Base::Point { year: Some(year), month: None, day: None, step: Step::Open };
        let hit = Hit::date(i, end, base);
        let before = self.before(i);
        // "more than 2000 people", "2,000", "Article 1996"
        let next = self.at(end);
        let counts = next.is_some_and(|n| {
            n.is_word()
                && !n.capital
                && n.role().is_none()
                && n.lex().cue == Cue::None
                && n.lex().part.is_none()
                && self.text[n.range.clone()].ends_with('s')
                && !self.text[n.range.clone()].ends_with("ss")
                && year % 10 == 0
        });
        let unit = next.is_some_and(|n| n.unit().is_some() && n.lex().plural || n.mark() == Some('%'))
            || next.is_some_and(|n| n.is(Role::Hours) || n.is(Role::Zone) && n.capital);
        if unit || counts && !(1960..=2040).contains(&year) || counts && year % 100 == 0 {
            return None;
        }
        if self.glued(end).is_some_and(|a| a.mark().is_some_and(is_dash))
            && self.glued(end + 1).is_some_and(Atom::is_word)
        {
            // "1990-born" is one; "2000-strong" is a count
            if year % 100 == 0 {
                return None;
            }
        }
        let modern = (1900..=2050).contains(&year);
        let preposition = led
            || before.is_some_and(|b| {
                matches!(
                    b.role(),
                    Some(
                        Role::Early
                            | Role::Late
                            | Role::Mid
                            | Role::Through
                            | Role::For
                            | Role::And
                            | Role::Or
                            | Role::To
                            | Role::Fiscal
                    )
                ) || b.unit() == Some(Unit::Year)
            });
        let for_or_and = before.is_some_and(|b| {
            matches!(b.role(), Some(Role::For | Role::And | Role::Or | Role::To | Role::Of))
        });
        let noun_after =
            next.is_some_and(|n| n.is_word() && !n.capital && n.role().is_none() && n.lex().cue == Cue::None);
        let accepted = if preposition {
            modern && !(for_or_and && noun_after && year % 50 == 0) || !noun_after && !for_or_and
        } else {
            let bracketed = before.is_some_and(|b| b.mark() == Some('('));
            let article = before.is_some_and(|b| {
                matches!(b.role(), Some(Role::The | Role::A | Role::This | Role::That | Role::Possessive))
                    || matches!(self.lower(i - 1).as_str(), "s")
            });
            let season = before.is_some_and(|b| b.lex().season.is_some());
            let opens = i == 0 || before.is_some_and(|b| matches!(b.mark(), Some('=' | '-')));
            modern
                && (bracketed
                    || article
                    || season
                    || opens
                    || before.is_some_and(|b| b.is_word() && b.capital && b.role().is_none())
                    || before.is_some_and(|b| {
                        b.is_word() && b.role().is_none() && !noun_after && b.lex().number.is_none()
                    }))
        };
        accepted.then_some(hit)
    }
}
