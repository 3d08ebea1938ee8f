//! A sentence of a source and where it has what the claim says: how closely each item of the claim stands beside a value there.

use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::gaps::{CLAUSE, Gaps, is_verb, pronoun_does};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::slot;
use copydesk_tagging::actors::{Same, same};
use std::cell::{LazyCell, OnceCell};

/// What is left of a tie across another value that might stand there.
const CROSSED: f32 = 0.4;
/// What is left of the tie to a value beyond a comma, of a word that nothing parts from another value.
const BESIDE_ANOTHER: f32 = 0.4;
/// What follows the last of several values beyond such a gap is said of all of them.
const TRAILS: f32 = 0.3;
/// How far a word is tied to a value that does not stand in its sentence: whom a pronoun there may mean, what is spoken of
/// right before it, whom the article is about.
const NAMED_NEAR: f32 = 0.7;
const SAID_NEAR: f32 = 0.6;
const WITHOUT_PRONOUN: f32 = 0.4;
const ABOUT: f32 = 0.4;

/// A claim and the sentences it is held against.
pub(crate) struct Scenes<'a> {
    pub(crate) case: &'a Case<'a>,
    /// Of the claim.
    pub(crate) gaps: Gaps,
    /// In the order of the candidates.
    pub(crate) all: Vec<Scene<'a>>,
}

impl<'a> Scenes<'a> {
    pub(crate) fn new(case: &'a Case<'a>, candidates: &'a [Candidate]) -> Self {
        let all = candidates.iter().map(|candidate| Scene::new(case, candidate)).collect();
        Scenes { case, gaps: Gaps::new(case.side()), all }
    }
}

/// Items of a sentence, each with how surely it stands for an item of the claim, 0 to 1.
type Places = Vec<(usize, f32)>;

/// A sentence of a source and where it has what the claim says; found out when it is asked for.
pub(crate) struct Scene<'a> {
    case: &'a Case<'a>,
    pub(crate) candidate: &'a Candidate,
    places: OnceCell<Vec<Places>>,
    around: OnceCell<Vec<f32>>,
}

impl<'a> Scene<'a> {
    pub(crate) fn new(case: &'a Case<'a>, candidate: &'a Candidate) -> Self {
        Scene { case, candidate, places: OnceCell::new(), around: OnceCell::new() }
    }

    pub(crate) fn gaps(&self) -> &'a Gaps {
        self.candidate.view.gaps(self.candidate.sentence)
    }

    /// Where the sentence has item `k` of the claim.
    pub(crate) fn places(&self, k: usize) -> &[(usize, f32)] {
        let each = || (0..self.case.analysis.items.len()).map(|k| places(self.case, self.candidate, k));
        &self.places.get_or_init(|| each().collect())[k]
    }

    /// How far item `k` of the claim is tied to what the sentence tells by standing around it, 0 to 1.
    pub(crate) fn around(&self, k: usize) -> f32 {
        self.around.get_or_init(|| around(self.case, self.candidate))[k]
    }
}

fn places(case: &Case<'_>, candidate: &Candidate, k: usize) -> Places {
    let item = &case.analysis.items[k];
    let e = &candidate.side().analysis.items;
    let paired = candidate.alignment.pairs[k].map(|pair| (pair.evidence, pair.relation.strength()));
    let word = |item: &Item| item.kind == ItemKind::Word;
    let again = (0..e.len())
        .filter(|&j| word(item) && word(&e[j]) && e[j].stem == item.stem)
        .filter(|&j| paired.is_none_or(|(at, _)| at != j))
        .map(|j| (j, Relation::Inflected.strength()));
    paired.into_iter().filter(|(_, strength)| *strength >= 0.5).chain(again).collect()
}

fn around(case: &Case<'_>, candidate: &Candidate) -> Vec<f32> {
    let (side, view) = (candidate.side(), &candidate.view);
    let near = view.near(candidate.sentence);
    // Whoever is named near it may be meant by a pronoun in it.
    let by_pronoun =
        LazyCell::new(|| if pronoun_does(side, 0..side.text().len()) { 1.0 } else { WITHOUT_PRONOUN });
    let tied = |item: &Item| {
        let actor = matches!(item.kind, ItemKind::Actor(_));
        if !item.own.is_empty() && item.own.iter().all(|term| near.contains(term)) {
            return *by_pronoun * if actor { NAMED_NEAR } else { SAID_NEAR };
        }
        let about = |who| view.named_at_head().any(|other| same(who, other) != Same::No);
        if actor && relation::identity(case.side(), item).is_some_and(about) { ABOUT } else { 0.0 }
    };
    case.analysis.items.iter().map(tied).collect()
}

