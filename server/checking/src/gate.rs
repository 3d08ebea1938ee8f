//! The gate: whether a slot that differs is one event told with another value, or another event.

use crate::age;
use crate::align::{self, Side};
use crate::analysis::{Item, ItemKind, fold};
use crate::antecedent;
use crate::code::Code;
use crate::judge::{Candidate, Case};
use crate::knowledge::knowledge;
use crate::lexicon::{Kinship, Part};
use crate::relation::{self, Relation};
use crate::same_event::{self, Sureness};
use crate::slot::{self, Features, Slot};
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Kind, Value};
use copydesk_text::{Token, TokenKind};
use rust_decimal::prelude::ToPrimitive;
use std::cell::LazyCell;
use std::cmp::Ordering;
use std::mem::discriminant;

/// Days between draft and source from which a statement without an explicit date is taken for another day's.
const SAME_NEWS_DAYS: i32 = 2;

/// Opens for a slot that may be called contradicted; else says in a few words why not.
pub(crate) fn opens(
    case: &Case<'_>,
    candidate: &Candidate,
    slot: &Slot,
    said: &[Vec<f32>],
    all: &[Candidate],
) -> Result<(), String> {
    let f = &slot.features;
    // What a sentence of the same origin says as the draft does, about as closely, is not contradicted by another; of
    // independent origins the one may disagree with the other.
    let (mut own, mut others) = (0.0f32, 0.0f32);
    for (other, said) in all.iter().zip(said) {
        let closeness = said[slot.claim];
        if closeness <= 0.0 {
            continue;
        }
        if other.view.same_origin(&candidate.view) {
            own = own.max(closeness);
        } else {
            others = others.max(closeness);
        }
    }
    let item = &case.analysis.items[slot.claim];
    let nowhere = item.kind.is_value() && own + others <= 0.0;
    // Asked for only where nothing cheaper decides: it looks through the whole article.
    let weighed = LazyCell::new(|| {
        if nowhere { same_event::sureness(case, candidate, slot, all) } else { Sureness::default() }
    });
    let differ_too = "other names, figures or dates differ too, so it may be another event";
    if f.differing >= 1.0 && f.differing > f.anchors && !weighed.sure
        || item.kind != ItemKind::Word && same_event::of_another(case, candidate, slot)
    {
        return Err(differ_too.to_owned());
    }
    if other_one(case, candidate, slot) {
        return Err("the source speaks of another one of several".to_owned());
    }
    if other_name(case, candidate, slot) {
        return Err("the source names another, so it may be another event".to_owned());
    }
    if !matches!(item.kind, ItemKind::Time(_)) && other_day(case, candidate) {
        return Err("the dates differ, so it may be another event".to_owned());
    }
    if matches!(item.kind, ItemKind::Time(_)) && bounded(case, candidate, slot) && !verbatim(f) {
        return Err("the dates are tied to it by different words".to_owned());
    }
    if matches!(item.kind, ItemKind::Time(_)) && past_and_to_come(case, candidate, slot) && !verbatim(f) {
        return Err("the one date is past, the other is to come".to_owned());
    }
    if age::both_hold(case, candidate, slot) {
        return Err("the ages may be of two people, or of two years".to_owned());
    }
    if matches!(item.kind, ItemKind::Figure(_)) && further(case, candidate, slot) {
        return Err("the one is said to be besides others".to_owned());
    }
    if turned_round(case, candidate, slot) {
        return Err("what is said of it is the opposite too, so it may be another event".to_owned());
    }
    if item.kind == ItemKind::Word && other_measure(case, candidate, slot) {
        return Err("the figures beside it differ".to_owned());
    }
    if item.kind == ItemKind::Word && slot.code == Code::NumberMismatch && f.differing >= 1.0 {
        return Err("a figure differs too, so it may be another of its kind".to_owned());
    }
    if phases(case, candidate, slot) && !verbatim(f) {
        return Err("the one may well have followed the other".to_owned());
    }
    if of_somebody(case, candidate) && !verbatim(f) {
        return Err("the draft does not tell of whom it speaks".to_owned());
    }
    if !verbatim(f) && !names(case, candidate) && antecedent::is_absent(case, candidate) {
        return Err("the source names none of those whom the draft may mean by a pronoun".to_owned());
    }
    if matches!(item.kind, ItemKind::Time(_)) && day_unknown(case, candidate, slot) {
        return Err("the source has a date beside it whose day is not known".to_owned());
    }
    let about = if verbatim(f) { 0.04 } else { ABOUT };
    if own > 0.0 && own + about >= f.claim {
        return Err("another sentence of the same source has it as the draft does".to_owned());
    }
    let disagrees = others > 0.0 && others + ABOUT >= f.claim;
    let of_one =
        |(other, said): (&Candidate, &Vec<f32>)| said[slot.claim] > 0.0 && same_people(other, candidate);
    if disagrees && !(one_story(case, candidate) && all.iter().zip(said).any(of_one)) {
        return Err("another source has it as the draft does".to_owned());
    }
    if matches!(item.kind, ItemKind::Figure(_)) && f.noun <= 0.0 {
        return Err("the figures count different things".to_owned());
    }
    if matches!(item.kind, ItemKind::Actor(_)) {
        let source = candidate.side();
        let other = &source.analysis.items[slot.evidence];
        if f.before <= 0.0 || item.possessive != other.possessive {
            return Err("the names play different parts".to_owned());
        }
        if of_another_sort(case, candidate, slot) && !verbatim(f) {
            return Err("each is told of another one of its kind".to_owned());
        }
        if spoken_to(case.side(), slot.claim) && !verbatim(f) {
            return Err("a speaker may have told both".to_owned());
        }
        if cut_off(item) || cut_off(other) {
            return Err("a name is cut off after an initial".to_owned());
        }
        let certain = score(f) >= CERTAIN || verbatim(f);
        let kind = |side: Side<'_>, item: &Item| side.mention(item).map(|mention| mention.kind);
        if !certain && (kind(case.side(), item) != kind(source, other) || other_sort(item, other)) {
            return Err("the names are of different kinds".to_owned());
        }
        if !certain && source.analysis.pronoun && candidate.alignment.context[slot.claim] >= 0.5 {
            return Err("the source may mean the same by a pronoun".to_owned());
        }
    }
    if !case.analysis.verb && !names(case, candidate) && !weighed.sure {
        return Err("a line without a verb or a name does not tell which event is meant".to_owned());
    }
    if other_news(case, candidate) && !names(case, candidate) && !one_story(case, candidate) {
        return Err("it is of another day and nothing named in it tells that it is the same event".to_owned());
    }
    if !weighed.sure {
        sure_of_one(case, candidate, slot, disagrees)?;
        if nowhere && !weighed.likely {
            return Err("the source may well say it of something else".to_owned());
        }
    }
    if !verbatim(f) && speaks_of_others(case, candidate) {
        return Err("the source does not name anyone of whom the draft speaks here".to_owned());
    }
    if rivals(case, candidate, slot, all) {
        return Err("several sources say the like of different events".to_owned());
    }
    Ok(())
}

