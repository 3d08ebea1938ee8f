//! A source's date in the words a draft chose: what a quick fix puts in the place of the draft's date.

mod names;
mod shapes;

use super::Times;
use super::atoms::{Atom, Piece, atoms};
use super::lexicon::{Lexicon, Role};
use super::said::{Base, Year};
use crate::mention::Timex;
use jiff::civil::Date;
use names::name_like;

impl Times {
    /// The source's date in the draft's own format: "Dec. 2" becomes "Dec. 14", "Sunday" another weekday's name, "in
    /// 1985" another year. The source's own words where the draft's format cannot hold its date.
    ///
    /// `draft_text` and `source_text` are the words of the two mentions.
    pub fn format_like(&self, draft_text: &str, draft: &Timex, source_text: &str, source: &Timex) -> String {
        let words = |text| Words { text, pieces: atoms(text, &self.lexicon) };
        let rewriting = Rewriting {
            lexicon: &self.lexicon,
            draft: words(draft_text),
            draft_date: draft,
            source: words(source_text),
            source_date: source,
        };
        rewriting.whole().unwrap_or_else(|| source_text.to_owned())
    }

    /// The name of a weekday (Monday is 1) in the form of another: "Sun." for "Mon.", "Sonntag" for "Montag".
    pub fn weekday_like(&self, other: &str, day: i8) -> Option<String> {
        let bare = other.trim_end_matches('.');
        let name = name_like(bare, day, &self.lexicon.weekdays);
        (!name.is_empty()).then(|| format!("{name}{}", &other[bare.len()..]))
    }
}

/// The words of a date, and the pieces they are read from.
struct Words<'a> {
    text: &'a str,
    pieces: Vec<Atom>,
}

impl Words<'_> {
    fn word(&self, i: usize) -> &str {
        &self.text[self.pieces[i].range.clone()]
    }

    /// Whether a full stop stands against a piece.
    fn stop_behind(&self, i: usize) -> bool {
        self.pieces.get(i + 1).is_some_and(|a| a.mark() == Some('.') && !a.spaced)
    }
}

/// A draft's date that is to say what a source's says.
struct Rewriting<'a> {
    lexicon: &'a Lexicon,
    draft: Words<'a>,
    draft_date: &'a Timex,
    source: Words<'a>,
    source_date: &'a Timex,
}

/// What comes in the place of a piece of the draft's date.
enum New {
    /// Itself.
    Same,
    /// This.
    Word(String),
    /// This, in the place of the next piece as well: the stop of an abbreviation, the ending of an ordinal.
    WordAndNext(String),
}

