//! `cargo xtask lexicon DIR`: derives `grammars/en/lexicon.bin` from WordNet 3.0 (Debian: wordnet-base and
//! wordnet-sense-index; Miller 1995). The layout is described where it is read, in `checking::lexicon`.

use anyhow::{Context, Result};
use copydesk_text::stem;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Senses of a word that count as common, for each part of speech: the rarer ones bring noise where a verdict rests on
/// them, and are marked.
const SENSES: usize = 3;
/// Senses that are kept at all.
const RARE_SENSES: usize = 9;
/// Marks a rare sense, and a parent that is only alike.
const RARE: u32 = 1 << 31;
const PARTS: [&str; 4] = ["noun", "verb", "adj", "adv"];

#[derive(Default)]
struct Synset {
    words: Vec<String>,
    above: Vec<usize>,
    /// The head of its cluster of adjectives, a verb of its group.
    like: Vec<usize>,
}

/// Derives the table and writes it to `grammars/en/lexicon.bin`.
pub(crate) fn run(rest: &[String]) -> Result<()> {
    let dir = Path::new(rest.first().map_or("/usr/share/wordnet", String::as_str));
    let mut synsets: Vec<Synset> = Vec::new();
    let mut number: BTreeMap<(String, String), usize> = BTreeMap::new();
    let mut antonyms: BTreeSet<(String, String)> = BTreeSet::new();
    let mut derived: BTreeSet<(String, String)> = BTreeSet::new();
    let mut lines: Vec<(String, Vec<String>)> = Vec::new();
    for part in PARTS {
        let path = dir.join(format!("data.{part}"));
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{}: install wordnet-base, or name the folder", path.display()))?;
        for line in text.lines().filter(|line| !line.starts_with("  ")) {
            let fields: Vec<String> =
                line.split(" | ").next().unwrap_or("").split(' ').map(str::to_owned).collect();
            number.insert((letter(&fields[2]).to_owned(), fields[0].clone()), lines.len());
            lines.push((letter(&fields[2]).to_owned(), fields));
        }
    }
    let words_of = |fields: &[String]| -> Vec<String> {
        let count = usize::from_str_radix(&fields[3], 16).unwrap_or(0);
        (0..count).map(|w| fields[4 + 2 * w].split('(').next().unwrap_or("").to_lowercase()).collect()
    };
    for (_, fields) in &lines {
        let words = words_of(fields);
        let mut synset = Synset { words: words.clone(), ..Synset::default() };
        let start = 4 + 2 * words.len();
        let count: usize = fields[start].parse().unwrap_or(0);
        for p in 0..count {
            let at = start + 1 + 4 * p;
            let (symbol, offset, part, ends) =
                (&fields[at], &fields[at + 1], &fields[at + 2], &fields[at + 3]);
            let Some(&target) = number.get(&(letter(part).to_owned(), offset.clone())) else { continue };
            match symbol.as_str() {
                "@" => synset.above.push(target),
                "&" | "$" | "*" => synset.like.push(target),
                "!" | "+" => {
                    let from = usize::from_str_radix(&ends[..2], 16).unwrap_or(0);
                    let to = usize::from_str_radix(&ends[2..], 16).unwrap_or(0);
                    let others = words_of(&lines[target].1);
                    if let (Some(a), Some(b)) =
                        (words.get(from.wrapping_sub(1)), others.get(to.wrapping_sub(1)))
                    {
                        let pairs = if symbol == "!" { &mut antonyms } else { &mut derived };
                        pairs.insert((a.clone(), b.clone()));
                    }
                }
                _ => {}
            }
        }
        synsets.push(synset);
    }
    write(dir, &synsets, &number, &antonyms, &derived)
}

/// The words that are kept, by the hashes of their stems.
#[derive(Default)]
struct Words {
    /// Each synset of a word, and whether that sense of it is rare.
    synsets: BTreeMap<u32, BTreeMap<usize, bool>>,
    /// How often a word was met as a noun, verb, adjective, adverb in the texts that WordNet's makers tagged.
    met: BTreeMap<u32, [u32; 4]>,
}

impl Words {
    /// From lines of "sense_key offset sense_number tag_count".
    fn read(senses: &str, number: &BTreeMap<(String, String), usize>) -> Self {
        let mut words = Words::default();
        for line in senses.lines() {
            let fields: Vec<&str> = line.split(' ').collect();
            let [key, offset, rank, count] = fields[..] else { continue };
            let (word, rest) = key.split_once('%').unwrap_or((key, "1"));
            let (part, at) = match rest.as_bytes().first() {
                Some(b'1') => ("n", 0),
                Some(b'2') => ("v", 1),
                Some(b'4') => ("r", 3),
                _ => ("a", 2),
            };
            let rank = rank.parse::<usize>().unwrap_or(99);
            if !plain(word) || rank > RARE_SENSES {
                continue;
            }
            if let Some(&synset) = number.get(&(part.to_owned(), offset.to_owned())) {
                let rare = rank > SENSES;
                let stem = hash(&stem(word));
                *words.synsets.entry(stem).or_default().entry(synset).or_insert(rare) &= rare;
                // One for each sense, so that a word never met is still taken for what it has most senses as.
                let found = count.parse::<u32>().unwrap_or(0);
                words.met.entry(stem).or_default()[at] += 8 * found + 1;
            }
        }
        words
    }

