//! The days that a unit, a window, a season or a quarter means against the day of writing.

use super::calendar::{date, days_between, monday, month_end, plus_days, plus_months, week_value};
use super::lexicon::{Tense, Unit};
use super::points::point;
use super::resolve::{Against, Meaning, add, year_of};
use super::said::{Step, Year};
use jiff::civil::Date;

/// The Monday of a stretch's first week: the first whose Thursday lies inside.
pub(super) fn first_week(first: Date) -> Option<Date> {
    let monday = monday(first)?;
    if plus_days(monday, 3)? < first { plus_days(monday, 7) } else { Some(monday) }
}

/// The same of its last week.
pub(super) fn last_week(last: Date) -> Option<Date> {
    let monday = monday(last)?;
    if plus_days(monday, 3)? > last { plus_days(monday, -7) } else { Some(monday) }
}

pub(super) fn week_with(day: Date) -> Meaning {
    let first = monday(day);
    Meaning::stretch(week_value(day), first, first.and_then(|f| plus_days(f, 6)))
}

pub(super) fn unit_from(unit: Unit, step: i32, mentioned: bool, against: Against) -> Meaning {
    let start = if mentioned { against.mentioned.or(against.published) } else { against.published };
    let known = !mentioned || against.mentioned.is_some();
    let symbol = match unit {
        Unit::Week | Unit::Fortnight => "XXXX-WXX",
        Unit::Weekend => "XXXX-WXX-WE",
        Unit::Month => "XXXX-XX",
        Unit::Quarter => "XXXX-QX",
        Unit::Year | Unit::Season => "XXXX",
        Unit::Decade => "XXX",
        Unit::Century => "XX",
        _ => "XXXX-XX-XX",
    };
    let Some(start) = start else { return Meaning::symbol(symbol) };
    let meaning = match unit {
        Unit::Weekend => monday(start).and_then(|m| {
            // Written on a Monday or Tuesday about what is over, "the weekend" is the last one.
            let back = step == 0
                && against.tense != Tense::Future
                && start.weekday().to_monday_zero_offset() < 3
                && against.tense == Tense::Past;
            let m = plus_days(m, 7 * if back { -1 } else { step })?;
            let (first, last) = (plus_days(m, 5)?, plus_days(m, 6)?);
            Some(Meaning::stretch(format!("{}-WE", week_value(m)), Some(first), Some(last)))
        }),
        Unit::Week => add(start, unit, step).map(week_with),
        Unit::Fortnight => {
            let first = if step > 0 { plus_days(start, 1) } else { plus_days(start, -14) };
            first.and_then(|first| {
                let end = plus_days(first, 14)?;
                Some(Meaning::stretch(format!("{first}/{end}"), Some(first), plus_days(end, -1)))
            })
        }
        Unit::Month => plus_months(start.first_of_month(), step)
            .map(|m| point(Some(m.year()), Some(m.month()), None, Step::Open, against)),
        Unit::Quarter => plus_months(start.first_of_month(), step * 3)
            .map(|m| quarter((m.month() - 1) / 3 + 1, 4, Year::Known(m.year()), against)),
        Unit::Year | Unit::Season => i16::try_from(step)
            .ok()
            .map(|s| point(Some(start.year().saturating_add(s)), None, None, Step::Open, against)),
        Unit::Decade => i16::try_from(step).ok().map(|s| {
            let from = (start.year() / 10).saturating_add(s) * 10;
            Meaning::stretch(
                format!("{:03}X", from / 10),
                date(from, 1, 1),
                date(from.saturating_add(9), 12, 31),
            )
        }),
        Unit::Century => i16::try_from(step).ok().map(|s| {
            let from = (start.year() / 100).saturating_add(s) * 100;
            Meaning::stretch(
                format!("{:02}XX", from / 100),
                date(from.max(1), 1, 1),
                date(from.saturating_add(99), 12, 31),
            )
        }),
        _ => plus_days(start, step).map(Meaning::day),
    };
    let mut meaning = meaning.unwrap_or_else(|| Meaning::symbol(symbol)).relative();
    if !known {
        meaning.days = None;
    }
    meaning
}

