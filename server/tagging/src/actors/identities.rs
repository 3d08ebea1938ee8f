//! One identity for each actor of a document, whatever it is called there.

use super::aliases::Aliases;
use super::document::Place;
use super::identity::{Same, bare, body, initials, is_initials_of, key, same_person};
use super::lists::{LISTS, hash, word};
use crate::TaggedSentence;
use crate::actors::Key;
use crate::mention::{Identity, Kind};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The actors of a document as they are met.
pub(super) struct Identities<'a> {
    /// Every actor, in the order of the document.
    pub(super) all: Vec<Identity>,
    aliases: &'a Aliases,
    /// Bare surname to the people who have it, in the order of the document.
    by_surname: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<String, Vec<usize>>,
    /// How often a person is named in full.
    full_names: FxHashMap<usize, usize>,
    by_main: FxHashMap<(Kind, String), usize>,
    /// Initials and first words of an organisation's names to the organisations, two at the most: more say no more.
    by_short: FxHashMap<String, Vec<usize>>,
    /// Last word of an organisation's name ("ministry") to the organisations, two at the most.
    by_head: FxHashMap<String, Vec<usize>>,
}

impl<'a> Identities<'a> {
    /// No actors yet.
    pub(super) fn new(aliases: &'a Aliases) -> Self {
        Self {
            aliases,
            all: Vec::new(),
            by_surname: FxHashMap::default(),
            by_given: FxHashMap::default(),
            full_names: FxHashMap::default(),
            by_main: FxHashMap::default(),
            by_short: FxHashMap::default(),
            by_head: FxHashMap::default(),
        }
    }

    /// The identity of every place, in the order of `places`.
    pub(super) fn gather(&mut self, sentences: &[TaggedSentence], places: &[Place]) -> Vec<usize> {
        let keys: Vec<Cow<'_, Key>> = places.iter().map(|place| self.key(place)).collect();
        let mut ids = vec![usize::MAX; places.len()];
        // Names that say most first: full names of people, long names of organisations.
        for full in [true, false] {
            for (at, (place, key)) in places.iter().zip(&keys).enumerate() {
                let says_all = match place.kind {
                    Kind::Person => !key.given.is_empty(),
                    Kind::Organization => key.main.contains(' '),
                    _ => true,
                };
                if says_all == full {
                    ids[at] = match place.kind {
                        Kind::Person => self.person(key, place),
                        Kind::Organization if !full => {
                            self.short_body(key, place, &ids, places, at, sentences)
                        }
                        _ => self.body(key, place),
                    };
                }
            }
        }
        ids
    }

