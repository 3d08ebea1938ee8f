//! The small pieces a date is read from: runs of digits, runs of letters, single marks.

use super::lexicon::{Cue, Lex, Lexicon, Role, Unit};
use std::ops::Range;

/// What a piece is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece {
    /// Digits: their value and how many there are. More than nine are [`Piece::Mark`].
    Digits(u32, u8),
    /// Letters, with what the lexicon knows of them.
    Word(Lex),
    /// Anything else.
    Mark(char),
}

/// One piece of a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Atom {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// White space stands before it, or nothing.
    pub spaced: bool,
    /// It begins with a capital.
    pub capital: bool,
    /// What it is.
    pub piece: Piece,
}

impl Atom {
    pub(crate) fn lex(&self) -> Lex {
        match &self.piece {
            Piece::Word(lex) => *lex,
            _ => Lex::default(),
        }
    }
    pub(crate) fn role(&self) -> Option<Role> {
        self.lex().role
    }
    pub(crate) fn is(&self, role: Role) -> bool {
        self.role() == Some(role)
    }
    pub(crate) fn unit(&self) -> Option<Unit> {
        self.lex().unit
    }
    pub(crate) fn mark(&self) -> Option<char> {
        match self.piece {
            Piece::Mark(c) => Some(c),
            _ => None,
        }
    }
    pub(crate) fn digits(&self) -> Option<(u32, u8)> {
        match self.piece {
            Piece::Digits(value, length) => Some((value, length)),
            _ => None,
        }
    }
    pub(crate) fn is_word(&self) -> bool {
        matches!(self.piece, Piece::Word(_))
    }
}

pub(crate) fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '–' | '—')
}

/// Cuts a sentence into its pieces.
pub(crate) fn atoms(text: &str, lexicon: &Lexicon) -> Vec<Atom> {
    let mut out = Vec::with_capacity(text.len() / 4);
    let mut chars = text.char_indices().peekable();
    let mut spaced = true;
    let mut lower = String::new();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() {
            spaced = true;
            continue;
        }
        let mut end = start + first.len_utf8();
        let piece = if first.is_ascii_digit() {
            while let Some(&(at, c)) = chars.peek() {
                if !c.is_ascii_digit() {
                    break;
                }
                end = at + 1;
                chars.next();
            }
            match (text[start..end].parse::<u32>(), u8::try_from(end - start)) {
                (Ok(value), Ok(length)) if length <= 9 => Piece::Digits(value, length),
                _ => Piece::Mark('#'),
            }
        } else if first.is_alphabetic() {
            lower.clear();
            lower.extend(first.to_lowercase());
            while let Some(&(at, c)) = chars.peek() {
                if !c.is_alphabetic() {
                    break;
                }
                lower.extend(c.to_lowercase());
                end = at + c.len_utf8();
                chars.next();
            }
            let known = lexicon.get(&lower).copied();
            Piece::Word(known.unwrap_or_else(|| Lex {
                cue: if lower.len() > 3 && lexicon.is_past(&lower) && !first.is_uppercase() {
                    Cue::Past
                } else {
                    Cue::None
                },
                ..Lex::default()
            }))
        } else {
            Piece::Mark(first)
        };
        out.push(Atom { range: start..end, spaced, capital: first.is_uppercase(), piece });
        spaced = false;
    }
    out
}
