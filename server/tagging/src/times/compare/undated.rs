//! Dates without days: held against others by what is known of them.

use super::hours::hours;
use super::{TimeRelation, Together};
use crate::mention::Timex;
use crate::times::said::{Base, Step, Year};

/// At least one of the two has no days.
pub(super) fn compare(draft: &Timex, source: &Timex, together: Together) -> TimeRelation {
    use TimeRelation::{Disjoint, Equal, Incomparable, Narrower, Overlap, Wider};
    if let Some(relation) = weekday_names(draft, source, together)
        .or_else(|| shifts(draft, source, together))
        .or_else(|| of_one_document(draft, source, together))
    {
        return relation;
    }
    let (Some(a), Some(b)) = (fields(draft), fields(source)) else { return Incomparable };
    if differ(&a.year, &b.year) || differ(&a.month, &b.month) || differ(&a.day, &b.day) {
        return Disjoint;
    }
    if a.quarter.is_some() || b.quarter.is_some() || a.season.is_some() || b.season.is_some() {
        return quarters_and_seasons(&a, &b);
    }
    let weekday = |t: &Timex| t.weekday.as_ref().map(|(day, _)| *day);
    if together != Together::Apart && differ(&weekday(draft), &weekday(source)) {
        return Disjoint;
    }
    if a.part || b.part {
        return if draft.said.base == source.said.base { Equal } else { Overlap };
    }
    let shared = (a.year.is_some() && b.year.is_some()) || (a.month.is_some() && b.month.is_some());
    if !shared {
        return Incomparable;
    }
    let known = |f: &Fields| (f.month.is_some(), f.day.is_some());
    if known(&a) == known(&b) {
        hours(draft, source)
    } else if a.day.is_some() || (a.month.is_some() && b.month.is_none()) {
        Narrower
    } else {
        Wider
    }
}

/// Both are there, and not the same.
fn differ<T: PartialEq>(a: &Option<T>, b: &Option<T>) -> bool {
    matches!((a, b), (Some(a), Some(b)) if a != b)
}

/// Weekdays by their names; `None` where neither is one.
fn weekday_names(draft: &Timex, source: &Timex, together: Together) -> Option<TimeRelation> {
    let name = |t: &Timex| match t.said.base {
        Base::Weekday { day, step, week: None } if step == Step::Open || t.days.is_none() => Some(day),
        _ => None,
    };
    if name(draft).is_none() && name(source).is_none() {
        return None;
    }
    if together == Together::Apart {
        return Some(TimeRelation::Incomparable);
    }
    let step = |t: &Timex| if let Base::Weekday { step, .. } = t.said.base { step } else { Step::Open };
    let day = |t: &Timex| {
        name(t).or_else(|| match t.days {
            Some((a, b)) if a == b && together == Together::SameWeek => {
                Some(a.weekday().to_monday_one_offset())
            }
            _ => None,
        })
    };
    Some(match (day(draft), day(source)) {
        (Some(a), Some(b)) if a == b && step(draft) == step(source) => hours(draft, source),
        (Some(a), Some(b)) if a != b => TimeRelation::Disjoint,
        _ => TimeRelation::Incomparable,
    })
}

/// Both are counted from a day that nobody knows: "five years ago".
fn shifts(draft: &Timex, source: &Timex, together: Together) -> Option<TimeRelation> {
    let counted = |t: &Timex| match t.said.base {
        Base::Shift { unit, count, from: None, .. } if t.days.is_none() => Some((unit, count)),
        _ => None,
    };
    if together == Together::Apart {
        return None;
    }
    let ((unit, count), (other, of_other)) = (counted(draft)?, counted(source)?);
    Some(match unit == other {
        true if count == of_other => TimeRelation::Equal,
        true => TimeRelation::Disjoint,
        false => TimeRelation::Incomparable,
    })
}

/// Neither has days, and one document says both: "last week", "this week".
fn of_one_document(draft: &Timex, source: &Timex, together: Together) -> Option<TimeRelation> {
    if together != Together::SameDocument || draft.days.is_some() || source.days.is_some() {
        return None;
    }
    let (a, b) = (&draft.said.base, &source.said.base);
    if a == b {
        return Some(hours(draft, source));
    }
    match (a, b) {
        (
            Base::Unit { unit, step, mentioned: false },
            Base::Unit { unit: other, step: of_other, mentioned: false },
        ) if unit == other && step != of_other => Some(TimeRelation::Disjoint),
        _ => None,
    }
}

/// At least one is a quarter or a season without its year.
fn quarters_and_seasons(a: &Fields, b: &Fields) -> TimeRelation {
    let same_kind =
        a.quarter.map(|q| q.1) == b.quarter.map(|q| q.1) && a.season.is_some() == b.season.is_some();
    if !same_kind {
        TimeRelation::Incomparable
    } else if a.quarter == b.quarter && a.season == b.season {
        TimeRelation::Equal
    } else {
        TimeRelation::Disjoint
    }
}

/// What is known of a date without its days: year, month, day, quarter or season.
#[derive(Default)]
struct Fields {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    quarter: Option<(i8, i8)>,
    season: Option<&'static str>,
    /// Only a part of it is meant.
    part: bool,
}

fn fields(timex: &Timex) -> Option<Fields> {
    if let Some((first, last)) = timex.days {
        if timex.other.is_some() {
            return None;
        }
        let mut fields = Fields { year: Some(first.year()), ..Fields::default() };
        if first.year() != last.year() {
            return None;
        }
        if first.month() == last.month() {
            fields.month = Some(first.month());
            if first == last {
                fields.day = Some(first.day());
            }
        } else if !matches!(timex.said.base, Base::Point { month: None, .. }) {
            return None;
        }
        return Some(fields);
    }
    fields_said(&timex.said.base)
}

fn fields_said(base: &Base) -> Option<Fields> {
    match base {
        Base::Point { year, month, day, step } => {
            // "Last May" is May, whatever its year.
            let year = year.filter(|_| *step == Step::Open);
            Some(Fields { year, month: *month, day: *day, ..Fields::default() })
        }
        Base::MonthOf(month, day, year) => {
            let year = if let Year::Known(year) = year { Some(*year) } else { None };
            Some(Fields { year, month: Some(*month), day: *day, ..Fields::default() })
        }
        Base::Part(_, whole) => Some(Fields { part: true, ..fields_said(whole)? }),
        Base::Quarter(n, of, Year::Open, false) => {
            Some(Fields { quarter: Some((*n, *of)), ..Fields::default() })
        }
        Base::Season(code, Year::Open) => Some(Fields { season: Some(code), ..Fields::default() }),
        _ => None,
    }
}
