//! What somebody's aide, brother or rival does is not done by the one: *Tova Lind was arrested* beside *an aide to Tova Lind was
//! arrested*.

use super::{Bond, Bound, LIKE, SAYS, TELLING};
use crate::align::{Side, relation};
use crate::analysis::{ItemKind, fold};
use crate::case::Candidate;
use crate::knowledge::knowledge;
use crate::people::bound::own::{MAY_SAY, Otherwise};
use crate::people::deed::{Deed, Role};
use crate::people::office::modifiers;
use crate::people::post::{self, Bearing, others};
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use std::ops::Range;

/// Somebody who belongs to the one, as a sentence tells it.
pub(super) struct Dependent {
    /// Item of the sentence.
    who: usize,
    /// Bytes of the sentence that name both.
    range: Range<usize>,
    bearing: Bearing,
}

impl Bound<'_> {
    /// One of whom the claim tells what a source tells of somebody that belongs to that one.
    pub(crate) fn of_a_dependent(&self) -> Option<Misplaced> {
        self.bonds.iter().filter(|bond| !bond.says && bond.weight >= TELLING).find_map(|bond| {
            let (candidate, found) = self.dependent(bond)?;
            if self.is_own(bond, Otherwise(MAY_SAY, 0.0)) {
                return None;
            }
            let items = &self.case.analysis.items;
            let word =
                |k: usize| items[k].kind == ItemKind::Word && self.deeds.iter().all(|deed| deed.verb != k);
            let alone = |&k: &usize| !word(k) || !self.case.side().is_joined(k + 1);
            let first = (0..bond.who).rev().find(alone).map_or(0, |k| k + 1);
            let draft = with_article(self.case.side(), items[first].range.start..items[bond.who].range.end);
            let spans = Some(Spans { field: "actor", draft, source: found.range });
            Some(Misplaced {
                claim: bond.who,
                candidate,
                evidence: found.who,
                sure: found.bearing != Bearing::Near,
                spans,
            })
        })
    }

    fn dependent(&self, bond: &Bond) -> Option<(usize, Dependent)> {
        self.candidates.iter().enumerate().find_map(|(at, c)| {
            let tells = |deed: &&Deed| {
                self.is_verb(bond, c, deed.verb, super::SAME) && self.says(bond, c, &deed.clause, SAYS)
            };
            let of = |deed: &Deed| self.dependent_in(bond, c, deed);
            c.view.deeds(c.sentence).iter().filter(tells).find_map(of).map(|found| (at, found))
        })
    }

    /// Whoever stands in the role of the one, where that is somebody who belongs to the one and the claim names no such.
    fn dependent_in(&self, bond: &Bond, c: &Candidate, deed: &Deed) -> Option<Dependent> {
        let party = deed.party(&bond.role);
        if party.open || party.heads.iter().any(|&j| self.may_be(c, bond.who, j)) {
            return None;
        }
        let found = dependent(c.side(), deed, &party.heads, &|j| self.may_be(c, bond.who, j))?;
        let suffers = bond.role == Role::Patient;
        let named = (0..self.case.analysis.items.len()).any(|k| {
            let (mine, theirs) = (&self.case.analysis.items[k], &c.side().analysis.items[found.who]);
            k != bond.who && relation::of(self.case.side(), mine, c.side(), theirs).strength() >= LIKE
        });
        (!named && (suffers || found.bearing != Bearing::Acting)).then_some(found)
    }
}

/// Those of a deed's heads who belong to somebody of whom `is` tells whether it is the one.
pub(super) fn dependent(
    side: Side<'_>,
    deed: &Deed,
    heads: &[usize],
    is: &dyn Fn(usize) -> bool,
) -> Option<Dependent> {
    let group = heads.iter().flat_map(|&head| deed.group(side, head));
    group.into_iter().find_map(|who| belonging(side, who, is))
}

/// Item `who` of a sentence is somebody who belongs to the one: "Lind's driver", "a former employee of Brightpath".
fn belonging(side: Side<'_>, who: usize, is: &dyn Fn(usize) -> bool) -> Option<Dependent> {
    let items = &side.analysis.items;
    let between = |k: usize| side.text().get(items[k - 1].range.end..items[k].range.start).unwrap_or(",");
    let first = side.group_start(who);
    let former = items[first..who].iter().any(|item| modifiers().former.contains(&item.lower));
    let bearing = if former { Bearing::Apart } else { post::bearing(&items[who].lower)? };
    let whose = |k: usize| between(k + 1).starts_with(['\'', '\u{2019}']);
    if first > 0 && is(first - 1) {
        if whose(first - 1) {
            let range = with_article(side, items[first - 1].range.start..items[who].range.end);
            return Some(Dependent { who, range, bearing });
        }
        if between(first).split(' ').any(|word| word == "whose") {
            return Some(Dependent { who, range: items[first].range.start..items[who].range.end, bearing });
        }
    }
    let behind = who + 1;
    let words: Vec<String> = between(behind.min(items.len() - 1))
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(fold)
        .collect();
    let opens = behind < items.len()
        && !between(behind).contains(',')
        && words.first().is_some_and(|word| others().of.contains(word))
        && words[1..].iter().all(|word| knowledge().determiners.contains(word));
    let end = (behind + 1..items.len()).find(|&k| !side.is_joined(k)).unwrap_or(items.len());
    let one = (behind..end).filter(|_| opens).find(|&k| is(k))?;
    let range = with_article(side, items[first].range.start..items[one].range.end);
    Some(Dependent { who, range, bearing })
}

/// The same bytes of a sentence with the article before them.
fn with_article(side: Side<'_>, range: Range<usize>) -> Range<usize> {
    let (word, start) = side.word_before(range.start);
    let article = matches!(&*word.to_lowercase(), "a" | "an" | "the");
    if article { start..range.end } else { range }
}
