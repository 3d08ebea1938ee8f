//! A claim beside one article, as numbers: what of it stands in one sentence, in a few, anywhere, and what stands in the place
//! of the rest.

use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::knowledge::lexicon::{Kinship, Lexeme, Likeness, Part};
use crate::stated::overstated;
use crate::stated::polarity;
use crate::support::weigh::{Measure, Sheet, measure};
use crate::view::{View, grams};

/// How many numbers describe a claim beside an article.
pub(crate) const COUNT: usize = MEASURES.len();

/// What they are, in order.
pub(crate) static MEASURES: [Measure; 40] = [
    measure("best", "words found in one sentence", 1),
    measure("near", "words found in one sentence and around it", 1),
    measure("article", "words found anywhere in the source", 1),
    measure("rare-union", "rare words found in a few sentences", 1),
    measure("rare-article", "rare words found anywhere in the source", 1),
    measure("union-wide", "words found or said otherwise", 1),
    measure("typed-share", "names, figures and dates found", 1),
    measure("bound", "neighbouring words found in one sentence", 1),
    measure("bound-near", "neighbouring words found close together", 1).at_least(0.1),
    measure("pairs", "words that follow each other in the source too", 1).at_least(0.1),
    measure("heaviest-missing", "weightiest word in no chosen sentence", -1),
    measure("heaviest-absent", "weightiest word nowhere in the source", -1),
    measure("rare-missing", "rare words in no chosen sentence", -1),
    measure("rare-absent", "rarest word nowhere in the source", -1),
    measure("name-missing", "names in no chosen sentence", -1),
    measure("name-absent", "names nowhere in the source", -1),
    measure("figure-missing", "figures in no chosen sentence", -1),
    measure("figure-absent", "figures nowhere in the source", -1),
    measure("date-missing", "dates in no chosen sentence", -1),
    measure("date-absent", "dates nowhere in the source", -1),
    measure("longest-gap", "longest stretch not found", -1),
    measure("gaps", "stretches not found", -1),
    measure("opposite", "an opposite stands in its place", -1),
    measure("conflict", "another name, figure or date stands in its place", -1),
    measure("sister", "another word of the kind stands in its place", -1),
    measure("other", "another word stands in its place", -1),
    measure("inserted", "nothing stands in its place", -1),
    measure("order", "neighbouring words the other way round", -1).at_least(0.05),
    measure("before", "another preposition before it", -1),
    measure("longest-hole", "longest run of words in no such order", -1),
    measure("turned", "negated on one side only", -1),
    measure("weak", "only planned, offered or possible", -1),
    measure("verb-near", "verbs said by a kindred verb", -1),
    measure("verb-far", "verbs not found", -1).at_least(0.05),
    measure("noun-near", "nouns said by a kindred noun", -1),
    measure("noun-sister", "nouns exchanged for one of their kind", -1),
    measure("noun-far", "nouns not found", -1).at_least(0.05),
    measure("adjective-near", "adjectives said by a kindred one", -1),
    measure("adjective-far", "adjectives not found", -1).at_least(0.05),
    measure("unknown-far", "unusual words not found", -1),
];

/// Sentences that together may bear out one claim.
const TOGETHER: usize = 3;
/// What another sentence has to add to be counted in.
const MORE: f32 = 0.02;
/// How far a country is covered by a place in it.
const HELD: f32 = 0.8;
/// How far a word is covered by another one that is near to it in any sense.
const NEAR: f32 = 0.6;
/// How much less of the claim than the best sentence one may have to tell that the claim is turned round.
const NEARLY_BEST: f32 = 0.15;

