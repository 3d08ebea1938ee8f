//! How well the sources bear a claim out: a likelihood, within the part of the scale that its verdict has.

pub(crate) mod measures;
pub(crate) mod weigh;

use crate::case::{Candidate, Case};
use crate::verdict::{Judgement, Verdict, Weighed};
use measures::features;
use std::sync::Arc;

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
