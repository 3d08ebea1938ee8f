//! Whether a figure or date of the claim belongs in the sources to what the claim ties it to, or is another thing's there: who
//! writes that the harbour gets 12 million has every word from a source in which the school gets 12 million and the harbour 40.
//!
//! Told by how closely the words of the claim stand beside each of the two values: nearness within a clause is all that is
//! known of grammar here, so a word counts for the nearer value, one that stands before several of them for all.

use crate::align::relation::{self, Relation};
use crate::align::{Side, stands_in};
use crate::analysis::gaps::{Gaps, is_verb};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::evidence::{Found, candidate};
use crate::gate;
use crate::judge::embedded;
use crate::knowledge::knowledge;
use crate::slot::{self, Slot, Spans};
use crate::values::scene::{Scene, Scenes, ties};
use copydesk_tagging::Kind;
use std::ops::Range;

/// A value of the claim that belongs to something else, and the one that stands where the claim puts it.
#[derive(Clone, Debug)]
pub(crate) struct Misplaced {
    /// Item of the claim.
    pub(crate) claim: usize,
    /// The candidate that has another value there, and its item.
    pub(crate) candidate: usize,
    pub(crate) evidence: usize,
    /// It can be said to contradict the claim.
    pub(crate) sure: bool,
    /// What is written there, where it is more than the two items.
    pub(crate) spans: Option<Spans>,
}

impl Misplaced {
    /// Bytes of the claim's sentence.
    pub(crate) fn draft(&self, case: &Case<'_>) -> Range<usize> {
        match &self.spans {
            Some(spans) => spans.draft.clone(),
            None => case.analysis.items[self.claim].range.clone(),
        }
    }

    /// Bytes of the candidate's sentence.
    pub(crate) fn source(&self, candidate: &Candidate) -> Range<usize> {
        match &self.spans {
            Some(spans) => spans.source.clone(),
            None => candidate.side().analysis.items[self.evidence].range.clone(),
        }
    }

    /// The two as a slot.
    pub(crate) fn slot(&self, case: &Case<'_>, candidate: &Candidate) -> Slot {
        let slot =
            slot::between(case.side(), candidate.side(), &candidate.alignment, self.claim, self.evidence);
        match &self.spans {
            Some(spans) => {
                let code =
                    if spans.field == "polarity" { Code::PolarityMismatch } else { Code::ActorMismatch };
                Slot { code, spans: Some(spans.clone()), ..slot }
            }
            None => slot,
        }
    }
}

/// Items from the one end of a change to the other: "from ten hours a week to four".
const FROM_TO: usize = 3;
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
struct Stand<'a> {
    scene: &'a Scene<'a>,
    at: usize,
    ties: Vec<f32>,
}

/// The values of the claim that belong to something else.
pub(crate) fn misplaced(scenes: &Scenes<'_>) -> Vec<Misplaced> {
    if scenes.case.analysis.lists() {
        return Vec::new();
    }
    let values = (0..scenes.case.analysis.items.len()).filter(|&i| asked(scenes.case, i));
    values.filter(|&i| !strung(scenes.case, &scenes.gaps, i)).filter_map(|i| other(scenes, i)).collect()
}

