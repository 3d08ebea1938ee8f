//! Signs that draft and source tell of two different things, however alike they tell it.

use super::story::names;
use super::{CERTAIN, score, values_within, verbatim};
use crate::align::relation::{self, Relation};
use crate::align::{self, Side};
use crate::analysis::antecedent;
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Kinship, Part};
use crate::slot::{self, Slot};
use crate::stated::polarity;
use crate::values::age;
use copydesk_tagging::{Kind, Value};
use copydesk_text::{Token, TokenKind};
use std::cmp::Ordering;

/// What tells that the slot is another thing's, in a few words for people.
pub(super) fn sign(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> Option<&'static str> {
    let f = &slot.features;
    let kind = case.analysis.items[slot.claim].kind;
    let [time, figure, word] =
        [matches!(kind, ItemKind::Time(_)), matches!(kind, ItemKind::Figure(_)), kind == ItemKind::Word];
    // Word for word the same but for the slot: little tells against one event.
    let rewritten = !verbatim(f);
    if other_one(case, candidate, slot) {
        return Some("the source speaks of another one of several");
    }
    if word && f.whole < TOLD_ALIKE && as_verbs(case, candidate, slot) {
        return Some("another thing may have been done, too, or at another time");
    }
    if other_name(case, candidate, slot) {
        return Some("the source names another, so it may be another event");
    }
    if !time && other_day(case, candidate) {
        return Some("the dates differ, so it may be another event");
    }
    if time && rewritten && bounded(case, candidate, slot) {
        return Some("the dates are tied to it by different words");
    }
    if time
        && rewritten
        && (past_and_to_come(case, candidate, slot) || done_and_to_come(case, candidate, slot))
    {
        return Some("the one date is past, the other is to come");
    }
    if age::both_hold(case, candidate, slot) {
        return Some("the ages may be of two people, or of two years");
    }
    if figure && further(case, candidate, slot) {
        return Some("the one is said to be besides others");
    }
    if figure && rewritten && other_end(case, candidate, slot) {
        return Some("the one is where it came from, the other where it went");
    }
    if rewritten && is_ordinal(case, slot) {
        return Some("another in a row is told of in other words");
    }
    if figure && parts_of(case, candidate, slot) {
        return Some("the source has the sum of the draft's figures");
    }
    if rewritten && roughly(case, candidate, slot) {
        return Some("a figure beside it is only roughly the same");
    }
    if turned_round(case, candidate, slot) {
        return Some("what is said of it is the opposite too, so it may be another event");
    }
    if word && polarity::one_denied((case.side(), slot.claim), (candidate.side(), slot.evidence)) {
        return Some("one of the two denies it");
    }
    if word && other_measure(case, candidate, slot) {
        return Some("the figures beside it differ");
    }
    if word && slot.code == Code::NumberMismatch && f.differing >= 1.0 {
        return Some("a figure differs too, so it may be another of its kind");
    }
    if rewritten && phases(case, candidate, slot) {
        return Some("the one may well have followed the other");
    }
    if rewritten && of_somebody(case, candidate) {
        return Some("the draft does not tell of whom it speaks");
    }
    if rewritten && !names(case, candidate) && antecedent::is_absent(case, candidate) {
        return Some("the source names none of those whom the draft may mean by a pronoun");
    }
    if time && day_unknown(case, candidate, slot) {
        return Some("the source has a date beside it whose day is not known");
    }
    None
}

/// The same for a slot that holds a name.
pub(super) fn sign_of_name(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> Option<&'static str> {
    let f = &slot.features;
    let (claim, source) = (case.side(), candidate.side());
    let (item, other) = (&case.analysis.items[slot.claim], &source.analysis.items[slot.evidence]);
    if f.before <= 0.0 || item.possessive != other.possessive {
        return Some("the names play different parts");
    }
    if cut_off(item) || cut_off(other) {
        return Some("a name is cut off after an initial");
    }
    if in_brackets(claim, item) || in_brackets(source, other) {
        return Some("a name in brackets says only who is meant by the one before it");
    }
    // "The Harbour and Ports Authority (HPA)" is named by its short form, and "Jon Varn (Dunmere)" is one of the team.
    let next = claim.analysis.items.get(slot.claim + 1).filter(|next| in_brackets(claim, next));
    if next.is_some_and(|next| align::stands_in(next, source.analysis)) {
        return Some("what stands in brackets behind the name is all that the source need have of it");
    }
    if verbatim(f) {
        return None;
    }
    if of_another_sort(case, candidate, slot) {
        return Some("each is told of another one of its kind");
    }
    if spoken_to(claim, slot.claim) {
        return Some("a speaker may have told both");
    }
    if (item.attribution || other.attribution) && said_otherwise(case, candidate) {
        return Some("each may have said something of his own");
    }
    if score(f) >= CERTAIN {
        return None;
    }
    if claim.kind(item) != source.kind(other) || other_sort(item, other) {
        return Some("the names are of different kinds");
    }
    if source.analysis.pronoun && candidate.alignment.context[slot.claim] >= 0.5 {
        return Some("the source may mean the same by a pronoun");
    }
    None
}

