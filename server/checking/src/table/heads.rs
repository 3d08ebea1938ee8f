//! Figures of running text under the heads of a table: what a sentence makes of a cell, and a row of a statement, counts
//! where the heads are named.

use super::{cell, head_words, is_cell, item_of, overlap, row, shown};
use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::slot::{self, Slot};
use copydesk_tagging::{Figure, Kind, Value};
use copydesk_text::{Tabled, Valued};

/// How well what a statement says besides a figure must be there for a cell with another one to contradict it.
const SAID: f32 = 0.6;

/// The same day, month or year.
const EXACT: f32 = 0.9;

/// Items of a head found from which they count as named.
const NAMED: f32 = 0.5;

/// Takes out what a table makes of a claim though the heads do not match: of a cell that what was found does not name the
/// heads of, and of a row whose figure stands under another head.
pub(crate) fn keep_sure(case: &Case<'_>, candidate: &mut Candidate) {
    let slots = std::mem::take(&mut candidate.conflicts);
    candidate.conflicts = slots.into_iter().filter(|slot| is_sure(case, candidate, slot)).collect();
    let slot = under_its_heads(case, candidate).or_else(|| beside_its_row(case, candidate));
    if let Some(slot) = slot
        && candidate.conflicts.iter().all(|other| other.claim != slot.claim)
    {
        candidate.conflicts.push(slot);
    }
}

fn is_sure(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    if let Some((block, ..)) = cell(case) {
        let sentence = &case.sentence().sentence;
        let (items, source) = (&case.analysis.items, candidate.side());
        let own = |i: usize| overlap(&sentence.to_source(items[i].range.clone()), &block.source);
        // Row by row and cell by cell is for `told`.
        let heads = || (0..items.len()).filter(|&i| i != slot.claim && items[i].weight > 0.0);
        let named =
            |i: usize| candidate.alignment.pairs[i].is_some_and(|pair| pair.relation.strength() >= NAMED);
        return own(slot.claim)
            && row(&candidate.view, candidate.sentence).is_none()
            && heads().all(named)
            && of_one_sort(case.side(), source, slot);
    }
    let Some(row) = row(&candidate.view, candidate.sentence) else { return true };
    let at = &candidate.side().analysis.items[slot.evidence].range;
    match row.values.iter().find(|value| overlap(at, &value.range)) {
        Some(value) => {
            counts_alike(case, slot.claim, row, value)
                && names(case, candidate, row, value, slot.evidence)
                && !qualified(case, candidate, row, slot.claim)
        }
        // A head says of what the values are, and contradicts nothing by itself.
        None => {
            let head = at.start < row.key || at.start >= row.tail;
            !head && row.values.iter().all(|value| !overlap(at, &value.said))
        }
    }
}

/// Both are counts of the same, sums of money, shares.
fn of_one_sort(claim: Side<'_>, source: Side<'_>, slot: &Slot) -> bool {
    let (a, b) = (&claim.analysis.items[slot.claim], &source.analysis.items[slot.evidence]);
    let kind = claim.kind(a);
    let counts = !matches!(kind, Some(Kind::Number));
    kind == source.kind(b) && (counts || slot::counts_the_same(claim, source, slot))
}

/// Behind the figure the claim says of which part it is, which the row does not: "12,341 votes in Alderby".
fn qualified(case: &Case<'_>, candidate: &Candidate, row: &Tabled, figure: usize) -> bool {
    let over = head_words(&row.caption);
    let mut behind = case.analysis.items.iter().enumerate().skip(figure + 1);
    behind.any(|(i, item)| {
        let known = match item.kind {
            // That a name stands somewhere in the table does not make the row of it.
            ItemKind::Actor(_) => candidate.alignment.pairs[i].is_some() || over.contains(&item.stem),
            _ => candidate.alignment.covered(i) >= NAMED,
        };
        !item.before.is_empty() && !known
    })
}

/// What a figure of the claim counts is named in the heads of a cell, or over its table.
fn counts_alike(case: &Case<'_>, figure: usize, row: &Tabled, value: &Valued) -> bool {
    let Some(mention) = case.side().mention(&case.analysis.items[figure]) else { return true };
    let Value::Figure(Figure { noun: Some(noun), .. }) = &mention.value else { return true };
    let heads = [&value.head, &row.row, &row.caption];
    noun.stems.last().is_none_or(|noun| heads.iter().any(|head| head_words(head).contains(noun)))
}

