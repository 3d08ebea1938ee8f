//! How surely a figure or date that differs is the same one told wrong, and not that of another event: learnt from
//! sentences beside the articles they were taken from.

use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use crate::conflict;
use crate::gate;
use crate::judge::{Candidate, Case};
use crate::slot::Slot;
use crate::weigh::{self, Measure, SAME_EVENT, Sheet, measure};
use copydesk_tagging::Kind;

/// How many numbers describe a slot.
pub(crate) const COUNT: usize = MEASURES.len();

/// What they are, in order.
pub(crate) static MEASURES: [Measure; 13] = [
    measure("claim", "the claim around it", 1),
    measure("neighbours", "what stands next to it", 1),
    measure("whole", "the whole claim", 1),
    measure("matched", "how much is the same", 1),
    measure("noun", "what it counts", 1),
    measure("typed", "the other names, figures and dates", 1),
    measure("differing", "names, figures and dates that differ too", -1),
    measure("extra", "what only the source has beside it", -1),
    measure("telling", "rare figures that are the same", 1),
    measure("in-clause", "figures and dates beside it that are the same", 1),
    measure("back", "share of the source's sentence that the claim has", 1),
    measure("rivals", "other values of the source that would fit", -1),
    measure("length", "words of the claim", 0),
];

/// What more of it tells nothing more.
const RIVALS: usize = 5;
const MATCHED: f32 = 12.0;

/// Digits from which a figure is rare, and fewer where it has a unit.
const DIGITS: usize = 3;
const DIGITS_OF_UNIT: usize = 2;

/// A slot as numbers. `values`: how many values of the article could stand in it.
pub(crate) fn numbers(case: &Case<'_>, candidate: &Candidate, slot: &Slot, values: usize) -> [f32; COUNT] {
    let mut sheet = Sheet::new(&MEASURES);
    let f = &slot.features;
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    let alignment = &candidate.alignment;
    let same =
        |k: usize| k != slot.claim && alignment.pairs[k].is_some_and(|pair| pair.relation.strength() >= SAME);
    let count = |wanted: &dyn Fn(usize) -> bool| (0..c.len()).filter(|&k| wanted(k)).count() as f32;
    sheet.put("claim", f.claim);
    sheet.put("neighbours", f.neighbours);
    sheet.put("whole", f.whole);
    sheet.put("matched", f.matched.min(MATCHED));
    sheet.put("noun", f.noun);
    sheet.put("typed", f.typed);
    sheet.put("differing", f.differing);
    sheet.put("extra", f.extra.min(2.0));
    sheet.put("telling", count(&|k| same(k) && telling(case.side(), &c[k])));
    let here = |k: usize| c[k].kind.is_value() && c[k].clause == c[slot.claim].clause;
    sheet.put("in-clause", count(&|k| same(k) && here(k)));
    let (mut total, mut has) = (0.0, 0.0);
    for (at, item) in e.iter().enumerate().filter(|(at, _)| *at != slot.evidence) {
        total += item.weight;
        let partner = alignment.back[at].and_then(|k| alignment.pairs[k]);
        has += item.weight * partner.map_or(0.0, |pair| pair.relation.strength());
    }
    sheet.put("back", if total > 0.0 { has / total } else { 0.5 });
    sheet.put("rivals", values.saturating_sub(1).min(RIVALS) as f32);
    sheet.put("length", c.len() as f32);
    sheet.values
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
const SURE: f32 = 0.96;
/// The same where the source is of other days' news.
const SURE_OF_OTHER_NEWS: f32 = 0.97;

/// A figure or date of the claim that no sentence found of the article has is surely the one in its place, told wrong.
pub(crate) fn sure(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> bool {
    // With two that are nowhere a claim is likely another statement of the same form.
    if !case.analysis.items[slot.claim].kind.is_value()
        || gate::far_apart(case, candidate, slot)
        || conflict::stands(all, candidate, slot.claim)
        || !conflict::others_stand(case, all, candidate, slot.claim)
    {
        return false;
    }
    let (values, has) = gate::values_within(case, candidate, slot);
    let needed = if gate::other_news(case, candidate) { SURE_OF_OTHER_NEWS } else { SURE };
    let score = SAME_EVENT.score(&numbers(case, candidate, slot, values));
    !has && values <= VALUES && weigh::share(score) >= needed
}
