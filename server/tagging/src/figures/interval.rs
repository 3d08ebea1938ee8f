//! How two figures stand to one another: as intervals, with their hedges, in one unit.

use super::rounding::{Noughts, digits, round_like};
use super::units::scales;
use crate::mention::{Figure, Hedge, Kind, Mention, Value};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// What a figure may mean, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The least it may be; minus infinity for negative amounts with a hedge downwards.
    pub low: f64,
    /// The most it may be; infinity after "at least".
    pub high: f64,
    /// `low` itself is left out.
    pub low_open: bool,
    /// `high` itself is left out.
    pub high_open: bool,
}

/// How a draft's figure stands to a source's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FigureRelation {
    /// The same, hedge included.
    Equal,
    /// What the source says makes the draft's figure true: a wider range, a fair rounding, another unit.
    Entailed,
    /// The same amount, but the source does not state it as exact.
    HedgeDropped,
    /// Both may be true.
    Compatible,
    /// Both cannot be true of one thing.
    Conflict,
    /// Two figures of different sorts.
    Incomparable(Incomparable),
}

/// Why two figures cannot be held against each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Incomparable {
    /// A rank and an amount, a score and a count.
    Sort,
    /// Units of different dimensions, or a unit and none.
    Unit,
    /// Two currencies, or one that may be either.
    Currency,
    /// Percent and percentage points.
    Points,
    /// A share of a whole and a count.
    Share,
}

impl Figure {
    /// What the figure may mean: at least / more than x: [x, ∞). Nearly x: [0.9x, x). About x: ±10%, less where it is told
    /// with more than two digits. Up to x: (0, x]. A range, and vague amounts: from `amount` to `upper`.
    pub fn interval(&self) -> Interval {
        let said = self.said();
        let Interval { low, high, .. } = said;
        let closed = |low: f64, high: f64| Interval { low, high, ..said };
        let around = |x: f64, share: f64| x + x.abs() * share;
        match self.hedge {
            Hedge::Exact => closed(low, high),
            Hedge::Vague => Interval { high_open: high > low, ..closed(low, high) },
            Hedge::AtLeast => Interval { high_open: true, ..closed(low, f64::INFINITY) },
            Hedge::AtMost if high > 0.0 => Interval { low_open: true, ..closed(0.0, high) },
            Hedge::AtMost => Interval { low_open: true, ..closed(f64::NEG_INFINITY, high) },
            Hedge::Nearly => Interval { high_open: true, ..closed(around(low, -self.leeway()), high) },
            Hedge::About => closed(around(low, -self.leeway()), around(high, self.leeway())),
        }
    }

    /// From `amount` to `upper`, as if it were not hedged.
    fn said(&self) -> Interval {
        let low = self.amount.to_f64().unwrap_or(0.0);
        let high = self.upper.and_then(|upper| upper.to_f64()).unwrap_or(low);
        Interval { low, high, low_open: false, high_open: false }
    }

    /// The share by which "about" and "nearly" may be off: who says about 534 does not mean 487.
    fn leeway(&self) -> f64 {
        match digits(self) {
            0 | 1 => 0.1,
            2 => 0.02,
            _ => 0.01,
        }
    }
}

impl Interval {
    fn contains(&self, other: &Interval) -> bool {
        let low = self.low < other.low || (same(self.low, other.low) && (!self.low_open || other.low_open));
        let high =
            self.high > other.high || (same(self.high, other.high) && (!self.high_open || other.high_open));
        low && high
    }

    fn meets(&self, other: &Interval) -> bool {
        let below = |a: &Interval, b: &Interval| {
            a.high < b.low && !same(a.high, b.low) || (same(a.high, b.low) && (a.high_open || b.low_open))
        };
        !below(self, other) && !below(other, self)
    }

    /// How far two intervals that do not meet lie apart, as a share of the nearer ends.
    fn gap(&self, other: &Interval) -> f64 {
        let (a, b) = if self.low < other.low { (self.high, other.low) } else { (other.high, self.low) };
        (b - a).abs() / b.abs().max(a.abs()).max(f64::MIN_POSITIVE)
    }

    fn map(self, f: impl Fn(f64) -> f64) -> Interval {
        Interval { low: f(self.low), high: f(self.high), ..self }
    }
}

