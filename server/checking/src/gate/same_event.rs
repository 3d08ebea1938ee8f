//! How surely a figure or date that differs is the same one told wrong, and not that of another event: learnt from
//! sentences beside the articles they were taken from.

use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::conflict;
use crate::gate;
use crate::slot::Slot;
use crate::support::weigh::{self, Measure, SAME_EVENT, Sheet, measure};
use copydesk_tagging::Kind;

/// How many numbers describe a slot.
pub(crate) const COUNT: usize = MEASURES.len();

/// What they are, in order.
pub(crate) static MEASURES: [Measure; 11] = [
    measure("claim", "the claim around it", 1),
    measure("neighbours", "what stands next to it", 1),
    measure("run", "how many before it, one by one, are the same", 1),
    measure("matched", "how much is the same", 1),
    measure("noun", "what it counts", 1),
    measure("differing", "names, figures and dates that differ too", -1),
    measure("extra", "what only the source has beside it", -1),
    measure("telling", "rare figures that are the same", 1),
    measure("back", "share of the source's sentence that the claim has", 1),
    measure("values", "values of the source that would fit", -1),
    measure("formula", "how much another sentence of the source is like this one", -1),
];

/// What more of it tells nothing more.
const MATCHED: f32 = 12.0;
const EXTRA: f32 = 2.0;
const RUN: usize = 6;

/// Digits from which a figure is rare, and fewer where it has a unit.
const DIGITS: usize = 3;
const DIGITS_OF_UNIT: usize = 2;

/// A slot as numbers. `values`: how many values of the article could stand in it.
pub(crate) fn numbers(case: &Case<'_>, candidate: &Candidate, slot: &Slot, values: usize) -> [f32; COUNT] {
    let mut sheet = Sheet::new(&MEASURES);
    let f = &slot.features;
    sheet.put("claim", f.claim);
    sheet.put("neighbours", f.neighbours);
    sheet.put("run", run(candidate, slot) as f32);
    sheet.put("matched", f.matched.min(MATCHED));
    sheet.put("noun", f.noun);
    sheet.put("differing", f.differing);
    sheet.put("extra", f.extra.min(EXTRA));
    sheet.put("telling", rare(case, candidate, slot) as f32);
    sheet.put("back", back(candidate, slot.evidence));
    sheet.put("values", (values.max(1) as f32).ln());
    sheet.put("formula", candidate.view.formula(candidate.sentence));
    sheet.values
}

/// Rare figures beside the slot that are the same.
pub(crate) fn rare(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> usize {
    let items = &case.analysis.items;
    let same = |k: usize| {
        k != slot.claim && candidate.alignment.pairs[k].is_some_and(|pair| pair.relation.strength() >= SAME)
    };
    (0..items.len()).filter(|&k| same(k) && telling(case.side(), &items[k])).count()
}

/// Items that stand before the slot one after another in both, at most one between two of the source's.
fn run(candidate: &Candidate, slot: &Slot) -> usize {
    let mut next = slot.evidence;
    (0..slot.claim)
        .rev()
        .take(RUN)
        .take_while(|&k| {
            let partner = candidate.alignment.partner(k).filter(|&j| j < next && next - j <= 2);
            next = partner.unwrap_or(next);
            partner.is_some()
        })
        .count()
}

/// Weighted share of the source's sentence that the claim has, one of its items left out.
fn back(candidate: &Candidate, left_out: usize) -> f32 {
    let alignment = &candidate.alignment;
    let (mut total, mut has) = (0.0, 0.0);
    for (at, item) in candidate.side().analysis.items.iter().enumerate().filter(|(at, _)| *at != left_out) {
        total += item.weight;
        let partner = alignment.back[at].and_then(|k| alignment.pairs[k]);
        has += item.weight * partner.map_or(0.0, |pair| pair.relation.strength());
    }
    if total > 0.0 { has / total } else { 0.5 }
}

/// From where on two values are the same.
const SAME: f32 = 0.9;

/// A figure that few others are by chance.
pub(crate) fn telling(side: Side<'_>, item: &Item) -> bool {
    let digits = item.lower.bytes().filter(u8::is_ascii_digit).count();
    let unit = || side.mention(item).is_some_and(|mention| mention.kind != Kind::Number);
    matches!(item.kind, ItemKind::Figure(_)) && (digits >= DIGITS || (digits >= DIGITS_OF_UNIT && unit()))
}

/// Values of an article from which one that would fit is most likely another thing's.
const VALUES: usize = 9;

/// How sure one must be, a share. Set on the sentences of articles left out, see `cargo xtask train-same-event`.
const SURE: f32 = 0.953;
/// The same where the source is of other days' news.
const SURE_OF_OTHER_NEWS: f32 = 0.965;
/// How likely it must be where all that the gate asks for besides is given.
const LIKELY: f32 = 0.86;

/// How likely it must be of a date that stands somewhere else in the article, where it says another thing of the same form: a
/// story has many days.
const LIKELY_OF_BOTH: f32 = 0.92;

/// Likely enough, where the article has the claim's date elsewhere.
pub(crate) fn likely_of_both(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (values, _) = gate::values_within(case, candidate, slot);
    weigh::share(SAME_EVENT.score(&numbers(case, candidate, slot, values))) >= LIKELY_OF_BOTH
}

/// How much of a line must be the same: one word ("Retrieved", "Updated") is told of everything.
const LEAST: f32 = 1.5;

/// How surely a figure or date of the claim that no sentence of an article has is the one in its place, told wrong.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sureness {
    /// Nothing else need be asked.
    pub(crate) sure: bool,
    /// It may be.
    pub(crate) likely: bool,
}

pub(crate) fn sureness(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> Sureness {
    let (values, has) = gate::values_within(case, candidate, slot);
    let share = weigh::share(SAME_EVENT.score(&numbers(case, candidate, slot, values)));
    let needed = if gate::other_news(case, candidate) { SURE_OF_OTHER_NEWS } else { SURE };
    // With two that are nowhere a claim is likely another statement of the same form.
    let sure = share >= needed
        && slot.features.matched >= LEAST
        && !has
        && values <= VALUES
        && !gate::far_apart(case, candidate, slot)
        && conflict::others_stand(case, all, candidate, slot.claim);
    Sureness { sure, likely: share >= LIKELY }
}
