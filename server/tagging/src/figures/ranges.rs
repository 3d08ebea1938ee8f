//! Two figures that are one, or belong together: ranges, scores and votes; and how exact a figure claims to be.

use super::amount::{Amount, Sort};
use super::atoms::AtomKind;
use super::lexicon::{
    AND, ARTICLE, BETWEEN, BY, CHANGE, CONTEST, DECIDED, DESCENDS, FROM, Of, RANGE, RANGING, SIDES, STEP,
    STOP,
};
use super::line::Line;
use crate::mention::{Figure, Hedge, Kind, Mention, Value};
use rust_decimal::Decimal;

/// A range as far as its high end tells it.
pub(super) struct Range {
    /// The low end, in full: 5 million for "5-7 million".
    pub(super) low: Decimal,
    pub(super) high: Amount,
    /// The atom after the range.
    pub(super) end: usize,
    /// What the high end is an amount of.
    pub(super) of: Option<Of>,
}

impl Line<'_> {
    /// The range that begins with the amount `low` and goes on at atom `end`; `of` is what its low end is an amount of.
    pub(super) fn range(&self, start: usize, low: &Amount, end: usize, of: Option<Of>) -> Option<Range> {
        let before = self.word_before(start);
        let dash = self.kind(end) == Some(AtomKind::Hyphen) && self.glued(end) == self.glued(end + 1);
        // "Rose from 12 to 15", but "ranging from 12 to 15".
        let ranging = || before.is(FROM) && start.checked_sub(2).is_some_and(|at| self.word(at).is(RANGING));
        let to = self.word(end).is(RANGE) && (!before.is(FROM | CHANGE) || ranging());
        // "Rose by one percent to 9.5 percent": by how much, and to what.
        let to = to && !(of.is_some() && before.is(BY));
        let to = to || self.voted(start, end);
        let between = before.is(BETWEEN) && self.word(end).is(AND);
        if !(dash || to || between) {
            return None;
        }
        let mut next = end + 1;
        let mut sign = None;
        if let Some((after, of_sign)) = self.currency_before(next) {
            if of.is_some_and(|of| of != of_sign) {
                return None;
            }
            (next, sign) = (after, Some(of_sign));
        }
        // A dash between spaces joins digits alone: "the 10 - five of them women - left".
        if dash && !self.glued(end) && !self.is_number(next) {
            return None;
        }
        let high = self.amount(next, of.is_some() || sign.is_some())?;
        if high.sort != Sort::Cardinal && !(high.sort == Sort::Fraction && low.sort == Sort::Fraction)
            || high.upper.is_some()
        {
            return None;
        }
        // "10 1/2-3" and so on: fractions make no range with whole numbers.
        if low.sort == Sort::Fraction && high.sort != Sort::Fraction {
            return None;
        }
        let after = self.unit_after(high.end, &high);
        let of_high = sign.or(after.map(|(_, of)| of));
        if of.is_some() && of_high.is_some() && of != of_high {
            return None;
        }
        // "$5 to 10 people" is no range of money; "$1.6 to 1.7 billion" is.
        let scaled = low.scale == Decimal::ONE && high.scale > Decimal::ONE;
        if of.is_some() && of_high.is_none() && to && !scaled {
            return None;
        }
        let mut value = low.value;
        let bare = low.scale == Decimal::ONE && high.scale > Decimal::ONE;
        if bare
            && of.is_none_or(|of| sign.is_none() || of == sign.unwrap_or(of))
            && value < high.value / high.scale
        {
            value = value.checked_mul(high.scale)?;
        }
        let range_end = match (sign, after) {
            (None, Some((after, _))) => after,
            _ => high.end,
        };
        Some(Range { low: value, high, end: range_end, of: of_high })
    }

    /// Whether a range of money or shares may be one though its ends are the wrong way round: "between $80 and $45". Two
    /// figures of a step are none: "a cut of $40 to $30".
    pub(super) fn descends(&self, start: usize, low: Decimal, high: Decimal, of: Option<Of>) -> bool {
        let before = |back: usize| start.checked_sub(back).map_or(Default::default(), |at| self.word(at));
        let steps = (1..=4).any(|back| before(back).is(STEP | FROM | CHANGE | BY));
        // "52% to 48%" is a vote.
        let priced = match of {
            Some(Of::Money(_) | Of::Pounds(_)) => true,
            Some(Of::Percent) => before(1).is(BETWEEN),
            _ => false,
        };
        priced && low > high && !high.is_sign_negative() && before(1).is(DESCENDS) && !steps
    }

    /// A score or a vote: "51-49", "won 3-2". Both sides are numbers that count the same unsaid thing.
    pub(super) fn pair(
        &self,
        start: usize,
        low: &Amount,
        high: &Amount,
        value: Decimal,
        of: Option<Of>,
    ) -> Option<[Mention; 2]> {
        let dash = self.kind(low.end) == Some(AtomKind::Hyphen);
        let voted = self.voted(start, low.end);
        if of.is_some() || !(dash || voted) || low.in_words || high.in_words {
            return None;
        }
        let contest = (start.saturating_sub(5)..start)
            .chain(high.end..high.end + 3)
            .any(|at| self.word(at).is(CONTEST));
        // "6-4, 5-7, 6-2"
        let number = |at: usize| self.is_number(at);
        let side = |at: usize| {
            self.is_mark(at, ",")
                && (number(at + 1) && self.past_hyphen(at + 2) != at + 2
                    || at >= 2 && number(at - 1) && self.kind(at - 2) == Some(AtomKind::Hyphen))
        };
        let series = start > 0 && side(start - 1) && number(start.wrapping_sub(2)) || side(high.end);
        if value < high.value && !contest && !series && !voted {
            return None;
        }
        let side = |amount: &Amount| {
            let range = self.bytes(amount.start, amount.end)?;
            let figure = Figure {
                amount: amount.value,
                upper: None,
                hedge: Hedge::Exact,
                unit: Some("score".to_owned()),
                noun: None,
                digits: range.clone(),
                in_words: false,
            };
            Some(Mention { range, kind: Kind::Number, value: Value::Figure(figure) })
        };
        Some([side(low)?, side(high)?])
    }

    /// "Passed 312 to 289", "by 52 to 48": the two sides of a vote or a game, where the word for it stands right before and
    /// nothing that they count stands behind.
    fn voted(&self, start: usize, end: usize) -> bool {
        let number = |at: usize| self.is_number(at);
        let before = |back: usize| start.checked_sub(back).map_or(Default::default(), |at| self.word(at));
        let said =
            before(1).is(DECIDED) || before(1).is(BY | SIDES) && (2..5).any(|back| before(back).is(DECIDED));
        let after = end + 2;
        let counted = self.is_word(after) && !self.word(after).is(STOP);
        said && self.word(end).is(RANGE)
            && end == start + 1
            && number(start)
            && number(end + 1)
            && !counted
            && !self.is_mark(after, "%")
            && self.kind(after) != Some(AtomKind::Hyphen)
    }

    /// How exact the figure between two atoms claims to be. `noun_end` is the byte its noun ends at.
    pub(super) fn hedge(&self, amount: &Amount, start: usize, end: usize, noun_end: Option<usize>) -> Hedge {
        let before = start.checked_sub(1).and_then(|last| {
            let last = if self.word(last).is(ARTICLE) { last.checked_sub(1)? } else { last };
            let (_, hedge) = self.lexicon.hedge_before.find(self.lower, self.atoms, last)?;
            Some(hedge)
        });
        if let Some(hedge) = before {
            return hedge;
        }
        if self.is_mark(end, "+") && self.glued(end) {
            return Hedge::AtLeast;
        }
        let joined = self.past_hyphen(end);
        let behind = |at: usize| {
            let (next, hedge) = self.lexicon.hedge_after.find(self.lower, self.atoms, at)?;
            // "14 million plus up to 4 in bonuses": one word that opens what comes on top.
            let adds = hedge == Hedge::AtLeast && next == at + 1 && self.kind(next) == Some(AtomKind::Word);
            (!adds || joined != end).then_some(hedge)
        };
        let noun =
            || noun_end.and_then(|byte| behind(self.atoms.partition_point(|atom| atom.range.start < byte)));
        if let Some(hedge) = behind(joined).or_else(noun) {
            return hedge;
        }
        if amount.upper.is_some() {
            Hedge::Vague
        } else if amount.round {
            Hedge::About
        } else {
            Hedge::Exact
        }
    }
}
