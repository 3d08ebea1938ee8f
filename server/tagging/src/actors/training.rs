//! How the weights of the statistical tagger are learnt: a conditional random field, by stochastic gradient steps with
//! a step size of its own for each weight (AdaGrad). `cargo xtask train-names` runs it.

// Tables of labels by labels read best by their indexes.
#![allow(clippy::needless_range_loop)]

use super::features::{Common, Features, ROW_BITS};
use super::lists::hash;
use super::model::{BEFORE, LABELS, LANES, Model, OUTSIDE, label};
use super::words::Words;
use crate::mention::Kind;
use copydesk_text::{TokenKind, tokens};
use rustc_hash::FxHashMap;
use std::ops::Range;

/// A sentence and the names in it, as byte ranges.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// Its people, organisations and places.
    pub names: Vec<(Range<usize>, Kind)>,
}

/// How to learn.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// Times the examples are gone through.
    pub epochs: usize,
    /// First step size.
    pub rate: f32,
    /// Share of the tokens whose words are hidden in a step, so that what surrounds them is learnt too.
    pub hide: f32,
    /// Share of the sentences shown a second time in capitals.
    pub capitals: f32,
    /// Share of the sentences shown a second time in title case.
    pub title: f32,
    /// Pull of every weight towards zero.
    pub decay: f32,
    /// For the order of the examples.
    pub seed: u64,
}

impl Default for Settings {
    fn default() -> Self {
        Self { epochs: 10, rate: 0.05, hide: 0.15, capitals: 0.01, title: 0.1, decay: 1e-6, seed: 7 }
    }
}

/// Exact precision, recall and F1 (0 to 1) of a model file on examples.
pub fn measure(model: &[u8], examples: &[Example]) -> (f32, f32, f32) {
    let Some(model) = Model::read(model) else { return (0.0, 0.0, 0.0) };
    let (mut right, mut found, mut wanted) = (0, 0, 0);
    for example in examples {
        let tokens = tokens(&example.text);
        let names = model.names(&Words::new(&example.text, &tokens));
        found += names.len();
        wanted += example.names.len();
        for (range, kind, _) in names {
            let range = tokens[range.start].range.start..tokens[range.end - 1].range.end;
            right += usize::from(example.names.contains(&(range, kind)));
        }
    }
    let share = |of: usize| right as f32 / of.max(1) as f32;
    (share(found), share(wanted), 2.0 * right as f32 / (found + wanted).max(1) as f32)
}

struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn chance(&mut self, share: f32) -> bool {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32 <= share
    }
}

/// One stretch of tokens that may hold names: for each token its rows, how many of them name words, and its label.
struct Stretch {
    tokens: Vec<(Vec<u32>, usize, usize)>,
}

impl Stretch {
    /// The label of the token before place `i`; nothing is named before the first and after the last.
    fn label_before(&self, i: usize) -> usize {
        i.checked_sub(1).and_then(|token| self.tokens.get(token)).map_or(OUTSIDE, |token| token.2)
    }
}

struct Trainer {
    weights: Vec<[f32; LANES]>,
    squares: Vec<[f32; LANES]>,
    transitions: [[f32; LABELS]; LABELS],
    transition_squares: [[f32; LABELS]; LABELS],
}

