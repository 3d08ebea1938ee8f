//! Whether draft and source are of one story: of the same days, about the same people.

use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use copydesk_tagging::Value;
use copydesk_tagging::actors::{Same, same};

/// Days between draft and source from which a statement without an explicit date is taken for another day's.
const SAME_NEWS_DAYS: i32 = 2;

/// Days within which two reports that name the same people around a statement may be of one event.
const NEWS_DAYS: i32 = 7;

/// Days within which two reports may be of one running story.
const STORY_DAYS: i32 = 14;

/// The article is of the draft's days, and names those of the claim, or some of those the draft names around it.
pub(crate) fn one_story(case: &Case<'_>, candidate: &Candidate) -> bool {
    let days = days_apart(case, candidate);
    if names(case, candidate) {
        days <= STORY_DAYS
    } else {
        days <= NEWS_DAYS && names_around(case, candidate)
    }
}

/// The claim names somebody whom the evidence has too, or the article those whom the draft names around it.
pub(crate) fn of_one_story(case: &Case<'_>, candidate: &Candidate) -> bool {
    !other_news(case, candidate) && (names(case, candidate) || of_the_story(case, candidate))
}

/// Draft and source are dated and of different days' news, and the source is none of the draft's own.
pub(crate) fn other_news(case: &Case<'_>, candidate: &Candidate) -> bool {
    days_apart(case, candidate) > SAME_NEWS_DAYS && !of_the_story(case, candidate)
}

/// The article is one of those the draft was written from, whenever that was: the draft cites it, or it is older and names
/// most of the people whom the draft names hereabouts, and more than one of them. What is told of "yesterday" is of its own day.
fn of_the_story(case: &Case<'_>, candidate: &Candidate) -> bool {
    let most_are_known = || {
        let known = case.people.iter().filter(|term| candidate.view.terms().contains(term)).count();
        known > 1 && known * 2 >= case.people.len()
    };
    let relative = |item: &Item| match case.side().mention(item).map(|mention| &mention.value) {
        Some(Value::Time(time)) => time.relative,
        _ => false,
    };
    case.cited.binary_search(&candidate.view.article.id).is_ok()
        || quotes_it(case, candidate)
        || (candidate.view.article.meta.published <= case.draft.tagged.published
            && !case.analysis.items.iter().any(relative)
            && most_are_known())
}

/// The claim quotes the sentence at some length, and to the word.
fn quotes_it(case: &Case<'_>, candidate: &Candidate) -> bool {
    let items = case.analysis.items.iter().enumerate();
    let mut quoted = items.filter(|(_, item)| item.quoted).map(|(i, _)| i).peekable();
    let number = quoted.clone().count();
    let there = |i: usize| {
        let partner = candidate.alignment.partner(i);
        partner.is_some_and(|j| candidate.side().analysis.items[j].quoted)
    };
    quoted.peek().is_some() && number >= QUOTED && quoted.all(there)
}

/// Items that a quotation has at least by which a source is known for the draft's own.
const QUOTED: usize = 4;

/// Calendar days between draft and source; 0 where one of them is not dated.
pub(crate) fn days_apart(case: &Case<'_>, candidate: &Candidate) -> i32 {
    match (case.draft.tagged.published, candidate.view.article.meta.published) {
        (Some(a), Some(b)) => (a - b).get_days().abs(),
        _ => 0,
    }
}

/// At least a fifth of those the draft names around the claim are named in the article.
fn names_around(case: &Case<'_>, candidate: &Candidate) -> bool {
    let known = case.near.iter().filter(|term| candidate.view.terms().contains(term)).count();
    known > 0 && known * 5 >= case.near.len()
}

/// The claim names somebody or somewhere, and so does the evidence.
pub(super) fn names(case: &Case<'_>, candidate: &Candidate) -> bool {
    let items = case.analysis.items.iter().enumerate();
    items
        .filter(|(_, item)| matches!(item.kind, ItemKind::Actor(_)))
        .any(|(i, _)| candidate.alignment.covered(i) >= 0.5)
}

/// The heads of two articles name somebody in common, or one of them nobody at all.
pub(super) fn same_people(a: &Candidate, b: &Candidate) -> bool {
    let shared = |x| b.view.named_at_head().any(|y| same(x, y) != Same::No);
    a.view.article.id != b.view.article.id
        && (a.view.named_at_head().any(shared)
            || a.view.named_at_head().next().is_none()
            || b.view.named_at_head().next().is_none())
}

/// The claim names nobody, and nobody whom the draft names around it is named in the article.
pub(super) fn speaks_of_others(case: &Case<'_>, candidate: &Candidate) -> bool {
    !names(case, candidate)
        && !case.near.is_empty()
        && !case.near.iter().any(|term| candidate.view.terms().contains(term))
}
