//! Whether two dates can be one: by intervals of days, by their known fields where a year is missing, never by today.

mod hours;
mod lengths;
mod undated;

pub use lengths::length;

use super::calendar::days_between;
use super::lexicon::Unit;
use super::said::{Base, Year};
use crate::mention::Timex;
use hours::{hours, hours_of_any_day};
use jiff::civil::Date;

/// How a draft's date stands to a source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TimeRelation {
    /// The same stretch of time.
    Equal,
    /// The draft says less: its stretch holds the source's ("in December" for "on 14 December").
    Wider,
    /// The draft says more: its stretch lies in the source's.
    Narrower,
    /// They share days.
    Overlap,
    /// They share none: two different times.
    Disjoint,
    /// Nothing can be said: another kind, or one hangs on a date nobody knows.
    Incomparable,
}

/// What is known of the two documents the dates stand in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Together {
    /// One document.
    SameDocument,
    /// Two, known to be written within a week of one another: a weekday's name means one day.
    SameWeek,
    /// Two.
    #[default]
    Apart,
}

/// Compares a draft's date, time or duration with a source's.
pub fn compare(draft: &Timex, source: &Timex, together: Together) -> TimeRelation {
    use TimeRelation::{Disjoint, Incomparable};
    let is_duration = |t: &Timex| t.value.starts_with('P') && !t.value.ends_with("_REF");
    match (is_duration(draft), is_duration(source)) {
        (true, true) => return lengths::durations(&draft.value, &source.value),
        (false, false) => {}
        _ => return Incomparable,
    }
    let fixed = |t: &Timex| t.said.base == Base::Fixed && t.days.is_none();
    if fixed(draft) || fixed(source) {
        return Incomparable;
    }
    if one_end(draft, source) {
        return Disjoint;
    }
    if other_window(&draft.said.base, &source.said.base) {
        return Disjoint;
    }
    if let Some(relation) =
        quarters(&draft.said.base, &source.said.base).or_else(|| hours_of_any_day(draft, source))
    {
        return relation;
    }
    match (draft.days, source.days) {
        (Some(a), Some(b)) => days(draft, source, a, b, together),
        _ => undated::compare(draft, source, together),
    }
}

/// Both have days: `a` the draft's, `b` the source's.
fn days(draft: &Timex, source: &Timex, a: (Date, Date), b: (Date, Date), together: Together) -> TimeRelation {
    use TimeRelation::{Disjoint, Equal, Incomparable, Overlap};
    if draft.other.is_some() || source.other.is_some() {
        return exchangeable(draft, source, a, b);
    }
    let relation = intervals(a, b);
    if relation == Equal {
        return hours(draft, source);
    }
    if other_count(draft, source, a, b) || relation != Overlap && other_ends(draft, source, a, b) {
        return Disjoint;
    }
    if relation != Disjoint {
        return relation;
    }
    // The same day in another year, where one of the years is a guess.
    if (draft.year_assumed || source.year_assumed) && same_but_year(a, b) {
        return Incomparable;
    }
    let slack = slack(draft, source, a, b, together);
    if gap(a, b) <= slack.max(looseness(draft)).max(looseness(source)) { Overlap } else { Disjoint }
}

/// "The past 15 years" are not "the past ten years", though they hold them.
fn other_window(draft: &Base, source: &Base) -> bool {
    let (Base::Window { unit, count }, Base::Window { unit: other, count: of_other }) = (draft, source)
    else {
        return false;
    };
    unit == other && count.signum() == of_other.signum() && count != of_other
}

/// "The first nine months" are no part of "the first ten months": another count of the same thing.
fn other_count(draft: &Timex, source: &Timex, a: (Date, Date), b: (Date, Date)) -> bool {
    let (Base::Slice(n, unit, _), Base::Slice(m, other, _)) = (&draft.said.base, &source.said.base) else {
        return false;
    };
    unit == other && n.signum() == m.signum() && (a.0 == b.0 || a.1 == b.1)
}

/// A stretch whose two ends are told to the day has another end than one that begins or ends with it.
fn other_ends(draft: &Timex, source: &Timex, a: (Date, Date), b: (Date, Date)) -> bool {
    (a.0 == b.0 || a.1 == b.1) && days_told(&draft.said.base) && days_told(&source.said.base)
}

