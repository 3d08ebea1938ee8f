//! What a claim tells as done, or as so by now, where the sentence that comes nearest denies it or has it still to come, and too little else
//! is the same to be sure: a hint.

use crate::align::{Side, words};
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::judge::finding;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::Part;
use crate::stated::denial;
use crate::stated::done;
use crate::stated::standing::{self, Open};
use crate::verdict::{Finding, Reason};
use std::ops::Range;

/// Items on either side of one that tell of what it is said.
const BESIDE: usize = 4;
/// Share of them that a sentence must have to be of the same, and how much they must weigh.
const OF_IT: f32 = 0.5;
const TELLING: f32 = 1.5;
/// The same of what is said to be under way by now.
const OF_ALL: f32 = 0.6;
/// How much of that share another sentence must have to tell it as the claim does.
const ALSO: f32 = 0.34;
/// Strength of a relation from which two words mean the same.
const SAME: f32 = 0.8;
/// How far a name must be there.
const NAMED: f32 = 0.5;
/// Weight from which a word tells something.
const WORD: f32 = 0.5;

/// What of the claim stands otherwise in a sentence.
struct Turn {
    candidate: usize,
    draft: Range<usize>,
    source: Range<usize>,
    /// It is still to come there.
    open: bool,
}

/// What a source denies or has still to come, told by the claim as if it were so.
pub(crate) fn hint(case: &Case<'_>, candidates: &[Candidate]) -> Option<Finding> {
    if case.analysis.question || standing::is_conditional(case.analysis) {
        return None;
    }
    let turn = denied(case, candidates)
        .or_else(|| not_begun(case, candidates))
        .or_else(|| out_of(case, candidates))?;
    let candidate = &candidates[turn.candidate];
    let differs = |field| candidate.differs(case, field, &turn.draft, &turn.source);
    let (code, reasons) = if turn.open {
        (Code::Overstated, vec![differs("status")])
    } else {
        let draft = case.words(turn.draft.clone());
        let lacks = Reason::NotFound { what: "words", draft, asked: case.library.len() };
        (Code::UnsupportedDetail, vec![lacks, differs("words")])
    };
    let found = finding(case, code, turn.draft, reasons, Vec::new())?;
    Some(Finding { severity: case.settings.hinted(code)?, ..found })
}

/// A word of the claim that a sentence denies of the same.
fn denied(case: &Case<'_>, candidates: &[Candidate]) -> Option<Turn> {
    let items = &case.analysis.items;
    let mut best: Option<(f32, Turn)> = None;
    for k in (0..items.len()).filter(|&k| is_plain(case, k)) {
        for (index, candidate) in candidates.iter().enumerate() {
            let share = share(case, candidate, k);
            if share < OF_IT || !names_the_same(case, candidate, k) {
                continue;
            }
            let side = candidate.side();
            let there = &side.analysis.items;
            let Some(j) = (0..there.len()).find(|&j| is_denied(side, j) && is_one(&items[k], &there[j]))
            else {
                continue;
            };
            if best.as_ref().is_none_or(|(most, _)| share > *most) && !is_told(case, candidates, k, share) {
                let source = standing::denied(side, &there[j]);
                let draft = items[k].range.clone();
                best = Some((share, Turn { candidate: index, draft, source, open: false }));
            }
        }
    }
    best.map(|(_, turn)| turn)
}

/// The claim states it: no word around it denies it.
fn is_plain(case: &Case<'_>, k: usize) -> bool {
    let know = knowledge();
    let items = &case.analysis.items;
    let item = &items[k];
    let named = matches!(item.lexeme.part(), Some((Part::Adjective | Part::Adverb, _)));
    let near = |at: usize| at.abs_diff(k) <= BESIDE;
    item.kind == ItemKind::Word
        && item.weight >= WORD
        && item.cue.is_none()
        && !item.quoted
        && !item.negated
        && !item.attribution
        && !item.written.hyphen
        && (!named || know.past(&item.lower))
        && !denial::undone(case.side(), item)
        && !case.analysis.negations.iter().filter_map(|negation| negation.over).any(near)
        && !(0..items.len()).any(|at| at != k && near(at) && know.denials.contains(&items[at].stem))
}

