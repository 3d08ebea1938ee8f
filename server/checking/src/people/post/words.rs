//! What is known of posts, kin and parties, from `grammars/en/posts.toml`.

use crate::people::office::is_one_of;
use copydesk_tagging::grammar;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    post: Vec<Named>,
    words: Words,
    kin: Kin,
    others: Others,
    sides: Sides,
}

/// Kin by generation, each line the names of one.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Kin {
    above: Vec<Vec<String>>,
    far_above: Vec<Vec<String>>,
    beside: Vec<Vec<String>>,
    below: Vec<Vec<String>>,
    far_below: Vec<Vec<String>>,
    several: Vec<String>,
}

impl Kin {
    /// The word means more than one of them.
    pub(crate) fn is_several(&self, name: &str) -> bool {
        is_one_of(&self.several, name)
    }

    /// All that kin are called.
    fn names(&self) -> impl Iterator<Item = &String> {
        let lines = [&self.above, &self.far_above, &self.beside, &self.below, &self.far_below];
        lines.into_iter().flatten().flatten().chain(&self.several)
    }

    /// How many generations above kin of a name is, and its line.
    pub(crate) fn of(&self, name: &str) -> Option<(i32, usize)> {
        let all = [
            (1, &self.above),
            (2, &self.far_above),
            (0, &self.beside),
            (-1, &self.below),
            (-2, &self.far_below),
        ];
        all.into_iter().find_map(|(generation, lines)| {
            let line = lines.iter().position(|line| is_one_of(line, name))?;
            Some((generation, line))
        })
    }
}

/// Those who belong to somebody and act for themselves.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Others {
    apart: Vec<String>,
    near: Vec<String>,
    acting: Vec<String>,
    pub(crate) of: Vec<String>,
}

/// How what somebody does or suffers who belongs to another one bears on that one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// Nobody takes it for the other's.
    Apart,
    /// It may pass for the other's.
    Near,
    /// What they do is the other's, and not what is done to them.
    Acting,
}

/// How somebody bears on whom he belongs to, by the word for him; `None` for a word that names nobody who belongs to another one.
pub(crate) fn bearing(word: &str) -> Option<Bearing> {
    BEARINGS.get(word).copied()
}

static BEARINGS: LazyLock<FxHashMap<&str, Bearing>> = LazyLock::new(|| {
    let Others { apart, near, acting, .. } = others();
    let apart = kin().names().chain(apart).map(|word| (&**word, Bearing::Apart));
    let near = near.iter().map(|word| (&**word, Bearing::Near));
    let acting = acting.iter().map(|word| (&**word, Bearing::Acting));
    // Of a word in two lists the first one holds.
    acting.chain(near).chain(apart).collect()
});

/// Where a party stands: what tells it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Sides {
    pub(crate) governs: Vec<String>,
    pub(crate) member: Vec<String>,
    pub(crate) government: Vec<String>,
    pub(crate) opposes: Vec<String>,
    pub(crate) unless: Vec<String>,
}

pub(crate) fn known_words() -> &'static Words {
    &POSTS.words
}

/// The last words of the names of posts.
pub(crate) fn last_words() -> impl Iterator<Item = &'static str> {
    POSTS.names.values().flatten().filter_map(|(words, _)| words.last()).map(String::as_str)
}

/// A word is the last one of the name of a post.
pub(crate) fn is_last_word(word: &str) -> bool {
    static LAST: LazyLock<FxHashSet<&str>> = LazyLock::new(|| last_words().collect());
    LAST.contains(word)
}

pub(crate) fn kin() -> &'static Kin {
    &POSTS.kin
}

pub(crate) fn others() -> &'static Others {
    &POSTS.others
}

pub(crate) fn sides() -> &'static Sides {
    &POSTS.sides
}

/// Names of one post, and what is known of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Named {
    names: Vec<String>,
    #[serde(default)]
    pub(super) one: bool,
    #[serde(default)]
    pub(super) top: bool,
    #[serde(default)]
    pub(super) vague: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub(super) bodies: Vec<String>,
    pub(super) held: Vec<String>,
    pub(super) of: Vec<String>,
    pub(super) then: Vec<String>,
    pub(super) now: Vec<String>,
    pub(super) made: Vec<String>,
    pub(crate) including: Vec<String>,
    pub(crate) each: Vec<String>,
}

pub(super) struct Posts {
    pub(super) known: Vec<Named>,
    /// Name in words and the post, by the first word; the longest first.
    pub(super) names: FxHashMap<String, Vec<(Vec<String>, usize)>>,
    pub(super) words: Words,
    kin: Kin,
    others: Others,
    sides: Sides,
}

pub(super) static POSTS: LazyLock<Posts> = LazyLock::new(|| {
    let file: File = grammar::built_in("en/posts.toml");
    let mut names: FxHashMap<String, Vec<(Vec<String>, usize)>> = FxHashMap::default();
    for (number, post) in file.post.iter().enumerate() {
        for name in &post.names {
            let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
            names.entry(words[0].clone()).or_default().push((words, number));
        }
    }
    names.values_mut().for_each(|known| known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    Posts {
        known: file.post,
        names,
        words: file.words,
        kin: file.kin,
        others: file.others,
        sides: file.sides,
    }
});
