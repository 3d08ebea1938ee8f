//! The statistical tagger of names: a linear chain over labels with hashed features, its weights in one byte each.

use super::features::{Common, Features, ROW_BITS};
use super::lists::word;
use super::words::Words;
use crate::mention::Kind;
use std::ops::Range;
use std::sync::LazyLock;

/// Outside; then for each kind a name's only, first, inner and last token.
pub(crate) const LABELS: usize = 13;
/// Weights a row has in the table, some of them unused.
pub(crate) const LANES: usize = 16;

const KINDS: [Kind; 3] = [Kind::Person, Kind::Organization, Kind::Place];
pub(crate) const OUTSIDE: usize = 0;
const ONLY: usize = 0;
const FIRST: usize = 1;
const INNER: usize = 2;
const LAST: usize = 3;

/// The label of the token at `place` of `len` in a name of `kind`.
pub(crate) fn label(kind: Kind, place: usize, len: usize) -> usize {
    let kind = KINDS.iter().position(|k| *k == kind).unwrap_or(0);
    let part = match (place, len) {
        (0, 1) => ONLY,
        (0, _) => FIRST,
        _ if place + 1 == len => LAST,
        _ => INNER,
    };
    1 + kind * 4 + part
}

/// Whether label `b` may follow label `a`: names are begun and ended.
pub(crate) fn may_follow(a: usize, b: usize) -> bool {
    let open = a != OUTSIDE && matches!((a - 1) % 4, FIRST | INNER);
    let goes_on = b != OUTSIDE && matches!((b - 1) % 4, INNER | LAST);
    if open || goes_on { open && goes_on && (a - 1) / 4 == (b - 1) / 4 } else { true }
}

/// The labels that may stand before each label.
pub(crate) static BEFORE: LazyLock<Vec<Vec<usize>>> =
    LazyLock::new(|| (0..LABELS).map(|b| (0..LABELS).filter(|a| may_follow(*a, b)).collect()).collect());

/// The weights. File: "NAM2", the scale (f32), transitions (from, to; f32), the
/// number of common words and their hashes (u32), then rows of [`LANES`] signed bytes.
pub(crate) struct Model<'m> {
    scale: f32,
    transitions: [[f32; LABELS]; LABELS],
    common: Common,
    rows: &'m [[u8; LANES]],
}

/// The weights that are built into the program.
static MODEL: LazyLock<Option<Model<'static>>> =
    LazyLock::new(|| Model::read(include_bytes!("../../model/names.bin")));

impl<'m> Model<'m> {
    /// The built-in model. `None` for a file of another version, which the tests of this crate rule out.
    pub(crate) fn built_in() -> Option<&'static Model<'static>> {
        MODEL.as_ref()
    }

    pub(crate) fn read(bytes: &'m [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(b"NAM2")?;
        let mut next = || {
            let (head, tail) = rest.split_first_chunk::<4>()?;
            rest = tail;
            Some(*head)
        };
        let scale = f32::from_le_bytes(next()?);
        let mut transitions = [[0.0; LABELS]; LABELS];
        for weight in transitions.iter_mut().flatten() {
            *weight = f32::from_le_bytes(next()?);
        }
        let words = u32::from_le_bytes(next()?);
        let common = (0..words).map(|_| Some(u32::from_le_bytes(next()?))).collect::<Option<Common>>()?;
        let (rows, []) = rest.as_chunks::<LANES>() else { return None };
        (rows.len() == 1 << ROW_BITS).then_some(Model { scale, transitions, common, rows })
    }

    /// The file of a trained table.
    pub(crate) fn write(
        transitions: &[[f32; LABELS]; LABELS],
        common: &Common,
        table: &[[f32; LANES]],
    ) -> Vec<u8> {
        // The largest weights are few: they are cut so that the small ones keep their differences.
        let mut sizes: Vec<f32> = table.iter().flatten().map(|w| w.abs()).filter(|w| *w > 0.0).collect();
        sizes.sort_unstable_by(f32::total_cmp);
        let most = sizes.get(sizes.len() * 9995 / 10000).copied().unwrap_or(1.0).max(1e-3);
        let scale = most / 127.0;
        let mut out = b"NAM2".to_vec();
        out.extend(scale.to_le_bytes());
        out.extend(transitions.iter().flatten().flat_map(|w| w.to_le_bytes()));
        out.extend((common.len() as u32).to_le_bytes());
        out.extend(common.iter().flat_map(|hash| hash.to_le_bytes()));
        out.extend(table.iter().flatten().map(|w| (w / scale).round().clamp(-127.0, 127.0) as i8 as u8));
        out
    }

