//! How two words relate, from a table derived from WordNet 3.0 by `cargo xtask lexicon` (see
//! `grammars/en/lexicon.LICENSE`).
//!
//! Layout, 32-bit little endian: five counts (words, senses, synsets, opposite pairs, derived pairs); the hashes of the
//! words' stems, ascending; where each word's senses begin; the senses as synset numbers, rare ones marked in the
//! highest bit; for each synset the one above it, or, marked in the highest bit, one it is like; the opposite pairs; the
//! derived pairs, each pair ascending by its first hash. Then a byte for each word: what it mostly is, and how common.

use rustc_hash::FxHashSet;
use std::cmp::Ordering;
use std::sync::{LazyLock, OnceLock};

const TABLE: &[u8] = include_bytes!("../../../../grammars/en/lexicon.bin");

/// The table but for the bytes at its end.
const NUMBERS: &[[u8; 4]] = TABLE.as_chunks().0;

/// Steps up the tree of meanings within which one word is still a more general one of the other.
const STEPS: usize = 3;

/// How two words relate in their commonest senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kinship {
    /// They share a sense.
    Synonym,
    /// One is derived from the other.
    Derived,
    /// Listed opposites.
    Antonym,
    /// The first is a more general word for the second.
    General,
    /// The first is a more special word for the second.
    Special,
    /// Two members of one kind.
    Sister,
    /// None of these.
    None,
}

struct Lexicon {
    words: usize,
    senses: usize,
    synsets: usize,
    opposite: usize,
    derived: usize,
}

static LEXICON: Lexicon = Lexicon {
    words: number(0) as usize,
    senses: number(1) as usize,
    synsets: number(2) as usize,
    opposite: number(3) as usize,
    derived: number(4) as usize,
};

const fn number(index: usize) -> u32 {
    u32::from_le_bytes(NUMBERS[index])
}

/// Marks a rare sense, and a synset that is like rather than above.
const RARE: u32 = 1 << 31;

/// What a word mostly is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Noun,
    Verb,
    Adjective,
    Adverb,
}

/// How near two words may come in any of their senses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Likeness {
    /// Not at all.
    None,
    /// Two members of one kind.
    Sister,
    /// One above the other, or like it.
    Near,
    /// They share a sense, if a rare one.
    Synonym,
}

/// A word, looked up once: the same word is held against many others.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lexeme {
    hash: u32,
    /// Its place in the table, counted from 1; 0 where it has none.
    place: u32,
    /// It stands in a pair of opposites, in a pair of derived words.
    opposite: bool,
    derived: bool,
    entry: &'static Entry,
}

/// What the table has of one word.
#[derive(Debug, Default)]
struct Entry {
    /// Its senses, first and one past the last.
    senses: (u32, u32),
    /// The synsets it commonly means, and those that lie above them; ascending.
    own: Box<[u32]>,
    above: Box<[u32]>,
    /// The same as bits.
    own_bits: Bits,
    above_bits: Bits,
}

/// Bits that stand for synsets: words without a bit in common are not kin.
#[derive(Clone, Copy, Debug, Default)]
struct Bits([u64; 8]);

impl Bits {
    fn of(synsets: &[u32]) -> Self {
        let mut bits = Bits::default();
        for synset in synsets {
            let bit = synset.wrapping_mul(0x9e37_79b9) >> 23;
            bits.0[bit as usize / 64] |= 1 << (bit % 64);
        }
        bits
    }

    fn meet(&self, other: &Bits) -> bool {
        self.0.iter().zip(&other.0).fold(0, |all, (a, b)| all | a & b) != 0
    }
}

impl Entry {
    /// That of the word at a place, made when the word is met.
    fn at(place: usize) -> &'static Entry {
        static MET: LazyLock<Box<[OnceLock<Box<Entry>>]>> =
            LazyLock::new(|| (0..LEXICON.words).map(|_| OnceLock::new()).collect());
        MET[place].get_or_init(|| Box::new(Entry::new(LEXICON.senses_at(place))))
    }

    fn new(senses: (u32, u32)) -> Self {
        let mut own: Vec<u32> = synsets(senses).filter(|synset| synset & RARE == 0).collect();
        let mut above: Vec<u32> = own.iter().flat_map(|synset| LEXICON.above(*synset)).collect();
        for synsets in [&mut own, &mut above] {
            synsets.sort_unstable();
            synsets.dedup();
        }
        let (own_bits, above_bits) = (Bits::of(&own), Bits::of(&above));
        Entry { senses, own: own.into(), above: above.into(), own_bits, above_bits }
    }
}