    fn key<'p>(&self, place: &'p Place) -> Cow<'p, Key>
    where
        'a: 'p,
    {
        let own = if place.kind == place.named.kind {
            Cow::Borrowed(&place.named.key)
        } else {
            Cow::Owned(key(place.kind, &place.named.name))
        };
        match self.aliases.first(place.kind, &own) {
            Some(first) => Cow::Borrowed(first),
            None => own,
        }
    }

    fn add(&mut self, key: &Key, place: &Place) -> usize {
        let id = self.all.len();
        self.all.push(Identity {
            kind: place.kind,
            name: place.named.name.clone(),
            names: vec![place.named.name.clone()],
            roles: Vec::new(),
            key: key.clone(),
        });
        if place.kind == Kind::Person {
            self.by_surname.entry(bare(&key.main).to_owned()).or_default().push(id);
            for given in &key.given {
                self.by_given.entry(given.clone()).or_default().push(id);
            }
        } else {
            self.by_main.insert((place.kind, key.main.clone()), id);
            self.shorten(id, &key.main);
            self.shorten_name(id, &place.named.folded, &place.named.name);
        }
        id
    }

    /// Gives an identity one more name; the fullest is the one it goes by.
    fn name(&mut self, id: usize, key: &Key, place: &Place) {
        let identity = &mut self.all[id];
        if !identity.names.contains(&place.named.name) {
            identity.names.push(place.named.name.clone());
            if place.kind == Kind::Organization {
                self.shorten_name(id, &place.named.folded, &place.named.name);
            }
        }
        let identity = &mut self.all[id];
        let fuller = match place.kind {
            Kind::Person => key.given.concat().len() > identity.key.given.concat().len(),
            // The name of a part of it is longer, and none it goes by.
            _ => match (is_part(&place.named.name), is_part(&identity.name)) {
                (true, false) => false,
                (false, true) => true,
                _ => {
                    place.named.name.len() > identity.name.len()
                        && place.named.name.chars().any(char::is_lowercase)
                }
            },
        };
        if fuller {
            identity.name.clone_from(&place.named.name);
            if place.kind == Kind::Person {
                identity.key = key.clone();
            }
        }
    }

    /// Notes what an organisation with the folded name `main` may be called for short.
    fn shorten(&mut self, id: usize, main: &str) {
        if self.all[id].kind != Kind::Organization {
            return;
        }
        for letters in initials(main).into_iter().filter(|letters| (2..=8).contains(&letters.len())) {
            note(&mut self.by_short, letters, id);
        }
        if let Some((_, head)) = main.rsplit_once(' ') {
            note(&mut self.by_head, head.to_owned(), id);
        }
        self.note_beginnings(id, main);
    }

    /// The same for one more name of it.
    fn shorten_name(&mut self, id: usize, folded: &str, name: &str) {
        if self.all[id].kind == Kind::Organization && folded.contains(' ') {
            self.note_beginnings(id, &body(name));
        }
    }

    fn note_beginnings(&mut self, id: usize, main: &str) {
        for (end, _) in main.match_indices(' ').take(BEGINNINGS).filter(|(end, _)| *end > 1) {
            note(&mut self.by_short, main[..end].to_owned(), id);
        }
    }

    fn person(&mut self, key: &Key, place: &Place) -> usize {
        let fits = |all: &[Identity], id: &usize| same_person(&all[*id].key, key) != Same::No;
        let by_surname = self.by_surname.get(bare(&key.main)).map_or(&[][..], Vec::as_slice);
        let mut found: Vec<usize> = by_surname.iter().copied().filter(|id| fits(&self.all, id)).collect();
        if found.is_empty() && key.given.is_empty() {
            found = self.by_given.get(LISTS.long_given(&key.main)).cloned().unwrap_or_default();
        }
        // Of several the one whose full name is met most.
        let id = match found.into_iter().rev().max_by_key(|id| self.full_names.get(id).copied()) {
            Some(id) => {
                self.name(id, key, place);
                id
            }
            None => self.add(key, place),
        };
        if !key.given.is_empty() {
            *self.full_names.entry(id).or_default() += 1;
        }
        id
    }

    fn body(&mut self, key: &Key, place: &Place) -> usize {
        match self.by_main.get(&(place.kind, key.main.clone())) {
            Some(id) => {
                let id = *id;
                self.name(id, key, place);
                id
            }
            None => self.add(key, place),
        }
    }

    /// A one-word name of an organisation: its own, an acronym, or short for a longer one of the document.
    fn short_body(
        &mut self,
        key: &Key,
        place: &Place,
        ids: &[usize],
        places: &[Place],
        at: usize,
        sentences: &[TaggedSentence],
    ) -> usize {
        if self.by_main.contains_key(&(place.kind, key.main.clone())) {
            return self.body(key, place);
        }
        // "Kestrel Harbour Trust (KHT)".
        if let Some(before) = at.checked_sub(1)
            && places[before].sentence == place.sentence
            && places[before].kind == place.kind
            && ids[before] < self.all.len()
        {
            let text = &sentences[place.sentence].sentence.text;
            let range = |place: &Place| sentences[place.sentence].mentions[place.mention].range.clone();
            let between = text.get(range(&places[before]).end..range(place).start).map(str::trim);
            let letter = |name: &str| name.chars().next().map(|c| c.to_ascii_lowercase());
            let long = &self.all[ids[before]].key.main;
            if between == Some("(") && (is_initials_of(&key.main, long) || letter(&key.main) == letter(long))
            {
                self.by_main.insert((place.kind, key.main.clone()), ids[before]);
                self.name(ids[before], key, place);
                return ids[before];
            }
        }
        let mut fits = self.by_short.get(&key.main).cloned().unwrap_or_default();
        if LISTS.word_bits(hash(&key.main)) & (word::ORG_HEAD | word::ORG_HEAD_OF) != 0 {
            for &id in self.by_head.get(&key.main).map_or(&[][..], Vec::as_slice) {
                if !fits.contains(&id) {
                    fits.push(id);
                }
            }
        }
        match fits.as_slice() {
            [one] => {
                self.by_main.insert((place.kind, key.main.clone()), *one);
                self.name(*one, key, place);
                *one
            }
            _ => self.add(key, place),
        }
    }
}

/// Whether a name says more than what the body goes by: "Varn News Northern Bureau", "Varn News In-Depth".
fn is_part(name: &str) -> bool {
    name.rsplit(' ').next().is_some_and(|last| LISTS.is_part(last))
}

/// Words of a name whose beginnings are noted; longer names are lists.
const BEGINNINGS: usize = 8;

fn note(map: &mut FxHashMap<String, Vec<usize>>, short: String, id: usize) {
    let known = map.entry(short).or_default();
    if known.len() < 2 && !known.contains(&id) {
        known.push(id);
    }
}
