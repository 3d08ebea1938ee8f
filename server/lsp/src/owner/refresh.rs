//! What the client asks for by itself: diagnostics, if it pulls them; and what it is told to ask for again, when hints and
//! lenses that rest on verdicts have changed.

use super::Owner;
use super::documents::{Open, Role};
use crate::event::Pull;
use crate::output::{Outgoing, Refresh};
use crate::uri;
use crate::view::FolderView;
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{
    Diagnostic, DocumentDiagnosticReport, DocumentDiagnosticReportResult, FullDocumentDiagnosticReport,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport, TraceValue,
    UnchangedDocumentDiagnosticReport,
};

/// Hints and lenses are asked for again once verdicts have stood still for this long.
const SETTLED: Duration = Duration::from_millis(300);

/// What a client that pulls was given of one document.
#[derive(Default)]
pub(super) struct Given {
    /// Requests that wait for the current version.
    waiting: Vec<Pull>,
    /// What it was given last; its number is its name, which no other has: the client may know one from before the document was
    /// closed.
    diagnostics: Vec<Diagnostic>,
    number: u64,
    /// It has that.
    fetched: bool,
}

impl Given {
    fn answer(&mut self, pull: Pull) {
        let name = self.number.to_string();
        self.fetched = true;
        let report = if pull.known.as_deref() == Some(&name) {
            DocumentDiagnosticReport::Unchanged(RelatedUnchangedDocumentDiagnosticReport {
                related_documents: None,
                unchanged_document_diagnostic_report: UnchangedDocumentDiagnosticReport { result_id: name },
            })
        } else {
            full(Some(name), self.diagnostics.clone())
        };
        pull.reply.send(DocumentDiagnosticReportResult::Report(report));
    }
}

fn full(result_id: Option<String>, items: Vec<Diagnostic>) -> DocumentDiagnosticReport {
    DocumentDiagnosticReport::Full(RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id, items },
    })
}

impl Owner {
    /// Answers with what is known of the current version; a draft that is still being checked is waited for. While paused
    /// nothing is checked, so there is nothing to wait for.
    pub(super) fn pulled(&mut self, pull: Pull) {
        let key = uri::key(&pull.uri);
        let version = self.version_of(&key);
        let Some(open) = self.documents.get_mut(&key).filter(|open| open.role != Role::Other) else {
            let nothing = DocumentDiagnosticReportResult::Report(full(None, Vec::new()));
            return pull.reply.send(nothing);
        };
        let known = open.composed_version().is_some() && open.composed_version() == version;
        if known || self.paused {
            open.given.answer(pull);
        } else {
            open.given.waiting.push(pull);
        }
    }

    fn version_of(&self, key: &str) -> Option<i32> {
        let room = self.rooms.get(&self.documents.get(key)?.room)?;
        Some(room.desk.document(key)?.revision().version)
    }

    /// Gives a client that pulls the diagnostics of a document, and tells it to ask if it has others.
    pub(super) fn give(&mut self, key: &str, diagnostics: Vec<Diagnostic>) {
        let Some(open) = self.documents.get_mut(key) else { return };
        let given = &mut open.given;
        if given.diagnostics != diagnostics || given.number == 0 {
            given.diagnostics = diagnostics;
            self.reports += 1;
            given.number = self.reports;
            given.fetched = false;
        }
        for pull in std::mem::take(&mut given.waiting) {
            given.answer(pull);
        }
        if !given.fetched && self.client.refreshes.diagnostics {
            self.send(Outgoing::Refresh(Refresh::Diagnostics));
        }
    }

    /// Answers those that wait for the diagnostics of a document that is gone.
    pub(super) fn give_up(open: &mut Open) {
        for pull in std::mem::take(&mut open.given.waiting) {
            pull.reply.send(DocumentDiagnosticReportResult::Report(full(None, Vec::new())));
        }
    }

    /// Takes note that verdicts of a document are new.
    pub(super) fn judged(&mut self, key: &str) {
        let Some(open) = self.documents.get_mut(key) else { return };
        let Some(composed) = open.composed() else { return };
        let (trace, version, counts) = (composed.trace, composed.version, composed.counts);
        if trace.is_some() && open.traced != trace {
            open.traced = trace;
            open.refresh_at = Some(Instant::now() + SETTLED);
        }
        self.trace(|| format!("checked {key}"), || format!("version {version}: {counts}"));
    }

    /// Tells the client what was done, if it wants to know.
    pub(super) fn trace(&self, message: impl FnOnce() -> String, verbose: impl FnOnce() -> String) {
        match self.trace {
            TraceValue::Off => {}
            TraceValue::Messages => self.send(Outgoing::Trace(message(), None)),
            TraceValue::Verbose => self.send(Outgoing::Trace(message(), Some(verbose()))),
        }
    }

    /// Has the client ask again for what rests on verdicts.
    pub(super) fn refresh_verdicts(&self) {
        let can = self.client.refreshes;
        if can.hints {
            self.send(Outgoing::Refresh(Refresh::Hints));
        }
        if can.lenses {
            self.send(Outgoing::Refresh(Refresh::Lenses));
        }
    }

    /// Has the client ask again for everything that settings switch on and off.
    pub(super) fn refresh_all(&self) {
        self.refresh_verdicts();
        if self.client.refreshes.tokens {
            self.send(Outgoing::Refresh(Refresh::Tokens));
        }
    }

    /// Every folder, as features of the whole workspace see it.
    pub(super) fn folder_views(&self) -> Vec<FolderView> {
        let view = |room: &super::rooms::Room| FolderView {
            folder: room.desk.folder(),
            library: room.desk.library().clone(),
            client: self.client.clone(),
            paths: room.paths.clone(),
        };
        self.rooms.values().map(view).collect()
    }
}
