//! What is stated as done though the sources have it as a plan, an offer, a possibility or a condition.

use crate::align::{Alignment, Side};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::fix::soften;
use crate::judge::finding;
use crate::knowledge::{Cue, knowledge};
use crate::stated::denial;
use crate::stated::done;
use crate::stated::standing;
use crate::stated::whether;
use crate::verdict::Finding;
use copydesk_tagging::Value;
use copydesk_text::TokenKind;
use std::ops::Range;

/// Share of what is matched, by weight, that the source has only as a plan, an offer, a possibility or a condition.
pub(crate) fn weak_share(claim: Side<'_>, evidence: Side<'_>, alignment: &Alignment) -> f32 {
    let (mut weak, mut total) = (0.0, 0.0);
    for (item, pair) in claim.analysis.items.iter().zip(&alignment.pairs) {
        let Some(pair) = pair else { continue };
        let cue = evidence.analysis.items[pair.evidence].cue;
        total += item.weight;
        if item.cue.is_none() && cue.is_some_and(|cue| cue > Cue::Claimed) {
            weak += item.weight;
        }
    }
    if total > 0.0 { weak / total } else { 0.0 }
}

/// The source states it plainly.
pub(crate) fn strong(case: &Case<'_>, candidate: &Candidate) -> bool {
    weakened(case, candidate).or_else(|| promised(case, candidate)).is_none()
}

/// Words between "will" or "may" and what it is said of.
const MODAL_REACH: usize = 3;

/// The word before an item that promises it, or leaves it open: its bytes, and whether it promises.
fn modal(side: Side<'_>, item: &Item) -> Option<(usize, bool)> {
    let know = knowledge();
    let tokens = &side.sentence.tokens;
    let before = tokens.partition_point(|token| token.range.end <= item.range.start);
    for token in tokens[..before].iter().rev().take(MODAL_REACH) {
        let word = side.lower(token);
        if know.sure.contains(word) || know.unsure.contains(word) {
            return Some((token.range.start, know.sure.contains(word)));
        }
        if token.kind != TokenKind::Word
            || know.negations.contains(word)
            || know.verbs.contains(word) && word != "be"
        {
            return None;
        }
    }
    None
}

/// The items over which the claim has "will" and the source "may" or "is likely to".
fn promised(case: &Case<'_>, candidate: &Candidate) -> Option<(usize, usize)> {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    candidate.alignment.pairs.iter().enumerate().find_map(|(i, pair)| {
        let pair = (*pair).filter(|pair| pair.relation.strength() >= ALIKE)?;
        let word = c[i].kind == ItemKind::Word && e[pair.evidence].kind == ItemKind::Word;
        let promises = || modal(case.side(), &c[i]).is_some_and(|(_, sure)| sure);
        let leaves_open = || modal(candidate.side(), &e[pair.evidence]).is_some_and(|(_, sure)| !sure);
        (word && promises() && leaves_open()).then_some((i, pair.evidence))
    })
}

/// Strength of a relation from which two words mean the same.
const ALIKE: f32 = 0.8;

/// The items over which the source has a plan, an offer, a possibility, a condition or a denial and the claim a fact.
pub(crate) fn weakened(case: &Case<'_>, candidate: &Candidate) -> Option<(usize, usize)> {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    candidate.alignment.pairs.iter().enumerate().find_map(|(i, pair)| {
        let pair = (*pair)?;
        let source = &e[pair.evidence];
        let weak = matches!(
            source.cue,
            Some(Cue::Planned | Cue::Offered | Cue::Possible | Cue::Conditional | Cue::Denied)
        );
        let past = || {
            // "The $26 million cost" is no verb, though it is its own past.
            !knowledge().standing.unchanged.contains(&c[i].lower)
                || done::in_the_past(case.side(), i).is_some()
        };
        let verb = knowledge().past(&c[i].lower) && !c[i].kind.is_typed() && past();
        // Of words that are only near in meaning, the one may well be done and the other planned.
        let same = c[i].stem == source.stem || knowledge().synonym(&c[i].stem, &source.stem);
        (same
            && weak
            && verb
            && c[i].cue.is_none()
            // "Seeks" is itself what weakens what follows it.
            && !knowledge().cues.contains_key(&source.lower)
            && !knowledge().past(&source.lower)
            // "Implement a recommendation": what was recommended was.
            && !NAMES_OF_DEEDS.iter().any(|ending| source.lower.ends_with(ending))
            && !denial::undone(case.side(), &c[i]))
        .then_some((i, pair.evidence))
    })
}

