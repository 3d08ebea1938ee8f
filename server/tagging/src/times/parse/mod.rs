//! Finds the temporal expressions of a sentence: one pass, a bounded look ahead at each piece.

mod calendar;
mod clock;
mod counted;
mod fields;
mod figures;
mod holidays;
mod lengths;
mod named;
mod portions;
mod quarters;
mod ranges;
mod relative;
mod stretches;
mod taken;
mod weekdays;
mod weeks;

use super::atoms::{Atom, Piece, is_dash};
use super::lexicon::{Lexicon, Role, Unit};
use super::said::{Base, Clock};
use crate::mention::Kind;
use std::ops::Range;

/// A sentence cut into pieces, being read.
pub(crate) struct Parser<'a> {
    pub text: &'a str,
    pub atoms: &'a [Atom],
    pub lexicon: &'a Lexicon,
}

/// An expression found.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    /// Its first piece.
    pub start: usize,
    /// The piece after its last one.
    pub end: usize,
    pub kind: Kind,
    pub base: Base,
    /// Its value where `base` is [`Base::Fixed`].
    pub value: String,
    /// The TIMEX3 code of the part of the day that is named.
    pub part: Option<&'static str>,
    pub clock: Option<Clock>,
    /// The weekday named (Monday is 1), and its bytes in the sentence.
    pub weekday: Option<(i8, Range<usize>)>,
}

impl Hit {
    fn date(start: usize, end: usize, base: Base) -> Self {
        Self {
            start,
            end,
            kind: Kind::Date,
            base,
            value: String::new(),
            part: None,
            clock: None,
            weekday: None,
        }
    }
    fn fixed(start: usize, end: usize, kind: Kind, value: &str) -> Self {
        Self { kind, value: value.to_owned(), ..Self::date(start, end, Base::Fixed) }
    }
}

/// Month, day and year of a date in figures, with what could be exchanged.
fn numeric(a: u32, b: u32, year: Option<i16>) -> Option<Base> {
    let (a8, b8) = (i8::try_from(a).ok()?, i8::try_from(b).ok()?);
    let month = |n: u32| (1..=12).contains(&n);
    let day = |n: u32| (1..=31).contains(&n);
    match (month(a) && day(b), month(b) && day(a)) {
        (true, true) if a != b => Some(Base::Swappable { year, american: (a8, b8), day_first: false }),
        (true, _) => Some(Base::point(year, Some(a8), Some(b8))),
        (false, true) => Some(Base::point(year, Some(b8), Some(a8))),
        (false, false) => None,
    }
}

/// The year two digits stand for: 40 to 99 are 19xx.
pub(crate) fn short_year(n: u32) -> Option<i16> {
    let n = i16::try_from(n).ok()?;
    Some(if n >= 40 { 1900 + n } else { 2000 + n })
}

