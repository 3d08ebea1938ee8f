//! The roles that stand before names, and the offices that one person holds at a time: the lists of a language.

use super::lists::{LISTS, hash, word};
use crate::grammar;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize)]
struct File {
    short: Vec<String>,
    role: Vec<String>,
    #[serde(default)]
    modifier: Vec<String>,
    #[serde(default)]
    past: Vec<String>,
    #[serde(default)]
    definite: Vec<String>,
    #[serde(default)]
    of: Vec<String>,
    #[serde(default)]
    office: Vec<Vec<String>>,
}

/// What a language calls those who hold an office, from the `titles.toml` of its folder.
#[derive(Debug)]
pub(crate) struct Offices {
    role: FxHashSet<u64>,
    /// What may stand between a role and the name, or before the role.
    beside: FxHashSet<u64>,
    past: FxHashSet<u64>,
    definite: FxHashSet<u64>,
    of: FxHashSet<u64>,
    /// Role words in lower case to the office they name.
    offices: FxHashMap<String, usize>,
    /// Whether adjectives of countries are known ("the Varnish chancellor").
    demonyms: bool,
}

impl Offices {
    /// For the language of a folder of `grammars/`.
    pub(crate) fn new(language: &str) -> Self {
        let file: File = grammar::built_in(&format!("{language}/titles.toml"));
        let hashes = |words: &[String]| words.iter().map(|word| hash(word)).collect::<FxHashSet<u64>>();
        let parts = file.role.iter().flat_map(|role| role.split(' '));
        let offices = file.office.into_iter().enumerate();
        Self {
            role: parts.filter(|part| part.starts_with(char::is_uppercase)).map(hash).collect(),
            beside: hashes(&file.modifier).into_iter().chain(hashes(&file.short)).collect(),
            past: hashes(&file.past),
            definite: hashes(&file.definite),
            of: hashes(&file.of),
            offices: offices
                .flat_map(|(office, names)| names.into_iter().map(move |name| (name, office)))
                .collect(),
            demonyms: grammar::text(&format!("{language}/demonyms.toml")).is_some(),
        }
    }

    /// Whether a word with this hash belongs to the role in front of a name.
    pub(super) fn is_before_name(&self, hash: u64) -> bool {
        let bits = if self.demonyms { LISTS.word_bits(hash) } else { 0 };
        let listed = self.role.contains(&hash) || self.beside.contains(&hash);
        (listed || bits & word::DEMONYM != 0) && bits & word::STOP == 0
    }

    /// Whether a word is part of a role's name.
    pub(super) fn is_role(&self, word: &str) -> bool {
        self.role.contains(&hash(word))
    }

    /// Whether a word says of a role that it is over or still to come ("former").
    pub(super) fn is_past(&self, word: &str) -> bool {
        self.past.contains(&hash(word))
    }

    /// Whether a word in front of a role makes it mean one person ("the").
    pub(super) fn is_definite(&self, word: &str) -> bool {
        self.definite.contains(&hash(word))
    }

    /// Whether a word after a role makes it mean another than the one spoken of ("of").
    pub(super) fn is_of(&self, word: &str) -> bool {
        self.of.contains(&hash(word))
    }

    /// The office that a role in lower case names.
    pub(super) fn office(&self, role: &str) -> Option<usize> {
        self.offices.get(role).copied()
    }

    /// The country whose adjective a word is.
    pub(super) fn country(&self, word: &str) -> Option<&'static str> {
        if self.demonyms { LISTS.country_of_demonym(word) } else { None }
    }
}
