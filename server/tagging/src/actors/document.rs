//! Who is meant: the names of a whole document brought together, and the words that stand for them.

use super::find::listed_kind;
use super::fold::fold_word;
use super::identity::{Same, bare, body, is_initials_of, is_short_for, key, same_person};
use super::lists::{LISTS, hash, word};
use super::model::Model;
use super::{Alias, Key};
use crate::mention::{Actor, Identity, Kind, Mention, Reference, Value};
use crate::{Tagged, TaggedSentence};
use copydesk_text::{Token, TokenKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::ops::Range;

/// Where a mention of an actor stands, and what the sentence alone says of it.
struct Place {
    sentence: usize,
    mention: usize,
    kind: Kind,
    name: String,
    weight: u8,
}

/// Fills in the actors of a document: one identity for each, whatever it is called; kinds agree over the document.
pub(crate) fn settle(tagged: &mut Tagged, aliases: &[Alias]) {
    drop_dated(&mut tagged.sentences);
    trim_known(&mut tagged.sentences);
    find_known_again(&mut tagged.sentences);
    let mut places = places(&tagged.sentences);
    agree_on_kinds(&mut places);
    let mut identities =
        Identities { aliases: aliases.iter().map(alias_keys).collect(), ..Identities::default() };
    let ids = identities.gather(&tagged.sentences, &places);
    for (place, id) in places.iter().zip(ids) {
        let mention = &mut tagged.sentences[place.sentence].mentions[place.mention];
        mention.kind = place.kind;
        if let Value::Actor(actor) = &mut mention.value {
            actor.id = id;
            actor.metonym &= place.kind == Kind::Place;
        }
    }
    tagged.actors = identities.all;
    find_roles(tagged, &places);
    tagged.references = find_references(&tagged.sentences, &tagged.actors);
}

/// "Sun, 12/14/2025" names nobody.
fn drop_dated(sentences: &mut [TaggedSentence]) {
    for tagged in sentences {
        let figures: Vec<Range<usize>> = tagged
            .mentions
            .iter()
            .filter(|m| m.kind.is_time() || matches!(m.kind, Kind::Money | Kind::Percent | Kind::Quantity))
            .map(|m| m.range.clone())
            .collect();
        let inside = |m: &Mention| figures.iter().any(|f| f.start <= m.range.start && m.range.end <= f.end);
        tagged.mentions.retain(|m| !(m.kind.is_actor() && inside(m)));
    }
}

fn name_of(sentence: &TaggedSentence, range: Range<usize>) -> String {
    let raw = sentence.sentence.text.get(range).unwrap_or_default();
    if raw.contains(['\n', '\t']) || raw.contains("  ") {
        raw.split_whitespace().collect::<Vec<_>>().join(" ")
    } else {
        raw.to_owned()
    }
}

fn places(sentences: &[TaggedSentence]) -> Vec<Place> {
    let mut all = Vec::new();
    for (sentence, tagged) in sentences.iter().enumerate() {
        for (mention, found) in tagged.mentions.iter().enumerate() {
            if let Value::Actor(actor) = &found.value {
                let name = name_of(tagged, actor.name.clone());
                all.push(Place { sentence, mention, kind: found.kind, name, weight: actor.weight });
            }
        }
    }
    all
}

/// "Unworkable Zelenskyy" in a heading, "Zelensky Shockingly": a person named elsewhere in the document, with common words
/// beside.
fn trim_known(sentences: &mut [TaggedSentence]) {
    let Some(model) = Model::built_in() else { return };
    let mut known: FxHashMap<String, usize> = FxHashMap::default();
    let people = |tagged: &TaggedSentence| -> Vec<(usize, Range<usize>)> {
        let people = tagged.mentions.iter().enumerate().filter(|(_, m)| m.kind == Kind::Person);
        people.map(|(at, m)| (at, m.range.clone())).collect()
    };
    for tagged in sentences.iter() {
        for (_, range) in people(tagged) {
            let last = tagged.sentence.text[range].rsplit(char::is_whitespace).next().map(fold_word);
            *known.entry(last.unwrap_or_default()).or_default() += 1;
        }
    }
    let mut lower: FxHashSet<u64> = FxHashSet::default();
    for tagged in sentences.iter() {
        let words = tagged.tokens.iter().map(|t| t.text(&tagged.sentence.text));
        lower.extend(words.filter(|word| word.starts_with(char::is_lowercase)).map(hash));
    }
    for tagged in sentences {
        let text = tagged.sentence.text.clone();
        let plain = |t: &Range<usize>| {
            let h = hash(&text[t.clone()]);
            (model.is_common(h) || lower.contains(&h))
                && LISTS.word_bits(h) & (word::GIVEN | word::SURNAME | word::ORG_HEAD | word::LEGAL) == 0
                || text[t.clone()].starts_with(['\'', '’'])
        };
        let all_plain = |m: &Mention| {
            let inside = |t: &&Token| m.range.start <= t.range.start && t.range.end <= m.range.end;
            tagged.tokens.iter().filter(inside).all(|t| plain(&t.range))
        };
        let weak = |m: &Mention| matches!(&m.value, Value::Actor(actor) if actor.weight < 150);
        tagged.mentions.retain(|m| {
            !matches!(m.kind, Kind::Person | Kind::Organization)
                || !weak(m)
                || !text[m.range.clone()].contains(' ')
                || !all_plain(m)
        });
        for (at, range) in people(tagged) {
            let tokens: Vec<Range<usize>> = tagged
                .tokens
                .iter()
                .map(|t| t.range.clone())
                .filter(|t| range.start <= t.start && t.end <= range.end)
                .collect();
            let adverb = |t: &Range<usize>| {
                ["ly", "able", "ible", "ing", "less", "ous"].iter().any(|end| text[t.clone()].ends_with(end))
            };
            let is_known = |t: &Range<usize>| known.get(&fold_word(&text[t.clone()])).is_some_and(|n| *n > 1);
            let kept = match tokens.as_slice() {
                [rest @ .., last]
                    if !rest.is_empty()
                        && is_known(last)
                        && rest.iter().all(|t| {
                            plain(t)
                                || adverb(t) && LISTS.word_bits(hash(&text[t.clone()])) & word::GIVEN == 0
                        }) =>
                {
                    last.clone()
                }
                [first, rest @ ..]
                    if !rest.is_empty() && is_known(first) && rest.iter().all(|t| plain(t) || adverb(t)) =>
                {
                    first.clone()
                }
                _ => continue,
            };
            let mention = &mut tagged.mentions[at];
            mention.range = kept.clone();
            if let Value::Actor(actor) = &mut mention.value {
                actor.name = kept;
            }
        }
    }
}

/// Tags a name everywhere in the document that was tagged in one place on good evidence.
fn find_known_again(sentences: &mut [TaggedSentence]) {
    let mut known: FxHashMap<String, (Kind, u8)> = FxHashMap::default();
    for tagged in sentences.iter() {
        for mention in &tagged.mentions {
            let Value::Actor(actor) = &mention.value else { continue };
            let name = &tagged.sentence.text[actor.name.clone()];
            let words = name.split_whitespace().count();
            if words == 1 && actor.weight < 100 {
                continue;
            }
            let word = if words == 1 {
                name
            } else if mention.kind == Kind::Person {
                name.rsplit(char::is_whitespace).next().unwrap_or(name)
            } else {
                continue;
            };
            let h = hash(word);
            if LISTS.word_bits(h) & (word::STOP | word::SUFFIX | word::CALENDAR) != 0
                || word.chars().count() < 3
            {
                continue;
            }
            let best = known.entry(bare(&fold_word(word)).to_owned()).or_insert((mention.kind, 0));
            if actor.weight > best.1 {
                *best = (mention.kind, actor.weight);
            }
        }
    }
    if known.is_empty() {
        return;
    }
    for tagged in sentences {
        let text = &tagged.sentence.text;
        let mut found = Vec::new();
        for (i, token) in tagged.tokens.iter().enumerate() {
            let word = token.text(text);
            if token.kind != TokenKind::Word || !word.starts_with(char::is_uppercase) {
                continue;
            }
            let covered = |m: &Mention| m.range.start < token.range.end && token.range.start < m.range.end;
            if tagged.mentions.iter().any(|m| m.kind.is_actor() && covered(m)) {
                continue;
            }
            // At the start of a sentence a capital proves nothing where the word is a common one.
            if LISTS.word_bits(hash(word)) & (word::STOP | word::ROLE | word::ORG_HEAD | word::DEMONYM) != 0 {
                continue;
            }
            let Some((kind, _)) = known.get(bare(&fold_word(word))) else { continue };
            // A word of a longer capitalised stretch is a word of another name.
            let beside = |j: Option<usize>| {
                j.and_then(|j| tagged.tokens.get(j)).is_some_and(|t| {
                    t.kind == TokenKind::Word
                        && t.text(text).starts_with(char::is_uppercase)
                        && LISTS.word_bits(hash(t.text(text)))
                            & (word::ROLE | word::SHORT_TITLE | word::STOP | word::DEMONYM)
                            == 0
                        && !tagged
                            .mentions
                            .iter()
                            .any(|m| m.kind.is_actor() && m.range.contains(&t.range.start))
                })
            };
            if beside(i.checked_sub(1)) || beside(Some(i + 1)) {
                continue;
            }
            let range = token.range.clone();
            let value = Value::Actor(Actor { name: range.clone(), id: 0, metonym: false, weight: 50 });
            found.push(Mention { range, kind: *kind, value });
        }
        if !found.is_empty() {
            tagged.mentions.extend(found);
            tagged.mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
        }
    }
}

/// One name, one kind, by the weight of what the sentences say; a surname is its bearer's.
fn agree_on_kinds(places: &mut [Place]) {
    let mut votes: FxHashMap<String, [u32; 3]> = FxHashMap::default();
    let slot = |kind: Kind| match kind {
        Kind::Person => 0,
        Kind::Organization => 1,
        _ => 2,
    };
    for place in places.iter() {
        let folded = super::fold(&place.name);
        let weight = u32::from(place.weight) + 1;
        if place.kind == Kind::Person
            && let Some((_, surname)) = folded.rsplit_once(' ')
        {
            votes.entry(bare(surname).to_owned()).or_default()[0] += weight;
        }
        votes.entry(folded).or_default()[slot(place.kind)] += weight;
    }
    for place in places {
        let Some(votes) = votes.get(&super::fold(&place.name)) else { continue };
        let own = votes[slot(place.kind)];
        let (best, most) = votes.iter().enumerate().max_by_key(|(_, n)| **n).map_or((0, 0), |(i, n)| (i, *n));
        let listed = listed_kind(&place.name) == Some(place.kind);
        if most > own * if listed || place.weight >= 200 { 6 } else { 1 } {
            place.kind = [Kind::Person, Kind::Organization, Kind::Place][best];
        }
    }
}

fn alias_keys(alias: &Alias) -> (Kind, Vec<Key>) {
    (alias.kind, alias.names.iter().map(|name| key(alias.kind, name)).collect())
}

#[derive(Default)]
struct Identities {
    all: Vec<Identity>,
    aliases: Vec<(Kind, Vec<Key>)>,
    /// Bare surname to the people who have it, in the order of the document.
    by_surname: FxHashMap<String, Vec<usize>>,
    by_given: FxHashMap<String, Vec<usize>>,
    /// How often a person is named in full.
    full_names: FxHashMap<usize, usize>,
    by_main: FxHashMap<(Kind, String), usize>,
}

impl Identities {
    /// The identity of every place, in the order of `places`.
    fn gather(&mut self, sentences: &[TaggedSentence], places: &[Place]) -> Vec<usize> {
        let keys: Vec<Key> = places.iter().map(|place| self.key(place.kind, &place.name)).collect();
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

    fn key(&self, kind: Kind, name: &str) -> Key {
        let key = key(kind, name);
        let alias = self.aliases.iter().find(|(of, keys)| *of == kind && keys.contains(&key));
        alias.and_then(|(_, keys)| keys.first().cloned()).unwrap_or(key)
    }

    fn add(&mut self, key: &Key, place: &Place) -> usize {
        let id = self.all.len();
        self.all.push(Identity {
            kind: place.kind,
            name: place.name.clone(),
            names: vec![place.name.clone()],
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
        }
        id
    }

    /// Gives an identity one more name; the fullest is the one it goes by.
    fn name(&mut self, id: usize, key: &Key, place: &Place) {
        let identity = &mut self.all[id];
        if !identity.names.contains(&place.name) {
            identity.names.push(place.name.clone());
        }
        let fuller = match place.kind {
            Kind::Person => key.given.concat().len() > identity.key.given.concat().len(),
            _ => place.name.len() > identity.name.len() && place.name.chars().any(char::is_lowercase),
        };
        if fuller {
            identity.name.clone_from(&place.name);
            if place.kind == Kind::Person {
                identity.key = key.clone();
            }
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
        let head = LISTS.word_bits(hash(&key.main)) & (word::ORG_HEAD | word::ORG_HEAD_OF) != 0;
        let fits: Vec<usize> = (0..self.all.len())
            .filter(|id| {
                let other = &self.all[*id];
                let long = other.key.main.as_str();
                other.kind == Kind::Organization
                    && (is_initials_of(&key.main, long)
                        || is_short_for(&key.main, long)
                        || head && long.rsplit(' ').next() == Some(key.main.as_str())
                        || other.names.iter().any(|name| is_short_for(&key.main, &body(name))))
            })
            .take(2)
            .collect();
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

/// The titles and roles that stand before the names of people.
fn find_roles(tagged: &mut Tagged, places: &[Place]) {
    for place in places.iter().filter(|place| place.kind == Kind::Person) {
        let sentence = &tagged.sentences[place.sentence];
        let mention = &sentence.mentions[place.mention];
        let Value::Actor(actor) = &mention.value else { continue };
        let first = sentence.tokens.partition_point(|t| t.range.start < mention.range.start);
        let text = &sentence.sentence.text;
        let mut start = first;
        while start > 0 {
            let token = sentence.tokens[start - 1].text(text);
            let bits = LISTS.word_bits(hash(token));
            let of_role = bits & (word::ROLE | word::MODIFIER | word::DEMONYM | word::SHORT_TITLE) != 0;
            if !of_role || bits & word::STOP != 0 || first - start >= 6 {
                break;
            }
            start -= 1;
        }
        let role = &sentence.tokens[start..first];
        let (Some(from), Some(to)) = (role.first(), role.last()) else { continue };
        let has_role = role.iter().any(|t| LISTS.word_bits(hash(t.text(text))) & word::ROLE != 0);
        let role = name_of(sentence, from.range.start..to.range.end);
        if let Some(identity) =
            tagged.actors.get_mut(actor.id).filter(|i| has_role && !i.roles.contains(&role))
        {
            identity.roles.push(role);
        }
    }
}

/// "the chancellor", where one chancellor is about; "the Varnish chancellor", where one of that country is.
fn find_references(sentences: &[TaggedSentence], actors: &[Identity]) -> Vec<Reference> {
    let mut holders: FxHashMap<usize, Vec<(usize, Option<&str>)>> = FxHashMap::default();
    for (id, identity) in actors.iter().enumerate() {
        for role in &identity.roles {
            let words: Vec<&str> = role.split(' ').collect();
            let lower = |n: usize| words[words.len().saturating_sub(n)..].join(" ").to_lowercase();
            let Some(office) = LISTS.office(&lower(2)).or_else(|| LISTS.office(&lower(1))) else { continue };
            let past = |w: &&str| {
                matches!(w.to_lowercase().as_str(), "former" | "ex" | "late" | "then" | "outgoing")
            };
            if words.iter().any(past) {
                continue;
            }
            let country = words.iter().find_map(|w| LISTS.country_of_demonym(w));
            let known = holders.entry(office).or_default();
            match known.iter_mut().find(|(other, _)| *other == id) {
                Some((_, of)) => *of = of.or(country),
                None => known.push((id, country)),
            }
        }
    }
    let mut found = Vec::new();
    if holders.is_empty() {
        return found;
    }
    for (at, tagged) in sentences.iter().enumerate() {
        let text = &tagged.sentence.text;
        let word = |i: usize| tagged.tokens.get(i).map_or("", |t| t.text(text));
        for i in 0..tagged.tokens.len() {
            if !word(i).eq_ignore_ascii_case("the") {
                continue;
            }
            let country = LISTS.country_of_demonym(word(i + 1));
            let first = i + 1 + usize::from(country.is_some());
            let two = format!("{} {}", word(first), word(first + 1)).to_lowercase();
            let (office, len) = match (LISTS.office(&two), LISTS.office(&word(first).to_lowercase())) {
                (Some(office), _) => (office, 2),
                (None, Some(office)) => (office, 1),
                (None, None) => continue,
            };
            let Some(last) = tagged.tokens.get(first + len - 1) else { continue };
            let range = tagged.tokens[i + 1].range.start..last.range.end;
            // "the president of the club", "the chancellor Orla Venn".
            let next = word(first + len);
            let other = next == "of"
                || tagged.mentions.iter().any(|m| {
                    m.kind == Kind::Person && m.range.start > range.start && m.range.start <= range.end + 1
                });
            let fits: Vec<usize> = holders
                .get(&office)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .filter(|(_, of)| country.is_none() || of.is_none() || *of == country)
                .map(|(id, _)| *id)
                .collect();
            let exact: Vec<usize> = holders
                .get(&office)
                .map_or(&[][..], Vec::as_slice)
                .iter()
                .filter(|(_, of)| country.is_some() && *of == country)
                .map(|(id, _)| *id)
                .collect();
            let one = match (exact.as_slice(), fits.as_slice()) {
                ([one], _) | (_, [one]) => *one,
                _ => continue,
            };
            if !other {
                found.push(Reference { sentence: at, range, actor: one });
            }
        }
    }
    found
}
