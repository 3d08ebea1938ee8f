//! Who acts in the sources, and which of them go back to one origin: worked out once for each state of the library.

use copydesk_checking::citations::Shelf;
use copydesk_checking::{Cache, Draft, Judgement, Settings, check};
use copydesk_library::{Library, same_origin};
use copydesk_tagging::actors::{Same, fold, link, same};
use copydesk_tagging::{Identity, Kind, Mention, Tagged, Value};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Sources that are looked through while the writer waits for a hover: they take a fifth of a millisecond each.
const AT_ONCE: usize = 100;

/// What is known of a library as a whole. Made when first asked for and kept until the library changes.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    library: Library,
    actors: OnceLock<Vec<Known>>,
    values: OnceLock<Values>,
    /// Somebody works actors and values out.
    learning: AtomicBool,
    shelf: OnceLock<Arc<Shelf>>,
    /// What judging a single sentence has worked out.
    judged: Mutex<Cache>,
    /// Whether two articles, the smaller id first, go back to one origin.
    origins: Mutex<FxHashMap<Pair, bool>>,
}

type Pair = (Arc<str>, Arc<str>);

/// Where each figure and date of the sources stands.
#[derive(Debug, Default)]
struct Values {
    articles: Vec<Arc<str>>,
    /// By [`value_key`]: which of the articles, and its first byte and one past the last.
    places: FxHashMap<u64, Vec<(u32, u32, u32)>>,
}

/// What two figures or dates have in common that say the same; `None` for what says nothing by itself: a figure that counts
/// nothing and has no unit, a time without a day.
pub(crate) fn value_key(mention: &Mention) -> Option<u64> {
    let mut hasher = FxHasher::default();
    match &mention.value {
        Value::Figure(figure) if figure.unit.is_some() || figure.noun.is_some() => {
            let head = figure.noun.as_ref().and_then(|noun| noun.stems.last());
            let upper = figure.upper.map(|upper| upper.normalize());
            (0u8, figure.amount.normalize(), upper, &figure.unit, head).hash(&mut hasher);
        }
        Value::Time(time) => (1u8, time.days?).hash(&mut hasher),
        _ => return None,
    }
    Some(hasher.finish())
}

/// An actor of the sources.
#[derive(Debug)]
pub(crate) struct Known {
    /// The fullest of its identities, for comparing.
    pub(crate) identity: Identity,
    /// The articles that name it, by id, with its index among their actors.
    pub(crate) articles: Vec<(Arc<str>, usize)>,
    /// Its names and how often each is written, the commonest first.
    pub(crate) names: Vec<(String, usize)>,
    /// The same folded, in the same order.
    pub(crate) folded: Vec<String>,
}

impl Catalogue {
    pub(crate) fn new(library: Library) -> Self {
        Self { library, ..Self::default() }
    }

    pub(crate) fn library(&self) -> &Library {
        &self.library
    }

    /// Judges a draft that is not the one on the desk; one at a time keeps what it has worked out of the sources.
    pub(crate) fn judge(&self, draft: &Draft<'_>, settings: &Settings) -> Vec<Judgement> {
        let mut own = Cache::default();
        let mut kept = self.judged.try_lock();
        let cache = kept.as_deref_mut().unwrap_or(&mut own);
        check(draft, &self.library, settings, cache, &|| false)
    }

    /// The sources by what a citation may call them.
    pub(crate) fn shelf(&self) -> Arc<Shelf> {
        self.shelf.get_or_init(|| Arc::new(Shelf::new(&self.library))).clone()
    }

    /// The actors of all sources, those named in most sources first.
    pub(crate) fn actors(&self) -> &[Known] {
        self.actors.get_or_init(|| actors(&self.library))
    }

    /// Whether what the sources name is known, or will be in no time.
    pub(crate) fn is_known(&self) -> bool {
        self.library.len() <= AT_ONCE || (self.actors.get().is_some() && self.values.get().is_some())
    }

    /// Works it out, unless that is being done. Takes time.
    pub(crate) fn learn(&self) {
        if !self.is_known() && !self.learning.swap(true, Ordering::Relaxed) {
            self.actors();
            self.values.get_or_init(|| values(&self.library));
        }
    }

    /// The articles and bytes of the sources where the figure or date with this [`value_key`] stands.
    pub(crate) fn places(&self, key: u64) -> impl Iterator<Item = (&Arc<str>, Range<usize>)> {
        let values = self.values.get_or_init(|| values(&self.library));
        let places = values.places.get(&key).into_iter().flatten();
        places.filter_map(|&(article, from, to)| {
            Some((values.articles.get(article as usize)?, from as usize..to as usize))
        })
    }

    /// The actors of the sources that an actor of a draft is: several only where the sources were not brought together;
    /// none where there is doubt.
    pub(crate) fn find(&self, identity: &Identity) -> Vec<&Known> {
        let (mut sure, mut maybe) = (Vec::new(), Vec::new());
        for known in self.actors() {
            match same(identity, &known.identity) {
                Same::Yes => sure.push(known),
                Same::Maybe => maybe.push(known),
                Same::No => {}
            }
        }
        if sure.is_empty() && maybe.len() == 1 { maybe } else { sure }
    }

