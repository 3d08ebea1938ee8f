//! What a figure takes from its neighbour: "36,000 and 129,000 dlrs", "312 votes to 289".

use super::lexicon::{AGAINST, AND, CHANGE, CONFIDENCE, FROM, OR, RANGE, STOP};
use super::line::Line;
use crate::mention::{Figure, Kind, Mention, Value};
use rust_decimal::Decimal;
use std::ops::Range;

impl Line<'_> {
    /// Gives an amount without a unit that of its neighbour: "36,000 and 129,000 dlrs", "to 12 mln dlrs from 10 mln".
    pub(super) fn share_units(&self, mentions: &mut [Mention]) {
        for i in (1..mentions.len()).rev() {
            let (left, right) = mentions.split_at_mut(i);
            let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
            if self.listed(a, b) && is_bare(a) && self.lends_unit(b) {
                if self.steps(a, b) {
                    self.take_scale(a, b);
                }
                take_unit(a, b);
            }
        }
        for i in 1..mentions.len() {
            let (left, right) = mentions.split_at_mut(i);
            let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
            if self.set_against(a, b) && self.stands_alone(b) && is_bare(b) {
                take_unit(b, a);
            }
            self.share_noun(a, b);
        }
    }

    /// The atoms between two mentions.
    fn between(&self, a: &Mention, b: &Mention) -> Range<usize> {
        let first = self.atoms.partition_point(|atom| atom.range.start < a.range.end);
        let end = self.atoms.partition_point(|atom| atom.range.start < b.range.start);
        first..end
    }

    /// The atom behind a mention.
    fn behind(&self, mention: &Mention) -> usize {
        self.atoms.partition_point(|atom| atom.range.start < mention.range.end)
    }

    /// "From 3 to 5".
    fn steps(&self, a: &Mention, b: &Mention) -> bool {
        let gap = self.between(a, b);
        let first = self.atoms.partition_point(|atom| atom.range.start < a.range.start);
        gap.len() == 1 && self.word(gap.start).is(RANGE) && self.word_before(first).is(FROM)
    }

    /// Gives "4.1" the millions of "from 4.1 to 3.8 million", not "900" those of "from 900 to 1.2 million".
    fn take_scale(&self, to: &mut Mention, from: &Mention) {
        let (Value::Figure(figure), Value::Figure(like)) = (&mut to.value, &from.value) else { return };
        let first = self.atoms.partition_point(|atom| atom.range.start < like.digits.start);
        let Some(written) = self.digits(first).filter(|written| !written.is_zero()) else { return };
        let (Some(scale), Some(times)) =
            (like.amount.checked_div(written), figure.amount.checked_div(written))
        else {
            return;
        };
        let near = times <= Decimal::TEN && times >= Decimal::new(1, 1);
        if scale >= Decimal::ONE_THOUSAND && near && !figure.in_words {
            figure.amount = figure.amount.saturating_mul(scale);
        }
    }

    /// "12 and 15", "12, 15", "12, and 15", "from 3 to 5".
    fn listed(&self, a: &Mention, b: &Mention) -> bool {
        let gap = self.between(a, b);
        let comma = self.is_mark(gap.start, ",");
        match gap.len() {
            1 if self.word(gap.start).is(RANGE) => self.steps(a, b),
            1 => comma || self.word(gap.start).is(AND | OR),
            2 => comma && self.word(gap.start + 1).is(AND | OR),
            _ => false,
        }
    }

    /// Whether the unit of a figure may be its neighbour's as well. One before the digits is its own: "12 and $5 million"; so
    /// is that of "(risk ratio 2.0, 95% CI 1.6 to 2.4)".
    fn lends_unit(&self, mention: &Mention) -> bool {
        let Value::Figure(figure) = &mention.value else { return false };
        figure.digits.start == mention.range.start
            && figure.digits.end <= mention.range.end
            && !self.word(self.behind(mention)).is(CONFIDENCE)
    }

    /// "12 mln against 10", "388 million euros, up from 371 million".
    fn set_against(&self, a: &Mention, b: &Mention) -> bool {
        let gap = self.between(a, b);
        let Some(last) = gap.clone().next_back() else { return false };
        gap.len() <= 3
            && self.word(last).is(AGAINST)
            && (gap.start..last).all(|i| self.is_mark(i, ",") || self.word(i).is(CHANGE))
    }

    /// Nothing that it may count stands behind it.
    fn stands_alone(&self, mention: &Mention) -> bool {
        let after = self.behind(mention);
        !self.is_word(after) || self.word(after).is(STOP)
    }

    /// "312 votes to 289": both count the same.
    fn share_noun(&self, a: &Mention, b: &mut Mention) {
        let alone = self.stands_alone(b);
        let end = self.between(a, b).end;
        let (Value::Figure(one), Value::Figure(other)) = (&a.value, &mut b.value) else { return };
        let Some(noun) = &one.noun else { return };
        let counts = a.kind == Kind::Number && b.kind == Kind::Number;
        if !counts || other.unit.is_some() || other.noun.is_some() || !alone {
            return;
        }
        let to = self.atoms.partition_point(|atom| atom.range.start < noun.range.end);
        if noun.range.start >= a.range.end && self.word(to).is(RANGE) && end == to + 1 {
            other.noun = Some(noun.clone());
        }
    }
}

/// A number with neither unit nor noun.
fn is_bare(mention: &Mention) -> bool {
    let bare = |figure: &Figure| figure.unit.is_none() && figure.noun.is_none();
    mention.kind == Kind::Number && matches!(&mention.value, Value::Figure(figure) if bare(figure))
}

fn take_unit(to: &mut Mention, from: &Mention) {
    let (Value::Figure(figure), Value::Figure(like)) = (&mut to.value, &from.value) else { return };
    let unit = like.unit.as_deref().filter(|unit| !matches!(*unit, "score" | "time"));
    if let Some(unit) = unit
        && matches!(from.kind, Kind::Money | Kind::Percent | Kind::Quantity)
    {
        figure.unit = Some(unit.to_owned());
        to.kind = from.kind;
    }
}
