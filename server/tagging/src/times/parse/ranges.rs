//! From one date to another.

use super::super::atoms::is_dash;
use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Step};
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "from X to Y", "between X and Y", "X - Y".
    pub(super) fn range(&self, i: usize) -> Option<Hit> {
        if let Some(hit) = self.lived(i) {
            return Some(hit);
        }
        let lead = self.at(i)?.role();
        let (first, led) = match lead {
            Some(Role::From | Role::Between) => (i + 1, true),
            _ => (i, false),
        };
        // "9 to 12 of June", "2-9 December", "3 and 12 of Sept"
        if let Some(hit) = self.days_of_month(first, lead) {
            return Some(hit);
        }
        let a = self.now(first).filter(|_| led).or_else(|| self.point(first, led))?;
        if !matches!(a.kind, Kind::Date) || matches!(a.base, Base::Fixed) {
            return (!led).then_some(a);
        }
        let alone = |first: Hit| (!led).then_some(first);
        let Some(next) = self.joint(&a, lead) else { return alone(a) };
        if let Some(hit) = self.to_day(&a, next).or_else(|| self.to_short_year(&a, next)) {
            return Some(hit);
        }
        let Some(b) = self.now(next).or_else(|| self.point(next, true)) else { return alone(a) };
        let article = usize::from(self.is(next, Role::The));
        if !(b.kind == Kind::Date && b.start <= next + article) || matches!(b.base, Base::Fixed) {
            return alone(a);
        }
        let (first, last) = (with_year_of(a.base, &b.base), b.base);
        Some(Hit::date(a.start, b.end, Base::Range(Box::new(first), Box::new(last))))
    }

    /// Past what joins a date to the last one of a range: "-", "to", "through", "and" after "between".
    fn joint(&self, first: &Hit, lead: Option<Role>) -> Option<usize> {
        let (joint, next) = (self.at(first.end)?, first.end + 1);
        let joins = if let Some(mark) = joint.mark() {
            // "Dec. 14 - The third ferry": a dateline, and the report begins.
            is_dash(mark) && !self.is(next, Role::The) || mark == '~' || mark == '/' && self.strokes(first)
        } else {
            match joint.role()? {
                Role::To => self.end_of_range(next),
                Role::Until | Role::Through => true,
                Role::And => lead == Some(Role::Between),
                _ => false,
            }
        };
        joins.then_some(next)
    }

    /// "April 9th through 17th", "Dec. 2-9, 2025": the last day by its number alone.
    fn to_day(&self, first: &Hit, next: usize) -> Option<Hit> {
        let Base::Point { month: Some(month), day: Some(from), year, .. } = first.base else { return None };
        let (end, to) = self.day_number(next, true)?;
        let goes_on = self
            .glued(end)
            .is_some_and(|a| a.mark().is_some_and(|m| matches!(m, '/' | ':' | '-')) || a.is_word());
        if goes_on || self.month_at(end).is_some() || self.at(end).is_some_and(|a| a.unit().is_some()) {
            return None;
        }
        let (end, year) = match self.year_after(end) {
            Some((end, known)) if year.is_none() => (end, Some(known)),
            _ => (end, year),
        };
        // "Dec. 30 to 2"
        let last_month = if from > to { month % 12 + 1 } else { month };
        let point = |month, day| Box::new(Base::point(year, Some(month), Some(day)));
        Some(Hit::date(first.start, end, Base::Range(point(month, from), point(last_month, to))))
    }

    /// 1996-97, 1996/97
    fn to_short_year(&self, first: &Hit, next: usize) -> Option<Hit> {
        let Base::Point { year: Some(year), month: None, .. } = first.base else { return None };
        self.glued(next - 1)?;
        let (n, 2) = self.glued(next)?.digits()? else { return None };
        if self.glued(next + 1).is_some_and(|a| a.is_word() || a.digits().is_some()) {
            return None;
        }
        let last = year / 100 * 100 + i16::try_from(n).ok()?;
        (last > year).then(|| Hit::date(first.start, next + 1, Base::Years(year, last)))
    }

    /// "(1889-1957)": two years and nothing else between brackets, or up to a comma.
    fn lived(&self, i: usize) -> Option<Hit> {
        let year = |i: usize| match self.at(i)?.digits()? {
            (n @ 1000..=2099, 4) => i16::try_from(n).ok(),
            _ => None,
        };
        let opened = i.checked_sub(1).is_some_and(|before| self.mark(before, '('));
        let closed = self.at(i + 3).is_some_and(|a| matches!(a.mark(), Some(')' | ',' | ';')));
        if !(opened && closed && self.dash(i + 1)) {
            return None;
        }
        let (first, last) = (year(i)?, year(i + 2)?);
        (first < last).then(|| Hit::date(i, i + 3, Base::Years(first, last)))
    }

    /// "July 1/June 30", "April/March", "October 5/7": a stroke between two ends of a stretch, the first of which is `a`.
    fn strokes(&self, a: &Hit) -> bool {
        let after = a.end + 1;
        let Base::Point { month: Some(month), day, .. } = a.base else { return false };
        if self.glued(a.end).is_none() || self.glued(after).is_none() || a.weekday.is_some() {
            return false;
        }
        let named = self.month_at(after).filter(|(_, other)| *other != month);
        match (day, named) {
            (Some(_), Some((end, _))) => self.day_number(end, false).is_some_and(|(end, _)| {
                self.glued(end).is_none_or(|a| a.mark().is_some_and(|mark| mark != '/'))
            }),
            (None, Some((end, _))) => self.day_number(end, false).is_none(),
            (Some(first), None) => {
                let last = self.day_number(after, false).filter(|(_, last)| *last > first);
                last.is_some_and(|(end, _)| {
                    self.glued(end).is_none_or(|a| matches!(a.mark(), Some(',' | '.' | ')' | ';')))
                })
            }
            (None, None) => false,
        }
    }

    /// "now", "date" as the end of a range: the day of writing.
    fn now(&self, i: usize) -> Option<Hit> {
        let i = self.past(i, Role::Current);
        let now = self.is(i, Role::Now) || self.is(i, Role::Date);
        let base = Base::unit(Unit::Day, 0);
        now.then(|| Hit::date(i, i + 1, base))
    }

    /// After "to": whether a point of time stands there.
    fn end_of_range(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| {
            let lex = a.lex();
            lex.month > 0
                || lex.weekday > 0
                || lex.day.is_some()
                || lex.ordinal.is_some()
                || a.digits().is_some()
                || matches!(
                    lex.role,
                    Some(
                        Role::The
                            | Role::This
                            | Role::Next
                            | Role::Last
                            | Role::Early
                            | Role::Late
                            | Role::Mid
                            | Role::Now
                            | Role::Current
                            | Role::End
                            | Role::Beginning
                            | Role::Date
                    )
                )
                || self.quarter_letter(i)
        })
    }

    /// "9-12 June", "between the ninth and the seventeenth of April", "from 4-23 in next month".
    fn days_of_month(&self, i: usize, lead: Option<Role>) -> Option<Hit> {
        let (end, first) = self.day_number(i, true)?;
        // "3/4 March", "25/31 October": from the one to the other, where the second is later.
        let last_day = |i: usize| {
            let after = self.day_number(i, false).filter(|(_, last)| *last > first);
            after.is_some_and(|(end, _)| self.month_at(end).is_some())
        };
        let joined = self.dash(end)
            || self.glued_mark(end, '/') && self.glued(end + 1).is_some() && last_day(end + 1)
            || matches!(self.at(end)?.role(), Some(Role::To | Role::Until | Role::Through))
            || self.is(end, Role::And) && lead == Some(Role::Between);
        if !joined {
            return None;
        }
        let (end, last) = self.day_number(end + 1, true)?;
        let end = self.past(end, Role::Of);
        let (end, month) = self.month_at(end)?;
        let (end, year) = self.year_if_any(end);
        let before = if first > last { if month == 1 { 12 } else { month - 1 } } else { month };
        let point = |month, day| Box::new(Base::point(year, Some(month), Some(day)));
        Some(Hit::date(i, end, Base::Range(point(before, first), point(month, last))))
    }

    /// "April 24 and 25": the second day.
    pub(super) fn another_day(&self, hit: &Hit) -> Option<Hit> {
        let Base::Point { month: Some(month), day: Some(first), year: None, step: Step::Open } = hit.base
        else {
            return None;
        };
        let joined = self.is(hit.end, Role::And) || self.is(hit.end, Role::Or) || self.mark(hit.end, ',');
        let plain = self.at(hit.end.checked_sub(1)?)?.digits().is_some();
        let (end, day) = self.day_number(hit.end + 1, false)?;
        let closes = self.at(end).is_none_or(|a| {
            a.mark().is_some_and(|m| !matches!(m, '/' | ':' | '%' | '$')) && !is_dash(a.mark().unwrap_or(' '))
                || matches!(a.role(), Some(Role::In | Role::At | Role::And | Role::To | Role::For | Role::By))
        });
        let decimal = self.glued_mark(end, '.') && self.glued(end + 1).is_some();
        let base = Base::point(None, Some(month), Some(day));
        (joined && plain && closes && !decimal && day > first).then(|| Hit::date(hit.end + 1, end, base))
    }
}

/// The first end of a range with the year that only the last says: "Jan-Feb 2017", "5/1-5/7/2020".
fn with_year_of(mut first: Base, last: &Base) -> Base {
    let month_and_year = |base: &Base| match base {
        Base::Point { month, year, .. } => (*month, *year),
        Base::Swappable { american, year, .. } => (Some(american.0), *year),
        _ => (None, None),
    };
    let ((from, _), (to, Some(last_year))) = (month_and_year(&first), month_and_year(last)) else {
        return first;
    };
    let earlier = matches!((from, to), (Some(from), Some(to)) if from > to);
    if let Base::Point { year: year @ None, step: Step::Open, .. }
    | Base::Swappable { year: year @ None, .. } = &mut first
    {
        *year = Some(if earlier { last_year - 1 } else { last_year });
    }
    first
}
