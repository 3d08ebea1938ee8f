//! How well the sources bear a claim out, as numbers: what of the claim stands in one sentence, in a few, anywhere in
//! an article, and what stands in the place of the rest.

use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind};
use crate::judge::{Candidate, Case};
use crate::lexicon::{Kinship, Likeness, Part};
use crate::polarity;
use crate::reckon::RECKONED;
use crate::relation::{self, Relation};
use crate::verdict::{Judgement, Verdict, Weighed};
use crate::view::{View, grams};
use crate::weigh::{self, Measure, Sheet, measure};
use std::sync::Arc;

/// Sentences that together may bear out one claim.
const TOGETHER: usize = 3;

/// What another sentence has to add to be counted in.
const MORE: f32 = 0.02;

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

/// How far a country is covered by a place in it.
const HELD: f32 = 0.8;

/// How much of an item of the claim a sentence has, what stands around the sentence left out.
pub(crate) fn in_sentence(case: &Case<'_>, candidate: &Candidate, item: usize) -> f32 {
    let own = &case.analysis.items[item];
    match candidate.alignment.pairs[item] {
        Some(pair) => pair.relation.strength(),
        None if stands_in(own, candidate.side().analysis)
            && !(relation::is_fraction(case.side(), own)
                && relation::of_other_unit(case.side(), own, candidate.side())) =>
        {
            0.9
        }
        None if candidate.alignment.reckoning(item).is_some() => RECKONED,
        None => 0.0,
    }
}

/// Weighted share of `weights` that `covered` has.
fn share(weights: &[f32], covered: &[f32]) -> f32 {
    let total: f32 = weights.iter().sum();
    if total <= 0.0 { 0.0 } else { weights.iter().zip(covered).map(|(w, c)| w * c).sum::<f32>() / total }
}

