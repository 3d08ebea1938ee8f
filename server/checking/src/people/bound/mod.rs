//! Whether the sources bind what the claim says to the one whom it names: *Lund warned Aas* beside *Aas warned Lund*, *while Moe
//! flew, Lien read the list* beside *Moe read the list while Lien flew*.
//!
//! The clauses of both are read for who does what to whom (`deed.rs`). What a clause of a source tells of another, and none may
//! tell of the one, is not the one's; where the two stand in each other's place it contradicts the claim.

mod dependent;
mod epithet;
mod own;
mod pronoun;

use crate::align::relation::{self, Relation};
use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::gate;
use crate::judge::embedded;
use crate::knowledge::knowledge;
use crate::people::deed::{Deed, Role, deeds, is_name};
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use copydesk_tagging::Kind;
use own::Otherwise;
use pronoun::is_anybody;

/// Strength of a relation from which two words mean the same, and from which they may.
const SAME: f32 = 0.8;
const LIKE: f32 = 0.5;
/// Share of what is said of somebody that a clause must have to say it of another; the same of two in each other's place.
const SAYS: f32 = 0.8;
const SAYS_OF_TWO: f32 = 0.7;
/// Share that the clause itself must have where what stands around it has the rest.
const SAYS_ITSELF: f32 = 0.55;
/// What is said of somebody, verb and all, must weigh so much.
const TELLING: f32 = 1.9;
/// The same of each of two in one another's place.
const TELLING_OF_TWO: f32 = 1.3;
const TELLING_TOGETHER: f32 = 3.3;

/// Clauses of a claim from which nobody could say who of them does what.
const MANY: usize = 20;

/// Somebody or something of the claim in a role of one of its verbs.
struct Bond {
    deed: usize,
    /// The verb is one of saying, and who says it stands outside of what is said.
    says: bool,
    role: Role,
    who: usize,
    /// Items of the claim that are said of the one, and their weight.
    rest: Vec<usize>,
    weight: f32,
}

/// Where a clause of a source tells what a bond tells of another one.
#[derive(Clone, Copy)]
struct Rival {
    candidate: usize,
    /// Item of the sentence that names the other one.
    who: usize,
}

impl Bond {
    /// Enough is told of somebody who does it, or to whom it is done.
    fn tells_enough(&self) -> bool {
        self.weight >= TELLING && matches!(self.role, Role::Agent | Role::Patient)
    }

    fn found(&self, case: &Case<'_>, candidates: &[Candidate], rival: Rival, sure: bool) -> Misplaced {
        let draft = case.analysis.items[self.who].range.clone();
        let source = candidates[rival.candidate].side().analysis.items[rival.who].range.clone();
        let spans = Some(Spans { field: "actor", draft, source });
        Misplaced { claim: self.who, candidate: rival.candidate, evidence: rival.who, sure, spans }
    }
}

/// What a claim binds to whom, held against what the sources do.
pub(crate) struct Bound<'a> {
    case: &'a Case<'a>,
    candidates: &'a [Candidate],
    deeds: Vec<Deed>,
    bonds: Vec<Bond>,
}

fn bonds(case: &Case<'_>, deeds: &[Deed]) -> Vec<Bond> {
    let items = &case.analysis.items;
    let mut out = Vec::new();
    for (at, deed) in deeds.iter().enumerate() {
        let verb = &items[deed.verb];
        if verb.quoted || verb.negated || knowledge().mutual.contains(&verb.stem) {
            continue;
        }
        for (role, party) in deed.roles() {
            let [who] = party.heads[..] else { continue };
            if party.open || items[who].quoted {
                continue;
            }
            let beside = |k: usize| {
                let titles = if deed.verb < who { deed.verb + 1..who } else { 0..who };
                titles.contains(&k) && (k..who).all(|k| joined(case, k))
            };
            let said = |k: &usize| *k != who && items[*k].weight > 0.0 && !beside(*k);
            let weight = |rest: &[usize]| rest.iter().map(|&k| items[k].weight).sum::<f32>();
            let mut rest: Vec<usize> = deed.clause.iter().copied().filter(said).collect();
            // "60 seats, which Lund has ruled out": what is ruled out stands before.
            if weight(&rest) < TELLING && !verb.attribution {
                rest = (0..items.len()).filter(said).filter(|&k| !items[k].attribution).collect();
            }
            let weight = weight(&rest);
            out.push(Bond { deed: at, says: verb.attribution, role, who, rest, weight });
        }
    }
    out
}

