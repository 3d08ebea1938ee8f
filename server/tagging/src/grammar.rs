//! The files of `grammars/`: what is known of a language, as data. Each holds its examples, which are its tests.

use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// A grammar file that cannot be used, and where.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {message}")]
pub struct GrammarError {
    /// The file's path under `grammars/`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

/// A text and the mentions it must give.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// One sentence or several.
    pub text: String,
    /// The day the text is dated.
    pub published: Option<Date>,
    /// The kinds looked at; every mention of these kinds must be listed in `tags`.
    pub kinds: Vec<String>,
    /// "the words | kind | value", value left out where it does not matter.
    pub tags: Vec<String>,
}

/// The examples of a grammar file.
#[derive(Debug, Default, Deserialize)]
pub struct Examples {
    /// `[[example]]` tables.
    #[serde(default)]
    pub example: Vec<Example>,
}

/// Reads a grammar file as `T`; `file` is its path under `grammars/`, for messages.
///
/// # Errors
/// The text is no TOML, or not of the form of `T`: the message names the line.
pub fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, GrammarError> {
    toml::from_str(text).map_err(|error| GrammarError {
        file: file.to_owned(),
        line: error.span().map_or(1, |span| text[..span.start.min(text.len())].matches('\n').count() + 1),
        message: error.message().to_owned(),
    })
}

/// Reads a grammar file that is built into the program, whose correctness the tests of this crate hold.
pub fn built_in<T: DeserializeOwned>(file: &str) -> T {
    let text = text(file).unwrap_or_else(|| panic!("grammars/{file} is not built in"));
    read(file, text).unwrap_or_else(|error| panic!("grammars/{error}"))
}

/// The text of a built-in grammar file.
pub fn text(file: &str) -> Option<&'static str> {
    FILES.iter().find(|(name, _)| *name == file).map(|(_, text)| *text)
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Every grammar file built into the program: its path under `grammars/`, its text.
        pub const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../../../grammars/", $name)))),*];
    };
}

// One a line, sorted.
files! {
    "de/currencies.toml",
    "de/dates.toml",
    "de/durations.toml",
    "de/hedges.toml",
    "de/language.toml",
    "de/numbers.toml",
    "de/reporting.toml",
    "de/sentences.toml",
    "de/sources.toml",
    "de/titles.toml",
    "de/units.toml",
    "en/citations.toml",
    "en/claims.toml",
    "en/contrasts.toml",
    "en/currencies.toml",
    "en/dates.toml",
    "en/demonyms.toml",
    "en/directions.toml",
    "en/durations.toml",
    "en/firms.toml",
    "en/furniture.toml",
    "en/given-names.toml",
    "en/hedges.toml",
    "en/kinds-business.toml",
    "en/kinds-events.toml",
    "en/kinds-general.toml",
    "en/kinds-law.toml",
    "en/kinds-life.toml",
    "en/kinds-people.toml",
    "en/kinds-politics.toml",
    "en/kinds-qualities.toml",
    "en/kinds-things.toml",
    "en/language.toml",
    "en/metonyms.toml",
    "en/numbers.toml",
    "en/organizations.toml",
    "en/outlets.toml",
    "en/places.toml",
    "en/posts.toml",
    "en/pronouns.toml",
    "en/qualifiers.toml",
    "en/quotes.toml",
    "en/reporting.toml",
    "en/roles.toml",
    "en/sentences.toml",
    "en/sources.toml",
    "en/status.toml",
    "en/tables.toml",
    "en/titles.toml",
    "en/transliteration.toml",
    "en/units.toml",
    "en/within.toml",
    "en/wording.toml",
    "en/words.toml",
    "others.toml",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Days {
        #[allow(dead_code)] // Only read to see whether it can be.
        days: std::collections::BTreeMap<String, i8>,
    }

    #[track_caller]
    fn error(text: &str) -> String {
        read::<Days>("xx/dates.toml", text).expect_err("a wrong file").to_string()
    }

    #[test]
    fn an_error_names_the_file_and_the_line() {
        assert!(error("[days]\ntoday = 0\ntomorrow = \"one\"\n").starts_with("xx/dates.toml:3: "));
        assert!(error("[days]\ntoday = \n").starts_with("xx/dates.toml:2: "));
        assert!(error("# nothing\n").contains("missing field `days`"));
        let misspelt = error("[days]\ntoday = 0\n\n[weekday]\nmonday = 1\n");
        assert!(misspelt.starts_with("xx/dates.toml:4: "), "{misspelt}");
        assert!(misspelt.contains("weekday") && misspelt.contains("days"), "{misspelt}");
    }

    #[test]
    fn every_file_of_the_folders_is_built_in_and_sorted() {
        assert!(FILES.is_sorted_by_key(|(name, _)| *name));
        for (name, _) in FILES.iter().filter(|(name, _)| name.starts_with("de/")) {
            assert!(text(&name.replace("de/", "en/")).is_some(), "{name} has no English counterpart");
        }
    }
}
