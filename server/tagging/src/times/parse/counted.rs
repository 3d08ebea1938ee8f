//! Dates counted from others ("two days later", "last week") and parts of stretches ("mid-March").

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Cue, Role, Unit};
use super::super::said::{Base, Portion, Step, Year};
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "early December", "mid-March", "the end of 2000", "later this month", "earlier in the year".
    pub(super) fn portion(&self, i: usize) -> Option<Hit> {
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
        if portion == Portion::Late
            && self.is(i, Role::End)
            && let Some(unit @ (Unit::Month | Unit::Year | Unit::Quarter)) = self.at(of).and_then(Atom::unit)
        {
            let base = Base::Unit { unit, step: 0, mentioned: false };
            return Some(Hit::date(i, of + 1, Base::Part(portion, Box::new(base))));
        }
        let hit = self
            .relative(of)
            .or_else(|| self.with_weekday(of, true))
            .or_else(|| self.calendar_date(of, true))
            .or_else(|| self.quarter(of))
            .or_else(|| self.season_word(of, true))
            .or_else(|| self.age_of_years(of))
            .or_else(|| self.named_day(of))?;
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

    /// "three days ago", "two weeks later", "a day earlier", "the day before yesterday", "3 days after tomorrow".
    pub(super) fn shift(&self, i: usize) -> Option<Hit> {
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
        // "vor drei Tagen"
        if self.is(i, Role::Back) {
            let (end, amount, unit) = self.measure(i + 1)?;
            let Some(count) = amount.whole() else {
                return (unit >= Unit::Day).then(|| Hit::fixed(i, end, Kind::Date, "PAST_REF"));
            };
            let base = Base::Shift { unit, count: -count, from: None, mentioned: false };
            return (unit >= Unit::Day).then(|| Hit::date(i, end, base));
        }
        let (mut end, amount, unit) = self.measure(i)?;
        if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour | Unit::Season) {
            return None;
        }
        // "2 weeks and 2 days ago": the smaller unit is counted first.
        let further = if self.is(end, Role::And) { end + 1 } else { end };
        let mut smaller = None;
        if let Some((e, n, u)) = self.measure(further)
            && u < unit
            && matches!(u, Unit::Day | Unit::Week | Unit::Month)
            && self.is(e, Role::Ago)
            && let Some(count) = n.whole()
        {
            smaller = Some(Box::new(Base::Shift { unit: u, count: -count, from: None, mentioned: false }));
            end = e;
        }
        let count = amount.whole();
        match self.at(end)?.role()? {
            Role::Ago => {
                let Some(count) = count else {
                    return Some(Hit::fixed(start, end + 1, Kind::Date, "PAST_REF"));
                };
                Some(Hit::date(
                    start,
                    end + 1,
                    Base::Shift { unit, count: -count, from: smaller, mentioned: false },
                ))
            }
            // "two years later than planned"
            Role::Later | Role::Earlier if self.is(end + 1, Role::Than) => None,
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

    /// "last week", "the past two months", "next Friday", "this summer", "that day", "3 next weeks".
    pub(super) fn relative(&self, i: usize) -> Option<Hit> {
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
            let unit = self.at(end + 1).filter(|a| a.unit().is_some())?;
            if !(2.0..=999.0).contains(&n) || !unit.lex().plural {
                return None;
            }
            amount = Some(n as i32);
            j = end;
        }
        let mut role = self.at(j)?.role()?;
        // "will last two hours", "not to last"
        if role == Role::Last
            && j == i
            && self
                .before(i)
                .is_some_and(|b| b.lex().cue == Cue::Future || b.is(Role::To) || self.lower(i - 1) == "t")
        {
            return None;
        }
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
                let plural = self.at(end)?.lex().plural;
                return plural.then(|| {
                    let value =
                        super::super::amounts::duration_value(&[(super::super::amounts::Amount::Some, unit)]);
                    Hit::fixed(j, end + 1, Kind::Duration, &value)
                });
            }
            _ => return None,
        };
        let mentioned = matches!(role, Role::That | Role::Same | Role::Following | Role::Previous)
            || matches!(role, Role::Next) && j > i;
        let from = start;
        let next = self.at(end)?;
        let lex = next.lex();
        // "Following Tuesday's report": after it, and not on the Tuesday after.
        let owns = self.glued(end + 1).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')));
        if role == Role::Following && j == i && lex.weekday > 0 && owns {
            return None;
        }
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
                        let value = super::super::amounts::duration_value(&[(n, unit)]);
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
            if lex.plural && unit != Unit::Century {
                // "coming years", "past weeks"
                if step != 0 {
                    let value =
                        super::super::amounts::duration_value(&[(super::super::amounts::Amount::Some, unit)]);
                    return Some(Hit::fixed(from, end + 1, Kind::Duration, &value));
                }
                return None;
            }
            // "next-day delivery", "last-minute": an adjective
            if self.dash(end) {
                return None;
            }
            let mut hit = Hit::date(from, end + 1, Base::Unit { unit, step, mentioned });
            let over =
                j > i && self.before_is(i, &[Role::In, Role::Within, Role::During, Role::For, Role::Over]);
            if over && matches!(role, Role::Last | Role::Next | Role::Previous) && unit >= Unit::Week {
                // "over the next year": twelve months from now.
                hit.base = Base::Window { unit, count: step };
            }
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

    /// today, tonight, yesterday, tomorrow, overnight, the weekend, "yesterday morning".
    pub(super) fn named_day(&self, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        if let Some(step) = atom.lex().day {
            let possessive = self.dash(i + 1) && self.glued(i + 1).is_some();
            if possessive && self.glued(i + 2).is_some() {
                return None;
            }
            let mut hit =
                Hit::date(i, i + 1, Base::Unit { unit: Unit::Day, step: i32::from(step), mentioned: false });
            if let Some(part) = atom.lex().part {
                hit.part = Some(part);
                hit.kind = Kind::Time;
            }
            return Some(hit);
        }
        if atom.lex().night_before && !(self.dash(i + 1) && self.glued(i + 1).is_some()) {
            let mut hit = Hit::date(i, i + 1, Base::NightBefore);
            hit.part = Some("NI");
            hit.kind = Kind::Time;
            return Some(hit);
        }
        if self.is(i, Role::The) && self.at(i + 1)?.unit() == Some(Unit::Weekend) {
            return Some(Hit::date(i, i + 2, Base::Unit { unit: Unit::Weekend, step: 0, mentioned: false }));
        }
        None
    }

    /// now, currently, recently, the future, in the past.
    pub(super) fn vague(&self, i: usize) -> Option<Hit> {
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
}
