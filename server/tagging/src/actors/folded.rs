//! The words of one sentence as names are compared by them. Made once with the sentence's tags, so that putting a
//! document together again folds only what is new in it.

use super::Key;
use super::fold::{fold, fold_word};
use super::identity::key;
use super::lists::hash;
use super::nature::{self, Signs};
use crate::mention::{Kind, Mention, Value};
use copydesk_text::{Token, TokenKind};
use std::ops::Range;
use std::sync::Arc;

/// What a sentence's tokens and names are compared by.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// Hash of each token's plain form.
    pub(crate) hashes: Box<[u64]>,
    /// Words with a capital: index of the token, the folded word.
    capitals: Box<[(usize, Box<str>)]>,
    /// The names the sentence's tags hold, by where they start.
    names: Box<[(Range<usize>, Arc<Named>)]>,
    /// What the sentence says of its names of one word, by where they start.
    signs: Box<[(usize, Signs)]>,
}

/// A name and what it is compared by.
#[derive(Debug)]
pub(crate) struct Named {
    /// As written, white space single.
    pub(crate) name: String,
    /// See [`fold`].
    pub(crate) folded: String,
    /// What the sentence takes it for.
    pub(crate) kind: Kind,
    /// Its key as an actor of that kind.
    pub(crate) key: Key,
}

impl Named {
    fn new(text: &str, range: Range<usize>, kind: Kind) -> Self {
        let name = single_spaced(text.get(range).unwrap_or_default());
        Self { folded: fold(&name), key: key(kind, &name), kind, name }
    }
}

impl Folded {
    /// Folds the words of a sentence and the names among its mentions.
    pub(crate) fn new(text: &str, tokens: &[Token], mentions: &[Mention]) -> Self {
        let capital =
            |token: &Token| token.kind == TokenKind::Word && token.text(text).starts_with(char::is_uppercase);
        let capitals = tokens.iter().enumerate().filter(|(_, token)| capital(token));
        let names = mentions.iter().filter_map(|mention| match &mention.value {
            Value::Actor(actor) => {
                let named = Named::new(text, actor.name.clone(), mention.kind);
                Some((actor.name.clone(), Arc::new(named)))
            }
            _ => None,
        });
        let hashes: Box<[u64]> = tokens.iter().map(|token| hash(token.text(text))).collect();
        Self {
            signs: nature::signs(text, tokens, &hashes, mentions),
            hashes,
            capitals: capitals.map(|(i, token)| (i, fold_word(token.text(text)).into())).collect(),
            names: names.collect(),
        }
    }

    /// The words with a capital, in order: index of the token, the folded word.
    pub(crate) fn capitals(&self) -> impl Iterator<Item = (usize, &str)> {
        self.capitals.iter().map(|(i, word)| (*i, &**word))
    }

    /// The folded word of a token with a capital.
    pub(crate) fn capital(&self, token: usize) -> Option<&str> {
        let at = self.capitals.binary_search_by_key(&token, |(i, _)| *i).ok()?;
        Some(&self.capitals[at].1)
    }

    /// What the sentence says of the name that starts at byte `start`.
    pub(crate) fn signs(&self, start: usize) -> Signs {
        let at = self.signs.partition_point(|(known, _)| *known < start);
        self.signs.get(at).filter(|(known, _)| *known == start).map_or(Signs::default(), |(_, signs)| *signs)
    }

    /// The name at `range` of the sentence `text`, from the sentence's tags or folded now.
    pub(crate) fn named(&self, text: &str, range: &Range<usize>, kind: Kind) -> Arc<Named> {
        let at = self.names.partition_point(|(known, _)| known.start < range.start);
        match self.names.get(at).filter(|(known, _)| known == range) {
            Some((_, named)) => named.clone(),
            None => Arc::new(Named::new(text, range.clone(), kind)),
        }
    }
}

/// `raw` with every run of white space as one space.
pub(crate) fn single_spaced(raw: &str) -> String {
    if raw.contains(['\n', '\t']) || raw.contains("  ") {
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        raw.to_owned()
    }
}
