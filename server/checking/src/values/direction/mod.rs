//! A figure that goes up in the draft and down in the source, or the other way round: "had risen 4.2 percent" beside "were down
//! 4.2 percent".

mod way;

use crate::align::Side;
use crate::align::relation;
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case, of_each_article, overlap};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot::Slot;
use copydesk_text::TokenKind;
use std::ops::Range;
use way::Way;

/// Strength of a relation from which two figures are one.
const ONE: f32 = 0.8;
/// Share of the rest of the claim that the sentence must have.
const REST: f32 = 0.7;

/// Words before the other one of two, among which "against" stands: "against the Varnish crown".
const FROM_OTHER: usize = 3;

/// The same where no noun of the claim tells what goes up or down.
const NEARLY_ALL: f32 = 0.85;

/// A figure that goes the other way in a sentence of a source.
pub(crate) struct Turn {
    /// Index of the candidate.
    pub(crate) at: usize,
    /// Bytes of the claim's sentence: the word that tells the way.
    pub(crate) draft: Range<usize>,
    /// Bytes of the candidate's sentence: that word and the figure.
    pub(crate) source: Range<usize>,
    /// The figure in both.
    items: (usize, usize),
    /// It is of the same thing, so that it can be said.
    pub(crate) sure: bool,
}

/// The first figure of the claim whose way is turned round where the sources speak of it, and nowhere as it is in the draft.
pub(crate) fn turn(case: &Case<'_>, candidates: &[Candidate]) -> Option<Turn> {
    let claim = case.side();
    let mine: Vec<(usize, Way)> =
        (0..case.analysis.items.len()).filter_map(|i| Some((i, way(claim, i)?))).collect();
    mine.iter().find_map(|(i, mine)| against(case, candidates, *i, mine))
}

/// The way of an item, if it is a figure that has one and nothing denies it.
fn way(side: Side<'_>, at: usize) -> Option<Way> {
    let item = &side.analysis.items[at];
    let mention = side.mention(item).filter(|mention| way::moves(mention))?;
    let way = way::of(side, mention)?;
    let word = |item: &&Item| overlap(&item.range, &way.word);
    let denied = item.negated || side.analysis.items.iter().find(word).is_some_and(|item| item.negated);
    (!denied).then_some(way)
}

/// Items of a sentence with the figure of item `i` of the claim.
fn same(claim: Side<'_>, i: usize, source: Side<'_>) -> Vec<usize> {
    let a = &claim.analysis.items[i];
    let is = |b: &Item| {
        matches!(b.kind, ItemKind::Figure(_)) && relation::of(claim, a, source, b).strength() >= ONE
    };
    (0..source.analysis.items.len()).filter(|&j| is(&source.analysis.items[j])).collect()
}

fn against(case: &Case<'_>, candidates: &[Candidate], i: usize, mine: &Way) -> Option<Turn> {
    let claim = case.side();
    let speaking = candidates.iter().enumerate().filter(|(_, candidate)| candidate.coverage >= SPEAKS);
    let found = speaking.filter_map(|(at, candidate)| {
        let source = candidate.side();
        let other =
            |j: &usize| way(source, *j).filter(|theirs| theirs.role == mine.role && theirs.up != mine.up);
        same(claim, i, source).into_iter().find_map(|j| Some((at, j, other(&j)?)))
    });
    let (at, j, theirs) =
        found.max_by(|a, b| candidates[a.0].coverage.total_cmp(&candidates[b.0].coverage))?;
    if of_each_article(candidates).any(|(_, candidate)| as_drafted(case, candidate, i, mine)) {
        return None;
    }
    let candidate = &candidates[at];
    let figure = &candidate.side().analysis.items[j].range;
    let source = theirs.word.start.min(figure.start)..theirs.word.end.max(figure.end);
    let turn = Turn { at, draft: mine.word.clone(), source, items: (i, j), sure: false };
    let sure = turn.is_of_one(case, candidates);
    turn.is_told_of_one(case, candidate, &theirs).then_some(Turn { sure, ..turn })
}

