//! The inverted index over the sentences of all articles.
//!
//! Segments are immutable and shared; an article added makes a small segment of its own, and segments of like size
//! are merged, so that both a first read of thousands and one changed file are cheap. Ranking is BM25 (Robertson and
//! Zaragoza 2009) over stems, folded names and normalised figures.

use crate::article::{Article, Metadata};
use crate::packed;
use copydesk_text::{BlockKind, Format, Sentence, TokenKind, stem, tokens};
use rustc_hash::FxHasher;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cell::RefCell;
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

/// Words of which a thread remembers the term: stemming costs many times what looking one up does.
const REMEMBERED: usize = 1 << 12;

/// The term of a word given in lower case: its stem, transliterations of a name brought to one spelling.
pub fn term(lower: &str) -> Term {
    thread_local! {
        static KNOWN: RefCell<Vec<(Box<str>, Term)>> = RefCell::new(vec![(Box::default(), term_anew("")); REMEMBERED]);
    }
    let slot = hash_of(lower) as usize >> 8 & (REMEMBERED - 1);
    KNOWN.with_borrow_mut(|known| {
        let (word, term) = &mut known[slot];
        if **word != *lower {
            (*word, *term) = (lower.into(), term_anew(lower));
        }
        *term
    })
}

fn term_anew(lower: &str) -> Term {
    match lower.bytes().next() {
        Some(first) if first.is_ascii_digit() => hash_of(&normal_figure(lower)),
        // The stem first: folding must not part what the stemmer brings together.
        _ => hash_of(&copydesk_tagging::actors::fold_lower(&stem(lower))),
    }
}

