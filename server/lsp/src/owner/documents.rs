//! Documents: opened, edited, checked, their diagnostics sent.

use super::Owner;
use super::refresh::Given;
use super::rooms::RoomId;
use super::story::Baseline;
use super::waiting::Waiting;
use crate::compose::{Composed, compose};
use crate::event::Event;
use crate::features::Colours;
use crate::output::Outgoing;
use crate::pool::guarded;
use crate::uri;
use crate::view::{Status, View, place};
use copydesk_desk::{Change, Checked, Desk, Outcome};
use copydesk_intake::read;
use copydesk_text::Format;
use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    PublishDiagnosticsParams, Uri,
};

/// A check that takes longer than this after an edit lets the findings of the sentences that were not edited be
/// shown meanwhile.
const SLOW: Duration = Duration::from_millis(150);

/// What a document is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Its folder has not been looked at yet.
    Unknown,
    /// It is checked.
    Draft,
    /// A source, a README, what git ignores: kept in step and not checked.
    Other,
}

/// A document that the client has open, or that `copydesk.toml` names.
pub(super) struct Open {
    pub(super) uri: Uri,
    pub(super) path: Option<PathBuf>,
    pub(super) room: RoomId,
    pub(super) role: Role,
    /// The client has it open; else it is as it stands on disk.
    pub(super) in_editor: bool,
    colours: Colours,
    last_edit: Option<Instant>,
    composed: Option<Composed>,
    /// How it was found when its sources last changed.
    pub(super) baseline: Option<Baseline>,
    /// What is quiet and was shown: it stays while the writer types elsewhere.
    shown: HashSet<u64>,
    /// When quiet findings are due.
    rested_at: Option<Instant>,
    /// When findings of an earlier version are due in this one.
    stale_at: Option<Instant>,
    /// What a client that pulls has of it.
    pub(super) given: Given,
    /// Of [`Composed::trace`], as the client was told last.
    pub(super) traced: Option<u64>,
    /// When the client is told to ask again for hints and lenses.
    pub(super) refresh_at: Option<Instant>,
    /// Questions that are answered once this version is checked.
    pub(super) waiting: Waiting,
}

impl Open {
    fn new(uri: Uri, path: Option<PathBuf>, room: RoomId, in_editor: bool) -> Self {
        let role = if path.is_none() || !in_editor { Role::Draft } else { Role::Unknown };
        Self {
            uri,
            path,
            room,
            role,
            in_editor,
            colours: Colours::default(),
            last_edit: None,
            composed: None,
            baseline: None,
            shown: HashSet::new(),
            rested_at: None,
            stale_at: None,
            given: Given::default(),
            traced: None,
            refresh_at: None,
            waiting: Waiting::default(),
        }
    }

    /// The diagnostics that were put together last.
    pub(super) fn composed(&self) -> Option<&Composed> {
        self.composed.as_ref()
    }

    /// The version they are of.
    pub(super) fn composed_version(&self) -> Option<i32> {
        self.composed.as_ref().map(|composed| composed.version)
    }

    /// When something is due.
    pub(super) fn deadlines(&self) -> [Option<Instant>; 4] {
        [self.rested_at, self.stale_at, self.refresh_at, self.waiting.deadline()]
    }
}

impl Owner {
    pub(super) fn opened(&mut self, params: DidOpenTextDocumentParams) {
        let document = params.text_document;
        let (key, path) = (uri::key(&document.uri), uri::path(&document.uri));
        let room = self.room_for(path.as_deref());
        self.put_on_desk(&key, room, format(&key, &document.language_id), document.version, &document.text);
        self.documents.insert(key.clone(), Open::new(document.uri, path.clone(), room, true));
        self.check(&key);
        self.source_touched(&key);
        match path {
            Some(path) => self.look_at(room, path),
            None => self.survey(room),
        }
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
        let (version, encoding) = (params.text_document.version, self.client.encoding);
        let Some(open) = self.documents.get_mut(&key).filter(|open| open.in_editor) else {
            tracing::warn!(key, "a change of a document that is not open");
            return;
        };
        let now = Instant::now();
        open.last_edit = Some(now);
        open.rested_at = None;
        let role = open.role;
        if role == Role::Draft {
            open.stale_at.get_or_insert(now + SLOW);
        }
        if let Some(room) = self.rooms.get_mut(&open.room) {
            room.desk.edit(&key, version, &changes, encoding);
        }
        self.check(&key);
        if role != Role::Draft {
            self.source_touched(&key);
        }
    }

    pub(super) fn closed(&mut self, params: &DidCloseTextDocumentParams) {
        let key = uri::key(&params.text_document.uri);
        let Some(open) = self.documents.get(&key).filter(|open| open.in_editor) else { return };
        let (id, path) = (open.room, open.path.clone());
        self.forget(&key);
        self.source_touched(&key);
        if let Some(path) = path
            && self.rooms.get(&id).is_some_and(|room| room.drafts.contains(&path))
        {
            self.read_draft(id, path);
        }
        self.survey(id);
        self.tidy_rooms();
    }

