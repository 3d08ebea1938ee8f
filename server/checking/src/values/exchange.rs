//! Two figures or two names that have changed places: everything else stands as it does in the source, and each of the
//! two stands where the source has the other.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::gaps::is_verb;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::knowledge::knowledge;
use crate::slot::{self, Slot};
use crate::stated::polarity;
use copydesk_tagging::{Figure, Kind, Value};
use copydesk_text::TokenKind;
use std::mem::discriminant;

/// Share of the rest of the claim that the evidence has.
const REST: f32 = 0.8;
/// The same where the draft is of another day's news.
const REST_OF_OTHER_NEWS: f32 = 0.95;
/// Strength of a relation from which two items are one.
const ONE: f32 = 0.8;
/// Items before or after a value that must not stand on the other side of it.
const BESIDE: usize = 3;
/// By how much less of the claim another sentence may have and still tell it as the draft does.
const LESS: f32 = 0.25;

/// The slots of two values that stand in each other's place; none where that is not sure.
pub(crate) fn slots(case: &Case<'_>, candidate: &Candidate, all: &[Candidate]) -> Vec<Slot> {
    let c = &case.analysis.items;
    if case.analysis.lists() || polarity::differs(case.side(), candidate.side(), &candidate.alignment) {
        return Vec::new();
    }
    let typed: Vec<usize> =
        (0..c.len()).filter(|&i| matches!(c[i].kind, ItemKind::Figure(_) | ItemKind::Actor(_))).collect();
    for (at, &a) in typed.iter().enumerate() {
        for &b in &typed[at + 1..] {
            let Some([ja, jb]) = exchanged(case, candidate, a, b) else { continue };
            // Another sentence has both, and not the other way round.
            let as_drafted = |other: &Candidate| {
                other.coverage + LESS >= candidate.coverage
                    && twin(case, other, a).is_some()
                    && twin(case, other, b).is_some()
                    && exchanged(case, other, a, b).is_none()
            };
            if all.iter().any(as_drafted) {
                continue;
            }
            let code = if matches!(c[a].kind, ItemKind::Actor(_)) {
                Code::ActorMismatch
            } else {
                Code::NumberMismatch
            };
            let slot = |claim: usize, evidence: usize, other: usize| Slot {
                code,
                claim,
                evidence,
                features: slot::features(
                    case.side(),
                    candidate.side(),
                    &candidate.alignment,
                    claim,
                    evidence,
                    &[other],
                    1.0,
                ),
                spans: None,
            };
            return vec![slot(a, jb, b), slot(b, ja, a)];
        }
    }
    Vec::new()
}

/// The item of the evidence with the value of an item of the claim, whatever it counts.
fn twin(case: &Case<'_>, candidate: &Candidate, i: usize) -> Option<usize> {
    let (item, e) = (&case.analysis.items[i], &candidate.side().analysis.items);
    let counted = matches!(item.kind, ItemKind::Figure(_));
    let pair = candidate.alignment.pairs[i]
        .filter(|pair| pair.relation.strength() >= ONE || counted)
        .filter(|pair| discriminant(&e[pair.evidence].kind) == discriminant(&item.kind))
        .map(|pair| pair.evidence);
    // A figure whose noun is another one finds no partner: its digits stand there all the same.
    pair.or_else(|| {
        let mine = figure(case.side(), item)?;
        let equal = |other: &Item| {
            figure(candidate.side(), other).is_some_and(|theirs| {
                mine.amount == theirs.amount && mine.upper == theirs.upper && one_unit(mine, theirs)
            })
        };
        (0..e.len()).find(|&j| equal(&e[j]))
    })
}

fn figure<'a>(side: Side<'a>, item: &Item) -> Option<&'a Figure> {
    match &side.mention(item)?.value {
        Value::Figure(figure) => Some(figure),
        _ => None,
    }
}

/// The units are the same, or one of the two leaves it to the other: "20 million crowns, up from 14 million".
fn one_unit(a: &Figure, b: &Figure) -> bool {
    a.unit == b.unit || a.unit.is_none() || b.unit.is_none()
}

/// One of the two figures might stand where the other does.
fn like_figures(side: Side<'_>, a: &Item, b: &Item) -> bool {
    let kinds = (side.kind(a), side.kind(b));
    let (x, y) = (figure(side, a), figure(side, b));
    kinds.0 == kinds.1
        || matches!(kinds, (Some(Kind::Money | Kind::Quantity), Some(Kind::Number)))
        || matches!(kinds, (Some(Kind::Number), Some(Kind::Money | Kind::Quantity)))
            && x.zip(y).is_some_and(|(x, y)| one_unit(x, y))
}

