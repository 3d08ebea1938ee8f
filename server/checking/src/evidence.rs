//! Which sentences of the sources bear on a claim, best first.

use crate::align::{Alignment, Surroundings};
use crate::analysis::{Analysis, ItemKind, antecedent};
use crate::case::{Candidate, Case};
use crate::support::weigh::{self, EVIDENCE, Measure, Sheet, measure};
use crate::view::{View, grams};
use copydesk_library::Term;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;

/// A sentence that was found for a claim.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) view: Arc<View>,
    pub(crate) sentence: usize,
    /// BM25; 0 where it shares no word with the claim.
    pub(crate) score: f32,
}

/// The claim beside a sentence that was found for it.
pub(crate) fn candidate(case: &Case<'_>, found: &Found) -> Candidate {
    let (view, index) = (&found.view, found.sentence);
    let around = Surroundings { near: view.near(index), article: view.terms() };
    let alignment = Alignment::new(case.side(), view.side(index), &around);
    Candidate::new(view.clone(), index, found.score, alignment, case.analysis)
}

/// Articles whose sentences beside those found are looked at as well.
const LOOKED_INTO: usize = 3;
/// Sentences found whose neighbours are looked at.
const LEADS: usize = 4;

/// Sentences that share few words with the claim but stand where evidence often stands: beside those found, and at the
/// head of their articles.
pub(crate) fn beside(found: &[Found]) -> Vec<Found> {
    let mut articles: Vec<Arc<View>> = Vec::new();
    for hit in found {
        if articles.len() < LOOKED_INTO && !articles.iter().any(|view| view.article.id == hit.view.article.id)
        {
            articles.push(hit.view.clone());
        }
    }
    let mut out: Vec<Found> = Vec::new();
    let mut add = |view: &Arc<View>, sentence: usize| {
        let is = |other: &Found| other.sentence == sentence && other.view.article.id == view.article.id;
        if view.speaks(sentence) && !found.iter().any(is) && !out.iter().any(is) {
            out.push(Found { view: view.clone(), sentence, score: 0.0 });
        }
    };
    for view in &articles {
        for sentence in 0..HEAD.min(view.tagged.sentences.len()) {
            add(view, sentence);
        }
        for hit in found.iter().filter(|hit| hit.view.article.id == view.article.id).take(LEADS) {
            if hit.sentence > 0 {
                add(view, hit.sentence - 1);
            }
            if hit.sentence + 1 < view.tagged.sentences.len() {
                add(view, hit.sentence + 1);
            }
        }
    }
    out
}

/// Sentences at the head of an article that are always looked at.
const HEAD: usize = 3;

/// How many numbers describe a sentence beside a claim.
pub(crate) const COUNT: usize = MEASURES.len();

/// What they are, in order.
pub(crate) static MEASURES: [Measure; 14] = [
    measure("bm25", "BM25 beside the best", 1),
    measure("rare", "rare words found", 1),
    measure("figures", "figures found", 1),
    measure("bound", "neighbouring words close together", 1),
    measure("pairs", "words that follow each other in both", 1),
    measure("before", "how well the sentence before matches", 1),
    measure("after", "how well the sentence after matches", 1),
    measure("early", "near the head of the article", 0),
    measure("early-open", "near the head, where nothing matches well", 1),
    measure("length", "words of the sentence", 0),
    measure("prose", "running text", 0),
    measure("back", "share of the sentence that the claim has", 1),
    measure("near", "found around the sentence", 0),
    measure("alike", "how much alike claim and sentence are, telling words most", 1),
];

/// Items between which two neighbours of the claim still count as close together.
const CLOSE: usize = 4;

