//! One claim held against the evidence: retrieval, alignment, slots, verdict.

use crate::Draft;
use crate::across;
use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use crate::code::{Code, Severity};
use crate::conflict;
use crate::contested;
use crate::details::{self, is_any_time};
use crate::dispute;
use crate::doubt::{self, Doubt};
use crate::evidence::{self, Found, candidate};
use crate::fix;
use crate::message::message;
use crate::parts;
use crate::polarity;
use crate::relation::{self, Relation};
use crate::shown;
use crate::slot::{self, Slot};
use crate::support::{self, Weight};
use crate::table;
use crate::tally;
use crate::unlike;
use crate::verdict::{Evidence, Finding, Fix, Judgement, Place, Reason, Stance, Verdict};
use crate::weekday;
use crate::whether;
use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::case::{Candidate, Case, one_line};
use crate::claims;

/// Sentences that are looked at for one claim.
pub(crate) const CANDIDATES: usize = 16;
/// Coverage from which a claim counts as supported.
const SUPPORTED: f32 = 0.6;
/// Share of a claim from which a plan or a condition in the source is no support for it as a fact.
const WEAK: f32 = 0.4;
/// Coverage from which a source counts as speaking of the same event.
pub(crate) const SPEAKS: f32 = 0.45;
/// Support from which the sources speak of it, though no sentence by itself does.
const SPOKEN: f32 = 0.4;
/// How far a word must be covered to be said: no mere kin of it.
const SAID: f32 = 0.7;
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
            && self.details().iter().all(details::is_of_words)
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
            && let Some(finding) = polarity::overstated(case, candidates)
            && !self.supporting.iter().any(|&s| polarity::strong(case, &candidates[s]))
        {
            self.verdict = Verdict::PartlySupported;
            self.findings.push(finding);
        }
        if self.same_cell.is_none()
            && matches!(self.verdict, Verdict::Supported | Verdict::PartlySupported)
            && !self.findings.iter().any(|found| found.code == Code::Overstated)
            && let Some(finding) = contested::overstated(case, &self.candidates)
                .or_else(|| whether::overstated(case, &self.candidates))
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
        }
        if self.verdict == Verdict::Contradicted {
            // Where one thing is wrong another may be, less surely.
            let known: Vec<Range<usize>> = self.findings.iter().map(|found| found.range.clone()).collect();
            let apart = |a: &Range<usize>| known.iter().all(|b| a.end <= b.start || b.end <= a.start);
            let instead = |detail: &&Finding| detail.reasons.len() > 1 && apart(&detail.range);
            let further: Vec<Finding> = self.details().iter().filter(instead).cloned().collect();
            self.findings.extend(further);
        }
        if self.verdict == Verdict::Unsupported {
            let text = &case.sentence().sentence.text;
            let (what, draft, asked) = ("statement", one_line(text), case.library.len());
            let reasons = vec![Reason::NotFound { what, draft, asked }];
            let found = finding(case, Code::Unsupported, 0..text.len(), reasons, Vec::new());
            // A title sums up what is told below it.
            let quiet =
                tells_nothing(case) || claims::is_heading(case.sentence()) || has_a_value(case, self.found());
            self.findings
                .extend(found.and_then(|found| if quiet { hinted(case, found) } else { Some(found) }));
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
        let beside =
            |other: &Finding| other.range.end <= hint.range.start || hint.range.end <= other.range.start;
        if self.findings.iter().all(beside) {
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
        let mut by = if self.verdict == Verdict::Supported { self.weight.by.clone() } else { Vec::new() };
        let show = |(index, score): (usize, f32)| {
            let candidate = &self.candidates[index];
            let bears =
                by.iter().position(|id| *id == candidate.view.article.id).map(|at| by.swap_remove(at));
            let doubted = self.doubts.iter().any(|doubt| doubt.is_told_by(index));
            let supports = self.same_cell == Some(index)
                || (table::may_support(case, candidate) && supports(case, candidate) && !doubted);
            shown::evidence(case, candidate, score, supports || bears.is_some())
        };
        evidence::shown(case, &self.candidates).into_iter().map(show).collect()
    }
}

/// Of the sentences that speak of the claim's event some have the opposite of a word, and none has the word itself: what
/// stands beside an opposite is no support.
fn opposed(candidates: &[Candidate]) -> bool {
    let speaking = || candidates.iter().filter(|c| c.coverage >= SPEAKS);
    speaking().flat_map(|c| &c.opposed).any(|&item| speaking().all(|c| c.alignment.covered(item) < SAID))
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
    let is = |c: &Candidate| c.sentence == found.sentence && c.view.article.id == found.view.article.id;
    candidates.iter().position(is).unwrap_or_else(|| {
        candidates.push(candidate(case, found));
        candidates.len() - 1
    })
}

/// Share of the values of a claim that one article must have for it to speak of it, in however many sentences.
const VALUES: f32 = 0.6;

/// One article has most of the figures and dates of a claim, no sentence of it enough of the rest.
fn told_in_several(case: &Case<'_>, candidates: &[Candidate]) -> bool {
    let value = |i: &usize| case.analysis.items[*i].kind.is_value();
    let values: Vec<usize> = (0..case.analysis.items.len()).filter(value).collect();
    candidates.iter().any(|of| {
        let has = values.iter().filter(|&&i| conflict::stands(candidates, of, i)).count();
        has >= 2 && has as f32 >= VALUES * values.len() as f32
    })
}

