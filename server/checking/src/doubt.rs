//! What keeps a claim from being supported though its words stand in the sources: somebody's role is another one there, a
//! place in a row is another one, nothing denies what the claim denies. Where that is sure it contradicts the claim; else it is underlined as a detail.

use crate::align::across;
use crate::analysis::ItemKind;
use crate::case::{Candidate, Case, overlap};
use crate::code::Code;
use crate::fix;
use crate::judge::{finding, supports};
use crate::people::bound::Bound;
use crate::people::definite;
use crate::people::doer;
use crate::people::framed;
use crate::people::holder;
use crate::people::kin;
use crate::people::party;
use crate::people::predecessor;
use crate::people::role;
use crate::people::speaker;
use crate::people::verbatim;
use crate::people::whose;
use crate::slot::Slot;
use crate::stated::advice;
use crate::stated::affirmed;
use crate::stated::cause;
use crate::stated::denial;
use crate::stated::left_out;
use crate::stated::polarity;
use crate::values;
use crate::values::belonging::{self, Misplaced};
use crate::values::direction;
use crate::values::each;
use crate::values::period;
use crate::values::rank;
use crate::values::scene::Scenes;
use crate::values::sequence;
use crate::values::stranger;
use crate::values::those;
use crate::values::whole;
use crate::verdict::{Finding, Fix, Reason};
use std::ops::Range;

/// One of them that is not sure enough to contradict.
pub(crate) struct Doubt {
    what: &'static str,
    /// Bytes of the claim's sentence.
    draft: Range<usize>,
    /// Index of the candidate that has it otherwise, and bytes of its sentence.
    told: Option<(usize, Range<usize>)>,
    /// Said more loudly than as a detail.
    finding: Option<Finding>,
    /// What supports the claim else does so no more, however near to it.
    sure: bool,
    /// Not worth a word: the claim is no more supported, and nothing is said of it.
    quiet: bool,
}

impl Doubt {
    /// What is doubtful, nothing known yet of why.
    fn new(what: &'static str, draft: Range<usize>) -> Doubt {
        Doubt { what, draft, told: None, finding: None, sure: false, quiet: false }
    }

    /// A candidate has it otherwise, by its index.
    pub(crate) fn is_told_by(&self, candidate: usize) -> bool {
        self.told.as_ref().is_some_and(|(at, _)| *at == candidate)
    }

    /// Nothing denies what the claim denies, though sentences near to it have denials of other things.
    pub(crate) fn keeps_silent(&self) -> bool {
        self.what == "denial" && !self.sure
    }
}

/// Puts down at each candidate what surely contradicts the claim, and gives all that speaks against it.
pub(crate) fn find(case: &Case<'_>, candidates: &mut [Candidate]) -> Vec<Doubt> {
    let mut out = of_posts(case, candidates);
    of_people(case, candidates, &mut out);
    of_words_taken_over(case, candidates, &mut out);
    out.extend(of_denials(case, candidates));
    of_extents(case, candidates, &mut out);
    of_ways(case, candidates, &mut out);
    out
}

/// What a claim says of somebody's post.
fn of_posts(case: &Case<'_>, candidates: &mut [Candidate]) -> Vec<Doubt> {
    let mut roles = role::doubts(case, candidates);
    let posts = holder::doubts(case, candidates);
    let posts = if posts.is_empty() { definite::doubts(case, candidates) } else { posts };
    for doubt in posts {
        let apart = |known: &role::Doubt| !overlap(&doubt.range, &known.range);
        // What surely contradicts the claim is told rather than what may.
        if roles.iter().all(|known| apart(known) || known.slot.is_none() && doubt.slot.is_some()) {
            roles.retain(apart);
            roles.push(doubt);
        }
    }
    let mut out = Vec::new();
    for doubt in roles {
        if let Some((at, slot)) = doubt.slot {
            candidates[at].conflicts.push(slot);
        }
        out.push(Doubt { told: doubt.told, ..Doubt::new("role", doubt.range) });
    }
    out
}

