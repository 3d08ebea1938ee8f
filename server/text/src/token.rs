//! Words, figures and marks of a sentence.

use rust_stemmers::{Algorithm, Stemmer};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and full stops of abbreviations: `don't`, `U.S.`, `al-Sisi`, `28-point`.
    Word,
    /// Begins with a digit and holds nothing but digits, `.`, `,`, `:`, `/`, `-` between them.
    Number,
    /// Anything else, one character a token.
    Mark,
}

/// One token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Token {
    /// Bytes of the sentence.
    pub range: Range<usize>,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The token's text in its sentence.
    pub fn text<'a>(&self, sentence: &'a str) -> &'a str {
        &sentence[self.range.clone()]
    }
}

/// The tokens of a sentence, in order, white space left out. A possessive `'s` or `’s` is a token of its own.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut chars = text.char_indices().peekable();
    let joins = |c: char| matches!(c, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '.' | '&');
    let after = |at: usize, c: char| text[at + c.len_utf8()..].chars().next();
    while let Some((start, first)) = chars.next() {
        if first.is_whitespace() || is_invisible(first) {
            continue;
        }
        let mut end = start + first.len_utf8();
        let kind = if first.is_ascii_digit() {
            let mut kind = TokenKind::Number;
            while let Some(&(at, c)) = chars.peek() {
                let next = after(at, c);
                let goes_on = c.is_alphanumeric()
                    || (matches!(c, '.' | ',' | ':' | '/' | '-' | '\u{2011}' | '\'' | '’')
                        && next.is_some_and(|n| n.is_ascii_digit()))
                    || (matches!(c, '-' | '\u{2010}' | '\u{2011}') && next.is_some_and(char::is_alphabetic));
                if !goes_on {
                    break;
                }
                if c.is_alphabetic() {
                    kind = TokenKind::Word;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            kind
        } else if first.is_alphabetic() {
            while let Some(&(at, c)) = chars.peek() {
                let next = after(at, c);
                let goes_on = c.is_alphanumeric()
                    || is_combining(c)
                    || is_invisible(c)
                    || (joins(c) && next.is_some_and(char::is_alphanumeric));
                if !goes_on {
                    // The full stop that closes "U.S." belongs to it.
                    if c == '.' && text[start..at].contains('.') {
                        end = at + 1;
                        chars.next();
                    }
                    break;
                }
                if matches!(c, '\'' | '’') && is_possessive(&text[at + c.len_utf8()..]) {
                    break;
                }
                end = at + c.len_utf8();
                chars.next();
            }
            TokenKind::Word
        } else {
            if matches!(first, '\'' | '’')
                && is_possessive(&text[end..])
                && out.last().is_some_and(|t: &Token| t.range.end == start)
            {
                chars.next();
                end += 1;
            }
            TokenKind::Mark
        };
        out.push(Token { range: start..end, kind });
    }
    out
}

/// Soft hyphens, joiners and other characters without a shape, which web pages leave inside words.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Accents that are written as characters of their own.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(char::is_alphanumeric)
}

/// The English stem of a word in lower case (Porter 2, as Snowball defines it). Characters without a shape are left
/// out, and every hyphen and apostrophe is the plain one, so that spellings of a page and of a draft have one stem.
pub fn stem(lower: &str) -> String {
    if !lower.is_ascii() {
        let plain: String = lower
            .chars()
            .filter(|c| !is_invisible(*c))
            .map(|c| match c {
                '\u{2010}' | '\u{2011}' => '-',
                '’' => '\'',
                c => c,
            })
            .collect();
        return stem_plain(&plain);
    }
    stem_plain(lower)
}

/// Stems that a thread remembers: a few thousand words make up nearly all of any text.
const REMEMBERED: usize = 2048;

fn stem_plain(lower: &str) -> String {
    thread_local! {
        static STEMMER: Stemmer = Stemmer::create(Algorithm::English);
        static KNOWN: RefCell<FxHashMap<Box<str>, Box<str>>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        if let Some(stem) = known.get(lower) {
            return stem.as_ref().to_owned();
        }
        let stem = STEMMER.with(|stemmer| stemmer.stem(lower).into_owned());
        // A word of hundreds of letters will not come again.
        if lower.len() <= 32 {
            if known.len() >= REMEMBERED {
                known.clear();
            }
            known.insert(lower.into(), stem.as_str().into());
        }
        stem
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|token| token.text(text)).collect()
    }

    #[test]
    fn keeps_words_together() {
        assert_eq!(
            words("The U.S. envoy didn’t meet al-Amin."),
            ["The", "U.S.", "envoy", "didn’t", "meet", "al-Amin", "."]
        );
        assert_eq!(words("a long\u{2011}term plan"), ["a", "long\u{2011}term", "plan"]);
        assert_eq!(words("Marsh’s and Voss's"), ["Marsh", "’s", "and", "Voss", "'s"]);
        assert_eq!(words("cafe\u{301}s"), ["cafe\u{301}s"]);
    }

    #[test]
    fn sees_through_characters_without_a_shape() {
        assert_eq!(words("co\u{ad}operation \u{200b}ends\u{feff}"), ["co\u{ad}operation", "ends\u{feff}"]);
        assert_eq!(stem("co\u{ad}operation"), stem("cooperation"));
        assert_eq!(stem("long\u{2011}term"), stem("long-term"));
    }

    #[test]
    fn keeps_figures_together() {
        assert_eq!(words("$1.2bn, 10% of 1,500"), ["$", "1.2bn", ",", "10", "%", "of", "1,500"]);
        assert_eq!(words("12/14/2025 – 14:35"), ["12/14/2025", "–", "14:35"]);
        assert_eq!(
            words("the 28-point plan, 3rd of 5."),
            ["the", "28-point", "plan", ",", "3rd", "of", "5", "."]
        );
    }
}
