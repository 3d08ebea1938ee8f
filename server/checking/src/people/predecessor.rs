//! What the claim says of one was done by who held the post before or after: "the programme was ended by Osk", where the source goes
//! on that "that decision was taken by Osk's predecessor, Arne Falk". Such a one is named by the very name that the claim has.

use crate::align::stands_in;
use crate::analysis::gaps::Gaps;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::gate;
use crate::knowledge::knowledge;
use crate::people::doer::verb_of;
use crate::slot::Spans;
use crate::values::belonging::Misplaced;
use copydesk_tagging::Kind;
use copydesk_text::Token;
use std::ops::Range;

/// Share of the rest of the claim that the sentence must have.
const SAYS: f32 = 0.8;
/// Words between a name and whoever came before or after: "Osk's Conservative predecessor".
const BETWEEN: usize = 2;
/// Behind it stands who did it.
const BY: &str = "by";

/// Those of whom the claim says what another in their post did.
pub(crate) fn misplaced(case: &Case<'_>, gaps: &Gaps, candidates: &[Candidate]) -> Vec<Misplaced> {
    let side = case.side();
    let person = |&i: &usize| {
        let item = &side.analysis.items[i];
        side.kind(item) == Some(Kind::Person) && !item.possessive && verb_of(side, gaps, i).is_some()
    };
    (0..side.analysis.items.len())
        .filter(person)
        .find_map(|i| of_another(case, candidates, i))
        .into_iter()
        .collect()
}

fn of_another(case: &Case<'_>, candidates: &[Candidate], i: usize) -> Option<Misplaced> {
    let name = &case.analysis.items[i];
    let says = |candidate: &&Candidate| {
        let (has, total) = candidate.alignment.has(case.analysis, |k, _| k != i);
        let typed = |(k, item): (usize, &Item)| {
            k == i || !item.kind.is_typed() || candidate.alignment.partner(k).is_some()
        };
        has >= SAYS * total
            && case.analysis.items.iter().enumerate().all(typed)
            && !gate::other_news(case, candidate)
    };
    candidates.iter().filter(says).find_map(|told| {
        let own = told.side().analysis;
        // In the sentence itself, or in the next one, which speaks of it by "that decision".
        let here = |c: &&(usize, &Candidate)| c.1.view.article.id == told.view.article.id;
        let all: Vec<(usize, &Candidate)> = candidates.iter().enumerate().collect();
        all.iter().filter(here).find_map(|&(at, candidate)| {
            let same = candidate.sentence == told.sentence;
            let next =
                candidate.sentence == told.sentence + 1 && !stands_in(name, own) && is_anaphoric(candidate);
            if !same && !next {
                return None;
            }
            let (evidence, source) = held_beside(name, candidate)?;
            let spans = Some(Spans { field: "actor", draft: name.range.clone(), source });
            Some(Misplaced { claim: i, candidate: at, evidence, sure: true, spans })
        })
    })
}

/// The sentence begins with what was told before: "that decision", "the order".
fn is_anaphoric(candidate: &Candidate) -> bool {
    let side = candidate.side();
    let first = side.sentence.tokens.first().map(|token| side.lower(token));
    first.is_some_and(|first| knowledge().determiners.contains(first) || knowledge().unnamed.contains(first))
}

/// "By Osk's predecessor, Arne Falk": the item, and the bytes from the name of the claim on.
fn held_beside(name: &Item, candidate: &Candidate) -> Option<(usize, Range<usize>)> {
    let side = candidate.side();
    let (items, tokens, text) = (&side.analysis.items, &side.sentence.tokens, side.text());
    let lower = |token: &Token| side.lower(token);
    let mut owners =
        items.iter().filter(|item| item.possessive && item.terms.iter().any(|term| name.own.contains(term)));
    let owner = owners.find(|item| matches!(item.kind, ItemKind::Actor(_)))?;
    let first = tokens.partition_point(|token| token.range.start < owner.range.start);
    let after = tokens.partition_point(|token| token.range.start < owner.range.end);
    let (at, _) = items.iter().enumerate().find(|(_, item)| {
        let between = tokens[after..].iter().take_while(|token| token.range.start < item.range.start).count();
        item.range.start > owner.range.end
            && between <= BETWEEN
            && knowledge().successions.contains(&item.stem)
    })?;
    let opens = first.checked_sub(1).map(|before| lower(&tokens[before]));
    let does = opens.is_none_or(|before| before == BY);
    let named = items.get(at + 1).filter(|next| {
        let between = text.get(items[at].range.end..next.range.start).unwrap_or_default();
        side.kind(next) == Some(Kind::Person) && matches!(between.trim(), "" | ",")
    });
    let end = named.map_or(items[at].range.end, |next| next.range.end);
    does.then_some((at, owner.range.start..end))
}
