//! `train-support`: the weights by which support is reckoned and evidence is ranked, from claims whose labels and
//! evidence are known. The same files give the same weights: nothing is left to chance.

use crate::labelled::{self, Labelled};
use anyhow::Result;
use copydesk_checking::training::{self, Described, Measure};
use forust_ml::constraints::Constraint;
use forust_ml::gradientbooster::GrowPolicy;
use forust_ml::objective::ObjectiveType;
use forust_ml::tree::Tree;
use forust_ml::{GradientBooster, Matrix};
use serde_json::Value;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

const SUPPORT: &str = "server/checking/model/support.toml";
const TREES: &str = "server/checking/model/trees.toml";
const EVIDENCE: &str = "server/checking/model/evidence.toml";

/// How much the labelled summaries count, and beside them sentences of the sources with one thing changed.
const CHANGED: f64 = 0.3;
/// How much more a borne out claim counts: in a draft they are the many.
const BORNE_OUT: f64 = 1.3;
/// Pull towards no weight at all.
const RIDGE: f64 = 0.2;
const RANKING_RIDGE: f64 = 0.01;
const STEPS: i32 = 1500;
const RATE: f64 = 0.02;

/// Trees, leaves of each, and how far each goes.
const GROWN: usize = 80;
const LEAVES: usize = 8;
const STRIDE: f32 = 0.05;
/// Claims that a leaf is learnt from at least, each counting for its uncertainty: a quarter where it is greatest.
const LEAF: f32 = 5.0;

struct Row {
    claim: Described,
    borne_out: bool,
    /// Bytes of the source that people gave as evidence.
    gold: Option<Range<usize>>,
    /// Has a twin with one thing changed.
    paired: bool,
}

/// `FILE...`: JSON lines `{"claim", "sources": [text], "label", "evidence_span"?, "pair"?}`, spans in code points. With
/// `--try`, every fifth document is held out and measured, and nothing is written.
pub(crate) fn train(args: &[String]) -> Result<()> {
    let held_out = args.iter().any(|arg| arg == "--try");
    let files: Vec<&String> = args.iter().filter(|arg| !arg.starts_with("--")).collect();
    let mut rows = Vec::new();
    labelled::each(&files, |claim| rows.extend(row(claim)))?;
    let (test, learn): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| held_out && row.fold() == 0);
    let support = learn_support(&learn);
    let trees = grow(&learn)?;
    let evidence = learn_evidence(&learn);
    eprintln!("{} claims", learn.len());
    for (name, rows) in [("learnt from", &learn), ("held out", &test)] {
        measure(name, rows, &support, &trees, &evidence);
    }
    if held_out {
        return Ok(());
    }
    std::fs::write(
        SUPPORT,
        support.written("How likely a claim is borne out, as log odds.", "train-support"),
    )?;
    std::fs::write(TREES, written_trees(&trees))?;
    std::fs::write(
        EVIDENCE,
        evidence.written("How likely a sentence is the evidence of a claim, as log odds.", "train-support"),
    )?;
    Ok(())
}

fn row(claim: &Labelled<'_>) -> Option<Row> {
    let Labelled { item, source, draft, library } = claim;
    let mut described = training::describe(draft, library);
    // Several sentences share one label: nobody knows which of them it is about.
    if described.len() != 1 || described[0].articles.is_empty() {
        return None;
    }
    let mut bytes: Vec<usize> = source.char_indices().map(|(at, _)| at).collect();
    bytes.push(source.len());
    let byte = |value: &Value| value.as_u64().and_then(|at| bytes.get(at as usize)).copied();
    let span = &item["evidence_span"];
    let gold = byte(&span[0]).zip(byte(&span[1])).map(|(from, to)| from..to);
    let paired = item["pair"].is_string();
    let borne_out = item["label"] == "supported";
    described.pop().map(|claim| Row { claim, borne_out, gold, paired })
}

impl Row {
    /// One of five parts, by the length of the first piece: any number that does not depend on the label.
    fn fold(&self) -> usize {
        self.claim.pieces.iter().map(|(place, _)| place.range.end).max().unwrap_or(0) % 5
    }

    fn is_gold(&self, place: &Range<usize>) -> bool {
        self.gold.as_ref().is_some_and(|gold| place.start < gold.end && gold.start < place.end)
    }
}

/// Weights over numbers brought to one scale.
pub(crate) struct Model {
    measures: &'static [Measure],
    typical: Vec<f64>,
    spread: Vec<f64>,
    weights: Vec<f64>,
    bias: f64,
}

