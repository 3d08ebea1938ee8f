//! Floor 3: the sources as values. Articles with their metadata, where each comes from, and the index over them.
//!
//! Pure: no file, clock, network, thread or environment. Cloning a [`Library`] is cheap and gives a snapshot.

pub mod article;
mod folded;
pub mod index;
pub mod layout;
mod origin;
mod origins;
mod packed;
pub mod shingle;
mod slice;
mod stable;

pub use article::{Article, FieldName, Metadata};
pub use folded::Folded;
pub use index::{Hit, Term};
pub use layout::{Layout, Spot};
pub use origin::{Shared, same_origin, shared};
pub use origins::origins;
pub use slice::Slice;
pub use stable::{slug, stable_id};

use index::{Part, Segment};
use rustc_hash::FxHashMap;
use std::sync::Arc;

/// A segment this many times larger than the next is left alone when segments are merged.
const MERGE_FACTOR: usize = 4;

/// Many articles are indexed in so many pieces, so that as many threads can share the work.
const SHARDS: usize = 4;

/// Fewer articles make one piece.
const SMALL_SHARD: usize = 1024;

/// All sources that are read, by id.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Largest first.
    parts: Vec<Part>,
    /// Segment and place in it of each article.
    places: Arc<FxHashMap<Arc<str>, (usize, usize)>>,
    revision: u64,
}

impl Library {
    /// Adds an article, or puts it in the place of the one with its id. `false` if the same text and metadata stood there.
    pub fn insert(&mut self, article: Arc<Article>) -> bool {
        self.extend([article]) > 0
    }

    /// Adds many articles at once; returns how many were new or changed.
    pub fn extend(&mut self, articles: impl IntoIterator<Item = Arc<Article>>) -> usize {
        self.extend_with(articles, |shards| shards.into_iter().map(Shard::index).collect())
    }

    /// The same, with the work divided: `index` calls [`Shard::index`] on each, on as many threads as it likes, and
    /// gives back all in their order.
    pub fn extend_with(
        &mut self,
        articles: impl IntoIterator<Item = Arc<Article>>,
        index: impl FnOnce(Vec<Shard>) -> Vec<Indexed>,
    ) -> usize {
        let mut fresh: Vec<Arc<Article>> = Vec::new();
        let mut own: FxHashMap<Arc<str>, usize> = FxHashMap::default();
        for article in articles {
            if self.get(&article.id).is_some_and(|old| old.stamp() == article.stamp()) {
                continue;
            }
            self.bury(&article.id);
            match own.get(&article.id) {
                Some(&twin) => fresh[twin] = article,
                None => {
                    own.insert(article.id.clone(), fresh.len());
                    fresh.push(article);
                }
            }
        }
        let count = fresh.len();
        if count > 0 {
            self.push(fresh, index);
            self.revision += 1;
        }
        count
    }

    /// [`Self::extend_with`] with what [`Self::folded_index`] gave of another library, for one that is empty: of the articles
    /// that stand in it as they are, nothing has to be indexed.
    pub fn extend_with_kept(
        &mut self,
        articles: Vec<Arc<Article>>,
        kept: &[Slice],
        index: impl FnOnce(Vec<Shard>) -> Vec<Indexed>,
    ) -> usize {
        if !self.places.is_empty() || kept.is_empty() {
            return self.extend_with(articles, index);
        }
        let mut waiting: FxHashMap<Arc<str>, Arc<Article>> = FxHashMap::default();
        waiting.reserve(articles.len());
        let mut order = Vec::with_capacity(articles.len());
        for article in articles {
            order.push(article.id.clone());
            waiting.insert(article.id.clone(), article);
        }
        let count = waiting.len();
        self.parts.clear();
        let places = Arc::make_mut(&mut self.places);
        places.reserve(count);
        for bytes in kept {
            let found = Segment::of_bytes(bytes, |id, hash| {
                waiting.get(id).filter(|article| article.hash == hash).cloned()
            });
            let Some((segment, live)) = found else { continue };
            let number = self.parts.len();
            for (index, article) in segment.articles.iter().enumerate().filter(|(index, _)| live[*index]) {
                waiting.remove(&article.id);
                places.insert(article.id.clone(), (number, index));
            }
            self.parts.push(Part::of_some(segment, &live));
        }
        let rest: Vec<Arc<Article>> = order.iter().filter_map(|id| waiting.remove(id)).collect();
        if self.extend_with(rest, index) == 0 {
            self.revision += u64::from(count > 0);
        }
        count
    }