    /// Whether texts mostly write the word with this hash in lower case.
    pub(crate) fn is_common(&self, hash: u64) -> bool {
        self.common.binary_search(&(hash as u32)).is_ok()
    }

    /// The names of a sentence: their tokens, their kind, and how sure it is (0 to 255).
    pub(crate) fn names(&self, words: &Words<'_>) -> Vec<(Range<usize>, Kind, u8)> {
        let features = Features::new(words, &self.common);
        let mut names = Vec::new();
        let mut rows = Vec::with_capacity(96);
        let mut scores: Vec<[f32; LABELS]> = Vec::new();
        for stretch in features.stretches() {
            scores.clear();
            for i in stretch.clone() {
                features.of(i, &mut rows);
                scores.push(self.score(&rows));
            }
            let labels = best(&scores, &self.transitions);
            read_names(stretch.start, &labels, &scores, &mut names);
        }
        names.retain(|(tokens, kind, weight)| {
            // "Binding Security Guarantees" in a heading, "Thus" after a quotation mark: capitals, and no names.
            let sure = if tokens.len() == 1 { 100 } else { 200 };
            let known = word::GIVEN | word::SURNAME | word::ORG_HEAD | word::LEGAL;
            *kind == Kind::Place
                || *weight >= sure
                || !tokens
                    .clone()
                    .all(|i| features.is_common(i) && words.bits(i) & known == 0 && words.phrases[i].0 == 0)
        });
        names
    }

    fn score(&self, rows: &[u32]) -> [f32; LABELS] {
        let mut sum = [0i32; LANES];
        for row in rows {
            if let Some(row) = self.rows.get(*row as usize) {
                for (sum, weight) in sum.iter_mut().zip(row) {
                    *sum += i32::from(*weight as i8);
                }
            }
        }
        std::array::from_fn(|label| sum[label] as f32 * self.scale)
    }
}

/// The best row of labels that begins and ends outside of names (Viterbi).
pub(crate) fn best(scores: &[[f32; LABELS]], transitions: &[[f32; LABELS]; LABELS]) -> Vec<usize> {
    let mut back: Vec<[u8; LABELS]> = Vec::with_capacity(scores.len());
    let mut sums = [f32::NEG_INFINITY; LABELS];
    sums[OUTSIDE] = 0.0;
    for score in scores {
        let mut next = [f32::NEG_INFINITY; LABELS];
        let mut from = [0; LABELS];
        for b in 0..LABELS {
            for &a in &BEFORE[b] {
                let sum = sums[a] + transitions[a][b];
                if sum > next[b] {
                    next[b] = sum;
                    from[b] = a as u8;
                }
            }
            next[b] += score[b];
        }
        back.push(from);
        sums = next;
    }
    let mut at = BEFORE[OUTSIDE]
        .iter()
        .copied()
        .max_by(|a, b| {
            (sums[*a] + transitions[*a][OUTSIDE]).total_cmp(&(sums[*b] + transitions[*b][OUTSIDE]))
        })
        .unwrap_or(OUTSIDE);
    let mut labels = vec![at; scores.len()];
    for i in (0..scores.len()).rev() {
        labels[i] = at;
        at = usize::from(back[i][at]);
    }
    labels
}

fn read_names(
    first: usize,
    labels: &[usize],
    scores: &[[f32; LABELS]],
    names: &mut Vec<(Range<usize>, Kind, u8)>,
) {
    let mut start = None;
    for (i, &label) in labels.iter().enumerate() {
        if label == OUTSIDE {
            continue;
        }
        let (kind, part) = ((label - 1) / 4, (label - 1) % 4);
        if matches!(part, ONLY | FIRST) {
            start = Some(i);
        }
        if matches!(part, ONLY | LAST)
            && let Some(start) = start.take()
        {
            let margin: f32 = (start..=i)
                .map(|j| {
                    let best_of = |kind: usize| {
                        (1 + kind * 4..5 + kind * 4).map(|l| scores[j][l]).fold(f32::MIN, f32::max)
                    };
                    let other = (0..3).filter(|k| *k != kind).map(best_of).fold(scores[j][OUTSIDE], f32::max);
                    scores[j][labels[j]] - other
                })
                .sum();
            names.push((first + start..first + i + 1, KINDS[kind], (margin * 30.0).clamp(0.0, 255.0) as u8));
        }
    }
}
