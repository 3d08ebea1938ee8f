//! One claim held against the evidence: retrieval, alignment, slots, verdict.

mod bearing;
mod quoted;
mod unspoken;

pub(crate) use bearing::{embedded, supports};
pub(crate) use quoted::add_quote_findings;

use crate::Draft;
use crate::align::across;
use crate::align::relation::Relation;
use crate::case::{Candidate, Case, overlap};
use crate::code::{Code, Severity};
use crate::conflict;
use crate::details;
use crate::doubt::{self, Doubt};
use crate::evidence::{self, Found, candidate};
use crate::fix;
use crate::message::message;
use crate::parts;
use crate::shown;
use crate::slot::{self, Slot};
use crate::stated::contested;
use crate::stated::dispute;
use crate::stated::overstated;
use crate::stated::unlike;
use crate::stated::whether;
use crate::support::{self, Weight};
use crate::table;
use crate::values::tally;
use crate::values::weekday;
use crate::verdict::{Evidence, Finding, Fix, Judgement, Reason, Stance, Verdict};
use bearing::{opposed, planned, told_in_several, told_otherwise};
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

/// Sentences that are looked at for one claim.
pub(crate) const CANDIDATES: usize = 16;
/// Coverage from which a source counts as speaking of the same event.
pub(crate) const SPEAKS: f32 = 0.45;
/// Support from which the sources speak of it, though no sentence by itself does.
const SPOKEN: f32 = 0.4;
/// How much of what stands around a figure or date must be there for another one to stand in its place.
pub(crate) const INSTEAD: f32 = 0.5;
/// How sure a cell is that a source has under the same heads.
const SAME: f32 = 0.9;
/// By how much less of a claim a sentence may have to outweigh another of its origin that says otherwise.
const LOOSER: f32 = 0.1;

/// Judges a claim on the sentences retrieved for it.
pub(crate) fn judge(case: &Case<'_>, retrieved: &[Found]) -> Judgement {
    let mut hearing = Hearing::new(case, retrieved);
    hearing.look_for_misplaced();
    hearing.weigh_against();
    hearing.look_closer();
    hearing.tell_what_is_missing();
    hearing.look_how_it_stands();
    hearing.findings.extend(weekday::findings(case));
    hearing.judgement()
}

/// A claim while it is judged: what the evidence says of it, and what that comes to so far.
struct Hearing<'a> {
    case: &'a Case<'a>,
    /// The sentences found, then those that merely stand beside them: these bear a claim out, and never contradict it.
    candidates: Vec<Candidate>,
    /// How many of them were found.
    found: usize,
    /// Indices of those that support the claim.
    supporting: Vec<usize>,
    /// Of those that do not count as support and may yet be nearer to the claim than what seems to say otherwise.
    nearer: Vec<usize>,
    /// Of those that say otherwise.
    against: Vec<usize>,
    /// Index of the one that has the claim, a cell, under the same heads.
    same_cell: Option<usize>,
    weight: Weight,
    doubts: Vec<Doubt>,
    /// Why nothing is said of some of what differs.
    abstained: Vec<String>,
    /// What nothing found has; see [`Hearing::details`].
    details: OnceCell<Vec<Finding>>,
    verdict: Verdict,
    findings: Vec<Finding>,
    /// What is said where nothing else is.
    hint: Option<Finding>,
}