/// The claim has another figure or date, or names another before it, than the source's sentence has: what it tells is told
/// of something else.
pub(super) fn of_another(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let (c, e) = (&claim.analysis.items, &source.analysis.items);
    let open = |k: usize| k != slot.claim && candidate.alignment.pairs[k].is_none();
    let free = |j: usize| j != slot.evidence && candidate.alignment.back[j].is_none();
    let against = |k: usize, j: usize| relation::of(claim, &c[k], source, &e[j]) == Relation::Conflict;
    let named = |item: &Item| matches!(item.kind, ItemKind::Actor(_)) && !item.attribution;
    let other_value = |k: usize| (0..e.len()).any(|j| free(j) && e[j].kind.is_value() && against(k, j));
    let other_name = |k: usize| (0..slot.evidence).any(|j| free(j) && named(&e[j]) && against(k, j));
    (0..c.len())
        .filter(|&k| open(k))
        .any(|k| c[k].kind.is_value() && other_value(k) || k < slot.claim && named(&c[k]) && other_name(k))
}

/// Share of the rest of the claim that must be the same where two verbs exclude one another: who was accused is cleared later.
const TOLD_ALIKE: f32 = 0.9;

/// The two words exclude one another as verbs.
fn as_verbs(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (mine, theirs) = (&case.analysis.items[slot.claim], &candidate.side().analysis.items[slot.evidence]);
    slot.is_of_kinds() && matches!((mine.entry, theirs.entry), (Some(a), Some(b)) if a.excludes_as_verb(b))
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
    let against = |i: usize, j: usize| match relation::of(case.side(), &c[i], source, &e[j]) {
        Relation::Conflict => true,
        // "The Engine Group" and "the Parts Group" have a word in common, and are two.
        Relation::None => {
            actor(&c[slot.claim]) && actor(&e[j]) && case.side().kind(&c[i]) == source.kind(&e[j])
        }
        _ => false,
    };
    let free = |j: usize| j != slot.evidence && candidate.alignment.back[j].is_none();
    (0..c.len()).filter(|&i| open(i)).any(|i| (0..e.len()).any(|j| free(j) && against(i, j)))
}

/// A date of the claim has no partner, and the evidence has another date without one.
fn other_day(case: &Case<'_>, candidate: &Candidate) -> bool {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    let time = |kind: ItemKind| matches!(kind, ItemKind::Time(_));
    let mine = (0..c.len()).any(|i| time(c[i].kind) && candidate.alignment.covered(i) < 0.5);
    let theirs = (0..e.len()).any(|j| time(e[j].kind) && candidate.alignment.back[j].is_none());
    mine && theirs
}

/// One of the two dates is said to be a bound ("by September", "since 1982"), and the other is not.
fn bounded(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let source = candidate.side();
    let mine = bound(case.side(), &case.analysis.items[slot.claim]);
    let theirs = bound(source, &source.analysis.items[slot.evidence]);
    mine != theirs
}

/// The word that makes a date a bound, which an article or more may part from it: "by the end of the month", "the largest
/// since the rise in April".
fn bound<'a>(side: Side<'a>, item: &Item) -> Option<&'a str> {
    let know = knowledge();
    let before = side.sentence.tokens.iter().filter(|token| token.range.end <= item.range.start);
    let words = before.rev().map(|token| side.lower(token));
    let right_before = words.clone().find(|word| !know.determiners.contains(*word));
    let since = || words.take_while(|word| *word != ",").find(|word| know.lasting.contains(*word));
    right_before.filter(|word| know.bounds.contains(*word)).or_else(since)
}

/// In the clause of the one date something "will" be, in that of the other it was.
fn done_and_to_come(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let tense = |side: Side<'_>, at: usize| {
        let items = &side.analysis.items;
        let own = items.iter().filter(|item| item.clause == items[at].clause);
        let (from, to) = own
            .fold((usize::MAX, 0), |(from, to), item| (from.min(item.range.start), to.max(item.range.end)));
        let within =
            side.sentence.tokens.iter().filter(|token| from <= token.range.start && token.range.end <= to);
        let words: Vec<&str> = within.map(|token| side.lower(token)).collect();
        let any = |is: &dyn Fn(&str) -> bool| words.iter().any(|word| is(word));
        (any(&|word| knowledge().sure.contains(word)), any(&|word| knowledge().past(word)))
    };
    let mine = tense(case.side(), slot.claim);
    let theirs = tense(candidate.side(), slot.evidence);
    matches!((mine, theirs), ((true, _), (false, true)) | ((false, true), (true, _)))
}

