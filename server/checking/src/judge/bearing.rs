//! Whether a sentence bears a claim out: it has enough of it, and has it neither the other way nor only as a plan.

use super::SPEAKS;
use crate::analysis::ItemKind;
use crate::case::{Candidate, Case};
use crate::conflict;
use crate::stated::dispute;
use crate::stated::overstated;
use crate::stated::polarity;

/// Coverage from which a claim counts as supported.
const SUPPORTED: f32 = 0.6;
/// Share of a claim from which a plan or a condition in the source is no support for it as a fact.
const WEAK: f32 = 0.4;
/// How far a word must be covered to be said: no mere kin of it.
const SAID: f32 = 0.7;

/// Of the sentences that speak of the claim's event some have the opposite of a word, and none has the word itself: what
/// stands beside an opposite is no support.
pub(super) fn opposed(candidates: &[Candidate]) -> bool {
    let speaking = || candidates.iter().filter(|c| c.coverage >= SPEAKS);
    speaking().flat_map(|c| &c.opposed).any(|&item| speaking().all(|c| c.alignment.covered(item) < SAID))
}

/// Share of the values of a claim that one article must have for it to speak of it, in however many sentences.
const VALUES: f32 = 0.6;

/// One article has most of the figures and dates of a claim, no sentence of it enough of the rest.
pub(super) fn told_in_several(case: &Case<'_>, candidates: &[Candidate]) -> bool {
    let value = |i: &usize| case.analysis.items[*i].kind.is_value();
    let values: Vec<usize> = (0..case.analysis.items.len()).filter(value).collect();
    candidates.iter().any(|of| {
        let has = values.iter().filter(|&&i| conflict::stands(candidates, of, i)).count();
        has >= 2 && has as f32 >= VALUES * values.len() as f32
    })
}

/// Every name, figure and date has its partner, nothing is turned round, and enough of the words are there.
pub(crate) fn supports(case: &Case<'_>, candidate: &Candidate) -> bool {
    candidate.coverage >= SUPPORTED
        && candidate.conflicts.is_empty()
        && !embedded(case, candidate)
        && case.analysis.items.iter().enumerate().all(|(i, item)| match item.kind {
            ItemKind::Word => true,
            ItemKind::Actor(_) => candidate.alignment.covered(i) >= 0.4,
            ItemKind::Figure(_) | ItemKind::Time(_) => candidate.alignment.covered(i) >= 0.5,
        })
}

/// What the source says, it says otherwise: negated on one side only, done by another.
pub(super) fn told_otherwise(case: &Case<'_>, candidate: &Candidate) -> bool {
    dispute::tension(case, candidate).is_some()
        || polarity::differs(case.side(), candidate.side(), &candidate.alignment)
}

/// Only a plan or a condition in the very sentence that says it. One that merely comes nearest has others beside it.
pub(super) fn planned(case: &Case<'_>, best: &Candidate) -> bool {
    let weak = || overstated::weak_share(case.side(), best.side(), &best.alignment) >= WEAK;
    (best.coverage >= SUPPORTED && weak()) || overstated::weakened(case, best).is_some()
}

/// The same, or a plan or a condition.
pub(crate) fn embedded(case: &Case<'_>, candidate: &Candidate) -> bool {
    told_otherwise(case, candidate)
        || overstated::weak_share(case.side(), candidate.side(), &candidate.alignment) >= WEAK
}
