//! What an amount is an amount of: money, percentages, measures, ages.

use super::amount::{Amount, Sort};
use super::atoms::AtomKind;
use super::lexicon::{AGE, AND, ARTICLE, MONEY_NEAR, MONTH, OF, OLD, Of, Role, STOP, TIME};
use super::line::Line;
use super::scan::Found;
use crate::mention::{Figure, Kind, Mention, Value};
use rust_decimal::Decimal;

impl Line<'_> {
    /// Money before digits: "$", "US$", "dlrs", "RM".
    pub(super) fn currency_before(&self, at: usize) -> Option<(usize, Of)> {
        let (next, of) = self.lexicon.before.find(self.lower, self.atoms, at)?;
        // "a $5 note" is no Australian money.
        if next > at + 1 && self.word(at).is(ARTICLE) && !self.glued(at + 1) {
            return None;
        }
        let negative = usize::from(self.kind(next) == Some(AtomKind::Hyphen) && self.glued(next));
        let number = self.kind(next + negative).is_some_and(|kind| matches!(kind, AtomKind::Number(_)));
        number.then_some((next, of))
    }

    /// "Percent of 20" as the label of a column or an axis, alone in its line.
    pub(super) fn percent_of(&self, at: usize) -> Option<Found> {
        if at != 0 {
            return None;
        }
        let (of, Of::Percent) = self.lexicon.after.find(self.lower, self.atoms, at)? else { return None };
        if !self.word(of).is(OF) {
            return None;
        }
        let amount = self.amount(of + 1, false)?;
        if amount.end != self.atoms.len() || amount.sort != Sort::Cardinal {
            return None;
        }
        let end = amount.end;
        Some(Found::Figure(Box::new(self.mention(0, end, &amount, None, Of::Percent, end)?), end))
    }

    /// An age in years: "the 34-year-old", "aged 34", "Mara Venn, 34, said".
    pub(super) fn age(&self, at: usize) -> Option<Found> {
        let before = self.word_before(at);
        let digits = matches!(self.kind(at)?, AtomKind::Number(_));
        if !digits && !matches!(self.word(at).role, Role::Low(_) | Role::Tens(_)) {
            return None;
        }
        let amount = self.amount(at, false)?;
        if amount.sort != Sort::Cardinal || amount.value <= Decimal::ZERO {
            return None;
        }
        let (mut end, mut unit) = (amount.end, "year");
        let next = self.past_hyphen(end);
        if self.word(next).is(TIME) && self.word(self.past_hyphen(next + 1)).is(OLD) {
            end = next + 1;
            unit = self.lower(next).trim_end_matches('s');
        } else {
            let whole =
                digits && end == at + 1 && amount.value.is_integer() && !self.raw(at).contains([',', '.']);
            let last = self.is_mark(end, ".") && self.kind(end + 1).is_none();
            let comma = self.is_mark(end, ",") || self.is_mark(end, ";") || last;
            let name = at >= 2
                && self.is_mark(at - 1, ",")
                && self.is_word(at - 2)
                && self.raw(at - 2).starts_with(char::is_uppercase)
                && !self.word(at - 2).is(MONTH)
                && !matches!(self.kind(end + 1), Some(AtomKind::Number(_)));
            let apart = next == end && self.unit_after(end, &amount).is_none() && !self.glued_word(end);
            // Houses and tombs may be older, but say so.
            let lived = amount.value <= Decimal::from(130);
            let listed = || self.follows_ages(at) && self.ends_a_list(end);
            if !(lived && apart && (before.is(AGE) || listed() || whole && comma && name)) {
                return None;
            }
        }
        let figure = Figure {
            hedge: self.hedge(&amount, at, end, None),
            unit: Some(unit.to_owned()),
            ..self.bare_figure(&amount, amount.end)?
        };
        self.found(at, end, Kind::Quantity, figure)
    }

    /// "aged 29, 31 and 34": a number behind others that are ages.
    fn follows_ages(&self, at: usize) -> bool {
        let mut number = at;
        loop {
            let Some(mut last) = number.checked_sub(1) else { return false };
            if self.word(last).is(AND) {
                last = last.saturating_sub(1);
            }
            if self.is_mark(last, ",") {
                last = last.saturating_sub(1);
            }
            if last + 1 == number || !self.is_number(last) {
                return false;
            }
            if self.word_before(last).is(AGE) {
                return true;
            }
            number = last;
        }
    }

    /// Nothing that could be counted stands behind the last of a list.
    fn ends_a_list(&self, end: usize) -> bool {
        self.kind(end).is_none_or(|kind| kind == AtomKind::Mark)
            || self.word(end).is(AND)
            || self.word(end).is(STOP)
    }

    /// "under-18s", "over-65s": those of less or more than an age.
    pub(super) fn younger(&self, at: usize) -> Option<Found> {
        let (_, hedge) = self.lexicon.hedge_before.find(self.lower, self.atoms, at)?;
        let number = self.past_hyphen(at + 1);
        let amount = self.digits(number)?;
        let plural = number + 1;
        let fits = number == at + 2
            && self.lower(plural) == "s"
            && self.glued(plural)
            && amount < Decimal::from(120);
        let range = self.bytes(at, plural + 1).filter(|_| fits)?;
        let digits = self.bytes(number, plural)?;
        let figure = Figure { amount, upper: None, hedge, unit: None, noun: None, digits, in_words: false };
        let mention = Mention { range, kind: Kind::Number, value: Value::Figure(figure) };
        Some(Found::Figure(Box::new(mention), plural + 1))
    }

    /// A word against what stands before it, and no apostrophe's.
    fn glued_word(&self, at: usize) -> bool {
        self.is_word(at) && self.glued(at) && !self.lower(at).starts_with(['\'', '’'])
    }

    /// What the amount that ends before atom `at` is an amount of, and the atom after that.
    pub(super) fn unit_after(&self, at: usize, amount: &Amount) -> Option<(usize, Of)> {
        let mut next = self.past_hyphen(at);
        let bracket = self.closing_bracket(next);
        if bracket.is_some() {
            next += 1;
        }
        // "millions of dollars", "two thirds of a mile"
        if (amount.upper.is_some() || amount.in_words && amount.scale > Decimal::from(100))
            && self.word(next).is(OF)
        {
            next += 1;
        }
        let (end, of) = self.unit_named(next, !amount.in_words)?;
        if self.belongs_to_next(at, next, end, of) || self.goes_on_against(end) {
            return None;
        }
        if let Some(close) = bracket {
            return self.is_mark(end, close).then_some((end + 1, of));
        }
        let of = match of {
            Of::Weak(index) => {
                let large = amount.scale > Decimal::ONE || amount.value >= Decimal::from(1000);
                large.then_some(Of::Money(index))?
            }
            Of::Pounds(index) => {
                let near = || next == at && !self.word(end).is(OF) && self.money_near(at);
                if amount.scale >= Decimal::from(1_000_000) || near() {
                    Of::Money(index)
                } else {
                    Of::Unit(self.lexicon.units.iter().position(|unit| unit == "pound")?)
                }
            }
            of => of,
        };
        Some((end, of))
    }

    /// The bracket that closes the one at an atom: "5 (kg)".
    fn closing_bracket(&self, at: usize) -> Option<&'static str> {
        if self.kind(at)? != AtomKind::Mark {
            return None;
        }
        match self.raw(at) {
            "(" => Some(")"),
            "[" => Some("]"),
            "{" => Some("}"),
            "<" => Some(">"),
            _ => None,
        }
    }

    /// The longer of the word and the sign for a unit at an atom. Signs stand behind `digits` alone.
    fn unit_named(&self, at: usize, digits: bool) -> Option<(usize, Of)> {
        let word = self.lexicon.after.find(self.lower, self.atoms, at);
        let sign = if digits { self.lexicon.signs.find(self.text, self.atoms, at) } else { None };
        match (word, sign) {
            (Some(word), Some(sign)) if sign.0 > word.0 => Some(sign),
            (Some(word), _) => Some(word),
            (None, sign) => {
                // A lone letter apart from the digits is a unit only where nothing is counted by it.
                let letter = self.raw(at).chars().count() == 1 && self.is_word(at);
                let capital = letter && self.raw(at).starts_with(char::is_uppercase);
                // "41in" is a length, "41 in all" none.
                let small_word = self.word(at).is(STOP);
                sign.filter(|_| !(capital || small_word) || self.glued(at))
            }
        }
    }

    /// A sign of money that belongs to the next amount: "10 $20 notes".
    fn belongs_to_next(&self, at: usize, next: usize, end: usize, of: Of) -> bool {
        matches!(of, Of::Money(_))
            && self.kind(next) == Some(AtomKind::Mark)
            && (!self.glued(next) || next != at)
            && self.glued(end)
            && self.is_number(end)
    }

    /// "km" of "km2", "x" of "xyz": a unit ends where the word ends.
    fn goes_on_against(&self, end: usize) -> bool {
        self.glued(end)
            && matches!(self.kind(end), Some(AtomKind::Number(_) | AtomKind::Word))
            && self.is_word(end - 1)
            && !self.lower(end).starts_with(['\'', '’'])
    }

    /// Whether words of money stand near an atom.
    fn money_near(&self, at: usize) -> bool {
        (at.saturating_sub(8)..at + 6).any(|i| self.word(i).is(MONEY_NEAR))
    }

    /// A smaller unit that goes on from a larger: "three dollars and fifty cents", "5 feet 6 inches", "15 dollars 50".
    pub(super) fn smaller(&self, amount: &mut Amount, end: &mut usize, of: Option<Of>) {
        let Some(of) = of else { return };
        let next = if self.word(*end).is(AND) { *end + 1 } else { *end };
        let Some(part) = self.amount(next, false) else { return };
        if part.sort != Sort::Cardinal
            || part.upper.is_some()
            || !part.value.is_integer()
            || part.value.is_sign_negative()
        {
            return;
        }
        let unit = self.lexicon.after.find(self.lower, self.atoms, part.end);
        match of {
            Of::Money(currency)
                if part.value < Decimal::ONE_HUNDRED && amount.scale < Decimal::from(1000) =>
            {
                let cents = match unit {
                    Some((after, Of::Cents(cents))) => {
                        let of = &self.lexicon.cents[cents].of;
                        of.contains(&self.lexicon.currencies[currency]).then_some(after)
                    }
                    // "15 dollars 50", and nothing after it
                    None if self.is_word(*end - 1)
                        && part.end > next
                        && !self.is_word(part.end)
                        && self.kind(part.end).is_none_or(|kind| kind == AtomKind::Mark)
                        && !self.is_mark(part.end, "%") =>
                    {
                        Some(part.end)
                    }
                    _ => None,
                };
                if let Some(after) = cents
                    && amount.value.is_integer()
                {
                    amount.value = amount.value.saturating_add(part.value / Decimal::ONE_HUNDRED);
                    *end = after;
                }
            }
            Of::Unit(large) if self.lexicon.units[large] == "foot" && part.value < Decimal::from(12) => {
                let inch = match unit {
                    Some((after, Of::Unit(small))) if self.lexicon.units[small] == "inch" => Some(after),
                    _ => (self.lower(part.end) == "in" && !part.in_words).then_some(part.end + 1),
                };
                if let Some(after) = inch {
                    amount.value = amount.value.saturating_add(part.value / Decimal::from(12));
                    *end = after;
                }
            }
            _ => {}
        }
    }
}
