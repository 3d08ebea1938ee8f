//! Which of two came first: "left two days before the testers came" is no "left two days after the testers arrived".

use crate::align::Side;
use crate::align::relation;
use crate::analysis::fold;
use crate::case::{Candidate, Case, of_each_article};
use crate::code::Code;
use crate::gate;
use crate::judge::SPEAKS;
use crate::knowledge::knowledge;
use crate::slot::Slot;
use copydesk_tagging::{Kind, Value};
use copydesk_text::TokenKind;
use std::ops::Range;

/// Strength of a relation from which two words are one.
const ONE: f32 = 0.5;
/// Items of what is told right behind the word.
const BEHIND: usize = 6;
/// Weight of what each of the two events must share with its like.
const TELLING: f32 = 0.5;
/// Share of the claim's other words that the sentence must have: where both tell by how much, and where they do not.
const REST: f32 = 0.4;
const REST_ALONE: f32 = 0.8;

/// Sequences of a sentence from which nobody could say which of them is meant.
const MANY: usize = 5;

/// Two events of a claim that a source has the other way round.
pub(crate) struct Doubt {
    /// Index of the candidate.
    pub(crate) at: usize,
    /// Bytes of the claim's sentence, and of the candidate's.
    pub(crate) draft: Range<usize>,
    pub(crate) source: Range<usize>,
    items: (usize, usize),
    /// Both tell by how much, so that it can be said.
    pub(crate) sure: bool,
}

/// What stands on either side of a "before" or an "after".
struct Sequence {
    later: bool,
    /// Bytes of that word.
    range: Range<usize>,
    /// By how much, in ISO 8601.
    length: Option<String>,
    /// Items of what comes behind it, and of all else.
    behind: Vec<usize>,
    rest: Vec<usize>,
}

/// The first of the claim's sequences that the sources have turned round, and nowhere as it is in the draft.
pub(crate) fn doubt(case: &Case<'_>, candidates: &[Candidate]) -> Option<Doubt> {
    of(case.side()).iter().find_map(|mine| against(case, candidates, mine))
}

fn against(case: &Case<'_>, candidates: &[Candidate], mine: &Sequence) -> Option<Doubt> {
    let claim = case.side();
    let speaking = candidates.iter().enumerate().filter(|(_, c)| c.coverage >= SPEAKS);
    let mut found = speaking.filter_map(|(at, candidate)| {
        let source = candidate.side();
        let told = of(source);
        let theirs = told.iter().find(|theirs| turned(claim, mine, source, theirs) == Some(true))?;
        let one_length = mine.length.is_some() && mine.length == theirs.length;
        let told_alike = one_length || of_one_date(claim, mine, source, theirs);
        let other_news = gate::other_news(case, candidate);
        let sure = one_length && !other_news;
        let (has, total) = candidate.alignment.has(case.analysis, |_, item| !item.attribution);
        let enough = match told_alike {
            true => has >= total * REST,
            false => has >= total * REST_ALONE && !other_news,
        };
        let items = (*mine.behind.first()?, *theirs.behind.first()?);
        enough.then(|| Doubt { at, draft: mine.range.clone(), source: theirs.range.clone(), items, sure })
    });
    let found = found.next()?;
    let as_drafted = of_each_article(candidates).any(|(_, article)| {
        (0..article.view.tagged.sentences.len()).any(|sentence| {
            let side = article.view.side(sentence);
            of(side).iter().any(|theirs| turned(claim, mine, side, theirs) == Some(false))
        })
    });
    (!as_drafted).then_some(found)
}

/// "Before 2027", "after 2027".
fn of_one_date(claim: Side<'_>, mine: &Sequence, source: Side<'_>, theirs: &Sequence) -> bool {
    let date = |side: Side<'_>, told: &Sequence| {
        let first = &side.analysis.items[*told.behind.first()?];
        let value = first.kind.is_value() && first.range.start == told.range.end + 1;
        value.then(|| first.lower.clone())
    };
    date(claim, mine).is_some_and(|mine| date(source, theirs) == Some(mine))
}

