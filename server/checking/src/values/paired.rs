//! Two that have changed their values in a sentence which tells of both side by side: "Brod had 46 percent and Selnik 37" beside
//! "Selnik had 46 percent and Brod 37". Whatever else is said before or behind them, and in whatever order, each of the two
//! stands in one stretch of the sentence with one value, and in the source with the other.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::gaps::{Gaps, is_verb};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, of_each_article};
use crate::code::Code;
use crate::gate;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use crate::slot::Slot;
use crate::stated::polarity;
use copydesk_tagging::Kind;
use std::ops::Range;

/// Strength of a relation from which two words are one.
const ONE: f32 = 0.8;
/// Weight from which a word may be whose the value is.
const WORD: f32 = 0.2;
/// Share of the rest of the claim that the sentence must have.
const REST: f32 = 0.7;
/// The same where the draft is of another day's news.
const REST_OF_OTHER_NEWS: f32 = 0.75;

/// The slots of two values that stand with each other's owner, by the candidate that tells it.
pub(crate) fn slots(case: &Case<'_>, candidates: &[Candidate]) -> Vec<(usize, Slot)> {
    let gaps = Gaps::new(case.side());
    let claim = Stretches::new(case.side(), &gaps);
    if claim.values.len() < 2 || case.analysis.lists() || in_order(case.side()) {
        return Vec::new();
    }
    for (at, candidate) in candidates.iter().enumerate() {
        let Some(found) = of(case, &claim, candidate) else { continue };
        if told_elsewhere(case, &claim, candidates, candidate, &found) {
            continue;
        }
        let [a, b] = found.claim;
        let [ja, jb] = found.evidence;
        let slot = |claim: usize, evidence: usize| {
            (at, candidate.lone_slot(case, found.code(case), claim, evidence))
        };
        return vec![slot(a, jb), slot(b, ja)];
    }
    Vec::new()
}

/// "5 and 7 respectively".
fn in_order(side: Side<'_>) -> bool {
    side.analysis.items.iter().any(|item| knowledge().in_order.contains(&item.lower))
}

/// Two values of the claim, where the sentence has them, and whose they are in the claim.
struct Found {
    claim: [usize; 2],
    evidence: [usize; 2],
    owners: [usize; 2],
}

impl Found {
    fn code(&self, case: &Case<'_>) -> Code {
        match case.analysis.items[self.claim[0]].kind {
            ItemKind::Time(_) => Code::DateMismatch,
            _ => Code::NumberMismatch,
        }
    }
}

/// A sentence cut at its commas and at the words that join.
struct Stretches<'a> {
    side: Side<'a>,
    /// The items of each.
    cut: Vec<Range<usize>>,
    /// Items that are values.
    values: Vec<usize>,
}

impl<'a> Stretches<'a> {
    fn new(side: Side<'a>, gaps: &Gaps) -> Self {
        let items = &side.analysis.items;
        let mut cut = Vec::new();
        let mut start = 0;
        for end in (1..items.len()).filter(|&at| gaps.0[at] < 1.0).chain([items.len()]) {
            cut.push(start..end);
            start = end;
        }
        let value = |i: &usize| items[*i].kind.is_value() && !items[*i].negated;
        Stretches { side, cut, values: (0..items.len()).filter(value).collect() }
    }

    fn items(&self) -> &'a [Item] {
        &self.side.analysis.items
    }

    /// The stretch of a value that is the only one of its sort there.
    fn own(&self, value: usize) -> Option<Range<usize>> {
        let stretch = self.cut.iter().find(|stretch| stretch.contains(&value))?;
        let alone = |&&other: &&usize| stretch.contains(&other) && alike(self.side, other, value);
        (self.values.iter().filter(alone).count() == 1).then(|| stretch.clone())
    }

    /// The one item of the sentence that is an item of the claim.
    fn only(&self, claim: Side<'_>, item: &Item) -> Option<usize> {
        let is = |j: &usize| relation::of(claim, item, self.side, &self.items()[*j]).strength() >= ONE;
        let mut found = (0..self.items().len()).filter(is);
        found.next().filter(|_| found.next().is_none())
    }

    /// The one value of the sentence that is a value of the claim.
    fn value(&self, claim: Side<'_>, i: usize) -> Option<usize> {
        let mut found = self.values.iter().filter(|&&j| is_value(claim, i, self.side, j));
        found.next().filter(|_| found.next().is_none()).copied()
    }
}

/// The kinds of two figures that may stand for one another: either may leave its unit to the other.
fn one_kind(a: Option<Kind>, b: Option<Kind>) -> bool {
    let bare = |kind| kind == Some(Kind::Number);
    let unit = |kind| matches!(kind, Some(Kind::Money | Kind::Quantity | Kind::Percent));
    a == b || bare(a) && unit(b) || unit(a) && bare(b)
}

/// The one might stand in the place of the other.
fn alike(side: Side<'_>, a: usize, b: usize) -> bool {
    let (x, y) = (&side.analysis.items[a], &side.analysis.items[b]);
    match (side.figure(x), side.figure(y)) {
        (Some(m), Some(n)) => {
            one_kind(side.kind(x), side.kind(y))
                && m.upper.is_none()
                && n.upper.is_none()
                && (m.unit == n.unit || m.unit.is_none() || n.unit.is_none())
        }
        (None, None) => side.kind(x) == side.kind(y) && side.kind(x) != Some(Kind::Duration),
        _ => false,
    }
}

