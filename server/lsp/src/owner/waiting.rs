//! Questions that are answered once a document has been checked as it stands: what can be done about a finding is asked
//! right after an edit, or after opening, and "nothing" would be no answer. A check that takes long is not waited for.

use super::Owner;
use super::documents::{Open, Role};
use crate::uri;
use crate::view::View;
use std::time::{Duration, Instant};
use tower_lsp::ls_types::Uri;

/// How long a question waits for a check; then it is answered with what is known.
const PATIENCE: Duration = Duration::from_secs(1);

/// What answers a question, given the document as it is then.
type Answer = Box<dyn FnOnce(Option<View>) + Send>;

/// Questions about one document that wait.
#[derive(Default)]
pub(super) struct Waiting {
    answers: Vec<Answer>,
    /// When they have waited long enough.
    until: Option<Instant>,
}

impl Waiting {
    pub(super) fn deadline(&self) -> Option<Instant> {
        self.until
    }
}

impl Owner {
    pub(super) fn asked_once_checked(&mut self, uri: &Uri, answer: Answer) {
        let key = uri::key(uri);
        let waits = !self.paused && !self.is_checked(&key);
        match self.documents.get_mut(&key) {
            Some(open) if waits && open.role != Role::Other => {
                open.waiting.until.get_or_insert_with(|| Instant::now() + PATIENCE);
                open.waiting.answers.push(answer);
            }
            _ => self.answer(&key, answer),
        }
    }

    pub(super) fn answer(&self, key: &str, answer: Answer) {
        let view = self.view(key);
        self.fast.run(move || answer(view));
    }

    /// Whether what was found in a document was found in the version that is open.
    fn is_checked(&self, key: &str) -> bool {
        let room = self.documents.get(key).and_then(|open| self.rooms.get(&open.room));
        room.and_then(|room| room.desk.document(key)).is_some_and(|document| {
            let now = document.revision();
            document
                .checked()
                .is_some_and(|found| (found.generation, found.version) == (now.generation, now.version))
        })
    }

    /// Answers what waits for the check of a document, if that has ended.
    pub(super) fn answer_if_checked(&mut self, key: &str) {
        if self.is_checked(key) {
            self.answer_waiting(key);
        }
    }

    /// Answers what waits for the check of a document with what is known of it.
    pub(super) fn answer_waiting(&mut self, key: &str) {
        let Some(open) = self.documents.get_mut(key) else { return };
        for answer in std::mem::take(&mut open.waiting).answers {
            self.answer(key, answer);
        }
    }

    /// Answers what has waited long enough.
    pub(super) fn answer_overdue(&mut self, now: Instant) {
        let overdue = |open: &Open| open.waiting.until.is_some_and(|until| until <= now);
        let keys: Vec<String> =
            self.documents.iter().filter(|(_, open)| overdue(open)).map(|(key, _)| key.clone()).collect();
        for key in keys {
            self.answer_waiting(&key);
        }
    }
}