/// The claim beside one article, of which `pieces` were found.
pub(crate) fn features(case: &Case<'_>, pieces: &[&Candidate]) -> [f32; COUNT] {
    let items = &case.analysis.items;
    let n = items.len();
    let mut sheet = Sheet::new(&MEASURES);
    let Some(view) = pieces.first().map(|piece| &piece.view) else { return sheet.values };
    let weights: Vec<f32> = items.iter().map(|item| item.weight).collect();
    let covers: Vec<Vec<f32>> =
        pieces.iter().map(|piece| (0..n).map(|i| in_sentence(case, piece, i)).collect()).collect();
    let shares: Vec<f32> = covers.iter().map(|covered| share(&weights, covered)).collect();
    let best =
        (0..pieces.len()).max_by(|&a, &b| shares[a].total_cmp(&shares[b]).then(b.cmp(&a))).unwrap_or(0);
    // A few sentences together, each next one for what it adds.
    let mut union = covers[best].clone();
    let mut used = vec![best];
    while used.len() < TOGETHER {
        let with = |p: usize| -> f32 {
            let joined: Vec<f32> = union.iter().zip(&covers[p]).map(|(a, b)| a.max(*b)).collect();
            share(&weights, &joined)
        };
        let before = share(&weights, &union);
        let next = (0..pieces.len())
            .filter(|p| !used.contains(p))
            .map(|p| (p, with(p)))
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
        let Some((p, _)) = next.filter(|(_, joined)| *joined > before + MORE) else { break };
        for (a, b) in union.iter_mut().zip(&covers[p]) {
            *a = a.max(*b);
        }
        used.push(p);
    }
    let near: Vec<f32> = (0..n).map(|i| pieces[best].alignment.covered(i)).collect();
    let article: Vec<f32> = (0..n)
        .map(|i| {
            let terms = &items[i].own;
            let has = terms.iter().filter(|term| view.terms().contains(term)).count() as f32;
            let any = pieces.iter().zip(&covers).map(|(_, covered)| covered[i]).fold(0.0, f32::max);
            let whole = if relation::whole_held(case.side(), &items[i], view) { HELD } else { 0.0 };
            any.max(if terms.is_empty() { 0.0 } else { has / terms.len() as f32 }).max(whole)
        })
        .collect();
    // Where it happened holds for the whole article.
    for i in 0..n {
        if union[i] < HELD && relation::whole_held(case.side(), &items[i], view) {
            union[i] = HELD;
        }
    }
    sheet.put("best", shares[best]);
    sheet.put("near", share(&weights, &near));
    sheet.put("article", share(&weights, &article));
    let class = |kind: ItemKind| match kind {
        ItemKind::Actor(_) => 0,
        ItemKind::Figure(_) => 1,
        ItemKind::Time(_) => 2,
        ItemKind::Word => 3,
    };
    let mut missing = [0.0f32; 4];
    let mut absent = [0.0f32; 4];
    for i in 0..n {
        let weight = if items[i].kind.is_typed() { 1.0 } else { weights[i] };
        missing[class(items[i].kind)] += weight * (1.0 - union[i]);
        absent[class(items[i].kind)] += weight * (1.0 - article[i]);
    }
    for (at, name) in ["name", "figure", "date"].iter().enumerate() {
        sheet.put(&format!("{name}-missing"), missing[at]);
        sheet.put(&format!("{name}-absent"), absent[at]);
    }
    let heaviest = |covered: &[f32]| (0..n).map(|i| weights[i] * (1.0 - covered[i])).fold(0.0, f32::max);
    sheet.put("heaviest-missing", heaviest(&union));
    sheet.put("heaviest-absent", heaviest(&article));
    let (mut run, mut longest, mut gaps) = (0.0f32, 0.0f32, 0.0);
    for i in 0..n {
        if union[i] < 0.5 && weights[i] > 0.0 {
            if run == 0.0 {
                gaps += 1.0;
            }
            run += weights[i];
            longest = longest.max(run);
        } else {
            run = 0.0;
        }
    }
    sheet.put("longest-gap", longest);
    sheet.put("gaps", gaps);
    let open = |i: usize| union[i] < 0.5 && weights[i] > 0.0;
    let mut stand = Standing::default();
    for i in (0..n).filter(|&i| open(i)) {
        // The sentence that says most of what stands around it.
        let around = |p: usize| pieces[p].alignment.local_coverage(case.analysis, i, &|k| open(k));
        let Some(p) = used.iter().copied().max_by(|&a, &b| around(a).total_cmp(&around(b))) else { continue };
        stand.add(case.side(), pieces[p], i, weights[i] * around(p));
    }
    let rarity: Vec<f32> = items.iter().map(rarity).collect();
    let scaled: Vec<f32> = weights.iter().zip(&rarity).map(|(w, r)| w * r).collect();
    sheet.put("rare-union", share(&scaled, &union));
    sheet.put("rare-article", share(&scaled, &article));
    sheet.put("rare-missing", (0..n).map(|i| scaled[i] * (1.0 - union[i])).sum());
    sheet.put("rare-absent", (0..n).map(|i| rarity[i] * (1.0 - article[i])).fold(0.0, f32::max));
    let mut wide = union.clone();
    let mut classes = [0.0f32; 8];
    for i in (0..n).filter(|&i| open(i) && !items[i].kind.is_typed()) {
        let mut like = Likeness::None;
        for &p in &used {
            let side = pieces[p].side();
            for (j, other) in side.analysis.items.iter().enumerate() {
                if pieces[p].alignment.back[j].is_none() && !other.kind.is_typed() && other.weight > 0.0 {
                    like = like.max(items[i].lexeme.likeness(other.lexeme));
                }
            }
        }
        let near = like >= Likeness::Near;
        let class = match items[i].lexeme.part() {
            Some((Part::Verb, _)) => usize::from(!near),
            Some((Part::Noun, _)) if like == Likeness::Sister => 3,
            Some((Part::Noun, _)) => {
                if near {
                    2
                } else {
                    4
                }
            }
            Some(_) => {
                if near {
                    5
                } else {
                    6
                }
            }
            None => 7,
        };
        if near {
            wide[i] = wide[i].max(0.6);
        }
        classes[class] += weights[i] * (1.0 - union[i]);
    }
    let names = [
        "verb-near",
        "verb-far",
        "noun-near",
        "noun-sister",
        "noun-far",
        "adjective-near",
        "adjective-far",
        "unknown-far",
    ];
    for (name, value) in names.iter().zip(classes) {
        sheet.put(name, value);
    }
    sheet.put("union-wide", share(&scaled, &wide));
    sheet.put("opposite", stand.opposite);
    sheet.put("conflict", stand.conflict);
    sheet.put("sister", stand.sister);
    sheet.put("other", stand.other);
    sheet.put("inserted", stand.inserted);
    let (bound, bound_near, order) = bonds(case, pieces, &covers);
    sheet.put("bound", bound);
    sheet.put("bound-near", bound_near);
    sheet.put("order", order);
    sheet.put("before", prepositions(case, pieces, &used));
    let (pairs, hole) = running(case, view);
    sheet.put("pairs", pairs);
    sheet.put("longest-hole", hole);
    let turned = used
        .iter()
        .filter(|&&p| shares[p] + 0.15 >= shares[best])
        .any(|&p| polarity::differs(case.side(), pieces[p].side(), &pieces[p].alignment));
    sheet.put("turned", f32::from(u8::from(turned)));
    sheet.put("weak", polarity::weak_share(case.side(), pieces[best].side(), &pieces[best].alignment));
    let typed = items.iter().filter(|item| item.kind.is_typed()).count() as f32;
    let typed_covered: f32 = (0..n).filter(|&i| items[i].kind.is_typed()).map(|i| union[i]).sum();
    sheet.put("typed-share", if typed > 0.0 { typed_covered / typed } else { 1.0 });
    sheet.values
}

