//! Two sentences of two articles side by side: whether they tell of one thing, and whether the one bears out the other.

use crate::Draft;
use crate::align::{Alignment, Side, Surroundings};
use crate::analysis::claims::{self, Checkable};
use crate::analysis::{Analysis, Item, ItemKind, fold};
use crate::case::{Candidate, Case, overlap};
use crate::judge::supports;
use crate::key::hash_of;
use crate::knowledge::lexicon::Part;
use crate::knowledge::{Cue, knowledge};
use crate::settings::Settings;
use crate::stated::polarity;
use crate::view::{View, Views};
use copydesk_library::{Article, Hit, Library, Term};
use copydesk_tagging::reporting::{Strength, attributions};
use copydesk_tagging::{Kind, Mention};
use copydesk_text::TokenKind;
use rustc_hash::FxHashMap;
use std::ops::Range;
use std::sync::Arc;

/// A sentence of an article: the article and the index of the sentence in [`copydesk_tagging::Tagged::sentences`].
pub type At<'a> = (&'a Arc<Article>, usize);

/// How two sentences stand to each other.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Likeness {
    /// Weighted share of what the first says that the second says too, 0 to 1.
    pub forth: f32,
    /// The same the other way.
    pub back: f32,
    /// The second bears the first out.
    pub supports: bool,
    /// The first bears the second out.
    pub supported: bool,
    /// How much of what the first says the second says too, by itself.
    pub told: Telling,
    /// The same the other way.
    pub telling: Telling,
    /// The first has one verb in all, or none.
    pub simple: bool,
    /// The one denies what the other states, or each has a verb that the other lacks: "welcomed" is not "demanded", whoever and whatever else is the same.
    pub other_deed: bool,
}

/// How much of what one sentence says stands in another, what stands around the other left out.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Telling {
    /// Weighted share of all it says, 0 to 1.
    pub all: f32,
    /// Weighted share of the words it quotes, 0 to 1.
    pub quoted: f32,
    /// Share of its names, figures and dates, 0 to 1; 0 where a figure or a date is lacking.
    pub slots: f32,
}

impl Likeness {
    /// How alike they are, 0 to 1: the mean of both ways.
    pub fn mean(self) -> f32 {
        f32::midpoint(self.forth, self.back)
    }
}

/// What a sentence says of how sure its event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Standing {
    /// Told as a fact.
    Told,
    /// Meant to be: still to come when it was told.
    Ahead,
}

/// Compares sentences, each article analysed once.
#[derive(Debug, Default)]
pub struct Comparer {
    views: Views,
    settings: Settings,
    kept: FxHashMap<u64, Likeness>,
}

/// Comparisons kept; beyond it they are forgotten and made again.
const KEPT: usize = 1 << 20;

impl Comparer {
    /// How two sentences stand to each other; nothing where one of them is not there.
    pub fn compare(&mut self, a: At<'_>, b: At<'_>) -> Likeness {
        let key = hash_of(&(a.0.hash, &a.0.id, a.1, b.0.hash, &b.0.id, b.1));
        if let Some(kept) = self.kept.get(&key) {
            return *kept;
        }
        let (x, y) = (self.views.of(a.0), self.views.of(b.0));
        if a.1 >= x.tagged.sentences.len() || b.1 >= y.tagged.sentences.len() {
            return Likeness::default();
        }
        let simple = verbs(x.analysis(a.1)) <= 1;
        let (forth, supports, told, deed) = self.one_way(&x, a.1, &y, b.1);
        let (back, supported, telling, other) = self.one_way(&y, b.1, &x, a.1);
        let likeness =
            Likeness { forth, back, supports, supported, told, telling, simple, other_deed: deed && other };
        if self.kept.len() >= KEPT {
            self.kept.clear();
        }
        self.kept.insert(key, likeness);
        likeness
    }

    /// Whether a sentence states something that can be checked.
    pub fn states(&mut self, at: At<'_>) -> bool {
        let view = self.views.of(at.0);
        at.1 < view.tagged.sentences.len()
            && claims::checkable(&view.tagged, at.1, view.analysis(at.1)) == Checkable::Yes
    }

