//! What the models of this floor are learnt from: claims and sentences as numbers.

use crate::Draft;
use crate::analysis::Analysis;
use crate::analysis::claims::{Checkable, checkable};
use crate::case::{Candidate, Case};
use crate::evidence::{self, Found};
use crate::gate;
use crate::gate::same_event;
use crate::pass::retrieve;
use crate::settings::Settings;
use crate::slot::{self, Slot};
use crate::support;
use crate::support::measures;
use crate::verdict::Place;
use crate::view::Views;
use copydesk_library::Library;
use std::ops::Range;

pub use crate::support::weigh::Measure;

/// A claim as the models see it.
#[derive(Clone, Debug)]
pub struct Described {
    /// Bytes of the draft.
    pub range: Range<usize>,
    /// The claim beside each article that was found for it, in the order of [`support_measures`].
    pub articles: Vec<Vec<f32>>,
    /// The sentences found, each with its numbers in the order of [`evidence_measures`].
    pub pieces: Vec<(Place, Vec<f32>)>,
}

/// What describes a claim beside an article.
pub fn support_measures() -> &'static [Measure] {
    &measures::MEASURES
}

/// What describes a sentence beside a claim.
pub fn evidence_measures() -> &'static [Measure] {
    &evidence::MEASURES
}

/// What describes a figure or date beside another one.
pub fn slot_measures() -> &'static [Measure] {
    &same_event::MEASURES
}

/// Describes every checkable sentence of a draft.
pub fn describe(draft: &Draft<'_>, library: &Library) -> Vec<Described> {
    let mut out = Vec::new();
    each_claim(draft, library, |case, found| {
        let all = evidence::gather(case, found);
        let numbers = evidence::features(case, &all);
        let pieces = all
            .iter()
            .zip(numbers)
            .map(|(c, numbers)| (c.place(0..c.side().text().len()), numbers.to_vec()))
            .collect();
        let articles = support::by_article(&all)
            .iter()
            .map(|pieces| measures::features(case, pieces).to_vec())
            .collect();
        out.push(Described { range: case.sentence().sentence.source.clone(), articles, pieces });
    });
    out
}

/// A figure or date of a claim beside that of a source, as numbers in the order of [`slot_measures`].
#[derive(Clone, Debug)]
pub struct DescribedSlot {
    /// The two are one: what a wrong value in its place would have around it.
    pub same: bool,
    /// The numbers.
    pub numbers: Vec<f32>,
}

/// Describes, for every checkable sentence of a draft, the figures and dates that differ from one of a source and stand in
/// no sentence found, and those that stand in one, as if they differed.
pub fn slots(draft: &Draft<'_>, library: &Library) -> Vec<DescribedSlot> {
    let mut out = Vec::new();
    each_claim(draft, library, |case, found| {
        let items = &case.analysis.items;
        let candidates: Vec<Candidate> = found.iter().map(|found| evidence::candidate(case, found)).collect();
        let mut add = |same, candidate: &Candidate, slot: &Slot, values| {
            let numbers = same_event::numbers(case, candidate, slot, values).to_vec();
            out.push(DescribedSlot { same, numbers });
        };
        for (i, item) in items.iter().enumerate() {
            if !item.kind.is_value() {
                continue;
            }
            let told = |c: &Candidate| {
                let near = || c.alignment.local_coverage(case.analysis, i, &|_| false);
                c.alignment.partner(i).map(|j| (j, near()))
            };
            let told = candidates.iter().filter_map(|c| told(c).map(|(j, near)| (c, j, near)));
            let Some((candidate, j, near)) = told.max_by(|a, b| a.2.total_cmp(&b.2)) else {
                for candidate in &candidates {
                    let slots = slot::differing(case.side(), candidate.side(), &candidate.alignment);
                    for slot in slots.iter().filter(|slot| slot.claim == i) {
                        add(false, candidate, slot, gate::values_within(case, candidate, slot).0);
                    }
                }
                continue;
            };
            // A small number may stand there by chance.
            if near > BY_CHANCE || same_event::telling(case.side(), item) {
                let mut candidate = candidate.clone();
                candidate.alignment.part(i, j);
                let slot = slot::between(case.side(), candidate.side(), &candidate.alignment, i, j);
                let values = gate::values_within(case, &candidate, &slot).0;
                // Its own is one of them.
                add(true, &candidate, &slot, values + 1);
            }
        }
    });
    out
}

/// How much of what stands around a small number must be the same before it is the same number.
const BY_CHANCE: f32 = 0.5;

/// Hands on every checkable sentence of a draft, with what is found for it.
fn each_claim(draft: &Draft<'_>, library: &Library, mut take: impl FnMut(&Case<'_>, &[Found])) {
    let mut views = Views::default();
    let settings = Settings::default();
    for index in 0..draft.tagged.sentences.len() {
        let analysis = Analysis::new(draft.tagged, index);
        if checkable(draft.tagged, index, &analysis) != Checkable::Yes {
            continue;
        }
        let found = retrieve(&analysis, library, &mut views);
        let case = Case::alone(draft, index, &analysis, library, &settings);
        take(&case, &found);
    }
}
