//! Words in a row that stand for something together.

use rustc_hash::FxHashMap;

/// By the first word: the words behind it, the longest first, and what they stand for.
#[derive(Debug)]
pub(super) struct Phrases<T>(FxHashMap<String, Vec<(Vec<String>, T)>>);

impl<T> Default for Phrases<T> {
    fn default() -> Self {
        Phrases(FxHashMap::default())
    }
}

impl<T: Default> Phrases<T> {
    /// What a phrase stands for; made where it is not known.
    pub(super) fn entry(&mut self, first: String, rest: Vec<String>) -> &mut T {
        let of = self.0.entry(first).or_default();
        let at = of.iter().position(|(known, _)| *known == rest).unwrap_or_else(|| {
            let at = of.partition_point(|(known, _)| known.len() >= rest.len());
            of.insert(at, (rest, T::default()));
            at
        });
        &mut of[at].1
    }

    /// The longest phrase that begins with a word: how many words it has, and what it stands for. `next` gives the words after
    /// the first, counted from 1.
    pub(super) fn find(&self, first: &str, next: &dyn Fn(usize) -> Option<String>) -> Option<(usize, &T)> {
        let of = self.0.get(first)?;
        let stands =
            |words: &[String]| words.iter().enumerate().all(|(at, word)| next(at + 1).as_ref() == Some(word));
        of.iter().find(|(words, _)| stands(words)).map(|(words, of)| (words.len() + 1, of))
    }
}
