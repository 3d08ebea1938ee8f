//! When what a sentence tells happened, and the day of a source that gives none.

use copydesk_checking::compare::dateline;
use copydesk_checking::message::field_name;
use copydesk_library::{Article, Metadata};
use copydesk_tagging::reporting::attributions;
use copydesk_tagging::times::Base;
use copydesk_tagging::{Tagged, Timex, Value};
use jiff::civil::Date;
use serde::Serialize;
use std::ops::Range;
use std::sync::Arc;

/// When something happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct When {
    /// The first day it may have happened.
    pub from: Date,
    /// The last.
    pub to: Date,
    /// The words that say so.
    pub text: String,
    /// Bytes of the sentence's visible text that say so.
    #[serde(skip)]
    pub(crate) range: Range<usize>,
    /// Minutes of the day, where a time of day is said.
    #[serde(skip)]
    pub(crate) minute: Option<u16>,
    /// It was worked out from another date ("on Sunday").
    pub relative: bool,
    /// It is the day on which somebody said it, not that of the event.
    pub said: bool,
    /// It is the day of another event that this one is told by: "ahead of the vote on Sunday".
    #[serde(skip)]
    pub(crate) of_other: bool,
}

impl When {
    /// How many days it may have been.
    pub fn span(&self) -> i32 {
        days(self.from, self.to) + 1
    }

    /// Whether both may be of one time: they overlap, and neither is much wider than the other.
    pub(crate) fn meets(&self, other: &When) -> bool {
        let overlap = self.from <= other.to && other.from <= self.to;
        let (a, b) = (self.span(), other.span());
        let hours = match (self.minute, other.minute) {
            (Some(x), Some(y)) => x.abs_diff(y) < APART,
            _ => true,
        };
        // Two dates that are said out and are not the same are of two events; what was worked out may be a day off.
        let said = self.relative || other.relative || (self.from, self.to) == (other.from, other.to);
        overlap && hours && said && a.max(b) <= (7 * a.min(b)).max(3)
    }
}

/// Minutes between two times of one day from which they are of two events.
const APART: u16 = 5 * 60;

fn days(from: Date, to: Date) -> i32 {
    (to - from).get_days()
}

/// A stretch of time longer than this does not say when something somebody tells of happened, if it is also said
/// when they told it.
const LONG: i32 = 31;

/// When what a sentence tells happened, with the bytes of its visible text that tell it. Of several dates the first
/// that is no dateline, no "after ..." and, where somebody is said to have said it, stands in what they said; a
/// further one only where it has a clause to itself, or a ", after ..." at the end.
pub(crate) fn when(tagged: &Tagged, index: usize) -> Vec<(When, Range<usize>)> {
    told(tagged, index, &|| day_before(tagged, index))
}

/// The same, where `day` gives the day of an hour.
fn told(tagged: &Tagged, index: usize, day: &dyn Fn() -> Option<Date>) -> Vec<(When, Range<usize>)> {
    let Some(sentence) = tagged.sentences.get(index) else { return Vec::new() };
    let text: &str = &sentence.sentence.text;
    let head = dateline(text);
    let reported: Vec<Range<usize>> = attributions(tagged, index)
        .into_iter()
        .map(|attribution| attribution.content)
        .filter(|content| !content.is_empty())
        .collect();
    let mut found: Vec<(u8, When)> = Vec::new();
    for mention in &sentence.mentions {
        let Value::Time(timex) = &mention.value else { continue };
        let Some((from, to)) = timex.days else { continue };
        let before = text.get(..mention.range.start).unwrap_or("");
        if mention.range.end <= head || timex.other.is_some() || bound(before) {
            continue;
        }
        let inside =
            |content: &Range<usize>| content.start <= mention.range.start && mention.range.end <= content.end;
        let said = !reported.is_empty() && !reported.iter().any(inside);
        let (from, to) = match is_hour(&text[mention.range.clone()]).then(day).flatten() {
            Some(day) => (day, day),
            None => (from, to),
        };
        let when = When {
            from,
            to,
            text: text[mention.range.clone()].to_owned(),
            range: mention.range.clone(),
            minute: minute(timex),
            relative: timex.relative,
            said,
            of_other: subordinate(before),
        };
        // "on March 2 and March 3" is one stretch.
        if let Some((_, last)) = found.last_mut()
            && joined(text.get(last.range.end..mention.range.start).unwrap_or(""))
            && last.to <= to
            && days(last.from, to) < LONG
        {
            last.to = to;
            last.range.end = mention.range.end;
            last.text = text[last.range.clone()].to_owned();
            continue;
        }
        let rank = match (when.of_other, said) {
            (true, _) => 3,
            (false, true) => 1,
            (false, false) if !reported.is_empty() && when.span() > LONG => 2,
            (false, false) => 0,
        };
        found.push((rank, when));
    }
    let Some(first) =
        found.iter().enumerate().min_by_key(|(place, (rank, _))| (*rank, *place)).map(|(n, _)| n)
    else {
        return Vec::new();
    };
    let mut out: Vec<(When, Range<usize>)> = vec![(found[first].1.clone(), head..text.len())];
    for (rank, when) in found.into_iter().skip(first + 1) {
        let Some((last, part)) = out.last_mut() else { break };
        let apart = when.from > last.to || when.to < last.from;
        let from = last.range.end;
        let gap = text.get(from..when.range.start).unwrap_or("");
        if rank == 2 || !apart {
            continue;
        }
        let marks: &[&str] = if rank > 2 { &EARLIER } else { &CLAUSES };
        let Some((end, start)) = clause_break(gap, marks) else { continue };
        part.end = from + end;
        out.push((when, from + start..text.len()));
    }
    out
}

