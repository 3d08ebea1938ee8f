//! What the protocol library calls: one line each, which sends an event before anything is awaited. Handlers run
//! side by side, and only what is sent before the first await keeps the client's order.

use crate::event::{Event, Pull, Reply, reply};
use crate::features;
use crate::view::{FolderView, View};
use serde::{Deserialize, Serialize};
use std::sync::mpsc::Sender;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

pub(crate) struct Handlers {
    pub(crate) owner: Sender<Event>,
}

impl Handlers {
    fn tell(&self, event: Event) {
        self.owner.send(event).ok();
    }

    async fn request<T>(&self, event: impl FnOnce(Reply<T>) -> Event) -> Result<T> {
        let (reply, answer) = reply();
        self.owner.send(event(reply)).map_err(|_| Error::internal_error())?;
        answer.wait().await
    }

    /// Asks about a document; a document that is not known gives the empty answer.
    async fn ask<T: Default + Send + 'static>(
        &self,
        uri: Uri,
        feature: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<T> {
        self.request(|reply| {
            Event::Asked(
                uri,
                Box::new(move |view| reply.send(view.as_ref().map_or_else(T::default, feature))),
            )
        })
        .await
    }

    /// The same, answered once the document has been checked as it stands.
    async fn ask_once_checked<T: Default + Send + 'static>(
        &self,
        uri: Uri,
        feature: impl FnOnce(&View) -> T + Send + 'static,
    ) -> Result<T> {
        self.request(|reply| {
            let answer = move |view: Option<View>| reply.send(view.as_ref().map_or_else(T::default, feature));
            Event::AskedOnceChecked(uri, Box::new(answer))
        })
        .await
    }

    /// Asks about a document what may be refused with a reason.
    async fn ask_or_fail<T: Send + 'static>(
        &self,
        uri: Uri,
        feature: impl FnOnce(&View) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>> {
        let found = self.ask(uri, move |view| Some(feature(view))).await?;
        found.unwrap_or(Ok(None))
    }

    /// `$/setTrace`, which the protocol library leaves to us.
    pub(crate) async fn set_trace(&self, params: SetTraceParams) {
        self.tell(Event::Trace(params.value));
    }

    /// `copydesk/text`: a document as the server has it, for tests and for finding faults.
    pub(crate) async fn text(&self, params: TextParams) -> Result<Option<TextResult>> {
        self.ask(params.text_document.uri, |view| Some(features::text(view))).await
    }

    /// `copydesk/evidence`: the statements of a document with their evidence.
    pub(crate) async fn evidence(&self, params: TextParams) -> Result<Option<serde_json::Value>> {
        self.ask(params.text_document.uri, |view| Some(features::evidence(view))).await
    }
}

/// Parameters of `copydesk/text` and `copydesk/evidence`.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct TextParams {
    pub(crate) text_document: TextDocumentIdentifier,
}

/// Answer to `copydesk/text`.
#[derive(Debug, Serialize)]
pub(crate) struct TextResult {
    pub(crate) text: String,
    pub(crate) version: i32,
    /// All sources are read and this version was held against them.
    pub(crate) settled: bool,
}

impl LanguageServer for Handlers {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.request(|reply| Event::Initialize(Box::new(params), reply)).await
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.request(Event::Shutdown).await
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Opened(params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tell(Event::Changed(params));
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Closed(params));
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {}

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |view| features::hover(view, at.position)).await
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        self.ask_once_checked(uri, move |view| features::actions(view, &params)).await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        self.request(|reply| Event::Command(params, reply)).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        self.ask(params.text_document.uri, features::tokens).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        let since = params.previous_result_id;
        self.ask(params.text_document.uri, move |view| features::tokens_delta(view, &since)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        self.ask(params.text_document.uri, move |view| features::tokens_in(view, &params.range)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        self.ask(params.text_document.uri, features::symbols).await
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |view| features::definition(view, at.position)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let (at, own) = (params.text_document_position, params.context.include_declaration);
        self.ask(at.text_document.uri, move |view| features::references(view, at.position, own)).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        let at = params.text_document_position_params;
        self.ask(at.text_document.uri, move |view| features::highlights(view, at.position)).await
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let Some(uri) = features::document_of(&action) else { return Ok(action) };
        let asked = action.clone();
        let resolved = self.ask_or_fail(uri, move |view| features::resolve(view, asked)).await?;
        resolved.ok_or_else(Error::content_modified)
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let at = params.text_document_position;
        self.ask(at.text_document.uri, move |view| features::complete(view, at.position)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        self.ask(params.text_document.uri, move |view| features::hints(view, &params.range)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        self.ask(params.text_document.uri, features::lenses).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        self.ask(params.text_document.uri, features::folds).await
    }

    async fn selection_range(&self, params: SelectionRangeParams) -> Result<Option<Vec<SelectionRange>>> {
        self.ask(params.text_document.uri, move |view| features::selections(view, &params.positions)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        self.ask(params.text_document.uri, features::links).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        self.ask(params.text_document.uri, move |view| features::prepare(view, params.position)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let (at, new) = (params.text_document_position, params.new_name);
        self.ask_or_fail(at.text_document.uri, move |view| features::rename(view, at.position, &new)).await
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.request(|reply| {
            let answer =
                move |folders: Vec<FolderView>| reply.send(features::actors(&folders, &params.query));
            Event::AskedOfAll(Box::new(answer))
        })
        .await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.request(|reply| {
            Event::Pulled(Pull { uri: params.text_document.uri, known: params.previous_result_id, reply })
        })
        .await
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.tell(Event::Folders(params));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tell(Event::WatchedFiles(params));
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tell(Event::ConfigurationChanged(params));
    }
}
