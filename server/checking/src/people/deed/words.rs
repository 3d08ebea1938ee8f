//! What single words and marks of a sentence tell of its clauses.

use crate::align::Side;
use crate::analysis::{Item, ItemKind, fold};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use crate::people::post::bearing;

/// What stands between an item and the one before it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gap {
    /// Its words, folded.
    pub(crate) words: Vec<String>,
    pub(crate) comma: bool,
    /// A mark that ends a clause.
    pub(super) stop: bool,
}

impl Gap {
    pub(super) fn new(between: &str) -> Self {
        let whose = ["'s", "\u{2019}s"].into_iter().find_map(|mark| between.strip_prefix(mark));
        let words =
            whose.unwrap_or(between).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Gap {
            words: words.map(fold).collect(),
            comma: between.contains([',', '(', ')']),
            stop: between.contains([';', ':', '—', '–', '"', '“', '”']),
        }
    }

    pub(super) fn has(&self, known: impl Fn(&str) -> bool) -> bool {
        self.words.iter().any(|word| known(word))
    }

    pub(super) fn joins(&self) -> bool {
        self.has(|word| knowledge().coordinators.contains(word))
    }

    /// A clause that tells of what stands before it.
    pub(super) fn relates(&self) -> bool {
        self.has(|word| knowledge().relatives.contains(word))
    }

    pub(super) fn opens(&self) -> bool {
        let know = knowledge();
        let opens = |word: &str| know.contrasting.contains(word) || know.clause_words.contains(word);
        self.relates() || self.has(opens)
    }

    /// A preposition that opens a clause where a verb follows: "after".
    pub(super) fn may_open(&self) -> bool {
        self.has(|word| knowledge().subordinators.contains(word))
    }

    /// Somebody is spoken of by a pronoun that a verb follows.
    pub(super) fn pronoun(&self) -> bool {
        let know = knowledge();
        self.has(|word| know.subjects.contains(word) || know.unnamed.contains(word) && word != "that")
    }

    pub(super) fn passive(&self) -> bool {
        self.has(|word| knowledge().passive.contains(word))
    }

    pub(super) fn helped(&self) -> bool {
        let know = knowledge();
        self.has(|word| {
            know.auxiliaries.contains(word) || know.passive.contains(word) || know.cues.contains_key(word)
        })
    }
}

pub(super) fn is_adverb(item: &Item) -> bool {
    let part = item.lexeme.part();
    item.kind == ItemKind::Word
        && (matches!(part, Some((Part::Adverb, _))) || part.is_none() && item.lower.ends_with("ly"))
}

/// A word that tells how what stands behind it goes on, and nothing else.
pub(super) fn is_function(item: &Item) -> bool {
    let know = knowledge();
    let word = &item.lower;
    item.kind == ItemKind::Word
        && (know.prepositions.contains(word)
            || know.contrasting.contains(word)
            || know.subordinators.contains(word)
            || know.clause_words.contains(word)
            || know.within.contains(word)
            || know.bounds.contains(word))
}

/// Mostly a noun, or one that names somebody: an "aide" is no aid.
pub(super) fn is_noun(item: &Item) -> bool {
    matches!(item.lexeme.part(), Some((Part::Noun, _)) | None) || bearing(&item.lower).is_some()
}

/// A name, whether it is known to be one or is only written so.
pub(crate) fn is_name(side: Side<'_>, item: &Item) -> bool {
    let capital = || {
        let before = side.text().get(..item.range.start).unwrap_or_default();
        let raw = &side.text()[item.range.clone()];
        raw.starts_with(char::is_uppercase)
            && before.contains(char::is_alphabetic)
            && item.country.is_none()
            && Lexeme::of(&item.stem).part().is_none()
    };
    matches!(item.kind, ItemKind::Actor(_)) || item.kind == ItemKind::Word && capital()
}
