//! Actors: names, who is meant by them, and when two names mean one actor.

mod aliases;
mod document;
mod features;
mod files;
mod find;
mod fold;
mod folded;
mod identities;
mod identity;
mod known;
mod link;
mod lists;
mod mend;
mod model;
mod nature;
mod offices;
mod outlets;
mod roles;
mod titled;
pub mod training;
mod words;

pub use aliases::Alias;
pub use fold::{fold, fold_lower};
pub use identity::{Key, Same, key, same};
pub use link::link;

pub(crate) use aliases::Aliases;
pub(crate) use document::settle;
pub(crate) use find::find;
pub(crate) use folded::Folded;
pub(crate) use offices::Offices;
pub(crate) use outlets::glued as glued_outlets;
pub(crate) use titled::Titled;

use lists::LISTS;

/// The country that a demonym belongs to: "Ukraine" for "Ukrainian" and "Ukrainians".
pub fn country_of_demonym(word: &str) -> Option<&'static str> {
    LISTS.country_of_demonym(word)
}

/// The folded country whose government a folded capital may stand for: "ukraine" for "kyiv" (see [`fold`]).
pub fn country_of_capital(folded: &str) -> Option<&'static str> {
    LISTS.country_of_capital(folded)
}
