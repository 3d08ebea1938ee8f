//! Words of a quotation beside the words of a source: where they differ, and whether that is a change.

use copydesk_tagging::{grammar, words::is_stop};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    same: Vec<Vec<String>>,
    telling: FxHashSet<String>,
}

struct Known {
    /// Each way of writing something, and the way it is compared in.
    same: FxHashMap<String, String>,
    /// The words that such a way begins with.
    first: FxHashSet<String>,
    telling: FxHashSet<String>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let file: File = grammar::built_in("en/quotes.toml");
    let ways = || file.same.iter().flat_map(|ways| ways.iter().map(move |way| (way, &ways[0])));
    let first = ways().map(|(way, _)| way.split(' ').next().unwrap_or(way).to_owned()).collect();
    let same = ways().map(|(way, one)| (way.clone(), one.clone())).collect();
    Known { same, first, telling: file.telling.clone() }
});

/// Words longer than this (in words) are no other way of writing something.
const LONGEST_WAY: usize = 4;

/// Brings words that are written in several ways ("do not", "don't") to one: `key` gives a word, `join` makes the
/// words of a stretch one word with a new key.
pub(super) fn one_way<T: Clone>(
    words: &[T],
    key: impl Fn(&T) -> &str,
    join: impl Fn(&[T], String) -> Option<T>,
) -> Vec<T> {
    let mut out = Vec::with_capacity(words.len());
    let mut at = 0;
    'words: while at < words.len() {
        if KNOWN.first.contains(key(&words[at])) {
            for len in (1..=LONGEST_WAY.min(words.len() - at)).rev() {
                let stretch = &words[at..at + len];
                let way = stretch.iter().map(&key).collect::<Vec<_>>().join(" ");
                if let Some(joined) = KNOWN.same.get(&way).and_then(|one| join(stretch, one.clone())) {
                    out.push(joined);
                    at += len;
                    continue 'words;
                }
            }
        }
        out.push(words[at].clone());
        at += 1;
    }
    out
}

/// A quotation laid beside a stretch of a source.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Alignment {
    /// The words of the source it lies beside.
    pub(super) source: Range<usize>,
    /// The share of the quotation's words that the source has in this order.
    pub(super) matched: f32,
    /// Stretches that differ: words of the quotation, words of the source; either may be empty.
    pub(super) differs: Vec<(Range<usize>, Range<usize>)>,
}

/// What a word costs that has no other beside it.
const MISSED: u16 = 2;
/// What a word costs that has another beside it: less than two that have none.
const EXCHANGED: u16 = 3;

/// Lays a quotation beside the words of a source where it differs least; what the source has before and after is
/// free. Time and space grow with the product of the two lengths.
pub(super) fn align(quote: &[&str], source: &[&str]) -> Option<Alignment> {
    if quote.is_empty() || source.is_empty() {
        return None;
    }
    let width = source.len() + 1;
    let mut costs: Vec<u16> = vec![0; (quote.len() + 1) * width];
    for i in 1..=quote.len() {
        costs[i * width] = i as u16 * MISSED;
        for j in 1..=source.len() {
            let step = EXCHANGED * u16::from(quote[i - 1] != source[j - 1]);
            let replaced = costs[(i - 1) * width + j - 1] + step;
            let left_out = costs[(i - 1) * width + j] + MISSED;
            let put_in = costs[i * width + j - 1] + MISSED;
            costs[i * width + j] = replaced.min(left_out).min(put_in);
        }
    }
    let last = quote.len() * width;
    let end = (1..=source.len()).rev().min_by_key(|&j| costs[last + j])?;
    let (mut i, mut j) = (quote.len(), end);
    let mut pairs: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    while i > 0 {
        let here = costs[i * width + j];
        let step = |j: usize| EXCHANGED * u16::from(quote[i - 1] != source[j - 1]);
        if j > 0 && here == costs[(i - 1) * width + j - 1] + step(j) {
            pairs.push((Some(i - 1), Some(j - 1)));
            i -= 1;
            j -= 1;
        } else if j > 0 && here == costs[i * width + j - 1] + MISSED {
            pairs.push((None, Some(j - 1)));
            j -= 1;
        } else if here == costs[(i - 1) * width + j] + MISSED {
            pairs.push((Some(i - 1), None));
            i -= 1;
        } else {
            break;
        }
    }
    pairs.reverse();
    let equal =
        |pair: &(Option<usize>, Option<usize>)| matches!(pair, (Some(i), Some(j)) if quote[*i] == source[*j]);
    let matched = pairs.iter().filter(|p| equal(p)).count() as f32 / quote.len() as f32;
    let mut differs: Vec<(Range<usize>, Range<usize>)> = Vec::new();
    let (mut qi, mut sj) = (0, j);
    let mut open = false;
    for pair in &pairs {
        let (nq, ns) = (pair.0.map_or(qi, |i| i + 1), pair.1.map_or(sj, |j| j + 1));
        if equal(pair) {
            open = false;
        } else if open {
            if let Some((a, b)) = differs.last_mut() {
                a.end = nq;
                b.end = ns;
            }
        } else {
            differs.push((qi..nq, sj..ns));
            open = true;
        }
        (qi, sj) = (nq, ns);
    }
    // Words that differ at an edge stand for the source's beside them, rather than for nothing.
    let (mut from, mut to) = (j, end);
    if let Some((a, b)) = differs.first_mut()
        && a.start == 0
        && b.start == b.end
    {
        from = from.saturating_sub(a.len());
        b.start = from;
    }
    if let Some((a, b)) = differs.last_mut()
        && a.end == quote.len()
        && b.start == b.end
    {
        to = (to + a.len()).min(source.len());
        b.end = to;
    }
    Some(Alignment { source: from..to, matched, differs })
}