/// Days by which two dates may be apart for having been written by two: "today" and "yesterday" hang on when each was
/// written; a weekday is named, and of months and quarters the next one is another.
fn slack(draft: &Timex, source: &Timex, a: (Date, Date), b: (Date, Date), together: Together) -> i32 {
    let apart = together != Together::SameDocument;
    let named = draft.weekday.is_some() && source.weekday.is_some();
    let short = |(first, last)| days_between(first, last) <= DAYS;
    i32::from(draft.relative && source.relative && apart && !named && short(a) && short(b))
}

/// Days from the first to the last of a stretch that may begin a day earlier for another writer: no more than a week.
const DAYS: i32 = 6;

/// From one day to another, each named.
fn days_told(base: &Base) -> bool {
    let day = |end: &Base| matches!(end, Base::Point { day: Some(_), .. });
    matches!(base, Base::Range(from, to) if day(from) && day(to))
}

fn intervals(a: (Date, Date), b: (Date, Date)) -> TimeRelation {
    if a == b {
        TimeRelation::Equal
    } else if a.1 < b.0 || b.1 < a.0 {
        TimeRelation::Disjoint
    } else if a.0 <= b.0 && b.1 <= a.1 {
        TimeRelation::Wider
    } else if b.0 <= a.0 && a.1 <= b.1 {
        TimeRelation::Narrower
    } else {
        TimeRelation::Overlap
    }
}

/// Quarters or halves of a firm's own year, whose days nobody knows, or of a number that no year has: by their numbers.
/// `None` where the calendar decides.
fn quarters(draft: &Base, source: &Base) -> Option<TimeRelation> {
    use TimeRelation::{Disjoint, Equal, Incomparable, Narrower, Wider};
    let (Base::Quarter(n, of, year, fiscal), Base::Quarter(m, other_of, other_year, other_fiscal)) =
        (draft, source)
    else {
        return None;
    };
    if !(*fiscal || *other_fiscal || n > of || m > other_of) {
        return None;
    }
    let known = |year: &Year| if let Year::Known(year) = year { Some(*year) } else { None };
    let (years, one) = ((known(year), known(other_year)), fiscal == other_fiscal || n > of || m > other_of);
    Some(match years {
        _ if of != other_of => Incomparable,
        // The second quarter of a firm's year may be the first of the calendar's.
        (Some(_), Some(_)) if !one => Incomparable,
        (Some(a), Some(b)) if a != b => Disjoint,
        _ if n != m => Disjoint,
        (Some(_), None) => Narrower,
        (None, Some(_)) => Wider,
        _ => Equal,
    })
}

/// Two stretches, each said by both its ends, that have one end in common and not the other.
fn one_end(draft: &Timex, source: &Timex) -> bool {
    match (&draft.said.base, &source.said.base) {
        (Base::Range(a, b), Base::Range(c, d)) => match (draft.days, source.days) {
            (Some((a, b)), Some((c, d))) => (a == c) != (b == d),
            _ => (a == c) != (b == d),
        },
        (Base::Years(a, b), Base::Years(c, d)) => (a == c) != (b == d),
        _ => false,
    }
}

fn gap(a: (Date, Date), b: (Date, Date)) -> i32 {
    days_between(a.1, b.0).max(days_between(b.1, a.0))
}

fn same_but_year(a: (Date, Date), b: (Date, Date)) -> bool {
    let key = |d: Date| (d.month(), d.day());
    key(a.0) == key(b.0) && key(a.1) == key(b.1)
}

/// Days by which an expression is meant loosely: "two weeks ago" is no day, "a year ago" no twelve months.
fn looseness(timex: &Timex) -> i32 {
    match &timex.said.base {
        Base::Shift { unit, from: None, .. } => match unit {
            Unit::Week | Unit::Fortnight => 4,
            Unit::Month | Unit::Quarter => 20,
            Unit::Year | Unit::Season | Unit::Decade | Unit::Century => 200,
            _ => 0,
        },
        Base::Window { unit, .. } => match unit {
            Unit::Week | Unit::Fortnight | Unit::Weekend => 2,
            Unit::Day | Unit::Night => 1,
            _ => 31,
        },
        // Weeks begin on Sunday for some and on Monday for others.
        Base::Unit { unit: Unit::Week | Unit::Weekend, .. } => 1,
        Base::Season(..) => 10,
        _ => 0,
    }
}

