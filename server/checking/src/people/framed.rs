//! A name in the place where the sources, in the same words, have another one: who writes that Holm wants the ferry sold before
//! the winter, where *Sand wants the ferry sold before the winter*, has put the one for the other.
//!
//! Told by the words that run on from the name in one order on both sides. They must stand so about no one else who might
//! be the claim's own: its name, a pronoun, a noun.

use crate::align::relation::{self, Relation};
use crate::align::stands_in;
use crate::analysis::gaps::Gaps;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::gate;
use crate::values::belonging::Misplaced;
use copydesk_tagging::Kind;

/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;
/// Items that may be passed over on each side of the name.
const PASSED: usize = 1;
/// Weight of the words that run on from the other name beyond that of those which run on from the claim's own.
const LEAST: f32 = 2.3;
/// The same where it contradicts the claim, and the share of all the rest that the sentence must have for that.
const SURELY: f32 = 4.0;
const SURELY_REST: f32 = 0.85;

/// Where a name of the claim would stand in a sentence: what runs on from there.
#[derive(Clone, Copy, Debug, Default)]
struct Frame {
    /// Weight of the words on either side in the same order.
    left: f32,
    right: f32,
    /// The nearest of them stands right beside it in both, or both sentences end there.
    beside: (bool, bool),
}

impl Frame {
    fn sum(self) -> f32 {
        self.left + self.right
    }

    /// Only the sides that nothing parts from the name.
    fn bound(self) -> f32 {
        let side = |weight: f32, beside: bool| if beside { weight } else { 0.0 };
        side(self.left, self.beside.0) + side(self.right, self.beside.1)
    }
}

/// The names of the claim in whose place the sources have another one.
pub(crate) fn misplaced(case: &Case<'_>, gaps: &Gaps, candidates: &[Candidate]) -> Vec<Misplaced> {
    let names = (0..case.analysis.items.len()).filter(|&i| asked(&case.analysis.items[i]));
    names.filter_map(|i| another(case, gaps, candidates, i)).collect()
}

fn asked(item: &Item) -> bool {
    matches!(item.kind, ItemKind::Actor(_)) && !item.negated
}

fn another(case: &Case<'_>, gaps: &Gaps, candidates: &[Candidate], i: usize) -> Option<Misplaced> {
    let name = &case.analysis.items[i];
    let before = gaps.preposition(case.side(), i);
    let place = is_place(case, candidates, i);
    let mut own = 0.0f32;
    let mut found: Option<(f32, usize, usize)> = None;
    for (at, candidate) in candidates.iter().enumerate() {
        let source = candidate.side();
        let e = &source.analysis.items;
        let mut stands = false;
        let mut taken = false;
        for (j, item) in e.iter().enumerate() {
            let relation = relation::of(case.side(), name, source, item);
            if relation.strength() >= 0.5 || item.stem == name.stem {
                stands = true;
                own = own.max(frame(case, candidate, i, j).sum());
            } else if relation == Relation::Conflict
                && is_another(case, candidate, i, j)
                && place == (source.kind(item) == Some(Kind::Place))
                && candidate.view.gaps(candidate.sentence).preposition(source, j) == before
            {
                taken = true;
                let weight = frame(case, candidate, i, j).bound();
                if weight > found.map_or(0.0, |(most, ..)| most) {
                    found = Some((weight, at, j));
                }
            }
        }
        if !stands && (stands_in(name, source.analysis) || !taken) {
            own = own.max(run(case, candidate, i));
        }
    }
    let (weight, at, evidence) = found?;
    let found = Misplaced { claim: i, candidate: at, evidence, sure: false, spans: None };
    // One place may lie in another.
    let sure = weight - own >= SURELY && !place && surely(case, candidates, &found);
    (weight - own >= LEAST).then_some(Misplaced { sure, ..found })
}

