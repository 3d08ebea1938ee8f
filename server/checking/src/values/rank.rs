//! The place in a row that a superlative tells: the largest, the second-largest, one of the largest.

use crate::align::relation::Relation;
use crate::align::words;
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case, overlap};
use crate::code::Code;
use crate::judge::{SPEAKS, finding};
use crate::knowledge::knowledge;
use crate::slot::Slot;
use crate::verdict::Finding;
use copydesk_tagging::{TaggedSentence, words};
use std::ops::Range;

/// Words looked at before a superlative for "one of the" and "among the".
const BEFORE: usize = 5;
/// Share of the rest of the claim that the evidence has where another place is surely wrong.
const REST: f32 = 0.85;

/// A superlative in a sentence.
#[derive(Clone, Debug, PartialEq)]
struct Rank {
    /// Bytes of the sentence: "second-largest".
    range: Range<usize>,
    /// Its stem, and 1 for the largest, 2 for the second-largest.
    stem: String,
    place: usize,
    /// One of several: the byte at which "one of the" or "among the" begins.
    among: Option<usize>,
}

/// The superlatives of a sentence.
fn ranks(sentence: &TaggedSentence) -> Vec<Rank> {
    let know = knowledge();
    let text: &str = &sentence.sentence.text;
    let tokens = &sentence.tokens;
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let whole = fold(token.text(text));
        let mut parts = whole.split('-');
        let mut prefix = None;
        let superlative = parts.find(|part| {
            let found = know.superlatives.contains(*part);
            if !found {
                prefix = Some((*part).to_owned());
            }
            found
        });
        let Some(superlative) = superlative else { continue };
        let place = |word: &str| know.places.iter().position(|names| names.iter().any(|name| name == word));
        let mut start = token.range.start;
        let mut number = prefix.as_deref().and_then(place);
        let mut first = at;
        if number.is_none()
            && let Some(before) = at.checked_sub(1).and_then(|before| tokens.get(before))
            && let Some(found) = place(&fold(before.text(text)))
        {
            (number, start, first) = (Some(found), before.range.start, at - 1);
        }
        let among = (first.saturating_sub(BEFORE)..first).rev().find(|&at| {
            let word = |at: usize| tokens.get(at).map(|token| fold(token.text(text))).unwrap_or_default();
            know.several.contains(&word(at)) || word(at) == "one" && word(at + 1) == "of" && at + 1 < first
        });
        out.push(Rank {
            range: start..token.range.end,
            stem: know.stem(superlative),
            place: number.map_or(1, |number| number + 1),
            among: among.map(|at| tokens[at].range.start),
        });
    }
    out
}

/// How a claim's place in a row stands to a source's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Against {
    /// Another place.
    Place,
    /// The claim has the one, the source one of several.
    Among,
}

/// A superlative of the claim, and the one of a candidate's that stands for it.
struct Beside {
    mine: Rank,
    theirs: Rank,
    against: Option<Against>,
}

/// The superlatives of the claim beside those of a candidate that are of the same things.
fn beside(case: &Case<'_>, mine: &[Rank], candidate: &Candidate) -> Vec<Beside> {
    let source = candidate.side();
    let theirs = ranks(source.sentence);
    let mut out = Vec::new();
    for a in mine {
        let thing = after(&case.analysis.items, a);
        let same = |b: &&Rank| {
            let alike = a.stem == b.stem || knowledge().synonym(&a.stem, &b.stem);
            let things = match (thing, after(&source.analysis.items, b)) {
                (Some(x), Some(y)) => words(x, y).strength() >= Relation::Synonym.strength(),
                (None, None) => true,
                _ => false,
            };
            alike && things
        };
        let mut fitting = theirs.iter().filter(same);
        // Of two that are of the same things it is not known which is meant.
        if let (Some(b), None) = (fitting.next(), fitting.next()) {
            let against = if a.place != b.place && a.among.is_none() {
                Some(Against::Place)
            } else if b.among.is_some() && a.among.is_none() {
                Some(Against::Among)
            } else {
                None
            };
            out.push(Beside { mine: a.clone(), theirs: b.clone(), against });
        }
    }
    out
}