/// The numbers of a claim beside the article of which `pieces` were found; all 0 where none were.
pub(crate) fn features(case: &Case<'_>, pieces: &[&Candidate]) -> [f32; COUNT] {
    let mut sheet = Sheet::new(&MEASURES);
    if let Some(first) = pieces.first() {
        let beside = Beside::new(case, pieces, &first.view);
        beside.put_found(&mut sheet);
        beside.put_missing(&mut sheet);
        beside.put_gaps(&mut sheet);
        beside.put_instead(&mut sheet);
        beside.put_kindred(&mut sheet);
        beside.put_order(&mut sheet);
        beside.put_status(&mut sheet);
    }
    sheet.values
}

/// Weighted share of `weights` that `covered` has.
fn share(weights: &[f32], covered: &[f32]) -> f32 {
    let total: f32 = weights.iter().sum();
    if total <= 0.0 { 0.0 } else { weights.iter().zip(covered).map(|(w, c)| w * c).sum::<f32>() / total }
}

/// How seldom an item is met in texts of all kinds, 0 to 1.
fn rarity(item: &Item) -> f32 {
    if item.kind.is_typed() {
        return 1.0;
    }
    1.0 - f32::from(item.lexeme.part().map_or(0, |(_, met)| met)) / 16.0
}

/// A claim beside one article, and how far each item of the claim is covered there, 0 to 1.
struct Beside<'a> {
    case: &'a Case<'a>,
    items: &'a [Item],
    view: &'a View,
    /// The sentences found.
    pieces: &'a [&'a Candidate],
    /// What each item tells.
    weights: Vec<f32>,
    /// The same, words that are met in texts of all kinds counting less.
    scaled: Vec<f32>,
    /// How far each sentence by itself covers each item.
    covers: Vec<Vec<f32>>,
    /// How much of the claim each has.
    shares: Vec<f32>,
    /// Index of the sentence that has most.
    best: usize,
    /// Indices of a few that have most together, and how far these cover each item.
    used: Vec<usize>,
    union: Vec<f32>,
    /// How far the whole article covers each item.
    article: Vec<f32>,
}

