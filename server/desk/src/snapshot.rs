//! What every feature is computed on.

use crate::carry::carried;
use crate::{Checked, Reading, Revision};
use copydesk_checking::Judgement;
use copydesk_library::Library;
use std::sync::Arc;

/// A document, what was found in it, and the sources, at one moment. Cheap to clone; never changes.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The document at its version.
    pub revision: Arc<Revision>,
    /// What was found last, perhaps at an earlier version.
    pub checked: Option<Arc<Checked>>,
    /// The sources.
    pub library: Library,
}

impl Snapshot {
    pub(crate) fn new(revision: Arc<Revision>, checked: Option<Arc<Checked>>, library: Library) -> Self {
        Self { revision, checked, library }
    }

    /// The document's prose and mentions. The first call for a revision takes time.
    pub fn reading(&self) -> &Arc<Reading> {
        self.revision.reading()
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

    /// Whether [`Self::judgements`] are those of this very text.
    pub fn is_current(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| {
            checked.generation == self.revision.generation && checked.version == self.revision.version
        })
    }
}
