//! The owner: one thread that has all state and takes events one after the other. It never computes: what takes
//! time runs in a pool and comes back as an event.

mod documents;

use crate::Options;
use crate::client::{Client, capabilities};
use crate::event::Event;
use crate::output::Outgoing;
use crate::pool::Pool;
use copydesk_desk::Desk;
use documents::Open;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Instant;
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::ls_types::{InitializeResult, ServerInfo};

pub(crate) struct Owner {
    options: Options,
    events: Sender<Event>,
    out: UnboundedSender<Outgoing>,
    /// Hovers, actions, tokens: what a person waits for.
    fast: Pool,
    /// Checks and indexing.
    slow: Pool,
    client: Arc<Client>,
    desk: Desk,
    documents: HashMap<String, Open>,
    paths: Arc<HashMap<Arc<str>, PathBuf>>,
    down: bool,
}

impl Owner {
    pub(crate) fn new(options: Options, events: Sender<Event>, out: UnboundedSender<Outgoing>) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            desk: Desk::new(options.tools.clone()),
            options,
            events,
            out,
            fast: Pool::new("fast", 2),
            slow: Pool::new("check", cores.saturating_sub(1)),
            client: Arc::default(),
            documents: HashMap::new(),
            paths: Arc::default(),
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
            self.pass_deadlines(Instant::now());
        }
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Initialize(params, reply) => {
                self.client = Arc::new(Client::new(&params));
                reply.send(InitializeResult {
                    capabilities: capabilities(&self.client),
                    server_info: Some(ServerInfo {
                        name: "copydesk".to_owned(),
                        version: Some(env!("CARGO_PKG_VERSION").to_owned()),
                    }),
                    ..InitializeResult::default()
                });
            }
            Event::Initialized => {}
            Event::Shutdown(reply) => {
                self.down = true;
                reply.send(());
            }
            Event::Opened(params) => self.opened(params),
            Event::Changed(params) => self.changed(params),
            Event::Closed(params) => self.closed(&params),
            Event::Asked(uri, answer) => {
                let view = self.view(&crate::uri::key(&uri));
                self.fast.run(move || answer(view));
            }
            Event::Checked { key, outcome, composed } => self.checked(&key, *outcome, composed),
            Event::CheckFailed { key, generation } => self.check_failed(&key, generation),
            Event::Composed { key, composed } => self.composed(&key, composed),
            Event::Folders(_) | Event::FilesChanged(_) => {}
            Event::ConfigurationChanged(_) | Event::Configuration(_) => {}
            Event::Ended => {}
        }
    }

    fn send(&self, outgoing: Outgoing) {
        self.out.send(outgoing).ok();
    }
}