/// "To 63 percent" in the one, "from 66 percent" in the other.
fn other_end(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (mine, theirs) = (&case.analysis.items[slot.claim], &candidate.side().analysis.items[slot.evidence]);
    let end = |item: &Item| knowledge().ends.contains(&item.before);
    end(mine) && end(theirs) && mine.before != theirs.before
}

/// The slot holds a place in a row: who tells of the second has most likely told of the first.
fn is_ordinal(case: &Case<'_>, slot: &Slot) -> bool {
    case.side().kind(&case.analysis.items[slot.claim]) == Some(Kind::Ordinal)
}

/// With another figure of the claim, of the same, the slot's comes to what the source has.
fn parts_of(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    let items = &claim.analysis.items;
    let amount = |side: Side<'_>, item: &Item| {
        side.figure(item).filter(|figure| figure.upper.is_none()).map(|figure| figure.amount)
    };
    let kind = claim.kind(&items[slot.claim]);
    let own = amount(claim, &items[slot.claim]);
    let whole = amount(source, &source.analysis.items[slot.evidence]);
    let alike = |k: &usize| {
        *k != slot.claim
            && claim.kind(&items[*k]) == kind
            && slot::noun(claim, &items[slot.claim], claim, &items[*k]) > 0.5
    };
    own.zip(whole).is_some_and(|(own, whole)| {
        (0..items.len())
            .filter(alike)
            .any(|k| amount(claim, &items[k]).is_some_and(|other| own.checked_add(other) == Some(whole)))
    })
}

/// A figure beside the slot is told by one that says "about" it, or by a range: of the same event both would be exact.
fn roughly(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let (claim, source) = (case.side(), candidate.side());
    candidate.alignment.pairs.iter().enumerate().any(|(k, pair)| {
        pair.is_some_and(|pair| {
            let (mine, theirs) = (&claim.analysis.items[k], &source.analysis.items[pair.evidence]);
            k != slot.claim
                && pair.relation == Relation::Synonym
                && matches!((mine.kind, theirs.kind), (ItemKind::Figure(_), ItemKind::Figure(_)))
                && !relation::same_amount_of(claim, mine, source, theirs)
        })
    })
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
        let word = |token: &Token| side.lower(token);
        let tokens = || side.sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word);
        // "Two more people", and not "two more than".
        let after = items[at].range.start;
        let mut behind = tokens().filter(|token| token.range.start > after).map(word);
        let more = behind.next().is_some_and(|next| knowledge().besides.contains(next))
            && behind.next().is_none_or(|next| next != "than");
        if more {
            return true;
        }
        let beside = tokens().filter(|token| from <= token.range.start && token.range.end <= to);
        beside.chain(tokens().take(OPENING)).any(|token| knowledge().further.contains(word(token)))
    };
    let (mine, theirs) = (said(case.side(), slot.claim), said(source, slot.evidence));
    let f = &slot.features;
    // "Another ship" and "another ship" are two, unless all else is the same and nothing else has this many.
    let again = || values_within(case, candidate, slot).1;
    mine != theirs || mine && (f.whole.min(f.evidence) < ALL || again())
}

/// Share of a sentence that is all of it.
const ALL: f32 = 0.97;

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
                    && align::words(&c[i], &e[j]).is_against()
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

/// Beside the slot the evidence has a date without a partner ("the day before") that may as well be the draft's.
fn day_unknown(case: &Case<'_>, candidate: &Candidate, slot: &Slot) -> bool {
    let source = candidate.side();
    let claim = &case.analysis.items[slot.claim];
    source.analysis.items.iter().enumerate().any(|(j, other)| {
        j != slot.evidence
            && matches!(other.kind, ItemKind::Time(_))
            && candidate.alignment.back[j].is_none()
            && source.kind(other) == case.side().kind(claim)
            && relation::alike(case.side(), claim, source, other)
            && relation::of(case.side(), claim, source, other) != Relation::Conflict
    })
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

/// "(AX)", "<AX>" behind the name that it stands for.
fn in_brackets(side: Side<'_>, name: &Item) -> bool {
    let text = side.text();
    text[..name.range.start].ends_with(['(', '<', '[']) && text[name.range.end..].starts_with([')', '>', ']'])
}

/// What the claim says that somebody said stands less than mostly in the source's sentence.
fn said_otherwise(case: &Case<'_>, candidate: &Candidate) -> bool {
    let (has, all) = candidate.alignment.has(case.analysis, |_, item| !item.attribution);
    has < MOSTLY * all
}

/// Share of a statement that is most of it.
const MOSTLY: f32 = 0.7;

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
