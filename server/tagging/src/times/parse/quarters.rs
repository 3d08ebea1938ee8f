//! Quarters and halves of a year, of the calendar or of a firm.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Year};
use super::{Hit, Parser, short_year};

/// "Q4", "fourth quarter", "first fiscal half".
struct Quarter {
    /// The piece after it.
    end: usize,
    /// Which. It may be one that no year has.
    number: i8,
    /// How many make a year.
    of: i8,
    /// Of a firm's own year.
    fiscal: bool,
}

impl Parser<'_> {
    /// "Q4", "fourth quarter of 2025", "2019 H2", "the first half of 1996", "October/December quarter".
    pub(super) fn quarter(&self, i: usize) -> Option<Hit> {
        // "2019 q1", "2017-Q1"
        if let Some((after, year)) = self.year_at(i) {
            let at = self.skip_dash(after);
            if !self.quarter_letter(at) {
                return None;
            }
            let (end, number, of) = self.quarter_figures(at)?;
            return Some(Hit::date(i, end, Base::Quarter(number, of, Year::Known(year), false)));
        }
        let first = self.past(i, Role::The);
        if let Some(hit) = self.quarter_of_months(first) {
            return Some(hit);
        }
        // "FY26 Q1", "fiscal 2026 first quarter"
        if let Some((after, year)) = self.fiscal_year(first) {
            let at = if self.mark(after, ',') { after + 1 } else { self.skip_dash(after) };
            let quarter = self.quarter_said(at)?;
            let base = Base::Quarter(quarter.number, quarter.of, Year::Known(year), true);
            return Some(Hit::date(first, quarter.end, base));
        }
        let Quarter { end, number, of, fiscal } = self.quarter_said(first)?;
        let fiscal = fiscal || self.before_is(first, &[Role::Fiscal]);
        // Quarters and halves of a match are told by what is said of them.
        let (end, year, fiscal) = match self.year_of_quarter(end) {
            Some((end, year, firm)) => (end, year, fiscal || firm),
            None if of == 4 => (end, Year::Open, fiscal),
            None => return None,
        };
        // A fifth quarter that has a year is a slip; without one it is a car, or the fifth in a row.
        let slip = matches!(year, Year::Known(_)) && !self.before_is(first, &[Role::Possessive]);
        (number <= of || slip).then(|| Hit::date(first, end, Base::Quarter(number, of, year, fiscal)))
    }

    /// "October/December quarter", "the March-May quarter of 2025"
    fn quarter_of_months(&self, i: usize) -> Option<Hit> {
        let (end, first) = self.month_at(i)?;
        let to = self.at(end)?;
        if !(to.mark().is_some_and(|mark| mark == '/' || is_dash(mark)) || to.is(Role::To)) {
            return None;
        }
        let (end, last) = self.month_at(end + 1)?;
        if self.at(end)?.unit() != Some(Unit::Quarter) || (last - first + 12) % 12 != 2 {
            return None;
        }
        let (end, year) = self.year_if_any(end + 1);
        if first % 3 == 1 {
            let year = year.map_or(Year::Open, Year::Known);
            return Some(Hit::date(i, end, Base::Quarter(first / 3 + 1, 4, year, false)));
        }
        let month = |month| Box::new(Base::point(year, Some(month), None));
        Some(Hit::date(i, end, Base::Range(month(first), month(last))))
    }

    /// The year behind a quarter: the piece after it, the year, and whether it is called a fiscal one.
    fn year_of_quarter(&self, end: usize) -> Option<(usize, Year, bool)> {
        // "4Q25"
        let short = self.glued(end).and_then(Atom::digits).filter(|(_, length)| *length == 2);
        if let Some((n, _)) = short
            && !self.glued(end + 1).is_some_and(Atom::is_word)
        {
            return Some((end + 1, Year::Known(short_year(n)?), false));
        }
        if let Some((after, year)) = self.year_after(self.skip_dash(end)) {
            return Some((after, Year::Known(year), false));
        }
        let linked = self.is(end, Role::Of) || self.is(end, Role::In);
        let at = if linked { end + 1 } else { end };
        if let Some((after, year)) = self.fiscal_year(at) {
            return Some((after, Year::Known(year), true));
        }
        if let Some(hit) = self.relative(at)
            && let Base::Unit { unit: Unit::Year, step, .. } = hit.base
        {
            return Some((hit.end, Year::Step(i16::try_from(step).ok()?), false));
        }
        let of_the_year = linked && self.is(at, Role::The) && self.is_unit(at + 1, Unit::Year);
        of_the_year.then_some((at + 2, Year::Open, false))
    }

    /// "Q4", "4Q", "H1", "fourth quarter", "first-half".
    fn quarter_said(&self, i: usize) -> Option<Quarter> {
        if self.quarter_letter(i) {
            let (end, number, of) = self.quarter_figures(i)?;
            return Some(Quarter { end, number, of, fiscal: false });
        }
        let atom = self.at(i)?;
        let (after, number) = if let Some((n @ 1..=9, 1)) = atom.digits() {
            // "4Q25"
            if let Some(of) = self.glued(i + 1).and_then(|a| self.quarter_of(a)) {
                return Some(Quarter { end: i + 2, number: i8::try_from(n).ok()?, of, fiscal: false });
            }
            (if self.ordinal_suffix(i + 1) { i + 2 } else { return None }, n)
        } else if let Some(n @ 1..=9) = atom.lex().ordinal {
            (i + 1, n)
        } else {
            self.last_of_year(i)?
        };
        let after = self.skip_dash(after);
        let fiscal = self.is(after, Role::Fiscal);
        let after = if fiscal { after + 1 } else { after };
        let of = match self.at(after)? {
            a if a.unit() == Some(Unit::Quarter) => 4,
            a if a.is(Role::Half) => 2,
            _ => return None,
        };
        Some(Quarter { end: after + 1, number: i8::try_from(number).ok()?, of, fiscal })
    }

    /// "FY26", "fiscal 2026", "fiscal year 2026" at `i`: the piece after it and the year.
    pub(super) fn fiscal_year(&self, i: usize) -> Option<(usize, i16)> {
        if !self.is(i, Role::Fiscal) {
            return None;
        }
        let short = self.glued(i + 1).and_then(Atom::digits).filter(|(_, length)| *length == 2);
        if let Some((n, _)) = short
            && !self.glued(i + 2).is_some_and(|a| a.is_word() || a.mark() == Some('%'))
        {
            return Some((i + 2, short_year(n)?));
        }
        self.year_at(i + 1).or_else(|| self.year_at(i + 2).filter(|_| self.is_unit(i + 1, Unit::Year)))
    }

    /// The letter for a quarter or half of a year: how many make one.
    fn quarter_of(&self, atom: &Atom) -> Option<i8> {
        match &self.text[atom.range.clone()] {
            "Q" | "q" => Some(4),
            "H" | "h" => Some(2),
            _ => None,
        }
    }

    /// "The last quarter of 2025" is the fourth, "the last half of 2025" the second.
    pub(super) fn last_of_year(&self, i: usize) -> Option<(usize, u32)> {
        let i = self.past(i, Role::The);
        let number = match self.at(i + 1)? {
            a if a.unit() == Some(Unit::Quarter) && !a.lex().plural => 4,
            a if a.is(Role::Half) => 2,
            _ => return None,
        };
        let of_year = self.is(i + 2, Role::Of) && self.year_at(i + 3).is_some();
        (self.is(i, Role::Last) && of_year).then_some((i + 1, number))
    }

    /// Whether "Q4" or "H1" stands at `i`.
    pub(super) fn quarter_letter(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| {
            self.quarter_of(a).is_some()
                && self.glued(i + 1).and_then(|b| b.digits()).is_some_and(|d| d.1 == 1)
        })
    }

    /// "Q4", "H1" at `i`: the piece after it, the number, and how many make a year.
    fn quarter_figures(&self, i: usize) -> Option<(usize, i8, i8)> {
        let of = self.quarter_of(self.at(i)?)?;
        let (n, _) = self.glued(i + 1)?.digits()?;
        if self.glued(i + 2).is_some_and(Atom::is_word) {
            return None;
        }
        (n > 0).then_some((i + 2, i8::try_from(n).ok()?, of))
    }
}
