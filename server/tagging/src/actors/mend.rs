//! What rules know better than the statistical tagger: where a name ends, titles, datelines, listed names.

use super::lists::{LISTS, hash, phrase, word};
use super::outlets;
use super::words::Words;
use crate::mention::Kind;
use copydesk_text::TokenKind;
use std::ops::Range;

/// A name by its tokens.
pub(crate) struct Name {
    pub(crate) tokens: Range<usize>,
    pub(crate) kind: Kind,
    pub(crate) weight: u8,
}

/// The names of a sentence, mended: in order, none over another.
pub(crate) fn mend(words: &Words<'_>, found: Vec<(Range<usize>, Kind, u8)>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::with_capacity(found.len());
    let dateline = dateline(words);
    if let Some(dateline) = &dateline {
        names.push(Name { tokens: dateline.clone(), kind: Kind::Place, weight: 220 });
    }
    for (tokens, kind, weight) in found {
        let taken = names.last().map_or(0, |name| name.tokens.end);
        let mut name = Name { tokens: tokens.start.max(taken)..tokens.end, kind, weight };
        if name.tokens.is_empty() {
            continue;
        }
        if let Some(second) = repeated(words, &name) {
            for at in [second - 1, second] {
                names.push(Name { tokens: at..at + 1, kind: Kind::Place, weight: 150 });
            }
            continue;
        }
        match kind {
            Kind::Person if firm(words, &mut name) => {}
            Kind::Person => person(words, &mut name),
            Kind::Organization => organization(words, &mut name, taken),
            _ => {}
        }
        particles(words, &mut name, taken);
        listed(words, &mut name);
        if name.tokens.is_empty() || is_no_name(words, &name) || is_called(words, &name) {
            continue;
        }
        beside_place(words, &mut name, names.last());
        before_state(words, &mut name);
        if let Some(dateline) = &dateline {
            agency(words, &mut name, dateline);
        }
        account(words, &mut name);
        names.push(name);
    }
    add_titled(words, &mut names);
    add_hyphened(words, &mut names);
    add_listed(words, &mut names);
    outlets::add(words, &mut names);
    names
}

pub(super) fn is_capital(words: &Words<'_>, i: usize) -> bool {
    words
        .tokens
        .get(i)
        .is_some_and(|t| t.kind == TokenKind::Word && t.text(words.text).starts_with(char::is_uppercase))
}

/// "KESTREL BAY, Varnland (AP) -", "OSLO, Dec 14 -": a place in capitals at the head of the text.
fn dateline(words: &Words<'_>) -> Option<Range<usize>> {
    let shouted = |i: usize| {
        is_capital(words, i)
            && words.word(i).chars().filter(|c| c.is_alphabetic()).count() > 1
            && !words.word(i).chars().any(char::is_lowercase)
    };
    let end = (0..words.tokens.len())
        .take_while(|i| shouted(*i) || (*i > 0 && matches!(words.word(*i), "." | "/")))
        .count();
    if end == 0 || end > 4 || !(0..end).any(|i| words.word(i).len() > 2) {
        return None;
    }
    let mut at = end;
    if words.word(at) == "," && words.bits(at + 1) & word::CALENDAR == 0 && is_capital(words, at + 1) {
        // A country or state after it: up to three words and the mark that ends an abbreviation.
        at = (at + 1..at + 5).find(|i| !is_capital(words, *i) && words.word(*i) != ".")?;
    }
    if words.word(at) == "," {
        at += 1;
    }
    let agency = words.word(at) == "("
        && shouted(at + 1) | is_capital(words, at + 1)
        && (at + 2..at + 5).any(|i| words.word(i) == ")");
    let dated = words.bits(at) & word::CALENDAR != 0;
    let dashed = at > end && matches!(words.word(at), "_" | "-" | "–" | "—");
    (agency || dated || dashed).then_some(0..end)
}

/// "Varn Hydro A/S", "Piet Osk AG": the legal form behind a person's name makes it a firm's.
fn firm(words: &Words<'_>, name: &mut Name) -> bool {
    let end = name.tokens.end;
    let whole = || words.text.get(words.tokens[end].range.start..words.tokens.get(end + 2)?.range.end);
    let stroked = words.word(end + 1) == "/"
        && whole().is_some_and(|form| LISTS.word_bits(hash(form)) & word::LEGAL != 0);
    let legal =
        words.bits(end) & word::LEGAL != 0 && words.bits(end) & word::STOP == 0 && is_capital(words, end);
    if !(stroked || legal) {
        return false;
    }
    name.tokens.end = if stroked { end + 3 } else { end + 1 };
    (name.kind, name.weight) = (Kind::Organization, 150);
    true
}

