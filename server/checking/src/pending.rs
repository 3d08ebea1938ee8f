//! What the sources only have as meant, asked for, applied for or not decided, told by the claim as done.

use crate::align::words;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::contested::{answers, share};
use crate::done::{self, Done};
use crate::judge::finding;
use crate::knowledge::knowledge;
use crate::polarity;
use crate::soften;
use crate::standing;
use crate::verdict::{Finding, Reason};
use std::ops::Range;

/// Share of the rest of a clause that a sentence must have to be of the same, and from which that is sure.
const OF_IT: f32 = 0.5;
const SURE: f32 = 0.75;
/// How much of that another one must have to tell that it was done, and to do so in a word that is only near in meaning.
const ALSO: f32 = 0.5;
const ALSO_NEAR: f32 = 0.6;
/// Strength of a relation from which two words are kin.
const KIN: f32 = 0.5;
const NAMED: f32 = 0.5;

/// A verb of the claim, and the sentence that has it only as what is to come.
struct Plan {
    candidate: usize,
    /// Index of its item there.
    item: usize,
    source: Range<usize>,
    share: f32,
    sure: bool,
}

/// A statement of what was done where the sources only have that it may be.
pub(crate) fn overstated(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    if case.analysis.question {
        return None;
    }
    done::done(case).iter().find_map(|done| {
        let plan = plan(case, candidates, done)?;
        let candidate = &candidates[plan.candidate];
        let due = polarity::came_due(case, candidate, plan.item, candidates);
        (!due).then(|| said(case, candidate, done, &plan))?
    })
}

fn plan(case: &Case<'_>, candidates: &[Candidate], done: &Done) -> Option<Plan> {
    let mut best: Option<Plan> = None;
    let (mut also, mut near): (f32, f32) = (0.0, 0.0);
    for (index, candidate) in candidates.iter().enumerate() {
        let share = share(case, candidate, done);
        let side = candidate.side();
        near = near.max(if has_kin(case, candidate, done) { share } else { 0.0 });
        for j in answers(case, candidate, done.at) {
            let item = &side.analysis.items[j];
            if item.negated {
                continue;
            }
            let Some(source) = standing::open(side, item) else {
                also = also.max(share);
                continue;
            };
            if best.as_ref().is_none_or(|best| best.share < share) {
                let sure = share >= SURE && names_the_same(case, candidate, done);
                best = Some(Plan { candidate: index, item: j, source, share, sure });
            }
        }
    }
    best.filter(|best| best.share >= OF_IT && also < ALSO * best.share && near < ALSO_NEAR * best.share)
}

/// A word in the past that is near in meaning: what was completed was built.
fn has_kin(case: &Case<'_>, candidate: &Candidate, done: &Done) -> bool {
    let own = &case.analysis.items[done.at];
    let side = candidate.side();
    side.analysis.items.iter().any(|item| {
        item.kind == ItemKind::Word
            && !item.negated
            && knowledge().past(&item.lower)
            && words(own, item).strength() >= KIN
            && standing::open(side, item).is_none()
    })
}

fn names_the_same(case: &Case<'_>, candidate: &Candidate, done: &Done) -> bool {
    let items = &case.analysis.items;
    let named = |k: usize| candidate.alignment.covered(k) >= NAMED;
    let typed = |item: &Item| item.kind.is_typed() && item.clause == items[done.at].clause;
    (0..items.len()).filter(|&k| typed(&items[k])).all(named)
        && done.doer(case.side()).is_none_or(named)
}

fn said(case: &Case<'_>, candidate: &Candidate, done: &Done, plan: &Plan) -> Option<Finding> {
    let item = &case.analysis.items[done.at];
    let reason = Reason::Differs {
        field: "status",
        draft: case.words(item.range.clone()),
        source: candidate.words(plan.source.clone()),
        place: candidate.place(plan.source.clone()),
    };
    let fix = soften::planned(case, candidate, done, &plan.source);
    let found = finding(case, Code::Overstated, item.range.clone(), vec![reason], fix.into_iter().collect())?;
    if plan.sure {
        return Some(found);
    }
    let severity = case.settings.hinted(Code::Overstated)?;
    Some(Finding { severity, ..found })
}
