//! Slots: a field of the claim beside the same field of the evidence with another value, and how sure it is that
//! both speak of one event.

use crate::align::date;
use crate::align::rate;
use crate::align::relation::{self, Relation};
use crate::align::{self, Alignment, Side, stands_in};
use crate::analysis::{Analysis, Item, ItemKind};
use crate::code::Code;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Kinship, kinship};
use crate::stated::status;
use crate::values::age;
use crate::values::direction;
use copydesk_tagging::actors::country_of_demonym;
use copydesk_tagging::{Kind, Value};
use std::cell::OnceCell;
use std::ops::Range;

/// What speaks for one event and one slot; each 0 to 1 unless said otherwise. Shown in the explanation.
#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
pub struct Features {
    /// Coverage of the claim around the slot.
    pub claim: f32,
    /// Coverage of the evidence around the slot.
    pub evidence: f32,
    /// How well the nearest neighbours of the slot stand beside one another.
    pub neighbours: f32,
    /// Coverage of the whole claim, the slot left out.
    pub whole: f32,
    /// The nouns counted: 1 same, 0.5 one is missing, 0 other.
    pub noun: f32,
    /// The word before is the same: 1, one has none 0.5, other 0.
    pub before: f32,
    /// Share of the claim's other names, figures and dates that the evidence (or what stands around it) has.
    pub typed: f32,
    /// Names, figures and dates of the claim that the evidence has, a count.
    pub anchors: f32,
    /// Identifying fields that differ besides this one, a count.
    pub differing: f32,
    /// How far ahead this partner is of the next best for the slot.
    pub margin: f32,
    /// Content words of the claim matched, weighted, a count.
    pub matched: f32,
    /// Words of the claim that have another word in their place in the evidence, near ones counting most.
    pub replaced: f32,
    /// Names, figures and dates of the evidence near the slot that the claim lacks, near ones counting most.
    pub extra: f32,
}

/// A slot in which claim and evidence differ.
#[derive(Clone, Debug)]
pub(crate) struct Slot {
    pub(crate) code: Code,
    pub(crate) claim: usize,
    pub(crate) evidence: usize,
    pub(crate) features: Features,
    /// What is written there, where it is more than the two items.
    pub(crate) spans: Option<Spans>,
}

/// The words of a slot that is no single item: a role, a place in a row.
#[derive(Clone, Debug)]
pub(crate) struct Spans {
    /// What it holds.
    pub(crate) field: &'static str,
    /// Bytes of the claim's sentence, and of the evidence's.
    pub(crate) draft: Range<usize>,
    pub(crate) source: Range<usize>,
}

/// What a slot holds in which two words of one kind exclude one another.
pub(crate) const WORD: &str = "word";

impl Slot {
    /// The slot with all that is written there, in bytes of both sentences, and what it holds.
    pub(crate) fn over(self, field: &'static str, draft: Range<usize>, source: Range<usize>) -> Slot {
        Slot { spans: Some(Spans { field, draft, source }), ..self }
    }

    /// It holds two words of one kind, of which only one can be right.
    pub(crate) fn is_of_kinds(&self) -> bool {
        self.spans.as_ref().is_some_and(|spans| spans.field == WORD)
    }