/// The partners of two items of the claim in the evidence, where each of the two stands in the place of the other.
fn exchanged(case: &Case<'_>, candidate: &Candidate, a: usize, b: usize) -> Option<[usize; 2]> {
    let source = candidate.side();
    let (c, e) = (&case.analysis.items, &source.analysis.items);
    let names = matches!(c[a].kind, ItemKind::Actor(_));
    if names != matches!(c[b].kind, ItemKind::Actor(_)) || c[a].lower == c[b].lower {
        return None;
    }
    // "Varnland" and "the Varnish government" may well change places, and so may two that are of other kinds of figures.
    if names && relation::of(case.side(), &c[a], case.side(), &c[b]).strength() > 0.0 {
        return None;
    }
    let (ja, jb) = (twin(case, candidate, a)?, twin(case, candidate, b)?);
    if c[a].attribution != e[jb].attribution {
        return None;
    }
    let alike = like_figures(case.side(), &c[a], &c[b]) && like_figures(source, &e[ja], &e[jb]);
    if !names && !alike {
        return None;
    }
    if names && ja < jb {
        return by_voice(case, candidate, [a, b], [ja, jb]).then_some([ja, jb]);
    }
    // Each of them is said once.
    let once = |items: &[Item], one: &Item| items.iter().filter(|item| item.lower == one.lower).count() <= 1;
    let alone = once(c, &c[a]) && once(c, &c[b]) && once(e, &e[ja]) && once(e, &e[jb]);
    (jb < ja
        && alone
        && in_order(candidate, c, e, [a, b], [ja, jb])
        && closely(case, candidate, [a, b])
        && (if names {
            names_part(case, candidate, [a, b], [ja, jb])
        } else {
            figures_part(case, candidate, [a, b], [ja, jb])
        }))
    .then_some([ja, jb])
}

/// All else that is matched stands where it stands in the evidence: between the two, or beside the one or the other.
fn in_order(candidate: &Candidate, c: &[Item], e: &[Item], [a, b]: [usize; 2], [ja, jb]: [usize; 2]) -> bool {
    (0..c.len()).filter(|&k| k != a && k != b && c[k].weight > 0.0).all(|k| {
        let Some(p) = candidate.alignment.partner(k) else { return true };
        let (here, there) = ((k > a, k > b), (p > jb, p > ja));
        let near = k.abs_diff(a).min(k.abs_diff(b)) <= BESIDE;
        // When it was, and who says so, may stand at either end.
        let outside = here.0 == here.1 && there.0 == there.1;
        let free = matches!(c[k].kind, ItemKind::Time(_)) || c[k].attribution || e[p].attribution;
        here == there || (outside && (!near || free))
    })
}

/// The evidence has nearly all of the rest of the claim, and every other name, figure and date of it.
fn closely(case: &Case<'_>, candidate: &Candidate, two: [usize; 2]) -> bool {
    let alignment = &candidate.alignment;
    let rest = |k: usize, item: &Item| !two.contains(&k) && !item.attribution;
    let lacks =
        |(k, item): (usize, &Item)| rest(k, item) && item.kind.is_typed() && alignment.covered(k) < 0.5;
    let (has, total) = alignment.has(case.analysis, rest);
    let needed = if gate::other_news(case, candidate) { REST_OF_OTHER_NEWS } else { REST };
    total >= 1.0 && has >= needed * total && !case.analysis.items.iter().enumerate().any(lacks)
}

/// Nothing, or words that only string names and figures together.
fn joins(word: &str) -> bool {
    word.is_empty() || knowledge().joining.contains(word)
}

/// The function words before the two set them apart, and stand before the other two the same way.
fn set_apart(c: [&Item; 2], e: [&Item; 2]) -> bool {
    c[0].before == e[1].before
        && c[1].before == e[0].before
        && c[0].before != c[1].before
        && !joins(&c[0].before)
        && !joins(&c[1].before)
}

/// What stands between the two in the claim is the same as what stands between them in the evidence.
fn same_between(candidate: &Candidate, c: &[Item], [a, b]: [usize; 2]) -> bool {
    let between = || (a + 1..b).filter(|&k| c[k].weight >= 0.3);
    between().next().is_some()
        && between().all(|k| candidate.alignment.pairs[k].is_some_and(|pair| pair.relation.strength() >= ONE))
}

