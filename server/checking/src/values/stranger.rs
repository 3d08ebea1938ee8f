//! How old somebody is whom nobody names: "a 64-year-old woman" of whom the source tells as "a 46-year-old canteen worker". Here
//! nothing but what is told of the two says that they are one, so all of it has to, and nobody else of an age may be near.

use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, of_each_article};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot::Slot;
use crate::values::age;
use rust_decimal::Decimal;

/// Share of the rest of the claim that the sentence and the one after it must have, and how much it must be.
const SAYS: f32 = 0.9;
const TELLING: f32 = 2.5;

/// Where a sentence gives another age to the one nameless person of whom the claim tells.
pub(crate) fn slot(case: &Case<'_>, candidates: &[Candidate]) -> Option<(usize, Slot)> {
    let claim = case.side();
    let at = only(claim)?;
    let item = &case.analysis.items[at];
    let years = age::years(claim, item)?;
    let mut told =
        candidates.iter().enumerate().filter(|(_, c)| c.coverage >= SPEAKS || !aged(c.side()).is_empty());
    let (index, candidate) = told.find(|(_, c)| only(c.side()).is_some() && says(case, c, at))?;
    let side = candidate.side();
    let j = only(side)?;
    let apart = age::years(side, &side.analysis.items[j])? != years;
    if !apart || !may_be_one(case, candidate, at, j) || gate::other_news(case, candidate) {
        return None;
    }
    // The age stands nowhere, and nobody else of whom the like is told has one.
    let like = |c: &Candidate| {
        let view = &c.view;
        (0..view.tagged.sentences.len()).any(|sentence| {
            let other = view.side(sentence);
            let same = |&k: &usize| age::years(other, &other.analysis.items[k]) == Some(years);
            aged(other).iter().any(same)
        })
    };
    let another =
        |(other, c): (usize, &Candidate)| other != index && !aged(c.side()).is_empty() && says(case, c, at);
    if of_each_article(candidates).any(|(_, c)| like(c)) || candidates.iter().enumerate().any(another) {
        return None;
    }
    Some((index, candidate.lone_slot(case, Code::NumberMismatch, at, j)))
}

/// The items of a sentence that tell an age: "46-year-old".
fn aged(side: Side<'_>) -> Vec<usize> {
    let items = side.analysis.items.iter().enumerate();
    let old = |item: &Item| side.text()[item.range.clone()].contains('-') || follows_old(side, item);
    items.filter(|(_, item)| age::years(side, item).is_some() && old(item)).map(|(k, _)| k).collect()
}

/// "-year-old" runs on behind the figure.
fn follows_old(side: Side<'_>, item: &Item) -> bool {
    side.text()[item.range.end..].starts_with("-old")
}

/// The one age of a sentence, of somebody without a name.
fn only(side: Side<'_>) -> Option<usize> {
    let ages = aged(side);
    let [at] = ages[..] else { return None };
    age::is_nameless(side, &side.analysis.items[at]).then_some(at)
}

/// The sentence, and the one after it, have the rest of the claim: every figure, date and name of it too.
fn says(case: &Case<'_>, candidate: &Candidate, at: usize) -> bool {
    let next = candidate.sentence + 1;
    let after = (next < candidate.view.tagged.sentences.len()).then(|| candidate.view.analysis(next));
    let somebody = |item: &Item| knowledge().somebody.iter().flatten().any(|noun| *noun == item.lower);
    // "One of the canteens" counts nothing.
    let counts = |item: &Item| {
        item.kind.is_typed() && case.side().figure(item).is_none_or(|figure| figure.amount != Decimal::ONE)
    };
    let items = case.analysis.items.iter().enumerate();
    let (mut has, mut total) = (0.0, 0.0);
    for (k, item) in items.filter(|(k, item)| *k != at && !somebody(item)) {
        let here = candidate.in_sentence(case, k);
        let near = after.is_some_and(|after| item.terms.iter().any(|term| after.terms.contains(term)));
        let share = if near { here.max(1.0) } else { here };
        if counts(item) && share <= 0.0 {
            return false;
        }
        if item.kind.is_typed() && !counts(item) {
            continue;
        }
        has += item.weight * share;
        total += item.weight;
    }
    total >= TELLING && has >= SAYS * total
}

/// Nothing tells that a man is meant in the one and a woman in the other.
fn may_be_one(case: &Case<'_>, candidate: &Candidate, at: usize, j: usize) -> bool {
    let sex = |side: Side<'_>, at: usize| {
        let near = side.analysis.items.iter().skip(at + 1).take(2).filter(|item| item.kind == ItemKind::Word);
        let lines = &knowledge().somebody;
        near.filter_map(|item| lines.iter().position(|line| line.contains(&item.lower))).next()
    };
    match (sex(case.side(), at), sex(candidate.side(), j)) {
        (Some(a), Some(b)) => a == b,
        _ => true,
    }
}
