//! A sentence of a source taken over word for word but for one figure: *the ferry left at 4.40 p.m. with 214 on board* beside
//! *the ferry left at 6.40 p.m. with 214 on board*. Told by the words themselves, whatever the two are tagged as.

use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, of_each_article, overlap};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot::{self, Slot};
use crate::values::age;
use copydesk_library::{Term, index};
use copydesk_tagging::{Kind, Mention};
use copydesk_text::{Token, TokenKind};
use rust_decimal::{Decimal, RoundingStrategy};
use std::ops::Range;

/// Words that must be the same, and where they name somebody or have other figures as well.
const SAME: usize = 12;
const SAME_WITH_NAME: usize = 7;
/// Figures that tell as much as a name.
const FIGURES: usize = 2;

/// The words of a sentence in a row.
struct Words<'a> {
    side: Side<'a>,
    tokens: Vec<&'a Token>,
    folded: Vec<&'a str>,
}

impl<'a> Words<'a> {
    fn of(side: Side<'a>) -> Self {
        let tokens = side.sentence.tokens.iter().filter(|token| token.kind != TokenKind::Mark);
        let tokens: Vec<&Token> = tokens.collect();
        let folded = tokens.iter().map(|token| side.lower(token)).collect();
        Words { side, tokens, folded }
    }

    fn word(&self, at: usize) -> &'a str {
        self.folded[at]
    }

    /// It tells a figure, a date or a time, and is no part of a name: "214", "three", "3.2m", "March", and no "A320", "2nd", "63kg".
    fn is_value(&self, at: usize) -> bool {
        let range = &self.tokens[at].range;
        let within =
            |mention: &&Mention| mention.range.start <= range.start && range.end <= mention.range.end;
        let told = self.side.sentence.mentions.iter().find(within).map(|mention| mention.kind);
        match told {
            Some(Kind::Ordinal) => false,
            Some(kind) if kind != Kind::Quantity && (kind.is_figure() || kind.is_time()) => true,
            _ => is_numeral(self.word(at)),
        }
    }

    /// The item that a word is, or is in; the last one before it where it is none, as an hour that no day has.
    fn item(&self, at: usize) -> Option<usize> {
        let range = &self.tokens[at].range;
        let items = &self.side.analysis.items;
        let own = items.iter().position(|item| overlap(&item.range, range));
        own.or_else(|| items.iter().rposition(|item| item.range.end <= range.start))
    }

    fn range(&self, at: usize) -> Range<usize> {
        self.tokens[at].range.clone()
    }

    /// Where a row of its words is one of another sentence but for one figure, more than `least` of them the same, and neither has
    /// more than who says so besides: the row, and the number of that figure here and there.
    fn but_for_a_value(&self, other: &Words<'_>, least: usize) -> Option<(Range<usize>, usize, usize)> {
        let (count, there) = (self.tokens.len(), other.tokens.len());
        // How far the row begins behind the beginning of the one sentence, and before that of the other.
        (0..count + there).find_map(|offset| {
            let from = count.saturating_sub(offset);
            let shift = |at: usize| at + offset - count;
            let row = from..count.min(count + there - offset);
            let differ: Vec<usize> =
                row.clone().filter(|&at| self.word(at) != other.word(shift(at))).collect();
            differ.iter().enumerate().find_map(|(k, &at)| {
                let start = k.checked_sub(1).map_or(row.start, |last| differ[last] + 1);
                let end = differ.get(k + 1).copied().unwrap_or(row.end);
                let found = end - start > least
                    && self.is_value(at)
                    && other.is_value(shift(at))
                    && self.tells(&(start..end), at)
                    && other.tells(&(shift(start)..shift(end)), shift(at));
                found.then_some((start..end, at, shift(at)))
            })
        })
    }

    /// A row of its words has all of the value of which one word is at a place, and besides the row it tells only who says so. "Its
    /// profit" is that of whoever says so.
    fn tells(&self, row: &Range<usize>, at: usize) -> bool {
        let bytes = self.range(row.start).start..self.range(row.end - 1).end;
        let items = &self.side.analysis.items;
        let apart = |item: &&Item| !overlap(&item.range, &bytes);
        let whole = self.item(at).is_none_or(|k| {
            let value = &items[k].range;
            !overlap(value, &self.range(at)) || bytes.start <= value.start && value.end <= bytes.end
        });
        let mut left_out = items.iter().filter(apart).peekable();
        let anothers =
            left_out.peek().is_some() && row.clone().any(|k| knowledge().pronouns.contains(self.word(k)));
        whole && !anothers && left_out.all(|item| item.attribution)
    }
}