impl Model {
    pub(crate) fn on<'a>(
        measures: &'static [Measure],
        all: impl Iterator<Item = &'a Vec<f32>> + Clone,
    ) -> Self {
        let count = all.clone().count().max(1) as f64;
        let mean = |at: usize| all.clone().map(|x| f64::from(x[at])).sum::<f64>() / count;
        let typical: Vec<f64> = (0..measures.len()).map(mean).collect();
        let spread = (0..measures.len())
            .map(|at| {
                let square = all.clone().map(|x| (f64::from(x[at]) - typical[at]).powi(2)).sum::<f64>();
                (square / count).sqrt() + 1e-6
            })
            .collect();
        Model { measures, weights: vec![0.0; measures.len()], typical, spread, bias: 0.0 }
    }

    pub(crate) fn scaled(&self, numbers: &[f32]) -> Vec<f64> {
        let scale = |(at, x): (usize, &f32)| (f64::from(*x) - self.typical[at]) / self.spread[at];
        numbers.iter().enumerate().map(scale).collect()
    }

    pub(crate) fn score(&self, numbers: &[f32]) -> f64 {
        let scaled = self.scaled(numbers);
        self.bias + scaled.iter().zip(&self.weights).map(|(x, w)| x * w).sum::<f64>()
    }

    /// Steps down the gradient (Adam, Kingma and Ba 2015); weights keep to the sign they may have.
    fn descend(&mut self, ridge: f64, gradient: impl Fn(&Model) -> (Vec<f64>, f64)) {
        let size = self.weights.len() + 1;
        let (mut first, mut second) = (vec![0.0; size], vec![0.0; size]);
        for step in 1..=STEPS {
            let (mut slope, bias) = gradient(self);
            for (slope, weight) in slope.iter_mut().zip(&self.weights) {
                *slope += ridge * weight;
            }
            slope.push(bias);
            for at in 0..size {
                first[at] = 0.9 * first[at] + 0.1 * slope[at];
                second[at] = 0.99 * second[at] + 0.01 * slope[at] * slope[at];
                let (mean, square) =
                    (first[at] / (1.0 - 0.9f64.powi(step)), second[at] / (1.0 - 0.99f64.powi(step)));
                let change = RATE * mean / (square.sqrt() + 1e-8);
                if at + 1 == size {
                    self.bias -= change;
                    continue;
                }
                let moved = self.weights[at] - change;
                self.weights[at] = match self.measures[at].sign {
                    1 => moved.max(self.measures[at].least),
                    -1 => moved.min(-self.measures[at].least),
                    _ => moved,
                };
            }
        }
    }

    /// Learns weights from numbers, what they should give (0 or 1), and how much each counts (logistic regression).
    pub(crate) fn fit(&mut self, ridge: f64, data: &[(Vec<f64>, f64, f64)]) {
        self.descend(ridge, |model| {
            let (mut slope, mut bias) = (vec![0.0; model.weights.len()], 0.0);
            for (x, label, weight) in data {
                let score = model.bias + x.iter().zip(&model.weights).map(|(x, w)| x * w).sum::<f64>();
                let error = weight * (share(score) - label);
                slope.iter_mut().zip(x).for_each(|(slope, x)| *slope += error * x);
                bias += error;
            }
            (slope, bias)
        });
    }

    pub(crate) fn written(&self, about: &str, by: &str) -> String {
        let mut out =
            format!("# {about} Learnt by `cargo xtask {by}`; do not edit.\n\nbias = {:.4}\n", self.bias);
        let mut order: Vec<usize> =
            (0..self.weights.len()).filter(|&at| self.weights[at].abs() > 0.004).collect();
        order.sort_by(|&a, &b| self.weights[b].abs().total_cmp(&self.weights[a].abs()));
        for at in order {
            let weight = self.weights[at] / self.spread[at];
            let _ = write!(
                out,
                "\n[[weight]]\nname = \"{}\"\ntypical = {:.4}\nweight = {weight:.4}\n",
                self.measures[at].name, self.typical[at]
            );
        }
        out
    }
}

/// Log odds as a share.
pub(crate) fn share(score: f64) -> f64 {
    1.0 / (1.0 + (-score).exp())
}