/// Right before a word that both have stands another one in each: "the parts group", "the engine group".
fn of_another_sort(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    let word = |items: &[Item], at: usize, own: usize| at != own && items[at].kind == ItemKind::Word;
    (1..c.len()).any(|k| {
        let before = candidate.alignment.partner(k).and_then(|j| j.checked_sub(1));
        before.is_some_and(|j| {
            word(c, k - 1, slot.claim)
                && word(e, j, slot.evidence)
                && candidate.alignment.pairs[k - 1].is_none()
                && candidate.alignment.back[j].is_none()
                && modifies(c, k - 1)
                && modifies(e, j)
        })
    })
}

/// A noun or an adjective with nothing between it and the noun after it.
fn modifies(items: &[Item], at: usize) -> bool {
    let part = |item: &Item| item.lexeme.part().map_or(Part::Noun, |(part, _)| part);
    matches!(part(&items[at]), Part::Noun | Part::Adjective)
        && items.get(at + 1).is_some_and(|next| {
            next.kind == ItemKind::Word && next.before.is_empty() && part(next) == Part::Noun
        })
}

/// The name is of those whom somebody told something.
fn spoken_to(side: Side<'_>, at: usize) -> bool {
    let items = &side.analysis.items;
    at.checked_sub(1).is_some_and(|before| items[before].stem == "tell" && items[at].before.is_empty())
}

/// Names that say what the two are, and not the same: a court, an exchange.
fn other_sort(a: &Item, b: &Item) -> bool {
    let noun = |item: &Item| {
        let known = item.lexeme.part().is_some_and(|(part, common)| part == Part::Noun && common > 0);
        item.lower.contains(' ') && known
    };
    noun(a) && noun(b) && a.lexeme.kinship(b.lexeme) == Kinship::None
}