fn person(words: &Words<'_>, name: &mut Name) {
    // Titles are no part of the name.
    while name.tokens.len() > 1 {
        let first = name.tokens.start;
        if words.bits(first) & word::SHORT_TITLE != 0 && words.bits(first) & word::GIVEN == 0 {
            name.tokens.start += 1;
            if words.word(name.tokens.start) == "." && name.tokens.len() > 1 {
                name.tokens.start += 1;
            }
            name.weight = 255;
        } else if words.hashes.get(first).is_some_and(|hash| LISTS.is_no_given(*hash))
            && is_capital(words, first)
        {
            name.tokens.start += 1;
            name.weight = 255;
        } else {
            break;
        }
    }
    // "Venn's Bold Plan" in a heading: a person's name ends at the possessive.
    let possessive = |i: &usize| matches!(words.word(*i), "'s" | "’s" | "'S" | "’S");
    if let Some(end) = name.tokens.clone().skip(1).find(possessive) {
        name.tokens.end = end;
    }
    // "Jonathan P" goes on with ". Harker", any person with "Jr." or "II".
    loop {
        let end = name.tokens.end;
        let letter = words.word(end - 1).chars().count() == 1 && is_capital(words, end - 1);
        if letter
            && words.word(end) == "."
            && is_capital(words, end + 1)
            && words.bits(end + 1) & word::STOP == 0
        {
            name.tokens.end += 2;
        } else if words.bits(end) & word::SUFFIX != 0 && is_capital(words, end) {
            name.tokens.end += 1;
            if words.word(name.tokens.end) == "." && words.word(name.tokens.end - 1).ends_with('r') {
                name.tokens.end += 1;
            }
        } else {
            break;
        }
    }
    let last = name.tokens.end - 1;
    if words.bits(last) & word::SUFFIX != 0 && words.word(last).ends_with('r') && words.word(last + 1) == "."
    {
        name.tokens.end += 1;
    }
}

/// "van der Holm", "del Ponte": small words belong to the surname they stand before; two of them make a surname of
/// whatever it was taken for.
fn particles(words: &Words<'_>, name: &mut Name, taken: usize) {
    let mut start = name.tokens.start;
    while start > taken && words.bits(start - 1) & word::BEFORE_SURNAME != 0 {
        start -= 1;
    }
    // At the head of a sentence the first of them has a capital: "Van der Holm left".
    let head = |i: usize| i == 0 || words.tokens[i - 1].kind == TokenKind::Mark;
    let small = (start..name.tokens.start).all(|i| !is_capital(words, i) || i == start && head(i));
    let many = name.tokens.start - start > 1;
    if small && (name.kind == Kind::Person || many) {
        name.tokens.start = start;
        name.kind = Kind::Person;
    }
}

fn organization(words: &Words<'_>, name: &mut Name, taken: usize) {
    let legal = |i: usize| words.bits(i) & word::LEGAL != 0 && is_capital(words, i);
    // "Harl Lines, Inc."
    let end = name.tokens.end;
    if words.word(end) == "," && legal(end + 1) && words.word(end + 1).len() < 5 {
        name.tokens.end += 2;
        if words.word(name.tokens.end) == "." && name.tokens.end + 1 < words.tokens.len() {
            name.tokens.end += 1;
        }
    }
    if name.tokens.len() <= 2 && legal(name.tokens.start) && words.word(name.tokens.start + 1).len() < 2 {
        let comma =
            name.tokens.start.checked_sub(1).filter(|i| words.word(*i) == "," || is_capital(words, *i));
        let Some(comma) = comma else {
            name.tokens.end = name.tokens.start;
            return;
        };
        let mut first = comma;
        while first > taken && is_capital(words, first - 1) && words.bits(first - 1) & word::JOIN == 0 {
            first -= 1;
        }
        name.tokens = if first < comma { first..name.tokens.end } else { 0..0 };
    }
}

/// What the lists know to be one kind of thing only.
fn listed(words: &Words<'_>, name: &mut Name) {
    let Some(first) = words.phrases.get(name.tokens.start) else { return };
    let whole = first.0 != 0
        && first.1 == 0
        && (name.tokens.start + 1..name.tokens.end).all(|i| words.phrases[i].1 > 0)
        && words.phrases.get(name.tokens.end).is_none_or(|next| next.1 == 0);
    if !whole || name.kind != Kind::Person && name.tokens.len() == 1 {
        return;
    }
    let place =
        first.0 & (phrase::COUNTRY | phrase::CAPITAL | phrase::AREA | phrase::CITY | phrase::REGION) != 0;
    let body = first.0 & (phrase::ORG | phrase::SEAT) != 0;
    if name.tokens.len() > 1 && place != body {
        // "Los Angeles" may be its team, and is so where the tagger is sure.
        let kind = if place { Kind::Place } else { Kind::Organization };
        if name.kind != kind && (name.kind == Kind::Person || name.weight < 30) {
            name.kind = kind;
            name.weight = 150;
        }
    }
}

