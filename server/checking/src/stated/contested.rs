//! What the sources only give as an accusation, or as what somebody says and another denies, told by the claim in its own voice.

use crate::align::words;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, of_each_article};
use crate::code::{Code, Severity};
use crate::fix::soften;
use crate::judge::finding;
use crate::stated::done::{self, Done};
use crate::stated::standing::{self, Held};
use crate::verdict::Finding;
use copydesk_tagging::reporting::{Attribution, attributions};
use std::ops::Range;

/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;
/// Share of the rest of a clause that a sentence must have to be of the same, and from which that is sure.
const OF_IT: f32 = 0.45;
const SURE: f32 = 0.7;
/// Weight of what else a clause tells, from which it can be known again.
const TELLING: f32 = 1.5;
/// How much of the share of the sentence that has the charge another one must have to tell the same in its own voice.
const ALSO: f32 = 0.5;
/// How far whoever did it must stand there.
const NAMED: f32 = 0.5;

/// A verb of the claim, and the sentence that has it only as a charge.
struct Charge {
    /// Index of the candidate.
    candidate: usize,
    /// Bytes of its sentence: from the word that makes it a charge to the verb, or the verb alone.
    source: Range<usize>,
    share: f32,
    sure: bool,
}

/// A statement in the writer's own voice that the sources leave to an accuser.
pub(crate) fn overstated(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    if case.analysis.question || standing::is_guarded(case.side()) {
        return None;
    }
    let told = attributions(case.draft.tagged, case.index);
    let own = |done: &&Done| {
        let range = &case.analysis.items[done.at].range;
        let others = |told: &Attribution| told.content.start <= range.start && range.end <= told.content.end;
        !told.iter().any(others) && !done.is_denied(case.side())
    };
    let verbs = done::done(case);
    verbs.iter().filter(own).find_map(|done| {
        let charge = charge(case, candidates, done)?;
        (!is_settled(case, candidates, done, charge.candidate))
            .then(|| said(case, candidates, done, &charge))?
    })
}

/// Share of the other words of a verb's clause that a sentence has or stands beside, and that it has itself.
pub(crate) fn shares(case: &Case<'_>, candidate: &Candidate, done: &Done) -> (f32, f32) {
    let items = &case.analysis.items;
    let rest = |k: usize, _: &Item| k != done.at && done.is_with(case.side(), k);
    let (has, total) = candidate.alignment.has(case.analysis, rest);
    let own = (0..items.len()).filter(|&k| rest(k, &items[k]));
    let own: f32 = own.map(|k| items[k].weight * candidate.in_sentence(case, k)).sum();
    if total >= TELLING { (has / total, own / total) } else { (0.0, 0.0) }
}

/// Items of a sentence that mean the same as a verb of the claim.
pub(crate) fn answers<'a>(
    case: &'a Case<'_>,
    candidate: &'a Candidate,
    at: usize,
) -> impl Iterator<Item = usize> + 'a {
    let own = &case.analysis.items[at];
    let items = candidate.side().analysis.items.iter().enumerate();
    let same = |item: &Item| item.kind == ItemKind::Word && words(own, item).strength() >= SAME;
    items.filter(move |(_, item)| same(item)).map(|(j, _)| j)
}

/// Every name of the verb's clause is there, and whoever did it.
pub(crate) fn is_of_the_same(case: &Case<'_>, candidate: &Candidate, done: &Done) -> bool {
    let items = &case.analysis.items;
    let named = |k: usize| candidate.in_sentence(case, k) >= NAMED;
    let mut typed = (0..items.len()).filter(|&k| items[k].kind.is_typed() && done.is_with(case.side(), k));
    done.doer(case.side()).is_some_and(named) && typed.all(named)
}

fn charge(case: &Case<'_>, candidates: &[Candidate], done: &Done) -> Option<Charge> {
    let (mut best, mut own): (Option<Charge>, f32) = (None, 0.0);
    for (index, candidate) in candidates.iter().enumerate() {
        let (share, itself) = shares(case, candidate, done);
        let side = candidate.side();
        for j in answers(case, candidate, done.at) {
            let item = &side.analysis.items[j];
            if item.negated || standing::open(side, item).is_some() {
                continue;
            }
            let held = standing::held(&candidate.view, candidate.sentence, item);
            let denied = || standing::is_denied(&candidate.view, candidate.sentence, item.range.end);
            let (charged, sure) = match &held {
                Some((Held::Accused, _)) => (true, true),
                Some((Held::Claimed, _)) => (true, denied()),
                Some((Held::Said, _)) => (denied(), true),
                None => (false, false),
            };
            if !charged {
                own = own.max(share);
            } else if best.as_ref().is_none_or(|best| best.share < share) {
                let sure = sure && itself >= SURE && is_of_the_same(case, candidate, done);
                let cue = held.map_or(item.range.clone(), |(_, cue)| cue);
                let source = cue.start.min(item.range.start)..cue.end.max(item.range.end);
                best = Some(Charge { candidate: index, source, share, sure });
            }
        }
    }
    best.filter(|best| best.share >= OF_IT && own < ALSO * best.share)
}

/// The article says somewhere that there is more to it by now: of the same deed, or of whoever did it.
pub(crate) fn is_settled(case: &Case<'_>, candidates: &[Candidate], done: &Done, charge: usize) -> bool {
    let own = &case.analysis.items[done.at];
    let who = done.doer(case.side()).map(|k| &case.analysis.items[k]);
    let charged = &candidates[charge];
    of_each_article(candidates).any(|(_, candidate)| {
        let view = &candidate.view;
        (0..view.tagged.sentences.len()).any(|at| {
            let side = view.side(at);
            let near = view.article.id == charged.view.article.id && at.abs_diff(charged.sentence) <= 2;
            let of = |item: &Item| {
                words(own, item).strength() >= SAME
                    || who.is_some_and(|who| who.own.iter().any(|term| item.terms.contains(term)))
            };
            standing::is_settled(side) && (near || side.analysis.items.iter().any(of))
        })
    })
}

fn said(case: &Case<'_>, candidates: &[Candidate], done: &Done, charge: &Charge) -> Option<Finding> {
    let candidate = &candidates[charge.candidate];
    let item = &case.analysis.items[done.at];
    let reason = candidate.differs(case, "status", &item.range, &charge.source);
    let fix = soften::allegedly(case, candidate, done);
    let found = finding(case, Code::Overstated, item.range.clone(), vec![reason], vec![fix])?;
    if charge.sure {
        return Some(found);
    }
    let severity: Severity = case.settings.hinted(Code::Overstated)?;
    Some(Finding { severity, ..found })
}