impl<'a> Beside<'a> {
    fn new(case: &'a Case<'a>, pieces: &'a [&'a Candidate], view: &'a View) -> Self {
        let items = case.analysis.items.as_slice();
        let n = items.len();
        let weights: Vec<f32> = items.iter().map(|item| item.weight).collect();
        let scaled = items.iter().map(|item| item.weight * rarity(item)).collect();
        let covers: Vec<Vec<f32>> =
            pieces.iter().map(|piece| (0..n).map(|i| piece.in_sentence(case, i)).collect()).collect();
        let shares: Vec<f32> = covers.iter().map(|covered| share(&weights, covered)).collect();
        let best =
            (0..pieces.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b]).then(b.cmp(&a))).unwrap_or(0);
        let (used, mut union) = together(&weights, &covers, best);
        // Where it happened holds for the whole article.
        let held: Vec<f32> = items
            .iter()
            .map(|item| if relation::whole_held(case.side(), item, view) { HELD } else { 0.0 })
            .collect();
        union.iter_mut().zip(&held).for_each(|(covered, held)| *covered = covered.max(*held));
        let anywhere = |i: usize| {
            let terms = &items[i].own;
            let has = terms.iter().filter(|term| view.terms().contains(term)).count();
            let any = covers.iter().map(|covered| covered[i]).fold(0.0, f32::max);
            any.max(if terms.is_empty() { 0.0 } else { has as f32 / terms.len() as f32 }).max(held[i])
        };
        let article = (0..n).map(anywhere).collect();
        Beside { case, items, view, pieces, weights, scaled, covers, shares, best, used, union, article }
    }

    /// Indices of the items.
    fn all(&self) -> std::ops::Range<usize> {
        0..self.items.len()
    }

    /// An item that tells something is in none of the few sentences.
    fn is_open(&self, i: usize) -> bool {
        self.union[i] < 0.5 && self.weights[i] > 0.0
    }

    /// What is found, in ever wider places.
    fn put_found(&self, sheet: &mut Sheet<COUNT>) {
        let near: Vec<f32> = self.all().map(|i| self.pieces[self.best].alignment.covered(i)).collect();
        sheet.put("best", self.shares[self.best]);
        sheet.put("near", share(&self.weights, &near));
        sheet.put("article", share(&self.weights, &self.article));
        sheet.put("rare-union", share(&self.scaled, &self.union));
        sheet.put("rare-article", share(&self.scaled, &self.article));
        let typed = || self.all().filter(|&i| self.items[i].kind.is_typed());
        let covered: f32 = typed().map(|i| self.union[i]).sum();
        let count = typed().count();
        sheet.put("typed-share", if count > 0 { covered / count as f32 } else { 1.0 });
    }

    /// What is not found: in no sentence chosen, and nowhere.
    fn put_missing(&self, sheet: &mut Sheet<COUNT>) {
        for i in self.all() {
            let (missing, absent) = match self.items[i].kind {
                ItemKind::Actor(_) => ("name-missing", "name-absent"),
                ItemKind::Figure(_) => ("figure-missing", "figure-absent"),
                ItemKind::Time(_) => ("date-missing", "date-absent"),
                ItemKind::Word => continue,
            };
            sheet.add(missing, 1.0 - self.union[i]);
            sheet.add(absent, 1.0 - self.article[i]);
        }
        let lacking = |weights: &[f32], covered: &[f32]| -> Vec<f32> {
            weights.iter().zip(covered).map(|(weight, covered)| weight * (1.0 - covered)).collect()
        };
        let most = |lacking: Vec<f32>| lacking.into_iter().fold(0.0, f32::max);
        sheet.put("heaviest-missing", most(lacking(&self.weights, &self.union)));
        sheet.put("heaviest-absent", most(lacking(&self.weights, &self.article)));
        let rarity: Vec<f32> = self.items.iter().map(rarity).collect();
        sheet.put("rare-missing", lacking(&self.scaled, &self.union).into_iter().sum());
        sheet.put("rare-absent", most(lacking(&rarity, &self.article)));
    }

    /// Stretches in which nothing is found.
    fn put_gaps(&self, sheet: &mut Sheet<COUNT>) {
        let (mut run, mut longest, mut gaps) = (0.0f32, 0.0f32, 0.0);
        for i in self.all() {
            if !self.is_open(i) {
                run = 0.0;
                continue;
            }
            if run == 0.0 {
                gaps += 1.0;
            }
            run += self.weights[i];
            longest = longest.max(run);
        }
        sheet.put("longest-gap", longest);
        sheet.put("gaps", gaps);
    }

    /// What stands in the place of what is not found, in the sentence that says most of what is around it.
    fn put_instead(&self, sheet: &mut Sheet<COUNT>) {
        for i in self.all().filter(|&i| self.is_open(i)) {
            let around = |p: usize| {
                self.pieces[p].alignment.local_coverage(self.case.analysis, i, &|k| self.is_open(k))
            };
            let best = self.used.iter().map(|&p| (p, around(p))).max_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((p, around)) = best
                && let Some(measure) = instead(self.case.side(), self.pieces[p], i)
            {
                sheet.add(measure, self.weights[i] * around);
            }
        }
    }

    /// Words that are not found, by how near another word of the sentences comes to them.
    fn put_kindred(&self, sheet: &mut Sheet<COUNT>) {
        let mut wide = self.union.clone();
        for i in self.all().filter(|&i| self.is_open(i) && !self.items[i].kind.is_typed()) {
            let word = self.items[i].lexeme;
            let like = self.used.iter().map(|&p| likest(word, self.pieces[p])).max();
            let like = like.unwrap_or(Likeness::None);
            if like >= Likeness::Near {
                wide[i] = wide[i].max(NEAR);
            }
            sheet.add(kindred(word, like), self.weights[i] * (1.0 - self.union[i]));
        }
        sheet.put("union-wide", share(&self.scaled, &wide));
    }

    /// Whether what belongs together stands together, and in its order.
    fn put_order(&self, sheet: &mut Sheet<COUNT>) {
        let (bound, bound_near, order) = bonds(self.case, self.pieces, &self.covers);
        sheet.put("bound", bound);
        sheet.put("bound-near", bound_near);
        sheet.put("order", order);
        sheet.put("before", prepositions(self.case, self.pieces, &self.used));
        let (pairs, hole) = running(self.case, self.view);
        sheet.put("pairs", pairs);
        sheet.put("longest-hole", hole);
    }

    /// Whether it is denied, or only planned.
    fn put_status(&self, sheet: &mut Sheet<COUNT>) {
        let (claim, best) = (self.case.side(), self.pieces[self.best]);
        let turned = self
            .used
            .iter()
            .filter(|&&p| self.shares[p] + NEARLY_BEST >= self.shares[self.best])
            .any(|&p| polarity::differs(claim, self.pieces[p].side(), &self.pieces[p].alignment));
        sheet.put("turned", f32::from(u8::from(turned)));
        sheet.put("weak", overstated::weak_share(claim, best.side(), &best.alignment));
    }
}

