//! What a claim tells as done, and how far a sentence is of the same.

use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case};
use crate::knowledge::{Cue, knowledge};
use crate::stated::done::{self, Done};
use crate::stated::status::{Reader, Status, gets, is_granted, is_particle, is_preposition};
use std::ops::Range;

/// Share of the rest of a clause that a sentence must have to be of the same.
const OF_IT: f32 = 0.5;
/// The same of a sentence that has less itself, and what stands beside it.
const BESIDE: f32 = 0.7;
const ITSELF: f32 = 0.3;
/// The same of one that has a pronoun for it.
const AROUND: f32 = 0.45;
/// How far a name, figure or date must stand there.
const NAMED: f32 = 0.5;
/// Weight from which a verb tells what was done, alone and with a particle behind it; weight of what else a clause tells, from
/// which it can be known again.
const VERB: f32 = 0.5;
const WITH_PARTICLE: f32 = 0.3;
const TELLING: f32 = 1.0;

/// Words from "has" to what somebody has.
const HELD: usize = 4;

/// A verb of the claim.
pub(super) struct Deed {
    pub(super) done: Done,
    pub(super) tense: Tense,
    /// Bytes behind which it has nothing to do with what follows, where the verbs strung to it begin; before which it is told who
    /// did it; and from which on what stands there is its own.
    end: usize,
    subject: usize,
    start: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tense {
    /// "Has closed".
    Past,
    /// "Closes".
    Present,
    /// "Refused to close".
    Refused,
}

impl Deed {
    pub(super) fn of(case: &Case<'_>, reader: &Reader<'_>, at: usize) -> Option<Deed> {
        let items = &case.analysis.items;
        let item = &items[at];
        let with_particle = || reader.behind(item).is_some_and(is_particle);
        let tells = item.weight >= VERB || item.weight >= WITH_PARTICLE && with_particle();
        // What stands in another clause than the condition is told as done.
        let conditional = item.cue == Some(Cue::Conditional);
        if item.kind != ItemKind::Word || !tells || item.quoted || item.negated || conditional {
            return None;
        }
        let status = reader.told(item).status;
        let plain = || {
            let from = case.side().sentence.tokens.iter().position(|t| t.range.start == item.range.start)?;
            Some(Done::new(at, from, false))
        };
        let (done, tense) = match (status, done::in_the_past(case.side(), at)) {
            (Status::Done, Some(done)) => (done, Tense::Past),
            (Status::Done, None) if reader.is_in_the_present(item) => (plain()?, Tense::Present),
            (Status::Undone, _) if item.before == "to" && !item.lower.ends_with("ing") => {
                (plain()?, Tense::Refused)
            }
            _ => return None,
        };
        if is_left_bare(case, &done) {
            return None;
        }
        let end = reader.strung_on(item);
        let mut deed = Deed { done, tense, end, subject: item.range.start, start: 0 };
        let first = (0..at).find(|&k| {
            deed.done.is_with(case.side(), k)
                && done::in_the_past(case.side(), k).is_some()
                && reader.strung_on(&items[k]) <= item.range.start
        });
        if let Some(first) = first {
            (deed.subject, deed.start) = (items[first].range.start, item.range.start);
        }
        (!deed.is_denied(case)).then_some(deed)
    }

    /// "Now has the approval of the board", "has given its consent": the name of what is granted, told of whom has it.
    pub(super) fn held(case: &Case<'_>, reader: &Reader<'_>, at: usize) -> Option<Deed> {
        let (side, item) = (case.side(), &case.analysis.items[at]);
        let named = item.kind == ItemKind::Word && !knowledge().past(&item.lower) && is_granted(&item.stem);
        let told = named && !item.quoted && !item.negated;
        if !told || reader.told(item).status != Status::Done {
            return None;
        }
        let tokens = &side.sentence.tokens;
        let place = tokens.iter().position(|token| token.range.start == item.range.start)?;
        let word = |at: usize| side.word(at);
        let has = (0..place).rev().take(HELD).find(|&at| matches!(word(at), "has" | "have" | "had"))?;
        let behind = if gets(&knowledge().stem(word(has + 1))) { has + 2 } else { has + 1 };
        let plain = knowledge().determiners.contains(word(behind)) || behind == place;
        let passing = |at: &usize| knowledge().passing.contains(word(*at));
        let from = (0..has).rev().take_while(passing).last().unwrap_or(has);
        let (end, subject, start) = (reader.strung_on(item), tokens[from].range.start, item.range.start);
        let done = Done::new(at, from, false);
        plain.then_some(Deed { done, tense: Tense::Past, end, subject, start })
    }

    /// A negation stands over what is told of it.
    pub(super) fn is_denied(&self, case: &Case<'_>) -> bool {
        let side = case.side();
        let item = &case.analysis.items[self.at()];
        let that = side
            .sentence
            .tokens
            .iter()
            .find(|token| token.range.start >= item.range.end && fold(token.text(side.text())) == "that");
        let end = that.map_or(usize::MAX, |that| that.range.start);
        let over = |&over: &usize| {
            (over == self.at() || self.is_with(case, over)) && case.analysis.items[over].range.start < end
        };
        self.tense != Tense::Refused
            && case.analysis.negations.iter().filter_map(|negation| negation.over.as_ref()).any(over)
    }

