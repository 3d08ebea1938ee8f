//! One pass over a draft: what is kept of the pass before, and what has to be judged anew, by one hand or several.

use crate::analysis::claims::{self, Checkable};
use crate::analysis::overlong;
use crate::analysis::{Analysis, Item, ItemKind};
use crate::case::{Case, Rivals};
use crate::citations::{CitationMap, Shelf};
use crate::code::Code;
use crate::evidence::Found;
use crate::judge::{self, CANDIDATES};
use crate::key::{self, hash_of};
use crate::knowledge::knowledge;
use crate::message::names_hash;
use crate::quotes;
use crate::settings::Settings;
use crate::table;
use crate::verdict::Judgement;
use crate::view::Views;
use crate::{Draft, Hands};
use copydesk_library::{Hit, Library, Term, index};
use copydesk_tagging::{Kind, Language};
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::{Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, OnceLock};

/// What is kept between two checks of a draft: claims whose text, context and evidence did not change are not
/// judged again.
#[derive(Debug, Default)]
pub struct Cache {
    views: Views,
    read: FxHashMap<u64, (u64, Arc<Read>)>,
    judged: FxHashMap<u64, Kept>,
    shelf: Option<Arc<Shelf>>,
    tick: u64,
}

impl Cache {
    /// What the citations of drafts lead to, made anew when the library changed.
    pub(crate) fn shelf(&mut self, library: &Library) -> Arc<Shelf> {
        match &self.shelf {
            Some(shelf) if shelf.is_of(library) => shelf.clone(),
            _ => self.shelf.insert(Arc::new(Shelf::new(library))).clone(),
        }
    }

    /// Lets go of the draft. What is known of the sources is kept for the next one.
    pub fn leave_draft(&mut self) {
        self.read.clear();
        self.judged.clear();
    }

    /// Lets go of what no check asked for lately.
    pub(crate) fn forget(&mut self) {
        let tick = self.tick;
        self.read.retain(|_, (used, _)| *used + KEPT_CHECKS > tick);
        self.judged.retain(|_, kept| kept.used + KEPT_CHECKS > tick);
    }
}

/// What is known of a sentence of a draft by itself.
#[derive(Debug)]
struct Read {
    analysis: Analysis,
    checkable: Checkable,
    /// Terms of the names in it, and a hash of these.
    names: Vec<Term>,
    /// Terms of the last words of the names of people.
    people: Vec<Term>,
    names_hash: u64,
}

impl Read {
    /// `stated` says that it is the cell of a table together with its heads.
    fn new(draft: &Draft<'_>, index: usize, stated: bool) -> Self {
        let analysis = Analysis::new(draft.tagged, index);
        let checkable = match claims::checkable(draft.tagged, index, &analysis) {
            // What is known of opposites, verbs and negations is English: nothing is said of another language.
            Checkable::Yes if draft.tagged.language != Language::ENGLISH => Checkable::No,
            // A value with its heads states something, however few words these are.
            Checkable::Yes
                if table::is_title(&draft.prose.blocks, draft.tagged.sentences[index].sentence.block) =>
            {
                Checkable::Nothing
            }
            Checkable::Nothing if stated && draft.tagged.language == Language::ENGLISH => Checkable::Yes,
            other => other,
        };
        let names: Vec<Term> = analysis
            .items
            .iter()
            .filter(|item| matches!(item.kind, ItemKind::Actor(_)))
            .flat_map(|item| item.own.iter().copied())
            .collect();
        let mentions = &draft.tagged.sentences[index].mentions;
        let person =
            |item: &&Item| item.kind.mention().is_some_and(|mention| mentions[mention].kind == Kind::Person);
        let people = analysis.items.iter().filter(person).map(|item| index::term(&item.stem)).collect();
        Self { names_hash: hash_of(&names), names, people, analysis, checkable }
    }
}

/// A judgement and what it rests on.
#[derive(Debug)]
struct Kept {
    used: u64,
    /// [`Pass::revision`] at which the evidence was looked for.
    revision: u64,
    /// The evidence that was found.
    evidence: u64,
    judgement: Judgement,
}

/// Checks for which something that is no longer asked for is kept: an undone edit finds its judgement again.
const KEPT_CHECKS: u64 = 16;

/// Statements that are judged at a time by several hands: their sources are unpacked together.
const WAVE: usize = 32;

/// Fewer statements than this are not worth sharing.
const SHARED: usize = 8;

