//! The gate: whether a slot that differs is one event told with another value, or another event.

use crate::analysis::ItemKind;
use crate::judge::{Candidate, Case};
use crate::slot::{Features, Slot};
use copydesk_library::same_origin;

/// Days between draft and source from which a statement without an explicit date is taken for another day's.
const SAME_NEWS_DAYS: i32 = 2;

/// Opens for a slot that may be called contradicted; else says in a few words why not.
pub(crate) fn opens(
    case: &Case<'_>,
    candidate: &Candidate,
    slot: &Slot,
    said: f32,
    all: &[Candidate],
) -> Result<(), &'static str> {
    let f = &slot.features;
    if f.differing >= 1.0 && f.differing > f.anchors {
        return Err("other names, figures or dates differ too, so it may be another event");
    }
    if said > 0.0 && said + 0.12 >= f.claim {
        return Err("another sentence of the sources has it as the draft does");
    }
    if let ItemKind::Figure(_) = case.analysis.items[slot.claim].kind
        && f.noun <= 0.0
    {
        return Err("the figures count different things");
    }
    if f.matched < 2.0 {
        return Err("too little else is the same");
    }
    let needed = needed(case, candidate, slot);
    if score(f) < needed {
        return Err("too much else differs to be sure that it is the same event");
    }
    if rivals(case, candidate, slot, all) {
        return Err("several sources say the like of different events");
    }
    Ok(())
}

/// How sure it is that both speak of one event and one slot, 0 to 1.
fn score(f: &Features) -> f32 {
    0.3 * f.claim + 0.15 * f.evidence + 0.25 * f.neighbours + 0.15 * f.whole + 0.1 * f.typed + 0.05 * f.before
}

fn needed(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> f32 {
    let mut needed: f32 = match case.analysis.items[slot.claim].kind {
        ItemKind::Figure(_) => 0.62,
        ItemKind::Time(_) => 0.66,
        ItemKind::Actor(_) => 0.72,
        ItemKind::Word => 0.8,
    };
    if let (Some(a), Some(b)) = (case.draft.tagged.published, candidate.view.article.meta.published)
        && (a - b).get_days().abs() > SAME_NEWS_DAYS
    {
        needed += 0.15;
    }
    needed
}

/// Two articles that fit equally well and have different values in the slot: the sentence is a formula of its
/// kind of news, and does not tell which event is meant.
fn rivals(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> bool {
    all.iter().any(|other| {
        other.view.article.id != candidate.view.article.id
            && other.coverage + 0.1 >= candidate.coverage
            && !same_origin(&other.view.article, &candidate.view.article)
            && other.alignment.pairs[slot.claim].is_none()
            && other.alignment.local_coverage(case.analysis, slot.claim, &|_| false) + 0.1
                >= slot.features.claim
    })
}
