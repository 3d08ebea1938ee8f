//! Floor 4: claims held against evidence. Verdicts with their reasons as values, and fixes.
//!
//! Pure: no file, clock, network, thread or environment.

mod align;
mod analysis;
pub mod citations;
mod claims;
mod clause;
pub mod code;
pub mod compare;
mod conflict;
mod date;
mod dispute;
mod evidence;
mod fix;
mod gate;
mod judge;
mod key;
mod knowledge;
mod lexicon;
pub mod message;
mod polarity;
pub mod quotes;
mod relation;
pub mod settings;
mod slot;
mod support;
pub mod training;
pub mod verdict;
mod view;
mod weekday;
mod weigh;

pub use code::{Code, Severity};
pub use settings::{CitationStyleChoice, Settings, Strictness};
pub use slot::Features;
pub use verdict::{
    Edit, Evidence, Field, Finding, Fix, FixKind, Judgement, Place, Reason, Stance, Verdict, Weighed,
};

use analysis::Analysis;
use citations::{CitationMap, Shelf};
use claims::Checkable;
use copydesk_library::{Hit, Library, Term};
use copydesk_tagging::{Kind, Language, Tagged};
use evidence::Found;
use judge::{CANDIDATES, Case};
use key::hash_of;
use rustc_hash::FxHashMap;
use std::sync::{Arc, OnceLock};
use view::Views;

/// What is kept between two checks of a draft: claims whose text, context and evidence did not change are not
/// judged again.
#[derive(Debug, Default)]
pub struct Cache {
    views: Views,
    analyses: FxHashMap<u64, (u64, Arc<Analysis>)>,
    judged: FxHashMap<u64, Kept>,
    shelf: Option<Arc<Shelf>>,
    tick: u64,
}

/// A judgement and what it rests on.
#[derive(Debug)]
struct Kept {
    used: u64,
    /// The library's revision at which the evidence was looked for.
    revision: u64,
    /// The evidence that was found.
    evidence: u64,
    judgement: Judgement,
}

/// Checks for which something that is no longer asked for is kept: an undone edit finds its judgement again.
const KEPT_CHECKS: u64 = 16;

/// A draft as it is checked.
#[derive(Debug)]
pub struct Draft<'a> {
    /// Its path relative to the workspace, for citations by relative link.
    pub path: Option<&'a str>,
    /// Its decoded text.
    pub text: &'a str,
    /// Its prose.
    pub prose: &'a copydesk_text::Prose,
    /// Its mentions.
    pub tagged: &'a Tagged,
}

/// Who does several pieces of work at a time, where there is somebody: this crate knows no threads.
pub trait Hands {
    /// Calls `task` with each number below `count` once, in any order, and returns when all are done.
    fn share(&self, count: usize, task: &(dyn Fn(usize) + Sync));
}

/// Statements that are judged at a time by several hands: their sources are unpacked together.
const WAVE: usize = 32;

/// Fewer statements than this are not worth sharing.
const SHARED: usize = 8;

/// [`check`] with several hands: the judgements are the same.
pub fn check_with(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
    hands: &dyn Hands,
) -> Vec<Judgement> {
    checked(draft, library, settings, cache, cancelled, Some(hands))
}

/// Holds every statement of a draft against the library. Judgements are in the order of the draft. `cancelled` is
/// asked between claims; when it says yes the judgements made so far are returned.
pub fn check(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
) -> Vec<Judgement> {
    checked(draft, library, settings, cache, cancelled, None)
}

fn checked(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
    hands: Option<&dyn Hands>,
) -> Vec<Judgement> {
    cache.tick += 1;
    let tick = cache.tick;
    let mut judgements = Vec::new();
    let keyed: Vec<(u64, Arc<Analysis>)> = key::keys(draft)
        .into_iter()
        .enumerate()
        .map(|(index, key)| {
            let entry = cache.analyses.entry(key);
            let kept = entry.or_insert_with(|| (tick, Arc::new(Analysis::new(draft.tagged, index))));
            kept.0 = tick;
            (key, kept.1.clone())
        })
        .collect();
    let shelf = match &cache.shelf {
        Some(shelf) if shelf.is_of(library) => shelf.clone(),
        _ => cache.shelf.insert(Arc::new(Shelf::new(library))).clone(),
    };
    let map = CitationMap::on(draft, shelf);
    if let Some(hands) = hands {
        judge_ahead(draft, library, settings, cache, &keyed, &map, cancelled, hands);
    }
    for (index, sentence) in draft.tagged.sentences.iter().enumerate() {
        if cancelled() {
            break;
        }
        let start = sentence.sentence.source.start;
        if map.lists.iter().any(|list| list.contains(&start)) {
            continue;
        }
        match claims::checkable(sentence, &keyed[index].1) {
            // What is known of opposites, verbs and negations is English: nothing is said of another language.
            Checkable::Yes if draft.tagged.language != Language::ENGLISH => {
                judgements.push(judge::not_checkable(draft, index));
            }
            Checkable::Yes => {
                let mut judgement = judge_one(draft, library, settings, cache, &keyed, index);
                // The words may stand in the cited source that is not here.
                if map.cites_missing(index) {
                    judgement.findings.retain(|finding| finding.code != Code::QuoteNotFound);
                }
                judgements.push(judgement);
            }
            Checkable::No => judgements.push(judge::not_checkable(draft, index)),
            Checkable::Nothing => {}
        }
    }
    support::lean(&mut judgements);
    if !cancelled() {
        add_citation_findings(draft, &map, library, settings, &mut judgements);
    }
    cache.analyses.retain(|_, (used, _)| *used + KEPT_CHECKS > tick);
    cache.judged.retain(|_, kept| kept.used + KEPT_CHECKS > tick);
    judgements
}