/// A draft held against a library.
pub(crate) struct Pass<'a> {
    draft: &'a Draft<'a>,
    /// The same with what the cells of its tables state in their place.
    stated: Option<&'a Draft<'a>>,
    library: &'a Library,
    settings: &'a Settings,
    settings_hash: u64,
    /// Of what sources are called.
    names: u64,
    map: &'a CitationMap,
    /// Ids of the articles that it cites, sorted.
    cited: Vec<Arc<str>>,
    /// Of the sources and of what is cited.
    revision: u64,
    /// The draft's sentences, each with the key under which what is known of it is kept.
    read: Vec<(u64, Arc<Read>)>,
    /// What the judgement of each is kept under.
    claim_keys: Vec<u64>,
}

impl<'a> Pass<'a> {
    pub(crate) fn new(
        draft: &'a Draft<'a>,
        stated: Option<&'a Draft<'a>>,
        library: &'a Library,
        settings: &'a Settings,
        map: &'a CitationMap,
        cache: &mut Cache,
    ) -> Self {
        cache.tick += 1;
        let tick = cache.tick;
        let mut keys = key::keys(draft);
        if let Some(stated) = stated {
            for (index, key) in key::keys(stated).into_iter().enumerate() {
                if differs(draft, stated, index) {
                    keys[index] = key;
                }
            }
        }
        let read = keys
            .into_iter()
            .enumerate()
            .map(|(index, key)| {
                let entry = cache.read.entry(key);
                let read = || {
                    let own = version(draft, stated, index);
                    Arc::new(Read::new(own, index, !std::ptr::eq(own, draft)))
                };
                let kept = entry.or_insert_with(|| (tick, read()));
                kept.0 = tick;
                (key, kept.1.clone())
            })
            .collect();
        let mut cited: Vec<Arc<str>> = map
            .markers
            .iter()
            .flat_map(|marker| &marker.items)
            .filter_map(|item| item.article.clone())
            .chain(map.entries.iter().filter_map(|entry| entry.article.clone()))
            .collect();
        cited.sort_unstable();
        cited.dedup();
        let revision = hash_of(&(library.revision(), &cited));
        let settings_hash = hash_of(settings);
        let names = names_hash(library);
        let claim_keys = Vec::new();
        let mut pass = Self {
            draft,
            stated,
            library,
            settings,
            settings_hash,
            names,
            map,
            cited,
            revision,
            read,
            claim_keys,
        };
        pass.claim_keys = (0..pass.read.len()).map(|index| pass.claim_key(index)).collect();
        pass
    }

    /// Whether a sentence of the draft is a claim.
    pub(crate) fn checkable(&self, index: usize) -> Checkable {
        let start = self.draft.tagged.sentences[index].sentence.source.start;
        let listed = self.map.lists.iter().any(|list| list.contains(&start));
        match self.read[index].1.checkable {
            _ if listed => Checkable::Nothing,
            Checkable::Yes | Checkable::No
                if self.draft.tagged.language == Language::ENGLISH
                    && overlong::is_piece(self.draft.tagged, index) =>
            {
                Checkable::TooLong
            }
            checkable => checkable,
        }
    }

    /// The judgement of a claim: the one that is kept, else a new one, which is kept.
    pub(crate) fn judge(&self, cache: &mut Cache, index: usize) -> Judgement {
        match self.look(cache, index, || search(&self.read[index].1.analysis, self.library)) {
            Ok(kept) => kept,
            Err(looked) => {
                let judgement = self.judge_on(&looked);
                looked.keep(cache, judgement.clone());
                judgement
            }
        }
    }

    /// Judges what has to be judged anew with several hands, and keeps it.
    pub(crate) fn judge_ahead(&self, cache: &mut Cache, cancelled: &dyn Fn() -> bool, hands: &dyn Hands) {
        let open: Vec<usize> = (0..self.read.len())
            .filter(|&index| {
                let kept = || cache.judged.get(&self.claim_keys[index]);
                self.checkable(index) == Checkable::Yes
                    && kept().is_none_or(|kept| kept.revision != self.revision)
            })
            .collect();
        if open.len() < SHARED {
            return;
        }
        for (number, wave) in open.chunks(WAVE).enumerate() {
            if cancelled() {
                return;
            }
            hands.told(number * WAVE, open.len());
            let hits: Vec<OnceLock<Vec<Hit>>> = wave.iter().map(|_| OnceLock::new()).collect();
            hands.share(wave.len(), &|number| {
                hits[number].get_or_init(|| search(&self.read[wave[number]].1.analysis, self.library));
            });
            let hits: Vec<Vec<Hit>> =
                hits.into_iter().map(|hits| hits.into_inner().unwrap_or_default()).collect();
            cache.views.prepare(hits.iter().flatten().map(|hit| &hit.article), hands);
            let found: Vec<Looked> = wave
                .iter()
                .zip(hits)
                .filter_map(|(&index, hits)| self.look(cache, index, || hits).err())
                .collect();
            let judged: Vec<OnceLock<Judgement>> = found.iter().map(|_| OnceLock::new()).collect();
            hands.share(found.len(), &|number| {
                if let (Some(looked), Some(slot)) = (found.get(number), judged.get(number)) {
                    slot.get_or_init(|| self.judge_on(looked));
                }
            });
            for (looked, judgement) in found.into_iter().zip(judged) {
                if let Some(judgement) = judgement.into_inner() {
                    looked.keep(cache, judgement);
                }
            }
        }
    }