/// The model file learnt from `examples`; `report` is told the mean loss of each epoch.
pub fn train(examples: &[Example], settings: Settings, report: &mut dyn FnMut(usize, f32)) -> Vec<u8> {
    let mut random = Random(settings.seed);
    let common = common_words(examples);
    let mut stretches: Vec<Stretch> = Vec::new();
    for example in examples {
        stretches_of(example, &common, &mut stretches);
        if random.chance(settings.capitals) {
            stretches_of(&recased(example, |_, c| c.to_ascii_uppercase()), &common, &mut stretches);
        }
        if random.chance(settings.title) {
            let title = |start: bool, c: char| if start { c.to_ascii_uppercase() } else { c };
            stretches_of(&recased(example, title), &common, &mut stretches);
        }
    }
    let mut trainer = Trainer {
        weights: vec![[0.0; LANES]; 1 << ROW_BITS],
        squares: vec![[1e-2; LANES]; 1 << ROW_BITS],
        transitions: [[0.0; LABELS]; LABELS],
        transition_squares: [[1e-2; LABELS]; LABELS],
    };
    // What is kept is the mean of the later epochs: it swings less with the order of the examples.
    let mut sums = vec![[0.0f32; LANES]; 1 << ROW_BITS];
    let mut transitions = [[0.0f32; LABELS]; LABELS];
    let mut order: Vec<usize> = (0..stretches.len()).collect();
    for epoch in 0..settings.epochs {
        for i in (1..order.len()).rev() {
            order.swap(i, (random.next() % (i as u64 + 1)) as usize);
        }
        let mut loss = 0.0;
        for &at in &order {
            loss += trainer.step(&stretches[at], &settings, &mut random);
        }
        if epoch * 2 >= settings.epochs {
            for (sum, weight) in sums.iter_mut().flatten().zip(trainer.weights.iter().flatten()) {
                *sum += weight;
            }
            for (sum, weight) in transitions.iter_mut().flatten().zip(trainer.transitions.iter().flatten()) {
                *sum += weight;
            }
        }
        report(epoch, loss / order.len().max(1) as f32);
    }
    let epochs = (settings.epochs / 2).max(1) as f32;
    sums.iter_mut().flatten().chain(transitions.iter_mut().flatten()).for_each(|sum| *sum /= epochs);
    Model::write(&transitions, &common, &sums)
}

/// Words of the examples that are written in lower case more than twice, and more often than not.
fn common_words(examples: &[Example]) -> Common {
    let mut counts: FxHashMap<u64, (u32, u32)> = FxHashMap::default();
    for example in examples {
        for token in tokens(&example.text).iter().filter(|t| t.kind == TokenKind::Word && t.range.start > 0) {
            let word = token.text(&example.text);
            let (lower, capital) = counts.entry(hash(word)).or_default();
            *if word.starts_with(char::is_lowercase) { lower } else { capital } += 1;
        }
    }
    let common = counts.iter().filter(|(_, (lower, capital))| *lower > 2 && lower > capital);
    let mut common: Common = common.map(|(hash, _)| *hash as u32).collect();
    common.sort_unstable();
    common.dedup();
    common
}

/// The same sentence in other capitals: `recase` is told whether a letter begins a word. Lengths stay.
fn recased(example: &Example, recase: impl Fn(bool, char) -> char) -> Example {
    let mut last = ' ';
    let text = example
        .text
        .chars()
        .map(|c| {
            let start = !last.is_alphanumeric() && last != '\'';
            last = c;
            recase(start, c)
        })
        .collect();
    Example { text, names: example.names.clone() }
}

fn stretches_of(example: &Example, common: &Common, out: &mut Vec<Stretch>) {
    let tokens = tokens(&example.text);
    let words = Words::new(&example.text, &tokens);
    let features = Features::new(&words, common);
    let mut labels = vec![OUTSIDE; tokens.len()];
    for (range, kind) in &example.names {
        let first = tokens.partition_point(|t| t.range.end <= range.start);
        let end = tokens.partition_point(|t| t.range.start < range.end);
        for i in first..end {
            labels[i] = label(*kind, i - first, end - first);
        }
    }
    let mut rows = Vec::new();
    for stretch in features.stretches() {
        let inside = |i: usize| i < labels.len() && labels[i] != OUTSIDE && (labels[i] - 1) % 4 > 1;
        // A name that sticks out of what the tagger looks at teaches nothing it could use.
        let whole = !inside(stretch.start) && !inside(stretch.end);
        let tokens = stretch
            .map(|i| {
                let lexical = features.of(i, &mut rows);
                (rows.clone(), lexical, labels[i])
            })
            .collect();
        if whole {
            out.push(Stretch { tokens });
        }
    }
}

fn log_sum(values: impl Iterator<Item = f32> + Clone) -> f32 {
    let most = values.clone().fold(f32::NEG_INFINITY, f32::max);
    if most == f32::NEG_INFINITY { most } else { most + values.map(|v| (v - most).exp()).sum::<f32>().ln() }
}

