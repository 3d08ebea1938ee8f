//! A source's date in the words a draft chose: what a quick fix puts in the place of the draft's date.

use super::Times;
use super::atoms::{Atom, Piece, atoms};
use super::lexicon::{Role, Unit};
use super::said::{Base, Year};
use crate::mention::Timex;
use jiff::civil::Date;

/// What the source says, part by part.
#[derive(Default)]
struct Parts {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
}

impl Times {
    /// The source's date in the draft's own format: "Dec. 2" becomes "Dec. 14", "Sunday" another weekday's name, "in
    /// 1985" another year. The source's own words where the draft's format cannot hold its date.
    ///
    /// `draft_text` and `source_text` are the words of the two mentions.
    pub fn format_like(&self, draft_text: &str, draft: &Timex, source_text: &str, source: &Timex) -> String {
        self.rewritten(draft_text, draft, source_text, source).unwrap_or_else(|| source_text.to_owned())
    }

    fn rewritten(
        &self,
        draft_text: &str,
        draft: &Timex,
        source_text: &str,
        source: &Timex,
    ) -> Option<String> {
        let pieces = atoms(draft_text, &self.lexicon);
        let said = atoms(source_text, &self.lexicon);
        if draft.said.base == Base::Fixed {
            return self.duration_like(draft_text, &pieces, source_text, &said);
        }
        let parts = parts(source);
        match &draft.said.base {
            Base::Clock => self.figures_like(draft_text, &pieces, source_text, &said),
            Base::Season(..) | Base::Decade(..) | Base::Quarter(..) | Base::Century(_) => {
                let same = matches!(
                    (&draft.said.base, &source.said.base),
                    (Base::Season(..), Base::Season(..))
                        | (Base::Decade(..), Base::Decade(..))
                        | (Base::Quarter(..), Base::Quarter(..))
                        | (Base::Century(_), Base::Century(_))
                );
                if !same {
                    return None;
                }
                self.figures_like(draft_text, &pieces, source_text, &said)
            }
            Base::Weekday { .. } | Base::Point { .. } | Base::Swappable { .. } | Base::Part(..) => {
                // Relative words name nothing that could be exchanged.
                let year_first = self.year_first(&pieces);
                let mut out = String::with_capacity(draft_text.len() + 8);
                let mut at = 0;
                let mut numbers = 0;
                let month_in_words = pieces.iter().any(|a| a.lex().month > 0);
                let mut changed = false;
                for (i, piece) in pieces.iter().enumerate() {
                    // Written already, with the piece before it.
                    if piece.range.start < at {
                        continue;
                    }
                    let lex = piece.lex();
                    let text = &draft_text[piece.range.clone()];
                    let new = if lex.month > 0 {
                        let dotted = pieces.get(i + 1).is_some_and(|a| a.mark() == Some('.') && !a.spaced);
                        let new = self.month_like(text, dotted, parts.month?, source_text, &said);
                        if dotted && !new.1 {
                            // The stop goes with the abbreviation.
                            out.push_str(&draft_text[at..piece.range.start]);
                            out.push_str(&new.0);
                            at = pieces.get(i + 1)?.range.end;
                            changed = true;
                            continue;
                        }
                        if !dotted && new.1 { format!("{}.", new.0) } else { new.0 }
                    } else if lex.weekday > 0 {
                        name_like(text, parts.weekday?, &self.lexicon.weekdays)
                    } else if let Some(part) = lex.part.filter(|_| i > 0) {
                        match source.said.part {
                            Some(other) if other != part => said
                                .iter()
                                .find(|a| a.lex().part == Some(other))
                                .map(|a| source_text[a.range.clone()].to_owned())?,
                            _ => text.to_owned(),
                        }
                    } else if let Piece::Digits(value, length) = piece.piece {
                        numbers += 1;
                        let suffix = pieces.get(i + 1).is_some_and(|a| !a.spaced && a.is(Role::Nth));
                        if length == 4 {
                            parts.year?.to_string()
                        } else if i > 0 && matches!(pieces[i - 1].mark(), Some('\'' | '’')) {
                            format!("{:02}", parts.year? % 100)
                        } else if month_in_words {
                            if suffix {
                                out.push_str(&draft_text[at..piece.range.start]);
                                let day = parts.day?;
                                out.push_str(&format!("{day}{}", self.lexicon.marks.of(i64::from(day))));
                                at = pieces.get(i + 1)?.range.end;
                                changed = true;
                                continue;
                            }
                            padded(parts.day?, length, value)
                        } else {
                            // 14/12, 12/14/2025, 2025-12-14
                            let month_first = year_first || self.month_first_in_figures(draft, &pieces);
                            let nth = if year_first { numbers - 1 } else { numbers };
                            match nth {
                                1 if month_first => padded(parts.month?, length, value),
                                1 => padded(parts.day?, length, value),
                                2 if month_first => padded(parts.day?, length, value),
                                2 => padded(parts.month?, length, value),
                                3 if length == 2 => format!("{:02}", parts.year? % 100),
                                _ => text.to_owned(),
                            }
                        }
                    } else if lex.ordinal.is_some() && month_in_words {
                        let day = u32::try_from(parts.day?).ok()?;
                        self.lexicon.ordinals.iter().find(|(n, _)| *n == day).map(|(_, name)| name.clone())?
                    } else {
                        continue;
                    };
                    changed |= new != text;
                    out.push_str(&draft_text[at..piece.range.start]);
                    out.push_str(&new);
                    at = piece.range.end;
                }
                out.push_str(&draft_text[at..]);
                (changed && !out.is_empty()).then_some(out)
            }
            _ => None,
        }
    }

