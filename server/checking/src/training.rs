//! What the models of this floor are learnt from: claims and sentences as numbers.

use crate::Draft;
use crate::analysis::Analysis;
use crate::claims::{Checkable, checkable};
use crate::evidence;
use crate::judge::Case;
use crate::pass::retrieve;
use crate::settings::Settings;
use crate::support;
use crate::verdict::Place;
use crate::view::Views;
use copydesk_library::Library;
use std::ops::Range;

pub use crate::weigh::Measure;

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
    &support::MEASURES
}

/// What describes a sentence beside a claim.
pub fn evidence_measures() -> &'static [Measure] {
    &evidence::MEASURES
}

/// Describes every checkable sentence of a draft.
pub fn describe(draft: &Draft<'_>, library: &Library) -> Vec<Described> {
    let mut views = Views::default();
    let settings = Settings::default();
    let mut out = Vec::new();
    for (index, sentence) in draft.tagged.sentences.iter().enumerate() {
        let analysis = Analysis::new(draft.tagged, index);
        if checkable(sentence, &analysis) != Checkable::Yes {
            continue;
        }
        let found = retrieve(&analysis, library, &mut views);
        let case = Case {
            draft,
            index,
            analysis: &analysis,
            library,
            settings: &settings,
            near: &[],
            people: &[],
            cited: &[],
        };
        let all = evidence::gather(&case, &found);
        let numbers = evidence::features(&case, &all);
        let pieces = all
            .iter()
            .zip(numbers)
            .map(|(c, numbers)| (c.place(0..c.side().text().len()), numbers.to_vec()))
            .collect();
        let articles = support::by_article(&all)
            .iter()
            .map(|pieces| support::features(&case, pieces).to_vec())
            .collect();
        out.push(Described { range: sentence.sentence.source.clone(), articles, pieces });
    }
    out
}
