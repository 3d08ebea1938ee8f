//! Calendar arithmetic that never panics: everything is `None` outside the years 1 to 9999.

use jiff::Span;
use jiff::civil::{Date, Weekday};

pub(crate) fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    if year < 1 { None } else { Date::new(year, month, day).ok() }
}

pub(crate) fn plus_days(date: Date, days: i32) -> Option<Date> {
    date.checked_add(Span::new().try_days(days).ok()?).ok()
}

pub(crate) fn plus_months(date: Date, months: i32) -> Option<Date> {
    date.checked_add(Span::new().try_months(months).ok()?).ok()
}

/// The Monday of the week of `date`.
pub(crate) fn monday(date: Date) -> Option<Date> {
    plus_days(date, -i32::from(date.weekday().to_monday_zero_offset()))
}

/// The last day of a month.
pub(crate) fn month_end(year: i16, month: i8) -> Option<Date> {
    date(year, month, 1).map(Date::last_of_month)
}

/// Days from `a` to `b`.
pub(crate) fn days_between(a: Date, b: Date) -> i32 {
    b.since(a).map_or(0, |span| span.get_days())
}

/// `2025-W50` of the ISO week that holds `date`.
pub(crate) fn week_value(date: Date) -> String {
    let week = date.iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

/// Easter Sunday of the Gregorian calendar (the anonymous algorithm, as Meeus gives it).
pub(crate) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let a = y % 19;
    let (b, c) = (y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
    date(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?)
}

/// The `nth` (from 1, or -1 for the last) weekday (Monday = 1) of a month.
pub(crate) fn nth_weekday(year: i16, month: i8, nth: i8, weekday: i8) -> Option<Date> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    date(year, month, 1)?.nth_weekday_of_month(nth, weekday).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn easter_moves() {
        assert_eq!(easter(2018), date(2018, 4, 1));
        assert_eq!(easter(2025), date(2025, 4, 20));
    }

    #[test]
    fn weeks_of_the_new_year_belong_to_the_iso_year() {
        assert_eq!(week_value(date(2018, 12, 31).unwrap()), "2019-W01");
    }
}
