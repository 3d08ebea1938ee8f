//! Which articles go back to one origin: a shared wire credit, a chain "X reports for Y", the same headline, or long
//! runs of equal words outside quotation marks.

use crate::article::Article;
use copydesk_text::{TokenKind, tokens};
use rustc_hash::{FxHashMap, FxHashSet, FxHasher};
use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// Words in a run that two reports do not share by chance.
const RUN: usize = 8;
/// The share of an article's sentences with such a run that makes it a copy.
const COPIED: f32 = 0.3;

/// The origin of each article, as the smallest index of those it shares its origin with. An aggregator has none of
/// its own: `None`.
pub fn origins(articles: &[Arc<Article>]) -> Vec<Option<usize>> {
    let mut parent: Vec<usize> = (0..articles.len()).collect();
    let mut first: FxHashMap<String, usize> = FxHashMap::default();
    let mut join = |key: String, index: usize, parent: &mut Vec<usize>| {
        let other = *first.entry(key).or_insert(index);
        let (a, b) = (root(parent, other), root(parent, index));
        parent[a.max(b)] = a.min(b);
    };
    for (index, article) in articles.iter().enumerate() {
        if article.meta.aggregator {
            continue;
        }
        if !article.meta.credits.is_empty() {
            let mut credits: Vec<String> = article.meta.credits.iter().map(|c| c.to_lowercase()).collect();
            credits.sort();
            join(format!("credit {}", credits.join("+")), index, &mut parent);
        }
        if let Some(last) = article.meta.chain.last() {
            join(format!("outlet {}", last.to_lowercase()), index, &mut parent);
        }
        if let Some(outlet) = &article.meta.outlet {
            // What a chain names is the outlet's own report.
            let key = format!("outlet {}", outlet.to_lowercase());
            if articles
                .iter()
                .any(|a| a.meta.chain.last().is_some_and(|c| format!("outlet {}", c.to_lowercase()) == key))
            {
                join(key, index, &mut parent);
            }
        }
        if let Some(title) = &article.meta.title {
            let words: Vec<String> = tokens(title)
                .iter()
                .filter(|t| t.kind != TokenKind::Mark)
                .map(|t| t.text(title).to_lowercase())
                .collect();
            if words.len() >= 5 {
                join(format!("title {}", words.join(" ")), index, &mut parent);
            }
        }
    }
    let runs: Vec<Vec<FxHashSet<u64>>> = articles.iter().map(|article| sentence_runs(article)).collect();
    for a in 0..articles.len() {
        for b in a + 1..articles.len() {
            if articles[a].meta.aggregator
                || articles[b].meta.aggregator
                || root(&mut parent, a) == root(&mut parent, b)
            {
                continue;
            }
            if copied(&runs[a], &runs[b]) || copied(&runs[b], &runs[a]) {
                let (x, y) = (root(&mut parent, a), root(&mut parent, b));
                parent[x.max(y)] = x.min(y);
            }
        }
    }
    (0..articles.len()).map(|i| (!articles[i].meta.aggregator).then(|| root(&mut parent, i))).collect()
}

fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

fn copied(a: &[FxHashSet<u64>], b: &[FxHashSet<u64>]) -> bool {
    let long = a.iter().filter(|runs| !runs.is_empty()).count();
    if long == 0 {
        return false;
    }
    let all: FxHashSet<u64> = b.iter().flatten().copied().collect();
    let shared = a.iter().filter(|runs| runs.iter().any(|run| all.contains(run))).count();
    shared >= 2 && shared as f32 >= COPIED * long as f32
}

fn sentence_runs(article: &Article) -> Vec<FxHashSet<u64>> {
    article
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
            words
                .windows(RUN)
                .map(|run| {
                    let mut hasher = FxHasher::default();
                    run.hash(&mut hasher);
                    hasher.finish()
                })
                .collect()
        })
        .collect()
}