/// The name is a place's: by what the sources take it for, where they have it. A surname alone may be a place's as well.
fn is_place(case: &Case<'_>, candidates: &[Candidate], i: usize) -> bool {
    let name = &case.analysis.items[i];
    let known = candidates.iter().find_map(|candidate| {
        let source = candidate.side();
        let one = |item: &&Item| relation::of(case.side(), name, source, item).strength() >= 0.5;
        source.kind(source.analysis.items.iter().find(one)?)
    });
    known.or_else(|| case.side().kind(name)) == Some(Kind::Place)
}

/// The sentence is of one event with the claim, of which it has nearly all the rest.
fn surely(case: &Case<'_>, candidates: &[Candidate], found: &Misplaced) -> bool {
    let candidate = &candidates[found.candidate];
    let (has, total) = candidate.alignment.has(case.analysis, |k, _| k != found.claim);
    has >= SURELY_REST * total && gate::is_one(case, candidate, &found.slot(case, candidate), candidates)
}

/// Whoever stands in the source is another one than whom the claim names, and not named in it.
fn is_another(case: &Case<'_>, candidate: &Candidate, i: usize, j: usize) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let (a, b) = (&claim.analysis.items[i], &source.analysis.items[j]);
    a.possessive == b.possessive
        && a.attribution == b.attribution
        && candidate.alignment.back[j].is_none()
        && !stands_in(b, claim.analysis)
}

/// What runs on from item `i` of the claim and from item `j` of the sentence.
fn frame(case: &Case<'_>, candidate: &Candidate, i: usize, j: usize) -> Frame {
    let (claims, others) = (case.analysis.items.len(), candidate.side().analysis.items.len());
    let first = |at: usize, count: usize| at + 1 == count;
    let left = runs(case, candidate, (0..i).rev(), j, false);
    let right = runs(case, candidate, i + 1..claims, j, true);
    let beside = |k: Option<usize>, m: Option<usize>| match (k, m) {
        (Some(k), Some(m)) => partner(candidate, k) == Some(m),
        (None, None) => true,
        _ => false,
    };
    let next = |at: usize, count: usize| (!first(at, count)).then_some(at + 1);
    Frame {
        left,
        right,
        beside: (beside(i.checked_sub(1), j.checked_sub(1)), beside(next(i, claims), next(j, others))),
    }
}

/// Weight of the items of the claim that stand in the same order in the sentence, one after the other from `from` on.
fn runs(
    case: &Case<'_>,
    candidate: &Candidate,
    items: impl Iterator<Item = usize>,
    from: usize,
    forward: bool,
) -> f32 {
    let (mut weight, mut last, mut passed) = (0.0, from, 0);
    for k in items {
        let follows = |p: &usize| p.abs_diff(last) <= 1 + PASSED && *p != last && (*p > last) == forward;
        match partner(candidate, k).filter(follows) {
            Some(p) => {
                weight += case.analysis.items[k].weight;
                last = p;
            }
            None if passed < PASSED => passed += 1,
            None => break,
        }
    }
    weight
}

/// The same from whatever stands in the name's place: a pronoun, a noun.
fn run(case: &Case<'_>, candidate: &Candidate, i: usize) -> f32 {
    let c = &case.analysis.items;
    let after = (i + 1 < c.len())
        .then(|| partner(candidate, i + 1))
        .flatten()
        .map_or(0.0, |p| c[i + 1].weight + runs(case, candidate, i + 2..c.len(), p, true));
    let before = i
        .checked_sub(1)
        .and_then(|k| Some((k, partner(candidate, k)?)))
        .map_or(0.0, |(k, p)| c[k].weight + runs(case, candidate, (0..k).rev(), p, false));
    after + before
}

fn partner(candidate: &Candidate, k: usize) -> Option<usize> {
    let pair = candidate.alignment.pairs[k].filter(|pair| pair.relation.strength() >= SAME);
    pair.map(|pair| pair.evidence)
}