/// An item and the next one are of one group: "Captain Ida Rask".
fn joined(case: &Case<'_>, k: usize) -> bool {
    !matches!(case.analysis.items[k].kind, ItemKind::Actor(_)) && case.side().is_joined(k + 1)
}

impl<'a> Bound<'a> {
    pub(crate) fn new(case: &'a Case<'a>, candidates: &'a [Candidate]) -> Self {
        let mut deeds = deeds(case.side());
        if deeds.len() >= MANY {
            deeds.clear();
        }
        let bonds = bonds(case, &deeds);
        Bound { case, candidates, deeds, bonds }
    }

    fn verb(&self, bond: &Bond) -> usize {
        self.deeds[bond.deed].verb
    }

    /// Two of the claim that stand in each other's place.
    pub(crate) fn exchanged(&self) -> Vec<Misplaced> {
        let items = &self.case.analysis.items;
        for (at, a) in self.bonds.iter().enumerate() {
            for b in &self.bonds[at + 1..] {
                if items[a.who].lower == items[b.who].lower
                    || a.weight.min(b.weight) < TELLING_OF_TWO
                    || a.weight + b.weight < TELLING_TOGETHER
                {
                    continue;
                }
                if let Some([x, y]) = self.crossed(a, b) {
                    return vec![x, y];
                }
            }
        }
        Vec::new()
    }

    fn crossed(&self, a: &Bond, b: &Bond) -> Option<[Misplaced; 2]> {
        let x = self.rival(a, SAYS_OF_TWO, &|c, group| group.iter().any(|&j| self.may_be(c, b.who, j)))?;
        let y = self.rival(b, SAYS_OF_TWO, &|c, group| group.iter().any(|&j| self.may_be(c, a.who, j)))?;
        if [a, b].into_iter().any(|bond| self.is_own(bond, Otherwise(SAYS_OF_TWO, TELLING_OF_TWO))) {
            return None;
        }
        let names = |bond: &Bond| is_name(self.case.side(), &self.case.analysis.items[bond.who]);
        let (first, second) = (&self.candidates[x.candidate], &self.candidates[y.candidate]);
        let sure = (names(a) || names(b))
            && first.view.article.id == second.view.article.id
            && ![first, second].iter().any(|c| embedded(self.case, c) || gate::other_news(self.case, c));
        Some([a, b].map(|bond| {
            bond.found(self.case, self.candidates, if std::ptr::eq(bond, a) { x } else { y }, sure)
        }))
    }

    /// Whoever does or suffers in the sources what the claim has another one do or suffer.
    pub(crate) fn of_another(&self) -> Option<Misplaced> {
        self.bonds.iter().filter(|bond| !bond.says && bond.weight >= TELLING).find_map(|bond| {
            let rival = self.rival(bond, SAYS, &|c, group| is_another(self.case, c, bond.who, group[0]))?;
            (!self.is_own(bond, Otherwise(own::MAY_SAY, 0.0)))
                .then(|| bond.found(self.case, self.candidates, rival, false))
        })
    }

    /// A clause that tells it of another, who fits, and the item that names that one.
    fn rival(&self, bond: &Bond, least: f32, fits: &dyn Fn(&Candidate, &[usize]) -> bool) -> Option<Rival> {
        for (candidate, c) in self.candidates.iter().enumerate() {
            for deed in c.view.deeds(c.sentence) {
                let party = deed.party(&bond.role);
                if party.open || !self.is_verb(bond, c, deed.verb, SAME) {
                    continue;
                }
                let side = c.side();
                let groups: Vec<Vec<usize>> = party.heads.iter().map(|&j| deed.group(side, j)).collect();
                if groups.iter().flatten().any(|&j| self.may_be(c, bond.who, j)) {
                    continue;
                }
                let Some(who) = groups.iter().find(|group| fits(c, group)).map(|group| group[0]) else {
                    continue;
                };
                if self.says(bond, c, &deed.clause, least) {
                    return Some(Rival { candidate, who });
                }
            }
        }
        None
    }

