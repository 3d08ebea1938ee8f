//! How many of a whole: "all residents" where the source has "most residents".

use crate::align::{Alignment, Side};
use crate::analysis::{Analysis, Item};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::slot::Slot;
use crate::stated::polarity;

/// How much of the rest of the claim must stand in the sentence.
const SAME: f32 = 0.85;
/// How much of the sentence around its word must stand in the claim.
const SAME_BACK: f32 = 0.3;

/// The claim tells of more of them than the source, and all else is the same.
pub(crate) fn slot(case: &Case<'_>, candidate: &Candidate) -> Option<Slot> {
    let source = candidate.side();
    let (i, j) = more(case.side(), source, &candidate.alignment)?;
    let slot = candidate.lone_slot(case, Code::NumberMismatch, i, j);
    let features = &slot.features;
    let sure = rest(case.analysis, &candidate.alignment, i) >= SAME
        && features.evidence >= SAME_BACK
        && features.differing < 1.0
        && features.matched >= 1.0
        && (features.anchors >= 1.0 || !gate::other_news(case, candidate))
        && !polarity::differs(case.side(), source, &candidate.alignment);
    sure.then_some(slot)
}

/// The one item of each that a share is told of, if it is the same thing and the claim has the greater one.
fn more(claim: Side<'_>, evidence: Side<'_>, alignment: &Alignment) -> Option<(usize, usize)> {
    let (i, a) = only(&claim.analysis.items)?;
    let (j, b) = only(&evidence.analysis.items)?;
    let (mine, theirs) = (a.share.as_ref()?, b.share.as_ref()?);
    // "Most of them left" beside "all residents left": what is said of them is the same.
    let (x, y) = match (mine.pronoun, theirs.pronoun) {
        (false, true) => (i + 1, j),
        (true, false) => (i, j + 1),
        _ => (i, j),
    };
    let same = x < claim.analysis.items.len() && alignment.partner(x) == Some(y);
    (same && mine.part > theirs.part).then_some((i, j))
}

/// Weighted share of the claim that the sentence has, the word and what it is told of left out.
fn rest(claim: &Analysis, alignment: &Alignment, at: usize) -> f32 {
    let word = claim.items[at].share.as_ref().map(|share| &share.range);
    let (has, total) = alignment.has(claim, |k, item| k != at && Some(&item.range) != word);
    if total > 0.0 { has / total } else { 0.0 }
}

fn only(items: &[Item]) -> Option<(usize, &Item)> {
    let mut shares = items.iter().enumerate().filter(|(_, item)| item.share.is_some());
    shares.next().filter(|_| shares.next().is_none())
}
