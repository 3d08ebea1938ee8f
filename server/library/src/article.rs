//! A source article as a value.

use crate::folded::Folded;
use crate::index::{Term, Terms};
use crate::layout::Layout;
use crate::packed;
use crate::slice::Slice;
use copydesk_tagging::{Language, Spoken, Tagged, Tagger};
use copydesk_text::{Format, Prose, Sentence};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::hash::{Hash, Hasher};
use std::sync::{Arc, OnceLock};

/// The name of a field of [`Metadata`].
pub type FieldName = &'static str;

/// What is known about an article besides its text.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Metadata {
    /// Headline.
    pub title: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Bylines.
    pub authors: Vec<String>,
    /// The calendar day it is dated, as the outlet gives it.
    pub published: Option<Date>,
    /// The calendar day it was last changed, where the outlet says so.
    pub modified: Option<Date>,
    /// Where it stood on the web.
    pub url: Option<String>,
    /// Its language as an ISO 639 code: `en`.
    pub language: Option<String>,
    /// How the outlet leans, as the user has it: `left`, `center`, `right`, or any word of theirs.
    pub lean: Option<String>,
    /// How far the outlet is to be trusted with facts, as the user has it: `high`, `mixed`, `low`, or any word of theirs.
    pub factuality: Option<String>,
    /// Key in the bibliography.
    pub key: Option<String>,
    /// Wire credits at its head or foot: "Reuters", "AFP".
    pub credits: Vec<String>,
    /// Whom it reports for or from ("As X reports for Y"), outermost first.
    pub chain: Vec<String>,
    /// An aggregator's or coverage page: no origin of its own.
    pub aggregator: bool,
    /// Names of the fields above that were guessed from the text and not stated.
    #[serde(with = "packed::names")]
    pub guessed: Vec<FieldName>,
}

/// A source. What is made of it is made when first asked for and kept; [`Article::prepare`] makes it beforehand.
#[derive(Debug)]
pub struct Article {
    /// Path relative to the workspace (with `/`), or the id that the caller gave.
    pub id: Arc<str>,
    /// Its decoded text; every offset into it is a UTF-8 byte offset.
    pub text: Arc<str>,
    /// Its blocks; those that are [`copydesk_text::BlockKind::Furniture`] are never evidence.
    pub prose: Folded<Prose>,
    /// What is known about it.
    pub meta: Metadata,
    /// Where its text stands in its file, for files with pages, cells or time codes.
    pub layout: Layout,
    /// Changes when text or metadata do.
    pub hash: u64,
    tagger: Tagger,
    language: OnceLock<Spoken>,
    sentences: OnceLock<Vec<Sentence>>,
    tagged: OnceLock<Arc<Tagged>>,
    /// The tags as they are kept while nobody asks for them: a tenth of the space.
    tags: OnceLock<Slice>,
    /// Ends, terms and runs of words as they were kept: taken up when they are asked for.
    kept: Option<[Slice; 3]>,
    terms: OnceLock<Terms>,
    traits: OnceLock<crate::origin::Traits>,
    shingles: OnceLock<Box<[u64]>>,
}

impl Article {
    /// An article from its text; `prose` says which of it is prose.
    pub fn new(id: impl Into<Arc<str>>, text: impl Into<Arc<str>>, prose: Prose, meta: Metadata) -> Self {
        let text = text.into();
        let mut hasher = rustc_hash::FxHasher::default();
        (&text, &meta).hash(&mut hasher);
        Self::of_parts(id.into(), text, prose.into(), meta, hasher.finish())
    }

    fn of_parts(id: Arc<str>, text: Arc<str>, prose: Folded<Prose>, meta: Metadata, hash: u64) -> Self {
        Self {
            id,
            text,
            prose,
            meta,
            layout: Layout::default(),
            hash,
            tagger: Tagger::english().clone(),
            language: OnceLock::new(),
            sentences: OnceLock::new(),
            tagged: OnceLock::new(),
            tags: OnceLock::new(),
            kept: None,
            terms: OnceLock::new(),
            traits: OnceLock::new(),
            shingles: OnceLock::new(),
        }
    }

    /// An article from its text alone.
    pub fn from_text(id: impl Into<Arc<str>>, text: &str, format: Format, meta: Metadata) -> Self {
        Self::new(id, text, Prose::new(text, format), meta)
    }

    /// The same article with this layout.
    pub fn with_layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// The same article, read with this tagger in the place of the built-in one: it knows the user's aliases.
    #[must_use]
    pub fn with_tagger(mut self, tagger: &Tagger) -> Self {
        self.tagger = tagger.clone();
        self.tagged = OnceLock::new();
        self.tags = OnceLock::new();
        self
    }

    /// Changes when [`Self::hash`] does or the names of the user's own that it is read with: what was made of an article holds
    /// for another with its stamp.
    pub fn stamp(&self) -> u64 {
        self.hash ^ self.tagger.names()
    }

    /// What it is written in: as its metadata say, else by its words.
    pub fn language(&self) -> Spoken {
        *self.language.get_or_init(|| {
            let stated = self.meta.language.as_deref().map_or(Spoken::Unclear, Spoken::of_code);
            if stated != Spoken::Unclear {
                return stated;
            }
            Spoken::of(self.prose.blocks.iter().map(|block| block.text.as_str()))
        })
    }

