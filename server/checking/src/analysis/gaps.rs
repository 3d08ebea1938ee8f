//! What stands between the items of a sentence, as far as it tells which of them belong together: commas, words that join,
//! the ends of clauses.

use crate::align::Side;
use crate::analysis::{Item, ItemKind, fold};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use copydesk_text::TokenKind;
use std::ops::Range;

/// What is left of the tie between two items across what stands between them: a comma, a word that joins, the end of a
/// clause, another item.
const COMMA: f32 = 0.65;
const JOINED: f32 = 0.65;
pub(crate) const CLAUSE: f32 = 0.15;
const FARTHER: f32 = 0.9;
/// Items that whoever does something is named with at most.
const SUBJECT: usize = 4;

/// The gaps before the items of a sentence: what is left of a tie across each.
#[derive(Debug)]
pub(crate) struct Gaps(pub(crate) Vec<f32>);

impl Gaps {
    pub(crate) fn new(side: Side<'_>) -> Self {
        let items = &side.analysis.items;
        let text = side.text();
        let gap = |at: usize| {
            let Some(last) = at.checked_sub(1) else { return 1.0 };
            let between = text.get(items[last].range.end..items[at].range.start).unwrap_or_default();
            // "Arne Falk, 43, ..."
            let aged = between.trim() == ","
                && items[at].kind.is_value()
                && matches!(items[last].kind, ItemKind::Actor(_))
                && text.get(items[at].range.end..).is_some_and(|after| after.starts_with([',', '.']));
            if aged { 1.0 } else { left(between) }
        };
        let mut gaps = Gaps((0..items.len()).map(gap).collect());
        // ", and the Harbour Party left": a clause with somebody of its own, where the one before it has a verb.
        let opens = |item: &Item| item.before.is_empty() || knowledge().determiners.contains(&item.before);
        for at in 1..items.len() {
            let own = || {
                (at + 1..(at + 1 + SUBJECT).min(items.len()))
                    .take_while(|&k| gaps.0[k] >= 1.0)
                    .any(|k| is_verb(&items[k]))
            };
            if gaps.0[at] == COMMA * JOINED && !is_verb(&items[at]) && opens(&items[at]) && own() {
                gaps.0[at] = CLAUSE;
            }
        }
        gaps
    }

    pub(crate) fn inner(&self, a: usize, b: usize) -> &[f32] {
        &self.0[a.min(b) + 1..=a.max(b)]
    }

    /// What is left of a tie between two items.
    pub(crate) fn left(&self, a: usize, b: usize) -> f32 {
        let inner = self.inner(a, b);
        inner.iter().product::<f32>() * FARTHER.powi(inner.len() as i32 - 1)
    }

    /// Nothing parts two items.
    pub(crate) fn bound(&self, a: usize, b: usize) -> bool {
        self.inner(a, b).iter().all(|&left| left >= 1.0)
    }

    /// The preposition before an item and what stands right before that: "by" of "by the biologist Runa Sand".
    pub(crate) fn preposition(&self, side: Side<'_>, at: usize) -> String {
        let items = &side.analysis.items;
        let know = knowledge();
        for k in (0..=at).rev() {
            let from = k.checked_sub(1).map_or(0, |last| items[last].range.end);
            let between = side.text().get(from..items[k].range.start).unwrap_or_default();
            let between = between
                .rsplit(|c: char| !c.is_alphanumeric() && !c.is_whitespace())
                .next()
                .unwrap_or_default();
            let mut words =
                between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold);
            let word = words.rfind(|word| {
                !know.determiners.contains(word)
                    && !know.coordinators.contains(word)
                    && !know.contrasting.contains(word)
            });
            if let Some(word) = word {
                return word;
            }
            if k == 0 || self.0[k] < 1.0 || is_verb(&items[k - 1]) || items[k - 1].kind.is_value() {
                break;
            }
        }
        String::new()
    }

    /// A gap as wide as this lies between two items.
    pub(crate) fn parted(&self, a: usize, b: usize, least: f32) -> bool {
        self.inner(a, b).iter().any(|&left| left <= least)
    }
}

/// What is left of a tie across these words.
fn left(between: &str) -> f32 {
    let know = knowledge();
    let words: Vec<String> =
        between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect();
    let any = |known: &dyn Fn(&str) -> bool| words.iter().any(|word| known(word));
    let relative = any(&|word| know.relatives.contains(word));
    if relative {
        return COMMA;
    }
    if between.contains([';', ':', '—', '–']) || any(&|word| know.contrasting.contains(word)) {
        return CLAUSE;
    }
    let comma = if between.contains([',', '(', ')']) { COMMA } else { 1.0 };
    comma * if any(&|word| know.coordinators.contains(word)) { JOINED } else { 1.0 }
}

pub(crate) fn is_verb(item: &Item) -> bool {
    let know = knowledge();
    // "By judge Ruth Amsel": behind a preposition it is a noun.
    let open = || {
        item.before.is_empty()
            || item.before == "to"
            || know.pronouns.contains(&item.before)
            || know.auxiliaries.contains(&item.before)
            || know.coordinators.contains(&item.before)
    };
    let verb = || matches!(item.lexeme.part(), Some((Part::Verb, _))) && open();
    item.kind == ItemKind::Word
        && !know.determiners.contains(&item.before)
        && (know.past(&item.lower) || know.verbs.contains(&item.lower) || verb())
}

/// A pronoun stands there that does something: "it spends", and no "costs it".
pub(crate) fn pronoun_does(side: Side<'_>, bytes: Range<usize>) -> bool {
    let know = knowledge();
    let words = side.sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let mut words = words.filter(|token| bytes.start <= token.range.start && token.range.end <= bytes.end);
    let mut last = String::new();
    words.any(|token| {
        let word = side.lower(token);
        let word = word.trim_end_matches("n't");
        let before = std::mem::replace(&mut last, word.to_owned());
        let verb = || {
            know.verbs.contains(word)
                || know.past(word)
                || know.cues.contains_key(word)
                || matches!(Lexeme::of(&know.stem(word)).part(), Some((Part::Verb, _)))
        };
        know.pronouns.contains(&before) && verb()
    })
}