/// What it says of people else: their kin, their side, what they advise, how old they are.
fn of_people(case: &Case<'_>, candidates: &mut [Candidate], out: &mut Vec<Doubt>) {
    for (what, doubt) in who(case, candidates) {
        if out.iter().any(|known| overlap(&doubt.range, &known.draft)) {
            continue;
        }
        if let Some((at, slot)) = doubt.slot {
            put(&mut candidates[at], slot);
        }
        out.push(Doubt { told: doubt.told, ..Doubt::new(what, doubt.range) });
    }
    let advice = advice::slot(case, candidates);
    if let Some((at, slot)) = &advice {
        let draft = case.analysis.items[slot.claim].range.clone();
        let source = candidates[*at].side().analysis.items[slot.evidence].range.clone();
        out.push(Doubt { told: Some((*at, source)), sure: true, ..Doubt::new("words", draft) });
    }
    if let Some((at, slot)) = advice.or_else(|| stranger::slot(case, candidates)) {
        put(&mut candidates[at], slot);
    }
}

/// Puts a slot in the place of what was known of its item.
fn put(candidate: &mut Candidate, slot: Slot) {
    candidate.conflicts.retain(|known| known.claim != slot.claim);
    candidate.conflicts.push(slot);
}

/// Names, denials and figures that are wrong in a sentence taken word for word, where nothing else is.
fn of_words_taken_over(case: &Case<'_>, candidates: &mut [Candidate], out: &mut Vec<Doubt>) {
    if let Some((at, slot)) = values::verbatim::altered(case, candidates) {
        let independent = |c: &Candidate| !c.view.same_origin(&candidates[at].view) && supports(case, c);
        // What else that source tells is farther from the claim than the sentence it was taken from.
        if !candidates.iter().any(independent) {
            let draft = case.analysis.items[slot.claim].range.clone();
            let source = candidates[at].side().analysis.items[slot.evidence].range.clone();
            out.push(Doubt { told: Some((at, source)), sure: true, ..Doubt::new("figure", draft) });
        }
        put(&mut candidates[at], slot);
    }
    if candidates.iter().any(|candidate| !candidate.conflicts.is_empty()) {
        return;
    }
    let names = verbatim::misplaced(case, candidates).into_iter().filter(|found| found.sure);
    for found in names.chain(verbatim::denied(case, candidates)) {
        let slot = found.slot(case, &candidates[found.candidate]);
        candidates[found.candidate].conflicts.push(slot);
    }
}

/// What the claim denies and nothing else does.
fn of_denials(case: &Case<'_>, candidates: &mut [Candidate]) -> Option<Doubt> {
    let told = |denial: &denial::Denial| denial.is_told(case, candidates);
    let Some(denial) = denial::of(case).filter(|denial| !told(denial)) else {
        let polarity::Nowhere { range, roundabout } = polarity::denied_nowhere(case, candidates)?;
        return Some(Doubt { sure: true, quiet: roundabout, ..Doubt::new("denial", range) });
    };
    let slot = affirmed::slot(case, &denial, candidates);
    let sure = slot.is_some() || polarity::denied_nowhere(case, candidates).is_some();
    let quiet = slot.is_none() && denial.is_told_roundabout(case, candidates);
    if let Some((at, slot)) = slot {
        candidates[at].conflicts.push(slot);
    }
    let told = denial.stated(case, candidates, denial::SAME).map(|stated| {
        let range = candidates[stated.candidate].side().analysis.items[stated.item].range.clone();
        (stated.candidate, range)
    });
    Some(Doubt { told, sure, quiet, ..Doubt::new("denial", denial.range) })
}