    /// Takes a document off its desk and its findings away.
    pub(super) fn forget(&mut self, key: &str) {
        self.answer_waiting(key);
        let Some(mut open) = self.documents.remove(key) else { return };
        Self::give_up(&mut open);
        if let Some(room) = self.rooms.get_mut(&open.room) {
            room.desk.close(key);
        }
        if !self.client.pulls {
            self.send(Outgoing::Diagnostics(PublishDiagnosticsParams::new(open.uri, Vec::new(), None)));
        }
        if let Some(path) = &open.path {
            self.say_unread_again(path);
        }
    }

    /// Says what a document is, now that its folder has been looked at.
    pub(super) fn set_role(&mut self, path: &Path, role: Role) {
        let key = path.to_string_lossy();
        let Some(open) = self.documents.get_mut(&*key).filter(|open| open.in_editor) else { return };
        let before = std::mem::replace(&mut open.role, role);
        if before == role {
            return;
        }
        if role == Role::Draft {
            self.check(&key);
            return;
        }
        let room = open.room;
        if before == Role::Draft {
            self.forget_check(&key, room);
        }
        let Some(open) = self.documents.get_mut(&*key) else { return };
        open.composed = None;
        open.shown.clear();
        (open.rested_at, open.stale_at) = (None, None);
        let uri = open.uri.clone();
        self.answer_waiting(&key);
        if self.client.pulls {
            return self.give(&key, Vec::new());
        }
        let room = self.rooms.get(&room);
        let version =
            room.and_then(|room| room.desk.document(&key)).map(|document| document.revision().version);
        let params = PublishDiagnosticsParams::new(uri, Vec::new(), version);
        self.send(Outgoing::Diagnostics(params));
        self.say_unread_again(path);
    }

    /// Puts a document on its desk anew, so that nothing is known of it that was found, nor what a running check will find.
    fn forget_check(&mut self, key: &str, room: RoomId) {
        let Some(desk) = self.rooms.get_mut(&room).map(|room| &mut room.desk) else { return };
        let Some(now) = desk.document(key).map(|document| document.revision().clone()) else { return };
        desk.close(key);
        self.put_on_desk(key, room, now.format, now.version, &now.buffer.to_string());
    }

    /// Reads the drafts of a room that are named and not open, forgets those that are no longer named.
    pub(super) fn take_drafts(&mut self, id: RoomId, before: &BTreeSet<PathBuf>) {
        let Some(room) = self.rooms.get(&id) else { return };
        let gone: Vec<PathBuf> = before.difference(&room.drafts).cloned().collect();
        let new: Vec<PathBuf> = room.drafts.difference(before).cloned().collect();
        for path in gone {
            let key = path.to_string_lossy();
            if self.documents.get(&*key).is_some_and(|open| !open.in_editor && open.room == id) {
                self.forget(&key);
            }
        }
        for path in new {
            self.read_draft(id, path);
        }
    }

    /// Reads a draft that is not open from disk.
    pub(super) fn read_draft(&mut self, id: RoomId, path: PathBuf) {
        let key = path.to_string_lossy();
        if self.documents.get(&*key).is_some_and(|open| open.in_editor) {
            return;
        }
        let events = self.events.clone();
        self.slow.run(move || {
            let text = guarded("reading a draft", || Some(read(&path, "").ok()?.article.text.to_string()));
            events.send(Event::DraftRead(id, path, text.flatten())).ok();
        });
    }

    pub(super) fn draft_read(&mut self, id: RoomId, path: PathBuf, text: Option<String>) {
        let key = path.to_string_lossy().into_owned();
        if self.documents.get(&key).is_some_and(|open| open.in_editor) {
            return;
        }
        let Some(text) = text else { return self.forget(&key) };
        let Some(room) = self.rooms.get(&id).filter(|room| room.drafts.contains(&path)) else { return };
        let version = room.desk.document(&key).map_or(0, |document| document.revision().version + 1);
        let Some(uri) = uri::of_path(&path) else { return };
        self.put_on_desk(&key, id, format(&key, ""), version, &text);
        self.documents.insert(key.clone(), Open::new(uri, Some(path), id, false));
        self.check(&key);
    }

    /// What features of a document see; `None` if it is not known.
    pub(super) fn view(&self, key: &str) -> Option<View> {
        let open = self.documents.get(key)?;
        let room = self.rooms.get(&open.room)?;
        let status = if open.role == Role::Other {
            Status::NotADraft
        } else if room.is_unknown() || room.reading > 0 || room.shelving || !room.shelf.is_empty() {
            Status::Reading(room.progress.total().saturating_sub(room.reading), room.progress.total())
        } else if room.desk.library().is_empty() {
            Status::NoSources(room.discovery.clone())
        } else {
            Status::Ready
        };
        Some(View {
            snapshot: room.desk.snapshot(key)?,
            uri: open.uri.clone(),
            client: self.client.clone(),
            paths: room.paths.clone(),
            status,
            colours: open.colours.clone(),
            preferences: self.preferences.clone(),
        })
    }