/// Adds what is wrong with the citations. An entry of the source list is no claim; what is wrong with one is carried by
/// a judgement that says so.
fn add_citation_findings(
    draft: &Draft<'_>,
    map: &CitationMap,
    library: &Library,
    settings: &Settings,
    judgements: &mut Vec<Judgement>,
) {
    for (index, finding) in citations::findings(draft, map, judgements, library, settings) {
        let carrier = index.or_else(|| {
            judgements
                .iter()
                .position(|j| j.range.start <= finding.range.start && finding.range.end <= j.range.end)
        });
        if let Some(judgement) = carrier.and_then(|index| judgements.get_mut(index)) {
            judgement.findings.push(finding);
            judgement.findings.sort_by_key(|f| (f.range.start, f.range.end));
            continue;
        }
        let sentence =
            draft.tagged.sentences.partition_point(|s| s.sentence.source.end <= finding.range.start);
        if let Some(mut judgement) =
            (sentence < draft.tagged.sentences.len()).then(|| judge::not_checkable(draft, sentence))
        {
            judgement.range = finding.range.clone();
            judgement.text = draft.text[finding.range.clone()].to_owned();
            judgement.findings.push(finding);
            judgements.push(judgement);
        }
    }
    judgements.sort_by_key(|judgement| judgement.range.start);
}

/// Judges what has to be judged anew with several hands, and keeps it.
#[expect(clippy::too_many_arguments)]
fn judge_ahead(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    keyed: &[(u64, Arc<Analysis>)],
    map: &CitationMap,
    cancelled: &dyn Fn() -> bool,
    hands: &dyn Hands,
) {
    if draft.tagged.language != Language::ENGLISH {
        return;
    }
    let open: Vec<usize> = (0..keyed.len())
        .filter(|&index| {
            let sentence = &draft.tagged.sentences[index];
            let start = sentence.sentence.source.start;
            !map.lists.iter().any(|list| list.contains(&start))
                && matches!(claims::checkable(sentence, &keyed[index].1), Checkable::Yes)
                && cache
                    .judged
                    .get(&claim_key(keyed, index, settings).0)
                    .is_none_or(|kept| kept.revision != library.revision())
        })
        .collect();
    if open.len() < SHARED {
        return;
    }
    for wave in open.chunks(WAVE) {
        if cancelled() {
            return;
        }
        let hits: Vec<OnceLock<Vec<Hit>>> = wave.iter().map(|_| OnceLock::new()).collect();
        hands.share(wave.len(), &|number| {
            hits[number].get_or_init(|| search(&keyed[wave[number]].1, library));
        });
        let hits: Vec<Vec<Hit>> =
            hits.into_iter().map(|hits| hits.into_inner().unwrap_or_default()).collect();
        cache.views.prepare(hits.iter().flatten().map(|hit| &hit.article), hands);
        let found: Vec<Looked> = wave
            .iter()
            .zip(hits)
            .filter_map(|(&index, hits)| look(draft, library, settings, cache, keyed, index, || hits).err())
            .collect();
        let judged: Vec<OnceLock<Judgement>> = found.iter().map(|_| OnceLock::new()).collect();
        hands.share(found.len(), &|number| {
            if let (Some(looked), Some(slot)) = (found.get(number), judged.get(number)) {
                slot.get_or_init(|| looked.judge(draft, library, settings, keyed));
            }
        });
        for (looked, judgement) in found.into_iter().zip(judged) {
            if let Some(judgement) = judgement.into_inner() {
                looked.keep(cache, judgement);
            }
        }
    }
}

fn judge_one(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    keyed: &[(u64, Arc<Analysis>)],
    index: usize,
) -> Judgement {
    let hits = || search(&keyed[index].1, library);
    match look(draft, library, settings, cache, keyed, index, hits) {
        Ok(kept) => kept,
        Err(looked) => {
            let judgement = looked.judge(draft, library, settings, keyed);
            looked.keep(cache, judgement.clone());
            judgement
        }
    }
}

