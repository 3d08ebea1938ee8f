//! Whether the clause around an expression tells of what is over or of what is to come.

use super::atoms::{Atom, Piece};
use super::lexicon::{Role, Tense};

/// The tense around the pieces `start..end`: of the nearest verb before them in the sentence, else after them.
pub(crate) fn around(atoms: &[Atom], start: usize, end: usize) -> Tense {
    const REACH: usize = 40;
    let mut infinitive = false;
    for i in (start.saturating_sub(REACH)..start).rev() {
        let atom = &atoms[i];
        match cue(atoms, i) {
            Tense::Unknown => {}
            Tense::Prospective if infinitive || followed_by_to(atoms, i) => return Tense::Future,
            Tense::Prospective => {}
            tense => return tense,
        }
        if atom.is(Role::To) && i + 1 < start {
            infinitive = true;
        }
        if matches!(atom.piece, Piece::Mark(';' | '“' | '”' | '"' | '—')) {
            break;
        }
    }
    for i in end..(end + REACH).min(atoms.len()) {
        match cue(atoms, i) {
            Tense::Unknown => {}
            Tense::Prospective if followed_by_to(atoms, i) => return Tense::Future,
            Tense::Prospective => {}
            tense => return tense,
        }
        if matches!(atoms[i].piece, Piece::Mark(';' | '“' | '”' | '"' | '—')) {
            break;
        }
    }
    Tense::Unknown
}

fn followed_by_to(atoms: &[Atom], i: usize) -> bool {
    (i + 1..i + 4).any(|j| atoms.get(j).is_some_and(|a| a.is(Role::To)))
}

fn cue(atoms: &[Atom], i: usize) -> Tense {
    let lex = atoms[i].lex();
    // "would have met": over, or never
    if lex.tense == Tense::Future
        && (i + 1..i + 3)
            .any(|j| atoms.get(j).is_some_and(|a| a.lex().tense == Tense::Past && a.range.len() > 4))
    {
        return Tense::Future;
    }
    if lex.month > 0 && lex.doubtful && atoms[i].capital {
        return Tense::Unknown;
    }
    lex.tense
}