impl Rewriting<'_> {
    fn whole(&self) -> Option<String> {
        match (&self.draft_date.said.base, &self.source_date.said.base) {
            (Base::Fixed, _) => self.duration(),
            (Base::Weekday { .. }, _) if self.is_far() => None,
            (Base::Clock, _)
            | (Base::Season(..), Base::Season(..))
            | (Base::Decade(..), Base::Decade(..))
            | (Base::Quarter(..), Base::Quarter(..))
            | (Base::Century(_), Base::Century(_)) => self.figures(),
            (Base::Weekday { .. } | Base::Point { .. } | Base::Swappable { .. } | Base::Part(..), _) => {
                self.date()
            }
            // Relative words name nothing that could be exchanged.
            _ => None,
        }
    }

    /// The source's day is none of the week that a weekday of the draft is taken from: by its name it would be another one.
    fn is_far(&self) -> bool {
        let days = self.draft_date.days.zip(self.source_date.days);
        days.is_some_and(|((draft, _), (source, _))| (source - draft).get_days().abs() >= 7)
    }

    /// Day, month, year and weekday of the source, each in its place and in the form of the draft's.
    fn date(&self) -> Option<String> {
        let parts = parts(self.source_date);
        let text = self.draft.text;
        let mut out = String::with_capacity(text.len() + 8);
        let (mut at, mut changed) = (0, false);
        for (i, piece) in self.draft.pieces.iter().enumerate() {
            // Written already, with the piece before it.
            if piece.range.start < at {
                continue;
            }
            let (new, end) = match self.piece(i, &parts)? {
                New::Same => continue,
                New::Word(new) => {
                    changed |= new != self.draft.word(i);
                    (new, piece.range.end)
                }
                New::WordAndNext(new) => {
                    changed = true;
                    (new, self.draft.pieces.get(i + 1)?.range.end)
                }
            };
            out.push_str(&text[at..piece.range.start]);
            out.push_str(&new);
            at = end;
        }
        out.push_str(&text[at..]);
        (changed && !out.is_empty()).then_some(out)
    }

    /// What comes in the place of a piece; `None` where the source does not say it.
    fn piece(&self, i: usize, parts: &Parts) -> Option<New> {
        let piece = &self.draft.pieces[i];
        let (lex, text) = (piece.lex(), self.draft.word(i));
        if lex.month > 0 {
            let dotted = self.draft.stop_behind(i);
            return Some(match (dotted, self.month_like(text, dotted, parts.month?)) {
                (true, (name, false)) => New::WordAndNext(name),
                (false, (name, true)) => New::Word(format!("{name}.")),
                (_, (name, _)) => New::Word(name),
            });
        }
        if lex.weekday > 0 {
            return Some(New::Word(name_like(text, parts.weekday?, &self.lexicon.weekdays)));
        }
        if let Some(part) = lex.part.filter(|_| i > 0) {
            return self.part_of_day(part);
        }
        if let Piece::Digits(value, length) = piece.piece {
            return self.digits(i, value, length, parts);
        }
        if lex.ordinal.is_some() && self.names_month() {
            let day = u32::try_from(parts.day?).ok()?;
            let (_, name) = self.lexicon.ordinals.iter().find(|(n, _)| *n == day)?;
            return Some(New::Word(name.clone()));
        }
        Some(New::Same)
    }

    /// "evening" for "morning"
    fn part_of_day(&self, part: &str) -> Option<New> {
        let Some(other) = self.source_date.said.part.filter(|other| *other != part) else {
            return Some(New::Same);
        };
        let said = self.source.pieces.iter().position(|a| a.lex().part == Some(other))?;
        Some(New::Word(self.source.word(said).to_owned()))
    }

    /// A year, a day, or what the figure of a date in figures alone stands for.
    fn digits(&self, i: usize, value: u32, length: u8, parts: &Parts) -> Option<New> {
        let pieces = &self.draft.pieces;
        if length == 4 {
            return Some(New::Word(parts.year?.to_string()));
        }
        if i > 0 && matches!(pieces[i - 1].mark(), Some('\'' | '’')) {
            return Some(New::Word(format!("{:02}", parts.year? % 100)));
        }
        if !self.names_month() {
            return Some(New::Word(self.figure_of_date(i, value, length, parts)?));
        }
        let day = parts.day?;
        if pieces.get(i + 1).is_some_and(|a| !a.spaced && a.is(Role::Nth)) {
            return Some(New::WordAndNext(format!("{day}{}", self.lexicon.marks.of(i64::from(day)))));
        }
        Some(New::Word(padded(day, length, value)))
    }

    fn names_month(&self) -> bool {
        self.draft.pieces.iter().any(|a| a.lex().month > 0)
    }

    /// 14/12, 12/14/2025, 2025-12-14
    fn figure_of_date(&self, i: usize, value: u32, length: u8, parts: &Parts) -> Option<String> {
        let pieces = &self.draft.pieces;
        let year_first = pieces.first().and_then(Atom::digits).is_some_and(|d| d.1 == 4);
        let month_first = year_first || self.month_first();
        let figures = pieces[..=i].iter().filter(|a| a.digits().is_some()).count();
        Some(match figures - usize::from(year_first) {
            1 if month_first => padded(parts.month?, length, value),
            1 => padded(parts.day?, length, value),
            2 if month_first => padded(parts.day?, length, value),
            2 => padded(parts.month?, length, value),
            3 if length == 2 => format!("{:02}", parts.year? % 100),
            _ => self.draft.word(i).to_owned(),
        })
    }

    /// Whether the month stands first in the draft's date in figures.
    fn month_first(&self) -> bool {
        match self.draft_date.said.base {
            Base::Point { month: Some(month), .. } => {
                let first = self.draft.pieces.iter().find_map(Atom::digits);
                first.is_some_and(|d| i64::from(d.0) == i64::from(month))
            }
            Base::Swappable { american, .. } => {
                self.draft_date.days.is_none_or(|(day, _)| day.month() == american.0)
            }
            _ => true,
        }
    }
}

/// What the source says, part by part.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
}

fn parts(source: &Timex) -> Parts {
    if let Some((first, last)) = source.days
        && source.other.is_none()
    {
        return of_days(first, last);
    }
    match source.said.base {
        Base::Point { year, month, day, .. } => {
            Parts { year, month, day, weekday: source.weekday.as_ref().map(|w| w.0) }
        }
        Base::Weekday { day, .. } => Parts { weekday: Some(day), ..Parts::default() },
        Base::Swappable { year, .. } => Parts { year, ..Parts::default() },
        Base::Fiscal(_, Year::Known(year)) => Parts { year: Some(year), ..Parts::default() },
        _ => Parts::default(),
    }
}

fn of_days(first: Date, last: Date) -> Parts {
    let mut parts = Parts::default();
    if first.year() == last.year() {
        parts.year = Some(first.year());
        if first.month() == last.month() {
            parts.month = Some(first.month());
            if first == last {
                parts.day = Some(first.day());
                parts.weekday = Some(first.weekday().to_monday_one_offset());
            }
        }
    }
    parts
}

