//! The words of a sentence, each looked up in the lists.

use super::lists::{LISTS, hash};
use copydesk_text::Token;

/// The words of a sentence with what the lists say of them.
pub(crate) struct Words<'a> {
    /// The sentence.
    pub(crate) text: &'a str,
    /// Its tokens.
    pub(crate) tokens: &'a [Token],
    /// Hashes of their plain forms.
    pub(crate) hashes: Vec<u64>,
    /// Bits of [`word`].
    pub(crate) bits: Vec<u32>,
    /// Bits of [`phrase`] for each token that stands in the longest listed phrase, and its place there (0: first).
    pub(crate) phrases: Vec<(u8, u8)>,
}

impl<'a> Words<'a> {
    /// Looks the tokens of a sentence up.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token]) -> Self {
        let hashes: Vec<u64> = tokens.iter().map(|t| hash(t.text(text))).collect();
        let bits = hashes.iter().map(|h| LISTS.word_bits(*h)).collect();
        let mut phrases = vec![(0, 0); tokens.len()];
        let mut at = 0;
        while at < tokens.len() {
            let starts_name = tokens[at].text(text).starts_with(char::is_uppercase)
                || tokens[at].text(text).starts_with(|c: char| c.is_ascii_digit())
                || tokens[at].text(text).starts_with("al")
                || LISTS.is_name_in_lower_case(hashes[at]);
            match LISTS.longest(&hashes[at..]).filter(|_| starts_name) {
                Some((len, bits)) if is_listed(text, &tokens[at..at + len]) => {
                    for (place, slot) in phrases[at..at + len].iter_mut().enumerate() {
                        *slot = (bits, place as u8);
                    }
                    at += len;
                }
                _ => at += 1,
            }
        }
        Self { text, tokens, hashes, bits, phrases }
    }

    /// The text of token `i`, empty outside the sentence.
    pub(crate) fn word(&self, i: usize) -> &'a str {
        self.tokens.get(i).map_or("", |t| t.text(self.text))
    }

    /// Bits of [`word`] of token `i`, none outside the sentence.
    pub(crate) fn bits(&self, i: usize) -> u32 {
        self.bits.get(i).copied().unwrap_or(0)
    }
}

/// Acronyms are listed in capitals, and must be met in capitals: "us" is no country and "who" no agency.
fn is_listed(text: &str, tokens: &[Token]) -> bool {
    let [only] = tokens else { return true };
    let word = only.text(text);
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters > 3 || word.chars().all(|c| !c.is_lowercase()) || !LISTS.needs_capitals(word)
}
