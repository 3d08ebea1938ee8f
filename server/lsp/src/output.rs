//! The one task that speaks to the client. Requests to it run beside the queue, with a time-out: a client that never
//! answers holds up nothing.

use crate::event::Event;
use crate::parent;
use std::future::Future;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::time::Duration;
use tokio::sync::Notify;
use tokio::sync::mpsc::UnboundedReceiver;
use tower_lsp::Client;
use tower_lsp::ls_types::*;

/// How long a client may take for an answer.
const PATIENCE: Duration = Duration::from_secs(10);

/// `copydesk/status`: see `owner/status.rs`.
enum StatusChanged {}

impl notification::Notification for StatusChanged {
    type Params = serde_json::Value;
    const METHOD: &'static str = "copydesk/status";
}

/// Something to tell the client, or to ask it.
#[derive(Debug)]
pub(crate) enum Outgoing {
    Diagnostics(PublishDiagnosticsParams),
    Message(MessageType, String),
    /// `copydesk/status`.
    Status(serde_json::Value),
    /// Asks the client to show a document.
    Show(Uri),
    Register(Vec<Registration>),
    /// Pulls the client's settings for us.
    Configuration,
    /// Asks whether the client shows a progress with this token.
    CreateProgress(String),
    /// Begins a progress with a title.
    Begin(String, String),
    /// So many sources of so many are read.
    Report(String, usize, usize),
    /// Ends a progress.
    End(String),
    /// Asks the client to ask again.
    Refresh(Refresh),
    /// Tells a client that wants to know what we do; the second text only if it wants to know all.
    Trace(String, Option<String>),
    /// Ends the server when this process has ended.
    WatchParent(u32),
}

/// What a client is asked to ask for again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refresh {
    Hints,
    Lenses,
    Tokens,
    Diagnostics,
}

/// Speaks until the owner is gone.
pub(crate) async fn speak(
    client: Client,
    mut queue: UnboundedReceiver<Outgoing>,
    owner: Sender<Event>,
    orphaned: Arc<Notify>,
) {
    while let Some(outgoing) = queue.recv().await {
        match outgoing {
            Outgoing::Diagnostics(params) => {
                client.send_notification::<notification::PublishDiagnostics>(params).await;
            }
            Outgoing::Message(kind, text) => client.show_message(kind, text).await,
            Outgoing::Status(status) => client.send_notification::<StatusChanged>(status).await,
            Outgoing::Trace(message, verbose) => {
                client.send_notification::<notification::LogTrace>(LogTraceParams { message, verbose }).await;
            }
            Outgoing::Begin(token, title) => progress(&client, token, begin(title)).await,
            Outgoing::Report(token, done, total) => progress(&client, token, report(done, total)).await,
            Outgoing::End(token) => {
                progress(&client, token, WorkDoneProgress::End(WorkDoneProgressEnd::default())).await;
            }
            Outgoing::Show(uri) => show(client.clone(), uri),
            Outgoing::Register(registrations) => {
                let client = client.clone();
                beside(async move { client.register_capability(registrations).await.is_ok() });
            }
            Outgoing::CreateProgress(token) => create_progress(client.clone(), token, owner.clone()),
            Outgoing::Refresh(what) => refresh(client.clone(), what),
            Outgoing::Configuration => pull_configuration(client.clone(), owner.clone()),
            Outgoing::WatchParent(process) => {
                let orphaned = orphaned.clone();
                tokio::spawn(async move {
                    parent::ended(process).await;
                    orphaned.notify_one();
                });
            }
        }
    }
}

fn begin(title: String) -> WorkDoneProgress {
    WorkDoneProgress::Begin(WorkDoneProgressBegin {
        title,
        cancellable: Some(false),
        percentage: Some(0),
        ..WorkDoneProgressBegin::default()
    })
}

fn report(done: usize, total: usize) -> WorkDoneProgress {
    WorkDoneProgress::Report(WorkDoneProgressReport {
        message: Some(format!("{done} of {total}")),
        percentage: u32::try_from(done * 100 / total.max(1)).ok(),
        ..WorkDoneProgressReport::default()
    })
}

fn show(client: Client, uri: Uri) {
    let params = ShowDocumentParams { uri, external: None, take_focus: Some(true), selection: None };
    beside(async move { client.show_document(params).await.is_ok() });
}

fn create_progress(client: Client, token: String, owner: Sender<Event>) {
    beside(async move {
        let params = WorkDoneProgressCreateParams { token: ProgressToken::String(token.clone()) };
        if client.send_request::<request::WorkDoneProgressCreate>(params).await.is_ok() {
            owner.send(Event::ProgressReady(token)).ok();
        }
    });
}

fn refresh(client: Client, what: Refresh) {
    beside(async move {
        match what {
            Refresh::Hints => client.inlay_hint_refresh().await,
            Refresh::Lenses => client.code_lens_refresh().await,
            Refresh::Tokens => client.semantic_tokens_refresh().await,
            Refresh::Diagnostics => client.workspace_diagnostic_refresh().await,
        }
    });
}

fn pull_configuration(client: Client, owner: Sender<Event>) {
    beside(async move {
        let item = ConfigurationItem { scope_uri: None, section: Some("copydesk".to_owned()) };
        if let Ok(settings) = client.configuration(vec![item]).await
            && let Some(settings) = settings.into_iter().next()
        {
            owner.send(Event::Configuration(settings)).ok();
        }
    });
}

async fn progress(client: &Client, token: String, value: WorkDoneProgress) {
    let params =
        ProgressParams { token: ProgressToken::String(token), value: ProgressParamsValue::WorkDone(value) };
    client.send_notification::<notification::Progress>(params).await;
}

fn beside<T>(request: impl Future<Output = T> + Send + 'static) {
    tokio::spawn(async move {
        if tokio::time::timeout(PATIENCE, request).await.is_err() {
            tracing::warn!("the client does not answer a request");
        }
    });
}
