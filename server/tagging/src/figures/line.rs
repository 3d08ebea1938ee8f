//! A sentence cut into atoms, to be read.

use super::atoms::{Atom, AtomKind};
use super::lexicon::{Lexicon, Word};
use rust_decimal::Decimal;
use std::ops::Range;

/// A sentence cut into atoms.
pub(super) struct Line<'a> {
    pub(super) text: &'a str,
    /// The text in lower case, byte for byte.
    pub(super) lower: &'a str,
    pub(super) atoms: &'a [Atom],
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Line<'a> {
    /// What is known of the word at an atom.
    pub(super) fn word(&self, at: usize) -> Word {
        self.atoms.get(at).map_or(Word::default(), |atom| atom.word)
    }

    pub(super) fn lower(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.lower[atom.range.clone()])
    }

    pub(super) fn raw(&self, at: usize) -> &'a str {
        self.atoms.get(at).map_or("", |atom| &self.text[atom.range.clone()])
    }

    pub(super) fn kind(&self, at: usize) -> Option<AtomKind> {
        self.atoms.get(at).map(|atom| atom.kind)
    }

    pub(super) fn is_word(&self, at: usize) -> bool {
        self.kind(at) == Some(AtomKind::Word)
    }

    pub(super) fn glued(&self, at: usize) -> bool {
        self.atoms.get(at).is_some_and(|atom| atom.glued)
    }

    /// Past a hyphen that joins the atoms around it.
    pub(super) fn past_hyphen(&self, at: usize) -> usize {
        let joins = self.kind(at) == Some(AtomKind::Hyphen) && self.glued(at) && self.glued(at + 1);
        if joins { at + 1 } else { at }
    }

    pub(super) fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.kind(at) == Some(AtomKind::Mark) && self.raw(at) == mark
    }

    pub(super) fn digits(&self, at: usize) -> Option<Decimal> {
        self.atoms.get(at)?.number()
    }

    /// What is known of the word before an atom.
    pub(super) fn word_before(&self, at: usize) -> Word {
        at.checked_sub(1).map_or(Word::default(), |before| self.word(before))
    }

    pub(super) fn is_number(&self, at: usize) -> bool {
        matches!(self.kind(at), Some(AtomKind::Number(_)))
    }

    /// The bytes from atom `first` to before atom `end`.
    pub(super) fn bytes(&self, first: usize, end: usize) -> Option<Range<usize>> {
        Some(self.atoms.get(first)?.range.start..self.atoms.get(end.checked_sub(1)?)?.range.end)
    }
}
