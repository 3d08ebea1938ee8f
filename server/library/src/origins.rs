//! Which of many articles go back to one origin, without holding each against each.
//!
//! Two articles share an origin where [`shared`](crate::shared) says so, or where others lead from the one to the other.
//! All that can say so is looked up: names in tables, wording by the runs of words that stand in several articles.

use crate::article::Article;
use crate::origin::{chained, credits, fold};
use rustc_hash::FxHashMap;
use std::hash::Hash;
use std::sync::Arc;

/// The origin of each article, as the smallest index of those it shares its origin with. An aggregator has none of
/// its own: `None`.
pub fn origins(articles: &[Arc<Article>]) -> Vec<Option<usize>> {
    let mut groups = Groups::new(articles.len());
    groups.join_equal(articles.iter().enumerate().map(|(index, article)| (&article.id, index)));
    let own: Vec<(usize, &Article)> = articles
        .iter()
        .enumerate()
        .filter(|(_, article)| !article.meta.aggregator)
        .map(|(index, article)| (index, &**article))
        .collect();
    let of = |index: usize| move |key| (key, index);
    groups.join_equal(own.iter().map(|(i, a)| (credits(a), *i)).filter(|(credits, _)| !credits.is_empty()));
    groups.join_equal(own.iter().filter_map(|(i, a)| chained(a).map(of(*i))));
    groups.join_equal(own.iter().filter_map(|(i, a)| a.traits().headline.as_ref().map(|key| (key, *i))));
    by_outlet(&own, &mut groups);
    by_wording(&own, &mut groups);
    (0..articles.len()).map(|i| (!articles[i].meta.aggregator).then(|| groups.root(i))).collect()
}

/// A credit or a chain names the outlet whose own report the other is.
fn by_outlet(own: &[(usize, &Article)], groups: &mut Groups) {
    let mut outlets: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    for (index, article) in own {
        if let Some(outlet) = &article.meta.outlet {
            outlets.entry(fold(outlet)).or_default().push(*index);
        }
    }
    for (index, article) in own {
        for name in article.meta.chain.iter().chain(&article.meta.credits) {
            let Some(named) = outlets.get_mut(&fold(name)) else { continue };
            named.iter().for_each(|other| groups.join(*index, *other));
            // From here on they are one.
            named.truncate(1);
        }
    }
}

/// Long runs of words of the one stand in the other.
fn by_wording(own: &[(usize, &Article)], groups: &mut Groups) {
    let (mut holders, list_of) = holders(own);
    // Of each article, in how many of the sentences at hand it has a run of words, and the last of these.
    let mut common = vec![(0_usize, usize::MAX); groups.parents.len()];
    let mut found = Vec::new();
    let mut number = 0;
    // The article that the largest group was known by when the lists were last looked through.
    let mut large = Large::default();
    for (index, article) in own {
        let traits = article.traits();
        let within = groups.root(*index) == groups.root(large.member);
        for runs in &traits.runs {
            let mut lists: Vec<usize> = runs.iter().filter_map(|run| list_of.get(run).copied()).collect();
            lists.sort_unstable();
            lists.dedup();
            for list in lists {
                for &other in holders[list].beside(&large, within, groups) {
                    let (count, last) = &mut common[other];
                    if other != *index && *last != number {
                        if *count == 0 {
                            found.push(other);
                        }
                        (*count, *last) = (*count + 1, number);
                    }
                }
            }
            number += 1;
        }
        for other in found.drain(..) {
            if traits.is_copy(common[other].0) {
                groups.join(*index, other);
            }
            common[other].0 = 0;
        }
        large.follow(*index, groups);
    }
}

/// Articles that have a run of words, or several runs that no others have.
#[derive(Default)]
struct Holders {
    all: Vec<usize>,
    /// Those that were not in the largest group when last looked at.
    outside: Vec<usize>,
    /// Which largest group that was.
    version: usize,
}

impl Holders {
    /// Those that an article may still have to be held against: where it is `within` the largest group, the others.
    fn beside(&mut self, large: &Large, within: bool, groups: &mut Groups) -> &[usize] {
        if !within {
            return &self.all;
        }
        if self.version != large.version {
            (self.version, self.outside) = (large.version, self.all.clone());
        }
        let root = groups.root(large.member);
        self.outside.retain(|&other| groups.root(other) != root);
        &self.outside
    }
}

/// The largest group, by one of its articles: a thousand copies of one report are not held against each other.
#[derive(Default)]
struct Large {
    member: usize,
    /// Goes up when another group becomes the largest.
    version: usize,
}

impl Large {
    fn follow(&mut self, index: usize, groups: &mut Groups) {
        let (now, new) = (groups.root(self.member), groups.root(index));
        if now != new && groups.sizes[new] > groups.sizes[now] {
            (self.member, self.version) = (index, self.version + 1);
        }
    }
}