impl<'a> Parser<'a> {
    pub(crate) fn at(&self, i: usize) -> Option<&'a Atom> {
        self.atoms.get(i)
    }

    /// The piece at `i` if no white space parts it from the one before.
    pub(crate) fn glued(&self, i: usize) -> Option<&'a Atom> {
        self.at(i).filter(|a| !a.spaced)
    }

    pub(crate) fn glued_mark(&self, i: usize, mark: char) -> bool {
        self.glued(i).is_some_and(|a| a.mark() == Some(mark))
    }

    fn apostrophe(&self, i: usize) -> bool {
        self.glued(i).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')))
    }

    pub(crate) fn is(&self, i: usize, role: Role) -> bool {
        self.at(i).is_some_and(|a| a.is(role))
    }

    /// `i`, or the piece after it where a word with this role stands there.
    pub(crate) fn past(&self, i: usize, role: Role) -> usize {
        if self.is(i, role) { i + 1 } else { i }
    }

    fn is_unit(&self, i: usize, unit: Unit) -> bool {
        self.at(i).and_then(Atom::unit) == Some(unit)
    }

    fn before(&self, i: usize) -> Option<&'a Atom> {
        i.checked_sub(1).and_then(|i| self.at(i))
    }

    fn before_is(&self, i: usize, roles: &[Role]) -> bool {
        self.before(i).and_then(Atom::role).is_some_and(|r| roles.contains(&r))
    }

    fn mark(&self, i: usize, mark: char) -> bool {
        self.at(i).is_some_and(|a| a.mark() == Some(mark))
    }

    /// The words of a piece in lower case.
    fn lower(&self, i: usize) -> String {
        self.at(i).map_or(String::new(), |a| self.text[a.range.clone()].to_lowercase())
    }

    pub(crate) fn dash(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| a.mark().is_some_and(is_dash))
    }

    /// All expressions, in order, none inside another.
    pub(crate) fn all(&self) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let mut i = 0;
        while i < self.atoms.len() {
            match self.expression(i) {
                Some(hit) if hit.end > i => {
                    i = hit.end;
                    let further = self.another_day(&hit);
                    hits.push(hit);
                    if let Some(hit) = further {
                        i = hit.end;
                        hits.push(hit);
                    }
                }
                _ => i += 1,
            }
        }
        hits
    }

    fn expression(&self, i: usize) -> Option<Hit> {
        let begins = match &self.at(i)?.piece {
            Piece::Digits(..) => !self.continues_a_figure(i),
            Piece::Word(lex) => lex.is_of_time() || self.quarter_letter(i),
            Piece::Mark(c) => matches!(c, '\'' | '’' | '½'),
        };
        if !begins {
            return None;
        }
        self.range(i).or_else(|| self.point(i, false))
    }

    /// Whether digits stand inside a decimal, a code or a longer number, or behind a sign of money: nothing begins there.
    fn continues_a_figure(&self, i: usize) -> bool {
        let Some(before) = self.before(i) else { return false };
        if matches!(before.mark(), Some('$' | '£' | '€')) {
            return true;
        }
        if self.at(i).is_none_or(|a| a.spaced) {
            return false;
        }
        let marked = before.mark().is_some_and(|m| matches!(m, '.' | ',' | '#' | ':' | '_')) && i > 1;
        let numbered = !before.spaced && self.at(i.wrapping_sub(2)).is_some_and(|a| a.digits().is_some());
        before.is_word() || marked && (before.mark() == Some('#') || numbered)
    }

    /// A point of time, a stretch of the calendar or a duration that begins at `i`. `led`: a preposition of time stands before.
    fn point(&self, i: usize, led: bool) -> Option<Hit> {
        let led = led
            || self.before_is(
                i,
                &[
                    Role::In,
                    Role::On,
                    Role::By,
                    Role::Since,
                    Role::Until,
                    Role::Before,
                    Role::After,
                    Role::From,
                    Role::During,
                    Role::Between,
                    Role::Through,
                    Role::Within,
                    Role::Of,
                    Role::Around,
                ],
            );
        let hit = self
            .taken(i)
            .or_else(|| self.lettered(i))
            .or_else(|| self.clock(i))
            .or_else(|| self.portion(i))
            .or_else(|| self.shift(i))
            .or_else(|| self.week_of(i))
            .or_else(|| self.last_of_year(i).and_then(|_| self.quarter(i)))
            .or_else(|| self.relative(i))
            .or_else(|| self.quarter(i))
            .or_else(|| self.with_weekday(i, led))
            .or_else(|| self.calendar_date(i, led))
            .or_else(|| self.season(i))
            .or_else(|| self.age_of_years(i))
            .or_else(|| self.holiday(i))
            .or_else(|| self.named_day(i))
            .or_else(|| self.vague(i))
            .or_else(|| self.duration(i))?;
        Some(self.with_part(hit))
    }

    /// "Friday" + "night", "Dec. 14" + "evening".
    fn with_part(&self, mut hit: Hit) -> Hit {
        // "Sonntagabend"
        if self.lexicon.style.compounds
            && let Base::Weekday { .. } = hit.base
            && let Some(part) = self.at(hit.end.wrapping_sub(1)).and_then(|a| a.lex().part)
        {
            hit.part = Some(part);
            hit.kind = Kind::Time;
            return hit;
        }
        let day_like = matches!(
            &hit.base,
            Base::Weekday { .. }
                | Base::Point { day: Some(_), .. }
                | Base::Unit { unit: Unit::Day, .. }
                | Base::Holiday(..)
        );
        if hit.kind != Kind::Date || !day_like || hit.part.is_some() {
            return hit;
        }
        let after = if self
            .at(hit.end)
            .is_some_and(|a| matches!(a.role(), Some(Role::Early | Role::Late | Role::Mid)))
        {
            self.skip_dash(hit.end + 1)
        } else {
            hit.end
        };
        if let Some(atom) = self.at(after)
            && let Some(part) = atom.lex().part
            && (atom.spaced || after > hit.end)
        {
            hit.part = Some(part);
            hit.kind = Kind::Time;
            hit.end = after + 1;
        }
        hit
    }
}
