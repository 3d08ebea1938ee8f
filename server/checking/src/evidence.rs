//! Which sentences of the sources bear on a claim, best first.

use crate::align::{Alignment, Surroundings};
use crate::analysis::{Analysis, ItemKind};
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

/// Pieces of evidence that are shown.
const SHOWN: usize = 5;
/// Pieces that a long list of origins may bring it to.
const SHOWN_AT_MOST: usize = 8;

/// The candidates to be shown with how well each matches, best first: what a finding rests on, the best of each
/// origin, then the next best.
pub(crate) fn shown(case: &Case<'_>, candidates: &[Candidate]) -> Vec<(usize, f32)> {
    let scores: Vec<f32> =
        features(case, candidates).iter().map(|numbers| weigh::share(EVIDENCE.score(numbers))).collect();
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    let mut chosen: Vec<usize> =
        order.iter().copied().filter(|&c| !candidates[c].conflicts.is_empty()).take(2).collect();
    for &c in &order {
        let view = &candidates[c].view;
        let new = chosen.iter().all(|&other| !candidates[other].view.same_origin(view));
        if new && candidates[c].score > 0.0 && chosen.len() < SHOWN_AT_MOST {
            chosen.push(c);
        }
    }
    for &c in &order {
        if chosen.len() < SHOWN && !chosen.contains(&c) {
            chosen.push(c);
        }
    }
    chosen.sort_by(|&a, &b| scores[b].total_cmp(&scores[a]).then(a.cmp(&b)));
    chosen.into_iter().map(|c| (c, scores[c])).collect()
}