    /// The synsets that they have, and what stands above these.
    fn wanted(&self, synsets: &[Synset]) -> BTreeSet<usize> {
        let mut wanted: BTreeSet<usize> =
            self.synsets.values().flat_map(|senses| senses.keys().copied()).collect();
        let mut open: Vec<usize> = wanted.iter().copied().collect();
        while let Some(synset) = open.pop() {
            for &above in synsets[synset].above.iter().chain(&synsets[synset].like) {
                if wanted.insert(above) {
                    open.push(above);
                }
            }
        }
        wanted
    }

    /// What a word mostly is, and in the high four bits how common it is: the bits of the number of times it was met.
    fn mostly(&self, word: u32) -> u8 {
        let counts = self.met.get(&word).copied().unwrap_or_default();
        let part = (0..4).rev().max_by_key(|&at| counts[at]).unwrap_or(0) as u8;
        let total: u32 = counts.iter().map(|count| count / 8).sum();
        part | ((u32::BITS - total.leading_zeros()).min(15) as u8) << 4
    }
}

/// Pairs of words as they are kept: by the hashes of their stems, ascending.
fn hashed(pairs: &BTreeSet<(String, String)>) -> BTreeSet<(u32, u32)> {
    pairs
        .iter()
        .filter(|(a, b)| plain(a) && plain(b))
        .map(|(a, b)| (hash(&stem(a)), hash(&stem(b))))
        .filter(|(a, b)| a < b)
        .collect()
}

fn write(
    dir: &Path,
    synsets: &[Synset],
    number: &BTreeMap<(String, String), usize>,
    antonyms: &BTreeSet<(String, String)>,
    derived: &BTreeSet<(String, String)>,
) -> Result<()> {
    let senses = std::fs::read_to_string(dir.join("index.sense"))
        .context("index.sense: install wordnet-sense-index")?;
    let words = Words::read(&senses, number);
    let wanted = words.wanted(synsets);
    let out = table(&words, synsets, &wanted, [hashed(antonyms), hashed(derived)]);
    std::fs::write("grammars/en/lexicon.bin", &out)?;
    let examples: Vec<&String> = synsets.iter().flat_map(|s| s.words.first()).take(3).collect();
    eprintln!(
        "{} words, {} synsets, {} bytes (from {examples:?} on)",
        words.synsets.len(),
        wanted.len(),
        out.len()
    );
    Ok(())
}

/// The table in the layout that `checking::lexicon` tells of: only the synsets that are wanted are numbered, anew.
fn table(
    words: &Words,
    synsets: &[Synset],
    wanted: &BTreeSet<usize>,
    [opposite, derived]: [BTreeSet<(u32, u32)>; 2],
) -> Vec<u8> {
    let of_word = &words.synsets;
    let renumbered: BTreeMap<usize, u32> =
        wanted.iter().enumerate().map(|(new, old)| (*old, new as u32)).collect();
    let mut out: Vec<u8> = Vec::new();
    let mut put = |value: u32| out.extend(value.to_le_bytes());
    put(of_word.len() as u32);
    put(of_word.values().map(BTreeMap::len).sum::<usize>() as u32);
    put(wanted.len() as u32);
    put(opposite.len() as u32);
    put(derived.len() as u32);
    of_word.keys().for_each(|key| put(*key));
    let mut at = 0;
    for list in of_word.values() {
        put(at);
        at += list.len() as u32;
    }
    for (synset, rare) in of_word.values().flatten() {
        put(renumbered[synset] | if *rare { RARE } else { 0 });
    }
    // The first synset above each; where there is none, one that is like it; the root stands above itself.
    for old in wanted {
        let synset = &synsets[*old];
        put(match (synset.above.first(), synset.like.first()) {
            (Some(above), _) => renumbered[above],
            (None, Some(like)) => renumbered[like] | RARE,
            (None, None) => renumbered[old],
        });
    }
    for (a, b) in opposite.iter().chain(&derived) {
        put(*a);
        put(*b);
    }
    out.extend(of_word.keys().map(|word| words.mostly(*word)));
    out
}

fn letter(part: &str) -> &str {
    if part == "s" { "a" } else { part }
}

/// One word in lower case: names and phrases are left out.
fn plain(word: &str) -> bool {
    word.len() >= 3 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
}

/// FNV-1a, as the reader computes it.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
