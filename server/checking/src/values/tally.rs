//! A count that changes as the news goes on: the draft has an earlier one where a later source has a later one.

use crate::Draft;
use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case, of_each_article};
use crate::code::Code;
use crate::evidence::{Found, candidate};
use crate::fix;
use crate::judge::finding;
use crate::knowledge::knowledge;
use crate::slot::{Features, Slot};
use crate::verdict::{Finding, Judgement};
use crate::view::View;
use copydesk_library::Term;
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Hedge, Kind, Value};
use copydesk_text::TokenKind;
use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use std::sync::Arc;

/// Items around a figure in which the word stands that makes it a running count.
const REACH: usize = 5;
/// Words before a figure that tell whether it is an earlier one.
const BEFORE: usize = 3;
/// Words of the earlier report's sentence that the later report must have around its own.
const SHARED: usize = 2;
/// Share of the rest of the claim by which the later report's sentence is of the same event, whatever else it has.
const REST: f32 = 0.8;
/// Calendar days within which two reports may be of one event.
const STORY_DAYS: i32 = 14;
/// Calendar days by which a source may be of a later date than the draft that is written from it.
const SLACK: i32 = 2;
/// How many times as large or small the later of two counts of one event is at most.
const SIZE: i64 = 8;

/// A running count in a sentence.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Tally {
    item: usize,
    /// What is counted, by its number in the grammar.
    counted: usize,
    when: When,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum When {
    /// Told as what it was before.
    Earlier,
    /// Only some of them.
    Some,
    Now,
    /// Now, and said of all.
    Altogether,
}

/// The running counts that a sentence tells.
pub(crate) fn tallies(side: Side<'_>) -> Vec<Tally> {
    let items = &side.analysis.items;
    (0..items.len()).filter_map(|item| tally(side, item)).collect()
}

fn tally(side: Side<'_>, at: usize) -> Option<Tally> {
    let (items, know) = (&side.analysis.items, knowledge());
    let figure = side.figure(&items[at])?;
    let whole = matches!(side.kind(&items[at]), Some(Kind::Number | Kind::Quantity));
    if !whole || !figure.amount.is_integer() || relation::is_one(side, &items[at]) {
        return None;
    }
    let own = figure.noun.iter().flat_map(|noun| &noun.stems).find_map(|stem| know.running(stem));
    let near = |here: bool| {
        let reach = at.saturating_sub(REACH)..(at + REACH + 1).min(items.len());
        // "Confirmed cases: 26", "the number of injured, after a recount, stands at 23".
        let own = |k: usize| if here { items[k].clause == items[at].clause } else { k < at };
        let mut near: Vec<usize> = reach.filter(|&k| k != at && own(k) && !items[k].negated).collect();
        near.sort_by_key(|&k| (k.abs_diff(at), k < at));
        near.into_iter().find_map(|k| {
            let other = |item: &Item| matches!(item.kind, ItemKind::Figure(_));
            let alone = !items[k.min(at) + 1..k.max(at)].iter().any(other);
            know.running(&items[k].stem).filter(|_| alone)
        })
    };
    let counted = own.or_else(|| near(true)).or_else(|| near(false))?;
    Some(Tally { item: at, counted, when: when(side, items[at].range.start, figure.digits.end) })
}

/// When a figure was true: `start` is where it begins, its hedge included, `end` where its digits end.
fn when(side: Side<'_>, start: usize, end: usize) -> When {
    let (text, words) = (side.text(), &knowledge().tallies);
    let word = |token: &&copydesk_text::Token| token.kind == TokenKind::Word;
    let before = side.sentence.tokens.iter().filter(word).filter(|token| token.range.end <= start);
    let before: Vec<String> = before.map(|token| fold(token.text(text))).collect();
    let mut after = side.sentence.tokens.iter().filter(word).filter(|token| token.range.start >= end);
    let next = after.next().map(|token| fold(token.text(text))).unwrap_or_default();
    let near = &before[before.len().saturating_sub(BEFORE)..];
    // "17 of the 26": what the other is counted of.
    if matches!(near, [.., of, the] if of == "of" && the == "the") {
        return When::Some;
    }
    if near.iter().any(|word| words.earlier.contains(word)) {
        When::Earlier
    } else if words.some.contains(&next)
        || near.last().is_some_and(|word| words.some.contains(word) && word != "of")
    {
        When::Some
    } else if before.iter().any(|word| words.altogether.contains(word)) {
        When::Altogether
    } else {
        When::Now
    }
}

