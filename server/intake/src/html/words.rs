//! What pages call their parts, from `words.toml`.

use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) struct Words {
    pub(super) furniture: HashSet<String>,
    #[serde(rename = "furniture-pairs")]
    pub(super) pairs: HashSet<String>,
    pub(super) comments: HashSet<String>,
    pub(super) body: HashSet<String>,
    pub(super) standfirst: HashSet<String>,
    pub(super) byline: HashSet<String>,
    pub(super) headings: Vec<String>,
    pub(super) live: HashSet<String>,
}

pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).expect("words.toml is held by a test"));

/// The words of one class name: "articleBody__text" is article, body, text.
pub(super) struct Names(Vec<String>);

impl Names {
    pub(super) fn of(name: &str) -> Self {
        let mut words: Vec<String> = Vec::new();
        let mut lower = false;
        let mut open = false;
        for c in name.chars().take(80) {
            if !c.is_alphanumeric() {
                open = false;
            } else {
                if !open || (c.is_uppercase() && lower) {
                    words.push(String::new());
                }
                if let Some(last) = words.last_mut() {
                    last.extend(c.to_lowercase());
                }
                open = true;
            }
            lower = c.is_lowercase();
        }
        Self(words)
    }

    pub(super) fn has(&self, words: &HashSet<String>) -> bool {
        self.0.iter().any(|word| words.contains(word))
    }

    /// Whether two words that follow one another, or one of the words, are in the set.
    pub(super) fn has_pair(&self, pairs: &HashSet<String>) -> bool {
        self.0.windows(2).any(|two| pairs.contains(&format!("{}-{}", two[0], two[1]))) || self.has(pairs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_names_into_words() {
        assert!(Names::of("article__shareTools").has(&WORDS.furniture));
        assert!(!Names::of("header-shadow").has(&WORDS.furniture));
        assert!(Names::of("c-MostRead").has_pair(&WORDS.pairs));
        assert!(Names::of("storyBody").has_pair(&WORDS.body));
        assert!(!WORDS.headings.is_empty() && !WORDS.live.is_empty() && !WORDS.byline.is_empty());
    }
}
