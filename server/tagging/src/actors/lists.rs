//! What the grammars know of names: places, organisations, titles, given names. Looked up by a hash of a word's plain form.

use super::files::{Common, Demonyms, GivenNames, Metonyms, Organizations, Outlets, Places, Titles};
use super::fold::{fold, plain};
use crate::grammar;
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::Hasher;
use std::sync::LazyLock;

/// What a word may be, one bit each.
pub(crate) mod word {
    pub(crate) const GIVEN: u32 = 1;
    pub(crate) const SURNAME: u32 = 1 << 1;
    pub(crate) const SHORT_TITLE: u32 = 1 << 2;
    pub(crate) const ROLE: u32 = 1 << 3;
    pub(crate) const MODIFIER: u32 = 1 << 4;
    pub(crate) const SUFFIX: u32 = 1 << 5;
    pub(crate) const PARTICLE: u32 = 1 << 6;
    pub(crate) const PERSON_VERB: u32 = 1 << 7;
    pub(crate) const LEGAL: u32 = 1 << 8;
    pub(crate) const ORG_HEAD: u32 = 1 << 9;
    pub(crate) const ORG_HEAD_OF: u32 = 1 << 10;
    pub(crate) const JOIN: u32 = 1 << 11;
    pub(crate) const PLACE_HEAD_BEFORE: u32 = 1 << 12;
    pub(crate) const PLACE_HEAD_AFTER: u32 = 1 << 13;
    pub(crate) const DEMONYM: u32 = 1 << 14;
    pub(crate) const ACT_VERB: u32 = 1 << 15;
    pub(crate) const AUXILIARY: u32 = 1 << 16;
    pub(crate) const GOVERNMENT_BEFORE: u32 = 1 << 17;
    pub(crate) const PLACE_BEFORE: u32 = 1 << 18;
    pub(crate) const PLACE_HEAD_OF: u32 = 1 << 19;
    pub(crate) const STATE_ABBREVIATION: u32 = 1 << 20;
    pub(crate) const STOP: u32 = 1 << 21;
    pub(crate) const CALENDAR: u32 = 1 << 22;
    pub(crate) const NO_NAME: u32 = 1 << 23;
    pub(crate) const BEFORE_SURNAME: u32 = 1 << 24;
}

/// What a phrase is, one bit each.
pub(crate) mod phrase {
    pub(crate) const COUNTRY: u8 = 1;
    pub(crate) const CAPITAL: u8 = 1 << 1;
    pub(crate) const CITY: u8 = 1 << 2;
    pub(crate) const REGION: u8 = 1 << 3;
    pub(crate) const AREA: u8 = 1 << 4;
    pub(crate) const ORG: u8 = 1 << 5;
    pub(crate) const SEAT: u8 = 1 << 6;
    pub(crate) const PLACE: u8 = COUNTRY | CAPITAL | CITY | REGION | AREA;
}

/// The lists of `grammars/en`, hashed.
#[derive(Debug, Default)]
pub(crate) struct Lists {
    words: FxHashMap<u64, u32>,
    phrases: FxHashMap<u64, u8>,
    /// First word of a phrase to the most words such a phrase has.
    starts: FxHashMap<u64, u8>,
    /// Folded names to the folded name they are compared by.
    canonical: FxHashMap<String, String>,
    /// Folded capital to folded country.
    capitals: FxHashMap<String, String>,
    /// Plain demonym to country.
    demonyms: FxHashMap<String, String>,
    /// Plain short given name to the long one.
    long_given: FxHashMap<String, String>,
    /// Names that are words as well unless they stand in capitals.
    in_capitals: FxHashSet<u64>,
    /// Places that are no word but a name even in lower case ("kyiv").
    lower_case: FxHashSet<u64>,
    /// Endings of words that are no names.
    no_name_endings: Vec<String>,
    /// Articles that are one word with the surname they stand before.
    joined: Vec<String>,
    /// Roles that are no given names; last words that a body's name may lack. No bits of [`word`]: the statistical tagger was
    /// trained with those there are.
    no_given: FxHashSet<u64>,
    light: FxHashSet<u64>,
    /// Last words of parts of a body.
    part: FxHashSet<u64>,
    /// What stands before a role that means one person.
    definite: FxHashSet<u64>,
}

/// The lists, made once.
pub(crate) static LISTS: LazyLock<Lists> = LazyLock::new(Lists::built_in);

/// Hash of a word's plain form: lower case, ASCII, without full stops.
pub(crate) fn hash(word: &str) -> u64 {
    let mut hasher = FxHasher::default();
    if word.is_ascii() {
        for b in word.bytes() {
            if b != b'.' {
                hasher.write_u8(b.to_ascii_lowercase());
            }
        }
    } else {
        for b in plain(word).bytes() {
            hasher.write_u8(b);
        }
    }
    hasher.finish()
}

