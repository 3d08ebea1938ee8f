//! The formats of `dates.toml` and `durations.toml`.

use super::word::{Cue, Role, Unit};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A day with a name.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Holiday {
    /// Its names in lower case, words parted by single spaces.
    pub names: Vec<String>,
    /// Month, for those that need one.
    #[serde(default)]
    pub month: i8,
    /// Day of the month.
    #[serde(default)]
    pub day: i8,
    /// The weekday it falls on, 1 to 7.
    #[serde(default)]
    pub weekday: i8,
    /// Which such weekday of the month, -1 the last.
    #[serde(default)]
    pub nth: i8,
    /// Days after Easter Sunday.
    pub easter: Option<i16>,
    /// Its name is common words but for its capital.
    #[serde(default)]
    pub capital: bool,
    /// Days to add in the end (Black Friday is the day after a Thursday).
    #[serde(default)]
    pub plus: i16,
}

#[derive(Deserialize)]
pub(super) struct Dates {
    pub(super) months: BTreeMap<String, i8>,
    pub(super) weekdays: BTreeMap<String, i8>,
    pub(super) doubtful: Words,
    pub(super) night_before: Words,
    pub(super) hedges: Words,
    #[serde(default)]
    pub(super) shares: Words,
    #[serde(default)]
    pub(super) monthly: Words,
    #[serde(default)]
    pub(super) taken: Words,
    #[serde(default)]
    pub(super) gaps: Gaps,
    pub(super) style: Style,
    pub(super) document_date: DocumentDate,
    pub(super) seasons: BTreeMap<String, String>,
    pub(super) parts_of_day: BTreeMap<String, String>,
    pub(super) days: BTreeMap<String, i8>,
    pub(super) roles: BTreeMap<Role, Vec<String>>,
    pub(super) tense: BTreeMap<Cue, Vec<String>>,
    #[serde(default)]
    pub(super) subjects: Words,
    #[serde(default)]
    pub(super) holiday: Vec<Holiday>,
}

/// Words beside minutes and seconds that tell how far one is from another.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Gaps {
    pub(super) words: Vec<String>,
    pub(super) before: Vec<String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Style {
    #[serde(default)]
    pub(super) written_out: Vec<i8>,
    /// The day stands first in a date in figures.
    #[serde(default)]
    pub day_first: bool,
    /// A full stop after digits makes them an ordinal: "14. Dezember".
    #[serde(default)]
    pub ordinal_stop: bool,
    /// Nouns have capitals, so that a capital tells no name.
    #[serde(default)]
    pub noun_capitals: bool,
    /// A weekday and a part of the day are one word: "Sonntagabend".
    #[serde(default)]
    pub compounds: bool,
    /// Parts a number from its decimals.
    pub decimal: char,
    /// Endings of verbs in the past.
    pub(super) past_endings: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct DocumentDate {
    pub(super) keys: Vec<String>,
    pub(super) published: Vec<String>,
    pub(super) updated: Vec<String>,
}

#[derive(Default, Deserialize)]
pub(super) struct Words {
    pub(super) words: Vec<String>,
}

#[derive(Deserialize)]
pub(super) struct Durations {
    pub(super) units: BTreeMap<Unit, Vec<String>>,
    pub(super) short_units: BTreeMap<String, Unit>,
    pub(super) numbers: BTreeMap<String, u32>,
    /// Behind a numeral, as one word with it: and a half ("fünfeinhalb").
    #[serde(default)]
    pub(super) and_a_half: Vec<String>,
    pub(super) ordinals: BTreeMap<String, u32>,
    pub(super) plural: Vec<String>,
    pub(super) decades: BTreeMap<String, u8>,
}