/// Some sentence of the candidate's article has the figure going the draft's way.
fn as_drafted(case: &Case<'_>, candidate: &Candidate, i: usize, mine: &Way) -> bool {
    (0..candidate.view.tagged.sentences.len()).any(|sentence| {
        let side = candidate.view.side(sentence);
        same(case.side(), i, side)
            .into_iter()
            .any(|j| way(side, j).is_some_and(|theirs| theirs.up == mine.up))
    })
}

impl Turn {
    /// The sentence tells the rest of the claim, of the same day and of the same thing.
    fn is_of_one(&self, case: &Case<'_>, candidates: &[Candidate]) -> bool {
        let candidate = &candidates[self.at];
        let (c, alignment) = (&case.analysis.items, &candidate.alignment);
        let tells = |item: &Item| way::tells(&item.lower) || overlap(&item.range, &self.draft);
        let rest = |k: usize, item: &Item| k != self.items.0 && !item.attribution && !tells(item);
        let (has, total) = alignment.has(case.analysis, rest);
        let typed = |(k, item): (usize, &Item)| {
            !rest(k, item) || !item.kind.is_typed() || alignment.covered(k) >= 0.5
        };
        total >= 1.0
            && has >= REST * total
            && c.iter().enumerate().all(typed)
            && !gate::other_news(case, candidate)
            && (self.subject(case).is_none()
                || !gate::of_two(case, candidate, &self.slot(case, candidates), candidates))
    }

    /// What goes up or down in the claim, where it is told by a noun.
    fn subject(&self, case: &Case<'_>) -> Option<usize> {
        let c = &case.analysis.items;
        let tells = |k: usize| c[k].weight >= 0.3 && !c[k].kind.is_value() && !way::tells(&c[k].lower);
        (0..c.len()).rev().find(|&k| c[k].range.end <= self.draft.start && tells(k))
    }

    /// What goes up or down in the claim does in the sentence too.
    fn is_told_of_one(&self, case: &Case<'_>, candidate: &Candidate, theirs: &Way) -> bool {
        // "It had gone up": what is told of it tells which is meant.
        let Some(subject) = self.subject(case) else { return self.is_dated_alike(case, candidate) };
        let Some(pair) = candidate.alignment.pairs[subject].filter(|pair| pair.relation.strength() >= 0.5)
        else {
            return false;
        };
        !is_of_the_other(candidate, pair.evidence, theirs.word.end)
    }

    /// Nearly all else that the claim says stands in the sentence, with another name, figure or date.
    fn is_dated_alike(&self, case: &Case<'_>, candidate: &Candidate) -> bool {
        let c = &case.analysis.items;
        let other = |k: &usize| *k != self.items.0 && !c[*k].attribution;
        let has = |k: usize| candidate.alignment.partner(k).is_some();
        let typed = |k: &usize| c[*k].kind.is_typed();
        let rest = |k: usize, item: &Item| other(&k) && !way::tells(&item.lower);
        let (sum, total) = candidate.alignment.has(case.analysis, rest);
        (0..c.len()).filter(other).filter(typed).any(has) && sum >= NEARLY_ALL * total
    }

    pub(crate) fn slot(&self, case: &Case<'_>, candidates: &[Candidate]) -> Slot {
        let candidate = &candidates[self.at];
        let (claim, evidence) = self.items;
        let slot = candidate.lone_slot(case, Code::PolarityMismatch, claim, evidence);
        slot.over("direction", self.draft.clone(), self.source.clone())
    }
}

/// "The crown gained on the dollar", "the dollar lost against the crown": one of two goes up where the other goes down. Whether item
/// `j` is the other one, behind the word that tells the way.
fn is_of_the_other(candidate: &Candidate, j: usize, word: usize) -> bool {
    let source = candidate.side();
    let items = &source.analysis.items;
    let before = source.text().get(word..items[j].range.start).unwrap_or_default();
    before.split_whitespace().rev().take(FROM_OTHER).any(|word| way::against(&fold(word)))
}