/// Whether two sequences of the same two events tell them in another order; `None` where they are of others.
fn turned(claim: Side<'_>, mine: &Sequence, source: Side<'_>, theirs: &Sequence) -> Option<bool> {
    if mine.length.is_some() && theirs.length.is_some() && mine.length != theirs.length {
        return None;
    }
    let shared = |a: &[usize], b: &[usize]| -> f32 {
        let (x, y) = (&claim.analysis.items, &source.analysis.items);
        let is = |i: usize, j: usize| relation::of(claim, &x[i], source, &y[j]).strength() >= ONE;
        a.iter().filter(|&&i| b.iter().any(|&j| is(i, j))).map(|&i| x[i].weight).sum()
    };
    let straight = shared(&mine.behind, &theirs.behind).min(shared(&mine.rest, &theirs.rest));
    let crossed = shared(&mine.behind, &theirs.rest).min(shared(&mine.rest, &theirs.behind));
    // Told from the other end, "after" is "before"; which is meant is clear where both tell by how much.
    let crossed = if mine.length.is_some() && theirs.length.is_some() { crossed } else { 0.0 };
    if straight.max(crossed) < TELLING || straight == crossed {
        return None;
    }
    Some((mine.later != theirs.later) == (straight > crossed))
}

/// The sequences that a sentence tells.
fn of(side: Side<'_>) -> Vec<Sequence> {
    let tokens = &side.sentence.tokens;
    let word = |at: usize| tokens.get(at).map_or("", |token| side.lower(token));
    let know = &knowledge().sequence;
    let mut out = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let is = |words: &[String]| words.iter().any(|other| other == word(at));
        let later = is(&know.after);
        let quoted = side.analysis.items.iter().any(|item| item.quoted && item.range.start > token.range.end);
        // "Day after day."
        let again = at > 0 && word(at - 1) == word(at + 1);
        if !(later || is(&know.before))
            || quoted
            || again
            || know.not_behind.contains(word(at.wrapping_sub(1)))
        {
            continue;
        }
        let end = tokens[at + 1..]
            .iter()
            .find(|token| token.kind == TokenKind::Mark)
            .map_or(side.text().len(), |token| token.range.start);
        let items = &side.analysis.items;
        let behind: Vec<usize> = (0..items.len())
            .filter(|&k| items[k].range.start >= token.range.end && items[k].range.end <= end)
            .take(BEHIND)
            .collect();
        let (length, from) = length(side, token.range.start, word(at.wrapping_sub(1)));
        let own = |k: &usize| {
            behind.contains(k)
                || items[*k].attribution
                || items[*k].range.start < token.range.end && from < items[*k].range.end
        };
        let rest: Vec<usize> = (0..items.len()).filter(|k| !own(k)).collect();
        if items.iter().any(|item| item.negated) || behind.is_empty() || rest.is_empty() {
            continue;
        }
        out.push(Sequence { later, range: token.range.clone(), length, behind, rest });
        if out.len() == MANY {
            return Vec::new();
        }
    }
    out
}

/// What tells the other order.
pub(crate) fn other(word: &str) -> &'static str {
    let know = &knowledge().sequence;
    let word = fold(word);
    let other = if know.after.contains(&word) { &know.before } else { &know.after };
    other.first().map_or("", String::as_str)
}

/// The length of time right before a place in a sentence, and where it begins.
fn length(side: Side<'_>, at: usize, last: &str) -> (Option<String>, usize) {
    let told = side.analysis.items.iter().find(|item| {
        side.kind(item) == Some(Kind::Duration)
            && side.text().get(item.range.end..at).is_some_and(|between| between.trim().is_empty())
    });
    if let Some((item, Value::Time(time))) = told.and_then(|item| Some((item, &side.mention(item)?.value))) {
        return (Some(time.value.clone()), item.range.start);
    }
    // "A day after."
    let one = knowledge().rates.periods.get(last).cloned();
    let from = if one.is_some() { at.saturating_sub(last.len() + 1) } else { at };
    (one, from)
}

impl Doubt {
    pub(crate) fn slot(&self, case: &Case<'_>, candidates: &[Candidate]) -> Slot {
        let (claim, evidence) = self.items;
        let slot = candidates[self.at].lone_slot(case, Code::DateMismatch, claim, evidence);
        slot.over("order", self.draft.clone(), self.source.clone())
    }
}
