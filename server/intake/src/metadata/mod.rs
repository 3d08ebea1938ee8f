//! What is known about an article besides its text: what is stated beside it, in its front matter or in the file, else
//! what its text lets one guess.
//!
//! Best first: a sidecar (`NAME.meta.toml`), front matter, a Zotero library beside the sources, what the file itself
//! states, guesses. What a newsroom says of an outlet in `copydesk.toml` comes last, once the outlet is known.

mod beside;
mod bibliography;
pub(crate) mod dates;
mod front;
mod guess;

pub(crate) use beside::{Beside, is_about_others};
pub use beside::{SIDECAR, sources_of, stamp};
pub(crate) use front::{fault, field as front_field, names};
pub(crate) use guess::is_person;

use copydesk_library::Metadata;
use copydesk_text::Prose;
use dates::Dated;
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// What front matter states of an article, and what its text lets one guess; guesses are listed in
/// [`Metadata::guessed`]. A date without a year is completed by another date of the article or not at all.
pub fn metadata(text: &str, prose: &Prose) -> Metadata {
    let (mut meta, clipped) = front::of(text, prose);
    complete(&mut meta, clipped, prose);
    meta
}

/// The language that front matter states, as a code ("de-AT").
pub fn language(text: &str, prose: &Prose) -> Option<String> {
    front::of(text, prose).0.language
}

/// The day a draft is dated, asked at every key: blocks that were read before are not read again.
#[derive(Debug, Default)]
pub struct Dating {
    read: Mutex<Read>,
}

/// The blocks that were read, each with the draft that asked for it last.
#[derive(Debug, Default)]
struct Read {
    blocks: FxHashMap<Box<str>, (u64, Arc<Dated>)>,
    /// Drafts that have been asked for, each as often as it was.
    asked: u64,
}

/// Blocks that are remembered beside those of the last drafts; each key makes a new one.
const REMEMBERED: usize = 256;
/// Drafts, or the same one again, whose blocks are kept.
const DRAFTS: u64 = 8;

impl Dating {
    /// What [`metadata`] gives as [`Metadata::published`].
    pub fn published(&self, text: &str, prose: &Prose) -> Option<Date> {
        let (meta, clipped) = front::of(text, prose);
        if meta.published.is_some() {
            return meta.published;
        }
        self.lock().tidy();
        let url = meta.url.or_else(|| guess::url(&prose.blocks));
        url.as_deref()
            .and_then(dates::of_url)
            .or_else(|| dates::guess(prose, &mut |text| self.dated(text)))
            .or(clipped)
    }

    fn dated(&self, text: &str) -> Arc<Dated> {
        let mut read = self.lock();
        let asked = read.asked;
        if let Some((last, dated)) = read.blocks.get_mut(text) {
            *last = asked;
            return dated.clone();
        }
        let dated = Arc::new(Dated::read(text));
        read.blocks.insert(text.into(), (asked, dated.clone()));
        dated
    }

    fn lock(&self) -> MutexGuard<'_, Read> {
        self.read.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read {
    /// Forgets what the last drafts did not ask for, if there is much of it.
    fn tidy(&mut self) {
        self.asked += 1;
        let needed = self.asked.saturating_sub(DRAFTS);
        let used = self.blocks.values().filter(|(last, _)| *last >= needed).count();
        if self.blocks.len() > used + REMEMBERED {
            self.blocks.retain(|_, (last, _)| *last >= needed);
        }
    }
}

/// The letters and digits of a name in lower case: what two ways to write it have in common.
pub(crate) fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Guesses what is not stated.
fn complete(meta: &mut Metadata, clipped: Option<Date>, prose: &Prose) {
    guess::fill(prose, meta);
    // The day on which somebody clipped the article is better than none.
    if let (None, Some(date)) = (meta.published, clipped) {
        meta.published = Some(date);
        meta.guessed.push("published");
    }
}

/// Puts what `over` states in the place of what `meta` has.
fn overlay(meta: &mut Metadata, over: Metadata) {
    let Metadata {
        title,
        outlet,
        authors,
        published,
        modified,
        url,
        language,
        lean,
        factuality,
        key,
        credits,
        chain,
        aggregator,
        guessed: _,
    } = over;
    let guessed = &mut meta.guessed;
    fn put<T>(slot: &mut Option<T>, value: Option<T>, name: &str, guessed: &mut Vec<&'static str>) {
        if value.is_some() {
            *slot = value;
            guessed.retain(|guess| *guess != name);
        }
    }
    fn list(slot: &mut Vec<String>, value: Vec<String>, name: &str, guessed: &mut Vec<&'static str>) {
        if !value.is_empty() {
            *slot = value;
            guessed.retain(|guess| *guess != name);
        }
    }
    put(&mut meta.title, title, "title", guessed);
    put(&mut meta.outlet, outlet, "outlet", guessed);
    put(&mut meta.published, published, "published", guessed);
    put(&mut meta.modified, modified, "modified", guessed);
    put(&mut meta.url, url, "url", guessed);
    put(&mut meta.language, language, "language", guessed);
    put(&mut meta.lean, lean, "lean", guessed);
    put(&mut meta.factuality, factuality, "factuality", guessed);
    put(&mut meta.key, key, "key", guessed);
    list(&mut meta.authors, authors, "authors", guessed);
    list(&mut meta.credits, credits, "credits", guessed);
    list(&mut meta.chain, chain, "chain", guessed);
    if aggregator {
        meta.aggregator = true;
        guessed.retain(|guess| *guess != "aggregator");
    }
}
