//! Documents: opened, edited, checked, their diagnostics sent.

use super::Owner;
use crate::compose::{Composed, compose};
use crate::event::Event;
use crate::output::Outgoing;
use crate::pool::guarded;
use crate::uri;
use crate::view::{View, place};
use copydesk_desk::{Change, Outcome, Snapshot};
use copydesk_text::Format;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    PublishDiagnosticsParams, Uri,
};

/// A check that takes longer than this after an edit lets the findings of the sentences that were not edited be
/// shown meanwhile.
const SLOW: Duration = Duration::from_millis(150);

/// A document that the client shows, or that `copydesk.toml` names.
pub(super) struct Open {
    pub(super) uri: Uri,
    /// The client has it open; else it is as it stands on disk.
    pub(super) in_editor: bool,
    last_edit: Instant,
    composed: Option<Composed>,
    /// What is quiet and was shown: it stays while the writer types elsewhere.
    shown: HashSet<u64>,
    /// When quiet findings are due.
    rested_at: Option<Instant>,
    /// When findings of an earlier version are due in this one.
    stale_at: Option<Instant>,
}

impl Owner {
    pub(super) fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let key = uri::key(&document.uri);
        let format = format(&key, &document.language_id);
        self.desk.open(&key, None, format, document.version, &document.text);
        // A draft that was just opened has been rested on.
        let last_edit = Instant::now().checked_sub(self.options.rest).unwrap_or_else(Instant::now);
        self.documents.insert(
            key.clone(),
            Open {
                uri: document.uri,
                in_editor: true,
                last_edit,
                composed: None,
                shown: HashSet::new(),
                rested_at: None,
                stale_at: None,
            },
        );
        self.check(&key);
    }

    pub(super) fn changed(&mut self, params: DidChangeTextDocumentParams) {
        let key = uri::key(&params.text_document.uri);
        let changes: Vec<Change> = params
            .content_changes
            .into_iter()
            .map(|change| Change {
                range: change.range.map(|range| place(range.start)..place(range.end)),
                text: change.text,
            })
            .collect();
        let version = params.text_document.version;
        if !self.desk.edit(&key, version, &changes, self.client.encoding) {
            tracing::warn!(key, "a change of a document that is not open");
            return;
        }
        if let Some(open) = self.documents.get_mut(&key) {
            open.last_edit = Instant::now();
            open.rested_at = None;
            open.stale_at.get_or_insert(open.last_edit + SLOW);
        }
        self.check(&key);
    }

    pub(super) fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        let key = uri::key(&params.text_document.uri);
        self.desk.close(&key);
        if let Some(open) = self.documents.remove(&key) {
            self.send(Outgoing::Diagnostics(PublishDiagnosticsParams::new(open.uri, Vec::new(), None)));
        }
    }

    /// What features of a document see; `None` if it is not known.
    pub(super) fn view(&self, key: &str) -> Option<View> {
        let open = self.documents.get(key)?;
        Some(View {
            snapshot: self.desk.snapshot(key)?,
            uri: open.uri.clone(),
            client: self.client.clone(),
            paths: self.paths.clone(),
        })
    }

    /// Starts a check, if none runs; else another follows it.
    pub(super) fn check(&mut self, key: &str) {
        let Some(view) = self.view(key) else { return };
        let Some(job) = self.desk.check(key) else { return };
        let (key, events) = (key.to_owned(), self.events.clone());
        self.slow.run_next(move || {
            let generation = job.revision().generation;
            let revision = job.revision().clone();
            let done = guarded("a check", || {
                let library = view.snapshot.library.clone();
                let outcome = job.run();
                let checked = Some(Arc::new(outcome.checked.clone()));
                let view = View { snapshot: Snapshot { revision, checked, library }, ..view };
                let composed = compose(&view);
                (outcome, composed)
            });
            let event = match done {
                Some((outcome, composed)) => Event::Checked { key, outcome: Box::new(outcome), composed },
                None => Event::CheckFailed { key, generation },
            };
            events.send(event).ok();
        });
    }

    pub(super) fn checked(&mut self, key: &str, outcome: Outcome, composed: Composed) {
        let Some(next) = self.desk.finish(key, outcome) else { return };
        let current =
            self.desk.document(key).is_some_and(|document| document.revision().version == composed.version);
        if next.changed {
            if current {
                self.composed(key, composed);
            } else {
                self.compose_again(key);
            }
        }
        if next.again {
            self.check(key);
        }
    }

    pub(super) fn check_failed(&mut self, key: &str, generation: u64) {
        if self.desk.failed(key, generation) {
            self.check(key);
        }
    }

    /// Diagnostics of the current version out of what is known of an earlier one.
    fn compose_again(&self, key: &str) {
        let Some(view) = self.view(key) else { return };
        let (key, events) = (key.to_owned(), self.events.clone());
        self.fast.run(move || {
            if let Some(composed) = guarded("composing diagnostics", || compose(&view)) {
                events.send(Event::Composed { key, composed }).ok();
            }
        });
    }

    /// Sends diagnostics if they are those of the current version.
    pub(super) fn composed(&mut self, key: &str, composed: Composed) {
        let Some(document) = self.desk.document(key) else { return };
        let revision = document.revision();
        if revision.generation != composed.generation || revision.version != composed.version {
            return;
        }
        let Some(open) = self.documents.get_mut(key) else { return };
        open.composed = Some(composed);
        open.stale_at = None;
        self.publish(key);
    }

    fn publish(&mut self, key: &str) {
        let rest = self.options.rest;
        let Some(open) = self.documents.get_mut(key) else { return };
        let Some(composed) = &open.composed else { return };
        let rested = open.last_edit.elapsed() >= rest;
        let waits = composed.items.iter().any(|item| item.quiet && !open.shown.contains(&item.identity));
        open.rested_at = (!rested && waits).then(|| open.last_edit + rest);
        let shown =
            composed.items.iter().filter(|item| rested || !item.quiet || open.shown.contains(&item.identity));
        let diagnostics = shown.clone().map(|item| item.diagnostic.clone()).collect();
        open.shown = shown.filter(|item| item.quiet).map(|item| item.identity).collect();
        let version = open.in_editor.then_some(composed.version);
        let params = PublishDiagnosticsParams::new(open.uri.clone(), diagnostics, version);
        self.send(Outgoing::Diagnostics(params));
    }

    /// The earliest moment at which something is due.
    pub(super) fn next_deadline(&self) -> Option<Instant> {
        self.documents.values().flat_map(|open| [open.rested_at, open.stale_at]).flatten().min()
    }

    pub(super) fn pass_deadlines(&mut self, now: Instant) {
        let due = |at: &mut Option<Instant>| at.is_some_and(|at| at <= now) && at.take().is_some();
        let (mut rested, mut stale) = (Vec::new(), Vec::new());
        for (key, open) in &mut self.documents {
            if due(&mut open.rested_at) {
                rested.push(key.clone());
            }
            if due(&mut open.stale_at) {
                stale.push(key.clone());
            }
        }
        for key in rested {
            self.publish(&key);
        }
        for key in stale {
            self.compose_again(&key);
        }
    }
}

/// What marks a document up: by its language, else by its name.
fn format(key: &str, language: &str) -> Format {
    let ending = key.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    let markdown = matches!(language, "markdown" | "quarto" | "rmd" | "mdx")
        || (language != "plaintext" && matches!(ending.as_str(), "md" | "markdown" | "qmd"));
    if markdown { Format::Markdown } else { Format::Text }
}
