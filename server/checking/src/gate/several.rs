//! Whether the article itself tells the like of several things: of what is told in one form again and again, every line with another
//! value ("Caught by Holm", "Caught by Renner"; one grant after another), a further line with yet another value is one more of them.

use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::gate::same_event;
use crate::slot::Slot;
use copydesk_tagging::Kind;
use rustc_hash::FxHashSet;

/// By how much less of the claim another sentence may have and still fit it as well.
const AS_WELL: f32 = 0.1;

/// Share of the words of two sentences that are the same from which the one is told in the form of the other. Nearly every sentence
/// of a report has a figure; a name or a date in the same words is rarer.
const FORM: f32 = 0.4;
const FORM_OF_FIGURES: f32 = 0.6;

/// A sentence of the article beside the one that was found has a third value in the slot, and fits the claim as well or is told
/// in the same form.
pub(super) fn told_of_several(
    case: &Case<'_>,
    candidate: &Candidate,
    slot: &Slot,
    all: &[Candidate],
) -> bool {
    fits_another(case, candidate, slot, all) || in_one_form(case, candidate, slot)
}

fn fits_another(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> bool {
    all.iter().any(|other| {
        other.view.article.id == candidate.view.article.id
            && other.sentence != candidate.sentence
            && other.alignment.pairs[slot.claim].is_none()
            && other.coverage + AS_WELL >= candidate.coverage
            && other.alignment.local_coverage(case.analysis, slot.claim, &|_| false) + AS_WELL
                >= slot.features.claim
            && has_third(case, candidate, slot, other.side())
            && !singled_out(case, candidate, slot, other.side())
    })
}

fn in_one_form(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let own = words(candidate.side(), Some(slot.evidence));
    let figure = matches!(case.analysis.items[slot.claim].kind, ItemKind::Figure(_) | ItemKind::Word);
    let least = if figure { FORM_OF_FIGURES } else { FORM };
    let alike = |other: Side<'_>| {
        let words = words(other, None);
        let all = own.len().max(words.len()).max(1);
        words.intersection(&own).count() as f32 >= least * all as f32
    };
    (0..candidate.view.tagged.sentences.len()).filter(|&other| other != candidate.sentence).any(|other| {
        let other = candidate.view.side(other);
        has_third(case, candidate, slot, other) && alike(other) && !singled_out(case, candidate, slot, other)
    })
}

/// A rare figure beside the slot that claim and evidence have and another sentence lacks tells which is meant; dates and
/// ordinals recur from line to line.
fn singled_out(case: &Case<'_>, candidate: &Candidate, slot: &Slot, other: Side<'_>) -> bool {
    let source = candidate.side();
    let shared = |k: usize| {
        let pair = candidate.alignment.pairs[k].filter(|pair| pair.relation.strength() >= SAME);
        pair.map(|pair| &source.analysis.items[pair.evidence])
    };
    let lacks = |item: &Item| {
        let same = |there: &Item| relation::same_amount_of(source, item, other, there);
        !other.analysis.items.iter().any(same)
    };
    let ordinal = |item: &Item| case.side().kind(item) == Some(Kind::Ordinal);
    let tells = |item: &Item| same_event::telling(case.side(), item) && !ordinal(item);
    (0..case.analysis.items.len())
        .filter(|&k| k != slot.claim && tells(&case.analysis.items[k]))
        .filter_map(shared)
        .any(lacks)
}

/// Strength of a relation from which two values are the same.
const SAME: f32 = 0.9;

/// What a sentence says besides figures, dates and who says so.
fn words(side: Side<'_>, left_out: Option<usize>) -> FxHashSet<&str> {
    let items = side.analysis.items.iter().enumerate();
    items
        .filter(|(at, item)| Some(*at) != left_out && !item.kind.is_value() && !item.attribution)
        .map(|(_, item)| item.stem.as_str())
        .collect()
}

/// A sentence has a value for the slot that is neither the claim's nor the evidence's, and not the latter as well.
fn has_third(case: &Case<'_>, candidate: &Candidate, slot: &Slot, other: Side<'_>) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let (mine, theirs) = (&case.analysis.items[slot.claim], &source.analysis.items[slot.evidence]);
    let items = &other.analysis.items;
    let beside = |item: &Item| relation::of(source, theirs, other, item);
    let apart = |item: &Item| {
        matches!(beside(item), Relation::None | Relation::Opposite | Relation::Exclusive | Relation::Conflict)
    };
    let third = |item: &Item| {
        beside(item) == Relation::Conflict && relation::of(claim, mine, other, item) == Relation::Conflict
    };
    items.iter().all(apart) && items.iter().any(third)
}
