//! The days that a month, a day or a weekday means against the day of writing and the tense.

use super::calendar::{date, days_between, monday, month_end, plus_days, plus_months};
use super::lexicon::Tense;
use super::resolve::{Against, Meaning};
use super::said::{Base, Step};
use jiff::civil::Date;

/// The weekday named beside a date decides what the date leaves open: day or month first, and which month.
pub(super) fn with_weekday(meaning: &mut Meaning, base: &Base, weekday: i8, against: Against) {
    let falls = |day: Date| day.weekday().to_monday_one_offset() == weekday;
    match (base, meaning.days, meaning.other) {
        (Base::Swappable { .. }, Some((day, _)), Some((other, _))) => {
            if falls(other) && !falls(day) {
                meaning.value = other.to_string();
                meaning.days = meaning.other;
            }
            if falls(other) || falls(day) {
                meaning.other = None;
            }
        }
        (Base::Point { year: None, month: None, day: Some(d), step: Step::Open }, Some((day, _)), None)
            if !falls(day) =>
        {
            let Some(doc) = against.published else { return };
            let first = doc.first_of_month();
            let fitting: Vec<Option<Date>> = (-14..=14)
                .map(|n| {
                    plus_months(first, n).and_then(|m| date(m.year(), m.month(), *d)).filter(|x| falls(*x))
                })
                .collect();
            if let Some(found) = nearest(doc, &fitting, against.tense, 15) {
                *meaning = Meaning::day(found).relative();
            }
        }
        _ => {}
    }
}

/// The first such stretch after the day `start`, where `days` is one of them.
pub(super) fn next_after(base: &Base, days: (Date, Date), start: Date) -> Option<(Date, Date)> {
    if let Base::Weekday { .. } = base {
        let mut day = days.0;
        for _ in 0..54 {
            if day > start {
                return Some((day, day));
            }
            day = plus_days(day, 7)?;
        }
        return None;
    }
    let length = days_between(days.0, days.1);
    for year in [start.year(), start.year() + 1] {
        if let Some(first) = date(year, days.0.month(), days.0.day())
            && first >= start
        {
            let last = if length > 0 { month_end(year, first.month())? } else { first };
            return Some((first, last));
        }
    }
    None
}

/// The day nearest to `doc`; beyond `reach` days on the wrong side of the tense, the one on its right side.
pub(super) fn nearest(doc: Date, days: &[Option<Date>], tense: Tense, reach: i32) -> Option<Date> {
    let near = days.iter().flatten().copied().min_by_key(|d| days_between(doc, *d).abs())?;
    let distance = days_between(doc, near);
    let wrong = match tense {
        Tense::Past => distance > reach,
        Tense::Future => distance < -reach,
        Tense::Unknown => false,
    };
    if !wrong {
        return Some(near);
    }
    let right = |d: &Date| if tense == Tense::Past { *d <= doc } else { *d >= doc };
    days.iter().flatten().copied().filter(right).min_by_key(|d| days_between(doc, *d).abs()).or(Some(near))
}

/// A year, month or day, whichever of them are said, with what the day of writing and the tense tell of the others.
pub(super) fn point(
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    step: Step,
    against: Against,
) -> Meaning {
    match (year, month, day) {
        (Some(y), Some(m), Some(d)) => match date(y, m, d) {
            Some(day) => Meaning::day(day),
            None => Meaning::symbol(format!("{y:04}-{m:02}-{d:02}")),
        },
        (Some(y), Some(m), None) => {
            Meaning::stretch(format!("{y:04}-{m:02}"), date(y, m, 1), month_end(y, m))
        }
        (Some(y), None, _) => Meaning::stretch(format!("{y:04}"), date(y, 1, 1), date(y, 12, 31)),
        (None, Some(m), Some(d)) => match day_of_some_year(m, d, step, against) {
            Some(day) => Meaning { year_assumed: true, ..Meaning::day(day) },
            None => Meaning::symbol(format!("XXXX-{m:02}-{d:02}")),
        },
        (None, Some(m), None) => match against.published {
            Some(doc) => {
                let year = year_of_month(m, step, doc, against.tense);
                Meaning { year_assumed: true, ..point(Some(year), Some(m), None, Step::Open, against) }
            }
            None => Meaning::symbol(format!("XXXX-{m:02}")),
        },
        (None, None, Some(d)) => match day_of_some_month(d, step, against) {
            Some(day) => Meaning::day(day).relative(),
            None => Meaning::symbol(format!("XXXX-XX-{d:02}")),
        },
        (None, None, None) => Meaning::default(),
    }
}

