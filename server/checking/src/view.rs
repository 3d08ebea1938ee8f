//! An article as the checker sees it: analysed once, kept while it is the same.

use crate::Hands;
use crate::align::Side;
use crate::align::relation;
use crate::align::within;
use crate::analysis::gaps::Gaps;
use crate::analysis::{Analysis, Item, ItemKind, dateline, fold};
use crate::people::called::{self, Called};
use crate::people::deed::{self, Deed};
use crate::people::office::{self, Role};
use crate::people::post::{self, Post};
use crate::table::{self, Cells};
use crate::values::tally::{self, Tally};
use copydesk_library::{Article, Term, index, same_origin};
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::reporting::{Attribution, attributions};
use copydesk_tagging::{Identity, Tagged};
use copydesk_text::BlockKind;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Articles kept; the least recently used half goes when there are more.
const KEPT: usize = 1024;
/// Sentences before and after a piece of evidence that count as its surroundings.
const BEFORE: usize = 2;
const AFTER: usize = 1;
/// Sentences at the head of an article that tell whom it is about.
const HEAD: usize = 3;

/// Content words that running text has at least.
const PROSE_ITEMS: usize = 4;

/// Sentences up to which those of running text are counted: of what stands farther down it is far down that matters.
const DEEP: usize = 2_000;

/// An analysed article.
#[derive(Debug)]
pub(crate) struct View {
    pub(crate) article: Arc<Article>,
    pub(crate) tagged: Arc<Tagged>,
    analyses: Vec<OnceLock<Analysis>>,
    /// The words of each as they follow each other.
    words: Vec<OnceLock<Vec<Term>>>,
    near: Vec<OnceLock<FxHashSet<Term>>>,
    formulas: Vec<OnceLock<f32>>,
    gaps: Vec<OnceLock<Gaps>>,
    /// Who says what in each.
    attributions: Vec<OnceLock<Vec<Attribution>>>,
    terms: OnceLock<FxHashSet<Term>>,
    pairs: OnceLock<FxHashSet<Term>>,
    /// In how many of its sentences each term stands.
    spread: OnceLock<FxHashMap<Term, u32>>,
    /// Folded names of the places that hold those it names.
    around: OnceLock<FxHashSet<String>>,
    /// The offices that its sentences give to people, sentence by sentence.
    roles: OnceLock<Vec<Vec<Role>>>,
    /// The posts that they introduce people with.
    posts: OnceLock<Vec<Vec<Post>>>,
    /// What it calls those whom it names.
    called: OnceLock<Vec<Called>>,
    /// What is done in its sentences, and by whom.
    deeds: Vec<OnceLock<Vec<Deed>>>,
    /// The running counts of its sentences, sentence by sentence.
    tallies: OnceLock<Vec<Vec<Tally>>>,
    /// The cells of its tables.
    cells: OnceLock<Cells>,
    /// Whether it goes back to one origin with another article, by that one's stamp.
    origins: Mutex<FxHashMap<u64, bool>>,
}

/// Sentences before and after one, and rows before and after a row, that are looked at for another that says the same.
const FORMULA: usize = 2_000;
const FORMULA_ROWS: usize = 20;

/// Articles whose origin is remembered to be the same or not; when there are more, all are forgotten.
const COMPARED: usize = 256;

impl View {
    fn new(article: Arc<Article>) -> Self {
        let tagged = article.tagged_for_now();
        let count = tagged.sentences.len();
        View {
            article,
            tagged,
            analyses: (0..count).map(|_| OnceLock::new()).collect(),
            words: (0..count).map(|_| OnceLock::new()).collect(),
            near: (0..count).map(|_| OnceLock::new()).collect(),
            formulas: (0..count).map(|_| OnceLock::new()).collect(),
            gaps: (0..count).map(|_| OnceLock::new()).collect(),
            attributions: (0..count).map(|_| OnceLock::new()).collect(),
            deeds: (0..count).map(|_| OnceLock::new()).collect(),
            terms: OnceLock::new(),
            pairs: OnceLock::new(),
            spread: OnceLock::new(),
            around: OnceLock::new(),
            roles: OnceLock::new(),
            posts: OnceLock::new(),
            called: OnceLock::new(),
            tallies: OnceLock::new(),
            cells: OnceLock::new(),
            origins: Mutex::default(),
        }
    }