    /// Whether most of what a sentence tells is told as a fact.
    pub fn standing(&mut self, at: At<'_>) -> Standing {
        let view = self.views.of(at.0);
        if at.1 >= view.tagged.sentences.len() {
            return Standing::Told;
        }
        let items = &view.analysis(at.1).items;
        let (mut weak, mut total) = (0.0, 0.0);
        for item in items.iter().filter(|item| !item.attribution && !item.quoted) {
            total += item.weight;
            if item.cue == Some(Cue::Planned) {
                weak += item.weight;
            }
        }
        if total > 0.0 && weak / total >= AHEAD { Standing::Ahead } else { Standing::Told }
    }

    /// How much a sentence tells: its names, figures, dates and content words by weight.
    pub fn weight(&mut self, at: At<'_>) -> f32 {
        let view = self.views.of(at.0);
        if at.1 >= view.tagged.sentences.len() {
            return 0.0;
        }
        view.analysis(at.1).weight()
    }

    /// Whether a sentence begins with a word that leans on those before it ("Both", "He") or stands for nobody in particular, so that it tells
    /// little where it stands by itself.
    pub fn leans(&mut self, at: At<'_>) -> bool {
        let view = self.views.of(at.0);
        let Some(sentence) = view.tagged.sentences.get(at.1) else { return false };
        let text: &str = &sentence.sentence.text;
        let from = dateline(text);
        let mut words = sentence.tokens.iter().filter(|t| t.kind == TokenKind::Word && t.range.start >= from);
        let Some(first) = words.next() else { return false };
        // A quotation stands by itself: who says it is told behind it.
        let quoted =
            |mention: &Mention| mention.kind == Kind::Quote && mention.range.contains(&first.range.start);
        if sentence.mentions.iter().any(quoted) {
            return false;
        }
        let first = fold(first.text(text));
        let know = knowledge();
        know.pronouns.contains(&first) || know.unnamed.contains(&first) || know.anaphors.contains(&first)
    }

    /// The `k` sentences of a library that share most with a sentence.
    pub fn near(&mut self, library: &Library, at: At<'_>, k: usize) -> Vec<Hit> {
        let view = self.views.of(at.0);
        if at.1 >= view.tagged.sentences.len() {
            return Vec::new();
        }
        let analysis = view.analysis(at.1);
        let mut query: Vec<Term> =
            analysis.items.iter().flat_map(|item| item.terms.iter().copied()).collect();
        query.extend(&analysis.terms);
        library.search(&query, k)
    }

    fn one_way(&self, a: &Arc<View>, i: usize, b: &Arc<View>, j: usize) -> (f32, bool, Telling, bool) {
        let claim = Side { tagged: &a.tagged, sentence: &a.tagged.sentences[i], analysis: a.analysis(i) };
        let evidence = Side { tagged: &b.tagged, sentence: &b.tagged.sentences[j], analysis: b.analysis(j) };
        let around = Surroundings { near: b.near(j), article: b.terms() };
        let alignment = Alignment::new(claim, evidence, &around);
        let draft = Draft {
            path: Some(&a.article.id),
            text: &a.article.text,
            prose: &a.article.prose,
            tagged: &a.tagged,
        };
        let library = Library::default();
        let case = Case::alone(&draft, i, claim.analysis, &library, &self.settings);
        let candidate = Candidate::new(b.clone(), j, 0.0, alignment, claim.analysis);
        let other = lacks_deed(&case, &candidate) || polarity::differs(claim, evidence, &candidate.alignment);
        (candidate.coverage, supports(&case, &candidate), told(&case, &candidate), other)
    }
}

/// What of a case's sentence stands in a candidate's, who said it left out.
fn told(case: &Case<'_>, candidate: &Candidate) -> Telling {
    let (mut all, mut quoted, mut slots) = (Share::default(), Share::default(), Share::default());
    let mut lacking = false;
    for (index, item) in case.analysis.items.iter().enumerate().filter(|(_, item)| !item.attribution) {
        let has = candidate.in_sentence(case, index);
        all.add(item.weight, has);
        if item.kind.is_typed() {
            slots.add(1.0, if has >= SAME_WORD { 1.0 } else { 0.0 });
            lacking |= !matches!(item.kind, ItemKind::Actor(_)) && has < SAME_SLOT;
        }
        if item.quoted {
            quoted.add(item.weight, if has >= SAME_WORD { has } else { 0.0 });
        }
    }
    Telling { all: all.value(), quoted: quoted.value(), slots: if lacking { 0.0 } else { slots.value() } }
}

