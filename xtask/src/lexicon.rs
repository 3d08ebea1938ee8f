//! `cargo xtask lexicon DIR`: derives `grammars/en/lexicon.bin` from WordNet 3.0 (Debian: wordnet-base and
//! wordnet-sense-index; Miller 1995). The layout is described where it is read, in `checking::lexicon`.

use anyhow::{Context, Result};
use copydesk_text::stem;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Senses of a word that are kept for each part of speech: the rarer ones bring noise.
const SENSES: usize = 3;
const PARTS: [&str; 4] = ["noun", "verb", "adj", "adv"];

#[derive(Default)]
struct Synset {
    words: Vec<String>,
    above: Vec<usize>,
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
        let mut synset = Synset { words: words.clone(), above: Vec::new() };
        let start = 4 + 2 * words.len();
        let count: usize = fields[start].parse().unwrap_or(0);
        for p in 0..count {
            let at = start + 1 + 4 * p;
            let (symbol, offset, part, ends) =
                (&fields[at], &fields[at + 1], &fields[at + 2], &fields[at + 3]);
            let Some(&target) = number.get(&(letter(part).to_owned(), offset.clone())) else { continue };
            match symbol.as_str() {
                "@" => synset.above.push(target),
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

fn write(
    dir: &Path,
    synsets: &[Synset],
    number: &BTreeMap<(String, String), usize>,
    antonyms: &BTreeSet<(String, String)>,
    derived: &BTreeSet<(String, String)>,
) -> Result<()> {
    // index.sense: sense_key offset sense_number tag_count
    let senses = std::fs::read_to_string(dir.join("index.sense"))
        .context("index.sense: install wordnet-sense-index")?;
    let mut of_word: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for line in senses.lines() {
        let fields: Vec<&str> = line.split(' ').collect();
        let [key, offset, rank, _] = fields[..] else { continue };
        let (word, rest) = key.split_once('%').unwrap_or((key, "1"));
        let part = match rest.as_bytes().first() {
            Some(b'1') => "n",
            Some(b'2') => "v",
            Some(b'4') => "r",
            _ => "a",
        };
        if !plain(word) || rank.parse::<usize>().unwrap_or(99) > SENSES {
            continue;
        }
        if let Some(&synset) = number.get(&(part.to_owned(), offset.to_owned())) {
            of_word.entry(hash(&stem(word))).or_default().insert(synset);
        }
    }
    // Only synsets that a kept word has, and what stands above them, are numbered anew.
    let mut wanted: BTreeSet<usize> = of_word.values().flatten().copied().collect();
    let mut open: Vec<usize> = wanted.iter().copied().collect();
    while let Some(synset) = open.pop() {
        for &above in &synsets[synset].above {
            if wanted.insert(above) {
                open.push(above);
            }
        }
    }
    let renumbered: BTreeMap<usize, u32> =
        wanted.iter().enumerate().map(|(new, old)| (*old, new as u32)).collect();
    let pairs = |pairs: &BTreeSet<(String, String)>| -> BTreeSet<(u32, u32)> {
        pairs
            .iter()
            .filter(|(a, b)| plain(a) && plain(b))
            .map(|(a, b)| (hash(&stem(a)), hash(&stem(b))))
            .filter(|(a, b)| a < b)
            .collect()
    };
    let (opposite, related) = (pairs(antonyms), pairs(derived));
    let mut out: Vec<u8> = Vec::new();
    let mut put = |value: u32| out.extend(value.to_le_bytes());
    put(of_word.len() as u32);
    put(of_word.values().map(BTreeSet::len).sum::<usize>() as u32);
    put(wanted.len() as u32);
    put(opposite.len() as u32);
    put(related.len() as u32);
    of_word.keys().for_each(|key| put(*key));
    let mut at = 0;
    for list in of_word.values() {
        put(at);
        at += list.len() as u32;
    }
    of_word.values().flatten().for_each(|synset| put(renumbered[synset]));
    // The first synset above each; the root stands above itself.
    wanted
        .iter()
        .for_each(|old| put(synsets[*old].above.first().map_or(renumbered[old], |above| renumbered[above])));
    for (a, b) in opposite.iter().chain(&related) {
        put(*a);
        put(*b);
    }
    std::fs::write("grammars/en/lexicon.bin", &out)?;
    let examples: Vec<&String> = synsets.iter().flat_map(|s| s.words.first()).take(3).collect();
    eprintln!(
        "{} words, {} synsets, {} bytes (from {examples:?} on)",
        of_word.len(),
        wanted.len(),
        out.len()
    );
    Ok(())
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
