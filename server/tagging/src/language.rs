//! Languages: a folder of `grammars/` each. Which one a text is in is told by its commonest words.

use crate::actors::{Offices, Titled};
use crate::figures::Figures;
use crate::grammar;
use crate::reporting::Lexicon as Reporting;
use crate::times::Times;
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::fmt;
use std::sync::{LazyLock, OnceLock};

/// A language that has a folder in `grammars/`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(&'static str);

/// What a text is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spoken {
    /// A language that has a grammar.
    Known(Language),
    /// One that has none: its name, or its script's, or its code.
    Unread(&'static str),
    /// Too little says.
    Unclear,
}

/// What is known of a language, ready for use.
#[derive(Debug)]
pub(crate) struct Grammar {
    pub(crate) language: Language,
    pub(crate) times: Times,
    pub(crate) figures: Figures,
    pub(crate) reporting: Reporting,
    pub(crate) offices: Offices,
    /// How names are found where no statistical tagger is trained: none is needed for English.
    pub(crate) titled: Option<Titled>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LanguageFile {
    name: String,
    common: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OthersFile {
    language: Vec<Other>,
    script: Vec<Script>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Other {
    code: String,
    name: String,
    common: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Script {
    name: String,
    from: char,
    to: char,
}

/// Everything there is, made once.
struct All {
    languages: Vec<(Language, String, OnceLock<Box<Grammar>>)>,
    /// Code and name of those without a folder.
    others: Vec<(String, String)>,
    scripts: Vec<Script>,
    /// A common word to the languages it belongs to: first those with a folder, then the others.
    common: FxHashMap<String, Vec<usize>>,
}

static ALL: LazyLock<All> = LazyLock::new(|| {
    let mut all =
        All { languages: Vec::new(), others: Vec::new(), scripts: Vec::new(), common: FxHashMap::default() };
    let mut commons: Vec<Vec<String>> = Vec::new();
    for (file, _) in grammar::FILES {
        if let Some(code) = file.strip_suffix("/language.toml") {
            let LanguageFile { name, common } = grammar::built_in(file);
            all.languages.push((Language(code), name, OnceLock::new()));
            commons.push(common);
        }
    }
    let others: OthersFile = grammar::built_in("others.toml");
    for other in others.language {
        all.others.push((other.code, other.name));
        commons.push(other.common);
    }
    all.scripts = others.script;
    for (index, common) in commons.into_iter().enumerate() {
        for word in common {
            all.common.entry(word).or_default().push(index);
        }
    }
    all
});

/// Words of a text that are looked at; those of a long article say no more.
const WORDS: usize = 400;
/// Words that must be common ones of a language before a text is taken to be in it.
const ENOUGH: usize = 4;

impl Language {
    /// English: what the checker itself is written for.
    pub const ENGLISH: Language = Language("en");

    /// All that have a grammar.
    pub fn all() -> impl Iterator<Item = Language> {
        ALL.languages.iter().map(|(language, ..)| *language)
    }

    /// Its ISO 639 code, which is the name of its folder.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// Its English name.
    pub fn name(self) -> &'static str {
        let named = ALL.languages.iter().find(|(language, ..)| *language == self);
        named.map_or(self.0, |(_, name, _)| name)
    }

    pub(crate) fn grammar(self) -> &'static Grammar {
        let all = &ALL.languages;
        let at = all.iter().position(|(language, ..)| *language == self).unwrap_or(0);
        let (language, _, grammar) = &all[at];
        grammar.get_or_init(|| {
            Box::new(Grammar {
                language: *language,
                times: Times::new(language.0),
                figures: Figures::new(language.0),
                reporting: Reporting::new(language.0),
                offices: Offices::new(language.0),
                titled: (*language != Language::ENGLISH).then(|| Titled::new(language.0)),
            })
        })
    }
}

impl Default for Language {
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Spoken {
    /// The language of a code or tag: "de", "de-AT", "en_GB".
    pub fn of_code(code: &str) -> Spoken {
        let code = code.trim().split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        if let Some((language, ..)) = ALL.languages.iter().find(|(language, ..)| language.0 == code) {
            return Spoken::Known(*language);
        }
        match ALL.others.iter().find(|(other, _)| *other == code) {
            Some((_, name)) => Spoken::Unread(name),
            // Another code of two or three letters is another language, whatever its name.
            None if (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_alphabetic()) => {
                Spoken::Unread("a language without a grammar")
            }
            None => Spoken::Unclear,
        }
    }

    /// The language of a text, by its commonest words; `texts` are its parts.
    pub fn of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Spoken {
        let known = ALL.languages.len();
        let mut hits = vec![0usize; known + ALL.others.len()];
        let mut strange = vec![0usize; ALL.scripts.len()];
        let mut words = 0;
        let mut lower = String::new();
        let all = texts.into_iter().flat_map(|text| text.split(|c: char| !c.is_alphabetic()));
        for word in all.filter(|word| !word.is_empty()).take(WORDS) {
            words += 1;
            lower.clear();
            lower.extend(word.chars().take(24).flat_map(char::to_lowercase));
            for &language in ALL.common.get(&lower).map_or(&[][..], Vec::as_slice) {
                hits[language] += 1;
            }
            if let Some(first) = lower.chars().next().filter(|c| !c.is_ascii())
                && let Some(script) = ALL.scripts.iter().position(|s| (s.from..=s.to).contains(&first))
            {
                strange[script] += 1;
            }
        }
        if let Some(script) = strange.iter().position(|n| n * 2 > words) {
            return Spoken::Unread(&ALL.scripts[script].name);
        }
        let Some((best, most)) = hits.iter().copied().enumerate().max_by_key(|(at, n)| (*n, usize::MAX - at))
        else {
            return Spoken::Unclear;
        };
        let second = hits.iter().enumerate().filter(|(at, _)| *at != best).map(|(_, n)| *n).max();
        if most < ENOUGH || most * 12 < words || most * 2 < second.unwrap_or(0) * 3 {
            return Spoken::Unclear;
        }
        match ALL.languages.get(best) {
            Some((language, ..)) => Spoken::Known(*language),
            None => Spoken::Unread(&ALL.others[best - known].1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_a_language_by_its_commonest_words() {
        let of = |text: &str| Spoken::of([text]);
        let english = "The ferry was late and the harbour board said that it would not wait for the tide.";
        assert_eq!(of(english), Spoken::Known(Language::ENGLISH));
        let german =
            "Die Fähre kam zu spät, und der Hafenrat sagte, dass er nicht auf die Flut warten werde.";
        let Spoken::Known(language) = of(german) else { panic!("{:?}", of(german)) };
        assert_eq!((language.code(), language.name()), ("de", "German"));
        let french =
            "Le ferry est arrivé en retard et les membres du conseil ne sont pas venus pour la marée.";
        assert_eq!(of(french), Spoken::Unread("French"));
        assert_eq!(of("Паром опоздал, и портовый совет не стал ждать."), Spoken::Unread("Cyrillic script"));
        assert_eq!(of("Shr 28 cts vs 20 cts. Net 1.2 mln vs 900,000."), Spoken::Unclear);
        assert_eq!(of(""), Spoken::Unclear);
    }

    #[test]
    fn reads_language_tags() {
        assert_eq!(Spoken::of_code("en-GB"), Spoken::Known(Language::ENGLISH));
        assert_eq!(Spoken::of_code("FR"), Spoken::Unread("French"));
        assert_eq!(Spoken::of_code("ja"), Spoken::Unread("a language without a grammar"));
        assert_eq!(Spoken::of_code(""), Spoken::Unclear);
    }
}
