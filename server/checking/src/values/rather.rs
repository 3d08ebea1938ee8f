//! What was taken and what was left, in each other's place: "ties pensions to wages rather than prices" beside "to prices rather than
//! wages", "not X but Y", "Y instead of X".

use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::knowledge::knowledge;
use crate::slot::Slot;
use crate::stated::polarity;
use rustc_hash::FxHashSet;
use serde::Deserialize;

/// Words that tell what was taken and what was left.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChosenWords {
    /// Between what was taken and what was left, word by word: rather than.
    than: Vec<Vec<String>>,
    /// Before what was left, and between it and what was taken.
    not: FxHashSet<String>,
    but: FxHashSet<String>,
}

/// Strength of a relation from which two words are one.
const ONE: f32 = 0.8;
/// Share of the rest of the claim that the sentence must have: of one sentence in all, the two words told apart as here are
/// hardly of anything else.
const REST: f32 = 0.6;

/// The items of a sentence of which the one was taken and the other left.
#[derive(Clone, Copy)]
struct Choice {
    taken: usize,
    left: usize,
}

/// The slots of what was taken and what was left, by the candidate that has the one in the place of the other.
pub(crate) fn slots(case: &Case<'_>, candidates: &[Candidate]) -> Vec<(usize, Slot)> {
    let [mine] = choices(case.side())[..] else { return Vec::new() };
    let told = |candidate: &Candidate| choices(candidate.side());
    let is = |candidate: &Candidate, i: usize, j: usize| {
        let (source, c) = (candidate.side(), &case.analysis.items);
        relation::of(case.side(), &c[i], source, &source.analysis.items[j]).strength() >= ONE
    };
    let as_drafted = |candidate: &Candidate| {
        told(candidate)
            .iter()
            .any(|their| is(candidate, mine.taken, their.taken) || is(candidate, mine.left, their.left))
    };
    if candidates.iter().any(as_drafted) {
        return Vec::new();
    }
    for (at, candidate) in candidates.iter().enumerate() {
        let [their] = told(candidate)[..] else { continue };
        let turned = is(candidate, mine.taken, their.left) && is(candidate, mine.left, their.taken);
        let two = |k: usize, _: &Item| k != mine.taken && k != mine.left;
        let (has, total) = candidate.alignment.has(case.analysis, two);
        let lacks = |(k, item): (usize, &Item)| {
            two(k, item) && item.kind.is_typed() && !item.attribution && candidate.alignment.covered(k) < 0.5
        };
        // Whoever chose, and what for, is the same.
        let first = case.analysis.items.iter().position(|item| !item.attribution);
        let of_other = |k: usize| {
            (Some(k) == first || k > mine.taken.max(mine.left))
                && !case.analysis.items[k].attribution
                && two(k, &case.analysis.items[k])
                && candidate.alignment.covered(k) < 0.5
        };
        if !turned
            || (0..case.analysis.items.len()).any(of_other)
            || has < REST * total
            || case.analysis.items.iter().enumerate().any(lacks)
            || polarity::differs(case.side(), candidate.side(), &candidate.alignment)
        {
            continue;
        }
        let slot = |claim: usize, evidence: usize| {
            (at, candidate.lone_slot(case, Code::ActorMismatch, claim, evidence))
        };
        return vec![slot(mine.taken, their.taken), slot(mine.left, their.left)];
    }
    Vec::new()
}

/// The choices that a sentence tells of.
fn choices(side: Side<'_>) -> Vec<Choice> {
    let (items, know) = (&side.analysis.items, &knowledge().chosen);
    let tokens: Vec<&str> = side.words().collect();
    let starts =
        |at: usize, words: &[String]| tokens.get(at..at + words.len()).is_some_and(|own| own == words);
    let before = |at: usize| {
        let from = side.sentence.tokens[at].range.start;
        items.iter().rposition(|item| item.range.end <= from)
    };
    let behind = |at: usize| {
        let from = side.sentence.tokens.get(at)?.range.start;
        items.iter().position(|item| item.range.start >= from)
    };
    let word = |i: usize| matches!(items[i].kind, ItemKind::Word | ItemKind::Actor(_));
    let mut out = Vec::new();
    for at in 0..tokens.len() {
        // "To prices rather than to wages", "to prices, not wages".
        let of = know.than.iter().find(|words| starts(at, words));
        if let Some(words) = of
            && let (Some(taken), Some(left)) = (before(at), behind(at + words.len()))
        {
            // Whoever would not have the one rather than the other may have neither.
            if !items[taken].negated {
                out.push(Choice { taken, left });
            }
        }
        // "Not to wages but to prices".
        if know.not.contains(tokens[at])
            && let Some(but) = (at + 1..tokens.len()).find(|&other| know.but.contains(tokens[other]))
            && let (Some(left), Some(last), Some(taken)) = (behind(at + 1), before(but), behind(but + 1))
            && left == last
        {
            out.push(Choice { taken, left });
        }
    }
    out.retain(|choice| choice.taken != choice.left && word(choice.taken) && word(choice.left));
    out
}
