//! Whom or what a pronoun at the head of a sentence means: those named in the sentences right before it.

use crate::analysis::fold;
use crate::case::{Candidate, Case};
use crate::knowledge::knowledge;
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Tagged, TaggedSentence, Value};
use copydesk_text::TokenKind;

/// Sentences back in which those meant may be named.
const REACH: usize = 2;

/// Numbers of the actors that a sentence which begins with a pronoun may mean; none where nobody is named right before it.
pub(crate) fn meant(tagged: &Tagged, index: usize) -> Vec<usize> {
    if !opens_with_pronoun(&tagged.sentences[index]) {
        return Vec::new();
    }
    let before = index.saturating_sub(REACH)..index;
    before.rev().map(|near| named(&tagged.sentences[near])).find(|ids| !ids.is_empty()).unwrap_or_default()
}

/// The claim is of somebody or something named right before it; the source names none of them anywhere, and others there.
pub(crate) fn is_absent(case: &Case<'_>, candidate: &Candidate) -> bool {
    let (draft, source) = (case.draft.tagged, &candidate.view.tagged);
    let mine = meant(draft, case.index);
    if mine.is_empty() {
        return false;
    }
    let near = candidate.sentence.saturating_sub(REACH)..=candidate.sentence;
    let others = near.filter_map(|at| source.sentences.get(at)).any(|near| !named(near).is_empty());
    let known = |a: &Identity| source.actors.iter().any(|b| same(a, b) != Same::No);
    others && !mine.iter().filter_map(|id| draft.actors.get(*id)).any(known)
}

pub(crate) fn opens_with_pronoun(sentence: &TaggedSentence) -> bool {
    let mut words = sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words.next().is_some_and(|word| knowledge().pronouns.contains(&fold(word.text(&sentence.sentence.text))))
}

fn named(sentence: &TaggedSentence) -> Vec<usize> {
    let actor = |value: &Value| if let Value::Actor(actor) = value { Some(actor.id) } else { None };
    sentence.mentions.iter().filter_map(|mention| actor(&mention.value)).collect()
}
