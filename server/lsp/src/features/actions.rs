//! Code actions: quick fixes at a place, what a statement offers, all safe fixes of the draft, citations in order.

use super::suppress::suppressions;
use crate::view::View;
use copydesk_checking::{Code, Edit};
use copydesk_desk::{Action, Later};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use std::ops::Range as Bytes;
use std::sync::Arc;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

/// The kind of the action that applies every safe fix.
pub(crate) const FIX_ALL: &str = "source.fixAll.copydesk";
/// The kind of the action that numbers the citations anew.
pub(crate) const ORGANIZE: &str = "source.organizeCitations";

/// What can be done about a range.
pub(crate) fn actions(view: &View, params: &CodeActionParams) -> Option<CodeActionResponse> {
    if !view.client.action_literals {
        return None;
    }
    let wanted = |kind: &str| {
        params.context.only.as_ref().is_none_or(|only| {
            only.iter().any(|only| {
                let only = only.as_str();
                only.is_empty()
                    || only == kind
                    || kind.strip_prefix(only).is_some_and(|rest| rest.starts_with('.'))
            })
        })
    };
    let mut all = Vec::new();
    let fixes = wanted(CodeActionKind::QUICKFIX.as_str());
    let offers = wanted(CodeActionKind::REFACTOR_REWRITE.as_str());
    if fixes || offers {
        let range = view.offset(params.range.start)..view.offset(params.range.end);
        for action in view.snapshot.actions(range) {
            // What mends a finding is a fix, what a sound statement offers is none: no lamp beside every line.
            let (kind, asked) = match action.mends {
                Some(_) => (CodeActionKind::QUICKFIX, fixes),
                None => (CodeActionKind::REFACTOR_REWRITE, offers),
            };
            if asked {
                all.push(offered(view, action, kind, &params.context.diagnostics));
            }
        }
    }
    if wanted(CodeActionKind::QUICKFIX.as_str()) {
        all.extend(suppressions(view, &params.range, &params.context.diagnostics));
    }
    if wanted(FIX_ALL)
        && let Some(action) = view.snapshot.fix_all()
    {
        all.push(offered(view, action, CodeActionKind::new(FIX_ALL), &[]));
    }
    if wanted(ORGANIZE)
        && let Some(action) = view.snapshot.organize_citations()
    {
        all.push(offered(view, action, CodeActionKind::new(ORGANIZE), &[]));
    }
    all.retain(|action| action.edit.is_some() || action.data.is_some() || action.command.is_some());
    Some(all.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

/// What an action that is worked out when it is chosen is known by.
#[derive(Debug, Deserialize, Serialize)]
struct Ticket {
    uri: Uri,
    version: i32,
    statement: usize,
    article: Arc<str>,
}

/// The document that an action left for later belongs to.
pub(crate) fn document_of(action: &CodeAction) -> Option<Uri> {
    Ticket::deserialize(action.data.as_ref()?).ok().map(|ticket| ticket.uri)
}

/// An action with its edit, if the document is still as it was when the action was offered.
///
/// # Errors
/// "Content modified" if it is not.
pub(crate) fn resolve(view: &View, mut action: CodeAction) -> Result<Option<CodeAction>> {
    let Some(ticket) = action.data.as_ref().and_then(|data| Ticket::deserialize(data).ok()) else {
        return Ok(Some(action));
    };
    if ticket.version != view.snapshot.revision.version {
        return Err(Error::content_modified());
    }
    let later = Later { statement: ticket.statement, article: ticket.article };
    let edits = view.snapshot.work_out(&later).ok_or_else(Error::content_modified)?;
    action.edit = Some(edit(view, &edits));
    Ok(Some(action))
}

fn offered(view: &View, action: Action, kind: CodeActionKind, shown: &[Diagnostic]) -> CodeAction {
    let (changes, data) = match action.later {
        None => (Some(edit(view, &action.edits)), None),
        Some(later) if view.client.resolves_edits => {
            let ticket = Ticket {
                uri: view.uri.clone(),
                version: view.snapshot.revision.version,
                statement: later.statement,
                article: later.article,
            };
            (None, serde_json::to_value(ticket).ok())
        }
        Some(later) => (view.snapshot.work_out(&later).map(|edits| edit(view, &edits)), None),
    };
    CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: diagnostics_of(view, action.mends, shown),
        edit: changes,
        data,
        is_preferred: action.preferred.then_some(true),
        ..CodeAction::default()
    }
}

/// Of the diagnostics that the client shows, those of a finding.
pub(super) fn diagnostics_of(
    view: &View,
    finding: Option<(Bytes<usize>, Code)>,
    shown: &[Diagnostic],
) -> Option<Vec<Diagnostic>> {
    let (range, code) = finding.map(|(range, code)| (view.range(range), code.name()))?;
    let is = |shown: &&Diagnostic| {
        shown.range == range && matches!(&shown.code, Some(NumberOrString::String(name)) if name == code)
    };
    let of: Vec<Diagnostic> = shown.iter().filter(is).cloned().collect();
    (!of.is_empty()).then_some(of)
}

/// Edits of the document, for the version they were made for where the client can hold them to it.
pub(super) fn edit(view: &View, edits: &[Edit]) -> WorkspaceEdit {
    let edits = edits
        .iter()
        .map(|edit| TextEdit { range: view.range(edit.range.clone()), new_text: edit.text.clone() });
    if !view.client.document_changes {
        return WorkspaceEdit {
            changes: Some(HashMap::from([(view.uri.clone(), edits.collect())])),
            ..WorkspaceEdit::default()
        };
    }
    let document = OptionalVersionedTextDocumentIdentifier {
        uri: view.uri.clone(),
        version: Some(view.snapshot.revision.version),
    };
    let edits = edits.map(OneOf::Left).collect();
    WorkspaceEdit {
        document_changes: Some(DocumentChanges::Edits(vec![TextDocumentEdit {
            text_document: document,
            edits,
        }])),
        ..WorkspaceEdit::default()
    }
}