/// An earlier report with the draft's count, and a later one with another.
struct Later {
    claim: usize,
    candidate: Candidate,
    evidence: usize,
}

/// The draft's running count where a later source of the same event has a later one; what contradicts the claim by that figure does so no more.
pub(crate) fn outdated(case: &Case<'_>, candidates: &mut [Candidate]) -> Option<Finding> {
    let later = tallies(case.side()).into_iter().find_map(|tally| later(case, tally, candidates))?;
    for candidate in candidates.iter_mut() {
        candidate.conflicts.retain(|slot| slot.claim != later.claim);
    }
    let Later { claim, candidate, evidence } = later;
    let slot =
        Slot { code: Code::NumberMismatch, claim, evidence, features: Features::default(), spans: None };
    let change = fix::change(case, &candidate, &slot);
    let reason = change.reason(case, &candidate, "number");
    let fixes = change.fix(case, &candidate).into_iter().collect();
    finding(case, Code::Outdated, change.draft, vec![reason], fixes)
}

/// Leaves out that a count is outdated where the draft tells the later one elsewhere: the earlier is told as what it was.
pub(crate) fn drop_told(judgements: &mut [Judgement], draft: &Draft<'_>) {
    for judgement in judgements {
        let own = judgement.sentence;
        let told = |text: &str| {
            let others = draft.tagged.sentences.iter().enumerate().filter(|(index, _)| *index != own);
            let mentions =
                others.flat_map(|(_, other)| other.mentions.iter().map(move |mention| (other, mention)));
            mentions.into_iter().any(|(other, mention)| match &mention.value {
                Value::Figure(figure) => other
                    .sentence
                    .text
                    .get(figure.digits.clone())
                    .is_some_and(|digits| digits.eq_ignore_ascii_case(text)),
                _ => false,
            })
        };
        judgement.findings.retain(|finding| {
            let edits = finding.fixes.iter().flat_map(|fix| &fix.edits);
            finding.code != Code::Outdated || !edits.clone().any(|edit| told(&edit.text))
        });
    }
}

fn later(case: &Case<'_>, tally: Tally, candidates: &[Candidate]) -> Option<Later> {
    let claim = case.side();
    let item = &claim.analysis.items[tally.item];
    let then = || knowledge().tallies.then.iter().any(|words| told_in(claim, words));
    if matches!(tally.when, When::Earlier | When::Some) || then() {
        return None;
    }
    let views: Vec<&Arc<View>> = of_each_article(candidates).map(|(_, candidate)| &candidate.view).collect();
    // Who has the draft's count, and when last.
    let has = |view: &View| {
        (0..view.tagged.sentences.len()).find(|&sentence| {
            let source = view.side(sentence);
            let same = |theirs: &Tally| {
                theirs.counted == tally.counted
                    && theirs.when != When::Some
                    && theirs.when != When::Earlier
                    && relation::same_amount_of(claim, item, source, &source.analysis.items[theirs.item])
            };
            view.tallies(sentence).iter().any(same)
        })
    };
    let having = views.iter().filter_map(|view| Some((view, has(view)?)));
    let (earlier, told) = having.max_by_key(|(view, _)| view.article.meta.published)?;
    let since = earlier.article.meta.published?;
    let known = |day: Date| case.draft.tagged.published.is_none_or(|draft| (day - draft).get_days() <= SLACK);
    let later = |day: Date| day > since && (day - since).get_days() <= STORY_DAYS && known(day);
    let mut after: Vec<&Arc<View>> =
        views.iter().copied().filter(|view| view.article.meta.published.is_some_and(later)).collect();
    after.sort_by_key(|view| std::cmp::Reverse(view.article.meta.published));
    after.into_iter().find_map(|view| {
        let (sentence, evidence) = latest(case, tally, earlier, told, view)?;
        let candidate = candidate(case, &Found { view: view.clone(), sentence, score: 0.0 });
        dated_alike(case, &candidate).then_some(Later { claim: tally.item, candidate, evidence })
    })
}

