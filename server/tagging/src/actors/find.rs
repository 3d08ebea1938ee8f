//! Names in one sentence.

use super::lists::{LISTS, Words, phrase, word};
use crate::mention::{Actor, Kind, Mention, Value};
use copydesk_text::{Token, TokenKind};

/// The names of a sentence by the sentence alone, in order.
pub(crate) fn find(text: &str, tokens: &[Token]) -> Vec<Mention> {
    let words = Words::new(text, tokens);
    let mut out = Vec::new();
    let shouted = tokens.len() > 2 && !text.chars().any(char::is_lowercase);
    let mut at = 0;
    while at < tokens.len() {
        let (bits, _) = words.phrases[at];
        let listed = 1 + (at + 1..tokens.len()).take_while(|i| words.phrases[*i].1 > 0).count();
        let run = run(&words, at);
        if bits != 0 && (run <= listed || shouted) {
            let kind =
                if bits & (phrase::ORG | phrase::SEAT) != 0 { Kind::Organization } else { Kind::Place };
            out.push(mention(&words, at..at + listed, kind, 200));
            at += listed;
            continue;
        }
        if run == 0 || shouted {
            at += 1;
            continue;
        }
        name_of_run(&words, at..at + run, &mut out);
        at += run;
    }
    out
}

fn is_capital(words: &Words<'_>, i: usize) -> bool {
    words.tokens.get(i).is_some_and(|t| t.kind == TokenKind::Word)
        && (words.word(i).starts_with(char::is_uppercase)
            || words
                .word(i)
                .split_once('-')
                .is_some_and(|(article, rest)| article.len() == 2 && rest.starts_with(char::is_uppercase)))
        && words.bits(i) & (word::DEMONYM | word::CALENDAR) == 0
}

/// How many tokens from `at` make one stretch of capitalised words.
fn run(words: &Words<'_>, at: usize) -> usize {
    if !is_capital(words, at) || (at == 0 && words.bits(at) & word::STOP != 0) {
        return 0;
    }
    let mut end = at + 1;
    loop {
        let letter = words.word(end - 1).chars().count() == 1 || words.bits(end - 1) & word::SHORT_TITLE != 0;
        let joins = (end..end + 3)
            .take_while(|i| words.bits(*i) & (word::PARTICLE | word::JOIN) != 0 && !is_capital(words, *i))
            .count();
        let plain = (end..end + joins)
            .all(|i| !matches!(words.word(i), "and" | "in" | "to" | "the" | "on" | "against" | "for"));
        if is_capital(words, end) && words.tokens[end - 1].range.end < words.tokens[end].range.start {
            end += 1;
        } else if letter && words.word(end) == "." && is_capital(words, end + 1) {
            end += 2;
        } else if joins > 0 && plain && is_capital(words, end + joins) {
            end += joins + 1;
        } else {
            return end - at;
        }
    }
}

fn name_of_run(words: &Words<'_>, range: std::ops::Range<usize>, out: &mut Vec<Mention>) {
    let (mut start, end) = (range.start, range.end);
    let title = word::SHORT_TITLE | word::ROLE | word::MODIFIER;
    if let Some(last) = (start..end - 1).rev().find(|i| words.bits(*i) & title != 0) {
        start = last + 1;
        if words.word(start) == "." && start + 1 < end {
            start += 1;
        }
    }
    let titled = start > 0
        && (words.bits(start - 1) & title != 0
            || words.word(start - 1) == "." && words.bits(start.saturating_sub(2)) & title != 0);
    let len = end - start;
    let last = words.bits(end - 1);
    let before = if start > 0 { words.bits(start - 1) } else { 0 };
    let acronym = len == 1 && words.word(start).chars().filter(|c| c.is_uppercase()).count() > 1;
    let (kind, weight) = if last & (word::LEGAL | word::ORG_HEAD) != 0 && len > 1
        || words.bits(start) & word::ORG_HEAD_OF != 0 && len > 2
    {
        (Kind::Organization, 180)
    } else if titled {
        (Kind::Person, 220)
    } else if last & word::PLACE_HEAD_AFTER != 0 && len > 1 {
        (Kind::Place, 150)
    } else if words.bits(start) & word::GIVEN != 0 && len > 1 {
        (Kind::Person, 200)
    } else if acronym {
        (Kind::Organization, 60)
    } else if before & word::PLACE_BEFORE != 0 && len == 1 {
        (Kind::Place, 60)
    } else if len == 2 || len == 3 {
        (Kind::Person, 60)
    } else if start > 0 && last & (word::STOP | word::ROLE | word::ORG_HEAD) == 0 {
        (Kind::Person, 30)
    } else {
        return;
    };
    let end = if words.word(end) == "." && last & word::SUFFIX != 0 { end + 1 } else { end };
    out.push(mention(words, start..end, kind, weight));
}

fn mention(words: &Words<'_>, tokens: std::ops::Range<usize>, kind: Kind, weight: u8) -> Mention {
    let range = words.tokens[tokens.start].range.start..words.tokens[tokens.end - 1].range.end;
    let metonym = kind == Kind::Place && is_government(words, tokens);
    Mention { range: range.clone(), kind, value: Value::Actor(Actor { name: range, id: 0, metonym, weight }) }
}

/// Whether a country or capital acts here, and so means its government.
fn is_government(words: &Words<'_>, tokens: std::ops::Range<usize>) -> bool {
    if words.phrases[tokens.start].0 & (phrase::COUNTRY | phrase::CAPITAL) == 0 {
        return false;
    }
    let before = if tokens.start > 0 { words.bits(tokens.start - 1) } else { 0 };
    if before & word::PLACE_BEFORE != 0 {
        return false;
    }
    if before & word::GOVERNMENT_BEFORE != 0 {
        return true;
    }
    let verb = (tokens.end..tokens.end + 4).find(|i| words.bits(*i) & word::AUXILIARY == 0);
    verb.is_some_and(|i| words.bits(i) & word::ACT_VERB != 0)
}

/// Whether lists alone settle that a folded name is a place or an organisation.
pub(crate) fn listed_kind(name: &str) -> Option<Kind> {
    let tokens = copydesk_text::tokens(name);
    let hashes: Vec<u64> = tokens.iter().map(|t| super::lists::hash(t.text(name))).collect();
    let (len, bits) = LISTS.longest(&hashes)?;
    if len != tokens.len() {
        return None;
    }
    match (bits & phrase::PLACE != 0, bits & (phrase::ORG | phrase::SEAT) != 0) {
        (true, false) => Some(Kind::Place),
        (false, true) => Some(Kind::Organization),
        _ => None,
    }
}
