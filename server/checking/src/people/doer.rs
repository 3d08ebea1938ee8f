//! Whether the sources tell it of somebody or something else: what the claim says of one stands in a clause that names another
//! in its place, and nowhere of the one.

use crate::align::relation::{self, Relation};
use crate::align::{Side, stands_in};
use crate::analysis::gaps::{CLAUSE, Gaps, is_verb, pronoun_does};
use crate::analysis::{Item, ItemKind};
use crate::case::Case;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Kinship, Part};
use crate::values::belonging::Misplaced;
use crate::values::scene::{Scene, Scenes};
use crate::view::View;
use copydesk_tagging::Kind;
use std::cell::LazyCell;

/// Weight of what is said of somebody, from which it tells what is meant.
const TELLING: f32 = 2.0;
/// Share of it that a clause must have to say it of another, and from which it may say it of the one.
const SAYS: f32 = 0.8;
const MAY_SAY: f32 = 0.5;
/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;
/// Items between a verb and whoever does it.
const NEAR: usize = 4;

/// Behind it stands who does it in the passive.
const BY: &str = "by";

/// What the claim says of one and the sources of another.
pub(crate) fn misplaced(scenes: &Scenes<'_>) -> Vec<Misplaced> {
    let claim = scenes.case.side();
    let said = |i: usize| Said::new(scenes, i, verb_of(claim, &scenes.gaps, i)?);
    let asked = (0..claim.analysis.items.len()).filter(|&i| bears(claim, i)).filter_map(said);
    asked.filter_map(|said| said.of_another()).take(1).collect()
}

/// A name or a noun that something might be said of.
fn bears(side: Side<'_>, i: usize) -> bool {
    let items = &side.analysis.items;
    let item = &items[i];
    // "Newcastle fans": a word before the noun it goes with.
    let beside = |next: &&Item| side.is_joined(i + 1) && !is_verb(next) && !next.kind.is_value();
    if items.get(i + 1).filter(beside).is_some() {
        return false;
    }
    let person = || side.kind(item) != Some(Kind::Place);
    let noun = || matches!(item.lexeme.part(), Some((Part::Noun, _)) | None) && item.weight >= 0.5;
    match item.kind {
        ItemKind::Actor(_) => person() && !item.possessive,
        ItemKind::Word => noun() && !item.possessive && !is_verb(item),
        _ => false,
    }
}

/// The verb that an item goes with: the next one after it, or, behind "by", the one before it.
pub(crate) fn verb_of(side: Side<'_>, gaps: &Gaps, i: usize) -> Option<usize> {
    let c = &side.analysis.items;
    let fits =
        |&k: &usize| is_verb(&c[k]) && c[k].attribution == c[i].attribution && c[k].quoted == c[i].quoted;
    if gaps.preposition(side, i) == BY {
        return (0..i).rev().take(NEAR).find(fits);
    }
    // "Described Marek as tired": it is done to him.
    let object = i > 0 && c[i].before.is_empty() && gaps.bound(i - 1, i) && is_verb(&c[i - 1]);
    if object {
        return None;
    }
    (i + 1..(i + 1 + NEAR).min(c.len())).find(fits)
}

/// What the claim says of somebody or something.
struct Said<'a> {
    scenes: &'a Scenes<'a>,
    /// Items of the claim: of whom it is said, the verb, and all that is said.
    i: usize,
    verb: usize,
    items: Vec<usize>,
    /// The verb stands before the one who does it, and the preposition that does.
    behind: bool,
    before: String,
    weight: f32,
}

impl<'a> Said<'a> {
    /// `None` where it is too little to tell what is meant.
    fn new(scenes: &'a Scenes<'a>, i: usize, verb: usize) -> Option<Self> {
        let c = &scenes.case.analysis.items;
        let behind = verb < i;
        let items: Vec<usize> = (0..c.len())
            .filter(|&k| k != i && c[k].weight > 0.0 && c[k].attribution == c[i].attribution)
            .filter(|&k| behind || k >= verb)
            .collect();
        let weight: f32 = items.iter().map(|&k| c[k].weight).sum();
        let before = scenes.gaps.preposition(scenes.case.side(), i);
        (weight >= TELLING).then_some(Said { scenes, i, verb, items, behind, before, weight })
    }