/// Capitalised words that are taken for names and are none.
fn is_no_name(words: &Words<'_>, name: &Name) -> bool {
    if name.tokens.len() > 1 {
        return false;
    }
    let i = name.tokens.start;
    let bits = words.bits(i);
    bits & (word::NO_NAME | word::CALENDAR | word::STOP) != 0
        && bits & word::GIVEN == 0
        && words.phrases[i].0 == 0
        || bits & word::SHORT_TITLE != 0 && words.word(i).len() < 4
        || words.tokens[i].kind == TokenKind::Mark
        || words.word(i).starts_with(char::is_lowercase) && words.word(i).chars().any(|c| c.is_ascii_digit())
}

/// "Barrage Hits Ukraine Ukraine's air force": where a country is named twice in a row, a heading ends and a sentence begins.
/// Gives the second of the two.
fn repeated(words: &Words<'_>, name: &Name) -> Option<usize> {
    let country = |i: usize| words.phrases[i] == (phrase::COUNTRY, 0);
    (name.tokens.start + 1..name.tokens.end)
        .find(|&i| words.hashes[i] == words.hashes[i - 1] && country(i) && country(i - 1))
}

/// "the “Pax Varnica”": no person's name has an article before its quotation mark.
fn is_called(words: &Words<'_>, name: &Name) -> bool {
    let Some(mark) = name.tokens.start.checked_sub(2).filter(|_| name.kind == Kind::Person) else {
        return false;
    };
    matches!(words.word(mark + 1), "“" | "\"" | "‘" | "'" | "``") && LISTS.is_definite(words.word(mark))
}

/// "in Varnholm and Osk": what is joined to a place after "in" is one, where the tagger knows no better.
fn beside_place(words: &Words<'_>, name: &mut Name, last: Option<&Name>) {
    let Some(place) = last.filter(|last| last.kind == Kind::Place) else { return };
    let first = name.tokens.start;
    let joined = place.tokens.end + 1 == first && words.bits(first - 1) & word::JOIN != 0;
    let located = place.tokens.start.checked_sub(1).is_some_and(|i| words.bits(i) & word::PLACE_BEFORE != 0);
    let unknown = words.bits(first) & (word::GIVEN | word::SURNAME | word::SHORT_TITLE | word::ROLE) == 0;
    let acts = words.bits(name.tokens.end) & (word::PERSON_VERB | word::ACT_VERB) != 0;
    if name.kind == Kind::Person
        && name.tokens.len() == 1
        && name.weight < 150
        && joined
        && located
        && unknown
        && !acts
    {
        name.kind = Kind::Place;
    }
}

/// "PORT ELGAN, Dec 14 (Harbour Wire) –": what stands in the bracket of a dateline is who tells.
fn agency(words: &Words<'_>, name: &mut Name, dateline: &Range<usize>) {
    let bracket = name.tokens.start.checked_sub(1).filter(|at| words.word(*at) == "(");
    let dashed = words.word(name.tokens.end) == ")"
        && matches!(words.word(name.tokens.end + 1), "-" | "–" | "—" | "_");
    if dashed && bracket.is_some_and(|at| at >= dateline.end && at < dateline.end + DATELINE) {
        (name.kind, name.weight) = (Kind::Organization, 200);
    }
}

/// Words of a dateline between its place and its bracket, at most: a country, a day.
const DATELINE: usize = 8;

/// "Memphis, Tenn.", "Harl County, Ohio": what a state stands behind is a place, unless it is a body by its own words.
fn before_state(words: &Words<'_>, name: &mut Name) {
    let state = name.tokens.end + 1;
    if name.kind != Kind::Organization || name.tokens.len() > 2 || words.word(name.tokens.end) != "," {
        return;
    }
    let abbreviated = words.bits(state) & word::STATE_ABBREVIATION != 0 && is_capital(words, state);
    let last = name.tokens.end - 1;
    let body = words.bits(last) & (word::ORG_HEAD | word::LEGAL) != 0
        && words.bits(last) & word::PLACE_HEAD_AFTER == 0
        || words.phrases[name.tokens.start].0 & (phrase::ORG | phrase::SEAT) != 0;
    let written_out =
        words.phrases.get(state).is_some_and(|(bits, at)| *at == 0 && bits & phrase::REGION != 0)
            && words.bits(last) & word::PLACE_HEAD_AFTER != 0;
    if (written_out || abbreviated && words.word(state + 1) == ".") && !body {
        name.kind = Kind::Place;
    }
}

