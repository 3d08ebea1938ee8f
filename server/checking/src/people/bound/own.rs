//! Whether the sources may tell it of the one whom the claim names after all.

use super::dependent::dependent;
use super::pronoun::subject;
use super::{Bond, Bound, LIKE, SAME, SAYS, SAYS_OF_TWO};
use crate::align::relation;
use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind};
use crate::case::of_each_article;
use crate::people::deed::{Deed, is_name};
use crate::view::View;

/// Share of what is said of somebody from which a sentence may say it of the one.
pub(super) const MAY_SAY: f32 = 0.5;
/// Sentences back in which the one may be named whom a pronoun means.
const REACH: usize = 2;

/// Strength of a relation from which two verbs are one.
const SURELY: f32 = 0.9;
/// Letters by which a noun is of a verb: "accusation".
const ALIKE: usize = 3;

/// What a sentence must have of the rest to tell it with another verb: a share, and a weight.
#[derive(Clone, Copy)]
pub(super) struct Otherwise(pub(super) f32, pub(super) f32);

/// A sentence beside a bond of the claim.
struct Own<'a> {
    bound: &'a Bound<'a>,
    bond: &'a Bond,
    view: &'a View,
    at: usize,
    source: Side<'a>,
}

impl Bound<'_> {
    /// A sentence of the sources may tell it of the one; with another verb where it has so much of the rest.
    pub(super) fn is_own(&self, bond: &Bond, otherwise: Otherwise) -> bool {
        let tells = |view: &View, at: usize| {
            Own { bound: self, bond, view, at, source: view.side(at) }.tells(otherwise)
        };
        of_each_article(self.candidates).any(|(_, candidate)| {
            let view = &candidate.view;
            (0..view.tagged.sentences.len()).filter(|&at| view.speaks(at)).any(|at| tells(view, at))
        })
    }
}

impl Own<'_> {
    fn items(&self) -> &[Item] {
        &self.source.analysis.items
    }

    fn mine(&self) -> &[Item] {
        &self.bound.case.analysis.items
    }

    fn verb(&self) -> usize {
        self.bound.verb(self.bond)
    }

    fn strength(&self, k: usize, j: usize) -> f32 {
        relation::of(self.bound.case.side(), &self.mine()[k], self.source, &self.items()[j]).strength()
    }

    /// Item `j` of the sentence may be the one.
    fn is(&self, j: usize) -> bool {
        self.items()[j].stem == self.mine()[self.bond.who].stem || self.strength(self.bond.who, j) >= LIKE
    }

    fn is_here(&self) -> bool {
        stands_in(&self.mine()[self.bond.who], self.source.analysis)
            || (0..self.items().len()).any(|j| self.is(j))
    }

    /// The one is named in it or right before it.
    fn is_near(&self) -> bool {
        let before = |at: usize| Own { at, source: self.view.side(at), ..*self };
        self.is_here() || (self.at.saturating_sub(REACH)..self.at).any(|at| before(at).is_here())
    }

    /// Weight of the rest, the verb left out, and the share of it that the sentence has; `None` where nothing is left.
    fn rest(&self) -> Option<(f32, f32)> {
        let said = |k: usize| {
            let strengths = (0..self.items().len()).map(|j| self.strength(k, j));
            strengths.filter(|strength| *strength >= LIKE).fold(0.0, f32::max)
        };
        let (mut has, mut total) = (0.0, 0.0);
        for &k in self.bond.rest.iter().filter(|&&k| k != self.verb()) {
            has += self.mine()[k].weight * said(k);
            total += self.mine()[k].weight;
        }
        (total > 0.0).then(|| (total, has / total))
    }

    fn tells(&self, Otherwise(share, weight): Otherwise) -> bool {
        let rest = self.rest();
        if rest.is_some_and(|(_, has)| has < MAY_SAY) {
            return false;
        }
        let deeds = self.view.deeds(self.at);
        let same = |deed: &Deed, least: f32| self.strength(self.verb(), deed.verb) >= least;
        // Where the very verb is told of another, the one does something else.
        let taken = deeds.iter().any(|deed| {
            let party = deed.party(&self.bond.role);
            same(deed, SAME) && !party.open && !party.heads.iter().any(|&j| self.is(j))
        });
        let by_another_verb = |deed: &Deed| {
            let of_the_claim =
                || self.bound.deeds.iter().any(|mine| self.strength(mine.verb, deed.verb) >= SAME);
            !taken
                && rest.is_some_and(|(total, has)| total >= weight && has >= share)
                && deed.party(&self.bond.role).heads.iter().any(|&j| self.is(j))
                && !of_the_claim()
        };
        let several = deeds.iter().filter(|deed| same(deed, LIKE)).count() > 1;
        // "Plans a further study" is near to "designed the study", and no more than that.
        let tells_enough = |deed: &Deed| same(deed, SURELY) || rest.is_none_or(|(total, _)| total >= weight);
        let does = |deed: &Deed| same(deed, LIKE) && tells_enough(deed) && !self.items()[deed.verb].negated;
        let tells = |deed: &Deed| match does(deed) {
            true => self.does(deed, several),
            false => by_another_verb(deed),
        };
        deeds.iter().any(tells) || self.by_a_noun(deeds)
    }

    /// A clause with the verb may have the one do it.
    fn does(&self, deed: &Deed, several: bool) -> bool {
        let party = deed.party(&self.bond.role);
        if dependent(self.source, deed, &party.heads, &|j| self.is(j)).is_some() {
            return false;
        }
        let is = |&j: &usize| deed.group(self.source, j).into_iter().any(|j| self.is(j));
        // "Corrin advised Maron and Tellis Pelloc": of several the one that has the rest.
        let rest = || !several || self.bound.share(self.bond, self.source, &deed.clause) >= SAYS_OF_TWO;
        // "She" is nobody who is called Karl.
        let pronoun = subject(self.source, deed).filter(|_| party.heads.is_empty()).map(|(word, _)| word);
        if pronoun.is_some() && pronoun == self.bound.excluded(self.bond) {
            return false;
        }
        if party.heads.iter().any(is) && rest() || party.open && self.is_near() {
            return true;
        }
        // Who has another part in it has not this one.
        let mut roles = deed.roles().into_iter();
        if roles.any(|(role, party)| role != self.bond.role && !party.open && party.heads.iter().any(is)) {
            return false;
        }
        // "The chairman": a noun that the one who is named may well be.
        let noun = |&j: &usize| {
            let other = &self.items()[j];
            self.bound.means_another(self.bond, self.view, self.source, j).is_none()
                && !is_name(self.source, other)
                && !self.mine().iter().any(|item| item.stem == other.stem)
        };
        let named = is_name(self.bound.case.side(), &self.mine()[self.bond.who]);
        let says = || self.bound.share(self.bond, self.source, &deed.clause) >= SAYS;
        named && party.heads.iter().all(noun) && (self.is_near() || says())
    }

    /// "Lund's warning to Aas": told by a noun.
    fn by_a_noun(&self, deeds: &[Deed]) -> bool {
        let verb = |j: usize| deeds.iter().any(|deed| deed.verb == j);
        let noun = |j: usize| {
            !verb(j)
                && self.items()[j].kind == ItemKind::Word
                && self.strength(self.verb(), j) >= SAME
                && self.items()[j]
                    .stem
                    .chars()
                    .zip(self.mine()[self.verb()].stem.chars())
                    .take(ALIKE)
                    .all(|(a, b)| a == b)
        };
        self.is_here() && (0..self.items().len()).any(noun)
    }
}