/// The synsets of these senses, rare ones marked.
fn synsets(senses: (u32, u32)) -> impl Iterator<Item = u32> + Clone {
    let base = 5 + 2 * LEXICON.words;
    (senses.0..senses.1).map(move |index| number(base + index as usize))
}

/// Two ascending rows have something in common.
fn meet(a: &[u32], b: &[u32]) -> bool {
    let (mut a, mut b) = (a.iter(), b.iter());
    let (mut x, mut y) = (a.next(), b.next());
    while let (Some(one), Some(other)) = (x, y) {
        match one.cmp(other) {
            Ordering::Equal => return true,
            Ordering::Less => x = a.next(),
            Ordering::Greater => y = b.next(),
        }
    }
    false
}

impl Lexeme {
    /// The entry of a stem.
    pub(crate) fn of(stem: &str) -> Self {
        let hash = hash(stem);
        let place = LEXICON.place(hash);
        static UNKNOWN: LazyLock<Entry> = LazyLock::new(Entry::default);
        Self {
            hash,
            place: place.map_or(0, |place| place as u32 + 1),
            opposite: PAIRS.opposites.contains(&hash),
            derived: PAIRS.derivates.contains(&hash),
            entry: place.map_or_else(|| &*UNKNOWN, Entry::at),
        }
    }

    /// All its synsets, rare ones marked.
    fn all(self) -> impl Iterator<Item = u32> + Clone {
        synsets(self.entry.senses)
    }

    /// What the word mostly is, and how common it is: 0 for never met, to 15.
    pub(crate) fn part(self) -> Option<(Part, u8)> {
        let at = (self.place as usize).checked_sub(1)?;
        let ends = LEXICON.pairs() + 2 * (LEXICON.opposite + LEXICON.derived);
        let byte = TABLE[4 * ends + at];
        let part = match byte & 15 {
            0 => Part::Noun,
            1 => Part::Verb,
            2 => Part::Adjective,
            _ => Part::Adverb,
        };
        Some((part, byte >> 4))
    }

    /// How near this word and another come in any of their senses.
    pub(crate) fn likeness(self, other: Lexeme) -> Likeness {
        let mut best = Likeness::None;
        for s in self.all().map(|s| s & !RARE) {
            let up = LEXICON.up(s);
            for t in other.all().map(|t| t & !RARE) {
                let above = LEXICON.up(t);
                best = best.max(if s == t {
                    Likeness::Synonym
                } else if up == Some(t) || above == Some(s) {
                    Likeness::Near
                } else if up.is_some() && up == above {
                    Likeness::Sister
                } else {
                    Likeness::None
                });
            }
        }
        best
    }

    /// How this word relates to another, members of one kind among them.
    pub(crate) fn kinship(self, other: Lexeme) -> Kinship {
        match self.relation(other) {
            Kinship::None if self.sister(other) => Kinship::Sister,
            relation => relation,
        }
    }

    /// How this word stands for another or against it; two members of one kind do neither.
    pub(crate) fn relation(self, other: Lexeme) -> Kinship {
        let pair = (self.hash.min(other.hash), self.hash.max(other.hash));
        if self.opposite && other.opposite && PAIRS.opposite.contains(&pair) {
            return Kinship::Antonym;
        }
        if self.derived && other.derived && PAIRS.derived.contains(&pair) {
            return Kinship::Derived;
        }
        if self.shares_sense(other) {
            Kinship::Synonym
        } else if self.above(other) {
            Kinship::General
        } else if other.above(self) {
            Kinship::Special
        } else {
            Kinship::None
        }
    }

    /// The two have a common meaning in common.
    fn shares_sense(self, other: Lexeme) -> bool {
        let (mine, theirs) = (self.entry, other.entry);
        mine.own_bits.meet(&theirs.own_bits) && meet(&mine.own, &theirs.own)
    }

    /// A common meaning of this word lies above one of the other's.
    fn above(self, other: Lexeme) -> bool {
        let (mine, theirs) = (self.entry, other.entry);
        mine.own_bits.meet(&theirs.above_bits) && meet(&mine.own, &theirs.above)
    }

    /// Both are members of one kind.
    fn sister(self, other: Lexeme) -> bool {
        let (mine, theirs) = (self.entry, other.entry);
        let parents = |of: &'static Entry| of.own.iter().filter_map(|synset| LEXICON.above(*synset).next());
        parents(mine).any(|mine| parents(theirs).any(|theirs| mine == theirs))
    }
}

