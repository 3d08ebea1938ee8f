//! Which places lie in which, for statements that name the country where a source names the town.

use copydesk_tagging::actors::{country_of_capital, country_of_demonym, fold};
use copydesk_tagging::{Kind, Tagged, grammar};
use copydesk_text::TokenKind;
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct File {
    people: Vec<String>,
    within: FxHashMap<String, Vec<String>>,
}

static FILE: LazyLock<File> = LazyLock::new(|| grammar::built_in("en/within.toml"));

/// Each place by its folded name, with the places it lies in right away.
static AROUND: LazyLock<FxHashMap<String, Vec<String>>> = LazyLock::new(|| {
    let mut around: FxHashMap<String, Vec<String>> = FxHashMap::default();
    for (whole, parts) in &FILE.within {
        for part in parts {
            around.entry(fold(part)).or_default().push(fold(whole));
        }
    }
    around
});

/// Bytes of a name from which it is known again in the word for its people.
const KNOWN: usize = 5;

/// Two folded words, "torvenian" and "torvenia", are people and place, though no list has them.
pub(crate) fn are_its_people(word: &str, name: &str) -> bool {
    let people = word.strip_suffix('s').unwrap_or(word);
    let ends = |stem: &str| {
        people.strip_prefix(stem).is_some_and(|end| FILE.people.iter().any(|known| known == end))
    };
    name.len() >= KNOWN && (ends(name) || name.strip_suffix('a').is_some_and(ends))
}

/// Steps from a part to the whole: a town, a county, England, the United Kingdom.
const STEPS: usize = 4;

/// The folded names of the places in which those lie that a document names, and of the countries whose people and things
/// it names.
pub(crate) fn around(tagged: &Tagged) -> FxHashSet<String> {
    let mut names: FxHashSet<String> = FxHashSet::default();
    for sentence in &tagged.sentences {
        let text: &str = &sentence.sentence.text;
        for token in sentence.tokens.iter().filter(|token| token.kind == TokenKind::Word) {
            let word = token.text(text);
            if word.starts_with(char::is_uppercase)
                && let Some(country) = country_of_demonym(word)
            {
                names.insert(fold(country));
            }
        }
    }
    for place in tagged.actors.iter().filter(|actor| actor.kind == Kind::Place) {
        names.extend(country_of_capital(&place.key.main).map(str::to_owned));
        names.insert(place.key.main.clone());
    }
    let mut fresh: Vec<String> = names.iter().cloned().collect();
    for _ in 0..STEPS {
        let wider = fresh.iter().filter_map(|place| AROUND.get(place)).flatten();
        fresh = wider.filter(|place| !names.contains(*place)).cloned().collect();
        names.extend(fresh.iter().cloned());
    }
    names
}