    /// Whom the sources say it of, if they say it of the one nowhere.
    fn of_another(&self) -> Option<Misplaced> {
        let item = &self.scenes.case.analysis.items[self.i];
        let mut found = None;
        for (candidate, scene) in self.scenes.all.iter().enumerate() {
            let here = LazyCell::new(|| self.named(scene));
            if stands_in(item, scene.candidate.side().analysis) && here.is_empty() {
                return None;
            }
            for &(verb, strength) in scene.places(self.verb) {
                let clause = Clause { scene, verb };
                let share = self.share(&clause);
                if share < MAY_SAY {
                    continue;
                }
                let does = |j: usize| clause.holds(j) && may_do(scene, j, verb, self.behind);
                let of_a_noun = || share >= SAYS && self.of_a_noun(&clause);
                if here.iter().any(|&j| does(j)) || spoken_of(scene, verb) || of_a_noun() {
                    return None;
                }
                if found.is_none() && share >= SAYS && strength >= SAME && self.all_typed(&clause) {
                    let who = self.who(&clause);
                    found = who.map(|evidence| Misplaced {
                        claim: self.i,
                        candidate,
                        evidence,
                        sure: false,
                        spans: None,
                    });
                }
            }
        }
        found
    }

    /// Items of a sentence that are the one.
    fn named(&self, scene: &Scene<'_>) -> Vec<usize> {
        let (claim, source) = (self.scenes.case.side(), scene.candidate.side());
        let (item, e) = (&claim.analysis.items[self.i], &source.analysis.items);
        (0..e.len()).filter(|&j| relation::of(claim, item, source, &e[j]).strength() >= 0.5).collect()
    }

    /// Share of it that a clause says.
    fn share(&self, clause: &Clause<'_>) -> f32 {
        let c = &self.scenes.case.analysis.items;
        self.items.iter().map(|&k| c[k].weight * clause.says(k)).sum::<f32>() / self.weight
    }

    /// The clause has every name, figure and date of it.
    fn all_typed(&self, clause: &Clause<'_>) -> bool {
        let c = &self.scenes.case.analysis.items;
        self.items.iter().all(|&k| !c[k].kind.is_typed() || clause.says(k) > 0.0)
    }

    /// The clause says it of a noun, which the one who is named may well be: "the chairman".
    fn of_a_noun(&self, clause: &Clause<'_>) -> bool {
        let source = clause.scene.candidate.side();
        let e = &source.analysis.items;
        let name = |item: &Item| matches!(item.kind, ItemKind::Actor(_));
        let bears = |&j: &usize| clause.holds(j) && !e[j].possessive && bears(source, j);
        let who = if self.behind { None } else { (0..clause.verb).rev().find(bears) };
        name(&self.scenes.case.analysis.items[self.i])
            && who.is_some_and(|j| !name(&e[j]) && !named(source, &e[j]))
    }

    /// The item of the clause that stands in the place of the one.
    fn who(&self, clause: &Clause<'_>) -> Option<usize> {
        let Clause { scene, verb } = *clause;
        let source = scene.candidate.side();
        let e = &source.analysis.items;
        let fits = |&j: &usize| {
            clause.holds(j)
                && (j > verb) == self.behind
                && scene.gaps().preposition(source, j) == self.before
                && !e[j].possessive
                // Whom it was told does nothing of it.
                && e[j].attribution == e[verb].attribution
                && bears(source, j)
                && is_another(self.scenes.case, scene, self.i, j)
        };
        let alike = if self.behind { (verb + 1..e.len()).find(fits) } else { (0..verb).rev().find(fits) };
        alike.or_else(|| self.who_in_another_voice(clause))
    }

    /// The person who does it in the clause where the one voice is told in the other: "was cut by Osk", "Falk cut".
    fn who_in_another_voice(&self, clause: &Clause<'_>) -> Option<usize> {
        let Clause { scene, verb } = *clause;
        let source = scene.candidate.side();
        let e = &source.analysis.items;
        let person = |j: usize| source.kind(&e[j]) == Some(Kind::Person) && !e[j].possessive;
        let fits = |&j: &usize| {
            let before = scene.gaps().preposition(source, j);
            let does = if self.behind { before.is_empty() } else { before == BY };
            does && person(j) && clause.holds(j) && is_another(self.scenes.case, scene, self.i, j)
        };
        match (self.before.as_str(), self.behind) {
            (BY, true) => (0..verb).rev().take(NEAR).find(fits),
            ("", false) => (verb + 1..e.len()).take(NEAR).find(fits),
            _ => None,
        }
    }
}

