//! Where independent origins tell one event otherwise without either contradicting the draft outright: the one has it
//! as done and the other as a plan or an offer; in the one somebody sat in a meeting that he leaves in the other.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::judge::finding;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Kinship, kinship};
use crate::stated::overstated;
use crate::verdict::{Finding, Place, Reason};

/// Coverage of the claim, and of what stands around the item in question, from which a sentence speaks closely enough
/// of the same event to tell against another source.
const CLOSE: f32 = 0.65;
/// Words with another word in their place that are too many where what somebody did is told otherwise.
const REPLACED: f32 = 1.5;
/// Items after a verb within which a name is what it is done to.
const OBJECT: usize = 5;

/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;

/// An item of the claim, and the item of a sentence that tells against it.
type Against = (usize, usize);

/// What a sentence tells otherwise than the claim.
#[derive(Clone, Copy)]
pub(crate) struct Told {
    field: &'static str,
    claim: usize,
    evidence: usize,
}

impl Told {
    fn new(field: &'static str, (claim, evidence): Against) -> Self {
        Told { field, claim, evidence }
    }

    /// Another sentence tells it as the claim does.
    pub(crate) fn says(&self, other: &Candidate) -> bool {
        if self.field == STATUS { states(other, self.claim) } else { has(other, self.claim) }
    }
}

/// A finding where what supports the claim and an independent origin differ in status or in what somebody did.
pub(crate) fn of(case: &Case<'_>, candidates: &[Candidate], supporting: &[usize]) -> Option<Finding> {
    let supporting: Vec<&Candidate> = supporting.iter().map(|&s| &candidates[s]).collect();
    candidates.iter().find_map(|candidate| {
        let told = against(case, candidate)?;
        let Told { field, claim: i, evidence: j } = told;
        let own = |other: &Candidate| other.view.same_origin(&candidate.view);
        let says = |other: &&&Candidate| told.says(other);
        // The same source may state plainly elsewhere what it weakens here.
        if supporting.iter().filter(says).any(|other| own(other)) {
            return None;
        }
        let support = supporting.iter().filter(says).find(|other| !own(other))?;
        if !of_one_time(told.field, candidate, support) {
            return None;
        }
        let mine = support.alignment.pairs[i].map(|pair| pair.evidence);
        let values = vec![said(support.side(), support, mine), said(candidate.side(), candidate, Some(j))];
        let range = case.analysis.items[i].range.clone();
        finding(case, Code::SourcesDisagree, range, vec![Reason::Disagree { field, values }], Vec::new())
    })
}

/// Name of the field in which a plan differs from a fact.
const STATUS: &str = "status";
/// Name of the field in which what somebody did differs.
const ACTION: &str = "course of events";

pub(crate) fn against(case: &Case<'_>, candidate: &Candidate) -> Option<Told> {
    let one_event = |(i, j): &Against, replaced: f32| {
        let f = candidate.lone_features(case, *i, *j);
        f.anchors >= 1.0
            && f.differing == 0.0
            && f.whole >= CLOSE
            && f.claim >= CLOSE
            && f.replaced <= replaced
    };
    let status = overstated::weakened(case, candidate)
        .filter(|(i, j)| {
            let (c, e) = (&case.analysis.items[*i], &candidate.side().analysis.items[*j]);
            kinship(&c.stem, &e.stem) != Kinship::Derived
        })
        .filter(|(_, j)| same_object(case, candidate, *j))
        .filter(|found| one_event(found, 0.0));
    if let Some(found) = status {
        return Some(Told::new(STATUS, found));
    }
    tension(case, candidate).filter(|found| one_event(found, REPLACED)).map(|found| Told::new(ACTION, found))
}

/// The name after a verb of the evidence stands in the claim too: to meet one is not to meet another.
fn same_object(case: &Case<'_>, candidate: &Candidate, verb: usize) -> bool {
    let source = candidate.side();
    let mut after = source.analysis.items.iter().skip(verb + 1).take(OBJECT);
    let Some(object) = after.find(|item| matches!(item.kind, ItemKind::Actor(_))) else { return true };
    let names = |item: &&Item| matches!(item.kind, ItemKind::Actor(_));
    case.analysis
        .items
        .iter()
        .filter(names)
        .any(|item| relation::of(case.side(), item, source, object).strength() > 0.5)
}

