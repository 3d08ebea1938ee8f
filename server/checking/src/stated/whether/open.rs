//! What a source only asks: *the driver was asleep* beside *police are examining whether the driver was asleep*.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::judge::finding;
use crate::knowledge::lexicon::Part;
use crate::stated::standing;
use crate::stated::status::asks;
use crate::verdict::Finding;
use std::ops::Range;

/// Share of the claim's words that must stand in what is asked, and from which another sentence may tell it.
const ASKED: f32 = 0.85;
const MAY_TELL: f32 = 0.6;
/// How much they must weigh.
const TELLING: f32 = 1.0;
/// Strength of a relation from which a word is the same.
const SAME: f32 = 0.8;

/// A statement that a source has behind "whether" alone: a hint.
pub(crate) fn left_open(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    let claim = case.side();
    let denies = case.analysis.items.iter().any(|item| item.negated);
    if case.analysis.question || denies || standing::is_conditional(case.analysis) || asked(claim).is_some() {
        return None;
    }
    let (candidate, asked) = candidates.iter().find_map(|c| {
        let asked = asked(c.side())?;
        (share(case, c.side(), &asked) >= ASKED && names(case, c)).then_some((c, asked))
    })?;
    let tells = |c: &Candidate| {
        let side = c.side();
        let rest = self::asked(side).map_or(side.text().len(), |asked| asked.start);
        share(case, side, &(0..rest)) >= MAY_TELL
    };
    if candidates.iter().any(tells) {
        return None;
    }
    let matched = |item: &&Item| is_told(item) && said(case, item, candidate.side(), &asked) > 0.0;
    // What is said of somebody, before who it is.
    let noun = |item: &&Item| matches!(item.lexeme.part(), Some((Part::Noun, _))) || item.kind.is_value();
    let items = || case.analysis.items.iter().filter(matched);
    let word = items().find(|item| !noun(item)).or_else(|| items().next())?;
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

/// Bytes from a "whether" to the end of what is asked.
fn asked(side: Side<'_>) -> Option<Range<usize>> {
    let tokens = &side.sentence.tokens;
    let at = (0..tokens.len()).find(|&at| asks(side, at))?;
    let start = tokens[at].range.start;
    let rest = &side.text()[start..];
    let end = rest.find([';', '—', '–']).or_else(|| rest.find(", ")).unwrap_or(rest.len());
    Some(start..start + end)
}

/// A word that tells something, and names nobody.
fn is_told(item: &Item) -> bool {
    !item.attribution && item.weight > 0.0 && !matches!(item.kind, ItemKind::Actor(_))
}

/// How far a word of the claim stands among the bytes of a sentence.
fn said(case: &Case<'_>, item: &Item, side: Side<'_>, within: &Range<usize>) -> f32 {
    let there = side.analysis.items.iter().filter(|other| within.contains(&other.range.start));
    let strength = |other: &Item| relation::of(case.side(), item, side, other).strength();
    there.map(strength).filter(|strength| *strength >= SAME).fold(0.0, f32::max)
}

/// Share of the claim's words that stand there.
fn share(case: &Case<'_>, side: Side<'_>, within: &Range<usize>) -> f32 {
    let told = || case.analysis.items.iter().filter(|item| is_told(item));
    let total: f32 = told().map(|item| item.weight).sum();
    let has: f32 = told().map(|item| item.weight * said(case, item, side, within)).sum();
    if total >= TELLING { has / total } else { 0.0 }
}

/// Everybody whom the claim names is named there or near.
fn names(case: &Case<'_>, candidate: &Candidate) -> bool {
    let items = case.analysis.items.iter().enumerate();
    let mut named = items.filter(|(_, item)| matches!(item.kind, ItemKind::Actor(_)) && !item.attribution);
    named.all(|(k, _)| candidate.alignment.covered(k) > 0.0)
}