    /// A statement that cannot be judged for a mistake of copydesk's own goes unjudged, and no other with it.
    fn judge_on(&self, looked: &Looked) -> Judgement {
        let judged = catch_unwind(AssertUnwindSafe(|| self.judgement(looked)));
        judged.unwrap_or_else(|_| judge::failed(self.draft, looked.index))
    }

    fn judgement(&self, looked: &Looked) -> Judgement {
        let Self { library, settings, .. } = *self;
        let index = looked.index;
        let draft = version(self.draft, self.stated, index);
        let analysis = &self.read[index].1.analysis;
        let case = Case {
            draft,
            index,
            analysis,
            library,
            settings,
            near: &looked.near,
            people: &self.people(index),
            cited: &self.cited,
            rivals: Rivals::default(),
            before: key::leans_on(draft.tagged, index)
                .filter(|&before| std::ptr::eq(version(self.draft, self.stated, before), draft))
                .map(|before| &self.read[before].1.analysis),
        };
        let mut judgement = judge::judge(&case, &looked.retrieved);
        if looked.quotes {
            let mut found = quotes::compare(index, draft, library, settings);
            // The words may stand in the cited source that is not here.
            if self.map.cites_missing(index) {
                found.retain(|finding| finding.code != Code::QuoteNotFound);
            }
            judge::add_quote_findings(&mut judgement, found);
        }
        judgement
    }

    /// What the judgement of a claim is kept under: its own words, and the names around it.
    fn claim_key(&self, index: usize) -> u64 {
        let mut hasher = FxHasher::default();
        (self.settings_hash, self.read[index].0).hash(&mut hasher);
        for (at, (_, read)) in self.around(index, NEAR) {
            (at < index, read.names_hash).hash(&mut hasher);
        }
        self.people(index).hash(&mut hasher);
        self.map.cites_missing(index).hash(&mut hasher);
        hasher.finish()
    }

    /// The sentences around a claim, each with its index.
    fn around(&self, index: usize, reach: usize) -> impl Iterator<Item = (usize, &(u64, Arc<Read>))> {
        let from = index.saturating_sub(reach);
        let to = (index + reach + 1).min(self.read.len());
        (from..to).filter(move |near| *near != index).map(|near| (near, &self.read[near]))
    }

    /// The judgement that is kept of a claim, else what it is to be judged on; `hits` searches the library for it.
    fn look(
        &self,
        cache: &mut Cache,
        index: usize,
        hits: impl FnOnce() -> Vec<Hit>,
    ) -> Result<Judgement, Looked> {
        let sentence = &self.draft.tagged.sentences[index];
        let start = sentence.sentence.source.start;
        let (key, revision) = (self.claim_keys[index], self.revision);
        if let Some(kept) = cache.judged.get_mut(&key)
            && kept.revision == revision
        {
            kept.used = cache.tick;
            return Ok(moved(&kept.judgement, start, index));
        }
        let hits = hits();
        let cited = |hit: &Hit| self.cited.binary_search(&hit.article.id).is_ok();
        let found: Vec<_> =
            hits.iter().map(|hit| (&hit.article.id, hit.article.stamp(), hit.sentence, cited(hit))).collect();
        // Quoted words are looked for in every source, not only in what was retrieved.
        let quotes = sentence.mentions.iter().any(|mention| mention.kind == Kind::Quote);
        let evidence =
            hash_of(&(self.library.len(), self.names, found, quotes.then_some(self.library.revision())));
        if let Some(kept) = cache.judged.get_mut(&key)
            && kept.evidence == evidence
        {
            (kept.used, kept.revision) = (cache.tick, revision);
            return Ok(moved(&kept.judgement, start, index));
        }
        let retrieved = seen(&hits, &mut cache.views);
        let near = self.near_terms(index);
        Err(Looked { index, key, near, revision, evidence, quotes, retrieved })
    }

