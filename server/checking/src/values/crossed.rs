//! Two values that have changed places though the draft tells them in another order of words than the source, or the source in two
//! sentences: "artillery in 52 cases, small arms in 12" beside "52 involved small arms and 12 involved artillery".

use crate::align::Side;
use crate::align::relation;
use crate::analysis::gaps::Gaps;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot::Slot;

/// By how many times a word is tied closer to the one value than to the other to be told of it.
const CLOSER: f32 = 1.2;
/// Weight of the words that must have changed over, of each value.
const TELLING: f32 = 0.7;
/// Weight from which a word tells what a value is of.
const WORD: f32 = 0.5;
/// Share of the claim that the sentences must have.
const TOLD: f32 = 0.6;
/// The same where what each counts stands right behind it.
const HEARD: f32 = SPEAKS / 2.0;
/// Strength of a relation from which two words are one.
const ONE: f32 = 0.8;

/// Figures of a sentence from which it is a list, whose words tell by their order alone what is whose.
const MANY: usize = 5;

/// A value of the claim in a sentence of a source.
#[derive(Clone, Copy)]
struct Stand {
    candidate: usize,
    item: usize,
}

/// The two slots of values that stand in each other's place, by the candidates that have them.
pub(crate) fn slots(case: &Case<'_>, candidates: &[Candidate]) -> Vec<(usize, Slot)> {
    let items = &case.analysis.items;
    if lists(case.side()) {
        return Vec::new();
    }
    let figures: Vec<usize> =
        (0..items.len()).filter(|&i| matches!(items[i].kind, ItemKind::Figure(_))).collect();
    let gaps = Gaps::new(case.side());
    for (at, &a) in figures.iter().enumerate() {
        for &b in &figures[at + 1..] {
            let found =
                crossed(case, candidates, &gaps, [a, b]).or_else(|| counted(case, candidates, [a, b]));
            if let Some([x, y]) = found {
                let slot = |claim: usize, stand: Stand| {
                    let candidate = &candidates[stand.candidate];
                    (stand.candidate, candidate.lone_slot(case, Code::NumberMismatch, claim, stand.item))
                };
                return vec![slot(a, y), slot(b, x)];
            }
        }
    }
    Vec::new()
}

/// Where the sources have the two values, if what the claim tells of the one they tell of the other.
fn crossed(case: &Case<'_>, candidates: &[Candidate], gaps: &Gaps, [a, b]: [usize; 2]) -> Option<[Stand; 2]> {
    if !alike(case.side(), a, b) {
        return None;
    }
    let x = only(case, candidates, a)?;
    let y = only(case, candidates, b)?;
    let (first, second) = (&candidates[x.candidate], &candidates[y.candidate]);
    if first.view.article.id != second.view.article.id
        || gate::other_news(case, first)
        || lists(first.side())
        || lists(second.side())
        || !alike_figures(first.side(), x.item, second.side(), y.item)
    {
        return None;
    }
    let items = &case.analysis.items;
    let tells = |k: &usize| !items[*k].kind.is_value() && items[*k].weight >= WORD && !items[*k].attribution;
    let (mut of_a, mut of_b, mut has, mut total) = (0.0, 0.0, 0.0, 0.0);
    for k in (0..items.len()).filter(tells) {
        let Some(mine) = closer(gaps.left(k, a), gaps.left(k, b)) else { continue };
        let places = [tie(case, first, k, x.item), tie(case, second, k, y.item)];
        total += items[k].weight;
        if places == [0.0, 0.0] {
            continue;
        }
        has += items[k].weight;
        match (mine, closer(places[0], places[1])) {
            (true, Some(false)) => of_a += items[k].weight,
            (false, Some(true)) => of_b += items[k].weight,
            (_, None) => {}
            // A word that has stayed with its value.
            _ => return None,
        }
    }
    (of_a >= TELLING && of_b >= TELLING && has >= TOLD * total).then_some([x, y])
}

