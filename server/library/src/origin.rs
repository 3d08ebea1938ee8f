//! Which articles go back to one origin: a shared wire credit, a chain "X reports for Y", the same headline, or long
//! runs of equal words outside quotation marks.

use crate::article::Article;
use crate::shingle::hashes;
use copydesk_text::{TokenKind, tokens};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// Words in a run that two reports do not share by chance.
const RUN: usize = 8;
/// The share of an article's sentences with such a run that makes it a copy.
const COPIED: f32 = 0.3;

/// What an article is held against others by.
#[derive(Debug)]
pub(crate) struct Traits {
    /// Hashes of the runs of words outside quotation marks, sentence by sentence.
    pub(crate) runs: Vec<Box<[u64]>>,
    /// All of them.
    pub(crate) all: FxHashSet<u64>,
    pub(crate) headline: Option<Vec<String>>,
}

/// What shows that two articles go back to one origin.
#[derive(Clone, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case", tag = "by", content = "what")]
pub enum Shared {
    /// They are one article.
    Same,
    /// Both carry these wire credits, joined by ", ".
    Credit(String),
    /// One reports for the other's outlet, or both for this one.
    Chain(String),
    /// Both stand under this headline.
    Headline(String),
    /// Long runs of words of the one stand in the other.
    Wording,
}

/// Whether two articles go back to one origin. An aggregator has no origin of its own: it shares none.
pub fn same_origin(a: &Article, b: &Article) -> bool {
    shared(a, b).is_some()
}

/// What shows that two articles go back to one origin; `None` where nothing does. An aggregator shares none.
pub fn shared(a: &Article, b: &Article) -> Option<Shared> {
    if a.id == b.id {
        return Some(Shared::Same);
    }
    if a.meta.aggregator || b.meta.aggregator {
        return None;
    }
    let named = |names: &[String], outlet: &Option<String>| {
        let outlet = outlet.as_ref()?;
        names.iter().any(|name| fold(name) == fold(outlet)).then(|| outlet.clone())
    };
    let (x, y) = (credits(a), credits(b));
    if !x.is_empty() && x == y {
        return Some(Shared::Credit(a.meta.credits.join(", ")));
    }
    // A credit or a chain names the outlet whose own report the other is.
    if let Some(outlet) = a.meta.chain.last().filter(|_| chained(a) == chained(b)) {
        return Some(Shared::Chain(outlet.clone()));
    }
    if let Some(outlet) =
        named(&a.meta.chain, &b.meta.outlet).or_else(|| named(&b.meta.chain, &a.meta.outlet))
    {
        return Some(Shared::Chain(outlet));
    }
    if let Some(outlet) =
        named(&a.meta.credits, &b.meta.outlet).or_else(|| named(&b.meta.credits, &a.meta.outlet))
    {
        return Some(Shared::Credit(outlet));
    }
    let (x, y) = (a.traits(), b.traits());
    if x.headline.is_some() && x.headline == y.headline {
        return Some(Shared::Headline(a.meta.title.clone().unwrap_or_default()));
    }
    (copied(x, y) || copied(y, x)).then_some(Shared::Wording)
}

/// A name as names are held against each other.
pub(crate) fn fold(name: &str) -> String {
    name.trim().to_lowercase()
}

/// The wire credits that an article carries.
pub(crate) fn credits(article: &Article) -> BTreeSet<String> {
    article.meta.credits.iter().map(|credit| fold(credit)).collect()
}

/// The outlet whose report an article is in the end.
pub(crate) fn chained(article: &Article) -> Option<String> {
    article.meta.chain.last().map(|last| fold(last))
}

/// Words of a headline long enough not to be shared by chance.
fn headline(article: &Article) -> Option<Vec<String>> {
    let title = article.meta.title.as_deref()?;
    let words: Vec<String> = tokens(title)
        .iter()
        .filter(|t| t.kind != TokenKind::Mark)
        .map(|t| t.text(title).to_lowercase())
        .collect();
    (words.len() >= 5).then_some(words)
}

fn copied(a: &Traits, b: &Traits) -> bool {
    let shared = a.runs.iter().filter(|runs| runs.iter().any(|run| b.all.contains(run))).count();
    a.is_copy(shared)
}

impl Traits {
    /// Whether an article is another one told again, `shared` of whose sentences have a run of words of that one.
    pub(crate) fn is_copy(&self, shared: usize) -> bool {
        let long = || self.runs.iter().filter(|runs| !runs.is_empty()).count();
        shared >= 2 && shared as f32 >= COPIED * long() as f32
    }
}

pub(crate) fn traits(article: &Article) -> Traits {
    let runs: Vec<Box<[u64]>> = article
        .sentences()
        .iter()
        .map(|sentence| {
            let mut quoted = false;
            let words: Vec<String> = tokens(&sentence.text)
                .iter()
                .filter_map(|token| {
                    let text = token.text(&sentence.text);
                    match text {
                        "“" => quoted = true,
                        "”" => quoted = false,
                        "\"" => quoted = !quoted,
                        _ => {}
                    }
                    (token.kind != TokenKind::Mark && !quoted).then(|| text.to_lowercase())
                })
                .collect();
            hashes(&words, RUN).collect()
        })
        .collect();
    let all = runs.iter().flatten().copied().collect();
    Traits { runs, all, headline: headline(article) }
}
