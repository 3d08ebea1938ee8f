//! Floor 5, beside the desk: what the sources of a story say taken together. The timeline, who reports what, the
//! statements most origins share, and what changed since.
//!
//! Pure: no file, clock, network, thread or environment. Everything is plain data over byte offsets; a command or
//! an editor writes it down.

mod beside;
pub mod changes;
pub mod coverage;
mod dates;
mod disputes;
mod group;
pub mod highlights;
pub mod insert;
mod name;
pub mod report;
mod statements;
pub mod timeline;

pub use coverage::{Coverage, coverage};
pub use dates::When;
pub use disputes::{Dispute, Value};
pub use highlights::{Highlight, highlights};
pub use name::{label, source_line};
pub use timeline::{Timeline, timeline};

use copydesk_checking::compare::Comparer;
use copydesk_library::{Article, Library, origins};
use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::Serialize;
use statements::Statement;
use std::ops::Range;
use std::sync::Arc;

/// A sentence of a source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// [`Article::id`].
    pub source: Arc<str>,
    /// First byte of the article's text.
    pub start_byte: usize,
    /// The byte after the last.
    pub end_byte: usize,
    /// The sentence as it stands there, line breaks as spaces.
    pub text: String,
}

impl Piece {
    /// Bytes of the article's text.
    pub fn range(&self) -> Range<usize> {
        self.start_byte..self.end_byte
    }
}

/// The sources of a story, read for what they say together.
#[derive(Debug)]
pub struct Story {
    /// By id. Those that give no date of their own carry an assumed one, see [`Story::assumed`].
    articles: Vec<Arc<Article>>,
    /// For each article the smallest index of those it shares its origin with; none for an aggregator.
    origins: Vec<Option<usize>>,
    library: Library,
    comparer: Comparer,
    /// Every sentence of the sources that states something.
    statements: Vec<Statement>,
    /// Index of the first statement of a sentence, by article and sentence.
    places: FxHashMap<(usize, usize), usize>,
    assumed: Vec<Arc<str>>,
    disputes: Option<Vec<Dispute>>,
}

/// What one outlet reports twice it reports once: its articles go back to the first of them.
fn by_outlet(articles: &[Arc<Article>], mut origins: Vec<Option<usize>>) -> Vec<Option<usize>> {
    let mut outlets: FxHashMap<String, usize> = FxHashMap::default();
    for index in 0..articles.len() {
        let (Some(name), Some(own)) = (&articles[index].meta.outlet, origins[index]) else { continue };
        let first = *outlets.entry(name.trim().to_lowercase()).or_insert(own);
        if first != own {
            let (one, other) = (first.min(own), first.max(own));
            let joined = |origin: &mut usize| *origin = if *origin == other { one } else { *origin };
            origins.iter_mut().flatten().for_each(joined);
            outlets.values_mut().for_each(joined);
        }
    }
    origins
}

impl Story {
    /// Reads the sources of a library.
    pub fn new(library: &Library) -> Self {
        let mut articles: Vec<Arc<Article>> = library.articles().cloned().collect();
        articles.sort_by(|a, b| a.id.cmp(&b.id));
        let assumed = dates::assume(&mut articles);
        let library = if assumed.is_empty() {
            library.clone()
        } else {
            let mut own = Library::default();
            own.extend(articles.iter().cloned());
            own
        };
        let origins = by_outlet(&articles, origins(&articles));
        let mut comparer = Comparer::default();
        let statements = statements::read(&articles, &mut comparer);
        let mut places = FxHashMap::default();
        for (index, statement) in statements.iter().enumerate() {
            places.entry((statement.article, statement.sentence)).or_insert(index);
        }
        Self { articles, places, origins, library, comparer, statements, assumed, disputes: None }
    }

    /// The sources, by id.
    pub fn articles(&self) -> &[Arc<Article>] {
        &self.articles
    }

    /// Sources that give no date: the day they are taken to be of was read off the other sources and the dates
    /// without a year in them.
    pub fn assumed(&self) -> &[Arc<str>] {
        &self.assumed
    }

    /// The days of the sources: the first and last that any is dated.
    pub fn days(&self) -> Option<(Date, Date)> {
        let dated = || self.articles.iter().filter_map(|article| article.meta.published);
        Some((dated().min()?, dated().max()?))
    }

    /// How many independent origins stand behind articles. Those of aggregators are unknown and count for none.
    fn origins_of(&self, articles: impl Iterator<Item = usize>) -> usize {
        let mut all: Vec<usize> = articles.filter_map(|index| self.origins[index]).collect();
        all.sort_unstable();
        all.dedup();
        all.len()
    }

    fn piece(&self, statement: &Statement) -> Piece {
        let article = &self.articles[statement.article];
        let sentence = &article.tagged().sentences[statement.sentence].sentence;
        Piece {
            source: article.id.clone(),
            start_byte: sentence.source.start,
            end_byte: sentence.source.end,
            text: copydesk_text::one_line(&sentence.text),
        }
    }

    /// The articles and sentences of some statements.
    fn places(&self, group: &[usize]) -> Vec<(Arc<Article>, usize)> {
        let statements = group.iter().map(|&index| &self.statements[index]);
        statements.map(|one| (self.articles[one.article].clone(), one.sentence)).collect()
    }

    /// The articles and sentences of some pieces.
    fn places_of(&self, pieces: &[Piece]) -> Vec<(Arc<Article>, usize)> {
        pieces
            .iter()
            .filter_map(|piece| {
                let article = self.articles[self.index_of(&piece.source)?].clone();
                let at = article.sentences().partition_point(|s| s.source.end <= piece.start_byte);
                Some((article, at))
            })
            .collect()
    }

    fn index_of(&self, id: &str) -> Option<usize> {
        self.articles.binary_search_by(|article| (*article.id).cmp(id)).ok()
    }
}
