//! The gate: whether a slot that differs is one event told with another value, or another event.

mod another;
pub(crate) mod same_event;
mod several;
mod story;

use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::slot::{self, Features, Slot};
use copydesk_tagging::Kind;
use rust_decimal::prelude::ToPrimitive;
use rustc_hash::FxHashSet;
use same_event::Sureness;
use std::cell::LazyCell;
use std::mem::discriminant;
use std::sync::Arc;
use story::{names, same_people, speaks_of_others};

pub(crate) use story::{days_apart, of_one_story, one_story, other_news};

/// Opens for a slot that may be called contradicted; else says in a few words why not.
pub(crate) fn opens(
    case: &Case<'_>,
    candidate: &Candidate,
    slot: &Slot,
    said: &[Vec<f32>],
    all: &[Candidate],
) -> Result<(), String> {
    let f = &slot.features;
    let (own, others) = as_told(candidate, slot, said, all);
    let item = &case.analysis.items[slot.claim];
    let nowhere = item.kind.is_value() && own + others <= 0.0;
    // Asked for only where nothing cheaper decides: it looks through the whole article.
    let weighed = LazyCell::new(|| {
        if nowhere { same_event::sureness(case, candidate, slot, all) } else { Sureness::default() }
    });
    if f.differing >= 1.0 && f.differing > f.anchors && !weighed.sure
        || item.kind != ItemKind::Word && another::of_another(case, candidate, slot)
    {
        return Err("other names, figures or dates differ too, so it may be another event".to_owned());
    }
    if let Some(sign) = another::sign(case, candidate, slot) {
        return Err(sign.to_owned());
    }
    let about = if verbatim(f) { 0.04 } else { ABOUT };
    if own > 0.0 && own + about >= f.claim {
        return Err("another sentence of the same source has it as the draft does".to_owned());
    }
    let told = all.iter().zip(said).filter(|(_, said)| said[slot.claim] > 0.0).map(|(other, _)| other);
    if item.kind.is_value() && own > 0.0 && told.into_iter().any(|other| fused(case, candidate, slot, other))
    {
        return Err(
            "another sentence of the same source has it, with another value of the draft's".to_owned()
        );
    }
    let disagrees = others > 0.0 && others + ABOUT >= f.claim;
    let of_one =
        |(other, said): (&Candidate, &Vec<f32>)| said[slot.claim] > 0.0 && same_people(other, candidate);
    if disagrees && !(one_story(case, candidate) && all.iter().zip(said).any(of_one)) {
        return Err("another source has it as the draft does".to_owned());
    }
    if matches!(item.kind, ItemKind::Figure(_)) && f.noun <= 0.0 {
        return Err("the figures count different things".to_owned());
    }
    if matches!(item.kind, ItemKind::Actor(_))
        && let Some(sign) = another::sign_of_name(case, candidate, slot)
    {
        return Err(sign.to_owned());
    }
    if !case.analysis.verb && !names(case, candidate) && !weighed.sure {
        return Err("a line without a verb or a name does not tell which event is meant".to_owned());
    }
    if other_news(case, candidate) && !names(case, candidate) && !one_story(case, candidate) {
        return Err("it is of another day and nothing named in it tells that it is the same event".to_owned());
    }
    if !weighed.sure {
        sure_of_one(case, candidate, slot, disagrees)?;
        if own > 0.0
            && !verbatim(f)
            && matches!(item.kind, ItemKind::Time(_))
            && !same_event::likely_of_both(case, candidate, slot)
        {
            return Err("the article has both dates, and may well tell of two events".to_owned());
        }
        if nowhere && !weighed.likely {
            return Err("the source may well say it of something else".to_owned());
        }
        if nowhere
            && matches!(item.kind, ItemKind::Figure(_))
            && !verbatim(f)
            && one_of_many(case, candidate, slot)
        {
            return Err("the source has several figures that might stand here".to_owned());
        }
    }
    if !verbatim(f) && speaks_of_others(case, candidate) {
        return Err("the source does not name anyone of whom the draft speaks here".to_owned());
    }
    if rivals(case, candidate, slot, all) {
        return Err("several sources say the like of different events".to_owned());
    }
    if several::told_of_several(case, candidate, slot, all) {
        return Err("the source says the like of several".to_owned());
    }
    Ok(())
}