/// The best of the sentences and a few more, each next one for what it adds; and how far they cover each item together.
fn together(weights: &[f32], covers: &[Vec<f32>], best: usize) -> (Vec<usize>, Vec<f32>) {
    let mut union = covers[best].clone();
    let mut used = vec![best];
    while used.len() < TOGETHER {
        let with = |p: usize| -> f32 {
            let joined: Vec<f32> = union.iter().zip(&covers[p]).map(|(a, b)| a.max(*b)).collect();
            share(weights, &joined)
        };
        let before = share(weights, &union);
        let next = (0..covers.len())
            .filter(|p| !used.contains(p))
            .map(|p| (p, with(p)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((p, _)) = next.filter(|(_, joined)| *joined > before + MORE) else { break };
        for (a, b) in union.iter_mut().zip(&covers[p]) {
            *a = a.max(*b);
        }
        used.push(p);
    }
    (used, union)
}

/// The measures of what may stand in the place of an item, weakest first.
const INSTEAD: [&str; 4] = ["other", "sister", "conflict", "opposite"];

/// The measure of what a sentence has where item `i` of the claim would stand; `None` where that place is not known.
fn instead(claim: Side<'_>, piece: &Candidate, i: usize) -> Option<&'static str> {
    let source = piece.side();
    let (c, e) = (&claim.analysis.items, &source.analysis.items);
    let strong = |k: usize| piece.alignment.partner(k);
    let left = (0..i).rev().take(3).find_map(strong);
    let right = (i + 1..c.len()).take(3).find_map(strong);
    let gap = match (left, right) {
        (Some(l), Some(r)) if l < r => l + 1..r.min(l + 6),
        (Some(l), _) => l + 1..(l + 3).min(e.len()),
        (None, Some(r)) => r.saturating_sub(2)..r,
        (None, None) => return None,
    };
    let free = gap.filter(|&j| piece.alignment.back[j].is_none() && e[j].weight > 0.0);
    let strength = |j: usize| match relation::of(claim, &c[i], source, &e[j]) {
        Relation::Opposite => 3,
        Relation::Conflict => 2,
        Relation::Exclusive => 1,
        _ if c[i].kind.is_typed() && e[j].kind.is_typed() => 2,
        _ if c[i].kind.is_typed() || e[j].kind.is_typed() => 0,
        _ if c[i].lexeme.kinship(e[j].lexeme) == Kinship::Sister => 1,
        _ => 0,
    };
    Some(free.map(strength).max().map_or("inserted", |strength: usize| INSTEAD[strength]))
}

/// How near the words of a sentence come to one that it does not have.
fn likest(word: Lexeme, piece: &Candidate) -> Likeness {
    let items = piece.side().analysis.items.iter().zip(&piece.alignment.back);
    let free = items.filter(|(item, back)| back.is_none() && !item.kind.is_typed() && item.weight > 0.0);
    free.map(|(item, _)| word.likeness(item.lexeme)).max().unwrap_or(Likeness::None)
}

/// The measure of a word that is not found, by what it is and how near another one comes to it.
fn kindred(word: Lexeme, like: Likeness) -> &'static str {
    let near = like >= Likeness::Near;
    match word.part().map(|(part, _)| part) {
        Some(Part::Verb) if near => "verb-near",
        Some(Part::Verb) => "verb-far",
        Some(Part::Noun) if like == Likeness::Sister => "noun-sister",
        Some(Part::Noun) if near => "noun-near",
        Some(Part::Noun) => "noun-far",
        Some(_) if near => "adjective-near",
        Some(_) => "adjective-far",
        None => "unknown-far",
    }
}

/// Items between which two neighbours of the claim may stand apart in a source and still belong together.
const APART: usize = 4;

/// Shares of the claim's neighbouring items that stand in one sentence, that stand near each other there, and of those
/// that stand there the other way round.
fn bonds(case: &Case<'_>, pieces: &[&Candidate], covers: &[Vec<f32>]) -> (f32, f32, f32) {
    let items = &case.analysis.items;
    let telling: Vec<usize> = (0..items.len()).filter(|&i| items[i].weight > 0.0).collect();
    let (mut bound, mut near, mut turned, mut total) = (0.0, 0.0, 0.0, 0.0);
    for pair in telling.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let weight = (items[a].weight * items[b].weight).sqrt();
        total += weight;
        let mut together = 0.0f32;
        let mut close = 0.0f32;
        let mut way = None;
        for (piece, covered) in pieces.iter().zip(covers) {
            let both = covered[a].min(covered[b]);
            together = together.max(both);
            if let (Some(x), Some(y)) = (piece.alignment.pairs[a], piece.alignment.pairs[b]) {
                let distance = x.evidence.abs_diff(y.evidence);
                if distance <= APART && both > close {
                    close = both;
                    way = Some(x.evidence <= y.evidence);
                }
            }
        }
        bound += weight * together;
        near += weight * close;
        if way == Some(false) {
            turned += weight;
        }
    }
    if total > 0.0 { (bound / total, near / total, turned / total) } else { (1.0, 1.0, 0.0) }
}

/// Share of the covered names, figures and dates that another function word stands before.
fn prepositions(case: &Case<'_>, pieces: &[&Candidate], used: &[usize]) -> f32 {
    let items = &case.analysis.items;
    let (mut other, mut total) = (0.0, 0.0);
    for (i, item) in items.iter().enumerate().filter(|(_, item)| !item.before.is_empty()) {
        let partners: Vec<&str> = used
            .iter()
            .filter_map(|&p| {
                let partner = pieces[p].alignment.partner(i)?;
                Some(pieces[p].side().analysis.items[partner].before.as_str())
            })
            .collect();
        if partners.is_empty() {
            continue;
        }
        total += 1.0;
        if !partners.iter().any(|before| *before == item.before || before.is_empty()) {
            other += 1.0;
        }
    }
    if total > 0.0 { other / total } else { 0.0 }
}

/// Share of the claim's words that follow each other in the article too, and the longest run of those that do not.
fn running(case: &Case<'_>, view: &View) -> (f32, f32) {
    let words = grams::words(case.sentence());
    let pairs = view.pairs();
    let found: Vec<bool> = words.windows(2).map(|run| pairs.contains(&grams::of(run))).collect();
    if found.is_empty() {
        return (1.0, 0.0);
    }
    let share = found.iter().filter(|found| **found).count() as f32 / found.len() as f32;
    let inside = |at: usize| found.get(at) == Some(&true) || (at > 0 && found[at - 1]);
    let (mut longest, mut run) = (0, 0);
    for at in 0..words.len() {
        run = if inside(at) { 0 } else { run + 1 };
        longest = longest.max(run);
    }
    (share, longest as f32)
}
