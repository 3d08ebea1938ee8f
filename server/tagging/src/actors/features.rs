//! What the statistical tagger looks at: the tokens that may stand in a name, and the features of each, hashed.

use super::lists::word;
use super::words::Words;
use copydesk_text::TokenKind;

/// Rows of the weight table, as a power of two.
pub(crate) const ROW_BITS: u32 = 18;

/// What the features of a sentence's tokens are made from.
pub(crate) struct Features<'w, 'a> {
    words: &'w Words<'a>,
    exact: Vec<u64>,
    shapes: Vec<u64>,
    /// For each token, the stretch of capitalised tokens that it stands in.
    runs: Vec<(u32, u32)>,
    /// Whether the tagger looks at the token at all; the others are in no name.
    candidate: Vec<bool>,
    common: Vec<bool>,
    /// How the sentence is written: 0 as usual, 1 in capitals, 2 in title case.
    style: u64,
}

/// Words that texts mostly write in lower case, as sorted 32-bit ends of their hashes: a capital makes no name of them.
pub(crate) type Common = Vec<u32>;

fn is_possessive(mark: &str) -> bool {
    mark.ends_with(['s', 'S']) && mark.starts_with(['\'', '’'])
}

/// A word that no text holds, for what stands before and after the sentence.
const EDGE: u64 = 0x5bd1_e995;

fn mix(template: u64, value: u64) -> u32 {
    let x = (value ^ template.wrapping_mul(0x9E37_79B9_7F4A_7C15)).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    ((x ^ (x >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93) >> (64 - ROW_BITS)) as u32
}

fn both(a: u64, b: u64) -> u64 {
    (a.rotate_left(23) ^ b).wrapping_mul(0xA24B_AED4_963E_E407)
}

fn bytes_hash(bytes: impl Iterator<Item = u8>) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    hash
}

/// Upper, lower, digit and other characters, each run of a class once: "Xx", "X.X.", "x-Xx".
fn shape(word: &str) -> u64 {
    let mut last = 0;
    bytes_hash(word.chars().filter_map(move |c| {
        let class = if c.is_uppercase() {
            b'X'
        } else if c.is_alphabetic() {
            b'x'
        } else if c.is_numeric() {
            b'0'
        } else if c.is_ascii() {
            c as u8
        } else {
            b'-'
        };
        let new = class != last;
        last = class;
        new.then_some(class)
    }))
}

impl<'w, 'a> Features<'w, 'a> {
    pub(crate) fn new(words: &'w Words<'a>, common: &Common) -> Self {
        let n = words.tokens.len();
        let text = |i: usize| words.word(i);
        let capital: Vec<bool> = (0..n)
            .map(|i| {
                words.tokens[i].kind != TokenKind::Mark
                    && text(i).starts_with(char::is_alphabetic)
                    && text(i).chars().any(char::is_uppercase)
                    || words.phrases[i].0 != 0
            })
            .collect();
        let mut candidate = capital.clone();
        for i in 1..n {
            if capital[i] {
                continue;
            }
            let mark = words.tokens[i].kind == TokenKind::Mark;
            let touches = words.tokens[i - 1].range.end == words.tokens[i].range.start;
            candidate[i] = if mark && touches && capital[i - 1] && (text(i) == "." || is_possessive(text(i)))
            {
                true
            } else {
                let inner = if mark {
                    matches!(text(i), "." | "&" | "'" | "’" | "-" | "/" | "+" | "!") || is_possessive(text(i))
                } else {
                    words.bits(i) & (word::PARTICLE | word::JOIN) != 0
                };
                inner
                    && (i.saturating_sub(3)..i).any(|j| capital[j])
                    && (i + 1..(i + 4).min(n)).any(|j| capital[j])
            };
        }
        let mut runs = vec![(0, 0); n];
        let mut at = 0;
        while at < n {
            let mut end = at;
            while end < n && candidate[end] {
                end += 1;
            }
            for slot in &mut runs[at..end] {
                *slot = (at as u32, end as u32);
            }
            at = end.max(at + 1);
        }
        let (mut letters, mut capitals, mut lower) = (0, 0, 0);
        for i in (0..n).filter(|i| words.tokens[*i].kind == TokenKind::Word) {
            let long = text(i).len() > 3;
            letters += usize::from(long);
            capitals += usize::from(long && text(i).starts_with(char::is_uppercase));
            lower += usize::from(text(i).chars().any(char::is_lowercase));
        }
        let style = match () {
            () if lower == 0 && n > 1 => 1,
            () if letters > 1 && capitals * 4 >= letters * 3 => 2,
            () => 0,
        };
        Self {
            words,
            exact: (0..n).map(|i| if candidate[i] { bytes_hash(text(i).bytes()) } else { 0 }).collect(),
            shapes: (0..n).map(|i| shape(text(i))).collect(),
            runs,
            common: (0..n)
                .map(|i| candidate[i] && common.binary_search(&(words.hashes[i] as u32)).is_ok())
                .collect(),
            candidate,
            style,
        }
    }