/// How many words of a sentence are verbs, by their form or by what they mostly are.
fn verbs(analysis: &Analysis) -> usize {
    let verb =
        |item: &&Item| knowledge().past(&item.lower) || matches!(item.lexeme.part(), Some((Part::Verb, _)));
    analysis.items.iter().filter(|item| item.kind == ItemKind::Word && !item.attribution).filter(verb).count()
}

/// Whether a case's sentence has a verb in the past that a candidate's lacks. That somebody said it is no deed.
fn lacks_deed(case: &Case<'_>, candidate: &Candidate) -> bool {
    let said: Vec<Range<usize>> = attributions(case.draft.tagged, case.index)
        .into_iter()
        .filter(|attribution| matches!(attribution.strength, Strength::Said | Strength::Claimed))
        .map(|attribution| attribution.cue)
        .collect();
    case.analysis.items.iter().enumerate().any(|(index, item)| {
        item.kind == ItemKind::Word
            && item.weight > 0.0
            && knowledge().past(&item.lower)
            && candidate.in_sentence(case, index) < SAME_DEED
            && !said.iter().any(|cue| overlap(cue, &item.range))
    })
}

/// How far a quoted word or a name must be covered to be the same.
const SAME_WORD: f32 = 0.8;

/// How far a figure or a date must be covered not to be lacking.
const SAME_SLOT: f32 = 0.5;

/// How far a verb must be covered not to be another deed.
const SAME_DEED: f32 = 0.5;

/// A weighted share; all of nothing.
#[derive(Default)]
struct Share {
    sum: f32,
    total: f32,
}

impl Share {
    fn add(&mut self, weight: f32, value: f32) {
        self.sum += weight * value;
        self.total += weight;
    }

    fn value(&self) -> f32 {
        if self.total > 0.0 { self.sum / self.total } else { 1.0 }
    }
}

/// Bytes of the dateline that a sentence begins with ("OSTERHAVEN, March 17 - "), 0 where there is none.
pub fn dateline(text: &str) -> usize {
    crate::analysis::dateline(text)
}

/// Share of a sentence's content that is only planned from which its event is ahead.
const AHEAD: f32 = 0.2;

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_library::Metadata;
    use copydesk_text::Format;

    fn article(id: &str, text: &str) -> Arc<Article> {
        Arc::new(Article::from_text(id, text, Format::Text, Metadata::default()))
    }

    #[test]
    fn two_reports_of_one_event_are_alike_and_two_events_are_not() {
        let a = article("a", "Divers recovered 11 containers from the Brannock on Sunday.");
        let b = article(
            "b",
            "On Sunday, divers lifted 11 containers from the freighter Brannock. The school in Mill Lane is open.",
        );
        let mut comparer = Comparer::default();
        let same = comparer.compare((&a, 0), (&b, 0));
        let other = comparer.compare((&a, 0), (&b, 1));
        assert!(same.mean() > 0.6, "{same:?}");
        assert!(other.mean() < 0.3 && !other.supports, "{other:?}");
    }

    #[test]
    fn dont_take_welcomed_for_demanded() {
        let a = article("a", "The end of the ferry line was welcomed by Mayor Edda Corwin of Kestrel Bay.");
        let b = article("b", "Mayor Edda Corwin of Kestrel Bay demanded the end of the ferry line.");
        let c = article("c", "Mayor Edda Corwin welcomed the end of the ferry line to Kestrel Bay.");
        let mut comparer = Comparer::default();
        let other = comparer.compare((&a, 0), (&b, 0));
        let same = comparer.compare((&a, 0), (&c, 0));
        assert!(other.told.all > 0.7 && other.other_deed, "{other:?}");
        assert!(same.told.all > 0.7 && !same.other_deed, "{same:?}");
    }

    #[test]
    fn what_is_planned_is_ahead() {
        let a = article(
            "a",
            "The judge is expected to hold a hearing on Monday. The judge held a hearing on Monday.",
        );
        let mut comparer = Comparer::default();
        assert_eq!(comparer.standing((&a, 0)), Standing::Ahead);
        assert_eq!(comparer.standing((&a, 1)), Standing::Told);
    }

    #[test]
    fn a_sentence_that_is_not_there_is_like_nothing() {
        let a = article("a", "");
        let mut comparer = Comparer::default();
        assert_eq!(comparer.compare((&a, 0), (&a, 7)), Likeness::default());
        assert!(!comparer.states((&a, 3)) && comparer.near(&Library::default(), (&a, 0), 3).is_empty());
    }
}
