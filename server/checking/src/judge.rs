//! One claim held against the evidence: retrieval, alignment, slots, verdict.

use crate::Draft;
use crate::align::{Alignment, Side};
use crate::analysis::{Analysis, Item, ItemKind};
use crate::belonging::Misplaced;
use crate::code::Code;
use crate::conflict;
use crate::dispute;
use crate::doubt::{self, Doubt};
use crate::evidence::{self, Found, candidate};
use crate::fix;
use crate::lexicon::Part;
use crate::message::message;
use crate::parts;
use crate::polarity;
use crate::relation::{self, Relation};
use crate::settings::Settings;
use crate::slot::{self, Slot};
use crate::support;
use crate::table;
use crate::told;
use crate::verdict::{Evidence, Field, Finding, Fix, Judgement, Place, Reason, Stance, Verdict};
use crate::view::View;
use copydesk_library::{Library, Term};
use copydesk_tagging::{Kind, TaggedSentence, Value};
use std::cell::LazyCell;
use std::sync::Arc;

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

/// A sentence of a source beside the claim.
#[derive(Clone)]
pub(crate) struct Candidate {
    pub(crate) view: Arc<View>,
    pub(crate) sentence: usize,
    /// BM25.
    pub(crate) score: f32,
    pub(crate) alignment: Alignment,
    pub(crate) coverage: f32,
    /// Slots that differ, surely enough to be said.
    pub(crate) conflicts: Vec<Slot>,
    /// Items of the claim whose opposite stands in their place, said of the same event or not.
    pub(crate) opposed: Vec<usize>,
}

impl Candidate {
    pub(crate) fn side(&self) -> Side<'_> {
        self.view.side(self.sentence)
    }

    /// What the gate weighs of item `i` of the claim beside item `j` of the sentence, where no other slot is open.
    pub(crate) fn lone_features(&self, case: &Case<'_>, i: usize, j: usize) -> slot::Features {
        slot::features(case.side(), self.side(), &self.alignment, i, j, &[], 1.0)
    }

    pub(crate) fn place(&self, range: std::ops::Range<usize>) -> Place {
        let sentence = &self.view.tagged.sentences[self.sentence].sentence;
        Place { article: self.view.article.id.clone(), range: sentence.to_source(range) }
    }
}

/// What one claim is judged on.
pub(crate) struct Case<'a> {
    pub(crate) draft: &'a Draft<'a>,
    pub(crate) index: usize,
    pub(crate) analysis: &'a Analysis,
    pub(crate) library: &'a Library,
    pub(crate) settings: &'a Settings,
    /// Terms of the names in the sentences around the claim.
    pub(crate) near: &'a [Term],
    /// Surnames of the people in it and in the sentences far around it.
    pub(crate) people: &'a [Term],
    /// Ids of the articles that the draft cites, sorted.
    pub(crate) cited: &'a [Arc<str>],
}

impl<'a> Case<'a> {
    pub(crate) fn sentence(&self) -> &'a TaggedSentence {
        &self.draft.tagged.sentences[self.index]
    }

    pub(crate) fn side(&self) -> Side<'a> {
        Side { tagged: self.draft.tagged, sentence: self.sentence(), analysis: self.analysis }
    }

    /// The claim's words at a byte range of its sentence.
    pub(crate) fn words(&self, range: std::ops::Range<usize>) -> String {
        self.sentence().sentence.text[range].to_owned()
    }
}

