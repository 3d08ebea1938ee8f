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
        let tail = self.at(a.end);
        let joined = match tail {
            // "Dec. 14 - The third ferry": a dateline, and the report begins.
            Some(t) if t.mark().is_some_and(is_dash) && self.is(a.end + 1, Role::The) => None,
            Some(t) if t.mark().is_some_and(|c| is_dash(c) || c == '~') => Some(a.end + 1),
            Some(t) if t.mark() == Some('/') && self.strokes(&a) => Some(a.end + 1),
            Some(t) if t.is(Role::To) && self.end_of_range(a.end + 1) => Some(a.end + 1),
            Some(t) if matches!(t.role(), Some(Role::Until | Role::Through)) => Some(a.end + 1),
            Some(t) if t.is(Role::And) && lead == Some(Role::Between) => Some(a.end + 1),
            _ => None,
        };
        let finish = |a: Hit| (!led).then_some(a);
        let Some(j) = joined else { return finish(a) };
        // "April 9th through 17th", "Dec. 2-9, 2025"
        if let Base::Point { month: Some(month), day: Some(_), year, .. } = a.base
            && let Some((end, day)) = self.day_number(j, true)
            && self.month_at(end).is_none()
            && !self
                .glued(end)
                .is_some_and(|x| x.mark().is_some_and(|m| matches!(m, '/' | ':' | '-')) || x.is_word())
            && self.at(end).is_none_or(|x| x.unit().is_none())
        {
            let (end, year) = match self.year_after(end) {
                Some((end, y)) if year.is_none() => (end, Some(y)),
                _ => (end, year),
            };
            let Base::Point { day: first_day, .. } = a.base else { return finish(a) };
            let roll = first_day.is_some_and(|d| d > day);
            let next = if roll { month % 12 + 1 } else { month };
            let first = Base::Point { year, month: Some(month), day: first_day, step: Step::Open };
            let second = Base::Point { year, month: Some(next), day: Some(day), step: Step::Open };
            let mut hit = Hit::date(a.start, end, Base::Range(Box::new(first), Box::new(second)));
            hit.weekday = None;
            return Some(hit);
        }
        // 1996-97, 1996/97
        if let Base::Point { year: Some(year), month: None, .. } = a.base
            && self.glued(j - 1).is_some()
            && let Some((n, 2)) = self.glued(j).and_then(|x| x.digits())
            && !self.glued(j + 1).is_some_and(|x| x.is_word() || x.digits().is_some())
        {
            let last = year / 100 * 100 + i16::try_from(n).ok()?;
            if last > year {
                return Some(Hit::date(a.start, j + 1, Base::Years(year, last)));
            }
        }
        let Some(b) = self.now(j).or_else(|| self.point(j, true)) else { return finish(a) };
        let article = usize::from(self.is(j, Role::The));
        if !(b.kind == Kind::Date && b.start <= j + article) || matches!(b.base, Base::Fixed) {
            return finish(a);
        }
        let (first, second) = self.share(a.base.clone(), b.base)?;
        let mut hit = Hit::date(a.start, b.end, Base::Range(Box::new(first), Box::new(second)));
        hit.weekday = None;
        Some(hit)
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
    pub(super) fn now(&self, i: usize) -> Option<Hit> {
        let i = if self.is(i, Role::Current) { i + 1 } else { i };
        let now = self.is(i, Role::Now) || self.is(i, Role::Date);
        let base = Base::Unit { unit: Unit::Day, step: 0, mentioned: false };
        now.then(|| Hit::date(i, i + 1, base))
    }

    /// After "to": whether a point of time stands there.
    pub(super) fn end_of_range(&self, i: usize) -> bool {
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

    /// The first end of a range takes what only the second says: "Jan-Feb 2017", "5/1-5/7/2020".
    pub(super) fn share(&self, a: Base, b: Base) -> Option<(Base, Base)> {
        let year_of = |b: &Base| match b {
            Base::Point { year, .. } | Base::Swappable { year, .. } => *year,
            _ => None,
        };
        let month_of = |b: &Base| match b {
            Base::Point { month, .. } => *month,
            Base::Swappable { american, .. } => Some(american.0),
            _ => None,
        };
        let mut a = a;
        if let Some(year) = year_of(&b) {
            let earlier = matches!((month_of(&a), month_of(&b)), (Some(x), Some(y)) if x > y);
            if let Base::Point { year: y @ None, step: Step::Open, .. }
            | Base::Swappable { year: y @ None, .. } = &mut a
            {
                *y = Some(if earlier { year - 1 } else { year });
            }
        }
        Some((a, b))
    }

    /// "9-12 June", "between the ninth and the seventeenth of April", "from 4-23 in next month".
    pub(super) fn days_of_month(&self, i: usize, lead: Option<Role>) -> Option<Hit> {
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
        let end = if self.is(end, Role::Of) { end + 1 } else { end };
        let (end, month) = self.month_at(end)?;
        let (end, year) = self.year_after(end).map_or((end, None), |(e, y)| (e, Some(y)));
        let before = if first > last { if month == 1 { 12 } else { month - 1 } } else { month };
        let point =
            |month, day| Box::new(Base::Point { year, month: Some(month), day: Some(day), step: Step::Open });
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
        let base = Base::Point { year: None, month: Some(month), day: Some(day), step: Step::Open };
        (joined && plain && closes && !decimal && day > first).then(|| Hit::date(hit.end + 1, end, base))
    }
}