impl<'a> Hearing<'a> {
    /// Holds the claim against each sentence, and gives the verdict that its support alone comes to.
    fn new(case: &'a Case<'a>, retrieved: &[Found]) -> Self {
        let mut candidates: Vec<Candidate> = retrieved.iter().map(|found| candidate(case, found)).collect();
        candidates.sort_by(|a, b| b.coverage.total_cmp(&a.coverage));
        let mut abstained = Vec::new();
        conflict::find_all(case, &mut candidates, &mut abstained);
        let doubts = doubt::find(case, &mut candidates);
        candidates.iter_mut().for_each(|candidate| table::keep_sure(case, candidate));
        let by_table = by_table(case, retrieved, &mut candidates);
        let outdated = tally::outdated(case, &mut candidates);
        let mut supporting: Vec<usize> = (0..candidates.len())
            .filter(|&s| supports(case, &candidates[s]) && table::may_support(case, &candidates[s]))
            .collect();
        // Where a source tells otherwise what was done, only those that tell it as the draft does support it.
        let told: Vec<dispute::Told> = candidates.iter().filter_map(|c| dispute::against(case, c)).collect();
        supporting.retain(|&s| told.iter().all(|told| told.says(&candidates[s])));
        let opposed = opposed(&candidates);
        let nearer =
            if opposed || !doubts.iter().all(Doubt::keeps_silent) { Vec::new() } else { supporting.clone() };
        if opposed || !doubts.is_empty() {
            supporting.clear();
        }
        if by_table.same.is_some() {
            supporting.retain(|s| Some(*s) != by_table.same);
            supporting.splice(..0, by_table.same);
        }
        let against = (0..candidates.len()).filter(|&a| !candidates[a].conflicts.is_empty()).collect();
        let found = candidates.len();
        candidates.extend(evidence::beside(retrieved).iter().map(|found| candidate(case, found)));
        let weight = support::weigh(case, &candidates);
        let mut hearing = Hearing {
            case,
            candidates,
            found,
            supporting,
            nearer,
            against,
            same_cell: by_table.same,
            weight,
            doubts,
            abstained,
            details: OnceCell::new(),
            verdict: Verdict::Unsupported,
            findings: outdated.into_iter().collect(),
            hint: None,
        };
        let otherwise = by_table.unclear || opposed || !told.is_empty();
        if !hearing.supporting.is_empty() || (!otherwise && hearing.is_borne_out()) {
            hearing.verdict = Verdict::Supported;
        } else if hearing.is_spoken_of() {
            hearing.verdict = Verdict::PartlySupported;
        }
        hearing
    }

    /// The sentences that were found.
    fn found(&self) -> &[Candidate] {
        &self.candidates[..self.found]
    }

    /// Figures, dates, names and words that nothing found has.
    fn details(&self) -> &[Finding] {
        self.details.get_or_init(|| details::missing(self.case, self.found()))
    }

    /// The sentences of a source together bear the claim out, and nothing in them tells otherwise.
    fn is_borne_out(&self) -> bool {
        let case = self.case;
        self.weight.share >= 0.5
            && !table::misplaced(case, self.found())
            && self.doubts.is_empty()
            && !self.found().first().is_some_and(|best| told_otherwise(case, best) || planned(case, best))
            // A figure, date or name that stands nowhere is no small part, however much else is there; words that stand
            // nowhere may be said otherwise, which the support has weighed.
            && self.details().iter().all(Finding::is_of_words)
    }

    /// The sources speak of what the claim says.
    fn is_spoken_of(&self) -> bool {
        self.found().first().is_some_and(|best| best.coverage >= SPEAKS)
            || self.weight.share >= SPOKEN
            || told_in_several(self.case, self.found())
            || across::all_told(self.case, self.found())
    }

    /// Every word of the claim may stand in the sources, and a value of it belong to something else there.
    fn look_for_misplaced(&mut self) {
        let case = self.case;
        if self.verdict != Verdict::Supported || !self.against.is_empty() || table::is_cell(case) {
            return;
        }
        let misplaced = doubt::misplaced(case, &self.candidates);
        if misplaced.is_empty() {
            return;
        }
        self.supporting.clear();
        let (sure, unsure): (Vec<_>, Vec<_>) = misplaced.into_iter().partition(|found| found.sure);
        if sure.is_empty() {
            self.verdict = Verdict::PartlySupported;
            let doubts = unsure.iter().map(|found| Doubt::of_misplaced(case, &self.candidates, found));
            self.doubts.extend(doubts);
            return;
        }
        self.verdict = Verdict::Contradicted;
        for found in &sure {
            let candidate = &mut self.candidates[found.candidate];
            let slot = found.slot(case, candidate);
            candidate.conflicts.push(slot);
        }
        let against: Vec<usize> = sure.iter().map(|found| found.candidate).collect();
        self.findings.extend(conflict::findings(case, &self.candidates, &against));
    }