/// These words stand in the sentence one after the other.
fn told_in(side: Side<'_>, words: &str) -> bool {
    let all: Vec<&str> = side.words().collect();
    let words: Vec<&str> = words.split(' ').collect();
    all.windows(words.len()).any(|stretch| stretch == words)
}

/// The days that the claim tells are told by the later source too: "on Sunday 46 were known to be hurt" is true of that day.
fn dated_alike(case: &Case<'_>, candidate: &Candidate) -> bool {
    let items = case.analysis.items.iter().enumerate();
    let dated = |item: &Item| {
        matches!(item.kind, ItemKind::Time(_)) && case.side().kind(item) != Some(Kind::Duration)
    };
    items.filter(|(_, item)| dated(item)).all(|(i, _)| candidate.alignment.covered(i) >= 0.5)
}

/// Sentence and item of the one later count that an article has of what was told in a sentence of an earlier one.
fn latest(
    case: &Case<'_>,
    tally: Tally,
    earlier: &View,
    told: usize,
    view: &Arc<View>,
) -> Option<(usize, usize)> {
    let unnamed = |view: &View| view.named_at_head().next().is_none();
    let heads = || {
        unnamed(earlier)
            || unnamed(view)
            || earlier.named_at_head().any(|a| view.named_at_head().any(|b| same(a, b) != Same::No))
    };
    let mine = claim_figure(case, tally)?;
    let claim = case.analysis.items.iter();
    let event: Vec<&Item> =
        earlier.analysis(told).items.iter().chain(claim).filter(|item| tells(item)).collect();
    let mut found: Vec<(Decimal, When, usize, usize)> = Vec::new();
    for sentence in 0..view.tagged.sentences.len() {
        let source = view.side(sentence);
        let (own, near) = (&source.analysis.terms, view.near(sentence));
        let has = |term: &Term| own.contains(term) || near.contains(term);
        let around = || {
            let shared = event.iter().filter(|item| !item.own.is_empty() && item.own.iter().all(has));
            let stems: FxHashSet<&str> = shared.clone().map(|item| item.stem.as_str()).collect();
            stems.len() >= SHARED || shared.clone().any(|item| matches!(item.kind, ItemKind::Actor(_)))
        };
        for other in view.tallies(sentence).iter().filter(|other| other.counted == tally.counted) {
            let Some(figure) = source.figure(&source.analysis.items[other.item]) else { continue };
            if other.when == When::Some || other.when == When::Earlier {
                continue;
            }
            // It has the draft's own count still.
            if figure.amount == mine {
                return None;
            }
            let size = Decimal::from(SIZE);
            let near =
                figure.amount <= mine.saturating_mul(size) && mine <= figure.amount.saturating_mul(size);
            let exact = matches!(figure.hedge, Hedge::Exact | Hedge::AtLeast);
            if near && exact && (around() || has_the_rest(case, tally.item, view, sentence)) {
                found.push((figure.amount, other.when, sentence, other.item));
            }
        }
    }
    if found.is_empty() || !heads() {
        return None;
    }
    let altogether: Vec<_> =
        found.iter().filter(|(_, when, ..)| *when == When::Altogether).cloned().collect();
    let of_all = if altogether.is_empty() { found } else { altogether };
    let (amount, _, sentence, item) = *of_all.first()?;
    of_all.iter().all(|(other, ..)| *other == amount).then_some((sentence, item))
}

/// A sentence has nearly all that the claim says beside its figure.
fn has_the_rest(case: &Case<'_>, item: usize, view: &Arc<View>, sentence: usize) -> bool {
    let candidate = candidate(case, &Found { view: view.clone(), sentence, score: 0.0 });
    let (has, total) = candidate.alignment.has(case.analysis, |k, _| k != item);
    total > 0.0 && has >= REST * total
}

fn claim_figure(case: &Case<'_>, tally: Tally) -> Option<Decimal> {
    case.side().figure(&case.analysis.items[tally.item]).map(|figure| figure.amount)
}

/// What tells an event: its names and telling words, no figures, dates or words of a count.
fn tells(item: &Item) -> bool {
    !item.kind.is_value()
        && item.weight >= 0.5
        && !item.attribution
        && knowledge().running(&item.stem).is_none()
}
