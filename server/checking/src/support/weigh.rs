//! Linear models over a handful of numbers, and small trees over the same, learnt by `cargo xtask train-support` and kept
//! as data in `server/checking/model/`: what each number adds to a score can be shown.

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
        self.change(name, |old| *old = value);
    }

    /// Adds to what is there, 0 at first.
    pub(crate) fn add(&mut self, name: &str, value: f32) {
        self.change(name, |old| *old += value);
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut f32)) {
        let mut places = (self.next..N).chain(0..self.next);
        let at = places.find(|&at| self.measures[at].name == name);
        debug_assert!(at.is_some(), "{name}");
        if let Some(at) = at {
            change(&mut self.values[at]);
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
            against: self.measures[at].sign < 0,
        };
        self.weights.iter().map(part).collect()
    }
}

#[derive(Deserialize)]
struct Forest {
    measures: Vec<String>,
    trees: Vec<Vec<Vec<f32>>>,
}

/// A node of a tree: what a claim that comes there gets, and at a fork by which number it goes on.
#[derive(Clone, Copy, Debug)]
struct Node {
    value: f32,
    fork: Option<Fork>,
}

#[derive(Clone, Copy, Debug)]
struct Fork {
    measure: usize,
    at: f32,
    /// The nodes for numbers below it, and from it on.
    branches: [usize; 2],
}

/// Small trees ready to be used.
#[derive(Debug)]
pub(crate) struct Trees {
    trees: Vec<Vec<Node>>,
    measures: &'static [Measure],
}

impl Trees {
    fn read(text: &str, measures: &'static [Measure]) -> Self {
        // The file is built in and tested: a tree that cannot be read is none.
        let file: Forest = toml::from_str(text).unwrap_or(Forest { measures: Vec::new(), trees: Vec::new() });
        let place = |at: f32| {
            let name = file.measures.get(at as usize)?;
            measures.iter().position(|measure| measure.name == name)
        };
        let tree = |tree: &Vec<Vec<f32>>| -> Option<Vec<Node>> {
            let node = |(number, node): (usize, &Vec<f32>)| match node[..] {
                [value] => Some(Node { value, fork: None }),
                [measure, at, below, above, value] => {
                    let branches = [below as usize, above as usize];
                    // Branches lie further on: a walk ends.
                    let on = branches.iter().all(|&to| to > number && to < tree.len());
                    let fork = Some(Fork { measure: place(measure)?, at, branches });
                    on.then_some(Node { value, fork })
                }
                _ => None,
            };
            tree.iter().enumerate().map(node).collect()
        };
        Trees { trees: file.trees.iter().filter_map(tree).collect(), measures }
    }

    /// Log odds.
    pub(crate) fn score(&self, numbers: &[f32]) -> f32 {
        self.trees.iter().map(|tree| walk(tree, numbers, |_, _| {})).sum()
    }

    /// What each number adds to the score: at every fork, what going that way changes (Saabas 2014).
    pub(crate) fn parts(&self, numbers: &[f32]) -> Vec<Weighed> {
        let mut adds = vec![0.0; self.measures.len()];
        for tree in &self.trees {
            walk(tree, numbers, |measure, change| adds[measure] += change);
        }
        let measures = self.measures.iter().zip(numbers).zip(adds);
        measures
            .filter(|(_, adds)| *adds != 0.0)
            .map(|((measure, value), adds)| Weighed {
                label: measure.label,
                value: *value,
                adds,
                against: measure.sign < 0,
            })
            .collect()
    }
}

/// What a claim gets where its way through a tree ends; `step` is told the measure of each fork and what going on from it
/// changes.
fn walk(tree: &[Node], numbers: &[f32], mut step: impl FnMut(usize, f32)) -> f32 {
    let Some(mut node) = tree.first() else { return 0.0 };
    while let Some(fork) = node.fork {
        let next = &tree[fork.branches[usize::from(numbers[fork.measure] >= fork.at)]];
        step(fork.measure, next.value - node.value);
        node = next;
    }
    node.value
}

/// Log odds as a share.
pub(crate) fn share(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// How likely a claim is borne out.
pub(crate) static SUPPORT: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_str!("../../model/support.toml"), &crate::support::measures::MEASURES)
});

/// The same by trees: what no weight can say, that one number counts only beside another.
pub(crate) static TREES: LazyLock<Trees> = LazyLock::new(|| {
    Trees::read(include_str!("../../model/trees.toml"), &crate::support::measures::MEASURES)
});

/// How likely the sources bear a claim out: a share. The mean of what the weights and the trees make of it: trees see
/// which numbers count together, and step over small differences, by which two wordings of one claim are told apart.
pub(crate) fn support(numbers: &[f32]) -> f32 {
    share((SUPPORT.score(numbers) + TREES.score(numbers)) / 2.0)
}

/// What each number adds to that, as log odds.
pub(crate) fn reasons(numbers: &[f32]) -> Vec<Weighed> {
    let mut reasons = TREES.parts(numbers);
    for part in SUPPORT.parts(numbers) {
        match reasons.iter_mut().find(|reason| reason.label == part.label) {
            Some(reason) => reason.adds += part.adds,
            None => reasons.push(part),
        }
    }
    for reason in &mut reasons {
        reason.adds /= 2.0;
    }
    reasons
}

/// How likely a sentence is the one to be shown.
pub(crate) static EVIDENCE: LazyLock<Model> =
    LazyLock::new(|| Model::read(include_str!("../../model/evidence.toml"), &crate::evidence::MEASURES));

/// How surely a figure or date that differs is the same one told wrong.
pub(crate) static SAME_EVENT: LazyLock<Model> = LazyLock::new(|| {
    Model::read(include_str!("../../model/same_event.toml"), &crate::gate::same_event::MEASURES)
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_weight_is_of_a_known_measure_and_counts_the_way_it_may() {
        for (model, text) in [
            (&*SUPPORT, include_str!("../../model/support.toml")),
            (&*EVIDENCE, include_str!("../../model/evidence.toml")),
            (&*SAME_EVENT, include_str!("../../model/same_event.toml")),
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

    #[test]
    fn every_tree_is_read_and_counts_the_way_its_measures_may() {
        let file: Forest = toml::from_str(include_str!("../../model/trees.toml")).expect("a file of trees");
        assert_eq!(file.trees.len(), TREES.trees.len());
        assert!(!TREES.trees.is_empty());
        let measures = TREES.measures;
        for (at, measure) in measures.iter().enumerate() {
            let mut numbers = vec![0.5; measures.len()];
            let mut before = f32::NEG_INFINITY * f32::from(measure.sign);
            for value in [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0, 2.0, 4.0] {
                numbers[at] = value;
                let score = TREES.score(&numbers);
                assert!(f32::from(measure.sign) * (score - before) >= -1e-4, "{} at {value}", measure.name);
                before = score;
            }
        }
    }

    #[test]
    fn what_each_number_adds_comes_to_the_support() {
        let numbers: Vec<f32> = (0..TREES.measures.len()).map(|at| at as f32 / 50.0).collect();
        let roots: f32 = TREES.trees.iter().map(|tree| tree[0].value).sum();
        let adds: f32 = reasons(&numbers).iter().map(|reason| reason.adds).sum();
        let share = share((SUPPORT.bias + roots) / 2.0 + adds);
        assert!((share - support(&numbers)).abs() < 1e-3, "{share}, {}", support(&numbers));
    }
}