/// Which articles have each run of words that several have, and the place of that list by the run.
fn holders(own: &[(usize, &Article)]) -> (Vec<Holders>, FxHashMap<u64, usize>) {
    let mut all: Vec<(u64, usize)> = own
        .iter()
        .flat_map(|(index, article)| article.traits().all.iter().map(move |run| (*run, *index)))
        .collect();
    all.sort_unstable();
    let mut lists: FxHashMap<Vec<usize>, usize> = FxHashMap::default();
    let mut list_of = FxHashMap::default();
    for run in all.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1) {
        let next = lists.len();
        let list = *lists.entry(run.iter().map(|(_, index)| *index).collect()).or_insert(next);
        list_of.insert(run[0].0, list);
    }
    let mut holders: Vec<Holders> = lists.iter().map(|_| Holders::default()).collect();
    for (all, place) in lists {
        holders[place] = Holders { outside: all.clone(), all, version: 0 };
    }
    (holders, list_of)
}

/// Indices in groups, each known by its smallest.
struct Groups {
    parents: Vec<usize>,
    sizes: Vec<usize>,
}

impl Groups {
    fn new(count: usize) -> Self {
        Self { parents: (0..count).collect(), sizes: vec![1; count] }
    }

    fn root(&mut self, mut index: usize) -> usize {
        while self.parents[index] != index {
            self.parents[index] = self.parents[self.parents[index]];
            index = self.parents[index];
        }
        index
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.parents[a.max(b)] = a.min(b);
            self.sizes[a.min(b)] += self.sizes[a.max(b)];
        }
    }

    /// Joins those with the same key.
    fn join_equal<K: Eq + Hash>(&mut self, keys: impl Iterator<Item = (K, usize)>) {
        let mut first: FxHashMap<K, usize> = FxHashMap::default();
        for (key, index) in keys {
            let other = *first.entry(key).or_insert(index);
            self.join(other, index);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Metadata;
    use crate::same_origin;
    use copydesk_text::Format;

    /// Each held against each, as it is told of two articles.
    fn one_by_one(articles: &[Arc<Article>]) -> Vec<Option<usize>> {
        let mut groups = Groups::new(articles.len());
        for a in 0..articles.len() {
            for b in a + 1..articles.len() {
                if same_origin(&articles[a], &articles[b]) {
                    groups.join(a, b);
                }
            }
        }
        (0..articles.len()).map(|i| (!articles[i].meta.aggregator).then(|| groups.root(i))).collect()
    }

    /// Numbers that look like chance and are the same every time.
    struct Dice(u64);

    impl Dice {
        fn below(&mut self, sides: usize) -> usize {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (self.0 >> 33) as usize % sides
        }
    }

    const WORDS: [&str; 12] = [
        "ferry", "harbour", "crew", "storm", "captain", "pier", "night", "rescue", "boat", "town", "rock",
        "tide",
    ];

    fn invented(dice: &mut Dice, count: usize, stock: usize) -> Vec<Arc<Article>> {
        let sentence = |dice: &mut Dice| {
            let words: Vec<&str> = (0..dice.below(8) + 6).map(|_| WORDS[dice.below(WORDS.len())]).collect();
            format!("The {} was told.", words.join(" "))
        };
        let stock: Vec<String> = (0..stock).map(|_| sentence(dice)).collect();
        let outlets = ["Kestrel Bay Post", "Harbour Wire", "harbour wire ", "Varnland Today"];
        (0..count)
            .map(|number| {
                let lines: Vec<String> = (0..dice.below(7) + 1)
                    .map(|_| {
                        if dice.below(3) == 0 {
                            stock[dice.below(stock.len())].clone()
                        } else {
                            sentence(dice)
                        }
                    })
                    .collect();
                let mut name = |one_in: usize| {
                    (dice.below(one_in) == 0).then(|| outlets[dice.below(outlets.len())].to_owned())
                };
                let meta = Metadata {
                    outlet: name(2),
                    credits: name(9).into_iter().collect(),
                    chain: name(12).into_iter().collect(),
                    title: name(15).map(|outlet| format!("What the people of {outlet} have to say")),
                    aggregator: name(8).is_some(),
                    ..Metadata::default()
                };
                Arc::new(Article::from_text(format!("s{number}"), &lines.join("\n\n"), Format::Text, meta))
            })
            .collect()
    }

    #[test]
    fn the_origins_are_those_of_each_held_against_each() {
        let mut dice = Dice(7);
        let (mut apart, mut together) = (0, 0);
        for round in 0..120 {
            let count = dice.below(30) + 2;
            let articles = invented(&mut dice, count, [2, 6, 40][round % 3]);
            let found = origins(&articles);
            assert_eq!(found, one_by_one(&articles), "round {round}");
            let roots = found.iter().enumerate().filter(|(index, root)| **root == Some(*index)).count();
            apart += roots;
            together += found.iter().flatten().count() - roots;
        }
        assert!(apart > 200 && together > 200, "{apart} apart, {together} together");
    }

    #[test]
    fn wording_alone_joins_large_groups_and_those_that_come_later() {
        let mut dice = Dice(11);
        for stock in [3, 8] {
            let articles: Vec<Arc<Article>> = invented(&mut dice, 60, stock)
                .iter()
                .map(|article| {
                    let text = article.text.to_string();
                    Arc::new(Article::from_text(&*article.id, &text, Format::Text, Metadata::default()))
                })
                .collect();
            assert_eq!(origins(&articles), one_by_one(&articles));
        }
    }
}
