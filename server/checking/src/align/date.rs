//! Dates that cannot be: a day or a year that is written wrong ("February 32", "in 3199") is tagged as a bare number.

use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use copydesk_tagging::{Kind, Value};
use std::ops::Range;

/// The number of a claim that stands for a part of a date of the evidence.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spoilt {
    /// Bytes of the evidence's sentence: the day or the year.
    pub(crate) source: Range<usize>,
    /// The rest of the date stands beside the number in the claim too: "February".
    pub(crate) beside: bool,
    /// It is the year of a date that is nothing but a year, after the same word.
    pub(crate) alone: bool,
}

/// The last year that is read as one.
const LAST_YEAR: u32 = 2100;
/// The last day that a month may have.
const LAST_DAY: u32 = 31;

/// Whether a number of the claim can only be a day or year gone wrong, beside a date of the evidence.
pub(crate) fn spoilt(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Option<Spoilt> {
    let (ItemKind::Figure(_), ItemKind::Time(_)) = (a.kind, b.kind) else { return None };
    let (mine, theirs) = (claim.mention(a)?, evidence.mention(b)?);
    let Value::Figure(figure) = &mine.value else { return None };
    if mine.kind != Kind::Number || theirs.kind != Kind::Date || figure.upper.is_some() {
        return None;
    }
    let digits = claim.text().get(figure.digits.clone())?;
    if digits.len() > 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let value: u32 = digits.parse().ok()?;
    let year = digits.len() == 4 && value > LAST_YEAR;
    if !year && (digits.len() != 2 || value <= LAST_DAY) {
        return None;
    }
    // What follows the number, if it counts something, follows the date.
    if let Some(noun) = &figure.noun {
        let (counted, after) = (claim.text().get(noun.range.clone())?, evidence.text().get(b.range.end..)?);
        if !after.trim_start().starts_with(counted) {
            return None;
        }
    }
    let source = part(evidence.text(), b.range.clone(), digits.len())?;
    let before = evidence.text().get(b.range.start..source.start)?;
    let after = evidence.text().get(source.end..b.range.end)?;
    let (mine, rest) = (claim.text().get(..figure.digits.start)?, claim.text().get(figure.digits.end..)?);
    let beside =
        !(before.is_empty() && after.is_empty()) && mine.ends_with(before) && rest.starts_with(after);
    let alone = year && before.is_empty() && after.is_empty() && a.before == b.before;
    Some(Spoilt { source, beside, alone })
}

/// Where a date has a number of so many digits; of one or two for a day.
fn part(text: &str, date: Range<usize>, digits: usize) -> Option<Range<usize>> {
    let words = text.get(date.clone())?;
    let mut from = 0;
    for run in words.split(|c: char| !c.is_ascii_digit()) {
        let fits = run.len() == digits || (digits == 2 && run.len() == 1);
        if fits {
            return Some(date.start + from..date.start + from + run.len());
        }
        from += run.len();
        from += words.get(from..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    }
    None
}