/// Sentences before one that gives an hour, in which its day is told.
const DAY_BEFORE: usize = 2;

/// The day that what was just told happened on: of "at about 3:20 a.m." too.
fn day_before(tagged: &Tagged, index: usize) -> Option<Date> {
    (index.saturating_sub(DAY_BEFORE)..index).rev().find_map(|before| {
        let (when, _) = told(tagged, before, &|| None).into_iter().next()?;
        (!when.said && !when.of_other && when.span() == 1 && !is_hour(&when.text)).then_some(when.from)
    })
}

fn is_hour(reading: &str) -> bool {
    field_name("date", reading) == "time"
}

/// What stands between two clauses.
const CLAUSES: [&str; 6] = [";", ", and ", ", but ", ", while ", " and, ", " but, "];
/// What stands before an event that the other is told by: "..., after five hours of talks the day before".
const EARLIER: [&str; 2] = [", after ", ", following "];

/// Where one clause ends and the next begins between two dates: "... in 1991 | and, | in 2008 ...".
fn clause_break(gap: &str, marks: &[&str]) -> Option<(usize, usize)> {
    for mark in marks {
        if let Some(at) = gap.rfind(mark) {
            let start = at + mark.len();
            return Some((at, start + gap[start..].len() - gap[start..].trim_start().len()));
        }
    }
    None
}

fn joined(between: &str) -> bool {
    matches!(between.trim(), "and" | "to" | "and on" | "through" | "until" | "–" | "-")
}

/// The date only bounds the time of the event: "until Monday", "before the summer", "by the end of March".
fn bound(before: &str) -> bool {
    let mut words = before.split_whitespace().rev().take(3).map(str::to_ascii_lowercase);
    let last = words.next().unwrap_or_default();
    let bounds = |word: &str| matches!(word, "until" | "till" | "before" | "by" | "since" | "than");
    bounds(&last)
        || matches!(last.as_str(), "the" | "late" | "early") && words.next().is_some_and(|w| bounds(&w))
}

/// The date is that of something else the event is told by: "after the vote on March 2".
fn subordinate(before: &str) -> bool {
    let clause = before.rsplit([',', ';', ':', '—', '(']).next().unwrap_or(before);
    clause
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| matches!(word.to_ascii_lowercase().as_str(), "after" | "ahead" | "following" | "before"))
}

/// Where in its day a time lies, by the part of day or the hour of its value.
fn minute(timex: &Timex) -> Option<u16> {
    let (_, part) = timex.value.split_once('T')?;
    Some(match part {
        "MO" => 8 * 60,
        "MD" => 12 * 60,
        "AF" => 15 * 60,
        "EV" => 19 * 60,
        "NI" if timex.said.base == Base::NightBefore => 2 * 60,
        "NI" => 22 * 60,
        clock => {
            let mut parts = clock.split(':').map(|part| part.get(..2).unwrap_or(part).parse::<u16>().ok());
            match parts.next().flatten() {
                Some(hour) => hour.min(24) * 60 + parts.next().flatten().unwrap_or(0).min(59),
                None => return None,
            }
        }
    })
}

/// Days from the rest of the story within which a date without a year is taken to be of it.
const STORY: i32 = 21;

/// Gives the articles that have no date of their own the day they seem to be of: the last day without a year that
/// they name, in the year the dated sources are of. Returns the ids of those.
pub(crate) fn assume(articles: &mut [Arc<Article>]) -> Vec<Arc<str>> {
    let mut dated: Vec<Date> = articles.iter().filter_map(|article| article.meta.published).collect();
    dated.sort_unstable();
    let Some(&middle) = dated.get(dated.len() / 2) else { return Vec::new() };
    let mut assumed = Vec::new();
    for article in articles.iter_mut().filter(|article| article.meta.published.is_none()) {
        let Some(day) = named_days(article, middle).max() else { continue };
        let meta = Metadata { published: Some(day), ..article.meta.clone() };
        assumed.push(article.id.clone());
        *article =
            Arc::new(Article::new(article.id.clone(), article.text.clone(), article.prose.clone(), meta));
    }
    assumed
}

