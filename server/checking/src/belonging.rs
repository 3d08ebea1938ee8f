//! Whether a figure or date of the claim belongs in the sources to what the claim ties it to, or is another thing's there: who
//! writes that the harbour gets 12 million has every word from a source in which the school gets 12 million and the harbour 40.
//!
//! Told by how closely the words of the claim stand beside each of the two values: nearness within a clause is all that is
//! known of grammar here, so a word counts for the nearer value, one that stands before several of them for all.

use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind, fold};
use crate::evidence::{Found, candidate};
use crate::gaps::{Gaps, is_verb};
use crate::gate;
use crate::judge::{Candidate, Case, embedded};
use crate::knowledge::knowledge;
use crate::relation::{self, Relation};
use crate::scene::{Scene, ties};
use crate::slot::{self, Slot};
use copydesk_tagging::Kind;

/// A value of the claim that belongs to something else, and the one that stands where the claim puts it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Misplaced {
    /// Item of the claim.
    pub(crate) claim: usize,
    /// The candidate that has another value there, and its item.
    pub(crate) candidate: usize,
    pub(crate) evidence: usize,
    /// It can be said to contradict the claim.
    pub(crate) sure: bool,
}

impl Misplaced {
    /// The two as a slot.
    pub(crate) fn slot(&self, case: &Case<'_>, candidate: &Candidate) -> Slot {
        slot::between(case.side(), candidate.side(), &candidate.alignment, self.claim, self.evidence)
    }
}

/// How far away in the claim a word still counts.
const FAR: f32 = 0.2;
/// How much a verb counts beside a noun: it is the first to be said otherwise.
const VERB: f32 = 0.6;
/// How much the preposition counts.
const PREPOSITION: f32 = 0.4;
/// Share of what the claim says around its value that must stand closer to the other one: in one sentence, and where the
/// other one stands in another sentence.
const CLOSER: f32 = 0.18;
const CLOSER_ELSEWHERE: f32 = 0.3;
/// The same of a date.
const CLOSER_DATE_ELSEWHERE: f32 = 0.55;
/// How much of that may stand closer to the claim's own.
const OWN: f32 = 0.25;

/// The same where it contradicts the claim.
const SURELY_CLOSER: f32 = 0.35;
const SURELY_OWN: f32 = 0.05;
/// Share of the rest of the claim that the sentence of the other value must have for that, and how much it must be.
const SURELY_REST: f32 = 0.85;
const REST: f32 = 2.0;

/// A value in a sentence, and how closely each item of the claim is tied to it there.
struct Stand {
    scene: usize,
    at: usize,
    ties: Vec<f32>,
}

/// The values of the claim that belong to something else.
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Misplaced> {
    let c = &case.analysis.items;
    let values: Vec<usize> = (0..c.len()).filter(|&i| asked(case, i)).collect();
    if values.is_empty() {
        return Vec::new();
    }
    let mine = Gaps::new(case.side());
    let scenes: Vec<Scene<'_>> = candidates.iter().map(|candidate| Scene::new(case, candidate)).collect();
    values
        .into_iter()
        .filter(|&i| !strung(case, &mine, i))
        .filter_map(|i| other(case, &mine, &scenes, i))
        .collect()
}

/// The item is a value that might be another's.
fn asked(case: &Case<'_>, i: usize) -> bool {
    let item = &case.analysis.items[i];
    let ordinal_in_words =
        case.side().kind(item) == Some(Kind::Ordinal) && !item.lower.contains(|c: char| c.is_ascii_digit());
    let place = || case.side().kind(item) == Some(Kind::Place) && !item.before.is_empty() && !item.possessive;
    (item.kind.is_value() || place()) && !item.negated && !ordinal_in_words
}

/// "19 and 38 percent respectively", "3-1": which of them is whose is told by their order alone.
fn strung(case: &Case<'_>, gaps: &Gaps, i: usize) -> bool {
    let c = &case.analysis.items;
    let joined = |gap: usize| c[gap].range.start <= c[gap - 1].range.end + 1;
    let with = |at: usize, gap: usize| {
        case.side().kind(&c[at]) == case.side().kind(&c[i]) && (gaps.0[gap] < 1.0 || joined(gap))
    };
    i.checked_sub(1).is_some_and(|at| with(at, i)) || (i + 1 < c.len() && with(i + 1, i + 1))
}

