//! How a sentence of a source gives what a word in it tells: in its own voice, as an accusation, as a claim, as what is asked
//! for or meant to be.

use crate::align::Side;
use crate::analysis::{Item, fold};
use crate::knowledge::{Cue, knowledge};
use crate::view::View;
use copydesk_tagging::reporting::{Strength, attributions};
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
struct Word {
    lower: String,
    range: Range<usize>,
    mark: bool,
}

fn words(side: Side<'_>) -> Vec<Word> {
    let tokens = side.sentence.tokens.iter();
    let word = |range: &Range<usize>, kind| {
        let lower = fold(&side.text()[range.clone()]);
        Word { lower, range: range.clone(), mark: kind == TokenKind::Mark }
    };
    tokens.map(|token| word(&token.range, token.kind)).collect()
}

/// Words back to which an adjective or adverb reaches: "the alleged theft", "allegedly took".
const BESIDE: usize = 3;
/// Words between an offer and what is offered.
const REACH: usize = 9;

/// Who stands behind an item, and the bytes of the word that says so.
pub(crate) fn held(side: Side<'_>, sentence: usize, item: &Item) -> Option<(Held, Range<usize>)> {
    let words = words(side);
    accused(&words, item).or_else(|| {
        let told = attributions(side.tagged, sentence).into_iter().filter(|told| {
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
        told.filter_map(|told| Some((strength(&told.cue, told.strength)?, told.cue))).max_by_key(|(held, _)| *held)
    })
}

/// An accusation before the item, in its own clause or in that which it is the content of.
fn accused(words: &[Word], item: &Item) -> Option<(Held, Range<usize>)> {
    let know = knowledge();
    let standing = &know.standing;
    let at = words.iter().position(|word| word.range.start >= item.range.start)?;
    // "Accused of theft, paid": what stands in the past behind "of" is no part of the charge, but for "having paid".
    let past = know.past(&item.lower);
    let having = words.get(at.wrapping_sub(1)).is_some_and(|word| {
        matches!(word.lower.as_str(), "having" | "been" | "being" | "be" | "get" | "getting")
    });
    let mut link = false;
    for (back, word) in words[..at].iter().rev().enumerate() {
        let found = Some(word.range.clone());
        if matches!(word.lower.as_str(), ";" | ":") || know.contrasting.contains(&word.lower) {
            return None;
        }
        let lower = word.lower.as_str();
        if standing.accusing.contains(lower) {
            // "The alleged thief said he had paid": of the thief alone.
            let reaches = !(lower == "alleged" && after(words, &word.range).is_some_and(|next| !opens_clause(next)));
            return (reaches || back < BESIDE).then(|| (Held::Accused, word.range.clone()));
        }
        if link && standing.accusing_of.contains(lower) {
            return found.map(|range| (Held::Accused, range));
        }
        if standing.claiming.contains(lower) && after(words, &word.range).is_some_and(|next| next.lower == "that") {
            return found.map(|range| (Held::Claimed, range));
        }
        if !link && standing.links.contains(lower) && !(lower == "that" || having || !past) {
            return None;
        }
        link |= standing.links.contains(lower);
    }
    None
}

fn after<'a>(words: &'a [Word], range: &Range<usize>) -> Option<&'a Word> {
    words.iter().find(|word| word.range.start >= range.end)
}

/// A word that a clause opens with: "alleged that", "alleged the firm had".
fn opens_clause(word: &Word) -> bool {
    let know = knowledge();
    word.lower == "that" || know.determiners.contains(&word.lower) || know.subjects.contains(&word.lower)
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
    let words = words(side);
    let is_charge = |word: &Word| standing.charges.contains(&word.lower);
    words.iter().enumerate().filter(|(_, word)| word.range.start >= from).any(|(at, word)| {
        if !standing.denying.contains(&word.lower) {
            return false;
        }
        let next = words.get(at + 1);
        let pronoun = next.is_some_and(|next| standing.denied.contains(&next.lower));
        let closed = || words.get(at + 2).is_none_or(|word| word.mark || standing.closing.contains(&word.lower));
        let behind = || words[at + 1..].iter().take_while(|word| !word.mark).take(BESIDE).any(is_charge);
        let ends = next.is_none_or(|next| next.mark);
        let before = || words[at.saturating_sub(CHARGE)..at].iter().any(|word| is_charge(word) && word.range.start >= from);
        pronoun && closed() || behind() || ends && before()
    })
}

/// The sentence says that an accusation is more than that by now.
pub(crate) fn is_settled(side: Side<'_>) -> bool {
    let words = words(side);
    let to = |at: usize| words.get(at + 1).is_some_and(|next| next.lower == "to");
    // "Admitted to hospital".
    words.iter().enumerate().any(|(at, word)| {
        knowledge().standing.settled.contains(&word.lower) && !(word.lower == "admitted" && to(at))
    })
}

/// The words of a draft give what they tell as somebody's, or leave it open.
pub(crate) fn is_guarded(side: Side<'_>) -> bool {
    words(side).iter().any(|word| knowledge().standing.guarding.contains(&word.lower))
}

/// What an item of a source is only asked for, meant or left open by: bytes from the word that says so to the item's end.
pub(crate) fn open(side: Side<'_>, item: &Item) -> Option<Range<usize>> {
    let know = knowledge();
    let standing = &know.standing;
    // "Seeks" is itself what leaves open what follows it.
    if standing.asking_for.contains(&item.lower) {
        return None;
    }
    let words = words(side);
    let at = words.iter().position(|word| word.range.start >= item.range.start)?;
    let before = || words[..at].iter().rev().take_while(|word| !word.mark).take(REACH);
    let done = know.past(&item.lower) && words.get(at.wrapping_sub(1)).is_none_or(|word| word.lower != "be");
    if !done && let Some(word) = before().find(|word| standing.asking_for.contains(&word.lower)) {
        return Some(word.range.start..item.range.end);
    }
    let weak = matches!(item.cue, Some(Cue::Planned | Cue::Offered | Cue::Possible | Cue::Conditional));
    if weak && (!done || item.cue == Some(Cue::Conditional)) {
        let cue = before().find(|word| know.cues.contains_key(&word.lower) || know.meant.contains(&word.lower));
        return Some(cue.map_or(item.range.start, |word| word.range.start)..item.range.end);
    }
    let behind = words[at + 1..].iter().find(|word| standing.outstanding.contains(&word.lower));
    behind.filter(|_| !done).map(|word| item.range.start..word.range.end)
}