/// What a claim is judged on.
struct Looked {
    index: usize,
    key: u64,
    near: Vec<Term>,
    revision: u64,
    evidence: u64,
    quotes: bool,
    retrieved: Vec<Found>,
}

impl Looked {
    fn judge(
        &self,
        draft: &Draft<'_>,
        library: &Library,
        settings: &Settings,
        keyed: &[(u64, Arc<Analysis>)],
    ) -> Judgement {
        let analysis = &keyed[self.index].1;
        let case = Case { draft, index: self.index, analysis, library, settings, near: &self.near };
        let mut judgement = judge::judge(&case, &self.retrieved);
        if self.quotes {
            judge::add_quote_findings(&mut judgement, quotes::compare(self.index, draft, library, settings));
        }
        judgement
    }

    fn keep(self, cache: &mut Cache, judgement: Judgement) {
        let Self { key, revision, evidence, .. } = self;
        cache.judged.insert(key, Kept { used: cache.tick, revision, evidence, judgement });
    }
}

/// What the judgement of a claim is kept under, and the names around it.
fn claim_key(keyed: &[(u64, Arc<Analysis>)], index: usize, settings: &Settings) -> (u64, Vec<Term>) {
    let near = near_terms(keyed, index);
    (hash_of(&(&keyed[index].0, &near, settings)), near)
}

/// The judgement that is kept of a claim, else what it is to be judged on; `hits` searches the library for it.
fn look(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    keyed: &[(u64, Arc<Analysis>)],
    index: usize,
    hits: impl FnOnce() -> Vec<Hit>,
) -> Result<Judgement, Looked> {
    let start = draft.tagged.sentences[index].sentence.source.start;
    let (key, near) = claim_key(keyed, index, settings);
    let revision = library.revision();
    if let Some(kept) = cache.judged.get_mut(&key)
        && kept.revision == revision
    {
        kept.used = cache.tick;
        return Ok(moved(&kept.judgement, start, index));
    }
    let hits = hits();
    let found: Vec<_> = hits.iter().map(|hit| (&hit.article.id, hit.article.hash, hit.sentence)).collect();
    // Quoted words are looked for in every source, not only in what was retrieved.
    let quotes = draft.tagged.sentences[index].mentions.iter().any(|mention| mention.kind == Kind::Quote);
    let evidence = hash_of(&(library.len(), found, quotes.then_some(revision)));
    if let Some(kept) = cache.judged.get_mut(&key)
        && kept.evidence == evidence
    {
        (kept.used, kept.revision) = (cache.tick, revision);
        return Ok(moved(&kept.judgement, start, index));
    }
    let retrieved = seen(&hits, &mut cache.views);
    Err(Looked { index, key, near, revision, evidence, quotes, retrieved })
}

/// The sentences that share most with a claim.
fn search(analysis: &Analysis, library: &Library) -> Vec<Hit> {
    let mut query: Vec<Term> = analysis.items.iter().flat_map(|item| item.terms.iter().copied()).collect();
    query.extend(&analysis.terms);
    let words = analysis.items.iter().filter(|item| item.kind == analysis::ItemKind::Word);
    query.extend(
        words.flat_map(|item| knowledge::knowledge().synonyms(&item.stem)).map(copydesk_library::index::term),
    );
    library.search(&query, CANDIDATES)
}

/// Sentences found, with their analysed articles.
fn seen(hits: &[Hit], views: &mut Views) -> Vec<Found> {
    let found = |hit: &Hit| Found { view: views.of(&hit.article), sentence: hit.sentence, score: hit.score };
    hits.iter().map(found).collect()
}

/// The sentences that share most with a claim, with their analysed articles.
fn retrieve(analysis: &Analysis, library: &Library, views: &mut Views) -> Vec<Found> {
    seen(&search(analysis, library), views)
}

/// Sentences before and after a claim in which those it speaks of may be named.
const NEAR: usize = 4;

/// Terms of the names in the sentences around a claim.
fn near_terms(keyed: &[(u64, Arc<Analysis>)], index: usize) -> Vec<Term> {
    let from = index.saturating_sub(NEAR);
    let to = (index + NEAR + 1).min(keyed.len());
    let mut terms: Vec<Term> = (from..to)
        .filter(|near| *near != index)
        .flat_map(|near| keyed[near].1.items.iter())
        .filter(|item| matches!(item.kind, analysis::ItemKind::Actor(_)))
        .flat_map(|item| item.own.iter().copied())
        .collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// A kept judgement at the place where its sentence stands now.
fn moved(kept: &Judgement, start: usize, index: usize) -> Judgement {
    let mut judgement = kept.clone();
    let shift = |range: &mut std::ops::Range<usize>| {
        *range = range.start - kept.range.start + start..range.end - kept.range.start + start;
    };
    shift(&mut judgement.range);
    judgement.sentence = index;
    for finding in &mut judgement.findings {
        shift(&mut finding.range);
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            shift(&mut edit.range);
        }
    }
    judgement
}