pub(super) fn same(a: f64, b: f64) -> bool {
    // Infinity is as near to nothing as to itself.
    a == b || (a.is_finite() && b.is_finite() && (a - b).abs() <= 1e-9 * a.abs().max(b.abs()))
}

/// Holds the figure of a draft against the figure of a source. The nouns counted are not looked at; both mentions must be
/// figures, or they are incomparable.
pub fn compare(draft: &Mention, source: &Mention) -> FigureRelation {
    let (Value::Figure(d), Value::Figure(s)) = (&draft.value, &source.value) else {
        return FigureRelation::Incomparable(Incomparable::Sort);
    };
    let ((d_factor, d_offset), (s_factor, s_offset)) = match scales((draft.kind, d), (source.kind, s)) {
        Ok(scales) => scales,
        // "312-289" and "312 votes": one side of a score is as much as a count of it, and never contradicts one.
        Err(Incomparable::Sort) if draft.kind == source.kind && d.interval() == s.interval() => {
            return FigureRelation::Equal;
        }
        Err(why) => return FigureRelation::Incomparable(why),
    };
    let pair = Pair {
        d,
        s,
        draft: d.interval().map(|x| x * d_factor + d_offset),
        source: s.interval().map(|x| x * s_factor + s_offset),
        draft_said: d.said().map(|x| x * d_factor + d_offset),
        source_said: s.said().map(|x| x * s_factor + s_offset),
        d_value: d.amount.to_f64().unwrap_or(0.0) * d_factor + d_offset,
        s_value: s.amount.to_f64().unwrap_or(0.0) * s_factor + s_offset,
        unit: d_factor,
        converted: !same(d_factor, s_factor) || !same(d_offset, s_offset),
        ordinal: draft.kind == Kind::Ordinal,
        exact: exact(draft.kind, d) && exact(source.kind, s),
        share: draft.kind == Kind::Percent && source.kind == Kind::Percent,
    };
    pair.relation()
}

struct Pair<'a> {
    d: &'a Figure,
    s: &'a Figure,
    draft: Interval,
    source: Interval,
    /// The same without what the hedges make of them.
    draft_said: Interval,
    source_said: Interval,
    d_value: f64,
    s_value: f64,
    /// What the draft's unit is worth.
    unit: f64,
    converted: bool,
    ordinal: bool,
    /// Both are of a sort that is not rounded while it is small.
    exact: bool,
    /// Both are shares of a hundred.
    share: bool,
}

/// Counts, and ages.
fn exact(kind: Kind, figure: &Figure) -> bool {
    kind == Kind::Number || figure.unit.as_deref() == Some("year")
}