/// `n` with a zero before it where the draft's own figure has one.
fn padded(n: i8, length: u8, value: u32) -> String {
    if length == 2 && value < 10 { format!("{n:02}") } else { n.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::Value;

    fn fixed(draft: &str, source: &str) -> String {
        let times = Times::default();
        let published = "2025-12-15".parse().ok();
        let read = |text: &str| {
            times
                .read(text, published)
                .into_iter()
                .find_map(|m| {
                    if let Value::Time(t) = m.value { Some((text[m.range].to_owned(), t)) } else { None }
                })
                .unwrap()
        };
        let ((draft_text, draft), (source_text, source)) = (read(draft), read(source));
        times.format_like(&draft_text, &draft, &source_text, &source)
    }

    #[test]
    fn a_weekday_keeps_the_form_of_another() {
        let like = |other: &str| Times::default().weekday_like(other, 7);
        assert_eq!(like("Mon.").as_deref(), Some("Sun."));
        assert_eq!(like("Tuesday").as_deref(), Some("Sunday"));
        assert_eq!(Times::new("de").weekday_like("Montag", 2).as_deref(), Some("Dienstag"));
    }

    #[test]
    fn an_abbreviated_month_stays_abbreviated() {
        assert_eq!(fixed("on Dec. 2", "on Dec. 14"), "Dec. 14");
        assert_eq!(fixed("on Dec. 2", "on December 14, 2025"), "Dec. 14");
        assert_eq!(fixed("on Dec. 2", "on May 14, 2025"), "May 14");
        assert_eq!(fixed("on Feb 2", "on 14 September 2025"), "Sep 14");
        assert_eq!(fixed("on May 2", "on Aug. 14"), "Aug. 14");
    }

    #[test]
    fn order_and_year_stay_the_drafts() {
        assert_eq!(fixed("on 2 December 2025", "on Dec. 14"), "14 December 2025");
        assert_eq!(fixed("on the 2nd of December", "on Dec. 13"), "the 13th of December");
        assert_eq!(fixed("on 02/12", "on Dec. 14, 2025"), "12/14");
        assert_eq!(fixed("on 21/11/2025", "on Dec. 14, 2025"), "14/12/2025");
        assert_eq!(fixed("on 2025-12-02", "on Dec. 14, 2025"), "2025-12-14");
    }

    #[test]
    fn dont_take_a_month_against_its_day_for_the_ending_of_an_ordinal() {
        assert_eq!(fixed("on 2Dec.", "on Dec. 13"), "13Dec.");
    }

    #[test]
    fn a_weekday_stays_a_weekday() {
        assert_eq!(fixed("they met on Monday", "they met on Dec. 14"), "Sunday");
        assert_eq!(fixed("they met Monday evening", "they met Sunday morning"), "Sunday morning");
        assert_eq!(fixed("on Monday, Dec. 8, 2025", "on Dec. 14, 2025"), "Sunday, Dec. 14, 2025");
    }

    #[test]
    fn a_day_of_another_week_is_not_put_as_a_weekday() {
        assert_eq!(fixed("they met on Tuesday", "they met on Nov. 14"), "Nov. 14");
    }

    #[test]
    fn a_month_or_a_year_alone() {
        assert_eq!(fixed("in April", "in January"), "January");
        assert_eq!(fixed("in 1985", "in 1986"), "1986");
        assert_eq!(fixed("in April 1985", "in March 1986"), "March 1986");
        assert_eq!(fixed("in 1985", "on 3 May 1986"), "1986");
    }

    #[test]
    fn what_the_format_cannot_hold_is_said_as_the_source_says_it() {
        assert_eq!(fixed("on Dec. 2", "in November"), "November");
        assert_eq!(fixed("it sank yesterday", "it sank on Friday"), "Friday");
    }

    #[test]
    fn durations_keep_their_way_of_writing() {
        assert_eq!(fixed("for five years", "for six years"), "six years");
        assert_eq!(fixed("for 5 years", "for six years"), "6 years");
        assert_eq!(fixed("a five-year plan", "for six years"), "six-year");
        assert_eq!(fixed("for one month", "for six months"), "six months");
        assert_eq!(fixed("for one month", "for one year"), "one year");
    }

    #[test]
    fn quarters_seasons_and_clock_times() {
        assert_eq!(fixed("in Q4 2024", "in Q3 2024"), "Q3 2024");
        assert_eq!(fixed("in the third quarter", "in the fourth quarter"), "fourth quarter");
        assert_eq!(fixed("this summer", "this winter"), "this winter");
        assert_eq!(fixed("at 3 p.m.", "at 5 p.m."), "5 p.m.");
        assert_eq!(fixed("in the 1980s", "in the 1990s"), "1990s");
    }
}
