//! Slots in which the sources have another value than the claim: what the gate lets through of the whole statement and of
//! its clauses, and the findings made of it.

use crate::align::across;
use crate::analysis::clause;
use crate::case::{Candidate, Case, Rivals};
use crate::code::Code;
use crate::evidence::{Found, candidate};
use crate::fix;
use crate::gate;
use crate::judge::{INSTEAD, SPEAKS, finding};
use crate::people::turned::is_turned;
use crate::slot::{self, Slot};
use crate::stated::polarity;
use crate::values::age;
use crate::values::crossed;
use crate::values::direction;
use crate::values::exchange;
use crate::values::paired;
use crate::values::rather;
use crate::values::share;
use crate::verdict::{Finding, Reason};

/// Puts down at each candidate the slots in which it surely differs, and in `abstained` why nothing is said of others.
pub(crate) fn find_all(case: &Case<'_>, candidates: &mut [Candidate], abstained: &mut Vec<String>) {
    let unsure = find(case, candidates, abstained);
    if !unsure.is_empty() {
        find_by_clause(case, candidates, &unsure);
    }
    for index in 0..candidates.len() {
        for slot in exchange::slots(case, &candidates[index], candidates) {
            add(&mut candidates[index].conflicts, slot);
        }
    }
    if candidates.iter().all(|candidate| candidate.conflicts.is_empty()) {
        for (index, slot) in crossed::slots(case, candidates) {
            add(&mut candidates[index].conflicts, slot);
        }
    }
    if candidates.iter().all(|candidate| candidate.conflicts.is_empty()) {
        for (index, slot) in
            paired::slots(case, candidates).into_iter().chain(rather::slots(case, candidates))
        {
            add(&mut candidates[index].conflicts, slot);
        }
    }
    drop_exclusive(case, candidates);
    drop_reckoned(case, candidates);
}

/// What the claim reckoned from several figures is none of them.
fn drop_reckoned(case: &Case<'_>, candidates: &mut [Candidate]) {
    let mut asked: Vec<usize> = candidates.iter().flat_map(|c| &c.conflicts).map(|slot| slot.claim).collect();
    asked.sort_unstable();
    asked.dedup();
    asked.retain(|&item| across::is_reckoned(case, candidates, item));
    for candidate in candidates.iter_mut().filter(|_| !asked.is_empty()) {
        candidate.conflicts.retain(|slot| !asked.contains(&slot.claim));
    }
}

/// Of two sentences each of which has the value that the other contradicts ("1.1 million shares for $27 million" of one quarter, "0.8
/// million for $21 million" of the next) the later one tells: to mend both would tell of neither.
fn drop_exclusive(case: &Case<'_>, candidates: &mut [Candidate]) {
    let value = |slot: &Slot| case.analysis.items[slot.claim].kind.is_value();
    let later = |a: &Candidate, b: &Candidate| {
        let day = |c: &Candidate| c.view.article.meta.published;
        day(a).cmp(&day(b)).then(a.coverage.total_cmp(&b.coverage)).is_ge()
    };
    let told: Vec<(usize, usize)> = candidates
        .iter()
        .enumerate()
        .flat_map(|(at, c)| c.conflicts.iter().filter(|slot| value(slot)).map(move |slot| (at, slot.claim)))
        .collect();
    let mut gone: Vec<(usize, usize)> = Vec::new();
    for &(x, i) in &told {
        let other = told.iter().find(|&&(y, j)| {
            let has = |at: usize, item: usize| candidates[at].alignment.partner(item).is_some();
            x != y && i != j && has(x, j) && has(y, i) && !gone.contains(&(y, j))
        });
        if other.is_some_and(|&(y, _)| later(&candidates[y], &candidates[x])) {
            gone.push((x, i));
        }
    }
    for (at, item) in gone {
        candidates[at].conflicts.retain(|slot| slot.claim != item);
    }
}

/// Of two things that differ in one place the first is told.
fn add(conflicts: &mut Vec<Slot>, slot: Slot) {
    if conflicts.iter().all(|other| other.claim != slot.claim) {
        conflicts.push(slot);
    }
}