/// The claim's value and the other one come to another value of the claim: "340 had to leave, 130 of them" of 210 and 130.
pub(crate) fn are_parts(case: &Case<'_>, candidate: &Candidate, found: &Misplaced) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let amount = |side: Side<'_>, item: &Item| {
        side.figure(item).filter(|figure| figure.upper.is_none()).map(|figure| figure.amount)
    };
    let items = &case.analysis.items;
    let other = amount(source, &source.analysis.items[found.evidence]);
    let Some((mine, theirs)) = amount(claim, &items[found.claim]).zip(other) else { return false };
    items.iter().any(|item| amount(claim, item).is_some_and(|whole| mine.checked_add(theirs) == Some(whole)))
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

/// What stands where the claim puts one of its values, if that belongs to something else.
fn other(scenes: &Scenes<'_>, i: usize) -> Option<Misplaced> {
    let (case, item) = (scenes.case, &scenes.case.analysis.items[i]);
    let values: Vec<Values> = scenes.all.iter().map(|scene| values(case, scene, i)).collect::<Option<_>>()?;
    if values.iter().all(|values| values.own.is_empty())
        || values.iter().all(|values| values.rivals.is_empty())
    {
        return None;
    }
    let each = || scenes.all.iter().zip(&values);
    let own: Vec<Stand<'_>> =
        each().flat_map(|(scene, values)| values.stands(scene, i, &values.own)).collect();
    // "Two thirds of the 21 million savings, and 7 million more": more of the same.
    if own.iter().any(|own| further(own.scene.candidate.side(), own.at)) {
        return None;
    }
    let weighed = Weighed::new(scenes, i);
    let margin =
        |other: &Stand<'_>| own.iter().map(|own| weighed.margin(other, own)).fold(f32::MAX, f32::min);
    let (_, best) = each()
        .flat_map(|(scene, values)| values.stands(scene, i, &values.rivals))
        .map(|other| (margin(&other), other))
        .filter(|(margin, _)| *margin > 0.0)
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    if is_told_elsewhere(scenes, &weighed, &best) {
        return None;
    }
    // Where one sentence has both, both are of one event; else somebody must be named who is in it.
    let one = own.iter().any(|own| std::ptr::eq(own.scene, best.scene)) || names(case, best.scene.candidate);
    let sure = one
        && item.kind.is_value()
        && own.iter().all(|own| weighed.surely(&best, own))
        && tells_the_rest(case, best.scene.candidate, i);
    let candidate = scenes.all.iter().position(|scene| std::ptr::eq(scene, best.scene))?;
    Some(Misplaced { claim: i, candidate, evidence: best.at, sure, spans: None })
}

/// A sentence that was not found for the claim has its value as well, and as close to what the claim says as the other one
/// stands, or in a way that is not understood.
fn is_told_elsewhere(scenes: &Scenes<'_>, weighed: &Weighed<'_>, best: &Stand<'_>) -> bool {
    let (case, i) = (scenes.case, weighed.i);
    let view = &best.scene.candidate.view;
    let found = |sentence: usize| scenes.all.iter().any(|scene| scene.candidate.is_at(view, sentence));
    let has = |sentence: usize| {
        let side = view.side(sentence);
        let mut typed = side.analysis.items.iter().filter(|item| item.kind.is_typed());
        typed.any(|item| is(case.side(), &case.analysis.items[i], side, item))
    };
    let tells = |sentence: usize| {
        let candidate = candidate(case, &Found { view: view.clone(), sentence, score: 0.0 });
        let scene = Scene::new(case, &candidate);
        values(case, &scene, i).is_none_or(|values| {
            let mut own = values.stands(&scene, i, &values.own);
            own.any(|own| weighed.margin(best, &own) <= 0.0)
        })
    };
    (0..view.tagged.sentences.len())
        .filter(|&sentence| view.speaks(sentence) && !found(sentence) && has(sentence))
        .any(tells)
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
    tokens.get(after).is_some_and(|token| knowledge().besides.contains(side.lower(token)))
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

/// Items of a sentence: a value of the claim, and others that might stand in its place.
struct Values {
    own: Vec<usize>,
    rivals: Vec<usize>,
    /// Both.
    like: Vec<usize>,
}

/// "Six of the nine members": the one is a part of the other, and both count the same.
fn whole_of(side: Side<'_>, part: usize, whole: usize) -> bool {
    let e = &side.analysis.items;
    let between = side.text().get(e[part].range.end..e[whole].range.start).unwrap_or_default();
    let mut words = between.split_whitespace();
    words.next() == Some("of") && words.all(|word| knowledge().determiners.contains(word))
}

/// "From 5.50 to 5.25 per cent": two values of one thing.
fn from_to(source: Side<'_>, a: usize, b: usize) -> bool {
    let e = &source.analysis.items;
    let (first, second) = (a.min(b), a.max(b));
    e[first].before == "from" && e[second].before == "to" && second - first <= FROM_TO
}

impl Values {
    fn stands<'a>(
        &'a self,
        scene: &'a Scene<'a>,
        i: usize,
        items: &'a [usize],
    ) -> impl Iterator<Item = Stand<'a>> {
        items.iter().map(move |&at| {
            let mut own = ties(scene, i, at, &self.like);
            // What is said before a change is said of both its ends.
            let source = scene.candidate.side();
            let near = at.saturating_sub(FROM_TO)..(at + FROM_TO + 1).min(source.analysis.items.len());
            if let Some(end) = near.into_iter().find(|&end| end != at && from_to(source, at, end)) {
                let theirs = ties(scene, i, end, &self.like);
                own.iter_mut().zip(theirs).for_each(|(own, theirs)| *own = own.max(theirs));
            }
            Stand { scene, at, ties: own }
        })
    }
}

