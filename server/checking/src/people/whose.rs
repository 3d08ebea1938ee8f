//! Whose it is: *Norra's shareholders*, *the shareholders of Norra*, *Norra shareholders* beside those of another.

use crate::align::relation;
use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::gate;
use crate::judge::embedded;
use crate::people::bound::is_another;
use crate::people::deed::{OF, Reading, is_name};
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use crate::view::View;
use copydesk_tagging::Kind;

/// Strength of a relation from which two words mean the same, and from which they may.
const SAME: f32 = 0.8;
const LIKE: f32 = 0.5;
/// Share of the rest of the claim that the sentence must have, and how much that must be.
const SAYS: f32 = 0.75;
const TELLING: f32 = 2.0;

/// A noun and the name of whoever it is of, items of a sentence.
#[derive(Clone, Copy, Debug)]
struct Tie {
    noun: usize,
    who: usize,
}

fn ties(side: Side<'_>) -> Vec<Tie> {
    let reading = Reading::new(side);
    let items = &side.analysis.items;
    let tie = |who: usize| Some(Tie { noun: noun_of(side, &reading, who)?, who });
    (0..items.len()).filter(|&k| is_name(side, &items[k]) && !items[k].quoted).filter_map(tie).collect()
}

/// The noun that a name tells whose it is.
fn noun_of(side: Side<'_>, reading: &Reading<'_>, who: usize) -> Option<usize> {
    let items = &side.analysis.items;
    let noun = |k: usize| {
        items[k].kind == ItemKind::Word && !reading.verbs.contains(&k) && !is_name(side, &items[k])
    };
    let beside = |k: usize| reading.gaps[k].words.is_empty() && !reading.gaps[k].comma;
    if items[who].possessive || who + 1 < items.len() && reading.is_beside(who + 1) {
        let group = (who + 1..items.len())
            .take_while(|&k| (k == who + 1 && beside(k) || reading.is_beside(k)) && noun(k));
        return group.last();
    }
    let mut at = who;
    while at > 0 && reading.is_beside(at) && noun(at - 1) {
        at -= 1;
    }
    let of = reading.gaps[at].words.iter().any(|word| word == OF);
    at.checked_sub(1).filter(|&k| of && noun(k))
}

/// What the claim says is one's and the sources another's.
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Misplaced> {
    ties(case.side()).into_iter().filter_map(|tie| of_another(case, candidates, tie)).take(1).collect()
}

fn of_another(case: &Case<'_>, candidates: &[Candidate], tie: Tie) -> Option<Misplaced> {
    let claim = case.side();
    let items = &claim.analysis.items;
    if items[tie.noun].attribution || !may_own(candidates, claim, &items[tie.who]) {
        return None;
    }
    let found = candidates.iter().enumerate().find_map(|(candidate, c)| {
        let source = c.side();
        let (has, total) = c.alignment.has(case.analysis, |k, _| k != tie.who && !items[k].attribution);
        let typed = |(k, item): (usize, &Item)| {
            k == tie.who || !item.kind.is_typed() || c.alignment.partner(k).is_some()
        };
        if total < TELLING || has < SAYS * total || !items.iter().enumerate().all(typed) {
            return None;
        }
        let same = |other: &Tie| is_noun(case, tie, source, other.noun, SAME);
        let theirs = ties(source);
        if theirs.iter().any(|other| same(other) && is_who(case, tie, source, other.who)) {
            return None;
        }
        theirs.iter().filter(|other| same(other)).find_map(|other| {
            let crossed = crossed(case, tie, source, other.who);
            let fits = || crossed || is_another(case, c, tie.who, other.who);
            let own = || may_own(candidates, source, &source.analysis.items[other.who]);
            (fits() && own()).then_some((
                candidate,
                other.who,
                crossed && !embedded(case, c) && !gate::other_news(case, c),
            ))
        })
    });
    let (candidate, evidence, sure) = found?;
    if candidates.iter().any(|c| is_own(case, tie, &c.view)) {
        return None;
    }
    let draft = items[tie.who].range.clone();
    let source = candidates[candidate].side().analysis.items[evidence].range.clone();
    let spans = Some(Spans { field: "actor", draft, source });
    Some(Misplaced { claim: tie.who, candidate, evidence, sure, spans })
}

/// Not a place, where it may only lie; or one that does something itself: a team, a country.
fn may_own(candidates: &[Candidate], side: Side<'_>, item: &Item) -> bool {
    let acts = |c: &Candidate| {
        let source = c.side();
        let is = |&j: &usize| {
            let other = &source.analysis.items[j];
            other.lower == item.lower || std::ptr::eq(other, item)
        };
        c.view.deeds(c.sentence).iter().any(|deed| !deed.agent.open && deed.agent.heads.iter().any(is))
    };
    side.kind(item) != Some(Kind::Place) || candidates.iter().any(acts)
}

/// The two stand in each other's place: behind the same preposition the claim names the other one, and the sentence this one.
fn crossed(case: &Case<'_>, tie: Tie, source: Side<'_>, other: usize) -> bool {
    let claim = case.side();
    let (mine, theirs) = (&claim.analysis.items, &source.analysis.items);
    let (here, there) = (Reading::new(claim), Reading::new(source));
    let behind = |reading: &Reading<'_>, k: usize| reading.preposition(k, 0).to_owned();
    let is = |k: usize, j: usize| {
        mine[k].stem == theirs[j].stem || relation::of(claim, &mine[k], source, &theirs[j]).strength() >= SAME
    };
    let k = (0..mine.len()).find(|&k| k != tie.who && is(k, other));
    let j = (0..theirs.len()).find(|&j| j != other && is(tie.who, j));
    let (Some(k), Some(j)) = (k, j) else { return false };
    let before = behind(&here, k);
    !before.is_empty() && before == behind(&there, j)
}

fn is_noun(case: &Case<'_>, tie: Tie, source: Side<'_>, noun: usize, least: f32) -> bool {
    let mine = &case.analysis.items[tie.noun];
    relation::of(case.side(), mine, source, &source.analysis.items[noun]).strength() >= least
}

fn is_who(case: &Case<'_>, tie: Tie, source: Side<'_>, who: usize) -> bool {
    let (mine, theirs) = (&case.analysis.items[tie.who], &source.analysis.items[who]);
    mine.stem == theirs.stem || relation::of(case.side(), mine, source, theirs).strength() >= LIKE
}

/// A sentence of the article may tell that it is the one's: it names both, and not the noun as another's.
fn is_own(case: &Case<'_>, tie: Tie, view: &View) -> bool {
    (0..view.tagged.sentences.len()).filter(|&at| view.speaks(at)).any(|at| {
        let source = view.side(at);
        let count = source.analysis.items.len();
        let nouns: Vec<usize> = (0..count).filter(|&j| is_noun(case, tie, source, j, LIKE)).collect();
        let mine = &case.analysis.items[tie.who];
        let here = || stands_in(mine, source.analysis) || (0..count).any(|j| is_who(case, tie, source, j));
        if nouns.is_empty() || !here() {
            return false;
        }
        let ties = ties(source);
        let anothers = |noun: &usize| {
            let of: Vec<&Tie> = ties.iter().filter(|tie| tie.noun == *noun).collect();
            !of.is_empty() && !of.iter().any(|other| is_who(case, tie, source, other.who))
        };
        !nouns.iter().all(anothers)
    })
}
