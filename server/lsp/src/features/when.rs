//! TIMEX3 values as a writer would say them.

use jiff::civil::Date;

/// "Tuesday, 11 November 2031, evening" for "2031-11-11TEV"; `None` for a value that stands for itself ("2031").
pub(super) fn told(value: &str) -> Option<String> {
    match value {
        "PRESENT_REF" => return Some("now".to_owned()),
        "PAST_REF" => return Some("in the past".to_owned()),
        "FUTURE_REF" => return Some("in the future".to_owned()),
        _ => {}
    }
    if let Some(length) = value.strip_prefix('P') {
        return lasting(length);
    }
    let (day, time) = match value.split_once('T') {
        Some((day, time)) => (day, Some(time)),
        None => (value, None),
    };
    let day = day_told(day)?;
    let Some(time) = time else { return Some(day) };
    let part = match time {
        "MO" => "morning",
        "MI" => "noon",
        "AF" => "afternoon",
        "EV" => "evening",
        "NI" => "night",
        "DT" => "during the day",
        clock if clock.starts_with(|c: char| c.is_ascii_digit()) => clock,
        _ => return None,
    };
    Some(format!("{day}, {part}"))
}

/// A day, a month, a week, a quarter or a season.
fn day_told(value: &str) -> Option<String> {
    if let Ok(date) = value.parse::<Date>() {
        return Some(date.strftime("%A, %-d %B %Y").to_string());
    }
    let mut parts = value.split('-');
    let (year, part, rest) = (parts.next()?, parts.next()?, parts.next());
    let month = |number: &str| -> Option<String> {
        let first = Date::new(2000, number.parse().ok()?, 1).ok()?;
        Some(first.strftime("%B").to_string())
    };
    if year == "XXXX" {
        let day: u8 = rest?.parse().ok()?;
        return Some(format!("{day} {}, of a year that is not told", month(part)?));
    }
    year.parse::<u16>().ok()?;
    match (part.strip_prefix('W'), part.strip_prefix('Q'), rest) {
        (Some(week), _, None) => Some(format!("week {} of {year}", week.parse::<u8>().ok()?)),
        (Some(week), _, Some("WE")) => {
            Some(format!("weekend of week {} of {year}", week.parse::<u8>().ok()?))
        }
        (_, Some(quarter), None) => {
            let name = match quarter {
                "1" => "first",
                "2" => "second",
                "3" => "third",
                "4" => "fourth",
                _ => return None,
            };
            Some(format!("{name} quarter of {year}"))
        }
        (None, None, None) => match part {
            "SP" => Some(format!("spring {year}")),
            "SU" => Some(format!("summer {year}")),
            "FA" => Some(format!("autumn {year}")),
            "WI" => Some(format!("winter {year}")),
            number => Some(format!("{} {year}", month(number)?)),
        },
        _ => None,
    }
}

/// "3 days" for what follows the P of "P3D".
fn lasting(value: &str) -> Option<String> {
    let (value, clock) = match value.strip_prefix('T') {
        Some(value) => (value, true),
        None => (value, false),
    };
    let unit = value.chars().last()?;
    let number = value.strip_suffix(unit)?;
    let name = match (unit, clock) {
        ('Y', false) => "year",
        ('M', false) => "month",
        ('W', false) => "week",
        ('D', false) => "day",
        ('H', true) => "hour",
        ('M', true) => "minute",
        ('S', true) => "second",
        _ => return None,
    };
    match number {
        "X" => Some(format!("some {name}s")),
        "1" => Some(format!("1 {name}")),
        number if number.parse::<f64>().is_ok() => Some(format!("{number} {name}s")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::told;

    #[test]
    fn says_times_as_people_do_and_leaves_alone_what_it_does_not_know() {
        for (value, words) in [
            ("2031-11-11TEV", "Tuesday, 11 November 2031, evening"),
            ("2031-11-11T18:24", "Tuesday, 11 November 2031, 18:24"),
            ("2031-11-11", "Tuesday, 11 November 2031"),
            ("2031-03", "March 2031"),
            ("2031-W46", "week 46 of 2031"),
            ("2031-W46-WE", "weekend of week 46 of 2031"),
            ("2031-Q4", "fourth quarter of 2031"),
            ("2031-SU", "summer 2031"),
            ("XXXX-12-14", "14 December, of a year that is not told"),
            ("P3D", "3 days"),
            ("PT1H", "1 hour"),
            ("PXM", "some months"),
            ("PRESENT_REF", "now"),
        ] {
            assert_eq!(told(value).as_deref(), Some(words), "{value}");
        }
        for value in [
            "2031",
            "203",
            "20",
            "",
            "P",
            "PT",
            "PD",
            "P1Y2M",
            "2031-99",
            "XXXX-WXX-1",
            "2031-11-11TXX",
            "é",
            "T",
            "-",
        ] {
            assert_eq!(told(value), None, "{value}");
        }
    }
}