/// A name of several words that ends with an initial.
fn cut_off(name: &Item) -> bool {
    let last = name.lower.trim_end_matches('.').rsplit(' ').next();
    name.lower.contains(' ') && last.is_some_and(|last| last.chars().count() == 1)
}

/// Both speak of one event, where what the draft says stands somewhere else or is no figure and no date.
fn sure_of_one(case: &Case<'_>, candidate: &Candidate, slot: &Slot, disagrees: bool) -> Result<(), String> {
    let f = &slot.features;
    if f.matched < 2.0 || f.claim < NEAR_SLOT {
        return Err("too little else is the same".to_owned());
    }
    // A date may be told beside others; a figure or a name that the source has among facts which the draft lacks is likely
    // another one's.
    let is_time = matches!(case.analysis.items[slot.claim].kind, ItemKind::Time(_));
    let crowded = if is_time { 0.0 } else { CROWDED * f.extra.min(2.0) };
    let score = score(f) - crowded;
    let needed = needed(case, candidate, slot, score) + if disagrees { DISAGREEING } else { 0.0 };
    if score < needed {
        return Err(format!(
            "too much else differs to be sure that it is one event ({score:.2} of {needed:.2})"
        ));
    }
    Ok(())
}

/// One of the two dates is said to be a bound ("by September", "since 1982"), and the other is not.
fn bounded(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (a, b) = (&case.analysis.items[slot.claim], &candidate.side().analysis.items[slot.evidence]);
    let bound = |item: &Item| knowledge().bounds.contains(&item.before);
    a.before != b.before && (bound(a) || bound(b))
}

/// A day named by its distance is past in one of the two and to come in the other.
fn past_and_to_come(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let side = |side: Side<'_>, item: &Item| {
        let Some(Value::Time(time)) = side.mention(item).map(|mention| &mention.value) else { return None };
        let ((first, last), today) = (time.days?, side.tagged.published?);
        let way = if last < today {
            Ordering::Less
        } else if first > today {
            Ordering::Greater
        } else {
            return None;
        };
        Some((way, time.relative))
    };
    let source = candidate.side();
    let mine = side(case.side(), &case.analysis.items[slot.claim]);
    let theirs = side(source, &source.analysis.items[slot.evidence]);
    matches!((mine, theirs), (Some((a, x)), Some((b, y))) if a != b && (x || y))
}

/// "Another 84 million" is said beside a first one, as is what begins with "under a separate agreement": the source may have
/// that alone.
fn further(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let source = candidate.side();
    let said = |side: Side<'_>, at: usize| {
        let items = &side.analysis.items;
        let from = items[at.saturating_sub(1)].range.start;
        let to = items[(at + 1).min(items.len() - 1)].range.end;
        let word = |token: &Token| fold(token.text(side.text()));
        let tokens = || side.sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        let beside = tokens().filter(|token| from <= token.range.start && token.range.end <= to);
        beside.chain(tokens().take(OPENING)).any(|token| knowledge().further.contains(&word(token)))
    };
    said(case.side(), slot.claim) != said(source, slot.evidence)
}

/// Words at the beginning of a sentence that tell of what it is.
const OPENING: usize = 3;

/// The slot's clause has another word whose opposite stands in that of the evidence: "rose 0.3 percent" beside "fell 1.1 percent".
fn turned_round(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    (0..c.len())
        .filter(|&i| i != slot.claim && c[i].clause == c[slot.claim].clause)
        .filter(|&i| c[i].kind == ItemKind::Word && candidate.alignment.covered(i) < 0.5)
        .any(|i| {
            (0..e.len()).any(|j| {
                j != slot.evidence
                    && e[j].clause == e[slot.evidence].clause
                    && e[j].kind == ItemKind::Word
                    && candidate.alignment.back[j].is_none()
                    && align::words(&c[i], &e[j]) == Relation::Opposite
            })
        })
}

/// Items beside a word among which a figure that differs makes the two of different things: "a maximum of 375 million",
/// "a minimum of 10 million".
const BESIDE: usize = 2;

fn other_measure(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let figure = |item: &Item| matches!(item.kind, ItemKind::Figure(_));
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    let near = |at: usize, len: usize| at.saturating_sub(BESIDE)..(at + BESIDE + 1).min(len);
    near(slot.claim, c.len()).any(|i| figure(&c[i]) && candidate.alignment.partner(i).is_none())
        && near(slot.evidence, e.len()).any(|j| figure(&e[j]) && candidate.alignment.back[j].is_none())
}