/// Whether the claim names the head of a row and that of the cell at item `at`.
fn names(case: &Case<'_>, candidate: &Candidate, row: &Tabled, value: &Valued, at: usize) -> bool {
    let source = candidate.side();
    let items = &source.analysis.items;
    let told = |item: &Item| {
        item.range.end <= row.key || overlap(&item.range, &value.said) || item.range.start >= row.tail
    };
    let heads: Vec<usize> = (0..items.len())
        .filter(|&j| {
            j != at && items[j].weight > 0.0 && told(&items[j]) && !overlap(&items[j].range, &value.range)
        })
        .collect();
    // A letter over a column is no word of a sentence.
    if value.head.trim().chars().nth(1).is_none() && !value.head.is_empty() {
        return false;
    }
    let any_head = value.head.is_empty() || heads.iter().any(|&j| items[j].range.start >= row.key) || {
        // The head may be the noun that the figure counts, which is no item.
        head_words(&value.head).iter().all(|word| case.analysis.items.iter().any(|item| item.stem == *word))
    };
    let found = |j: usize| {
        // Another stretch of time may go with the row's and is not the same.
        let least = if matches!(items[j].kind, ItemKind::Time(_)) { EXACT } else { NAMED };
        let of = |item: &Item| relation::of(case.side(), item, source, &items[j]).strength();
        case.analysis.items.iter().any(|item| of(item) >= least)
    };
    any_head && heads.iter().any(|&j| items[j].range.end <= row.key) && heads.iter().all(|&j| found(j))
}

/// The slot of a claim that names the heads of a cell, row and column, and has another figure than it.
fn under_its_heads(case: &Case<'_>, candidate: &Candidate) -> Option<Slot> {
    if is_cell(case) {
        return None;
    }
    let row = row(&candidate.view, candidate.sentence)?;
    let (items, source) = (&case.analysis.items, candidate.side());
    let mine = item_of(case.side(), |item| matches!(item.kind, ItemKind::Figure(_)))?;
    let mut named = row.values.iter().filter_map(|value| {
        let theirs = item_of(source, |item| overlap(&item.range, &value.range))?;
        let sure = counts_alike(case, mine, row, value) && names(case, candidate, row, value, theirs);
        sure.then_some(theirs)
    });
    let theirs = named.next().filter(|_| named.next().is_none())?;
    let other = &source.analysis.items[theirs];
    if relation::of(case.side(), &items[mine], source, other) != Relation::Conflict {
        return None;
    }
    // Another name or date than the row's makes it another thing.
    let rest = || (0..items.len()).filter(|&i| i != mine);
    let typed = rest().filter(|&i| items[i].kind.is_typed()).all(|i| candidate.alignment.covered(i) >= NAMED);
    let (mut said, mut all) = (0.0, 0.0);
    for i in rest() {
        all += items[i].weight;
        said += items[i].weight * candidate.alignment.covered(i);
    }
    (typed && said >= SAID * all && !qualified(case, candidate, row, mine))
        .then(|| candidate.lone_slot(case, Code::NumberMismatch, mine, theirs))
}

/// The slot of a cell whose heads a sentence names, and which has another figure beside the head of the row: of several rows
/// told in one sentence each has its own.
fn beside_its_row(case: &Case<'_>, candidate: &Candidate) -> Option<Slot> {
    if row(&candidate.view, candidate.sentence).is_some() {
        return None;
    }
    let (mine, head) = value_and_head(case)?;
    let (claim, source) = (case.side(), candidate.side());
    let (c, e) = (&claim.analysis.items, &source.analysis.items);
    let named = |i: usize| candidate.alignment.pairs[i].is_some_and(|pair| pair.relation.strength() >= NAMED);
    if !(0..c.len()).all(|i| i == mine || c[i].weight <= 0.0 || named(i)) {
        return None;
    }
    // Two years in a sentence: which figure is of which is not known.
    let time = |item: &Item| matches!(item.kind, ItemKind::Time(_));
    let known = |b: &Item| c.iter().any(|a| time(a) && relation::of(claim, a, source, b).strength() >= NAMED);
    if !e.iter().filter(|item| time(item)).all(known) {
        return None;
    }
    let at = candidate.alignment.partner(head)?;
    let slot = |j: usize| candidate.lone_slot(case, Code::NumberMismatch, mine, j);
    let figure = |j: &usize| matches!(e[*j].kind, ItemKind::Figure(_)) && e[*j].clause == e[at].clause;
    let mut beside = (0..e.len()).filter(figure).filter(|&j| of_one_sort(claim, source, &slot(j)));
    let theirs = beside.next().filter(|_| beside.next().is_none())?;
    let differs = relation::of(claim, &c[mine], source, &e[theirs]) == Relation::Conflict;
    (differs && !of_another(source, at, theirs)).then(|| slot(theirs))
}

