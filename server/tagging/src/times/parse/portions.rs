//! Parts of a stretch: "mid-March", "the end of the year", "later this month".

use super::super::atoms::Atom;
use super::super::lexicon::{Role, Unit};
use super::super::said::{Base, Portion};
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "early December", "mid-March", "the end of 2000", "later this month", "earlier in the year".
    pub(super) fn portion(&self, i: usize) -> Option<Hit> {
        let word = self.past(i, Role::The);
        let (portion, of) = self.portion_word(word)?;
        if let Some(hit) = self.portion_of_this(word, portion, of) {
            return Some(hit);
        }
        let hit = self
            .relative(of)
            .or_else(|| self.with_weekday(of, true))
            .or_else(|| self.calendar_date(of, true))
            .or_else(|| self.quarter(of))
            .or_else(|| self.season_word(of, true))
            .or_else(|| self.age_of_years(of))
            .or_else(|| self.named_day(of))?;
        if !matches!(hit.kind, Kind::Date | Kind::Time) {
            return None;
        }
        let mut hit = self.with_part(hit);
        hit.start = if matches!(portion, Portion::Before | Portion::After) { i } else { word };
        if hit.part.is_none()
            && hit.clock.is_none()
            && !matches!(hit.base, Base::Weekday { .. } | Base::Fixed)
        {
            hit.base = Base::Part(portion, Box::new(hit.base));
        }
        Some(hit)
    }

    /// The word for a part of a stretch: which part, and where the stretch begins, past "of" or "in".
    fn portion_word(&self, i: usize) -> Option<(Portion, usize)> {
        let (portion, of) = match self.at(i)?.role()? {
            Role::Early => (Portion::Early, self.skip_dash(i + 1)),
            Role::Mid => (Portion::Mid, self.skip_dash(i + 1)),
            Role::Late => (Portion::Late, self.skip_dash(i + 1)),
            Role::Later => (Portion::After, i + 1),
            Role::Earlier => (Portion::Before, i + 1),
            Role::Middle if self.is(i + 1, Role::Of) => (Portion::Mid, i + 2),
            Role::End if self.is(i + 1, Role::Of) => (Portion::Late, i + 2),
            Role::Beginning if self.is(i + 1, Role::Of) => (Portion::Early, i + 2),
            _ => return None,
        };
        let linked = portion != Portion::Mid && self.is(of, Role::In);
        Some((portion, if linked { of + 1 } else { of }))
    }

    /// "end of the month", "earlier in the year", "end of year": of the stretch that the day of writing lies in.
    fn portion_of_this(&self, word: usize, portion: Portion, of: usize) -> Option<Hit> {
        let named = |i: usize| self.at(i).and_then(Atom::unit);
        let part = |end: usize, unit: Unit| {
            let base = Base::unit(unit, 0);
            Some(Hit::date(word, end, Base::Part(portion, Box::new(base))))
        };
        if self.is(of, Role::The)
            && let Some(
                unit @ (Unit::Day
                | Unit::Week
                | Unit::Month
                | Unit::Quarter
                | Unit::Year
                | Unit::Decade
                | Unit::Century),
            ) = named(of + 1)
            && self.at(of + 2).is_none_or(|a| !a.is_word() || a.role().is_some())
        {
            return part(of + 2, unit);
        }
        if portion == Portion::Late
            && self.is(word, Role::End)
            && let Some(unit @ (Unit::Month | Unit::Year | Unit::Quarter)) = named(of)
        {
            return part(of + 1, unit);
        }
        None
    }
}
