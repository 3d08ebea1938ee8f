//! What is held against one another: a claim, and a sentence of a source beside it.

use crate::Draft;
use crate::align::reckon::RECKONED;
use crate::align::relation;
use crate::align::{Alignment, LITERAL, Side, stands_in};
use crate::analysis::Analysis;
use crate::code::Code;
use crate::settings::Settings;
use crate::slot::{self, Slot};
use crate::verdict::{Place, Reason};
use crate::view::View;
use copydesk_library::{Library, Term};
use copydesk_tagging::TaggedSentence;
use rustc_hash::FxHashMap;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// A text as it is told, whatever lines it is broken into where it stands.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Two stretches of one text share a byte.
pub(crate) fn overlap(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start < b.end && b.start < a.end
}

/// What one claim is judged on.
pub(crate) struct Case<'a> {
    pub(crate) draft: &'a Draft<'a>,
    pub(crate) index: usize,
    pub(crate) analysis: &'a Analysis,
    pub(crate) library: &'a Library,
    pub(crate) settings: &'a Settings,
    /// Terms of the names in the sentences around the claim.
    pub(crate) near: &'a [Term],
    /// Surnames of the people in it and in the sentences far around it.
    pub(crate) people: &'a [Term],
    /// Ids of the articles that the draft cites, sorted.
    pub(crate) cited: &'a [Arc<str>],
    pub(crate) rivals: Rivals,
    /// The sentence before it, where [`crate::key::leans_on`] says that figures of it count.
    pub(crate) before: Option<&'a Analysis>,
}

/// What an article has that might stand for an item of the claim, by item and article: asked of each sentence of it.
pub(crate) type Rivals = RefCell<FxHashMap<(usize, *const View), (usize, bool)>>;

impl<'a> Case<'a> {
    /// A sentence by itself, nothing known of what stands around it in its document.
    pub(crate) fn alone(
        draft: &'a Draft<'a>,
        index: usize,
        analysis: &'a Analysis,
        library: &'a Library,
        settings: &'a Settings,
    ) -> Self {
        Case {
            draft,
            index,
            analysis,
            library,
            settings,
            near: &[],
            people: &[],
            cited: &[],
            rivals: Rivals::default(),
            before: None,
        }
    }

    pub(crate) fn sentence(&self) -> &'a TaggedSentence {
        &self.draft.tagged.sentences[self.index]
    }

    pub(crate) fn side(&self) -> Side<'a> {
        Side { tagged: self.draft.tagged, sentence: self.sentence(), analysis: self.analysis }
    }

    /// The sentence of the draft before the claim, where the claim may lean on its figures.
    pub(crate) fn before(&self) -> Option<Side<'a>> {
        let sentence = &self.draft.tagged.sentences[self.index.checked_sub(1)?];
        Some(Side { tagged: self.draft.tagged, sentence, analysis: self.before? })
    }

    /// The claim's words at a byte range of its sentence, in one line.
    pub(crate) fn words(&self, range: Range<usize>) -> String {
        one_line(&self.sentence().sentence.text[range])
    }
}

/// A sentence of a source beside the claim.
#[derive(Clone)]
pub(crate) struct Candidate {
    pub(crate) view: Arc<View>,
    pub(crate) sentence: usize,
    /// BM25.
    pub(crate) score: f32,
    pub(crate) alignment: Alignment,
    /// Weighted share of the claim that stands in the sentence or around it, 0 to 1.
    pub(crate) coverage: f32,
    /// Slots that differ, surely enough to be said.
    pub(crate) conflicts: Vec<Slot>,
    /// Items of the claim whose opposite stands in their place, said of the same event or not.
    pub(crate) opposed: Vec<usize>,
}

impl Candidate {
    /// A sentence of which nothing is known yet but how it stands beside the claim.
    pub(crate) fn new(
        view: Arc<View>,
        sentence: usize,
        score: f32,
        alignment: Alignment,
        claim: &Analysis,
    ) -> Self {
        let coverage = alignment.coverage(claim);
        Candidate { view, sentence, score, alignment, coverage, conflicts: Vec::new(), opposed: Vec::new() }
    }

    pub(crate) fn side(&self) -> Side<'_> {
        self.view.side(self.sentence)
    }

    /// The sentence as it is tagged.
    pub(crate) fn tagged(&self) -> &TaggedSentence {
        &self.view.tagged.sentences[self.sentence]
    }

    /// It is this sentence of this article.
    pub(crate) fn is_at(&self, view: &View, sentence: usize) -> bool {
        self.sentence == sentence && self.view.article.id == view.article.id
    }

    /// What the gate weighs of item `i` of the claim beside item `j` of the sentence, where no other slot is open.
    pub(crate) fn lone_features(&self, case: &Case<'_>, i: usize, j: usize) -> slot::Features {
        slot::features(case.side(), self.side(), &self.alignment, i, j, &[], 1.0)
    }

    /// Item `i` of the claim beside item `j` of the sentence as a slot, where no other is open.
    pub(crate) fn lone_slot(&self, case: &Case<'_>, code: Code, i: usize, j: usize) -> Slot {
        Slot { code, claim: i, evidence: j, features: self.lone_features(case, i, j), spans: None }
    }

    /// How much of an item of the claim the sentence has, what stands around it left out; 0 to 1.
    pub(crate) fn in_sentence(&self, case: &Case<'_>, item: usize) -> f32 {
        let own = &case.analysis.items[item];
        match self.alignment.pairs[item] {
            Some(pair) => pair.relation.strength(),
            None if stands_in(own, self.side().analysis)
                && !(relation::is_fraction(case.side(), own)
                    && relation::of_other_unit(case.side(), own, self.side())) =>
            {
                LITERAL
            }
            None if self.alignment.reckoning(item).is_some() => RECKONED,
            None => 0.0,
        }
    }

    /// Its words at a byte range, in one line.
    pub(crate) fn words(&self, range: Range<usize>) -> String {
        one_line(&self.side().text()[range])
    }

    /// That the claim has one thing and this sentence another, as bytes of either.
    pub(crate) fn differs(
        &self,
        case: &Case<'_>,
        field: &'static str,
        draft: &Range<usize>,
        source: &Range<usize>,
    ) -> Reason {
        let (draft, place) = (case.words(draft.clone()), self.place(source.clone()));
        Reason::Differs { field, draft, source: self.words(source.clone()), place }
    }

    pub(crate) fn place(&self, range: Range<usize>) -> Place {
        Place { article: self.view.article.id.clone(), range: self.tagged().sentence.to_source(range) }
    }
}

/// The first candidate of each article, with its index.
pub(crate) fn of_each_article(candidates: &[Candidate]) -> impl Iterator<Item = (usize, &Candidate)> {
    candidates.iter().enumerate().filter(|(at, candidate)| {
        candidates[..*at].iter().all(|other| other.view.article.id != candidate.view.article.id)
    })
}
