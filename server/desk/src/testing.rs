//! A desk for tests: one draft, a few sources, the date from the front matter.

use crate::{Desk, Snapshot, Tools};
use copydesk_library::{Article, Library, Metadata};
use copydesk_text::{Format, Prose};
use jiff::civil::Date;
use std::sync::Arc;

struct Dated;

impl Tools for Dated {
    fn published(&self, _: Option<&str>, text: &str, _: &Prose) -> Option<Date> {
        let (_, rest) = text.split_once("\ndate: ")?;
        rest.get(..10)?.parse().ok()
    }
}

/// A folder with a draft.
pub(crate) struct Room {
    pub(crate) desk: Desk,
    library: Library,
}

pub(crate) const DRAFT: &str = "draft.md";

impl Room {
    pub(crate) fn new(draft: &str) -> Self {
        let mut room = Self { desk: Desk::new(Arc::new(Dated)), library: Library::default() };
        room.open(DRAFT, draft);
        room
    }

    pub(crate) fn open(&mut self, key: &str, text: &str) {
        self.desk.open(key, Some(key), Format::Markdown, 1, text);
    }

    /// Adds a source; its outlet is what its name says, its date the fifteenth of March 2031.
    pub(crate) fn source(mut self, outlet: &str, text: &str) -> Self {
        let meta = Metadata {
            outlet: Some(outlet.to_owned()),
            title: Some(format!("What {outlet} saw at sea")),
            published: Some(jiff::civil::date(2031, 3, 15)),
            ..Metadata::default()
        };
        let id = format!("sources/{}.md", outlet.to_lowercase().replace(' ', "-"));
        self.library.insert(Arc::new(Article::from_text(id, text, Format::Markdown, meta)));
        self
    }

    /// Checks every document, as the server would.
    pub(crate) fn checked(mut self) -> Self {
        self.desk.set_library(self.library.clone());
        let keys: Vec<Arc<str>> = self.desk.keys().cloned().collect();
        for key in keys {
            if let Some(job) = self.desk.check(&key) {
                self.desk.finish(&key, job.run());
            }
        }
        self
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        self.desk.snapshot(DRAFT).expect("the draft is there")
    }
}