/// The sentence denies its item `j`, a verb or what there is none of, and states it nowhere.
fn is_denied(side: Side<'_>, j: usize) -> bool {
    let know = knowledge();
    let items = &side.analysis.items;
    let item = &items[j];
    if !item.negated && !denial::undone(side, item) {
        return false;
    }
    let over = |over: usize| over == j;
    let of_it = side.analysis.negations.iter().find(|n| n.over.is_some_and(over));
    let text = side.text();
    let word = |range: &Range<usize>| fold(&text[range.clone()]);
    let next = |end: usize| fold(text[end..].split_whitespace().next().unwrap_or_default());
    let partly =
        of_it.is_some_and(|n| know.partial.contains(&next(n.range.end)) || word(&n.range) == "without");
    let stated = |other: &Item| other.kind == ItemKind::Word && other.stem == item.stem && !other.negated;
    let until = items.iter().any(|other| know.deferring.contains(&other.before));
    !partly
        && !until
        && !item.quoted
        && !(items.iter().enumerate().any(|(at, other)| at != j && stated(other)))
}

fn is_one(own: &Item, item: &Item) -> bool {
    item.kind == ItemKind::Word && words(own, item).strength() >= SAME
}

/// Indices of what stands around an item of the claim and tells something.
fn around<'a>(case: &'a Case<'_>, k: usize) -> impl Iterator<Item = usize> + 'a {
    let items = &case.analysis.items;
    let near = k.saturating_sub(BESIDE)..items.len().min(k + BESIDE + 1);
    near.filter(move |&at| at != k && items[at].weight >= WORD)
}

/// Share of what stands around an item that a sentence itself has.
fn share(case: &Case<'_>, candidate: &Candidate, k: usize) -> f32 {
    let items = &case.analysis.items;
    let total: f32 = around(case, k).map(|at| items[at].weight).sum();
    let has: f32 = around(case, k).map(|at| items[at].weight * candidate.in_sentence(case, at)).sum();
    if total >= TELLING { has / total } else { 0.0 }
}

/// Every name, figure and date around an item is there, a name at least near it.
fn names_the_same(case: &Case<'_>, candidate: &Candidate, k: usize) -> bool {
    around(case, k).all(|at| match case.analysis.items[at].kind {
        ItemKind::Word => true,
        ItemKind::Actor(_) => candidate.alignment.covered(at) >= NAMED,
        ItemKind::Figure(_) | ItemKind::Time(_) => candidate.in_sentence(case, at) >= NAMED,
    })
}

/// A sentence that has enough of it tells the same as the claim does.
fn is_told(case: &Case<'_>, candidates: &[Candidate], k: usize, share_there: f32) -> bool {
    let own = &case.analysis.items[k];
    candidates.iter().any(|candidate| {
        let side = candidate.side();
        let plain = |item: &Item| {
            item.kind == ItemKind::Word
                && words(own, item).strength() >= SAME
                && !item.negated
                && !denial::undone(side, item)
                && standing::open(side, item).is_none()
        };
        share(case, candidate, k) >= ALSO * share_there && side.analysis.items.iter().any(plain)
    })
}

/// It is to come: where it "would" be, somebody says so. What only "would" be may as well have been.
fn is_ahead(candidate: &Candidate, open: &Open) -> bool {
    let side = candidate.side();
    let would = fold(&side.text()[open.range.clone()]).starts_with("would ");
    !would || standing::is_guarded(side)
}

