//! The texts that findings point into, as lines: made once for each source of a run.

use super::Outcome;
use copydesk_library::Article;
use copydesk_text::Buffer;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

/// The sources of a run, asked for by their desk and id.
pub(super) struct Texts<'a> {
    outcome: &'a Outcome,
    kept: RefCell<HashMap<(usize, Arc<str>), Buffer>>,
}

impl<'a> Texts<'a> {
    pub(super) fn new(outcome: &'a Outcome) -> Self {
        Self { outcome, kept: RefCell::default() }
    }

    /// The text of a source; empty for one that is not there.
    pub(super) fn of(&self, desk: usize, id: &Arc<str>) -> Buffer {
        let library = &self.outcome.desks[desk].library;
        let text = || Buffer::new(library.get(id).map_or("", |article: &Arc<Article>| &article.text));
        // A clone of one shares its text.
        self.kept.borrow_mut().entry((desk, id.clone())).or_insert_with(text).clone()
    }
}
