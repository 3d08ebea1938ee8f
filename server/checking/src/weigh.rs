//! Linear models over a handful of numbers, learnt by `cargo xtask train-support` and kept as data in
//! `server/checking/model/`: what each number adds to a score can be shown.

use crate::verdict::Weighed;
use serde::Deserialize;
use std::sync::LazyLock;

/// A number that describes a claim or a sentence, and which way it may count: a model learnt with signs held cannot
/// make more of a claim for what is missing from it.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name in the file of weights.
    pub name: &'static str,
    /// What it is, for people.
    pub label: &'static str,
    /// 1 where more of it may only count for, -1 where it may only count against, 0 where either.
    pub sign: i8,
    /// How much it counts at least, per spread of its values: what tells two wordings of one claim apart, and is too
    /// seldom the only difference in labelled claims to be learnt from them.
    pub least: f64,
}

pub(crate) const fn measure(name: &'static str, label: &'static str, sign: i8) -> Measure {
    Measure { name, label, sign, least: 0.0 }
}

impl Measure {
    pub(crate) const fn at_least(self, least: f64) -> Self {
        Measure { least, ..self }
    }
}

/// The numbers of measures, filled in by name.
pub(crate) struct Sheet<const N: usize> {
    measures: &'static [Measure; N],
    pub(crate) values: [f32; N],
    /// Where the next name most likely stands.
    next: usize,
}

impl<const N: usize> Sheet<N> {
    pub(crate) fn new(measures: &'static [Measure; N]) -> Self {
        Sheet { measures, values: [0.0; N], next: 0 }
    }

    pub(crate) fn put(&mut self, name: &str, value: f32) {
        let places = (self.next..N).chain(0..self.next);
        let at = places.into_iter().find(|&at| self.measures[at].name == name);
        debug_assert!(at.is_some(), "{name}");
        if let Some(at) = at {
            self.values[at] = value;
            self.next = at + 1;
        }
    }
}

#[derive(Deserialize)]
struct File {
    bias: f32,
    weight: Vec<Weight>,
}

#[derive(Deserialize)]
struct Weight {
    name: String,
    typical: f32,
    weight: f32,
}

/// A model ready to be used.
#[derive(Debug)]
pub(crate) struct Model {
    bias: f32,
    /// Place of the number, what it typically is, what one more of it adds.
    weights: Vec<(usize, f32, f32)>,
    measures: &'static [Measure],
}

impl Model {
    fn read(text: &str, measures: &'static [Measure]) -> Self {
        // The file is built in and tested: a name that is no measure has no weight.
        let file: File = toml::from_str(text).unwrap_or(File { bias: 0.0, weight: Vec::new() });
        let place = |name: &str| measures.iter().position(|measure| measure.name == name);
        let weights =
            file.weight.iter().filter_map(|w| Some((place(&w.name)?, w.typical, w.weight))).collect();
        Model { bias: file.bias, weights, measures }
    }

    /// Log odds.
    pub(crate) fn score(&self, numbers: &[f32]) -> f32 {
        self.bias
            + self.weights.iter().map(|(at, typical, weight)| weight * (numbers[*at] - typical)).sum::<f32>()
    }

    /// What each number adds to the score, in the order of the file.
    pub(crate) fn parts(&self, numbers: &[f32]) -> Vec<Weighed> {
        let part = |&(at, typical, weight): &(usize, f32, f32)| Weighed {
            label: self.measures[at].label,
            value: numbers[at],
            adds: weight * (numbers[at] - typical),
        };
        self.weights.iter().map(part).collect()
    }
}

/// Log odds as a share.
pub(crate) fn share(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// How likely a claim is borne out.
pub(crate) static SUPPORT: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_str!("../model/support.toml"), &crate::support::MEASURES));

/// How likely a sentence is the one to be shown.
pub(crate) static EVIDENCE: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_str!("../model/evidence.toml"), &crate::evidence::MEASURES));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_of_a_known_measure_and_counts_the_way_it_may() {
        for (model, text) in [
            (&*SUPPORT, include_str!("../model/support.toml")),
            (&*EVIDENCE, include_str!("../model/evidence.toml")),
        ] {
            let file: File = toml::from_str(text).expect("a file of weights");
            assert_eq!(file.weight.len(), model.weights.len());
            for (at, _, weight) in &model.weights {
                let measure = model.measures[*at];
                assert!(f32::from(measure.sign) * weight >= 0.0, "{}", measure.name);
                assert!(measure.least == 0.0 || *weight != 0.0, "{}", measure.name);
            }
        }
    }
}