/// What stands around a verb of a sentence with no end of a clause between.
struct Clause<'a> {
    scene: &'a Scene<'a>,
    verb: usize,
}

impl Clause<'_> {
    fn holds(&self, q: usize) -> bool {
        q == self.verb || !self.scene.gaps().parted(self.verb, q, CLAUSE)
    }

    /// How surely it has item `k` of the claim, 0 to 1.
    fn says(&self, k: usize) -> f32 {
        let places = self.scene.places(k).iter().filter(|(q, strength)| *strength >= SAME && self.holds(*q));
        places.map(|(_, strength)| *strength).fold(0.0, f32::max)
    }
}

/// The one stands in the clause where it may be the one who does it: not "ahead of the League".
fn may_do(scene: &Scene<'_>, j: usize, verb: usize, behind: bool) -> bool {
    let before = scene.gaps().preposition(scene.candidate.side(), j);
    behind || j < verb || before.is_empty() || knowledge().taking_part.contains(&before)
}

/// A pronoun that does it stands in the clause.
fn spoken_of(scene: &Scene<'_>, verb: usize) -> bool {
    let side = scene.candidate.side();
    let e = &side.analysis.items;
    let from = (1..=verb).rev().find(|&p| scene.gaps().0[p] <= CLAUSE).map_or(0, |p| e[p - 1].range.end);
    pronoun_does(side, from..e[verb].range.end)
}

/// Whoever stands in the source is another one than whom the claim names.
fn is_another(case: &Case<'_>, scene: &Scene<'_>, i: usize, j: usize) -> bool {
    let (claim, source) = (case.side(), scene.candidate.side());
    let (a, b) = (&claim.analysis.items[i], &source.analysis.items[j]);
    if scene.candidate.alignment.back[j].is_some() || stands_in(b, claim.analysis) {
        return false;
    }
    let place = |side: Side<'_>, item: &Item| side.kind(item) == Some(Kind::Place);
    match (a.kind, b.kind) {
        (ItemKind::Actor(_), ItemKind::Actor(_)) => {
            place(claim, a) == place(source, b) && relation::of(claim, a, source, b) == Relation::Conflict
        }
        (ItemKind::Word, ItemKind::Word) => {
            matches!(a.lexeme.kinship(b.lexeme), Kinship::None | Kinship::Sister)
                && told_apart(&scene.candidate.view, a, b)
        }
        // Not every name is known to be one: "Kask" alone at the head of a sentence, "the Green List".
        (ItemKind::Actor(_), ItemKind::Word) => {
            !place(claim, a) && named(source, b) && relation::of(claim, a, source, b) == Relation::None
        }
        (ItemKind::Word, ItemKind::Actor(_)) => {
            !place(source, b)
                && (named(claim, a) || scene.candidate.view.names(a))
                && relation::of(claim, a, source, b) == Relation::None
        }
        _ => false,
    }
}

/// The word is written as a name, and not because it begins the sentence.
fn named(side: Side<'_>, item: &Item) -> bool {
    let before = side.text().get(..item.range.start).unwrap_or_default();
    side.text()[item.range.clone()].starts_with(char::is_uppercase) && before.contains(char::is_alphabetic)
}

/// Some sentence of the article has both as two things: in two clauses, or joined.
fn told_apart(view: &View, a: &Item, b: &Item) -> bool {
    (0..view.tagged.sentences.len()).filter(|&at| view.speaks(at)).any(|at| {
        let side = view.side(at);
        let items = &side.analysis.items;
        let of =
            |one: &Item| items.iter().position(|item| item.kind == ItemKind::Word && item.stem == one.stem);
        let (Some(x), Some(y)) = (of(a), of(b)) else { return false };
        let gaps = view.gaps(at);
        gaps.parted(x, y, CLAUSE) || (x.abs_diff(y) == 1 && !gaps.bound(x, y))
    })
}
