//! What a source only asks: *the driver was asleep* beside *police are examining whether the driver was asleep*.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::judge::finding;
use crate::knowledge::lexicon::Part;
use crate::stated::standing;
use crate::stated::status::{asks, is_asking};
use crate::verdict::Finding;
use std::ops::Range;

/// Share of the claim's words that must stand in what is asked, and from which another sentence may tell it.
const ASKED: f32 = 0.85;
const MAY_TELL: f32 = 0.6;
/// Share of them that must stand behind "whether" itself.
const BEHIND: f32 = 0.5;
/// How much they must weigh.
const TELLING: f32 = 1.0;
/// Strength of a relation from which a word is the same.
const SAME: f32 = 0.8;

/// A statement that a source has behind "whether" alone: a hint.
pub(crate) fn left_open(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    let claim = case.side();
    if case.analysis.question || standing::is_conditional(case.analysis) || asked(claim).is_some() {
        return None;
    }
    let (candidate, asked) = candidates.iter().find_map(|c| {
        let asked = asked(c.side())?;
        let left =
            asked.share(case, c.side()) >= ASKED && names(case, c) && denies_no_more(case, c.side(), &asked);
        left.then_some((c, asked))
    })?;
    let tells = |c: &Candidate| {
        let side = c.side();
        let open = open(side, |_| true);
        share(case, side, |_, other| !open.as_ref().is_some_and(|open| open.has(other))) >= MAY_TELL
    };
    if candidates.iter().any(tells) {
        return None;
    }
    let asked = asked.behind;
    let matched = |item: &&Item| {
        is_told(item) && said(case, item, candidate.side(), |other| asked.contains(&other.range.start)) > 0.0
    };
    let items = || case.analysis.items.iter().filter(matched);
    // What is said of somebody, before who it is.
    let word = items().find(|item| !is_of(item)).or_else(|| items().next())?;
    let source = candidate.side();
    let end = source
        .analysis
        .items
        .iter()
        .filter(|item| asked.contains(&item.range.start))
        .find(|other| relation::of(claim, word, source, other).strength() >= SAME)?;
    let reason = candidate.differs(case, "status", &word.range, &(asked.start..end.range.end));
    let found = finding(case, Code::Overstated, word.range.clone(), vec![reason], Vec::new())?;
    Some(Finding { severity: case.settings.hinted(Code::Overstated)?, ..found })
}

/// What a sentence only asks: bytes of it from a "whether" on, and of the clause that asks it, where that tells who would do it and when.
struct Asked {
    behind: Range<usize>,
    before: Range<usize>,
}

impl Asked {
    fn has(&self, item: &Item) -> bool {
        self.behind.contains(&item.range.start) || self.before.contains(&item.range.start)
    }

    /// Share of the claim's words that are asked; of the clause before only who and when.
    fn share(&self, case: &Case<'_>, side: Side<'_>) -> f32 {
        let behind = |_: &Item, other: &Item| self.behind.contains(&other.range.start);
        if share(case, side, behind) < BEHIND {
            return 0.0;
        }
        share(case, side, |own, other| behind(own, other) || is_of(&own) && self.has(other))
    }
}

/// What the claim denies is asked, too: whether the unit failed, not whether it was said.
fn denies_no_more(case: &Case<'_>, side: Side<'_>, asked: &Asked) -> bool {
    let mut denied = case.analysis.items.iter().filter(|item| item.negated);
    denied.all(|item| !item.attribution && said(case, item, side, |other| asked.has(other)) > 0.0)
}

/// What a source only asks, and has not answered.
fn asked(side: Side<'_>) -> Option<Asked> {
    open(side, |at| asks(side, at))
}

/// What stands behind the first "whether" that counts.
fn open(side: Side<'_>, counts: impl Fn(usize) -> bool) -> Option<Asked> {
    let tokens = &side.sentence.tokens;
    let at = (0..tokens.len()).find(|&at| is_asking(side.word(at)) && counts(at))?;
    let start = tokens[at].range.start;
    let rest = &side.text()[start..];
    let end = rest.find([';', '—', '–']).or_else(|| rest.find(", ")).unwrap_or(rest.len());
    // "The cabinet will decide on Tuesday whether to".
    let clause = side.text()[..start].rfind([',', ';', '—', '–']).map_or(0, |mark| mark + 1);
    let before = if side.word(at + 1) == "to" { clause } else { start };
    Some(Asked { behind: start..start + end, before: before..start })
}

/// A word that tells something, and names nobody.
fn is_told(item: &Item) -> bool {
    !item.attribution && item.weight > 0.0 && !matches!(item.kind, ItemKind::Actor(_))
}

/// A noun, figure or date.
fn is_of(item: &&Item) -> bool {
    matches!(item.lexeme.part(), Some((Part::Noun, _))) || item.kind.is_value()
}

/// How far a word of the claim stands among those items of a sentence.
fn said(case: &Case<'_>, item: &Item, side: Side<'_>, among: impl Fn(&Item) -> bool) -> f32 {
    let there = side.analysis.items.iter().filter(|other| among(other));
    let strength = |other: &Item| relation::of(case.side(), item, side, other).strength();
    there.map(strength).filter(|strength| *strength >= SAME).fold(0.0, f32::max)
}

/// Share of the claim's words that stand among those items of a sentence, each word by itself.
fn share(case: &Case<'_>, side: Side<'_>, among: impl Fn(&Item, &Item) -> bool) -> f32 {
    let told = || case.analysis.items.iter().filter(|item| is_told(item));
    let total: f32 = told().map(|item| item.weight).sum();
    let has: f32 = told().map(|item| item.weight * said(case, item, side, |other| among(item, other))).sum();
    if total >= TELLING { has / total } else { 0.0 }
}

/// Everybody whom the claim names is named there or near.
fn names(case: &Case<'_>, candidate: &Candidate) -> bool {
    let items = case.analysis.items.iter().enumerate();
    let mut named = items.filter(|(_, item)| matches!(item.kind, ItemKind::Actor(_)) && !item.attribution);
    named.all(|(k, _)| candidate.alignment.covered(k) > 0.0)
}
