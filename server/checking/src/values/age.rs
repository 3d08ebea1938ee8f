//! How old a text says somebody is ("Nora Dahl, 43,", "the 19-year-old pupil Jens Holm"), and where a claim says otherwise
//! than the sources: whatever else a sentence tells, the age belongs to the person beside it.

use crate::align::Side;
use crate::align::relation;
use crate::analysis::Item;
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Lexeme, Part};
use crate::people::role;
use crate::slot::Slot;
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Kind, Value};
use copydesk_text::{Token, TokenKind, stem};
use rust_decimal::Decimal;

/// The age of somebody named.
struct Age<'a> {
    who: &'a Identity,
    /// Index of the item that tells it.
    item: usize,
    years: Decimal,
}

/// Words between a name and an age, or an age and a name.
const BETWEEN: usize = 3;

/// The ages that a sentence gives to people it names.
fn ages(side: Side<'_>) -> Vec<Age<'_>> {
    let items = side.analysis.items.iter().enumerate();
    items
        .filter_map(|(at, item)| Some(Age { years: years(side, item)?, who: whose(side, item)?, item: at }))
        .collect()
}

/// Whole years, of an age told as a fact of the day.
pub(crate) fn years(side: Side<'_>, item: &Item) -> Option<Decimal> {
    match side.mention(item).map(|mention| (mention.kind, &mention.value)) {
        Some((Kind::Quantity, Value::Figure(figure))) => {
            (figure.unit.as_deref() == Some("year") && figure.upper.is_none()).then_some(figure.amount)
        }
        _ => None,
    }
}

/// Whom an age stands beside.
fn whose<'a>(side: Side<'a>, age: &Item) -> Option<&'a Identity> {
    let tokens = &side.sentence.tokens;
    let first = tokens.iter().position(|token| token.range.end > age.range.start)?;
    let after = tokens.iter().position(|token| token.range.start >= age.range.end).unwrap_or(tokens.len());
    let people = || {
        side.sentence.mentions.iter().filter_map(|mention| match &mention.value {
            Value::Actor(actor) if mention.kind == Kind::Person => Some((&mention.range, actor.id)),
            _ => None,
        })
    };
    let who = |id: usize| side.tagged.actors.get(id);
    let text = |token: &Token| side.lower(token);
    let know = knowledge();
    // An age of another time is no age of today.
    if tokens[after..].iter().take(BETWEEN).any(|token| know.ages_of_old.contains(text(token))) {
        return None;
    }
    // "Nora Dahl, 43," and "Nora Dahl, a 43-year-old baker".
    let before = people().find_map(|(range, id)| {
        let between: Vec<&Token> =
            tokens[..first].iter().filter(|token| token.range.start >= range.end).collect();
        let opens = between.first().is_some_and(|token| matches!(token.text(side.text()), "," | "("));
        let joins = |token: &&Token| matches!(token.kind, TokenKind::Mark) || know.aged.contains(text(token));
        (range.end <= age.range.start && between.len() <= BETWEEN && opens && between.iter().all(joins))
            .then_some(id)
    });
    // "The 19-year-old pupil Jens Holm".
    let next = || {
        people().find_map(|(range, id)| {
            let between: Vec<&Token> =
                tokens[after..].iter().filter(|token| token.range.end <= range.start).collect();
            let noun = |token: &&Token| {
                let part = Lexeme::of(&stem(text(token))).part();
                token.kind == TokenKind::Word && matches!(part, Some((Part::Noun | Part::Adjective, _)))
            };
            let told = side.text()[age.range.clone()].contains('-');
            (told && range.start >= age.range.end && between.len() < BETWEEN && between.iter().all(noun))
                .then_some(id)
        })
    };
    before.or_else(next).and_then(who)
}

/// Whether an age is of nobody who is named beside it.
pub(crate) fn is_nameless(side: Side<'_>, item: &Item) -> bool {
    whose(side, item).is_none()
}

/// Where the sentence gives somebody another age than the claim, and no other of its article the claim's.
pub(crate) fn slots(case: &Case<'_>, candidate: &Candidate) -> Vec<Slot> {
    let mine = ages(case.side());
    if mine.is_empty() {
        return Vec::new();
    }
    let apart = years_apart(case, candidate);
    let theirs = ages(candidate.side());
    let slot = |age: &Age<'_>| {
        // By a surname too, where one person of the article has it.
        let other = |other: &&Age<'_>| role::is(age.who, other.who, &candidate.view.tagged);
        let differs = |other: &&Age<'_>| age.years.saturating_sub(other.years).abs() > apart;
        let told = theirs.iter().filter(other).find(differs)?;
        let has = |sentence: usize| {
            ages(candidate.view.side(sentence)).iter().filter(other).any(|other| !differs(&other))
        };
        if (0..candidate.view.tagged.sentences.len()).any(has) {
            return None;
        }
        Some(candidate.lone_slot(case, Code::NumberMismatch, age.item, told.item))
    };
    mine.iter().filter_map(slot).collect()
}

/// Two ages that may both be right: of two people, or of two years.
pub(crate) fn both_hold(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let (mine, theirs) = (&claim.analysis.items[slot.claim], &source.analysis.items[slot.evidence]);
    let (Some(a), Some(b)) = (years(claim, mine), years(source, theirs)) else { return false };
    let named = || source.analysis.items.iter().filter_map(|item| relation::identity(source, item));
    let of_another = || match (whose(claim, mine), whose(source, theirs)) {
        (Some(mine), Some(theirs)) => same(mine, theirs) == Same::No,
        // Who is named there, and not beside the age, is of another one.
        (Some(mine), None) => named().any(|other| same(mine, other) == Same::Yes),
        _ => false,
    };
    (a - b).abs() <= years_apart(case, candidate) || of_another()
}

/// Days from which somebody may have had a birthday between two texts.
const BIRTHDAY: i32 = 30;

/// By how many years one may be older in one of the two texts; a year where a date is not known.
fn years_apart(case: &Case<'_>, candidate: &Candidate) -> Decimal {
    let dates = (case.draft.tagged.published, candidate.view.article.meta.published);
    match dates {
        (Some(a), Some(b)) => {
            let days = (a - b).get_days().abs();
            Decimal::from(if days < BIRTHDAY { 0 } else { days / 365 + 1 })
        }
        _ => Decimal::ONE,
    }
}
