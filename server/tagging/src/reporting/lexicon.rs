//! What `reporting.toml` of a language knows: reporting verbs, attribution phrases, and the words around them.

use crate::grammar;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::borrow::Cow;

/// How a speaker, and through the verb the writer, stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// said, told, according to
    Said,
    /// claimed, alleged, argued
    Claimed,
    /// denied, rejected
    Denied,
    /// confirmed, announced
    Confirmed,
    /// warned
    Warned,
    /// asked, demanded
    Asked,
    /// promised, vowed
    Promised,
    /// proposed, suggested
    Proposed,
    /// expects, believes, predicted
    Expected,
}

/// The form a reporting verb stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    Base,
    Finite,
    Participle,
}

/// A form of a reporting verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cue {
    pub(super) strength: Strength,
    pub(super) form: Form,
    /// Reports only beside a quotation or before "that".
    pub(super) weak: bool,
    /// Reports, too, where it ends a sentence behind a comma: ", she added."
    pub(super) trails: bool,
    /// Its object is the one spoken to.
    pub(super) told: bool,
    /// The form is a noun as well: demands, reports.
    pub(super) noun: bool,
}

#[derive(Deserialize)]
struct File {
    verbs: Vec<Verbs>,
    words: Words,
    small: Small,
}

#[derive(Deserialize)]
struct Verbs {
    strength: Strength,
    forms: Vec<[String; 4]>,
}

#[derive(Deserialize)]
struct Words {
    weak: Vec<String>,
    trailing: Vec<String>,
    told: Vec<String>,
    nouns: Vec<String>,
    phrases: Vec<String>,
    auxiliaries: FxHashSet<String>,
    negations: FxHashSet<String>,
    passives: FxHashSet<String>,
    pronouns: FxHashSet<String>,
    spokespeople: FxHashSet<String>,
    boundaries: FxHashSet<String>,
    prepositions: FxHashSet<String>,
    determiners: FxHashSet<String>,
    elisions: FxHashSet<String>,
}

/// Small words by what they do around a reporting verb, as `[small]` of `reporting.toml` tells.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Small {
    pub(super) that: FxHashSet<String>,
    pub(super) as_reports: FxHashSet<String>,
    pub(super) quoted: FxHashSet<String>,
    pub(super) persons: FxHashSet<String>,
    pub(super) things: FxHashSet<String>,
    pub(super) plural_pronouns: FxHashSet<String>,
    pub(super) relatives: FxHashSet<String>,
    pub(super) listeners: FxHashSet<String>,
    pub(super) audience: FxHashSet<String>,
    pub(super) plural_nouns: FxHashSet<String>,
    pub(super) modals: FxHashSet<String>,
    pub(super) infinitive: FxHashSet<String>,
    pub(super) before_time: FxHashSet<String>,
    pub(super) joins: FxHashSet<String>,
    pub(super) and: FxHashSet<String>,
    pub(super) after_speaker: FxHashSet<String>,
    pub(super) circumstances: FxHashSet<String>,
    pub(super) speaks_for: FxHashSet<String>,
    plural_endings: Vec<String>,
    adverb_endings: Vec<String>,
}

impl Small {
    /// Whether a word looks like a noun in the plural.
    pub(super) fn is_plural(&self, word: &str) -> bool {
        self.plural_nouns.contains(word) || self.plural_endings.iter().any(|end| word.ends_with(end.as_str()))
    }

    /// Whether a word looks like an adverb.
    pub(super) fn is_adverb(&self, word: &str) -> bool {
        word.len() > 4 && self.adverb_endings.iter().any(|end| word.ends_with(end.as_str()))
    }

    /// Whether a pronoun stands for somebody or something named before.
    pub(super) fn stands_for_one(&self, word: &str) -> bool {
        self.persons.contains(word) || self.things.contains(word)
    }
}

/// The reporting verbs of a language and the words around them, all in lower case.
#[derive(Debug)]
pub(crate) struct Lexicon {
    verbs: FxHashMap<String, Cue>,
    /// Words of each phrase.
    pub(super) phrases: Vec<Vec<String>>,
    pub(super) auxiliaries: FxHashSet<String>,
    pub(super) negations: FxHashSet<String>,
    pub(super) passives: FxHashSet<String>,
    pub(super) pronouns: FxHashSet<String>,
    pub(super) spokespeople: FxHashSet<String>,
    pub(super) boundaries: FxHashSet<String>,
    pub(super) prepositions: FxHashSet<String>,
    pub(super) determiners: FxHashSet<String>,
    pub(crate) elisions: FxHashSet<String>,
    pub(super) small: Small,
}

impl Lexicon {
    /// For the language of a folder of `grammars/` ("en").
    pub(crate) fn new(language: &str) -> Self {
        let File { verbs: groups, words, small } = grammar::built_in(&format!("{language}/reporting.toml"));
        let mut verbs = FxHashMap::default();
        for group in groups {
            for [base, third, past, participle] in group.forms {
                let (weak, told) = (words.weak.contains(&base), words.told.contains(&base));
                let (noun, trails) = (words.nouns.contains(&base), words.trailing.contains(&base));
                let cue = |form| Cue {
                    strength: group.strength,
                    form,
                    weak,
                    trails,
                    told,
                    noun: noun && form != Form::Participle,
                };
                // A past that is spelt like the base ("forecast") counts as finite.
                verbs.insert(base, cue(Form::Base));
                verbs.insert(participle, cue(Form::Participle));
                verbs.insert(third, cue(Form::Finite));
                verbs.insert(past, Cue { noun: false, ..cue(Form::Finite) });
            }
        }
        Self {
            verbs,
            phrases: words.phrases.iter().map(|p| p.split(' ').map(str::to_owned).collect()).collect(),
            auxiliaries: words.auxiliaries,
            negations: words.negations,
            passives: words.passives,
            pronouns: words.pronouns,
            spokespeople: words.spokespeople,
            boundaries: words.boundaries,
            prepositions: words.prepositions,
            determiners: words.determiners,
            elisions: words.elisions,
            small,
        }
    }

    /// The reporting verb that a word (in lower case) is a form of.
    pub(super) fn verb(&self, word: &str) -> Option<Cue> {
        self.verbs.get(word).copied()
    }
}

/// A word in lower case, without a copy where it is already.
pub(crate) fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|b| !b.is_ascii_uppercase() && b.is_ascii()) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}
