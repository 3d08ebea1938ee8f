//! Negations and opposites.

use crate::align::relation::{self, Relation};
use crate::align::{Alignment, Side, words};
use crate::analysis::{Analysis, Item, ItemKind, fold};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::lexicon::Part;
use crate::knowledge::{Cue, knowledge};
use crate::slot::Slot;
use crate::stated::affirmed;
use crate::stated::denial;
use std::ops::Range;

/// An item over which claim and evidence differ in negation, if there is exactly one.
fn turned(claim: Side<'_>, evidence: Side<'_>, alignment: &Alignment) -> Option<(usize, usize)> {
    let (c, e) = (&claim.analysis.items, &evidence.analysis.items);
    let mut turned = alignment.pairs.iter().enumerate().filter_map(|(i, pair)| {
        let pair = (*pair)?;
        let differs = pair.relation.strength() >= 0.9
            && c[i].negated != e[pair.evidence].negated
            && denied_near(claim.analysis, i) != denied_near(evidence.analysis, pair.evidence)
            && !(c[i].negated && denial::undone(evidence, &e[pair.evidence]))
            && !(e[pair.evidence].negated && denial::undone(claim, &c[i]))
            && !both_ways(c, i)
            && !both_ways(e, pair.evidence)
            && !shut_out((claim, i), (evidence, pair.evidence));
        differs.then_some((i, pair.evidence))
    });
    turned.next().filter(|_| turned.next().is_none())
}

/// The sentence has the word once denied and once stated: "not peace, but a pause in which peace can be prepared". Which of the two is
/// meant beside another sentence is not known.
fn both_ways(items: &[Item], at: usize) -> bool {
    let own = &items[at];
    items.iter().any(|item| item.kind == own.kind && item.stem == own.stem && item.negated != own.negated)
}

/// "Without the bridge" on the one side and "with the bridge still shut" on the other.
fn shut_out(claim: (Side<'_>, usize), evidence: (Side<'_>, usize)) -> bool {
    let without = |(side, at): (Side<'_>, usize)| {
        let over = |over: usize| over.abs_diff(at) <= NEAR;
        side.analysis.negations.iter().any(|negation| {
            negation.over.is_some_and(over)
                && side.text()[negation.range.clone()].eq_ignore_ascii_case("without")
        })
    };
    let shut = |(side, at): (Side<'_>, usize)| {
        side.analysis.items.iter().skip(at).take(NEAR).any(|item| knowledge().out.contains(&item.lower))
    };
    without(claim) && shut(evidence) || without(evidence) && shut(claim)
}

/// Items around one within which a negation is about the same: "found no books", "did not find any books".
const NEAR: usize = 4;

/// A negation stands at an item or near it, or a word of its clause that denies by itself ("failed to").
fn denied_near(analysis: &Analysis, at: usize) -> bool {
    let near = |over: usize| over.abs_diff(at) <= NEAR;
    let clause = analysis.items.get(at).map(|item| item.clause);
    // "At no point did she show any anger": the denial may stand far before.
    let tells = |item: &Item| knowledge().denied_far.contains(&item.before);
    let any = || (at.saturating_sub(NEAR)..=at).find(|&k| analysis.items.get(k).is_some_and(tells));
    let far = |over: usize| any().is_some_and(|any| over <= any);
    analysis.negations.iter().any(|negation| negation.over.is_some_and(|over| near(over) || far(over)))
        || analysis.items.iter().enumerate().any(|(k, item)| {
            near(k) && Some(item.clause) == clause && knowledge().denials.contains(&item.stem)
        })
}

/// Whether the claim negates what the sentence states, of item `slot`: who was not fined is another one than who was.
pub(crate) fn denied(case: &Case<'_>, candidate: &Candidate, slot: usize) -> bool {
    let items = &case.analysis.items;
    let turned = turned(case.side(), candidate.side(), &candidate.alignment);
    turned.is_some_and(|(item, _)| {
        items[item].negated && items[item].clause == items[slot].clause && slot <= item + DENIED_OF
    })
}

/// Items after a negated one that it is negated of.
const DENIED_OF: usize = 2;