    /// Weighs what says otherwise against what supports.
    fn weigh_against(&mut self) {
        if self.against.is_empty() {
            return;
        }
        let case = self.case;
        let candidates = &self.candidates[..self.found];
        let against_best = self.against.iter().map(|&a| candidates[a].coverage).fold(0.0, f32::max);
        let independent =
            |s: usize| self.against.iter().any(|&a| !candidates[s].view.same_origin(&candidates[a].view));
        // A looser sentence of the same origin does not outweigh a closer one that says otherwise.
        let outweighs = |s: &usize| independent(*s) || candidates[*s].coverage + LOOSER >= against_best;
        self.supporting.retain(outweighs);
        if self.supporting.is_empty() && !self.nearer.iter().any(outweighs) {
            if let Some(later) = conflict::told_later(case, candidates, &self.against) {
                let (found, _) = conflict::disagreement(case, candidates, &[later], &self.against);
                self.verdict = Verdict::Disputed;
                self.findings.extend(found);
                return;
            }
            self.verdict = Verdict::Contradicted;
            self.findings.extend(conflict::findings(case, candidates, &self.against));
        } else if self.supporting.iter().any(|&s| independent(s)) {
            let (found, disputed) = conflict::disagreement(case, candidates, &self.supporting, &self.against);
            if disputed {
                self.verdict = Verdict::Disputed;
            }
            self.findings.extend(found);
        }
    }

    /// What supports the claim may be less than the claim, disputed, or of one origin.
    fn look_closer(&mut self) {
        let case = self.case;
        let candidates = &self.candidates[..self.found];
        if let (Verdict::Supported, Some(&first)) = (self.verdict, self.supporting.first()) {
            self.findings.extend(hedges(case, &candidates[first]));
        }
        if self.same_cell.is_none()
            && matches!(self.verdict, Verdict::Supported | Verdict::PartlySupported)
            && let Some(finding) = overstated::find(case, candidates)
            && !self.supporting.iter().any(|&s| overstated::strong(case, &candidates[s]))
        {
            self.verdict = Verdict::PartlySupported;
            self.findings.push(finding);
        }
        if self.same_cell.is_none()
            && matches!(self.verdict, Verdict::Supported | Verdict::PartlySupported)
            && !self.findings.iter().any(|found| found.code == Code::Overstated)
            && let Some(finding) = contested::overstated(case, &self.candidates)
                .or_else(|| whether::overstated(case, &self.candidates))
                .or_else(|| whether::left_open(case, &self.candidates))
        {
            if finding.severity == Severity::Hint {
                self.hint = Some(finding);
            } else {
                self.verdict = Verdict::PartlySupported;
                self.findings.push(finding);
            }
        }
        if self.same_cell.is_none()
            && self.verdict == Verdict::Supported
            && let Some(finding) = dispute::of(case, candidates, &self.supporting)
        {
            self.verdict = Verdict::Disputed;
            self.findings.push(finding);
        }
        if self.verdict == Verdict::Supported {
            self.findings.extend(single_origin(case, candidates, &self.supporting));
        }
    }

    /// What the verdict leaves to be said of the claim itself: what is doubtful of it, and what stands nowhere.
    fn tell_what_is_missing(&mut self) {
        let case = self.case;
        if self.verdict == Verdict::PartlySupported {
            self.findings.extend(doubt::findings(case, &self.candidates, &self.doubts));
        }
        let partly = self.verdict == Verdict::PartlySupported
            || (self.verdict == Verdict::Supported && self.supporting.is_empty());
        if partly && self.findings.is_empty() {
            self.findings = self.details().to_vec();
            // What is borne out though no source has its very words is told in others.
            let borne_out = self.verdict == Verdict::Supported;
            self.findings.retain(|found| !(borne_out && found.is_of_words()));
        }
        if self.verdict == Verdict::Contradicted {
            // Where one thing is wrong another may be, less surely.
            let known: Vec<Range<usize>> = self.findings.iter().map(|found| found.range.clone()).collect();
            let apart = |a: &Range<usize>| !known.iter().any(|b| overlap(a, b));
            let instead = |detail: &&Finding| detail.reasons.len() > 1 && apart(&detail.range);
            let further: Vec<Finding> = self.details().iter().filter(instead).cloned().collect();
            self.findings.extend(further);
        }
        if self.verdict == Verdict::Unsupported {
            self.findings.extend(unspoken::finding(case, self.found()));
        }
    }