/// "Which had risen to 5 percent, was down to 3": a word of the claim tells how it went before, another one goes the way of the evidence.
pub(crate) fn went_before(claim: Side<'_>, item: &Item, evidence: Side<'_>, other: &Item) -> bool {
    if !way::tells(&item.lower) || !way::tells(&other.lower) {
        return false;
    }
    let before = claim.text().get(..item.range.start).unwrap_or_default();
    let earlier = before
        .split_whitespace()
        .rev()
        .take(FROM_OTHER)
        .any(|word| knowledge().reckoned.earlier.contains(&fold(word)));
    let within = |way: &Way, item: &Item| overlap(&item.range, &way.word);
    let ways = |side: Side<'_>| -> Vec<Way> {
        (0..side.analysis.items.len()).filter_map(|at| way(side, at)).collect()
    };
    let theirs: Vec<bool> =
        ways(evidence).iter().filter(|way| within(way, other)).map(|way| way.up).collect();
    earlier && ways(claim).iter().any(|way| !within(way, item) && theirs.contains(&way.up))
}

/// A sentence has a figure of the claim going the claim's way, in one clause with each date that the claim has: that it stands beside
/// another date there too says nothing.
pub(crate) fn is_told_with_dates(case: &Case<'_>, candidates: &[Candidate]) -> bool {
    let claim = case.side();
    let c = &case.analysis.items;
    let dated: Vec<&Item> = c.iter().filter(|item| matches!(item.kind, ItemKind::Time(_))).collect();
    let figures: Vec<(usize, Way)> = (0..c.len()).filter_map(|i| Some((i, way(claim, i)?))).collect();
    let [(i, mine)] = &figures[..] else { return false };
    !dated.is_empty()
        && candidates.iter().filter(|c| c.coverage >= SPEAKS).any(|candidate| {
            let source = candidate.side();
            let items = &source.analysis.items;
            same(claim, *i, source).into_iter().any(|j| {
                // The dates that stand nearer to this figure than to any other of the sentence.
                let near = |at: usize| {
                    let apart =
                        |figure: &Item| (items[at].range.start as isize - figure.range.start as isize).abs();
                    let figures = items.iter().filter(|other| matches!(other.kind, ItemKind::Figure(_)));
                    figures.map(apart).min() == Some(apart(&items[j]))
                };
                way(source, j).is_some_and(|theirs| theirs.up == mine.up && theirs.role == mine.role)
                    && dated.iter().all(|date| {
                        (0..items.len()).any(|at| {
                            near(at) && relation::of(claim, date, source, &items[at]).strength() >= ONE
                        })
                    })
            })
        })
}

/// A word of the claim stands against its opposite, and who is told of before the one stands on the other side in the source.
pub(crate) fn other_way_round(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let c = &case.analysis.items;
    let source = candidate.side();
    let subject = (0..slot.claim).rev().find(|&k| c[k].weight >= 0.3 && !c[k].kind.is_value());
    slot.code == Code::PolarityMismatch
        && subject
            .and_then(|k| candidate.alignment.partner(k))
            .is_some_and(|j| is_of_the_other(candidate, j, source.analysis.items[slot.evidence].range.end))
}

/// What is put in place of the draft's word, as the source has it.
pub(crate) fn replacement(draft: Side<'_>, word: &Range<usize>, source: &str) -> Option<String> {
    let text = draft.text();
    let words: Vec<_> = draft.sentence.tokens.iter().filter(|token| token.kind != TokenKind::Mark).collect();
    let at = words.iter().position(|token| token.range.start >= word.start)?;
    let near = |at: Option<usize>| {
        at.and_then(|at| words.get(at)).map(|token| fold(token.text(text))).unwrap_or_default()
    };
    let theirs = source.split_whitespace().map(fold).find(|word| way::tells(word))?;
    way::turned(&near(Some(at)), &near(at.checked_sub(1)), &near(Some(at + 1)), &theirs)
}
