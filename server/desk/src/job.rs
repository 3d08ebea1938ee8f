//! A check as a value: made by the desk in no time, run wherever the caller likes, its outcome given back.

use crate::Tools;
use crate::document::Revision;
use crate::marks::{Marked, Marks};
use crate::reading::Reading;
use copydesk_checking::{Cache, Draft, Judgement, Settings};
use copydesk_library::Library;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A check of one document at one version.
pub struct Job {
    pub(crate) revision: Arc<Revision>,
    pub(crate) library: Library,
    pub(crate) settings: Arc<Settings>,
    pub(crate) marks: Arc<Marks>,
    pub(crate) tools: Arc<dyn Tools>,
    pub(crate) cache: Cache,
    pub(crate) cancelled: Arc<AtomicBool>,
}

impl std::fmt::Debug for Job {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Job").field("revision", &self.revision).finish_non_exhaustive()
    }
}

/// What was found in a document at one version.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The text that was checked.
    pub reading: Arc<Reading>,
    /// Of [`Revision::generation`].
    pub generation: u64,
    /// Of [`Revision::version`].
    pub version: i32,
    /// The revision of the library.
    pub library: u64,
    /// In the order of the draft.
    pub judgements: Arc<Vec<Judgement>>,
    /// What was left be and what was checked otherwise.
    pub marked: Arc<Marked>,
}

/// What a job gives back.
#[derive(Debug)]
pub struct Outcome {
    /// What was found.
    pub checked: Checked,
    /// The whole document was checked: nobody told the job to stop.
    pub complete: bool,
    pub(crate) cache: Cache,
}

impl Job {
    /// What it checks.
    pub fn revision(&self) -> &Arc<Revision> {
        &self.revision
    }

    /// Runs it.
    pub fn run(mut self) -> Outcome {
        let reading = self.revision.reading().clone();
        let draft = Draft {
            path: self.revision.path.as_deref(),
            text: &reading.text,
            prose: &reading.prose,
            tagged: &reading.tagged,
        };
        let cancelled = || self.cancelled.load(Ordering::Relaxed);
        let mut judgements =
            self.tools.check(&draft, &self.library, &self.settings, &mut self.cache, &cancelled);
        let path = self.revision.path.as_deref();
        let marked = self.marks.apply(path, &reading.text, &reading.prose.comments, &mut judgements);
        let checked = Checked {
            reading: reading.clone(),
            generation: self.revision.generation,
            version: self.revision.version,
            library: self.library.revision(),
            judgements: Arc::new(judgements),
            marked: Arc::new(marked),
        };
        Outcome { checked, complete: !cancelled(), cache: self.cache }
    }
}