/// The days an article names, full or without a year, that lie near a day.
fn named_days(article: &Article, near: Date) -> impl Iterator<Item = Date> {
    let mentions = article.tagged().sentences.iter().flat_map(|sentence| &sentence.mentions);
    mentions.filter_map(move |mention| {
        let Value::Time(timex) = &mention.value else { return None };
        // "On Monday" may be ahead of the day it is told on.
        if timex.relative {
            return None;
        }
        let value = timex.value.get(..10)?;
        let day: Date = match value.strip_prefix("XXXX-") {
            None => value.parse().ok()?,
            Some(rest) => {
                let (month, day) = rest.split_once('-')?;
                let (month, day): (i8, i8) = (month.parse().ok()?, day.parse().ok()?);
                (near.year() - 1..=near.year() + 1)
                    .filter_map(|year| Date::new(year, month, day).ok())
                    .min_by_key(|day| days(near, *day).abs())?
            }
        };
        (days(near, day).abs() <= STORY).then_some(day)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::Format;
    use jiff::civil::date;

    fn article(text: &str, published: Option<Date>) -> Arc<Article> {
        let meta = Metadata { published, ..Metadata::default() };
        Arc::new(Article::from_text("a.txt", text, Format::Text, meta))
    }

    fn dates(text: &str) -> Vec<String> {
        let article = article(text, Some(date(2031, 3, 16)));
        let tagged = article.tagged();
        (0..tagged.sentences.len())
            .flat_map(|index| when(tagged, index))
            .map(|(when, _)| format!("{}/{}", when.from, when.to))
            .collect()
    }

    #[test]
    fn reads_two_events_where_each_has_a_clause_to_itself() {
        let article = article("The lighthouse was built in 1911, and in 1936 a storm took its lamp.", None);
        let found = when(article.tagged(), 0);
        let parts: Vec<&str> = found.iter().map(|(_, part)| &article.text[part.clone()]).collect();
        assert_eq!(parts, ["The lighthouse was built in 1911", "in 1936 a storm took its lamp."]);
    }

    #[test]
    fn dont_date_an_event_by_what_only_bounds_it() {
        assert_eq!(dates("The lane is closed until Monday. The wall will stand before the summer."), [""; 0]);
    }

    #[test]
    fn reads_the_day_of_the_event_and_not_that_of_the_report() {
        assert_eq!(
            dates("The harbour lost more than 40 boats in the past week, Mayor Edda Corwin said on Sunday."),
            ["2031-03-09/2031-03-16"]
        );
        assert_eq!(
            dates("The mayor said on Friday that the port was built in 1998."),
            ["2031-03-14/2031-03-14"]
        );
    }

    #[test]
    fn reads_two_days_joined_by_and_as_one_stretch() {
        assert_eq!(
            dates("The council meets on March 20 and March 21 in Osterhaven."),
            ["2031-03-20/2031-03-21"]
        );
    }

    #[test]
    fn dont_take_the_dateline_or_what_came_before() {
        assert_eq!(
            dates("OSTERHAVEN, March 16 - The judge boarded the ferry on Friday."),
            ["2031-03-14/2031-03-14"]
        );
    }

    #[test]
    fn reads_what_came_before_where_it_has_the_end_of_the_sentence_to_itself() {
        let article = article(
            "The owners met on March 15, after five hours of talks the day before.",
            Some(date(2031, 3, 16)),
        );
        let found = when(article.tagged(), 0);
        let told: Vec<(Date, &str)> =
            found.iter().map(|(when, part)| (when.from, &article.text[part.clone()])).collect();
        assert_eq!(
            told,
            [
                (date(2031, 3, 15), "The owners met on March 15"),
                (date(2031, 3, 14), "five hours of talks the day before.")
            ]
        );
    }

    #[test]
    fn reads_the_year_of_a_source_without_one_off_the_others() {
        let mut articles = vec![
            article("The ferry sank on Friday.", Some(date(2031, 3, 16))),
            article("The judge spoke on Saturday (15/3). The hearing goes on on Monday.", None),
            article("Nothing here has a date.", None),
        ];
        assert_eq!(assume(&mut articles).len(), 1);
        assert_eq!(articles[1].meta.published, Some(date(2031, 3, 15)));
        assert_eq!(articles[2].meta.published, None);
    }
}
