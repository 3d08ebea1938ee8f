//! Lengths of time, quarters, seasons and hours of a source in the shape that the draft gave its own.

use super::names::cased;
use super::{Rewriting, Words};
use crate::times::atoms::{Atom, Piece};
use crate::times::lexicon::{Role, Unit};

impl Rewriting<'_> {
    /// Durations: the source's number in the draft's way of writing it, if the unit is the same.
    pub(super) fn duration(&self) -> Option<String> {
        let (draft, source) = (&self.draft, &self.source);
        if only_unit(&draft.pieces)? != only_unit(&source.pieces)? {
            return None;
        }
        let ((i, _), (j, value)) = (only_number(&draft.pieces)?, only_number(&source.pieces)?);
        let old = draft.pieces.get(i)?;
        let word = match (&old.piece, &source.pieces.get(j)?.piece) {
            (Piece::Digits(..), Piece::Digits(..)) | (Piece::Word(_), Piece::Word(_)) => {
                source.word(j).to_lowercase()
            }
            (Piece::Digits(..), _) => value.to_string(),
            (_, _) => {
                self.lexicon.numerals.iter().find(|(n, _)| *n == value).map(|(_, name)| name.clone())?
            }
        };
        let is_unit = |atom: &Atom| atom.unit().is_some();
        let (unit_at, source_unit_at) =
            (draft.pieces.iter().position(is_unit)?, source.pieces.iter().position(is_unit)?);
        let unit = &draft.pieces[unit_at];
        if unit.range.start < old.range.end {
            return None;
        }
        // Singular and plural go with the number, except in "five-year".
        let attributive = unit.range.start > 0 && !unit.spaced;
        let own = draft.word(unit_at);
        let unit_word =
            if attributive || (value == 1) != own.ends_with('s') { own } else { source.word(source_unit_at) };
        let number = cased(draft.word(i), &word);
        let (before, between, after) = (
            &draft.text[..old.range.start],
            &draft.text[old.range.end..unit.range.start],
            &draft.text[unit.range.end..],
        );
        Some(format!("{before}{number}{between}{unit_word}{after}"))
    }

    /// Expressions of one shape: each word or figure of the draft gives way to that of the source in its place.
    pub(super) fn figures(&self) -> Option<String> {
        let (draft, source) = (&self.draft, &self.source);
        let (a, b) = (content(draft), content(source));
        if a.len() != b.len() || a.is_empty() {
            return None;
        }
        let mut out = String::new();
        let mut at = 0;
        for (i, j) in a.into_iter().zip(b) {
            let (old, new) = (&draft.pieces[i], &source.pieces[j]);
            if old.digits().is_some() != new.digits().is_some() {
                return None;
            }
            out.push_str(&draft.text[at..old.range.start]);
            let said = source.word(j);
            if old.is_word() {
                out.push_str(&cased(draft.word(i), &said.to_lowercase()));
            } else {
                out.push_str(said);
            }
            at = old.range.end;
        }
        out.push_str(&draft.text[at..]);
        (out != draft.text).then_some(out)
    }
}

/// The pieces that a shape is filled with: figures, numerals, seasons, decades.
fn content(words: &Words<'_>) -> Vec<usize> {
    let fills = |atom: &Atom| {
        let lex = atom.lex();
        atom.digits().is_some()
            || lex.ordinal.is_some()
            || lex.season.is_some()
            || lex.number.is_some()
            || lex.decade > 0
    };
    (0..words.pieces.len()).filter(|i| fills(&words.pieces[*i])).collect()
}

/// The unit of a length of time that names one alone.
fn only_unit(pieces: &[Atom]) -> Option<Unit> {
    let mut units = pieces.iter().filter_map(Atom::unit);
    let first = units.next()?;
    units.next().is_none().then_some(first)
}

/// The number of a length of time that names one alone, and its piece; "a" is one.
fn only_number(pieces: &[Atom]) -> Option<(usize, u32)> {
    let mut found = pieces
        .iter()
        .enumerate()
        .filter_map(|(i, atom)| atom.digits().map(|d| (i, d.0)).or(atom.lex().number.map(|n| (i, n))));
    let first = found.next();
    if found.next().is_some() {
        return None;
    }
    first.or_else(|| pieces.iter().position(|a| a.is(Role::A)).map(|i| (i, 1)))
}
