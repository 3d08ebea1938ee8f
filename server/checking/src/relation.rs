//! How an item of the claim stands to one of the evidence.

use crate::align::{Side, words};
use crate::analysis::{Item, ItemKind};
use crate::judge::Case;
use crate::verdict::{Fix, Reason};
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Kind, Mention, Value};
use std::ops::Range;

/// How an item of the claim stands to one of the evidence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Relation {
    /// The same word, value or actor.
    Same,
    /// The same word in another form; a value inside the other's range; one name short for the other.
    Inflected,
    /// Another word for it; a value that goes with the other.
    Synonym,
    /// A more general or more special word.
    Kin,
    /// The same value, but the source is less exact about it.
    Hedged,
    /// The same figure, counting something else.
    OtherNoun,
    /// Listed opposites.
    Opposite,
    /// Same kind, other value: the material of contradictions.
    Conflict,
    /// Nothing to do with each other.
    None,
}

impl Relation {
    /// How far the one stands for the other, 0 to 1.
    pub(crate) fn strength(self) -> f32 {
        match self {
            Relation::Same => 1.0,
            Relation::Inflected | Relation::Hedged => 0.95,
            Relation::Synonym => 0.8,
            Relation::Kin => 0.55,
            Relation::OtherNoun => 0.35,
            Relation::Opposite | Relation::Conflict | Relation::None => 0.0,
        }
    }
}

/// How `a` of the claim stands to `b` of the evidence.
pub(crate) fn of(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    match (a.kind, b.kind) {
        (ItemKind::Word, ItemKind::Word) => words(a, b),
        (ItemKind::Figure(_), ItemKind::Figure(_)) => figures(claim, a, evidence, b),
        (ItemKind::Time(_), ItemKind::Time(_)) => times(claim, a, evidence, b),
        (ItemKind::Actor(_), ItemKind::Actor(_)) => actors(claim, a, evidence, b),
        (ItemKind::Actor(_), ItemKind::Word) | (ItemKind::Word, ItemKind::Actor(_)) => {
            if a.lower == b.lower {
                Relation::Same
            } else if a.terms.iter().any(|t| b.terms.contains(t)) {
                Relation::Synonym
            } else {
                Relation::None
            }
        }
        _ if a.lower == b.lower => Relation::Same,
        _ => Relation::None,
    }
}

fn actors(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    if a.lower == b.lower {
        return Relation::Same;
    }
    let identity = |side: Side<'_>, item: &Item| match side.mention(item).map(|m| &m.value) {
        Some(Value::Actor(actor)) => side.tagged.actors.get(actor.id).cloned(),
        _ => None,
    };
    let (Some(x), Some(y)) = (identity(claim, a), identity(evidence, b)) else { return Relation::None };
    match same(&x, &y) {
        Same::Yes => return Relation::Same,
        Same::Maybe => return Relation::Inflected,
        Same::No => {}
    }
    let (mine, theirs) = (name_words(&a.lower), name_words(&b.lower));
    let shared = mine.iter().filter(|word| theirs.contains(word)).count();
    if shared > 0 && shared == mine.len().min(theirs.len()) {
        // One name says less than the other.
        return Relation::Inflected;
    }
    let full = |identity: &Identity| identity.kind == Kind::Person && !identity.key.given.is_empty();
    if x.kind == y.kind && (shared == 0 || (full(&x) && full(&y))) {
        Relation::Conflict
    } else {
        Relation::None
    }
}

/// The words of a name that tell it from others.
fn name_words(lower: &str) -> Vec<&str> {
    lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 1 && !copydesk_tagging::words::is_stop(word))
        .collect()
}

fn figures(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    let figure = |side: Side<'_>, item: &Item| match side.mention(item).map(|m| (m.kind, &m.value)) {
        Some((kind, Value::Figure(figure))) => Some((kind, figure.clone())),
        _ => None,
    };
    let (Some((k1, x)), Some((k2, y))) = (figure(claim, a), figure(evidence, b)) else {
        return Relation::None;
    };
    if k1 != k2 || x.unit != y.unit {
        return Relation::None;
    }
    if x.amount == y.amount {
        return Relation::Same;
    }
    Relation::Conflict
}

fn times(claim: Side<'_>, a: &Item, evidence: Side<'_>, b: &Item) -> Relation {
    let time = |side: Side<'_>, item: &Item| match side.mention(item).map(|m| (m.kind, &m.value)) {
        Some((kind, Value::Time(time))) => Some((kind, time.clone())),
        _ => None,
    };
    let (Some((k1, x)), Some((k2, y))) = (time(claim, a), time(evidence, b)) else { return Relation::None };
    if k1 != k2 {
        return Relation::None;
    }
    if x.value == y.value {
        return Relation::Same;
    }
    if a.lower == b.lower {
        // The same words mean the same time on the same day; on another day they tell of another event.
        let one_day = claim.tagged.published == evidence.tagged.published || !x.relative;
        return if one_day { Relation::Same } else { Relation::None };
    }
    match (x.days, y.days) {
        (Some((a1, a2)), Some((b1, b2))) => {
            if (b1 <= a1 && a2 <= b2) || (a1 <= b1 && b2 <= a2) {
                Relation::Inflected
            } else if a1 <= b2 && b1 <= a2 {
                Relation::Synonym
            } else if x.value.len() == y.value.len() {
                Relation::Conflict
            } else {
                Relation::None
            }
        }
        _ if x.value.len() == y.value.len()
            && x.value.chars().zip(y.value.chars()).all(|(a, b)| a.is_alphabetic() == b.is_alphabetic()) =>
        {
            Relation::Conflict
        }
        _ => Relation::None,
    }
}

pub(crate) fn figure_like(_mine: &Mention, _draft: &str, theirs: &Mention, source: &str) -> String {
    match &theirs.value {
        Value::Figure(figure) => source[figure.digits.clone()].to_owned(),
        _ => source[theirs.range.clone()].to_owned(),
    }
}

pub(crate) fn time_like(_mine: &Mention, _draft: &str, theirs: &Mention, source: &str) -> String {
    source[theirs.range.clone()].to_owned()
}

pub(crate) fn weekday(_case: &Case<'_>, _mention: &Mention) -> Option<(Range<usize>, Reason, Vec<Fix>)> {
    None
}
