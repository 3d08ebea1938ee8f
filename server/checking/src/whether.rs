//! What a claim tells as done where the sources that tell of it have it otherwise: asked for, meant, possible, somebody's charge, or
//! not done at all.

use crate::align::words;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::contested::{self, answers, is_of_the_same};
use crate::done::{self, Done};
use crate::judge::finding;
use crate::knowledge::knowledge;
use crate::polarity;
use crate::soften;
use crate::standing;
use crate::status::{Reader, Status, Steps, Told};
use crate::verdict::{Finding, Reason};

/// Share of the rest of a clause that a sentence must have to be of the same, and from which that is sure.
const OF_IT: f32 = 0.5;
const SURE: f32 = 0.8;
/// How much of that another one must have to tell that it was done, and to do so in a word that is only near in meaning.
const ALSO: f32 = 0.5;
const ALSO_NEAR: f32 = 0.6;
/// Strength of a relation from which two words are kin.
const KIN: f32 = 0.5;
/// How far a name, figure or date must stand there.
const NAMED: f32 = 0.5;
/// The same of a sentence that has less itself, and what stands beside it.
const BESIDE: f32 = 0.7;
const ITSELF: f32 = 0.3;
/// Weight from which a verb tells what was done.
const VERB: f32 = 0.5;
/// Weight of what else a clause tells, from which it can be known again.
const TELLING: f32 = 1.0;

/// A verb of the claim, and the sentence that has it otherwise.
struct Otherwise {
    candidate: usize,
    /// Index of its item there.
    item: usize,
    told: Told,
    share: f32,
    sure: bool,
}

/// A statement of what was done that the sources have otherwise.
pub(crate) fn overstated(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    if case.analysis.question || standing::is_conditional(case.analysis) {
        return None;
    }
    let own = Reader::new(case.side());
    let items = &case.analysis.items;
    let plain = |done: &Done| {
        !done.is_denied(case.side())
            && !items[done.at].attribution
            && own.told(&items[done.at]).status == Status::Done
    };
    let told = (0..items.len()).filter(|&at| items[at].weight >= VERB);
    let verbs: Vec<Done> =
        told.filter_map(|at| done::in_the_past(case.side(), at)).filter(plain).collect();
    if verbs.is_empty() {
        return None;
    }
    let readers: Vec<Reader<'_>> = candidates.iter().map(|candidate| Reader::new(candidate.side())).collect();
    verbs.iter().find_map(|done| {
        let found = otherwise(case, candidates, &readers, done)
            .or_else(|| earlier(case, candidates, &readers, done))?;
        said(case, &candidates[found.candidate], done, &found)
    })
}

/// How far a sentence is of what a verb of the claim is of.
struct Fit {
    /// Share of the other words of its clause that the sentence has or stands beside.
    share: f32,
    /// It has enough of them itself, and every name, figure and date; or all but those, which stand right beside it.
    close: bool,
    near: bool,
}

fn fit(case: &Case<'_>, candidate: &Candidate, done: &Done) -> Fit {
    let items = &case.analysis.items;
    let rest = |k: usize, _: &Item| k != done.at && done.is_with(case.side(), k);
    let (has, total) = candidate.alignment.has(case.analysis, rest);
    let own = || (0..items.len()).filter(|&k| rest(k, &items[k]));
    let itself: f32 = own().map(|k| items[k].weight * candidate.in_sentence(case, k)).sum();
    if total < TELLING {
        return Fit { share: 0.0, close: false, near: false };
    }
    let (share, itself) = (has / total, itself / total);
    let close = itself >= OF_IT && names_the_same(case, candidate, done);
    let beside = candidate.view.near(candidate.sentence);
    let stands = |k: usize| {
        candidate.in_sentence(case, k) >= NAMED
            || !items[k].own.is_empty() && items[k].own.iter().all(|term| beside.contains(term))
    };
    let typed = || own().filter(|&k| items[k].kind.is_typed()).all(stands);
    let near = close || share >= BESIDE && itself >= ITSELF && typed() && has_object(case, candidate, done);
    Fit { share, close, near }
}