/// The word that a superlative is said of: the next one with a meaning of its own.
fn after<'a>(items: &'a [Item], rank: &Rank) -> Option<&'a Item> {
    items.iter().find(|item| {
        item.range.start >= rank.range.end && item.kind == ItemKind::Word && !words::is_stop(&item.lower)
    })
}

/// A place in a row that the sources which speak of it give otherwise, and none so.
pub(crate) struct Doubt {
    /// Index of the candidate.
    pub(crate) at: usize,
    /// Bytes of the claim's sentence, and of the candidate's.
    pub(crate) draft: Range<usize>,
    pub(crate) source: Range<usize>,
    /// The source has one of several, and the candidate's bytes begin with what says so.
    among: bool,
    /// It is of the same thing, so that it can be said.
    pub(crate) sure: bool,
}

/// The first of the claim's superlatives that is another one in the sources.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let mine = ranks(case.sentence());
    if mine.is_empty() {
        return None;
    }
    let all: Vec<(usize, Beside)> = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| candidate.coverage >= SPEAKS)
        .flat_map(|(at, candidate)| beside(case, &mine, candidate).into_iter().map(move |found| (at, found)))
        .collect();
    let said = |range: &Range<usize>| all.iter().any(|(_, b)| b.mine.range == *range && b.against.is_none());
    all.iter().filter(|(_, found)| !said(&found.mine.range)).find_map(|(at, found)| {
        let among = found.against? == Against::Among;
        let sure = of_one(case, &candidates[*at], found);
        let theirs = &found.theirs;
        let start = theirs.among.filter(|_| among).unwrap_or(theirs.range.start);
        let source = start..theirs.range.end;
        Some(Doubt { at: *at, draft: found.mine.range.clone(), source, among, sure })
    })
}

/// The rest of the claim is there, and whoever stands before the superlative stands before it there.
fn of_one(case: &Case<'_>, candidate: &Candidate, found: &Beside) -> bool {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    let own =
        |item: &Item| found.mine.range.start <= item.range.start && item.range.end <= found.mine.range.end;
    let rest = |_: usize, item: &Item| !own(item) && !item.attribution;
    let placed = |k: usize, item: &Item| {
        candidate.alignment.covered(k) >= 0.5
            && candidate.alignment.pairs[k].is_some_and(|pair| {
                let other = &e[pair.evidence];
                (item.range.start < found.mine.range.start) == (other.range.start < found.theirs.range.start)
            })
    };
    let misplaced = |(k, item): (usize, &Item)| rest(k, item) && item.kind.is_typed() && !placed(k, item);
    let (has, total) = candidate.alignment.has(case.analysis, rest);
    total >= 1.5 && has >= REST * total && !c.iter().enumerate().any(misplaced)
}

impl Doubt {
    /// What contradicts the claim; nothing where the source only has it as one of several.
    pub(crate) fn slot(&self, case: &Case<'_>, candidates: &[Candidate]) -> Option<Slot> {
        if !self.sure || self.among {
            return None;
        }
        let candidate = &candidates[self.at];
        let within =
            |items: &[Item], range: &Range<usize>| items.iter().position(|item| overlap(&item.range, range));
        let claim = within(&case.analysis.items, &self.draft)?;
        let evidence = within(&candidate.side().analysis.items, &self.source)?;
        let slot = candidate.lone_slot(case, Code::NumberMismatch, claim, evidence);
        Some(slot.over("rank", self.draft.clone(), self.source.clone()))
    }

    /// The claim has the one where the source has one of several.
    pub(crate) fn overstated(&self, case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
        if !self.sure || !self.among {
            return None;
        }
        let candidate = &candidates[self.at];
        let reason = candidate.differs(case, "rank", &self.draft, &self.source);
        finding(case, Code::Overstated, self.draft.clone(), vec![reason], Vec::new())
    }
}
