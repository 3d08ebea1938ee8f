//! Digits and amounts that are no figures: years, days of the month, codes, phone numbers, "one" that counts nothing.

use super::amount::{Amount, Sort};
use super::atoms::AtomKind;
use super::lexicon::{
    AND, ARTICLE, IN, MONTH, OF, ONE_AFTER, ONE_BEFORE, OR, PLURAL, RANGE, Role, STOP, TIME,
};
use super::line::Line;
use rust_decimal::Decimal;

impl Line<'_> {
    /// Digits that are no figure by what stands against them: the atom to go on from.
    pub(super) fn no_figure(&self, at: usize) -> Option<usize> {
        let AtomKind::Number(value) = self.kind(at)? else {
            return matches!(self.kind(at)?, AtomKind::Taken | AtomKind::Other).then_some(at + 1);
        };
        if let Some(end) = self.phone(at) {
            return Some(end);
        }
        if self.glued(at) && at > 0 && self.is_part_of_code(at) {
            return Some(self.run_end(at));
        }
        if self.is_number_of_entry(at) {
            return Some(at + 2);
        }
        if self.is_stroked(at) {
            return Some(self.run_end(at));
        }
        self.joined_by_hyphens(at, value)
    }

    /// What stands against digits makes them a part of something else: "B52", "F-16", "?page=3".
    fn is_part_of_code(&self, at: usize) -> bool {
        let before = at - 1;
        match self.kind(before) {
            // B52, G7
            Some(AtomKind::Word) => true,
            // F-16, 555-0143
            Some(AtomKind::Hyphen) => {
                self.glued(before) && before > 0 && !matches!(self.kind(before - 1), Some(AtomKind::Mark))
            }
            Some(AtomKind::Mark) => match self.raw(before) {
                "[" => self.is_mark(at + 1, "]"),
                // "n=416", "P=0.002"; not "?page=3".
                "=" => {
                    let symbol = self.is_word(before.wrapping_sub(1))
                        && self.raw(before - 1).len() <= 2
                        && !self.glued(before - 1);
                    !(symbol || self.is_mark(before.wrapping_sub(2), "("))
                }
                "/" | "\\" | "_" | "@" | "#" | "&" | "^" => true,
                "." => self.glued(before) && !self.is_number(before.wrapping_sub(1)),
                "+" => self.is_number(at + 1),
                _ => false,
            },
            _ => false,
        }
    }

    /// "1. A source": the number of an entry of a list.
    fn is_number_of_entry(&self, at: usize) -> bool {
        let short = self.raw(at).len() <= 2 && self.raw(at).bytes().all(|b| b.is_ascii_digit());
        let closed = self.is_mark(at + 1, ".") || self.is_mark(at + 1, ")");
        at == 0 && short && closed && self.glued(at + 1) && self.is_word(at + 2) && !self.glued(at + 2)
    }

    /// 12/14/2025, 24/7; no fraction.
    fn is_stroked(&self, at: usize) -> bool {
        let strokes = self.is_mark(at + 1, "/") && self.glued(at + 1) && self.glued(at + 2);
        strokes
            && self.is_number(at + 2)
            && !self
                .amount(at, false)
                .is_some_and(|amount| amount.sort == Sort::Fraction || amount.end > at + 1)
    }

    /// 555-123-4567, 1996-97, 555-0143, 01-12: the atom to go on from.
    fn joined_by_hyphens(&self, at: usize, value: Decimal) -> Option<usize> {
        let joined = |i: usize| self.past_hyphen(i) != i && self.is_number(i + 1);
        if !joined(at + 1) {
            return None;
        }
        if joined(at + 3) && !self.is_mark(at + 3, "/") {
            return Some(self.run_end(at));
        }
        let (a, b) = (self.raw(at), self.raw(at + 2));
        let leading_zero = |s: &str| s.len() > 1 && s.starts_with('0') && !s.contains('.');
        let years = a.len() == 4 && b.len() == 2 && is_year(value);
        let phone =
            a.len() == 3 && b.len() == 4 && b.bytes().all(|b| b.is_ascii_digit()) && !b.ends_with('0');
        (leading_zero(a) || leading_zero(b) || years || phone).then_some(at + 3)
    }

    /// "020 7946 0018", "+49 30 901820": groups of digits that begin with a nought or a plus; the atom after them.
    fn phone(&self, at: usize) -> Option<usize> {
        let whole = |i: usize| self.is_number(i) && self.raw(i).bytes().all(|b| b.is_ascii_digit());
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
    fn run_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while self.glued(end)
            && (self.kind(end) != Some(AtomKind::Mark)
                || matches!(self.raw(end), "/" | "_" | "=" | "&" | "@" | ":" | "#" | "."))
        {
            end += 1;
        }
        end
    }

    /// Amounts that are no figures: the atom to go on from.
    pub(super) fn not_this(&self, amount: &Amount) -> Option<usize> {
        self.against_unknown(amount)
            .or_else(|| self.amount_of_time(amount))
            .or_else(|| self.day_of_month(amount))
            .or_else(|| self.bare_year(amount))
            .or_else(|| self.pronoun_one(amount))
    }

    /// Something unknown against the digits: 737s, 4x4, 1990s.
    fn against_unknown(&self, amount: &Amount) -> Option<usize> {
        let end = amount.end;
        let odd = !amount.in_words
            && self.is_word(end)
            && self.glued(end)
            && self.unit_after(end, amount).is_none()
            && !self.lower(end).starts_with('\'');
        odd.then(|| self.run_end(end))
    }

    /// "five minutes", "half an hour", "a third of an hour", and the first part of what has been taken.
    fn amount_of_time(&self, amount: &Amount) -> Option<usize> {
        let end = amount.end;
        let next = self.past_hyphen(end);
        if self.word(next).is(TIME) && amount.sort != Sort::Ordinal && !amount.beyond_time() {
            return Some(next + 1);
        }
        if let Some(taken) = self.joined_to_taken(end) {
            return Some(taken);
        }
        if self.word(end).is(OF) {
            let article = usize::from(self.word(end + 1).is(ARTICLE));
            if self.word(end + 1 + article).is(TIME) && (article == 1 || amount.upper.is_some()) {
                return Some(end + 2 + article);
            }
        }
        let part = amount.sort == Sort::Cardinal && amount.value < Decimal::ONE;
        (part && self.word(end).is(ARTICLE) && self.word(end + 1).is(TIME)).then_some(end + 2)
    }

    /// "five to [seven months]", "295-[344 days]": where what has been taken begins.
    fn joined_to_taken(&self, end: usize) -> Option<usize> {
        let links = |at: usize| self.word(at).is(RANGE | OR | AND);
        let hyphen = self.kind(end) == Some(AtomKind::Hyphen);
        let mut joint = end + usize::from(hyphen || links(end));
        if hyphen && self.past_hyphen(end) == end && links(end + 1) {
            joint += 1;
        }
        let taken = joint > end && self.kind(joint) == Some(AtomKind::Taken);
        (taken && self.digits_or_number(joint)).then_some(joint)
    }

    /// A taken atom that is a number: the whole of a range is taken, not a date that happens to follow.
    fn digits_or_number(&self, at: usize) -> bool {
        let lower = self.lower(at);
        lower.starts_with(|c: char| c.is_ascii_digit())
            || self
                .lexicon
                .words
                .get(lower)
                .is_some_and(|word| matches!(word.role, Role::Low(_) | Role::Tens(_)))
    }

    /// Digits and no more.
    fn is_plain(&self, amount: &Amount) -> bool {
        !amount.in_words
            && amount.end == amount.start + 1
            && self.raw(amount.start).bytes().all(|b| b.is_ascii_digit())
    }

    /// "14 December", "Dec. 14", "the third of May".
    fn day_of_month(&self, amount: &Amount) -> Option<usize> {
        let (start, end) = (amount.start, amount.end);
        let day =
            amount.value >= Decimal::ONE && amount.value <= Decimal::from(31) && amount.value.is_integer();
        if !day || !(self.is_plain(amount) || amount.sort == Sort::Ordinal) {
            return None;
        }
        let month = |at: usize| self.word(at).is(MONTH) && self.raw(at).starts_with(char::is_uppercase);
        let dotted = usize::from(start > 1 && self.is_mark(start - 1, "."));
        let named = month(end)
            || (start > dotted && month(start - 1 - dotted))
            || (self.word(end).is(OF) && month(end + 1));
        named.then_some(end)
    }

    fn bare_year(&self, amount: &Amount) -> Option<usize> {
        let (start, end) = (amount.start, amount.end);
        if !self.is_plain(amount) || self.raw(start).len() != 4 || !is_year(amount.value) {
            return None;
        }
        let counted = self.word(end).is(PLURAL)
            || (self.looks_plural(end) && self.raw(end).starts_with(char::is_lowercase));
        let unit = self.unit_after(end, amount).is_some() || self.past_hyphen(end) != end;
        (!unit && (!counted || self.word_before(start).is(IN))).then_some(end)
    }

    /// "the top one", "no one": a one that counts nothing.
    fn pronoun_one(&self, amount: &Amount) -> Option<usize> {
        let (start, end) = (amount.start, amount.end);
        if amount.value != Decimal::ONE
            || !amount.in_words
            || amount.sort != Sort::Cardinal
            || self.word(start).role != Role::Low(1)
        {
            return None;
        }
        let before = self.word_before(start);
        // "the top one", "a bitter one but .."
        let alone = self.kind(end).is_none_or(|kind| kind == AtomKind::Mark);
        let described =
            alone && start > 0 && self.is_word(start - 1) && !before.is(STOP) && before.role == Role::None;
        // "The red warning .. and an orange one ran until midnight"
        let likened =
            start > 1 && self.word(start - 2).is(ARTICLE) && self.is_word(start - 1) && !before.is(STOP);
        let pronoun = before.is(ONE_AFTER) || self.word(end).is(ONE_BEFORE) || described || likened;
        let joined = start > 0 && self.past_hyphen(start - 1) == start;
        (pronoun && self.unit_after(end, amount).is_none() || joined).then_some(end)
    }
}

fn is_year(value: Decimal) -> bool {
    value >= Decimal::from(1500) && value < Decimal::from(2100) && value.is_integer()
}
