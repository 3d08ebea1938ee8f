//! Floor 3: the sources as values. Articles with their metadata, where each comes from, and the index over them.
//!
//! Pure: no file, clock, network, thread or environment. Cloning a [`Library`] is cheap and gives a snapshot.

pub mod article;

pub use article::{Article, Metadata};

use std::collections::BTreeMap;
use std::sync::Arc;

/// All sources that are read, by id.
#[derive(Clone, Debug, Default)]
pub struct Library {
    articles: BTreeMap<Arc<str>, Arc<Article>>,
    revision: u64,
}

impl Library {
    /// Adds an article, or puts it in the place of the one with its id. `false` if the same text and metadata stood there.
    pub fn insert(&mut self, article: Arc<Article>) -> bool {
        if self.articles.get(&article.id).is_some_and(|old| old.hash == article.hash) {
            return false;
        }
        self.articles.insert(article.id.clone(), article);
        self.revision += 1;
        true
    }

    /// Takes an article out; `false` if there was none.
    pub fn remove(&mut self, id: &str) -> bool {
        let removed = self.articles.remove(id).is_some();
        self.revision += u64::from(removed);
        removed
    }

    /// The article with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Article>> {
        self.articles.get(id)
    }

    /// All articles, by id.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.articles.values()
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }
}