/// Each candidate beside the claim, as numbers.
pub(crate) fn features(case: &Case<'_>, candidates: &[Candidate]) -> Vec<[f32; COUNT]> {
    let items = &case.analysis.items;
    let top = candidates.iter().map(|c| c.score).fold(0.0, f32::max).max(0.01);
    let rare: Vec<f32> = items
        .iter()
        .map(|item| {
            let known = item.own.iter().map(|term| case.library.weight(*term)).fold(0.0, f32::max);
            item.weight * known
        })
        .collect();
    let rare_total: f32 = rare.iter().sum::<f32>().max(0.01);
    let scores: FxHashMap<(&str, usize), f32> =
        candidates.iter().map(|c| ((&*c.view.article.id, c.sentence), c.score / top)).collect();
    let words = grams::words(case.sentence());
    let covers: Vec<Vec<f32>> =
        candidates.iter().map(|c| (0..items.len()).map(|i| c.in_sentence(case, i)).collect()).collect();
    let found: Vec<f32> = covers
        .iter()
        .map(|covered| covered.iter().zip(&rare).map(|(c, w)| c * w).sum::<f32>() / rare_total)
        .collect();
    let best = found.iter().copied().fold(0.0, f32::max);
    candidates
        .iter()
        .zip(&covers)
        .zip(&found)
        .map(|((candidate, covered), found)| {
            let mut sheet = Sheet::new(&MEASURES);
            let side = candidate.side();
            sheet.put("bm25", candidate.score / top);
            sheet.put("rare", *found);
            let is_figure = |i: &usize| matches!(items[*i].kind, ItemKind::Figure(_));
            let figures: Vec<f32> = (0..items.len()).filter(is_figure).map(|i| covered[i]).collect();
            sheet.put("figures", figures.iter().sum::<f32>() / figures.len().max(1) as f32);
            let close = |i: &usize| {
                let pairs = &candidate.alignment.pairs;
                matches!((pairs[*i - 1], pairs[*i]), (Some(a), Some(b)) if a.evidence.abs_diff(b.evidence) <= CLOSE)
            };
            let bound: f32 =
                (1..items.len()).filter(close).map(|i| covered[i - 1].min(covered[i])).sum();
            sheet.put("bound", bound / items.len().max(2) as f32);
            let theirs = candidate.view.words(candidate.sentence);
            let pairs: FxHashSet<&[Term]> = theirs.windows(2).collect();
            let same = words.windows(2).filter(|run| pairs.contains(run)).count();
            sheet.put("pairs", same as f32 / words.len().max(2) as f32);
            let beside = |sentence: Option<usize>| {
                sentence.and_then(|s| scores.get(&(&*candidate.view.article.id, s))).copied().unwrap_or(0.0)
            };
            sheet.put("before", beside(candidate.sentence.checked_sub(1)));
            sheet.put("after", beside(Some(candidate.sentence + 1)));
            let prose = candidate.view.prose(candidate.sentence);
            let early = prose.map_or(0.0, |before| 1.0 / (1.0 + before as f32 / 3.0));
            sheet.put("early", early);
            sheet.put("early-open", early * (1.0 - best));
            sheet.put("prose", f32::from(u8::from(prose.is_some())));
            sheet.put("length", (1.0 + theirs.len() as f32).ln());
            let around = |i: usize| rare[i] * (candidate.alignment.covered(i) - covered[i]).max(0.0);
            sheet.put("near", (0..items.len()).map(around).sum::<f32>() / rare_total);
            let (mut total, mut has) = (0.0, 0.0);
            for (item, partner) in side.analysis.items.iter().zip(&candidate.alignment.back) {
                total += item.weight;
                has += if partner.is_some() { item.weight } else { 0.0 };
            }
            sheet.put("back", if total > 0.0 { has / total } else { 0.0 });
            sheet.put("alike", alike(case.analysis, side.analysis, &candidate.view));
            sheet.values
        })
        .collect()
}

/// The cosine between the words of two sentences, each weighed by how telling it is in the article (Salton 1975): a long
/// sentence that happens to have the words of a claim is less like it than a short one.
fn alike(claim: &Analysis, sentence: &Analysis, view: &View) -> f32 {
    let square = |terms: &FxHashSet<Term>| terms.iter().map(|term| view.telling(*term).powi(2)).sum::<f32>();
    let both = claim.terms.iter().filter(|term| sentence.terms.contains(term));
    let shared: f32 = both.map(|term| view.telling(*term).powi(2)).sum();
    if shared <= 0.0 { 0.0 } else { shared / (square(&claim.terms) * square(&sentence.terms)).sqrt() }
}

/// All sentences that are looked at for a claim: those found and those beside them.
pub(crate) fn gather(case: &Case<'_>, found: &[Found]) -> Vec<Candidate> {
    found.iter().chain(&beside(found)).map(|found| candidate(case, found)).collect()
}

/// Passages that are shown, besides those of further origins.
const SHOWN: usize = 5;
/// Sentences that they are made of.
const TAKEN: usize = 8;