/// Endings of nouns that tell of something done.
const NAMES_OF_DEEDS: [&str; 2] = ["tion", "ment"];

/// What was planned for a day is told by a draft, or by other sources, of a later day.
pub(crate) fn came_due(case: &Case<'_>, candidate: &Candidate, planned: usize, all: &[Candidate]) -> bool {
    let source = candidate.side();
    let items = &source.analysis.items;
    let latest = || all.iter().filter_map(|other| other.view.article.meta.published).max();
    let told = case.draft.tagged.published.or_else(latest);
    let (Some(told), Some(cue)) = (told, items[planned].cue) else { return false };
    let last = |item: &Item| match source.mention(item).map(|mention| &mention.value) {
        Some(Value::Time(time)) => time.days.map(|(_, last)| last),
        _ => None,
    };
    let days = items.iter().filter(|item| item.clause == items[planned].clause).filter_map(last);
    cue == Cue::Planned && days.max().is_some_and(|day| day < told)
}

/// Stated as done where the best evidence has it as a plan, an offer or a condition.
pub(crate) fn find(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    let candidate = candidates.first().filter(|c| c.coverage >= 0.75)?;
    let (i, j) = weakened(case, candidate).or_else(|| promised(case, candidate))?;
    // Who has not sold it may well plan to.
    if case.analysis.items[i].negated || came_due(case, candidate, j, candidates) {
        return None;
    }
    // "Is not discussed until" beside "there will be no talks until".
    let denied = |side: Side<'_>, item: &Item| {
        side.analysis.negations.iter().any(|negation| {
            negation.range.end <= item.range.start && within_reach(side, negation.range.end..item.range.start)
        })
    };
    if denied(case.side(), &case.analysis.items[i])
        && denied(candidate.side(), &candidate.side().analysis.items[j])
    {
        return None;
    }
    let features = candidate.lone_features(case, i, j);
    if features.claim < 0.8 || features.typed < 0.99 {
        return None;
    }
    let able = standing::was_able(candidate.side(), &candidate.side().analysis.items[j]);
    if able
        || habitual(candidate.side(), &candidate.side().analysis.items[j])
        || whether::is_told_as_done(case, candidates, i)
    {
        return None;
    }
    let there = softer(candidate, j);
    // "There he would write his best book": what nobody says would be may have been.
    let source = candidate.side();
    if source.text()[there.clone()].starts_with("would ") && !standing::is_guarded(source) {
        return None;
    }
    let mut range = case.analysis.items[i].range.clone();
    if let Some((start, true)) = modal(case.side(), &case.analysis.items[i]) {
        range.start = start;
    }
    let reason = candidate.differs(case, "status", &range, &there);
    let fix = soften::fix(case, candidate, i, range.start, &there);
    finding(case, Code::Overstated, range, vec![reason], fix.into_iter().collect())
}

/// No more than a word or two stand in a stretch of the sentence.
fn within_reach(side: Side<'_>, between: Range<usize>) -> bool {
    side.text().get(between).is_some_and(|between| between.split_whitespace().count() < MODAL_REACH)
}

/// "Each spring she would walk to the sea", "before she would look at their work": what was done again and again is done.
pub(crate) fn habitual(side: Side<'_>, item: &Item) -> bool {
    let habits = &knowledge().standing.habits;
    let before = side.text().get(..item.range.start).unwrap_or_default().to_lowercase();
    let words: Vec<&str> =
        before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let Some(at) = words.iter().rposition(|word| *word == habits.modal) else { return false };
    words.len() - at <= MODAL_REACH
        && words[..at].iter().any(|word| habits.words.iter().any(|known| known == word))
}

/// Bytes from what leaves an item of a source open to its end; two words before it where that is not known.
fn softer(candidate: &Candidate, item: usize) -> Range<usize> {
    let source = candidate.side();
    let item = &source.analysis.items[item];
    if let Some(open) = standing::open(source, item) {
        return open.range;
    }
    let from = item.range.start.saturating_sub(40);
    let start = source.text()[..item.range.start]
        .char_indices()
        .rev()
        .take_while(|(at, _)| *at >= from)
        .filter(|(_, c)| c.is_whitespace())
        .nth(2)
        .map_or(0, |(at, c)| at + c.len_utf8());
    start..item.range.end
}