    /// The stretches of tokens that may hold names, as ranges of token indexes.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
        let mut at = 0;
        std::iter::from_fn(move || {
            while at < self.candidate.len() && !self.candidate[at] {
                at += 1;
            }
            let (_, end) = *self.runs.get(at)?;
            let range = at..end as usize;
            at = end as usize;
            Some(range)
        })
    }

    /// Whether token `i` is a word that texts mostly write in lower case.
    pub(crate) fn is_common(&self, i: usize) -> bool {
        self.common.get(i) == Some(&true)
    }

    fn lower(&self, i: usize, by: isize) -> u64 {
        i.checked_add_signed(by).and_then(|j| self.words.hashes.get(j)).copied().unwrap_or(EDGE)
    }

    fn bits(&self, i: usize, by: isize) -> u32 {
        i.checked_add_signed(by).map_or(0, |j| self.words.bits(j))
    }

    fn shape_at(&self, i: usize, by: isize) -> u64 {
        i.checked_add_signed(by).and_then(|j| self.shapes.get(j)).copied().unwrap_or(EDGE)
    }

    fn phrase_at(&self, i: usize, by: isize) -> u64 {
        let (bits, place) =
            i.checked_add_signed(by).and_then(|j| self.words.phrases.get(j)).copied().unwrap_or((0, 0));
        u64::from(bits) << 8 | u64::from(place.min(2))
    }

    /// The rows of the features of token `i` are put into `out`; how many of them, at its start, name words themselves.
    pub(crate) fn of(&self, i: usize, out: &mut Vec<u32>) -> usize {
        out.clear();
        let (w0, w1, w2) = (self.lower(i, 0), self.lower(i, 1), self.lower(i, 2));
        let (p1, p2) = (self.lower(i, -1), self.lower(i, -2));
        let (s0, s1, sp) = (self.shape_at(i, 0), self.shape_at(i, 1), self.shape_at(i, -1));
        let (start, end) = (self.runs[i].0 as usize, self.runs[i].1 as usize);
        let style = self.style;
        let common = |by: isize| i.checked_add_signed(by).is_some_and(|j| self.common.get(j) == Some(&true));
        let commons = u64::from(common(-1)) << 2 | u64::from(common(0)) << 1 | u64::from(common(1));
        // Words: what training leaves out now and then, so that the rest is learnt too.
        out.extend([mix(1, self.exact[i]), mix(2, w0), mix(3, both(p1, w0)), mix(4, both(w0, w1))]);
        let bytes = self.words.word(i).as_bytes();
        let lower = |b: &u8| b.to_ascii_lowercase();
        for n in 2..=4 {
            if bytes.len() > n {
                out.push(mix(10 + n as u64, bytes_hash(bytes[..n].iter().map(lower))));
                out.push(mix(20 + n as u64, bytes_hash(bytes[bytes.len() - n..].iter().map(lower))));
            }
        }
        let lexical = out.len();
        out.extend([
            mix(30, p1),
            mix(31, w1),
            mix(32, p2),
            mix(33, w2),
            mix(34, both(p2, p1)),
            mix(35, both(w1, w2)),
            mix(36, both(p1, w1)),
            mix(37, both(s0, style)),
            mix(38, both(sp, both(s0, s1))),
            mix(39, both(s0, p1)),
            mix(40, both(s0, w1)),
            mix(41, self.lower(start, -1)),
            mix(42, self.lower(end, 0)),
            mix(43, self.lower(end, -1)),
            mix(44, both(u64::from(i == start), self.lower(start, 0))),
            mix(45, both((i - start).min(3) as u64, (end - i).min(4) as u64)),
            mix(46, both(self.lower(start, -1), self.lower(end, 0))),
            mix(47, both(self.lower(end, -1), (end - i).min(4) as u64)),
            mix(48, both(u64::from(i == 0), both(style, (end - start).min(4) as u64))),
            mix(49, both(self.phrase_at(i, 0), both(style, u64::from(i == start && i + 1 == end)))),
            mix(50, both(self.phrase_at(i, -1), self.phrase_at(i, 0))),
            mix(51, both(self.phrase_at(i, 1), self.phrase_at(i, 0))),
            mix(52, both(self.phrase_at(i, 0), p1)),
            mix(53, both(self.phrase_at(i, 0), w1)),
            mix(54, both(w1, self.phrase_at(i, 2))),
            mix(55, both(p1, self.phrase_at(i, -2))),
            mix(56, u64::from(self.bits(i, 0))),
            mix(57, both(u64::from(self.bits(i, -1)), u64::from(self.bits(i, 0)))),
            mix(58, both(u64::from(self.bits(i, 1)), u64::from(self.bits(i, 0)))),
            mix(59, bytes.len().min(12) as u64),
            mix(60, self.shape_at(i, 2)),
            mix(61, self.shape_at(i, -2)),
            mix(62, both(commons, style)),
            mix(63, both(commons, both(s0, u64::from(i == 0)))),
            mix(64, both(u64::from(common(0)), self.phrase_at(i, 0))),
            mix(65, both(u64::from(common(0)), both(p1, w1))),
        ]);
        for (template, by) in [(70, 0), (71, -1), (72, 1), (73, -2), (74, 2)] {
            let mut bits = self.bits(i, by);
            while bits != 0 {
                out.push(mix(template, u64::from(bits.trailing_zeros())));
                bits &= bits - 1;
            }
        }
        for (template, at) in [(75, start.checked_sub(1)), (76, end.checked_sub(1)), (77, Some(end))] {
            let mut bits = at.map_or(0, |at| self.words.bits(at));
            while bits != 0 {
                out.push(mix(template, u64::from(bits.trailing_zeros())));
                bits &= bits - 1;
            }
        }
        lexical
    }
}