    /// The name of a weekday (Monday is 1) in the form of another: "Sun." for "Mon.", "Sonntag" for "Montag".
    pub fn weekday_like(&self, other: &str, day: i8) -> Option<String> {
        let bare = other.trim_end_matches('.');
        let name = name_like(bare, day, &self.lexicon.weekdays);
        (!name.is_empty()).then(|| format!("{name}{}", &other[bare.len()..]))
    }

    fn year_first(&self, pieces: &[Atom]) -> bool {
        pieces.first().and_then(Atom::digits).is_some_and(|d| d.1 == 4)
    }

    fn month_first_in_figures(&self, draft: &Timex, pieces: &[Atom]) -> bool {
        match draft.said.base {
            Base::Point { month: Some(month), .. } => {
                pieces.iter().find_map(Atom::digits).is_some_and(|d| i64::from(d.0) == i64::from(month))
            }
            Base::Swappable { american, .. } => draft.days.is_none_or(|(day, _)| day.month() == american.0),
            _ => true,
        }
    }

    /// A month in the style of `text`, and whether a full stop belongs to it.
    fn month_like(
        &self,
        text: &str,
        dotted: bool,
        month: i8,
        source_text: &str,
        source: &[Atom],
    ) -> (String, bool) {
        let names: Vec<&str> =
            self.lexicon.months.iter().filter(|(n, _)| *n == month).map(|(_, name)| name.as_str()).collect();
        let full = names.first().copied().unwrap_or_default();
        let lower = text.to_lowercase();
        let own = self.lexicon.get(&lower).map_or(0, |l| l.month);
        let own_full =
            self.lexicon.months.iter().find(|(n, _)| *n == own).is_some_and(|(_, name)| *name == lower);
        let written_out = &self.lexicon.written_out;
        // "May" tells no style: the source's own word does.
        if own_full && written_out.contains(&own) && !dotted {
            for (i, atom) in source.iter().enumerate() {
                if atom.lex().month == month {
                    let stop = source.get(i + 1).is_some_and(|a| a.mark() == Some('.') && !a.spaced);
                    return (cased(text, &source_text[atom.range.clone()].to_lowercase()), stop);
                }
            }
        }
        if own_full || names.len() < 2 {
            return (cased(text, full), false);
        }
        if dotted && written_out.contains(&month) {
            return (cased(text, full), false);
        }
        let short: Vec<&str> = names.iter().skip(1).copied().collect();
        let pick = if dotted || lower.len() > 3 { short.first() } else { short.last() };
        (cased(text, pick.copied().unwrap_or(full)), dotted)
    }

