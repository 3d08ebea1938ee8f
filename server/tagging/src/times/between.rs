//! The days from one date to another, where one end may fix what the other leaves open.

use super::calendar::{date, plus_days};
use super::points::{next_after, point};
use super::resolve::{Against, Meaning, Resolver};
use super::said::{Base, Step};
use jiff::civil::Date;

impl Resolver<'_> {
    /// From `a` to `b`: their value is written `start/end`, with the end exclusive.
    pub(super) fn range(&self, a: &Base, b: &Base, against: Against) -> Meaning {
        let mut first = self.base(a, against);
        let mut second = self.base(b, against);
        if let Some((from, to)) = around_writing(a, b, second.days, against) {
            first = from;
            second.days = Some(to);
        }
        if is_open(b)
            && let Some((start, _)) = first.days
        {
            follow(&mut second, b, start, is_open(a));
        }
        if first.days > second.days
            && is_open(a)
            && !is_open(b)
            && let Some((end, _)) = second.days
            && let Some(earlier) = last_before(a, end, against)
        {
            first = earlier;
        }
        let (start, end) = (first.days.map(|d| d.0), second.days.map(|d| d.1));
        let value = match (start, begins(&second, b)) {
            (Some(start), Some(end)) => format!("{start}/{end}"),
            _ => format!("{}/{}", first.value, second.value),
        };
        let mut meaning = Meaning::stretch(value, start, end);
        meaning.relative = first.relative || second.relative;
        meaning.year_assumed = first.year_assumed || second.year_assumed;
        meaning
    }
}

/// Which of the many such days is left open.
fn is_open(base: &Base) -> bool {
    matches!(
        base,
        Base::Point { year: None, month: Some(_), .. }
            | Base::Swappable { year: None, .. }
            | Base::Weekday { week: None, .. }
    )
}

/// "from May to October", written in between: this year's. The first end, and the days of the second, one of whose
/// stretches is `second`.
fn around_writing(
    a: &Base,
    b: &Base,
    second: Option<(Date, Date)>,
    against: Against,
) -> Option<(Meaning, (Date, Date))> {
    let Base::Point { year: None, month: Some(month), day, .. } = a else { return None };
    let Base::Point { year: None, month: Some(_), .. } = b else { return None };
    let doc = against.published?;
    [doc.year() - 1, doc.year()].into_iter().find_map(|year| {
        let first = point(Some(year), Some(*month), *day, Step::Open, against);
        let start = first.days?;
        let end = next_after(b, second?, start.0)?;
        let holds = start.0 <= doc && doc <= end.1;
        holds.then_some((Meaning { year_assumed: true, ..first }, end))
    })
}

/// One end fixes the other: the second is the first such day after the first. `open`: the first was open itself.
fn follow(second: &mut Meaning, b: &Base, start: Date, open: bool) {
    if let Some(days) = second.days
        && (days.0 < start || matches!(b, Base::Point { .. }) && !open)
    {
        second.days = next_after(b, days, start);
    }
    if let Some((day, _)) = second.days {
        second.value = match b {
            Base::Point { day: None, .. } => format!("{:04}-{:02}", day.year(), day.month()),
            _ => day.to_string(),
        };
    }
}

/// The last such month or day before the day `end`.
fn last_before(a: &Base, end: Date, against: Against) -> Option<Meaning> {
    let Base::Point { month: Some(month), day, .. } = a else { return None };
    let year = [end.year(), end.year() - 1]
        .into_iter()
        .find(|year| date(*year, *month, day.unwrap_or(1)).is_some_and(|day| day <= end))?;
    Some(point(Some(year), Some(*month), *day, Step::Open, against))
}

/// Where the last part begins: how TIMEX3 corpora and Recognizers write the end of a range.
fn begins(last: &Meaning, base: &Base) -> Option<String> {
    let (first_day, last_day) = last.days?;
    match base {
        Base::Part(..) => plus_days(last_day, 1).map(|day| day.to_string()),
        _ => Some(first_day.to_string()),
    }
}
