//! Whom a pronoun that speaks stands for, and what a sentence is about.

use super::items::{Item, What, actor, items};
use super::{Frame, Lexicon, frames_of};
use crate::TaggedSentence;
use crate::mention::{Identity, Kind, Mention};

/// Sentences looked back for whom a pronoun means.
const PRONOUN_REACH: usize = 5;
/// The same with those in which the same pronoun speaks.
const PRONOUN_CHAIN: usize = 16;

/// Who is meant by the pronoun of a frame: the last actor that spoke or was a subject and can be meant. Nobody where
/// somebody spoke in between who is not known by name.
pub(super) fn antecedent(
    sentences: &[TaggedSentence],
    actors: &[Identity],
    index: usize,
    frame: &Frame,
    lexicon: &'static Lexicon,
) -> Option<usize> {
    let pronoun = frame.pronoun.as_deref()?;
    let fits: fn(Kind) -> bool = if lexicon.small.persons.contains(pronoun) {
        |kind| kind == Kind::Person
    } else if lexicon.small.things.contains(pronoun) {
        |kind| matches!(kind, Kind::Organization | Kind::Place)
    } else {
        return None;
    };
    let sentence = &sentences[index];
    let items_here = items(&sentence.sentence.text, &sentence.tokens, &sentence.mentions);
    let before = frame.attribution.speaker_range.as_ref().map_or(0, |r| r.start);
    if let Some(found) =
        subject(&items_here, &sentence.mentions, Some(before), lexicon).filter(|(_, kind)| fits(*kind))
    {
        return Some(found.0);
    }
    let mut left = PRONOUN_REACH;
    for (back, sentence) in sentences[..index].iter().rev().take(PRONOUN_CHAIN).enumerate() {
        if sentence.tokens.len() > super::LONGEST {
            return None;
        }
        let mentions = &sentence.mentions;
        let all = items(&sentence.sentence.text, &sentence.tokens, mentions);
        let frames = frames_of(&all, mentions, lexicon);
        if let Some(last) = frames.last() {
            let kind = |id: usize| mentions.iter().find_map(|m| actor(m).filter(|(other, _)| *other == id));
            if let Some((id, _)) = last.attribution.speaker.and_then(kind).filter(|(_, kind)| fits(*kind)) {
                return Some(id);
            }
            // The same pronoun speaks there: the one it means stands further back, and the way there is free.
            if last.pronoun.as_deref() == Some(pronoun) {
                continue;
            }
            if last.attribution.speaker.is_none() && last.pronoun.is_none() {
                return None;
            }
        }
        if let Some((id, _)) = subject(&all, mentions, None, lexicon).filter(|(_, kind)| fits(*kind)) {
            return Some(id);
        }
        if back == 0 {
            let mut fitting =
                mentions.iter().filter_map(actor).filter(|(_, kind)| fits(*kind)).map(|(id, _)| id);
            if let Some(first) = fitting.next() {
                // One alone is meant, if it surely is a person; among several nobody can tell.
                let sure =
                    actors.get(first).is_some_and(|a| a.kind != Kind::Person || !a.key.given.is_empty());
                return (sure && fitting.all(|id| id == first)).then_some(first);
            }
        }
        left -= 1;
        if left == 0 {
            break;
        }
    }
    None
}

/// The actor that a sentence begins with, an introduction up to a comma left out; only in front of byte `before`.
pub(super) fn subject(
    items: &[Item<'_>],
    mentions: &[Mention],
    before: Option<usize>,
    lexicon: &Lexicon,
) -> Option<(usize, Kind)> {
    let mut at = 0;
    let introduces = |item: &Item<'_>| {
        item.what == What::Time || item.word().is_some_and(|w| lexicon.prepositions.contains(w))
    };
    if items.first().is_some_and(introduces) {
        at = items.iter().take(16).position(Item::is_comma).map_or(0, |n| n + 1);
    }
    for item in items[at..].iter().take(7) {
        if before.is_some_and(|b| item.range.end > b) {
            return None;
        }
        match &item.what {
            What::Name(index) => {
                let next =
                    items.iter().position(|other| other.range == item.range).and_then(|n| items.get(n + 1));
                if next.is_some_and(|next| next.what == What::Possessive) {
                    return None;
                }
                return actor(&mentions[*index]);
            }
            What::Word(word)
                if lexicon.prepositions.contains(&**word) || lexicon.boundaries.contains(&**word) =>
            {
                return None;
            }
            What::Word(_) => {}
            _ => return None,
        }
    }
    None
}