/// Whether one of the two negates what the other states.
pub(crate) fn differs(claim: Side<'_>, evidence: Side<'_>, alignment: &Alignment) -> bool {
    turned(claim, evidence, alignment).is_some()
}

/// The negation of a claim that nothing which speaks of it has in any form: what it is.
pub(crate) fn denied_nowhere(case: &Case<'_>, candidates: &[Candidate]) -> Option<Nowhere> {
    let items = &case.analysis.items;
    let best = candidates.first()?.coverage;
    let speaking = || candidates.iter().filter(|c| c.coverage >= SPEAKS.max(best * AS_CLOSE));
    let near = |at: usize, reach: usize| {
        let items = items.iter().enumerate();
        items.filter(move |(k, _)| k.abs_diff(at) <= reach).map(|(_, item)| item)
    };
    let denies = |c: &Candidate, at: usize| {
        let source = c.side();
        let opposite = |a: &Item| {
            let word = |b: &Item| a.kind == ItemKind::Word && b.kind == ItemKind::Word;
            source.analysis.items.iter().any(|b| word(b) && words(a, b) == Relation::Opposite)
        };
        denies_something(source) || near(at, BESIDE).any(opposite)
    };
    let alone = |at: usize| {
        // Who did not refuse agreed.
        let twice = near(at, NEAR).any(denies_by_itself);
        let said = !items[at].quoted && !items[at].attribution && !lasting(case.side(), &items[at]);
        let outdone = || candidates.iter().any(|c| outdone(case.side(), c.side()));
        let bound = || is_bound(case.side(), &items[at]) || outdone();
        let told_aside = || candidates.iter().any(|c| denies_the_same(case, c, at));
        said && !twice && !bound() && !speaking().any(|c| denies(c, at)) && !told_aside()
    };
    speaking().next()?;
    let mut negations = case.analysis.negations.iter();
    let found = negations.find(|negation| negation.over.is_some_and(alone))?;
    let at = found.over?;
    let roundabout = speaking().any(|c| denied_behind(c, at))
        || candidates.iter().any(|c| denies_something_of(case, c, at));
    Some(Nowhere { range: found.range.clone(), roundabout })
}

/// A negation of the claim that nothing near to it has.
pub(crate) struct Nowhere {
    /// Bytes of the claim's sentence.
    pub(crate) range: Range<usize>,
    /// Something is denied where the sources tell of it, which may come to the same.
    pub(crate) roundabout: bool,
}

/// "A manager advised it. The advice was not followed."
fn denied_behind(candidate: &Candidate, at: usize) -> bool {
    let next = candidate.sentence + 1;
    next < candidate.view.tagged.sentences.len()
        && candidate.alignment.partner(at).is_none()
        && denies_something(candidate.view.side(next))
}

/// The sentence has most of what stands around a negation in its clause, and denies something in other words.
fn denies_something_of(case: &Case<'_>, candidate: &Candidate, at: usize) -> bool {
    let items = &case.analysis.items;
    let clause = |k: &usize| *k != at && items[*k].clause == items[at].clause;
    let has = |k: &usize| candidate.alignment.partner(*k).is_some();
    let around: f32 = (0..items.len()).filter(clause).filter(has).map(|k| items[k].weight).sum();
    around >= OF_ITS_CLAUSE && candidate.alignment.partner(at).is_none() && denies_something(candidate.side())
}

/// The sentence denies something, by "not", by a word that denies, or by what was left undone.
fn denies_something(side: Side<'_>) -> bool {
    let text = || fold(side.text());
    !side.analysis.negations.is_empty()
        || side.analysis.items.iter().any(|item| denies_by_itself(item) || denial::undone(side, item))
        || knowledge().missed.iter().any(|words| text().contains(words.as_str()))
}