/// How seldom an item is met in texts of all kinds, 0 to 1.
fn rarity(item: &Item) -> f32 {
    if item.kind.is_typed() {
        return 1.0;
    }
    1.0 - f32::from(item.lexeme.part().map_or(0, |(_, met)| met)) / 16.0
}

/// What stands in the evidence where the claim has something that it lacks.
#[derive(Default)]
struct Standing {
    opposite: f32,
    conflict: f32,
    sister: f32,
    other: f32,
    inserted: f32,
}

impl Standing {
    fn add(&mut self, claim: Side<'_>, piece: &Candidate, i: usize, weight: f32) {
        let source = piece.side();
        let (c, e) = (&claim.analysis.items, &source.analysis.items);
        let strong = |k: usize| piece.alignment.partner(k);
        let left = (0..i).rev().take(3).find_map(strong);
        let right = (i + 1..c.len()).take(3).find_map(strong);
        let gap = match (left, right) {
            (Some(l), Some(r)) if l < r => l + 1..r.min(l + 6),
            (Some(l), _) => l + 1..(l + 3).min(e.len()),
            (None, Some(r)) => r.saturating_sub(2)..r,
            (None, None) => return,
        };
        let free: Vec<usize> =
            gap.filter(|&j| piece.alignment.back[j].is_none() && e[j].weight > 0.0).collect();
        if free.is_empty() {
            self.inserted += weight;
            return;
        }
        let mut kind = 0;
        for &j in &free {
            let found = match relation::of(claim, &c[i], source, &e[j]) {
                Relation::Opposite => 4,
                Relation::Conflict => 3,
                _ if c[i].kind.is_typed() && e[j].kind.is_typed() => 3,
                _ if c[i].kind.is_typed() || e[j].kind.is_typed() => 1,
                _ if c[i].lexeme.kinship(e[j].lexeme) == Kinship::Sister => 2,
                _ => 1,
            };
            kind = kind.max(found);
        }
        match kind {
            4 => self.opposite += weight,
            3 => self.conflict += weight,
            2 => self.sister += weight,
            _ => self.other += weight,
        }
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

/// Articles that a claim is held against.
const ARTICLES: usize = 4;

/// The sentences of each article, the article with the best sentence first.
pub(crate) fn by_article(candidates: &[Candidate]) -> Vec<Vec<&Candidate>> {
    let mut out: Vec<Vec<&Candidate>> = Vec::new();
    let mut order: Vec<&Candidate> = candidates.iter().collect();
    order.sort_by(|a, b| b.coverage.total_cmp(&a.coverage));
    for candidate in order {
        let id = &candidate.view.article.id;
        match out.iter().position(|pieces| &pieces[0].view.article.id == id) {
            Some(at) => out[at].push(candidate),
            None if out.len() < ARTICLES => out.push(vec![candidate]),
            None => {}
        }
    }
    out
}

/// A claim beside the article that bears it out best.
pub(crate) struct Weight {
    /// How likely it is that the sources bear it out, 0 to 1.
    pub(crate) share: f32,
    /// What makes it so, weightiest first.
    pub(crate) why: Vec<Weighed>,
    /// Articles that bear it out by themselves.
    pub(crate) by: Vec<Arc<str>>,
}

/// Share of a claim's reasons that is shown at most.
const REASONS: usize = 8;

/// Weighs a claim on the sentences found for it.
pub(crate) fn weigh(case: &Case<'_>, candidates: &[Candidate]) -> Weight {
    let mut best = Weight { share: 0.0, why: Vec::new(), by: Vec::new() };
    for pieces in by_article(candidates) {
        let numbers = features(case, &pieces);
        let share = weigh::support(&numbers);
        if share >= 0.5 {
            best.by.push(pieces[0].view.article.id.clone());
        }
        if share > best.share {
            best.share = share;
            best.why = weigh::reasons(&numbers);
        }
    }
    best.why.sort_by(|a, b| b.adds.abs().total_cmp(&a.adds.abs()));
    best.why.truncate(REASONS);
    best
}

/// Verdicts keep to their part of the scale: supported from 0.5 on, contradicted under 0.3.
pub(crate) fn band(verdict: Verdict) -> (f32, f32) {
    match verdict {
        Verdict::Supported | Verdict::Verified => (0.5, 1.0),
        Verdict::Contradicted => (0.0, 0.29),
        Verdict::PartlySupported | Verdict::Disputed | Verdict::Unsupported => (0.0, 0.49),
        Verdict::NotCheckable => (0.0, 0.0),
    }
}

/// Part of a band that is kept for claims whose likelihood and verdict differ.
const EDGE: f32 = 0.02;

/// A likelihood within the part of the scale that its verdict has: the likelier of two claims stays the likelier.
pub(crate) fn in_band(share: f32, verdict: Verdict) -> f32 {
    let (low, high) = band(verdict);
    let above = share >= 0.5;
    match verdict {
        Verdict::Supported if above => low + EDGE + (high - low - EDGE) * (share - 0.5) * 2.0,
        Verdict::Supported => low + EDGE * share * 2.0,
        Verdict::Contradicted => share * high,
        _ if above => high - EDGE + EDGE * (share - 0.5) * 2.0,
        _ => (high - EDGE) * share * 2.0,
    }
}

/// Sentences before and after a claim whose support tells a little of its own.
const AROUND: usize = 4;
/// How much.
const LEANS: f32 = 0.06;

/// How much of it at the ends of a band.
const LEAST_ROOM: f32 = 0.2;

/// A statement among others that the sources bear out is a little likelier to be borne out itself, and the other way
/// round; within its band, so that no verdict leans on another.
pub(crate) fn lean(judgements: &mut [Judgement]) {
    let before: Vec<Option<f32>> = judgements
        .iter()
        .map(|judgement| (judgement.verdict != Verdict::NotCheckable).then_some(judgement.support))
        .collect();
    for (at, judgement) in judgements.iter_mut().enumerate() {
        let near = before[at.saturating_sub(AROUND)..(at + AROUND + 1).min(before.len())].iter().flatten();
        let count = near.clone().count();
        let (low, high) = band(judgement.verdict);
        if count < 2 || before[at].is_none() {
            continue;
        }
        let others = (near.sum::<f32>() - judgement.support) / (count - 1) as f32;
        let room = 4.0 * (judgement.support - low) * (high - judgement.support) / (high - low).powi(2);
        let leant = judgement.support + LEANS * (others - 0.5) * room.clamp(LEAST_ROOM, 1.0);
        judgement.support = (leant.clamp(low, high) * 100_000.0).round() / 100_000.0;
    }
}
