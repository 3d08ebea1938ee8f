//! A source that states as done what a claim denies: whether it speaks of the same, in the same form.

use crate::align::{Side, stands_in};
use crate::analysis::{Item, ItemKind, fold};
use crate::case::{Candidate, Case};
use crate::code::Code;
use crate::gate;
use crate::knowledge::knowledge;
use crate::knowledge::lexicon::{Likeness, Part};
use crate::slot::Slot;
use crate::stated::denial::{Denial, Form, KIN, ONE, SAME};
use copydesk_tagging::Kind;
use std::ops::Range;

/// The source surely states as done what the claim denies.
pub(crate) fn slot(case: &Case<'_>, denial: &Denial, candidates: &[Candidate]) -> Option<(usize, Slot)> {
    let form = denial.form?;
    // Even of a word that is only near in meaning a denial may be meant for it.
    if candidates.iter().any(|candidate| denial.told_by(case, candidate, KIN)) {
        return None;
    }
    let items = &case.analysis.items;
    let mut best: Option<(f32, usize, Slot)> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        if gate::other_news(case, candidate) || candidate.coverage <= 0.0 {
            continue;
        }
        let side = candidate.side();
        for j in denial.plainly(case, candidate, ONE) {
            if !in_form(form, side, j)
                || of_another(case, candidate)
                || !of_the_same(case, denial, candidate, j)
                || says_less(case, candidate, (denial.over, j), 0.0)
            {
                continue;
            }
            let features = candidate.lone_features(case, denial.at, j);
            let article = |c: &&Candidate| c.view.article.id == candidate.view.article.id;
            let all = |wanted: &dyn Fn(usize) -> bool| {
                let has = |k: usize| {
                    let own = candidates.iter().filter(article);
                    own.map(|c| strength(c, k)).fold(0.0, f32::max)
                };
                share(case, denial.at, wanted, has)
            };
            let clause = items[denial.at].clause;
            let subject = |k: usize| k < denial.at && items[k].clause == clause;
            let subject = all(&subject).unwrap_or(0.0);
            let whole = all(&|_| true).unwrap_or(0.0);
            if features.claim < CLAIM || whole < WHOLE || subject < SUBJECT || features.differing > DIFFERING
            {
                continue;
            }
            let score = features.claim + 0.5 * whole;
            if best.as_ref().is_none_or(|(least, ..)| score > *least) {
                let slot = Slot {
                    code: Code::PolarityMismatch,
                    claim: denial.over,
                    evidence: j,
                    features,
                    spans: None,
                };
                best = Some((score, index, slot));
            }
        }
    }
    best.map(|(_, index, slot)| (index, slot))
}

/// How much of the claim must stand around the word in the source, in its article, and of those it speaks of.
const CLAIM: f32 = 0.4;
const WHOLE: f32 = 0.7;
const SUBJECT: f32 = 0.5;
/// Names, figures and dates of the claim that the sentence may lack, as another one has them.
const DIFFERING: f32 = 1.0;

/// The people named before item `over` in its clause stand in the sentence.
fn people_stand(case: &Case<'_>, candidate: &Candidate, over: usize) -> bool {
    let side = candidate.side();
    let items = &case.analysis.items;
    let person = |item: &Item| case.side().mention(item).is_some_and(|m| m.kind == Kind::Person);
    (0..over)
        .filter(|&k| items[k].clause == items[over].clause && person(&items[k]))
        .all(|k| strength(candidate, k) >= KIN || stands_in(&items[k], side.analysis))
}

