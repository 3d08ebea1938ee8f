//! Lengths of time, held against one another.

use super::TimeRelation;

/// Two durations: equal if they are as long, whatever their units.
pub(super) fn durations(a: &str, b: &str) -> TimeRelation {
    if a == b {
        return if a.contains('X') { TimeRelation::Incomparable } else { TimeRelation::Equal };
    }
    match (length(a), length(b)) {
        // A month is 28 to 31 days, a year twelve months.
        (Some(x), Some(y)) if (x - y).abs() <= 0.04 * x.max(y) && a.chars().last() != b.chars().last() => {
            TimeRelation::Equal
        }
        (Some(_), Some(_)) if rounds(a, b) => TimeRelation::Wider,
        (Some(x), Some(y)) if coarser(a, x, b, y) => TimeRelation::Wider,
        (Some(_), Some(_)) => TimeRelation::Disjoint,
        _ => TimeRelation::Incomparable,
    }
}

/// The first says the second in whole ones of a longer unit: three months for 12 weeks.
fn coarser(a: &str, x: f64, b: &str, y: f64) -> bool {
    let unit = |value: &str| {
        let single = value.matches(|c: char| c.is_ascii_alphabetic() && !matches!(c, 'P' | 'T')).count() == 1;
        let number = value.trim_matches(|c: char| c.is_ascii_alphabetic()).parse::<f64>().ok()?;
        (single && number.fract() == 0.0 && number > 0.0).then_some(number)
    };
    let (Some(n), Some(m)) = (unit(a), unit(b)) else { return false };
    let one = x / n;
    one > y / m && n >= 2.0 && (y / one).round() == n && (x - y).abs() <= 0.1 * y
}

/// The first says the second in fewer decimals: 1.8 years for 1.79.
fn rounds(a: &str, b: &str) -> bool {
    let split = |value: &str| -> Option<(String, String)> {
        let start = value.find(|c: char| c.is_ascii_digit())?;
        let end = value.rfind(|c: char| c.is_ascii_digit())? + 1;
        Some((value[start..end].to_owned(), format!("{}{}", &value[..start], &value[end..])))
    };
    let (Some((a, of)), Some((b, unit))) = (split(a), split(b)) else { return false };
    let decimals = |number: &str| number.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let (Ok(x), Ok(y)) = (a.parse::<f64>(), b.parse::<f64>()) else { return false };
    of == unit && decimals(&a) < decimals(&b) && (x - y).abs() <= 0.5 * 0.1f64.powi(decimals(&a) as i32)
}

/// The length of a TIMEX3 duration in seconds; `None` for what tells none, and for one of nothing.
pub fn length(value: &str) -> Option<f64> {
    let mut total = 0.0;
    let mut clock = false;
    let mut number = String::new();
    for c in value.strip_prefix('P')?.chars() {
        match c {
            'T' => clock = true,
            '0'..='9' | '.' => number.push(c),
            'E' => {}
            letter => {
                let n: f64 = number.parse().ok()?;
                number.clear();
                let day = 86_400.0;
                total += n * match (letter, clock) {
                    ('S', true) => 1.0,
                    ('M', true) => 60.0,
                    ('H', true) => 3600.0,
                    ('D', false) => day,
                    ('W', false) => 7.0 * day,
                    ('M', false) => 30.44 * day,
                    ('Y', false) => 365.25 * day,
                    _ => return None,
                };
            }
        }
    }
    (total > 0.0).then_some(total)
}