fn figures_part(case: &Case<'_>, candidate: &Candidate, [a, b]: [usize; 2], [ja, jb]: [usize; 2]) -> bool {
    let source = candidate.side();
    let (c, e) = (&case.analysis.items, &source.analysis.items);
    let noun = |i: usize, j: usize| slot::noun(case.side(), &c[i], source, &e[j]);
    // What they count has moved with them.
    let counted = |i: usize, j: usize, k: usize| noun(i, j) >= 0.8 && noun(i, k) <= 0.0;
    if counted(a, ja, jb) || counted(b, jb, ja) || noun(a, jb) <= 0.0 || noun(b, ja) <= 0.0 {
        return false;
    }
    let with_them = c[a].before == e[ja].before && c[b].before == e[jb].before && c[a].before != c[b].before;
    if with_them {
        return false;
    }
    // "12 flats and 34 shops": the nouns themselves tell which figure stands for which.
    let apart = noun(a, ja) <= 0.0 && noun(b, jb) <= 0.0 && noun(a, jb) >= 0.8 && noun(b, ja) >= 0.8;
    apart || set_apart([&c[a], &c[b]], [&e[ja], &e[jb]]) || same_between(candidate, c, [a, b])
}

fn names_part(case: &Case<'_>, candidate: &Candidate, [a, b]: [usize; 2], [ja, jb]: [usize; 2]) -> bool {
    let source = candidate.side();
    let (c, e) = (&case.analysis.items, &source.analysis.items);
    // "Saved by Orre" and "a penalty by Nygard" have the same word before the name, and no more.
    let done = |items: &[Item], at: usize| at > 0 && items[at].before == "by" && is_verb(&items[at - 1]);
    let like = |i: usize, j: usize| {
        c[i].before == e[j].before && c[i].possessive == e[j].possessive && done(c, i) == done(e, j)
    };
    if !like(a, jb) || !like(b, ja) || mutual(c, [a, b]) || mutual(e, [jb, ja]) {
        return false;
    }
    // Of two that are strung together ("Holm and Renner") the order tells nothing.
    let strung = matches!(c[b].before.as_str(), "and" | "or");
    set_apart([&c[a], &c[b]], [&e[ja], &e[jb]])
        || (!strung
            && same_between(candidate, c, [a, b])
            && voice(case.side(), [a, b]) == voice(source, [jb, ja]))
}

/// What stands between the two is something that two do with one another: who meets somebody is met by him.
fn mutual(items: &[Item], [a, b]: [usize; 2]) -> bool {
    items[a + 1..b].iter().any(|item| item.kind == ItemKind::Word && knowledge().mutual.contains(&item.stem))
}

/// Whether what stands between two names is a passive.
fn voice(side: Side<'_>, [a, b]: [usize; 2]) -> bool {
    let items = &side.analysis.items;
    let (from, to) = (items[a].range.end, items[b].range.start);
    let words = side.sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    words
        .filter(|token| from <= token.range.start && token.range.end <= to)
        .any(|token| knowledge().passive.contains(&token.text(side.text()).to_lowercase()))
}

/// "Ravn was shot by Aker" beside "Ravn shot Aker": the names stand in the same order, and the verb is turned.
fn by_voice(case: &Case<'_>, candidate: &Candidate, [a, b]: [usize; 2], [ja, jb]: [usize; 2]) -> bool {
    let source = candidate.side();
    let (c, e) = (&case.analysis.items, &source.analysis.items);
    let passive =
        |side: Side<'_>, two: [usize; 2]| voice(side, two) && side.analysis.items[two[1]].before == "by";
    let active =
        |side: Side<'_>, two: [usize; 2]| !voice(side, two) && side.analysis.items[two[1]].before.is_empty();
    let turned = (passive(case.side(), [a, b]) && active(source, [ja, jb]))
        || (active(case.side(), [a, b]) && passive(source, [ja, jb]));
    // The verb is all that stands between them.
    turned
        && b == a + 2
        && jb == ja + 2
        && c[a + 1].kind == ItemKind::Word
        && (knowledge().past(&c[a + 1].lower) || knowledge().verbs.contains(&c[a + 1].lower))
        && c[a + 1].stem == e[ja + 1].stem
        && !mutual(c, [a, b])
        && closely(case, candidate, [a, b])
}
