//! The parts that dates are made of: months, days, years, and years by themselves.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Cue, Role, Unit};
use super::super::said::Base;
use super::{Hit, Parser, short_year};

impl Parser<'_> {
    /// The name of a month at `i`, with its stop: the piece after it, and the month.
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
        let i = self.past(i, Role::The);
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

    /// Whether what stands at `i` makes the figures before it an ordinal: "14th", "14. Dezember".
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

    /// The year that may follow a month or a day, and the piece after both.
    pub(super) fn year_if_any(&self, i: usize) -> (usize, Option<i16>) {
        self.year_after(i).map_or((i, None), |(end, year)| (end, Some(year)))
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
        if self.counts(end, year) {
            return None;
        }
        let accepted = if led || self.leads_to_year(i) {
            self.fits_after_lead(i, end, year)
        } else {
            (1900..=2050).contains(&year) && self.only_year_stands(i, end)
        };
        accepted.then(|| Hit::date(i, end, Base::point(Some(year), None, None)))
    }

    /// Whether the figures of a year before `end` are the number of something: "more than 2000 people", "1990 metres",
    /// "2000-strong".
    fn counts(&self, end: usize, year: i16) -> bool {
        let Some(next) = self.at(end) else { return false };
        if next.unit().is_some() && next.lex().plural
            || next.mark() == Some('%')
            || next.is(Role::Hours)
            || next.is(Role::Zone) && next.capital
        {
            return true;
        }
        let word = &self.text[next.range.clone()];
        let plural = self.is_plain_noun(next)
            && next.lex().part.is_none()
            && word.ends_with('s')
            && !word.ends_with("ss")
            && year % 10 == 0;
        if plural && (!(1960..=2040).contains(&year) || year % 100 == 0) {
            return true;
        }
        // "1990-born" is a year.
        let joined = self.glued(end).is_some_and(|a| a.mark().is_some_and(is_dash))
            && self.glued(end + 1).is_some_and(Atom::is_word);
        joined && year % 100 == 0
    }

    /// A word in lower case that does nothing in a date.
    fn is_plain_noun(&self, atom: &Atom) -> bool {
        atom.is_word() && !atom.capital && atom.role().is_none() && atom.lex().cue == Cue::None
    }

    /// Whether a word before `i` may lead to a year: "late 1986", "through 1990", "the year 2000".
    fn leads_to_year(&self, i: usize) -> bool {
        self.before_is(
            i,
            &[
                Role::Early,
                Role::Late,
                Role::Mid,
                Role::Through,
                Role::For,
                Role::And,
                Role::Or,
                Role::To,
                Role::Fiscal,
            ],
        ) || self.before(i).and_then(Atom::unit) == Some(Unit::Year)
    }

    /// Whether a year fits behind the word that leads to it: not where it counts what follows ("for 2000 shares").
    fn fits_after_lead(&self, i: usize, end: usize, year: i16) -> bool {
        let loose = self.before_is(i, &[Role::For, Role::And, Role::Or, Role::To, Role::Of]);
        let noun_after = self.at(end).is_some_and(|next| self.is_plain_noun(next));
        let modern = (1900..=2050).contains(&year);
        modern && !(loose && noun_after && year % 50 == 0) || !noun_after && !loose
    }

    /// Whether only a year can stand at `i..end`: at the start, in a bracket, behind an article, a season or a name.
    fn only_year_stands(&self, i: usize, end: usize) -> bool {
        let Some(before) = self.before(i) else { return true };
        let noun_after = self.at(end).is_some_and(|next| self.is_plain_noun(next));
        matches!(before.mark(), Some('(' | '=' | '-'))
            || matches!(before.role(), Some(Role::The | Role::A | Role::This | Role::That | Role::Possessive))
            || self.lower(i - 1) == "s"
            || before.lex().season.is_some()
            || before.is_word()
                && before.role().is_none()
                && (before.capital || !noun_after && before.lex().number.is_none())
    }
}
