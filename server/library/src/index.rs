//! The inverted index over the sentences of all articles.
//!
//! Segments are immutable and shared; an article added makes a small segment of its own, and segments of like size
//! are merged, so that both a first read of thousands and one changed file are cheap. Ranking is BM25 (Robertson and
//! Zaragoza 2009) over stems, folded names and normalised figures.

use crate::article::Article;
use copydesk_text::{BlockKind, Sentence, TokenKind, stem, tokens};
use rustc_hash::{FxHashMap, FxHasher};
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// The hash of a term: a stem, a folded name, a normalised figure.
pub type Term = u64;

const K1: f32 = 1.2;
const B: f32 = 0.4;
/// Up to this many sentences every term may bring in candidates.
const SMALL: usize = 20_000;
/// Above that, terms in more than this share of the sentences only add to the score of what others brought in.
const COMMON: f32 = 0.05;

/// The term of a word given in lower case: its stem, transliterations of a name brought to one spelling.
pub fn term(lower: &str) -> Term {
    let mut hasher = FxHasher::default();
    match lower.bytes().next() {
        Some(first) if first.is_ascii_digit() => normal_figure(lower).hash(&mut hasher),
        // The stem first: folding must not part what the stemmer brings together.
        _ => copydesk_tagging::actors::fold_lower(&stem(lower)).hash(&mut hasher),
    }
    hasher.finish()
}

/// The terms of a text, stop words left in: the index drops what is common by itself.
pub fn terms(text: &str) -> Vec<Term> {
    let mut out = Vec::new();
    let mut lower = String::new();
    for token in tokens(text) {
        if token.kind == TokenKind::Mark {
            continue;
        }
        lower.clear();
        for c in token.text(text).chars() {
            match c {
                '’' => lower.push('\''),
                '\u{2010}' | '\u{2011}' => lower.push('-'),
                c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
                c => lower.extend(c.to_lowercase()),
            }
        }
        if copydesk_tagging::words::is_stop(&lower) {
            continue;
        }
        out.push(term(&lower));
        if lower.contains('-') && token.kind == TokenKind::Word {
            out.extend(
                lower
                    .split('-')
                    .filter(|part| part.len() > 1 && !copydesk_tagging::words::is_stop(part))
                    .map(term),
            );
        }
    }
    out
}

fn normal_figure(lower: &str) -> String {
    lower.chars().filter(|c| *c != ',').collect()
}

/// The terms of an article, sentence by sentence.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Terms {
    /// Number of each sentence that is indexed, and where its terms end.
    ends: Box<[(u32, u32)]>,
    terms: Box<[Term]>,
}

impl Terms {
    pub(crate) fn of<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> Self {
        let (mut ends, mut all) = (Vec::new(), Vec::new());
        for (number, sentence) in sentences.enumerate() {
            if !matches!(sentence.kind, BlockKind::Furniture | BlockKind::SourceEntry) {
                all.extend(terms(&sentence.text));
                ends.push((number as u32, all.len() as u32));
            }
        }
        Self { ends: ends.into(), terms: all.into() }
    }
}

#[derive(Debug, Default)]
pub(crate) struct Segment {
    pub(crate) articles: Vec<Arc<Article>>,
    /// Article and sentence of each indexed sentence.
    places: Vec<(u32, u32)>,
    lengths: Vec<u16>,
    total_length: u64,
    /// Where each term's postings lie in `postings`.
    terms: FxHashMap<Term, (u32, u32)>,
    /// Sentences of a term, ascending, with how often it stands there in the low 8 bits.
    postings: Vec<u32>,
}

impl Segment {
    pub(crate) fn build(articles: Vec<Arc<Article>>) -> Self {
        let mut segment = Segment::default();
        let count: usize = articles.iter().map(|article| article.terms().terms.len()).sum();
        // Term and sentence; sorted, the postings of a term stand together.
        let mut found: Vec<(Term, u32)> = Vec::with_capacity(count);
        for (number, article) in articles.iter().enumerate() {
            let terms = article.terms();
            let mut from = 0;
            for &(sentence, to) in &terms.ends {
                let here = segment.places.len() as u32;
                let own = terms.terms.get(from..to as usize).unwrap_or_default();
                from = to as usize;
                segment.places.push((number as u32, sentence));
                segment.lengths.push(own.len().min(u16::MAX as usize) as u16);
                segment.total_length += own.len() as u64;
                found.extend(own.iter().map(|&term| (term, here)));
            }
        }
        segment.articles = articles;
        found.sort_unstable();
        segment.postings.reserve_exact(found.chunk_by(|a, b| a == b).count());
        segment.terms.reserve(found.chunk_by(|a, b| a.0 == b.0).count());
        for of_term in found.chunk_by(|a, b| a.0 == b.0) {
            let start = segment.postings.len() as u32;
            let postings = of_term.chunk_by(|a, b| a == b);
            segment.postings.extend(postings.map(|same| same[0].1 << 8 | same.len().min(255) as u32));
            segment.terms.insert(of_term[0].0, (start, segment.postings.len() as u32));
        }
        segment
    }

