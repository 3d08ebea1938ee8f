//! A source that is handed over as JSON, in the place of a file.

use copydesk_library::{Article, Metadata};
use copydesk_text::Format;
use jiff::civil::Date;
use serde::Deserialize;
use std::sync::Arc;

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
        Arc::new(Article::from_text(self.id, &self.text, self.format.unwrap_or(format), meta))
    }
}
