//! The day an article is dated.
//!
//! Best first: a line that is a date ("Published: 14 December 2025"), the address it stood under, its dateline
//! ("VARNHOLM, Dec 14"), the date it begins with. The last is taken only where something else in the text bears it out:
//! a story may begin with a day long past.

use copydesk_tagging::times::Times;
use copydesk_tagging::{Kind, Mention, Value};
use copydesk_text::furniture::is_post_credit;
use copydesk_text::{BlockKind, Prose};
use jiff::civil::Date;
use std::sync::{Arc, LazyLock};

static TIMES: LazyLock<Times> = LazyLock::new(Times::default);

/// A calendar day as it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Full(Date),
    /// Month and day.
    Partial(i8, i8),
}

/// A date that somebody stated as such: `2025-12-14T10:00:00Z`, `14 December 2025`, `12/14/2025`.
pub(crate) fn stated(text: &str) -> Option<Date> {
    let head = text.trim().get(..10);
    if let Some(date) = head.and_then(|head| head.parse().ok()) {
        return Some(date);
    }
    days(text).find_map(|(day, _)| match day {
        Day::Full(date) => Some(date),
        Day::Partial(..) => None,
    })
}

/// The day that the address of a page holds: `/2025/12/14/`.
pub(super) fn of_url(url: &str) -> Option<Date> {
    let parts: Vec<&str> = url.split(['/', '-', '?', '#']).collect();
    parts.windows(3).find_map(|three| {
        let [year, month, day] = three else { return None };
        if year.len() != 4 || !(1..=2).contains(&month.len()) || !(1..=2).contains(&day.len()) {
            return None;
        }
        let year: i16 = year.parse().ok().filter(|year| (1900..2100).contains(year))?;
        Date::new(year, month.parse().ok()?, day.parse().ok()?).ok()
    })
}

/// What one block says of days.
#[derive(Debug, Default)]
pub(super) struct Dated {
    days: Vec<(Day, usize)>,
    relative: bool,
}

impl Dated {
    pub(super) fn read(text: &str) -> Self {
        let mentions = TIMES.sentence(text);
        Self { relative: is_relative(text, &mentions), days: days_of(mentions).collect() }
    }
}

/// The calendar days of a text and the bytes they stand at.
fn days(text: &str) -> impl Iterator<Item = (Day, usize)> {
    days_of(TIMES.sentence(text))
}

/// One whose day and month could be exchanged is left out.
fn days_of(mentions: Vec<Mention>) -> impl Iterator<Item = (Day, usize)> {
    mentions.into_iter().filter_map(|mention| {
        let Value::Time(time) = &mention.value else { return None };
        if !matches!(mention.kind, Kind::Date | Kind::Time) || time.other.is_some() {
            return None;
        }
        let value = time.value.split('T').next().unwrap_or_default();
        let day = match value.strip_prefix("XXXX-") {
            Some(rest) => {
                let (month, day) = rest.split_once('-')?;
                Day::Partial(month.parse().ok()?, day.parse().ok()?)
            }
            None if value.len() == 10 => Day::Full(value.parse().ok()?),
            None => return None,
        };
        Some((day, mention.range.start))
    })
}

