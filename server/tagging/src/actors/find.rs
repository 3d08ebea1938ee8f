//! Names in one sentence.

use super::lists::{LISTS, phrase, word};
use super::mend;
use super::model::Model;
use super::words::Words;
use crate::mention::{Actor, Kind, Mention, Value};
use copydesk_text::Token;

/// The names of a sentence by the sentence alone, in order.
pub(crate) fn find(text: &str, tokens: &[Token]) -> Vec<Mention> {
    let words = Words::new(text, tokens);
    let names = Model::built_in().map_or_else(Vec::new, |model| model.names(&words));
    mend::mend(&words, names)
        .into_iter()
        .map(|name| mention(&words, name.tokens, name.kind, name.weight))
        .collect()
}

fn mention(words: &Words<'_>, tokens: std::ops::Range<usize>, kind: Kind, weight: u8) -> Mention {
    let range = words.tokens[tokens.start].range.start..words.tokens[tokens.end - 1].range.end;
    let metonym = kind == Kind::Place && is_government(words, tokens);
    Mention { range: range.clone(), kind, value: Value::Actor(Actor { name: range, id: 0, metonym, weight }) }
}

/// Whether a country or capital acts here, and so means its government.
fn is_government(words: &Words<'_>, tokens: std::ops::Range<usize>) -> bool {
    if words.phrases[tokens.start].0 & (phrase::COUNTRY | phrase::CAPITAL | phrase::SEAT) == 0 {
        return false;
    }
    let before = if tokens.start > 0 { words.bits(tokens.start - 1) } else { 0 };
    if before & word::PLACE_BEFORE != 0 {
        return false;
    }
    if before & word::GOVERNMENT_BEFORE != 0 {
        return true;
    }
    // "Moscow and Washington proposed": both do.
    let joined = |i: usize| {
        let seat = words.phrases.get(i + 1).is_some_and(|(bits, at)| {
            *at == 0 && bits & (phrase::COUNTRY | phrase::CAPITAL | phrase::SEAT) != 0
        });
        seat && words.bits(i) & word::JOIN != 0
    };
    let mut end = tokens.end;
    if joined(end) {
        end += 2;
        end += (end..end + 4).take_while(|i| words.phrases.get(*i).is_some_and(|(_, at)| *at > 0)).count();
    }
    let verb = (end..end + 4).find(|i| words.bits(*i) & word::AUXILIARY == 0);
    verb.is_some_and(|i| words.bits(i) & word::ACT_VERB != 0)
}

/// Whether a name, as written, is listed, whatever as.
pub(crate) fn is_listed(name: &str) -> bool {
    let hashes: Vec<u64> =
        copydesk_text::tokens(name).iter().map(|t| super::lists::hash(t.text(name))).collect();
    LISTS.longest(&hashes).is_some_and(|(len, _)| len == hashes.len())
}

/// Whether lists alone settle that a folded name is a place or an organisation.
pub(crate) fn listed_kind(name: &str) -> Option<Kind> {
    let tokens = copydesk_text::tokens(name);
    let hashes: Vec<u64> = tokens.iter().map(|t| super::lists::hash(t.text(name))).collect();
    let (len, bits) = LISTS.longest(&hashes)?;
    if len != tokens.len() {
        return None;
    }
    match (bits & phrase::PLACE != 0, bits & (phrase::ORG | phrase::SEAT) != 0) {
        (true, false) => Some(Kind::Place),
        (false, true) => Some(Kind::Organization),
        _ => None,
    }
}
