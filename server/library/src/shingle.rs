//! Runs of four words of an article, quoted or not: whether words stand in it at all, asked at typing speed.

use copydesk_text::{Sentence, Token, TokenKind, tokens};
use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

/// Words of a run.
pub const RUN: usize = 4;

/// A word of a text as quotations are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// In lower case, apostrophes and full stops left out; the parts of a hyphened word are words of their own.
    pub key: String,
    /// Bytes of the text it was taken from.
    pub range: Range<usize>,
}

/// The words of a tokenized text; "%" is one.
pub fn words(text: &str, tokens: &[Token]) -> Vec<Word> {
    let mut out = Vec::new();
    for token in tokens {
        if token.kind == TokenKind::Mark {
            // The only mark that is read out.
            if token.text(text) == "%" {
                out.push(Word { key: "percent".to_owned(), range: token.range.clone() });
            }
            continue;
        }
        let mut key = String::new();
        let mut start = token.range.start;
        for (at, c) in token.text(text).char_indices().map(|(n, c)| (token.range.start + n, c)) {
            match c {
                '-' | '\u{2010}' | '\u{2011}' => {
                    if !key.is_empty() {
                        out.push(Word { key: std::mem::take(&mut key), range: start..at });
                    }
                    start = at + c.len_utf8();
                }
                '\'' | '’' | '.' => {}
                c => key.extend(c.to_lowercase()),
            }
        }
        if !key.is_empty() {
            out.push(Word { key, range: start..token.range.end });
        }
    }
    out
}

/// The hashes of the runs of [`RUN`] words in a row.
pub fn shingles<'a>(words: impl IntoIterator<Item = &'a str>) -> Vec<u64> {
    let words: Vec<&str> = words.into_iter().collect();
    hashes(&words, RUN).collect()
}

/// The hashes of all runs of `run` words in a row, in order.
pub(crate) fn hashes<T: Hash>(words: &[T], run: usize) -> impl Iterator<Item = u64> + '_ {
    words.windows(run).map(|run| {
        let mut hasher = FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    })
}

/// The runs of all sentences together, sorted, each once.
pub(crate) fn of<'a>(sentences: impl Iterator<Item = &'a Sentence>) -> Box<[u64]> {
    let all: Vec<Word> = sentences.flat_map(|s| words(&s.text, &tokens(&s.text))).collect();
    let mut runs = shingles(all.iter().map(|w| w.key.as_str()));
    runs.sort_unstable();
    runs.dedup();
    runs.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_hyphens_and_apostrophes() {
        let text = "Article 5‑like “don’t” U.S.";
        let keys: Vec<String> = words(text, &tokens(text)).into_iter().map(|w| w.key).collect();
        assert_eq!(keys, ["article", "5", "like", "dont", "us"]);
    }
}