/// The claim denies item `over` of one of several, or for one of several reasons, and item `at` of the source, which has
/// the share `whole` of the claim, may be said of the others: somebody else does it there, or the "not" tells which of them
/// ("players that did not start"), or what was it instead ("not in May but in June").
pub(crate) fn says_less(
    case: &Case<'_>,
    candidate: &Candidate,
    (over, at): (usize, usize),
    whole: f32,
) -> bool {
    let know = knowledge();
    let side = case.side();
    let tokens = &side.sentence.tokens;
    let word = |at: usize| side.word(at);
    let not = case.analysis.negations.iter().find(|negation| negation.over == Some(over));
    let Some(not) = not.and_then(|n| tokens.iter().position(|token| token.range == n.range)) else {
        return false;
    };
    let auxiliary = |word: &str| know.auxiliaries.contains(word.strip_suffix("n't").unwrap_or(word));
    let before = (0..not).rev().find(|&at| !auxiliary(word(at)));
    let opens = before.map(word).unwrap_or_default();
    let aux = before.map_or(0, |before| before + 1);
    let relative = |word: &str| matches!(word, "who" | "that" | "which");
    let theirs = subject_word(candidate.side(), at);
    // Of the same one both may say it in passing.
    let which = relative(opens) && (!relative(theirs) || whole < ALL);
    let instead = (not + 1..tokens.len()).any(|at| {
        let next = word(at + 1);
        word(at) == "but" && !know.subjects.contains(next) && !auxiliary(next)
    });
    let pronoun = know.subjects.contains(theirs);
    let subject = subject(case, over, aux);
    // "Costs not exceeding a tenth": no verb of its own.
    let finite = aux < not || word(not).ends_with("n't") || word(not) == "cannot";
    // Whose appointment, and by whom, stands in another order; a contract is signed by somebody who need not be named.
    let noun = nominal(&candidate.side().analysis.items, at) || is_turned(case, candidate, over, at);
    which
        || instead
        || (!pronoun && !people_stand(case, candidate, over))
        || (!pronoun && !noun && finite && !same_subject(case, candidate, &subject, at))
        || contrasted(case, candidate, over, at)
}

/// Who did it in the claim has had it done in the source: the noun after the verb stands before it there.
fn is_turned(case: &Case<'_>, candidate: &Candidate, over: usize, at: usize) -> bool {
    let items = &case.analysis.items;
    let object = items[over + 1..].iter().position(|item| item.kind != ItemKind::Word || item.weight >= 0.5);
    let there = object.and_then(|k| candidate.alignment.pairs[over + 1 + k]).map(|pair| pair.evidence);
    let direct = object.is_some_and(|k| {
        let before = items[over + 1 + k].before.as_str();
        before.is_empty() || knowledge().determiners.contains(before)
    });
    let e = &candidate.side().analysis.items;
    let suffers = matches!(e[at].before.as_str(), "been" | "being" | "was" | "were" | "is" | "are");
    direct && suffers && there.is_some_and(|there| there < at && e[there].clause == e[at].clause)
}

/// Items of the first noun or name of the subject, with what stands before it: "third ferry" of "the third ferry from Dunmere".
fn subject(case: &Case<'_>, over: usize, verb: usize) -> Range<usize> {
    let side = case.side();
    let items = &case.analysis.items;
    let end = side.sentence.tokens.get(verb).map_or(0, |token| token.range.start);
    let to = items[..over].partition_point(|item| item.range.start < end);
    let own = |at: &usize| items[*at].clause == items[over].clause && !items[*at].attribution;
    let from = (0..to).rev().take_while(own).last().unwrap_or(to);
    let goes_on = |at: &usize| {
        *at == from || {
            let between =
                side.text().get(items[*at - 1].range.end..items[*at].range.start).unwrap_or_default();
            between.split_whitespace().all(|word| knowledge().determiners.contains(&fold(word)))
        }
    };
    from..(from..to).take_while(goes_on).last().map_or(from, |last| last + 1)
}

