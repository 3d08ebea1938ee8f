//! What a sentence is known by between two checks: its words, and all it takes from its document.

use crate::Draft;
use crate::analysis::antecedent;
use crate::analysis::claims;
use crate::fix;
use crate::table;
use copydesk_tagging::{Identity, Tagged, TaggedSentence, Value};
use copydesk_text::BlockKind;
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::mem::discriminant;

/// A key of each sentence of a draft: two sentences with one key are judged alike on the same evidence.
pub(crate) fn keys(draft: &Draft<'_>) -> Vec<u64> {
    let document = document(draft);
    (0..draft.tagged.sentences.len()).map(|index| key(draft, &document, index)).collect()
}

/// What a document gives to the keys of its sentences: its actors, its day and language, and how it writes small counts.
fn document(draft: &Draft<'_>) -> (Vec<u64>, u64) {
    let actors = draft.tagged.actors.iter().map(identity).collect();
    let small = fix::writes_small_counts(draft.tagged);
    (actors, hash_of(&(draft.tagged.published, draft.tagged.language.code(), small)))
}

/// A sentence's text as it stands in the file and as it is read, and what it takes from its document: what its mentions
/// are, resolved dates, who is meant, also by a pronoun, who speaks; whether it stands where a dateline or a label does.
fn key(draft: &Draft<'_>, (actors, document): &(Vec<u64>, u64), index: usize) -> u64 {
    let tagged = &draft.tagged.sentences[index];
    let mut hasher = FxHasher::default();
    document.hash(&mut hasher);
    draft.text[tagged.sentence.source.clone()].hash(&mut hasher);
    tagged.sentence.text.hash(&mut hasher);
    discriminant(&tagged.sentence.kind).hash(&mut hasher);
    claims::apart(draft.tagged, index).hash(&mut hasher);
    if let BlockKind::TableCell { head } = &tagged.sentence.kind {
        head.hash(&mut hasher);
        table::key(&draft.prose.blocks, tagged.sentence.block, &mut hasher);
    }
    table::is_title(&draft.prose.blocks, tagged.sentence.block).hash(&mut hasher);
    for mention in &tagged.mentions {
        (discriminant(&mention.kind), &mention.range).hash(&mut hasher);
        match &mention.value {
            Value::Time(time) => {
                (&time.value, time.days, time.other, time.relative, time.year_assumed).hash(&mut hasher);
                time.weekday.hash(&mut hasher);
            }
            Value::Actor(actor) => {
                (actors.get(actor.id), &actor.name, actor.metonym, actor.weight).hash(&mut hasher);
            }
            Value::Quote(quote) => {
                let speaker = quote.speaker.and_then(|id| actors.get(id));
                (speaker, &quote.speaker_range, &quote.inner).hash(&mut hasher);
                (quote.opened_before, quote.goes_on).hash(&mut hasher);
            }
            // What is left is read from the sentence alone.
            _ => {}
        }
    }
    leans_on(draft.tagged, index)
        .map(|before| &draft.tagged.sentences[before].sentence.text)
        .hash(&mut hasher);
    for id in antecedent::meant(draft.tagged, index) {
        actors.get(id).hash(&mut hasher);
    }
    hasher.finish()
}

/// The sentence before one, where both have figures and stand in one block: what the one tells may have been reckoned with the other's.
pub(crate) fn leans_on(tagged: &Tagged, index: usize) -> Option<usize> {
    let before = index.checked_sub(1)?;
    let (own, last) = (&tagged.sentences[index], &tagged.sentences[before]);
    let counts = |sentence: &TaggedSentence| sentence.mentions.iter().any(|mention| mention.kind.is_figure());
    (own.sentence.block == last.sentence.block && counts(own) && counts(last)).then_some(before)
}

fn identity(identity: &Identity) -> u64 {
    let key = (&identity.key.given, &identity.key.main);
    hash_of(&(identity.kind, &identity.name, &identity.names, &identity.roles, key))
}

pub(crate) fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    value.hash(&mut hasher);
    hasher.finish()
}
