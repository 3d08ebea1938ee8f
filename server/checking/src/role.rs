//! The offices and parts that a text gives to people ("the foreign minister, Hanna Osk"), and where a claim gives somebody
//! another than the sources do.

use crate::align::Side;
use crate::analysis::ItemKind;
use crate::code::Code;
use crate::gate;
use crate::judge::{Candidate, Case, SPEAKS};
use crate::slot::{Slot, Spans};
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Kind, Tagged, TaggedSentence, Value, grammar};
use copydesk_text::TokenKind;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    kind: Vec<KindOf>,
    modifiers: Modifiers,
    words: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    ambiguous: Vec<String>,
    opens: Vec<String>,
    ends: Vec<String>,
    after: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KindOf {
    name: String,
    exclusive: bool,
    offices: Vec<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Modifiers {
    former: Vec<String>,
    below: Vec<String>,
    acting: Vec<String>,
    coming: Vec<String>,
}

/// An office: the kind and its number within.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Office {
    kind: usize,
    number: usize,
}

/// A name of an office in words, and the offices that it may be.
type Name = (Vec<String>, Vec<Office>);

/// Index of a candidate, and bytes of its sentence.
type Told = (usize, Range<usize>);

struct Roles {
    exclusive: Vec<bool>,
    /// By the first word of the name.
    names: FxHashMap<String, Vec<Name>>,
    modifiers: Modifiers,
    words: Words,
}

static ROLES: LazyLock<Roles> = LazyLock::new(|| {
    let file: File = grammar::built_in("en/roles.toml");
    let mut names: FxHashMap<String, Vec<Name>> = FxHashMap::default();
    let mut exclusive = Vec::new();
    for (kind, of) in file.kind.into_iter().enumerate() {
        debug_assert!(!of.name.is_empty());
        exclusive.push(of.exclusive);
        for (number, office) in of.offices.iter().enumerate() {
            for name in office {
                let words: Vec<String> = name.split(' ').map(str::to_owned).collect();
                let same_first = names.entry(words[0].clone()).or_default();
                match same_first.iter_mut().find(|(known, _)| *known == words) {
                    Some((_, offices)) => offices.push(Office { kind, number }),
                    None => same_first.push((words, vec![Office { kind, number }])),
                }
            }
        }
    }
    // The longest name is looked for first.
    names.values_mut().for_each(|known| known.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
    Roles { exclusive, names, modifiers: file.modifiers, words: file.words }
});

/// An office named in a sentence.
#[derive(Clone, Debug)]
pub(crate) struct Role {
    offices: &'static [Office],
    /// Bytes of the sentence: the office with what modifies it.
    range: Range<usize>,
    former: bool,
    below: bool,
    acting: bool,
    coming: bool,
    /// It may be an office of another kind.
    ambiguous: bool,
    /// Index into [`Tagged::actors`] of whose it is, where it stands right beside a name.
    whose: Option<usize>,
}

/// Words that may stand between an office and what opens its phrase: "the former Varnish", "the country's".
const BEFORE: usize = 6;

/// The offices that a sentence names.
pub(crate) fn roles(sentence: &TaggedSentence) -> Vec<Role> {
    let know = &*ROLES;
    let text: &str = &sentence.sentence.text;
    let tokens = &sentence.tokens;
    let lower = |i: usize| tokens.get(i).map_or(String::new(), |token| token.text(text).to_lowercase());
    let person = |at: usize, end: bool| {
        sentence.mentions.iter().find_map(|mention| match &mention.value {
            Value::Actor(actor) if mention.kind != Kind::Place => {
                let edge = if end { mention.range.end } else { mention.range.start };
                (edge == at).then_some((mention.kind, actor.id, mention.range.clone()))
            }
            _ => None,
        })
    };
    let mut out: Vec<Role> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = lower(at);
        let (past, word) = match word.strip_prefix("ex-") {
            Some(rest) => (true, rest.to_owned()),
            None => (false, word),
        };
        let found = know.names.get(&word).and_then(|names| {
            names
                .iter()
                .find(|(words, _)| words[1..].iter().enumerate().all(|(k, w)| lower(at + 1 + k) == *w))
        });
        let Some((words, offices)) = found else {
            at += 1;
            continue;
        };
        let (first, after) = (at, at + words.len());
        at = after;
        let mut role = Role {
            offices,
            range: tokens[first].range.start..tokens[after - 1].range.end,
            former: past,
            below: false,
            acting: false,
            coming: false,
            ambiguous: ambiguous(text, &tokens[first].range, &word),
            whose: None,
        };
        let next = lower(after);
        role.coming = know.modifiers.coming.contains(&next) || (next == "-");
        // What stands before it, back to what opens the phrase.
        let mut start = first;
        let mut opened = None;
        while start > 0 && first - start < BEFORE {
            let before = lower(start - 1);
            if tokens[start - 1].kind == TokenKind::Mark || opens(&before) {
                opened = Some(before);
                break;
            }
            if ends_phrase(&before)
                || person(tokens[start - 1].range.end, true).is_some_and(|(kind, ..)| kind == Kind::Person)
            {
                opened = Some(before);
                break;
            }
            let known = &know.modifiers;
            let former = known.former.contains(&before)
                || known
                    .former
                    .iter()
                    .any(|word| before.strip_prefix(word.as_str()).is_some_and(|rest| rest.starts_with('-')));
            let modifies = former || known.below.contains(&before) || known.acting.contains(&before);
            role.former |= former;
            role.below |= known.below.contains(&before);
            role.acting |= known.acting.contains(&before);
            role.coming |= known.coming.contains(&before);
            if modifies {
                role.range.start = tokens[start - 1].range.start;
            }
            start -= 1;
        }
        let article = opened.as_deref().is_some_and(opens) && start > 0;
        let head = if article { start - 1 } else { start };
        role.whose = whose(sentence, &lower, &person, head, first, after, out.last());
        out.push(role);
    }
    out
}

