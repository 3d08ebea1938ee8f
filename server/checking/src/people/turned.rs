//! An opposite that tells the same from the other side: *Norra bought the dock from Belko* and *Belko sold the dock to Norra*.

use crate::align::Side;
use crate::align::relation;
use crate::case::{Candidate, Case};
use crate::people::deed::{Deed, deeds};
use crate::slot::Slot;

/// Strength of a relation from which two may be one.
const LIKE: f32 = 0.5;

/// The two verbs are opposites, and whoever does the one in the claim is there in the sentence and another does the other.
pub(crate) fn is_turned(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let mine = deeds(claim);
    let of = |deeds: &[Deed], verb: usize| deeds.iter().find(|deed| deed.verb == verb).cloned();
    let Some(here) = of(&mine, slot.claim).filter(|deed| !deed.agent.open) else { return false };
    let theirs = candidate.view.deeds(candidate.sentence);
    let Some(there) = of(theirs, slot.evidence).filter(|deed| !deed.agent.open) else { return false };
    let does = |j: usize| there.agent.heads.iter().any(|&head| there.group(source, head).contains(&j));
    let one = |j: usize| here.agent.heads.iter().any(|&i| is(claim, i, source, j));
    let (own, others): (Vec<usize>, Vec<usize>) = (0..source.analysis.items.len()).partition(|&j| does(j));
    !own.into_iter().any(one) && others.into_iter().any(one)
}

fn is(claim: Side<'_>, i: usize, source: Side<'_>, j: usize) -> bool {
    let (a, b) = (&claim.analysis.items[i], &source.analysis.items[j]);
    a.stem == b.stem || relation::of(claim, a, source, b).strength() >= LIKE
}
