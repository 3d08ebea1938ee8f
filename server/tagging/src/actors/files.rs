//! The formats of the grammar files that tell names apart.

use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
pub(super) struct Places {
    pub(super) country: Vec<Country>,
    pub(super) region: Vec<String>,
    pub(super) us_state: Vec<String>,
    pub(super) state_abbreviation: Vec<String>,
    pub(super) city: Vec<String>,
    pub(super) area: Vec<String>,
    pub(super) head_before: Vec<String>,
    pub(super) head_after: Vec<String>,
    pub(super) head_of: Vec<String>,
    pub(super) capital_spelling: Vec<String>,
    pub(super) in_capitals: Vec<String>,
    pub(super) lower_case: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Country {
    pub(super) names: Vec<String>,
    pub(super) capital: String,
}

#[derive(Deserialize)]
pub(super) struct Titles {
    pub(super) short: Vec<String>,
    pub(super) role: Vec<String>,
    pub(super) modifier: Vec<String>,
    pub(super) definite: Vec<String>,
    pub(super) no_given: Vec<String>,
    pub(super) suffix: Vec<String>,
    pub(super) particle: Vec<String>,
    pub(super) joined: Vec<String>,
    pub(super) before_surname: Vec<String>,
    pub(super) person_verb: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Organizations {
    pub(super) known: Vec<Vec<String>>,
    pub(super) legal: Vec<String>,
    pub(super) head: Vec<String>,
    pub(super) join: Vec<String>,
    pub(super) head_of: Vec<String>,
    pub(super) light: Vec<String>,
    pub(super) part: Vec<String>,
    pub(super) no_name: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Outlets {
    pub(super) known: Vec<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct Demonyms {
    pub(super) of: HashMap<String, Vec<String>>,
    pub(super) people: People,
}

#[derive(Deserialize)]
pub(super) struct People {
    pub(super) other: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct GivenNames {
    pub(super) given: Vec<String>,
    pub(super) surname: Vec<String>,
    pub(super) short_for: Vec<Vec<String>>,
}

#[derive(Deserialize)]
pub(super) struct Metonyms {
    pub(super) verb: Vec<String>,
    pub(super) auxiliary: Vec<String>,
    pub(super) before: Vec<String>,
    pub(super) place_before: Vec<String>,
    pub(super) seat: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Common {
    pub(super) stop: Vec<String>,
    pub(super) calendar: Vec<String>,
    pub(super) no_name_endings: Vec<String>,
}