/// Where a sentence counts of the one what the claim counts of the other: "three men and four women" beside "four are men and three
/// are women". What is counted stands right behind its figure in both, so that the rest of them may be told in any words.
fn counted(case: &Case<'_>, candidates: &[Candidate], [a, b]: [usize; 2]) -> Option<[Stand; 2]> {
    let claim = case.side();
    let (of_a, of_b) = (behind(claim, a)?, behind(claim, b)?);
    if !alike(claim, a, b) || is_one(claim, of_a, claim, of_b) {
        return None;
    }
    let mut found = None;
    for (at, candidate) in candidates.iter().enumerate().filter(|(_, c)| c.coverage >= HEARD) {
        let source = candidate.side();
        let has = |value: usize, noun: usize| {
            (0..source.analysis.items.len()).find(|&j| {
                relation::same_amount_of(
                    claim,
                    &case.analysis.items[value],
                    source,
                    &source.analysis.items[j],
                ) && behind(source, j).is_some_and(|k| is_one(claim, noun, source, k))
            })
        };
        if has(a, of_a).is_some() || has(b, of_b).is_some() {
            return None;
        }
        let Some((x, y)) = has(a, of_b).zip(has(b, of_a)) else { continue };
        if !lists(source) && !gate::other_news(case, candidate) {
            let stand = |item: usize| Stand { candidate: at, item };
            found = found.or(Some([stand(x), stand(y)]));
        }
    }
    found
}

/// The word that a figure counts, right behind it or behind a form of "be".
fn behind(side: Side<'_>, figure: usize) -> Option<usize> {
    let (value, next) = (&side.analysis.items[figure], side.analysis.items.get(figure + 1)?);
    let between = side.text().get(value.range.end..next.range.start)?.trim();
    let close = between.is_empty() || knowledge().being.contains(&between.to_lowercase());
    (next.kind == ItemKind::Word && close).then_some(figure + 1)
}

fn is_one(claim: Side<'_>, i: usize, source: Side<'_>, j: usize) -> bool {
    relation::of(claim, &claim.analysis.items[i], source, &source.analysis.items[j]).strength() >= ONE
}

/// Whether the first of two ties is the closer one, where one of them clearly is.
fn closer(a: f32, b: f32) -> Option<bool> {
    if a > b * CLOSER {
        Some(true)
    } else if b > a * CLOSER {
        Some(false)
    } else {
        None
    }
}

/// How closely an item of the claim is tied to a value in a sentence; 0 where the sentence lacks it.
fn tie(case: &Case<'_>, candidate: &Candidate, k: usize, value: usize) -> f32 {
    let source = candidate.side();
    let gaps = candidate.view.gaps(candidate.sentence);
    let item = &case.analysis.items[k];
    let is = |other: &Item| relation::of(case.side(), item, source, other).strength() >= ONE;
    let places = (0..source.analysis.items.len()).filter(|&j| is(&source.analysis.items[j]));
    places.map(|j| gaps.left(j, value)).fold(0.0, f32::max)
}

/// The one place of the sources that has a value of the claim, where there is only one, and it speaks of the claim.
fn only(case: &Case<'_>, candidates: &[Candidate], i: usize) -> Option<Stand> {
    let same = |side: Side<'_>| -> Vec<usize> {
        let items = &side.analysis.items;
        let item = &case.analysis.items[i];
        (0..items.len()).filter(|&j| relation::same_amount_of(case.side(), item, side, &items[j])).collect()
    };
    let mut found = candidates
        .iter()
        .enumerate()
        .flat_map(|(candidate, c)| same(c.side()).into_iter().map(move |item| Stand { candidate, item }));
    let stand = found.next().filter(|_| found.next().is_none())?;
    let view = &candidates[stand.candidate].view;
    let once =
        (0..view.tagged.sentences.len()).map(|sentence| same(view.side(sentence)).len()).sum::<usize>() == 1;
    (once && candidates[stand.candidate].coverage >= HEARD).then_some(stand)
}

/// The sentence has too many figures to tell which word is whose.
fn lists(side: Side<'_>) -> bool {
    side.analysis.items.iter().filter(|item| matches!(item.kind, ItemKind::Figure(_))).count() > MANY
}

/// The one might stand where the other does.
fn alike(side: Side<'_>, a: usize, b: usize) -> bool {
    let items = &side.analysis.items;
    items[a].lower != items[b].lower && alike_figures(side, a, side, b) && !strung(side)
}

fn alike_figures(one: Side<'_>, a: usize, other: Side<'_>, b: usize) -> bool {
    let (a, b) = (one.figure(&one.analysis.items[a]), other.figure(&other.analysis.items[b]));
    a.zip(b).is_some_and(|(a, b)| a.unit == b.unit || a.unit.is_none() || b.unit.is_none())
}

/// "5 and 7 respectively".
fn strung(side: Side<'_>) -> bool {
    side.analysis.items.iter().any(|item| knowledge().in_order.contains(&item.lower))
}