/// The candidates to be shown with how well each matches, best first: what a finding rests on, the best of each
/// origin, then the next best.
fn taken(case: &Case<'_>, candidates: &[Candidate]) -> Vec<(usize, f32)> {
    let scores: Vec<f32> =
        features(case, candidates).iter().map(|numbers| weigh::share(EVIDENCE.score(numbers))).collect();
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let mut chosen: Vec<usize> =
        order.iter().copied().filter(|&c| !candidates[c].conflicts.is_empty()).take(2).collect();
    for &c in &order {
        let view = &candidates[c].view;
        let new = chosen.iter().all(|&other| !candidates[other].view.same_origin(view));
        if new && candidates[c].score > 0.0 && chosen.len() < TAKEN {
            chosen.push(c);
        }
    }
    for &c in &order {
        if chosen.len() < TAKEN && !chosen.contains(&c) {
            chosen.push(c);
        }
    }
    chosen.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    chosen.into_iter().map(|c| (c, scores[c])).collect()
}

/// Sentences of a passage at most.
const SENTENCES: usize = 3;
/// Bytes of a passage at most: some sixty words, as many as a hover shows in three or four lines.
const PASSAGE: usize = 350;

/// What is shown of the candidates, each passage with how well its best sentence matches, best first. Sentences that follow each
/// other and none of which is enough by itself, as `alone` tells, make one passage in the order of the article: what is told by
/// several, or of *he* and *the company*, is read together.
pub(crate) fn passages(
    case: &Case<'_>,
    candidates: &[Candidate],
    alone: &dyn Fn(usize) -> bool,
) -> Vec<(Vec<usize>, f32)> {
    let taken = taken(case, candidates);
    let mut left: Vec<usize> = taken.iter().map(|(at, _)| *at).collect();
    let mut out: Vec<(Vec<usize>, f32)> = Vec::new();
    for &(best, score) in &taken {
        if !left.contains(&best) {
            continue;
        }
        left.retain(|&at| at != best);
        let mut passage = vec![best];
        while !alone(best) && passage.len() < SENTENCES {
            let longer = |&at: &usize| {
                !alone(at) && extends(candidates, &passage, at) && adds(case, candidates, &passage, at)
            };
            let Some(next) = left.iter().copied().find(longer) else { break };
            left.retain(|&at| at != next);
            passage.push(next);
            passage.sort_by_key(|&at| candidates[at].sentence);
        }
        let of = &candidates[best];
        let new = |(other, _): &(Vec<usize>, f32)| !candidates[other[0]].view.same_origin(&of.view);
        if out.len() < SHOWN || !of.conflicts.is_empty() || out.iter().all(new) {
            out.push((passage, score));
        }
    }
    out
}

/// How much more of an item of the claim a sentence must have than a passage, 0 to 1, to tell more of it.
const MORE: f32 = 0.3;

/// A sentence has something of the claim that a passage lacks, or tells whom the pronoun means with which it begins.
fn adds(case: &Case<'_>, candidates: &[Candidate], passage: &[usize], sentence: usize) -> bool {
    let (first, other) = (&candidates[passage[0]], &candidates[sentence]);
    if other.sentence < first.sentence && antecedent::opens_with_pronoun(first.tagged()) {
        return true;
    }
    let has = |at: usize, item: usize| candidates[at].in_sentence(case, item);
    let told = |item: usize| passage.iter().map(|&at| has(at, item)).fold(0.0, f32::max);
    (0..case.analysis.items.len()).any(|item| has(sentence, item) >= told(item) + MORE)
}

/// A sentence stands right before or behind a passage, and the two together are not too long.
fn extends(candidates: &[Candidate], passage: &[usize], sentence: usize) -> bool {
    let (first, last) = (&candidates[passage[0]], &candidates[passage[passage.len() - 1]]);
    let other = &candidates[sentence];
    let (before, after) = if other.sentence + 1 == first.sentence {
        (other, first)
    } else if last.sentence + 1 == other.sentence {
        (last, other)
    } else {
        return false;
    };
    let article = &first.view.article;
    let bytes = |c: &Candidate| c.tagged().sentence.source.clone();
    let together = bytes(first).start.min(bytes(other).start)..bytes(last).end.max(bytes(other).end);
    let between = bytes(before).end..bytes(after).start;
    other.view.article.id == article.id
        && together.len() <= PASSAGE
        && article.text.get(between).is_some_and(|between| between.trim().is_empty())
}