/// Judges a claim on the sentences retrieved for it.
pub(crate) fn judge(case: &Case<'_>, retrieved: &[Found]) -> Judgement {
    let sentence = &case.sentence().sentence;
    let mut candidates: Vec<Candidate> = retrieved.iter().map(|found| candidate(case, found)).collect();
    candidates.sort_by(|a, b| b.coverage.total_cmp(&a.coverage));
    let mut abstained = Vec::new();
    conflict::find_all(case, &mut candidates, &mut abstained);
    let mut doubts = doubt::find(case, &mut candidates);
    candidates.iter_mut().for_each(|candidate| table::keep_sure(case, candidate));
    let ByTable { same, unclear } = by_table(case, retrieved, &mut candidates);
    let mut findings = Vec::new();
    let mut supporting: Vec<usize> =
        (0..candidates.len()).filter(|&i| supports(case, &candidates[i])).collect();
    supporting.retain(|&s| table::may_support(case, &candidates[s]));
    // Where a source tells otherwise what was done, only those that tell it as the draft does support it.
    let told: Vec<dispute::Told> = candidates.iter().filter_map(|c| dispute::against(case, c)).collect();
    supporting.retain(|&s| told.iter().all(|told| told.says(&candidates[s])));
    // What stands beside the opposite of a word is no support where nothing has the word itself.
    let speaking = || candidates.iter().filter(|c| c.coverage >= SPEAKS);
    let opposed =
        speaking().flat_map(|c| &c.opposed).any(|&item| speaking().all(|c| c.alignment.covered(item) < SAID));
    // What is not denied may yet be nearer to the claim than what seems to say otherwise.
    let nearer = if opposed || !doubts.iter().all(doubt::Doubt::keeps_silent) {
        Vec::new()
    } else {
        supporting.clone()
    };
    if opposed || !doubts.is_empty() {
        supporting.clear();
    }
    if same.is_some() {
        supporting.retain(|s| Some(*s) != same);
        supporting.splice(..0, same);
    }
    let speaks = candidates.first().is_some_and(|c| c.coverage >= SPEAKS);
    let against: Vec<usize> =
        (0..candidates.len()).filter(|&i| !candidates[i].conflicts.is_empty()).collect();
    // What merely stands beside what was found bears a claim out, and never contradicts it.
    let found = candidates.len();
    candidates.extend(evidence::beside(retrieved).iter().map(|found| candidate(case, found)));
    let (candidates, all) = (&candidates[..found], &candidates[..]);
    let best = candidates.first();
    let weight = support::weigh(case, all);
    let details = LazyCell::new(|| missing_details(case, candidates));
    let borne_out = weight.share >= 0.5
        && !unclear
        && !table::misplaced(case, candidates)
        && told.is_empty()
        && !opposed
        && doubts.is_empty()
        && !best.is_some_and(|best| told_otherwise(case, best) || planned(case, best))
        // A figure, date or name that stands nowhere is no small part, however much else is there; words that stand nowhere
        // may be said otherwise, which the support has weighed.
        && details.iter().all(|detail| matches!(detail.reasons[..], [Reason::NotFound { what: WORDS, .. }]));
    let mut verdict = if !supporting.is_empty() || borne_out {
        Verdict::Supported
    } else if speaks || weight.share >= SPOKEN || told_in_several(case, candidates) {
        Verdict::PartlySupported
    } else {
        Verdict::Unsupported
    };
    // Every word of it may stand in the sources, and a value of it belong to something else there.
    let contradicting: Vec<Candidate>;
    let mut all = all;
    if verdict == Verdict::Supported && against.is_empty() && !table::is_cell(case) {
        let misplaced = doubt::misplaced(case, all);
        if !misplaced.is_empty() {
            supporting.clear();
            verdict = Verdict::PartlySupported;
        }
        match contradicted(case, all, &misplaced) {
            Some((told, found)) => {
                verdict = Verdict::Contradicted;
                findings.extend(found);
                contradicting = told;
                all = &contradicting;
            }
            None => doubts.extend(misplaced.iter().map(|found| Doubt::of_misplaced(case, all, found))),
        }
    }
    if !against.is_empty() {
        let (weighed, found) = against_support(case, candidates, &against, &mut supporting, &nearer);
        verdict = weighed.unwrap_or(verdict);
        findings.extend(found);
    }
    if matches!(verdict, Verdict::Supported)
        && let Some(&index) = supporting.first()
    {
        findings.extend(hedges(case, &candidates[index]));
    }
    if same.is_none()
        && matches!(verdict, Verdict::Supported | Verdict::PartlySupported)
        && let Some(finding) = polarity::overstated(case, candidates)
        && !supporting.iter().any(|&s| polarity::strong(case, &candidates[s]))
    {
        verdict = Verdict::PartlySupported;
        findings.push(finding);
    }
    if same.is_none()
        && verdict == Verdict::Supported
        && let Some(finding) = dispute::of(case, candidates, &supporting)
    {
        verdict = Verdict::Disputed;
        findings.push(finding);
    }
    if verdict == Verdict::Supported {
        findings.extend(single_origin(case, candidates, &supporting));
    }
    if verdict == Verdict::PartlySupported {
        findings.extend(doubt::findings(case, all, &doubts));
    }
    if findings.is_empty()
        && (verdict == Verdict::PartlySupported || (verdict == Verdict::Supported && supporting.is_empty()))
    {
        findings.extend(details.iter().cloned());
    }
    if verdict == Verdict::Contradicted {
        // Where one thing is wrong another may be, less surely.
        let known: Vec<_> = findings.iter().map(|finding| finding.range.clone()).collect();
        let apart = |a: &std::ops::Range<usize>| known.iter().all(|b| a.end <= b.start || b.end <= a.start);
        let instead = |finding: &Finding| finding.reasons.len() > 1 && apart(&finding.range);
        findings.extend(details.iter().filter(|detail| instead(detail)).cloned());
    }
    if verdict == Verdict::Unsupported {
        let reason = Reason::NotFound {
            what: "statement",
            draft: sentence.text.to_string(),
            asked: case.library.len(),
        };
        let found = finding(case, Code::Unsupported, 0..sentence.text.len(), vec![reason], Vec::new());
        let quiet = tells_nothing(case) || has_a_value(case, candidates);
        findings.extend(found.and_then(|found| if quiet { hinted(case, found) } else { Some(found) }));
    }
    findings.extend(crate::weekday::findings(case));
    if table::is_cell(case) {
        // What is said of the heads is said of no place in the cell.
        findings.retain(|finding| !finding.range.is_empty());
    }
    findings.sort_by_key(|f| (f.range.start, f.range.end));
    findings.dedup_by(|b, a| a.range == b.range);
    let by = if verdict == Verdict::Supported { weight.by } else { Vec::new() };
    Judgement {
        range: sentence.source.clone(),
        text: case.draft.text[sentence.source.clone()].to_owned(),
        sentence: case.index,
        verdict,
        support: support::in_band(
            if same.is_some() { weight.share.max(SAME) } else { weight.share },
            verdict,
        ),
        why: weight.why.into(),
        findings,
        evidence: shown(case, all, by, same).into(),
        parts: parts::parts(case, all, verdict).into(),
        abstained: abstained.into(),
        offers: Vec::new(),
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

/// The candidates with what surely is something else's put down at them, and what is found by that.
fn contradicted(
    case: &Case<'_>,
    all: &[Candidate],
    misplaced: &[Misplaced],
) -> Option<(Vec<Candidate>, Vec<Finding>)> {
    let sure: Vec<&Misplaced> = misplaced.iter().filter(|found| found.sure).collect();
    if sure.is_empty() {
        return None;
    }
    let mut told = all.to_vec();
    for found in &sure {
        let slot = found.slot(case, &told[found.candidate]);
        told[found.candidate].conflicts.push(slot);
    }
    let against: Vec<usize> = sure.iter().map(|found| found.candidate).collect();
    let findings = conflict::findings(case, &told, &against);
    Some((told, findings))
}

/// Weighs those that say otherwise against those that support, of which it leaves what holds: the verdict where they decide
/// it, and what is found. `nearer` are those that may be nearer to the claim though they do not count as support.
fn against_support(
    case: &Case<'_>,
    candidates: &[Candidate],
    against: &[usize],
    supporting: &mut Vec<usize>,
    nearer: &[usize],
) -> (Option<Verdict>, Vec<Finding>) {
    let against_best = against.iter().map(|&a| candidates[a].coverage).fold(0.0, f32::max);
    let independent =
        |s: usize| against.iter().any(|&a| !candidates[s].view.same_origin(&candidates[a].view));
    // A looser sentence of the same origin does not outweigh a closer one that says otherwise.
    let outweighs = |s: &usize| independent(*s) || candidates[*s].coverage + 0.1 >= against_best;
    supporting.retain(outweighs);
    if supporting.is_empty() && !nearer.iter().any(outweighs) {
        return (Some(Verdict::Contradicted), conflict::findings(case, candidates, against));
    }
    if !supporting.iter().any(|&s| independent(s)) {
        return (None, Vec::new());
    }
    let (found, disputed) = conflict::disagreement(case, candidates, supporting, against);
    (disputed.then_some(Verdict::Disputed), found.into_iter().collect())
}

/// The evidence as it is shown; the articles of `by` bear the claim out by several sentences, `same` is the cell with its heads.
fn shown(case: &Case<'_>, all: &[Candidate], mut by: Vec<Arc<str>>, same: Option<usize>) -> Vec<Evidence> {
    let show = |(index, score): (usize, f32)| {
        let candidate = &all[index];
        // An article that bears it out by several sentences is shown to do so by the best of them.
        let bears = by.iter().position(|id| *id == candidate.view.article.id).map(|at| by.swap_remove(at));
        let supports =
            same == Some(index) || table::may_support(case, candidate) && supports(case, candidate);
        show(case, candidate, score, supports || bears.is_some())
    };
    evidence::shown(case, all).into_iter().map(show).collect()
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

/// How sure a cell is that a source has under the same heads.
const SAME: f32 = 0.9;

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
    range: std::ops::Range<usize>,
    reasons: Vec<Reason>,
    fixes: Vec<crate::verdict::Fix>,
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

/// How far a word must be covered to be said: no mere kin of it.
const SAID: f32 = 0.7;

/// How much of what stands around a figure or date must be there for another one to stand in its place.
pub(crate) const INSTEAD: f32 = 0.5;

/// What a stretch of words without support is called.
const WORDS: &str = "words";

/// How much of what stands around a figure or date another source must have to tell it beside those that speak of the rest.
const ASIDE: f32 = 0.4;

/// Weight from which words in a row that no source has are a detail by themselves.
const DETAIL: f32 = 2.0;

/// Figures, dates, names and stretches of telling words that nothing which speaks of this event has.
fn missing_details(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Finding> {
    let speaking: Vec<&Candidate> = candidates.iter().filter(|c| c.coverage >= SPEAKS).collect();
    if speaking.is_empty() {
        return Vec::new();
    }
    let items = &case.analysis.items;
    // A figure that counts something else there is not the claim's.
    let least = |i: usize| if matches!(items[i].kind, ItemKind::Figure(_)) { 0.4 } else { 0.25 };
    let nowhere = |c: &&Candidate, i: usize| match told::anywhere(case.side(), &items[i], &c.view) {
        Some(has) => !has,
        None => !items[i].terms.iter().any(|t| c.view.terms().contains(t)),
    };
    let held = |c: &&Candidate, i: usize| relation::whole_held(case.side(), &items[i], &c.view);
    // A sentence that tells too little of the claim to speak of it all may yet tell this of it: a long figure, or what
    // another source says of one whom the claim names.
    let told_aside = |i: usize| {
        let apart = |c: &Candidate| speaking.iter().all(|of| of.view.article.id != c.view.article.id);
        let named = |c: &Candidate| {
            let own =
                |k: usize| matches!(items[k].kind, ItemKind::Actor(_)) && c.alignment.partner(k).is_some();
            apart(c) && (0..items.len()).any(|k| k != i && own(k))
        };
        // "The jury of seven women and five men", where the source that speaks of the verdict has no more than the jury.
        let around = |c: &Candidate| {
            let value = items[i].kind.is_value();
            value && apart(c) && c.alignment.local_coverage(case.analysis, i, &|_| false) >= ASIDE
        };
        let has = |c: &&Candidate| c.alignment.partner(i).is_some();
        candidates.iter().filter(has).any(|c| is_long(case.side(), &items[i]) || named(c) || around(c))
    };
    let absent = |i: usize| {
        let gone = |c: &&Candidate| c.alignment.covered(i) < least(i) && nowhere(c, i) && !held(c, i);
        // Words are no other's: whatever was found may have them.
        let word = items[i].kind == ItemKind::Word;
        let said = || word && candidates.iter().any(|c| !nowhere(&c, i));
        speaking.iter().all(gone) && !said() && !told_aside(i)
    };
    let differing = |c: &&Candidate| slot::differing(case.side(), c.side(), &c.alignment);
    let slots = LazyCell::new(|| speaking.iter().map(differing).collect::<Vec<_>>());
    // Another figure or date stands in its place, or the opposite, and no sentence that was found has it: that it stands
    // somewhere else in the article is chance.
    let instead = |i: usize| {
        let known = |c: &Candidate| c.alignment.pairs[i].is_some() || c.alignment.covered(i) >= least(i);
        if matches!(items[i].kind, ItemKind::Actor(_)) || candidates.iter().any(known) {
            return None;
        }
        speaking.iter().zip(slots.iter()).find_map(|(c, slots)| {
            let word = items[i].kind == ItemKind::Word;
            let near = |slot: &Slot| {
                let other = &c.side().analysis.items[slot.evidence];
                slot.claim == i
                    && slot.features.claim >= INSTEAD
                    && (!word || slot.code == Code::PolarityMismatch)
                    && !relation::of_other_size(case.side(), &items[i], c.side(), other)
            };
            slots.iter().find(|slot| near(slot)).map(|slot| (*c, slot.clone()))
        })
    };
    let mut details = Vec::new();
    let (mut run, mut weight) = (None::<std::ops::Range<usize>>, 0.0);
    for (i, item) in items.iter().enumerate() {
        let what = match item.kind {
            ItemKind::Figure(_) => "figure",
            ItemKind::Time(_) if is_length(case, item) => "length of time",
            ItemKind::Time(_) => "date",
            ItemKind::Actor(_) => "name",
            ItemKind::Word => WORDS,
        };
        let instead = instead(i);
        // "One man", "an early one": an article rather than a count.
        let any = is_any_time(case, item)
            || relation::is_one(case.side(), item)
            || relation::is_adverb(case.side(), item);
        let gone = instead.is_some() || (!any && absent(i));
        // What one clause lacks is not what the next one does.
        if i > 0
            && items[i - 1].clause != item.clause
            && let Some(range) = run.take()
        {
            details.extend((weight >= DETAIL).then_some((WORDS, range, None)));
            weight = 0.0;
        }
        if what == WORDS && gone && instead.is_none() {
            // Common words neither begin such a stretch nor break it.
            if item.weight >= 0.5 && !matches!(item.lexeme.part(), Some((Part::Adverb, _))) {
                let start = run.as_ref().map_or(item.range.start, |run| run.start);
                run = Some(start..item.range.end);
                weight += item.weight;
            }
            continue;
        }
        if let Some(range) = run.take().filter(|_| weight >= DETAIL) {
            details.push((WORDS, range, None));
        }
        weight = 0.0;
        if gone {
            // A period that is wrong is underlined alone.
            let spans = instead.as_ref().and_then(|(_, slot)| slot.spans.clone());
            let (what, range) =
                spans.map_or_else(|| (what, item.range.clone()), |spans| (spans.field, spans.draft));
            details.push((what, range, instead));
        }
    }
    if let Some(range) = run.filter(|_| weight >= DETAIL) {
        details.push((WORDS, range, None));
    }
    details
        .into_iter()
        .filter_map(|(what, range, instead)| {
            let draft = case.words(range.clone());
            let mut reasons = vec![Reason::NotFound { what, draft, asked: case.library.len() }];
            let mut fixes = Vec::new();
            if let Some((candidate, slot)) = instead {
                let change = fix::change(case, candidate, &slot);
                reasons.push(change.reason(case, candidate, slot.field(case.side())));
                // The source may speak of another thing.
                fixes.extend(change.fix(case, candidate).map(|fix| Fix { preferred: false, ..fix }));
            }
            finding(case, Code::UnsupportedDetail, range, reasons, fixes)
        })
        .collect()
}

/// "Now" and "recently" are no dates that a source would have to have.
fn is_any_time(case: &Case<'_>, item: &Item) -> bool {
    let value = case.side().mention(item).map(|mention| &mention.value);
    matches!(value, Some(Value::Time(time)) if time.value.ends_with("_REF"))
}

fn is_length(case: &Case<'_>, item: &Item) -> bool {
    case.side().kind(item) == Some(Kind::Duration)
}

/// Digits from which a figure hardly stands somewhere by chance, closing zeros left out.
const LONG: usize = 4;

fn is_long(side: Side<'_>, item: &Item) -> bool {
    let Some(figure) = side.figure(item) else { return false };
    let digits: String = figure.amount.to_string().chars().filter(char::is_ascii_digit).collect();
    digits.trim_matches('0').len() >= LONG
}

fn field_name(case: &Case<'_>, item: &Item) -> &'static str {
    match item.kind {
        ItemKind::Figure(_) => "number",
        ItemKind::Time(_) if is_length(case, item) => "length of time",
        ItemKind::Time(_) => "date",
        ItemKind::Actor(_) => "actor",
        ItemKind::Word => "polarity",
    }
}

fn show(case: &Case<'_>, candidate: &Candidate, score: f32, supports: bool) -> Evidence {
    let sentence = &candidate.view.tagged.sentences[candidate.sentence].sentence;
    let stance = if supports {
        Stance::Supports
    } else if candidate.conflicts.is_empty() {
        Stance::Related
    } else {
        Stance::Contradicts
    };
    let text = sentence.text.split_whitespace().collect::<Vec<_>>().join(" ");
    Evidence {
        place: Place { article: candidate.view.article.id.clone(), range: sentence.source.clone() },
        text,
        stance,
        score: (score * 1000.0).round() / 1000.0,
        fields: fields(case, candidate),
    }
}

fn fields(case: &Case<'_>, candidate: &Candidate) -> Vec<Field> {
    let mut out = Vec::new();
    let source = candidate.side();
    for (i, item) in case.analysis.items.iter().enumerate() {
        let conflict = candidate.conflicts.iter().find(|slot| slot.claim == i);
        if !item.kind.is_typed() && conflict.is_none() {
            continue;
        }
        let change =
            conflict.filter(|_| !item.kind.is_typed()).map(|slot| fix::change(case, candidate, slot));
        let partner = match &change {
            // Of an opposite the negation is half.
            Some(change) => Some((change.source.clone(), Some(false))),
            None => conflict
                .map(|slot| (slot.evidence, Some(false)))
                .or_else(|| {
                    candidate.alignment.pairs[i].map(|pair| {
                        let other = &source.analysis.items[pair.evidence];
                        let agrees = !relation::only_within_bound(case.side(), item, source, other);
                        (pair.evidence, agrees.then_some(pair.relation.strength() > 0.5))
                    })
                })
                .map(|(j, agrees)| (source.analysis.items[j].range.clone(), agrees)),
        };
        let (text, agrees, place) = match partner {
            Some((range, agrees)) => {
                (source.text()[range.clone()].to_owned(), agrees, Some(candidate.place(range)))
            }
            None => (String::new(), None, None),
        };
        out.push(Field {
            name: conflict.map_or(field_name(case, item), |slot| slot.field(case.side())),
            draft: case.words(change.map_or(item.range.clone(), |change| change.draft)),
            source: text,
            agrees,
            place,
        });
    }
    out
}