/// What the claim has under way by now a sentence has still to begin.
fn not_begun(case: &Case<'_>, candidates: &[Candidate]) -> Option<Turn> {
    let standing = &knowledge().standing;
    let draft = under_way(case.side())?;
    let items = &case.analysis.items;
    let of = || (0..items.len()).filter(|&k| items[k].range.end <= draft.start && items[k].weight >= WORD);
    let total: f32 = of().map(|k| items[k].weight).sum();
    let share = |c: &Candidate| of().map(|k| items[k].weight * c.in_sentence(case, k)).sum::<f32>() / total;
    if total < WORD {
        return None;
    }
    let starts = |item: &Item| item.kind == ItemKind::Word && standing.starting.contains(&item.stem);
    let begun = |candidate: &Candidate| {
        let side = candidate.side();
        let plain = |item: &Item| starts(item) && !item.negated && standing::open(side, item).is_none();
        share(candidate) >= ALSO && (under_way(side).is_some() || side.analysis.items.iter().any(plain))
    };
    let source = |candidate: &Candidate| {
        let side = candidate.side();
        let e = &side.analysis.items;
        let open = |item: &Item| standing::open(side, item).filter(|open| open.direct);
        let open = e.iter().filter(|item| starts(item) && !item.negated).find_map(open)?;
        let subject =
            (0..e.len()).rev().find(|&at| e[at].range.end <= open.range.start && done::is_noun(&e[at]));
        let same =
            subject.and_then(|at| candidate.alignment.back[at]).is_some_and(|k| of().any(|own| own == k));
        (same && is_ahead(candidate, &open)).then_some(open.range)
    };
    if candidates.iter().any(begun) {
        return None;
    }
    candidates.iter().enumerate().filter(|(_, c)| share(c) >= OF_ALL).find_map(|(candidate, c)| {
        source(c).map(|source| Turn { candidate, draft: draft.clone(), source, open: true })
    })
}

/// Bytes of the words by which a sentence has something under way: "is ongoing", "are already under way".
fn under_way(side: Side<'_>) -> Option<Range<usize>> {
    let know = knowledge();
    let tokens = &side.sentence.tokens;
    let word = |at: usize| side.word(at);
    (1..tokens.len()).find_map(|at| {
        let ends = know.standing.under_way.iter().find_map(|phrase| {
            let mut own = phrase.split(' ').enumerate();
            let all = own.all(|(k, part)| at + k < tokens.len() && word(at + k) == part);
            all.then(|| at + phrase.split(' ').count() - 1)
        })?;
        let before = (0..at).rev().find(|&k| !know.passing.contains(word(k)))?;
        let is = matches!(word(before), "is" | "are" | "was" | "were" | "been");
        is.then(|| tokens[at].range.start..tokens[ends].range.end)
    })
}

/// "Out of force" beside "remains in force".
fn out_of(case: &Case<'_>, candidates: &[Candidate]) -> Option<Turn> {
    let items = &case.analysis.items;
    let phrase = |side: Side<'_>, item: &Item, opens: &str| {
        let before = side.text()[..item.range.start].trim_end();
        let start = before.len().checked_sub(opens.len()).filter(|&start| before.is_char_boundary(start))?;
        let whole = start == 0 || before[..start].ends_with(' ');
        let bare = !side.text()[item.range.end..].starts_with('-');
        (whole && bare && before[start..].eq_ignore_ascii_case(opens)).then_some(start..item.range.end)
    };
    items.iter().enumerate().filter(|(_, item)| item.kind == ItemKind::Word && !item.negated).find_map(
        |(k, own)| {
            let draft = phrase(case.side(), own, "out of")?;
            let out = |c: &Candidate| {
                c.side()
                    .analysis
                    .items
                    .iter()
                    .any(|item| phrase(c.side(), item, "out of").is_some() && is_one(own, item))
            };
            let still = |c: &Candidate| {
                let items = &c.side().analysis.items;
                let item = items.iter().find(|item| is_one(own, item) && !item.negated)?;
                phrase(c.side(), item, "in").filter(|_| !standing::is_conditional(c.side().analysis))
            };
            let subject = |c: &Candidate| {
                (0..k)
                    .rev()
                    .find(|&at| items[at].weight >= WORD)
                    .is_some_and(|at| c.in_sentence(case, at) >= SAME)
            };
            if candidates.iter().any(out) {
                return None;
            }
            candidates.iter().enumerate().filter(|(_, c)| subject(c)).find_map(|(candidate, c)| {
                Some(Turn { candidate, draft: draft.clone(), source: still(c)?, open: false })
            })
        },
    )
}
