//! Days and times that a word names against the day of writing: "today", "overnight", "recently", "in the past".

use super::super::lexicon::{Role, Unit};
use super::super::said::Base;
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// today, tonight, yesterday, tomorrow, overnight, the weekend, "yesterday morning".
    pub(super) fn named_day(&self, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        if let Some(step) = atom.lex().day {
            let possessive = self.dash(i + 1) && self.glued(i + 1).is_some();
            if possessive && self.glued(i + 2).is_some() {
                return None;
            }
            let mut hit = Hit::date(i, i + 1, Base::unit(Unit::Day, i32::from(step)));
            if let Some(part) = atom.lex().part {
                hit.part = Some(part);
                hit.kind = Kind::Time;
            }
            return Some(hit);
        }
        if atom.lex().night_before && !(self.dash(i + 1) && self.glued(i + 1).is_some()) {
            let mut hit = Hit::date(i, i + 1, Base::NightBefore);
            hit.part = Some("NI");
            hit.kind = Kind::Time;
            return Some(hit);
        }
        if self.is(i, Role::The) && self.at(i + 1)?.unit() == Some(Unit::Weekend) {
            return Some(Hit::date(i, i + 2, Base::unit(Unit::Weekend, 0)));
        }
        None
    }

    /// now, currently, recently, the future, in the past.
    pub(super) fn vague(&self, i: usize) -> Option<Hit> {
        match self.at(i)?.role()? {
            Role::Now | Role::Currently => Some(Hit::fixed(i, i + 1, Kind::Date, "PRESENT_REF")),
            Role::Recently => Some(Hit::fixed(i, i + 1, Kind::Date, "PAST_REF")),
            Role::The
                if self.is(i + 1, Role::Future)
                    && !self.at(i + 2).is_some_and(|a| a.is_word() && a.role().is_none()) =>
            {
                Some(Hit::fixed(i, i + 2, Kind::Date, "FUTURE_REF"))
            }
            Role::The
                if self.is(i + 1, Role::Past)
                    && self.before_is(i, &[Role::In])
                    && self.at(i + 2).is_none_or(|a| !a.is_word() || a.role().is_some()) =>
            {
                Some(Hit::fixed(i, i + 2, Kind::Date, "PAST_REF"))
            }
            _ => None,
        }
    }
}
