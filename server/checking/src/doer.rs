//! Whether the sources tell it of somebody or something else: what the claim says of one stands in a clause that names another
//! in its place, and nowhere of the one.

use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind};
use crate::belonging::Misplaced;
use crate::gaps::{CLAUSE, Gaps, is_verb, pronoun_does};
use crate::judge::{Candidate, Case};
use crate::knowledge::knowledge;
use crate::lexicon::{Kinship, Part};
use crate::relation::{self, Relation};
use crate::scene::Scene;
use crate::view::View;
use copydesk_tagging::Kind;

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
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Misplaced> {
    let c = &case.analysis.items;
    let gaps = Gaps::new(case.side());
    let with_verb = |i: usize| Some((i, verb_of(case.side(), &gaps, i)?));
    let asked: Vec<(usize, usize)> =
        (0..c.len()).filter(|&i| bears(case.side(), i)).filter_map(with_verb).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let scenes: Vec<Scene<'_>> = candidates.iter().map(|candidate| Scene::new(case, candidate)).collect();
    asked.into_iter().filter_map(|(i, verb)| another(case, &gaps, &scenes, i, verb)).take(1).collect()
}

/// A name or a noun that something might be said of.
fn bears(side: Side<'_>, i: usize) -> bool {
    let items = &side.analysis.items;
    let item = &items[i];
    // "Newcastle fans": a word before the noun it goes with.
    let beside = |next: &&Item| {
        let between = side.text().get(item.range.end..next.range.start).unwrap_or_default();
        between.trim().is_empty() && !is_verb(next) && !next.kind.is_value()
    };
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
fn verb_of(side: Side<'_>, gaps: &Gaps, i: usize) -> Option<usize> {
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

fn another(case: &Case<'_>, gaps: &Gaps, scenes: &[Scene<'_>], i: usize, verb: usize) -> Option<Misplaced> {
    let c = &case.analysis.items;
    let behind = verb < i;
    let before = gaps.preposition(case.side(), i);
    let said: Vec<usize> = (0..c.len())
        .filter(|&k| k != i && c[k].weight > 0.0 && c[k].attribution == c[i].attribution)
        .filter(|&k| behind || k >= verb)
        .collect();
    let weight: f32 = said.iter().map(|&k| c[k].weight).sum();
    if weight < TELLING {
        return None;
    }
    let mut found = None;
    for (at, scene) in scenes.iter().enumerate() {
        let source = scene.candidate.side();
        let e = &source.analysis.items;
        let one = |j: usize| relation::of(case.side(), &c[i], source, &e[j]).strength() >= 0.5;
        let here: Vec<usize> = (0..e.len()).filter(|&j| one(j)).collect();
        if here.is_empty() && stands_in(&c[i], source.analysis) {
            return None;
        }
        for &(p, strength) in &scene.places[verb] {
            let clause = |q: usize| q == p || !scene.gaps.parted(p, q, CLAUSE);
            let has = |k: usize| {
                let places = scene.places[k].iter().filter(|(q, s)| clause(*q) && *s >= SAME);
                places.map(|(_, s)| *s).fold(0.0, f32::max)
            };
            let share = said.iter().map(|&k| c[k].weight * has(k)).sum::<f32>() / weight;
            if share < MAY_SAY {
                continue;
            }
            if here.iter().any(|&j| clause(j) && may_do(scene, j, p, behind)) || spoken_of(scene, p) {
                return None;
            }
            let typed = || said.iter().all(|&k| !c[k].kind.is_typed() || has(k) > 0.0);
            if share < SAYS || strength < SAME || !typed() || found.is_some() {
                continue;
            }
            let fits = |&j: &usize| {
                clause(j)
                    && (j > p) == behind
                    && scene.gaps.preposition(source, j) == before
                    && !e[j].possessive
                    && bears(source, j)
                    && is_another(case, scene, i, j)
            };
            let near = if behind { (p + 1..e.len()).find(fits) } else { (0..p).rev().find(fits) };
            found = near.map(|evidence| Misplaced {
                claim: i,
                candidate: at,
                evidence,
                sure: false,
                spans: None,
            });
        }
    }
    found
}

/// The one stands in the clause where it may be the one who does it: not "ahead of the League".
fn may_do(scene: &Scene<'_>, j: usize, verb: usize, behind: bool) -> bool {
    let before = scene.gaps.preposition(scene.candidate.side(), j);
    behind || j < verb || before.is_empty() || knowledge().taking_part.contains(&before)
}

/// A pronoun that does it stands in the clause.
fn spoken_of(scene: &Scene<'_>, verb: usize) -> bool {
    let side = scene.candidate.side();
    let e = &side.analysis.items;
    let from = (1..=verb).rev().find(|&p| scene.gaps.0[p] <= CLAUSE).map_or(0, |p| e[p - 1].range.end);
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
        let gaps = Gaps::new(side);
        gaps.parted(x, y, CLAUSE) || (x.abs_diff(y) == 1 && !gaps.bound(x, y))
    })
}
