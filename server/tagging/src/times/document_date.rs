//! The day an article is dated: from its URL, front matter, byline or dateline. Read from the text; never today.

use super::Times;
use super::said::Base;
use crate::mention::{Kind, Mention, Timex, Value};
use jiff::civil::Date;

/// Where an article's date was found, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DateOrigin {
    /// A field of the front matter ("date: 2025-12-14").
    FrontMatter,
    /// A line of its own beside headline and author ("Sun, 12/14/2025 – 14:35", "Published December 14, 2025").
    Byline,
    /// The dateline before the first sentence ("PORT ELGAN, Dec 14 (Harbour Wire) –").
    Dateline,
    /// The article's address ("/2025/12/14/").
    Url,
    /// A full date in the first sentences. Only what the story tells of, so no more than a likely guess.
    Lead,
}

/// How long a line may be and still stand beside the headline.
const LINE: usize = 120;
/// How many lines from either end of a text are looked at for a byline.
const LINES: usize = 25;

impl Times {
    /// The day the article is dated, and where that was found. A day and month without a year are completed by a full
    /// date elsewhere in the text, else there is none.
    ///
    /// `text` is the whole article, front matter included; `url` its address where known.
    pub fn document_date(&self, text: &str, url: Option<&str>) -> Option<(Date, DateOrigin)> {
        if let Some(day) = self.front_matter(text) {
            return Some((day, DateOrigin::FrontMatter));
        }
        let url_date = url.and_then(|url| self.in_url(url));
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
        let head = lines.len().min(LINES);
        let tail = lines.len().saturating_sub(LINES).max(head);
        let edge = || lines[..head].iter().chain(&lines[tail..]).copied();
        let mut best: Option<(u8, Date)> = None;
        for line in edge().filter(|l| l.len() <= LINE) {
            if let Some((rank, day)) = self.byline(line)
                && best.is_none_or(|(r, _)| rank < r)
            {
                best = Some((rank, day));
            }
        }
        if let Some((_, day)) = best {
            return Some((day, DateOrigin::Byline));
        }
        let partial = lines[..head].iter().find_map(|line| self.dateline(line));
        if let Some(timex) = partial {
            if let Some((day, _)) = timex.days {
                return Some((day, DateOrigin::Dateline));
            }
            if let Base::Point { year: None, month: Some(month), day: Some(day), .. } = timex.said.base {
                let near = url_date.or_else(|| self.latest_full_date(text));
                if let Some(found) = near.and_then(|near| nearest_year(near, month, day)) {
                    return Some((found, DateOrigin::Dateline));
                }
            }
        }
        if let Some(day) = url_date {
            return Some((day, DateOrigin::Url));
        }
        // The lead: the first lines of running text.
        let mut seen = 0;
        for line in lines[..head].iter().filter(|l| l.len() > LINE) {
            let end = line.char_indices().nth(400).map_or(line.len(), |(at, _)| at);
            if let Some(day) = self.read(&line[..end], None).iter().find_map(full_day) {
                return Some((day, DateOrigin::Lead));
            }
            seen += 1;
            if seen == 2 {
                break;
            }
        }
        None
    }

    fn front_matter(&self, text: &str) -> Option<Date> {
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let fence = lines.next()?.trim_end();
        if !matches!(fence, "---" | "+++" | ";;;") {
            return None;
        }
        let mut best: Option<(usize, Date)> = None;
        for line in lines.take(100) {
            if line.trim_end() == fence {
                break;
            }
            let Some((key, value)) = line.split_once([':', '=']) else { continue };
            let key = key.trim().trim_matches('"').to_lowercase().replace(['-', '_'], "");
            let Some(rank) = self.lexicon.date_keys.iter().position(|k| *k == key) else { continue };
            if let Some(day) = self.read(value, None).iter().find_map(full_day)
                && best.is_none_or(|(r, _)| rank < r)
            {
                best = Some((rank, day));
            }
        }
        best.map(|(_, day)| day)
    }

    /// A line that is a date with at most a few words around it; lines that call it an update rank behind.
    fn byline(&self, line: &str) -> Option<(u8, Date)> {
        let mentions = self.read(line, None);
        let day = mentions.iter().find_map(full_day)?;
        let covered: usize =
            mentions.iter().filter(|m| m.kind != Kind::Duration).map(|m| m.range.len()).sum();
        let words = line.split_whitespace().count();
        let dated: usize = mentions.iter().map(|m| line[m.range.clone()].split_whitespace().count()).sum();
        let first = line
            .split(|c: char| !c.is_alphabetic())
            .find(|w| !w.is_empty())
            .unwrap_or_default()
            .to_lowercase();
        let named = self.lexicon.byline_words.contains(&first);
        let updated = self.lexicon.update_words.contains(&first);
        // "By Mara Quill, Dec. 14, 2025 | The Bay Ledger": more date than words, or a word that announces it.
        let mostly = covered * 2 >= line.len() || words.saturating_sub(dated) <= 4;
        // A list item or a sentence is a statement, not a byline.
        let sentence = line.starts_with(['-', '*', '•']) || line.ends_with('.') && words > 6;
        if !(mostly || named) || sentence {
            return None;
        }
        Some((
            if updated {
                2
            } else if named {
                0
            } else {
                1
            },
            day,
        ))
    }

