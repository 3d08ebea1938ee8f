//! One spelling for the spellings of a name: accents, case, marks, transliteration. By rule and list, never by likeness.

use crate::grammar;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::borrow::Cow;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Transliteration {
    variants: Vec<Vec<String>>,
}

static VARIANTS: LazyLock<FxHashMap<String, String>> = LazyLock::new(|| {
    let file: Transliteration = grammar::built_in("en/transliteration.toml");
    let mut map = FxHashMap::default();
    for group in &file.variants {
        let Some(first) = group.first() else { continue };
        let first = spell(&plain(first));
        for other in group {
            map.insert(spell(&plain(other)), first.clone());
        }
    }
    map
});

/// The words of a name as they are compared: lower case, ASCII, one spelling for each transliteration, parted by single
/// spaces; full stops and a possessive `'s` are left out.
pub fn fold(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for part in name.split_whitespace() {
        let word = fold_word(part);
        if word.is_empty() {
            continue;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(&word);
    }
    out
}

/// [`fold`] of one word. A hyphened word is folded part by part.
pub(crate) fn fold_word(word: &str) -> String {
    let plain = plain(word);
    let whole = spell(&plain);
    if let Some(known) = VARIANTS.get(&whole) {
        return known.clone();
    }
    if !plain.contains('-') {
        return whole;
    }
    let parts: Vec<String> = plain
        .split('-')
        .map(spell)
        .map(|part| VARIANTS.get(&part).cloned().unwrap_or(part))
        .filter(|part| !part.is_empty())
        .collect();
    parts.join("-")
}

/// [`fold`] of a word that is in lower case already and may be no name: what is compared with it is folded the same.
pub fn fold_lower(word: &str) -> Cow<'_, str> {
    let folded = fold_word(word);
    if folded == word || folded.is_empty() { Cow::Borrowed(word) } else { Cow::Owned(folded) }
}

/// Lower case and ASCII, without full stops, commas, quotation marks, brackets and the possessive.
pub(crate) fn plain(word: &str) -> String {
    let ascii =
        if word.is_ascii() { word.to_ascii_lowercase() } else { deunicode::deunicode(word).to_lowercase() };
    let ascii = ascii.trim().trim_end_matches("'s").trim_matches(|c: char| !c.is_alphanumeric());
    ascii.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '&' | '\'' | '/')).collect()
}

/// Folds what transliterations differ in. Short words are left alone: too little of them is left to tell names apart.
fn spell(plain: &str) -> String {
    if plain.len() < 5 || !plain.is_ascii() {
        return plain.to_owned();
    }
    let bytes = plain.as_bytes();
    let consonant =
        |i: usize| bytes.get(i).is_some_and(|b| b.is_ascii_alphabetic() && !b"aeiouy".contains(b));
    let mut out = String::with_capacity(plain.len());
    let mut i = 0;
    while i < bytes.len() {
        let b = bytes[i];
        let next = bytes.get(i + 1).copied();
        match b {
            // Zelenskyy, Zelenskiy, Zelensky, Zelenski; Volodymyr, Volodimir.
            b'y' if i > 0 => {
                if !out.ends_with('i') {
                    out.push('i');
                }
            }
            b'i' if i > 0 && out.ends_with('i') => {}
            b'j' if i + 1 == bytes.len() && out.ends_with('i') => {}
            // Mueller, Müller; Schroeder, Schröder.
            b'u' | b'o' if next == Some(b'e') && i > 0 && consonant(i - 1) && consonant(i + 2) => {
                out.push(char::from(b));
                i += 1;
            }
            // Aleksei, Alexei.
            b'k' if next == Some(b's') && i + 2 < bytes.len() && !consonant(i + 2) => {
                out.push('x');
                i += 1;
            }
            _ => out.push(char::from(b)),
        }
        i += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_transliterations_of_one_name() {
        for name in ["Zelensky", "Zelenskyy", "Zelenskiy", "Zelenski", "Zelenskij"] {
            assert_eq!(fold(name), fold("Zelensky"), "{name}");
        }
        assert_eq!(fold("Volodymyr"), fold("Volodimir"));
        assert_eq!(fold("Kiev"), fold("kyiv"));
        assert_eq!(fold("Müller's"), fold("Mueller"));
        assert_eq!(fold("Aleksandr"), fold("Alexander"));
        assert_eq!(fold("U.S."), fold("US"));
        assert_eq!(fold("al\u{2011}Sisi"), fold("al-Sisi"));
    }

    #[test]
    fn dont_fold_names_that_are_only_alike() {
        for (a, b) in
            [("Austria", "Australia"), ("Niger", "Nigeria"), ("Volodymyr", "Vladimir"), ("Iran", "Iraq")]
        {
            assert_ne!(fold(a), fold(b));
        }
    }
}
