//! The parts that dates are made of: months, days, years, and years by themselves.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Cue, Role, Unit};
use super::super::said::{Base, Step};
use super::{Hit, Parser, short_year};

impl Parser<'_> {
    pub(super) fn month_at(&self, i: usize) -> Option<(usize, i8)> {
        let atom = self.at(i)?;
        let month = atom.lex().month;
        if month == 0 {
            return None;
        }
        // "Dec." is short for a longer name; "on 31 May." ends a sentence.
        let word = self.lower(i);
        let longer =
            |(of, name): &(i8, String)| *of == month && name.len() > word.len() && name.starts_with(&*word);
        let dotted =
            atom.range.len() <= 4 && self.glued_mark(i + 1, '.') && self.lexicon.months.iter().any(longer);
        Some((if dotted { i + 2 } else { i + 1 }, month))
    }

    /// A day of the month, in figures or as an ordinal: "14", "14th", "the fourteenth", "twenty-first".
    pub(super) fn day_number(&self, i: usize, ordinal_words: bool) -> Option<(usize, i8)> {
        let i = if self.is(i, Role::The) { i + 1 } else { i };
        let atom = self.at(i)?;
        if let Some((n @ 1..=31, length)) = atom.digits() {
            if length > 2 {
                return None;
            }
            let end = if self.ordinal_suffix(i + 1) { i + 2 } else { i + 1 };
            return Some((end, i8::try_from(n).ok()?));
        }
        if !ordinal_words {
            return None;
        }
        let lex = atom.lex();
        if let Some(n) = lex.number.filter(|n| *n == 20 || *n == 30) {
            let after = self.skip_dash(i + 1);
            let next = self.at(after)?.lex();
            let low = next.ordinal.or(next.number).filter(|o| *o < 10);
            if let Some(low) = low {
                return i8::try_from(n + low).ok().filter(|d| *d <= 31).map(|d| (after + 1, d));
            }
        }
        let n = lex.ordinal.or(lex.number.filter(|n| *n < 31))?;
        Some((i + 1, i8::try_from(n).ok().filter(|d| *d <= 31)?))
    }

    pub(super) fn ordinal_suffix(&self, i: usize) -> bool {
        let Some(mark) = self.glued(i) else { return false };
        if mark.lex().role == Some(Role::Nth) {
            return true;
        }
        // "14. Dezember", "am 3. des Monats": a word goes on.
        self.lexicon.style.ordinal_stop
            && mark.mark() == Some('.')
            && self.at(i + 1).is_some_and(|next| {
                next.spaced && (next.lex().month > 0 || next.unit().is_some() || next.is(Role::Of))
            })
    }

    /// A year at `i` in figures: four digits, or two after an apostrophe.
    pub(super) fn year_at(&self, i: usize) -> Option<(usize, i16)> {
        let atom = self.at(i)?;
        if let Some((n @ 1000..=2199, 4)) = atom.digits() {
            let clean = !self.glued(i + 1).is_some_and(|a| {
                a.is_word()
                    || a.mark() == Some('%')
                    || matches!(a.mark(), Some(',' | '.' | ':'))
                        && self.glued(i + 2).is_some_and(|b| b.digits().is_some())
            });
            return clean.then_some((i + 1, i16::try_from(n).ok()?));
        }
        if matches!(atom.mark(), Some('\'' | '’'))
            && let Some((n, 2)) = self.glued(i + 1).and_then(|a| a.digits())
            && !self.glued(i + 2).is_some_and(Atom::is_word)
        {
            return Some((i + 2, short_year(n)?));
        }
        None
    }

    /// A year in words: "nineteen eighty six", "two thousand and fifteen", "seventeen hundred thirty three".
    pub(super) fn worded_year(&self, i: usize) -> Option<(usize, i16)> {
        let number = |i: usize| self.at(i).and_then(|a| a.lex().number);
        let low = |i: usize| -> (usize, u32) {
            let i = if self.is(i, Role::And) && number(i + 1).is_some_and(|n| n < 100) { i + 1 } else { i };
            match number(i) {
                Some(tens @ 20..=90) => {
                    let after = self.skip_dash(i + 1);
                    match number(after) {
                        Some(n @ 1..=9) => (after + 1, tens + n),
                        _ => (i + 1, tens),
                    }
                }
                Some(n @ 1..=19) => (i + 1, n),
                _ => (i, 0),
            }
        };
        let first = number(i)?;
        let (end, year) = if first == 2 && number(i + 1) == Some(1000) {
            let (end, n) = low(i + 2);
            (end, 2000 + n)
        } else if (11..=20).contains(&first) {
            let hundreds = number(i + 1) == Some(100);
            let (end, n) = low(if hundreds { i + 2 } else { i + 1 });
            if !hundreds && n < 10 {
                return None;
            }
            (end, first * 100 + n)
        } else {
            return None;
        };
        Some((end, i16::try_from(year).ok()?))
    }

    /// A year that follows a month or a day, with what may stand between: ", 2025", " of 1987", " in 2020".
    pub(super) fn year_after(&self, i: usize) -> Option<(usize, i16)> {
        let mut at = i;
        let linked = self.at(at).is_some_and(|a| matches!(a.role(), Some(Role::Of | Role::In)));
        if self.mark(at, ',') || linked || self.glued(at).is_some_and(|a| matches!(a.mark(), Some('/' | '-')))
        {
            at += 1;
        }
        let found = self.year_at(at).or_else(|| self.worded_year(at));
        if let Some((end, year)) = found {
            // "Dec. 14, 2025 people": a comma and a count; a clock or a unit is no year
            if self.at(end).is_some_and(|a| a.unit().is_some()) && !linked {
                return None;
            }
            return Some((end, year));
        }
        if linked
            && self.is(i, Role::Of)
            && let Some((n, 2)) = self.at(at).and_then(|a| a.digits())
            && !self.glued(at + 1).is_some_and(|a| a.is_word() || a.mark() == Some('%'))
            // "convicted in February of 14 counts"
            && !self.at(at + 1).is_some_and(|a| a.is_word() && a.role().is_none())
        {
            return Some((at + 1, short_year(n)?));
        }
        None
    }

    /// Whether the figures at `i..end` after a month can be its day.
    pub(super) fn day_fits(&self, i: usize, end: usize) -> bool {
        if self
            .at(end)
            .is_some_and(|a| a.unit().is_some() && a.unit() != Some(Unit::Day) && !self.is(end, Role::Of))
            // "The June 30 year", where more of them would have an s.
            && (!self.is_single(end) || self.is_single(i))
            && !self.ordinal_suffix(end - 1)
        {
            return false;
        }
        let Some(next) = self.glued(end) else { return true };
        // "Jul 3-1/4": three and a quarter, in a table of months.
        let part = usize::from(next.mark().is_some_and(is_dash));
        if part > 0 && self.glued(end + part).is_some() && self.proper_part(end + part) {
            return false;
        }
        match next.mark() {
            Some('%') => false,
            Some(':') => self.glued(end + 1).is_none(),
            Some(',' | '.') => !self.glued(end + 1).is_some_and(|a| a.digits().is_some() && i + 1 == end),
            Some(_) => true,
            None => !next.is_word() || self.ordinal_suffix(end),
        }
    }

    /// A unit in the singular, or the figure one.
    fn is_single(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| match a.digits() {
            Some((n, _)) => n == 1,
            None => a.unit().is_some_and(|unit| unit >= Unit::Season) && !a.lex().plural,
        })
    }

    /// A year by itself: needs a word of time before it, or a place where only a year can stand.
    pub(super) fn year_alone(&self, i: usize, led: bool) -> Option<Hit> {
        let (end, year) = match self.year_at(i) {
            Some(found) => found,
            None if led => self.worded_year(i)?,
            None => return None,
        };
        let base = Base::Point { year: Some(year), month: None, day: None, step: Step::Open };
        let hit = Hit::date(i, end, base);
        let before = self.before(i);
        // "more than 2000 people", "2,000", "Article 1996"
        let next = self.at(end);
        let counts = next.is_some_and(|n| {
            n.is_word()
                && !n.capital
                && n.role().is_none()
                && n.lex().cue == Cue::None
                && n.lex().part.is_none()
                && self.text[n.range.clone()].ends_with('s')
                && !self.text[n.range.clone()].ends_with("ss")
                && year % 10 == 0
        });
        let unit = next.is_some_and(|n| n.unit().is_some() && n.lex().plural || n.mark() == Some('%'))
            || next.is_some_and(|n| n.is(Role::Hours) || n.is(Role::Zone) && n.capital);
        if unit || counts && !(1960..=2040).contains(&year) || counts && year % 100 == 0 {
            return None;
        }
        if self.glued(end).is_some_and(|a| a.mark().is_some_and(is_dash))
            && self.glued(end + 1).is_some_and(Atom::is_word)
        {
            // "1990-born" is one; "2000-strong" is a count
            if year % 100 == 0 {
                return None;
            }
        }
        let modern = (1900..=2050).contains(&year);
        let preposition = led
            || before.is_some_and(|b| {
                matches!(
                    b.role(),
                    Some(
                        Role::Early
                            | Role::Late
                            | Role::Mid
                            | Role::Through
                            | Role::For
                            | Role::And
                            | Role::Or
                            | Role::To
                            | Role::Fiscal
                    )
                ) || b.unit() == Some(Unit::Year)
            });
        let for_or_and = before.is_some_and(|b| {
            matches!(b.role(), Some(Role::For | Role::And | Role::Or | Role::To | Role::Of))
        });
        let noun_after =
            next.is_some_and(|n| n.is_word() && !n.capital && n.role().is_none() && n.lex().cue == Cue::None);
        let accepted = if preposition {
            modern && !(for_or_and && noun_after && year % 50 == 0) || !noun_after && !for_or_and
        } else {
            let bracketed = before.is_some_and(|b| b.mark() == Some('('));
            let article = before.is_some_and(|b| {
                matches!(b.role(), Some(Role::The | Role::A | Role::This | Role::That | Role::Possessive))
                    || matches!(self.lower(i - 1).as_str(), "s")
            });
            let season = before.is_some_and(|b| b.lex().season.is_some());
            let opens = i == 0 || before.is_some_and(|b| matches!(b.mark(), Some('=' | '-')));
            modern
                && (bracketed
                    || article
                    || season
                    || opens
                    || before.is_some_and(|b| b.is_word() && b.capital && b.role().is_none())
                    || before.is_some_and(|b| {
                        b.is_word() && b.role().is_none() && !noun_after && b.lex().number.is_none()
                    }))
        };
        accepted.then_some(hit)
    }
}