    /// "PORT ELGAN, Dec 14 (Harbour Wire) –": capitals, a date, then a dash or a bracket.
    fn dateline(&self, line: &str) -> Option<Timex> {
        let end = line.char_indices().nth(100).map_or(line.len(), |(at, _)| at);
        let head = &line[..end];
        let mention = self.read(head, None).into_iter().find(|m| m.kind == Kind::Date)?;
        let before = head[..mention.range.start].trim_end_matches([' ', ',', '(', '/']);
        let after = head[mention.range.end..].trim_start();
        let place = before
            .split(|c: char| !c.is_alphanumeric())
            .find(|w| w.chars().count() > 1)
            .is_some_and(|w| w.chars().all(|c| !c.is_lowercase()));
        let closes = after.starts_with(['(', '–', '—', '-', ':', '_', ')', '/', ',']);
        let short = before.split_whitespace().count() <= 6;
        if !(place && closes && short) {
            return None;
        }
        match mention.value {
            Value::Time(timex)
                if matches!(timex.said.base, Base::Point { day: Some(_), month: Some(_), .. }) =>
            {
                Some(timex)
            }
            _ => None,
        }
    }

    fn latest_full_date(&self, text: &str) -> Option<Date> {
        text.lines().flat_map(|line| self.read(line, None)).filter_map(|m| full_day(&m)).max()
    }

    fn in_url(&self, url: &str) -> Option<Date> {
        let path = url.split_once("://").map_or(url, |(_, rest)| rest);
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let parts: Vec<&str> = path.split('/').skip(1).collect();
        for window in parts.windows(3) {
            let [year, month, day] = window else { continue };
            let month = month
                .parse::<i8>()
                .ok()
                .or_else(|| self.lexicon.get(&month.to_lowercase()).map(|l| l.month).filter(|m| *m > 0));
            if let (Ok(year @ 1900..=2199), Some(month), Ok(day)) =
                (year.parse::<i16>(), month, day.parse::<i8>())
                && let Some(date) = super::calendar::date(year, month, day)
            {
                return Some(date);
            }
        }
        parts.iter().flat_map(|part| self.read(part, None)).find_map(|m| full_day(&m))
    }
}

/// The single day of a mention that names its year and cannot be read two ways.
fn full_day(mention: &Mention) -> Option<Date> {
    let Value::Time(timex) = &mention.value else { return None };
    let (first, last) = timex.days?;
    (first == last && timex.other.is_none() && !timex.year_assumed && !timex.relative).then_some(first)
}

fn nearest_year(near: Date, month: i8, day: i8) -> Option<Date> {
    (-1..=1)
        .filter_map(|n| super::calendar::date(near.year() + n, month, day))
        .min_by_key(|d| super::calendar::days_between(near, *d).abs())
        .filter(|d| super::calendar::days_between(near, *d).abs() < 200)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, url: Option<&str>) -> Option<(String, DateOrigin)> {
        Times::default().document_date(text, url).map(|(day, origin)| (day.to_string(), origin))
    }

    fn at(day: &str, origin: DateOrigin) -> Option<(String, DateOrigin)> {
        Some((day.to_owned(), origin))
    }

    #[test]
    fn reads_front_matter() {
        let text = "---\ntitle: Ferry sinks\ndate: 2025-12-14T09:00:00Z\n---\nOn Dec. 2, 2024 it sailed.";
        assert_eq!(found(text, None), at("2025-12-14", DateOrigin::FrontMatter));
    }

    #[test]
    fn reads_a_line_that_is_a_date() {
        let text = "Ferry sinks off Kestrel Bay\nSun, 12/14/2025 – 14:35\n\nThe ferry sank.";
        assert_eq!(found(text, None), at("2025-12-14", DateOrigin::Byline));
        let text =
            "Ferry sinks\nBy Mara Quill\nUpdated December 16, 2025\nPublished December 14, 2025 9:00 am\n";
        assert_eq!(found(text, None), at("2025-12-14", DateOrigin::Byline));
    }

    #[test]
    fn completes_a_dateline_from_the_text_and_never_from_today() {
        let text = "Ferry sinks\nPORT ELGAN, Dec 30 (Harbour Wire) – A ferry sank, as one did on January 2, 2026, in the north of the country and in the south.";
        assert_eq!(found(text, None), at("2025-12-30", DateOrigin::Dateline));
        assert_eq!(found("PORT ELGAN, Dec 30 (Harbour Wire) – A ferry sank.", None), None);
    }

    #[test]
    fn reads_an_address() {
        let url = Some("https://ledger.example/news/2025/12/14/ferry-sinks.html");
        assert_eq!(found("The ferry sank.", url), at("2025-12-14", DateOrigin::Url));
        let url = Some("https://ledger.example/ferry-sinks-2025-12-14");
        assert_eq!(found("The ferry sank.", url), at("2025-12-14", DateOrigin::Url));
    }

    #[test]
    fn dont_take_the_date_of_a_statement_for_the_byline() {
        assert_eq!(found("- On May 3, 2019, the pier was opened by the queen.\n", None), None);
    }
}
