//! What the client can do, as it said when it started, and what we offer it.

use crate::features;
use crate::owner::commands::COMMANDS;
use copydesk_text::Encoding;
use tower_lsp::ls_types::*;

/// What the client can do.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    pub(crate) encoding: Encoding,
    /// Hovers may be Markdown.
    pub(crate) markdown: bool,
    /// Shows the findings under the pointer by itself, above the hover.
    pub(crate) findings_shown: bool,
    /// Diagnostics may point at other files.
    pub(crate) related: bool,
    /// Diagnostics may carry a link.
    pub(crate) code_description: bool,
    /// Edits may name the version they are made for.
    pub(crate) document_changes: bool,
    /// Code actions may be more than commands.
    pub(crate) action_literals: bool,
    /// Symbols may hold symbols.
    pub(crate) symbol_trees: bool,
    /// Takes progress.
    pub(crate) progress: bool,
    /// Has settings that can be asked for.
    pub(crate) configuration: bool,
    /// Watches files when asked.
    pub(crate) watches: bool,
    /// Takes `copydesk/status`.
    pub(crate) status: bool,
    /// Shows a document when asked.
    pub(crate) shows: bool,
    /// Wants the protocol's own token types.
    pub(crate) standard_tokens: bool,
    /// What a completion says may be Markdown.
    pub(crate) completion_markdown: bool,
    /// Asks for the edit of an action once it is chosen.
    pub(crate) resolves_edits: bool,
    /// Asks what can be renamed before it renames.
    pub(crate) prepares_rename: bool,
    /// Knows tags of diagnostics.
    pub(crate) tags: bool,
    /// Asks for diagnostics and wants none pushed.
    pub(crate) pulls: bool,
    /// Asks again for these when told to: hints, lenses, colours, diagnostics.
    pub(crate) refreshes: Refreshes,
}

/// What a client asks for again when it is told that it may have changed.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Refreshes {
    pub(crate) hints: bool,
    pub(crate) lenses: bool,
    pub(crate) tokens: bool,
    pub(crate) diagnostics: bool,
}

