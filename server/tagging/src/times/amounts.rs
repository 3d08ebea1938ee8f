//! Numerals before a unit of time, and durations.

use super::atoms::{Piece, is_dash};
use super::lexicon::{Role, Unit};
use super::parse::Parser;

/// How many.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Amount {
    /// So many.
    Count(f64),
    /// "several", "many", "recent": nobody knows.
    Some,
}

impl Amount {
    pub(crate) fn whole(self) -> Option<i32> {
        match self {
            Amount::Count(n) if n.fract() == 0.0 && n.abs() < 100_000.0 => Some(n as i32),
            _ => None,
        }
    }
}

impl Parser<'_> {
    /// A numeral in digits or words at `i`: its end and value.
    pub(crate) fn number(&self, i: usize) -> Option<(usize, f64)> {
        let atom = self.at(i)?;
        if let Some((value, _)) = atom.digits() {
            let mut end = i + 1;
            let mut n = f64::from(value);
            let decimal = self.lexicon.style.decimal;
            let thousands = if decimal == ',' { '.' } else { ',' };
            // 1,500
            while end < i + 12
                && self.glued_mark(end, thousands)
                && self.glued(end + 1).and_then(|a| a.digits()).is_some_and(|d| d.1 == 3)
            {
                n = n * 1000.0 + f64::from(self.at(end + 1)?.digits()?.0);
                end += 2;
            }
            if self.glued_mark(end, decimal)
                && let Some((fraction, length)) = self.glued(end + 1).and_then(|a| a.digits())
            {
                n += f64::from(fraction) / 10f64.powi(i32::from(length));
                return Some((end + 2, n));
            }
            // 5 1/2, 5-1/2
            let dash = self.glued(end).is_some_and(|a| a.mark().is_some_and(is_dash));
            let part = if dash && self.glued(end + 1).is_some() { end + 1 } else { end };
            if let Some((top, 1)) = self.at(part).and_then(|a| a.digits())
                && self.glued_mark(part + 1, '/')
                && let Some((below @ 2..=9, 1)) = self.glued(part + 2).and_then(|a| a.digits())
            {
                return Some((part + 3, n + f64::from(top) / f64::from(below)));
            }
            if self.glued_mark(end, '½') || (self.at(end).is_some_and(|a| a.mark() == Some('½')) && n < 100.0)
            {
                return Some((end + 1, n + 0.5));
            }
            return Some((end, n));
        }
        if atom.mark() == Some('½') {
            return Some((i + 1, 0.5));
        }
        self.worded(i)
    }

    /// A numeral in words.
    fn worded(&self, i: usize) -> Option<(usize, f64)> {
        let (mut total, mut part, mut end, mut seen) = (0f64, 0f64, i, false);
        if self.at(i)?.is(Role::A)
            && self.at(i + 1)?.lex().number.is_some_and(|n| n >= 12 && !(13..=90).contains(&n))
        {
            part = 1.0;
            end += 1;
        }
        // No numeral is longer; a text of nothing but numerals would be read again from each.
        while end < i + 12 {
            let Some(number) = self.at(end).and_then(|a| a.lex().number) else {
                // "twenty-five", "a hundred and ten", "twenty and four"
                let joined = seen
                    && part >= 20.0
                    && self
                        .at(end)
                        .is_some_and(|a| a.mark().is_some_and(is_dash) && !a.spaced || a.is(Role::And))
                    && self.at(end + 1).and_then(|a| a.lex().number).is_some_and(|n| n < 100)
                    && self.at(end + 2).is_some_and(|a| a.unit().is_some() || self.after_dash(end + 2));
                if joined {
                    end += 1;
                    continue;
                }
                break;
            };
            let number = f64::from(number);
            if number == 1000.0 {
                total += part.max(1.0) * number;
                part = 0.0;
            } else if number == 100.0 || number == 12.0 && part > 0.0 {
                part = part.max(1.0) * number;
            } else if !seen || part % 100.0 == 0.0 || part >= 20.0 && part % 10.0 == 0.0 && number < 10.0 {
                part += number;
            } else {
                break;
            }
            seen = true;
            end += 1;
            if self.at(end - 1).is_some_and(|a| a.lex().and_a_half) {
                part += 0.5;
                break;
            }
        }
        seen.then_some((end, total + part))
    }

    fn after_dash(&self, i: usize) -> bool {
        self.at(i).is_some_and(|a| a.mark().is_some_and(is_dash))
            && self.at(i + 1).is_some_and(|a| a.unit().is_some())
    }

    /// How many, as said before a unit: "3", "two and a half", "a", "a few", "several", "a couple of", "half a".
    pub(crate) fn amount(&self, i: usize) -> Option<(usize, Amount)> {
        let atom = self.at(i)?;
        if let Some((end, n)) = self.number(i) {
            if let Some(end) = self.quarters_of_a(self.skip_dash(end)) {
                return Some((end, Amount::Count(n * 0.25)));
            }
            // "one and a half hours", "two and a quarter years"
            if self.is(end, Role::And) {
                let after = self.past(end + 1, Role::A);
                if let Some(fraction) = self.fraction(after)
                    && self.at(after + 1).is_some_and(|a| a.unit().is_some())
                {
                    return Some((after + 1, Amount::Count(n + fraction)));
                }
            }
            // "two more weeks", "two dozen"
            let end = self.past(end, Role::More);
            // "two to three weeks", "5-6 years": the first stands for both
            return Some((end, Amount::Count(n)));
        }
        match atom.role()? {
            Role::A => {
                let next = self.at(i + 1)?;
                if let Some(end) = self.quarters_of_a(i + 1) {
                    return Some((end, Amount::Count(0.25)));
                }
                match next.role() {
                    Some(Role::Few) => Some((i + 2, Amount::Some)),
                    Some(Role::Couple) => Some((self.past(i + 2, Role::Of), Amount::Count(2.0))),
                    Some(Role::Half) => {
                        let end = self.skip_dash(i + 2);
                        Some((end, Amount::Count(0.5)))
                    }
                    _ => Some((i + 1, Amount::Count(1.0))),
                }
            }
            Role::Half => {
                let end = self.skip_dash(i + 1);
                let end = self.past(end, Role::A);
                Some((end, Amount::Count(0.5)))
            }
            Role::Few | Role::Several => Some((i + 1, Amount::Some)),
            Role::Couple => Some((self.past(i + 1, Role::Of), Amount::Count(2.0))),
            Role::Another => match self.number(i + 1) {
                Some((end, n)) => Some((end, Amount::Count(n))),
                None => Some((i + 1, Amount::Count(1.0))),
            },
            _ => None,
        }
    }

    /// Behind "quarter of an" and "quarters of an", where a unit follows.
    fn quarters_of_a(&self, i: usize) -> Option<usize> {
        let quarters = self.at(i)?.lex().unit == Some(Unit::Quarter);
        let of = quarters && self.is(i + 1, Role::Of) && self.is(i + 2, Role::A);
        (of && self.at(i + 3)?.unit().is_some()).then_some(i + 3)
    }

    fn fraction(&self, i: usize) -> Option<f64> {
        let lex = self.at(i)?.lex();
        if lex.role == Some(Role::Half) {
            Some(0.5)
        } else if lex.unit == Some(Unit::Quarter) {
            Some(0.25)
        } else {
            None
        }
    }

    pub(crate) fn skip_dash(&self, i: usize) -> usize {
        if self.dash(i) { i + 1 } else { i }
    }

    /// An amount with its unit: end, amount, unit. "3h", "14-day", "two years", "an hour", "half an hour".
    pub(crate) fn measure(&self, i: usize) -> Option<(usize, Amount, Unit)> {
        let (mut end, mut amount) = self.amount(i)?;
        if let Piece::Digits(..) = self.at(i)?.piece
            && let Some(unit) = self.glued(end).and_then(|a| self.short_unit(a))
            && !self.glued(end + 1).is_some_and(|a| a.is_word() || a.digits().is_some())
        {
            return Some((end + 1, amount, unit));
        }
        end = self.skip_dash(end);
        let unit = self.at(end)?.unit()?;
        // "60 Minutes" is a title, "a weekend" no measure.
        if self.at(end)?.capital && !self.lexicon.style.noun_capitals && self.at(i)?.digits().is_some()
            || unit == Unit::Weekend && self.is(i, Role::A)
        {
            return None;
        }
        // "a second suspect", "the third quarter": the ordinal
        if unit == Unit::Second && self.at(i)?.is(Role::A) {
            return None;
        }
        end += 1;
        // "sec." and "hrs." keep their stop unless the sentence ends there
        if let Amount::Count(n) = amount {
            // "one hour and a half", "one year and a quarter"
            if self.is(end, Role::And) {
                let after = self.past(end + 1, Role::A);
                if let Some(fraction) = self.fraction(after)
                    && self.at(after + 1).is_none_or(|a| a.unit().is_none())
                {
                    amount = Amount::Count(n + fraction);
                    end = after + 1;
                }
            }
        }
        Some((end, amount, unit))
    }

    fn short_unit(&self, atom: &super::atoms::Atom) -> Option<Unit> {
        let text = &self.text[atom.range.clone()];
        if text.len() > 3 {
            return atom.unit();
        }
        atom.unit().or_else(|| self.lexicon.short_units.get(&text.to_lowercase()).copied())
    }
}