/// What it says of a place in a row, of a cause, of all and of some.
fn of_extents(case: &Case<'_>, candidates: &mut [Candidate], out: &mut Vec<Doubt>) {
    if let Some(doubt) = rank::doubt(case, candidates) {
        let finding = doubt.overstated(case, candidates);
        if let Some(slot) = doubt.slot(case, candidates) {
            candidates[doubt.at].conflicts.push(slot);
        }
        let told = Some((doubt.at, doubt.source));
        out.push(Doubt { told, finding, ..Doubt::new("rank", doubt.draft) });
    }
    if let Some(doubt) = cause::doubt(case, candidates) {
        out.push(Doubt { told: doubt.told, ..Doubt::new("cause", doubt.draft) });
    }
    if let Some(left) = left_out::find(case, candidates) {
        let finding = left.overstated(case, candidates);
        out.push(Doubt { told: Some((left.at, left.source)), finding, ..Doubt::new("words", left.draft) });
    }
    out.extend(left_out::put_in(case, candidates).map(|added| Doubt::new("words", added)));
    if let Some(doubt) = whole::doubt(case, candidates) {
        let finding = doubt.overstated(case, candidates);
        let told = Some((doubt.at, doubt.source));
        out.push(Doubt { told, finding, ..Doubt::new("share", doubt.draft) });
    }
}

/// What it says of a period, of what came first, and of the way that a figure goes.
fn of_ways(case: &Case<'_>, candidates: &mut [Candidate], out: &mut Vec<Doubt>) {
    if let Some(doubt) = period::doubt(case, candidates) {
        if doubt.sure {
            let slot = doubt.slot(case, candidates);
            candidates[doubt.at].conflicts.push(slot);
        }
        let told = Some((doubt.at, doubt.source));
        out.push(Doubt { told, sure: doubt.sure, ..Doubt::new("period", doubt.draft) });
    }
    if let Some(doubt) = sequence::doubt(case, candidates) {
        if doubt.sure {
            let slot = doubt.slot(case, candidates);
            put(&mut candidates[doubt.at], slot);
        }
        let told = Some((doubt.at, doubt.source));
        out.push(Doubt { told, sure: doubt.sure, ..Doubt::new("order", doubt.draft) });
    }
    if let Some(turn) = direction::turn(case, candidates) {
        if turn.sure {
            let slot = turn.slot(case, candidates);
            // The word alone, beside an opposite of it somewhere in the sentence, is told less well.
            let word = |slot: &Slot| {
                let item = &case.analysis.items[slot.claim].range;
                slot.code == Code::PolarityMismatch
                    && item.start < turn.draft.end
                    && turn.draft.start < item.end
            };
            candidates.iter_mut().for_each(|candidate| candidate.conflicts.retain(|slot| !word(slot)));
            candidates[turn.at].conflicts.push(slot);
        }
        let told = Some((turn.at, turn.source));
        out.push(Doubt { told, sure: turn.sure, ..Doubt::new("direction", turn.draft) });
    }
}

/// Who somebody is, whose kin, and whom a figure counts.
fn who(case: &Case<'_>, candidates: &[Candidate]) -> Vec<(&'static str, role::Doubt)> {
    let found = [
        ("role", party::doubt(case, candidates)),
        ("words", kin::doubt(case, candidates)),
        ("figure", those::doubt(case, candidates)),
        ("figure", each::doubt(case, candidates)),
    ];
    found.into_iter().filter_map(|(what, doubt)| Some((what, doubt?))).collect()
}

/// Share of claim and sentence from which the one is all of the other.
const ALL: f32 = 0.95;

/// The sentence says what the claim says and no more: nothing in it could be another's.
fn all_of_it(case: &Case<'_>, candidate: &Candidate) -> bool {
    let items = &candidate.side().analysis.items;
    let matched = candidate.alignment.back.iter().flatten().count();
    candidate.coverage >= ALL
        && matched as f32 >= ALL * items.len() as f32
        && case.analysis.items.len() <= items.len()
}