/// Two opposites that follow each other in time: talks that have ended did begin.
fn phases(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (a, b) = (&case.analysis.items[slot.claim], &candidate.side().analysis.items[slot.evidence]);
    knowledge().phases(&a.stem, &b.stem)
}

/// The claim is of somebody or something whom only a sentence before it could name, and none does.
fn of_somebody(case: &Case<'_>, candidate: &Candidate) -> bool {
    let sentence = case.sentence();
    let words = sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
    let mut first = words.take(2).map(|token| fold(token.text(&sentence.sentence.text)));
    let know = knowledge();
    let pronoun = first.next().is_some_and(|word| know.things.contains(&word))
        || first.next().is_some_and(|word| know.anaphors.contains(&word));
    pronoun && case.near.is_empty() && !names(case, candidate)
}

/// A sentence of some length that is the same word for word but for the slot does not recur about another event.
fn verbatim(f: &Features) -> bool {
    f.whole >= 0.97 && f.matched >= 6.0
}

/// Share of what stands around a slot by which one sentence may be farther from the draft than another and as close.
const ABOUT: f32 = 0.12;

/// So sure that nothing but the slot can differ.
const CERTAIN: f32 = 0.98;

/// What each further name, figure or date beside the source's value takes from how sure it is.
const CROWDED: f32 = 0.06;

/// How much surer one has to be before two sources are said to disagree.
const DISAGREEING: f32 = 0.04;

/// The heads of two articles name somebody in common, or one of them nobody at all.
fn same_people(a: &Candidate, b: &Candidate) -> bool {
    let shared = |x| b.view.named_at_head().any(|y| same(x, y) != Same::No);
    a.view.article.id != b.view.article.id
        && (a.view.named_at_head().any(shared)
            || a.view.named_at_head().next().is_none()
            || b.view.named_at_head().next().is_none())
}

/// The article is of the draft's days, and names those of the claim, or some of those the draft names around it.
pub(crate) fn one_story(case: &Case<'_>, candidate: &Candidate) -> bool {
    let days = days_apart(case, candidate);
    if names(case, candidate) {
        days <= STORY_DAYS
    } else {
        days <= NEWS_DAYS && names_around(case, candidate)
    }
}

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

/// Days within which two reports that name the same people around a statement may be of one event.
const NEWS_DAYS: i32 = 7;

/// Days within which two reports may be of one running story.
const STORY_DAYS: i32 = 14;

/// How sure it is that both speak of one event and one slot; about 1 when everything else is the same.
pub(crate) fn score(f: &Features) -> f32 {
    0.28 * f.claim
        + 0.17 * f.evidence
        + 0.22 * f.neighbours
        + 0.13 * f.whole
        + 0.1 * f.typed
        + 0.05 * f.before
        + 0.05 * f.noun
        + 0.02 * f.anchors.min(3.0)
        + 0.03 * f.margin.min(1.0)
        - 0.12 * f.replaced.min(2.0)
        - 0.1 * f.extra.min(2.0)
        - 0.06 * f.differing * if f.differing < f.anchors { 1.0 } else { 1.5 }
}

/// The score from which a slot may be called contradicted. Set on news articles: on their own sentences left out, and on
/// summaries of them with a value changed.
fn needed(case: &Case<'_>, candidate: &Candidate, slot: &Slot, score: f32) -> f32 {
    let fresh = !other_news(case, candidate);
    let needed = match case.analysis.items[slot.claim].kind {
        ItemKind::Figure(_) if slot.code == Code::DateMismatch => 0.72,
        ItemKind::Figure(_) if score < MANY && far_apart(case, candidate, slot) => MANY,
        ItemKind::Figure(_) if score < MANY && rivals_within(case, candidate, slot).0 > FEW => MANY,
        ItemKind::Figure(_)
            if fresh
                && slot::counts_the_same(case.side(), candidate.side(), slot)
                && rivals_within(case, candidate, slot) == (0, false) =>
        {
            0.6
        }
        ItemKind::Figure(_) => 0.74,
        ItemKind::Time(_) if duration(case, slot) => 0.76,
        ItemKind::Time(_)
            if fresh
                && slot.features.replaced < 1.0
                && slot.features.margin >= NO_OTHER_DATE
                && matches!(rivals_within(case, candidate, slot), (0..=FEW, false)) =>
        {
            0.5
        }
        ItemKind::Time(_) => 0.72,
        ItemKind::Actor(_) => 0.8,
        ItemKind::Word => 0.86,
    };
    if fresh { needed } else { needed + 0.1 }
}