    /// The index in pieces, as bytes for [`Self::extend_with_kept`] of the same program.
    pub fn folded_index(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        self.parts.iter().map(|part| part.segment.to_bytes())
    }

    /// Takes an article out; `false` if there was none.
    pub fn remove(&mut self, id: &str) -> bool {
        let removed = self.bury(id);
        self.revision += u64::from(removed);
        removed
    }

    /// The article with this id.
    pub fn get(&self, id: &str) -> Option<&Arc<Article>> {
        let &(segment, article) = self.places.get(id)?;
        self.parts[segment].segment.articles.get(article)
    }

    /// All articles, in no particular order.
    pub fn articles(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.parts.iter().flat_map(Part::articles)
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Grows with every change.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// The `k` sentences that match a set of terms best.
    pub fn search(&self, query: &[Term], k: usize) -> Vec<Hit> {
        index::search(&self.parts, query, k)
    }

    /// How telling a term is: its inverse document frequency over sentences, at least 0.
    pub fn weight(&self, term: Term) -> f32 {
        index::idf(self.sentences(), index::document_frequency(&self.parts, term)).max(0.0)
    }

    /// How many sentences are indexed.
    pub fn sentences(&self) -> usize {
        self.parts.iter().map(Part::sentences).sum()
    }

    fn bury(&mut self, id: &str) -> bool {
        let Some((segment, article)) = Arc::make_mut(&mut self.places).remove(id) else { return false };
        self.parts[segment].bury(article);
        true
    }

    fn push(&mut self, mut fresh: Vec<Arc<Article>>, index: impl FnOnce(Vec<Shard>) -> Vec<Indexed>) {
        // Swallow smaller segments at the end, so that their number stays logarithmic.
        while let Some(part) = self.parts.last() {
            if part.segment.articles.len() > fresh.len() * MERGE_FACTOR {
                break;
            }
            fresh = part.articles().cloned().chain(fresh).collect();
            self.parts.pop();
        }
        let shards = fresh.chunks(fresh.len().div_ceil(SHARDS).max(SMALL_SHARD));
        let shards = shards.map(|articles| Shard(articles.to_vec())).collect();
        let places = Arc::make_mut(&mut self.places);
        for Indexed(segment) in index(shards) {
            let number = self.parts.len();
            for (index, article) in segment.articles.iter().enumerate() {
                places.insert(article.id.clone(), (number, index));
            }
            self.parts.push(Part::new(segment));
        }
    }
}

/// Articles that are to be indexed together.
#[derive(Debug)]
pub struct Shard(Vec<Arc<Article>>);

impl Shard {
    /// Takes some microseconds an article.
    pub fn index(self) -> Indexed {
        Indexed(Segment::build(self.0))
    }
}

/// Articles that are indexed together.
#[derive(Debug)]
pub struct Indexed(Segment);

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::Format;

    fn article(id: &str, text: &str) -> Arc<Article> {
        Arc::new(Article::from_text(id, text, Format::Text, Metadata::default()))
    }

    #[test]
    fn finds_the_sentence_that_shares_the_rare_words() {
        let mut library = Library::default();
        for n in 0..50 {
            library
                .insert(article(&format!("a{n}"), &format!("The harbour was busy. Ship {n} carried grain.")));
        }
        let hits = library.search(&index::terms("Which ship was number 17?"), 3);
        assert_eq!((&*hits[0].article.id, hits[0].sentence), ("a17", 1));
        assert_eq!(library.len(), 50);
    }

    #[test]
    fn answers_do_not_depend_on_the_order_in_which_sources_came_and_went() {
        let texts: Vec<String> = (0..40)
            .map(|n| {
                format!("Ship {} carried {} sacks of grain. The harbour was busy on day {n}.", n % 7, n % 5)
            })
            .collect();
        let all: Vec<_> =
            texts.iter().enumerate().map(|(n, text)| article(&format!("a{n:02}"), text)).collect();
        let (mut anew, mut grown) = (Library::default(), Library::default());
        anew.extend(all.clone());
        for n in (0..40).rev() {
            grown.insert(article(&format!("a{n:02}"), "Grain and grain and a ship in the harbour."));
            grown.insert(article(&format!("x{n}"), "The harbour carried another ship."));
        }
        for n in (0..40).map(|n| n * 17 % 40) {
            grown.insert(all[n].clone());
            grown.remove(&format!("x{n}"));
        }
        for question in ["Which ship carried grain?", "Was the harbour busy on day 3?", "sacks"] {
            let ask = |library: &Library| -> Vec<(Arc<str>, usize, u32)> {
                let hits = library.search(&index::terms(question), 16);
                hits.iter().map(|hit| (hit.article.id.clone(), hit.sentence, hit.score.to_bits())).collect()
            };
            assert_eq!(ask(&anew), ask(&grown));
        }
        assert_eq!(anew.sentences(), grown.sentences());
    }

