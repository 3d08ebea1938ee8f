//! What a claim tells as done: its finite verbs in the past, and who is said to have done it.

use crate::align::Side;
use crate::analysis::{Item, ItemKind};
use crate::case::Case;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use copydesk_text::{BlockKind, Token, TokenKind};
use std::cell::OnceCell;

/// Weight from which a verb tells what was done: "took" tells too little.
const TELLING: f32 = 0.5;

/// Words between "have" and a participle that goes with its object.
const OBJECT: usize = 6;

/// A verb of the claim that tells something as done.
pub(crate) struct Done {
    /// Index of its item.
    pub(crate) at: usize,
    /// Index of the first token of its group: of "has been" in "has been closed".
    pub(crate) from: usize,
    /// It is suffered: "was closed".
    pub(crate) passive: bool,
    /// Byte at which its own clause opens, behind a "that" before it; found out when it is asked for.
    opens: OnceCell<usize>,
}

/// The verbs of a claim that tell something as done, in the writer's own words; those that tell little are left out.
pub(crate) fn done(case: &Case<'_>) -> Vec<Done> {
    let items = &case.analysis.items;
    (0..items.len())
        .filter(|&at| items[at].weight >= TELLING)
        .filter_map(|at| verb(case.side(), at))
        .collect()
}

/// A verb in the past that is no participle beside a noun, and that nothing weakens.
pub(crate) fn verb(side: Side<'_>, at: usize) -> Option<Done> {
    side.analysis.items[at].cue.is_none().then(|| in_the_past(side, at))?
}

/// A verb in the past that is no participle beside a noun.
pub(crate) fn in_the_past(side: Side<'_>, at: usize) -> Option<Done> {
    let know = knowledge();
    let items = &side.analysis.items;
    let item = &items[at];
    let told = item.kind == ItemKind::Word && !item.quoted && !item.negated;
    let unchanged = know.standing.unchanged.contains(&item.lower);
    let noun =
        matches!(item.lexeme.part(), Some((Part::Noun, _))) && !item.lower.ends_with("ed") && !unchanged;
    if !told || !(unchanged || know.past(&item.lower)) || noun {
        return None;
    }
    let tokens = &side.sentence.tokens;
    let place = tokens.iter().position(|token| token.range.start == item.range.start)?;
    let word = |token: &Token| side.lower(token);
    let adverb = |word: &str| word.ends_with("ly") || know.passing.contains(word) || word == "since";
    let (mut from, mut passive) = (place, false);
    for token in tokens[..place].iter().rev() {
        let lower = word(token);
        // "Is based" tells how things are.
        let be = matches!(lower, "was" | "were" | "been");
        if !(be || matches!(lower, "has" | "have" | "had") || adverb(lower)) || token.kind != TokenKind::Word
        {
            break;
        }
        from -= 1;
        passive |= be;
    }
    let group = tokens[from..place].iter().any(|token| !adverb(word(token)));
    if group {
        return Some(Done::new(at, from, passive));
    }
    // "Devices that have the app installed".
    let has = |token: &Token| matches!(word(token), "has" | "have" | "had" | "with");
    let near = tokens[..from].iter().rev().take(OBJECT);
    let within = near.take_while(|token| token.kind == TokenKind::Word && !know.within.contains(word(token)));
    if within.into_iter().any(has) {
        return None;
    }
    let next = tokens.get(place + 1).map(word).unwrap_or_default();
    let last = from.checked_sub(1).map(|last| &tokens[last]);
    // "They project consolidated sales": what stands behind the pronoun is the verb.
    let verb = from.checked_sub(2).is_some_and(|before| know.subjects.contains(word(&tokens[before])));
    let object = || {
        let after = tokens.get(place + 1).map(|token| token.range.start);
        know.determiners.contains(next)
            || items.get(at + 1).is_some_and(|item| Some(item.range.start) == after)
    };
    if next == "by" || verb || is_fragment(side, place) && !object() {
        return None;
    }
    let subject = last.is_some_and(|last| {
        let lower = word(last);
        know.subjects.contains(lower)
            // "One in three of those destroyed."
            || know.unnamed.contains(lower) && lower != "those"
            || know.relatives.contains(lower)
            || lower == "and"
            // "The $26 million cost".
            || items[..at].iter().any(|item| {
                item.range.end == last.range.end && is_noun(item) && !(unchanged && item.kind.is_value())
            })
    });
    subject.then(|| Done::new(at, from, passive))
}

/// What a list or a colon brings up need be no sentence: "repair: plates bolted on from either side".
fn is_fragment(side: Side<'_>, token: usize) -> bool {
    let colon = |token: &Token| token.text(side.text()) == ":";
    matches!(side.sentence.sentence.kind, BlockKind::ListItem)
        || side.sentence.tokens[..token].iter().any(colon)
}

/// A name, or a word that is mostly a noun.
pub(crate) fn is_noun(item: &Item) -> bool {
    item.kind != ItemKind::Word
        || matches!(item.lexeme.part(), Some((Part::Noun, _)) | None)
        || item.lower.ends_with('s')
}

impl Done {
    /// The verb of one item, its group beginning at a token.
    pub(crate) fn new(at: usize, from: usize, passive: bool) -> Done {
        Done { at, from, passive, opens: OnceCell::new() }
    }

    /// Index of the item that tells who did it: before the verb, or behind "by" in the passive; else to whom it was done.
    pub(crate) fn doer(&self, side: Side<'_>) -> Option<usize> {
        let items = &side.analysis.items;
        let clause = items[self.at].clause;
        let by =
            || (self.at + 1..items.len()).find(|&k| items[k].before == "by" && items[k].clause == clause);
        let adverb = |item: &Item| matches!(item.lexeme.part(), Some((Part::Adverb, _)));
        let before = || (0..self.at).rev().find(|&k| items[k].clause == clause && !adverb(&items[k]));
        // "Holm, which has a yard there, has decided": named at the head.
        let head = || (0..self.at).find(|&k| is_noun(&items[k]));
        let found = if self.passive { by().or_else(before) } else { before() };
        found.or_else(head)
    }

    /// A negation stands in its clause.
    pub(crate) fn is_denied(&self, side: Side<'_>) -> bool {
        let items = &side.analysis.items;
        let within = |over: usize| items[over].clause == items[self.at].clause;
        side.analysis.negations.iter().any(|negation| negation.over.is_some_and(within))
    }

    /// Item `k` stands in the verb's own clause: not before the "that" by which this is another one's.
    pub(crate) fn is_with(&self, side: Side<'_>, k: usize) -> bool {
        let items = &side.analysis.items;
        let own = &items[self.at];
        let opens = || {
            let that = |token: &&Token| side.lower(token) == "that";
            let before = &side.sentence.tokens[..self.from];
            before.iter().rev().skip(1).find(that).map_or(0, |token| token.range.end)
        };
        items[k].clause == own.clause
            && items[k].attribution == own.attribution
            && items[k].range.start >= *self.opens.get_or_init(opens)
    }
}