fn other(case: &Case<'_>, mine: &Gaps, scenes: &[Scene<'_>], i: usize) -> Option<Misplaced> {
    let c = &case.analysis.items;
    let (mut own, mut others): (Vec<Stand>, Vec<Stand>) = (Vec::new(), Vec::new());
    for (at, scene) in scenes.iter().enumerate() {
        own.extend(stands(case, scene, i, at, true)?);
        others.extend(stands(case, scene, i, at, false)?);
    }
    if own.is_empty() {
        return None;
    }
    let weights: Vec<f32> = (0..c.len())
        .map(|k| match k == i || (c[k].attribution && !c[i].attribution) {
            true => 0.0,
            false => c[k].weight * if is_verb(&c[k]) { VERB } else { 1.0 } * mine.left(k, i).max(FAR),
        })
        .collect();
    let weighed = Weighed { case, scenes, weights: &weights, i };
    let margin = |other: &Stand| own.iter().map(|own| weighed.margin(other, own)).fold(f32::MAX, f32::min);
    let best = others
        .iter()
        .map(|other| (margin(other), other))
        .filter(|(margin, _)| *margin > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, other)| other)?;
    // "Two thirds of the 21 million savings, and 7 million more": more of the same.
    if own.iter().any(|own| further(scenes[own.scene].candidate.side(), own.at)) {
        return None;
    }
    // Where one sentence has both, both are of one event; else somebody must be named who is in it.
    let one = own.iter().any(|own| own.scene == best.scene) || names(case, scenes[best.scene].candidate);
    let surely = one && own.iter().all(|own| weighed.surely(best, own));
    // Sentences that were not found for the claim may have the value as well.
    let (scene, view) = (&scenes[best.scene], &scenes[best.scene].candidate.view);
    let found = |sentence: usize| {
        scenes
            .iter()
            .any(|s| s.candidate.sentence == sentence && s.candidate.view.article.id == view.article.id)
    };
    for sentence in (0..view.tagged.sentences.len()).filter(|&at| view.speaks(at) && !found(at)) {
        let has = view
            .analysis(sentence)
            .items
            .iter()
            .any(|item| item.kind.is_typed() && is(case.side(), &c[i], view.side(sentence), item));
        if has {
            let found = Found { view: view.clone(), sentence, score: 0.0 };
            let (candidate, best) =
                (candidate(case, &found), Stand { scene: 0, ties: best.ties.clone(), ..*best });
            let scenes = [Scene::new(case, scene.candidate), Scene::new(case, &candidate)];
            let weighed = Weighed { scenes: &scenes, ..weighed };
            let own = stands(case, &scenes[1], i, 1, true)?;
            if own.iter().any(|own| weighed.margin(&best, own) <= 0.0) {
                return None;
            }
        }
    }
    let sure = surely && c[i].kind.is_value() && tells_the_rest(case, scene.candidate, i);
    Some(Misplaced { claim: i, candidate: best.scene, evidence: best.at, sure })
}

/// The claim names somebody or somewhere, and the sentence does so too.
fn names(case: &Case<'_>, candidate: &Candidate) -> bool {
    let named = |(k, item): (usize, &Item)| {
        matches!(item.kind, ItemKind::Actor(_)) && candidate.alignment.partner(k).is_some()
    };
    case.analysis.items.iter().enumerate().any(named)
}

/// The value is said to be besides others.
fn further(side: Side<'_>, at: usize) -> bool {
    let range = &side.analysis.items[at].range;
    let tokens = &side.sentence.tokens;
    let after = tokens.partition_point(|token| token.range.start < range.end);
    tokens.get(after).is_some_and(|token| knowledge().besides.contains(&fold(token.text(side.text()))))
}

/// The sentence tells all but the one value, as a fact and of the same days.
fn tells_the_rest(case: &Case<'_>, candidate: &Candidate, i: usize) -> bool {
    let alignment = &candidate.alignment;
    let (has, total) = alignment.has(case.analysis, |k, _| k != i);
    let typed = |(k, item): (usize, &Item)| k == i || !item.kind.is_typed() || alignment.partner(k).is_some();
    total >= REST
        && has >= SURELY_REST * total
        && case.analysis.items.iter().enumerate().all(typed)
        && !embedded(case, candidate)
        && !gate::other_news(case, candidate)
}

/// Where a sentence has a value of the claim, or others that might stand in its place; `None` where it has it in a way
/// that is not understood.
fn stands(case: &Case<'_>, scene: &Scene<'_>, i: usize, at: usize, own: bool) -> Option<Vec<Stand>> {
    let (claim, source) = (case.side(), scene.candidate.side());
    let (item, e) = (&case.analysis.items[i], &source.analysis.items);
    let has: Vec<usize> = (0..e.len()).filter(|&j| is(claim, item, source, &e[j])).collect();
    if has.is_empty() && stands_in(item, source.analysis) && !relation::of_other_unit(claim, item, source) {
        return None;
    }
    let elliptic = |j: usize| !has.is_empty() && leaves_unit(claim, item, source, &e[j]);
    let rival = |j: &usize| {
        let other = &e[*j];
        !has.contains(j)
            && (elliptic(*j) || in_place(claim, item, source, other))
            && !stands_in(other, case.analysis)
    };
    let rivals: Vec<usize> = (0..e.len()).filter(rival).collect();
    let like: Vec<usize> = has.iter().chain(&rivals).copied().collect();
    let wanted = if own { has } else { rivals };
    Some(
        wanted
            .into_iter()
            .map(|j| Stand { scene: at, at: j, ties: ties(case, scene, i, j, &like) })
            .collect(),
    )
}