    /// Durations: the source's number in the draft's way of writing it, if the unit is the same.
    fn duration_like(
        &self,
        draft_text: &str,
        draft: &[Atom],
        source_text: &str,
        source: &[Atom],
    ) -> Option<String> {
        let unit = |atoms: &[Atom]| -> Option<Unit> {
            let mut units = atoms.iter().filter_map(Atom::unit);
            let first = units.next()?;
            units.next().is_none().then_some(first)
        };
        let (a, b) = (unit(draft)?, unit(source)?);
        if a != b {
            return None;
        }
        let number = |atoms: &[Atom]| -> Option<(usize, u32)> {
            let mut found = atoms.iter().enumerate().filter_map(|(i, atom)| {
                atom.digits().map(|d| (i, d.0)).or(atom.lex().number.map(|n| (i, n)))
            });
            let first = found.next();
            if found.next().is_some() {
                return None;
            }
            first.or_else(|| atoms.iter().position(|a| a.is(Role::A)).map(|i| (i, 1)))
        };
        let ((i, _), (j, value)) = (number(draft)?, number(source)?);
        let (old, said) = (draft.get(i)?, source.get(j)?);
        let word = match (&old.piece, &said.piece) {
            (Piece::Digits(..), Piece::Digits(..)) | (Piece::Word(_), Piece::Word(_)) => {
                source_text[said.range.clone()].to_lowercase()
            }
            (Piece::Digits(..), _) => value.to_string(),
            (_, _) => {
                self.lexicon.numerals.iter().find(|(n, _)| *n == value).map(|(_, name)| name.clone())?
            }
        };
        let unit_at = draft.iter().position(|x| x.unit().is_some())?;
        let unit_of_source = source.iter().find(|x| x.unit().is_some())?;
        let mut out = draft_text[..old.range.start].to_owned();
        out.push_str(&cased(&draft_text[old.range.clone()], &word));
        let unit_atom = draft.get(unit_at)?;
        if unit_atom.range.start < old.range.end {
            return None;
        }
        out.push_str(&draft_text[old.range.end..unit_atom.range.start]);
        // Singular and plural go with the number, except in "five-year".
        let unit_text = &draft_text[unit_atom.range.clone()];
        let attributive = unit_atom.range.start > 0 && !unit_atom.spaced;
        if attributive || (value == 1) != unit_text.ends_with('s') {
            out.push_str(unit_text);
        } else {
            out.push_str(&source_text[unit_of_source.range.clone()]);
        }
        out.push_str(&draft_text[unit_atom.range.end..]);
        Some(out)
    }

    /// Expressions of one shape: each word or figure of the draft gives way to that of the source in its place.
    fn figures_like(
        &self,
        draft_text: &str,
        draft: &[Atom],
        source_text: &str,
        source: &[Atom],
    ) -> Option<String> {
        let content = |atoms: &[Atom]| -> Vec<usize> {
            (0..atoms.len())
                .filter(|i| {
                    let lex = atoms[*i].lex();
                    atoms[*i].digits().is_some()
                        || lex.ordinal.is_some()
                        || lex.season.is_some()
                        || lex.number.is_some()
                        || lex.decade > 0
                })
                .collect()
        };
        let (a, b) = (content(draft), content(source));
        if a.len() != b.len() || a.is_empty() {
            return None;
        }
        let mut out = String::new();
        let mut at = 0;
        for (i, j) in a.into_iter().zip(b) {
            let (old, new) = (&draft[i], &source[j]);
            if old.digits().is_some() != new.digits().is_some() {
                return None;
            }
            out.push_str(&draft_text[at..old.range.start]);
            let said = &source_text[new.range.clone()];
            out.push_str(&if old.is_word() {
                cased(&draft_text[old.range.clone()], &said.to_lowercase())
            } else {
                said.to_owned()
            });
            at = old.range.end;
        }
        out.push_str(&draft_text[at..]);
        (out != draft_text).then_some(out)
    }
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

/// `lower` with the capitals of `like`.
fn cased(like: &str, lower: &str) -> String {
    let mut letters = like.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    let all = first && letters.clone().next().is_some() && letters.all(char::is_uppercase);
    if all {
        return lower.to_uppercase();
    }
    if !first {
        return lower.to_owned();
    }
    let mut chars = lower.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}

/// The `n`th name of a list (longest names first) in the style of `text`.
fn name_like(text: &str, n: i8, names: &[(i8, String)]) -> String {
    let lower = text.to_lowercase();
    let own = names.iter().find(|(_, name)| *name == lower).map_or(0, |(n, _)| *n);
    // "montags" is a form of "montag", no other name.
    let is_form = |m: i8, name: &str| {
        names
            .iter()
            .any(|(n, short)| *n == m && name.strip_prefix(short.as_str()).is_some_and(|end| end.len() == 1))
    };
    let of = |n: i8| {
        names.iter().filter(move |(m, name)| *m == n && !is_form(n, name)).map(|(_, name)| name.as_str())
    };
    let full = of(own).next() == Some(lower.as_str());
    let found = if full { of(n).next() } else { of(n).next_back() };
    cased(text, found.unwrap_or_default())
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
