//! Who is meant: the names of a whole document brought together, and the words that stand for them.

use super::aliases::Aliases;
use super::find::{is_listed, listed_kind};
use super::folded::Named;
use super::identities::Identities;
use super::identity::bare;
use super::known::{find_known_again, find_shortened, trim_known};
use super::lists::{LISTS, hash, word};
use super::nature::Signs;
use super::offices::Offices;
use super::roles::{find_references, find_roles};
use crate::mention::{Kind, Value};
use crate::{Language, Tagged, TaggedSentence};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// Where a mention of an actor stands, and what the sentence alone says of it.
pub(super) struct Place {
    pub(super) sentence: usize,
    pub(super) mention: usize,
    pub(super) kind: Kind,
    pub(super) named: Arc<Named>,
    weight: u8,
    signs: Signs,
}

/// Fills in the actors of a document: one identity for each, whatever it is called; kinds agree over the document.
pub(crate) fn settle(tagged: &mut Tagged, aliases: &Aliases, offices: &Offices) {
    drop_dated(&mut tagged.sentences);
    if tagged.language == Language::ENGLISH {
        trim_known(&mut tagged.sentences);
    }
    find_known_again(&mut tagged.sentences);
    find_shortened(&mut tagged.sentences);
    aliases.find(&mut tagged.sentences);
    let mut places = places(&tagged.sentences);
    agree_on_kinds(&mut places, aliases);
    let mut identities = Identities::new(aliases);
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
    find_roles(tagged, &places, offices);
    tagged.references = find_references(&tagged.sentences, &tagged.actors, offices);
}

/// "Sun, 12/14/2025" names nobody.
fn drop_dated(sentences: &mut [TaggedSentence]) {
    for tagged in sentences {
        // Mentions are in order of their starts, so what ends last of those before is what may hold one.
        let mut dated = 0;
        tagged.mentions.retain(|m| {
            if m.kind.is_time() || matches!(m.kind, Kind::Money | Kind::Percent | Kind::Quantity) {
                dated = dated.max(m.range.end);
            }
            !(m.kind.is_actor() && m.range.end <= dated)
        });
    }
}

fn places(sentences: &[TaggedSentence]) -> Vec<Place> {
    let mut all = Vec::new();
    for (sentence, tagged) in sentences.iter().enumerate() {
        for (mention, found) in tagged.mentions.iter().enumerate() {
            if let Value::Actor(actor) = &found.value {
                let named = tagged.folded.named(&tagged.sentence.text, &actor.name, found.kind);
                let signs = tagged.folded.signs(actor.name.start);
                all.push(Place { sentence, mention, kind: found.kind, named, weight: actor.weight, signs });
            }
        }
    }
    all
}

/// Whether a folded word is one that names of firms end with.
fn is_firm(word: &str) -> bool {
    LISTS.word_bits(hash(word)) & (word::ORG_HEAD | word::LEGAL) != 0
}

/// One name, one kind, by the weight of what the sentences say; a surname is its bearer's; what the user says goes first.
fn agree_on_kinds(places: &mut [Place], aliases: &Aliases) {
    let mut votes: FxHashMap<&str, [u32; 3]> = FxHashMap::default();
    let slot = |kind: Kind| match kind {
        Kind::Person => 0,
        Kind::Organization => 1,
        _ => 2,
    };
    for place in places.iter() {
        let folded = place.named.folded.as_str();
        let weight = u32::from(place.weight) + 1;
        if place.kind == Kind::Person
            && let Some((_, surname)) = folded.rsplit_once(' ')
        {
            votes.entry(bare(surname)).or_default()[0] += weight;
        }
        votes.entry(folded).or_default()[slot(place.kind)] += weight;
    }
    // "Harl" of "Harl Shipping Co." is the firm, where nobody has the name.
    let mut firms: FxHashSet<&str> = FxHashSet::default();
    let mut surnames: FxHashSet<&str> = FxHashSet::default();
    for place in places.iter() {
        match (place.kind, place.named.folded.split_once(' ')) {
            (Kind::Organization, Some((first, rest))) if rest.split(' ').all(is_firm) => firms.insert(first),
            (Kind::Person, Some(_)) => surnames.insert(bare(&place.named.folded)),
            _ => continue,
        };
    }
    let natures = natures(places, &surnames);
    let agreed = |place: &Place| {
        if let Some(kind) = aliases.kind(&place.named.folded) {
            return kind;
        }
        let folded = place.named.folded.as_str();
        match natures.get(folded) {
            Some((Kind::Organization, signs)) if place.kind != Kind::Place || signs.is_firm() => {
                return Kind::Organization;
            }
            Some((Kind::Person, _)) if place.kind == Kind::Organization => return Kind::Person,
            _ => {}
        }
        if place.kind == Kind::Person
            && place.weight < 150
            && firms.contains(folded)
            && !surnames.contains(folded)
        {
            return Kind::Organization;
        }
        let Some(votes) = votes.get(place.named.folded.as_str()) else { return place.kind };
        let own = votes[slot(place.kind)];
        let (best, most) = votes.iter().enumerate().max_by_key(|(_, n)| **n).map_or((0, 0), |(i, n)| (i, *n));
        if most <= own {
            return place.kind;
        }
        let sure = place.weight >= 200 || listed_kind(&place.named.name) == Some(place.kind);
        if most > own * if sure { 6 } else { 1 } {
            [Kind::Person, Kind::Organization, Kind::Place][best]
        } else {
            place.kind
        }
    };
    let kinds: Vec<Kind> = places.iter().map(agreed).collect();
    for (place, kind) in places.iter_mut().zip(kinds) {
        place.kind = kind;
    }
}

/// What names of one word are by all that the document says around them, where that is clear and nobody bears the name with
/// a given one.
fn natures<'p>(places: &'p [Place], surnames: &FxHashSet<&str>) -> FxHashMap<&'p str, (Kind, Signs)> {
    let mut said: FxHashMap<&str, Signs> = FxHashMap::default();
    for place in places.iter().filter(|place| place.signs != Signs::default()) {
        if !is_listed(&place.named.name) {
            said.entry(&place.named.folded).or_default().add(place.signs);
        }
    }
    // A body's longer name begins with it.
    for place in places.iter().filter(|place| place.kind == Kind::Organization) {
        if let Some((first, _)) = place.named.folded.split_once(' ')
            && let Some(signs) = said.get_mut(first)
        {
            signs.add(Signs { body: 1, ..Signs::default() });
        }
    }
    let mut natures = FxHashMap::default();
    for (name, signs) in said {
        if surnames.contains(name) {
            continue;
        }
        if signs.is_body() {
            natures.insert(name, (Kind::Organization, signs));
        } else if signs.is_person() {
            natures.insert(name, (Kind::Person, signs));
        }
    }
    natures
}