/// The day the article is dated, by its text. `read` gives what a block says of days, from memory or by
/// [`Dated::read`].
pub(super) fn guess(prose: &Prose, read: &mut dyn FnMut(&str) -> Arc<Dated>) -> Option<Date> {
    let mut stamp = None;
    let mut dateline = None;
    let mut lead = None;
    let mut posts = Vec::new();
    let mut full: Vec<Date> = Vec::new();
    let mut relative = false;
    let mut paragraphs = 0;
    for block in &prose.blocks {
        let text = block.text.as_str();
        match block.kind {
            BlockKind::SourceEntry | BlockKind::Footnote(_) | BlockKind::BlockQuote => continue,
            BlockKind::Furniture if is_post_credit(text) => {
                posts.extend(read(text).days.iter().filter_map(full_day));
                continue;
            }
            BlockKind::Furniture => {
                let updated = text.to_lowercase().contains("updated");
                if let Some(date) = read(text).days.iter().find_map(full_day)
                    && (stamp.is_none() || !updated)
                {
                    stamp.get_or_insert(date);
                }
                continue;
            }
            _ => {}
        }
        let is_prose = !matches!(block.kind, BlockKind::Heading(_));
        paragraphs += usize::from(is_prose);
        // Long stories: what dates them stands at their head or foot.
        if paragraphs > 40 {
            continue;
        }
        let dated = read(text);
        for &(day, at) in &dated.days {
            if let Day::Full(date) = day {
                full.push(date);
            }
            if !is_prose || paragraphs > 6 {
                continue;
            }
            if paragraphs <= 3 && dateline.is_none() && is_dateline(text, at) {
                dateline = Some(day);
            }
            lead.get_or_insert(day);
        }
        relative = relative || dated.relative;
    }
    if let Some(date) = stamp {
        return Some(date);
    }
    if let Some(date) = dateline.and_then(|day| completed(day, full.iter().chain(&posts))) {
        return Some(date);
    }
    let date = lead.and_then(|day| completed(day, full.iter().chain(&posts)))?;
    let after = posts.iter().filter(|post| **post >= date && days_between(date, **post) <= 3).max();
    let again = full.iter().filter(|other| **other == date).count();
    // A later date that is past as well would make the first one history.
    let later = full.iter().any(|other| days_between(date, *other) > 31);
    let borne_out = !later && (after.is_some() || relative || again >= 3);
    borne_out.then(|| after.copied().unwrap_or(date))
}

fn full_day((day, _): &(Day, usize)) -> Option<Date> {
    match day {
        Day::Full(date) => Some(*date),
        Day::Partial(..) => None,
    }
}

/// A day with the year of the nearest full date of the article.
fn completed<'a>(day: Day, others: impl Iterator<Item = &'a Date>) -> Option<Date> {
    match day {
        Day::Full(date) => Some(date),
        Day::Partial(month, day) => others
            .flat_map(|other| [-1, 0, 1].map(|step| (Date::new(other.year() + step, month, day), *other)))
            .filter_map(|(date, other)| Some((date.ok()?, other)))
            .min_by_key(|(date, other)| days_between(*date, *other).abs())
            // A year-old anniversary says nothing about the day of writing.
            .filter(|(date, other)| days_between(*date, *other).abs() <= 60)
            .map(|(date, _)| date),
    }
}

fn days_between(from: Date, to: Date) -> i32 {
    from.until(to).map_or(i32::MAX, |span| span.get_days())
}

/// Characters that a day has at most: "September 14, 2025".
const DAY: usize = 18;

/// "VARNHOLM, Dec 14 (Kestrel Wire) –": a place in front, a dash or an agency behind. "Kestrel Post, 15 June 2026": nothing
/// behind it.
fn is_dateline(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return false };
    let place: usize = before.chars().filter(|c| c.is_alphabetic()).count();
    let capitals = before.chars().filter(|c| c.is_uppercase()).count();
    let head: String = after.chars().take(40).collect();
    let alone = at > 0 && after.chars().count() <= DAY && after.ends_with(|c: char| c.is_ascii_digit());
    before.len() <= 60
        && (place == 0 || capitals * 2 >= place || before.trim_end().ends_with(','))
        && !before.contains(". ")
        && (alone
            || [" - ", " – ", " — ", " _ ", " -- ", " (", "—", "\n"].iter().any(|mark| head.contains(mark)))
        && (at == 0 || before.trim_end().ends_with([',', '(', '—', '–', '-', '|', '/']))
}

/// Whether a text speaks of days as one does who writes within the week.
fn is_relative(text: &str, mentions: &[Mention]) -> bool {
    mentions.iter().any(|mention| match &mention.value {
        Value::Time(time) => {
            matches!(mention.kind, Kind::Date | Kind::Time)
                && (time.value.starts_with("XXXX-WXX-") || time.value.starts_with("XXXX-XX-XX"))
                && !text[mention.range.clone()].to_lowercase().starts_with("that")
        }
        _ => false,
    })
}