/// What of the claim belongs to something else in the sources.
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Misplaced> {
    let bound = Bound::new(case, candidates);
    let mut others = bound.exchanged();
    if others.is_empty() {
        let found = bound.of_a_dependent().or_else(|| bound.of_a_pronoun());
        let found = found.or_else(|| bound.of_an_epithet()).or_else(|| bound.by_an_epithet());
        others.extend(found);
    }
    if others.is_empty() {
        others.extend(speaker::misplaced(case, candidates));
    }
    if others.is_empty() {
        others.extend(whose::misplaced(case, candidates).into_iter().filter(|found| found.sure));
    }
    if !others.is_empty() {
        return others;
    }
    if candidates.iter().any(|candidate| all_of_it(case, candidate)) {
        return Vec::new();
    }
    let scenes = Scenes::new(case, candidates);
    let told = direction::is_told_with_dates(case, candidates);
    let mut values = if told { Vec::new() } else { belonging::misplaced(&scenes) };
    // A part of two is always what the whole leaves of the other, whose each of them is.
    let parts = |found: &Misplaced| belonging::are_parts(case, &candidates[found.candidate], found);
    values.retain(|found| parts(found) || !across::is_reckoned(case, candidates, found.claim));
    if !values.is_empty() {
        return values;
    }
    let others = predecessor::misplaced(case, &scenes.gaps, candidates);
    if !others.is_empty() {
        return others;
    }
    let mut names = verbatim::misplaced(case, candidates);
    names.extend(framed::misplaced(case, &scenes.gaps, candidates));
    names.sort_by_key(|found| !found.sure);
    let mut told: Vec<Range<usize>> = Vec::new();
    names.retain(|found| {
        let range = found.draft(case);
        let new = !told.iter().any(|other| overlap(&range, other));
        told.push(range);
        new
    });
    if names.is_empty() {
        names.extend(bound.of_another());
    }
    if names.is_empty() {
        names = whose::misplaced(case, candidates);
    }
    if names.is_empty() { doer::misplaced(&scenes) } else { names }
}

impl Doubt {
    pub(crate) fn of_misplaced(case: &Case<'_>, candidates: &[Candidate], found: &Misplaced) -> Doubt {
        let item = &case.analysis.items[found.claim];
        let what = match item.kind {
            ItemKind::Time(_) => "date",
            ItemKind::Figure(_) => "figure",
            ItemKind::Actor(_) => "name",
            ItemKind::Word if found.spans.is_some() => "name",
            ItemKind::Word => "words",
        };
        let candidate = &candidates[found.candidate];
        let told = found.source(candidate);
        let draft = found.draft(case);
        // What is put in a value's place is right where the claim means what it says around it.
        let detail = || {
            let slot = found.slot(case, candidate);
            let change = fix::change(case, candidate, &slot);
            let draft = case.words(draft.clone());
            let lacks = Reason::NotFound { what, draft, asked: case.library.len() };
            let reasons = vec![change.reason(case, candidate, slot.field(case.side())), lacks];
            let fix = change.fix(case, candidate).map(|fix| Fix { preferred: false, ..fix });
            finding(case, Code::UnsupportedDetail, found.draft(case), reasons, fix.into_iter().collect())
        };
        let finding = if item.kind.is_value() { detail() } else { None };
        Doubt { told: Some((found.candidate, told)), finding, ..Doubt::new(what, draft) }
    }
}

/// The findings where none of them contradicts the claim.
pub(crate) fn findings(case: &Case<'_>, candidates: &[Candidate], doubts: &[Doubt]) -> Vec<Finding> {
    let detail = |doubt: &Doubt| {
        let draft = case.words(doubt.draft.clone());
        let mut reasons =
            vec![Reason::NotFound { what: doubt.what, draft: draft.clone(), asked: case.library.len() }];
        if let Some((at, range)) = &doubt.told {
            reasons.push(candidates[*at].differs(case, doubt.what, &doubt.draft, range));
        }
        finding(case, Code::UnsupportedDetail, doubt.draft.clone(), reasons, Vec::new())
    };
    let said = doubts.iter().filter(|doubt| !doubt.quiet);
    said.filter_map(|doubt| doubt.finding.clone().or_else(|| detail(doubt))).collect()
}