/// How closely each item of the claim is tied to item `j` of a sentence, where others might stand for it.
pub(crate) fn ties(scene: &Scene<'_>, i: usize, j: usize, like: &[usize]) -> Vec<f32> {
    let (claim, gaps) = (scene.case.side(), scene.gaps());
    let c = &claim.analysis.items;
    let side = scene.candidate.side();
    let e = &side.analysis.items;
    let (first, last) = like.iter().fold((j, j), |(a, b), &at| (a.min(at), b.max(at)));
    let (shared, verb) = shared(scene, first, j);
    let tie = |p: usize, strength: f32| {
        // Who says it says all of it.
        if e[p].attribution && !e[j].attribution {
            return 0.0;
        }
        if p < shared || Some(p) == verb {
            return strength * gaps.left(p, first);
        }
        if p > last && gaps.parted(last, p, TRAILS) {
            return strength * gaps.left(p, last);
        }
        let others = || like.iter().copied().filter(|&other| other != j && other != p);
        let between = |other: &usize| p.min(j) < *other && *other < p.max(j);
        // When it was may be told of all at the end.
        let of_all = p > j && matches!(e[p].kind, ItemKind::Time(_)) && !gaps.parted(p, j, CLAUSE);
        let crossed = if of_all { 0 } else { others().filter(between).count() };
        let beyond = |other: usize| (other < p) != (j < p) && gaps.bound(p, other);
        let anothers = !gaps.bound(p, j) && others().any(beyond);
        strength
            * gaps.left(p, j)
            * CROSSED.powi(crossed as i32)
            * if anothers { BESIDE_ANOTHER } else { 1.0 }
    };
    let closest = |k: usize| {
        if k == i {
            return 0.0;
        }
        if k == i + 1 && counts(claim, &c[i], &c[k]) {
            // Where it counts nothing by name what it counts is told before.
            let noun = side.figure(&e[j]).is_some_and(|figure| figure.noun.is_some());
            let of_one = || slot::noun(claim, &c[i], side, &e[j]) >= 0.8;
            return if !noun || of_one() { 1.0 } else { 0.0 };
        }
        let places = scene.places(k).iter().filter(|(p, _)| *p != j);
        places.map(|&(p, strength)| tie(p, strength)).fold(0.0, f32::max)
    };
    (0..c.len()).map(closest).collect()
}

/// The items at the head of a clause that are said of several values in it, of the first and of `j`, and a verb that is.
/// "Spent 40 million on the harbour and 12 million on the school", "won the league in 2019 and the cup in 2024"; but not
/// "the engines earned 3 million and the pumps 1 million".
fn shared(scene: &Scene<'_>, first: usize, j: usize) -> (usize, Option<usize>) {
    let (gaps, e) = (scene.gaps(), &scene.candidate.side().analysis.items);
    if j == first || gaps.parted(first, j, CLAUSE) {
        return (0, None);
    }
    let from = (0..first).rev().find(|&p| gaps.0[p] <= CLAUSE).unwrap_or(0);
    let verb = (from..first).rev().find(|&p| is_verb(&e[p]));
    match verb {
        // What stands between the verb and the first value is that value's.
        Some(verb) if verb + 1 < first => (verb + 1, None),
        _ => {
            let opens = (first + 1..=j).rev().find(|&p| gaps.0[p] < 1.0);
            let subject = opens.is_some_and(|p| p < j && !e[p].kind.is_value() && !is_verb(&e[p]));
            // The verb is left out and meant all the same.
            if subject { (0, verb) } else { (first, None) }
        }
    }
}

/// The word is what the figure counts.
fn counts(side: Side<'_>, item: &Item, word: &Item) -> bool {
    let noun = side.figure(item).and_then(|figure| figure.noun.as_ref());
    noun.is_some_and(|noun| noun.stems.contains(&word.stem))
}
