//! What is handed over as JSON in the place of files: lines of it, and sources.

use copydesk_library::{Article, Metadata};
use copydesk_text::{Format, Prose};
use jiff::civil::Date;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// What a line of the input says; `at` counts the lines before it.
///
/// # Errors
/// What is wrong with it, with its number and column.
pub(crate) fn line<T: DeserializeOwned>(line: &[u8], at: usize) -> Result<T, String> {
    serde_json::from_slice(line).map_err(|error| {
        // Of its "line 1" only the column tells anything.
        let (said, column) = (error.to_string(), error.column());
        let said = said.split(" at line ").next().unwrap_or(&said);
        format!("input line {}: {said}, at column {column}", at + 1)
    })
}

#[derive(Deserialize)]
pub(crate) struct Source {
    id: String,
    text: String,
    format: Option<Format>,
    title: Option<String>,
    outlet: Option<String>,
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