    pub(crate) fn sentences(&self) -> usize {
        self.places.len()
    }

    pub(crate) fn total_length(&self) -> u64 {
        self.total_length
    }

    fn list(&self, term: Term) -> &[u32] {
        self.terms.get(&term).map_or(&[], |&(from, to)| &self.postings[from as usize..to as usize])
    }
}

/// A sentence found, and how well it matches.
#[derive(Clone, Debug)]
pub struct Hit {
    /// Its article.
    pub article: Arc<Article>,
    /// Index into [`Article::sentences`] and the sentences of [`Article::tagged`].
    pub sentence: usize,
    /// BM25.
    pub score: f32,
}

/// `live` says whether an article of a segment still counts.
pub(crate) fn search(segments: &[(Arc<Segment>, Arc<[bool]>)], query: &[Term], k: usize) -> Vec<Hit> {
    let sentences: usize = segments.iter().map(|(s, _)| s.sentences()).sum();
    let total: u64 = segments.iter().map(|(s, _)| s.total_length()).sum();
    if sentences == 0 || query.is_empty() {
        return Vec::new();
    }
    let average = (total as f32 / sentences as f32).max(1.0);
    let mut query: Vec<Term> = query.to_vec();
    query.sort_unstable();
    query.dedup();
    let mut weighted: Vec<(Term, f32, usize)> = query
        .iter()
        .map(|&term| {
            let df: usize = segments.iter().map(|(s, _)| s.list(term).len()).sum();
            (term, idf(sentences, df), df)
        })
        .filter(|(_, _, df)| *df > 0)
        .collect();
    weighted.sort_by_key(|a| a.2);
    let limit = if sentences <= SMALL { usize::MAX } else { (sentences as f32 * COMMON) as usize };
    let mut best: Vec<(f32, u32, u32)> = Vec::new();
    let mut scores: FxHashMap<u32, f32> = FxHashMap::default();
    for (number, (segment, live)) in segments.iter().enumerate() {
        scores.clear();
        for &(term, idf, df) in &weighted {
            for &posting in segment.list(term) {
                let (sentence, tf) = (posting >> 8, (posting & 255) as f32);
                let norm = 1.0 - B + B * f32::from(segment.lengths[sentence as usize]) / average;
                let score = idf * tf * (K1 + 1.0) / (tf + K1 * norm);
                if df <= limit {
                    *scores.entry(sentence).or_default() += score;
                } else if let Some(sum) = scores.get_mut(&sentence) {
                    *sum += score;
                }
            }
        }
        best.extend(
            scores
                .iter()
                .filter(|(sentence, _)| live[segment.places[**sentence as usize].0 as usize])
                .map(|(&sentence, &score)| (score, number as u32, sentence)),
        );
        // Keep the list short between segments: ties are broken by place, so that answers do not depend on hashing.
        if best.len() > 4 * k {
            shorten(&mut best, k);
        }
    }
    shorten(&mut best, k);
    best.into_iter()
        .map(|(score, number, sentence)| {
            let segment = &segments[number as usize].0;
            let (article, sentence) = segment.places[sentence as usize];
            Hit { article: segment.articles[article as usize].clone(), sentence: sentence as usize, score }
        })
        .collect()
}

fn shorten(best: &mut Vec<(f32, u32, u32)>, k: usize) {
    best.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    best.truncate(k);
}

/// How telling a term is that stands in `df` of `sentences` sentences.
pub(crate) fn idf(sentences: usize, df: usize) -> f32 {
    ((sentences as f32 - df as f32 + 0.5) / (df as f32 + 0.5) + 1.0).ln()
}

pub(crate) fn document_frequency(segments: &[(Arc<Segment>, Arc<[bool]>)], term: Term) -> usize {
    segments.iter().map(|(segment, _)| segment.list(term).len()).sum()
}