fn hash_of(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.hash(&mut hasher);
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
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Terms {
    /// Number of each sentence that is indexed, and where its terms end.
    pub(crate) ends: Box<[(u32, u32)]>,
    pub(crate) terms: Box<[Term]>,
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

    /// Those of the sentence with this number, if it is indexed.
    pub(crate) fn of_sentence(&self, number: usize) -> Option<&[Term]> {
        let at = self.ends.binary_search_by_key(&number, |(number, _)| *number as usize).ok()?;
        let start = at.checked_sub(1).map_or(0, |before| self.ends[before].1);
        self.terms.get(start as usize..self.ends[at].1 as usize)
    }
}

/// Of the articles of a segment that was kept, the share that may be missing: more would weigh on every search.
const MISSING: usize = 10;

/// A segment as it is kept. All but the articles are plain bytes, which cost next to nothing to take up.
#[derive(Serialize, Deserialize)]
struct KeptSegment<'a> {
    /// Id and hash of each.
    #[serde(borrow)]
    articles: Vec<(&'a str, u64)>,
    #[serde(with = "packed::plain")]
    places: Cow<'a, [u8]>,
    #[serde(with = "packed::plain")]
    lengths: Cow<'a, [u8]>,
    #[serde(with = "packed::plain")]
    terms: Cow<'a, [u8]>,
    #[serde(with = "packed::plain")]
    starts: Cow<'a, [u8]>,
    #[serde(with = "packed::plain")]
    postings: Cow<'a, [u8]>,
}

#[derive(Debug, Default)]
pub(crate) struct Segment {
    pub(crate) articles: Vec<Arc<Article>>,
    /// Article and sentence of each indexed sentence.
    places: Vec<(u32, u32)>,
    lengths: Vec<u16>,
    total_length: u64,
    /// Ascending.
    terms: Box<[Term]>,
    /// For each value of a term's first bits, how many terms come before those that begin so.
    shelves: Box<[u32]>,
    /// Where each term's postings begin in `postings`; where the last one's end.
    starts: Box<[u32]>,
    /// Sentences of a term, ascending, with how often it stands there in the low 8 bits.
    postings: Vec<u32>,
}

/// How many of a term's first bits tell its shelf: a dozen terms or so stand on each.
const SHELF_BITS: u32 = 12;

/// Where the terms of each shelf begin; `terms` ascending.
fn shelves(terms: &[Term]) -> Box<[u32]> {
    let mut shelves = vec![0; (1 << SHELF_BITS) + 1];
    for term in terms {
        shelves[(term >> (64 - SHELF_BITS)) as usize + 1] += 1;
    }
    for shelf in 1..shelves.len() {
        shelves[shelf] += shelves[shelf - 1];
    }
    shelves.into()
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
                segment.total_length += own.len().min(u16::MAX as usize) as u64;
                found.extend(own.iter().map(|&term| (term, here)));
            }
        }
        segment.articles = articles;
        found.sort_unstable();
        segment.postings.reserve_exact(found.chunk_by(|a, b| a == b).count());
        let count = found.chunk_by(|a, b| a.0 == b.0).count();
        let (mut terms, mut starts) = (Vec::with_capacity(count), Vec::with_capacity(count + 1));
        for of_term in found.chunk_by(|a, b| a.0 == b.0) {
            terms.push(of_term[0].0);
            starts.push(segment.postings.len() as u32);
            let postings = of_term.chunk_by(|a, b| a == b);
            segment.postings.extend(postings.map(|same| same[0].1 << 8 | same.len().min(255) as u32));
        }
        starts.push(segment.postings.len() as u32);
        segment.shelves = shelves(&terms);
        (segment.terms, segment.starts) = (terms.into(), starts.into());
        segment
    }

    fn list(&self, term: Term) -> &[u32] {
        let shelf = (term >> (64 - SHELF_BITS)) as usize;
        let Some([from, to]) = self.shelves.get(shelf..shelf + 2) else { return &[] };
        let (from, to) = (*from as usize, *to as usize);
        let Ok(at) = self.terms[from..to].binary_search(&term) else { return &[] };
        &self.postings[self.starts[from + at] as usize..self.starts[from + at + 1] as usize]
    }

    /// What [`Self::of_bytes`] makes it of again, its articles left out.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let kept = KeptSegment {
            articles: self.articles.iter().map(|article| (&*article.id, article.hash)).collect(),
            places: packed::bytes_of_pairs(&self.places).into(),
            lengths: self.lengths.iter().flat_map(|length| length.to_le_bytes()).collect::<Vec<_>>().into(),
            terms: packed::bytes_of(&self.terms).into(),
            starts: packed::bytes_of_small(&self.starts).into(),
            postings: packed::bytes_of_small(&self.postings).into(),
        };
        postcard::to_stdvec(&kept).unwrap_or_default()
    }

    /// A segment as it was kept, each of its articles given by its id and hash; which of them are there. `None` where
    /// the bytes are none of a segment, or too few of its articles are there for it to be worth while.
    pub(crate) fn of_bytes(
        bytes: &[u8],
        mut article: impl FnMut(&str, u64) -> Option<Arc<Article>>,
    ) -> Option<(Self, Vec<bool>)> {
        let kept: KeptSegment<'_> = postcard::from_bytes(bytes).ok()?;
        let articles: Vec<Option<Arc<Article>>> =
            kept.articles.iter().map(|(id, hash)| article(id, *hash)).collect();
        let live: Vec<bool> = articles.iter().map(Option::is_some).collect();
        let missing = live.iter().filter(|live| !**live).count();
        if missing * MISSING > live.len() {
            return None;
        }
        let nobody = Arc::new(Article::from_text("", "", Format::Text, Metadata::default()));
        let (lengths, _) = kept.lengths.as_chunks();
        let mut segment = Segment {
            articles: articles.into_iter().map(|article| article.unwrap_or_else(|| nobody.clone())).collect(),
            places: packed::pairs(&kept.places).into(),
            lengths: lengths.iter().map(|length| u16::from_le_bytes(*length)).collect(),
            total_length: 0,
            terms: packed::numbers(&kept.terms),
            shelves: Box::default(),
            starts: packed::small_numbers(&kept.starts).into(),
            postings: packed::small_numbers(&kept.postings),
        };
        segment.shelves = shelves(&segment.terms);
        segment.total_length = segment.lengths.iter().map(|length| u64::from(*length)).sum();
        segment.is_whole().then_some((segment, live))
    }

    /// Whether everything in it leads somewhere.
    fn is_whole(&self) -> bool {
        self.lengths.len() == self.places.len()
            && self.places.is_sorted_by_key(|place| place.0)
            && self.places.last().is_none_or(|place| (place.0 as usize) < self.articles.len())
            && self.terms.is_sorted()
            && self.starts.len() == self.terms.len() + 1
            && self.starts.is_sorted()
            && self.starts.last().is_some_and(|end| *end as usize == self.postings.len())
            && self.postings.iter().all(|posting| ((posting >> 8) as usize) < self.places.len())
    }
}

/// A segment and which of its articles still count. What no longer counts weighs nothing: the answers are those of an
/// index that was made anew.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) segment: Arc<Segment>,
    live: Arc<[bool]>,
    /// Sentences that count, and their length.
    sentences: usize,
    length: u64,
}

impl Part {
    pub(crate) fn new(segment: Segment) -> Self {
        Self {
            live: vec![true; segment.articles.len()].into(),
            sentences: segment.places.len(),
            length: segment.total_length,
            segment: Arc::new(segment),
        }
    }

    /// A segment of which only some articles count.
    pub(crate) fn of_some(segment: Segment, live: &[bool]) -> Self {
        let mut part = Self::new(segment);
        for article in (0..live.len()).filter(|article| !live[*article]) {
            part.bury(article);
        }
        part
    }