/// "No exchange has been larger" goes with "the largest exchange".
fn outdone(claim: Side<'_>, source: Side<'_>) -> bool {
    let most = |word: &str| {
        let most = format!("{}est", word.strip_suffix("er")?);
        knowledge().superlatives.contains(&most).then_some(most)
    };
    // "Is no longer open" compares nothing.
    let know = knowledge();
    let before = |at: usize| at.checked_sub(1).map(|at| claim.word(at)).unwrap_or_default();
    let compares = |at: usize| !know.negations.contains(before(at)) && !know.denied_far.contains(before(at));
    let words = claim.words().enumerate().filter(|(at, _)| compares(*at));
    let asked: Vec<String> = words.filter_map(|(_, word)| most(word)).collect();
    !asked.is_empty() && source.words().any(|word| asked.iter().any(|asked| asked == word))
}

/// "None smaller than 20,000": a bound of a figure, no denial.
fn is_bound(side: Side<'_>, item: &Item) -> bool {
    let tokens = &side.sentence.tokens;
    let after = tokens.partition_point(|token| token.range.start < item.range.end);
    tokens.get(after).is_some_and(|token| side.lower(token) == "than")
}

/// What both sentences deny must weigh so much.
const DENIED: f32 = 0.5;

/// The sentence tells too little of the claim to speak of all of it, and denies the same.
fn denies_the_same(case: &Case<'_>, candidate: &Candidate, at: usize) -> bool {
    let items = &case.analysis.items;
    let alignment = &candidate.alignment;
    let beside = |over: usize| {
        let near = move |k: &usize| items[*k].clause == items[at].clause;
        let own = (at..items.len().min(at + BESIDE + 1)).filter(near);
        own.filter(move |&k| alignment.partner(k).is_some_and(|there| there.abs_diff(over) <= BESIDE))
    };
    let tells = |over: usize| {
        let same = |k: usize| alignment.covered(k) >= denial::SAME;
        alignment.partner(at) == Some(over) && same(at)
            || beside(over).any(same) && beside(over).map(|k| items[k].weight).sum::<f32>() >= DENIED
    };
    let negations = candidate.side().analysis.negations.iter().filter_map(|negation| negation.over);
    negations.into_iter().any(tells)
}

/// How much of a negation's clause a sentence must have that may deny the same in other words.
const OF_ITS_CLAUSE: f32 = 2.0;

/// Items beside a negation that may have their opposite in the source instead.
const BESIDE: usize = 2;

/// Share of the best sentence's coverage from which another speaks of the claim as well.
const AS_CLOSE: f32 = 0.6;

/// A word that denies, or is made a denial by its prefix.
fn denies_by_itself(item: &Item) -> bool {
    let know = knowledge();
    let prefixed =
        |prefix: &String| item.lower.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.len() > 3);
    item.kind == ItemKind::Word && (know.denials.contains(&item.stem) || know.denying.iter().any(prefixed))
}

/// A negation that differs where everything else agrees.
pub(crate) fn slot(case: &Case<'_>, candidate: &Candidate) -> Option<Slot> {
    let (i, j) = turned(case.side(), candidate.side(), &candidate.alignment)?;
    let (a, b) = (&case.analysis.items[i], &candidate.side().analysis.items[j]);
    // "He did not say when" stands beside "he said": a word that common is no event of its own.
    if a.cue != b.cue || a.stem == "say" || a.stem == "tell" {
        return None;
    }
    let features = candidate.lone_features(case, i, j);
    let (denies, states) = match a.negated {
        true => (case.side(), candidate.side()),
        false => (candidate.side(), case.side()),
    };
    if a.negated && denied_beside(case, candidate, i) || outdone(denies, states) {
        return None;
    }
    // "He has not scored since May" is said of one who last scored in May.
    if lasting(case.side(), a) || lasting(candidate.side(), b) {
        return None;
    }
    let verbatim = features.whole >= SAME && features.evidence >= SAME_BACK;
    if !verbatim
        && (a.quoted
            || conditional(case.side()) && conditional(candidate.side())
            || a.negated
                && (narrowed(case, candidate, i)
                    || affirmed::says_less(case, candidate, (i, j), features.whole)))
    {
        return None;
    }
    let [claim, whole, neighbours, evidence] =
        if features.differing > 0.0 || gate::other_news(case, candidate) {
            [0.85, 0.8, 0.6, 0.5]
        } else {
            [0.7, 0.6, 0.5, 0.4]
        };
    let sure = features.claim >= claim
        && features.whole >= whole
        && features.neighbours >= neighbours
        && features.evidence >= evidence;
    // "Papir said it had been consulted": whatever else stands there tells who said it, and the source names the same.
    let bare = features.claim <= 0.0
        && features.whole >= 0.95
        && features.anchors >= 1.0
        && gate::one_story(case, candidate);
    // A short sentence that is the source's but for the negation.
    let all = features.whole >= SAME && features.evidence >= SAME;
    let enough = if all { 2.0 } else { 2.5 };
    let same = features.whole >= SAME
        && features.evidence >= SAME_BACK
        && features.matched >= 1.0
        && features.differing < 1.0
        && gate::of_one_story(case, candidate);
    ((sure && features.matched >= enough) || bare || same).then_some(Slot {
        code: Code::PolarityMismatch,
        claim: i,
        evidence: j,
        features,
        spans: None,
    })
}

