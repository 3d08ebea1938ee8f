//! Which words of the news mean the same, and which exclude one another: of one thing only one of them can be right. From the
//! files `grammars/en/kinds-*.toml`.

use super::phrases::Phrases;
use crate::people::{office, post};
use copydesk_tagging::grammar;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<Kind>,
    #[serde(default)]
    same: Vec<Same>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Kind {
    #[allow(dead_code)] // For the reader of the file.
    name: String,
    part: Part,
    /// What may be said of any of them.
    #[serde(default)]
    broader: Vec<String>,
    /// Words that mean the same; those of two groups exclude one another.
    groups: Vec<Vec<String>>,
}

/// Words that mean the same.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    part: Part,
    words: Vec<String>,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
enum Part {
    Noun,
    Verb,
    Adjective,
}

/// Of a kind, by its number, one of its groups; `None` for what may be said of any of them.
#[derive(Clone, Copy, Debug)]
struct InKind {
    kind: usize,
    group: Option<usize>,
    /// It is a kind of verbs.
    verbs: bool,
}

/// Where a word or phrase stands.
#[derive(Debug, Default)]
pub(crate) struct Entry {
    groups: Vec<InKind>,
    same: Vec<usize>,
    /// It is a verb, of which the first word is the head.
    pub(crate) verb: bool,
}

/// How two entries stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beside {
    Same,
    /// The one may be said of the other.
    Broader,
    Exclusive,
    Nothing,
}

impl Entry {
    pub(crate) fn beside(&self, other: &Entry) -> Beside {
        if self.same.iter().any(|set| other.same.contains(set)) {
            return Beside::Same;
        }
        let mut beside = Beside::Nothing;
        for mine in &self.groups {
            for theirs in other.groups.iter().filter(|theirs| theirs.kind == mine.kind) {
                beside = match (mine.group, theirs.group) {
                    (Some(a), Some(b)) if a == b => return Beside::Same,
                    (None, _) | (_, None) => Beside::Broader,
                    _ if beside == Beside::Broader => beside,
                    _ => Beside::Exclusive,
                };
            }
        }
        beside
    }

    /// They exclude one another as verbs.
    pub(crate) fn excludes_as_verb(&self, other: &Entry) -> bool {
        let apart = |a: &InKind, b: &InKind| {
            a.kind == b.kind && a.verbs && matches!((a.group, b.group), (Some(x), Some(y)) if x != y)
        };
        self.groups.iter().any(|a| other.groups.iter().any(|b| apart(a, b)))
    }
}

/// Words and phrases by their stems.
#[derive(Debug, Default)]
pub(crate) struct Kinds {
    /// By the stem: each word that has it.
    words: FxHashMap<String, Vec<(String, Entry)>>,
    phrases: Phrases<Entry>,
}

impl Kinds {
    /// The files, read with what stems a word. Of a word that is `left` to a reader of its own nothing is excluded.
    pub(crate) fn read(stem: &dyn Fn(&str) -> String, left: &dyn Fn(&str) -> bool) -> Self {
        // Who holds which office or post is read by itself; a name of one is told by its last word.
        let offices: FxHashSet<&str> = office::last_words().chain(post::last_words()).collect();
        let held = |words: &str| words.rsplit(' ').next().is_some_and(|last| offices.contains(last));
        let left = |words: &str| words.split([' ', '-']).any(left) || held(words);
        let files = grammar::FILES.iter().filter(|(name, _)| name.starts_with("en/kinds-"));
        let (mut kinds, mut sets, mut out) = (0, 0, Kinds::default());
        for (name, _) in files {
            let File { kind, same } = grammar::built_in(name);
            for Kind { broader, groups, part, .. } in kind {
                let groups = groups.iter().enumerate().map(|(group, words)| (Some(group), words));
                for (group, words) in groups.chain([(None, &broader)]) {
                    for words in words.iter().filter(|words| !left(words)) {
                        out.entry(words, part, stem).groups.push(InKind {
                            kind: kinds,
                            group,
                            verbs: part == Part::Verb,
                        });
                    }
                }
                kinds += 1;
            }
            for Same { words, part } in same {
                words.iter().for_each(|w| out.entry(w, part, stem).same.push(sets));
                sets += 1;
            }
        }
        out
    }

    fn entry(&mut self, words: &str, part: Part, stem: &dyn Fn(&str) -> String) -> &mut Entry {
        let entry = self.place(words, stem);
        entry.verb |= part == Part::Verb;
        entry
    }

    fn place(&mut self, words: &str, stem: &dyn Fn(&str) -> String) -> &mut Entry {
        let mut stems = words.split(' ').map(stem);
        let first = stems.next().unwrap_or_default();
        let rest: Vec<String> = stems.collect();
        if !rest.is_empty() {
            return self.phrases.entry(first, rest);
        }
        let of = self.words.entry(first).or_default();
        let at = of.iter().position(|(known, _)| known == words).unwrap_or_else(|| {
            of.push((words.to_owned(), Entry::default()));
            of.len() - 1
        });
        &mut of[at].1
    }

    /// The entry of a folded word, irregular forms brought to their base, and its stem. Of an "account" nothing is known by what
    /// is known of an "accountant".
    pub(crate) fn word(&self, base: &str, stem: &str) -> Option<&Entry> {
        let of = self.words.get(stem)?;
        // "Slightly" by itself, before "slight".
        let own = of.iter().find(|(word, _)| base.ends_with("ly") && word == base);
        let known = own.or_else(|| of.iter().find(|(word, _)| is_form(base, word)));
        known.map(|(_, entry)| entry)
    }

    /// The entry of the longest phrase that begins with a stem, and how many words it has. `next` gives the stems after it,
    /// counted from 1.
    pub(crate) fn phrase(
        &self,
        first: &str,
        next: &dyn Fn(usize) -> Option<String>,
    ) -> Option<(usize, &Entry)> {
        self.phrases.find(first, next)
    }
}

/// What a form of a word ends in, beyond what it has in common with the word.
const ENDINGS: [&str; 12] = ["", "s", "es", "ies", "d", "ed", "ied", "ing", "r", "er", "st", "est"];

/// One word is a form of another: plural, past, comparative, adverb.
fn is_form(form: &str, word: &str) -> bool {
    let form = form.strip_suffix("'s").unwrap_or(form);
    let common = form.bytes().zip(word.bytes()).take_while(|(a, b)| a == b).count();
    let (Some(ending), rest) = (form.get(common..), word.len() - common) else { return false };
    // "Planned" has its last letter twice.
    let ending = match word.chars().last() {
        Some(last) if rest == 0 => ending.strip_prefix(last).unwrap_or(ending),
        _ => ending,
    };
    rest <= 1 && (ENDINGS.contains(&ending) || ending == "ly")
}