/// `P3D`, `PT2.5H`, `PXY` of an amount and a unit.
pub(crate) fn duration_value(parts: &[(Amount, Unit)]) -> String {
    let (mut date, mut time) = (String::new(), String::new());
    for (amount, unit) in parts {
        let (letter, factor, clock) = match unit {
            Unit::Second => ("S", 1.0, true),
            Unit::Minute => ("M", 1.0, true),
            Unit::Hour => ("H", 1.0, true),
            Unit::Day | Unit::Night => ("D", 1.0, false),
            Unit::Weekend => ("WE", 1.0, false),
            Unit::Week => ("W", 1.0, false),
            Unit::Fortnight => ("W", 2.0, false),
            Unit::Month => ("M", 1.0, false),
            Unit::Quarter => ("M", 3.0, false),
            Unit::Season => ("Y", 1.0, false),
            Unit::Year => ("Y", 1.0, false),
            Unit::Decade => ("Y", 10.0, false),
            Unit::Century => ("Y", 100.0, false),
        };
        let part = match amount {
            Amount::Some => format!("X{letter}"),
            Amount::Count(n) => format!("{}{letter}", n * factor),
        };
        if clock { &mut time } else { &mut date }.push_str(&part);
    }
    let mark = if time.is_empty() { "" } else { "T" };
    format!("P{date}{mark}{time}")
}