    /// What supports the claim may have it otherwise, as denied or as still to come.
    fn look_how_it_stands(&mut self) {
        if self.same_cell.is_some() || !matches!(self.verdict, Verdict::Supported | Verdict::PartlySupported)
        {
            return;
        }
        let hint = self.hint.take().or_else(|| unlike::hint(self.case, &self.candidates));
        let Some(hint) = hint else { return };
        if !self.findings.iter().any(|other| overlap(&other.range, &hint.range)) {
            self.verdict = Verdict::PartlySupported;
            self.findings.push(hint);
        }
    }

    fn judgement(mut self) -> Judgement {
        let Hearing { case, verdict, .. } = self;
        let sentence = &case.sentence().sentence;
        let mut findings = std::mem::take(&mut self.findings);
        if table::is_cell(case) {
            // What is said of the heads is said of no place in the cell.
            findings.retain(|finding| !finding.range.is_empty());
        }
        findings.sort_by_key(|f| (f.range.start, f.range.end));
        findings.dedup_by(|b, a| a.range == b.range);
        let least = if self.same_cell.is_some() { SAME } else { 0.0 };
        Judgement {
            range: sentence.source.clone(),
            text: case.draft.text[sentence.source.clone()].to_owned(),
            sentence: case.index,
            verdict,
            support: support::in_band(self.weight.share.max(least), verdict),
            findings,
            evidence: self.evidence().into(),
            parts: parts::parts(case, &self.candidates, verdict).into(),
            why: self.weight.why.into(),
            abstained: self.abstained.into(),
            offers: Vec::new(),
        }
    }

    /// The evidence as it is shown. An article that bears the claim out by several sentences does so by the best of them.
    fn evidence(&self) -> Vec<Evidence> {
        let case = self.case;
        let doubted = |index: usize| self.doubts.iter().any(|doubt| doubt.is_told_by(index));
        let says = |index: usize| {
            let candidate = &self.candidates[index];
            self.same_cell == Some(index)
                || (table::may_support(case, candidate) && supports(case, candidate) && !doubted(index))
        };
        let against = |index: usize| !self.candidates[index].conflicts.is_empty();
        let alone = |index: usize| doubted(index) || against(index) || says(index);
        let mut by = if self.verdict == Verdict::Supported { self.weight.by.clone() } else { Vec::new() };
        let show = |(indices, score): (Vec<usize>, f32)| {
            let passage: Vec<&Candidate> = indices.iter().map(|&index| &self.candidates[index]).collect();
            let bears =
                by.iter().position(|id| *id == passage[0].view.article.id).map(|at| by.swap_remove(at));
            // A looser sentence of an article that says otherwise bears nothing out.
            let contradicted = self.verdict == Verdict::Contradicted;
            let stance = if !contradicted && (bears.is_some() || says(indices[0])) {
                Stance::Supports
            } else if against(indices[0]) {
                Stance::Contradicts
            } else {
                Stance::Related
            };
            shown::evidence(case, &passage, score, stance)
        };
        evidence::passages(case, &self.candidates, &alone).into_iter().map(show).collect()
    }
}

/// What the tables of the sources tell of a cell.
#[derive(Default)]
struct ByTable {
    /// Index of the candidate that has it under the same heads.
    same: Option<usize>,
    /// Which of their cells is meant is not clear.
    unclear: bool,
}

