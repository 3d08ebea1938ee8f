//! The key of a name, and when two actors are one.

use super::fold::{fold, fold_word};
use super::lists::{LISTS, hash, word};
use crate::mention::{Identity, Kind};
use serde::{Deserialize, Serialize};

/// What identifies a name across documents, spelling variants folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Key {
    /// Folded given names or initials, in order ("volodymyr").
    pub given: Vec<String>,
    /// Folded surname with particles, or the folded name of an organisation or place.
    pub main: String,
}

/// Whether two names mean one actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Same {
    /// They do.
    Yes,
    /// They may: one says less than the other ("Smith", "John Smith"; "Ford", "Ford Motor Co").
    Maybe,
    /// They do not.
    No,
}

/// Compares two actors of different documents. By rule, never by similarity alone.
///
/// People are the same when surnames agree and no given name or initial speaks against it; without a given name on one
/// side, or with an initial for it, they may be. Organisations are the same by their name without legal form, or by an acronym
/// that both go by; a short form may be. Places are the same by their name; what lies in a place is another place.
pub fn same(a: &Identity, b: &Identity) -> Same {
    match (a.kind, b.kind) {
        (Kind::Person, Kind::Person) => same_person(&a.key, &b.key),
        (Kind::Person, _) | (_, Kind::Person) => {
            let bare = a.key.given.is_empty() && b.key.given.is_empty();
            if bare && a.key.main == b.key.main { Same::Maybe } else { Same::No }
        }
        (Kind::Place, Kind::Place) => yes(a.key.main == b.key.main),
        _ => same_body(a, b),
    }
}

fn yes(same: bool) -> Same {
    if same { Same::Yes } else { Same::No }
}

pub(crate) fn same_person(a: &Key, b: &Key) -> Same {
    if bare(&a.main) != bare(&b.main) {
        // "Saddam" and "Saddam Hussein".
        let by_given =
            |short: &Key, long: &Key| short.given.is_empty() && long.given.first() == Some(&short.main);
        return if by_given(a, b) || by_given(b, a) { Same::Maybe } else { Same::No };
    }
    let particles = a.main == b.main || a.main == bare(&a.main) || b.main == bare(&b.main);
    if !particles {
        return Same::No;
    }
    same_given(&a.given, &b.given)
}

fn same_given(a: &[String], b: &[String]) -> Same {
    let mut verdict = if a.is_empty() != b.is_empty() { Same::Maybe } else { Same::Yes };
    for (at, (x, y)) in a.iter().zip(b).enumerate() {
        if x == y {
            continue;
        }
        let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
        if !initial(x, y) && !initial(y, x) {
            return Same::No;
        }
        if at == 0 {
            verdict = Same::Maybe;
        }
    }
    verdict
}

fn same_body(a: &Identity, b: &Identity) -> Same {
    let (x, y) = (a.key.main.as_str(), b.key.main.as_str());
    if x == y {
        return Same::Yes;
    }
    if a.kind != b.kind {
        return Same::No;
    }
    let goes_by = |long: &Identity, short: &str| long.names.iter().any(|name| body(name) == short);
    match (x.contains(' '), y.contains(' ')) {
        (true, false) if is_initials_of(y, x) => {
            if goes_by(a, y) {
                Same::Yes
            } else {
                Same::Maybe
            }
        }
        (false, true) if is_initials_of(x, y) => {
            if goes_by(b, x) {
                Same::Yes
            } else {
                Same::Maybe
            }
        }
        _ if is_short_for(x, y) || is_short_for(y, x) => Same::Maybe,
        _ => Same::No,
    }
}

/// Whether one folded name begins with the other and goes on with whole words.
pub(crate) fn is_short_for(short: &str, long: &str) -> bool {
    long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' ')) && short.len() > 1
}

/// Whether folded letters are the initials of a folded name's words; small words may be left out.
pub(crate) fn is_initials_of(letters: &str, long: &str) -> bool {
    if letters.len() < 2 || letters.len() > 8 || letters.contains(' ') {
        return false;
    }
    initials(long).iter().any(|initials| initials == letters)
}

/// The initials of a folded name's words, with its small words and without.
pub(super) fn initials(long: &str) -> [String; 2] {
    [true, false].map(|all| {
        long.split([' ', '-'])
            .filter(|w| all || LISTS.word_bits(hash(w)) & (word::JOIN | word::STOP) == 0)
            .filter_map(|w| w.chars().next())
            .collect()
    })
}

/// The last word of a surname without its article: "holm" of "van der holm", "rashid" of "al-rashid".
pub(crate) fn bare(main: &str) -> &str {
    let last = main.rsplit(' ').next().unwrap_or(main);
    LISTS.without_article(last)
}

/// What the name of an actor is compared by.
pub fn key(kind: Kind, name: &str) -> Key {
    match kind {
        Kind::Person => person(name),
        Kind::Place => Key { given: Vec::new(), main: LISTS.canonical(&without_the(&fold(name))).to_owned() },
        _ => Key { given: Vec::new(), main: body(name) },
    }
}

fn person(name: &str) -> Key {
    let mut words: Vec<&str> = name.split_whitespace().collect();
    while words.len() > 1 && words.last().is_some_and(|w| LISTS.word_bits(hash(w)) & word::SUFFIX != 0) {
        words.pop();
    }
    let Some(last) = words.len().checked_sub(1) else { return Key::default() };
    let mut surname = last;
    while surname > 0
        && LISTS.word_bits(hash(words[surname - 1])) & word::PARTICLE != 0
        && (surname > 1 || words[0].starts_with(char::is_lowercase) || words.len() > 2)
        && words[surname - 1].chars().count() > 1
    {
        surname -= 1;
    }
    let main =
        words[surname..].iter().map(|w| fold_word(w)).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
    let mut given = Vec::new();
    for name in &words[..surname] {
        // "J.P." are two initials.
        let letters: Vec<&str> = name.split('.').filter(|part| !part.is_empty()).collect();
        if name.contains('.') && letters.iter().all(|part| part.chars().count() == 1) {
            given.extend(letters.iter().map(|letter| fold_word(letter)));
        } else {
            let folded = fold_word(name);
            if !folded.is_empty() {
                given.push(LISTS.long_given(&folded).to_owned());
            }
        }
    }
    Key { given, main }
}

/// The folded name of an organisation: without "the", without its legal form, by its listed first name.
pub(crate) fn body(name: &str) -> String {
    let mut main = without_the(&fold(name));
    let listed = LISTS.canonical(&main);
    if listed != main {
        return listed.to_owned();
    }
    while let Some((rest, last)) = main.rsplit_once(' ')
        && (LISTS.word_bits(hash(last)) & word::LEGAL != 0 || LISTS.is_light(last))
    {
        main.truncate(rest.len());
    }
    // "varn news northern bureau": a part of a body whose name ends inside.
    if main.rsplit_once(' ').is_some_and(|(_, last)| LISTS.is_part(last)) {
        let head = |word: &str| LISTS.word_bits(hash(word)) & word::ORG_HEAD != 0;
        let mut at = 0;
        let end = main.split(' ').enumerate().find_map(|(n, word)| {
            at += word.len() + usize::from(n > 0);
            (n > 0 && at < main.len() && head(word)).then_some(at)
        });
        main.truncate(end.unwrap_or(main.len()));
    }
    LISTS.canonical(&main).to_owned()
}

fn without_the(folded: &str) -> String {
    folded.strip_prefix("the ").unwrap_or(folded).to_owned()
}