    /// Terms of the names in the sentences around a claim.
    fn near_terms(&self, index: usize) -> Vec<Term> {
        let mut terms: Vec<Term> =
            self.around(index, NEAR).flat_map(|(_, (_, read))| read.names.iter().copied()).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Surnames of the people in a claim and in the sentences far around it.
    fn people(&self, index: usize) -> Vec<Term> {
        let around = self.around(index, FAR).flat_map(|(_, (_, read))| read.people.iter().copied());
        let mut people: Vec<Term> = around.chain(self.read[index].1.people.iter().copied()).collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}

/// Whether a sentence is the cell of a table, and says more than stands in the cell.
fn differs(draft: &Draft<'_>, stated: &Draft<'_>, index: usize) -> bool {
    let text = |draft: &Draft<'_>| draft.tagged.sentences[index].sentence.text.clone();
    text(draft) != text(stated)
}

/// The draft as it is read where a sentence is judged.
fn version<'a>(draft: &'a Draft<'a>, stated: Option<&'a Draft<'a>>, index: usize) -> &'a Draft<'a> {
    stated.filter(|stated| differs(draft, stated, index)).unwrap_or(draft)
}

/// Sentences before and after a claim in which those it speaks of may be named.
const NEAR: usize = 4;

/// Sentences before and after a claim whose people tell of which story it is.
const FAR: usize = 8;

/// What a claim is judged on.
struct Looked {
    index: usize,
    key: u64,
    near: Vec<Term>,
    revision: u64,
    evidence: u64,
    quotes: bool,
    retrieved: Vec<Found>,
}

impl Looked {
    fn keep(self, cache: &mut Cache, judgement: Judgement) {
        let Self { key, revision, evidence, .. } = self;
        cache.judged.insert(key, Kept { used: cache.tick, revision, evidence, judgement });
    }
}

/// The sentences that share most with a claim.
fn search(analysis: &Analysis, library: &Library) -> Vec<Hit> {
    let mut query: Vec<Term> = analysis.items.iter().flat_map(|item| item.terms.iter().copied()).collect();
    query.extend(&analysis.terms);
    let words = analysis.items.iter().filter(|item| item.kind == ItemKind::Word);
    query.extend(words.flat_map(|item| knowledge().synonyms(&item.stem)).map(index::term));
    library.search(&query, CANDIDATES)
}

/// Sentences found, with their analysed articles.
fn seen(hits: &[Hit], views: &mut Views) -> Vec<Found> {
    let found = |hit: &Hit| Found { view: views.of(&hit.article), sentence: hit.sentence, score: hit.score };
    hits.iter().map(found).collect()
}

/// The sentences that share most with a claim, with their analysed articles.
pub(crate) fn retrieve(analysis: &Analysis, library: &Library, views: &mut Views) -> Vec<Found> {
    seen(&search(analysis, library), views)
}

/// A kept judgement at the place where its sentence stands now.
fn moved(kept: &Judgement, start: usize, index: usize) -> Judgement {
    let mut judgement = kept.clone();
    let shift = |range: &mut std::ops::Range<usize>| {
        *range = range.start - kept.range.start + start..range.end - kept.range.start + start;
    };
    shift(&mut judgement.range);
    judgement.sentence = index;
    for finding in &mut judgement.findings {
        shift(&mut finding.range);
        for edit in finding.fixes.iter_mut().flat_map(|fix| &mut fix.edits) {
            shift(&mut edit.range);
        }
    }
    judgement
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Verdict;
    use copydesk_library::{Article, Metadata};
    use copydesk_tagging::Tagger;
    use copydesk_text::{Format, Prose};

    #[test]
    fn dont_let_one_statement_that_fails_silence_the_rest() {
        let source = "The ferry Alder left Osterhaven at noon. Olin Marsh sold the pier.";
        let mut library = Library::default();
        library.insert(Arc::new(Article::from_text(
            "s".to_owned(),
            source,
            Format::Text,
            Metadata::default(),
        )));
        let prose = Prose::new(source, Format::Text);
        let tagger = Tagger::english();
        let tagged = tagger.document(&prose, None, &mut |text| Arc::new(tagger.sentence(text)));
        let draft = Draft { path: None, text: source, prose: &prose, tagged: &tagged };
        let (settings, mut cache) = (Settings::default(), Cache::default());
        let map = CitationMap::on(&draft, cache.shelf(&library));
        let pass = Pass::new(&draft, None, &library, &settings, &map, &mut cache);
        let hits = || search(&pass.read[0].1.analysis, &library);
        let Err(mut broken) = pass.look(&mut cache, 0, hits) else { panic!("nothing is kept yet") };
        broken.retrieved[0].sentence = 999;
        let failed = pass.judge_on(&broken);
        assert_eq!((failed.verdict, failed.findings.len()), (Verdict::NotCheckable, 0));
        assert!(failed.abstained[0].contains("report"), "{:?}", failed.abstained);
        assert_eq!(pass.judge(&mut cache, 1).verdict, Verdict::Supported);
    }
}