/// How much each claim counts; one in all.
fn shares(rows: &[&Row]) -> Vec<f64> {
    let count = |paired: bool, borne_out: bool| {
        rows.iter().filter(|row| row.paired == paired && row.borne_out == borne_out).count().max(1) as f64
    };
    let weight = |row: &&Row| {
        let kind = if row.paired { CHANGED } else { 1.0 };
        kind * if row.borne_out { BORNE_OUT } else { 1.0 } / count(row.paired, row.borne_out)
    };
    let total: f64 = rows.iter().map(weight).sum();
    rows.iter().map(|row| weight(row) / total).collect()
}

fn learn_support(rows: &[&Row]) -> Model {
    let numbers = rows.iter().map(|row| &row.claim.articles[0]);
    let mut model = Model::on(training::support_measures(), numbers);
    let data: Vec<(Vec<f64>, f64, f64)> = rows
        .iter()
        .zip(shares(rows))
        .map(|(row, weight)| {
            let label = if row.borne_out { 1.0 } else { 0.0 };
            (model.scaled(&row.claim.articles[0]), label, weight)
        })
        .collect();
    model.fit(RIDGE, &data);
    model
}

/// Grows trees over the same numbers, each mending what those before it leave (gradient boosting, Friedman 2001); no
/// number counts against its sign.
fn grow(rows: &[&Row]) -> Result<GradientBooster> {
    let measures = training::support_measures();
    let data: Vec<f64> = (0..measures.len())
        .flat_map(|at| rows.iter().map(move |row| f64::from(row.claim.articles[0][at])))
        .collect();
    let labels: Vec<f64> = rows.iter().map(|row| if row.borne_out { 1.0 } else { 0.0 }).collect();
    let weights: Vec<f64> = shares(rows).iter().map(|share| share * rows.len() as f64).collect();
    let signs = measures.iter().enumerate().filter_map(|(at, measure)| match measure.sign {
        1 => Some((at, Constraint::Positive)),
        -1 => Some((at, Constraint::Negative)),
        _ => None,
    });
    let mut trees = GradientBooster::default()
        .set_objective_type(ObjectiveType::LogLoss)
        .set_iterations(GROWN)
        .set_max_leaves(LEAVES)
        .set_max_depth(LEAVES)
        .set_learning_rate(STRIDE)
        .set_min_leaf_weight(LEAF)
        .set_base_score(0.0)
        .set_initialize_base_score(false)
        .set_parallel(false)
        .set_monotone_constraints(Some(signs.collect()));
    trees.grow_policy = GrowPolicy::LossGuide;
    trees.fit(&Matrix::new(&data, rows.len(), measures.len()), &labels, &weights, None)?;
    Ok(trees)
}

/// What the trees make of one claim, as log odds.
fn grown(trees: &GradientBooster, numbers: &[f32]) -> f64 {
    let numbers: Vec<f64> = numbers.iter().map(|x| f64::from(*x)).collect();
    trees.predict(&Matrix::new(&numbers, 1, numbers.len()), false)[0]
}

/// The trees as they are read by `checking::weigh`.
fn written_trees(trees: &GradientBooster) -> String {
    let forks = |tree: &Tree| -> Vec<usize> {
        tree.nodes.iter().filter(|node| !node.is_leaf).map(|node| node.split_feature).collect()
    };
    let used: BTreeSet<usize> = trees.trees.iter().flat_map(forks).collect();
    let place = |feature: usize| used.iter().position(|&other| other == feature).unwrap_or(0);
    let names: Vec<&str> = used.iter().map(|&at| training::support_measures()[at].name).collect();
    let mut out = format!(
        "# How likely a claim is borne out, as log odds: by small trees. Learnt by `cargo xtask train-support`; do not edit.\n\
         # A leaf is what it adds; a fork a measure by its place, from where on the second branch is taken, both branches, and\n\
         # what claims that come there typically get.\n\nmeasures = {names:?}\n\ntrees = [\n"
    );
    for tree in &trees.trees {
        let nodes: Vec<String> = tree
            .nodes
            .iter()
            .map(|node| {
                let (at, value) = (node.split_value as f32, node.weight_value);
                if node.is_leaf {
                    return format!("[{value:.4}]");
                }
                let (left, right) = (node.left_child, node.right_child);
                format!("[{}, {at}, {left}, {right}, {value:.4}]", place(node.split_feature))
            })
            .collect();
        let _ = writeln!(out, "  [{}],", nodes.join(", "));
    }
    out + "]\n"
}

