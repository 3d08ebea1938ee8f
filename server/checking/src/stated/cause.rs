//! What a claim gives as the cause, where a source gives another one for the same: *late because of a strike* for *the delay was
//! caused by a dispute over two names*.

use crate::align::Side;
use crate::analysis::Item;
use crate::case::{Candidate, Case};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use copydesk_text::TokenKind;
use std::ops::Range;

/// Weight that the words of a cause must have to tell it.
const TELLS: f32 = 0.9;
/// How far a word must be covered to be told.
const TOLD: f32 = 0.6;
/// Share of what was caused that a sentence must have to speak of it.
const CAUSED: f32 = 0.5;
/// The same where it has a name, figure or date of that.
const NAMED: f32 = 0.25;

/// A cause in a sentence.
#[derive(Clone, Debug, PartialEq)]
struct Cause {
    /// Bytes of the sentence, from "because of" on.
    range: Range<usize>,
    /// Its items.
    items: Range<usize>,
}

/// The first cause that a sentence gives.
fn cause(side: Side<'_>) -> Option<Cause> {
    let text = side.text();
    let tokens = &side.sentence.tokens;
    let words: Vec<&str> = side.words().collect();
    let stands = |at: usize, cue: &str| {
        cue.split(' ').enumerate().all(|(n, word)| words.get(at + n).is_some_and(|w| *w == word))
    };
    let found = (0..words.len()).find_map(|at| {
        let cue = knowledge().causes.iter().filter(|cue| stands(at, cue)).max_by_key(|cue| cue.len())?;
        Some((at, at + cue.split(' ').count()))
    })?;
    let start = tokens[found.0].range.start;
    let ends = |token: &&copydesk_text::Token| {
        token.kind == TokenKind::Mark
            && matches!(token.text(text), "," | ";" | ":" | "—" | "–" | "(" | ")" | "." | "\"" | "”")
    };
    let end =
        tokens[found.1.min(tokens.len())..].iter().find(ends).map_or(text.len(), |token| token.range.start);
    let items = &side.analysis.items;
    let within = |at: usize| items.partition_point(|item| item.range.start < at);
    let behind = tokens.get(found.1).map_or(end, |token| token.range.start);
    let last = items[..within(end)].last().map_or(end, |item| item.range.end.min(end));
    Some(Cause { range: start..last.max(behind), items: within(behind)..within(end) })
}

/// A noun, a name, or what no dictionary has.
fn names(item: &Item) -> bool {
    let part = item.lexeme.part().map(|(part, _)| part);
    item.weight >= 0.5 && (item.kind.is_typed() || matches!(part, None | Some(Part::Noun)))
}

/// A cause of the claim's that is another one in a source.
pub(crate) struct Doubt {
    /// Index of the candidate that has another, and bytes of its sentence.
    pub(crate) told: Option<(usize, Range<usize>)>,
    /// Bytes of the claim's sentence.
    pub(crate) draft: Range<usize>,
}

/// The cause that the claim gives, where a sentence that speaks of what was caused has another and none has the claim's.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let mine = cause(case.side())?;
    let items = &case.analysis.items;
    let within = |k: usize| mine.items.contains(&k);
    // By its nouns: "weaker" is said of anything.
    let nouns: Vec<usize> = mine.items.clone().filter(|&k| names(&items[k])).collect();
    let weight: f32 = nouns.iter().map(|&k| items[k].weight).sum();
    if weight < TELLS {
        return None;
    }
    let effect = |candidate: &Candidate| {
        let rest = |k: usize, item: &Item| !within(k) && !item.attribution;
        let (has, total) = candidate.alignment.has(case.analysis, rest);
        if total > 0.0 { has / total } else { 0.0 }
    };
    let told = |candidate: &Candidate| nouns.iter().any(|&k| candidate.alignment.covered(k) >= TOLD);
    let other = |candidate: &Candidate| {
        let theirs = cause(candidate.side())?;
        let named = || {
            (0..items.len()).any(|k| {
                let item = &items[k];
                !within(k)
                    && item.kind.is_typed()
                    && !item.attribution
                    && candidate.alignment.partner(k).is_some()
            })
        };
        let speaks = effect(candidate) >= CAUSED || effect(candidate) >= NAMED && named();
        (speaks && !told(candidate) && !theirs.items.is_empty()).then_some(theirs)
    };
    if candidates.iter().any(|candidate| told(candidate) && effect(candidate) >= NAMED) {
        return None;
    }
    let anywhere = |candidate: &Candidate| {
        let has = |&k: &usize| items[k].own.iter().any(|term| candidate.view.terms().contains(term));
        nouns.iter().any(has)
    };
    let found = candidates.iter().enumerate().filter_map(|(at, candidate)| Some((at, other(candidate)?)));
    match found.max_by(|(a, _), (b, _)| effect(&candidates[*a]).total_cmp(&effect(&candidates[*b]))) {
        Some((at, theirs)) => Some(Doubt { told: Some((at, theirs.range)), draft: mine.range }),
        None => {
            let speaks = candidates.iter().any(|candidate| effect(candidate) >= CAUSED);
            (speaks && !candidates.iter().any(|c| told(c) || anywhere(c)))
                .then_some(Doubt { told: None, draft: mine.range })
        }
    }
}
