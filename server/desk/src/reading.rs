//! A text as it is read: prose, sentences and mentions; sentences that were read before are not tagged again.

use crate::Tools;
use copydesk_tagging::{Language, SentenceTags, Spoken, Tagged, Tagger};
use copydesk_text::{Format, Prose};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// A text with its prose and mentions.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The text. Every offset of the features is a byte of it.
    pub text: Arc<str>,
    /// Its prose.
    pub prose: Prose,
    /// Its sentences and mentions.
    pub tagged: Tagged,
}

/// The tags of the sentences of one document, by their text.
#[derive(Debug, Default)]
pub(crate) struct TagCache {
    tags: Mutex<Tags>,
}

#[derive(Debug, Default)]
struct Tags {
    language: Language,
    by_text: HashMap<Box<str>, Arc<SentenceTags>>,
}

impl Tags {
    /// The tags, if they are in the tagger's language: two versions of a document may be read at once, each in its own.
    fn of(&mut self, tagger: &Tagger) -> Option<&mut HashMap<Box<str>, Arc<SentenceTags>>> {
        (self.language == tagger.language()).then_some(&mut self.by_text)
    }
}

/// Sentences kept besides those of the text read last, so that taking a change back finds its tags again. A sentence takes a
/// few kilobytes, and a writer makes a new one with every key.
const KEPT: usize = 128;

impl TagCache {
    fn get(&self, tagger: &Tagger, text: &str) -> Arc<SentenceTags> {
        if let Some(tags) = self.lock().of(tagger).and_then(|by_text| by_text.get(text)) {
            return tags.clone();
        }
        let tags = Arc::new(tagger.sentence(text));
        if let Some(by_text) = self.lock().of(tagger) {
            by_text.insert(text.into(), tags.clone());
        }
        tags
    }

    /// Forgets everything where the document turns out to be in another language.
    fn speak(&self, language: Language) {
        let mut tags = self.lock();
        if tags.language != language {
            *tags = Tags { language, by_text: HashMap::new() };
        }
    }

    /// Forgets what `tagged` does not use, if there is much of it.
    fn tidy(&self, tagged: &Tagged) {
        let tags = &mut self.lock().by_text;
        let stated = tagged.stated.iter().flat_map(|stated| &stated.sentences);
        if tags.len() > tagged.sentences.len() + stated.clone().count() + KEPT {
            let used: std::collections::HashSet<&str> =
                tagged.sentences.iter().chain(stated).map(|tagged| &*tagged.sentence.text).collect();
            tags.retain(|text, _| used.contains(&**text));
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Tags> {
        self.tags.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Reading {
    pub(crate) fn new(
        text: String,
        path: Option<&str>,
        format: Format,
        tools: &dyn Tools,
        tagger: &Tagger,
        cache: &TagCache,
    ) -> Self {
        let prose = Prose::new(&text, format);
        let published = tools.published(path, &text, &prose);
        let stated = tools.language(&text, &prose).map_or(Spoken::Unclear, |code| Spoken::of_code(&code));
        let spoken = match stated {
            Spoken::Unclear => Spoken::of(prose.blocks.iter().map(|block| block.text.as_str())),
            stated => stated,
        };
        let tagger = match spoken {
            Spoken::Known(language) => tagger.in_language(language),
            Spoken::Unread(_) | Spoken::Unclear => tagger.clone(),
        };
        cache.speak(tagger.language());
        let tagged = tagger.document(&prose, published, &mut |text| cache.get(&tagger, text));
        cache.tidy(&tagged);
        Self { text: text.into(), prose, tagged }
    }
}