    #[test]
    fn articles_that_are_indexed_in_pieces_are_all_found() {
        let all = (0..3 * SMALL_SHARD)
            .map(|n| article(&format!("a{n}"), &format!("Ship {n} carried grain to pier {}.", n % 7)));
        let all: Vec<_> = all.collect();
        let mut library = Library::default();
        library.extend(all.clone());
        assert_eq!((library.parts.len(), library.len()), (3, all.len()));
        for n in [0, SMALL_SHARD, 3 * SMALL_SHARD - 1] {
            let hits = library.search(&index::terms(&format!("ship {n}")), 1);
            assert_eq!(&*hits[0].article.id, format!("a{n}"));
            assert_eq!(library.get(&format!("a{n}")).map(|article| article.hash), Some(all[n].hash));
        }
        library.insert(article("a5", "Ship 5 carried coal."));
        assert_eq!(library.search(&index::terms("coal"), 3).len(), 1);
    }

    #[test]
    fn an_index_that_was_kept_answers_as_one_made_anew() {
        let text =
            |n: usize| format!("Ship {n} carried {} sacks of grain. The harbour was busy on day {n}.", n % 5);
        let all: Vec<_> = (0..60).map(|n| article(&format!("a{n:02}"), &text(n))).collect();
        let mut first = Library::default();
        first.extend(all.clone());
        first.insert(article("a07", "Ship 7 carried coal."));
        let kept: Vec<Slice> = first.folded_index().map(Slice::from).collect();
        // Meanwhile one was changed, one removed, one added.
        let mut now = all.clone();
        now[7] = first.get("a07").expect("there").clone();
        now[9] = article("a09", "Ship 9 carried salt.");
        now.remove(20);
        now.push(article("b", "Ship 77 carried pepper and grain."));
        let (mut anew, mut again) = (Library::default(), Library::default());
        anew.extend(now.clone());
        let mut indexed = 0;
        again.extend_with_kept(now.clone(), &kept, |shards| {
            indexed += shards.iter().map(|shard| shard.0.len()).sum::<usize>();
            shards.into_iter().map(Shard::index).collect()
        });
        assert!(indexed < 10, "{indexed} were indexed");
        assert_eq!((anew.len(), anew.sentences()), (again.len(), again.sentences()));
        for question in
            ["Which ship carried grain?", "Was the harbour busy on day 3?", "coal salt pepper", "day 20"]
        {
            let ask = |library: &Library| -> Vec<(Arc<str>, usize, u32)> {
                let hits = library.search(&index::terms(question), 16);
                hits.iter().map(|hit| (hit.article.id.clone(), hit.sentence, hit.score.to_bits())).collect()
            };
            assert_eq!(ask(&anew), ask(&again), "{question}");
        }
        // Another library, or bytes of something else: everything is indexed.
        for kept in [
            vec![Slice::from(b"no index".to_vec())],
            kept.iter().map(|bytes| bytes.part(&bytes[..40])).collect(),
        ] {
            let mut library = Library::default();
            library.extend_with_kept(now.clone(), &kept, |shards| {
                shards.into_iter().map(Shard::index).collect()
            });
            assert_eq!((library.len(), library.sentences()), (anew.len(), anew.sentences()));
        }
        assert!(again.remove("a03") && again.get("a03").is_none());
        assert!(again.insert(article("a04", "Ship 4 carried nothing.")));
    }

    #[test]
    fn a_changed_article_is_found_with_its_new_text_only() {
        let mut library = Library::default();
        library.extend([article("a", "The bridge is open."), article("b", "The tunnel is open.")]);
        assert!(!library.insert(article("a", "The bridge is open.")));
        assert!(library.insert(article("a", "The causeway is shut.")));
        assert!(library.search(&index::terms("bridge"), 3).is_empty());
        assert_eq!(library.search(&index::terms("causeway"), 3).len(), 1);
        assert!(library.remove("a") && !library.remove("a"));
        assert!(library.search(&index::terms("causeway"), 3).is_empty());
        assert_eq!(library.articles().count(), 1);
    }
}
