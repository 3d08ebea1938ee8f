//! Times taken: "won in 2:04:31", "1m 43.2s", "leads by 1:04".

use super::super::atoms::Atom;
use super::super::lexicon::{Role, Unit};
use super::{Hit, Parser};
use crate::mention::Kind;

/// Two or three figures with colons between: "3:29", "2:04:31", "1:58.69".
struct Figures {
    first: u32,
    /// How many digits the first has.
    length: u8,
    second: u32,
    third: Option<u32>,
    /// ".69", or nothing.
    decimals: String,
    /// The piece after them.
    end: usize,
}

impl Parser<'_> {
    /// "won in 2:04:31", "a best of 3:29", "1:58.69", "2:04:31": hours, minutes and seconds that somebody took, by the
    /// words before them or for want of the second figure that the hour of a clock has.
    pub(super) fn taken(&self, i: usize) -> Option<Hit> {
        let figures = self.colon_figures(i)?;
        let (end, third) = (figures.end, figures.third);
        // Another figure, a half of the day or a zone makes it something else.
        let next = self.at(end);
        if self.glued(end).is_some_and(|a| a.is_word() || a.mark() == Some(':'))
            || self.meridiem(end).is_some()
            || self.oclock(end).is_some()
            || next.is_some_and(|a| a.is(Role::Zone) && a.capital || a.is(Role::Local))
        {
            return None;
        }
        let unit = next.and_then(Atom::unit).filter(|unit| *unit <= Unit::Hour);
        let timed = !figures.decimals.is_empty() || third.is_some() && figures.length == 1;
        // "At 15:30 hours".
        let measured = unit.is_some_and(|unit| third.is_some() || unit < Unit::Hour);
        if !(timed || measured || self.raced(i, third.is_some()) || third.is_none() && self.apart(i, end)) {
            return None;
        }
        let Figures { first, second, decimals, .. } = &figures;
        let value = match third {
            Some(third) => format!("PT{first}H{second}M{third}{decimals}S"),
            None if unit == Some(Unit::Hour) => format!("PT{first}H{second}M"),
            None => format!("PT{first}M{second}{decimals}S"),
        };
        Some(Hit::fixed(i, end + usize::from(unit.is_some()), Kind::Duration, &value))
    }

    fn colon_figures(&self, i: usize) -> Option<Figures> {
        let (first, length @ 1..=2) = self.at(i)?.digits()? else { return None };
        let part = |i: usize| match self.glued(i)?.digits()? {
            (n @ 0..60, 2) => Some(n),
            _ => None,
        };
        if !self.glued_mark(i + 1, ':') {
            return None;
        }
        let second = part(i + 2)?;
        let third = if self.glued_mark(i + 3, ':') { Some(part(i + 4)?) } else { None };
        let mut end = if third.is_some() { i + 5 } else { i + 3 };
        let mut decimals = String::new();
        if self.glued_mark(end, '.')
            && let Some((_, 1..=3)) = self.glued(end + 1).and_then(Atom::digits)
        {
            decimals = format!(".{}", &self.text[self.at(end + 1)?.range.clone()]);
            end += 2;
        }
        Some(Figures { first, length, second, third, decimals, end })
    }

    /// "in 3:29", "a best of 3:29", "his time was 2:04:31". `hours`: there are three figures.
    fn raced(&self, i: usize, hours: bool) -> bool {
        let mut before = (1..=3).map_while(|back| i.checked_sub(back).and_then(|j| self.at(j)));
        let small = |a: &&Atom| {
            matches!(a.role(), Some(Role::Of | Role::In | Role::A | Role::Possessive | Role::The))
        };
        // "A kick-off time of 15:30" is none.
        let said = |a: &Atom| a.lex().taken && (hours || !a.is(Role::Time));
        before.find(|a| !small(a)).is_some_and(said) || self.before_is(i, &[Role::In])
    }

    /// "3:07 down", "leads by 1:04", "a lead of 1:04": minutes and seconds.
    fn apart(&self, i: usize, end: usize) -> bool {
        let gap_before = || {
            (2..=5)
                .any(|back| i.checked_sub(back).and_then(|j| self.at(j)).is_some_and(|a| a.lex().gap_before))
        };
        !self.before_is(i, &[Role::At, Role::Until, Role::Since, Role::From])
            && (self.at(end).is_some_and(|a| a.lex().gap)
                || self.before_is(i, &[Role::By, Role::Of]) && gap_before())
    }

    /// "1m 43.2s", "2h 4m 31s", "2hr04min": parts of an hour, each by its letter, from the larger to the smaller.
    pub(super) fn lettered(&self, i: usize) -> Option<Hit> {
        self.at(i)?.digits()?;
        let mut value = String::from("PT");
        let (mut end, mut parts, mut last) = (i, 0, ' ');
        while parts < 3 {
            let Some((after, n)) =
                self.number(end).filter(|_| self.at(end).is_some_and(|a| a.digits().is_some()))
            else {
                break;
            };
            let Some(letter) = self.glued(after).map(|a| self.text[a.range.clone()].to_ascii_uppercase())
            else {
                break;
            };
            let letter = match letter.as_str() {
                "H" | "HR" | "HRS" => 'H',
                "M" | "MIN" | "MINS" => 'M',
                "S" | "SEC" | "SECS" => 'S',
                _ => break,
            };
            let follows = matches!((last, letter), (' ', 'H' | 'M') | ('H', 'M') | ('M', 'S'));
            if !follows || last != ' ' && n >= 60.0 || letter != 'S' && n.fract() != 0.0 {
                break;
            }
            value.push_str(&format!("{n}{letter}"));
            (end, last) = (after + 1, letter);
            parts += 1;
        }
        (parts > 1).then(|| Hit::fixed(i, end, Kind::Duration, &value))
    }
}