impl Trainer {
    /// One step on one stretch; the loss before it.
    fn step(&mut self, stretch: &Stretch, settings: &Settings, random: &mut Random) -> f32 {
        let rows: Vec<&[u32]> = stretch
            .tokens
            .iter()
            .map(
                |(rows, lexical, _)| if random.chance(settings.hide) { &rows[*lexical..] } else { &rows[..] },
            )
            .collect();
        let scores = self.scores(&rows);
        let (forward, backward) = (self.forward(&scores), self.backward(&scores));
        let total = backward[0][OUTSIDE];
        let pairs = self.pair_gradients(stretch, &scores, &forward, &backward);
        let truth = self.truth(stretch, &scores);
        for (i, rows) in rows.iter().enumerate() {
            for label in 0..LABELS {
                let wanted = if stretch.tokens[i].2 == label { 1.0 } else { 0.0 };
                let gradient = (forward[i + 1][label] + backward[i + 1][label] - total).exp() - wanted;
                if gradient.abs() < 1e-4 {
                    continue;
                }
                for row in *rows {
                    let (weight, square) =
                        (&mut self.weights[*row as usize][label], &mut self.squares[*row as usize][label]);
                    adapt(weight, square, gradient, settings);
                }
            }
        }
        for a in 0..LABELS {
            for b in 0..LABELS {
                if pairs[a][b].abs() > 1e-4 {
                    let (weight, square) = (&mut self.transitions[a][b], &mut self.transition_squares[a][b]);
                    adapt(weight, square, pairs[a][b], settings);
                }
            }
        }
        total - truth
    }

    /// What the features of each token say for each label.
    fn scores(&self, rows: &[&[u32]]) -> Vec<[f32; LABELS]> {
        rows.iter()
            .map(|rows| {
                std::array::from_fn(|label| rows.iter().map(|row| self.weights[*row as usize][label]).sum())
            })
            .collect()
    }

    /// For each place and label, the weight of all ways that lead there.
    fn forward(&self, scores: &[[f32; LABELS]]) -> Vec<[f32; LABELS]> {
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; scores.len() + 1];
        forward[0][OUTSIDE] = 0.0;
        for i in 0..scores.len() {
            for b in 0..LABELS {
                let from = forward[i];
                let sum = log_sum(BEFORE[b].iter().map(|a| from[*a] + self.transitions[*a][b]));
                forward[i + 1][b] = sum + scores[i][b];
            }
        }
        forward
    }

    /// For each place and label, the weight of all ways that go on from there.
    fn backward(&self, scores: &[[f32; LABELS]]) -> Vec<[f32; LABELS]> {
        let n = scores.len();
        let mut backward = vec![[f32::NEG_INFINITY; LABELS]; n + 1];
        for a in 0..LABELS {
            if BEFORE[OUTSIDE].contains(&a) {
                backward[n][a] = self.transitions[a][OUTSIDE];
            }
        }
        for i in (0..n).rev() {
            for a in 0..LABELS {
                let next = backward[i + 1];
                backward[i][a] = log_sum(
                    (0..LABELS)
                        .filter(|b| BEFORE[*b].contains(&a))
                        .map(|b| self.transitions[a][b] + scores[i][b] + next[b]),
                );
            }
        }
        backward
    }

    /// The weight of the labels that the stretch has.
    fn truth(&self, stretch: &Stretch, scores: &[[f32; LABELS]]) -> f32 {
        let mut truth = 0.0;
        for i in 0..=scores.len() {
            let (a, b) = (stretch.label_before(i), stretch.label_before(i + 1));
            truth += self.transitions[a][b] + scores.get(i).map_or(0.0, |scores| scores[b]);
        }
        truth
    }

    /// How much likelier each pair of labels is held than it is.
    fn pair_gradients(
        &self,
        stretch: &Stretch,
        scores: &[[f32; LABELS]],
        forward: &[[f32; LABELS]],
        backward: &[[f32; LABELS]],
    ) -> [[f32; LABELS]; LABELS] {
        let n = scores.len();
        let total = backward[0][OUTSIDE];
        let mut pairs = [[0.0f32; LABELS]; LABELS];
        for i in 0..=n {
            pairs[stretch.label_before(i)][stretch.label_before(i + 1)] -= 1.0;
            for b in 0..LABELS {
                for &a in &BEFORE[b] {
                    let rest = if i < n {
                        scores[i][b] + backward[i + 1][b]
                    } else if b == OUTSIDE {
                        0.0
                    } else {
                        continue;
                    };
                    pairs[a][b] += (forward[i][a] + self.transitions[a][b] + rest - total).exp();
                }
            }
        }
        pairs
    }
}

fn adapt(weight: &mut f32, square: &mut f32, gradient: f32, settings: &Settings) {
    let gradient = gradient + settings.decay * *weight;
    *square += gradient * gradient;
    *weight -= settings.rate * gradient / square.sqrt();
}