/// "Varnfeed (@Varnfeed)": an account that has one word for its name and its handle alike is no person's.
fn account(words: &Words<'_>, name: &mut Name) {
    if name.kind != Kind::Person || name.tokens.len() != 1 || words.word(name.tokens.end) != "(" {
        return;
    }
    let after = name.tokens.end + 1;
    let handle = match words.word(after) {
        "@" => words.word(after + 1),
        other => other.strip_prefix('@').unwrap_or_default(),
    };
    if handle.eq_ignore_ascii_case(words.word(name.tokens.start)) {
        (name.kind, name.weight) = (Kind::Organization, 150);
    }
}

/// Whether none of the names, which are in order, stands over any of the tokens.
fn is_free(names: &[Name], tokens: &Range<usize>) -> bool {
    let next = names.partition_point(|name| name.tokens.end <= tokens.start);
    names.get(next).is_none_or(|name| name.tokens.start >= tokens.end)
}

/// Puts names that stand between the others in their places.
pub(super) fn merge(names: &mut Vec<Name>, added: Vec<Name>) {
    if !added.is_empty() {
        names.extend(added);
        names.sort_by_key(|name| name.tokens.start);
    }
}

/// "Mr Harker", where the tagger saw no name.
fn add_titled(words: &Words<'_>, names: &mut Vec<Name>) {
    let mut added: Vec<Name> = Vec::new();
    for i in 0..words.tokens.len() {
        if words.bits(i) & word::SHORT_TITLE == 0
            || !is_capital(words, i)
            || words.word(i) == "Don"
            || words.word(i) == "Miss"
        {
            continue;
        }
        let first = if words.word(i + 1) == "." { i + 2 } else { i + 1 };
        let taken = added.last().map_or(0, |name| name.tokens.end);
        let plain = |j: usize| {
            is_capital(words, j)
                && words.bits(j) & (word::STOP | word::ROLE | word::SHORT_TITLE | word::CALENDAR) == 0
                && j >= taken
                && is_free(names, &(j..j + 1))
        };
        let len = (first..first + 3).take_while(|j| plain(*j)).count();
        if len > 0 {
            added.push(Name { tokens: first..first + len, kind: Kind::Person, weight: 200 });
        }
    }
    merge(names, added);
}

/// "Anna-Maria Holm-Brandt", where the tagger saw no name: two given names in one, and a word with a capital.
fn add_hyphened(words: &Words<'_>, names: &mut Vec<Name>) {
    let mut added: Vec<Name> = Vec::new();
    for i in 0..words.tokens.len().saturating_sub(1) {
        let Some((first, second)) = words.word(i).split_once('-') else { continue };
        let given = |part: &str| {
            part.starts_with(char::is_uppercase) && LISTS.word_bits(hash(part)) & word::GIVEN != 0
        };
        let surname = is_capital(words, i + 1)
            && words.bits(i + 1) & (word::STOP | word::CALENDAR | word::ORG_HEAD | word::PLACE_HEAD_AFTER)
                == 0;
        let taken = added.last().map_or(0, |name| name.tokens.end);
        if i >= taken && given(first) && given(second) && surname && is_free(names, &(i..i + 2)) {
            added.push(Name { tokens: i..i + 2, kind: Kind::Person, weight: 200 });
        }
    }
    merge(names, added);
}

/// Countries, capitals and bodies like the G7, where the tagger saw nothing; in lower case where the word is nothing else.
fn add_listed(words: &Words<'_>, names: &mut Vec<Name>) {
    let mut added: Vec<Name> = Vec::new();
    let mut i = 0;
    while i < words.tokens.len() {
        let (bits, place) = words.phrases[i];
        let len = 1 + (i + 1..words.tokens.len()).take_while(|j| words.phrases[*j].1 > 0).count();
        let sure = bits & (phrase::COUNTRY | phrase::CAPITAL) != 0 && bits & phrase::ORG == 0 && place == 0;
        let alone =
            |j: Option<usize>| j.is_none_or(|j| !is_capital(words, j) || words.bits(j) & word::STOP != 0);
        let free = |tokens: Range<usize>| is_free(names, &tokens);
        // "G7": an acronym with a figure in it, listed as a body, is one.
        let figure =
            len == 1 && place == 0 && bits & phrase::ORG != 0 && is_capital_with_digit(words.word(i));
        if sure
            && alone(i.checked_sub(1))
            && alone(Some(i + len))
            && words.bits(i) & word::GIVEN == 0
            && free(i..i + len)
        {
            added.push(Name { tokens: i..i + len, kind: Kind::Place, weight: 120 });
        } else if figure && free(i..i + 1) {
            added.push(Name { tokens: i..i + 1, kind: Kind::Organization, weight: 120 });
        }
        i += len;
    }
    merge(names, added);
}

fn is_capital_with_digit(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_uppercase()) && word.ends_with(|c: char| c.is_ascii_digit())
}
