//! Semantic tokens: actors, figures, dates, quotes and citations in colour.

use crate::client::Client;
use crate::preferences;
use crate::view::View;
use copydesk_tagging::Kind;
use std::ops::Range as Bytes;
use std::sync::{Arc, Mutex, PoisonError};
use tower_lsp::ls_types::*;

/// Our own types, each with the protocol's type nearest to it.
const TYPES: [(&str, SemanticTokenType); 8] = [
    ("person", SemanticTokenType::VARIABLE),
    ("organization", SemanticTokenType::CLASS),
    ("place", SemanticTokenType::NAMESPACE),
    ("number", SemanticTokenType::NUMBER),
    ("money", SemanticTokenType::NUMBER),
    ("date", SemanticTokenType::ENUM_MEMBER),
    ("quote", SemanticTokenType::STRING),
    ("citation", SemanticTokenType::KEYWORD),
];

/// The types in the order of their numbers, under our own names or the protocol's.
pub(crate) fn legend(client: &Client) -> SemanticTokensLegend {
    let name = |(own, standard): (&'static str, SemanticTokenType)| {
        if client.standard_tokens { standard } else { SemanticTokenType::new(own) }
    };
    SemanticTokensLegend { token_types: TYPES.into_iter().map(name).collect(), token_modifiers: Vec::new() }
}

fn number_of(kind: Kind) -> u32 {
    match kind {
        Kind::Person => 0,
        Kind::Organization => 1,
        Kind::Place => 2,
        Kind::Number | Kind::Ordinal | Kind::Quantity | Kind::Percent => 3,
        Kind::Money => 4,
        Kind::Date | Kind::Time | Kind::Duration => 5,
        Kind::Quote => 6,
        Kind::Citation => 7,
    }
}

/// Whether the user wants mentions of a kind coloured.
fn is_wanted(wanted: &preferences::Colours, kind: Kind) -> bool {
    match kind {
        Kind::Person => wanted.person,
        Kind::Organization => wanted.organization,
        Kind::Place => wanted.place,
        Kind::Number | Kind::Ordinal | Kind::Quantity | Kind::Percent => wanted.number,
        Kind::Money => wanted.money,
        Kind::Date | Kind::Time | Kind::Duration => wanted.date,
        Kind::Quote => wanted.quote,
        Kind::Citation => wanted.citation,
    }
}

/// The tokens that the client has, and what it calls them.
#[derive(Debug, Default)]
pub(crate) struct Given {
    id: u64,
    data: Vec<SemanticToken>,
}

/// Shared by the requests for one document.
pub(crate) type Colours = Arc<Mutex<Given>>;

/// All tokens of a document.
pub(crate) fn tokens(view: &View) -> Option<SemanticTokensResult> {
    let data = encoded(view, None);
    let mut given = view.colours.lock().unwrap_or_else(PoisonError::into_inner);
    given.id += 1;
    given.data.clone_from(&data);
    Some(SemanticTokensResult::Tokens(SemanticTokens { result_id: Some(given.id.to_string()), data }))
}

/// What has changed since the client was given tokens; all of them if it speaks of others.
pub(crate) fn tokens_delta(view: &View, since: &str) -> Option<SemanticTokensFullDeltaResult> {
    let data = encoded(view, None);
    let mut given = view.colours.lock().unwrap_or_else(PoisonError::into_inner);
    let known = given.id.to_string() == since;
    let old = std::mem::replace(&mut given.data, data.clone());
    given.id += 1;
    let result_id = Some(given.id.to_string());
    if !known {
        return Some(SemanticTokensFullDeltaResult::Tokens(SemanticTokens { result_id, data }));
    }
    let edits = difference(&old, &data).into_iter().collect();
    Some(SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta { result_id, edits }))
}

/// The tokens of a range.
pub(crate) fn tokens_in(view: &View, range: &Range) -> Option<SemanticTokensRangeResult> {
    let bytes = view.offset(range.start)..view.offset(range.end);
    Some(SemanticTokensRangeResult::Tokens(SemanticTokens {
        result_id: None,
        data: encoded(view, Some(bytes)),
    }))
}

/// The one edit between two lists of tokens; counts are of numbers, five a token.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Option<SemanticTokensEdit> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let most = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
    let numbers = |tokens: usize| u32::try_from(tokens * 5).unwrap_or(u32::MAX);
    let added = new[head..new.len() - tail].to_vec();
    let deleted = old.len() - tail - head;
    (deleted > 0 || !added.is_empty()).then(|| SemanticTokensEdit {
        start: numbers(head),
        delete_count: numbers(deleted),
        data: Some(added),
    })
}

/// Tokens as the protocol writes them: each relative to the one before, none across a line's end.
fn encoded(view: &View, within: Option<Bytes<usize>>) -> Vec<SemanticToken> {
    let text = &view.snapshot.reading().text;
    let mut data = Vec::new();
    let mut last = Position::default();
    let wanted = &view.preferences.semantic_tokens;
    for (range, kind) in view.snapshot.tokens(|kind| is_wanted(wanted, kind)) {
        if within.as_ref().is_some_and(|within| range.end <= within.start || within.end <= range.start) {
            continue;
        }
        for line in lines(text, range) {
            let at = view.range(line);
            if at.start < last {
                continue;
            }
            let (delta_line, same) = (at.start.line - last.line, at.start.line == last.line);
            let delta_start = if same { at.start.character - last.character } else { at.start.character };
            data.push(SemanticToken {
                delta_line,
                delta_start,
                length: at.end.character.saturating_sub(at.start.character),
                token_type: number_of(kind),
                token_modifiers_bitset: 0,
            });
            last = at.start;
        }
    }
    data
}

/// The parts of a range that stand on one line each.
fn lines(text: &str, range: Bytes<usize>) -> Vec<Bytes<usize>> {
    let mut parts = Vec::new();
    let mut start = range.start;
    for (at, byte) in text.as_bytes()[range.clone()].iter().enumerate() {
        if matches!(byte, b'\n' | b'\r') {
            parts.push(start..range.start + at);
            start = range.start + at + 1;
        }
    }
    parts.push(start..range.end);
    parts.retain(|part| !part.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn token(delta_start: u32) -> SemanticToken {
        SemanticToken { delta_line: 0, delta_start, length: 1, token_type: 0, token_modifiers_bitset: 0 }
    }

    #[test]
    fn tells_what_lies_between_equal_ends() {
        let old = [token(1), token(2), token(3)];
        assert!(difference(&old, &old).is_none());
        let edit = difference(&old, &[token(1), token(9), token(8), token(3)]).unwrap();
        assert_eq!((edit.start, edit.delete_count, edit.data.unwrap().len()), (5, 5, 2));
        let edit = difference(&old, &[token(1), token(2), token(3), token(3)]).unwrap();
        assert_eq!((edit.start, edit.delete_count), (15, 0));
    }
}
