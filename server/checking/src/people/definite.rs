//! Where a claim tells of somebody by a post alone ("the mayor said"), and the sentence that has the rest of it names somebody with
//! another post: "Henrik Storm said", who is the county's governor.

use crate::align::relation;
use crate::align::{Side, stands_in};
use crate::analysis::gaps::{CLAUSE, Gaps};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::people::doer::verb_of;
use crate::people::holder;
use crate::people::post::{Post, When, posts};
use crate::people::role::Doubt;
use copydesk_tagging::{Identity, Kind};

/// Share of the rest of the claim that the sentence must have, how much that must be, and from which share another
/// sentence may be meant.
const SAYS: f32 = 0.8;
const TELLING: f32 = 2.0;
const MAY_SAY: f32 = 0.5;

/// The posts of the claim that stand for somebody who has another one in the sources.
pub(crate) fn doubts(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Doubt> {
    let mine = posts(case.sentence());
    let asked = |post: &&Post| {
        post.definite && post.whose.is_none() && post.is_one() && post.when == When::Now && !post.acting
    };
    mine.iter().filter(asked).filter_map(|post| doubt(case, candidates, post)).collect()
}

fn doubt(case: &Case<'_>, candidates: &[Candidate], mine: &Post) -> Option<Doubt> {
    let side = case.side();
    let within = |item: &Item| mine.phrase.start <= item.range.start && item.range.end <= mine.phrase.end;
    let i = side.analysis.items.iter().rposition(within)?;
    let speaks = side.analysis.items[i].attribution;
    let verb = if speaks { None } else { Some(verb_of(side, &Gaps::new(side), i)?) };
    let share = |candidate: &Candidate| {
        let (has, total) = candidate.alignment.has(case.analysis, |_, item| !within(item));
        if total >= TELLING { has / total } else { 0.0 }
    };
    let typed = |candidate: &Candidate| {
        let items = case.analysis.items.iter().enumerate();
        items
            .filter(|(_, item)| item.kind.is_typed() && !within(item))
            .all(|(k, _)| candidate.alignment.partner(k).is_some())
    };
    // The post itself, whosesoever, stands where the like is said.
    let speaks_of_it = |candidate: &Candidate| {
        let mut theirs = candidate.view.posts(candidate.sentence).iter();
        theirs.any(|post| post.goes_with(mine) || mine.goes_with(post))
    };
    let in_it = |candidate: &Candidate| {
        let items = side.analysis.items.iter().enumerate().filter(|(_, item)| !within(item));
        let (has, total) = items.fold((0.0, 0.0), |(has, total), (k, item)| {
            (has + item.weight * candidate.in_sentence(case, k), total + item.weight)
        });
        has >= MAY_SAY * total
    };
    if candidates.iter().any(|c| in_it(c) && speaks_of_it(c)) {
        return None;
    }
    let best = candidates
        .iter()
        .filter(|c| share(c) >= SAYS && typed(c))
        .max_by(|a, b| share(a).total_cmp(&share(b)))?;
    let who = doer(best, verb)?;
    let named = |item: &Item| {
        relation::identity(side, item).is_some_and(|mine| std::ptr::eq(mine, who))
            || stands_in(item, best.side().analysis) && side.kind(item) == Some(Kind::Person)
    };
    if case.analysis.items.iter().any(named) {
        return None;
    }
    holder::doubt(case, candidates, mine, who)
}

/// The one person whom a sentence names as doing what a verb of the claim says, or as saying it.
fn doer<'a>(candidate: &'a Candidate, verb: Option<usize>) -> Option<&'a Identity> {
    let source: Side<'a> = candidate.side();
    let items = &source.analysis.items;
    let person = |item: &Item| {
        matches!(item.kind, ItemKind::Actor(_)) && source.kind(item) == Some(Kind::Person) && !item.possessive
    };
    let Some(verb) = verb else {
        let mut saying = items.iter().filter(|item| item.attribution && person(item));
        let only = saying.next()?;
        return if saying.next().is_some() { None } else { relation::identity(source, only) };
    };
    let at = candidate.alignment.partner(verb)?;
    let gaps = candidate.view.gaps(candidate.sentence);
    let does = |&j: &usize| person(&items[j]) && !gaps.parted(j, at, CLAUSE) && items[j].before.is_empty();
    let j = (0..at).rev().find(does)?;
    relation::identity(source, &items[j])
}