    /// Takes an article of the segment out.
    pub(crate) fn bury(&mut self, article: usize) {
        let mut live = self.live.to_vec();
        if !std::mem::take(&mut live[article]) {
            return;
        }
        self.live = live.into();
        let places = &self.segment.places;
        let from = places.partition_point(|place| (place.0 as usize) < article);
        let to = places.partition_point(|place| place.0 as usize <= article);
        self.sentences -= to - from;
        self.length -= self.segment.lengths[from..to].iter().map(|length| u64::from(*length)).sum::<u64>();
    }

    /// The articles that count.
    pub(crate) fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.segment
            .articles
            .iter()
            .zip(self.live.iter())
            .filter(|(_, live)| **live)
            .map(|(article, _)| article)
    }

    pub(crate) fn sentences(&self) -> usize {
        self.sentences
    }

    fn counts(&self, sentence: u32) -> bool {
        self.live[self.segment.places[sentence as usize].0 as usize]
    }

    fn frequency(&self, term: Term) -> usize {
        let list = self.segment.list(term);
        if self.sentences == self.segment.places.len() {
            return list.len();
        }
        list.iter().filter(|posting| self.counts(**posting >> 8)).count()
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

thread_local! {
    /// Of each sentence of a segment, all 0 between two searches.
    static SCORES: RefCell<Vec<f32>> = RefCell::default();
}

pub(crate) fn search(parts: &[Part], query: &[Term], k: usize) -> Vec<Hit> {
    let sentences: usize = parts.iter().map(Part::sentences).sum();
    let total: u64 = parts.iter().map(|part| part.length).sum();
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
            let df = document_frequency(parts, term);
            (term, idf(sentences, df), df)
        })
        .filter(|(_, _, df)| *df > 0)
        .collect();
    weighted.sort_by_key(|a| a.2);
    let limit = if sentences <= SMALL { usize::MAX } else { (sentences as f32 * COMMON) as usize };
    let mut best: Vec<(f32, u32, u32)> = Vec::new();
    let mut scores = SCORES.take();
    let mut found: Vec<u32> = Vec::new();
    for (number, part) in parts.iter().enumerate() {
        let segment = &part.segment;
        if scores.len() < segment.places.len() {
            scores.resize(segment.places.len(), 0.0);
        }
        for &(term, idf, df) in &weighted {
            for &posting in segment.list(term) {
                let (sentence, tf) = (posting >> 8, (posting & 255) as f32);
                let norm = 1.0 - B + B * f32::from(segment.lengths[sentence as usize]) / average;
                let score = idf * tf * (K1 + 1.0) / (tf + K1 * norm);
                let sum = &mut scores[sentence as usize];
                if *sum > 0.0 {
                    *sum += score;
                } else if df <= limit {
                    *sum = score;
                    found.push(sentence);
                }
            }
        }
        best.extend(
            found
                .iter()
                .filter(|sentence| part.counts(**sentence))
                .map(|&sentence| (scores[sentence as usize], number as u32, sentence)),
        );
        for sentence in found.drain(..) {
            scores[sentence as usize] = 0.0;
        }
        // Keep the list short between segments.
        if best.len() > 4 * k {
            shorten(parts, &mut best, k);
        }
    }
    SCORES.set(scores);
    shorten(parts, &mut best, k);
    best.into_iter()
        .map(|(score, number, sentence)| {
            let segment = &parts[number as usize].segment;
            let (article, sentence) = segment.places[sentence as usize];
            Hit { article: segment.articles[article as usize].clone(), sentence: sentence as usize, score }
        })
        .collect()
}

/// The best `k`, best first. Ties are broken by what the articles are called, so that answers do not depend on the order
/// in which they were read.
fn shorten(parts: &[Part], best: &mut Vec<(f32, u32, u32)>, k: usize) {
    let name = |&(_, number, sentence): &(f32, u32, u32)| {
        let segment = &parts[number as usize].segment;
        let (article, sentence) = segment.places[sentence as usize];
        (&segment.articles[article as usize].id, sentence)
    };
    let order =
        |a: &(f32, u32, u32), b: &(f32, u32, u32)| b.0.total_cmp(&a.0).then_with(|| name(a).cmp(&name(b)));
    if best.len() > k {
        best.select_nth_unstable_by(k, order);
        best.truncate(k);
    }
    best.sort_by(order);
}

/// How telling a term is that stands in `df` of `sentences` sentences.
pub(crate) fn idf(sentences: usize, df: usize) -> f32 {
    ((sentences as f32 - df as f32 + 0.5) / (df as f32 + 0.5) + 1.0).ln()
}

pub(crate) fn document_frequency(parts: &[Part], term: Term) -> usize {
    parts.iter().map(|part| part.frequency(term)).sum()
}
