//! Whom *he* and *she* cannot mean: *Karl Brandt lost the case* beside *Brandt sued Mona Falk. She lost the case*.

use super::own::{MAY_SAY, Otherwise};
use super::{Bond, Bound, SAME, SAYS};
use crate::align::{Side, relation};
use crate::analysis::fold;
use crate::case::Candidate;
use crate::people::deed::Deed;
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use copydesk_tagging::{Identity, Kind, Value, grammar};
use rustc_hash::FxHashSet;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

/// Given names and titles of those of whom a text says "he", and "she".
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Pronouns {
    he: FxHashSet<String>,
    she: FxHashSet<String>,
    /// Nouns that stand for anybody, as a pronoun does.
    anybody: FxHashSet<String>,
}

static PRONOUNS: LazyLock<Pronouns> = LazyLock::new(|| grammar::built_in("en/pronouns.toml"));

/// "The man", "the company": whoever was told of last.
pub(super) fn is_anybody(noun: &str) -> bool {
    PRONOUNS.anybody.contains(noun)
}

const HE: &str = "he";
const SHE: &str = "she";

impl Bound<'_> {
    /// One of whom the claim tells what a source tells of a pronoun that cannot mean that one.
    pub(crate) fn of_a_pronoun(&self) -> Option<Misplaced> {
        self.bonds.iter().filter(|bond| bond.tells_enough()).find_map(|bond| {
            let other = self.excluded(bond)?;
            let (candidate, verb, source) = self.candidates.iter().enumerate().find_map(|(at, c)| {
                let tells = |deed: &&Deed| {
                    deed.party(&bond.role).open
                        && self.is_verb(bond, c, deed.verb, SAME)
                        && self.says(bond, c, &deed.clause, SAYS)
                };
                c.view.deeds(c.sentence).iter().filter(tells).find_map(|deed| {
                    let (word, range) = subject(c.side(), deed)?;
                    (word == other && self.is_among(c, other)).then_some((at, deed.verb, range))
                })
            })?;
            if self.is_own(bond, Otherwise(MAY_SAY, 0.0)) {
                return None;
            }
            let draft = self.case.analysis.items[bond.who].range.clone();
            let spans = Some(Spans { field: "actor", draft, source });
            Some(Misplaced { claim: bond.who, candidate, evidence: verb, sure: true, spans })
        })
    }

    /// The pronoun that cannot mean the one of a bond.
    pub(super) fn excluded(&self, bond: &Bond) -> Option<&'static str> {
        let identity = relation::identity(self.case.side(), &self.case.analysis.items[bond.who])?;
        let known = |c: &Candidate| c.view.known(identity).and_then(pronoun);
        let means = pronoun(identity).or_else(|| self.candidates.iter().find_map(known))?;
        Some(if means == HE { SHE } else { HE })
    }

    /// Somebody whom a pronoun may mean is named in the sentence or right before it.
    fn is_among(&self, c: &Candidate, word: &str) -> bool {
        let near = c.sentence.saturating_sub(BACK)..=c.sentence;
        near.filter_map(|at| c.view.tagged.sentences.get(at)).flat_map(|sentence| &sentence.mentions).any(|mention| {
            matches!(&mention.value, Value::Actor(actor) if c.view.tagged.actors.get(actor.id).and_then(pronoun) == Some(word))
        })
    }
}

/// Sentences back in which the one may be named whom a pronoun means.
const BACK: usize = 2;

/// What a text says of somebody, where a given name or a title tells it.
fn pronoun(identity: &Identity) -> Option<&'static str> {
    if identity.kind != Kind::Person {
        return None;
    }
    let given = identity.name.split(' ').next().filter(|_| identity.name.contains(' '));
    let titles = identity.roles.iter().flat_map(|role| role.split(' '));
    let mut words = given.into_iter().chain(titles);
    words.find_map(|word| {
        let word = word.trim_end_matches('.');
        let he = PRONOUNS.he.contains(word).then_some(HE);
        he.or_else(|| PRONOUNS.she.contains(word).then_some(SHE))
    })
}

/// "He" or "she" right before the verb of a deed, and its bytes.
pub(super) fn subject(side: Side<'_>, deed: &Deed) -> Option<(&'static str, Range<usize>)> {
    let items = &side.analysis.items;
    let from = deed.verb.checked_sub(1).map_or(0, |last| items[last].range.end);
    let to = items[deed.verb].range.start;
    let tokens =
        side.sentence.tokens.iter().filter(|token| from <= token.range.start && token.range.end <= to);
    tokens.into_iter().find_map(|token| {
        let word = fold(token.text(side.text()));
        [HE, SHE].into_iter().find(|pronoun| *pronoun == word).map(|pronoun| (pronoun, token.range.clone()))
    })
}