/// Learns which sentence of an article is the evidence, each beside the others found for the same claim; then how sure
/// a score makes it.
fn learn_evidence(rows: &[&Row]) -> Model {
    let known: Vec<&&Row> = rows
        .iter()
        .filter(|row| row.claim.pieces.iter().any(|(place, _)| row.is_gold(&place.range)))
        .collect();
    let numbers = known.iter().flat_map(|row| row.claim.pieces.iter().map(|(_, numbers)| numbers));
    let mut model = Model::on(training::evidence_measures(), numbers);
    let data: Vec<Vec<(Vec<f64>, bool)>> = known
        .iter()
        .map(|row| {
            let piece = |(place, numbers): &(copydesk_checking::Place, Vec<f32>)| {
                (model.scaled(numbers), row.is_gold(&place.range))
            };
            row.claim.pieces.iter().map(piece).collect()
        })
        .collect();
    model.descend(RANKING_RIDGE, |model| {
        let mut slope = vec![0.0; model.weights.len()];
        for pieces in &data {
            let scores: Vec<f64> =
                pieces.iter().map(|(x, _)| x.iter().zip(&model.weights).map(|(x, w)| x * w).sum()).collect();
            let top = scores.iter().copied().fold(f64::MIN, f64::max);
            let raised: Vec<f64> = scores.iter().map(|score| (score - top).exp()).collect();
            let all: f64 = raised.iter().sum();
            let right: f64 = raised.iter().zip(pieces).filter(|(_, (_, gold))| *gold).map(|(r, _)| r).sum();
            for (raised, (x, gold)) in raised.iter().zip(pieces) {
                let error = raised / all - if *gold { raised / right } else { 0.0 };
                slope.iter_mut().zip(x).for_each(|(slope, x)| *slope += error * x / data.len() as f64);
            }
        }
        (slope, 0.0)
    });
    // The ranking leaves open where its scale begins: the share of gold among all pieces sets it.
    let (mut low, mut high) = (-20.0, 20.0);
    let gold = data.iter().flatten().filter(|(_, gold)| *gold).count() as f64;
    for _ in 0..60 {
        model.bias = (low + high) / 2.0;
        let expected: f64 = data
            .iter()
            .flatten()
            .map(|(x, _)| {
                let score = model.bias + x.iter().zip(&model.weights).map(|(x, w)| x * w).sum::<f64>();
                share(score)
            })
            .sum();
        if expected > gold { high = model.bias } else { low = model.bias }
    }
    model
}

fn measure(name: &str, rows: &[&Row], support: &Model, trees: &GradientBooster, evidence: &Model) {
    for paired in [false, true] {
        let of = |borne_out: bool| -> Vec<f64> {
            rows.iter()
                .filter(|row| row.paired == paired && row.borne_out == borne_out)
                .map(|row| {
                    let numbers = &row.claim.articles[0];
                    (support.score(numbers) + grown(trees, numbers)) / 2.0
                })
                .collect()
        };
        let (yes, no) = (of(true), of(false));
        if yes.is_empty() || no.is_empty() {
            continue;
        }
        let over = |scores: &[f64]| scores.iter().filter(|s| **s >= 0.0).count() as f64 / scores.len() as f64;
        let wins: f64 = yes
            .iter()
            .map(|y| {
                no.iter()
                    .map(|n| {
                        if y > n {
                            1.0
                        } else if y == n {
                            0.5
                        } else {
                            0.0
                        }
                    })
                    .sum::<f64>()
            })
            .sum();
        let area = 100.0 * wins / (yes.len() * no.len()) as f64;
        let balanced = 50.0 * (over(&yes) + 1.0 - over(&no));
        let kind = if paired { "changed" } else { "summaries" };
        eprintln!("{name}, {kind}: AUC {area:.1}, balanced accuracy {balanced:.1}");
    }
    let known: Vec<&&Row> = rows.iter().filter(|row| row.gold.is_some()).collect();
    let hits = known
        .iter()
        .filter(|row| {
            let mut pieces: Vec<_> = row.claim.pieces.iter().collect();
            pieces.sort_by(|a, b| evidence.score(&b.1).total_cmp(&evidence.score(&a.1)));
            pieces.iter().take(3).any(|(place, _)| row.is_gold(&place.range))
        })
        .count();
    if !known.is_empty() {
        eprintln!("{name}: evidence among the first three {:.1}", 100.0 * hits as f64 / known.len() as f64);
    }
}
