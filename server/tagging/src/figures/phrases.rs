//! Phrases of one or more atoms: units, currencies and hedges, found where they stand.

use super::atoms::{Atom, AtomKind, split};
use rustc_hash::FxHashMap;

/// Phrases of one or more atoms, found by their first (or last) one.
#[derive(Debug)]
pub(super) struct Phrases<T> {
    by: FxHashMap<String, Vec<(Vec<String>, T)>>,
    backwards: bool,
    /// Nothing may stand between the parts of a phrase: "m2", "km/h".
    glued: bool,
}

impl<T: Copy> Phrases<T> {
    pub(super) fn new(backwards: bool, glued: bool) -> Self {
        Self { by: FxHashMap::default(), backwards, glued }
    }

    pub(super) fn add(&mut self, phrase: &str, what: T) {
        let mut parts: Vec<String> =
            split(phrase).into_iter().map(|range| phrase[range].to_owned()).collect();
        if self.backwards {
            parts.reverse();
        }
        if parts.is_empty() {
            return;
        }
        let first = parts.remove(0);
        let list = self.by.entry(first).or_default();
        list.push((parts, what));
        list.sort_by_key(|(parts, _)| std::cmp::Reverse(parts.len()));
    }

    /// The longest phrase that begins at atom `at` (ends there, for phrases looked up backwards): the atom after it
    /// (its first atom), and what it means. Hyphens of the text between its words do not count.
    pub(super) fn find(&self, text: &str, atoms: &[Atom], at: usize) -> Option<(usize, T)> {
        let list = self.by.get(atoms.get(at)?.text(text))?;
        'phrases: for (parts, what) in list {
            let mut i = at;
            for part in parts {
                loop {
                    i = if self.backwards {
                        match i.checked_sub(1) {
                            Some(i) => i,
                            None => continue 'phrases,
                        }
                    } else {
                        i + 1
                    };
                    match atoms.get(i) {
                        Some(atom) if atom.kind == AtomKind::Hyphen && atom.glued && part != "-" => {}
                        _ => break,
                    }
                }
                if atoms.get(i).is_none_or(|atom| {
                    atom.text(text) != part || atom.kind == AtomKind::Taken || (self.glued && !atom.glued)
                }) {
                    continue 'phrases;
                }
            }
            return Some((if self.backwards { i } else { i + 1 }, *what));
        }
        None
    }

    /// Takes out a phrase of one word.
    pub(super) fn remove(&mut self, word: &str) {
        if let Some(list) = self.by.get_mut(word) {
            list.retain(|(parts, _)| !parts.is_empty());
        }
    }
}