    /// How many sources name an actor of a draft.
    pub(crate) fn sources_of(&self, identity: &Identity) -> usize {
        let mut ids: Vec<&Arc<str>> =
            self.find(identity).iter().flat_map(|known| known.articles.iter().map(|(id, _)| id)).collect();
        ids.sort();
        ids.dedup();
        ids.len()
    }

    /// Whether two articles go back to one origin.
    pub(crate) fn one_origin(&self, a: &Arc<str>, b: &Arc<str>) -> bool {
        if a == b {
            return true;
        }
        let key = if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
        let known = self.origins.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        known.unwrap_or_else(|| {
            let (Some(a), Some(b)) = (self.library.get(&key.0), self.library.get(&key.1)) else {
                return false;
            };
            let one = same_origin(a, b);
            self.origins.lock().unwrap_or_else(PoisonError::into_inner).insert(key, one);
            one
        })
    }

    /// Puts articles together that go back to one origin, in the order they come. An aggregator has no origin of
    /// its own.
    pub(crate) fn origins<'a>(&self, articles: impl IntoIterator<Item = &'a Arc<str>>) -> Vec<Vec<Arc<str>>> {
        let mut origins: Vec<Vec<Arc<str>>> = Vec::new();
        for article in articles {
            match origins.iter_mut().find(|origin| origin.iter().any(|other| self.one_origin(other, article)))
            {
                Some(origin) if origin.contains(article) => {}
                Some(origin) => origin.push(article.clone()),
                None => origins.push(vec![article.clone()]),
            }
        }
        origins
    }

    /// How many independent origins these articles have.
    pub(crate) fn count_origins<'a>(&self, articles: impl IntoIterator<Item = &'a Arc<str>>) -> usize {
        let own = |id: &&Arc<str>| self.library.get(id).is_some_and(|article| !article.meta.aggregator);
        self.origins(articles.into_iter().filter(own)).len()
    }
}

fn values(library: &Library) -> Values {
    let mut values = Values::default();
    for article in library.articles() {
        let number = values.articles.len() as u32;
        values.articles.push(article.id.clone());
        for sentence in &article.tagged_for_now().sentences {
            for mention in &sentence.mentions {
                let Some(key) = value_key(mention) else { continue };
                let range = sentence.sentence.to_source(mention.range.clone());
                values.places.entry(key).or_default().push((number, range.start as u32, range.end as u32));
            }
        }
    }
    values
}

fn actors(library: &Library) -> Vec<Known> {
    let mut articles: Vec<_> = library.articles().collect();
    articles.sort_by(|a, b| a.id.cmp(&b.id));
    let tagged: Vec<Arc<Tagged>> = articles.iter().map(|article| article.tagged_for_now()).collect();
    let ids = link(&tagged.iter().map(|tagged| &**tagged).collect::<Vec<_>>());
    let count = ids.iter().flatten().max().map_or(0, |most| most + 1);
    let mut all: Vec<Option<Known>> = std::iter::repeat_with(|| None).take(count).collect();
    for ((article, tagged), ids) in articles.iter().zip(&tagged).zip(&ids) {
        let spelled = spellings(tagged);
        for (index, (identity, id)) in tagged.actors.iter().zip(ids).enumerate() {
            let known = all[*id].get_or_insert_with(|| Known {
                identity: identity.clone(),
                articles: Vec::new(),
                names: Vec::new(),
                folded: Vec::new(),
            });
            if fuller(identity, &known.identity) {
                known.identity = identity.clone();
            }
            known.articles.push((article.id.clone(), index));
            for (name, times) in spelled.get(&index).into_iter().flatten() {
                match known.names.iter_mut().find(|(other, _)| other == name) {
                    Some((_, count)) => *count += times,
                    None => known.names.push((name.clone(), *times)),
                }
            }
        }
    }
    let mut all: Vec<Known> = all.into_iter().flatten().collect();
    for known in &mut all {
        known.names.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        known.folded = known.names.iter().map(|(name, _)| fold(name)).collect();
    }
    all.sort_by(|a, b| {
        b.articles.len().cmp(&a.articles.len()).then_with(|| a.identity.name.cmp(&b.identity.name))
    });
    all
}

fn fuller(a: &Identity, b: &Identity) -> bool {
    match a.kind {
        Kind::Person => a.key.given.concat().len() > b.key.given.concat().len(),
        _ => a.key.main.len() > b.key.main.len(),
    }
}

/// How each actor of a text is written, and how often: one name, one line.
pub(crate) fn spellings(tagged: &Tagged) -> FxHashMap<usize, Vec<(String, usize)>> {
    let mut all: FxHashMap<usize, Vec<(String, usize)>> = FxHashMap::default();
    for sentence in &tagged.sentences {
        for mention in &sentence.mentions {
            let Value::Actor(actor) = &mention.value else { continue };
            let Some(name) = sentence.sentence.text.get(actor.name.clone()) else { continue };
            let names = all.entry(actor.id).or_default();
            match names.iter_mut().find(|(other, _)| other == name) {
                Some((_, count)) => *count += 1,
                None => names.push((name.to_owned(), 1)),
            }
        }
    }
    all
}