pub(super) fn window(unit: Unit, count: i32, against: Against) -> Meaning {
    let symbol = || {
        Meaning::symbol(super::amounts::duration_value(&[(
            super::amounts::Amount::Count(f64::from(count.abs())),
            unit,
        )]))
    };
    let Some(doc) = against.published else { return symbol() };
    let whole = match unit {
        // Whole quarters, decades and weekends: those before or after the one of writing.
        Unit::Quarter => {
            let month = (doc.month() - 1) / 3 * 3 + 1;
            date(doc.year(), month, 1).map(|first| (first, plus_months(first, 3)))
        }
        Unit::Decade if count > 0 => {
            date(doc.year() / 10 * 10, 1, 1).map(|first| (first, plus_months(first, 120)))
        }
        _ => None,
    };
    let bounds = match whole {
        Some((first, next)) => {
            if count < 0 {
                add(first, unit, count).zip(Some(first))
            } else {
                next.and_then(|next| Some((next, add(next, unit, count)?)))
            }
        }
        None if count < 0 => add(doc, unit, count).zip(Some(doc)),
        None => plus_days(doc, 1).and_then(|first| Some((first, add(first, unit, count)?))),
    };
    let Some((first, end)) = bounds else { return symbol() };
    if matches!(unit, Unit::Second | Unit::Minute | Unit::Hour) {
        return symbol();
    }
    // The day of writing itself belongs to what is past.
    let last = if count < 0 && end == doc { Some(doc) } else { plus_days(end, -1) };
    Meaning::stretch(format!("{first}/{end}"), Some(first), last).relative()
}

pub(super) fn season(code: &str, year: Year, against: Against) -> Meaning {
    let months = |year: i16| -> Option<(Date, Date)> {
        // By the weather of the northern half, with the days by which usages differ.
        match code {
            "SP" => Some((date(year, 3, 1)?, date(year, 6, 21)?)),
            "SU" => Some((date(year, 6, 1)?, date(year, 9, 22)?)),
            "FA" => Some((date(year, 9, 1)?, date(year, 12, 21)?)),
            _ => Some((date(year - 1, 12, 1)?, date(year, 3, 20)?)),
        }
    };
    let of = |year: i16, relative: bool| {
        let days = months(year);
        let mut meaning = Meaning::stretch(format!("{year:04}-{code}"), days.map(|d| d.0), days.map(|d| d.1));
        // "winter 1996" may be the one before or the one after New Year.
        if code == "WI" {
            meaning.days = months(year).map(|d| d.0).zip(date(year.saturating_add(1), 3, 20));
        }
        meaning.relative = relative;
        meaning
    };
    match (year, against.published) {
        (Year::Known(year), _) => of(year, false),
        (Year::Open, None) | (Year::Step(_), None) => Meaning::symbol(format!("XXXX-{code}")),
        (Year::Step(0), Some(doc)) => of(doc.year(), true),
        (Year::Step(step), Some(doc)) => {
            let this = months(doc.year());
            let year = match this {
                Some((_, last)) if step < 0 && last < doc => doc.year(),
                Some((first, _)) if step > 0 && first > doc => doc.year(),
                _ => doc.year().saturating_add(step),
            };
            of(year, true)
        }
        (Year::Open, Some(doc)) => {
            let mut meaning = match (months(doc.year()), against.tense) {
                (Some((first, _)), Tense::Past) if first > doc => of(doc.year() - 1, true),
                (Some((_, last)), Tense::Future) if last < doc => of(doc.year() + 1, true),
                _ => of(doc.year(), true),
            };
            meaning.year_assumed = true;
            meaning
        }
    }
}

pub(super) fn quarter(n: i8, of: i8, year: Year, against: Against) -> Meaning {
    let letter = if of == 4 { 'Q' } else { 'H' };
    let length = 12 / of;
    // None for a quarter that no year has.
    let days = |year: i16| -> Option<(Date, Date)> {
        Some((date(year, (n - 1) * length + 1, 1)?, month_end(year, n * length)?))
    };
    let (year, assumed) = match (year_of(year, against), against.published) {
        (Some(year), _) => (year, false),
        (None, None) => return Meaning::symbol(format!("XXXX-{letter}{n}")),
        (None, Some(doc)) => {
            let y = doc.year();
            let year = match (days(y), against.tense) {
                (Some((first, _)), Tense::Past) if first > doc => y - 1,
                (Some((_, last)), Tense::Future) if last < doc => y + 1,
                // A quarter not yet begun is far more often the last one told of.
                (Some((first, _)), Tense::Unknown) if days_between(doc, first) > 150 => y - 1,
                _ => y,
            };
            (year, true)
        }
    };
    let bounds = days(year);
    let mut meaning =
        Meaning::stretch(format!("{year:04}-{letter}{n}"), bounds.map(|b| b.0), bounds.map(|b| b.1));
    meaning.year_assumed = assumed;
    meaning.relative = assumed;
    meaning
}
