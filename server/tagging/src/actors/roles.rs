//! The titles and roles of people, and the words that mean one of them by his office.

use super::document::Place;
use super::folded::single_spaced;
use super::offices::Offices;
use crate::mention::{Identity, Kind, Reference, Value};
use crate::{Tagged, TaggedSentence};
use rustc_hash::FxHashMap;

/// The titles and roles that stand before the names of people.
pub(super) fn find_roles(tagged: &mut Tagged, places: &[Place], offices: &Offices) {
    for place in places.iter().filter(|place| place.kind == Kind::Person) {
        let sentence = &tagged.sentences[place.sentence];
        let mention = &sentence.mentions[place.mention];
        let Value::Actor(actor) = &mention.value else { continue };
        let first = sentence.tokens.partition_point(|t| t.range.start < mention.range.start);
        let text = &sentence.sentence.text;
        let mut start = first;
        while start > 0 {
            if !offices.is_before_name(sentence.folded.hashes[start - 1]) || first - start >= 6 {
                break;
            }
            start -= 1;
        }
        let role = &sentence.tokens[start..first];
        let (Some(from), Some(to)) = (role.first(), role.last()) else { continue };
        let has_role = role.iter().any(|t| offices.is_role(t.text(text)));
        let role = single_spaced(text.get(from.range.start..to.range.end).unwrap_or_default());
        if let Some(identity) =
            tagged.actors.get_mut(actor.id).filter(|i| has_role && !i.roles.contains(&role))
        {
            identity.roles.push(role);
        }
    }
}

/// "the chancellor", where one chancellor is about; "the Varnish chancellor", where one of that country is.
pub(super) fn find_references(
    sentences: &[TaggedSentence],
    actors: &[Identity],
    offices: &Offices,
) -> Vec<Reference> {
    let mut holders: FxHashMap<usize, Vec<(usize, Option<&str>)>> = FxHashMap::default();
    for (id, identity) in actors.iter().enumerate() {
        for role in &identity.roles {
            let words: Vec<&str> = role.split(' ').collect();
            let lower = |n: usize| words[words.len().saturating_sub(n)..].join(" ").to_lowercase();
            let Some(office) = offices.office(&lower(2)).or_else(|| offices.office(&lower(1))) else {
                continue;
            };
            if words.iter().any(|word| offices.is_past(word)) {
                continue;
            }
            let country = words.iter().find_map(|w| offices.country(w));
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
            if !offices.is_definite(word(i)) {
                continue;
            }
            let country = offices.country(word(i + 1));
            let first = i + 1 + usize::from(country.is_some());
            let two = format!("{} {}", word(first), word(first + 1)).to_lowercase();
            let (office, len) = match (offices.office(&two), offices.office(&word(first).to_lowercase())) {
                (Some(office), _) => (office, 2),
                (None, Some(office)) => (office, 1),
                (None, None) => continue,
            };
            let Some(last) = tagged.tokens.get(first + len - 1) else { continue };
            let range = tagged.tokens[i + 1].range.start..last.range.end;
            // "the president of the club", "the chancellor Orla Venn".
            let next = word(first + len);
            let other = offices.is_of(next)
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