/// What the claim denies something of stands in the clause that states it, and no other one of its kind: "the chairman" is not
/// the vice chairman, "the third ferry" not the second.
fn same_subject(case: &Case<'_>, candidate: &Candidate, subject: &Range<usize>, at: usize) -> bool {
    let (c, e) = (&case.analysis.items, &candidate.side().analysis.items);
    let Some(head) = subject.clone().last() else { return true };
    let least = if c[head].kind.is_typed() { KIN } else { SAME };
    let partner = |k: usize, least: f32| {
        candidate.alignment.pairs[k]
            .filter(|pair| pair.relation.strength() >= least)
            .map(|pair| pair.evidence)
    };
    let Some(there) = partner(head, least) else { return false };
    // "The challenge, at the court in Dunmere, has been heard", "the man who was heard".
    let opens = e[..at].iter().all(|item| item.clause != e[at].clause) && !e[at].before.is_empty();
    let near =
        e[there].clause == e[at].clause || (opens && there < at && e[at].clause <= e[there].clause + 2);
    let mostly = |item: &Item| item.lexeme.part().map(|(part, _)| part);
    let other = there.checked_sub(1).is_some_and(|before| {
        let own = e[there].before.is_empty() && e[before].clause == e[there].clause;
        let noun = e[before].kind == ItemKind::Word && mostly(&e[before]) == Some(Part::Noun);
        own && candidate.alignment.back[before].is_none() && (noun || e[before].kind.is_value())
    });
    let the_same = matches!(e[there].before.as_str(), "the" | "this" | "his" | "her" | "its" | "their");
    // Of a word that is only near in meaning what stands before it counts: "office staff" are not "some workers".
    let loose = partner(head, ONE).is_none();
    let tells_apart = |k: &usize| {
        let whole = knowledge().entire.contains(&c[*k].lower);
        let adjective = c[*k].kind == ItemKind::Word && mostly(&c[*k]) == Some(Part::Adjective);
        *k != head && (c[*k].kind.is_value() || whole || loose || (adjective && !the_same))
    };
    near && !other && subject.clone().filter(tells_apart).all(|k| partner(k, SAME).is_some())
}

/// Another noun stands where the claim has one of which the article speaks elsewhere: "the plan for a bridge" for "the plan for
/// a tunnel".
fn contrasted(case: &Case<'_>, candidate: &Candidate, over: usize, at: usize) -> bool {
    let side = candidate.side();
    let (c, e) = (&case.analysis.items, &side.analysis.items);
    let noun = |item: &Item| {
        let mostly = matches!(item.lexeme.part(), Some((Part::Noun, _)));
        item.kind == ItemKind::Word && (mostly || knowledge().determiners.contains(&item.before))
    };
    let open = |k: &usize| {
        noun(&c[*k]) && c[*k].clause == c[over].clause && strength(candidate, *k) < SAME && *k != over
    };
    (1..c.len()).filter(open).any(|k| {
        let before = candidate.alignment.pairs[k - 1].map(|pair| pair.evidence + 1);
        before.is_some_and(|j| {
            let unlike = || c[k].lexeme.likeness(e[j].lexeme) < Likeness::Near;
            let told = || c[k].own.iter().all(|term| candidate.view.terms().contains(term));
            let free = j < e.len() && j != at && candidate.alignment.back[j].is_none_or(|own| own == k);
            free && noun(&e[j])
                && e[j].before == c[k].before
                && e[j].clause == e[at].clause
                && unlike()
                && told()
        })
    })
}

/// Share of the claim that a sentence has which says the rest of it of the same.
const ALL: f32 = 0.8;

/// The sentence has those whom the claim denies it of, or says "they" of them; what is done to somebody, or with something,
/// is done to the same.
fn of_the_same(case: &Case<'_>, denial: &Denial, candidate: &Candidate, at: usize) -> bool {
    let side = candidate.side();
    let items = &case.analysis.items;
    let clause = items[denial.at].clause;
    let here = |k: usize, least: f32| {
        strength(candidate, k) >= least || items[k].kind.is_typed() && stands_in(&items[k], side.analysis)
    };
    if !people_stand(case, candidate, denial.over) {
        return false;
    }
    let subject = || (0..denial.over).filter(|&k| items[k].clause == clause);
    let known = subject().any(|k| here(k, KIN)) || knowledge().subjects.contains(subject_word(side, at));
    if denial.suffered {
        return known;
    }
    let telling = |k: &usize| {
        let adjective = matches!(items[*k].lexeme.part(), Some((Part::Adjective, _)));
        items[*k].clause == clause && items[*k].weight >= 0.5 && (items[*k].kind.is_typed() || !adjective)
    };
    let mut object = (denial.at + 1..items.len()).filter(telling).take(DONE_TO).peekable();
    if object.peek().is_none() { known } else { object.any(|k| here(k, SAME)) }
}

/// Nouns and names after a verb of which one is what it is done to, or with.
const DONE_TO: usize = 3;

