//! What is known about an article besides its text: what its front matter states, else what its text lets one guess.

mod dates;
mod front;
mod guess;

use copydesk_library::Metadata;
use copydesk_text::Prose;
use dates::Dated;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What front matter states of an article, and what its text lets one guess; guesses are listed in
/// [`Metadata::guessed`]. A date without a year is completed by another date of the article or not at all.
pub fn metadata(text: &str, prose: &Prose) -> Metadata {
    let mut meta = Metadata::default();
    if let Some(range) = &prose.front_matter {
        front::read(&text[range.clone()], &mut meta);
    }
    guess::fill(prose, &mut meta);
    meta
}

/// The day a draft is dated, asked at every key: blocks that were read before are not read again.
#[derive(Debug, Default)]
pub struct Dating {
    read: Mutex<FxHashMap<Box<str>, Arc<Dated>>>,
}

/// Blocks that are remembered; when there are more, all are forgotten.
const REMEMBERED: usize = 4096;

impl Dating {
    /// What [`metadata`] gives as [`Metadata::published`].
    pub fn published(&self, text: &str, prose: &Prose) -> Option<Date> {
        let mut meta = Metadata::default();
        if let Some(range) = &prose.front_matter {
            front::read(&text[range.clone()], &mut meta);
        }
        if meta.published.is_some() {
            return meta.published;
        }
        let url = meta.url.or_else(|| guess::url(&prose.blocks));
        url.as_deref().and_then(dates::of_url).or_else(|| dates::guess(prose, &mut |text| self.dated(text)))
    }

    fn dated(&self, text: &str) -> Arc<Dated> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(dated) = read.get(text) {
            return dated.clone();
        }
        if read.len() >= REMEMBERED {
            read.clear();
        }
        let dated = Arc::new(Dated::read(text));
        read.insert(text.into(), dated.clone());
        dated
    }
}
