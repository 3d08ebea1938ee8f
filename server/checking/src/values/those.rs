//! Whom a figure counts: "14 police officers injured" where the source has "fourteen people were injured, six of them police officers".

use crate::align::relation::Relation;
use crate::align::{Side, words};
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use crate::people::post::known_words;
use crate::people::role::Doubt;

/// Share of the rest of the claim that the sentence must have to say it, and for a hint.
const SAYS: f32 = 0.7;
const MAY_SAY: f32 = 0.35;
/// Words between the figure of the whole and that of the part, and between "of them" and the noun.
const APART: usize = 10;

/// A figure of the claim that counts the whole in a sentence, said of what the sentence counts as a part of it.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    let claim = case.side();
    let items = claim.analysis.items.iter().enumerate();
    let mut counts = items.filter(|(_, item)| claim.figure(item).is_some() && !item.quoted);
    counts.find_map(|(i, _)| {
        let nouns = nouns(claim, i);
        candidates.iter().enumerate().find_map(|(at, c)| of_a_part(case, at, c, i, &nouns))
    })
}

fn of_a_part(case: &Case<'_>, at: usize, candidate: &Candidate, i: usize, nouns: &[usize]) -> Option<Doubt> {
    let (claim, source) = (case.side(), candidate.side());
    let (mine, theirs) = (&claim.analysis.items, &source.analysis.items);
    let same = |j: usize| {
        let (a, b) = (claim.figure(&mine[i]), source.figure(&theirs[j]));
        a.zip(b).is_some_and(|(a, b)| a.amount == b.amount)
    };
    let whole = (0..theirs.len()).find(|&j| same(j))?;
    let alike = |a: &Item, b: &Item| words(a, b).strength() >= Relation::Synonym.strength();
    // The noun of the claim stands with the part, and not with the whole.
    let part = (whole + 1..theirs.len()).find(|&j| source.figure(&theirs[j]).is_some() && !same(j))?;
    let of = part_nouns(source, whole, part)?;
    let of_the_part = |k: &&usize| {
        let with = |j: usize| alike(&mine[**k], &theirs[j]);
        of.iter().any(|&j| with(j)) && !(whole + 1..part).any(with)
    };
    let noun = *nouns.iter().find(of_the_part)?;
    // The claim itself tells whole and part, or the figure is the part's after all.
    let told = mine.iter().enumerate().any(|(k, item)| {
        k != i
            && claim.figure(item).zip(source.figure(&theirs[part])).is_some_and(|(a, b)| a.amount == b.amount)
    });
    let (has, total) =
        candidate.alignment.has(case.analysis, |k, item| k != i && k != noun && item.weight > 0.0);
    if told || has < MAY_SAY * total {
        return None;
    }
    let (draft, range) = (mine[i].range.clone(), theirs[part].range.clone());
    let sure = has >= SAYS * total && !gate::other_news(case, candidate);
    let slot = sure.then(|| {
        let slot = candidate.lone_slot(case, Code::NumberMismatch, i, part);
        (at, slot.over("number", draft.clone(), range.clone()))
    });
    Some(Doubt { range: draft, told: Some((at, range)), slot })
}

/// The nouns of what a figure counts: "14 police officers".
fn nouns(side: Side<'_>, i: usize) -> Vec<usize> {
    let items = &side.analysis.items;
    let beside = |k: usize| side.is_joined(k) && items[k].kind == ItemKind::Word;
    let noun = |k: &usize| matches!(items[*k].lexeme.part(), Some((Part::Noun, _)));
    (i + 1..items.len()).take(3).take_while(|&k| beside(k)).filter(noun).collect()
}

/// The noun of a part told right behind its whole: "six of them police officers", "including six officers".
fn part_nouns(side: Side<'_>, whole: usize, part: usize) -> Option<Vec<usize>> {
    let items = &side.analysis.items;
    let text = side.text();
    let split = |from: usize, to: usize| -> Vec<String> {
        let between = text.get(from..to).unwrap_or_default();
        between.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(fold).collect()
    };
    let between = split(items[whole].range.end, items[part].range.start);
    let next = items.get(part + 1)?;
    let of: Vec<String> = split(items[part].range.end, next.range.start);
    let listed = between.iter().rev().take(2).any(|word| known_words().including.contains(word));
    let of_them = matches!(of.first().map(String::as_str), Some("of"))
        && of.len() <= 3
        && of
            .get(1)
            .is_some_and(|word| knowledge().pronouns.contains(word) || knowledge().relatives.contains(word));
    if between.len() > APART || !(listed || of_them) {
        return None;
    }
    Some(if listed { nouns(side, part) } else { run(side, part + 1) })
}

/// The nouns that stand right behind one another from this one on.
fn run(side: Side<'_>, first: usize) -> Vec<usize> {
    std::iter::once(first).chain(nouns(side, first)).collect()
}
