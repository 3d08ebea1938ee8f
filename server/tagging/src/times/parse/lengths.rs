//! How long something takes: "five hours", "the years-long conflict".

use super::super::atoms::Atom;
use super::super::lexicon::{Role, Tense, Unit};
use super::super::said::Base;
use super::{Hit, Parser};
use crate::mention::Kind;

impl Parser<'_> {
    /// "They will meet in two weeks": a date, where the clause looks ahead; "in two weeks' time" always does.
    pub(crate) fn ahead(&self, hit: Hit, tense: Tense) -> Hit {
        let possessive = self.glued(hit.end).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')));
        let time = (hit.end + 1..hit.end + 3).find(|i| self.is(*i, Role::Time)).filter(|_| possessive);
        if hit.kind == Kind::Duration
            && (tense == Tense::Future || time.is_some())
            && self.before_is(hit.start, &[Role::In])
            && let Some((end, amount, unit)) = self.measure(hit.start)
            && end == hit.end
            && let Some(count) = amount.whole()
            && unit >= Unit::Day
        {
            let base = Base::Shift { unit, count, from: None, mentioned: false };
            return Hit::date(hit.start, time.map_or(hit.end, |time| time + 1), base);
        }
        hit
    }

    /// "three days", "five-hour-long", "two and a half years", "a decade", "2 hours, 32 minutes".
    pub(super) fn duration(&self, i: usize) -> Option<Hit> {
        // "all day", "the whole week"
        if self.at(i)?.is(Role::All)
            && let Some(unit) = self.at(self.skip_dash(i + 1)).and_then(Atom::unit)
            && unit >= Unit::Day
        {
            let end = self.skip_dash(i + 1) + 1;
            if self.at(end - 1).is_some_and(|a| a.lex().plural) {
                return None;
            }
            return Some(Hit::fixed(
                i,
                end,
                Kind::Duration,
                &super::super::amounts::duration_value(&[(super::super::amounts::Amount::Count(1.0), unit)]),
            ));
        }
        // "decades-long", "years", "day-long"
        if let Some(unit) = self.at(i)?.unit()
            && unit >= Unit::Minute
        {
            let long = self.dash(i + 1) && self.is(i + 2, Role::Long);
            let plural = self.at(i)?.lex().plural;
            if long || plural && self.before_is(i, &[Role::For]) && unit >= Unit::Day {
                let amount = if plural {
                    super::super::amounts::Amount::Some
                } else {
                    super::super::amounts::Amount::Count(1.0)
                };
                let end = if long { i + 3 } else { i + 1 };
                return Some(Hit::fixed(
                    i,
                    end,
                    Kind::Duration,
                    &super::super::amounts::duration_value(&[(amount, unit)]),
                ));
            }
            return None;
        }
        let (mut end, amount, unit) = self.measure(i)?;
        let article = self.at(i)?.is(Role::A) && end <= i + 2;
        if matches!(unit, Unit::Season | Unit::Quarter) {
            return None;
        }
        if self
            .at(end - 1)
            .is_some_and(|a| a.lex().ordinal.is_some() && unit == Unit::Second && !a.lex().plural)
            && self.at(i)?.digits().is_none()
            && !self.is(i, Role::A)
            && self.at(i)?.lex().number != Some(1)
        {
            return None;
        }
        if article
            && !self.before_is(
                i,
                &[
                    Role::For,
                    Role::In,
                    Role::Within,
                    Role::After,
                    Role::Before,
                    Role::Of,
                    Role::During,
                    Role::To,
                ],
            )
        {
            let hedged = self.before(i).is_some_and(|b| b.lex().hedges);
            if !hedged {
                return None;
            }
        }
        // An age: "19-year-old", "is 19 years old"
        let after = self.skip_dash(end);
        if self.is(after, Role::Old) {
            return None;
        }
        let mut parts = vec![(amount, unit)];
        // "2 hours, 32 minutes, 25.3 seconds", "4 minutes 5.08 seconds"
        while let Some(next) = self.at(end) {
            let at = if next.mark() == Some(',') || next.is(Role::And) { end + 1 } else { end };
            let Some((e, n, u)) = self.measure(at) else { break };
            if u >= parts.last().map_or(Unit::Second, |p| p.1)
                || self.is(at, Role::A)
                || parts.len() > 5
                || self
                    .at(e)
                    .is_some_and(|a| matches!(a.role(), Some(Role::Ago | Role::Later | Role::Earlier)))
            {
                break;
            }
            parts.push((n, u));
            end = e;
        }
        if self.dash(end) && self.is(end + 1, Role::Long) {
            end += 2;
        }
        Some(Hit::fixed(i, end, Kind::Duration, &super::super::amounts::duration_value(&parts)))
    }
}