/// The cell of a source with the same heads goes before all that merely speaks of it.
fn by_table(case: &Case<'_>, retrieved: &[Found], candidates: &mut Vec<Candidate>) -> ByTable {
    match table::told(case, retrieved, &|found| candidate(case, found)) {
        Some(table::Told::Same(found)) => {
            let own = candidates.iter_mut().filter(|candidate| candidate.view.same_origin(&found.view));
            own.for_each(|candidate| candidate.conflicts.clear());
            ByTable { same: Some(place_of(case, candidates, &found)), unclear: false }
        }
        Some(table::Told::Other(found, slot)) => {
            let at = place_of(case, candidates, &found);
            candidates[at].conflicts.push(slot);
            ByTable::default()
        }
        Some(table::Told::Unclear) => ByTable { same: None, unclear: true },
        None => ByTable::default(),
    }
}

/// The index of a sentence among the candidates, to which it is added.
fn place_of(case: &Case<'_>, candidates: &mut Vec<Candidate>, found: &Found) -> usize {
    candidates.iter().position(|c| c.is_at(&found.view, found.sentence)).unwrap_or_else(|| {
        candidates.push(candidate(case, found));
        candidates.len() - 1
    })
}

pub(crate) fn finding(
    case: &Case<'_>,
    code: Code,
    range: Range<usize>,
    reasons: Vec<Reason>,
    fixes: Vec<Fix>,
) -> Option<Finding> {
    let severity = case.settings.severity(code)?;
    let message = message(code, &reasons, case.library);
    let range = case.sentence().sentence.to_source(range);
    Some(Finding { code, severity, range, reasons, message, fixes, features: None })
}

/// Said only where a newsroom asks for it and there is more than one source to support a claim.
fn single_origin(case: &Case<'_>, candidates: &[Candidate], supporting: &[usize]) -> Option<Finding> {
    case.settings.severity(Code::SingleOrigin)?;
    let first = &candidates[*supporting.first()?].view;
    let one = supporting.iter().all(|&s| first.same_origin(&candidates[s].view));
    if !one || case.library.len() < 2 {
        return None;
    }
    let whole = 0..case.sentence().sentence.text.len();
    let places =
        supporting.iter().map(|&s| candidates[s].place(0..candidates[s].side().text().len())).collect();
    finding(case, Code::SingleOrigin, whole, vec![Reason::OneOrigin { places }], Vec::new())
}

/// Where the claim leaves out a hedge that the sentence has.
fn hedges(case: &Case<'_>, candidate: &Candidate) -> Vec<Finding> {
    let mut out = Vec::new();
    for (i, pair) in candidate.alignment.pairs.iter().enumerate() {
        let Some(pair) = pair.filter(|pair| pair.relation == Relation::Hedged) else { continue };
        let slot = Slot {
            code: Code::HedgeDropped,
            claim: i,
            evidence: pair.evidence,
            features: slot::Features::default(),
            spans: None,
        };
        let change = fix::hedge(case, candidate, &slot);
        let reason = change.reason(case, candidate, "number");
        let fixes = change.fix(case, candidate).into_iter().collect();
        out.extend(finding(case, Code::HedgeDropped, change.draft, vec![reason], fixes));
    }
    out
}

/// A claim that is no statement of fact.
pub(crate) fn not_checkable(draft: &Draft<'_>, index: usize) -> Judgement {
    let sentence = &draft.tagged.sentences[index].sentence;
    Judgement {
        range: sentence.source.clone(),
        text: draft.text[sentence.source.clone()].to_owned(),
        sentence: index,
        verdict: Verdict::NotCheckable,
        support: 0.0,
        why: Arc::default(),
        findings: Vec::new(),
        evidence: Arc::default(),
        parts: Arc::default(),
        abstained: Arc::default(),
        offers: Vec::new(),
    }
}

/// A claim that copydesk failed on.
pub(crate) fn failed(draft: &Draft<'_>, index: usize) -> Judgement {
    let why = "copydesk failed on this statement, a mistake of its own; please report it".to_owned();
    Judgement { abstained: [why].into(), ..not_checkable(draft, index) }
}