/// How the stems `a` and `b` relate.
pub(crate) fn kinship(a: &str, b: &str) -> Kinship {
    Lexeme::of(a).kinship(Lexeme::of(b))
}

impl Lexicon {
    /// Where the pairs begin.
    fn pairs(&self) -> usize {
        5 + 2 * self.words + self.senses + self.synsets
    }

    /// Where a word stands in the table, by the hash of its stem.
    fn place(&self, hash: u32) -> Option<usize> {
        let (mut low, mut high) = (0, self.words);
        while low < high {
            let middle = (low + high) / 2;
            if number(5 + middle) < hash { low = middle + 1 } else { high = middle }
        }
        (low < self.words && number(5 + low) == hash).then_some(low)
    }

    /// Where the senses of a word lie.
    fn senses_at(&self, place: usize) -> (u32, u32) {
        let starts = 5 + self.words;
        let to = if place + 1 < self.words { number(starts + place + 1) } else { self.senses as u32 };
        (number(starts + place), to)
    }

    /// The synset above one, or one that it is like.
    fn up(&self, synset: u32) -> Option<u32> {
        let up = number(5 + 2 * self.words + self.senses + synset as usize) & !RARE;
        (up != synset).then_some(up)
    }

    /// The synsets above one, nearest first.
    fn above(&self, synset: u32) -> impl Iterator<Item = u32> + use<> {
        let base = 5 + 2 * self.words + self.senses;
        let mut at = synset;
        (0..STEPS).map_while(move |_| {
            let up = number(base + at as usize);
            (up != at && up & RARE == 0).then(|| {
                at = up;
                up
            })
        })
    }
}

/// The pairs of the table, each with the lower hash first, and the words that stand in one.
struct Pairs {
    opposite: FxHashSet<(u32, u32)>,
    derived: FxHashSet<(u32, u32)>,
    opposites: FxHashSet<u32>,
    derivates: FxHashSet<u32>,
}

static PAIRS: LazyLock<Pairs> = LazyLock::new(|| {
    let lexicon = &LEXICON;
    let pairs = |base: usize, count: usize| -> FxHashSet<(u32, u32)> {
        (0..count).map(|pair| (number(base + 2 * pair), number(base + 2 * pair + 1))).collect()
    };
    let words = |pairs: &FxHashSet<(u32, u32)>| pairs.iter().flat_map(|(a, b)| [*a, *b]).collect();
    let opposite = pairs(lexicon.pairs(), lexicon.opposite);
    let derived = pairs(lexicon.pairs() + 2 * lexicon.opposite, lexicon.derived);
    Pairs { opposites: words(&opposite), derivates: words(&derived), opposite, derived }
});

/// FNV-1a, as the table was made with.
fn hash(word: &str) -> u32 {
    word.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::stem;

    #[test]
    fn words_relate_as_a_dictionary_says() {
        let kin = |a: &str, b: &str| kinship(&stem(a), &stem(b));
        assert_eq!(kin("purchase", "buy"), Kinship::Synonym);
        assert_eq!(kin("victory", "defeat"), Kinship::Antonym);
        assert_eq!(kin("vehicle", "truck"), Kinship::General);
        assert_eq!(kin("truck", "vehicle"), Kinship::Special);
        assert_eq!(kin("apple", "pear"), Kinship::Sister);
        assert_eq!(kin("harbour", "xylophone"), Kinship::None);
        assert_eq!(kin("qqqq", "harbour"), Kinship::None);
    }

    #[test]
    fn words_come_near_in_their_rarer_senses() {
        let lexeme = |word: &str| Lexeme::of(&stem(word));
        let like = |a: &str, b: &str| lexeme(a).likeness(lexeme(b));
        assert_eq!(like("gunman", "shooter"), Likeness::Synonym);
        assert_eq!(like("increase", "escalate"), Likeness::Near);
        assert_eq!(like("apple", "pear"), Likeness::Sister);
        assert_eq!(like("harbour", "xylophone"), Likeness::None);
        assert_eq!(lexeme("announce").part().map(|(part, _)| part), Some(Part::Verb));
        assert_eq!(lexeme("bridge").part().map(|(part, _)| part), Some(Part::Noun));
        assert!(lexeme("house").part().map(|(_, met)| met) > lexeme("xylophone").part().map(|(_, met)| met));
    }
}
