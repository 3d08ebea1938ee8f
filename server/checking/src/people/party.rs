//! On which side a party stands: "a partner in the government" of one that the sources have in opposition.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, of_each_article};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::people::post::sides;
use crate::people::role::{Doubt, IN_OFFICE};
use copydesk_tagging::Kind;
use copydesk_text::TokenKind;
use std::ops::Range;

/// Words looked at before a name and behind it, and how many may stand before its phrase begins: "the opposition", "which is".
const BEFORE: usize = 2;
const BEHIND: usize = 9;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Governs,
    Opposes,
}

/// A party of the claim that the sources have on the other side, and nowhere on this one.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let claim = case.side();
    let items = claim.analysis.items.iter().enumerate();
    items.filter(|(_, item)| bears(claim, item)).find_map(|(i, item)| {
        let (mine, draft) = stands(claim, &item.range)?;
        against(case, candidates, i, mine, draft)
    })
}

/// A name that is no place's and no person's.
fn bears(side: Side<'_>, item: &Item) -> bool {
    let named = side.text()[item.range.clone()].starts_with(char::is_uppercase);
    let kind = side.kind(item);
    match item.kind {
        ItemKind::Actor(_) => !matches!(kind, Some(Kind::Place | Kind::Person)),
        ItemKind::Word => named && item.range.start > 0,
        _ => false,
    }
}

fn against(
    case: &Case<'_>,
    candidates: &[Candidate],
    i: usize,
    mine: Stands,
    draft: Range<usize>,
) -> Option<Doubt> {
    let claim = case.side();
    let item = &claim.analysis.items[i];
    let mut found = None;
    for (at, candidate) in of_each_article(candidates) {
        let view = &candidate.view;
        for sentence in 0..view.tagged.sentences.len() {
            let side = view.side(sentence);
            let own = |other: &&Item| {
                bears(side, other) && relation::of(claim, item, side, other).strength() >= 0.8
            };
            let named = side.analysis.items.iter().filter(own);
            for (theirs, source) in named.filter_map(|other| stands(side, &other.range)) {
                if theirs == mine {
                    return None;
                }
                let shown = candidates.iter().position(|c| c.is_at(view, sentence));
                let told = shown.map(|at| (at, source));
                let counts = gate::days_apart(case, candidate) <= IN_OFFICE;
                if counts && found.as_ref().is_none_or(|(_, known): &(usize, Option<_>)| known.is_none()) {
                    found = Some((at, told));
                }
            }
        }
    }
    let (_, told) = found?;
    let slot = told.clone().filter(|(at, _)| candidates[*at].coverage >= SPEAKS).and_then(|(at, source)| {
        let words = |side: Side<'_>, range: &Range<usize>| {
            let within = |item: &Item| range.start <= item.range.start && item.range.end <= range.end;
            side.analysis.items.iter().position(within)
        };
        let (claim, evidence) = (words(claim, &draft)?, words(candidates[at].side(), &source)?);
        let slot = candidates[at].lone_slot(case, Code::ActorMismatch, claim, evidence);
        Some((at, slot.over("role", draft.clone(), source)))
    });
    Some(Doubt { range: draft, told, slot })
}

/// What a sentence says of a name by what stands right before it or in the phrase behind it, and the bytes of that.
fn stands(side: Side<'_>, name: &Range<usize>) -> Option<(Stands, Range<usize>)> {
    let tokens = &side.sentence.tokens;
    let lower: Vec<&str> = side.words().collect();
    let first = tokens.partition_point(|token| token.range.start < name.start);
    let after = tokens.partition_point(|token| token.range.start < name.end);
    let mark = |at: usize| tokens.get(at).is_none_or(|token| token.kind == TokenKind::Mark);
    let before =
        (first.saturating_sub(BEFORE)..first).rev().take_while(|&at| !mark(at)).last().unwrap_or(first);
    // ", which is in opposition,": what is told behind a comma, up to the next mark.
    let behind = if lower.get(after).is_some_and(|next| *next == ",") {
        let from = after + 1;
        let to = (from..from + BEHIND).find(|&at| mark(at)).unwrap_or(from);
        from..to
    } else {
        after..after
    };
    let tells = |range: Range<usize>, alone: bool| {
        let words = &lower[range.clone()];
        let any = |known: &[String]| words.iter().any(|word| known.iter().any(|known| known == word));
        let place = |known: &[String]| {
            let at = words.iter().position(|word| known.iter().any(|known| known == word))?;
            Some(range.start + at)
        };
        if range.is_empty() || any(&sides().unless) {
            return None;
        }
        let governs = || {
            place(&sides().governs).or_else(|| {
                let member = place(&sides().member)?;
                let of = place(&sides().government)?;
                (!alone && of > member).then_some(member)
            })
        };
        let bytes = |at: usize| {
            let (from, to) = if alone { (at, at) } else { (at.min(range.end - 1), range.end - 1) };
            tokens[from].range.start..tokens[to].range.end
        };
        match place(&sides().opposes) {
            Some(at) => Some((Stands::Opposes, bytes(at))),
            None => governs().map(|at| (Stands::Governs, bytes(at))),
        }
    };
    tells(before..first, true).or_else(|| tells(behind, false))
}
