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

/// The same of one that surely speaks of it; by how much less another one has, then.
const PLAIN: f32 = 0.8;
const CLOSER: f32 = 0.25;
/// Words between a verb and the cause that it gives.
const APART: usize = 10;
/// What may stand before a cause in a sentence that gives it for what the one before it tells.
const HEAD: f32 = 1.5;

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
        let cue_stands =
            cue.split(' ').enumerate().all(|(n, word)| words.get(at + n).is_some_and(|w| *w == word));
        // "Those due to work": who should.
        cue_stands && !at.checked_sub(1).is_some_and(|before| knowledge().unnamed.contains(words[before]))
    };
    let ends = |token: &&copydesk_text::Token| {
        token.kind == TokenKind::Mark
            && matches!(token.text(text), "," | ";" | ":" | "—" | "–" | "(" | ")" | "." | "\"" | "”")
    };
    // "Blamed the losses on": what the verb is done to stands between.
    let apart = |at: usize| {
        let stem = knowledge().stem(words[at]);
        let blames = |[verb, _]: &&[String; 2]| knowledge().stem(verb) == stem;
        let between = (at + 1..words.len()).take(APART).take_while(|&k| !ends(&&tokens[k]));
        knowledge().blaming.iter().filter(blames).find_map(|[_, behind]| {
            let from = between.clone().find(|&k| stands(k, behind))?;
            Some((from, from + behind.split(' ').count()))
        })
    };
    let found = (0..words.len()).find_map(|at| {
        let cue = knowledge().causes.iter().filter(|cue| stands(at, cue)).max_by_key(|cue| cue.len());
        cue.map_or_else(|| apart(at), |cue| Some((at, at + cue.split(' ').count())))
    })?;
    let start = tokens[found.0].range.start;
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
    let named = |candidate: &Candidate| {
        (0..items.len()).any(|k| {
            let item = &items[k];
            !within(k)
                && item.kind.is_typed()
                && !item.attribution
                && candidate.alignment.partner(k).is_some()
        })
    };
    let given = |candidate: &Candidate| cause(candidate.side()).filter(|theirs| !theirs.items.is_empty());
    // "It was put off because": of what the sentence before it tells.
    let goes_on = |candidate: &Candidate| {
        let next = candidate.sentence + 1;
        let side = (next < candidate.view.tagged.sentences.len()).then(|| candidate.view.side(next))?;
        let theirs = cause(side).filter(|theirs| !theirs.items.is_empty())?;
        let before = |item: &&Item| item.range.end <= theirs.range.start && !item.attribution;
        let head: f32 = side.analysis.items.iter().filter(before).map(|item| item.weight).sum();
        let has = |&k: &usize| items[k].own.iter().any(|term| side.analysis.terms.contains(term));
        if head > HEAD || nouns.iter().any(has) {
            return None;
        }
        let at = candidates.iter().position(|other| other.is_at(&candidate.view, next));
        Some(Doubt { told: at.map(|at| (at, theirs.range)), draft: mine.range.clone() })
    };
    let other = |at: usize| {
        let candidate = &candidates[at];
        let speaks = effect(candidate) >= CAUSED || effect(candidate) >= NAMED && named(candidate);
        if !speaks || told(candidate) {
            return None;
        }
        let own = given(candidate)
            .map(|theirs| Doubt { told: Some((at, theirs.range)), draft: mine.range.clone() });
        Some((at, own.or_else(|| goes_on(candidate))?))
    };
    // A word of it beside half of the rest tells nothing where another sentence has the rest, and why.
    let plain = |c: &Candidate| effect(c) >= PLAIN && given(c).is_some() && !told(c);
    let plainly = candidates.iter().filter(|c| plain(c)).map(effect).fold(0.0, f32::max);
    let tells = |c: &Candidate| {
        let (has, all) = c.alignment.has(case.analysis, |k, _| within(k));
        told(c) && effect(c) >= NAMED && (effect(c) + CLOSER >= plainly || has >= TOLD * all)
    };
    if candidates.iter().any(tells) {
        return None;
    }
    let around = |candidate: &Candidate| {
        let near = candidate.view.near(candidate.sentence);
        nouns.iter().any(|&k| items[k].own.iter().any(|term| near.contains(term)))
    };
    let found = (0..candidates.len()).filter_map(other);
    match found.max_by(|(a, _), (b, _)| effect(&candidates[*a]).total_cmp(&effect(&candidates[*b]))) {
        Some((_, doubt)) => Some(doubt),
        None => {
            let speaks = candidates.iter().any(|candidate| effect(candidate) >= CAUSED);
            let near = |c: &Candidate| effect(c) >= NAMED && around(c);
            (speaks && !candidates.iter().any(near)).then_some(Doubt { told: None, draft: mine.range })
        }
    }
}
