//! Where a claim gives somebody another office or part than the sources do.

use crate::align::Side;
use crate::analysis::ItemKind;
use crate::case::{Candidate, Case, of_each_article};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::people::office::{Against, Role, against, one_office, roles};
use crate::slot::Slot;
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Kind, Tagged};
use std::ops::Range;

/// Index of a candidate, and bytes of its sentence.
type Told = (usize, Range<usize>);

/// A role of somebody in the claim that the sources give otherwise.
pub(crate) struct Doubt {
    /// Bytes of the claim's sentence.
    pub(crate) range: Range<usize>,
    /// Where the other role is given.
    pub(crate) told: Option<Told>,
    /// It can be said: both are known to be of one person at one time, and go against one another.
    pub(crate) slot: Option<(usize, Slot)>,
}

/// Days between draft and source within which nobody is thought to have changed office.
pub(crate) const IN_OFFICE: i32 = 45;

/// The roles of the claim that the articles which speak of it give otherwise, and never so.
pub(crate) fn doubts(case: &Case<'_>, candidates: &[Candidate]) -> Vec<Doubt> {
    let mine: Vec<Role> = roles(case.sentence()).into_iter().filter(|role| role.whose.is_some()).collect();
    if mine.is_empty() {
        return Vec::new();
    }
    mine.iter().filter_map(|role| doubt(case, candidates, role)).collect()
}

fn doubt(case: &Case<'_>, candidates: &[Candidate], mine: &Role) -> Option<Doubt> {
    let holder = case.draft.tagged.actors.get(mine.whose?)?;
    // The surest of them, and of those as sure one that can be shown.
    let mut found: Option<(bool, Option<Told>)> = None;
    for (_, article) in of_each_article(candidates) {
        let tagged = &article.view.tagged;
        let is_holder = |id: usize| tagged.actors.get(id).is_some_and(|other| is(holder, other, tagged));
        let of_it = |c: &Candidate| c.view.article.id == article.view.article.id;
        let counts = gate::days_apart(case, article) <= IN_OFFICE
            && candidates.iter().any(|c| of_it(c) && c.coverage >= SPEAKS);
        for sentence in 0..tagged.sentences.len() {
            for theirs in article.view.roles(sentence) {
                let own = theirs.whose.is_some_and(is_holder);
                let how = against(mine, theirs);
                // The role is given to somebody who may be meant, or to him elsewhere.
                if how == Against::Nothing && one_office(mine, theirs) && (own || theirs.whose.is_none()) {
                    return None;
                }
                if !own || !counts || how == Against::Nothing {
                    continue;
                }
                let at = candidates.iter().position(|c| of_it(c) && c.sentence == sentence);
                let told = at.map(|at| (at, theirs.range.clone()));
                let sure = how == Against::Surely;
                let better =
                    |(was, known): &(bool, Option<_>)| (sure, told.is_some()) > (*was, known.is_some());
                if found.as_ref().is_none_or(better) {
                    found = Some((sure, told));
                }
            }
        }
    }
    let (sure, told) = found?;
    let slot = slot(case, candidates, mine.range.clone(), told.clone().filter(|_| sure));
    Some(Doubt { range: mine.range.clone(), told, slot })
}

/// The same person, by a full name, or by a surname that one person of the article has.
pub(crate) fn is(holder: &Identity, other: &Identity, tagged: &Tagged) -> bool {
    match same(holder, other) {
        Same::Yes => true,
        Same::Maybe => {
            tagged
                .actors
                .iter()
                .filter(|one| one.kind != Kind::Place && same(holder, one) != Same::No)
                .count()
                == 1
        }
        Same::No => false,
    }
}

/// What a role is called in the claim beside what it is called where it is told, as a slot of that candidate.
pub(crate) fn slot(
    case: &Case<'_>,
    candidates: &[Candidate],
    draft: Range<usize>,
    told: Option<Told>,
) -> Option<(usize, Slot)> {
    let (at, source) = told?;
    let candidate = &candidates[at];
    let item = |side: Side<'_>, range: &Range<usize>| {
        side.analysis.items.iter().position(|item| {
            item.kind == ItemKind::Word && range.start <= item.range.start && item.range.end <= range.end
        })
    };
    let (claim, evidence) = (item(case.side(), &draft)?, item(candidate.side(), &source)?);
    let slot = candidate.lone_slot(case, Code::ActorMismatch, claim, evidence);
    Some((at, slot.over("role", draft, source)))
}
