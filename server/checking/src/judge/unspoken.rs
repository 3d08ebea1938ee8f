//! A claim that nothing in the sources speaks of, and how loudly that is said.

use crate::align::Side;
use crate::align::relation::{self, Relation};
use crate::analysis::Item;
use crate::analysis::claims;
use crate::case::{Candidate, Case, one_line};
use crate::code::Code;
use crate::details::is_any_time;
use crate::verdict::{Finding, Reason};

/// That it stands nowhere, as a hint where it may well be told in other words.
pub(super) fn finding(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    let text = &case.sentence().sentence.text;
    let (what, draft, asked) = ("statement", one_line(text), case.library.len());
    let reasons = vec![Reason::NotFound { what, draft, asked }];
    let found = super::finding(case, Code::Unsupported, 0..text.len(), reasons, Vec::new())?;
    // A title sums up what is told below it.
    let quiet = tells_nothing(case) || claims::is_heading(case.sentence()) || has_a_value(case, candidates);
    if quiet { hinted(case, found) } else { Some(found) }
}

/// The finding as a hint.
fn hinted(case: &Case<'_>, found: Finding) -> Option<Finding> {
    let severity = case.settings.hinted(found.code)?;
    Some(Finding { severity, ..found })
}

/// No name, figure or date that could be looked up: "The ministry is looking into it."
fn tells_nothing(case: &Case<'_>) -> bool {
    let looked_up = |item: &Item| {
        item.kind.is_typed()
            && item.weight > 0.0
            && !is_any_time(case, item)
            && !relation::is_one(case.side(), item)
    };
    !case.analysis.items.iter().any(|item| looked_up(item) || item.quoted)
}

/// A figure or date of the claim stands in a sentence that was found: something may speak of it in other words altogether.
fn has_a_value(case: &Case<'_>, candidates: &[Candidate]) -> bool {
    let (side, items) = (case.side(), &case.analysis.items);
    let tells = |i: &usize| {
        items[*i].kind.is_value()
            && !items[*i].attribution
            && !is_any_time(case, &items[*i])
            && !relation::is_one(side, &items[*i])
    };
    let has = |c: &Candidate, i: usize| {
        let source = c.side();
        let same = |other: &Item| relation::of(side, &items[i], source, other) == Relation::OtherNoun;
        let bound =
            |j: usize| relation::only_within_bound(side, &items[i], source, &source.analysis.items[j]);
        c.alignment.partner(i).is_some_and(|j| !bound(j))
            || is_telling_count(side, &items[i]) && source.analysis.items.iter().any(same)
    };
    (0..items.len()).filter(tells).any(|i| candidates.iter().any(|c| has(c, i)))
}

/// Counts below this are met by chance.
const CHANCE: i64 = 10;

fn is_telling_count(side: Side<'_>, item: &Item) -> bool {
    side.figure(item).is_some_and(|figure| figure.amount.abs() >= CHANCE.into())
}
