//! From amounts to figures: currency, percent or unit before and after them, ranges, hedges, and what is no figure.

use super::amount::{Amount, Line, Sort};
use super::atoms::AtomKind;
use super::lexicon::{
    AGAINST, AND, ARTICLE, CONFIDENCE, FROM, MONTH, OF, ONE_AFTER, ONE_BEFORE, OR, Of, PLURAL, RANGE, Role,
    TIME, TIMES,
};
use crate::mention::{Figure, Kind, Mention, Value};
use rust_decimal::Decimal;

/// What stands at an atom.
pub(super) enum Found {
    /// A figure, and the atom after it.
    Figure(Box<Mention>, usize),
    /// Two sides of a score or a vote.
    Pair(Box<[Mention; 2]>, usize),
    /// Nothing up to this atom.
    Skip(usize),
}

impl Line<'_> {
    pub(super) fn figures(&self) -> Vec<Mention> {
        let mut out = Vec::new();
        let mut at = 0;
        while at < self.atoms.len() {
            at = match self.at(at) {
                Some(Found::Figure(mention, end)) => {
                    out.push(*mention);
                    end.max(at + 1)
                }
                Some(Found::Pair(pair, end)) => {
                    out.extend(*pair);
                    end.max(at + 1)
                }
                Some(Found::Skip(end)) => end.max(at + 1),
                None => at + 1,
            };
        }
        self.share_units(&mut out);
        out
    }

    /// Gives an amount without a unit the unit of its neighbour: "36,000 and 129,000 dlrs", "to 12 mln dlrs from 10 mln".
    fn share_units(&self, mentions: &mut [Mention]) {
        let bare = |mention: &Mention| matches!(&mention.value, Value::Figure(f) if mention.kind == Kind::Number && f.unit.is_none() && f.noun.is_none());
        // Atoms between two mentions.
        let between = |a: &Mention, b: &Mention| {
            let first = self.atoms.partition_point(|atom| atom.range.start < a.range.end);
            let end = self.atoms.partition_point(|atom| atom.range.start < b.range.start);
            first..end
        };
        for i in (1..mentions.len()).rev() {
            let (left, right) = mentions.split_at_mut(i);
            let (Some(a), Some(b)) = (left.last_mut(), right.first()) else { continue };
            let gap = between(a, b);
            let first = self.atoms.partition_point(|atom| atom.range.start < a.range.start);
            let from = first.checked_sub(1).is_some_and(|before| self.word(before).is(FROM));
            let joins = match gap.len() {
                // "from 3 to 5 percent"
                1 if self.word(gap.start).is(RANGE) => from,
                1 => self.word(gap.start).is(AND | OR) || self.is_mark(gap.start, ","),
                2 => self.is_mark(gap.start, ",") && self.word(gap.start + 1).is(AND | OR),
                _ => false,
            };
            if joins && bare(a) {
                // A unit before the digits is their own: "12 and $5 million".
                let own = matches!(&b.value, Value::Figure(f) if f.digits.start == b.range.start && f.digits.end <= b.range.end);
                // "(risk ratio 2.0, 95% CI 1.6 to 2.4)"
                let after = self.atoms.partition_point(|atom| atom.range.start < b.range.end);
                if own && !self.word(after).is(CONFIDENCE) {
                    take_unit(a, b);
                }
            }
        }
        for i in 1..mentions.len() {
            let (left, right) = mentions.split_at_mut(i);
            let (Some(a), Some(b)) = (left.last(), right.first_mut()) else { continue };
            let gap = between(a, b);
            let after = self.atoms.partition_point(|atom| atom.range.start < b.range.end);
            let alone = !self.is_word(after) || self.word(after).is(super::lexicon::STOP);
            // "12 mln against 10", "388 million euros, up from 371 million"
            let against = gap.len() <= 3
                && gap.clone().next_back().is_some_and(|i| self.word(i).is(AGAINST))
                && (gap.start + 1..gap.end)
                    .all(|i| self.is_mark(i - 1, ",") || self.word(i - 1).is(super::lexicon::CHANGE));
            if against && alone && bare(b) {
                take_unit(b, a);
            }
            // "312 votes to 289": both count the same.
            if let (Value::Figure(one), Value::Figure(other)) = (&a.value, &mut b.value)
                && let Some(noun) = &one.noun
                && a.kind == Kind::Number
                && b.kind == Kind::Number
                && other.unit.is_none()
                && other.noun.is_none()
                && alone
            {
                let to = self.atoms.partition_point(|atom| atom.range.start < noun.range.end);
                if noun.range.start >= a.range.end && self.word(to).is(RANGE) && gap.end == to + 1 {
                    other.noun = Some(noun.clone());
                }
            }
        }
    }

    pub(super) fn at(&self, at: usize) -> Option<Found> {
        let (first, currency) = match self.currency_before(at) {
            Some((next, of)) => (next, Some(of)),
            None => (at, None),
        };
        if currency.is_none() {
            if let Some(skip) = self.no_figure(at) {
                return Some(Found::Skip(skip));
            }
            if let Some(found) = self.percent_of(at).or_else(|| self.age(at)).or_else(|| self.younger(at)) {
                return Some(found);
            }
        }
        let amount = self.amount(first, currency.is_some())?;
        if currency.is_none()
            && let Some(skip) = self.not_this(&amount)
        {
            return Some(Found::Skip(skip));
        }
        self.finish(at, amount, currency)
    }

    /// "under-18s", "over-65s": those of less or more than an age.
    fn younger(&self, at: usize) -> Option<Found> {
        let (_, hedge) = self.lexicon.hedge_before.find(self.lower, self.atoms, at)?;
        let number = self.past_hyphen(at + 1);
        let AtomKind::Number(amount) = self.kind(number)? else { return None };
        let plural = number + 1;
        let fits = number == at + 2
            && self.lower(plural) == "s"
            && self.glued(plural)
            && amount < Decimal::from(120);
        let range = self.bytes(at, plural + 1).filter(|_| fits)?;
        let digits = self.bytes(number, plural)?;
        let figure = Figure { amount, upper: None, hedge, unit: None, noun: None, digits, in_words: false };
        Some(Found::Figure(
            Box::new(Mention { range, kind: Kind::Number, value: Value::Figure(figure) }),
            plural + 1,
        ))
    }

    /// Digits that are no figure by what stands against them. Gives the atom to go on from.
    pub(super) fn no_figure(&self, at: usize) -> Option<usize> {
        let AtomKind::Number(value) = self.kind(at)? else {
            return (self.kind(at)? == AtomKind::Taken || self.kind(at)? == AtomKind::Other)
                .then_some(at + 1);
        };
        if let Some(end) = self.phone(at) {
            return Some(end);
        }
        if self.glued(at) && at > 0 {
            let before = at - 1;
            let bad = match self.kind(before)? {
                // B52, G7
                AtomKind::Word => true,
                // F-16, 555-0143
                AtomKind::Hyphen => {
                    self.glued(before) && before > 0 && !matches!(self.kind(before - 1), Some(AtomKind::Mark))
                }
                AtomKind::Mark => match self.raw(before) {
                    "[" => self.is_mark(at + 1, "]"),
                    // "n=416", "P=0.002"; not "?page=3".
                    "=" => {
                        !(self.is_word(before.wrapping_sub(1))
                            && self.raw(before - 1).len() <= 2
                            && !self.glued(before - 1)
                            || self.is_mark(before.wrapping_sub(2), "("))
                    }
                    "/" | "\\" | "_" | "@" | "#" | "&" | "^" => true,
                    "." => {
                        self.glued(before)
                            && !matches!(self.kind(before.wrapping_sub(1)), Some(AtomKind::Number(_)))
                    }
                    "+" => matches!(self.kind(at + 1), Some(AtomKind::Number(_))),
                    _ => false,
                },
                _ => false,
            };
            if bad {
                return Some(self.run_end(at));
            }
        }
        // "1. A source": the number of an entry of a list
        let short = self.raw(at).len() <= 2 && self.raw(at).bytes().all(|b| b.is_ascii_digit());
        let closed = self.is_mark(at + 1, ".") || self.is_mark(at + 1, ")");
        if at == 0 && short && closed && self.glued(at + 1) && self.is_word(at + 2) && !self.glued(at + 2) {
            return Some(at + 2);
        }
        // 555-123-4567, 12/14/2025, 24/7
        let strokes = self.is_mark(at + 1, "/") && self.glued(at + 1) && self.glued(at + 2);
        let numbers = |i: usize| matches!(self.kind(i), Some(AtomKind::Number(_)));
        if strokes && numbers(at + 2) {
            let fraction = self
                .amount(at, false)
                .is_some_and(|amount| amount.sort == Sort::Fraction || amount.end > at + 1);
            if !fraction {
                return Some(self.run_end(at));
            }
        }
        let joined = |i: usize| self.past_hyphen(i) != i && numbers(i + 1);
        if joined(at + 1) && joined(at + 3) && !self.is_mark(at + 3, "/") {
            return Some(self.run_end(at));
        }
        if joined(at + 1) {
            let (a, b) = (self.raw(at), self.raw(at + 2));
            let leading_zero = |s: &str| s.len() > 1 && s.starts_with('0') && !s.contains('.');
            let years = a.len() == 4 && b.len() == 2 && year(value);
            let phone =
                a.len() == 3 && b.len() == 4 && b.bytes().all(|b| b.is_ascii_digit()) && !b.ends_with('0');
            if leading_zero(a) || leading_zero(b) || years || phone {
                return Some(at + 3);
            }
        }
        None
    }

    /// "020 7946 0018", "+49 30 901820": groups of digits that begin with a nought or a plus; the atom after them.
    fn phone(&self, at: usize) -> Option<usize> {
        let whole = |i: usize| {
            matches!(self.kind(i), Some(AtomKind::Number(_)))
                && self.raw(i).bytes().all(|b| b.is_ascii_digit())
        };
        let plus = at > 0 && self.is_mark(at - 1, "+") && self.glued(at);
        let nought = self.raw(at).len() > 2 && self.raw(at).starts_with('0');
        if !whole(at) || !(plus || nought) {
            return None;
        }
        let mut end = at + 1;
        while whole(end) && self.raw(end).len() > 1 {
            end += 1;
        }
        let digits: usize = (at..end).map(|i| self.raw(i).len()).sum();
        (end > at + 1 && digits > 6).then_some(end)
    }

    /// Past a run of atoms without white space.
    pub(super) fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.glued(end)
            && (self.kind(end) != Some(AtomKind::Mark)
                || matches!(self.raw(end), "/" | "_" | "=" | "&" | "@" | ":" | "#" | "."))
        {
            end += 1;
        }
        end
    }

    /// A taken atom that is a number: the whole of a range is taken, not a date that happens to follow.
    pub(super) fn digits_or_number(&self, at: usize) -> bool {
        let lower = self.lower(at);
        lower.starts_with(|c: char| c.is_ascii_digit())
            || self
                .lexicon
                .words
                .get(lower)
                .is_some_and(|word| matches!(word.role, Role::Low(_) | Role::Tens(_)))
    }

    pub(super) fn glued_word(&self, at: usize) -> bool {
        self.is_word(at) && self.glued(at) && !self.lower(at).starts_with(['\'', '’'])
    }

    /// Amounts that are no figures: years, days of the month, times and durations, "one" that counts nothing.
    pub(super) fn not_this(&self, amount: &Amount) -> Option<usize> {
        let (start, end) = (amount.start, amount.end);
        let next = self.past_hyphen(end);
        let before = start.checked_sub(1).map_or(Default::default(), |at| self.word(at));
        let plain =
            !amount.in_words && end == start + 1 && self.raw(start).bytes().all(|b| b.is_ascii_digit());
        // Something unknown against the digits: 737s, 4x4, 1990s.
        let odd = !amount.in_words
            && self.is_word(end)
            && self.glued(end)
            && self.unit_after(end, amount).is_none()
            && !self.lower(end).starts_with('\'');
        if odd {
            return Some(self.run_end(end));
        }
        if self.word(next).is(TIME) && amount.sort != Sort::Ordinal {
            return Some(next + 1);
        }
        // "five to [seven months]", "295-[344 days]": part of what has been taken.
        let joint = self.kind(end) == Some(AtomKind::Hyphen) || self.word(end).is(RANGE | OR | AND);
        let joint = end
            + usize::from(joint)
            + usize::from(
                next == end
                    && self.kind(end) == Some(AtomKind::Hyphen)
                    && self.word(end + 1).is(RANGE | OR | AND),
            );
        if joint > end && self.kind(joint) == Some(AtomKind::Taken) && self.digits_or_number(joint) {
            return Some(joint);
        }
        if self.word(end).is(OF) {
            let article = usize::from(self.word(end + 1).is(ARTICLE));
            if self.word(end + 1 + article).is(TIME) && (article == 1 || amount.upper.is_some()) {
                return Some(end + 2 + article);
            }
        }
        if amount.sort == Sort::Cardinal
            && self.word(end).is(ARTICLE)
            && self.word(end + 1).is(TIME)
            && amount.value < Decimal::ONE
        {
            return Some(end + 2);
        }
        let day =
            amount.value >= Decimal::ONE && amount.value <= Decimal::from(31) && amount.value.is_integer();
        let month = |at: usize| self.word(at).is(MONTH) && self.raw(at).starts_with(char::is_uppercase);
        if day && (plain || amount.sort == Sort::Ordinal) {
            let dotted = usize::from(start > 1 && self.is_mark(start - 1, "."));
            if month(end)
                || (start > dotted && month(start - 1 - dotted))
                || (self.word(end).is(OF) && month(end + 1))
            {
                return Some(end);
            }
        }
        if plain && self.raw(start).len() == 4 && year(amount.value) {
            let counted = self.word(end).is(PLURAL)
                || (self.looks_plural(end) && self.raw(end).starts_with(char::is_lowercase));
            let unit = self.unit_after(end, amount).is_some() || next != end;
            if !unit && (!counted || before.is(super::lexicon::IN)) {
                return Some(end);
            }
        }
        if amount.value == Decimal::ONE
            && amount.in_words
            && amount.sort == Sort::Cardinal
            && self.word(start).role == Role::Low(1)
        {
            let measured = self.unit_after(end, amount).is_some();
            // "the top one", "a bitter one but .."
            let alone = self.kind(end).is_none_or(|kind| kind == AtomKind::Mark);
            let described = alone
                && start > 0
                && self.is_word(start - 1)
                && !before.is(super::lexicon::STOP)
                && before.role == Role::None;
            let pronoun = before.is(ONE_AFTER) || self.word(end).is(ONE_BEFORE) || described;
            if pronoun && !measured {
                return Some(end);
            }
            if start > 0 && self.past_hyphen(start - 1) == start {
                return Some(end);
            }
        }
        None
    }

    /// Puts the figure together. `start` is its first atom, with the currency that stands before it.
    pub(super) fn finish(&self, start: usize, mut amount: Amount, before: Option<Of>) -> Option<Found> {
        if amount.sort == Sort::Ordinal {
            return self.count(start, amount.clone(), None, amount.end);
        }
        let digits_start = amount.start;
        let mut digits_end = amount.end;
        let mut end = amount.end;
        let mut of = before;
        if let Some(of_after) = match before {
            // "$5 million dollars"
            Some(Of::Money(index)) => {
                // "$5 million dollars"; but "$5 $6"
                self.unit_after(end, &amount)
                    .filter(|&(next, after)| after == Of::Money(index) && self.is_word(next - 1))
            }
            Some(_) => None,
            None => self.unit_after(end, &amount),
        } {
            end = of_after.0;
            of = of.or(Some(of_after.1));
        }
        let mut upper = None;
        if let Some(Of::Millions(index)) = of {
            let million = Decimal::from(1_000_000);
            amount.value = amount.value.checked_mul(million)?;
            amount.upper = match amount.upper {
                Some(upper) => Some(upper.checked_mul(million)?),
                None => None,
            };
            of = Some(Of::Money(index));
        }
        if amount.upper.is_none()
            && let Some((high, low, range_end, of_range)) = self.range(start, &amount, end, of)
        {
            if let Some(pair) = self.pair(start, &amount, &high, low, of.or(of_range)) {
                return Some(Found::Pair(Box::new(pair), high.end));
            }
            if low < high.value || self.descends(start, low, high.value, of.or(of_range)) {
                if self.word(self.past_hyphen(high.end)).is(TIME) && of_range.is_none() {
                    return Some(Found::Skip(self.past_hyphen(high.end) + 1));
                }
                amount.value = low;
                upper = Some(high.value);
                digits_end = high.end;
                end = range_end;
                of = of.or(of_range);
                amount.in_words &= high.in_words;
                amount.end = high.end;
            }
        }
        // "75 USD million"
        if let (Some(Of::Money(_)), Role::Scale(scale)) = (of, self.word(end).role)
            && scale >= 1_000_000
            && amount.scale == Decimal::ONE
            && upper.is_none()
            && amount.upper.is_none()
        {
            amount.value = amount.value.checked_mul(Decimal::from(scale))?;
            end += 1;
            digits_end = end;
        }
        if upper.is_none() {
            self.smaller(&mut amount, &mut end, of);
        }
        let of = match of {
            Some(of) => of,
            None => {
                amount.start = digits_start;
                let plain_end = digits_end;
                return self.count(start, amount, upper, plain_end);
            }
        };
        let digits_end = digits_end.min(end);
        let mut mention = self.mention(start, end, &amount, upper, of, digits_end)?;
        if let Value::Figure(figure) = &mut mention.value {
            figure.noun = if mention.kind == Kind::Money { None } else { self.of_noun(end) };
        }
        Some(Found::Figure(Box::new(mention), end))
    }

    /// A number, an ordinal or a multiple: no unit stands beside it.
    pub(super) fn count(
        &self,
        start: usize,
        amount: Amount,
        upper: Option<Decimal>,
        end: usize,
    ) -> Option<Found> {
        let next = self.past_hyphen(end);
        let digits = self.bytes(amount.start, end)?;
        let times = self.word(next).is(TIMES) || amount.sort == Sort::Multiple;
        if times && amount.sort != Sort::Ordinal {
            let last = if amount.sort == Sort::Multiple { end } else { next + 1 };
            let figure = Figure {
                amount: amount.value,
                upper: upper.or(amount.upper),
                hedge: self.hedge(&amount, start, last, None),
                unit: Some("time".to_owned()),
                noun: None,
                digits,
                in_words: amount.in_words,
            };
            let range = self.bytes(start, last)?;
            return Some(Found::Figure(
                Box::new(Mention { range, kind: Kind::Quantity, value: Value::Figure(figure) }),
                last,
            ));
        }
        let mut noun = self.noun(&amount, end);
        if let Some(found) = &noun
            && found.stems.last().is_some_and(|_| self.ends_in_time(found.range.end))
        {
            if amount.sort == Sort::Ordinal {
                noun = None;
            } else {
                return Some(Found::Skip(end));
            }
        }
        let noun_end = noun.as_ref().map(|noun| noun.range.end);
        let figure = Figure {
            amount: amount.value,
            upper: upper.or(amount.upper),
            hedge: self.hedge(&amount, start, end, noun_end),
            unit: None,
            noun,
            digits: digits.clone(),
            in_words: amount.in_words,
        };
        let kind = if amount.sort == Sort::Ordinal { Kind::Ordinal } else { Kind::Number };
        Some(Found::Figure(
            Box::new(Mention { range: self.bytes(start, end)?, kind, value: Value::Figure(figure) }),
            end,
        ))
    }

    pub(super) fn ends_in_time(&self, byte: usize) -> bool {
        let after = self.atoms.partition_point(|atom| atom.range.end <= byte);
        after > 0 && self.word(after - 1).is(TIME)
    }

    pub(super) fn bytes(&self, first: usize, end: usize) -> Option<std::ops::Range<usize>> {
        Some(self.atoms.get(first)?.range.start..self.atoms.get(end.checked_sub(1)?)?.range.end)
    }

    pub(super) fn mention(
        &self,
        start: usize,
        end: usize,
        amount: &Amount,
        upper: Option<Decimal>,
        of: Of,
        digits_end: usize,
    ) -> Option<Mention> {
        let (kind, unit) = match of {
            Of::Percent => (Kind::Percent, "percent"),
            Of::Money(index) | Of::Weak(index) | Of::Pounds(index) | Of::Millions(index) => {
                (Kind::Money, self.lexicon.currencies[index].as_str())
            }
            Of::Cents(index) => (Kind::Money, self.lexicon.cents[index].name.as_str()),
            Of::Unit(index) => (Kind::Quantity, self.lexicon.units[index].name.as_str()),
        };
        let figure = Figure {
            amount: amount.value,
            upper: upper.or(amount.upper),
            hedge: self.hedge(amount, start, end, None),
            unit: Some(unit.to_owned()),
            noun: None,
            digits: self.bytes(amount.start, digits_end)?,
            in_words: amount.in_words,
        };
        Some(Mention { range: self.bytes(start, end)?, kind, value: Value::Figure(figure) })
    }
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

fn year(value: Decimal) -> bool {
    value >= Decimal::from(1500) && value < Decimal::from(2100) && value.is_integer()
}
