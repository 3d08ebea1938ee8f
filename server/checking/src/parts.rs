//! A statement of several clauses, clause by clause: which source has which, which differs, and what was not found. Shown
//! beside the verdict; the verdict does not rest on it.

use crate::align::relation;
use crate::analysis::ItemKind;
use crate::analysis::clause;
use crate::case::{Candidate, Case};
use crate::fix;
use crate::judge::{SPEAKS, embedded};
use crate::verdict::{Part, Stance, Verdict};
use std::ops::Range;

/// Share of a clause from which a sentence has it.
const HAS: f32 = 0.6;
/// Two sentences that differ by less have as much of a clause: the one nearer to the whole statement is shown.
const ALIKE: f32 = 0.1;
/// Weight from which a word that was not found is named.
const TELLING: f32 = 0.9;
/// What was not found is named up to so many words.
const NAMED: usize = 3;

/// The clauses of a statement with what was found for each; none where the statement has but one, or where saying it
/// clause by clause would say no more than the verdict does.
pub(crate) fn parts(case: &Case<'_>, candidates: &[Candidate], verdict: Verdict) -> Vec<Part> {
    let clauses = clause::clauses(case.sentence(), case.analysis);
    if clauses.len() < 2 {
        return Vec::new();
    }
    let mut order: Vec<&Candidate> = candidates.iter().collect();
    order.sort_by(|a, b| b.coverage.total_cmp(&a.coverage));
    let parts: Vec<Part> = clauses.iter().filter_map(|items| part(case, &order, items)).collect();
    let article = |part: &Part| part.place.as_ref().map(|place| place.article.clone());
    let one = parts.iter().all(|p| p.stance == parts[0].stance && article(p) == article(&parts[0]));
    let has = |part: &Part| part.stance == Some(Stance::Supports);
    let tells = match verdict {
        // What several sentences bear out together is no less found for being in none of them alone.
        Verdict::Supported => parts.iter().all(has),
        Verdict::Unsupported => parts.iter().any(has),
        _ => parts.iter().any(|part| has(part) || part.differs.is_some()),
    };
    if parts.len() > 1 && !one && tells { parts } else { Vec::new() }
}

/// The sentence has no more than a bound of a figure.
fn bounded(case: &Case<'_>, candidate: &Candidate, item: usize) -> bool {
    let source = candidate.side();
    let partner = candidate.alignment.pairs[item].map(|pair| &source.analysis.items[pair.evidence]);
    partner.is_some_and(|other| {
        relation::only_within_bound(case.side(), &case.analysis.items[item], source, other)
    })
}

fn part(case: &Case<'_>, candidates: &[&Candidate], items: &Range<usize>) -> Option<Part> {
    let all = &case.analysis.items;
    let (first, last) = (all.get(items.start)?, all.get(items.end.checked_sub(1)?)?);
    let weight: f32 = all[items.clone()].iter().map(|item| item.weight).sum();
    let share = |c: &Candidate| {
        let covered: f32 = items.clone().map(|i| all[i].weight * c.alignment.covered(i)).sum();
        covered / weight.max(f32::EPSILON)
    };
    // With the words that open it: "who have been", "but never".
    let before = items.start.checked_sub(1).and_then(|at| all.get(at)).map_or(0, |item| item.range.end);
    let opening = case.sentence().sentence.text.get(before..first.range.start).unwrap_or_default();
    let opening =
        opening.rsplit(|c: char| !(c.is_alphanumeric() || c.is_whitespace())).next().unwrap_or_default();
    let mut part = Part {
        text: format!(
            "{}{}",
            opening.trim_start(),
            case.words(first.range.start..last.range.end.max(first.range.start))
        ),
        stance: None,
        place: None,
        differs: None,
        missing: Vec::new(),
    };
    let against = candidates.iter().filter(|c| share(c) >= SPEAKS || c.coverage >= SPEAKS);
    let slot = against.flat_map(|c| c.conflicts.iter().map(move |slot| (*c, slot)));
    if let Some((candidate, slot)) = slot.into_iter().find(|(_, slot)| items.contains(&slot.claim)) {
        let change = fix::change(case, candidate, slot);
        part.stance = Some(Stance::Contradicts);
        part.place = Some(candidate.place(change.source.clone()));
        part.differs = Some((case.words(change.draft), candidate.words(change.source)));
        return Some(part);
    }
    let most = candidates.iter().map(|c| share(c)).fold(0.0, f32::max);
    if most < SPEAKS {
        return Some(part);
    }
    let best = *candidates.iter().find(|c| share(c) + ALIKE >= most)?;
    let gone = |i: &usize| match all[*i].kind {
        ItemKind::Word => all[*i].weight >= TELLING && best.alignment.covered(*i) < 0.25,
        _ => best.alignment.covered(*i) < 0.4 || bounded(case, best, *i),
    };
    let missing: Vec<usize> = items.clone().filter(gone).collect();
    let typed = missing.iter().any(|i| all[*i].kind.is_typed());
    // What another clause of it says otherwise is told there.
    let plain = !best.conflicts.is_empty() || !embedded(case, best);
    let has = share(best) >= HAS && !typed && plain;
    part.stance = Some(if has { Stance::Supports } else { Stance::Related });
    part.place = Some(best.place(0..best.side().text().len()));
    if !has {
        part.missing = missing.iter().take(NAMED).map(|i| case.words(all[*i].range.clone())).collect();
    }
    Some(part)
}
