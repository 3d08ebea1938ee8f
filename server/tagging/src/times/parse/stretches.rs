//! Longer stretches: seasons, decades, centuries, fiscal and school years.

use super::super::lexicon::{Cue, Role, Unit};
use super::super::said::{Base, Year};
use super::{Hit, Parser};

/// The words before a decade that is written without its century.
const BEFORE_DECADE: [Role; 5] = [Role::The, Role::In, Role::Early, Role::Late, Role::Mid];

impl Parser<'_> {
    /// "in summer", "this winter of 1987": a season by itself, where a word of time stands before it.
    pub(super) fn season(&self, i: usize) -> Option<Hit> {
        let led = self.before_is(
            i,
            &[
                Role::In,
                Role::The,
                Role::By,
                Role::Since,
                Role::Until,
                Role::During,
                Role::This,
                Role::Early,
                Role::Late,
                Role::Mid,
            ],
        );
        self.season_word(i, led)
    }

    /// A season at `i`, "the" with it. `led`: a word of time stands before.
    pub(super) fn season_word(&self, i: usize, led: bool) -> Option<Hit> {
        let i = self.past(i, Role::The);
        let atom = self.at(i)?;
        let season = atom.lex().season?;
        if let Some((end, year)) = self.year_after(i + 1).filter(|_| !self.mark(i + 1, ',')) {
            return Some(Hit::date(i, end, Base::Season(season, Year::Known(year))));
        }
        let verb = atom.lex().doubtful;
        let noun =
            self.at(i + 1).is_some_and(|n| n.is_word() && n.role().is_none() && n.lex().cue == Cue::None);
        if !led || verb && noun || verb && self.is(i + 1, Role::Of) || verb && self.is(i + 1, Role::In) {
            return None;
        }
        Some(Hit::date(i, i + 1, Base::Season(season, Year::Open)))
    }

    /// "in his early 60s" is an age.
    fn aged(&self, i: usize) -> bool {
        (1..=3).any(|back| i.checked_sub(back).is_some_and(|at| self.is(at, Role::Possessive)))
    }

    /// "the 1990s", "'60s", "the nineties", "15th century", "fiscal 1996".
    pub(super) fn age_of_years(&self, i: usize) -> Option<Hit> {
        let apostrophe = self.at(i)?.mark().is_some_and(|mark| matches!(mark, '\'' | '’'));
        let digits_at = if apostrophe { i + 1 } else { i };
        if apostrophe && self.glued(digits_at).is_none() {
            return None;
        }
        self.decade_in_figures(i, digits_at)
            .or_else(|| self.century_in_figures(i, digits_at))
            .or_else(|| self.decade_in_words(i))
            .or_else(|| self.century_in_words(i))
            .or_else(|| self.fiscal_or_school_year(i))
    }

    /// "1990s", "'60s", "1990's"
    fn decade_in_figures(&self, start: usize, digits_at: usize) -> Option<Hit> {
        let (n, length) = self.at(digits_at)?.digits()?;
        let s = |i: usize| self.at(i).is_some_and(|a| &self.text[a.range.clone()] == "s");
        let mut end = digits_at + 1;
        if self.apostrophe(end) && self.glued(end + 1).is_some() && s(end + 1) {
            // "1990's" is a decade as often as a possessive: the round year decides.
            end += 1;
        }
        let plural = s(end) && (self.glued(end).is_some() || self.is(start.wrapping_sub(1), Role::In));
        if !plural || !n.is_multiple_of(10) {
            return None;
        }
        let years = i16::try_from(n).ok()?;
        let short = length == 2 && (20..=90).contains(&n) && !self.aged(start);
        if length == 4 && (1000..=2099).contains(&n) {
            Some(Hit::date(start, end + 1, Base::Decade(years, false)))
        } else if short && (digits_at > start || self.before_is(start, &BEFORE_DECADE)) {
            Some(Hit::date(start, end + 1, Base::Decade(1900 + years, true)))
        } else {
            None
        }
    }

    /// "15th century"
    fn century_in_figures(&self, start: usize, digits_at: usize) -> Option<Hit> {
        let (n, 1..=2) = self.at(digits_at)?.digits()? else { return None };
        let unit_at = self.skip_dash(digits_at + 2);
        let century = self.is_unit(unit_at, Unit::Century);
        if !century || !self.ordinal_suffix(digits_at + 1) {
            return None;
        }
        Some(Hit::date(start, unit_at + 1, century_of(n)?))
    }

    /// "the nineties"
    fn decade_in_words(&self, i: usize) -> Option<Hit> {
        let decade = i16::from(self.at(i)?.lex().decade);
        let dated = decade > 0 && !self.aged(i) && self.before_is(i, &BEFORE_DECADE);
        dated.then(|| Hit::date(i, i + 1, Base::Decade(1900 + decade, true)))
    }

    /// "fifteenth century", "twenty-first century"
    fn century_in_words(&self, i: usize) -> Option<Hit> {
        let lex = self.at(i)?.lex();
        let (after, n) = if lex.number == Some(20) {
            let after = self.skip_dash(i + 1);
            let low = self.at(after)?.lex().ordinal.filter(|low| *low < 10)?;
            (after + 1, 20 + low)
        } else {
            (i + 1, lex.ordinal.filter(|n| *n > 0)?)
        };
        let after = self.skip_dash(after);
        if self.at(after)?.unit() != Some(Unit::Century) {
            return None;
        }
        Some(Hit::date(i, after + 1, century_of(n)?))
    }

    /// "fiscal 1996", "school year 2024"
    fn fiscal_or_school_year(&self, i: usize) -> Option<Hit> {
        let name = match self.at(i)?.role()? {
            Role::Fiscal => "FY",
            Role::School => "SY",
            _ => return None,
        };
        let named = self.is_unit(i + 1, Unit::Year);
        let at = self.skip_dash(if named { i + 2 } else { i + 1 });
        let (end, year) = self.year_at(at).or_else(|| self.fiscal_year(i))?;
        Some(Hit::date(i, end, Base::Fiscal(name, Year::Known(year))))
    }
}

/// The `n`th century.
fn century_of(n: u32) -> Option<Base> {
    Some(Base::Century((i16::try_from(n).ok()? - 1) * 100))
}
