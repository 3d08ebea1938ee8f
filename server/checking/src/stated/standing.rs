//! How a sentence of a source gives what a word in it tells: in its own voice, as an accusation, as a claim, as what is asked
//! for or meant to be.

use crate::align::Side;
use crate::analysis::{Analysis, Item, fold};
use crate::knowledge::{Cue, knowledge};
use crate::stated::done;
use crate::view::View;
use copydesk_tagging::reporting::Strength;
use copydesk_tagging::words;
use copydesk_text::TokenKind;
use std::ops::Range;

/// Whose it is, most neutral first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Held {
    /// Somebody says it.
    Said,
    /// Somebody claims it.
    Claimed,
    /// Somebody is accused of it.
    Accused,
}

/// A word of a sentence, folded.
struct Word<'a> {
    lower: &'a str,
    range: Range<usize>,
    mark: bool,
}

fn read(side: Side<'_>) -> Vec<Word<'_>> {
    let word = |token| Word {
        lower: side.lower(token),
        range: token.range.clone(),
        mark: token.kind == TokenKind::Mark,
    };
    side.sentence.tokens.iter().map(word).collect()
}

/// Words back to which an adjective or adverb reaches: "the alleged theft", "allegedly took".
const BESIDE: usize = 3;
/// Words between an offer and what is offered.
const REACH: usize = 9;

/// Who stands behind an item, and the bytes of the word that says so.
pub(crate) fn held(view: &View, sentence: usize, item: &Item) -> Option<(Held, Range<usize>)> {
    let side = view.side(sentence);
    accused(&read(side), item).or_else(|| {
        let told = view.attributions(sentence).iter().filter(|told| {
            !told.negated && told.content.start <= item.range.start && item.range.end <= told.content.end
        });
        let strength = |cue: &Range<usize>, strength| {
            let lower = fold(&side.text()[cue.clone()]);
            let standing = &knowledge().standing;
            if standing.accusing.contains(&lower) {
                Some(Held::Accused)
            } else if standing.claiming.contains(&lower) {
                Some(Held::Claimed)
            } else {
                (strength == Strength::Said || strength == Strength::Claimed).then_some(Held::Said)
            }
        };
        told.filter_map(|told| Some((strength(&told.cue, told.strength)?, told.cue.clone())))
            .max_by_key(|(held, _)| *held)
    })
}

/// An accusation before the item, in its own clause or in that which it is the content of.
fn accused(words: &[Word<'_>], item: &Item) -> Option<(Held, Range<usize>)> {
    let know = knowledge();
    let standing = &know.standing;
    let at = words.iter().position(|word| word.range.start >= item.range.start)?;
    // "Accused of theft, paid": what stands in the past behind "of" is no part of the charge, but for "having paid".
    let past = know.past(&item.lower);
    let having = words
        .get(at.wrapping_sub(1))
        .is_some_and(|word| matches!(word.lower, "having" | "been" | "being" | "be" | "get" | "getting"));
    let mut link = false;
    for (back, word) in words[..at].iter().rev().enumerate() {
        let found = Some(word.range.clone());
        if matches!(word.lower, ";" | ":") || know.contrasting.contains(word.lower) {
            return None;
        }
        let lower = word.lower;
        if standing.accusing.contains(lower) {
            // "The alleged thief said he had paid": of the thief alone.
            let reaches =
                !(lower == "alleged" && after(words, &word.range).is_some_and(|next| !opens_clause(next)));
            return (reaches || back < BESIDE).then(|| (Held::Accused, word.range.clone()));
        }
        if link && (standing.accusing_of.contains(lower) || standing.denying_that.contains(lower)) {
            return found.map(|range| (Held::Accused, range));
        }
        if standing.claiming.contains(lower)
            && after(words, &word.range).is_some_and(|next| next.lower == "that")
        {
            return found.map(|range| (Held::Claimed, range));
        }
        if !link && standing.links.contains(lower) && !(lower == "that" || having || !past) {
            return None;
        }
        link |= standing.links.contains(lower);
    }
    None
}

fn after<'a, 'b>(words: &'a [Word<'b>], range: &Range<usize>) -> Option<&'a Word<'b>> {
    words.iter().find(|word| word.range.start >= range.end)
}

/// A word that a clause opens with: "alleged that", "alleged the firm had".
fn opens_clause(word: &Word<'_>) -> bool {
    let know = knowledge();
    word.lower == "that" || know.determiners.contains(word.lower) || know.subjects.contains(word.lower)
}

/// Somebody denies what is told from byte `from` of a sentence on: in the rest of the sentence, or right in the next one.
pub(crate) fn is_denied(view: &View, sentence: usize, from: usize) -> bool {
    denies(view.side(sentence), from)
        || (sentence + 1 < view.tagged.sentences.len()
            && view.speaks(sentence + 1)
            && denies(view.side(sentence + 1), 0))
}

/// Words between who denies and the charge: "a charge that the mayor flatly rejected".
const CHARGE: usize = 5;

fn denies(side: Side<'_>, from: usize) -> bool {
    let know = knowledge();
    let standing = &know.standing;
    let words = read(side);
    let is_charge = |word: &Word<'_>| standing.charges.contains(word.lower);
    words.iter().enumerate().filter(|(_, word)| word.range.start >= from).any(|(at, word)| {
        if !standing.denying.contains(word.lower) {
            return false;
        }
        let next = words.get(at + 1);
        let pronoun = next.is_some_and(|next| standing.denied.contains(next.lower));
        let closed =
            || words.get(at + 2).is_none_or(|word| word.mark || standing.closing.contains(word.lower));
        // "Denied the allegation that staff had known": of something else.
        let own = |at: usize| words.get(at + 1).is_none_or(|next| !standing.links.contains(next.lower));
        let near = (at + 1..words.len()).take_while(|&k| !words[k].mark).take(BESIDE);
        let behind = || near.into_iter().any(|k| is_charge(&words[k]) && own(k));
        let ends = next.is_none_or(|next| next.mark);
        let before = || {
            words[at.saturating_sub(CHARGE)..at]
                .iter()
                .any(|word| is_charge(word) && word.range.start >= from)
        };
        pronoun && closed() || behind() || ends && before()
    })
}

/// The sentence says that an accusation is more than that by now.
pub(crate) fn is_settled(side: Side<'_>) -> bool {
    let words = read(side);
    let to = |at: usize| words.get(at + 1).is_some_and(|next| next.lower == "to");
    // "Admitted to hospital".
    words.iter().enumerate().any(|(at, word)| {
        knowledge().standing.settled.contains(word.lower) && !(word.lower == "admitted" && to(at))
    })
}

/// The words of a draft give what they tell as somebody's, or leave it open.
pub(crate) fn is_guarded(side: Side<'_>) -> bool {
    read(side).iter().any(|word| knowledge().standing.guarding.contains(word.lower))
}

/// "Divers could reach the wreck and found the bell": what was possible was done.
pub(crate) fn was_able(side: Side<'_>, item: &Item) -> bool {
    let items = &side.analysis.items;
    let words = read(side);
    let before = words.iter().rev().find(|word| word.range.end <= item.range.start);
    before.is_some_and(|word| knowledge().standing.able.contains(word.lower))
        && (0..items.len())
            .any(|k| items[k].range != item.range && !items[k].attribution && done::verb(side, k).is_some())
}

/// A condition stands in the sentence.
pub(crate) fn is_conditional(analysis: &Analysis) -> bool {
    analysis.items.iter().any(|item| item.cue == Some(Cue::Conditional))
}

/// What leaves an item of a source open.
pub(crate) struct Open {
    /// Bytes from the word that does so to the item's end.
    pub(crate) range: Range<usize>,
    /// The item is the very verb: "plans to close", "will close", "demanded that it close", not "plans for the closure".
    pub(crate) direct: bool,
}

/// Words between what asks for something and its noun: "applied for a permit".
const OBJECT: usize = 3;

/// What an item of a source is only asked for, meant or left open by.
pub(crate) fn open(side: Side<'_>, item: &Item) -> Option<Open> {
    let know = knowledge();
    let standing = &know.standing;
    // "Seeks" is itself what leaves open what follows it.
    if standing.asking_for.contains(&item.lower) {
        return None;
    }
    let words = read(side);
    let at = words.iter().position(|word| word.range.start >= item.range.start)?;
    let until = |word: &Word<'_>| Some(Open { range: word.range.start..item.range.end, direct: true });
    // The verb's own group: "be", adverbs.
    let small = |word: &&Word<'_>| {
        word.lower == "be" || word.lower.ends_with("ly") || know.passing.contains(word.lower)
    };
    let inner = words[..at].iter().rev().take_while(small).count();
    let be = words[at - inner..at].iter().any(|word| word.lower == "be");
    let before = words.get((at - inner).checked_sub(1)?)?;
    let base = be || !know.past(&item.lower);
    let cue = |word: &Word<'_>| know.cues.get(word.lower).is_some_and(|cue| *cue != Cue::Denied);
    let asks = |word: &&Word<'_>| standing.asking_for.contains(word.lower) || cue(word);
    let back = || words[..at - inner].iter().rev().take_while(|word| !word.mark).take(REACH);
    let modal = know.sure.contains(before.lower)
        || know.unsure.contains(before.lower)
        || know.cues.contains_key(before.lower) && words::is_stop(before.lower);
    if base && modal {
        return until(before).filter(|_| !was_able(side, item));
    }
    if base && before.lower == "to" {
        let due =
            back().nth(1).filter(|word| know.meant.contains(word.lower) || know.ahead.contains(word.lower));
        return back().find(asks).or(due).and_then(until);
    }
    let asking = back().find(|word| standing.asking_for.contains(word.lower))?;
    let between = &words[words.iter().position(|word| word.range == asking.range)? + 1..at];
    let that = standing.asking_that.contains(asking.lower)
        && between.first().is_some_and(|word| word.lower == "that");
    let ing = item.lower.ends_with("ing") && between.len() == inner;
    if base && (that || ing) && !between.iter().any(|word| know.auxiliaries.contains(word.lower)) {
        return until(asking);
    }
    let noun = between.len() <= OBJECT && !know.past(&item.lower);
    noun.then_some(Open { range: asking.range.start..item.range.end, direct: false })
}

/// An item that is denied, from its negation on: "nothing had been agreed", "yet to decide".
pub(crate) fn denied(side: Side<'_>, item: &Item) -> Range<usize> {
    let words = read(side);
    let before = words.iter().rev().skip_while(|word| word.range.end > item.range.start).take(BESIDE);
    if let Some(undone) = before.into_iter().find(|word| knowledge().undone.contains(word.lower)) {
        return undone.range.start..item.range.end;
    }
    let over = |over: usize| side.analysis.items[over].range == item.range;
    let negation = side.analysis.negations.iter().find(|negation| negation.over.is_some_and(over));
    negation.map_or(item.range.start, |negation| negation.range.start.min(item.range.start))..item.range.end
}