/// Sentences on either side of one in which what it states may be denied.
const ASIDE: usize = 2;

/// A sentence beside it denies the very word: "It was a pause, not a retreat" beside "This is no retreat. It is a pause before the
/// retreat is planned."
fn denied_beside(case: &Case<'_>, candidate: &Candidate, at: usize) -> bool {
    let view = &candidate.view;
    let end = view.tagged.sentences.len().min(candidate.sentence + ASIDE + 1);
    let near = candidate.sentence.saturating_sub(ASIDE)..end;
    near.filter(|&other| other != candidate.sentence && view.speaks(other)).any(|other| {
        let side = view.side(other);
        let same = |item: &Item| {
            relation::of(case.side(), &case.analysis.items[at], side, item).strength() >= denial::ONE
        };
        side.analysis.items.iter().any(|item| item.negated && same(item))
    })
}

/// Something is said to be so if something else is: "no cash if the price falls" goes with "cash only if it rises".
fn conditional(side: Side<'_>) -> bool {
    side.analysis.items.iter().any(|item| item.cue == Some(Cue::Conditional))
}

/// What item `over` of the claim is denied of is less than what the source's sentence tells of: "no change for Dunmere's buses"
/// beside "a change for Dunmere".
fn narrowed(case: &Case<'_>, candidate: &Candidate, over: usize) -> bool {
    let items = &case.analysis.items;
    (over + 2..items.len()).any(|k| {
        let noun = items[k].lexeme.part().is_none_or(|(part, _)| part == Part::Noun);
        items[k].clause == items[over].clause
            && items[k].kind == ItemKind::Word
            && items[k].weight >= TELLING
            && items[k].before.is_empty()
            && noun
            && candidate.alignment.pairs[k].is_none()
            && candidate.alignment.pairs[k - 1].is_some()
            && !items[k - 1].kind.is_value()
    })
}

/// Weight from which a word tells one thing from another.
const TELLING: f32 = 0.5;

/// A word before it, in the same group of words, denies one of the two and not the other.
pub(crate) fn one_denied(claim: (Side<'_>, usize), evidence: (Side<'_>, usize)) -> bool {
    let denied = |(side, at): (Side<'_>, usize)| {
        let items = &side.analysis.items;
        let over = |over: usize| {
            over <= at
                && at - over <= GROUP
                && items[over..=at].iter().skip(1).all(|item| item.before.is_empty())
        };
        side.analysis.negations.iter().filter_map(|negation| negation.over).any(over)
    };
    denied(claim) != denied(evidence)
}

/// Items of a group of words after the one that a negation stands before: "no official direct trade".
const GROUP: usize = 2;

/// How much of a short claim must stand in a source that lacks its negation, and of the source in the claim.
const SAME: f32 = 0.97;
const SAME_BACK: f32 = 0.8;

/// Negated, and said of the time since something.
fn lasting(side: Side<'_>, item: &Item) -> bool {
    let since = |word: &str| knowledge().lasting.contains(word);
    item.negated && side.analysis.items.iter().any(|other| since(&other.lower) || since(&other.before))
}
