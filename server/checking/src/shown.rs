//! A passage of a source as it is shown beside a claim: how it stands to it, and field by field what both have.

use crate::align::relation;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case, one_line};
use crate::fix;
use crate::slot::Slot;
use crate::verdict::{Evidence, Field, Place, Stance};
use copydesk_tagging::Kind;
use std::ops::Range;

/// Sentences of an article that follow each other, with how well they match, 0 to 1, and how they stand to the claim.
pub(crate) fn evidence(case: &Case<'_>, passage: &[&Candidate], score: f32, stance: Stance) -> Evidence {
    let (first, last) = (passage[0], passage[passage.len() - 1]);
    let range = first.tagged().sentence.source.start..last.tagged().sentence.source.end;
    let texts: Vec<String> = passage.iter().map(|c| one_line(&c.tagged().sentence.text)).collect();
    let items = case.analysis.items.iter().enumerate();
    let fields = items.filter_map(|(i, item)| {
        let mut told = passage.iter().filter_map(|candidate| field(case, candidate, i, item));
        let first = told.next()?;
        // Of several sentences the one that has it tells it.
        if first.agrees == Some(true) {
            return Some(first);
        }
        let rest: Vec<Field> = told.collect();
        let has = |field: &&Field| field.agrees == Some(true);
        let best = rest
            .iter()
            .find(has)
            .or_else(|| rest.iter().find(|f| first.source.is_empty() && !f.source.is_empty()));
        Some(best.cloned().unwrap_or(first))
    });
    Evidence {
        place: Place { article: first.view.article.id.clone(), range },
        text: texts.join(" "),
        stance,
        score: (score * 1000.0).round() / 1000.0,
        fields: fields.collect(),
    }
}

/// An item of the claim beside what the sentence has of it; words are shown only where they differ.
fn field(case: &Case<'_>, candidate: &Candidate, i: usize, item: &Item) -> Option<Field> {
    let conflict = candidate.conflicts.iter().find(|slot| slot.claim == i);
    if !item.kind.is_typed() && conflict.is_none() {
        return None;
    }
    // Of an opposite the negation is half, of whom an aide belongs to the one.
    let whole = conflict.filter(|slot| !item.kind.is_typed() || slot.spans.is_some());
    let change = whole.map(|slot| fix::change(case, candidate, slot));
    let partner = match &change {
        Some(change) => Some((change.source.clone(), Some(false))),
        None => partner(case, candidate, i, conflict),
    };
    let (source, agrees, place) = match partner {
        Some((range, agrees)) => (candidate.words(range.clone()), agrees, Some(candidate.place(range))),
        None => (String::new(), None, None),
    };
    Some(Field {
        name: conflict.map_or(name(case, item), |slot| slot.field(case.side())),
        draft: case.words(change.map_or(item.range.clone(), |change| change.draft)),
        source,
        agrees,
        place,
    })
}

/// Bytes of the sentence where it has an item of the claim or another value in its place, and whether the two agree;
/// `None` for that where they cannot be compared.
fn partner(
    case: &Case<'_>,
    candidate: &Candidate,
    i: usize,
    conflict: Option<&Slot>,
) -> Option<(Range<usize>, Option<bool>)> {
    let source = candidate.side();
    let range = |j: usize| source.analysis.items[j].range.clone();
    if let Some(slot) = conflict {
        return Some((range(slot.evidence), Some(false)));
    }
    let pair = candidate.alignment.pairs[i]?;
    let (item, other) = (&case.analysis.items[i], &source.analysis.items[pair.evidence]);
    let agrees = !relation::only_within_bound(case.side(), item, source, other);
    Some((range(pair.evidence), agrees.then_some(pair.relation.strength() > 0.5)))
}

fn name(case: &Case<'_>, item: &Item) -> &'static str {
    match item.kind {
        ItemKind::Figure(_) => "number",
        ItemKind::Time(_) if case.side().kind(item) == Some(Kind::Duration) => "length of time",
        ItemKind::Time(_) => "date",
        ItemKind::Actor(_) => "actor",
        ItemKind::Word => "polarity",
    }
}
