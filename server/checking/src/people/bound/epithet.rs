//! Whom a noun stands for: *the goalkeeper will miss the season* is not told of the striker Karl Brandt where the goalkeeper is Olin
//! Marsh; nor is *the mayor resigned* borne out by the resignation of the governor, by name.

use super::own::{MAY_SAY, Otherwise};
use super::{Bond, Bound, Rival, SAME, SAYS};
use crate::align::{Side, relation, stands_in};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, of_each_article};
use crate::people::deed::Deed;
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use crate::view::View;
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Kind};
use std::ops::Range;

/// A definite noun that stands for somebody: its words, the noun last, and its bytes with the article.
struct Epithet {
    words: Vec<String>,
    range: Range<usize>,
}

impl Bound<'_> {
    /// One whom the claim names, where a source tells it by a noun that means another.
    pub(crate) fn of_an_epithet(&self) -> Option<Misplaced> {
        self.bonds.iter().filter(|bond| bond.tells_enough()).find_map(|bond| {
            let (rival, source) = self.candidates.iter().enumerate().find_map(|(candidate, c)| {
                let means = |who| Some((who, self.means_another(bond, &c.view, c.side(), who)?));
                let (who, source) = self.told_of(bond, c).find_map(means)?;
                Some((Rival { candidate, who }, source))
            })?;
            self.found(bond, rival, self.case.analysis.items[bond.who].range.clone(), source)
        })
    }

    /// One of whom the claim tells by a noun what a source tells of another by name.
    pub(crate) fn by_an_epithet(&self) -> Option<Misplaced> {
        self.bonds.iter().filter(|bond| bond.tells_enough()).find_map(|bond| {
            let epithet = epithet(self.case.side(), bond.who)?;
            let meant = self.meant(&epithet.words)?;
            let (rival, source) = self.candidates.iter().enumerate().find_map(|(candidate, c)| {
                let who = self.told_of(bond, c).find(|&who| self.is_not(&epithet.words, meant, c, who))?;
                Some((Rival { candidate, who }, c.side().analysis.items[who].range.clone()))
            })?;
            self.found(bond, rival, epithet.range, source)
        })
    }

    fn found(
        &self,
        bond: &Bond,
        rival: Rival,
        draft: Range<usize>,
        source: Range<usize>,
    ) -> Option<Misplaced> {
        if self.is_own(bond, Otherwise(MAY_SAY, 0.0)) {
            return None;
        }
        let spans = Some(Spans { field: "actor", draft, source });
        Some(Misplaced {
            claim: bond.who,
            candidate: rival.candidate,
            evidence: rival.who,
            sure: true,
            spans,
        })
    }

    /// Items of a sentence that name those of whom it tells what the bond tells.
    fn told_of<'b>(&'b self, bond: &'b Bond, c: &'b Candidate) -> impl Iterator<Item = usize> + 'b {
        let tells = move |deed: &&Deed| self.tells(bond, c, deed);
        let deeds = c.view.deeds(c.sentence).iter().filter(tells);
        deeds.flat_map(|deed| deed.party(&bond.role).heads)
    }

    /// The clause tells what the bond tells, of one or several who are named or called something.
    fn tells(&self, bond: &Bond, c: &Candidate, deed: &Deed) -> bool {
        let party = deed.party(&bond.role);
        !party.open
            && !party.heads.iter().any(|&j| self.may_be(c, bond.who, j))
            && self.is_verb(bond, c, deed.verb, SAME)
            && self.says(bond, c, &deed.clause, SAYS)
    }

    /// Bytes of a noun of a sentence that means another than the one of a bond, both being known to its article.
    pub(super) fn means_another(
        &self,
        bond: &Bond,
        view: &View,
        side: Side<'_>,
        j: usize,
    ) -> Option<Range<usize>> {
        let one = relation::identity(self.case.side(), &self.case.analysis.items[bond.who])?;
        let epithet = epithet(side, j)?;
        let other = view.meant(&epithet.words)?;
        let own = view.known(one)?;
        let apart = !std::ptr::eq(own, other) && same(one, other) == Same::No && one.kind == other.kind;
        // A firm that is called nothing may well be the airline.
        let called = own.kind == Kind::Person || view.calls(own).next().is_some();
        (apart && called && !self.may_be_called(one, &epithet.words)).then_some(epithet.range)
    }

    /// A source may mean somebody by these words.
    fn may_be_called(&self, who: &Identity, words: &[String]) -> bool {
        of_each_article(self.candidates).any(|(_, c)| {
            let mut known = c.view.tagged.actors.iter().filter(|known| same(who, known) != Same::No);
            known.any(|known| c.view.may_mean(known, words))
        })
    }

    /// Whom the sources mean by these words, all of them the same one.
    fn meant(&self, words: &[String]) -> Option<&Identity> {
        let mut all = of_each_article(self.candidates).filter_map(|(_, c)| c.view.meant(words));
        let first = all.next()?;
        all.all(|other| same(first, other) != Same::No).then_some(first)
    }

    /// Item `j` of a sentence names one who is not the one that is meant, and whom no source calls so.
    fn is_not(&self, words: &[String], meant: &Identity, c: &Candidate, j: usize) -> bool {
        let side = c.side();
        let item = &side.analysis.items[j];
        let Some(other) = relation::identity(side, item) else { return false };
        let called_otherwise = other.kind == Kind::Person || c.view.calls(other).next().is_some();
        other.kind == meant.kind
            && same(meant, other) == Same::No
            && called_otherwise
            && !self.may_be_called(other, words)
            && !stands_in(item, self.case.analysis)
    }
}

/// The noun at an item with what stands before it, if it is one that is known: "the finance minister".
fn epithet(side: Side<'_>, noun: usize) -> Option<Epithet> {
    let items = &side.analysis.items;
    let is_word = |item: &Item| item.kind == ItemKind::Word && !item.possessive && !item.quoted;
    let first = side.group_start(noun);
    if !items[first..=noun].iter().all(is_word) {
        return None;
    }
    let (article, start) = side.word_before(items[first].range.start);
    let after = side.text()[items[noun].range.end..].trim_start();
    let of = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    if !article.eq_ignore_ascii_case("the") || of == "of" || super::is_anybody(&items[noun].lower) {
        return None;
    }
    let words = items[first..=noun].iter().map(|item| item.lower.clone()).collect();
    Some(Epithet { words, range: start..items[noun].range.end })
}
