//! The clauses of a sentence: where one statement ends and the next begins, as far as words show it.

use crate::analysis::{Analysis, fold};
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use copydesk_tagging::TaggedSentence;
use copydesk_text::{Token, TokenKind};
use std::ops::Range;

/// Weight of its words from which a stretch is a statement by itself.
const LEAST: f32 = 2.0;

/// Indices of the items of each clause of a sentence, in order, all items once. A clause has a finite verb of its own
/// and enough words to be compared; what has not belongs to the clause before it. Nothing inside a quotation is cut, nor
/// a condition from what it is the condition of.
pub(crate) fn clauses(sentence: &TaggedSentence, analysis: &Analysis) -> Vec<Range<usize>> {
    let text: &str = &sentence.sentence.text;
    let within = |at: &usize| sentence.mentions.iter().any(|m| m.range.start < *at && *at < m.range.end);
    let states = |bytes: &Range<usize>| {
        let items = items(analysis, bytes);
        analysis.items[items].iter().map(|item| item.weight).sum::<f32>() >= LEAST
            && sentence.tokens.iter().any(|token| {
                token.kind == TokenKind::Word
                    && bytes.start <= token.range.start
                    && token.range.end <= bytes.end
                    && finite(&fold(token.text(text)))
            })
    };
    let mut out: Vec<Range<usize>> = Vec::new();
    let mut start = 0;
    for end in cuts(text, &sentence.tokens).into_iter().filter(|at| !within(at)).chain([text.len()]) {
        let own = start..end;
        match out.last_mut() {
            Some(last) if !states(last) || !states(&own) => last.end = end,
            _ => out.push(own),
        }
        start = end;
    }
    out.iter().map(|bytes| items(analysis, bytes)).collect()
}

/// Indices of the items that begin within these bytes.
fn items(analysis: &Analysis, bytes: &Range<usize>) -> Range<usize> {
    let before = |at: usize| analysis.items.partition_point(|item| item.range.start < at);
    before(bytes.start)..before(bytes.end)
}

/// Bytes at which a clause may begin: after a semicolon, colon or dash, at a word that opens one, at "and", "but", "or"
/// before a verb.
fn cuts(text: &str, tokens: &[Token]) -> Vec<usize> {
    let know = knowledge();
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let raw = token.text(text);
        if token.kind == TokenKind::Mark {
            if matches!(raw, ";" | ":" | "—" | "–" | "(" | ")") {
                out.push(token.range.end);
            }
            continue;
        }
        let lower = fold(raw);
        if know.clause_words.contains(lower.as_str()) || know.subordinators.contains(lower.as_str()) {
            out.push(token.range.start);
        } else if know.coordinators.contains(lower.as_str()) {
            let mut after = tokens[at + 1..]
                .iter()
                .filter(|next| next.kind == TokenKind::Word)
                .map(|next| fold(next.text(text)))
                .skip_while(|next| next.ends_with("ly"));
            if after.next().is_some_and(|next| finite(&next) || know.pronouns.contains(next.as_str())) {
                out.push(token.range.start);
            }
        }
    }
    out
}

/// A finite verb by its form, or a word that mostly is a verb.
pub(crate) fn finite(lower: &str) -> bool {
    let know = knowledge();
    let verb = || matches!(Lexeme::of(&know.stem(lower)).part(), Some((Part::Verb, _)));
    know.verbs.contains(lower) || know.past(lower) || (lower.ends_with('s') && verb())
}
