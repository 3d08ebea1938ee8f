//! What the sources say together, put into a draft, and what their changes do to it.

use super::Owner;
use crate::event::Reply;
use crate::output::Outgoing;
use crate::uri;
use crate::view::{Status, View};
use copydesk_desk::Checked;
use copydesk_library::Library;
use copydesk_story::changes::{self, Found};
use copydesk_story::{Story, highlights, insert, timeline};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::Arc;
use tower_lsp::ls_types::{MessageType, Position, Uri};

/// The edits that put the timeline of the sources into a draft: `{uri, position}`. Answers `{version, edits}`.
pub(crate) const INSERT_TIMELINE: &str = "copydesk/insertTimeline";
/// The edits that put the statements that most origins share at the head of a draft: `{uri}`. Answers the same.
pub(crate) const INSERT_HIGHLIGHTS: &str = "copydesk/insertHighlights";

/// How many key points are put at the head of a draft.
const POINTS: usize = 5;

#[derive(Debug, Deserialize)]
pub(super) struct Into {
    uri: Uri,
    /// Without it, the head of the draft, and its key points.
    position: Option<Position>,
}

/// A draft as it was found when the sources were last as they are now.
pub(super) struct Baseline {
    library: Library,
    checked: Arc<Checked>,
}

impl Owner {
    /// Works the edits out in the check pool.
    pub(super) fn insert_story(&mut self, into: Into, points: bool, reply: Reply<Option<Value>>) {
        let Some(view) = self.view(&uri::key(&into.uri)) else {
            return reply.fail("the document is not open".to_owned());
        };
        match view.status {
            Status::Ready => {}
            Status::Reading(..) => return reply.fail("the sources are still being read".to_owned()),
            _ => return reply.fail("there are no sources to take it from".to_owned()),
        }
        self.slow.run_next(move || {
            let edits = worked_out(&view, &into, points);
            let edits: Vec<Value> = edits
                .iter()
                .map(|edit| json!({"range": view.range(edit.range.clone()), "newText": edit.text}))
                .collect();
            reply.send(Some(json!({"version": view.snapshot.revision.version, "edits": edits})));
        });
    }

    /// Tells the writer which statements a change of the sources affects, once they are all read again.
    pub(super) fn note_changes(&mut self, key: &str) {
        let Some(view) = self.view(key).filter(|view| matches!(view.status, Status::Ready)) else { return };
        let Some(checked) = view.snapshot.checked.clone() else { return };
        let Some(open) = self.documents.get_mut(key).filter(|open| open.in_editor) else { return };
        let library = view.snapshot.library.clone();
        if checked.library != library.revision() {
            return;
        }
        let now = Baseline { library, checked };
        let Some(before) = open.baseline.replace(now) else { return };
        if before.checked.library == view.snapshot.library.revision() {
            return;
        }
        let (out, checked) = (self.out.clone(), view.snapshot.checked.clone());
        self.fast.run(move || {
            let found =
                |checked: &Checked| -> Vec<Found> { checked.judgements.iter().map(Found::from).collect() };
            let Some(checked) = checked else { return };
            let changes = changes::changes(&found(&before.checked), &found(&checked));
            let articles = changed(&before.library, &view.snapshot.library);
            // Where none has changed they are only read otherwise: by what the writer has set.
            if articles > 0
                && let Some(note) = changes::note(articles, &changes)
            {
                out.send(Outgoing::Message(MessageType::INFO, format!("copydesk: {note}"))).ok();
            }
        });
    }
}

/// How many articles are new, changed or gone.
fn changed(before: &Library, now: &Library) -> usize {
    let old: HashMap<&str, u64> = before.articles().map(|article| (&*article.id, article.hash)).collect();
    let other = now.articles().filter(|article| old.get(&*article.id) != Some(&article.hash)).count();
    other + before.articles().filter(|article| now.get(&article.id).is_none()).count()
}

fn worked_out(view: &View, into: &Into, points: bool) -> Vec<copydesk_checking::Edit> {
    let snapshot = &view.snapshot;
    let format = snapshot.revision.format;
    let draft = Arc::new(copydesk_intake::article(
        snapshot.key.clone(),
        &snapshot.revision.buffer.to_string(),
        format,
    ));
    let mut story = Story::new(&snapshot.library);
    let (at, lines) = if points {
        (insert::head(&draft), insert::point_lines(&highlights(&mut story, POINTS)))
    } else {
        let at = into.position.map_or(draft.text.len(), |position| view.offset(position));
        (at, insert::timeline_lines(&timeline(&mut story, Some(&draft))))
    };
    insert::insert(&draft, format, &snapshot.library, &snapshot.settings, at, &lines).unwrap_or_default()
}
