//! Floor 2: mentions. Actors, figures, dates, quotes and citations of sentences, driven by the files of `grammars/`.
//!
//! A sentence is tagged by itself ([`Tagger::sentence`], which a caller may cache by the sentence's text); what needs
//! the document (relative dates, who "Merz" is, who speaks) is settled when the document is put together
//! ([`Tagger::document`]). Pure: no file, clock, network, thread or environment.

pub mod actors;
pub mod citations;
pub mod figures;
pub mod grammar;
pub mod language;
pub mod mention;
mod quotes;
pub mod reporting;
pub mod times;
pub mod words;

pub use language::{Language, Spoken};
pub use mention::{
    Actor, Citation, CitationStyle, Figure, Hedge, Identity, Kind, Mention, Noun, Quote, Reference, Timex,
    Value,
};

use copydesk_text::{Prose, Sentence, Token, tokens};
use jiff::civil::Date;
use std::sync::Arc;

/// A document with its mentions.
#[derive(Clone, Debug, Default)]
pub struct Tagged {
    /// The day the document is dated, in its own calendar; never today for want of one.
    pub published: Option<Date>,
    /// What it was read in.
    pub language: Language,
    /// In the order of the document.
    pub sentences: Vec<TaggedSentence>,
    /// Who and what acts in it; mentions refer here by index.
    pub actors: Vec<Identity>,
    /// Words that mean one of them without naming it, in order.
    pub references: Vec<Reference>,
    /// The same with what a cell of a table states in the place of the cell, where there are such cells: for whoever
    /// compares. What was put around the cell stands nowhere in the document.
    pub stated: Option<Arc<Tagged>>,
}

/// A sentence with its mentions.
#[derive(Clone, Debug)]
pub struct TaggedSentence {
    /// The sentence.
    pub sentence: Sentence,
    /// Its tokens.
    pub tokens: Arc<[Token]>,
    /// Its mentions by start, longer first.
    pub mentions: Vec<Mention>,
    folded: Arc<actors::Folded>,
}

impl TaggedSentence {
    /// A sentence of a document that was put together before, out of its kept parts.
    pub fn kept(sentence: Sentence, tokens: Vec<Token>, mentions: Vec<Mention>) -> Self {
        Self { sentence, tokens: tokens.into(), mentions, folded: Arc::default() }
    }
}

/// What one sentence says by itself.
#[derive(Clone, Debug)]
pub struct SentenceTags {
    /// Its tokens.
    pub tokens: Arc<[Token]>,
    /// Its mentions, with what needs the document left open.
    pub mentions: Vec<Mention>,
    folded: Arc<actors::Folded>,
}

/// Tags text of one language. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Tagger {
    grammar: &'static language::Grammar,
    aliases: Arc<actors::Aliases>,
}

impl Tagger {
    /// The tagger for a language, from the grammars built into the program.
    pub fn new(language: Language) -> Tagger {
        Tagger { grammar: language.grammar(), aliases: Arc::default() }
    }

    /// The one for English.
    pub fn english() -> &'static Tagger {
        static TAGGER: std::sync::LazyLock<Tagger> =
            std::sync::LazyLock::new(|| Tagger::new(Language::ENGLISH));
        &TAGGER
    }

    /// The same for a user who knows some actors by names of their own.
    #[must_use]
    pub fn with_aliases(&self, aliases: &[actors::Alias]) -> Tagger {
        Tagger { grammar: self.grammar, aliases: Arc::new(actors::Aliases::new(aliases)) }
    }

    /// The same for another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Tagger {
        Tagger { grammar: language.grammar(), aliases: self.aliases.clone() }
    }

    /// Stands for the names of the user's own that it knows; 0 for none.
    pub fn names(&self) -> u64 {
        self.aliases.hash
    }

    /// The language it reads.
    pub fn language(&self) -> Language {
        self.grammar.language
    }

    /// The dates of its language.
    pub fn times(&self) -> &'static times::Times {
        &self.grammar.times
    }

    /// What one sentence says by itself: depends on its text alone.
    pub fn sentence(&self, text: &str) -> SentenceTags {
        let tokens = tokens(text);
        let mut mentions = self.grammar.times.sentence(text);
        mentions.extend(citations::mentions(text));
        self.grammar.figures.tag(text, &mut mentions);
        let mut names = match &self.grammar.titled {
            Some(titled) => titled.find(text, &tokens),
            None => actors::find(text, &tokens),
        };
        let glued = actors::glued_outlets(text, &mentions);
        if !glued.is_empty() {
            let mut outlets = glued.iter().map(|outlet| &outlet.range).peekable();
            names.retain(|name| {
                while outlets.peek().is_some_and(|outlet| outlet.end <= name.range.start) {
                    outlets.next();
                }
                outlets.peek().is_none_or(|outlet| name.range.end <= outlet.start)
            });
            mentions.extend(glued);
        }
        mentions.extend(names);
        mentions.sort_by_key(|m| (m.range.start, std::cmp::Reverse(m.range.end)));
        // "First Osk Bank": a figure in a name counts nothing. A name of several words comes before what it holds.
        let mut named = 0;
        mentions.retain(|m| {
            if m.kind.is_actor() && text[m.range.clone()].contains(' ') {
                named = named.max(m.range.end);
            }
            !matches!(m.kind, Kind::Number | Kind::Ordinal) || m.range.end > named
        });
        let folded = actors::Folded::new(text, &tokens, &mentions).into();
        SentenceTags { tokens: tokens.into(), mentions, folded }
    }

    /// Puts a document together: `tags` gives the tags of a sentence by its text (from a cache, or [`Self::sentence`]).
    pub fn document(
        &self,
        prose: &Prose,
        published: Option<Date>,
        tags: &mut dyn FnMut(&str) -> Arc<SentenceTags>,
    ) -> Tagged {
        let plain = prose.sentences();
        let told: Vec<Option<Sentence>> = plain.iter().map(|sentence| prose.statement(sentence)).collect();
        let stated = told.iter().any(Option::is_some).then(|| {
            let sentences = plain.iter().zip(told).map(|(plain, told)| told.unwrap_or_else(|| plain.clone()));
            Arc::new(self.put_together(prose, sentences.collect(), published, tags))
        });
        Tagged { stated, ..self.put_together(prose, plain, published, tags) }
    }

    fn put_together(
        &self,
        prose: &Prose,
        sentences: Vec<Sentence>,
        published: Option<Date>,
        tags: &mut dyn FnMut(&str) -> Arc<SentenceTags>,
    ) -> Tagged {
        let mut sentences: Vec<TaggedSentence> = sentences
            .into_iter()
            .map(|sentence| {
                let tags = tags(&sentence.text);
                TaggedSentence {
                    tokens: tags.tokens.clone(),
                    mentions: tags.mentions.clone(),
                    folded: tags.folded.clone(),
                    sentence,
                }
            })
            .collect();
        citations::links(prose, &mut sentences);
        let language = self.language();
        let mut tagged = Tagged { published, language, sentences, ..Tagged::default() };
        self.grammar.times.document(&mut tagged);
        actors::settle(&mut tagged, &self.aliases, &self.grammar.offices);
        quotes::tag(&mut tagged.sentences, &tagged.actors, &self.grammar.reporting);
        tagged
    }
}