impl Alignment {
    /// Leaves out the differences that are none: another spelling, contraction, figure in words.
    pub(super) fn settled(mut self, quote: &[&str], source: &[&str]) -> Self {
        let before: usize = self.differs.iter().map(|(a, _)| a.len()).sum();
        self.differs.retain(|(a, b)| {
            let (mine, theirs) = (&quote[a.clone()], &source[b.clone()]);
            !same(mine, theirs) && !cut(mine, theirs, a.start == 0, a.end == quote.len())
        });
        let after: usize = self.differs.iter().map(|(a, _)| a.len()).sum();
        self.matched += (before - after) as f32 / quote.len().max(1) as f32;
        self
    }

    /// Whether a difference says something else, and is not only an article or a filler.
    pub(super) fn telling(&self, quote: &[&str], source: &[&str]) -> bool {
        let tells = |word: &&str| KNOWN.telling.contains(*word) || !is_stop(word);
        self.differs
            .iter()
            .any(|(a, b)| quote[a.clone()].iter().any(tells) || source[b.clone()].iter().any(tells))
    }
}

/// The quotation begins or ends within words that are compared as one: "will sail" of "I will sail".
fn cut(quote: &[&str], source: &[&str], first: bool, last: bool) -> bool {
    let ([mine], [theirs]) = (quote, source) else { return false };
    KNOWN.same.iter().filter(|(_, one)| one == theirs).any(|(way, _)| {
        first && way.rsplit_once(' ').is_some_and(|(_, end)| end == *mine)
            || last && way.split_once(' ').is_some_and(|(start, _)| start == *mine)
    })
}

/// Two ways to write one thing.
fn same(a: &[&str], b: &[&str]) -> bool {
    let (x, y) = (a.concat(), b.concat());
    if x == y {
        return true;
    }
    match (a, b) {
        ([x], [y]) => {
            // Spellings of one word: they differ in nothing but these letters.
            let ways = [
                ("our", "or"),
                ("is", "iz"),
                ("ys", "yz"),
                ("ll", "l"),
                ("re", "er"),
                ("ce", "se"),
                ("gue", "g"),
            ];
            let spelt = |w: &str| ways.iter().fold(w.to_owned(), |w, (from, to)| w.replace(from, to));
            x.len() > 4 && y.len() > 4 && x.len().abs_diff(y.len()) < 3 && spelt(x) == spelt(y)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn differs(a: &str, b: &str) -> Vec<(String, String)> {
        let owned = |text: &str| text.split(' ').map(str::to_owned).collect::<Vec<_>>();
        let one = |text: &str| one_way(&owned(text), |w| w.as_str(), |_, one| Some(one));
        let (a, b) = (one(a), one(b));
        let (a, b): (Vec<&str>, Vec<&str>) =
            (a.iter().map(String::as_str).collect(), b.iter().map(String::as_str).collect());
        let found = align(&a, &b).unwrap().settled(&a, &b);
        found.differs.into_iter().map(|(x, y)| (a[x].join(" "), b[y].join(" "))).collect()
    }

    #[test]
    fn finds_what_differs() {
        let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
        assert_eq!(differs("we sail at noon", "he said we sail at dawn today"), [pair("noon", "dawn")]);
        assert_eq!(differs("we not sail again", "we never again sail or we sail again"), [pair("not", "")]);
        assert_eq!(differs("we will sail home", "we will never sail home"), [pair("", "never")]);
        assert_eq!(differs("we sail", "we sail"), []);
    }

    #[test]
    fn dont_take_a_spelling_for_a_change() {
        assert_eq!(differs("we dont sail for the us", "we do not sail for the united states"), []);
        assert_eq!(differs("ten per cent more", "10 percent more"), []);
        assert_eq!(differs("will sail home", "i will sail home"), []);
        assert_eq!(differs("and home we", "and home we will sail"), []);
        assert_eq!(differs("health care for all", "healthcare for all"), []);
    }
}