    /// What the slot holds, for people: "80s" beside "40s" is a figure though it is written as a word.
    pub(crate) fn field(&self, claim: Side<'_>) -> &'static str {
        if let Some(spans) = &self.spans {
            return spans.field;
        }
        let item = &claim.analysis.items[self.claim];
        match self.code {
            Code::NumberMismatch if age::years(claim, item).is_some() => "age",
            Code::NumberMismatch | Code::HedgeDropped => "number",
            Code::DateMismatch if claim.kind(item) == Some(Kind::Duration) => "length of time",
            Code::DateMismatch => "date",
            Code::ActorMismatch => "actor",
            _ => "polarity",
        }
    }
}

/// A date on which something was to be and was not: "the autumn inspection had been postponed".
fn put_off(side: Side<'_>, item: &Item) -> bool {
    matches!(item.kind, ItemKind::Time(_))
        && matches!(item.before.as_str(), "" | "the" | "a" | "in" | "for" | "of")
        && {
            let behind = side.text().get(item.range.end..).unwrap_or_default().to_lowercase();
            knowledge().reckoned.put_off.iter().any(|words| behind.contains(words.as_str()))
        }
}

/// Who says it, or a word that only asks for what the claim tells as done: how it stands is read by itself.
fn told_by_status(a: &Item, b: &Item) -> bool {
    a.attribution || b.attribution || status::is_ahead(&b.lower)
}

/// All slots of the claim in which this evidence has another value.
pub(crate) fn differing(claim: Side<'_>, evidence: Side<'_>, alignment: &Alignment) -> Vec<Slot> {
    let (c, e) = (&claim.analysis.items, &evidence.analysis.items);
    // Best partner for each open item of the claim.
    let mut found: Vec<(usize, usize, f32, f32)> = Vec::new();
    let off: Vec<OnceCell<bool>> = e.iter().map(|_| OnceCell::new()).collect();
    for (i, a) in c.iter().enumerate() {
        if alignment.partner(i).is_some() || alignment.reckons(i) {
            continue;
        }
        let other_unit = || relation::of_other_unit(claim, a, evidence);
        if stands_in(a, evidence.analysis) && !other_unit() {
            continue;
        }
        let mut best: Option<(usize, f32)> = None;
        let mut second = 0.0f32;
        for (j, b) in e.iter().enumerate() {
            let partner = alignment.back[j];
            // "February" of "February 32" has found its partner already.
            let spoilt = date::spoilt(claim, a, evidence, b).is_some_and(|spoilt| match partner {
                None => spoilt.alone || spoilt.beside,
                Some(k) => spoilt.beside && k.abs_diff(i) == 1,
            });
            let taken = partner.is_some_and(|k| k != i);
            let there = || {
                stands_in(b, claim.analysis)
                    && !said_again(e, alignment, j)
                    && !relation::of_other_unit(evidence, b, claim)
            };
            if (taken && !spoilt) || there() {
                continue;
            }
            let relation = alignment.relation(i, j).unwrap_or_else(|| relation::of(claim, a, evidence, b));
            let fits =
                spoilt || matches!(relation, Relation::Conflict | Relation::Opposite | Relation::Exclusive);
            let fits = fits
                && (!off[j].get_or_init(|| put_off(evidence, b)) || put_off(claim, a))
                && !direction::went_before(claim, a, evidence, b)
                && (relation != Relation::Exclusive || !told_by_status(a, b));
            if !fits || b.weight <= 0.0 {
                continue;
            }
            let score = neighbours(alignment, claim.analysis, evidence.analysis, i, j)
                + 0.5 * noun(claim, a, evidence, b)
                + 0.2 * before(a, b);
            if best.is_none_or(|(_, s)| score > s) {
                second = best.map_or(0.0, |(_, s)| s);
                best = Some((j, score));
            } else {
                second = second.max(score);
            }
        }
        if let Some((j, score)) = best {
            found.push((i, j, score, score - second));
        }
    }
    // One item of the evidence fills one slot.
    found.sort_by(|a, b| b.2.total_cmp(&a.2));
    let mut used = vec![false; e.len()];
    let mut chosen: Vec<(usize, usize, f32)> = Vec::new();
    for (i, j, _, margin) in found {
        if !used[j] {
            used[j] = true;
            chosen.push((i, j, margin));
        }
    }
    let open: Vec<usize> = chosen.iter().map(|(i, ..)| *i).collect();
    chosen.iter().map(|&(i, j, margin)| slot(claim, evidence, alignment, i, j, &open, margin)).collect()
}

/// Two items as a slot, beside others that are open.
fn slot(
    claim: Side<'_>,
    evidence: Side<'_>,
    alignment: &Alignment,
    i: usize,
    j: usize,
    open: &[usize],
    margin: f32,
) -> Slot {
    let code = code(&claim.analysis.items[i], evidence.analysis.items[j].kind);
    let features = features(claim, evidence, alignment, i, j, open, margin);
    // "160 crowns a month" beside "160 crowns a year": the period is wrong, and no number.
    let (a, b) = (&claim.analysis.items[i], &evidence.analysis.items[j]);
    let spans = rate::differs(claim, a, evidence, b)
        .filter(|_| relation::same_amount_of(claim, a, evidence, b))
        .map(|(draft, source)| Spans { field: "period", draft, source })
        .or_else(|| exclusive(a, b));
    Slot { code, claim: i, evidence: j, features, spans }
}

/// Two words of one kind, or the phrases that they head.
fn exclusive(a: &Item, b: &Item) -> Option<Spans> {
    let words = (a.kind, b.kind) == (ItemKind::Word, ItemKind::Word);
    let all = |item: &Item| item.phrase.clone().unwrap_or_else(|| item.range.clone());
    (words && align::words(a, b) == Relation::Exclusive).then(|| Spans {
        field: WORD,
        draft: all(a),
        source: all(b),
    })
}

/// Two items as a slot, whatever they hold.
pub(crate) fn between(
    claim: Side<'_>,
    evidence: Side<'_>,
    alignment: &Alignment,
    i: usize,
    j: usize,
) -> Slot {
    let others = differing(claim, evidence, alignment);
    let open: Vec<usize> = others.iter().map(|slot| slot.claim).filter(|&other| other != i).collect();
    slot(claim, evidence, alignment, i, j, &open, 1.0)
}

pub(crate) fn code(claim: &Item, evidence: ItemKind) -> Code {
    match claim.kind {
        ItemKind::Figure(_) if matches!(evidence, ItemKind::Time(_)) => Code::DateMismatch,
        ItemKind::Figure(_) => Code::NumberMismatch,
        ItemKind::Time(_) => Code::DateMismatch,
        ItemKind::Actor(_) => Code::ActorMismatch,
        ItemKind::Word if claim.lower.bytes().any(|byte| byte.is_ascii_digit()) => Code::NumberMismatch,
        ItemKind::Word if country_of_demonym(&claim.lower).is_some() => Code::ActorMismatch,
        ItemKind::Word => Code::PolarityMismatch,
    }
}

/// The figure stands in the evidence a second time, and that one is the claim's: this one the claim lacks.
fn said_again(items: &[Item], alignment: &Alignment, j: usize) -> bool {
    let figure = matches!(items[j].kind, ItemKind::Figure(_));
    figure
        && alignment.back[j].is_none()
        && items
            .iter()
            .enumerate()
            .any(|(k, item)| k != j && item.lower == items[j].lower && alignment.back[k].is_some())
}

pub(crate) fn features(
    claim: Side<'_>,
    evidence: Side<'_>,
    alignment: &Alignment,
    i: usize,
    j: usize,
    open: &[usize],
    margin: f32,
) -> Features {
    let (c, e) = (&claim.analysis.items, &evidence.analysis.items);
    let skip = |k: usize| k != i && open.contains(&k);
    let typed: Vec<usize> = (0..c.len()).filter(|&k| k != i && c[k].kind.is_typed()).collect();
    let covered = |k: &&usize| alignment.covered(**k) >= 0.5;
    let anchors = typed.iter().filter(covered).count() as f32;
    let differing = typed.iter().filter(|k| !covered(k)).count() as f32;
    let (matched, total) = alignment.has(claim.analysis, |k, _| k != i);
    Features {
        claim: alignment.local_coverage(claim.analysis, i, &skip),
        evidence: alignment.local_back(evidence.analysis, j, &|_| false),
        neighbours: neighbours(alignment, claim.analysis, evidence.analysis, i, j),
        whole: if total > 0.0 { matched / total } else { 0.0 },
        noun: noun(claim, &c[i], evidence, &e[j]),
        before: before(&c[i], &e[j]),
        typed: if typed.is_empty() { 1.0 } else { anchors / typed.len() as f32 },
        anchors,
        differing,
        margin,
        matched,
        replaced: replaced(alignment, claim.analysis, evidence.analysis, i, j),
        extra: extra(alignment, claim.analysis, evidence.analysis, j),
    }
}

/// How much what stands in another clause counts beside what stands in the slot's own.
const OTHER_CLAUSE: f32 = 0.5;

/// How much an item `distance` items away from the slot counts.
fn nearness(distance: usize, same_clause: bool) -> f32 {
    (-(distance as f32) / 6.0).exp() * if same_clause { 1.0 } else { OTHER_CLAUSE }
}

/// Words of the claim in whose place, between the same neighbours, the evidence has another word.
fn replaced(alignment: &Alignment, claim: &Analysis, evidence: &Analysis, i: usize, j: usize) -> f32 {
    let (c, e) = (&claim.items, &evidence.items);
    let partner = |k: usize| if k == i { Some(j) } else { alignment.partner(k) };
    let mut sum = 0.0;
    for k in (0..c.len()).filter(|&k| k != i) {
        if c[k].weight < 0.5 || alignment.covered(k) >= 0.5 {
            continue;
        }
        let left = (0..k).rev().find_map(&partner);
        let right = (k + 1..c.len()).find_map(&partner);
        let gap = match (left, right) {
            (Some(l), Some(r)) if l < r => l + 1..r,
            (Some(l), Some(_) | None) => l + 1..(l + 3).min(e.len()),
            (None, Some(r)) => r.saturating_sub(2)..r,
            (None, None) => continue,
        };
        let other = gap.filter(|&m| m != j && m < e.len()).any(|m| {
            alignment.back[m].is_none()
                && e[m].weight >= 0.5
                && (e[m].kind == c[k].kind || !e[m].kind.is_typed())
        });
        if other {
            sum += nearness(k.abs_diff(i), c[k].clause == c[i].clause) * c[k].weight;
        }
    }
    sum
}

/// Names, figures and dates that stand near the slot in the evidence and not in the claim.
fn extra(alignment: &Alignment, claim: &Analysis, evidence: &Analysis, j: usize) -> f32 {
    let e = &evidence.items;
    (0..e.len())
        .filter(|&m| {
            m != j
                && e[m].kind.is_typed()
                && (!e[m].attribution || e[j].attribution)
                && alignment.back[m].is_none()
                && !stands_in(&e[m], claim)
        })
        .map(|m| nearness(m.abs_diff(j), e[m].clause == e[j].clause))
        .sum()
}

/// Items on each side of a slot that are looked at as its neighbours.
const REACH: usize = 3;

/// Whether what stands next to the slot in the claim stands next to it in the evidence, 0 to 1.
fn neighbours(alignment: &Alignment, claim: &Analysis, evidence: &Analysis, i: usize, j: usize) -> f32 {
    let beside = |at: usize, items: &[Item], partner: &dyn Fn(usize) -> Option<usize>, other: usize| {
        let (mut sum, mut total) = (0.0, 0.0);
        let from = at.saturating_sub(REACH);
        let to = (at + REACH + 1).min(items.len());
        for k in (from..to).filter(|k| *k != at) {
            let distance = k.abs_diff(at);
            let weight = items[k].weight.max(0.2) / distance as f32;
            total += weight;
            if let Some(p) = partner(k) {
                let off = p.abs_diff(other).abs_diff(distance) as f32;
                let flipped = (k < at) != (p < other);
                let near = (1.0 - off / 5.0).max(0.0);
                sum += weight * if flipped { near * 0.6 } else { near };
            }
        }
        if total > 0.0 { sum / total } else { 0.0 }
    };
    let forth = beside(i, &claim.items, &|k| alignment.partner(k), j);
    let back = beside(j, &evidence.items, &|k| alignment.back[k], i);
    (forth + back) / 2.0
}

/// The nouns that two figures count: 1 the same, 0.5 one is missing, 0 unrelated.
pub(crate) fn noun(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> f32 {
    match (counted(claim, a), counted(evidence, b)) {
        (Some(x), Some(y)) => {
            let know = crate::knowledge::knowledge();
            match (x.last(), y.last()) {
                (Some(x), Some(y)) if x == y || know.synonym(x, y) => 1.0,
                (Some(x), Some(y)) if kinship(x, y) != Kinship::None => 0.8,
                _ => 0.0,
            }
        }
        (None, None) => 1.0,
        _ => 0.5,
    }
}

/// Both figures are counts of things, and of the same.
pub(crate) fn counts_the_same(claim: Side<'_>, evidence: Side<'_>, slot: &Slot) -> bool {
    let (a, b) = (&claim.analysis.items[slot.claim], &evidence.analysis.items[slot.evidence]);
    counted(claim, a).is_some() && noun(claim, a, evidence, b) >= 1.0
}

/// Stems of the noun that a figure counts.
fn counted<'a>(side: Side<'a>, item: &Item) -> Option<&'a [String]> {
    match side.mention(item).map(|m| &m.value) {
        Some(Value::Figure(figure)) => figure.noun.as_ref().map(|noun| noun.stems.as_slice()),
        _ => None,
    }
}

fn before(a: &Item, b: &Item) -> f32 {
    if a.before == b.before {
        1.0
    } else if a.before.is_empty() || b.before.is_empty() {
        0.5
    } else {
        0.0
    }
}
