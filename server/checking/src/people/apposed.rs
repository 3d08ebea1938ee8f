//! What somebody or something is said to be beside its name ("Keel Energy, a regional utility, won"), where the sources that name it
//! say nothing of the kind anywhere near.

use crate::align::relation;
use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case, of_each_article, overlap};
use crate::judge::SPEAKS;
use crate::knowledge::lexicon::{Kinship, Part};
use crate::people::office::opens;
use crate::people::post::posts;
use crate::people::role::Doubt;
use copydesk_tagging::Kind;
use copydesk_text::TokenKind;
use std::ops::Range;

/// Words of such a phrase at most.
const WORDS: usize = 8;
/// Sentences around a name that may tell it.
const BEFORE: usize = 1;
const BEHIND: usize = 2;
/// Share of the phrase from which it is told.
const TOLD: f32 = 0.34;
/// How surely a word is there from which it counts.
const IS: f32 = 0.5;

/// The first phrase beside a name that nothing around that name in the sources has.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let claim = case.side();
    let items = &claim.analysis.items;
    let post = posts(case.sentence());
    let name = |i: &usize| {
        matches!(items[*i].kind, ItemKind::Actor(_))
            && !items[*i].possessive
            && claim.kind(&items[*i]) != Some(Kind::Place)
    };
    (0..items.len()).filter(name).find_map(|i| {
        let range = phrase(claim, &items[i])?;
        // What a post is called is held against posts.
        if post.iter().any(|post| overlap(&post.phrase, &range)) {
            return None;
        }
        let within = |k: &usize| range.start <= items[*k].range.start && items[*k].range.end <= range.end;
        let told: Vec<usize> = (0..items.len()).filter(within).filter(|&k| items[k].weight > 0.0).collect();
        let noun = |item: &Item| !matches!(item.lexeme.part(), Some((Part::Verb | Part::Adverb, _)));
        let plain = |k: &usize| items[*k].kind == ItemKind::Word && noun(&items[*k]) && !items[*k].quoted;
        let clear = told.len() >= 2 && told.iter().all(plain);
        let unsaid = clear && near(case, candidates, i, &told)? < TOLD;
        unsaid.then_some(Doubt { range, told: None, slot: None })
    })
}

/// The bytes of ", a regional utility," behind a name.
fn phrase(side: Side<'_>, name: &Item) -> Option<Range<usize>> {
    let tokens = &side.sentence.tokens;
    let text = side.text();
    let after = tokens.partition_point(|token| token.range.start < name.range.end);
    let raw = |at: usize| tokens.get(at).map_or("", |token| token.text(text));
    let from = after + 1;
    if raw(after) != "," || !opens(&fold(raw(from))) {
        return None;
    }
    let word = |at: &usize| tokens.get(*at).is_some_and(|token| token.kind == TokenKind::Word);
    let to = (from..from + WORDS + 1).take_while(word).last()? + 1;
    let closed = raw(to) == "," || raw(to) == ".";
    (closed && to - from <= WORDS).then(|| tokens[from].range.start..tokens[to - 1].range.end)
}

/// The greatest share of the phrase that stands around the name in one of the articles; `None` where nothing names it.
fn near(case: &Case<'_>, candidates: &[Candidate], i: usize, told: &[usize]) -> Option<f32> {
    let claim = case.side();
    let items = &claim.analysis.items;
    let mut has = vec![false; told.len()];
    let mut spoken = false;
    for (_, candidate) in of_each_article(candidates) {
        let view = &candidate.view;
        let count = view.tagged.sentences.len();
        let is = |side: Side<'_>, item: &Item| relation::of(claim, &items[i], side, item).strength() >= IS;
        let named = |at: usize| {
            let side = view.side(at);
            stands_in(&items[i], side.analysis) || side.analysis.items.iter().any(|item| is(side, item))
        };
        for at in (0..count).filter(|&at| named(at)) {
            spoken |= candidates.iter().any(|c| c.view.article.id == view.article.id && c.coverage >= SPEAKS);
            for other in at.saturating_sub(BEFORE)..(at + BEHIND + 1).min(count) {
                let side = view.side(other);
                for (k, &mine) in told.iter().enumerate() {
                    has[k] |= side.analysis.items.iter().any(|item| alike(claim, &items[mine], side, item));
                }
            }
        }
    }
    let weight = |k: usize| items[told[k]].weight;
    let total: f32 = (0..told.len()).map(weight).sum();
    let share = (0..told.len()).filter(|&k| has[k]).map(weight).sum::<f32>() / total;
    spoken.then_some(share)
}

fn alike(claim: Side<'_>, mine: &Item, side: Side<'_>, item: &Item) -> bool {
    relation::of(claim, mine, side, item).strength() >= IS
        || !matches!(mine.lexeme.kinship(item.lexeme), Kinship::None | Kinship::Sister | Kinship::Antonym)
}