/// What the verb is done to, or of, stands in the very sentence.
fn has_object(case: &Case<'_>, candidate: &Candidate, done: &Done) -> bool {
    let items = &case.analysis.items;
    let telling = |&k: &usize| {
        k != done.at
            && done.is_with(case.side(), k)
            && items[k].weight >= VERB
            && !matches!(items[k].kind, ItemKind::Time(_))
    };
    let object = if done.passive {
        (0..done.at).rev().find(telling)
    } else {
        (done.at + 1..items.len()).find(telling)
    };
    object.is_some_and(|k| candidate.in_sentence(case, k) >= NAMED)
}

/// The same verb, which no sentence tells as done.
fn otherwise(
    case: &Case<'_>,
    candidates: &[Candidate],
    readers: &[Reader<'_>],
    done: &Done,
) -> Option<Otherwise> {
    let mut best: Option<Otherwise> = None;
    let (mut also, mut near): (f32, f32) = (0.0, 0.0);
    for (index, (candidate, reader)) in candidates.iter().zip(readers).enumerate() {
        let fit = fit(case, candidate, done);
        if fit.share <= 0.0 {
            continue;
        }
        let items = &candidate.side().analysis.items;
        for j in answers(case, candidate, done.at) {
            let told = stands(reader, candidate, j);
            if is_as_told(case, candidate, done, j, &told) {
                also = also.max(fit.share);
            } else if fit.near && best.as_ref().is_none_or(|best| best.share < fit.share) {
                let sure = fit.close && is_sure(case, candidate, done, &told);
                best = Some(Otherwise { candidate: index, item: j, told, share: fit.share, sure });
            }
        }
        if items.iter().any(|item| is_kin(case, reader, done, item)) {
            near = near.max(fit.share);
        }
    }
    let best = best.filter(|best| also < ALSO * best.share && near < ALSO_NEAR * best.share)?;
    (!has_come_about(case, candidates, done, &best)).then_some(best)
}

/// How an item of a sentence stands there: denied by what is left of it, or of it: "no looting", "found no books".
fn stands(reader: &Reader<'_>, candidate: &Candidate, j: usize) -> Told {
    let side = candidate.side();
    let item = &side.analysis.items[j];
    let told = reader.told(item);
    if told.status != Status::Done {
        return told;
    }
    if item.negated {
        return Told { status: Status::Undone, range: standing::denied(side, item), of_nobody: false };
    }
    let lacks = reader.lacks(j).filter(|&k| candidate.alignment.back[k].is_some());
    lacks.map_or(told, |k| {
        let range = item.range.start..side.analysis.items[k].range.end;
        Told { status: Status::Undone, range, of_nobody: false }
    })
}

fn is_sure(case: &Case<'_>, candidate: &Candidate, done: &Done, told: &Told) -> bool {
    let (_, itself) = contested::shares(case, candidate, done);
    told.status != Status::Agreed && itself >= SURE && is_of_the_same(case, candidate, done)
}

/// A step of a matter of which the sources have only an earlier one: granted, where it was asked for.
fn earlier(
    case: &Case<'_>,
    candidates: &[Candidate],
    readers: &[Reader<'_>],
    done: &Done,
) -> Option<Otherwise> {
    let own = &case.analysis.items[done.at];
    Steps::of(&own.stem).find_map(|(steps, step)| {
        let mut best: Option<Otherwise> = None;
        let (mut also, mut near): (f32, f32) = (0.0, 0.0);
        for (index, (candidate, reader)) in candidates.iter().zip(readers).enumerate() {
            let fit = fit(case, candidate, done);
            if fit.share <= 0.0 {
                continue;
            }
            let items = &candidate.side().analysis.items;
            for (j, item) in items.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Word) {
                let Some(theirs) = steps.step(&item.stem) else { continue };
                let told = stands(reader, candidate, j);
                if theirs >= step && told.status == Status::Done {
                    also = also.max(fit.share);
                } else if fit.near
                    && has_object(case, candidate, done)
                    && told.status != Status::Undone
                    && best.as_ref().is_none_or(|best| best.share < fit.share)
                {
                    best = Some(Otherwise { candidate: index, item: j, told, share: fit.share, sure: false });
                }
            }
            if items.iter().any(|item| is_kin(case, reader, done, item)) {
                near = near.max(fit.share);
            }
        }
        best.filter(|best| also < ALSO * best.share && near < ALSO_NEAR * best.share)
    })
}

/// The sentence tells it as done, or what it denies or leaves open is something else.
fn is_as_told(case: &Case<'_>, candidate: &Candidate, done: &Done, j: usize, told: &Told) -> bool {
    let own = &case.analysis.items[done.at];
    let item = &candidate.side().analysis.items[j];
    match told.status {
        Status::Done => true,
        // Of words that are only near in meaning, the one may well be done and the other planned.
        Status::Undone => false,
        _ => !(own.stem == item.stem || knowledge().synonym(&own.stem, &item.stem)),
    }
}

/// What was planned for a day that has passed, what was done again and again, what was possible and done, what was proved.
fn has_come_about(case: &Case<'_>, candidates: &[Candidate], done: &Done, found: &Otherwise) -> bool {
    let candidate = &candidates[found.candidate];
    let item = &candidate.side().analysis.items[found.item];
    match found.told.status {
        Status::Held => {
            standing::is_guarded(case.side())
                || contested::is_settled(case, candidates, done, found.candidate)
        }
        Status::Undone => false,
        _ => {
            polarity::came_due(case, candidate, found.item, candidates)
                || polarity::habitual(candidate.side(), item)
                || standing::was_able(candidate.side(), item)
        }
    }
}

/// A word in the past that is near in meaning, or tells that something came about: what was completed was built.
fn is_kin(case: &Case<'_>, reader: &Reader<'_>, done: &Done, item: &Item) -> bool {
    let own = &case.analysis.items[done.at];
    let near = || {
        words(own, item).strength() >= KIN
            || item.cue.is_none() && knowledge().standing.fulfilling.contains(&item.stem)
    };
    item.kind == ItemKind::Word
        && !item.negated
        && own.stem != item.stem
        && knowledge().past(&item.lower)
        && near()
        && reader.told(item).status == Status::Done
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

fn said(case: &Case<'_>, candidate: &Candidate, done: &Done, found: &Otherwise) -> Option<Finding> {
    let item = &case.analysis.items[done.at];
    let source = found.told.range.clone();
    let (draft, place) = (case.words(item.range.clone()), candidate.place(source.clone()));
    let differs =
        |field, draft| Reason::Differs { field, draft, source: candidate.words(source.clone()), place };
    let (code, reasons, fix) = match found.told.status {
        Status::Undone => {
            let lacks = Reason::NotFound { what: "words", draft: draft.clone(), asked: case.library.len() };
            (Code::UnsupportedDetail, vec![lacks, differs("words", draft)], None)
        }
        Status::Held => {
            let fix = soften::allegedly(case, candidate, done);
            (Code::Overstated, vec![differs("status", draft)], Some(fix))
        }
        _ => {
            let fix = soften::fix(case, candidate, done.at, item.range.start, &source);
            (Code::Overstated, vec![differs("status", draft)], fix)
        }
    };
    let told = finding(case, code, item.range.clone(), reasons, fix.into_iter().collect())?;
    if found.sure && found.told.status != Status::Undone {
        return Some(told);
    }
    let severity = case.settings.hinted(code)?;
    Some(Finding { severity, ..told })
}
