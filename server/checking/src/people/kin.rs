//! Whose kin did it: "bought by his father" where the source has "which his grandfather had bought".

use crate::analysis::gaps::Gaps;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::people::doer::verb_of;
use crate::people::post::kin;
use crate::people::role::Doubt;
use crate::view::View;

/// Share of the rest of the claim that the sentence must have for a hint and to say it, and how much it must be.
const SAYS: f32 = 0.7;
const SURELY: f32 = 0.85;
/// The same for a hint where the sentence has what the one is said to do.
const WITH_THE_VERB: f32 = 0.4;
/// How surely it has that.
const SAME: f32 = 0.8;
const TELLING: f32 = 2.0;
/// Share from which a sentence with the claim's own kin may say the same.
const MAY_SAY: f32 = 0.4;

/// Where a sentence tells of the one kin of the claim as of another.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let (i, mine) = only(&case.analysis.items)?;
    let share = |candidate: &Candidate| {
        let (has, total) = candidate.alignment.has(case.analysis, |k, _| k != i);
        if total >= TELLING { has / total } else { 0.0 }
    };
    let typed = |candidate: &Candidate| {
        let items = case.analysis.items.iter().enumerate();
        let mut typed = items.filter(|(_, item)| item.kind.is_typed());
        typed.all(|(k, _)| candidate.alignment.covered(k) > 0.0)
    };
    let has_own = |view: &View, sentence: usize| {
        let mut items = view.analysis(sentence).items.iter();
        items.any(|item| item.kind == ItemKind::Word && kin().of(&item.lower) == Some(mine))
    };
    // What the one is said to do there: by it a sentence tells the same, however it goes on.
    let verb = verb_of(case.side(), &Gaps::new(case.side()), i);
    let does = |c: &Candidate| verb.is_some_and(|verb| c.in_sentence(case, verb) >= SAME);
    let in_it = |c: &Candidate| {
        let items = case.analysis.items.iter().enumerate().filter(|(k, _)| *k != i);
        let (has, total) = items.fold((0.0, 0.0), |(has, total), (k, item)| {
            (has + item.weight * c.in_sentence(case, k), total + item.weight)
        });
        has >= MAY_SAY * total
    };
    if candidates.iter().any(|c| (in_it(c) || does(c)) && has_own(&c.view, c.sentence)) {
        return None;
    }
    let best = |(_, c): &(usize, &Candidate)| share(c);
    let fits = |(_, c): &(usize, &Candidate)| {
        (share(c) >= SAYS || does(c) && share(c) >= WITH_THE_VERB) && typed(c) && !gate::other_news(case, c)
    };
    let all = candidates.iter().enumerate().filter(fits);
    let (at, candidate) = all.max_by(|a, b| best(a).total_cmp(&best(b)))?;
    let source = candidate.side();
    let (j, theirs) = only(&source.analysis.items)?;
    // "His father" and "her son" may be one tie told from both its ends.
    let says = |items: &[Item], at: usize| items[at].attribution;
    let parts = says(&case.analysis.items, i) != says(&source.analysis.items, j);
    if theirs == mine || theirs.0 + mine.0 == 0 || parts {
        return None;
    }
    let (draft, told) = (case.analysis.items[i].range.clone(), source.analysis.items[j].range.clone());
    let near = |sentence: usize| has_own(&candidate.view, sentence);
    let sure = share(candidate) >= SURELY && !(0..candidate.view.tagged.sentences.len()).any(near);
    let slot = sure.then(|| {
        let slot = candidate.lone_slot(case, Code::ActorMismatch, i, j);
        (at, slot.over("actor", draft.clone(), told.clone()))
    });
    Some(Doubt { range: draft, told: Some((at, told)), slot })
}

/// The one item that is kin of somebody.
fn only(items: &[Item]) -> Option<(usize, (i32, usize))> {
    let kin = |(k, item): (usize, &Item)| {
        let word = item.kind == ItemKind::Word && !item.possessive && !item.quoted;
        Some(k).filter(|_| word).zip(kin().of(&item.lower))
    };
    let is = |item: &&Item| {
        crate::people::post::kin().of(&item.lower).is_some()
            || crate::people::post::kin().is_several(&item.lower)
    };
    let any = items.iter().filter(is).count();
    items.iter().enumerate().find_map(kin).filter(|_| any == 1)
}
