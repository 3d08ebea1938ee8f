//! What is handed over as JSON in the place of files: lines of it, and sources.

use copydesk_library::{Article, Metadata};
use copydesk_text::{Format, Prose};
use jiff::civil::Date;
use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer};
use std::sync::Arc;

/// What a line of the input says; `at` counts the lines before it.
///
/// # Errors
/// What is wrong with it, with its number and column.
pub(crate) fn line<T: DeserializeOwned>(line: &[u8], at: usize) -> Result<T, String> {
    if line.trim_ascii_start().first().is_some_and(|first| b"[\"-0123456789tfn".contains(first)) {
        return Err(format!("input line {}: an object is wanted, as {{\"id\": …}}", at + 1));
    }
    serde_json::from_slice(line).map_err(|error| {
        // Of its "line 1" only the column tells anything.
        let (said, column) = (error.to_string(), error.column());
        let said = said.split(" at line ").next().unwrap_or(&said);
        format!("input line {}: {said}, at column {column}", at + 1)
    })
}

/// A day as it is given to a command.
///
/// # Errors
/// It is none: says how one is written.
pub(crate) fn day(text: &str) -> Result<Date, String> {
    text.trim().parse().map_err(|_| format!("{text:?} is no day: write it as 2026-03-18"))
}

/// The same in a field that may be left out or `null`.
pub(crate) fn day_field<'de, D: Deserializer<'de>>(field: D) -> Result<Option<Date>, D::Error> {
    let text: Option<String> = Deserialize::deserialize(field)?;
    text.map(|text| day(&text).map_err(D::Error::custom)).transpose()
}

#[derive(Deserialize)]
pub(crate) struct Source {
    id: String,
    text: String,
    format: Option<Format>,
    title: Option<String>,
    outlet: Option<String>,
    #[serde(default, deserialize_with = "day_field")]
    published: Option<Date>,
}

impl Source {
    /// As an article, of the format given unless it names one of its own.
    pub(crate) fn article(self, format: Format) -> Arc<Article> {
        let meta = Metadata {
            title: self.title,
            outlet: self.outlet,
            published: self.published,
            ..Metadata::default()
        };
        let prose = Prose::of_source(&self.text, self.format.unwrap_or(format));
        Arc::new(Article::new(self.id, self.text, prose, meta))
    }
}
