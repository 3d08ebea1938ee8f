//! Asking the archive: for each sentence of a draft the articles that speak most of what it speaks of.

use crate::{Error, connect, record};
use copydesk_library::Article;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

/// Articles for one sentence.
const EACH: i64 = 12;
/// Articles for one draft.
const ALL: usize = 80;
/// Words of one query.
const WORDS: usize = 24;
/// Queries whose answers are kept.
const QUERIES: usize = 4096;
/// What was answered holds for this long.
const FRESH: Duration = Duration::from_secs(300);
/// After a failure nothing is asked for this long.
const PAUSE: Duration = Duration::from_secs(30);

/// What the archive has answered.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Articles that bear on the draft, best first.
    pub articles: Vec<Arc<Article>>,
    /// Why not all that was asked is answered.
    pub fault: Option<String>,
}

/// An archive, and what it has answered before.
#[derive(Debug)]
pub struct Archive {
    url: String,
    kept: Arc<Mutex<Kept>>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Ids and ranks by query.
    found: FxHashMap<String, (Instant, Vec<(String, f32)>)>,
    /// By id, with when each was read.
    articles: FxHashMap<String, (Instant, Arc<Article>)>,
    /// When it failed last, and why.
    failed: Option<(Instant, String)>,
}

impl Archive {
    /// The archive at an address such as `postgresql://desk@archive.example/news`. Nothing is asked yet.
    pub fn new(url: &str) -> Self {
        Self { url: url.to_owned(), kept: Arc::default() }
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The articles that bear on these sentences. What was asked before is not asked again; whatever happens, this
    /// returns within `patience`.
    pub fn ask(&self, sentences: &[String], patience: Duration) -> Answer {
        let mut queries: Vec<(String, String)> =
            sentences.iter().filter_map(|sentence| query(sentence)).collect();
        queries.sort();
        queries.dedup();
        let open: Vec<(String, String)> = {
            let kept = lock(&self.kept);
            if let Some((at, fault)) = &kept.failed
                && at.elapsed() < PAUSE
            {
                let mut answer = kept.answer(&queries);
                answer.fault = Some(fault.clone());
                return answer;
            }
            let known = |key: &String| kept.found.get(key).is_some_and(|(at, _)| at.elapsed() < FRESH);
            queries.iter().filter(|(key, _)| !known(key)).cloned().collect()
        };
        let mut fault = None;
        if !open.is_empty() {
            let (send, receive) = mpsc::channel();
            let (url, kept) = (self.url.clone(), self.kept.clone());
            // A thread that is not waited for: a database that hangs must not hold up whoever asks.
            let started = std::thread::Builder::new().name("archive".to_owned()).spawn(move || {
                let done = fetch(&url, &open, patience, &kept).map_err(|error| error.to_string());
                send.send(done).ok();
            });
            fault = match started.map(|_| receive.recv_timeout(patience)) {
                Ok(Ok(Ok(()))) => None,
                Ok(Ok(Err(fault))) => Some(fault),
                Ok(Err(_)) => Some(Error::Late(patience).to_string()),
                Err(error) => Some(error.to_string()),
            };
        }
        let mut kept = lock(&self.kept);
        kept.failed = fault.clone().map(|fault| (Instant::now(), fault));
        let mut answer = kept.answer(&queries);
        answer.fault = fault;
        answer
    }
}

impl Kept {
    /// What is known for these queries.
    fn answer(&self, queries: &[(String, String)]) -> Answer {
        let mut best: FxHashMap<&str, f32> = FxHashMap::default();
        for (key, _) in queries {
            for (id, rank) in self.found.get(key).map(|(_, found)| found.as_slice()).unwrap_or_default() {
                let known = best.entry(id).or_default();
                *known = known.max(*rank);
            }
        }
        let mut ids: Vec<(&str, f32)> = best.into_iter().collect();
        ids.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        let articles = ids.iter().filter_map(|(id, _)| self.articles.get(*id)).take(ALL);
        Answer { articles: articles.map(|(_, article)| article.clone()).collect(), fault: None }
    }

    /// Whether an article need not be read again: it may have been corrected since.
    fn has(&self, id: &str) -> bool {
        self.articles.get(id).is_some_and(|(at, _)| at.elapsed() < FRESH)
    }

    /// Keeps what a whole round of questions has brought, and of the articles only those that some query finds.
    fn take(&mut self, found: Vec<(String, Vec<(String, f32)>)>, articles: Vec<(String, Arc<Article>)>) {
        let now = Instant::now();
        if self.found.len() + found.len() > QUERIES {
            self.found.clear();
        }
        self.found.extend(found.into_iter().map(|(query, ids)| (query, (now, ids))));
        self.articles.extend(articles.into_iter().map(|(id, article)| (id, (now, article))));
        let ids = self.found.values().flat_map(|(_, ids)| ids.iter().map(|(id, _)| id.as_str()));
        let ids: FxHashSet<&str> = ids.collect();
        self.articles.retain(|id, _| ids.contains(id.as_str()));
    }
}

fn lock(kept: &Mutex<Kept>) -> std::sync::MutexGuard<'_, Kept> {
    kept.lock().unwrap_or_else(PoisonError::into_inner)
}