/// The name of an office may be that of another kind, and is not written as a title.
fn ambiguous(text: &str, range: &Range<usize>, word: &str) -> bool {
    let title = text.get(range.clone()).is_some_and(|raw| raw.starts_with(char::is_uppercase));
    !title && ROLES.words.ambiguous.iter().any(|known| known == word)
}

/// The word opens the phrase of a role.
fn opens(word: &str) -> bool {
    ROLES.words.opens.iter().any(|open| open == word)
}

/// The word belongs to no such phrase.
fn ends_phrase(word: &str) -> bool {
    copydesk_tagging::words::is_stop(word) || ROLES.words.ends.iter().any(|end| end == word)
}

/// Whose a role is, of which the phrase begins at token `head`, the office at `first` and ends before `after`.
fn whose(
    sentence: &TaggedSentence,
    lower: &dyn Fn(usize) -> String,
    person: &dyn Fn(usize, bool) -> Option<(Kind, usize, Range<usize>)>,
    head: usize,
    first: usize,
    after: usize,
    last: Option<&Role>,
) -> Option<usize> {
    let tokens = &sentence.tokens;
    let starts = |i: usize| tokens.get(i).and_then(|token| person(token.range.start, false));
    // "Foreign Minister Hanna Osk"
    if let Some((_, id, _)) = starts(after) {
        return Some(id);
    }
    let comma = |i: usize| lower(i) == ",";
    // "the foreign minister, Hanna Osk, said": not "as foreign minister, Osk said", nor a list.
    if comma(after)
        && let Some((Kind::Person, id, range)) = starts(after + 1)
        && lower(head.wrapping_sub(1)) != "as"
        && sentence.tokens.iter().find(|token| token.range.start >= range.end).is_none_or(|token| {
            matches!(token.text(&sentence.sentence.text), "," | "." | "-" | ")" | ";" | ":")
        })
    {
        return Some(id);
    }
    // "Hanna Osk, the foreign minister": and what follows with "and".
    let before = head.checked_sub(1)?;
    let next = lower(after);
    let fits = next.is_empty() || ROLES.words.after.contains(&next);
    if !fits {
        return None;
    }
    if comma(before) {
        let mut end = before.checked_sub(1)?;
        // "Hanna Osk, 54, the foreign minister"
        if tokens[end].kind == TokenKind::Number && end >= 2 && comma(end - 1) {
            end -= 2;
        }
        return person(tokens[end].range.end, true)
            .filter(|(kind, ..)| *kind == Kind::Person)
            .map(|(_, id, _)| id);
    }
    let inherits = lower(before) == "and" && first - before <= BEFORE;
    let last = last.filter(|_| inherits)?;
    (last.range.end <= tokens[before].range.start
        && sentence
            .sentence
            .text
            .get(last.range.end..tokens[before].range.start)
            .is_some_and(|gap| gap.len() <= 40 && !gap.contains(',')))
    .then_some(last.whose)
    .flatten()
}

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
const IN_OFFICE: i32 = 45;

