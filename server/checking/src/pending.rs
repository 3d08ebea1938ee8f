//! What the sources only have as meant, asked for, applied for or not decided, told by the claim as done.

use crate::align::words;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::contested::{answers, is_of_the_same, shares};
use crate::denial;
use crate::done::{self, Done};
use crate::judge::finding;
use crate::knowledge::{Cue, knowledge};
use crate::lexicon::Part;
use crate::overstated;
use crate::soften;
use crate::standing;
use crate::verdict::{Finding, Reason};
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Share of the rest of a clause that a sentence must have to be of the same, and from which that is sure.
const OF_IT: f32 = 0.5;
const SURE: f32 = 0.8;
/// The same where a decision is asked for in other words, and where it is denied.
const ASKED: f32 = 0.6;
const DENIED: f32 = 0.4;
/// How much of that another one must have to tell that it was done, and to do so in a word that is only near in meaning.
const ALSO: f32 = 0.5;
const ALSO_NEAR: f32 = 0.6;
/// Strength of a relation from which two words are kin.
const KIN: f32 = 0.5;

/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;
/// How far a name, figure or date must stand there.
const NAMED: f32 = 0.5;

/// A verb of the claim, and the sentence that has it only as what is to come.
struct Plan {
    candidate: usize,
    /// Index of its item there, if it is a verb.
    item: Option<usize>,
    source: Range<usize>,
    share: f32,
    sure: bool,
}

/// A statement of what was done where the sources only have that it may be.
pub(crate) fn overstated(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    if case.analysis.question || standing::is_conditional(case.analysis) {
        return None;
    }
    let plain = |done: &&Done| !done.is_denied(case.side());
    done::done(case).iter().filter(plain).find_map(|done| {
        let plan = plan(case, candidates, done)?;
        let candidate = &candidates[plan.candidate];
        let due = plan.item.is_some_and(|item| overstated::came_due(case, candidate, item, candidates));
        let habit = plan.item.is_some_and(|item| {
            overstated::habitual(candidate.side(), &candidate.side().analysis.items[item])
        });
        (!due && !habit).then(|| said(case, candidate, done, &plan))?
    })
}

/// A decision that is told as taken where the sources only have that it was asked for, or that there was none.
pub(crate) fn undecided(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    if case.analysis.question || standing::is_conditional(case.analysis) {
        return None;
    }
    let standing = &knowledge().standing;
    done::done(case).iter().find_map(|done| {
        let item = &case.analysis.items[done.at];
        let signs = if standing.deciding.contains(&item.stem) {
            // "Agreed with him".
            (!case.side().text()[item.range.end..].starts_with(" with ")).then_some(&standing.undecided)?
        } else {
            let bought = standing.trading.contains(&item.stem) && !done.is_denied(case.side());
            bought.then_some(&standing.courting)?
        };
        let plan = no_decision(case, candidates, done, signs)?;
        said(case, &candidates[plan.candidate], done, &plan)
    })
}

/// The sentence that has what was decided as asked for, or says that it was not; none where another one tells of a decision.
fn no_decision(
    case: &Case<'_>,
    candidates: &[Candidate],
    done: &Done,
    signs: &FxHashSet<String>,
) -> Option<Plan> {
    let standing = &knowledge().standing;
    let own = &case.analysis.items[done.at];
    let decides = |item: &Item| {
        let listed = standing.deciding.contains(&item.stem) || standing.decisions.contains(&item.stem);
        item.kind == ItemKind::Word && (listed || words(own, item).strength() >= SAME)
    };
    let (mut best, mut also): (Option<Plan>, f32) = (None, 0.0);
    for (index, candidate) in candidates.iter().enumerate() {
        let (share, itself) = shares(case, candidate, done);
        let side = candidate.side();
        let not_done = |item: &Item| item.negated || denial::undone(side, item);
        let told = |item: &&Item| decides(item) && !not_done(item) && standing::open(side, item).is_none();
        let conditional = |item: &&Item| item.cue == Some(Cue::Conditional);
        if side.analysis.items.iter().filter(told).any(|item| !conditional(&item)) {
            let own =
                side.analysis.items.iter().any(|item| told(&item) && words(own, item).strength() >= SAME);
            also = also.max(if own { share } else { itself });
            continue;
        }
        let denied =
            side.analysis.items.iter().find(|item| not_done(item) && words(own, item).strength() >= SAME);
        let source =
            denied.map(|item| standing::denied(side, item)).or_else(|| standing::told_by(side, signs));
        let named = done.doer(case.side()).is_some_and(|k| candidate.in_sentence(case, k) >= SAME);
        let told = done.passive && share >= OF_IT || denied.is_some() && share >= DENIED;
        let of_it = named && (itself >= ASKED && names_the_same(case, candidate, done) || told);
        if let Some(source) = source.filter(|_| of_it)
            && best.as_ref().is_none_or(|best| best.share < share)
        {
            let sure = denied.is_some() && itself >= SURE && is_of_the_same(case, candidate, done);
            best = Some(Plan { candidate: index, item: None, source, share, sure });
        }
    }
    best.filter(|best| also < ALSO * best.share)
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
            let own = &case.analysis.items[done.at];
            let Some(open) = standing::open(side, item).filter(|open| open.direct && is_one(own, item))
            else {
                continue;
            };
            if itself < OF_IT || !names_the_same(case, candidate, done) {
                continue;
            }
            if best.as_ref().is_none_or(|best| best.share < share) {
                let sure = item.cue != Some(Cue::Possible)
                    && itself >= SURE
                    && is_of_the_same(case, candidate, done);
                best = Some(Plan { candidate: index, item: Some(j), source: open.range, share, sure });
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
        // "The results, published today": of what stands before it alone.
        let aside = |j: usize| {
            let item = &side.analysis.items[j];
            let adjective = matches!(item.lexeme.part(), Some((Part::Adjective, _)));
            adjective || knowledge().past(&item.lower) && done::verb(side, j).is_none()
        };
        let plain = |item: &Item| !item.negated && standing::open(side, item).is_none();
        if answers(case, candidate, done.at).any(|j| plain(&side.analysis.items[j]) && !aside(j)) {
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

/// A word in the past that is near in meaning, or tells that something came about: what was completed was built.
fn has_kin(case: &Case<'_>, candidate: &Candidate, done: &Done) -> bool {
    let own = &case.analysis.items[done.at];
    let side = candidate.side();
    let near = |item: &Item| {
        words(own, item).strength() >= KIN
            || item.cue.is_none() && knowledge().standing.fulfilling.contains(&item.stem)
    };
    side.analysis.items.iter().any(|item| {
        item.kind == ItemKind::Word
            && !item.negated
            && knowledge().past(&item.lower)
            && near(item)
            && standing::open(side, item).is_none()
    })
}

/// Every name, figure and date of the verb's clause is there, a name at least near it.
fn names_the_same(case: &Case<'_>, candidate: &Candidate, done: &Done) -> bool {
    let has = |k: usize| match case.analysis.items[k].kind {
        ItemKind::Word => true,
        ItemKind::Actor(_) => candidate.alignment.covered(k) >= NAMED,
        ItemKind::Figure(_) | ItemKind::Time(_) => candidate.in_sentence(case, k) >= NAMED,
    };
    (0..case.analysis.items.len()).filter(|&k| done.is_with(case.side(), k)).all(has)
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
