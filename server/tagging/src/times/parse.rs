//! Finds the temporal expressions of a sentence: one pass, a bounded look ahead at each piece.

use super::atoms::{Atom, is_dash};
use super::lexicon::{Lexicon, Role, Tense, Unit};
use super::said::{Base, Clock, Portion, Step, Year};
use crate::mention::Kind;
use std::ops::Range;

/// A sentence cut into pieces, being read.
pub(crate) struct Parser<'a> {
    pub text: &'a str,
    pub atoms: &'a [Atom],
    pub lexicon: &'a Lexicon,
}

/// An expression found.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub start: usize,
    pub end: usize,
    pub kind: Kind,
    pub base: Base,
    /// Its value where `base` is [`Base::Fixed`].
    pub value: String,
    pub part: Option<&'static str>,
    pub clock: Option<Clock>,
    pub weekday: Option<(i8, Range<usize>)>,
}

impl Hit {
    fn date(start: usize, end: usize, base: Base) -> Self {
        Self {
            start,
            end,
            kind: Kind::Date,
            base,
            value: String::new(),
            part: None,
            clock: None,
            weekday: None,
        }
    }
    fn fixed(start: usize, end: usize, kind: Kind, value: &str) -> Self {
        Self { kind, value: value.to_owned(), ..Self::date(start, end, Base::Fixed) }
    }
}

/// Month, day and year of a date in figures, with what could be exchanged.
fn numeric(a: u32, b: u32, year: Option<i16>) -> Option<Base> {
    let (a8, b8) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
    let month = |n: u32| (1..=12).contains(&n);
    let day = |n: u32| (1..=31).contains(&n);
    match (month(a) && day(b), month(b) && day(a)) {
        (true, true) if a == b => {
            Some(Base::Point { year, month: Some(a8), day: Some(b8), step: Step::Open })
        }
        (true, true) => Some(Base::Swappable { year, american: (a8, b8), day_first: false }),
        (true, false) => Some(Base::Point { year, month: Some(a8), day: Some(b8), step: Step::Open }),
        (false, true) => Some(Base::Point { year, month: Some(b8), day: Some(a8), step: Step::Open }),
        (false, false) => None,
    }
}

/// The year two digits stand for: 70 to 99 are 19xx.
pub(crate) fn short_year(n: u32) -> Option<i16> {
    let n = i16::try_from(n).ok()?;
    Some(if n >= 50 { 1900 + n } else { 2000 + n })
}