    /// The clause says of whoever does it what a bond says, what stands around it having no more than the lesser part.
    fn says(&self, bond: &Bond, c: &Candidate, clause: &[usize], least: f32) -> bool {
        let (side, items) = (c.side(), &self.case.analysis.items);
        let share = self.share(bond, side, clause);
        let told = |k: usize| c.alignment.covered(k).max(self.stands(side, k, clause));
        let around =
            || bond.rest.iter().map(|&k| items[k].weight * told(k)).sum::<f32>() >= least * bond.weight;
        let itself = share >= SAYS_ITSELF && share * bond.weight >= TELLING;
        let typed = |k: &&usize| items[**k].kind.is_typed();
        (share >= least || itself && around())
            && bond.rest.iter().filter(typed).all(|&k| self.stands(side, k, clause) > 0.0)
    }

    fn is_verb(&self, bond: &Bond, candidate: &Candidate, verb: usize, least: f32) -> bool {
        let (claim, source) = (self.case.side(), candidate.side());
        let mine = &claim.analysis.items[self.verb(bond)];
        let theirs = &source.analysis.items[verb];
        !theirs.negated && relation::of(claim, mine, source, theirs).strength() >= least
    }

    /// Item `j` of a sentence may be the one of the claim.
    fn may_be(&self, candidate: &Candidate, who: usize, j: usize) -> bool {
        let (claim, source) = (self.case.side(), candidate.side());
        let (a, b) = (&claim.analysis.items[who], &source.analysis.items[j]);
        a.stem == b.stem || relation::of(claim, a, source, b).strength() >= LIKE
    }

    /// Share of what a bond says that stands among these items of a sentence.
    fn share(&self, bond: &Bond, source: Side<'_>, clause: &[usize]) -> f32 {
        let items = &self.case.analysis.items;
        let said: f32 = bond.rest.iter().map(|&k| items[k].weight * self.stands(source, k, clause)).sum();
        said / bond.weight
    }

    fn stands(&self, source: Side<'_>, k: usize, clause: &[usize]) -> f32 {
        let claim = self.case.side();
        let item = &claim.analysis.items[k];
        let strength = |&j: &usize| relation::of(claim, item, source, &source.analysis.items[j]).strength();
        clause.iter().map(strength).filter(|strength| *strength >= SAME).fold(0.0, f32::max)
    }
}

/// Item `j` of a sentence is surely another than item `who` of the claim, and of its kind.
pub(crate) fn is_another(case: &Case<'_>, candidate: &Candidate, who: usize, j: usize) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let (a, b) = (&claim.analysis.items[who], &source.analysis.items[j]);
    let person = |kind: Option<Kind>| kind == Some(Kind::Person);
    let place = |side: Side<'_>, item: &Item| side.kind(item) == Some(Kind::Place);
    if stands_in(b, claim.analysis) || claim.analysis.items.iter().any(|item| item.stem == b.stem) {
        return false;
    }
    match (a.kind, b.kind) {
        (ItemKind::Actor(_), ItemKind::Actor(_)) => {
            person(claim.kind(a)) == person(source.kind(b))
                && place(claim, a) == place(source, b)
                && relation::of(claim, a, source, b) == Relation::Conflict
        }
        // Not every name is known to be one.
        (ItemKind::Actor(_), ItemKind::Word) => {
            !place(claim, a)
                && !person(claim.kind(a))
                && is_name(source, b)
                && relation::of(claim, a, source, b) == Relation::None
        }
        (ItemKind::Word, ItemKind::Actor(_)) => {
            !place(source, b)
                && !person(source.kind(b))
                && (is_name(claim, a) || candidate.view.names(a))
                && relation::of(claim, a, source, b) == Relation::None
        }
        _ => false,
    }
}