impl Pair<'_> {
    fn relation(&self) -> FigureRelation {
        use FigureRelation::{Compatible, Conflict, Entailed, Equal, HedgeDropped};
        let (d, s) = (self.d, self.s);
        let upper = |figure: &Figure| figure.upper.is_some();
        let (draft, source) = (&self.draft_said, &self.source_said);
        let values =
            same(self.d_value, self.s_value) && upper(d) == upper(s) && same(draft.high, source.high);
        if values && d.hedge == s.hedge {
            return Equal;
        }
        if self.ordinal {
            return if values { Equal } else { Conflict };
        }
        if d.hedge == Hedge::Exact && !upper(d) && s.hedge != Hedge::Exact && same(self.d_value, self.s_value)
        {
            // "nearly 1,500" became "1,500"; "a dozen" and "12" are one.
            return if s.hedge == Hedge::About && s.in_words && s.amount == Decimal::from(12) {
                Entailed
            } else {
                HedgeDropped
            };
        }
        // Two points said with the same hedge: the points decide.
        if d.hedge == s.hedge && !upper(d) && !upper(s) {
            return self.points();
        }
        if let (Some(d_top), Some(s_top)) = (d.upper, s.upper)
            && d.hedge == s.hedge
            && matches!(d.hedge, Hedge::Exact | Hedge::About)
        {
            return self.ends(d_top, s_top);
        }
        if self.draft.contains(&self.source) {
            let far = matches!(d.hedge, Hedge::AtLeast | Hedge::AtMost)
                && !(0.5..=2.0).contains(&(self.d_value / self.s_value));
            return if far { Compatible } else { Entailed };
        }
        if self.draft.meets(&self.source) {
            return Compatible;
        }
        // A hedge on either side forgives a rounding.
        if !self.small() && self.draft.gap(&self.source) <= 0.02 { Compatible } else { Conflict }
    }

    /// Counts and ages under 100 are exact.
    fn small(&self) -> bool {
        self.exact
            && self.d_value.abs() < 100.0
            && self.s_value.abs() < 100.0
            && self.d.amount.is_integer()
            && self.s.amount.is_integer()
    }

    /// Two ranges: each end is the other's, or a fair rounding of it.
    fn ends(&self, d_top: Decimal, s_top: Decimal) -> FigureRelation {
        let rounds = |value: f64, like: Decimal, own: f64| {
            let apart = (own - value).abs() / value.abs().max(f64::MIN_POSITIVE);
            same(own, value)
                || apart <= 0.05
                    && (self.converted
                        || same(round_like(value / self.unit, like, Noughts::Written), own / self.unit))
        };
        let (draft, source) = (&self.draft_said, &self.source_said);
        if rounds(source.low, self.d.amount, draft.low) && rounds(source.high, d_top, draft.high) {
            FigureRelation::Entailed
        } else if !self.converted
            && rounds(draft.low, self.s.amount, source.low)
            && rounds(draft.high, s_top, source.high)
        {
            FigureRelation::Compatible
        } else {
            FigureRelation::Conflict
        }
    }

    fn points(&self) -> FigureRelation {
        use FigureRelation::{Compatible, Conflict, Entailed};
        let (d, s) = (self.d_value, self.s_value);
        let apart = (d - s).abs() / s.abs().max(f64::MIN_POSITIVE);
        match self.d.hedge {
            Hedge::AtLeast | Hedge::AtMost => {
                // The weaker claim follows from the stronger. Nobody makes it but to say a rounder figure.
                let weaker = if self.d.hedge == Hedge::AtLeast { d < s } else { d > s };
                let rounder = self.converted || digits(self.d) < digits(self.s);
                if weaker && rounder && (0.5..=2.0).contains(&(d / s)) {
                    return Entailed;
                }
                if !self.small() && apart <= 0.02 { Compatible } else { Conflict }
            }
            // Two shares told as exactly, and loosely: who has about 24 percent does not say about 26.
            Hedge::About if self.share && digits(self.d) > 0 && digits(self.d) == digits(self.s) => {
                let step =
                    10f64.powi(s.abs().max(f64::MIN_POSITIVE).log10().floor() as i32 - digits(self.s) as i32);
                if (d - s).abs() <= 1.01 * step { Compatible } else { Conflict }
            }
            Hedge::About | Hedge::Nearly if apart <= self.d.leeway() => Compatible,
            Hedge::Exact | Hedge::Vague if self.small() => Conflict,
            Hedge::Exact | Hedge::Vague => {
                // "7.9 million" for 7.89 million: to the draft's own precision.
                let rounds = same(round_like(s / self.unit, self.d.amount, Noughts::Rounded), d / self.unit);
                let rounded = same(round_like(d / self.unit, self.s.amount, Noughts::Rounded), s / self.unit)
                    && !self.converted;
                if (rounds || self.converted) && apart <= 0.02 {
                    Entailed
                } else if (rounds && apart <= 0.05 && digits(self.s) > digits(self.d))
                    || (rounded && apart <= 0.02)
                {
                    // Fair enough, but not said: a coarse rounding, or more precise than the source.
                    Compatible
                } else {
                    Conflict
                }
            }
            Hedge::About | Hedge::Nearly => Conflict,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FigureRelation::{Compatible, Conflict, Entailed, Equal, HedgeDropped};
    use super::*;
    use crate::figures::Figures;

    /// The only figure of a sentence.
    fn figure(text: &str) -> Mention {
        let mut all = Figures::english().mentions(text, &[]);
        assert_eq!(all.len(), 1, "{text}: {all:?}");
        all.remove(0)
    }

    fn check(draft: &str, source: &str, want: FigureRelation) {
        assert_eq!(compare(&figure(draft), &figure(source)), want, "{draft} / {source}");
    }

    #[test]
    fn counts_under_a_hundred_are_exact() {
        check("46 crates", "46 crates", Equal);
        check("46 crates", "forty-six crates", Equal);
        check("46 crates", "47 crates", Conflict);
        check("about 14 to 16 inches", "about 14 to 15 inches", Conflict);
        check("the 81-year-old", "the 80-year-old", Conflict);
        check("the 161-year-old house", "the 160-year-old house", Compatible);
        check("64 crates", "46 crates", Conflict);
    }

    #[test]
    fn rounds_to_the_precision_of_the_draft() {
        check("7.9 million crates", "7.89 million crates", Entailed);
        check("7.9 million crates", "7,890,000 crates", Entailed);
        check("1,500 crates", "1,512 crates", Entailed);
        check("1,512 crates", "1,500 crates", Compatible);
        check("1,700 crates", "1,512 crates", Conflict);
        check("12 percent", "12.4 percent", Compatible);
        check("13 percent", "12.4 percent", Conflict);
        check("one million crates", "1.4 million crates", Conflict);
        check("2 mln crates", "2 million crates", Equal);
    }

    #[test]
    fn drops_of_a_hedge_are_seen() {
        check("1,500 crates", "more than 1,500 crates", HedgeDropped);
        check("1,500 crates", "nearly 1,500 crates", HedgeDropped);
        check("12 crates", "a dozen crates", Entailed);
        check("more than 1,500 crates", "more than 1,500 crates", Equal);
    }

    #[test]
    fn holds_hedges_as_intervals() {
        check("more than 1,500 crates", "1,600 crates", Entailed);
        check("at least 12 crates", "11 crates", Conflict);
        check("138 crates", "more than 1,500 crates", Conflict);
        check("1,600 crates", "more than 1,500 crates", Compatible);
        check("at least 15 crates", "at least 12 crates", Conflict);
        check("at least 10 crates", "at least 12 crates", Entailed);
        check("at least 11 crates", "at least 12 crates", Conflict);
        check("up to 500 crates", "up to 480 crates", Entailed);
        check("up to 490 crates", "up to 480 crates", Conflict);
        check("5 to 10 crates", "5 to 12 crates", Conflict);
        check("$90 million to $100 million", "$89.8 million to $99.6 million", Entailed);
        check("about 50 crates", "52 crates", Entailed);
        check("about 50 crates", "60 crates", Conflict);
        check("about 50 crates", "about 60 crates", Conflict);
        check("about 50 crates", "about 52 crates", Compatible);
        check("about 534 million crates", "about 487 million crates", Conflict);
        check("about 534 million crates", "487 million crates", Conflict);
        check("about 534 million crates", "533.6 million crates", Entailed);
        check("nearly 50 crates", "48 crates", Entailed);
        check("up to 500 crates", "450 crates", Entailed);
        check("up to 500 crates", "620 crates", Conflict);
        check("dozens of crates", "46 crates", Entailed);
        check("dozens of crates", "460 crates", Conflict);
        check("46 crates", "dozens of crates", Compatible);
        check("hundreds of thousands of crates", "400,000 crates", Entailed);
        check("hundreds of thousands of crates", "1.4 million crates", Conflict);
        check("between 5 and 10 crates", "7 crates", Entailed);
        check("5 to 10 crates", "between 5 and 10 crates", Equal);
        check("12 crates", "5 to 10 crates", Conflict);
    }

    #[test]
    fn converts_units() {
        check("113 kilometers", "70 miles", Entailed);
        check("150 kilometers", "70 miles", Conflict);
        check("2,000 kg of cod", "two tonnes of cod", Equal);
        check("20 percent", "one in five", Equal);
        check("two-thirds", "66 percent", Entailed);
        check("half", "40 percent", Conflict);
        check("$1.20", "120 cents", Equal);
        check("100 degrees Celsius", "212 degrees Fahrenheit", Equal);
    }

    #[test]
    fn dont_compare_what_is_not_of_one_sort() {
        let not = |draft: &str, source: &str, why| check(draft, source, FigureRelation::Incomparable(why));
        not("3 percent", "3 percentage points", Incomparable::Points);
        not("$5 million", "£5 million", Incomparable::Currency);
        not("the third ferry", "3 ferries", Incomparable::Sort);
        not("5 miles", "5 pounds of cod", Incomparable::Unit);
        not("5 miles", "5 ferries", Incomparable::Unit);
        not("half", "50 ferries", Incomparable::Share);
        check("the third ferry", "the fourth ferry", Conflict);
        check("528 million francs", "528 million French francs", Equal);
    }
}