/// At least one of the two has two readings: equal if both say the same, disjoint only if no reading fits.
fn exchangeable(draft: &Timex, source: &Timex, a: (Date, Date), b: (Date, Date)) -> TimeRelation {
    if a == b && draft.other == source.other {
        return TimeRelation::Equal;
    }
    let fits = [Some(a), draft.other].into_iter().flatten().any(|a| {
        [Some(b), source.other].into_iter().flatten().any(|b| intervals(a, b) != TimeRelation::Disjoint)
    });
    if fits { TimeRelation::Overlap } else { TimeRelation::Disjoint }
}

/// The weekday a date names and the one it falls on (Monday = 1), where they differ.
///
/// Needs a year in the text, or a document dated within 300 days of the date.
pub fn weekday_mismatch(timex: &Timex, published: Option<Date>) -> Option<(i8, i8)> {
    let (said, _) = timex.weekday.as_ref()?;
    let (day, last) = timex.days?;
    if day != last
        || !matches!(
            timex.said.base,
            Base::Point { month: Some(_), day: Some(_), .. } | Base::Swappable { .. }
        )
    {
        return None;
    }
    if timex.year_assumed && published.is_none_or(|doc| days_between(doc, day).abs() > 300) {
        return None;
    }
    let falls = |d: Date| d.weekday().to_monday_one_offset();
    let fits = falls(day) == *said || timex.other.is_some_and(|(other, _)| falls(other) == *said);
    (!fits).then(|| (*said, falls(day)))
}

#[cfg(test)]
mod tests {
    use super::super::Times;
    use super::*;
    use crate::mention::Value;

    fn read(text: &str, published: Option<&str>) -> Timex {
        Times::default()
            .read(text, published.map(|p| p.parse().unwrap()))
            .into_iter()
            .find_map(|m| if let Value::Time(t) = m.value { Some(t) } else { None })
            .unwrap()
    }

    fn relation(draft: &str, source: &str) -> TimeRelation {
        let day = Some("2025-12-15");
        compare(&read(draft, day), &read(source, day), Together::Apart)
    }

    #[test]
    fn two_days_of_one_month_differ() {
        assert_eq!(relation("on Dec. 2", "on Dec. 14"), TimeRelation::Disjoint);
    }

    #[test]
    fn a_date_in_figures_is_the_date_in_words() {
        assert_eq!(relation("on 14/12", "on December 14, 2025"), TimeRelation::Equal);
    }

    #[test]
    fn flags_the_past_15_years_for_the_past_ten() {
        assert_eq!(relation("in the past 15 years", "in the past ten years"), TimeRelation::Disjoint);
        assert_eq!(relation("over the next five years", "over the next 10 years"), TimeRelation::Disjoint);
        assert_eq!(relation("in the past decade", "in the past ten years"), TimeRelation::Equal);
    }

    #[test]
    fn a_month_holds_its_days() {
        assert_eq!(relation("in December", "on Dec. 14"), TimeRelation::Wider);
        assert_eq!(relation("on Dec. 14", "in December 2025"), TimeRelation::Narrower);
    }

    #[test]
    fn the_weekday_is_the_date() {
        assert_eq!(relation("they met on Sunday", "they met on Dec. 14"), TimeRelation::Equal);
    }

    #[test]
    fn a_day_of_slack_between_relative_dates_only() {
        assert_eq!(relation("they met yesterday", "they met on Saturday"), TimeRelation::Overlap);
        assert_eq!(relation("they met on Dec. 14", "they met on Dec. 13"), TimeRelation::Disjoint);
    }

    #[test]
    fn dont_flag_a_date_that_can_be_read_two_ways() {
        assert_eq!(relation("on 03/04/2025", "on April 3, 2025"), TimeRelation::Overlap);
        assert_eq!(relation("on 03/04/2025", "on June 3, 2025"), TimeRelation::Disjoint);
    }

