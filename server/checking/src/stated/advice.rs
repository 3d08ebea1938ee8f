//! What somebody is advised to do, where the sources do not advise it: "students are advised to leave", of whom the board "does not
//! recommend that they leave". The one may stand in another verb of advice than the other, and nothing but the "not" tells.

use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::knowledge::knowledge;
use crate::slot::Slot;

/// Share of what the claim says besides that must stand in what is not advised, how much it must be, and the share of what
/// is not advised that the claim must have.
const SAYS: f32 = 0.85;
const TELLING: f32 = 1.5;
const ALL: f32 = 0.8;
/// Share from which another sentence may advise it.
const MAY_SAY: f32 = 0.6;

/// Behind a verb of advice it denies what follows.
const AGAINST: &str = "against";

/// Where a sentence does not advise what the claim says is advised.
pub(crate) fn slot(case: &Case<'_>, candidates: &[Candidate]) -> Option<(usize, Slot)> {
    let claim = case.side();
    let at = only(claim)?;
    if !case.analysis.negations.is_empty() || is_denied(claim, at) {
        return None;
    }
    let share = |candidate: &Candidate| {
        let items = case.analysis.items.iter().enumerate();
        let rest = items.filter(|(k, item)| *k != at && item.weight > 0.0);
        let (has, total) = rest.fold((0.0, 0.0), |(has, total), (k, item)| {
            (has + item.weight * candidate.in_sentence(case, k), total + item.weight)
        });
        if total >= TELLING { has / total } else { 0.0 }
    };
    let advises = |candidate: &Candidate| {
        let side = candidate.side();
        let items = side.analysis.items.iter().enumerate();
        let mut plain = items.filter(|(j, item)| is_advice(item) && !is_denied(side, *j));
        let (share, silent) = (share(candidate), side.analysis.negations.is_empty());
        share >= MAY_SAY && plain.next().is_some() || share >= SAYS && silent
    };
    if candidates.iter().any(advises) {
        return None;
    }
    candidates.iter().enumerate().find_map(|(index, candidate)| {
        let side = candidate.side();
        let j = only(side).filter(|&j| is_denied(side, j))?;
        let sure = share(candidate) >= SAYS && all_of(candidate, j) && !gate::other_news(case, candidate);
        sure.then(|| (index, candidate.lone_slot(case, Code::PolarityMismatch, at, j)))
    })
}

fn is_advice(item: &Item) -> bool {
    item.kind == ItemKind::Word && knowledge().advising.contains(&item.stem)
}

/// The one verb of advice of a sentence.
fn only(side: Side<'_>) -> Option<usize> {
    let items = side.analysis.items.iter().enumerate();
    let mut advice = items.filter(|(_, item)| is_advice(item) && !item.quoted).map(|(at, _)| at);
    advice.next().filter(|_| advice.next().is_none())
}

/// "Does not recommend", "advises against".
fn is_denied(side: Side<'_>, at: usize) -> bool {
    let item = &side.analysis.items[at];
    let tokens = &side.sentence.tokens;
    let after = tokens.partition_point(|token| token.range.start < item.range.end);
    item.negated || tokens.get(after).is_some_and(|token| side.lower(token) == AGAINST)
}

/// The claim has all of what is not advised: "leave before Friday" is less than "leave".
fn all_of(candidate: &Candidate, advice: usize) -> bool {
    let items = candidate.side().analysis.items.iter().enumerate().skip(advice + 1);
    let (has, total) = items.fold((0.0, 0.0), |(has, total), (j, item)| {
        let matched = candidate.alignment.back[j].is_some();
        (has + if matched { item.weight } else { 0.0 }, total + item.weight)
    });
    has >= ALL * total
}