/// "on Dec. 14", "last Dec. 14": the year of a month and day.
fn day_of_some_year(month: i8, day: i8, step: Step, against: Against) -> Option<Date> {
    let doc = against.published?;
    let years: Vec<Option<Date>> = (-4..=4).map(|n| date(doc.year().saturating_add(n), month, day)).collect();
    let all = years.iter().flatten().copied();
    match step {
        Step::Last | Step::Past => all.filter(|x| *x <= doc).max(),
        Step::This => date(doc.year(), month, day),
        Step::Next => date(doc.year() + 1, month, day),
        Step::Upcoming => all.filter(|x| *x >= doc).min(),
        Step::Open => nearest(doc, &years, against.tense, 60),
    }
}

/// "in December", "last May": the year of a month.
fn year_of_month(month: i8, step: Step, doc: Date, tense: Tense) -> i16 {
    let year = doc.year();
    let over = if month < doc.month() { year } else { year - 1 };
    let to_come = if month > doc.month() { year } else { year + 1 };
    match (step, tense) {
        (Step::This, _) => year,
        (Step::Last | Step::Past, _) => over,
        (Step::Next | Step::Upcoming, _) => to_come,
        (Step::Open, _) if month == doc.month() => year,
        (Step::Open, Tense::Past) => over,
        (Step::Open, Tense::Future) => to_come,
        (Step::Open, Tense::Unknown) => match i32::from(month) - i32::from(doc.month()) {
            7.. => year - 1,
            ..=-6 => year + 1,
            _ => year,
        },
    }
}

/// "on the 18th", "the 4th of next month": the month and year of a day.
fn day_of_some_month(day: i8, step: Step, against: Against) -> Option<Date> {
    let doc = against.published?;
    let months_away =
        |n: i32| plus_months(doc.first_of_month(), n).and_then(|m| date(m.year(), m.month(), day));
    let months: Vec<Option<Date>> = (-12..=12).map(months_away).collect();
    let all = months.iter().flatten().copied();
    match step {
        Step::This => months_away(0),
        Step::Last => months_away(-1),
        Step::Next => months_away(1),
        _ => match against.tense {
            Tense::Future => all.filter(|x| *x >= doc).min(),
            Tense::Past => all.filter(|x| *x <= doc).max(),
            Tense::Unknown => nearest(doc, &months, Tense::Unknown, 0),
        },
    }
}

/// A weekday by its name, `week` weeks from that of writing where it is said.
pub(super) fn weekday(day: i8, step: Step, week: Option<i32>, against: Against) -> Meaning {
    let symbol = || Meaning::symbol(format!("XXXX-WXX-{day}"));
    let Some(doc) = against.published else { return symbol() };
    let Some(monday) = monday(doc) else { return symbol() };
    let of_week = |week: i32| plus_days(monday, week * 7 + i32::from(day) - 1);
    let today = doc.weekday().to_monday_one_offset();
    let back = plus_days(doc, -i32::from((today - day).rem_euclid(7)));
    let ahead = plus_days(doc, i32::from((day - today).rem_euclid(7)));
    let found = match (week, step) {
        (Some(week), _) => of_week(week),
        (None, Step::Last) => of_week(-1),
        (None, Step::Next) => of_week(1),
        (None, Step::This) => match against.tense {
            Tense::Past => back,
            Tense::Future => ahead,
            Tense::Unknown => of_week(0),
        },
        (None, Step::Past) => {
            if today == day {
                plus_days(doc, -7)
            } else {
                back
            }
        }
        (None, Step::Upcoming) => {
            if today == day {
                plus_days(doc, 7)
            } else {
                ahead
            }
        }
        (None, Step::Open) => match against.tense {
            Tense::Future => ahead,
            _ => back,
        },
    };
    found.map_or_else(symbol, |day| Meaning::day(day).relative())
}
