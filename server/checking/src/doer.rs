//! Whether the sources tell it of somebody or something else: what the claim says of one stands in a clause that names another
//! in its place, and nowhere of the one.

use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind};
use crate::belonging::{CLAUSE, Misplaced, Scene, is_verb};
use crate::judge::{Candidate, Case};
use crate::knowledge::knowledge;
use crate::lexicon::{Kinship, Part};
use crate::relation::{self, Relation};
use crate::view::View;
use copydesk_tagging::Kind;
use copydesk_text::TokenKind;

/// Weight of what is said of somebody, from which it tells what is meant.
const TELLING: f32 = 2.0;
/// Share of it that a clause must have to say it of another, and from which it may say it of the one.
const SAYS: f32 = 0.8;
const MAY_SAY: f32 = 0.5;
/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;
/// Items between a verb and whoever does it.
const NEAR: usize = 4;

/// What the claim says of one and the sources of another.
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Misplaced> {
    let c = &case.analysis.items;
    let asked: Vec<(usize, usize)> =
        (0..c.len()).filter(|&i| bears(case.side(), i)).filter_map(|i| Some((i, verb_of(c, i)?))).collect();
    if asked.is_empty() {
        return Vec::new();
    }
    let scenes: Vec<Scene<'_>> = candidates.iter().map(|candidate| Scene::new(case, candidate)).collect();
    asked.into_iter().filter_map(|(i, verb)| another(case, &scenes, i, verb)).take(1).collect()
}

/// A name or a noun that something might be said of.
fn bears(side: Side<'_>, i: usize) -> bool {
    let item = &side.analysis.items[i];
    let person = || side.kind(item) != Some(Kind::Place);
    let noun = || matches!(item.lexeme.part(), Some((Part::Noun, _)) | None) && item.weight >= 0.5;
    match item.kind {
        ItemKind::Actor(_) => person() && !item.possessive,
        ItemKind::Word => noun() && !item.possessive && !is_verb(item),
        _ => false,
    }
}

/// The verb that an item goes with: the next one after it, or, behind "by", the one before it.
fn verb_of(c: &[Item], i: usize) -> Option<usize> {
    let fits = |&k: &usize| is_verb(&c[k]) && c[k].attribution == c[i].attribution;
    if c[i].before == "by" {
        return (i.saturating_sub(NEAR)..i).rev().find(fits);
    }
    (i + 1..(i + 1 + NEAR).min(c.len())).find(fits)
}

fn another(case: &Case<'_>, scenes: &[Scene<'_>], i: usize, verb: usize) -> Option<Misplaced> {
    let c = &case.analysis.items;
    let behind = verb < i;
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
            if here.iter().any(|&j| clause(j)) || spoken_of(scene, p) {
                return None;
            }
            let typed = || said.iter().all(|&k| !c[k].kind.is_typed() || has(k) > 0.0);
            if share < SAYS || strength < SAME || !typed() || found.is_some() {
                continue;
            }
            let fits = |&j: &usize| {
                clause(j)
                    && (j > p) == behind
                    && e[j].before == c[i].before
                    && !e[j].possessive
                    && bears(source, j)
                    && is_another(case, scene, i, j)
            };
            let near = if behind { (p + 1..e.len()).find(fits) } else { (0..p).rev().find(fits) };
            found = near.map(|evidence| Misplaced { claim: i, candidate: at, evidence });
        }
    }
    found
}

/// A pronoun that does it stands in the clause.
fn spoken_of(scene: &Scene<'_>, verb: usize) -> bool {
    let side = scene.candidate.side();
    let e = &side.analysis.items;
    let from = (1..=verb).rev().find(|&p| scene.gaps.0[p] <= CLAUSE).map_or(0, |p| e[p - 1].range.end);
    let words = side.sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words
        .filter(|token| from <= token.range.start && token.range.end <= e[verb].range.start)
        .any(|token| knowledge().pronouns.contains(&token.text(side.text()).to_lowercase()))
}

/// Whoever stands in the source is another one than whom the claim names.
fn is_another(case: &Case<'_>, scene: &Scene<'_>, i: usize, j: usize) -> bool {
    let (claim, source) = (case.side(), scene.candidate.side());
    let (a, b) = (&claim.analysis.items[i], &source.analysis.items[j]);
    if scene.candidate.alignment.back[j].is_some() || stands_in(b, claim.analysis) {
        return false;
    }
    match (a.kind, b.kind) {
        (ItemKind::Actor(_), ItemKind::Actor(_)) => {
            claim.kind(a) == source.kind(b) && relation::of(claim, a, source, b) == Relation::Conflict
        }
        (ItemKind::Word, ItemKind::Word) => {
            matches!(a.lexeme.kinship(b.lexeme), Kinship::None | Kinship::Sister)
                && told_apart(&scene.candidate.view, a, b)
        }
        _ => false,
    }
}

/// Some sentence of the article has both as two things: in two clauses, or joined.
fn told_apart(view: &View, a: &Item, b: &Item) -> bool {
    (0..view.tagged.sentences.len()).filter(|&at| view.speaks(at)).any(|at| {
        let side = view.side(at);
        let items = &side.analysis.items;
        let of = |one: &Item| items.iter().position(|item| item.kind == ItemKind::Word && item.stem == one.stem);
        let (Some(x), Some(y)) = (of(a), of(b)) else { return false };
        let gaps = crate::belonging::Gaps::new(side);
        gaps.parted(x, y, CLAUSE) || gaps.inner(x, y).iter().any(|left| *left < 1.0)
    })
}