/// A sentence has an item of the claim as a fact: a verb in the past, or in a headline's present.
fn states(candidate: &Candidate, i: usize) -> bool {
    candidate.alignment.pairs[i].is_some_and(|pair| {
        let item = &candidate.side().analysis.items[pair.evidence];
        let finite = knowledge().past(&item.lower) || item.lower.ends_with('s');
        pair.relation.strength() >= SAME && item.cue.is_none() && finite
    })
}

/// A sentence has an item of the claim, in its own or another word of the same meaning.
fn has(candidate: &Candidate, i: usize) -> bool {
    candidate.alignment.pairs[i].is_some_and(|pair| pair.relation.strength() >= SAME)
}

/// Somebody does in the claim what tells against what the same does in the evidence.
pub(crate) fn tension(case: &Case<'_>, candidate: &Candidate) -> Option<Against> {
    let source = candidate.side();
    let (c, e) = (&case.analysis.items, &source.analysis.items);
    c.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Word).find_map(|(i, a)| {
        let who = agent(c, i).filter(|_| !has(candidate, i))?;
        let partner = candidate.alignment.pairs[who]?.evidence;
        let other = (0..e.len()).find(|&j| {
            knowledge().tension(&a.stem, &e[j].stem)
                && a.negated == e[j].negated
                && e[j].cue.is_none()
                && agent(e, j) == Some(partner)
        })?;
        // What they do it to must be the same too: leaving a party is not leaving the talks.
        let shares = |k: usize| {
            k != i
                && c[k].kind == ItemKind::Word
                && c[k].weight >= 0.5
                && candidate.alignment.pairs[k].is_some()
        };
        (0..c.len()).any(shares).then_some((i, other))
    })
}

/// Who does it: "by X" right after the verb, else the name before it.
fn agent(items: &[Item], verb: usize) -> Option<usize> {
    let actor = |k: &usize| matches!(items[*k].kind, ItemKind::Actor(_));
    let by = (verb + 1..(verb + 4).min(items.len())).filter(actor).find(|&k| items[k].before == "by");
    by.or_else(|| (0..verb).rev().find(actor))
}

/// Calendar days within which two reports may tell one event.
const STORY_DAYS: i32 = 7;

/// Both are undated or of one week; a plan reported before the fact was carried out since.
fn of_one_time(field: &str, candidate: &Candidate, support: &Candidate) -> bool {
    match (candidate.view.article.meta.published, support.view.article.meta.published) {
        (Some(a), Some(b)) => (a - b).get_days().abs() <= STORY_DAYS && !(field == STATUS && a < b),
        _ => true,
    }
}

/// Words shown before and after what differs.
const SHOWN: usize = 3;

/// What a sentence says around an item, or all of it where no item answers to the claim's.
fn said(side: Side<'_>, candidate: &Candidate, item: Option<usize>) -> (String, Place) {
    let text = side.text();
    let range = match item {
        Some(j) => {
            let range = &side.analysis.items[j].range;
            let breaks = |c: char| matches!(c, ',' | ';' | '—' | '–' | '(' | ')' | '“' | '”');
            let before = &text[..range.start];
            let before = before.rfind(breaks).map_or(before, |at| {
                let end = at + before[at..].chars().next().map_or(1, char::len_utf8);
                &before[end..]
            });
            let from = before
                .char_indices()
                .rev()
                .filter(|(at, c)| {
                    !c.is_whitespace() && before[..*at].chars().next_back().is_none_or(char::is_whitespace)
                })
                .map(|(at, _)| at)
                .take(SHOWN)
                .last()
                .map_or(range.start, |at| range.start - before.len() + at);
            let after = &text[range.end..];
            let after = &after[..after.find(breaks).unwrap_or(after.len())];
            let to = after
                .char_indices()
                .filter(|(_, c)| c.is_whitespace())
                .nth(SHOWN)
                .map_or(after.trim_end().len(), |(at, _)| at);
            from..range.end + to
        }
        None => 0..text.len(),
    };
    (text[range.clone()].to_owned(), candidate.place(range))
}