    /// Whether two articles go back to one origin; asked again and again of the same ones while a draft is edited.
    pub(crate) fn same_origin(&self, other: &View) -> bool {
        if self.article.id == other.article.id {
            return true;
        }
        let key = other.article.stamp();
        let known = self.origins.lock().unwrap_or_else(PoisonError::into_inner).get(&key).copied();
        known.unwrap_or_else(|| {
            let same = same_origin(&self.article, &other.article);
            let mut origins = self.origins.lock().unwrap_or_else(PoisonError::into_inner);
            if origins.len() >= COMPARED {
                origins.clear();
            }
            origins.insert(key, same);
            same
        })
    }

    pub(crate) fn analysis(&self, sentence: usize) -> &Analysis {
        self.analyses[sentence]
            .get_or_init(|| Analysis::with_terms(&self.tagged, sentence, &self.terms_of(sentence)))
    }

    /// The terms of a sentence, again where they recur.
    fn terms_of(&self, sentence: usize) -> Cow<'_, [Term]> {
        let anew = || index::terms(&self.tagged.sentences[sentence].sentence.text).into();
        self.article.words_of(sentence).map_or_else(anew, Cow::Borrowed)
    }

    /// Whether a sentence can be evidence.
    pub(crate) fn speaks(&self, sentence: usize) -> bool {
        self.tagged.sentences.get(sentence).is_some_and(|tagged| {
            !matches!(tagged.sentence.kind, BlockKind::Furniture | BlockKind::SourceEntry)
        })
    }

    /// A sentence with all that is known of it.
    pub(crate) fn side(&self, sentence: usize) -> Side<'_> {
        let analysis = self.analysis(sentence);
        Side { tagged: &self.tagged, sentence: &self.tagged.sentences[sentence], analysis }
    }

    /// What stands between the items of a sentence.
    pub(crate) fn gaps(&self, sentence: usize) -> &Gaps {
        self.gaps[sentence].get_or_init(|| Gaps::new(self.side(sentence)))
    }

    /// Who says what in a sentence.
    pub(crate) fn attributions(&self, sentence: usize) -> &[Attribution] {
        self.attributions[sentence].get_or_init(|| attributions(&self.tagged, sentence))
    }

    /// What is done in a sentence, and by whom.
    pub(crate) fn deeds(&self, sentence: usize) -> &[Deed] {
        self.deeds[sentence].get_or_init(|| deed::deeds(self.side(sentence)))
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

    /// How much of what a sentence says besides figures and dates another one of the article says too, at most; a share.
    pub(crate) fn formula(&self, sentence: usize) -> f32 {
        *self.formulas[sentence].get_or_init(|| {
            let items = |sentence: usize| {
                let items = self.analysis(sentence).items.iter();
                items.filter(|item| !item.kind.is_value()).map(|item| item.stem.as_str())
            };
            let own: FxHashSet<&str> = items(sentence).collect();
            let shared =
                |other: usize| items(other).filter(|stem| own.contains(stem)).collect::<FxHashSet<_>>().len();
            // What a table says again it says in the next rows.
            let row = table::row(self, sentence).is_some();
            let reach = if row { FORMULA_ROWS } else { FORMULA };
            let near = sentence.saturating_sub(reach)..(sentence + reach + 1).min(self.analyses.len());
            let others = near.filter(|&other| other != sentence);
            others.map(shared).max().unwrap_or(0) as f32 / own.len().max(1) as f32
        })
    }

    /// Those whom the first sentences name, the headline among them and datelines left out: whom the story is about.
    pub(crate) fn named_at_head(&self) -> impl Iterator<Item = &Identity> {
        (0..self.analyses.len().min(HEAD)).flat_map(|sentence| {
            let side = self.side(sentence);
            let from = dateline(side.text());
            side.analysis
                .items
                .iter()
                .filter(move |item| item.range.start >= from)
                .filter_map(move |item| relation::identity(side, item))
        })
    }

    /// Whether a word is the name of somebody or something in the article.
    pub(crate) fn names(&self, word: &Item) -> bool {
        (0..self.analyses.len())
            .flat_map(|sentence| &self.analysis(sentence).items)
            .any(|item| matches!(item.kind, ItemKind::Actor(_)) && item.stem == word.stem)
    }

    /// How many sentences of running text stand before this one; `None` for one that is none itself: a title, a line
    /// of a menu.
    pub(crate) fn prose(&self, sentence: usize) -> Option<usize> {
        let near = sentence.min(DEEP);
        let count = || (0..near).filter(|&before| self.running(before)).count() + sentence - near;
        self.running(sentence).then(count)
    }

    /// Whether a sentence is running text.
    fn running(&self, sentence: usize) -> bool {
        let Some(tagged) = self.tagged.sentences.get(sentence) else { return false };
        let text = tagged.sentence.text.trim_end();
        let ended = text.ends_with(['.', '!', '?', '"', '”', '’', ')']) && !text.starts_with('(');
        ended && self.speaks(sentence) && {
            let analysis = self.analysis(sentence);
            analysis.verb && analysis.items.len() >= PROSE_ITEMS
        }
    }

    /// The offices that a sentence names, and whose they are.
    pub(crate) fn roles(&self, sentence: usize) -> &[Role] {
        let all = self.roles.get_or_init(|| self.tagged.sentences.iter().map(office::roles).collect());
        all.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The posts that a sentence introduces people with.
    pub(crate) fn posts(&self, sentence: usize) -> &[Post] {
        let all = self.posts.get_or_init(|| self.tagged.sentences.iter().map(post::posts).collect());
        all.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The actor of the article who may be one of another text, where there is only one such.
    pub(crate) fn known(&self, who: &Identity) -> Option<&Identity> {
        let mut known = self.tagged.actors.iter().filter(|other| same(who, other) != Same::No);
        known.next().filter(|_| known.next().is_none())
    }

    /// What the article calls those whom it names.
    fn called(&self) -> &[Called] {
        let all = || {
            let speaking = (0..self.analyses.len()).filter(|&at| self.speaks(at));
            speaking.flat_map(|at| called::called(&self.tagged.sentences[at])).collect()
        };
        self.called.get_or_init(all)
    }

    /// What the article calls one of its actors.
    pub(crate) fn calls<'a>(&'a self, who: &'a Identity) -> impl Iterator<Item = &'a Called> + 'a {
        let is =
            |called: &&Called| self.tagged.actors.get(called.whose).is_some_and(|own| std::ptr::eq(own, who));
        self.called().iter().filter(is)
    }

    /// The article may mean one of its actors by a noun and the words before it: it calls the one so, with no other words before it, or has
    /// the noun in the name.
    pub(crate) fn may_mean(&self, who: &Identity, words: &[String]) -> bool {
        let Some((noun, rest)) = words.split_last() else { return false };
        let named = || who.names.iter().any(|name| name.split(' ').any(|word| fold(word) == *noun));
        let so = |called: &Called| {
            let at = called.words.iter().position(|word| word == noun);
            at.is_some_and(|at| {
                // "The finance minister" is not whom it calls the transport minister.
                at == 0 || rest.is_empty() || rest.iter().any(|word| called.words[..at].contains(word))
            })
        };
        self.calls(who).any(so) || named()
    }

    /// The one whom the article means by a noun and the words before it, where it calls no other so.
    pub(crate) fn meant(&self, words: &[String]) -> Option<&Identity> {
        let (noun, rest) = words.split_last()?;
        let fits = |called: &&Called| {
            called.words.last() == Some(noun) && rest.iter().all(|word| called.words.contains(word))
        };
        let mut all = self.called().iter().filter(fits);
        let first = all.next()?;
        all.all(|other| other.whose == first.whose).then(|| self.tagged.actors.get(first.whose))?
    }

    /// The running counts that a sentence tells.
    pub(crate) fn tallies(&self, sentence: usize) -> &[Tally] {
        let all = || (0..self.analyses.len()).map(|at| tally::tallies(self.side(at))).collect::<Vec<_>>();
        self.tallies.get_or_init(all).get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The cells of its tables by their heads.
    pub(crate) fn cells(&self) -> &Cells {
        self.cells.get_or_init(|| Cells::of(self))
    }

    /// How telling a term is in this article: the fewer of its sentences have it, the more.
    pub(crate) fn telling(&self, term: Term) -> f32 {
        let spread = self.spread.get_or_init(|| {
            let mut spread: FxHashMap<Term, u32> = FxHashMap::default();
            for sentence in 0..self.analyses.len() {
                let terms: FxHashSet<Term> = self.terms_of(sentence).iter().copied().collect();
                terms.into_iter().for_each(|term| *spread.entry(term).or_default() += 1);
            }
            spread
        });
        let met = spread.get(&term).copied().unwrap_or(0);
        (1.0 + self.analyses.len() as f32 / (1.0 + met as f32)).ln()
    }

    /// Whether the article names a place that lies in this one, or the people or things of this country; a folded name.
    pub(crate) fn lies_in(&self, place: &str) -> bool {
        self.around.get_or_init(|| within::around(&self.tagged)).contains(place)
    }

    /// The words of a sentence as they follow each other, function words and all.
    pub(crate) fn words(&self, sentence: usize) -> &[Term] {
        self.words[sentence].get_or_init(|| grams::words(&self.tagged.sentences[sentence]))
    }

    /// Words that follow each other anywhere in the article.
    pub(crate) fn pairs(&self) -> &FxHashSet<Term> {
        self.pairs.get_or_init(|| {
            (0..self.analyses.len())
                .flat_map(|sentence| self.words(sentence).windows(2).map(grams::of))
                .collect()
        })
    }

    /// Terms of the whole article.
    pub(crate) fn terms(&self) -> &FxHashSet<Term> {
        self.terms.get_or_init(|| {
            let mut terms: FxHashSet<Term> = self.article.words().iter().copied().collect();
            // What is furniture is not in the index, and yet tells what the page is about.
            let apart = (0..self.analyses.len()).filter(|&sentence| !self.speaks(sentence));
            apart.for_each(|sentence| terms.extend(self.terms_of(sentence).iter()));
            terms.extend(self.tagged.actors.iter().flat_map(|actor| index::terms(&actor.name)));
            let meta = &self.article.meta;
            // Who wrote and who brought it is told beside the text: "the broker Holm & Voss said".
            let beside = meta.title.iter().chain(&meta.outlet).chain(&meta.authors);
            terms.extend(beside.flat_map(|words| index::terms(words)));
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
            && view.article.stamp() == article.stamp()
        {
            *used = self.tick;
            return view.clone();
        }
        let view = Arc::new(View::new(article.clone()));
        self.keep(view.clone());
        view
    }

    /// Makes those of many articles at once, for [`Self::of`] to find.
    pub(crate) fn prepare<'a>(
        &mut self,
        articles: impl Iterator<Item = &'a Arc<Article>>,
        hands: &dyn Hands,
    ) {
        let mut missing: Vec<&Arc<Article>> = articles
            .filter(|article| {
                let kept = self.kept.get(&article.id);
                kept.is_none_or(|(_, view)| view.article.stamp() != article.stamp())
            })
            .collect();
        missing.sort_by(|a, b| a.id.cmp(&b.id));
        missing.dedup_by(|a, b| a.id == b.id);
        let made: Vec<OnceLock<View>> = missing.iter().map(|_| OnceLock::new()).collect();
        hands.share(missing.len(), &|number| {
            made[number].get_or_init(|| View::new(missing[number].clone()));
        });
        for view in made.into_iter().filter_map(OnceLock::into_inner) {
            self.tick += 1;
            self.keep(Arc::new(view));
        }
    }

    fn keep(&mut self, view: Arc<View>) {
        if self.kept.len() >= KEPT {
            let mut ticks: Vec<u64> = self.kept.values().map(|(used, _)| *used).collect();
            ticks.sort_unstable();
            let middle = ticks[ticks.len() / 2];
            self.kept.retain(|_, (used, _)| *used > middle);
        }
        self.kept.insert(view.article.id.clone(), (self.tick, view));
    }
}

/// Words in a row, function words and all.
pub(crate) mod grams {
    use crate::analysis::fold;
    use copydesk_library::{Term, index};
    use copydesk_tagging::TaggedSentence;
    use copydesk_text::TokenKind;
    use rustc_hash::FxHasher;
    use std::hash::{Hash, Hasher};

    /// The stems of a sentence's words.
    pub(crate) fn words(sentence: &TaggedSentence) -> Vec<Term> {
        let text: &str = &sentence.sentence.text;
        let tokens = sentence.tokens.iter().filter(|token| token.kind != TokenKind::Mark);
        tokens.map(|token| index::term(&fold(token.text(text)))).collect()
    }

    /// One number for words in a row.
    pub(crate) fn of(words: &[Term]) -> Term {
        let mut hasher = FxHasher::default();
        words.hash(&mut hasher);
        hasher.finish()
    }
}
