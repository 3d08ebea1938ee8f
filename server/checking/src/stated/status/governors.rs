//! What words make of what they govern, from `grammars/en/status.toml`.

use super::Status;
use crate::align::Side;
use crate::knowledge::knowledge;
use copydesk_tagging::grammar;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

/// In what form the deed follows the word that governs it.
#[derive(Clone, Copy)]
pub(super) enum Form {
    /// "To close".
    To,
    /// "That it closed".
    That,
    /// "Closing".
    Ing,
    /// "The closure".
    Noun,
    /// "About the closure", "about closing".
    About,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    makes: Made,
    #[serde(default)]
    to: Vec<String>,
    #[serde(default)]
    that: Vec<String>,
    #[serde(default)]
    ing: Vec<String>,
    #[serde(default)]
    noun: Vec<String>,
    #[serde(default)]
    about: Vec<String>,
}

/// What a governor makes of what follows: a status, or that which it has itself.
#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Made {
    Undone,
    Ahead,
    Asked,
    Possible,
    Held,
    Agreed,
    Same,
}

impl Made {
    /// `None` for what the governor is itself.
    pub(super) fn status(self) -> Option<Status> {
        match self {
            Made::Undone => Some(Status::Undone),
            Made::Ahead => Some(Status::Ahead),
            Made::Asked => Some(Status::Asked),
            Made::Possible => Some(Status::Possible),
            Made::Held => Some(Status::Held),
            Made::Agreed => Some(Status::Agreed),
            Made::Same => None,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Small {
    pub(super) foreseeing: Vec<String>,
    pub(super) factive: FxHashSet<String>,
    pub(super) opening: FxHashSet<String>,
    asking: FxHashSet<String>,
    either: FxHashSet<String>,
    pub(super) nobody: FxHashSet<String>,
    pub(super) adverbs: FxHashSet<String>,
    pub(super) prepositions: FxHashSet<String>,
    pub(super) about: FxHashSet<String>,
    pub(super) wanting: FxHashSet<String>,
    pub(super) having: FxHashSet<String>,
    pub(super) given: FxHashSet<String>,
    pub(super) objects: FxHashSet<String>,
    pub(super) particles: FxHashSet<String>,
    pub(super) getting: FxHashSet<String>,
    granted: FxHashSet<String>,
    pub(super) coming: FxHashSet<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    governors: Vec<Lists>,
    small: Small,
    modals: FxHashMap<String, Made>,
    before: FxHashMap<String, Made>,
    behind: FxHashMap<String, Made>,
    ladders: Vec<Ladder>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ladder {
    steps: Vec<Vec<String>>,
}

pub(super) struct Governors {
    forms: [FxHashMap<String, Made>; 5],
    pub(super) modals: FxHashMap<String, Made>,
    pub(super) before: FxHashMap<String, Made>,
    pub(super) behind: FxHashMap<String, Made>,
    pub(super) small: Small,
    /// Of each matter the steps of the stems that tell of it.
    ladders: Vec<FxHashMap<String, usize>>,
}

/// "Whether".
pub(crate) fn is_asking(lower: &str) -> bool {
    governors().small.asking.contains(lower)
}

/// A token of a sentence opens what is only asked: "whether", but for what holds either way and what somebody was asked, who may have
/// answered.
pub(crate) fn asks(side: Side<'_>, at: usize) -> bool {
    let small = &governors().small;
    let before = at.checked_sub(1).map(|before| side.word(before)).unwrap_or_default();
    is_asking(side.word(at)) && !small.either.contains(before)
}

pub(super) fn governors() -> &'static Governors {
    static GOVERNORS: LazyLock<Governors> = LazyLock::new(|| {
        let know = knowledge();
        let File { governors, mut small, modals, before, behind, ladders } =
            grammar::built_in("en/status.toml");
        let mut forms: [FxHashMap<String, Made>; 5] = Default::default();
        for lists in governors {
            for (form, words) in [lists.to, lists.that, lists.ing, lists.noun, lists.about].iter().enumerate()
            {
                for word in words {
                    forms[form].entry(know.stem(word)).or_insert(lists.makes);
                }
            }
        }
        for set in [
            &mut small.factive,
            &mut small.wanting,
            &mut small.getting,
            &mut small.granted,
            &mut small.coming,
        ] {
            *set = set.iter().map(|word| know.stem(word)).collect();
        }
        let numbered = |ladder: Ladder| {
            let steps = ladder.steps.into_iter().enumerate();
            steps
                .flat_map(|(step, words)| words.into_iter().map(move |word| (know.stem(&word), step)))
                .collect()
        };
        let ladders = ladders.into_iter().map(numbered).collect();
        Governors { forms, modals, before, behind, small, ladders }
    });
    &GOVERNORS
}

impl Governors {
    /// What a word makes of what follows in such a form.
    pub(super) fn makes(&self, lower: &str, form: Form) -> Option<Made> {
        let stem = knowledge().stem(lower);
        self.forms[form as usize].get(&stem).copied()
    }
}

/// The steps of a matter, by the stems that tell of them.
pub(crate) struct Steps(&'static FxHashMap<String, usize>);

impl Steps {
    /// Those of which a stem tells one that others come before.
    pub(crate) fn of(stem: &str) -> impl Iterator<Item = (Steps, usize)> {
        let ladders = governors().ladders.iter();
        ladders.filter_map(move |ladder| {
            let step = ladder.get(stem).copied().filter(|step| *step > 0)?;
            Some((Steps(ladder), step))
        })
    }

    pub(crate) fn step(&self, stem: &str) -> Option<usize> {
        self.0.get(stem).copied()
    }
}

/// To do it is planned, asked for or possible by this word.
pub(crate) fn is_ahead(lower: &str) -> bool {
    let made = governors().makes(lower, Form::To);
    matches!(made, Some(Made::Ahead | Made::Asked | Made::Possible))
}

/// By a verb of this stem somebody has come to what stands behind it.
pub(crate) fn gets(stem: &str) -> bool {
    governors().small.getting.contains(stem)
}

/// A noun of this stem is what somebody has to be given.
pub(crate) fn is_granted(stem: &str) -> bool {
    governors().small.granted.contains(stem)
}

/// A word that makes another verb of the one before it.
pub(crate) fn is_particle(lower: &str) -> bool {
    governors().small.particles.contains(lower)
}

/// What stands behind it tells where, whose or for what: "in Oslo", "of the band".
pub(crate) fn is_preposition(lower: &str) -> bool {
    governors().small.prepositions.contains(lower)
}