    #[test]
    fn without_a_document_date_weekdays_say_nothing() {
        let (a, b) = (read("on Sunday", None), read("on Monday", None));
        assert_eq!(compare(&a, &b, Together::Apart), TimeRelation::Incomparable);
        assert_eq!(compare(&a, &b, Together::SameWeek), TimeRelation::Disjoint);
    }

    #[test]
    fn counted_from_a_day_nobody_knows_five_years_ago_is_not_six_years_ago() {
        let (a, b) = (read("it sank five years ago", None), read("it sank six years ago", None));
        assert_eq!(compare(&a, &b, Together::SameWeek), TimeRelation::Disjoint);
        assert_eq!(compare(&a, &a, Together::SameWeek), TimeRelation::Equal);
        assert_eq!(compare(&a, &b, Together::Apart), TimeRelation::Incomparable);
    }

    #[test]
    fn last_may_is_not_last_july_in_any_year() {
        let of = |a: &str, b: &str| compare(&read(a, None), &read(b, None), Together::SameWeek);
        assert_eq!(of("it sank last July", "it sank last May"), TimeRelation::Disjoint);
        assert_eq!(of("by the end of August", "by the end of June"), TimeRelation::Disjoint);
        assert_eq!(of("in early August", "in late August"), TimeRelation::Overlap);
        assert_eq!(of("it sank last Friday", "it sank last Tuesday"), TimeRelation::Disjoint);
        assert_eq!(of("on Friday, May 4", "on Monday, May 4"), TimeRelation::Disjoint);
    }

    #[test]
    fn a_stretch_with_one_wrong_end_is_another() {
        assert_eq!(relation("from 1995 to 2013", "from 1997 to 2013"), TimeRelation::Disjoint);
        assert_eq!(relation("between June and July", "between June and September"), TimeRelation::Disjoint);
        assert_eq!(relation("from 1995 to 2013", "from 1995 to 2013"), TimeRelation::Equal);
        assert_eq!(relation("in the 1996/97 season", "in the 1995/97 season"), TimeRelation::Disjoint);
    }

    #[test]
    fn a_length_of_time_may_be_rounded() {
        assert_eq!(relation("for 1.8 years", "for 1.79 years"), TimeRelation::Wider);
        assert_eq!(relation("for 1.7 years", "for 1.79 years"), TimeRelation::Disjoint);
    }

    #[test]
    fn days_without_a_year_differ_by_their_month() {
        let (a, b) = (read("on May 21", None), read("on June 21", None));
        assert_eq!(compare(&a, &b, Together::Apart), TimeRelation::Disjoint);
    }

    #[test]
    fn a_week_is_seven_days() {
        assert_eq!(relation("for a week", "for seven days"), TimeRelation::Equal);
        assert_eq!(relation("for five years", "for six years"), TimeRelation::Disjoint);
        assert_eq!(relation("for several days", "for six days"), TimeRelation::Incomparable);
    }

    #[test]
    fn a_year_ago_is_no_exact_date() {
        assert_eq!(relation("it sank a year ago", "it sank in October 2024"), TimeRelation::Wider);
        assert_eq!(relation("it sank two weeks ago", "it sank on Nov. 28"), TimeRelation::Overlap);
    }

    #[test]
    fn morning_is_not_evening() {
        assert_eq!(relation("on Sunday morning", "on Sunday evening"), TimeRelation::Disjoint);
        assert_eq!(relation("on Sunday night", "on Sunday evening"), TimeRelation::Overlap);
        assert_eq!(relation("on Sunday evening", "on Sunday"), TimeRelation::Narrower);
    }

    #[test]
    fn a_wrong_weekday_is_told_from_the_right_one() {
        let published = Some("2025-12-15");
        let day = published.map(|p| p.parse().unwrap());
        assert_eq!(weekday_mismatch(&read("on Monday, Dec. 14, 2025", None), None), Some((1, 7)));
        assert_eq!(weekday_mismatch(&read("on Monday, Dec. 14", published), day), Some((1, 7)));
        assert_eq!(weekday_mismatch(&read("on Sunday, Dec. 14", published), day), None);
        assert_eq!(weekday_mismatch(&read("on Monday, Dec. 14", None), None), None);
    }
}