/// The figure of a cell and the first item of the head of its row, where that is written as a name.
fn value_and_head(case: &Case<'_>) -> Option<(usize, usize)> {
    let shown = shown(case)?;
    let items = &case.analysis.items;
    let mine = item_of(case.side(), |item| overlap(&item.range, &shown))?;
    let head = items.first().filter(|head| mine > 0 && is_name(case.side(), head))?;
    (head.range.end <= shown.start).then_some((mine, 0))
}

/// A word with a capital, whether it is known whose name it is or not.
fn is_name(side: Side<'_>, item: &Item) -> bool {
    !item.kind.is_value() && side.text()[item.range.clone()].starts_with(char::is_uppercase)
}

/// Another name stands between item `head` and item `value`.
fn of_another(source: Side<'_>, head: usize, value: usize) -> bool {
    let items = &source.analysis.items;
    let kind = source.kind(&items[head]);
    let like = |other: &Item| source.kind(other).is_none_or(|other| kind.is_none_or(|kind| kind == other));
    (head.min(value) + 1..head.max(value)).any(|m| is_name(source, &items[m]) && like(&items[m]))
}

/// The figure of a cell stands in a sentence that names its row, and is of another one there.
fn of_another_row(case: &Case<'_>, candidate: &Candidate) -> bool {
    let Some((mine, head)) = value_and_head(case) else { return false };
    match (candidate.alignment.partner(mine), candidate.alignment.partner(head)) {
        (Some(value), Some(at)) => of_another(candidate.side(), at, value),
        _ => false,
    }
}

/// A figure of the claim stands in a row whose head the claim does not name.
fn of_unnamed_row(case: &Case<'_>, candidate: &Candidate, figure: usize) -> bool {
    let (Some(row), Some(at)) =
        (row(&candidate.view, candidate.sentence), candidate.alignment.partner(figure))
    else {
        return false;
    };
    let (source, items) = (candidate.side(), &candidate.side().analysis.items);
    let in_cell = row.values.iter().any(|value| overlap(&items[at].range, &value.range));
    let mut heads = items.iter().filter(|item| item.range.end <= row.key && item.weight > 0.0).peekable();
    let named = |head: &Item| {
        let claim = case.analysis.items.iter();
        claim.map(|item| relation::of(case.side(), item, source, head)).any(|found| found.strength() >= NAMED)
    };
    in_cell && heads.peek().is_some() && !heads.any(named)
}

fn figures(case: &Case<'_>) -> impl Iterator<Item = usize> {
    (0..case.analysis.items.len()).filter(|&i| matches!(case.analysis.items[i].kind, ItemKind::Figure(_)))
}

/// Whether a figure of the claim stands in what was found, and everywhere of another row.
pub(crate) fn misplaced(case: &Case<'_>, candidates: &[Candidate]) -> bool {
    figures(case).any(|figure| {
        let mut has = candidates.iter().filter(|c| c.alignment.partner(figure).is_some()).peekable();
        has.peek().is_some() && has.all(|c| of_another_row(case, c) || of_unnamed_row(case, c, figure))
    })
}

/// Whether a sentence of a source bears a claim out, as far as the heads of tables go: what the rows of tables make of a cell
/// is for [`told`].
pub(crate) fn may_support(case: &Case<'_>, candidate: &Candidate) -> bool {
    match row(&candidate.view, candidate.sentence) {
        None => !of_another_row(case, candidate),
        Some(_) => {
            !is_cell(case)
                && candidate.conflicts.is_empty()
                && !figures(case).any(|figure| of_unnamed_row(case, candidate, figure))
        }
    }
}
