//! Outlets and platforms whose names are other words too, told by what stands around them: "The Hindu reported", "posted
//! on X"; and outlets that a saved page has run together with the time before them.

use super::lists::{LISTS, hash, word};
use super::mend::{Name, is_capital, merge};
use super::words::Words;
use crate::grammar;
use crate::mention::{Actor, Kind, Mention, Value};
use copydesk_text::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    words: Vec<String>,
    ambiguous: Vec<String>,
    telling: Vec<String>,
    platform: Vec<String>,
    carrying: Vec<String>,
    through: Vec<String>,
    post: Vec<String>,
    sort: Vec<String>,
}

struct Outlets {
    /// Last words of outlets' names, with a capital.
    last: Vec<String>,
    /// Hashes of the first words of names that are other words too, to the names' words.
    ambiguous: FxHashMap<u64, Vec<Vec<u64>>>,
    telling: FxHashSet<u64>,
    platform: FxHashSet<String>,
    carrying: FxHashSet<u64>,
    through: FxHashSet<u64>,
    post: FxHashSet<u64>,
    sort: FxHashSet<u64>,
}

static OUTLETS: LazyLock<Outlets> = LazyLock::new(|| {
    let file: File = grammar::built_in("en/outlets.toml");
    let hashes = |words: &[String]| words.iter().map(|word| hash(word)).collect();
    let capital = |word: &String| {
        let mut chars = word.chars();
        chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
    };
    let mut ambiguous: FxHashMap<u64, Vec<Vec<u64>>> = FxHashMap::default();
    for name in &file.ambiguous {
        let words: Vec<u64> = name.split(' ').map(hash).collect();
        // All of them begin with the article: the word after it tells them apart.
        if let Some(second) = words.get(1) {
            ambiguous.entry(*second).or_default().push(words);
        }
    }
    Outlets {
        last: file.words.iter().map(capital).collect(),
        ambiguous,
        telling: hashes(&file.telling),
        platform: file.platform.into_iter().collect(),
        carrying: hashes(&file.carrying),
        through: hashes(&file.through),
        post: hashes(&file.post),
        sort: hashes(&file.sort),
    }
});

/// Words before "on X" among which something is posted.
const NEAR: usize = 8;

/// Adds the outlets and platforms of a sentence; a name inside one of them gives way.
pub(super) fn add(words: &Words<'_>, names: &mut Vec<Name>) {
    let mut added: Vec<Name> = Vec::new();
    for i in 0..words.tokens.len() {
        let taken = added.last().map_or(0, |name| name.tokens.end);
        if i < taken || !is_capital(words, i) {
            continue;
        }
        let found = platform(words, i).or_else(|| ambiguous(words, i)).or_else(|| by_last_word(words, i));
        let Some(found) = found else { continue };
        let first = names.partition_point(|name| name.tokens.end <= found.start);
        let mut over = names[first..].iter().take_while(|name| name.tokens.start < found.end);
        if over.all(|name| name.tokens.start >= found.start && name.tokens.end <= found.end) {
            added.push(Name { tokens: found, kind: Kind::Organization, weight: 200 });
        }
    }
    if added.is_empty() {
        return;
    }
    let mut outlets = added.iter().map(|name| &name.tokens).peekable();
    names.retain(|name| {
        while outlets.peek().is_some_and(|outlet| outlet.end <= name.tokens.start) {
            outlets.next();
        }
        outlets.peek().is_none_or(|outlet| name.tokens.end <= outlet.start)
    });
    merge(names, added);
}

/// "posted on X", "a post on X", "via X", "the platform X", "his X account".
fn platform(words: &Words<'_>, i: usize) -> Option<Range<usize>> {
    let outlets = &*OUTLETS;
    if !outlets.platform.contains(words.word(i)) {
        return None;
    }
    let is = |set: &FxHashSet<u64>, at: Option<usize>| {
        at.and_then(|at| words.hashes.get(at)).is_some_and(|hash| set.contains(hash))
    };
    let before = i.checked_sub(1);
    // "on X Street" is another name, "on X Monday" none.
    if is_capital(words, i + 1) && words.bits(i + 1) & word::CALENDAR == 0 {
        return None;
    }
    let posted = || (i.saturating_sub(NEAR)..i).any(|at| is(&outlets.post, Some(at)));
    let held = is(&outlets.carrying, before) && posted() || is(&outlets.through, before);
    let named = is(&outlets.sort, before) && words.word(i + 1) != "." || is(&outlets.post, Some(i + 1));
    (held || named).then_some(i..i + 1)
}

/// "The Hindu: ...", "The Hindu reported", "told The Hindu".
fn ambiguous(words: &Words<'_>, i: usize) -> Option<Range<usize>> {
    let outlets = &*OUTLETS;
    let all = outlets.ambiguous.get(words.hashes.get(i + 1)?)?;
    let fits = |name: &&Vec<u64>| {
        words.hashes.get(i..i + name.len()) == Some(name.as_slice())
            && (i..i + name.len()).all(|at| is_capital(words, at))
    };
    let end = i + all.iter().filter(fits).map(Vec::len).max()?;
    let next = words.word(end);
    let told = words.hashes.get(end).is_some_and(|hash| outlets.telling.contains(hash));
    // Inside a sentence the article has a capital only in a name; a heading has capitals all over.
    let inside = i.checked_sub(1).is_some_and(|before| {
        words.tokens[before].kind == TokenKind::Word && words.word(before).starts_with(char::is_lowercase)
    });
    let alone = !is_capital(words, end) || words.bits(end) & word::CALENDAR != 0;
    (next == ":" || told || inside && alone).then_some(i..end)
}

/// "told The Bay Ledger": inside a sentence an article with a capital, and words up to one that outlets' names end in.
fn by_last_word(words: &Words<'_>, i: usize) -> Option<Range<usize>> {
    let before = i.checked_sub(1)?;
    let inside =
        words.tokens[before].kind == TokenKind::Word && words.word(before).starts_with(char::is_lowercase);
    if !inside || !LISTS.is_definite(words.word(i)) {
        return None;
    }
    let end = i + 1 + (i + 1..i + WORDS).take_while(|at| is_capital(words, *at)).count();
    let last = (end > i + 2).then(|| words.word(end - 1))?;
    OUTLETS.last.iter().any(|known| known == last).then_some(i..end)
}

/// "14:35Varn NewsRead More": a saved page runs the time, the outlet and the next line together. The name begins where the
/// time ends, and ends with the word that outlets' names end in.
pub(crate) fn glued(text: &str, mentions: &[Mention]) -> Vec<Mention> {
    let mut found = Vec::new();
    for mention in mentions.iter().filter(|m| m.kind.is_time()) {
        let start = mention.range.end;
        let Some(rest) = text.get(start..).filter(|rest| rest.starts_with(char::is_uppercase)) else {
            continue;
        };
        let mut at = 0;
        for part in rest.split(' ').take(WORDS).take_while(|part| part.starts_with(char::is_uppercase)) {
            let ends = |last: &&String| {
                part.strip_prefix(last.as_str()).is_some_and(|rest| !rest.starts_with(char::is_lowercase))
            };
            if let Some(last) = OUTLETS.last.iter().find(ends) {
                let range = start..start + at + last.len();
                let value = Value::Actor(Actor { name: range.clone(), id: 0, metonym: false, weight: 200 });
                found.push(Mention { range, kind: Kind::Organization, value });
                break;
            }
            at += part.len() + 1;
        }
    }
    found
}

/// Words an outlet's name has at most.
const WORDS: usize = 5;
