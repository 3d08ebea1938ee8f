//! The owner: one thread that has all state and takes events one after the other. It never computes: what takes
//! time runs in a pool and comes back as an event.

mod adding;
mod archive;
pub(crate) mod commands;
mod documents;
mod progress;
mod refresh;
mod rooms;
mod settings;
mod sources;
mod status;
mod story;
mod survey;
#[cfg(test)]
mod tests;
mod unread;
mod waiting;
mod watching;

pub(crate) use documents::Role;
pub(crate) use rooms::RoomId;
pub(crate) use survey::Survey;

use crate::Options;
use crate::client::{Client, capabilities};
use crate::event::Event;
use crate::output::Outgoing;
use crate::pool::Pool;
use crate::preferences::Preferences;
use crate::uri;
use documents::Open;
use rooms::Room;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::ls_types::{InitializeResult, ServerInfo, TraceValue};
use watching::Watching;

pub(crate) struct Owner {
    options: Options,
    events: Sender<Event>,
    out: UnboundedSender<Outgoing>,
    /// Hovers, actions, tokens: what a person waits for.
    fast: Pool,
    /// Checks and indexing.
    slow: Pool,
    client: Arc<Client>,
    rooms: BTreeMap<RoomId, Room>,
    next_room: RoomId,
    /// By [`uri::key`].
    documents: HashMap<String, Open>,
    /// Folders outside the workspace that the user's own settings name.
    archives: Vec<PathBuf>,
    /// The archive in a database that they name.
    asking: archive::Asking,
    /// Nothing is checked or shown.
    paused: bool,
    told: status::Told,
    /// Reports of diagnostics that clients that pull were given.
    reports: u64,
    /// What the user wants to see inside the text.
    preferences: Arc<Preferences>,
    trace: TraceValue,
    down: bool,
}

impl Owner {
    pub(crate) fn new(options: Options, events: Sender<Event>, out: UnboundedSender<Outgoing>) -> Self {
        if options.cache.is_some() {
            copydesk_intake::warm_up();
        }
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            options,
            events,
            out,
            fast: Pool::new("fast", 2),
            slow: Pool::new("check", cores.saturating_sub(1)),
            client: Arc::default(),
            rooms: BTreeMap::new(),
            next_room: 0,
            documents: HashMap::new(),
            archives: Vec::new(),
            asking: archive::Asking::default(),
            paused: false,
            told: status::Told::default(),
            reports: 0,
            preferences: Arc::default(),
            trace: TraceValue::Off,
            down: false,
        }
    }

    /// Takes events until the client is gone; whether it had said `shutdown`.
    pub(crate) fn run(mut self, events: &Receiver<Event>) -> bool {
        loop {
            let event = match self.next_deadline() {
                None => events.recv().map_err(|_| RecvTimeoutError::Disconnected),
                Some(at) => events.recv_timeout(at.saturating_duration_since(Instant::now())),
            };
            match event {
                Ok(Event::Ended) | Err(RecvTimeoutError::Disconnected) => return self.down,
                Ok(event) => {
                    crate::pool::guarded("an event", || self.take(event));
                }
                Err(RecvTimeoutError::Timeout) => {}
            }
            let now = Instant::now();
            self.pass_deadlines(now);
            self.tell_status(now);
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Initialize(params, reply) => {
                self.client = Arc::new(Client::new(&params));
                self.trace = params.trace.unwrap_or_default();
                if let Some(parent) = params.process_id {
                    self.send(Outgoing::WatchParent(parent));
                }
                if let Some(options) = &params.initialization_options {
                    self.configure(options);
                }
                self.enter(&params);
                reply.send(InitializeResult {
                    capabilities: capabilities(&self.client),
                    server_info: Some(ServerInfo {
                        name: "copydesk".to_owned(),
                        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                    }),
                    ..InitializeResult::default()
                });
            }
            Event::Initialized => {
                self.ask_to_watch();
                if self.client.configuration {
                    self.send(Outgoing::Configuration);
                }
                self.survey_all();
            }
            Event::Shutdown(reply) => {
                self.down = true;
                for room in self.rooms.values_mut() {
                    let ended = room.progress.end();
                    ended.map(|ended| self.out.send(ended));
                }
                reply.send(());
            }
            Event::Opened(params) => self.opened(params),
            Event::Changed(params) => self.changed(params),
            Event::Closed(params) => self.closed(&params),
            Event::Command(params, reply) => self.command(params, reply),
            Event::Asked(uri, answer) => {
                self.answer(&uri::key(&uri), answer);
            }
            Event::AskedOnceChecked(uri, answer) => self.asked_once_checked(&uri, answer),
            Event::AskedOfAll(answer) => {
                let folders = self.folder_views();
                self.fast.run(move || answer(folders));
            }
            Event::Pulled(pull) => self.pulled(pull),
            Event::Trace(value) => self.trace = value,
            Event::Checked { key, outcome, composed } => self.checked(&key, *outcome, composed),
            Event::CheckFailed { key, generation } => self.check_failed(&key, generation),
            Event::Composed { key, of, composed } => self.composed_again(&key, of.as_ref(), composed),
            Event::Folders(params) => self.folders_changed(&params),
            Event::WatchedFiles(params) => {
                let paths = params.changes.iter().filter_map(|change| uri::path(&change.uri)).collect();
                self.files_changed(&paths);
            }
            Event::FilesChanged(paths) => self.files_changed(&paths),
            Event::ConfigurationChanged(params) => self.configuration_changed(&params.settings),
            Event::Configuration(settings) => self.configure(&settings),
            Event::Surveyed(room, survey) => self.surveyed(room, survey),
            Event::LookedAt(room, path, role) => self.looked_at(room, &path, role),
            Event::Archived(room, of, answer) => self.archived(room, &of, *answer),
            Event::SourcesRead(room, read) => self.sources_read(room, read),
            Event::Shelved(room, library) => self.shelved(room, library),
            Event::DraftRead(room, path, text) => self.draft_read(room, path, text),
            Event::ProgressReady(token) => self.progress_ready(&token),
            Event::Ended => {}
        }
    }

    /// The earliest moment at which something is due.
    fn next_deadline(&self) -> Option<Instant> {
        let rooms = self.rooms.values().flat_map(|room| {
            let progress = room.progress.deadline().filter(|_| self.client.progress);
            [room.recheck_at, progress, room.watching.as_ref().and_then(Watching::deadline)]
        });
        let documents = self.documents.values().flat_map(Open::deadlines);
        rooms.chain(documents).chain([self.status_deadline()]).flatten().min()
    }

    fn pass_deadlines(&mut self, now: Instant) {
        self.pass_document_deadlines(now);
        let mut due = Vec::new();
        for (id, room) in &mut self.rooms {
            if room.recheck_at.is_some_and(|at| at <= now) {
                room.recheck_at = None;
                due.push(*id);
            }
            if self.client.progress
                && let Some(outgoing) = room.progress.pass(now)
            {
                self.out.send(outgoing).ok();
            }
        }
        for id in due {
            self.check_room(id);
        }
        self.watch_when_settled(now);
    }

    fn progress_ready(&mut self, token: &str) {
        let now = Instant::now();
        let begun: Vec<Outgoing> =
            self.rooms.values_mut().filter_map(|room| room.progress.ready(token, now)).collect();
        self.out_all(begun);
    }

    fn out_all(&self, outgoing: impl IntoIterator<Item = Outgoing>) {
        for outgoing in outgoing {
            self.send(outgoing);
        }
    }

    fn send(&self, outgoing: Outgoing) {
        self.out.send(outgoing).ok();
    }
}
