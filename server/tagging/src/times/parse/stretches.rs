//! Longer stretches: quarters, seasons, decades, weeks of a month, days with a name, durations.

use super::super::atoms::{Atom, is_dash};
use super::super::lexicon::{Cue, Role, Unit};
use super::super::said::{Base, Step, Year};
use super::{Hit, Parser, short_year};

impl Parser<'_> {
    /// "Q4", "fourth quarter of 2025", "2019 H2", "the first half of 1996", "October/December quarter".
    pub(super) fn quarter(&self, i: usize) -> Option<Hit> {
        let start = i;
        // A year may stand first: "2019 q1", "2017-Q1"
        if let Some((after, year)) = self.year_at(i) {
            let at = self.skip_dash(after);
            if self.quarter_letter(at) {
                let (end, number, of) = self.quarter_figures(at)?;
                return Some(Hit::date(start, end, Base::Quarter(number, of, Year::Known(year), false)));
            }
            return None;
        }
        let j = if self.is(i, Role::The) { i + 1 } else { i };
        // "October/December quarter"
        if let Some((end, first)) = self.month_at(j)
            && self.at(end).is_some_and(|a| {
                matches!(a.mark(), Some('/')) || a.mark().is_some_and(is_dash) || a.is(Role::To)
            })
            && let Some((end, last)) = self.month_at(end + 1)
            && self.at(end).and_then(Atom::unit) == Some(Unit::Quarter)
            && (last - first + 12) % 12 == 2
        {
            let (end, year) = self.year_after(end + 1).map_or((end + 1, None), |(e, y)| (e, Some(y)));
            if first % 3 == 1 {
                let year = year.map_or(Year::Open, Year::Known);
                return Some(Hit::date(j, end, Base::Quarter(first / 3 + 1, 4, year, false)));
            }
            let point =
                |month| Box::new(Base::Point { year, month: Some(month), day: None, step: Step::Open });
            return Some(Hit::date(j, end, Base::Range(point(first), point(last))));
        }
        // "FY26 Q1", "fiscal 2026 first quarter"
        if let Some((after, year)) = self.fiscal_year(j) {
            let at = if self.mark(after, ',') { after + 1 } else { self.skip_dash(after) };
            let (end, number, of, _) = self.quarter_said(at)?;
            return Some(Hit::date(j, end, Base::Quarter(number, of, Year::Known(year), true)));
        }
        let (mut end, number, of, fiscal) = self.quarter_said(j)?;
        let mut fiscal = fiscal || self.before_is(j, &[Role::Fiscal]);
        let mut year = Year::Open;
        let mut dated = of == 4;
        // "4Q25"
        let short = self.glued(end).and_then(Atom::digits).filter(|(_, length)| *length == 2);
        if let Some((n, _)) = short
            && !self.glued(end + 1).is_some_and(Atom::is_word)
        {
            year = Year::Known(short_year(n)?);
            end += 1;
            dated = true;
        } else if let Some((after, known)) = self.year_after(self.skip_dash(end)) {
            year = Year::Known(known);
            end = after;
            dated = true;
        } else {
            let at = if self.is(end, Role::Of) || self.is(end, Role::In) { end + 1 } else { end };
            if let Some((after, known)) = self.fiscal_year(at) {
                year = Year::Known(known);
                end = after;
                dated = true;
                fiscal = true;
            } else if let Some(hit) = self.relative(at)
                && let Base::Unit { unit: Unit::Year, step, .. } = hit.base
            {
                year = Year::Step(i16::try_from(step).ok()?);
                end = hit.end;
                dated = true;
            } else if at > end
                && self.is(at, Role::The)
                && self.at(at + 1).and_then(Atom::unit) == Some(Unit::Year)
            {
                end = at + 2;
                dated = true;
            }
        }
        // A fifth quarter that has a year is a slip; without one it is a car, or the fifth in a row.
        dated &= number <= of || matches!(year, Year::Known(_)) && !self.before_is(j, &[Role::Possessive]);
        // Quarters and halves of a match are told by what is said of them.
        dated.then(|| Hit::date(j, end, Base::Quarter(number, of, year, fiscal)))
    }

    /// "Q4", "4Q", "H1", "fourth quarter", "first-half": the piece after it, its number, how many make a year, and
    /// whether it is called a fiscal one. The number may be one that no year has.
    fn quarter_said(&self, j: usize) -> Option<(usize, i8, i8, bool)> {
        if self.quarter_letter(j) {
            let (end, number, of) = self.quarter_figures(j)?;
            return Some((end, number, of, false));
        }
        let atom = self.at(j)?;
        let (after, number) = if let Some((n @ 1..=9, 1)) = atom.digits() {
            // "4Q25"
            if let Some(of) = self.glued(j + 1).and_then(|a| self.quarter_of(a)) {
                return Some((j + 2, i8::try_from(n).ok()?, of, false));
            }
            (if self.ordinal_suffix(j + 1) { j + 2 } else { return None }, n)
        } else if let Some(n @ 1..=9) = atom.lex().ordinal {
            (j + 1, n)
        } else if let Some((after, n)) = self.last_of_year(j) {
            (after, n)
        } else {
            return None;
        };
        let after = self.skip_dash(after);
        let fiscal = self.is(after, Role::Fiscal);
        let after = if fiscal { after + 1 } else { after };
        let of = match self.at(after)? {
            a if a.unit() == Some(Unit::Quarter) => 4,
            a if a.is(Role::Half) => 2,
            _ => return None,
        };
        // "the second half of the match" is no half year
        Some((after + 1, i8::try_from(number).ok()?, of, fiscal))
    }

    /// "FY26", "fiscal 2026", "fiscal year 2026" at `i`: the piece after it and the year.
    fn fiscal_year(&self, i: usize) -> Option<(usize, i16)> {
        if !self.is(i, Role::Fiscal) {
            return None;
        }
        let short = self.glued(i + 1).and_then(Atom::digits).filter(|(_, length)| *length == 2);
        if let Some((n, _)) = short
            && !self.glued(i + 2).is_some_and(|a| a.is_word() || a.mark() == Some('%'))
        {
            return Some((i + 2, short_year(n)?));
        }
        self.year_at(i + 1).or_else(|| {
            self.year_at(i + 2).filter(|_| self.at(i + 1).and_then(Atom::unit) == Some(Unit::Year))
        })
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
        let i = if self.is(i, Role::The) { i + 1 } else { i };
        let number = match self.at(i + 1)? {
            a if a.unit() == Some(Unit::Quarter) && !a.lex().plural => 4,
            a if a.is(Role::Half) => 2,
            _ => return None,
        };
        let of_year = self.is(i + 2, Role::Of) && self.year_at(i + 3).is_some();
        (self.is(i, Role::Last) && of_year).then_some((i + 1, number))
    }

    pub(super) fn quarter_letter(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| {
            self.quarter_of(a).is_some()
                && self.glued(i + 1).and_then(|b| b.digits()).is_some_and(|d| d.1 == 1)
        })
    }

    pub(super) fn quarter_figures(&self, i: usize) -> Option<(usize, i8, i8)> {
        let of = self.quarter_of(self.at(i)?)?;
        let (n, _) = self.glued(i + 1)?.digits()?;
        if self.glued(i + 2).is_some_and(Atom::is_word) {
            return None;
        }
        (n > 0).then_some((i + 2, i8::try_from(n).ok()?, of))
    }

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

    pub(super) fn season_word(&self, i: usize, led: bool) -> Option<Hit> {
        let i = if self.is(i, Role::The) { i + 1 } else { i };
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
    pub(super) fn aged(&self, i: usize) -> bool {
        (1..=3).any(|back| i.checked_sub(back).is_some_and(|at| self.is(at, Role::Possessive)))
    }

    /// "the 1990s", "'60s", "the nineties", "15th century", "fiscal 1996", "week 31", "first week of May".
    pub(super) fn age_of_years(&self, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        let apostrophe = matches!(atom.mark(), Some('\'' | '’'));
        let j = if apostrophe { i + 1 } else { i };
        if apostrophe && self.glued(j).is_none() {
            return None;
        }
        if let Some((n, length)) = self.at(j)?.digits() {
            let s = |i: usize| self.at(i).is_some_and(|a| &self.text[a.range.clone()] == "s");
            let mut end = j + 1;
            if self.glued(end).is_some_and(|a| matches!(a.mark(), Some('\'' | '’')))
                && self.glued(end + 1).is_some()
                && s(end + 1)
            {
                // "1990's" is a decade as often as a possessive: the round year decides.
                end += 1;
            }
            let plural = s(end) && (self.glued(end).is_some() || self.is(i.wrapping_sub(1), Role::In));
            if plural && n % 10 == 0 {
                if length == 4 && (1000..=2099).contains(&n) {
                    return Some(Hit::date(i, end + 1, Base::Decade(i16::try_from(n).ok()?, false)));
                }
                if length == 2
                    && !self.aged(i)
                    && (apostrophe
                        || self.before_is(i, &[Role::The, Role::In, Role::Early, Role::Late, Role::Mid]))
                    && (20..=90).contains(&n)
                {
                    // "in his 60s" is an age: a possessive stands before.
                    let decade = i16::try_from(n).ok()?;
                    return Some(Hit::date(i, end + 1, Base::Decade(1900 + decade, true)));
                }
            }
            // 15th century
            if length <= 2
                && self.ordinal_suffix(j + 1)
                && self.at(self.skip_dash(j + 2)).and_then(Atom::unit) == Some(Unit::Century)
            {
                let end = self.skip_dash(j + 2) + 1;
                return Some(Hit::date(i, end, Base::Century((i16::try_from(n).ok()? - 1) * 100)));
            }
        }
        let lex = atom.lex();
        if lex.decade > 0
            && !self.aged(i)
            && self.before_is(i, &[Role::The, Role::In, Role::Early, Role::Late, Role::Mid])
        {
            return Some(Hit::date(i, i + 1, Base::Decade(1900 + i16::from(lex.decade), true)));
        }
        if let Some(n) = lex.ordinal.or(lex.number.filter(|n| *n == 20))
            && let (after, n) = if lex.number == Some(20) {
                let after = self.skip_dash(i + 1);
                match self.at(after).and_then(|a| a.lex().ordinal).filter(|o| *o < 10) {
                    Some(low) => (after + 1, n + low),
                    None => (i + 1, 0),
                }
            } else {
                (i + 1, n)
            }
            && n > 0
            && let after = self.skip_dash(after)
            && self.at(after).and_then(Atom::unit) == Some(Unit::Century)
        {
            return Some(Hit::date(i, after + 1, Base::Century((i16::try_from(n).ok()? - 1) * 100)));
        }
        if let Some(role @ (Role::Fiscal | Role::School)) = lex.role {
            let at = if self.at(i + 1).and_then(Atom::unit) == Some(Unit::Year) { i + 2 } else { i + 1 };
            let at = self.skip_dash(at);
            if let Some((end, year)) = self.year_at(at).or_else(|| self.fiscal_year(i)) {
                let name = if role == Role::Fiscal { "FY" } else { "SY" };
                return Some(Hit::date(i, end, Base::Fiscal(name, Year::Known(year))));
            }
        }
        None
    }

    /// "week 31", "the first week of 2015", "the week of April 10th".
    pub(super) fn week_of(&self, i: usize) -> Option<Hit> {
        let start = i;
        let i = if self.is(i, Role::The) { i + 1 } else { i };
        let atom = self.at(i)?;
        if atom.unit() == Some(Unit::Week) {
            let link = self.is(i + 1, Role::Of)
                || self.is(i + 1, Role::Commencing)
                || self.is(i + 1, Role::Beginning);
            if link {
                let at = if self.is(i + 2, Role::On) { i + 3 } else { i + 2 };
                let day = self
                    .with_weekday(at, true)
                    .or_else(|| self.calendar_date(at, true))
                    .or_else(|| self.holiday(at))?;
                if matches!(
                    day.base,
                    Base::Point { day: Some(_), .. } | Base::Holiday(..) | Base::Swappable { .. }
                ) {
                    return Some(Hit::date(start, day.end, Base::WeekWith(Box::new(day.base))));
                }
            }
            return self.numbered_week(i);
        }
        if let Some(hit) = self.slice(start, i) {
            return Some(hit);
        }
        let (after, n) = match (atom.lex().ordinal, atom.role(), atom.digits()) {
            (Some(n @ 1..=5), _, _) => (i + 1, i32::try_from(n).ok()?),
            (_, Some(Role::Last), _) => (i + 1, -1),
            (_, _, Some((n @ 1..=53, _))) if self.ordinal_suffix(i + 1) => (i + 2, i32::try_from(n).ok()?),
            _ => return None,
        };
        let unit = self.at(after)?.unit()?;
        if !self.is(after + 1, Role::Of) {
            return None;
        }
        let of = self.relative(after + 2).or_else(|| self.calendar_date(after + 2, true)).filter(|hit| {
            matches!(
                hit.base,
                Base::Point { day: None, .. } | Base::Unit { unit: Unit::Month | Unit::Year, .. }
            )
        })?;
        match (unit, &of.base) {
            (Unit::Week, _) => Some(Hit::date(start, of.end, Base::WeekOf(n, Box::new(of.base.clone())))),
            (Unit::Month, Base::Point { year: Some(year), month: None, .. }) => {
                Some(Hit::date(start, of.end, Base::MonthOf(i8::try_from(n).ok()?, None, Year::Known(*year))))
            }
            (Unit::Month, Base::Unit { unit: Unit::Year, step, .. }) => Some(Hit::date(
                start,
                of.end,
                Base::MonthOf(i8::try_from(n).ok()?, None, Year::Step(i16::try_from(*step).ok()?)),
            )),
            _ => None,
        }
    }

    /// "week 31", "week 3 of 2027", "week 27 of last year".
    fn numbered_week(&self, i: usize) -> Option<Hit> {
        let (n @ 1..=53, 1..=2) = self.at(i + 1)?.digits()? else { return None };
        let mut end = i + 2;
        if self.glued(end).is_some_and(|a| a.is_word() || a.digits().is_some())
            || self.glued(end).is_some() && self.glued(end + 1).is_some_and(|a| a.digits().is_some())
        {
            return None;
        }
        let mut of = Base::Unit { unit: Unit::Year, step: 0, mentioned: false };
        if self.is(end, Role::Of)
            && let Some(year) = self.year_or_month(end + 1)
        {
            end = year.end;
            of = year.base;
        }
        Some(Hit::date(i, end, Base::WeekOf(i32::try_from(n).ok()?, Box::new(of))))
    }

    /// "the first nine months of 2025", "the last 3 weeks of this year", "first ten days of May".
    fn slice(&self, start: usize, i: usize) -> Option<Hit> {
        let atom = self.at(i)?;
        let sign = match (atom.lex().ordinal, atom.role()) {
            (Some(1), _) => 1,
            (_, Some(Role::Last)) => -1,
            _ => return None,
        };
        let (end, amount, unit) = self.measure(i + 1)?;
        let count = amount.whole().filter(|n| (2..=400).contains(n))?;
        if !matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade)
            || !(self.is(end, Role::Of) || self.is(end, Role::In))
        {
            return None;
        }
        let of = self.year_or_month(end + 1)?;
        Some(Hit::date(start, of.end, Base::Slice(sign * count, unit, Box::new(of.base))))
    }

    /// A year, a month, a quarter, a decade or a century: "2027", "last year", "the year", "May", "this century".
    fn year_or_month(&self, i: usize) -> Option<Hit> {
        let coarse =
            |unit| matches!(unit, Unit::Month | Unit::Quarter | Unit::Year | Unit::Decade | Unit::Century);
        if self.is(i, Role::The)
            && let Some(unit) = self.at(i + 1).and_then(Atom::unit).filter(|unit| coarse(*unit))
        {
            return Some(Hit::date(i, i + 2, Base::Unit { unit, step: 0, mentioned: false }));
        }
        self.relative(i)
            .or_else(|| self.quarter(i))
            .or_else(|| self.calendar_date(i, true))
            .or_else(|| self.age_of_years(i))
            .filter(|hit| match &hit.base {
                Base::Point { day: None, .. }
                | Base::MonthOf(_, None, _)
                | Base::Quarter(..)
                | Base::Decade(..)
                | Base::Century(_) => true,
                Base::Unit { unit, .. } => coarse(*unit),
                _ => false,
            })
    }

    pub(super) fn holiday(&self, i: usize) -> Option<Hit> {
        if !self.at(i)?.lex().holiday {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for (index, holiday) in self.lexicon.holidays.iter().enumerate() {
            if holiday.capital && !self.at(i)?.capital {
                continue;
            }
            for name in &holiday.names {
                if let Some(end) = self.phrase(i, name)
                    && best.is_none_or(|(e, _)| end > e)
                {
                    best = Some((end, index));
                }
            }
        }
        let (end, index) = best?;
        let weekend = self.at(end).and_then(Atom::unit) == Some(Unit::Weekend);
        let end = if weekend { end + 1 } else { end };
        let (end, year) = self
            .year_after(end)
            .filter(|_| !self.mark(end, ','))
            .map_or((end, Year::Open), |(e, y)| (e, Year::Known(y)));
        Some(Hit::date(i, end, Base::Holiday(index, year, weekend)))
    }

    /// Whether the words of `name` stand at `i`: the piece after them. Apostrophes part words and count for nothing.
    pub(super) fn phrase(&self, i: usize, name: &str) -> Option<usize> {
        let mut at = i;
        for word in name.split([' ', '\'']).filter(|word| !word.is_empty()) {
            while at > i && self.glued(at).is_some_and(|a| matches!(a.mark(), Some('\'' | '’'))) {
                at += 1;
            }
            if self.lower(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}