/// The item of the sentence is the value of the claim, its unit left out or not.
fn is(claim: Side<'_>, item: &Item, source: Side<'_>, other: &Item) -> bool {
    let relation = relation::of(claim, item, source, other);
    relation.strength() > 0.5
        || relation == Relation::OtherNoun
        || (leaves_unit(claim, item, source, other) && number(item) == number(other))
}

/// The item of the sentence is another value of the same kind.
fn in_place(claim: Side<'_>, item: &Item, source: Side<'_>, other: &Item) -> bool {
    // "Seven" of a draft that does not say of what are no two games.
    let noun = |side: Side<'_>, item: &Item| side.figure(item).is_some_and(|figure| figure.noun.is_some());
    let of_others = claim.kind(item) == Some(Kind::Number) && noun(source, other) && !noun(claim, item);
    let one = source.figure(other).is_none_or(|figure| figure.upper.is_none());
    let part = !matches!(item.kind, ItemKind::Actor(_))
        || (source.kind(other) == Some(Kind::Place) && other.before == item.before && !other.possessive);
    one && part
        && !of_others
        && !relation::of_other_size(claim, item, source, other)
        && relation::of(claim, item, source, other) == Relation::Conflict
        && (!matches!(item.kind, ItemKind::Figure(_)) || slot::noun(claim, item, source, other) > 0.0)
}

/// A bare number beside a value with a unit: "71 percent; in 1998 it was 69".
fn leaves_unit(claim: Side<'_>, item: &Item, source: Side<'_>, other: &Item) -> bool {
    let unit = matches!(
        claim.kind(item),
        Some(Kind::Money | Kind::Quantity | Kind::Percent | Kind::Duration | Kind::Time)
    );
    unit && source.kind(other) == Some(Kind::Number)
        && source.figure(other).is_some_and(|figure| figure.noun.is_none() && figure.unit.is_none())
}

/// The number at the beginning of a value, as written.
fn number(item: &Item) -> &str {
    item.lower.split([' ', '-']).next().unwrap_or_default()
}

/// What the claim says around one of its values, weighed.
#[derive(Clone, Copy)]
struct Weighed<'a> {
    case: &'a Case<'a>,
    scenes: &'a [Scene<'a>],
    weights: &'a [f32],
    i: usize,
}

impl Weighed<'_> {
    /// By how much another value stands closer to what the claim says than its own does; none where the one does not
    /// surely.
    fn margin(&self, other: &Stand, own: &Stand) -> f32 {
        let (closer, own_closer) = self.closer(other, own);
        let apart = own.scene != other.scene;
        let least = match self.case.analysis.items[self.i].kind {
            _ if !apart => CLOSER,
            ItemKind::Time(_) => CLOSER_DATE_ELSEWHERE,
            ItemKind::Figure(_) => CLOSER_ELSEWHERE,
            // The one place may lie in the other, or go by another name.
            ItemKind::Actor(_) | ItemKind::Word => f32::INFINITY,
        };
        if closer >= least && own_closer <= OWN * closer { closer - 2.0 * own_closer } else { 0.0 }
    }

    /// Whether it is so by far.
    fn surely(&self, other: &Stand, own: &Stand) -> bool {
        let (closer, own_closer) = self.closer(other, own);
        closer >= SURELY_CLOSER && own_closer <= SURELY_OWN * closer
    }

    /// Shares of what the claim says around its value that stand closer to the other one, and to its own.
    fn closer(&self, other: &Stand, own: &Stand) -> (f32, f32) {
        let apart = own.scene != other.scene;
        let tie = |k: usize| {
            // What stands around the sentence speaks for the claim's own value alone.
            let around = if apart { self.scenes[own.scene].around[k] } else { 0.0 };
            (own.ties[k].max(around), other.ties[k])
        };
        let (mut closer, mut total, mut own_closer) = (0.0, PREPOSITION, 0.0);
        for (k, weight) in self.weights.iter().enumerate() {
            let (mine, theirs) = tie(k);
            total += weight;
            closer += weight * (theirs - mine).max(0.0);
            own_closer += weight * (mine - theirs).max(0.0);
        }
        let before = &self.case.analysis.items[self.i].before;
        let same = |stand: &Stand| {
            let item = &self.scenes[stand.scene].candidate.side().analysis.items[stand.at];
            !before.is_empty() && item.before == *before
        };
        match (same(other), same(own)) {
            (true, false) => closer += PREPOSITION,
            (false, true) => own_closer += PREPOSITION,
            _ => {}
        }
        (closer / total, own_closer / total)
    }
}
