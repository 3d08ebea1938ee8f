//! One id for each actor across documents.

use super::Key;
use super::identity::{Same, bare, body, is_initials_of, same_person};
use super::lists::{LISTS, hash, word};
use crate::{Identity, Kind, Tagged};
use rustc_hash::FxHashMap;

/// One id for each actor of each document, counted from 0: `link(docs)[d][i]` is the id of `docs[d].actors[i]`.
///
/// As [`super::same`], and where it says "may be" the documents decide together: a surname alone is the one person who has
/// it in any of them, if there is one only, an acronym or short form the one body that it fits. Linear in the number of
/// actors: only different names of one surname, acronym or first word are held against one another.
pub fn link(docs: &[&Tagged]) -> Vec<Vec<usize>> {
    let mut groups = Groups::default();
    let mut people: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut bodies: FxHashMap<(Kind, &str), usize> = FxHashMap::default();
    let mut flat: Vec<&Identity> = Vec::new();
    for identity in docs.iter().flat_map(|doc| &doc.actors) {
        let at = groups.add();
        if identity.kind == Kind::Person {
            people.entry(bare(&identity.key.main)).or_default().push(at);
        } else {
            let first = *bodies.entry((identity.kind, identity.key.main.as_str())).or_insert(at);
            groups.join(first, at);
        }
        flat.push(identity);
    }
    for bucket in people.values() {
        link_people(&mut groups, &flat, bucket);
    }
    link_short_forms(&mut groups, &flat, &bodies);
    let ids = groups.ids();
    let mut at = 0;
    docs.iter()
        .map(|doc| {
            let part = ids[at..at + doc.actors.len()].to_vec();
            at += doc.actors.len();
            part
        })
        .collect()
}

/// Joins the people of one surname.
fn link_people(groups: &mut Groups, flat: &[&Identity], bucket: &[usize]) {
    let mut known: FxHashMap<&Key, usize> = FxHashMap::default();
    for &at in bucket {
        let first = *known.entry(&flat[at].key).or_insert(at);
        if !flat[at].key.given.is_empty() {
            groups.join(first, at);
        }
    }
    let mut full: Vec<usize> = known.values().copied().filter(|at| !flat[*at].key.given.is_empty()).collect();
    full.sort_unstable_by_key(|at| (std::cmp::Reverse(flat[*at].key.given.concat().len()), *at));
    // Fullest names first; a lesser one joins the single fuller one it fits.
    let mut heads: Vec<usize> = Vec::new();
    for at in full {
        let fits: Vec<usize> = heads
            .iter()
            .copied()
            .filter(|head| same_person(&flat[*head].key, &flat[at].key) != Same::No)
            .take(2)
            .collect();
        match fits.as_slice() {
            [one] => groups.join(*one, at),
            _ => heads.push(at),
        }
    }
    let alone: Vec<usize> = bucket.iter().copied().filter(|at| flat[*at].key.given.is_empty()).collect();
    let one = match heads.as_slice() {
        [one] => Some(*one),
        [] => alone.first().copied(),
        _ => None,
    };
    if let Some(one) = one {
        for at in alone {
            groups.join(one, at);
        }
    }
}

/// Joins acronyms and short forms with the single organisation they fit.
fn link_short_forms(groups: &mut Groups, flat: &[&Identity], bodies: &FxHashMap<(Kind, &str), usize>) {
    let mut by_acronym: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut by_first: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    let mut mains: Vec<usize> = bodies.values().copied().collect();
    mains.sort_unstable();
    for &at in &mains {
        let main = flat[at].key.main.as_str();
        if flat[at].kind != Kind::Organization {
            continue;
        }
        if let Some((first, rest)) = main.split_once(' ')
            && rest
                .split(' ')
                .all(|w| LISTS.word_bits(hash(w)) & (word::ORG_HEAD | word::LEGAL | word::JOIN) != 0)
        {
            by_first.entry(first).or_default().push(at);
        }
    }
    for (at, identity) in flat.iter().enumerate().filter(|(_, i)| i.kind == Kind::Organization) {
        for name in &identity.names {
            let short = body(name);
            if short != identity.key.main && is_initials_of(&short, &identity.key.main) {
                let known = by_acronym.entry(short).or_default();
                if !known.iter().any(|other| flat[*other].key == identity.key) {
                    known.push(at);
                }
            }
        }
    }
    for &at in &mains {
        let main = flat[at].key.main.as_str();
        if flat[at].kind != Kind::Organization || main.contains(' ') {
            continue;
        }
        if let Some([one]) = by_acronym.get(main).map(Vec::as_slice) {
            groups.join(*one, at);
        } else if let Some([one]) = by_first.get(main).map(Vec::as_slice) {
            groups.join(*one, at);
        }
    }
}

/// Disjoint sets.
#[derive(Default)]
struct Groups {
    parent: Vec<usize>,
}

impl Groups {
    fn add(&mut self) -> usize {
        self.parent.push(self.parent.len());
        self.parent.len() - 1
    }

    fn root(&mut self, mut at: usize) -> usize {
        while self.parent[at] != at {
            self.parent[at] = self.parent[self.parent[at]];
            at = self.parent[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        let (low, high) = (a.min(b), a.max(b));
        self.parent[high] = low;
    }

    /// Ids from 0 in the order of first members.
    fn ids(mut self) -> Vec<usize> {
        let mut next = 0;
        let mut names: FxHashMap<usize, usize> = FxHashMap::default();
        (0..self.parent.len())
            .map(|at| {
                let root = self.root(at);
                *names.entry(root).or_insert_with(|| {
                    next += 1;
                    next - 1
                })
            })
            .collect()
    }
}
