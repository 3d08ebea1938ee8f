//! One document: its text at a version, what was found in it, and the check that runs on it.

use crate::marks::Marks;
use crate::reading::{Reading, TagCache};
use crate::{Checked, Job, Next, Outcome, Tools};
use copydesk_checking::{Cache, Settings};
use copydesk_library::Library;
use copydesk_tagging::Tagger;
use copydesk_text::{Buffer, Encoding, Format, Position};
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

/// A change of a document's text.
#[derive(Clone, Debug)]
pub struct Change {
    /// What is replaced; `None` for the whole text.
    pub range: Option<Range<Position>>,
    /// What stands there afterwards.
    pub text: String,
}

/// A document at one version. Never changes; its reading is made when first asked for and kept.
pub struct Revision {
    /// Path relative to the workspace, if it lies in one.
    pub path: Option<Arc<str>>,
    /// What marks it up.
    pub format: Format,
    /// Grows each time the document is opened; versions count from anew then.
    pub generation: u64,
    /// The editor's version.
    pub version: i32,
    /// The text, for positions.
    pub buffer: Buffer,
    reading: OnceLock<Arc<Reading>>,
    tags: Arc<TagCache>,
    tools: Arc<dyn Tools>,
    tagger: Tagger,
}

impl std::fmt::Debug for Revision {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Revision")
            .field("path", &self.path)
            .field("generation", &self.generation)
            .field("version", &self.version)
            .finish_non_exhaustive()
    }
}

impl Revision {
    /// Its prose and mentions. The first call takes time.
    pub fn reading(&self) -> &Arc<Reading> {
        self.reading.get_or_init(|| {
            let text = self.buffer.to_string();
            let path = self.path.as_deref();
            Arc::new(Reading::new(text, path, self.format, &*self.tools, &self.tagger, &self.tags))
        })
    }
}

/// A document on the desk.
#[derive(Debug)]
pub struct Document {
    revision: Arc<Revision>,
    checked: Option<Arc<Checked>>,
    /// What the checker keeps between two checks; out while a check runs.
    cache: Option<Cache>,
    running: Option<Running>,
    again: bool,
}

/// The check that runs.
#[derive(Debug)]
struct Running {
    version: i32,
    cancelled: Arc<AtomicBool>,
}

impl Document {
    pub(crate) fn new(
        path: Option<Arc<str>>,
        format: Format,
        generation: u64,
        version: i32,
        text: &str,
        tools: Arc<dyn Tools>,
        tagger: Tagger,
    ) -> Self {
        let revision = Revision {
            path,
            format,
            generation,
            version,
            buffer: Buffer::new(text),
            reading: OnceLock::new(),
            tags: Arc::default(),
            tools,
            tagger,
        };
        Self {
            revision: Arc::new(revision),
            checked: None,
            cache: Some(Cache::default()),
            running: None,
            again: false,
        }
    }

    /// Its current revision.
    pub fn revision(&self) -> &Arc<Revision> {
        &self.revision
    }

    /// What was found in it last, perhaps at an earlier version.
    pub fn checked(&self) -> Option<&Arc<Checked>> {
        self.checked.as_ref()
    }

    pub(crate) fn edit(&mut self, version: i32, changes: &[Change], encoding: Encoding) {
        let old = &self.revision;
        let mut buffer = old.buffer.clone();
        for change in changes {
            match &change.range {
                Some(range) => buffer.edit(range.clone(), encoding, &change.text),
                None => buffer = Buffer::new(&change.text),
            }
        }
        self.revision = Arc::new(Revision {
            path: old.path.clone(),
            format: old.format,
            generation: old.generation,
            version,
            buffer,
            reading: OnceLock::new(),
            tags: old.tags.clone(),
            tools: old.tools.clone(),
            tagger: old.tagger.clone(),
        });
    }

    /// Reads the document with another tagger; what was found in it with the old one counts no more.
    pub(crate) fn read_with(&mut self, tagger: &Tagger) {
        self.cancel();
        let old = &self.revision;
        self.revision = Arc::new(Revision {
            path: old.path.clone(),
            format: old.format,
            generation: old.generation,
            version: old.version,
            buffer: old.buffer.clone(),
            reading: OnceLock::new(),
            tags: Arc::default(),
            tools: old.tools.clone(),
            tagger: tagger.clone(),
        });
        self.cache = self.cache.take().map(|_| Cache::default());
    }

    pub(crate) fn cancel(&self) {
        if let Some(running) = &self.running {
            running.cancelled.store(true, Ordering::Relaxed);
        }
    }

    pub(crate) fn check(
        &mut self,
        library: Library,
        settings: Arc<Settings>,
        marks: Arc<Marks>,
        tools: Arc<dyn Tools>,
    ) -> Option<Job> {
        if let Some(running) = &self.running {
            self.again = true;
            // Other sources alone are no reason to throw away what is half done: the writer waits for it.
            if running.version != self.revision.version {
                self.cancel();
            }
            return None;
        }
        let cancelled = Arc::new(AtomicBool::new(false));
        self.running = Some(Running { version: self.revision.version, cancelled: cancelled.clone() });
        self.again = false;
        let cache = self.cache.take().unwrap_or_default();
        Some(Job { revision: self.revision.clone(), library, settings, marks, tools, cache, cancelled })
    }

    pub(crate) fn finish(&mut self, outcome: Outcome) -> Option<Next> {
        if outcome.checked.generation != self.revision.generation {
            return None;
        }
        self.running = None;
        self.cache = Some(outcome.cache);
        // Part of the judgements is worth more than none, and less than all of an earlier version.
        let newer = self.checked.as_ref().is_none_or(|old| outcome.checked.library >= old.library);
        let changed = newer && (outcome.complete || self.checked.is_none());
        if changed {
            self.checked = Some(Arc::new(outcome.checked));
        }
        Some(Next { changed, again: std::mem::take(&mut self.again) })
    }

    pub(crate) fn failed(&mut self, generation: u64) -> bool {
        if generation != self.revision.generation {
            return false;
        }
        self.running = None;
        std::mem::take(&mut self.again)
    }
}