    /// Why no draft can be held against it: the checker's own language is English.
    pub fn incomparable(&self) -> Option<String> {
        match self.language() {
            Spoken::Unclear | Spoken::Known(Language::ENGLISH) => None,
            Spoken::Known(language) => Some(format!(
                "in {}: its dates and figures are known, but only English is compared",
                language.name()
            )),
            Spoken::Unread(name) => Some(format!("in {name}, which is not read")),
        }
    }

    /// Its sentences, in order: those of [`Self::tagged`].
    pub fn sentences(&self) -> &[Sentence] {
        self.sentences.get_or_init(|| self.prose.sentences())
    }

    /// Its sentences and mentions.
    pub fn tagged(&self) -> &Arc<Tagged> {
        self.tagged.get_or_init(|| Arc::new(self.unpacked().unwrap_or_else(|| self.tag())))
    }

    /// The same for whoever keeps it only for a while: what is not unpacked yet is not kept here either.
    pub fn tagged_for_now(&self) -> Arc<Tagged> {
        match self.tagged.get() {
            Some(tagged) => tagged.clone(),
            None => self.unpacked().map_or_else(|| self.tagged().clone(), Arc::new),
        }
    }

    fn unpacked(&self) -> Option<Tagged> {
        packed::tags_of(self.tags.get()?, &self.prose, self.meta.published)
    }

    fn tag(&self) -> Tagged {
        let tagger = match self.language() {
            Spoken::Known(language) => self.tagger.in_language(language),
            Spoken::Unread(_) | Spoken::Unclear => self.tagger.clone(),
        };
        tagger.document(&self.prose, self.meta.published, &mut |text| Arc::new(tagger.sentence(text)))
    }

    /// Makes all that a check may ask for, in the form that takes the least space. Takes about a millisecond: for
    /// whoever reads sources, so that nobody who types has to wait for it.
    pub fn prepare(&self) {
        let has_rest = self.kept.is_some() || self.terms.get().is_some() && self.shingles.get().is_some();
        if self.tags.get().is_some() && has_rest {
            return;
        }
        let tagged = match self.tagged.get() {
            Some(tagged) => tagged.clone(),
            None => Arc::new(self.tag()),
        };
        self.tags.get_or_init(|| packed::tags(&tagged).into());
        let sentences = tagged.sentences.iter().map(|tagged| &tagged.sentence);
        self.terms.get_or_init(|| Terms::of(sentences.clone()));
        self.shingles.get_or_init(|| crate::shingle::of(sentences));
    }

    /// What [`Self::prepare`] makes, and the article with it, as bytes for [`Self::unpack`] of the same program.
    pub fn pack(&self) -> Vec<u8> {
        self.prepare();
        packed::write(self)
    }

    /// An article out of the bytes of [`Self::pack`], which was read with `tagger`; `None` where they are no such bytes.
    pub fn unpack(id: impl Into<Arc<str>>, bytes: &Slice, tagger: &Tagger) -> Option<Self> {
        let kept = packed::read(bytes)?;
        let (prose, meta) = (Folded::of_bytes(bytes.part(&kept.prose)), kept.meta.into_owned());
        let mut article = Self::of_parts(id.into(), kept.text.into(), prose, meta, kept.hash)
            .with_layout(kept.layout.into_owned())
            .with_tagger(tagger);
        article.tags.set(bytes.part(&kept.tags)).ok();
        article.kept = Some([&kept.ends, &kept.terms, &kept.shingles].map(|part| bytes.part(part)));
        Some(article)
    }

    /// The tags as they are kept, the terms for the index and the runs of words, once they are made.
    pub(crate) fn prepared(&self) -> (&[u8], &Terms, &[u64]) {
        let tags = self.tags.get_or_init(|| packed::tags(self.tagged()).into());
        (tags, self.terms(), self.shingles())
    }

    /// The terms of its sentences as the index has them, again and again where they recur; page furniture left out.
    pub fn words(&self) -> &[Term] {
        &self.terms().terms
    }

    /// The terms of one of its sentences as the index has them; `None` for page furniture.
    pub fn words_of(&self, sentence: usize) -> Option<&[Term]> {
        self.terms().of_sentence(sentence)
    }

    pub(crate) fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| match &self.kept {
            Some([ends, terms, _]) => Terms { ends: packed::pairs(ends), terms: packed::numbers(terms) },
            None => Terms::of(self.sentences().iter()),
        })
    }

    /// Hashes of its runs of words (see [`crate::shingle`]), sorted: whether words stand in it at all.
    pub fn shingles(&self) -> &[u64] {
        self.shingles.get_or_init(|| match &self.kept {
            Some([.., runs]) => packed::numbers(runs),
            None => crate::shingle::of(self.sentences().iter()),
        })
    }

    /// Makes what its origin is told by, for whoever asks for those of many with several threads.
    pub fn prepare_origin(&self) {
        self.traits();
    }

    pub(crate) fn traits(&self) -> &crate::origin::Traits {
        self.traits.get_or_init(|| crate::origin::traits(self))
    }
}