/// How two roles stand to one another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Against {
    /// Nothing is known of it, or they go together.
    Nothing,
    /// They may or may not be one person's.
    Perhaps,
    /// They are not one person's at one time.
    Surely,
}

fn against(mine: &Role, theirs: &Role) -> Against {
    let differing: Vec<usize> =
        shared(mine, theirs).filter(|(_, same)| !same).map(|(kind, _)| kind).collect();
    let unsure = (mine.ambiguous || theirs.ambiguous) && !differing.is_empty();
    let apart = unsure && differing.iter().all(|&kind| ROLES.exclusive[kind]);
    if mine.coming || theirs.coming || shared(mine, theirs).next().is_none() || apart {
        Against::Nothing
    } else if unsure {
        Against::Perhaps
    } else if differing.is_empty() {
        match (mine.former, theirs.former) {
            _ if mine.below != theirs.below => Against::Surely,
            (false, true) => Against::Surely,
            (true, false) => Against::Perhaps,
            _ if theirs.acting && !mine.acting => Against::Perhaps,
            _ => Against::Nothing,
        }
    } else if mine.former != theirs.former {
        Against::Nothing
    } else if differing.iter().all(|&kind| ROLES.exclusive[kind])
        && !mine.former
        && !mine.below
        && !theirs.below
    {
        Against::Surely
    } else {
        Against::Perhaps
    }
}

/// Both name one office, whoever holds it and whether he still does.
fn one_office(mine: &Role, theirs: &Role) -> bool {
    shared(mine, theirs).next().is_some() && shared(mine, theirs).all(|(_, same)| same)
}

/// The kinds that both are of, and whether they are one office of it.
fn shared<'a>(mine: &'a Role, theirs: &'a Role) -> impl Iterator<Item = (usize, bool)> + 'a {
    mine.offices.iter().filter_map(|office| {
        let other = theirs.offices.iter().find(|other| other.kind == office.kind)?;
        Some((office.kind, office.number == other.number))
    })
}

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
    let mut articles: Vec<&Candidate> = Vec::new();
    for candidate in candidates {
        if articles.iter().all(|known| known.view.article.id != candidate.view.article.id) {
            articles.push(candidate);
        }
    }
    // The surest of them, and of those as sure one that can be shown.
    let mut found: Option<(bool, Option<Told>)> = None;
    for article in articles {
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
    let slot = told.clone().filter(|_| sure).and_then(|(at, range)| {
        let slot = slot(case, &candidates[at], mine.range.clone(), range)?;
        Some((at, slot))
    });
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

fn slot(case: &Case<'_>, candidate: &Candidate, draft: Range<usize>, source: Range<usize>) -> Option<Slot> {
    let item = |side: Side<'_>, range: &Range<usize>| {
        side.analysis.items.iter().position(|item| {
            item.kind == ItemKind::Word && range.start <= item.range.start && item.range.end <= range.end
        })
    };
    let (claim, evidence) = (item(case.side(), &draft)?, item(candidate.side(), &source)?);
    let features = candidate.lone_features(case, claim, evidence);
    let spans = Some(Spans { field: "role", draft, source });
    Some(Slot { code: Code::ActorMismatch, claim, evidence, features, spans })
}
