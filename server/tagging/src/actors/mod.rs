//! Actors: names, who is meant by them, and when two names mean one actor.

mod document;
mod features;
mod find;
mod fold;
mod identity;
mod link;
mod lists;
mod mend;
mod model;
pub mod training;

pub use fold::fold;
pub use identity::{Key, Same, key, same};
pub use link::link;

pub(crate) use document::settle;
pub(crate) use find::find;

use crate::mention::Kind;
use lists::LISTS;

/// An actor that the user knows by several names.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// What it is.
    pub kind: Kind,
    /// Its names; the first is the one it is compared by.
    pub names: Vec<String>,
}

/// The country that a demonym belongs to: "Ukraine" for "Ukrainian" and "Ukrainians".
pub fn country_of_demonym(word: &str) -> Option<&'static str> {
    LISTS.country_of_demonym(word)
}

/// The folded country whose government a folded capital may stand for: "ukraine" for "kyiv" (see [`fold`]).
pub fn country_of_capital(folded: &str) -> Option<&'static str> {
    LISTS.country_of_capital(folded)
}