    pub(super) fn at(&self) -> usize {
        self.done.at
    }

    /// Item `k` is told of it: who did it, or what it was done to.
    pub(super) fn is_with(&self, case: &Case<'_>, k: usize) -> bool {
        let range = &case.analysis.items[k].range;
        let own = range.start < self.end && (range.start >= self.start || range.end <= self.subject);
        k != self.at() && own && self.done.is_with(case.side(), k) && !self.governs(case, k)
    }

    /// "Refused" before "to abide".
    fn governs(&self, case: &Case<'_>, k: usize) -> bool {
        self.tense == Tense::Refused && k + 1 == self.at() && case.analysis.items[self.at()].before == "to"
    }

    /// "Was granted an inquiry": what is handed to whom it is suffered by.
    fn granted(&self, case: &Case<'_>) -> Option<usize> {
        let (side, items) = (case.side(), &case.analysis.items);
        let next =
            side.sentence.tokens.iter().find(|token| token.range.start >= items[self.at()].range.end)?;
        let handed = knowledge().determiners.contains(side.lower(next));
        (self.at() + 1..items.len()).find(|&k| handed && self.is_with(case, k) && items[k].weight >= VERB)
    }

    /// Index of the item that it is done to, or told of.
    pub(super) fn object(&self, case: &Case<'_>) -> Option<usize> {
        let items = &case.analysis.items;
        let telling = |&k: &usize| {
            self.is_with(case, k) && items[k].weight >= VERB && !matches!(items[k].kind, ItemKind::Time(_))
        };
        // "The concert in Oslo was called off": not Oslo.
        let head = |k: &usize| telling(k) && !is_preposition(&items[*k].before);
        if self.done.passive {
            self.granted(case).or_else(|| (0..self.at()).rev().find(head))
        } else {
            (self.at() + 1..items.len()).find(telling)
        }
    }
}

/// "Three quarters of the votes cast": whether a form that is its own past is one is not known with nothing behind it.
fn is_left_bare(case: &Case<'_>, done: &Done) -> bool {
    let side = case.side();
    let item = &case.analysis.items[done.at];
    let tokens = &side.sentence.tokens;
    let alone = tokens.get(done.from).is_some_and(|token| token.range.start == item.range.start);
    let next = tokens.iter().find(|token| token.range.start >= item.range.end);
    let next = next.map(|token| fold(token.text(side.text())));
    alone
        && knowledge().standing.unchanged.contains(&item.lower)
        && next.is_none_or(|next| !next.starts_with(char::is_alphanumeric) || next == "and")
}

/// How far a sentence is of what a verb of the claim is of.
pub(super) struct Fit {
    /// Share of the other words of its clause that the sentence has or stands beside, and that it has itself.
    pub(super) share: f32,
    pub(super) itself: f32,
    /// It has enough of them itself, and every name, figure and date.
    pub(super) close: bool,
    /// It has what the verb is done to, and the rest stands beside it.
    pub(super) near: bool,
    /// The rest stands there or beside it, and what the verb is done to may be a pronoun.
    pub(super) beside: bool,
}

impl Fit {
    /// `None` for what has too little to be known again.
    pub(super) fn new(case: &Case<'_>, candidate: &Candidate, deed: &Deed) -> Option<Fit> {
        let items = &case.analysis.items;
        let (has, total) = candidate.alignment.has(case.analysis, |k, _| deed.is_with(case, k));
        if total < TELLING {
            return None;
        }
        let own = || (0..items.len()).filter(|&k| deed.is_with(case, k));
        let itself: f32 = own().map(|k| items[k].weight * candidate.in_sentence(case, k)).sum();
        let (share, itself) = (has / total, itself / total);
        let stands = |k: usize| candidate.in_sentence(case, k) >= NAMED;
        let named = |k: usize| match items[k].kind {
            ItemKind::Word => true,
            ItemKind::Actor(_) => candidate.alignment.covered(k) >= NAMED,
            ItemKind::Figure(_) | ItemKind::Time(_) => stands(k),
        };
        let close = itself >= OF_IT && own().all(named);
        let terms = candidate.view.near(candidate.sentence);
        let here = |k: usize| {
            let own: &Item = &items[k];
            stands(k) || !own.own.is_empty() && own.own.iter().all(|term| terms.contains(term))
        };
        let typed = || own().filter(|&k| items[k].kind.is_typed()).all(here);
        let object = || deed.object(case).is_some_and(stands);
        let beside = share >= AROUND && typed();
        let near = close || share >= BESIDE && itself >= ITSELF && typed() && object();
        Some(Fit { share, itself, close, near, beside })
    }
}

/// Bytes of an item of the claim.
pub(super) fn bytes(case: &Case<'_>, k: usize) -> Range<usize> {
    case.analysis.items[k].range.clone()
}