/// The one figure is several times the other: more likely of another thing than wrong.
pub(crate) fn far_apart(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let source = candidate.side();
    let of = |side: Side<'_>, item: &Item| match side.mention(item).map(|mention| &mention.value) {
        Some(Value::Figure(figure)) => figure.amount.to_f64(),
        _ => None,
    };
    let mine = of(case.side(), &case.analysis.items[slot.claim]);
    let theirs = of(source, &source.analysis.items[slot.evidence]);
    matches!((mine, theirs), (Some(a), Some(b)) if a.abs().max(b.abs()) > FAR * a.abs().min(b.abs()))
}

/// How many times another a figure is that most likely is of another thing.
const FAR: f64 = 8.0;

/// A length of time: as little bound to one event as a figure is.
fn duration(case: &Case<'_>, slot: &Slot) -> bool {
    let mention = case.side().mention(&case.analysis.items[slot.claim]);
    mention.is_some_and(|mention| mention.kind == Kind::Duration)
}

/// Values that could fill a slot as well, from which any one of them is most likely another thing's.
const FEW: usize = 2;
/// Needed where there are more.
const MANY: f32 = 0.94;

/// How many other values the article has that could fill the slot as well as the one that was found, and whether it has
/// the claim's own, or one that goes with it, anywhere.
fn rivals_within(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> (usize, bool) {
    let (values, has) = values_within(case, candidate, slot);
    (values.saturating_sub(1), has)
}

/// How many values of the article, other than the claim's own, could fill the slot, and whether it has the claim's own
/// anywhere.
pub(crate) fn values_within(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> (usize, bool) {
    let claim = &case.analysis.items[slot.claim];
    let (mut values, mut has) = (Vec::<&str>::new(), false);
    for sentence in 0..candidate.view.tagged.sentences.len() {
        let side = candidate.view.side(sentence);
        let alike = |item: &&Item| discriminant(&item.kind) == discriminant(&claim.kind);
        for item in side.analysis.items.iter().filter(alike) {
            match relation::of(case.side(), claim, side, item) {
                Relation::None | Relation::Opposite => {}
                Relation::Conflict => {
                    if slot::noun(case.side(), claim, side, item) > 0.5
                        && !values.contains(&item.lower.as_str())
                    {
                        values.push(&item.lower);
                    }
                }
                _ => has = true,
            }
        }
    }
    (values.len(), has)
}

/// How much of what stands around a slot must be the same.
const NEAR_SLOT: f32 = 0.6;

/// By how much a date must fit better than any other of the sentence.
const NO_OTHER_DATE: f32 = 0.4;

/// Draft and source are dated and of different days' news, and the source is none of the draft's own.
pub(crate) fn other_news(case: &Case<'_>, candidate: &Candidate) -> bool {
    days_apart(case, candidate) > SAME_NEWS_DAYS && !of_the_story(case, candidate)
}

/// The claim names somebody whom the evidence has too, or the article those whom the draft names around it.
pub(crate) fn of_one_story(case: &Case<'_>, candidate: &Candidate) -> bool {
    !other_news(case, candidate) && (names(case, candidate) || of_the_story(case, candidate))
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
        || (candidate.view.article.meta.published <= case.draft.tagged.published
            && !case.analysis.items.iter().any(relative)
            && most_are_known())
}

/// A name of the claim beside the slot has no partner, and the evidence has another name of its kind without one.
fn other_name(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let source = candidate.side();
    let (c, e) = (&case.analysis.items, &source.analysis.items);
    let actor = |item: &Item| matches!(item.kind, ItemKind::Actor(_));
    // Where a name is the slot itself, the other has to stand in the very sentence: who was appointed to the one office was
    // not appointed to the other.
    let lacks = |i: usize| match actor(&c[slot.claim]) {
        true => candidate.alignment.pairs[i].is_none(),
        false => candidate.alignment.covered(i) < 0.5,
    };
    let open = |i: usize| i != slot.claim && actor(&c[i]) && lacks(i);
    let kind = |side: Side<'_>, item: &Item| side.mention(item).map(|mention| mention.kind);
    let against = |i: usize, j: usize| match relation::of(case.side(), &c[i], source, &e[j]) {
        Relation::Conflict => true,
        // "The Engine Group" and "the Parts Group" have a word in common, and are two.
        Relation::None => {
            actor(&c[slot.claim]) && actor(&e[j]) && kind(case.side(), &c[i]) == kind(source, &e[j])
        }
        _ => false,
    };
    let free = |j: usize| j != slot.evidence && candidate.alignment.back[j].is_none();
    (0..c.len()).filter(|&i| open(i)).any(|i| (0..e.len()).any(|j| free(j) && against(i, j)))
}

/// An ordinal or a label of the claim has no partner, and the evidence has another one: the second of them is not the
/// first, and class J-4 is not class J-2.
fn other_one(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let label = |item: &Item| {
        let letters = item.lower.bytes().filter(u8::is_ascii_alphabetic).count();
        let digits = item.lower.bytes().any(|byte| byte.is_ascii_digit() || byte == b'-');
        item.kind == ItemKind::Word && matches!(letters, 1..=2) && (digits || item.lower.len() == 1)
    };
    let ordinal = |side: Side<'_>, item: &Item| side.mention(item).is_some_and(|m| m.kind == Kind::Ordinal);
    let source = candidate.side();
    let (c, e) = (&case.analysis.items, &source.analysis.items);
    let open = |i: usize| i != slot.claim && candidate.alignment.covered(i) < 0.5;
    let free = |j: usize| j != slot.evidence && candidate.alignment.back[j].is_none();
    let another = |mine: &dyn Fn(&Item) -> bool, theirs: &dyn Fn(&Item) -> bool| {
        (0..c.len()).any(|i| open(i) && mine(&c[i])) && (0..e.len()).any(|j| free(j) && theirs(&e[j]))
    };
    another(&|item| ordinal(case.side(), item), &|item| ordinal(source, item)) || another(&label, &label)
}

/// A date of the claim has no partner, and the evidence has another date without one.
fn other_day(case: &Case<'_>, candidate: &Candidate) -> bool {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    let time = |kind: ItemKind| matches!(kind, ItemKind::Time(_));
    let mine = (0..c.len()).any(|i| time(c[i].kind) && candidate.alignment.covered(i) < 0.5);
    let theirs = (0..e.len()).any(|j| time(e[j].kind) && candidate.alignment.back[j].is_none());
    mine && theirs
}

/// Beside the slot the evidence has a date without a partner ("the day before") that may as well be the draft's.
fn day_unknown(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let source = candidate.side();
    let claim = &case.analysis.items[slot.claim];
    source.analysis.items.iter().enumerate().any(|(j, other)| {
        j != slot.evidence
            && matches!(other.kind, ItemKind::Time(_))
            && candidate.alignment.back[j].is_none()
            && source.mention(other).map(|m| m.kind) == case.side().mention(claim).map(|m| m.kind)
            && relation::alike(case.side(), claim, source, other)
            && relation::of(case.side(), claim, source, other) != Relation::Conflict
    })
}

/// The claim names somebody or somewhere, and so does the evidence.
fn names(case: &Case<'_>, candidate: &Candidate) -> bool {
    let items = case.analysis.items.iter().enumerate();
    items
        .filter(|(_, item)| matches!(item.kind, ItemKind::Actor(_)))
        .any(|(i, _)| candidate.alignment.covered(i) >= 0.5)
}

/// The claim names nobody, and nobody whom the draft names around it is named in the article.
fn speaks_of_others(case: &Case<'_>, candidate: &Candidate) -> bool {
    !names(case, candidate)
        && !case.near.is_empty()
        && !case.near.iter().any(|term| candidate.view.terms().contains(term))
}

/// Two articles that fit equally well and have different values in the slot: the sentence is a formula of its
/// kind of news, and does not tell which event is meant.
fn rivals(case: &Case<'_>, candidate: &Candidate, slot: &Slot, all: &[Candidate]) -> bool {
    let mine = &candidate.side().analysis.items[slot.evidence];
    // What has the same value in the slot speaks for this one, not for another event.
    let agrees = |other: &Candidate| {
        let same = |item: &Item| {
            let relation = relation::of(candidate.side(), mine, other.side(), item);
            matches!(relation, Relation::Same | Relation::Inflected)
        };
        other.side().analysis.items.iter().any(same)
    };
    all.iter().any(|other| {
        other.view.article.id != candidate.view.article.id
            && other.coverage + 0.1 >= candidate.coverage
            && !other.view.same_origin(&candidate.view)
            && other.alignment.pairs[slot.claim].is_none()
            && !agrees(other)
            && other.alignment.local_coverage(case.analysis, slot.claim, &|_| false) + 0.1
                >= slot.features.claim
    })
}
