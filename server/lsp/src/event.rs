//! What reaches the owner: what the client said, and what jobs have found.

use crate::compose::Composed;
use crate::owner::{Role, RoomId, Survey};
use crate::view::{FolderView, View};
use copydesk_desk::{Checked, Outcome};
use copydesk_intake::ReadError;
use copydesk_library::{Article, Library};
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams,
    DocumentDiagnosticReportResult, ExecuteCommandParams, InitializeParams, InitializeResult, TraceValue,
    Uri,
};

/// One event. All state belongs to the owner's thread, which takes them one after the other.
pub(crate) enum Event {
    Initialize(Box<InitializeParams>, Reply<InitializeResult>),
    Initialized,
    Shutdown(Reply<()>),
    Opened(DidOpenTextDocumentParams),
    Changed(DidChangeTextDocumentParams),
    Closed(DidCloseTextDocumentParams),
    Folders(DidChangeWorkspaceFoldersParams),
    WatchedFiles(DidChangeWatchedFilesParams),
    /// Our own watching has seen files change.
    FilesChanged(BTreeSet<PathBuf>),
    ConfigurationChanged(DidChangeConfigurationParams),
    /// The client's answer to a pull of its settings.
    Configuration(serde_json::Value),
    /// A command of the client.
    Command(ExecuteCommandParams, Reply<Option<serde_json::Value>>),
    /// A question about one document, answered on a snapshot by the fast pool.
    Asked(Uri, Box<dyn FnOnce(Option<View>) + Send>),
    /// The same, answered once the document has been checked as it stands, if that is soon.
    AskedOnceChecked(Uri, Box<dyn FnOnce(Option<View>) + Send>),
    /// A question about all folders.
    AskedOfAll(Box<dyn FnOnce(Vec<FolderView>) + Send>),
    /// The client asks for the diagnostics of a document.
    Pulled(Pull),
    /// How much the client wants to be told of what we do.
    Trace(TraceValue),
    /// A check has ended.
    Checked {
        key: String,
        outcome: Box<Outcome>,
        composed: Composed,
    },
    /// A check has panicked.
    CheckFailed {
        key: String,
        generation: u64,
    },
    /// Diagnostics of the current version, made of what was found in an earlier one.
    Composed {
        key: String,
        of: Option<Arc<Checked>>,
        composed: Composed,
    },
    /// A folder was looked at; `None` if that failed.
    Surveyed(RoomId, Option<Box<Survey>>),
    /// What a document is that was opened; `None` where its folder has to be looked at for that.
    LookedAt(RoomId, PathBuf, Option<Role>),
    /// Sources were read.
    SourcesRead(RoomId, Vec<SourceRead>),
    /// The archive has answered for the drafts of a room, or has failed to.
    Archived(RoomId, Arc<copydesk_archive::Archive>, Box<copydesk_archive::Answer>),
    /// Sources are in the library; `None` if none of them has changed.
    Shelved(RoomId, Option<Box<Library>>),
    /// A draft that is not open was read; `None` if it is gone or cannot be read.
    DraftRead(RoomId, PathBuf, Option<String>),
    /// The client will show the progress with this token.
    ProgressReady(String),
    /// The client is gone.
    Ended,
}

/// A source that was read.
pub(crate) struct SourceRead {
    pub(crate) id: Arc<str>,
    /// Which time it was read.
    pub(crate) ticket: u64,
    /// The articles that stand in it.
    pub(crate) articles: std::result::Result<Vec<Arc<Article>>, ReadError>,
}

/// A client that asks for the diagnostics of a document.
pub(crate) struct Pull {
    pub(crate) uri: Uri,
    /// What it calls those it has.
    pub(crate) known: Option<String>,
    pub(crate) reply: Reply<DocumentDiagnosticReportResult>,
}

/// The answer that a handler waits for. Dropped unsent, the handler answers with an error: no request is left open.
pub(crate) struct Reply<T>(oneshot::Sender<Result<T>>);

impl<T> Reply<T> {
    pub(crate) fn send(self, value: T) {
        self.0.send(Ok(value)).ok();
    }

    /// Answers with an error that people read.
    pub(crate) fn fail(self, message: String) {
        let mut error = Error::internal_error();
        error.message = message.into();
        self.0.send(Err(error)).ok();
    }
}

/// A reply and what waits for it.
pub(crate) fn reply<T>() -> (Reply<T>, Answer<T>) {
    let (send, receive) = oneshot::channel();
    (Reply(send), Answer(receive))
}

/// Waits for a reply.
pub(crate) struct Answer<T>(oneshot::Receiver<Result<T>>);

impl<T> Answer<T> {
    pub(crate) async fn wait(self) -> Result<T> {
        self.0.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}