/// For each item, how closely each sentence that has it says it as the draft does.
pub(crate) fn said(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Vec<f32>> {
    candidates
        .iter()
        .map(|candidate| {
            (0..case.analysis.items.len())
                .map(|i| {
                    let alignment = &candidate.alignment;
                    alignment
                        .partner(i)
                        .map_or(0.0, |_| alignment.local_coverage(case.analysis, i, &|_| false))
                })
                .collect()
        })
        .collect()
}

/// Puts down the slots that the gate lets through, and gives the items of those it does not where the source speaks of
/// the event.
fn find(case: &Case<'_>, candidates: &mut [Candidate], abstained: &mut Vec<String>) -> Vec<usize> {
    let mut unsure = Vec::new();
    let said = said(case, candidates);
    for index in 0..candidates.len() {
        let candidate = &candidates[index];
        let mut slots = slot::differing(case.side(), candidate.side(), &candidate.alignment);
        slots.retain(|slot| slot.code != Code::PolarityMismatch || !is_turned(case, candidate, slot));
        let opposite = |slot: &&Slot| {
            slot.code == Code::PolarityMismatch
                && slot.features.claim >= INSTEAD
                && (!slot.is_of_kinds() || slot.features.neighbours >= INSTEAD)
        };
        let opposed = slots.iter().filter(opposite).map(|slot| slot.claim).collect();
        let mut kept = age::slots(case, candidate);
        let known = kept.len();
        for slot in slots {
            if kept[..known].iter().any(|age| age.claim == slot.claim) {
                continue;
            }
            let item = &case.analysis.items[slot.claim];
            if direction::other_way_round(case, candidate, &slot) {
                continue;
            }
            let opens = match polarity::denied(case, candidate, slot.claim) {
                true => Err("the draft denies it, so it may well be said of another".to_owned()),
                false => gate::opens(case, candidate, &slot, &said, candidates),
            };
            match opens {
                Ok(()) => kept.push(slot),
                Err(why) if candidate.coverage >= SPEAKS => {
                    unsure.push(slot.claim);
                    let other = &candidate.side().analysis.items[slot.evidence];
                    abstained.push(format!(
                        "“{}” beside “{}”: {why}.",
                        case.words(item.range.clone()),
                        candidate.words(other.range.clone()),
                    ));
                }
                Err(_) => {}
            }
        }
        if let Some(slot) = polarity::slot(case, candidate) {
            kept.push(slot);
        }
        kept.extend(share::slot(case, candidate));
        (candidates[index].conflicts, candidates[index].opposed) = (kept, opposed);
    }
    abstained.truncate(6);
    unsure
}

/// How sure one has to be of a clause by itself, of which nothing but its own words tells the event; what another
/// origin says as the clause does is left alone, and so are names: of what one did another may do the next thing.
const CLAUSE: f32 = 0.74;

/// Whether a sentence found of the same article as `of` has an item of the claim.
pub(crate) fn stands(candidates: &[Candidate], of: &Candidate, item: usize) -> bool {
    let here = |c: &Candidate| c.view.article.id == of.view.article.id && c.alignment.partner(item).is_some();
    candidates.iter().any(here)
}

/// All figures and dates of the claim but one stand in the article: else it is of something that is not there.
pub(crate) fn others_stand(case: &Case<'_>, candidates: &[Candidate], of: &Candidate, slot: usize) -> bool {
    let items = case.analysis.items.iter().enumerate();
    items.filter(|(i, item)| *i != slot && item.kind.is_value()).all(|(i, _)| stands(candidates, of, i))
}

/// A statement of several clauses differs from each source in more than one clause would by itself.
fn find_by_clause(case: &Case<'_>, candidates: &mut [Candidate], unsure: &[usize]) {
    let clauses = clause::clauses(case.sentence(), case.analysis);
    if clauses.len() < 2 {
        return;
    }
    let mut found: Vec<(usize, Slot)> = Vec::new();
    for items in clauses.into_iter().filter(|items| unsure.iter().any(|slot| items.contains(slot))) {
        let analysis = case.analysis.part(&items);
        let (whole, case) = (case, &Case { analysis: &analysis, rivals: Rivals::default(), ..*case });
        let part = |c: &Candidate| {
            candidate(case, &Found { view: c.view.clone(), sentence: c.sentence, score: c.score })
        };
        let mut parts: Vec<Candidate> = candidates.iter().map(part).collect();
        find(case, &mut parts, &mut Vec::new());
        for (index, own) in
            parts.iter().enumerate().filter(|(index, _)| candidates[*index].coverage >= SPEAKS)
        {
            let elsewhere = |at: usize| {
                parts.iter().any(|c| c.alignment.partner(at).is_some() && !c.view.same_origin(&own.view))
            };
            for slot in &own.conflicts {
                let claim = slot.claim + items.start;
                if slot.code != Code::ActorMismatch
                    && gate::score(&slot.features) >= CLAUSE
                    && others_stand(whole, candidates, own, claim)
                    && !elsewhere(slot.claim)
                {
                    found.push((index, Slot { claim, ..slot.clone() }));
                }
            }
        }
    }
    for (index, slot) in found {
        add(&mut candidates[index].conflicts, slot);
    }
}

pub(crate) fn findings(case: &Case<'_>, candidates: &[Candidate], against: &[usize]) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut seen: Vec<usize> = Vec::new();
    for &index in against {
        let candidate = &candidates[index];
        for slot in &candidate.conflicts {
            if seen.contains(&slot.claim) {
                continue;
            }
            seen.push(slot.claim);
            findings.extend(one(case, candidate, slot));
        }
    }
    findings
}

fn one(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> Option<Finding> {
    let change = fix::change(case, candidate, slot);
    let reason = change.reason(case, candidate, slot.field(case.side()));
    let fixes = change.fix(case, candidate).into_iter().collect();
    let finding = finding(case, slot.code, change.draft, vec![reason], fixes)?;
    Some(Finding { features: Some(slot.features), ..finding })
}

/// Strength of a relation from which a later report has the very value, and how much it must have of what the claim says around it.
const THE_VERY: f32 = 0.8;
const OF_IT: f32 = 0.2;

/// The candidate that has the one value in which the claim differs, where it is of a later day than all that have another, and of
/// other origin: what was told first has been put right since.
pub(crate) fn told_later(case: &Case<'_>, candidates: &[Candidate], against: &[usize]) -> Option<usize> {
    let slots = || against.iter().flat_map(|&a| candidates[a].conflicts.iter().map(move |slot| (a, slot)));
    let (_, first) = slots().next()?;
    let item = first.claim;
    if !case.analysis.items[item].kind.is_value() || slots().any(|(_, slot)| slot.claim != item) {
        return None;
    }
    let day = |c: &Candidate| c.view.article.meta.published;
    // Of what has no date it is not known whether it was told first.
    let since = |c: &Candidate, of: &Candidate| day(c).zip(day(of)).is_some_and(|(day, of)| day > of);
    let later = |c: &Candidate| {
        against.iter().all(|&a| since(c, &candidates[a]) && !c.view.same_origin(&candidates[a].view))
    };
    let has = |c: &Candidate| {
        c.alignment.pairs[item].is_some_and(|pair| pair.relation.strength() >= THE_VERY)
            && c.alignment.local_coverage(case.analysis, item, &|_| false) >= OF_IT
    };
    candidates.iter().position(|c| has(c) && later(c))
}

pub(crate) fn disagreement(
    case: &Case<'_>,
    candidates: &[Candidate],
    supporting: &[usize],
    against: &[usize],
) -> (Option<Finding>, bool) {
    let Some((candidate, slot)) =
        against.iter().find_map(|&a| candidates[a].conflicts.first().map(|slot| (&candidates[a], slot)))
    else {
        return (None, false);
    };
    let support = &candidates[supporting[0]];
    let change = fix::change(case, candidate, slot);
    // As the other value: of a figure its digits, so that the two can be put in each other's place.
    let mine = support.alignment.pairs[slot.claim].map_or(0..0, |pair| {
        let item = &support.side().analysis.items[pair.evidence];
        support.side().mention(item).map_or(item.range.clone(), fix::digits)
    });
    let values = vec![
        (support.words(mine.clone()), support.place(mine)),
        (candidate.words(change.source.clone()), candidate.place(change.source.clone())),
    ];
    let field = slot.field(case.side());
    (
        finding(
            case,
            Code::SourcesDisagree,
            change.draft,
            vec![Reason::Disagree { field, values }],
            Vec::new(),
        ),
        true,
    )
}
