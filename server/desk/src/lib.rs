//! Floor 5: the facade. One [`Desk`] holds the documents of a workspace folder and its library; every feature of an
//! editor is a method of a [`Snapshot`] that gives plain data over byte offsets.
//!
//! Pure: no file, clock, network, thread or environment. What takes time is a value that the caller runs where it
//! likes: a [`Job`] for a check, a [`Snapshot`] for the rest. Both are cheap to make.

mod actions;
mod carry;
mod catalogue;
mod cited;
mod completion;
mod diagnostics;
mod document;
mod hints;
mod hover;
mod job;
pub mod marks;
mod outline;
mod people;
mod places;
mod reading;
mod rename;
mod snapshot;
mod suppress;
mod symbols;
#[cfg(test)]
mod testing;
mod tokens;
mod wording;

pub use actions::{Action, Later};
pub use cited::Link;
pub use completion::{Completion, Completions, Offer};
pub use diagnostics::{Diagnostic, Related};
pub use document::{Change, Document, Revision};
pub use hints::{Hint, HintKind};
pub use hover::{CitationCard, Hover, MentionCard};
pub use job::{Checked, Job, Outcome};
pub use outline::{Counts, FoldKind};
pub use people::{Folder, HouseName, Known};
pub use places::Resting;
pub use reading::Reading;
pub use rename::{NoRename, Renamable};
pub use snapshot::{Site, Snapshot};
pub use suppress::{Does, Suppression};
pub use symbols::Symbol;

use catalogue::Catalogue;
use copydesk_checking::{Cache, Draft, Judgement, Settings};
use copydesk_library::Library;
use copydesk_tagging::Tagger;
use copydesk_text::{Encoding, Format, Prose};
use jiff::civil::Date;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the desk asks for and does not do itself; a test puts its own in.
pub trait Tools: Send + Sync {
    /// Holds a draft against the library, as [`copydesk_checking::check`] does.
    fn check(
        &self,
        draft: &Draft<'_>,
        library: &Library,
        settings: &Settings,
        cache: &mut Cache,
        cancelled: &dyn Fn() -> bool,
    ) -> Vec<Judgement> {
        copydesk_checking::check(draft, library, settings, cache, cancelled)
    }

    /// The day a draft is dated, from its own text; never today for want of one.
    fn published(&self, path: Option<&str>, text: &str, prose: &Prose) -> Option<Date> {
        let _ = (path, text, prose);
        None
    }

    /// The language that a draft says it is in (a code: "de-AT"), where it says so; else its words tell.
    fn language(&self, text: &str, prose: &Prose) -> Option<String> {
        let _ = (text, prose);
        None
    }
}

/// The documents of a workspace folder and the sources they are held against.
pub struct Desk {
    tools: Arc<dyn Tools>,
    documents: BTreeMap<Arc<str>, Document>,
    library: Library,
    catalogue: Arc<Catalogue>,
    settings: Arc<Settings>,
    tagger: Tagger,
    marks: Arc<marks::Marks>,
    generations: u64,
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("documents", &self.documents.len()).finish_non_exhaustive()
    }
}

impl Desk {
    /// A desk without documents or sources.
    pub fn new(tools: Arc<dyn Tools>) -> Self {
        Self {
            tools,
            documents: BTreeMap::new(),
            library: Library::default(),
            catalogue: Arc::default(),
            settings: Arc::default(),
            tagger: Tagger::english().clone(),
            marks: Arc::default(),
            generations: 0,
        }
    }

    /// Puts a document on the desk, in the place of any that has its key. `path` is relative to the workspace.
    pub fn open(&mut self, key: &str, path: Option<&str>, format: Format, version: i32, text: &str) {
        self.generations += 1;
        let document = Document::new(
            path.map(Arc::from),
            format,
            self.generations,
            version,
            text,
            self.tools.clone(),
            self.tagger.clone(),
        );
        self.documents.insert(key.into(), document);
    }

    /// Applies an editor's changes in their order; `false` if there is no such document.
    pub fn edit(&mut self, key: &str, version: i32, changes: &[Change], encoding: Encoding) -> bool {
        let Some(document) = self.documents.get_mut(key) else { return false };
        document.edit(version, changes, encoding);
        true
    }

    /// Takes a document off the desk; `false` if there is none with this key.
    pub fn close(&mut self, key: &str) -> bool {
        match self.documents.remove(key) {
            Some(document) => {
                document.cancel();
                true
            }
            None => false,
        }
    }

    /// The document with this key.
    pub fn document(&self, key: &str) -> Option<&Document> {
        self.documents.get(key)
    }

    /// The keys of all documents.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<str>> {
        self.documents.keys()
    }

    /// The sources.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// Puts other sources in the place of those that are there.
    pub fn set_library(&mut self, library: Library) {
        self.catalogue = Arc::new(Catalogue::new(library.clone()));
        self.library = library;
    }

    /// What the newsroom has set.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// What the documents are read with, and the sources should be.
    pub fn tagger(&self) -> &Tagger {
        &self.tagger
    }

    /// Changes what the newsroom has set. Where its aliases are others, documents are read anew.
    pub fn set_settings(&mut self, settings: Settings) {
        if settings.aliases != self.settings.aliases {
            self.tagger = settings.tagger();
            for document in self.documents.values_mut() {
                document.read_with(&self.tagger);
            }
        }
        self.settings = Arc::new(settings);
    }

    /// What the writers have decided about findings and statements.
    pub fn marks(&self) -> &Arc<marks::Marks> {
        &self.marks
    }

    /// Changes what the writers have decided; it counts from the next check.
    pub fn set_marks(&mut self, marks: marks::Marks) {
        self.marks = Arc::new(marks);
    }

    /// What a feature is computed on: stays as it is whatever happens to the desk.
    pub fn snapshot(&self, key: &str) -> Option<Snapshot> {
        let (key, document) = self.documents.get_key_value(key)?;
        let others = self.documents.iter().filter(|(other, _)| *other != key);
        let others = others.map(|(key, document)| self.alone(key, document)).collect();
        Some(Snapshot { others, ..self.alone(key, document) })
    }

    /// Every document, each without the others.
    fn snapshots(&self) -> Vec<Snapshot> {
        self.documents.iter().map(|(key, document)| self.alone(key, document)).collect()
    }

    fn alone(&self, key: &Arc<str>, document: &Document) -> Snapshot {
        Snapshot {
            key: key.clone(),
            revision: document.revision().clone(),
            checked: document.checked().cloned(),
            library: self.library.clone(),
            settings: self.settings.clone(),
            others: Arc::default(),
            catalogue: self.catalogue.clone(),
        }
    }

    /// A check of a document as it stands now. While one runs there is no second; the running one is told to stop
    /// and [`Desk::finish`] asks for another.
    pub fn check(&mut self, key: &str) -> Option<Job> {
        let document = self.documents.get_mut(key)?;
        document.check(self.library.clone(), self.settings.clone(), self.marks.clone(), self.tools.clone())
    }

    /// Takes in what a job has found. `None` if its document is gone or was opened anew; else what to do next.
    pub fn finish(&mut self, key: &str, outcome: Outcome) -> Option<Next> {
        self.documents.get_mut(key)?.finish(outcome)
    }

    /// Takes note that a job ended without an outcome: it panicked. `true` if another check is asked for.
    pub fn failed(&mut self, key: &str, generation: u64) -> bool {
        self.documents.get_mut(key).is_some_and(|document| document.failed(generation))
    }
}

/// What follows a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    /// The findings were replaced.
    pub changed: bool,
    /// The document, the sources or the settings have changed meanwhile: check again.
    pub again: bool,
}
