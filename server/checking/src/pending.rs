//! What the sources only have as meant, asked for, applied for or not decided, told by the claim as done.

use crate::align::words;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::contested::{answers, is_of_the_same, shares};
use crate::done::{self, Done};
use crate::judge::finding;
use crate::knowledge::{Cue, knowledge};
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
    let conditional = |item: &Item| item.cue == Some(Cue::Conditional);
    let denies = !case.analysis.negations.is_empty();
    if case.analysis.question || denies || case.analysis.items.iter().any(conditional) {
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
    for (index, candidate) in candidates.iter().enumerate() {
        let (share, itself) = shares(case, candidate, done);
        let side = candidate.side();
        for j in answers(case, candidate, done.at) {
            let item = &side.analysis.items[j];
            if item.negated {
                continue;
            }
            let Some(source) = standing::open(side, item) else { continue };
            if best.as_ref().is_none_or(|best| best.share < share) {
                let same = is_one(&case.analysis.items[done.at], item) && item.cue != Some(Cue::Possible);
                let sure = same && itself >= SURE && is_of_the_same(case, candidate, done);
                best = Some(Plan { candidate: index, item: j, source, share, sure });
            }
        }
    }
    let best = best.filter(|best| best.share >= OF_IT)?;
    let (also, near) = told(case, candidates, done);
    (also < ALSO * best.share && near < ALSO_NEAR * best.share).then_some(best)
}

/// How much of the verb's clause the sentences have that tell the same as done, and those that tell something near to it.
fn told(case: &Case<'_>, candidates: &[Candidate], done: &Done) -> (f32, f32) {
    let (mut also, mut near): (f32, f32) = (0.0, 0.0);
    for candidate in candidates {
        let (share, _) = shares(case, candidate, done);
        let side = candidate.side();
        let plain = |item: &Item| !item.negated && standing::open(side, item).is_none();
        if answers(case, candidate, done.at).any(|j| plain(&side.analysis.items[j])) {
            also = also.max(share);
        }
        if has_kin(case, candidate, done) {
            near = near.max(share);
        }
    }
    (also, near)
}

/// A sentence that has enough of it tells a verb of the claim as done.
pub(crate) fn is_told_as_done(case: &Case<'_>, candidates: &[Candidate], done: &Done) -> bool {
    let best = candidates.iter().map(|candidate| shares(case, candidate, done).0).fold(0.0, f32::max);
    let (also, near) = told(case, candidates, done);
    also >= ALSO * best.max(OF_IT) || near >= ALSO_NEAR * best.max(OF_IT)
}

/// Of words that are only near in meaning, the one may well be done and the other planned.
fn is_one(own: &Item, item: &Item) -> bool {
    own.stem == item.stem || knowledge().synonym(&own.stem, &item.stem)
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

fn said(case: &Case<'_>, candidate: &Candidate, done: &Done, plan: &Plan) -> Option<Finding> {
    let item = &case.analysis.items[done.at];
    let reason = Reason::Differs {
        field: "status",
        draft: case.words(item.range.clone()),
        source: candidate.words(plan.source.clone()),
        place: candidate.place(plan.source.clone()),
    };
    let start = item.range.start;
    let fix = soften::fix(case, candidate, done.at, start, &plan.source);
    let found = finding(case, Code::Overstated, item.range.clone(), vec![reason], fix.into_iter().collect())?;
    if plan.sure {
        return Some(found);
    }
    let severity = case.settings.hinted(Code::Overstated)?;
    Some(Finding { severity, ..found })
}
