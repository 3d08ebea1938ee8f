//! Times of day, held against one another.

use super::TimeRelation;
use crate::mention::Timex;
use crate::times::said::{Base, Said};

/// An hour without a day has its day from what stands around it: "at 05:40", where the timetable's first day was named.
/// `None` where the days decide.
pub(super) fn hours_of_any_day(draft: &Timex, source: &Timex) -> Option<TimeRelation> {
    if draft.said.clock.is_none() || source.said.clock.is_none() {
        return None;
    }
    match (draft.said.base == Base::Clock, source.said.base == Base::Clock) {
        (true, true) if draft.days.is_none() && source.days.is_none() => Some(hours(draft, source)),
        (false, false) => None,
        _ if draft.days == source.days => None,
        (mine, theirs) => match hours(draft, source) {
            TimeRelation::Equal if mine && theirs => Some(TimeRelation::Equal),
            TimeRelation::Equal => Some(TimeRelation::Overlap),
            _ => None,
        },
    }
}

/// The same days: the hours, where both name them.
pub(super) fn hours(draft: &Timex, source: &Timex) -> TimeRelation {
    let (a, b) = (&draft.said, &source.said);
    if let (Some(x), Some(y)) = (&a.clock, &b.clock) {
        if x == y {
            return TimeRelation::Equal;
        }
        // Different zones may mean one moment.
        return if x.zone == y.zone { TimeRelation::Disjoint } else { TimeRelation::Incomparable };
    }
    let said = |s: &Said| s.clock.is_some() || s.part.is_some();
    match (said(a), said(b)) {
        (false, false) => TimeRelation::Equal,
        (true, false) => TimeRelation::Narrower,
        (false, true) => TimeRelation::Wider,
        (true, true) => windows(a, b),
    }
}

/// At least one of the two names a part of the day.
fn windows(a: &Said, b: &Said) -> TimeRelation {
    match (window(a), window(b)) {
        (Some(x), Some(y)) if x == y => TimeRelation::Equal,
        // "Tuesday night" may be its small hours.
        (Some(x), Some(y)) if a.part == Some("NI") && y.0 < 6 || b.part == Some("NI") && x.0 < 6 => {
            TimeRelation::Overlap
        }
        (Some(x), Some(y)) if x.1 <= y.0 || y.1 <= x.0 => TimeRelation::Disjoint,
        (Some(_), Some(_)) => TimeRelation::Overlap,
        _ => TimeRelation::Incomparable,
    }
}

/// The first hour that is meant and the one after the last; as wide as people use the words, and the night goes on into
/// the next day.
fn window(said: &Said) -> Option<(i32, i32)> {
    match (&said.clock, said.part) {
        (Some(clock), _) if clock.zone.is_none() => Some((i32::from(clock.hour), i32::from(clock.hour) + 1)),
        (Some(_), _) => None,
        (None, Some("MO")) => Some((0, 13)),
        (None, Some("AF")) => Some((11, 19)),
        (None, Some("EV")) => Some((16, 25)),
        (None, Some("NI")) => Some((17, 31)),
        _ => None,
    }
}
