//! Stretches near the day of writing: "last week", "the past two months", "next Friday", "this summer", "that day".

use super::super::amounts::{Amount, duration_value};
use super::super::atoms::Atom;
use super::super::lexicon::{Cue, Role, Unit};
use super::super::said::{Base, Step, Year};
use super::{Hit, Parser};
use crate::mention::Kind;

/// The words that say which stretch: "last", "the next", "this coming", "that same", "5 upcoming".
struct Lead {
    /// The first piece.
    start: usize,
    /// The piece that says which: past "the" and past a number.
    word: usize,
    /// The piece after the words.
    end: usize,
    role: Role,
    /// The 5 of "5 upcoming years".
    count: Option<i32>,
    /// How many stretches away: "last" is -1.
    step: i32,
    /// The same for a weekday or a month, by its name.
    named: Step,
}

impl Lead {
    /// "the next", "2 next": not "next" by itself.
    fn is_led(&self) -> bool {
        self.word > self.start
    }

    fn year(&self) -> Option<Year> {
        Some(Year::Step(i16::try_from(self.step).ok()?))
    }
}

impl Parser<'_> {
    /// "last week", "the past two months", "next Friday", "this summer", "that day", "3 next weeks".
    pub(super) fn relative(&self, i: usize) -> Option<Hit> {
        let lead = self.lead(i)?;
        let next = self.at(lead.end)?;
        let lex = next.lex();
        if lead.role == Role::Recent {
            return self.recent(&lead);
        }
        // "Following Tuesday's report": after it, and not on the Tuesday after.
        let owns = self.apostrophe(lead.end + 1);
        if lead.role == Role::Following && !lead.is_led() && lex.weekday > 0 && owns {
            return None;
        }
        if lead.step != 0 {
            if !next.is(Role::A)
                && let Some((end, amount, unit)) = self.measure(lead.end)
            {
                return self.measured_window(&lead, end, amount, unit);
            }
            if let (Some(count), Some(unit)) = (lead.count, lex.unit) {
                let window = Base::Window { unit, count: count * lead.step };
                return Some(Hit::date(lead.start, lead.end + 1, window));
            }
            if next.is(Role::Couple) {
                return self.couple_window(&lead);
            }
        }
        if lex.weekday > 0
            && (!lex.doubtful || next.capital)
            && lead.role != Role::Same
            && let Some(hit) = self.relative_weekday(&lead)
        {
            return Some(hit);
        }
        if lex.month > 0 && lead.role != Role::Same && (next.capital || !lex.doubtful) {
            // "Said that April orders fell"
            let joins = lead.role == Role::That && self.common_word(lead.end + 1).is_some();
            return if joins { None } else { self.relative_month(&lead) };
        }
        if let Some(season) = lex.season {
            let open = matches!(lead.role, Role::That | Role::Same);
            let year = if open { Year::Open } else { lead.year()? };
            return Some(Hit::date(lead.word, lead.end + 1, Base::Season(season, year)));
        }
        if let Some(part) = lex.part
            && !part.is_empty()
            && !next.capital
        {
            return Some(relative_part(&lead, part));
        }
        if matches!(lex.role, Some(Role::Fiscal | Role::School | Role::Calendar | Role::Business)) {
            return self.relative_year(&lead);
        }
        if let Some(unit) = lex.unit
            && unit >= Unit::Day
            && unit != Unit::Season
            && !(lead.role == Role::That && unit >= Unit::Decade)
        {
            return self.relative_unit(&lead, unit);
        }
        self.relative_holiday(&lead)
    }

    fn lead(&self, i: usize) -> Option<Lead> {
        let first = self.past(i, Role::The);
        let (word, count) = match self.counted_lead(first) {
            Some((word, n)) => (word, Some(self.lead_count(word, n)?)),
            None => (first, None),
        };
        let role = self.at(word)?.role()?;
        // "will last two hours", "not to last"
        if role == Role::Last
            && word == i
            && self
                .before(i)
                .is_some_and(|b| b.lex().cue == Cue::Future || b.is(Role::To) || self.lower(i - 1) == "t")
        {
            return None;
        }
        let (role, end) = self.second_word(role, word + 1);
        let (step, named) = match role {
            Role::Last | Role::Previous => (-1, Step::Last),
            Role::Past => (-1, Step::Past),
            Role::Next | Role::Following => (1, Step::Next),
            // "this coming Friday"
            Role::Coming => (1, if end == word + 2 { Step::Upcoming } else { Step::Next }),
            Role::This | Role::Current => (0, Step::This),
            Role::That | Role::Same | Role::Recent => (0, Step::Open),
            _ => return None,
        };
        Some(Lead { start: i, word, end, role, count, step, named })
    }

    /// "5 upcoming": the piece after the number, and the number.
    fn counted_lead(&self, i: usize) -> Option<(usize, f64)> {
        self.number(i).filter(|(end, _)| {
            matches!(
                self.at(*end).and_then(Atom::role),
                Some(Role::Last | Role::Past | Role::Previous | Role::Next | Role::Coming | Role::Following)
            )
        })
    }

    /// The number before `word` where units in the plural follow.
    fn lead_count(&self, word: usize, n: f64) -> Option<i32> {
        let unit = self.at(word + 1).filter(|a| a.unit().is_some())?;
        ((2.0..=999.0).contains(&n) && unit.lex().plural).then_some(n as i32)
    }

    /// "this past", "this coming", "the very same": the word at `end` that says more than `role`, and the piece after.
    fn second_word(&self, mut role: Role, mut end: usize) -> (Role, usize) {
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
        (role, end)
    }

    /// "recent weeks"
    fn recent(&self, lead: &Lead) -> Option<Hit> {
        let unit = self.at(lead.end)?.unit().filter(|unit| *unit >= Unit::Day)?;
        self.at(lead.end)?.lex().plural.then(|| some_of(lead.word, lead.end + 1, unit))
    }

    /// "the last two months", "next 10 days"; no date in "the last two weeks of May".
    fn measured_window(&self, lead: &Lead, end: usize, amount: Amount, unit: Unit) -> Option<Hit> {
        if self.is(end, Role::Of) {
            return None;
        }
        Some(match amount.whole() {
            Some(n) => Hit::date(lead.start, end, Base::Window { unit, count: n * lead.step }),
            None => Hit::fixed(lead.start, end, Kind::Duration, &duration_value(&[(amount, unit)])),
        })
    }

    /// "the last couple of weeks"
    fn couple_window(&self, lead: &Lead) -> Option<Hit> {
        let unit_at = self.past(lead.end + 1, Role::Of);
        let unit = self.at(unit_at)?.unit()?;
        Some(Hit::date(lead.start, unit_at + 1, Base::Window { unit, count: 2 * lead.step }))
    }

    /// "next Friday"
    fn relative_weekday(&self, lead: &Lead) -> Option<Hit> {
        let mut hit = self.with_weekday(lead.end, true)?;
        hit.start = lead.word;
        if let Base::Weekday { step, .. } = &mut hit.base {
            *step = lead.named;
        }
        Some(hit)
    }

    /// "last May"
    fn relative_month(&self, lead: &Lead) -> Option<Hit> {
        let mut hit = self.calendar_date(lead.end, true)?;
        hit.start = lead.word;
        if let Base::Point { step, year: None, .. } = &mut hit.base {
            *step = lead.named;
        }
        Some(hit)
    }

    /// "last fiscal year", "this school year", "the previous business day"
    fn relative_year(&self, lead: &Lead) -> Option<Hit> {
        let unit = self.at(lead.end + 1)?.unit()?;
        let base = match (self.at(lead.end)?.role(), unit) {
            (Some(Role::Fiscal), Unit::Year) => Base::Fiscal("FY", lead.year()?),
            (Some(Role::School), Unit::Year) => Base::Fiscal("SY", lead.year()?),
            (_, unit) => Base::unit(unit, lead.step),
        };
        Some(Hit::date(lead.word, lead.end + 2, base))
    }

    /// "last week", "this month", "coming years", "that day"
    fn relative_unit(&self, lead: &Lead, unit: Unit) -> Option<Hit> {
        let end = lead.end;
        if self.at(end)?.lex().plural && unit != Unit::Century {
            return (lead.step != 0).then(|| some_of(lead.start, end + 1, unit));
        }
        // "next-day delivery", "last-minute": an adjective
        if self.dash(end) {
            return None;
        }
        let mentioned = matches!(lead.role, Role::That | Role::Same | Role::Following | Role::Previous)
            || lead.role == Role::Next && lead.is_led();
        let mut hit = Hit::date(lead.start, end + 1, Base::Unit { unit, step: lead.step, mentioned });
        let over = lead.is_led()
            && self.before_is(lead.start, &[Role::In, Role::Within, Role::During, Role::For, Role::Over]);
        if over && matches!(lead.role, Role::Last | Role::Next | Role::Previous) && unit >= Unit::Week {
            // "over the next year": twelve months from the day of writing.
            hit.base = Base::Window { unit, count: lead.step };
        }
        if lead.role == Role::Past && unit != Unit::Day {
            // "the past week": seven days up to the day of writing
            hit.base = Base::Window { unit, count: -1 };
        }
        Some(if unit == Unit::Week { self.weekday_of_week(hit, lead.step) } else { hit })
    }

    /// "next week Monday", "next week on Monday"; "Tuesday of next week" begins with the weekday.
    fn weekday_of_week(&self, mut week: Hit, step: i32) -> Hit {
        let linked = self.is(week.end, Role::On) || self.dash(week.end);
        let after = if linked { week.end + 1 } else { week.end };
        if let Some(day) = self.at(after).filter(|a| a.lex().weekday > 0 && a.capital) {
            week.base = Base::Weekday { day: day.lex().weekday, step: Step::Open, week: Some(step) };
            week.weekday = Some((day.lex().weekday, day.range.clone()));
            week.end = after + 1;
        }
        week
    }

    /// "this Easter"
    fn relative_holiday(&self, lead: &Lead) -> Option<Hit> {
        if !matches!(lead.role, Role::Last | Role::Next | Role::Previous | Role::Following | Role::This) {
            return None;
        }
        let mut hit = self.holiday(lead.end)?;
        hit.start = lead.word;
        if lead.role == Role::This
            && let Base::Holiday(_, year @ Year::Open, _) = &mut hit.base
        {
            *year = Year::Step(0);
        }
        Some(hit)
    }
}

/// "this morning", "last night", "that evening", "the next morning"
fn relative_part(lead: &Lead, part: &'static str) -> Hit {
    let day = |step, mentioned| Base::Unit { unit: Unit::Day, step, mentioned };
    let base = match lead.role {
        Role::Last => day(-1, false),
        Role::This => day(0, false),
        _ => day(lead.step, true),
    };
    let mut hit = Hit::date(lead.start, lead.end + 1, base);
    hit.part = Some(part);
    hit.kind = Kind::Time;
    hit
}

/// "coming years", "past weeks": nobody knows how many.
fn some_of(start: usize, end: usize, unit: Unit) -> Hit {
    Hit::fixed(start, end, Kind::Duration, &duration_value(&[(Amount::Some, unit)]))
}
