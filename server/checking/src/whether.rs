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
use crate::status::{Reader, Status, Told};
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
    let plain = |done: &&Done| {
        !done.is_denied(case.side()) && own.told(&case.analysis.items[done.at]).status == Status::Done
    };
    let readers: Vec<Reader<'_>> = candidates.iter().map(|candidate| Reader::new(candidate.side())).collect();
    done::done(case).iter().filter(plain).find_map(|done| {
        let found = otherwise(case, candidates, &readers, done)?;
        said(case, &candidates[found.candidate], done, &found)
    })
}

/// Share of the other words of a verb's clause that a sentence has or stands beside, and that it has itself.
fn shares(case: &Case<'_>, candidate: &Candidate, done: &Done) -> (f32, f32) {
    let items = &case.analysis.items;
    let rest = |k: usize, _: &Item| k != done.at && done.is_with(case.side(), k);
    let (has, total) = candidate.alignment.has(case.analysis, rest);
    let own = (0..items.len()).filter(|&k| rest(k, &items[k]));
    let own: f32 = own.map(|k| items[k].weight * candidate.in_sentence(case, k)).sum();
    if total >= TELLING { (has / total, own / total) } else { (0.0, 0.0) }
}

fn otherwise(
    case: &Case<'_>,
    candidates: &[Candidate],
    readers: &[Reader<'_>],
    done: &Done,
) -> Option<Otherwise> {
    let mut best: Option<Otherwise> = None;
    let (mut also, mut near): (f32, f32) = (0.0, 0.0);
    for (index, (candidate, reader)) in candidates.iter().zip(readers).enumerate() {
        let (share, itself) = shares(case, candidate, done);
        if share <= 0.0 {
            continue;
        }
        let items = &candidate.side().analysis.items;
        for j in answers(case, candidate, done.at) {
            let told = reader.told(&items[j]);
            if is_as_told(case, candidate, done, j, &told) {
                also = also.max(share);
            } else if itself >= OF_IT
                && names_the_same(case, candidate, done)
                && best.as_ref().is_none_or(|best| best.share < share)
            {
                let sure = itself >= SURE && is_of_the_same(case, candidate, done);
                best = Some(Otherwise { candidate: index, item: j, told, share, sure });
            }
        }
        if has_kin(case, candidate, reader, done) {
            near = near.max(share);
        }
    }
    let best = best.filter(|best| also < ALSO * best.share && near < ALSO_NEAR * best.share)?;
    (!has_come_about(case, candidates, done, &best)).then_some(best)
}

/// The sentence tells it as done, or what it denies or leaves open is something else.
fn is_as_told(case: &Case<'_>, candidate: &Candidate, done: &Done, j: usize, told: &Told) -> bool {
    let own = &case.analysis.items[done.at];
    let item = &candidate.side().analysis.items[j];
    match told.status {
        Status::Done => !item.negated,
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
fn has_kin(case: &Case<'_>, candidate: &Candidate, reader: &Reader<'_>, done: &Done) -> bool {
    let own = &case.analysis.items[done.at];
    let near = |item: &Item| {
        words(own, item).strength() >= KIN
            || item.cue.is_none() && knowledge().standing.fulfilling.contains(&item.stem)
    };
    candidate.side().analysis.items.iter().any(|item| {
        item.kind == ItemKind::Word
            && !item.negated
            && knowledge().past(&item.lower)
            && near(item)
            && reader.told(item).status == Status::Done
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
