//! Names of the user's own: which spellings are one actor by his word, whatever the lists and rules think.

use super::lists::hash;
use super::{Key, fold, key};
use crate::TaggedSentence;
use crate::mention::{Actor, Kind, Mention, Value};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};

/// An actor that the user knows by several names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Alias {
    /// What it is.
    pub kind: Kind,
    /// Its names; the first is the one it is compared by.
    pub names: Vec<String>,
}

/// All aliases of a user, ready for looking up.
#[derive(Debug, Default)]
pub(crate) struct Aliases {
    /// Of all that it was made of; 0 for nothing.
    pub(crate) hash: u64,
    /// The key of every name to the key of the first.
    first: FxHashMap<(Kind, Key), Key>,
    /// Every folded name to what it is.
    kinds: FxHashMap<String, Kind>,
    /// Hash of a name's first word to the names that begin with it.
    phrases: FxHashMap<u64, Vec<Phrase>>,
}

#[derive(Debug)]
struct Phrase {
    /// Hash of each word, and whether it has a capital.
    words: Vec<(u64, bool)>,
    kind: Kind,
}

impl Aliases {
    pub(crate) fn new(aliases: &[Alias]) -> Self {
        let mut all = Self::default();
        if !aliases.is_empty() {
            let mut hasher = FxHasher::default();
            aliases.hash(&mut hasher);
            all.hash = hasher.finish();
        }
        for alias in aliases {
            let Some(first) = alias.names.first() else { continue };
            let first = key(alias.kind, first);
            for name in &alias.names {
                all.first.insert((alias.kind, key(alias.kind, name)), first.clone());
                all.kinds.insert(fold(name), alias.kind);
                let words: Vec<(u64, bool)> = copydesk_text::tokens(name)
                    .iter()
                    .map(|token| token.text(name))
                    .map(|word| (hash(word), word.starts_with(char::is_uppercase)))
                    .collect();
                let Some((start, _)) = words.first() else { continue };
                let known = all.phrases.entry(*start).or_default();
                known.push(Phrase { words, kind: alias.kind });
                known.sort_by_key(|phrase| std::cmp::Reverse(phrase.words.len()));
            }
        }
        all
    }

    /// The key that an actor is compared by, if the user gave it one.
    pub(super) fn first(&self, kind: Kind, key: &Key) -> Option<&Key> {
        if self.first.is_empty() {
            return None;
        }
        self.first.get(&(kind, key.clone()))
    }

    /// What the user says a folded name is.
    pub(super) fn kind(&self, folded: &str) -> Option<Kind> {
        self.kinds.get(folded).copied()
    }

    /// Tags the user's names wherever they stand; what lies inside one is part of it.
    pub(super) fn find(&self, sentences: &mut [TaggedSentence]) {
        if self.phrases.is_empty() {
            return;
        }
        for tagged in sentences {
            let text = &tagged.sentence.text;
            let mut found: Vec<Mention> = Vec::new();
            let mut at = 0;
            while at < tagged.tokens.len() {
                let hashes = &tagged.folded.hashes[at..];
                let fits = |phrase: &&Phrase| {
                    phrase.words.len() <= hashes.len()
                        && phrase.words.iter().zip(&tagged.tokens[at..]).zip(hashes).all(
                            |(((hash, capital), token), own)| {
                                hash == own && (!capital || token.text(text).starts_with(char::is_uppercase))
                            },
                        )
                };
                let phrase = self.phrases.get(&hashes[0]).and_then(|known| known.iter().find(fits));
                let Some(phrase) = phrase else {
                    at += 1;
                    continue;
                };
                let end = at + phrase.words.len();
                let range = tagged.tokens[at].range.start..tagged.tokens[end - 1].range.end;
                let value =
                    Value::Actor(Actor { name: range.clone(), id: 0, metonym: false, weight: u8::MAX });
                found.push(Mention { range, kind: phrase.kind, value });
                at = end;
            }
            if found.is_empty() {
                continue;
            }
            let over = |m: &Mention| Overlap::of(&found, m);
            let cut: FxHashSet<usize> =
                tagged.mentions.iter().map(over).filter_map(Overlap::crossed).collect();
            let inside = |m: &Mention| matches!(over(m), Overlap::Inside(at) if !cut.contains(&at));
            let kept: Vec<Mention> = tagged.mentions.iter().filter(|m| !inside(m)).cloned().collect();
            tagged.mentions = kept;
            let whole = found.into_iter().enumerate().filter(|(at, _)| !cut.contains(at));
            tagged.mentions.extend(whole.map(|(_, mention)| mention));
            tagged.mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
        }
    }
}

/// How a mention of an actor lies to names that were found, which are in order.
enum Overlap {
    Beside,
    Inside(usize),
    /// Part of it lies outside: it is a longer name.
    Crosses(usize),
}

impl Overlap {
    fn of(found: &[Mention], mention: &Mention) -> Self {
        let at = found.partition_point(|f| f.range.end <= mention.range.start);
        match found.get(at).filter(|f| mention.kind.is_actor() && f.range.start < mention.range.end) {
            None => Overlap::Beside,
            Some(f) if f.range.start <= mention.range.start && mention.range.end <= f.range.end => {
                Overlap::Inside(at)
            }
            Some(_) => Overlap::Crosses(at),
        }
    }

    fn crossed(self) -> Option<usize> {
        if let Overlap::Crosses(at) = self { Some(at) } else { None }
    }
}