    /// Starts a check of a draft, if none runs; else another follows it.
    pub(super) fn check(&mut self, key: &str) {
        if self.paused {
            return;
        }
        let Some(open) = self.documents.get(key).filter(|open| open.role == Role::Draft) else { return };
        let room = open.room;
        let Some(view) = self.view(key) else { return };
        let Some(job) = self.rooms.get_mut(&room).and_then(|room| room.desk.check(key)) else {
            // It was checked while some source was still being read.
            return self.note_changes(key);
        };
        let (key, events) = (key.to_owned(), self.events.clone());
        self.slow.run_next(move || {
            let revision = job.revision().clone();
            let generation = revision.generation;
            let done = guarded("a check", || {
                let outcome = job.run();
                let checked = Arc::new(outcome.checked.clone());
                let view = View { snapshot: view.snapshot.after(revision, checked), ..view };
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
        if let Some(room) = self.documents.get(key).map(|open| open.room) {
            self.ask_archive(room);
        }
        let Some(desk) = self.desk_of(key) else { return };
        let before = desk.document(key).and_then(|document| document.checked().cloned());
        let Some(next) = desk.finish(key, outcome) else { return };
        let current =
            desk.document(key).is_some_and(|document| document.revision().version == composed.version);
        // Thousands of small pieces: given back where nobody waits for it.
        self.fast.run(move || drop(before));
        if next.changed {
            if current {
                self.composed(key, composed);
            } else {
                self.compose_again(key);
            }
        }
        self.answer_if_checked(key);
        self.note_changes(key);
        if next.again {
            self.check(key);
        }
    }

    pub(super) fn check_failed(&mut self, key: &str, generation: u64) {
        if self.desk_of(key).is_some_and(|desk| desk.failed(key, generation)) {
            self.check(key);
        }
    }

    fn desk_of(&mut self, key: &str) -> Option<&mut Desk> {
        let room = self.documents.get(key)?.room;
        Some(&mut self.rooms.get_mut(&room)?.desk)
    }

    /// Diagnostics of the current version out of what is known of an earlier one.
    pub(super) fn compose_again(&self, key: &str) {
        let Some(view) = self.view(key) else { return };
        let (key, events) = (key.to_owned(), self.events.clone());
        self.fast.run(move || {
            let of = view.snapshot.checked.clone();
            if let Some(composed) = guarded("composing diagnostics", || compose(&view)) {
                events.send(Event::Composed { key, of, composed }).ok();
            }
        });
    }

    /// Takes what [`Self::compose_again`] has made, unless a check that has ended meanwhile knows better: it may have been
    /// of this very version, and then nothing would come after it to put right what is older.
    pub(super) fn composed_again(&mut self, key: &str, of: Option<&Arc<Checked>>, composed: Composed) {
        let now =
            self.desk_of(key).and_then(|desk| desk.document(key)).and_then(|document| document.checked());
        if now.map(Arc::as_ptr) == of.map(Arc::as_ptr) {
            self.composed(key, composed);
        }
    }

    /// Sends diagnostics if they are those of the current version.
    pub(super) fn composed(&mut self, key: &str, composed: Composed) {
        let Some(document) = self.desk_of(key).and_then(|desk| desk.document(key)) else { return };
        let revision = document.revision().clone();
        if revision.generation != composed.generation || revision.version != composed.version {
            return;
        }
        let Some(open) = self.documents.get_mut(key).filter(|open| open.role == Role::Draft) else { return };
        let before = open.composed.replace(composed);
        open.stale_at = None;
        self.publish(key);
        self.fast.run(move || drop(before));
        self.judged(key);
    }

    fn publish(&mut self, key: &str) {
        if self.paused {
            return;
        }
        let rest = self.options.rest;
        let Some(open) = self.documents.get_mut(key) else { return };
        let Some(composed) = &open.composed else { return };
        let rested = open.last_edit.is_none_or(|at| at.elapsed() >= rest);
        let waits = composed.items.iter().any(|item| item.quiet && !open.shown.contains(&item.identity));
        open.rested_at = open.last_edit.filter(|_| !rested && waits).map(|at| at + rest);
        let shown =
            composed.items.iter().filter(|item| rested || !item.quiet || open.shown.contains(&item.identity));
        let diagnostics: Vec<_> = shown.clone().map(|item| item.diagnostic.clone()).collect();
        open.shown = shown.filter(|item| item.quiet).map(|item| item.identity).collect();
        if self.client.pulls {
            return self.give(key, diagnostics);
        }
        let version = open.in_editor.then_some(composed.version);
        let params = PublishDiagnosticsParams::new(open.uri.clone(), diagnostics, version);
        self.send(Outgoing::Diagnostics(params));
    }

    pub(super) fn pass_document_deadlines(&mut self, now: Instant) {
        let due = |at: &mut Option<Instant>| at.is_some_and(|at| at <= now) && at.take().is_some();
        let (mut rested, mut stale, mut refresh) = (Vec::new(), Vec::new(), false);
        for (key, open) in &mut self.documents {
            if due(&mut open.rested_at) {
                rested.push(key.clone());
            }
            if due(&mut open.stale_at) {
                stale.push(key.clone());
            }
            refresh |= due(&mut open.refresh_at);
        }
        if refresh {
            self.refresh_verdicts();
        }
        self.answer_overdue(now);
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