impl Client {
    pub(crate) fn new(params: &InitializeParams) -> Self {
        let capabilities = &params.capabilities;
        let text = capabilities.text_document.as_ref();
        let workspace = capabilities.workspace.as_ref();
        let publish = text.and_then(|text| text.publish_diagnostics.as_ref());
        let options = params.initialization_options.as_ref();
        let experimental = |name: &str| {
            capabilities.experimental.as_ref().and_then(|value| value.get(name)) == Some(&true.into())
        };
        Self {
            encoding: encoding(capabilities),
            markdown: text
                .and_then(|text| text.hover.as_ref())
                .and_then(|hover| hover.content_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            findings_shown: experimental("copydeskFindingsInHover"),
            related: publish.and_then(|publish| publish.related_information) == Some(true),
            code_description: publish.and_then(|publish| publish.code_description_support) == Some(true),
            document_changes: workspace
                .and_then(|workspace| workspace.workspace_edit.as_ref())
                .and_then(|edit| edit.document_changes)
                == Some(true),
            action_literals: text
                .and_then(|text| text.code_action.as_ref())
                .is_some_and(|action| action.code_action_literal_support.is_some()),
            symbol_trees: text
                .and_then(|text| text.document_symbol.as_ref())
                .and_then(|symbol| symbol.hierarchical_document_symbol_support)
                == Some(true),
            progress: capabilities.window.as_ref().and_then(|window| window.work_done_progress) == Some(true),
            configuration: workspace.and_then(|workspace| workspace.configuration) == Some(true),
            watches: workspace
                .and_then(|workspace| workspace.did_change_watched_files.as_ref())
                .and_then(|watched| watched.dynamic_registration)
                == Some(true),
            status: experimental("copydeskStatus"),
            shows: capabilities
                .window
                .as_ref()
                .and_then(|window| window.show_document.as_ref())
                .is_some_and(|show| show.support),
            standard_tokens: options.and_then(|options| options.get("semanticTokenTypes"))
                == Some(&"standard".into()),
            completion_markdown: text
                .and_then(|text| text.completion.as_ref())
                .and_then(|completion| completion.completion_item.as_ref())
                .and_then(|item| item.documentation_format.as_ref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            resolves_edits: text.and_then(|text| text.code_action.as_ref()).is_some_and(|action| {
                let edits = |support: &CodeActionCapabilityResolveSupport| {
                    support.properties.iter().any(|property| property == "edit")
                };
                action.data_support == Some(true) && action.resolve_support.as_ref().is_some_and(edits)
            }),
            prepares_rename: text
                .and_then(|text| text.rename.as_ref())
                .and_then(|rename| rename.prepare_support)
                == Some(true),
            tags: publish.is_some_and(|publish| publish.tag_support.is_some()),
            pulls: text.is_some_and(|text| text.diagnostic.is_some())
                && options.and_then(|options| options.get("diagnostics")) == Some(&"pull".into()),
            refreshes: refreshes(workspace),
        }
    }
}

fn refreshes(workspace: Option<&WorkspaceClientCapabilities>) -> Refreshes {
    let hints = workspace.and_then(|workspace| workspace.inlay_hint.as_ref());
    let lenses = workspace.and_then(|workspace| workspace.code_lens.as_ref());
    let tokens = workspace.and_then(|workspace| workspace.semantic_tokens.as_ref());
    let diagnostics = workspace.and_then(|workspace| workspace.diagnostics.as_ref());
    Refreshes {
        hints: hints.and_then(|hints| hints.refresh_support) == Some(true),
        lenses: lenses.and_then(|lenses| lenses.refresh_support) == Some(true),
        tokens: tokens.and_then(|tokens| tokens.refresh_support) == Some(true),
        diagnostics: diagnostics.and_then(|diagnostics| diagnostics.refresh_support) == Some(true),
    }
}

/// The first of the client's encodings that we know; UTF-16 if it names none.
fn encoding(capabilities: &ClientCapabilities) -> Encoding {
    let offered = capabilities.general.as_ref().and_then(|general| general.position_encodings.as_ref());
    offered
        .into_iter()
        .flatten()
        .find_map(|kind| match kind.as_str() {
            "utf-8" => Some(Encoding::Utf8),
            "utf-16" => Some(Encoding::Utf16),
            "utf-32" => Some(Encoding::Utf32),
            _ => None,
        })
        .unwrap_or_default()
}

/// What we offer.
pub(crate) fn capabilities(client: &Client) -> ServerCapabilities {
    ServerCapabilities {
        position_encoding: Some(match client.encoding {
            Encoding::Utf8 => PositionEncodingKind::UTF8,
            Encoding::Utf16 => PositionEncodingKind::UTF16,
            Encoding::Utf32 => PositionEncodingKind::UTF32,
        }),
        text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
            open_close: Some(true),
            change: Some(TextDocumentSyncKind::INCREMENTAL),
            ..TextDocumentSyncOptions::default()
        })),
        workspace: Some(WorkspaceServerCapabilities {
            workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                supported: Some(true),
                change_notifications: Some(OneOf::Left(true)),
            }),
            ..WorkspaceServerCapabilities::default()
        }),
        hover_provider: Some(HoverProviderCapability::Simple(true)),
        code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
            code_action_kinds: Some(vec![
                CodeActionKind::QUICKFIX,
                CodeActionKind::REFACTOR_REWRITE,
                CodeActionKind::new(features::FIX_ALL),
                CodeActionKind::new(features::ORGANIZE),
            ]),
            resolve_provider: Some(true),
            ..CodeActionOptions::default()
        })),
        execute_command_provider: Some(ExecuteCommandOptions {
            commands: COMMANDS.map(str::to_owned).to_vec(),
            ..ExecuteCommandOptions::default()
        }),
        semantic_tokens_provider: Some(SemanticTokensServerCapabilities::SemanticTokensOptions(
            SemanticTokensOptions {
                legend: features::legend(client),
                range: Some(true),
                full: Some(SemanticTokensFullOptions::Delta { delta: Some(true) }),
                ..SemanticTokensOptions::default()
            },
        )),
        document_symbol_provider: Some(OneOf::Left(true)),
        definition_provider: Some(OneOf::Left(true)),
        references_provider: Some(OneOf::Left(true)),
        document_highlight_provider: Some(OneOf::Left(true)),
        completion_provider: Some(CompletionOptions {
            trigger_characters: Some(vec!["[".to_owned()]),
            ..CompletionOptions::default()
        }),
        document_link_provider: Some(DocumentLinkOptions {
            resolve_provider: Some(false),
            work_done_progress_options: WorkDoneProgressOptions::default(),
        }),
        folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
        selection_range_provider: Some(SelectionRangeProviderCapability::Simple(true)),
        workspace_symbol_provider: Some(OneOf::Left(true)),
        rename_provider: Some(if client.prepares_rename {
            OneOf::Right(RenameOptions {
                prepare_provider: Some(true),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        } else {
            OneOf::Left(true)
        }),
        inlay_hint_provider: Some(OneOf::Left(true)),
        code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
        diagnostic_provider: client.pulls.then(|| {
            DiagnosticServerCapabilities::Options(DiagnosticOptions {
                identifier: Some("copydesk".to_owned()),
                inter_file_dependencies: true,
                workspace_diagnostics: false,
                work_done_progress_options: WorkDoneProgressOptions::default(),
            })
        }),
        ..ServerCapabilities::default()
    }
}
