//! Whose call it is: "rejected a call by the chancellor, Otto Brand, to resign" where the sources have another who called on him.

use crate::align::Side;
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case, of_each_article};
use crate::judge::SPEAKS;
use crate::post::known_words;
use crate::relation;
use crate::role::Doubt;
use copydesk_tagging::Kind;
use std::ops::Range;

/// Items between what is asked and whoever asks: "a call by the finance minister, Jens Osk".
const BETWEEN: usize = 4;
/// Letters from which two words are one: "complaint", "complained".
const ALIKE: usize = 4;
/// Who did it stands behind it.
const BY: [&str; 2] = ["by", "from"];

/// What a claim has asked by one whom no sentence about that names, while one names somebody else.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let claim = case.side();
    let items = &claim.analysis.items;
    let asked = |k: &usize| {
        items[*k].kind == ItemKind::Word && known_words().asks.contains(&items[*k].lower) && !items[*k].quoted
    };
    (0..items.len()).filter(asked).find_map(|noun| {
        let who = by(claim, noun)?;
        let range = items[who].range.clone();
        of_another(case, candidates, noun, who).map(|told| Doubt { range, told, slot: None })
    })
}

/// The person whom "by" behind a noun tells.
fn by(claim: Side<'_>, noun: usize) -> Option<usize> {
    let items = &claim.analysis.items;
    let after = claim.text().get(items[noun].range.end..)?;
    let next = fold(after.split_whitespace().next()?);
    if !BY.contains(&next.as_str()) {
        return None;
    }
    let person = |k: &usize| claim.kind(&items[*k]) == Some(Kind::Person) && !items[*k].possessive;
    (noun + 1..items.len()).take(BETWEEN).find(person)
}

/// Where somebody else asks for it, if nobody has the one do so.
fn of_another(
    case: &Case<'_>,
    candidates: &[Candidate],
    noun: usize,
    who: usize,
) -> Option<Option<(usize, Range<usize>)>> {
    let claim = case.side();
    let mine = &claim.analysis.items;
    let same_word = |item: &Item| {
        let shared = item.lower.bytes().zip(mine[noun].lower.bytes()).take_while(|(a, b)| a == b).count();
        item.kind == ItemKind::Word && (item.stem == mine[noun].stem || shared > ALIKE)
    };
    let person = |side: Side<'_>, item: &Item| side.kind(item) == Some(Kind::Person) && !item.possessive;
    let is =
        |side: Side<'_>, item: &Item, k: usize| relation::of(claim, &mine[k], side, item).strength() >= 0.5;
    let mut found = None;
    for (_, candidate) in of_each_article(candidates) {
        let view = &candidate.view;
        for sentence in 0..view.tagged.sentences.len() {
            let side = view.side(sentence);
            let items = &side.analysis.items;
            let Some(verb) = items.iter().position(same_word) else { continue };
            let other =
                |j: &usize| person(side, &items[*j]) && (0..mine.len()).all(|k| !is(side, &items[*j], k));
            // He asks for it in the sentence, or is spoken of beside it, if nobody else asks.
            let before = (0..verb).rev().find(other);
            let reach = usize::from(before.is_none());
            let around =
                sentence - reach.min(sentence)..(sentence + 1 + reach).min(view.tagged.sentences.len());
            let has_him = |at: usize| {
                let side = view.side(at);
                side.analysis.items.iter().any(|item| is(side, item, who))
            };
            if around.into_iter().any(has_him) {
                return None;
            }
            let about = || {
                let at = |c: &&Candidate| c.view.article.id == view.article.id && c.sentence == sentence;
                candidates.iter().position(|c| at(&c)).filter(|&at| candidates[at].coverage >= SPEAKS * 0.5)
            };
            if let Some(j) = before.or_else(|| (verb + 1..items.len()).find(other))
                && found.is_none()
                && let Some(at) = about()
            {
                found = Some((at, items[j].range.clone()));
            }
        }
    }
    found.map(Some)
}