fn fetch(
    url: &str,
    queries: &[(String, String)],
    patience: Duration,
    kept: &Mutex<Kept>,
) -> Result<(), Error> {
    let mut client = connect(url, Some(patience))?;
    let find = client.prepare(
        "SELECT id, ts_rank_cd(search, to_tsquery('english', $2)) AS rank FROM copydesk.articles \
         WHERE search @@ to_tsquery('english', $1) ORDER BY rank DESC, id LIMIT $3",
    )?;
    let mut found: Vec<(String, Vec<(String, f32)>)> = Vec::new();
    for (must, may) in queries {
        let rows = client.query(&find, &[must, may, &EACH])?;
        found.push((must.clone(), rows.iter().map(|row| (row.get(0), row.get(1))).collect()));
    }
    let mut wanted: Vec<String> = found.iter().flat_map(|(_, ids)| ids).map(|(id, _)| id.clone()).collect();
    wanted.sort();
    wanted.dedup();
    {
        let kept = lock(kept);
        wanted.retain(|id| !kept.has(id));
    }
    let mut articles = Vec::with_capacity(wanted.len());
    for ids in wanted.chunks(50) {
        let rows = client.query(
            "SELECT id, meta::text, blocks::text FROM copydesk.articles WHERE id = ANY($1)",
            &[&ids],
        )?;
        for row in rows {
            let (id, meta, blocks): (String, String, String) = (row.get(0), row.get(1), row.get(2));
            match record::read(&id, &meta, &blocks) {
                Some(article) => {
                    articles.push((id, Arc::new(article)));
                }
                None => tracing::warn!(id, "an article of the archive that cannot be read"),
            }
        }
    }
    // Only now: what is found and could not be read must be asked again.
    lock(kept).take(found, articles);
    Ok(())
}

/// What a sentence is asked by: words one of which an article must hold (names and figures, where there are any), and
/// the words that put articles in order. Words are quoted: nothing of a draft is ever read as a query.
fn query(sentence: &str) -> Option<(String, String)> {
    let mut names: Vec<String> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for (index, word) in
        sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).enumerate()
    {
        let lower = word.to_lowercase();
        let is_figure = word.bytes().all(|b| b.is_ascii_digit()) && word.len() >= 2;
        let is_name = word.starts_with(char::is_uppercase) && word.chars().count() >= 3;
        let list = if is_figure || (is_name && index > 0) { &mut names } else { &mut words };
        if (is_figure || word.chars().count() >= 4 || is_name) && !list.contains(&lower) && word.len() <= 60 {
            list.push(lower);
        }
    }
    let quoted = |words: &[String]| -> String {
        let words: Vec<String> = words.iter().take(WORDS).map(|word| format!("'{word}'")).collect();
        words.join(" | ")
    };
    let must = if names.is_empty() { quoted(&words) } else { quoted(&names) };
    names.extend(words);
    (!must.is_empty()).then(|| (must, quoted(&names)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_library::Metadata;
    use copydesk_text::Format;

    #[test]
    fn dont_keep_an_article_that_no_query_finds() {
        let article = |id: &str| {
            let read = Article::from_text(id, "The ferry sank.", Format::Text, Metadata::default());
            (id.to_owned(), Arc::new(read))
        };
        let found = |query: &str, id: &str| (query.to_owned(), vec![(id.to_owned(), 1.0)]);
        let mut kept = Kept::default();
        kept.take(vec![found("'ferry'", "a")], vec![article("a"), article("b")]);
        assert!(kept.has("a") && !kept.has("b"));
        kept.take(vec![found("'ferry'", "b")], vec![article("b")]);
        let query = ("'ferry'".to_owned(), String::new());
        let ids: Vec<_> = kept.answer(&[query]).articles.iter().map(|article| article.id.clone()).collect();
        assert!(!kept.has("a") && ids == ["b".into()], "{ids:?}");
    }

    #[test]
    fn asks_by_names_and_figures_and_never_by_anything_else() {
        let (must, may) = query("The ferry Marigold carried 212 people to Kestrel Bay.").expect("a query");
        assert_eq!(must, "'marigold' | '212' | 'kestrel' | 'bay'");
        assert!(may.contains("'carried'"));
        let (must, _) = query("it ') | 'sank & !drop:* -- quickly").expect("a query");
        assert_eq!(must, "'sank' | 'drop' | 'quickly'");
        assert_eq!(query("Of it. 7"), None);
    }

    #[test]
    fn says_that_it_was_not_reached_and_does_not_wait_again() {
        let archive = Archive::new("postgresql://nobody@127.0.0.1:1/none");
        let sentences = ["The ferry Marigold sank off Kestrel Bay.".to_owned()];
        let answer = archive.ask(&sentences, Duration::from_secs(2));
        assert!(answer.articles.is_empty());
        assert!(answer.fault.is_some_and(|fault| fault.contains("archive")));
        let started = Instant::now();
        assert!(archive.ask(&sentences, Duration::from_secs(2)).fault.is_some());
        assert!(started.elapsed() < Duration::from_millis(100));
        assert!(Archive::new("no address").ask(&sentences, Duration::from_secs(2)).fault.is_some());
    }
}