/// The word before a verb and its auxiliaries.
fn subject_word<'a>(source: Side<'a>, at: usize) -> &'a str {
    let know = knowledge();
    let item = &source.analysis.items[at];
    let tokens = &source.sentence.tokens;
    let before = tokens.partition_point(|token| token.range.start < item.range.start);
    let mut words = tokens[..before].iter().rev().take(AUXILIARIES).map(|token| source.lower(token));
    let auxiliary = |word: &str| {
        know.auxiliaries.contains(word)
            || know.passing.contains(word)
            || matches!(word, "been" | "being" | "then")
            || word.ends_with("ly")
    };
    words.find(|word| !auxiliary(word)).unwrap_or_default()
}

/// Words that stand between a verb and what it is said of.
const AUXILIARIES: usize = 5;

/// The sentence names another one in place of somebody whom the claim names.
fn of_another(case: &Case<'_>, candidate: &Candidate) -> bool {
    let side = candidate.side();
    let missing = case.analysis.items.iter().enumerate().filter(|(k, item)| {
        matches!(item.kind, ItemKind::Actor(_))
            && candidate.alignment.pairs[*k].is_none()
            && !stands_in(item, side.analysis)
    });
    missing.map(|(_, item)| case.side().kind(item)).any(|missing| {
        side.analysis.items.iter().enumerate().any(|(j, item)| {
            matches!(item.kind, ItemKind::Actor(_))
                && candidate.alignment.back[j].is_none()
                && !item.attribution
                && side.kind(item) == missing
        })
    })
}

/// The word stands in the source in the same form as behind "not".
fn in_form(form: Form, source: Side<'_>, at: usize) -> bool {
    let know = knowledge();
    let items = &source.analysis.items;
    let item = &items[at];
    let is = || item.before == "been" || item.before == "being" || know.being.contains(&item.before);
    match form {
        Form::Done => (know.past(&item.lower) && finite(source, at)) || nominal(items, at),
        Form::Going => item.lower.ends_with("ing") && is(),
        Form::Quality => is() || matches!(item.before.as_str(), "so" | "very" | "also"),
    }
}

/// Somebody does it, or has it done to him: no "captured soldiers".
fn finite(source: Side<'_>, at: usize) -> bool {
    let know = knowledge();
    let items = &source.analysis.items;
    let before = items[at].before.as_str();
    if before.is_empty() {
        let last = at.checked_sub(1).map(|last| &items[last]);
        return last.is_some_and(|last| {
            let between = source.text().get(last.range.end..items[at].range.start).unwrap_or_default();
            !matches!(last.kind, ItemKind::Figure(_)) && between.chars().all(char::is_whitespace)
        });
    }
    know.auxiliaries.contains(before)
        || know.subjects.contains(before)
        || matches!(before, "been" | "being" | "who" | "which" | "that" | "also")
}

/// "The appointment", "her departure", "Holm's arrest".
fn nominal(items: &[Item], at: usize) -> bool {
    let item = &items[at];
    let noun = matches!(item.lexeme.part(), Some((Part::Noun, _))) || item.lower.ends_with("ment");
    let whose = at.checked_sub(1).is_some_and(|before| items[before].possessive);
    noun && !item.lower.ends_with("ing")
        && (whose || matches!(item.before.as_str(), "the" | "his" | "her" | "its" | "their"))
}

/// How far a sentence itself has an item.
fn strength(candidate: &Candidate, item: usize) -> f32 {
    candidate.alignment.pairs[item].map_or(0.0, |pair| pair.relation.strength())
}

/// Share by weight of the items wanted, without the one denied; `None` where there are none.
fn share(
    case: &Case<'_>,
    denied: usize,
    wanted: &dyn Fn(usize) -> bool,
    has: impl Fn(usize) -> f32,
) -> Option<f32> {
    let (mut sum, mut total) = (0.0, 0.0);
    for (k, item) in case.analysis.items.iter().enumerate().filter(|(k, _)| *k != denied && wanted(*k)) {
        sum += item.weight * has(k);
        total += item.weight;
    }
    (total > 0.0).then(|| sum / total)
}