/// Something beside the slot tells that the two speak of different things.
pub(crate) fn of_two(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> bool {
    another::of_another(case, candidate, slot)
        || another::sign(case, candidate, slot).is_some()
        || several::told_of_several(case, candidate, slot, all)
}

/// Besides that another sentence has it as the draft does, nothing tells against one event.
pub(crate) fn is_one(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> bool {
    !of_two(case, candidate, slot, all)
        && !other_news(case, candidate)
        && sure_of_one(case, candidate, slot, false).is_ok()
}

/// Both speak of one event, where what the draft says stands somewhere else or is no figure and no date.
fn sure_of_one(case: &Case<'_>, candidate: &Candidate, slot: &Slot, disagrees: bool) -> Result<(), String> {
    let f = &slot.features;
    if f.matched < 2.0 || f.claim < NEAR_SLOT {
        return Err("too little else is the same".to_owned());
    }
    // A date may be told beside others; a figure or a name that the source has among facts which the draft lacks is likely
    // another one's.
    let is_time = matches!(case.analysis.items[slot.claim].kind, ItemKind::Time(_));
    let crowded = if is_time { 0.0 } else { CROWDED * f.extra.min(2.0) };
    let score = score(f) - crowded;
    let needed = needed(case, candidate, slot, score) + if disagrees { DISAGREEING } else { 0.0 };
    if score < needed {
        return Err(format!(
            "too much else differs to be sure that it is one event ({score:.2} of {needed:.2})"
        ));
    }
    Ok(())
}

/// Share of the claim that must be the same where the figures count the same.
const MOSTLY: f32 = 0.7;

/// A sentence of some length that is the same word for word but for the slot does not recur about another event.
fn verbatim(f: &Features) -> bool {
    f.whole >= 0.97 && f.matched >= 6.0
}

/// Share of what stands around a slot by which one sentence may be farther from the draft than another and as close.
const ABOUT: f32 = 0.12;

/// So sure that nothing but the slot can differ.
const CERTAIN: f32 = 0.98;

/// What each further name, figure or date beside the source's value takes from how sure it is.
const CROWDED: f32 = 0.06;

/// How closely sentences of the candidate's origin, and of others, have the value of a slot as the draft does. What one of the same origin
/// says as the draft does, about as closely, is not contradicted by another; of independent origins the one may disagree with the other.
fn as_told(candidate: &Candidate, slot: &Slot, said: &[Vec<f32>], all: &[Candidate]) -> (f32, f32) {
    let (mut own, mut others) = (0.0f32, 0.0f32);
    for (other, said) in all.iter().zip(said).filter(|(_, said)| said[slot.claim] > 0.0) {
        let closest = if other.view.same_origin(&candidate.view) { &mut own } else { &mut others };
        *closest = closest.max(said[slot.claim]);
    }
    (own, others)
}

/// The claim is of two sentences: the other one has its value, and with it one that the candidate lacks: "refused in 2019, it came back
/// with 23 in 2023" of "it was refused in 2019. It came back with 23 in 2023".
fn fused(case: &Case<'_>, candidate: &Candidate, slot: &Slot, other: &Candidate) -> bool {
    let has = |c: &Candidate, k: usize| c.alignment.partner(k).is_some();
    let items = case.analysis.items.iter().enumerate();
    let mut values = items.filter(|(k, item)| *k != slot.claim && item.kind.is_value()).map(|(k, _)| k);
    other.view.same_origin(&candidate.view) && values.any(|k| has(other, k) && !has(candidate, k))
}

/// How much surer one has to be before two sources are said to disagree.
const DISAGREEING: f32 = 0.04;

/// How sure it is that both speak of one event and one slot; about 1 when everything else is the same.
pub(crate) fn score(f: &Features) -> f32 {
    0.28 * f.claim
        + 0.17 * f.evidence
        + 0.22 * f.neighbours
        + 0.13 * f.whole
        + 0.1 * f.typed
        + 0.05 * f.before
        + 0.05 * f.noun
        + 0.02 * f.anchors.min(3.0)
        + 0.03 * f.margin.min(1.0)
        - 0.12 * f.replaced.min(2.0)
        - 0.1 * f.extra.min(2.0)
        - 0.06 * f.differing * if f.differing < f.anchors { 1.0 } else { 1.5 }
}

/// The score from which a slot may be called contradicted. Set on news articles: on their own sentences left out, and on
/// summaries of them with a value changed.
fn needed(case: &Case<'_>, candidate: &Candidate, slot: &Slot, score: f32) -> f32 {
    let fresh = !other_news(case, candidate);
    let needed = match case.analysis.items[slot.claim].kind {
        ItemKind::Figure(_) if slot.code == Code::DateMismatch => 0.72,
        ItemKind::Figure(_) if score < MANY && far_apart(case, candidate, slot) => MANY,
        ItemKind::Figure(_) if score < MANY && rivals_within(case, candidate, slot).0 > FEW => MANY,
        ItemKind::Figure(_)
            if fresh
                && slot.features.whole >= MOSTLY
                && slot::counts_the_same(case.side(), candidate.side(), slot)
                && rivals_within(case, candidate, slot) == (0, false) =>
        {
            0.6
        }
        ItemKind::Figure(_) => 0.74,
        ItemKind::Time(_) if duration(case, slot) => 0.76,
        ItemKind::Time(_)
            if fresh
                && slot.features.replaced < 1.0
                && slot.features.margin >= NO_OTHER_DATE
                && matches!(rivals_within(case, candidate, slot), (0..=FEW, false)) =>
        {
            0.5
        }
        ItemKind::Time(_) => 0.72,
        ItemKind::Actor(_) => 0.8,
        ItemKind::Word => 0.86,
    };
    if fresh { needed } else { needed + 0.1 }
}

/// The one figure is several times the other: more likely of another thing than wrong.
pub(crate) fn far_apart(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let source = candidate.side();
    let of = |side: Side<'_>, item: &Item| side.figure(item)?.amount.to_f64();
    let mine = of(case.side(), &case.analysis.items[slot.claim]);
    let theirs = of(source, &source.analysis.items[slot.evidence]);
    matches!((mine, theirs), (Some(a), Some(b)) if a.abs().max(b.abs()) > FAR * a.abs().min(b.abs()))
}

/// How many times another a figure is that most likely is of another thing.
const FAR: f64 = 8.0;

/// A length of time: as little bound to one event as a figure is.
fn duration(case: &Case<'_>, slot: &Slot) -> bool {
    let mention = case.side().mention(&case.analysis.items[slot.claim]);
    mention.is_some_and(|mention| mention.kind == Kind::Duration)
}

/// Values that could fill a slot as well, from which any one of them is most likely another thing's.
const FEW: usize = 2;
/// Needed where there are more.
const MANY: f32 = 0.94;

/// How many other values the article has that could fill the slot as well as the one that was found, and whether it has
/// the claim's own, or one that goes with it, anywhere.
fn rivals_within(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> (usize, bool) {
    let (values, has) = values_within(case, candidate, slot);
    (values.saturating_sub(1), has)
}

/// How many values of the article, other than the claim's own, could fill the slot, and whether it has the claim's own
/// anywhere.
pub(crate) fn values_within(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> (usize, bool) {
    let key = (slot.claim, Arc::as_ptr(&candidate.view));
    let known = case.rivals.borrow().get(&key).copied();
    known.unwrap_or_else(|| {
        let found = counted_within(case, candidate, slot);
        case.rivals.borrow_mut().insert(key, found);
        found
    })
}

fn counted_within(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> (usize, bool) {
    let claim = &case.analysis.items[slot.claim];
    let (mut values, mut has) = (FxHashSet::<&str>::default(), false);
    for sentence in 0..candidate.view.tagged.sentences.len() {
        let side = candidate.view.side(sentence);
        let alike = |item: &&Item| discriminant(&item.kind) == discriminant(&claim.kind);
        for item in side.analysis.items.iter().filter(alike) {
            match relation::of(case.side(), claim, side, item) {
                Relation::None | Relation::Opposite | Relation::Exclusive => {}
                Relation::Conflict => {
                    if slot::noun(case.side(), claim, side, item) > 0.5 {
                        values.insert(&item.lower);
                    }
                }
                _ => has = true,
            }
        }
    }
    (values.len(), has)
}

/// The article has several figures of the kind, or something else stands next to this one, and no rare figure tells that it is
/// meant: it may be told of another thing.
fn one_of_many(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    (slot.features.neighbours < BESIDE || values_within(case, candidate, slot).0 > FEW)
        && same_event::rare(case, candidate, slot) == 0
}

/// How much of what stands next to a figure must be the same.
const BESIDE: f32 = 0.6;

/// How much of what stands around a slot must be the same.
const NEAR_SLOT: f32 = 0.6;

/// By how much a date must fit better than any other of the sentence.
const NO_OTHER_DATE: f32 = 0.4;

/// Two articles that fit equally well and have different values in the slot: the sentence is a formula of its
/// kind of news, and does not tell which event is meant.
pub(crate) fn rivals(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> bool {
    let mine = &candidate.side().analysis.items[slot.evidence];
    // What has the same value in the slot speaks for this one, not for another event.
    let agrees = |other: &Candidate| {
        let same = |item: &Item| {
            let relation = relation::of(candidate.side(), mine, other.side(), item);
            matches!(relation, Relation::Same | Relation::Inflected)
        };
        other.side().analysis.items.iter().any(same)
    };
    all.iter().any(|other| {
        other.view.article.id != candidate.view.article.id
            && other.coverage + 0.1 >= candidate.coverage
            && !other.view.same_origin(&candidate.view)
            && other.alignment.pairs[slot.claim].is_none()
            && !agrees(other)
            && other.alignment.local_coverage(case.analysis, slot.claim, &|_| false) + 0.1
                >= slot.features.claim
    })
}
