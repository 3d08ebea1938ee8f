//! Who holds a post may be named in another sentence than the one that tells what the holder did: "the driver, Owen Tarrow, braked"
//! of "the driver braked" and "driver Owen Tarrow went home".

use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case};
use crate::judge::SPEAKS;
use copydesk_text::TokenKind;

/// Words between a post and its holder: "the driver, named as Owen Tarrow".
const BETWEEN: usize = 2;

/// How far the post must be covered where the rest is told.
const SAID: f32 = 0.7;

/// Whether a source names the one whom the claim names beside the very post that the claim gives.
pub(crate) fn is_told(case: &Case<'_>, candidates: &[Candidate], index: usize) -> bool {
    let items = &case.analysis.items;
    let name = &items[index];
    if !matches!(name.kind, ItemKind::Actor(_)) || name.quoted {
        return false;
    }
    let Some(post) =
        index.checked_sub(1).map(|at| (at, &items[at])).filter(|(_, post)| is_beside(case, post, name))
    else {
        return false;
    };
    let speaks = |c: &Candidate| c.coverage >= SPEAKS && c.alignment.covered(post.0) >= SAID;
    candidates.iter().any(speaks) && candidates.iter().any(|c| names(c, &fold(&post.1.lower), &name.lower))
}

/// A noun right before a name, or with no more than a comma between.
fn is_beside(case: &Case<'_>, post: &Item, name: &Item) -> bool {
    let between = case.side().text().get(post.range.end..name.range.start);
    post.kind == ItemKind::Word && between.is_some_and(|between| matches!(between.trim(), "" | ","))
}

/// Whether a sentence of a candidate's article has the post and the name one beside the other.
fn names(candidate: &Candidate, post: &str, name: &str) -> bool {
    let whole: Vec<String> = name.split_whitespace().map(fold).collect();
    (0..candidate.view.tagged.sentences.len()).filter(|&at| candidate.view.speaks(at)).any(|at| {
        let sentence = &candidate.view.tagged.sentences[at];
        let tokens = sentence.tokens.iter().filter(|token| token.kind != TokenKind::Mark);
        let words: Vec<String> =
            tokens.map(|token| fold(token.text(&sentence.sentence.text)).to_lowercase()).collect();
        let same = |at: usize| words[at..].starts_with(&whole);
        let posts = words.iter().enumerate().filter(|(_, word)| *word == post);
        posts.into_iter().any(|(at, _)| {
            let after = (at + 1..=at + 1 + BETWEEN).any(|k| k < words.len() && same(k));
            // "Owen Tarrow, the driver".
            let before = (1..=2).any(|gap| {
                at.checked_sub(whole.len() + gap - 1).is_some_and(same)
                    && (gap == 1 || words[at - 1] == "the")
            });
            after || before
        })
    })
}