impl<'a> Parser<'a> {
    pub(crate) fn at(&self, i: usize) -> Option<&'a Atom> {
        self.atoms.get(i)
    }
    /// The piece at `i` if no white space parts it from the one before.
    pub(crate) fn glued(&self, i: usize) -> Option<&'a Atom> {
        self.at(i).filter(|a| !a.spaced)
    }
    pub(crate) fn glued_mark(&self, i: usize, mark: char) -> bool {
        self.glued(i).is_some_and(|a| a.mark() == Some(mark))
    }
    pub(crate) fn is(&self, i: usize, role: Role) -> bool {
        self.at(i).is_some_and(|a| a.is(role))
    }
    fn before(&self, i: usize) -> Option<&'a Atom> {
        i.checked_sub(1).and_then(|i| self.at(i))
    }
    fn before_is(&self, i: usize, roles: &[Role]) -> bool {
        self.before(i).and_then(Atom::role).is_some_and(|r| roles.contains(&r))
    }
    fn mark(&self, i: usize, mark: char) -> bool {
        self.at(i).is_some_and(|a| a.mark() == Some(mark))
    }
    fn lower(&self, i: usize) -> String {
        self.at(i).map_or(String::new(), |a| self.text[a.range.clone()].to_lowercase())
    }
    fn dash(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| a.mark().is_some_and(is_dash))
    }

    /// All expressions, in order, none inside another.
    pub(crate) fn all(&self) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut i = 0;
        while i < self.atoms.len() {
            match self.expression(i) {
                Some(hit) if hit.end > i => {
                    i = hit.end;
                    hits.push(hit);
                }
                _ => i += 1,
            }
        }
        hits
    }

    fn expression(&self, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        match &atom.piece {
            super::atoms::Piece::Digits(..) => {
                // Inside a decimal, a code or a longer number nothing begins.
                if !atom.spaced
                    && self.before(i).is_some_and(|b| {
                        b.is_word()
                            || b.mark()
                                .is_some_and(|m| matches!(m, '.' | ',' | '$' | '£' | '€' | '#' | ':' | '_'))
                                && i > 1
                                && (matches!(b.mark(), Some('$' | '£' | '€' | '#'))
                                    || !b.spaced && self.at(i - 2).is_some_and(|c| c.digits().is_some()))
                    })
                {
                    return None;
                }
                if self.before(i).is_some_and(|b| matches!(b.mark(), Some('$' | '£' | '€'))) {
                    return None;
                }
            }
            super::atoms::Piece::Word(lex) => {
                let nothing = lex.month == 0
                    && lex.weekday == 0
                    && lex.unit.is_none()
                    && lex.number.is_none()
                    && lex.ordinal.is_none()
                    && lex.decade == 0
                    && lex.season.is_none()
                    && lex.part.is_none()
                    && lex.day.is_none()
                    && lex.role.is_none()
                    && lex.set == 0
                    && !lex.holiday
                    && !self.quarter_letter(i);
                if nothing {
                    return None;
                }
            }
            super::atoms::Piece::Mark(c) => {
                if !matches!(c, '\'' | '’' | '½') {
                    return None;
                }
            }
        }
        self.range(i).or_else(|| self.single(i))
    }

    fn quarter_letter(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| {
            a.range.len() == 1
                && matches!(&self.text[a.range.clone()], "Q" | "q" | "H" | "h")
                && self.glued(i + 1).and_then(|b| b.digits()).is_some_and(|d| d.1 == 1)
        })
    }

    /// "from X to Y", "between X and Y", "X - Y".
    fn range(&self, i: usize) -> Option<Hit> {
        let lead = self.at(i)?.role();
        let (first, led) = match lead {
            Some(Role::From | Role::Between) => (i + 1, true),
            _ => (i, false),
        };
        // "9 to 12 of June", "2-9 December", "3 and 12 of Sept"
        if let Some(hit) = self.days_of_month(first, lead) {
            return Some(hit);
        }
        let a = self.point(first, led)?;
        if !matches!(a.kind, Kind::Date) || matches!(a.base, Base::Fixed) {
            return (!led).then_some(a);
        }
        let tail = self.at(a.end);
        let joined = match tail {
            Some(t) if t.mark().is_some_and(|c| is_dash(c) || c == '~') => Some(a.end + 1),
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
            && !self.month_at(end).is_some_and(|_| true)
            && !self
                .glued(end)
                .is_some_and(|x| x.mark().is_some_and(|m| matches!(m, '/' | ':')) || x.is_word())
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
        let Some(b) = self.point(j, true) else { return finish(a) };
        if !(b.kind == Kind::Date && b.start == j) || matches!(b.base, Base::Fixed) {
            return finish(a);
        }
        let (first, second) = self.share(a.base.clone(), b.base)?;
        let mut hit = Hit::date(a.start, b.end, Base::Range(Box::new(first), Box::new(second)));
        hit.weekday = None;
        Some(hit)
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
                            | Role::Date
                    )
                )
                || self.quarter_letter(i)
        })
    }

    /// The first end of a range takes what only the second says: "Jan-Feb 2017", "5/1-5/7/2020".
    fn share(&self, a: Base, b: Base) -> Option<(Base, Base)> {
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
    fn days_of_month(&self, i: usize, lead: Option<Role>) -> Option<Hit> {
        let (end, first) = self.day_number(i, true)?;
        let joined = self.dash(end)
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

    /// A single expression, with the part of day or clock time that belongs to it.
    fn single(&self, i: usize) -> Option<Hit> {
        self.point(i, false)
    }

    /// A point of time, a stretch of the calendar or a duration that begins at `i`. `led`: a preposition of time stands before.
    fn point(&self, i: usize, led: bool) -> Option<Hit> {
        let led = led
            || self.before_is(
                i,
                &[
                    Role::In,
                    Role::On,
                    Role::By,
                    Role::Since,
                    Role::Until,
                    Role::Before,
                    Role::After,
                    Role::From,
                    Role::During,
                    Role::Between,
                    Role::Through,
                    Role::Within,
                    Role::Of,
                    Role::Around,
                ],
            );
        let hit = self
            .clock(i)
            .or_else(|| self.portion(i))
            .or_else(|| self.shift(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.with_weekday(i, led))
            .or_else(|| self.calendar_date(i, led))
            .or_else(|| self.quarter(i))
            .or_else(|| self.season(i))
            .or_else(|| self.age_of_years(i))
            .or_else(|| self.holiday(i))
            .or_else(|| self.named_day(i))
            .or_else(|| self.vague(i))
            .or_else(|| self.duration(i))?;
        Some(self.with_part(hit))
    }

    /// "Friday" + "night", "Dec. 14" + "evening".
    fn with_part(&self, mut hit: Hit) -> Hit {
        let day_like = matches!(
            &hit.base,
            Base::Weekday { .. }
                | Base::Point { day: Some(_), .. }
                | Base::Unit { unit: Unit::Day, .. }
                | Base::Holiday(..)
        );
        if hit.kind != Kind::Date || !day_like || hit.part.is_some() {
            return hit;
        }
        let after = if self
            .at(hit.end)
            .is_some_and(|a| matches!(a.role(), Some(Role::Early | Role::Late | Role::Mid)))
        {
            self.skip_dash(hit.end + 1)
        } else {
            hit.end
        };
        if let Some(atom) = self.at(after)
            && let Some(part) = atom.lex().part
            && (atom.spaced || after > hit.end)
        {
            hit.part = Some(part);
            hit.kind = Kind::Time;
            hit.end = after + 1;
        }
        hit
    }

    // Clock times

    fn clock(&self, i: usize) -> Option<Hit> {
        let (mut end, mut clock) = self.clock_time(i)?;
        // "10 a.m. EST", "3 p.m. local time"
        if let Some(zone) = self.at(end)
            && zone.capital
            && zone.is(Role::Zone)
            && zone.range.len() <= 4
        {
            clock.zone = Some(self.lower(end));
            end += 1;
        } else if self.is(end, Role::Local) && self.is(end + 1, Role::Time) {
            end += 2;
        }
        let mut hit = Hit::date(i, end, Base::Clock);
        hit.kind = Kind::Time;
        hit.clock = Some(clock);
        // "9 a.m. Tuesday", "4 a.m. EDT Thursday"
        let after = if self.mark(end, ',') { end + 1 } else { end };
        if self.at(after).is_some_and(|a| {
            a.lex().weekday > 0 && a.capital || a.lex().day.is_some() || a.lex().month > 0 && a.capital
        }) && let Some(date) = self
            .with_weekday(after, true)
            .or_else(|| self.calendar_date(after, true))
            .or_else(|| self.named_day(after))
            && date.kind == Kind::Date
        {
            hit.end = date.end;
            hit.base = date.base;
            hit.weekday = date.weekday;
        }
        Some(hit)
    }

    /// am or pm at `i`: its end, and whether it is pm.
    fn meridiem(&self, i: usize) -> Option<(usize, bool)> {
        let atom = self.at(i)?;
        match atom.role() {
            Some(Role::Am) => return Some((i + 1, false)),
            Some(Role::Pm) => return Some((i + 1, true)),
            _ => {}
        }
        let letter = self.text.get(atom.range.clone())?;
        let pm = match letter {
            "a" | "A" => false,
            "p" | "P" => true,
            _ => return None,
        };
        let m = self.glued(i + 2)?;
        if self.glued_mark(i + 1, '.') && matches!(&self.text[m.range.clone()], "m" | "M") {
            // The stop that closes the abbreviation belongs to it.
            let end = if self.glued_mark(i + 3, '.') { i + 4 } else { i + 3 };
            return Some((end, pm));
        }
        None
    }

    fn clock_time(&self, i: usize) -> Option<(usize, Clock)> {
        let atom = self.at(i)?;
        let whole = |hour: i8| Clock { hour, minute: None, second: None, zone: None };
        match atom.role() {
            Some(Role::Noon) => return Some((i + 1, Clock { minute: Some(0), ..whole(12) })),
            Some(Role::Midnight) => return Some((i + 1, Clock { minute: Some(0), ..whole(24) })),
            _ => {}
        }
        let hour_of = |hour: u32, pm: Option<bool>| -> Option<i8> {
            let hour = match pm {
                None => hour,
                Some(_) if hour == 0 || hour > 12 => return None,
                Some(true) => hour % 12 + 12,
                Some(false) => hour % 12,
            };
            i8::try_from(hour).ok().filter(|h| *h <= 24)
        };
        let Some((hour, length)) = atom.digits() else {
            // "eleven a.m.", "three o'clock"
            let n = atom.lex().number.filter(|n| (1..=12).contains(n))?;
            if let Some((end, pm)) = self.meridiem(i + 1) {
                return Some((end, Clock { minute: Some(0), ..whole(hour_of(n, Some(pm))?) }));
            }
            return self.oclock(i + 1).map(|end| (end, whole(i8::try_from(n).unwrap_or(0))));
        };
        if length == 4 && hour / 100 <= 24 && hour % 100 < 60 {
            // 0735 GMT, 0600 hrs
            let zone = self.at(i + 1)?;
            if zone.is(Role::Zone) && zone.capital
                || zone.is(Role::Hours) && self.text[atom.range.clone()].starts_with('0')
            {
                let minute = i8::try_from(hour % 100).ok();
                return Some((
                    i + 2 - usize::from(zone.is(Role::Zone)),
                    Clock { minute, ..whole(hour_of(hour / 100, None)?) },
                ));
            }
            return None;
        }
        if length > 2 {
            return None;
        }
        let separated = self.glued_mark(i + 1, ':') || self.glued_mark(i + 1, '.');
        if separated && let Some((minute @ 0..60, 2)) = self.glued(i + 2).and_then(|a| a.digits()) {
            let colon = self.glued_mark(i + 1, ':');
            let mut end = i + 3;
            let mut second = None;
            if colon
                && self.glued_mark(end, ':')
                && let Some((s @ 0..60, 2)) = self.glued(end + 1).and_then(|a| a.digits())
            {
                second = i8::try_from(s).ok();
                end += 2;
            }
            // A race time (1:41.2) or a ratio goes on with figures.
            if self.glued_mark(end, '.') && self.glued(end + 1).is_some_and(|a| a.digits().is_some()) {
                return None;
            }
            let minute = i8::try_from(minute).ok();
            if let Some((end, pm)) = self.meridiem(end) {
                return Some((end, Clock { hour: hour_of(hour, Some(pm))?, minute, second, zone: None }));
            }
            let zone = self.at(end).is_some_and(|a| a.is(Role::Zone) && a.capital);
            if (colon || zone) && hour < 24 {
                return Some((end, Clock { hour: hour_of(hour, None)?, minute, second, zone: None }));
            }
            return None;
        }
        if let Some((end, pm)) = self.meridiem(i + 1) {
            return Some((end, Clock { minute: Some(0), ..whole(hour_of(hour, Some(pm))?) }));
        }
        if let Some(end) = self.oclock(i + 1) {
            return Some((end, Clock { minute: Some(0), ..whole(hour_of(hour, None)?) }));
        }
        // "4 in the morning"
        if hour <= 12 && self.is(i + 1, Role::In) && self.is(i + 2, Role::The) {
            let part = self.at(i + 3)?.lex().part?;
            let pm = part != "MO";
            return Some((i + 4, Clock { minute: Some(0), ..whole(hour_of(hour, Some(pm))?) }));
        }
        None
    }

    fn oclock(&self, i: usize) -> Option<usize> {
        let o = self.at(i)?;
        if self.text.get(o.range.clone())?.eq_ignore_ascii_case("o")
            && self.glued(i + 1).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')))
            && self.is(i + 2, Role::Oclock)
        {
            return Some(i + 3);
        }
        None
    }

    // Parts of a stretch

    /// "early December", "mid-March", "the end of 2000", "later this month", "earlier in the year".
    fn portion(&self, i: usize) -> Option<Hit> {
        let start = i;
        let i = if self.is(i, Role::The) { i + 1 } else { i };
        let atom = self.at(i)?;
        let (portion, of) = match atom.role()? {
            Role::Early => (Portion::Early, self.skip_dash(i + 1)),
            Role::Mid => (Portion::Mid, self.skip_dash(i + 1)),
            Role::Late => (Portion::Late, self.skip_dash(i + 1)),
            Role::Later => (Portion::After, i + 1),
            Role::Earlier => (Portion::Before, i + 1),
            Role::Middle if self.is(i + 1, Role::Of) => (Portion::Mid, i + 2),
            Role::End if self.is(i + 1, Role::Of) => (Portion::Late, i + 2),
            Role::Beginning if self.is(i + 1, Role::Of) => (Portion::Early, i + 2),
            _ => return None,
        };
        let of = if matches!(portion, Portion::Before | Portion::After | Portion::Early | Portion::Late)
            && self.is(of, Role::In)
        {
            of + 1
        } else {
            of
        };
        // "end of the month", "earlier in the year"
        if self.is(of, Role::The)
            && let Some(
                unit @ (Unit::Day
                | Unit::Week
                | Unit::Month
                | Unit::Quarter
                | Unit::Year
                | Unit::Decade
                | Unit::Century),
            ) = self.at(of + 1).and_then(Atom::unit)
            && self.at(of + 2).is_none_or(|a| !a.is_word() || a.role().is_some())
        {
            let base = Base::Unit { unit, step: 0, mentioned: false };
            return Some(Hit::date(i, of + 2, Base::Part(portion, Box::new(base))));
        }
        let hit = self
            .relative(of)
            .or_else(|| self.with_weekday(of, true))
            .or_else(|| self.calendar_date(of, true))
            .or_else(|| self.quarter(of))
            .or_else(|| self.season_word(of, true))
            .or_else(|| self.age_of_years(of))
            .or_else(|| self.named_day(of))
            .or_else(|| self.part_of_today(of))?;
        if !matches!(hit.kind, Kind::Date | Kind::Time) {
            return None;
        }
        let mut hit = self.with_part(hit);
        hit.start = if matches!(portion, Portion::Before | Portion::After) { start } else { i };
        if hit.part.is_none()
            && hit.clock.is_none()
            && !matches!(hit.base, Base::Weekday { .. } | Base::Fixed)
        {
            hit.base = Base::Part(portion, Box::new(hit.base));
        }
        Some(hit)
    }

    fn part_of_today(&self, _i: usize) -> Option<Hit> {
        None
    }

    // Counted from another date

    /// "three days ago", "two weeks later", "a day earlier", "the day before yesterday", "3 days after tomorrow".
    fn shift(&self, i: usize) -> Option<Hit> {
        let start = i;
        // "the day before", "the week after", "the day after tomorrow"
        let j = if self.is(i, Role::The) { i + 1 } else { i };
        if let Some(unit) = self.at(j).and_then(Atom::unit)
            && matches!(unit, Unit::Day | Unit::Night | Unit::Week | Unit::Month | Unit::Year)
            && !self.before(i).is_some_and(|b| {
                b.digits().is_some() || b.lex().number.is_some() || b.mark().is_some_and(is_dash)
            })
            && let Some(sign) = self.direction(j + 1)
        {
            if let Some(from) = self.anchor(j + 2) {
                let base =
                    Base::Shift { unit, count: sign, from: Some(Box::new(from.base)), mentioned: false };
                return Some(Hit::date(start, from.end, base));
            }
            let closes = self
                .at(j + 2)
                .is_none_or(|a| !a.is_word() && a.digits().is_none() || a.role() == Some(Role::And));
            if j > i && closes {
                return Some(Hit::date(start, j + 2, Base::Unit { unit, step: sign, mentioned: true }));
            }
            return None;
        }
        let (mut end, amount, unit) = self.measure(i)?;
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Season) {
            return None;
        }
        // "2 weeks and 2 days ago": the smaller unit is added as days
        let mut extra = 0;
        let further = if self.is(end, Role::And) { end + 1 } else { end };
        if let Some((e, n, u)) = self.measure(further)
            && u < unit
            && matches!(u, Unit::Day | Unit::Week | Unit::Month)
            && self.at(e).is_some_and(|a| matches!(a.role(), Some(Role::Ago | Role::Later | Role::Earlier)))
        {
            extra = n.whole().unwrap_or(0);
            end = e;
            let _ = u;
        }
        let role = self.at(end)?.role();
        let count = amount.whole();
        match role? {
            Role::Ago => {
                let Some(count) = count else {
                    return Some(Hit::fixed(start, end + 1, Kind::Date, "PAST_REF"));
                };
                let _ = extra;
                Some(Hit::date(
                    start,
                    end + 1,
                    Base::Shift { unit, count: -count, from: None, mentioned: false },
                ))
            }
            Role::Earlier => {
                let base = Base::Shift { unit, count: -count?, from: None, mentioned: true };
                Some(Hit::date(start, end + 1, base))
            }
            Role::Later => {
                let base = Base::Shift { unit, count: count?, from: None, mentioned: true };
                Some(Hit::date(start, end + 1, base))
            }
            Role::Hence => Some(Hit::date(
                start,
                end + 1,
                Base::Shift { unit, count: count?, from: None, mentioned: false },
            )),
            Role::From if self.is(end + 1, Role::Now) => Some(Hit::date(
                start,
                end + 2,
                Base::Shift { unit, count: count?, from: None, mentioned: false },
            )),
            Role::Before | Role::After | Role::From => {
                let sign = if self.is(end, Role::Before) { -1 } else { 1 };
                let from = self.anchor(end + 1)?;
                let base = Base::Shift {
                    unit,
                    count: count? * sign,
                    from: Some(Box::new(from.base)),
                    mentioned: false,
                };
                Some(Hit::date(start, from.end, base))
            }
            _ => None,
        }
    }

    /// "before" is -1, "after" 1.
    fn direction(&self, i: usize) -> Option<i32> {
        match self.at(i)?.role()? {
            Role::Before => Some(-1),
            Role::After => Some(1),
            _ => None,
        }
    }

    /// A date that another is counted from.
    fn anchor(&self, i: usize) -> Option<Hit> {
        self.relative(i)
            .or_else(|| self.with_weekday(i, true))
            .or_else(|| self.calendar_date(i, true))
            .or_else(|| self.holiday(i))
            .or_else(|| self.named_day(i))
            .filter(|hit| hit.kind == Kind::Date && hit.base != Base::Fixed)
    }

    /// "last week", "the past two months", "next Friday", "this summer", "that day", "3 next weeks".
    fn relative(&self, i: usize) -> Option<Hit> {
        let start = i;
        let mut j = if self.is(i, Role::The) { i + 1 } else { i };
        // "5 upcoming years"
        let counted = self.number(j).filter(|(end, _)| {
            matches!(
                self.at(*end).and_then(Atom::role),
                Some(Role::Last | Role::Past | Role::Previous | Role::Next | Role::Coming | Role::Following)
            )
        });
        let mut amount = None;
        if let Some((end, n)) = counted {
            amount = Some(n as i32);
            j = end;
        }
        let mut role = self.at(j)?.role()?;
        // "this past week", "this coming Friday", "the very same day"
        let mut end = j + 1;
        if role == Role::This
            && let Some(second @ (Role::Past | Role::Coming)) = self.at(end).and_then(Atom::role)
        {
            role = second;
            end += 1;
        }
        if matches!(role, Role::That | Role::This) && self.is(end, Role::Same) {
            role = Role::Same;
            end += 1;
        }
        let (step, weekday_step) = match role {
            Role::Last => (-1, Step::Last),
            Role::Previous => (-1, Step::Last),
            Role::Past => (-1, Step::Past),
            Role::Next | Role::Following => (1, Step::Next),
            Role::Coming => (1, if j + 2 == end { Step::Upcoming } else { Step::Next }),
            Role::This | Role::Current => (0, Step::This),
            Role::That | Role::Same => (0, Step::Open),
            Role::Recent => {
                let unit = self.at(end)?.unit().filter(|u| *u >= Unit::Day)?;
                let plural = self.lower(end).ends_with('s');
                return plural.then(|| {
                    let value = super::amounts::duration_value(&[(super::amounts::Amount::Some, unit)]);
                    Hit::fixed(j, end + 1, Kind::Duration, &value)
                });
            }
            _ => return None,
        };
        let mentioned = matches!(role, Role::That | Role::Same | Role::Following | Role::Previous)
            || matches!(role, Role::Next) && j > i;
        let from = if matches!(role, Role::That | Role::Same | Role::This | Role::Current) || j > i {
            j.min(i.max(j))
        } else {
            start
        };
        let from = if j > i { start } else { from };
        let next = self.at(end)?;
        let lex = next.lex();
        // "the last two months", "next 10 days"
        if step != 0 {
            if let Some((after, n, unit)) = self.measure(end)
                && !next.is(Role::A)
            {
                if self.at(after).is_some_and(|a| matches!(a.role(), Some(Role::Of | Role::Ago)))
                    && !self.is(after, Role::Ago)
                {
                    // "the last two weeks of May"
                    return None;
                }
                return match n.whole() {
                    Some(n) => Some(Hit::date(from, after, Base::Window { unit, count: n * step })),
                    None => {
                        let value = super::amounts::duration_value(&[(n, unit)]);
                        Some(Hit::fixed(from, after, Kind::Duration, &value))
                    }
                };
            }
            if let Some(n) = amount
                && let Some(unit) = lex.unit
            {
                return Some(Hit::date(start, end + 1, Base::Window { unit, count: n * step }));
            }
            if next.is(Role::Couple) {
                let unit_at = if self.is(end + 1, Role::Of) { end + 2 } else { end + 1 };
                let unit = self.at(unit_at)?.unit()?;
                return Some(Hit::date(from, unit_at + 1, Base::Window { unit, count: 2 * step }));
            }
        }
        if lex.weekday > 0
            && (!lex.doubtful || next.capital)
            && role != Role::Same
            && let Some(mut hit) = self.with_weekday(end, true)
        {
            hit.start = j;
            if let Base::Weekday { step, .. } = &mut hit.base {
                *step = weekday_step;
            }
            return Some(hit);
        }
        if lex.month > 0 && role != Role::Same && (next.capital || !lex.doubtful) {
            let mut hit = self.calendar_date(end, true)?;
            hit.start = j;
            if let Base::Point { step, year: None, .. } = &mut hit.base {
                *step = weekday_step;
            }
            return Some(hit);
        }
        if let Some(season) = lex.season {
            let year = if matches!(role, Role::That | Role::Same) {
                Year::Open
            } else {
                Year::Step(i16::try_from(step).ok()?)
            };
            return Some(Hit::date(j, end + 1, Base::Season(season, year)));
        }
        if let Some(part) = lex.part
            && !part.is_empty()
            && !next.capital
        {
            // "this morning", "last night", "that evening", "the next morning"
            let base = match role {
                Role::Last => Base::Unit { unit: Unit::Day, step: -1, mentioned: false },
                Role::This => Base::Unit { unit: Unit::Day, step: 0, mentioned: false },
                _ => Base::Unit { unit: Unit::Day, step, mentioned: true },
            };
            let mut hit = Hit::date(if j > i { start } else { j }, end + 1, base);
            hit.part = Some(part);
            hit.kind = Kind::Time;
            return Some(hit);
        }
        if matches!(lex.role, Some(Role::Fiscal | Role::School | Role::Calendar | Role::Business)) {
            let unit = self.at(end + 1)?.unit()?;
            let year = Year::Step(i16::try_from(step).ok()?);
            let base = match (lex.role, unit) {
                (Some(Role::Fiscal), Unit::Year) => Base::Fiscal("FY", year),
                (Some(Role::School), Unit::Year) => Base::Fiscal("SY", year),
                (_, unit) => Base::Unit { unit, step, mentioned: false },
            };
            return Some(Hit::date(j, end + 2, base));
        }
        // "the previous business day", "the next calendar year" are above; a bare unit:
        if let Some(unit) = lex.unit
            && unit >= Unit::Day
            && unit != Unit::Season
            && !(matches!(role, Role::That) && unit >= Unit::Decade)
        {
            if self.lower(end).ends_with('s') && unit != Unit::Century {
                // "coming years", "past weeks"
                if step != 0 {
                    let value = super::amounts::duration_value(&[(super::amounts::Amount::Some, unit)]);
                    return Some(Hit::fixed(from, end + 1, Kind::Duration, &value));
                }
                return None;
            }
            // "next-day delivery", "last-minute": an adjective
            if self.dash(end) {
                return None;
            }
            let mut hit = Hit::date(from, end + 1, Base::Unit { unit, step, mentioned });
            if role == Role::Past && unit != Unit::Day {
                // "the past week": seven days up to now
                hit.base = Base::Window { unit, count: -1 };
            }
            // "next week Monday", "Tuesday of next week" is in with_weekday
            if unit == Unit::Week {
                let after =
                    if self.is(hit.end, Role::On) || self.dash(hit.end) { hit.end + 1 } else { hit.end };
                if let Some(day) = self.at(after).filter(|a| a.lex().weekday > 0 && a.capital) {
                    hit.base = Base::Weekday { day: day.lex().weekday, step: Step::Open, week: Some(step) };
                    hit.weekday = Some((day.lex().weekday, day.range.clone()));
                    hit.end = after + 1;
                }
            }
            return Some(hit);
        }
        if matches!(role, Role::Last | Role::Next | Role::Previous | Role::Following | Role::This)
            && let Some(mut hit) = self.holiday(end)
        {
            hit.start = j;
            if let Base::Holiday(_, year @ Year::Open, _) = &mut hit.base {
                *year = match role {
                    Role::This => Year::Step(0),
                    _ => Year::Open,
                };
            }
            return Some(hit);
        }
        None
    }

    // Weekdays

    /// "Sunday", "Sunday, Dec. 14", "Sun 12/14/2025", "Sunday (14/12)", "Tuesday of next week".
    fn with_weekday(&self, i: usize, led: bool) -> Option<Hit> {
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

    // Calendar dates

    fn month_at(&self, i: usize) -> Option<(usize, i8)> {
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
    fn day_number(&self, i: usize, ordinal_words: bool) -> Option<(usize, i8)> {
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

    fn ordinal_suffix(&self, i: usize) -> bool {
        self.glued(i).is_some_and(|a| {
            matches!(self.text[a.range.clone()].to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th")
        })
    }

    /// A year at `i` in figures: four digits, or two after an apostrophe.
    fn year_at(&self, i: usize) -> Option<(usize, i16)> {
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
    fn worded_year(&self, i: usize) -> Option<(usize, i16)> {
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
    fn year_after(&self, i: usize) -> Option<(usize, i16)> {
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

    fn calendar_date(&self, i: usize, led: bool) -> Option<Hit> {
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
    fn month_first(&self, i: usize, led: bool) -> Option<Hit> {
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
        if let Some((after, day)) = self.day_number(at, true)
            && self.day_fits(at, after)
        {
            let after_day = after;
            let (end, year) = self.year_after(after).map_or((after, None), |(e, y)| (e, Some(y)));
            // 23-2020-September is read in day_first; "Sep-23-2020" here
            let _ = after_day;
            return Some(Hit::date(i, end, point(year, Some(day))));
        }
        // The month alone. Names that mean other things need a preposition, or a capital and no name around them.
        if self.glued(end).is_some_and(|a| a.mark().is_some_and(is_dash))
            && self.glued(end + 1).is_some_and(Atom::is_word)
            && self.month_at(end + 1).is_none()
        {
            return None;
        }
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
        if lex.doubtful && (named_before || named_after && !led) {
            return None;
        }
        if end == i + 2 && self.at(end).is_none() {
            end = i + 1;
        }
        Some(Hit::date(i, end, point(None, None)))
    }

    /// Whether the figures at `i..end` after a month can be its day.
    fn day_fits(&self, i: usize, end: usize) -> bool {
        if self
            .at(end)
            .is_some_and(|a| a.unit().is_some() && a.unit() != Some(Unit::Day) && !self.is(end, Role::Of))
            && !self.ordinal_suffix(end - 1)
        {
            return false;
        }
        let Some(next) = self.glued(end) else { return true };
        match next.mark() {
            Some('%' | ':') => false,
            Some(',' | '.') => !self.glued(end + 1).is_some_and(|a| a.digits().is_some() && i + 1 == end),
            Some(_) => true,
            None => !next.is_word() || self.ordinal_suffix(end),
        }
    }

    /// "14 December 2025", "the 14th of December", "fourth of July", "15th day of next month".
    fn day_first(&self, i: usize) -> Option<Hit> {
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

    /// Dates written in figures alone, and ISO dates with their time.
    fn figures(&self, i: usize, led: bool) -> Option<Hit> {
        let (a, la) = self.at(i)?.digits()?;
        // 20251214
        if la == 8 {
            let (year, month, day) = (a / 10_000, a / 100 % 100, a % 100);
            if !(1900..=2099).contains(&year) || self.glued(i + 1).is_some_and(Atom::is_word) {
                return None;
            }
            let ok = super::calendar::date(
                i16::try_from(year).ok()?,
                i8::try_from(month).ok()?,
                i8::try_from(day).ok()?,
            )?;
            let base = Base::Point {
                year: Some(ok.year()),
                month: Some(ok.month()),
                day: Some(ok.day()),
                step: Step::Open,
            };
            return Some(Hit::date(i, i + 1, base));
        }
        let separator = self.glued(i + 1)?.mark().filter(|c| matches!(c, '/' | '.' | '-' | '\u{2011}'))?;
        // Month in letters: 2019-aug-01, 05-Aug-2016, 22/Jan/2019, 2020/23/Sep
        if la == 4
            && let Some((end, month)) = self.glued(i + 2).and_then(|_| self.month_at(i + 2))
        {
            let year = i16::try_from(a).ok();
            if self.glued(end).and_then(Atom::mark) == Some(separator)
                && let Some((d @ 1..=31, _)) = self.glued(end + 1).and_then(|x| x.digits())
            {
                let base =
                    Base::Point { year, month: Some(month), day: i8::try_from(d).ok(), step: Step::Open };
                return Some(Hit::date(i, end + 2, base));
            }
            return None;
        }
        let (b, lb) = self.glued(i + 2)?.digits()?;
        let third = self.glued(i + 3).and_then(Atom::mark) == Some(separator);
        if la == 4 && lb <= 2 && (1000..=2199).contains(&a) {
            let year = i16::try_from(a).ok()?;
            if third && let Some((c, 1..=2)) = self.glued(i + 4).and_then(|x| x.digits()) {
                let (month, day) = if (1..=12).contains(&b) { (b, c) } else { (c, b) };
                if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
                    return None;
                }
                let base = Base::Point {
                    year: Some(year),
                    month: i8::try_from(month).ok(),
                    day: i8::try_from(day).ok(),
                    step: Step::Open,
                };
                return Some(self.iso_time(Hit::date(i, i + 5, base)));
            }
            if third
                && let Some((end, month)) = self.glued(i + 4).and_then(|_| self.month_at(i + 4))
                && (1..=31).contains(&b)
            {
                let base = Base::Point {
                    year: Some(year),
                    month: Some(month),
                    day: i8::try_from(b).ok(),
                    step: Step::Open,
                };
                return Some(Hit::date(i, end, base));
            }
            if separator == '/' && lb == 2 {
                let last = year / 100 * 100 + i16::try_from(b).ok()?;
                if last == year + 1 {
                    return Some(Hit::date(i, i + 3, Base::Years(year, last)));
                }
            }
            if separator == '-'
                && (1..=12).contains(&b)
                && !third
                && (lb == 1 || i16::try_from(b).ok()? <= year % 100)
            {
                let base = Base::Point {
                    year: Some(year),
                    month: i8::try_from(b).ok(),
                    day: None,
                    step: Step::Open,
                };
                return Some(Hit::date(i, i + 3, base));
            }
            return None;
        }
        if la > 2 {
            return None;
        }
        if third && let Some((c, lc)) = self.glued(i + 4).and_then(|x| x.digits()) {
            let year = match lc {
                4 if (1000..=2199).contains(&c) => i16::try_from(c).ok()?,
                2 if lb <= 2 => short_year(c)?,
                _ => return None,
            };
            // A version, an address or a range of more dates goes on.
            if separator == '.'
                && self.glued_mark(i + 5, '.')
                && self.glued(i + 6).is_some_and(|x| x.digits().is_some())
            {
                return None;
            }
            let mut base = numeric(a, b, Some(year))?;
            if let Base::Swappable { day_first, .. } = &mut base {
                *day_first = separator == '.';
            }
            return Some(self.iso_time(Hit::date(i, i + 5, base)));
        }
        // 12-2015, 12/2015
        if lb == 4 && (1000..=2199).contains(&b) && (1..=12).contains(&a) && separator != '.' {
            let base = Base::Point {
                year: i16::try_from(b).ok(),
                month: i8::try_from(a).ok(),
                day: None,
                step: Step::Open,
            };
            return Some(Hit::date(i, i + 3, base));
        }
        if lb > 2 || third {
            return None;
        }
        // Two figures are a date after a preposition or a weekday, or in brackets; else a fraction, a score, a range.
        let bracketed = self.before(i).is_some_and(|x| x.mark() == Some('(')) && self.mark(i + 3, ')');
        let fits = separator == '/' || led && self.before(i).is_some_and(|x| x.lex().weekday > 0);
        let fraction =
            a < b && matches!(b, 2 | 3 | 4 | 5 | 8 | 10 | 16 | 32 | 64) && la == 1 && !bracketed && a == 1;
        if !fits || fraction || !(led || bracketed) {
            return None;
        }
        if self.glued(i + 3).is_some_and(|x| x.is_word() || matches!(x.mark(), Some('%' | '/'))) {
            return None;
        }
        let base = numeric(a, b, None)?;
        Some(Hit::date(i, i + 3, base))
    }

    /// "T14:35Z" or " 14:35" right behind an ISO date.
    fn iso_time(&self, mut hit: Hit) -> Hit {
        let end = hit.end;
        let Some(t) = self.glued(end) else { return hit };
        if &self.text[t.range.clone()] != "T" {
            return hit;
        }
        if let Some((after, mut clock)) = self.clock_time(end + 1) {
            let mut after = after;
            if self.glued(after).is_some_and(|a| &self.text[a.range.clone()] == "Z") {
                clock.zone = Some("z".to_owned());
                after += 1;
            } else if self.glued(after).is_some_and(|a| matches!(a.mark(), Some('+' | '-')))
                && self.glued(after + 1).is_some_and(|a| a.digits().is_some())
            {
                after += 2;
                if self.glued_mark(after, ':') && self.glued(after + 1).is_some_and(|a| a.digits().is_some())
                {
                    after += 2;
                }
            }
            hit.clock = Some(clock);
            hit.kind = Kind::Time;
            hit.end = after;
        }
        hit
    }

    /// A year by itself: needs a word of time before it, or a place where only a year can stand.
    fn year_alone(&self, i: usize, led: bool) -> Option<Hit> {
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
                && n.lex().tense == Tense::Unknown
                && n.lex().part.is_none()
                && self.text[n.range.clone()].ends_with('s')
                && !self.text[n.range.clone()].ends_with("ss")
                && year % 10 == 0
        });
        let unit = next.is_some_and(|n| {
            n.unit().is_some() && self.text[n.range.clone()].ends_with('s') || n.mark() == Some('%')
        }) || next.is_some_and(|n| n.is(Role::Hours) || n.is(Role::Zone) && n.capital);
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
        let noun_after = next.is_some_and(|n| {
            n.is_word() && !n.capital && n.role().is_none() && n.lex().tense == Tense::Unknown
        });
        let accepted = if preposition {
            modern && !(for_or_and && noun_after && year % 50 == 0) || !noun_after && !for_or_and
        } else {
            let bracketed = before.is_some_and(|b| b.mark() == Some('('));
            let article = before.is_some_and(|b| {
                matches!(b.role(), Some(Role::The | Role::A | Role::This | Role::That))
                    || matches!(
                        self.lower(i - 1).as_str(),
                        "s" | "his" | "her" | "its" | "their" | "our" | "my"
                    )
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

    // Quarters, seasons, decades

    /// "Q4", "fourth quarter of 2025", "2019 H2", "the first half of 1996", "October/December quarter".
    fn quarter(&self, i: usize) -> Option<Hit> {
        let start = i;
        // A year may stand first: "2019 q1", "2017-Q1"
        if let Some((after, year)) = self.year_at(i) {
            let at = self.skip_dash(after);
            if self.quarter_letter(at) {
                let (end, number, of) = self.quarter_figures(at)?;
                return Some(Hit::date(start, end, Base::Quarter(number, of, Year::Known(year), false)));
            }
            return None;
        }
        let j = if self.is(i, Role::The) { i + 1 } else { i };
        // "October/December quarter"
        if let Some((end, first)) = self.month_at(j)
            && self.at(end).is_some_and(|a| {
                matches!(a.mark(), Some('/')) || a.mark().is_some_and(is_dash) || a.is(Role::To)
            })
            && let Some((end, last)) = self.month_at(end + 1)
            && self.at(end).and_then(Atom::unit) == Some(Unit::Quarter)
            && (last - first + 12) % 12 == 2
        {
            let (end, year) = self.year_after(end + 1).map_or((end + 1, None), |(e, y)| (e, Some(y)));
            if first % 3 == 1 {
                let year = year.map_or(Year::Open, Year::Known);
                return Some(Hit::date(j, end, Base::Quarter(first / 3 + 1, 4, year, false)));
            }
            let point =
                |month| Box::new(Base::Point { year, month: Some(month), day: None, step: Step::Open });
            return Some(Hit::date(j, end, Base::Range(point(first), point(last))));
        }
        let mut fiscal = self.before_is(j, &[Role::Fiscal]);
        let (mut end, number, of) = if self.quarter_letter(j) {
            self.quarter_figures(j)?
        } else {
            let atom = self.at(j)?;
            let (after, number) = if let Some((n @ 1..=4, 1)) = atom.digits() {
                (if self.ordinal_suffix(j + 1) { j + 2 } else { return None }, n)
            } else if let Some(n @ 1..=4) = atom.lex().ordinal {
                (j + 1, n)
            } else {
                return None;
            };
            let after = self.skip_dash(after);
            fiscal |= self.is(after, Role::Fiscal);
            let after = if self.is(after, Role::Fiscal) { after + 1 } else { after };
            let of = match self.at(after)? {
                a if a.unit() == Some(Unit::Quarter) => 4,
                a if a.is(Role::Half) && number <= 2 => 2,
                _ => return None,
            };
            // "the second half of the match" is no half year
            (after + 1, i8::try_from(number).ok()?, of)
        };
        let mut year = Year::Open;
        let mut dated = of == 4;
        if let Some((after, known)) = self.year_after(self.skip_dash(end)) {
            year = Year::Known(known);
            end = after;
            dated = true;
        } else {
            let at = if self.is(end, Role::Of) || self.is(end, Role::In) { end + 1 } else { end };
            if self.is(at, Role::Fiscal)
                && let Some((after, known)) = self.year_at(at + 1).or_else(|| self.year_at(at + 2))
            {
                year = Year::Known(known);
                end = after;
                dated = true;
                fiscal = true;
            } else if let Some(hit) = self.relative(at)
                && let Base::Unit { unit: Unit::Year, step, .. } = hit.base
            {
                year = Year::Step(i16::try_from(step).ok()?);
                end = hit.end;
                dated = true;
            } else if at > end
                && self.is(at, Role::The)
                && self.at(at + 1).and_then(Atom::unit) == Some(Unit::Year)
            {
                end = at + 2;
                dated = true;
            }
        }
        // Quarters and halves of a match are told by what is said of them.
        dated.then(|| Hit::date(j, end, Base::Quarter(number, of, year, fiscal)))
    }

    fn quarter_figures(&self, i: usize) -> Option<(usize, i8, i8)> {
        let letter = self.lower(i);
        let (n, _) = self.glued(i + 1)?.digits()?;
        if self.glued(i + 2).is_some_and(Atom::is_word) {
            return None;
        }
        let of = if letter == "q" { 4 } else { 2 };
        let n = i8::try_from(n).ok()?;
        ((1..=of).contains(&n)).then_some((i + 2, n, of))
    }

    fn season(&self, i: usize) -> Option<Hit> {
        let led = self.before_is(
            i,
            &[
                Role::In,
                Role::The,
                Role::By,
                Role::Since,
                Role::Until,
                Role::During,
                Role::This,
                Role::Early,
                Role::Late,
                Role::Mid,
            ],
        );
        self.season_word(i, led)
    }

    fn season_word(&self, i: usize, led: bool) -> Option<Hit> {
        let i = if self.is(i, Role::The) { i + 1 } else { i };
        let atom = self.at(i)?;
        let season = atom.lex().season?;
        if let Some((end, year)) = self.year_after(i + 1).filter(|_| !self.mark(i + 1, ',')) {
            return Some(Hit::date(i, end, Base::Season(season, Year::Known(year))));
        }
        let verb = matches!(self.lower(i).as_str(), "fall" | "spring");
        let noun = self
            .at(i + 1)
            .is_some_and(|n| n.is_word() && n.role().is_none() && n.lex().tense == Tense::Unknown);
        if !led || verb && noun || verb && self.is(i + 1, Role::Of) || verb && self.is(i + 1, Role::In) {
            return None;
        }
        Some(Hit::date(i, i + 1, Base::Season(season, Year::Open)))
    }

    /// "the 1990s", "'60s", "the nineties", "15th century", "fiscal 1996", "week 31", "first week of May".
    fn age_of_years(&self, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        let apostrophe = matches!(atom.mark(), Some('\'' | '’'));
        let j = if apostrophe { i + 1 } else { i };
        if apostrophe && self.glued(j).is_none() {
            return None;
        }
        if let Some((n, length)) = self.at(j)?.digits() {
            let s = |i: usize| self.at(i).is_some_and(|a| &self.text[a.range.clone()] == "s");
            let mut end = j + 1;
            if self.glued(end).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')))
                && self.glued(end + 1).is_some()
                && s(end + 1)
            {
                // "1990's" is a decade as often as a possessive: the round year decides.
                end += 1;
            }
            let plural = s(end) && (self.glued(end).is_some() || self.is(i.wrapping_sub(1), Role::In));
            if plural && n % 10 == 0 {
                if length == 4 && (1000..=2099).contains(&n) {
                    return Some(Hit::date(i, end + 1, Base::Decade(i16::try_from(n).ok()?, false)));
                }
                if length == 2
                    && (apostrophe
                        || self.before_is(i, &[Role::The, Role::In, Role::Early, Role::Late, Role::Mid]))
                    && (20..=90).contains(&n)
                {
                    // "in his 60s" is an age: a possessive stands before.
                    let decade = i16::try_from(n).ok()?;
                    return Some(Hit::date(i, end + 1, Base::Decade(1900 + decade, true)));
                }
            }
            // 15th century
            if length <= 2
                && self.ordinal_suffix(j + 1)
                && self.at(self.skip_dash(j + 2)).and_then(Atom::unit) == Some(Unit::Century)
            {
                let end = self.skip_dash(j + 2) + 1;
                return Some(Hit::date(i, end, Base::Century((i16::try_from(n).ok()? - 1) * 100)));
            }
        }
        let lex = atom.lex();
        if lex.decade > 0 && self.before_is(i, &[Role::The, Role::In, Role::Early, Role::Late, Role::Mid]) {
            return Some(Hit::date(i, i + 1, Base::Decade(1900 + i16::from(lex.decade), true)));
        }
        if let Some(n) = lex.ordinal.or(lex.number.filter(|n| *n == 20))
            && let (after, n) = if lex.number == Some(20) {
                let after = self.skip_dash(i + 1);
                match self.at(after).and_then(|a| a.lex().ordinal).filter(|o| *o < 10) {
                    Some(low) => (after + 1, n + low),
                    None => (i + 1, 0),
                }
            } else {
                (i + 1, n)
            }
            && n > 0
            && let after = self.skip_dash(after)
            && self.at(after).and_then(Atom::unit) == Some(Unit::Century)
        {
            return Some(Hit::date(i, after + 1, Base::Century((i16::try_from(n).ok()? - 1) * 100)));
        }
        if let Some(role @ (Role::Fiscal | Role::School)) = lex.role {
            let at = if self.at(i + 1).and_then(Atom::unit) == Some(Unit::Year) { i + 2 } else { i + 1 };
            let at = self.skip_dash(at);
            if let Some((end, year)) = self.year_at(at) {
                let name = if role == Role::Fiscal { "FY" } else { "SY" };
                return Some(Hit::date(i, end, Base::Fiscal(name, Year::Known(year))));
            }
        }
        self.week_of(i)
    }

    /// "week 31", "the first week of 2015", "the week of April 10th".
    fn week_of(&self, i: usize) -> Option<Hit> {
        let start = i;
        let i = if self.is(i, Role::The) { i + 1 } else { i };
        let atom = self.at(i)?;
        if atom.unit() == Some(Unit::Week) {
            let link = self.is(i + 1, Role::Of)
                || self.is(i + 1, Role::Commencing)
                || self.is(i + 1, Role::Beginning);
            if link {
                let at = if self.is(i + 2, Role::On) { i + 3 } else { i + 2 };
                let day = self
                    .with_weekday(at, true)
                    .or_else(|| self.calendar_date(at, true))
                    .or_else(|| self.holiday(at))?;
                if matches!(
                    day.base,
                    Base::Point { day: Some(_), .. } | Base::Holiday(..) | Base::Swappable { .. }
                ) {
                    return Some(Hit::date(start, day.end, Base::WeekWith(Box::new(day.base))));
                }
            }
            return None;
        }
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
        let of = self.relative(after + 2).or_else(|| self.calendar_date(after + 2, true)).filter(|hit| {
            matches!(
                hit.base,
                Base::Point { day: None, .. } | Base::Unit { unit: Unit::Month | Unit::Year, .. }
            )
        })?;
        match (unit, &of.base) {
            (Unit::Week, _) => Some(Hit::date(start, of.end, Base::WeekOf(n, Box::new(of.base.clone())))),
            (Unit::Month, Base::Point { year: Some(year), month: None, .. }) => {
                Some(Hit::date(start, of.end, Base::MonthOf(i8::try_from(n).ok()?, Year::Known(*year))))
            }
            (Unit::Month, Base::Unit { unit: Unit::Year, step, .. }) => Some(Hit::date(
                start,
                of.end,
                Base::MonthOf(i8::try_from(n).ok()?, Year::Step(i16::try_from(*step).ok()?)),
            )),
            _ => None,
        }
    }

    fn holiday(&self, i: usize) -> Option<Hit> {
        if !self.at(i)?.lex().holiday {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for (index, holiday) in self.lexicon.holidays.iter().enumerate() {
            for name in &holiday.names {
                if let Some(end) = self.phrase(i, name)
                    && best.is_none_or(|(e, _)| end > e)
                {
                    best = Some((end, index));
                }
            }
        }
        let (end, index) = best?;
        let weekend = self.at(end).and_then(Atom::unit) == Some(Unit::Weekend);
        let end = if weekend { end + 1 } else { end };
        let (end, year) = self
            .year_after(end)
            .filter(|_| !self.mark(end, ','))
            .map_or((end, Year::Open), |(e, y)| (e, Year::Known(y)));
        Some(Hit::date(i, end, Base::Holiday(index, year, weekend)))
    }

    /// Whether the words of `name` stand at `i`: the piece after them.
    fn phrase(&self, i: usize, name: &str) -> Option<usize> {
        let mut at = i;
        for (n, word) in name.split(' ').enumerate() {
            let mut letters = self.lower(at);
            // Possessives and plurals of a name are parted by an apostrophe.
            if self.glued(at + 1).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')))
                && self.glued(at + 2).is_some_and(|a| &self.text[a.range.clone()] == "s")
                && word.ends_with("'s")
            {
                letters.push_str("'s");
                at += 2;
            }
            if letters != word || n == 0 && !self.at(i)?.capital {
                return None;
            }
            at += 1;
        }
        Some(at)
    }

    /// today, tonight, yesterday, tomorrow, overnight, the weekend, "yesterday morning".
    fn named_day(&self, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        if let Some(step) = atom.lex().day {
            let word = self.lower(i);
            let possessive = self.dash(i + 1) && self.glued(i + 1).is_some();
            if possessive && self.glued(i + 2).is_some() {
                return None;
            }
            let mut hit =
                Hit::date(i, i + 1, Base::Unit { unit: Unit::Day, step: i32::from(step), mentioned: false });
            if matches!(word.as_str(), "tonight" | "overnight") {
                hit.part = Some("NI");
                hit.kind = Kind::Time;
            }
            return Some(hit);
        }
        if self.is(i, Role::The) && self.at(i + 1)?.unit() == Some(Unit::Weekend) {
            return Some(Hit::date(i, i + 2, Base::Unit { unit: Unit::Weekend, step: 0, mentioned: false }));
        }
        None
    }

    /// now, currently, recently, the future, in the past, daily.
    fn vague(&self, i: usize) -> Option<Hit> {
        if let Some(value) =
            self.at(i)?.lex().set.checked_sub(1).and_then(|n| self.lexicon.sets.get(usize::from(n)))
        {
            return Some(Hit::fixed(i, i + 1, Kind::Date, value));
        }
        match self.at(i)?.role()? {
            Role::Now => Some(Hit::fixed(i, i + 1, Kind::Date, "PRESENT_REF")),
            Role::Currently => Some(Hit::fixed(i, i + 1, Kind::Date, "PRESENT_REF")),
            Role::Recently => Some(Hit::fixed(i, i + 1, Kind::Date, "PAST_REF")),
            Role::The
                if self.is(i + 1, Role::Future)
                    && !self.at(i + 2).is_some_and(|a| a.is_word() && a.role().is_none()) =>
            {
                Some(Hit::fixed(i, i + 2, Kind::Date, "FUTURE_REF"))
            }
            Role::The
                if self.is(i + 1, Role::Past)
                    && self.before_is(i, &[Role::In])
                    && self.at(i + 2).is_none_or(|a| !a.is_word() || a.role().is_some()) =>
            {
                Some(Hit::fixed(i, i + 2, Kind::Date, "PAST_REF"))
            }
            _ => None,
        }
    }

    /// "three days", "five-hour-long", "two and a half years", "a decade", "2 hours, 32 minutes".
    fn duration(&self, i: usize) -> Option<Hit> {
        // "all day", "the whole week"
        if self.at(i)?.is(Role::All)
            && let Some(unit) = self.at(self.skip_dash(i + 1)).and_then(Atom::unit)
            && unit >= Unit::Day
        {
            let end = self.skip_dash(i + 1) + 1;
            if self.lower(end - 1).ends_with('s') {
                return None;
            }
            return Some(Hit::fixed(
                i,
                end,
                Kind::Duration,
                &super::amounts::duration_value(&[(super::amounts::Amount::Count(1.0), unit)]),
            ));
        }
        // "decades-long", "years", "day-long"
        if let Some(unit) = self.at(i)?.unit()
            && unit >= Unit::Minute
        {
            let long = self.dash(i + 1) && self.is(i + 2, Role::Long);
            let plural = self.lower(i).ends_with('s');
            if long || plural && self.before_is(i, &[Role::For]) && unit >= Unit::Day {
                let amount =
                    if plural { super::amounts::Amount::Some } else { super::amounts::Amount::Count(1.0) };
                let end = if long { i + 3 } else { i + 1 };
                return Some(Hit::fixed(
                    i,
                    end,
                    Kind::Duration,
                    &super::amounts::duration_value(&[(amount, unit)]),
                ));
            }
            return None;
        }
        let (mut end, amount, unit) = self.measure(i)?;
        let article = self.at(i)?.is(Role::A) && end <= i + 2;
        if matches!(unit, Unit::Season | Unit::Quarter) {
            return None;
        }
        if self.at(end - 1).is_some_and(|a| {
            a.lex().ordinal.is_some() && unit == Unit::Second && !self.lower(end - 1).ends_with('s')
        }) && self.at(i)?.digits().is_none()
            && !self.is(i, Role::A)
            && !self.lower(i).starts_with("one")
        {
            return None;
        }
        if article
            && !self.before_is(
                i,
                &[
                    Role::For,
                    Role::In,
                    Role::Within,
                    Role::After,
                    Role::Before,
                    Role::Of,
                    Role::During,
                    Role::To,
                ],
            )
        {
            let hedged = self.before(i).is_some_and(|b| {
                matches!(
                    self.text[b.range.clone()].to_lowercase().as_str(),
                    "than"
                        | "about"
                        | "nearly"
                        | "almost"
                        | "over"
                        | "least"
                        | "around"
                        | "under"
                        | "just"
                        | "only"
                        | "half"
                        | "once"
                )
            });
            if !hedged {
                return None;
            }
        }
        // An age: "19-year-old", "is 19 years old"
        let after = self.skip_dash(end);
        if self.is(after, Role::Old) {
            return None;
        }
        let mut parts = vec![(amount, unit)];
        // "2 hours, 32 minutes, 25.3 seconds", "4 minutes 5.08 seconds"
        while let Some(next) = self.at(end) {
            let at = if next.mark() == Some(',') || next.is(Role::And) { end + 1 } else { end };
            let Some((e, n, u)) = self.measure(at) else { break };
            if u >= parts.last().map_or(Unit::Second, |p| p.1)
                || self.is(at, Role::A)
                || parts.len() > 5
                || self
                    .at(e)
                    .is_some_and(|a| matches!(a.role(), Some(Role::Ago | Role::Later | Role::Earlier)))
            {
                break;
            }
            parts.push((n, u));
            end = e;
        }
        if self.dash(end) && self.is(end + 1, Role::Long) {
            end += 2;
        }
        Some(Hit::fixed(i, end, Kind::Duration, &super::amounts::duration_value(&parts)))
    }
}