fn is_value(claim: Side<'_>, i: usize, source: Side<'_>, j: usize) -> bool {
    let (x, y) = (&claim.analysis.items[i], &source.analysis.items[j]);
    match (claim.figure(x), source.figure(y)) {
        (Some(m), Some(n)) => {
            one_kind(claim.kind(x), source.kind(y))
                && m.amount == n.amount
                && m.upper == n.upper
                && (m.unit == n.unit || m.unit.is_none() || n.unit.is_none())
        }
        (None, None) => relation::of(claim, x, source, y).strength() >= ONE,
        _ => false,
    }
}

/// Two values of the claim that stand with each other's owner in a sentence, which has nearly all else of the claim.
fn of(case: &Case<'_>, claim: &Stretches<'_>, candidate: &Candidate) -> Option<Found> {
    let source = candidate.side();
    if polarity::differs(case.side(), source, &candidate.alignment) || in_order(source) {
        return None;
    }
    let there = Stretches::new(source, candidate.view.gaps(candidate.sentence));
    let found = crossed(claim, &there)?;
    let rest = |k: usize, item: &Item| !found.claim.contains(&k) && !item.attribution;
    let (has, total) = candidate.alignment.has(case.analysis, rest);
    let lacks = |(k, item): (usize, &Item)| {
        rest(k, item) && item.kind.is_typed() && candidate.alignment.covered(k) < 0.5
    };
    let needed = if gate::other_news(case, candidate) { REST_OF_OTHER_NEWS } else { REST };
    (has >= needed * total && !case.analysis.items.iter().enumerate().any(lacks)).then_some(found)
}

fn crossed(claim: &Stretches<'_>, there: &Stretches<'_>) -> Option<Found> {
    for (at, &a) in claim.values.iter().enumerate() {
        for &b in &claim.values[at + 1..] {
            if alike(claim.side, a, b)
                && let Some(found) = exchanged(claim, there, [a, b])
            {
                return Some(found);
            }
        }
    }
    None
}

fn exchanged(claim: &Stretches<'_>, there: &Stretches<'_>, [a, b]: [usize; 2]) -> Option<Found> {
    let (ja, jb) = (there.value(claim.side, a)?, there.value(claim.side, b)?);
    let once = |i: usize| claim.value(claim.side, i) == Some(i);
    if ja == jb || !once(a) || !once(b) || !alike(there.side, ja, jb) {
        return None;
    }
    let (of_a, of_b) = (claim.own(a)?, claim.own(b)?);
    let (of_ja, of_jb) = (there.own(ja)?, there.own(jb)?);
    let c = claim.items();
    let tells = |k: &usize| {
        !c[*k].kind.is_value()
            && c[*k].weight >= WORD
            && !c[*k].attribution
            && claim.only(claim.side, &c[*k]) == Some(*k)
    };
    let placed = |k: usize| Some((k, there.only(claim.side, &c[k])?));
    let with =
        |of: &Range<usize>| -> Vec<(usize, usize)> { of.clone().filter(tells).filter_map(placed).collect() };
    // Of one match the winner beat and the loser lost: what is done is none of the two.
    let deed =
        |item: &Item| knowledge().past(&item.lower) && !matches!(item.lexeme.part(), Some((Part::Noun, _)));
    let verb = |k: usize| is_verb(&c[k]);
    let (mut owners, mut stay) = (None, false);
    for &(x, px) in &with(&of_a) {
        for &(y, py) in &with(&of_b) {
            let here = (x > a) == (y > b);
            let deeds = deed(&c[x]) || deed(&c[y]);
            if here && !deeds && of_jb.contains(&px) && of_ja.contains(&py) && (px > jb) == (py > ja) {
                owners = owners.or(Some([x, y]));
            }
            // Two that have kept their values: the words between them tell of something else.
            let noun = !verb(x) && !verb(y) && (x < a || c[x].before == c[y].before);
            stay |= here && noun && of_ja.contains(&px) && of_jb.contains(&py) && (px > ja) == (py > jb);
        }
    }
    owners.filter(|_| !stay).map(|owners| Found { claim: [a, b], evidence: [ja, jb], owners })
}

/// Another sentence has one of the two values beside whom the claim tells it of, and not the other way round.
fn told_elsewhere(
    case: &Case<'_>,
    claim: &Stretches<'_>,
    candidates: &[Candidate],
    of: &Candidate,
    found: &Found,
) -> bool {
    let items = &case.analysis.items;
    let tells = |candidate: &Candidate, sentence: usize| {
        let there = Stretches::new(candidate.view.side(sentence), candidate.view.gaps(sentence));
        let has = |k: usize| there.only(case.side(), &items[k]).is_some();
        let value = |k: usize| there.values.iter().any(|&j| is_value(case.side(), k, there.side, j));
        let pair = |at: usize| value(found.claim[at]) && has(found.owners[at]);
        (pair(0) || pair(1)) && crossed(claim, &there).is_none()
    };
    of_each_article(candidates).any(|(_, candidate)| {
        (0..candidate.view.tagged.sentences.len())
            .filter(|&at| at != of.sentence || candidate.view.article.id != of.view.article.id)
            .any(|at| tells(candidate, at))
    })
}