/// The figure of the claim in whose place a sentence has another one, all else word for word: the index of the candidate,
/// and the two as a slot.
pub(crate) fn altered(case: &Case<'_>, candidates: &[Candidate]) -> Option<(usize, Slot)> {
    let mine = Words::of(case.side());
    let items = &case.analysis.items;
    let figures = items.iter().filter(|item| item.kind.is_value()).count();
    let named = items.iter().any(|item| matches!(item.kind, ItemKind::Actor(_)));
    let least = if named || figures > FIGURES { SAME_WITH_NAME } else { SAME };
    // The lines of a form or a list are told again and again.
    if mine.tokens.len() <= least || !case.analysis.verb {
        return None;
    }
    let speaking = candidates.iter().enumerate().filter(|(_, candidate)| candidate.coverage >= SPEAKS);
    let mut found = speaking.filter_map(|(index, candidate)| {
        let theirs = Words::of(candidate.side());
        let (row, at, there) = mine.but_for_a_value(&theirs, least)?;
        Some((index, row, at, there, theirs))
    });
    let (index, row, at, there, theirs) = found.next()?;
    let candidate = &candidates[index];
    let (own, other) = (mine.word(at), theirs.word(there));
    if found.any(|(_, _, also, there, words)| also != at || words.word(there) != other)
        || is_rounded(own, other)
        || gate::other_news(case, candidate)
    {
        return None;
    }
    let (claim, evidence) = (mine.item(at)?, theirs.item(there)?);
    let source = candidate.side();
    let (a, b) = (&case.analysis.items[claim], &source.analysis.items[evidence]);
    let relation = relation::of(case.side(), a, source, b);
    // "About 73" goes with "about 80", "in 1986/87" with "in 1986"; but nobody who takes over a sentence word for word puts the
    // one for the other.
    let written = is_numeral(own) && is_numeral(other);
    let differ = if written { is_other_number(own, other) } else { relation == Relation::Conflict };
    if !differ || is_told(candidates, &mine, row) {
        return None;
    }
    let code = match slot::code(a, b.kind) {
        // "The 53-year-old" is no date.
        Code::DateMismatch if !own.contains(char::is_alphabetic) || !is_numeral(own) => Code::DateMismatch,
        _ => Code::NumberMismatch,
    };
    let slot = candidate.lone_slot(case, code, claim, evidence);
    if age::both_hold(case, candidate, &slot) || gate::rivals(case, candidate, &slot, candidates) {
        return None;
    }
    if a.kind.is_value() && overlap(&a.range, &mine.range(at)) && relation == Relation::Conflict {
        return Some((index, slot));
    }
    let field = if code == Code::DateMismatch { "date" } else { "number" };
    Some((index, slot.over(field, mine.range(at), theirs.range(there))))
}

/// Written in digits: "214", "1986/87", "1980s", "21-year-old".
fn is_numeral(word: &str) -> bool {
    let number = match word.split_once('-') {
        Some((number, behind)) if behind.starts_with(char::is_alphabetic) => number,
        _ => word.trim_end_matches('s'),
    };
    number.bytes().any(|byte| byte.is_ascii_digit()) && !number.contains(char::is_alphabetic)
}

fn number(word: &str) -> Option<Decimal> {
    word.replace(',', "").parse().ok()
}

/// The one number is the other with fewer digits, or the same written otherwise.
fn is_rounded(mine: &str, theirs: &str) -> bool {
    let (Some(a), Some(b)) = (number(mine), number(theirs)) else { return false };
    let digits = a.normalize().mantissa().to_string().trim_start_matches('-').trim_end_matches('0').len();
    let digits = u32::try_from(digits.max(1)).unwrap_or(u32::MAX);
    b.round_sf_with_strategy(digits, RoundingStrategy::MidpointAwayFromZero) == Some(a)
}

/// Two numbers, or two rows of numbers, that are written alike and have other digits: "1986/87" beside "1986/78", not beside "1986/7".
fn is_other_number(mine: &str, theirs: &str) -> bool {
    let marks = |word: &str| word.chars().filter(|c| !c.is_ascii_digit()).collect::<String>();
    let parts =
        |word: &'_ str| word.split(|c: char| !c.is_ascii_digit()).map(str::to_owned).collect::<Vec<_>>();
    let short = |a: &str, b: &str| a.ends_with(b) || b.ends_with(a);
    match (number(mine), number(theirs)) {
        (Some(a), Some(b)) => a != b,
        _ => {
            marks(mine) == marks(theirs) && parts(mine).iter().zip(parts(theirs)).any(|(a, b)| !short(a, &b))
        }
    }
}

/// A sentence of the sources has all words of a row.
fn is_told(candidates: &[Candidate], mine: &Words<'_>, row: Range<usize>) -> bool {
    let words: Vec<Term> = row.map(|at| index::term(mine.word(at))).collect();
    of_each_article(candidates).any(|(_, candidate)| {
        let view = &candidate.view;
        (0..view.tagged.sentences.len()).any(|at| view.words(at).windows(words.len()).any(|row| row == words))
    })
}