/// Where a sentence has a value of the claim, and others; `None` where it has it in a way that is not understood.
fn values(case: &Case<'_>, scene: &Scene<'_>, i: usize) -> Option<Values> {
    let (claim, source) = (case.side(), scene.candidate.side());
    let (item, e) = (&case.analysis.items[i], &source.analysis.items);
    let own: Vec<usize> = (0..e.len()).filter(|&j| is(claim, item, source, &e[j])).collect();
    if own.is_empty() && stands_in(item, source.analysis) && !relation::of_other_unit(claim, item, source) {
        return None;
    }
    let elliptic = |j: usize| !own.is_empty() && leaves_unit(claim, item, source, &e[j]);
    let rival = |j: &usize| {
        let other = &e[*j];
        !own.contains(j)
            && (elliptic(*j) || in_place(claim, item, source, other))
            && !stands_in(other, case.analysis)
            && !own.iter().any(|&part| whole_of(source, part, *j) || from_to(source, part, *j))
    };
    let rivals: Vec<usize> = (0..e.len()).filter(rival).collect();
    let like = own.iter().chain(&rivals).copied().collect();
    Some(Values { own, rivals, like })
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
struct Weighed<'a> {
    case: &'a Case<'a>,
    weights: Vec<f32>,
    i: usize,
}

impl<'a> Weighed<'a> {
    fn new(scenes: &Scenes<'a>, i: usize) -> Self {
        let c = &scenes.case.analysis.items;
        let weight = |k: usize| match k == i || (c[k].attribution && !c[i].attribution) {
            true => 0.0,
            false => c[k].weight * if is_verb(&c[k]) { VERB } else { 1.0 } * scenes.gaps.left(k, i).max(FAR),
        };
        Weighed { case: scenes.case, weights: (0..c.len()).map(weight).collect(), i }
    }

    /// By how much another value stands closer to what the claim says than its own does; none where the one does not
    /// surely.
    fn margin(&self, other: &Stand<'_>, own: &Stand<'_>) -> f32 {
        let (closer, own_closer) = self.closer(other, own);
        let apart = !std::ptr::eq(own.scene, other.scene);
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
    fn surely(&self, other: &Stand<'_>, own: &Stand<'_>) -> bool {
        let (closer, own_closer) = self.closer(other, own);
        closer >= SURELY_CLOSER && own_closer <= SURELY_OWN * closer
    }

    /// Shares of what the claim says around its value that stand closer to the other one, and to its own.
    fn closer(&self, other: &Stand<'_>, own: &Stand<'_>) -> (f32, f32) {
        let apart = !std::ptr::eq(own.scene, other.scene);
        let tie = |k: usize| {
            // What stands around the sentence speaks for the claim's own value alone.
            let around = if apart { own.scene.around(k) } else { 0.0 };
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
        let same = |stand: &Stand<'_>| {
            let item = &stand.scene.candidate.side().analysis.items[stand.at];
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
