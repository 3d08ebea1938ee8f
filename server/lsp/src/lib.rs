//! Floor 6: the language server protocol. The only crate that names its types.
//!
//! ```text
//! input -> handlers, one line each -> one queue -> the owner's thread, with all state
//!                                                    |-> fast pool: features, on a snapshot
//!                                                    |-> check pool: checks and indexing
//!          results come back as events <-------------|
//! owner -> one queue -> the output task -> client
//! ```

mod client;
mod compose;
mod event;
mod features;
mod handlers;
mod marks;
mod output;
mod owner;
mod parent;
mod pool;
mod preferences;
mod uri;
mod view;
mod wire;

use copydesk_checking::{Cache, Draft, Judgement, Settings, check_with};
use copydesk_desk::Tools;
use copydesk_intake::Dating;
use copydesk_library::Library;
use copydesk_text::Prose;
use event::Event;
use handlers::Handlers;
use jiff::civil::Date;
use std::io::{self, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::time::Duration;
use tokio::sync::Notify;
use tower_lsp::{LspService, Server};

/// What a server is started with.
#[derive(Clone)]
pub struct Options {
    /// What checks; a test puts its own in.
    pub tools: Arc<dyn Tools>,
    /// How long a writer must have rested before quiet findings are shown.
    pub rest: Duration,
    /// Where what was made of sources is kept between runs; `None` to keep nothing.
    pub cache: Option<PathBuf>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("rest", &self.rest).finish_non_exhaustive()
    }
}

/// What the server checks with.
#[derive(Default)]
struct Standard {
    dating: Dating,
}

impl Tools for Standard {
    fn check(
        &self,
        draft: &Draft<'_>,
        library: &Library,
        settings: &Settings,
        cache: &mut Cache,
        cancelled: &dyn Fn() -> bool,
    ) -> Vec<Judgement> {
        check_with(draft, library, settings, cache, cancelled, &pool::Helpers)
    }

    fn published(&self, _: Option<&str>, text: &str, prose: &Prose) -> Option<Date> {
        self.dating.published(text, prose)
    }

    fn language(&self, text: &str, prose: &Prose) -> Option<String> {
        copydesk_intake::language(text, prose)
    }
}

impl Default for Options {
    fn default() -> Self {
        Self {
            tools: Arc::new(Standard::default()),
            rest: Duration::from_secs(2),
            cache: copydesk_intake::cache_folder(),
        }
    }
}

/// Serves one client until it says `exit` or its input ends; `true` if it had said `shutdown` before.
///
/// # Errors
/// If the operating system gives no thread.
pub fn serve(
    input: impl Read + Send + 'static,
    output: impl Write + Send + 'static,
    options: Options,
) -> io::Result<bool> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let (events, queue) = mpsc::channel();
    let (out, outgoing) = tokio::sync::mpsc::unbounded_channel();
    let owner = owner::Owner::new(options, events.clone(), out);
    let owner = std::thread::Builder::new().name("owner".into()).spawn(move || owner.run(&queue))?;
    let messages = wire::reader(input);
    let (writer, written) = wire::writer(output);
    let ended = events.clone();
    runtime.block_on(async move {
        let orphaned = Arc::new(Notify::new());
        let (service, socket) = LspService::build(|client| {
            tokio::spawn(output::speak(client, outgoing, events.clone(), orphaned.clone()));
            Handlers { owner: events }
        })
        .custom_method("copydesk/text", Handlers::text)
        .custom_method("copydesk/evidence", Handlers::evidence)
        .custom_method("$/setTrace", Handlers::set_trace)
        .finish();
        let server = Server::new(messages, writer, socket).concurrency_level(1024);
        tokio::select! {
            () = server.serve(service) => {}
            () = orphaned.notified() => tracing::warn!("the editor has ended without a word"),
        }
    });
    ended.send(Event::Ended).ok();
    let orderly = owner.join().unwrap_or(false);
    runtime.shutdown_background();
    written.wait();
    Ok(orderly)
}
