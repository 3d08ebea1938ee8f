//! So much to each of one sort and so much to each of another: "300 crowns to each stranded passenger" where the source has "800 crowns
//! to each stranded passenger and 300 to each delayed one".

use crate::align::relation::Relation;
use crate::align::{Side, words};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::people::post::known_words;
use crate::people::role::Doubt;
use rust_decimal::Decimal;

/// Words between a figure and "each", and items of what each is.
const NEAR: usize = 4;
const KIND: usize = 2;

/// A figure told of each of a sort.
struct Told {
    item: usize,
    amount: Decimal,
    /// Items of what each is.
    of: Vec<usize>,
}

/// A figure of the claim that a sentence tells of each of another sort, and another of this one.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let claim = case.side();
    told(claim).into_iter().find_map(|mine| {
        let fits = |(at, c): (usize, &Candidate)| against(case, c, &mine).map(|(j, _)| (at, j));
        let (at, j) = candidates.iter().enumerate().find_map(fits)?;
        let candidate = &candidates[at];
        let items = &candidate.side().analysis.items;
        let (draft, source) = (case.analysis.items[mine.item].range.clone(), items[j].range.clone());
        let slot = candidate.lone_slot(case, Code::NumberMismatch, mine.item, j);
        let slot = slot.over("number", draft.clone(), source.clone());
        Some(Doubt { range: draft, told: Some((at, source)), slot: Some((at, slot)) })
    })
}

/// The figure that a sentence tells of each of the same sort, and the one that is the claim's, of each of another.
fn against(case: &Case<'_>, candidate: &Candidate, mine: &Told) -> Option<(usize, usize)> {
    let (claim, source) = (case.side(), candidate.side());
    let (a, b) = (&claim.analysis.items, &source.analysis.items);
    let has = |theirs: &Told, k: usize| {
        theirs.of.iter().any(|&j| words(&a[k], &b[j]).strength() >= Relation::Synonym.strength())
    };
    let same = |theirs: &&Told| mine.of.iter().all(|&k| has(theirs, k));
    let all = told(source);
    let right = all.iter().find(same).filter(|theirs| theirs.amount != mine.amount)?;
    let wrong = all.iter().find(|theirs| theirs.amount == mine.amount && !same(theirs))?;
    (all.iter().filter(same).count() == 1 && !gate::other_news(case, candidate))
        .then_some((right.item, wrong.item))
}

/// The figures of a sentence that are told of each of a sort, and what that is.
fn told(side: Side<'_>) -> Vec<Told> {
    let items = &side.analysis.items;
    let tokens = &side.sentence.tokens;
    let of = |k: usize| {
        let amount = side.figure(&items[k])?.amount;
        let after = tokens.partition_point(|token| token.range.start < items[k].range.end);
        let each = |at: &usize| {
            let word = tokens.get(*at).map(|token| side.lower(token));
            word.is_some_and(|word| known_words().each.iter().any(|each| each == word))
        };
        let figure = |at: &usize| {
            let next = tokens.get(*at).map(|token| token.range.start);
            !items.iter().any(|item| Some(item.range.start) == next && side.figure(item).is_some())
        };
        let at = (after..after + NEAR).take_while(figure).find(each)?;
        let start = tokens[at].range.end;
        let sort = |j: &usize| items[*j].kind == ItemKind::Word && items[*j].weight > 0.0;
        let mut last = start;
        let bound = |item: &Item, last: usize| {
            side.text().get(last..item.range.start).is_some_and(|gap| gap.trim().is_empty())
        };
        let mut of = Vec::new();
        for j in (0..items.len()).filter(|&j| items[j].range.start >= start) {
            if of.len() == KIND || !bound(&items[j], last) || !sort(&j) {
                break;
            }
            of.push(j);
            last = items[j].range.end;
        }
        (!of.is_empty()).then_some(Told { item: k, amount, of })
    };
    (0..items.len()).filter_map(of).collect()
}
