//! Floor 4: claims held against evidence. Verdicts with their reasons as values, and fixes.
//!
//! Pure: no file, clock, network, thread or environment.

mod align;
mod analysis;
mod claims;
pub mod code;
mod fix;
mod gate;
mod judge;
mod knowledge;
pub mod message;
mod polarity;
mod relation;
pub mod settings;
mod slot;
pub mod verdict;
mod view;
mod weekday;

pub use code::{Code, Severity};
pub use settings::{CitationStyleChoice, Settings, Strictness};
pub use slot::Features;
pub use verdict::{Edit, Evidence, Field, Finding, Fix, FixKind, Judgement, Place, Reason, Stance, Verdict};

use analysis::Analysis;
use claims::Checkable;
use copydesk_library::{Library, Term};
use copydesk_tagging::{Tagged, Value};
use judge::{CANDIDATES, Case};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;
use view::{View, Views};

/// What is kept between two checks of a draft: claims whose text, context and evidence did not change are not
/// judged again.
#[derive(Debug, Default)]
pub struct Cache {
    views: Views,
    judged: FxHashMap<u64, (u64, Judgement)>,
    tick: u64,
}

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

/// Holds every statement of a draft against the library. Judgements are in the order of the draft. `cancelled` is
/// asked between claims; when it says yes the judgements made so far are returned.
pub fn check(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    cancelled: &dyn Fn() -> bool,
) -> Vec<Judgement> {
    cache.tick += 1;
    let mut judgements = Vec::new();
    let analyses: Vec<Analysis> =
        draft.tagged.sentences.iter().map(|s| Analysis::new(draft.tagged, s)).collect();
    for (index, sentence) in draft.tagged.sentences.iter().enumerate() {
        if cancelled() {
            break;
        }
        match claims::checkable(sentence, &analyses[index]) {
            Checkable::Yes => judgements.push(judge_one(draft, library, settings, cache, &analyses, index)),
            Checkable::No => judgements.push(judge::not_checkable(draft, index)),
            Checkable::Nothing => {}
        }
    }
    let tick = cache.tick;
    cache.judged.retain(|_, (used, _)| *used + 2 > tick);
    judgements
}

fn judge_one(
    draft: &Draft<'_>,
    library: &Library,
    settings: &Settings,
    cache: &mut Cache,
    analyses: &[Analysis],
    index: usize,
) -> Judgement {
    let sentence = &draft.tagged.sentences[index].sentence;
    let near = near_terms(analyses, index);
    let mut query: Vec<Term> =
        analyses[index].items.iter().flat_map(|item| item.terms.iter().copied()).collect();
    query.extend(&analyses[index].terms);
    let hits = library.search(&query, CANDIDATES);

    let mut hasher = FxHasher::default();
    draft.text[sentence.source.clone()].hash(&mut hasher);
    context(draft.tagged, index).hash(&mut hasher);
    near.hash(&mut hasher);
    settings.hash(&mut hasher);
    library.len().hash(&mut hasher);
    for hit in &hits {
        (&hit.article.id, hit.article.hash, hit.sentence).hash(&mut hasher);
    }
    let key = hasher.finish();
    if let Some((used, kept)) = cache.judged.get_mut(&key) {
        *used = cache.tick;
        return moved(kept, sentence.source.start, index);
    }
    let retrieved: Vec<(Arc<View>, usize)> =
        hits.iter().map(|hit| (cache.views.of(&hit.article), hit.sentence)).collect();
    let case = Case { draft, index, analysis: &analyses[index], library, settings, near: &near };
    let judgement = judge::judge(&case, &retrieved);
    cache.judged.insert(key, (cache.tick, judgement.clone()));
    judgement
}

/// Terms of the sentences around a claim in the draft.
fn near_terms(analyses: &[Analysis], index: usize) -> Vec<Term> {
    let from = index.saturating_sub(2);
    let to = (index + 2).min(analyses.len());
    let mut terms: Vec<Term> = (from..to)
        .filter(|near| *near != index)
        .flat_map(|near| analyses[near].items.iter().flat_map(|item| item.terms.iter().copied()))
        .collect();
    terms.sort_unstable();
    terms.dedup();
    terms
}

/// What a sentence takes from its document: resolved dates, who is meant, the document's date.
fn context(tagged: &Tagged, index: usize) -> String {
    let mut out = format!("{:?}", tagged.published);
    for mention in &tagged.sentences[index].mentions {
        match &mention.value {
            Value::Time(time) => out.push_str(&time.value),
            Value::Actor(actor) => {
                if let Some(identity) = tagged.actors.get(actor.id) {
                    out.push_str(&identity.name);
                }
            }
            _ => {}
        }
        out.push('|');
    }
    out
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
