//! Actors: names, who is meant by them, and when two names mean one actor.

use crate::mention::Identity;

/// What identifies a name across documents, spelling variants folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Key {
    /// Folded given names or initials, in order ("volodymyr").
    pub given: Vec<String>,
    /// Folded surname with particles, or the folded name of an organisation or place.
    pub main: String,
}

/// Whether two names mean one actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// They do.
    Yes,
    /// They may: one says less than the other ("Smith", "John Smith").
    Maybe,
    /// They do not.
    No,
}

/// Compares two actors of different documents. By rule, never by similarity alone.
pub fn same(a: &Identity, b: &Identity) -> Same {
    if a.key == b.key { Same::Yes } else { Same::No }
}