fn join(a: u64, b: u64) -> u64 {
    (a.rotate_left(7) ^ b).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

fn hashes(words: &[String]) -> FxHashSet<u64> {
    words.iter().map(|word| hash(word)).collect()
}

impl Lists {
    fn built_in() -> Self {
        let mut lists = Self::default();
        lists.add_places(grammar::built_in("en/places.toml"));
        lists.add_organizations(&grammar::built_in("en/organizations.toml"));
        lists.add_outlets(&grammar::built_in("en/outlets.toml"));
        lists.add_titles(grammar::built_in("en/titles.toml"));
        lists.add_demonyms(grammar::built_in("en/demonyms.toml"));
        lists.add_given_names(&grammar::built_in("en/given-names.toml"));
        lists.add_metonyms(&grammar::built_in("en/metonyms.toml"));
        lists.add_common();
        lists
    }

    fn add_places(&mut self, places: Places) {
        for country in &places.country {
            let Some(first) = country.names.first() else { continue };
            for name in &country.names {
                self.phrase(name, phrase::COUNTRY);
                self.canonical.insert(fold(name), fold(first));
            }
            if !country.capital.is_empty() {
                self.phrase(&country.capital, phrase::CAPITAL);
                self.capitals.insert(fold(&country.capital), fold(first));
            }
        }
        for name in &places.capital_spelling {
            self.phrase(name, phrase::CAPITAL);
        }
        for (names, bit) in [
            (&places.region, phrase::REGION),
            (&places.us_state, phrase::REGION),
            (&places.city, phrase::CITY),
            (&places.area, phrase::AREA),
        ] {
            for name in names {
                self.phrase(name, bit);
            }
        }
        self.in_capitals = hashes(&places.in_capitals);
        self.lower_case = hashes(&places.lower_case);
        self.words(&places.state_abbreviation, word::STATE_ABBREVIATION);
        self.words(&places.head_before, word::PLACE_HEAD_BEFORE);
        self.words(&places.head_after, word::PLACE_HEAD_AFTER);
        self.words(&places.head_of, word::PLACE_HEAD_OF);
    }

    fn add_organizations(&mut self, organizations: &Organizations) {
        self.bodies(&organizations.known);
        self.words(&organizations.legal, word::LEGAL);
        self.words(&organizations.head, word::ORG_HEAD);
        self.words(&organizations.head_of, word::ORG_HEAD_OF);
        self.words(&organizations.join, word::JOIN);
        self.light = hashes(&organizations.light);
        self.part = hashes(&organizations.part);
        self.words(&organizations.no_name, word::NO_NAME);
    }

    fn add_outlets(&mut self, outlets: &Outlets) {
        self.bodies(&outlets.known);
    }

    /// Bodies with all their names.
    fn bodies(&mut self, known: &[Vec<String>]) {
        for names in known {
            let Some(first) = names.first() else { continue };
            for name in names {
                self.phrase(name, phrase::ORG);
                self.canonical.insert(fold(name), fold(first));
            }
        }
    }

    fn add_titles(&mut self, titles: Titles) {
        self.words(&titles.short, word::SHORT_TITLE);
        for role in &titles.role {
            for part in role.split(' ') {
                if part.chars().next().is_some_and(char::is_uppercase) {
                    self.word(part, word::ROLE);
                }
            }
        }
        self.words(&titles.modifier, word::MODIFIER);
        self.no_given = hashes(&titles.no_given);
        self.definite = hashes(&titles.definite);
        self.joined = titles.joined;
        self.words(&titles.suffix, word::SUFFIX);
        self.words(&titles.particle, word::PARTICLE);
        self.words(&titles.before_surname, word::BEFORE_SURNAME);
        self.words(&titles.person_verb, word::PERSON_VERB);
    }

    fn add_demonyms(&mut self, demonyms: Demonyms) {
        for (country, names) in demonyms.of {
            for name in names {
                let last = name.rsplit(' ').next().unwrap_or(&name);
                self.word(last, word::DEMONYM);
                self.word(&format!("{last}s"), word::DEMONYM);
                self.demonyms.insert(format!("{}s", plain(&name)), country.clone());
                self.demonyms.insert(plain(&name), country.clone());
            }
        }
        for name in demonyms.people.other {
            self.word(&name, word::DEMONYM);
            self.word(&format!("{name}s"), word::DEMONYM);
        }
    }

    fn add_given_names(&mut self, names: &GivenNames) {
        self.words(&names.given, word::GIVEN);
        self.words(&names.surname, word::SURNAME);
        for group in &names.short_for {
            let Some(long) = group.first() else { continue };
            for name in group {
                self.word(name, word::GIVEN);
                self.long_given.insert(fold(name), fold(long));
            }
        }
    }

    fn add_metonyms(&mut self, metonyms: &Metonyms) {
        self.words(&metonyms.verb, word::ACT_VERB);
        self.words(&metonyms.auxiliary, word::AUXILIARY);
        self.words(&metonyms.before, word::GOVERNMENT_BEFORE);
        self.words(&metonyms.place_before, word::PLACE_BEFORE);
        for seat in &metonyms.seat {
            self.phrase(seat, phrase::SEAT);
        }
    }

    fn add_common(&mut self) {
        let common: Common = grammar::built_in("en/words.toml");
        self.words(&common.stop, word::STOP);
        self.words(&common.calendar, word::CALENDAR);
        self.no_name_endings = common.no_name_endings;
    }

    fn words(&mut self, words: &[String], bit: u32) {
        for word in words {
            self.word(word, bit);
        }
    }

    fn word(&mut self, word: &str, bit: u32) {
        *self.words.entry(hash(word)).or_default() |= bit;
    }

    fn phrase(&mut self, name: &str, bit: u8) {
        let words: Vec<u64> = copydesk_text::tokens(name).iter().map(|t| hash(t.text(name))).collect();
        let Some(first) = words.first() else { return };
        let longest = self.starts.entry(*first).or_default();
        *longest = (*longest).max(words.len().min(8) as u8);
        let key = words.iter().fold(0, |key, word| join(key, *word));
        *self.phrases.entry(key).or_default() |= bit;
    }

    /// What a word with this hash may be, as bits of [`word`].
    pub(crate) fn word_bits(&self, hash: u64) -> u32 {
        self.words.get(&hash).copied().unwrap_or(0)
    }

    /// Whether a word ends as no name does.
    pub(crate) fn ends_as_no_name(&self, word: &str) -> bool {
        self.no_name_endings.iter().any(|end| word.ends_with(end.as_str()))
    }

    /// A folded surname without an article that is one word with it.
    pub(crate) fn without_article<'a>(&self, surname: &'a str) -> &'a str {
        self.joined.iter().find_map(|article| surname.strip_prefix(article.as_str())).unwrap_or(surname)
    }

    /// Whether a role is taken for a given name and is none.
    pub(crate) fn is_no_given(&self, hash: u64) -> bool {
        self.no_given.contains(&hash)
    }

    /// Whether the name of a body may lack this last word of it ("International").
    pub(crate) fn is_light(&self, word: &str) -> bool {
        self.light.contains(&hash(word))
    }

    /// Whether a word ends the name of a part of a body ("Bureau").
    pub(crate) fn is_part(&self, word: &str) -> bool {
        self.part.contains(&hash(word))
    }

    /// Whether a word in front of a role makes it mean one person ("the").
    pub(crate) fn is_definite(&self, word: &str) -> bool {
        self.definite.contains(&hash(word))
    }

    /// Whether a word with this hash is a place's name even in lower case ("kyiv").
    pub(crate) fn is_name_in_lower_case(&self, hash: u64) -> bool {
        self.lower_case.contains(&hash)
    }

    /// Whether a short name is a word as well unless it stands in capitals ("US").
    pub(crate) fn needs_capitals(&self, word: &str) -> bool {
        self.in_capitals.contains(&hash(word))
    }

    /// The longest phrase that begins at the first of `hashes`: how many words, and bits of [`phrase`].
    pub(crate) fn longest(&self, hashes: &[u64]) -> Option<(usize, u8)> {
        let most = usize::from(*self.starts.get(hashes.first()?)?);
        let mut key = 0;
        let mut found = None;
        for (i, word) in hashes.iter().take(most).enumerate() {
            key = join(key, *word);
            if let Some(bits) = self.phrases.get(&key) {
                found = Some((i + 1, *bits));
            }
        }
        found
    }

    /// The folded name a folded name is compared by.
    pub(crate) fn canonical<'a>(&'a self, folded: &'a str) -> &'a str {
        self.canonical.get(folded).map_or(folded, String::as_str)
    }

    /// The folded country whose government sits in a folded capital.
    pub(crate) fn country_of_capital(&self, folded: &str) -> Option<&str> {
        self.capitals.get(folded).map(String::as_str)
    }

    /// The country a demonym belongs to.
    pub(crate) fn country_of_demonym(&self, word: &str) -> Option<&str> {
        self.demonyms.get(&plain(word)).map(String::as_str)
    }

    /// The long form of a folded given name ("bill": "william"), or itself.
    pub(crate) fn long_given<'a>(&'a self, folded: &'a str) -> &'a str {
        self.long_given.get(folded).map_or(folded, String::as_str)
    }
}