/// Every name, figure and date has its partner, nothing is turned round, and enough of the words are there.
pub(crate) fn supports(case: &Case<'_>, candidate: &Candidate) -> bool {
    candidate.coverage >= SUPPORTED
        && candidate.conflicts.is_empty()
        && !embedded(case, candidate)
        && case.analysis.items.iter().enumerate().all(|(i, item)| match item.kind {
            ItemKind::Word => true,
            ItemKind::Actor(_) => candidate.alignment.covered(i) >= 0.4,
            ItemKind::Figure(_) | ItemKind::Time(_) => candidate.alignment.covered(i) >= 0.5,
        })
}

/// What the source says, it says otherwise: negated on one side only, done by another.
fn told_otherwise(case: &Case<'_>, candidate: &Candidate) -> bool {
    dispute::tension(case, candidate).is_some()
        || polarity::differs(case.side(), candidate.side(), &candidate.alignment)
}

/// Only a plan or a condition in the very sentence that says it. One that merely comes nearest has others beside it.
fn planned(case: &Case<'_>, best: &Candidate) -> bool {
    let weak = || polarity::weak_share(case.side(), best.side(), &best.alignment) >= WEAK;
    (best.coverage >= SUPPORTED && weak()) || polarity::weakened(case, best).is_some()
}

/// The same, or a plan or a condition.
pub(crate) fn embedded(case: &Case<'_>, candidate: &Candidate) -> bool {
    told_otherwise(case, candidate)
        || polarity::weak_share(case.side(), candidate.side(), &candidate.alignment) >= WEAK
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

/// No name, figure or date that could be looked up: "The ministry is looking into it."
fn tells_nothing(case: &Case<'_>) -> bool {
    let looked_up = |item: &Item| {
        item.kind.is_typed()
            && item.weight > 0.0
            && !is_any_time(case, item)
            && !relation::is_one(case.side(), item)
    };
    !case.analysis.items.iter().any(|item| looked_up(item) || item.quoted)
}

/// A figure or date of the claim stands in a sentence that was found: something may speak of it in other words altogether.
fn has_a_value(case: &Case<'_>, candidates: &[Candidate]) -> bool {
    let (side, items) = (case.side(), &case.analysis.items);
    let tells = |i: &usize| {
        items[*i].kind.is_value()
            && !items[*i].attribution
            && !is_any_time(case, &items[*i])
            && !relation::is_one(side, &items[*i])
    };
    let has = |c: &Candidate, i: usize| {
        let source = c.side();
        let same = |other: &Item| relation::of(side, &items[i], source, other) == Relation::OtherNoun;
        let bound =
            |j: usize| relation::only_within_bound(side, &items[i], source, &source.analysis.items[j]);
        c.alignment.partner(i).is_some_and(|j| !bound(j))
            || is_telling_count(side, &items[i]) && source.analysis.items.iter().any(same)
    };
    (0..items.len()).filter(tells).any(|i| candidates.iter().any(|c| has(c, i)))
}

/// Counts below this are met by chance.
const CHANCE: i64 = 10;

fn is_telling_count(side: Side<'_>, item: &Item) -> bool {
    side.figure(item).is_some_and(|figure| figure.amount.abs() >= CHANCE.into())
}

/// The finding as a hint.
fn hinted(case: &Case<'_>, found: Finding) -> Option<Finding> {
    let severity = case.settings.hinted(found.code)?;
    Some(Finding { severity, ..found })
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

/// Adds what is wrong with the quotations of a claim, and lets the verdict follow: what a code of theirs makes of it is
/// never better than what it was.
pub(crate) fn add_quote_findings(judgement: &mut Judgement, found: Vec<Finding>) {
    for mut finding in found {
        let verdict = match finding.code {
            Code::QuoteAltered | Code::Misattributed => Verdict::Contradicted,
            _ => Verdict::PartlySupported,
        };
        if verdict == Verdict::Contradicted
            && let Some(Reason::Speaker { place, .. } | Reason::Differs { place, .. }) =
                finding.reasons.first()
        {
            say_otherwise(judgement, place);
        }
        if verdict == Verdict::Contradicted {
            judgement.verdict = Verdict::Contradicted;
            judgement.support = judgement.support.min(0.29);
        } else if judgement.verdict == Verdict::Supported {
            judgement.verdict = Verdict::PartlySupported;
            judgement.support = judgement.support.min(0.49);
        }
        // What is said of the words themselves is nearer than what was said of the sentence, and as loud.
        judgement.findings.retain(|other| {
            let apart = other.range.end <= finding.range.start || finding.range.end <= other.range.start;
            let within = finding.range.start <= other.range.start && other.range.end <= finding.range.end;
            if within {
                finding.severity = finding.severity.max(other.severity);
            }
            apart || (!within && other.severity > finding.severity)
        });
        judgement.findings.push(finding);
    }
    judgement.findings.sort_by_key(|f| (f.range.start, f.range.end));
}

/// What has the words of a quotation, and gives them to another or has them otherwise, is no support; nor is what has them as
/// that one has.
fn say_otherwise(judgement: &mut Judgement, place: &Place) {
    let there = |piece: &Evidence| {
        piece.place.article == place.article && piece.place.range.contains(&place.range.start)
    };
    let turned = judgement.evidence.iter().cloned().map(|piece| {
        let stance = match piece.stance {
            _ if there(&piece) => Stance::Contradicts,
            Stance::Supports => Stance::Related,
            stance => stance,
        };
        Evidence { stance, ..piece }
    });
    judgement.evidence = turned.collect();
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
