//! What every feature is computed on.

use crate::carry::carried;
use crate::catalogue::Catalogue;
use crate::{Checked, Reading, Revision};
use copydesk_checking::{Draft, Judgement, Place, Settings};
use copydesk_library::{Article, Library};
use std::ops::Range;
use std::sync::Arc;

/// A document, what was found in it, and the sources, at one moment. Cheap to clone; never changes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// What the desk knows the document by.
    pub key: Arc<str>,
    /// The document at its version.
    pub revision: Arc<Revision>,
    /// What was found last, perhaps at an earlier version.
    pub checked: Option<Arc<Checked>>,
    /// The sources.
    pub library: Library,
    /// What the newsroom has set.
    pub settings: Arc<Settings>,
    /// The other documents of the desk, without others of their own.
    pub others: Arc<[Snapshot]>,
    pub(crate) catalogue: Arc<Catalogue>,
}

/// A stretch of a document of the desk or of a source.
#[derive(Clone, Debug, PartialEq)]
pub enum Site {
    /// Of the document with this key.
    Draft(Arc<str>, Range<usize>),
    /// Of a source.
    Source(Place),
}

impl Snapshot {
    /// The same at another revision, with what was found in that.
    #[must_use]
    pub fn after(self, revision: Arc<Revision>, checked: Arc<Checked>) -> Self {
        Self { revision, checked: Some(checked), ..self }
    }

    /// The document's prose and mentions. The first call for a revision takes time.
    pub fn reading(&self) -> &Arc<Reading> {
        self.revision.reading()
    }

    /// The document as it is checked.
    pub fn draft(&self) -> Draft<'_> {
        let reading = self.reading();
        Draft {
            path: self.revision.path.as_deref(),
            text: &reading.text,
            prose: &reading.prose,
            tagged: &reading.tagged,
        }
    }

    /// The judgements of this version; until they are made, those of an earlier one whose words still stand.
    pub fn judgements(&self) -> Arc<Vec<Judgement>> {
        let Some(checked) = &self.checked else { return Arc::default() };
        let reading = self.reading();
        if Arc::ptr_eq(reading, &checked.reading) || reading.text == checked.reading.text {
            return checked.judgements.clone();
        }
        Arc::new(carried(&checked.judgements, &checked.reading.text, &reading.text))
    }

    /// Whether [`Self::judgements`] are those of this very text, held against all sources that are read.
    pub fn is_current(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| {
            checked.generation == self.revision.generation
                && checked.version == self.revision.version
                && checked.library == self.library.revision()
        })
    }

    /// The document itself, where it is one of the sources.
    pub fn article(&self) -> Option<&Arc<Article>> {
        self.library.get(self.revision.path.as_deref()?)
    }

    /// The other documents that were checked: drafts of the same folder.
    pub(crate) fn other_drafts(&self) -> impl Iterator<Item = &Snapshot> {
        self.others.iter().filter(|other| other.checked.is_some() && other.article().is_none())
    }
}
