//! An article as the checker sees it: analysed once, kept while it is the same.

use crate::analysis::Analysis;
use copydesk_library::{Article, Term, index};
use copydesk_tagging::Tagged;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::{Arc, OnceLock};

/// Articles kept; the least recently used half goes when there are more.
const KEPT: usize = 1024;
/// Sentences before and after a piece of evidence that count as its surroundings.
const BEFORE: usize = 2;
const AFTER: usize = 1;

/// An analysed article.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) article: Arc<Article>,
    pub(crate) tagged: Arc<Tagged>,
    analyses: Vec<OnceLock<Analysis>>,
    near: Vec<OnceLock<FxHashSet<Term>>>,
    terms: OnceLock<FxHashSet<Term>>,
}

impl View {
    fn new(article: Arc<Article>) -> Self {
        let tagged = article.tagged().clone();
        let count = tagged.sentences.len();
        View {
            article,
            tagged,
            analyses: (0..count).map(|_| OnceLock::new()).collect(),
            near: (0..count).map(|_| OnceLock::new()).collect(),
            terms: OnceLock::new(),
        }
    }

    pub(crate) fn analysis(&self, sentence: usize) -> &Analysis {
        self.analyses[sentence].get_or_init(|| Analysis::new(&self.tagged, sentence))
    }

    /// Terms of the sentences around one, and of the headline.
    pub(crate) fn near(&self, sentence: usize) -> &FxHashSet<Term> {
        self.near[sentence].get_or_init(|| {
            let from = sentence.saturating_sub(BEFORE);
            let to = (sentence + AFTER + 1).min(self.analyses.len());
            let mut terms: FxHashSet<Term> = FxHashSet::default();
            for near in (from..to).filter(|near| *near != sentence) {
                terms.extend(&self.analysis(near).terms);
                terms.extend(self.analysis(near).items.iter().flat_map(|item| item.terms.iter().copied()));
            }
            terms.extend(self.article.meta.title.iter().flat_map(|title| index::terms(title)));
            terms
        })
    }

    /// Terms of the whole article.
    pub(crate) fn terms(&self) -> &FxHashSet<Term> {
        self.terms.get_or_init(|| {
            let mut terms: FxHashSet<Term> = (0..self.analyses.len())
                .flat_map(|i| self.analysis(i).terms.iter().copied().collect::<Vec<_>>())
                .collect();
            terms.extend(self.tagged.actors.iter().flat_map(|actor| index::terms(&actor.name)));
            terms.extend(self.article.meta.title.iter().flat_map(|title| index::terms(title)));
            terms
        })
    }
}

/// Views of articles by id, so that each is analysed once.
#[derive(Debug, Default)]
pub(crate) struct Views {
    kept: FxHashMap<Arc<str>, (u64, Arc<View>)>,
    tick: u64,
}

impl Views {
    pub(crate) fn of(&mut self, article: &Arc<Article>) -> Arc<View> {
        self.tick += 1;
        if let Some((used, view)) = self.kept.get_mut(&article.id)
            && view.article.hash == article.hash
        {
            *used = self.tick;
            return view.clone();
        }
        if self.kept.len() >= KEPT {
            let mut ticks: Vec<u64> = self.kept.values().map(|(used, _)| *used).collect();
            ticks.sort_unstable();
            let middle = ticks[ticks.len() / 2];
            self.kept.retain(|_, (used, _)| *used > middle);
        }
        let view = Arc::new(View::new(article.clone()));
        self.kept.insert(article.id.clone(), (self.tick, view.clone()));
        view
    }
}
