//! Code actions: quick fixes at a place, and all preferred fixes of the draft.

use super::suppress::suppressions;
use crate::view::View;
use copydesk_checking::Edit;
use copydesk_desk::Action;
use std::collections::HashMap;
use tower_lsp::ls_types::*;

/// The kind of the action that applies every preferred fix.
pub(crate) const FIX_ALL: &str = "source.fixAll.copydesk";

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
    if wanted(CodeActionKind::QUICKFIX.as_str()) {
        let range = view.offset(params.range.start)..view.offset(params.range.end);
        let found = view.snapshot.actions(range).into_iter();
        all.extend(
            found.map(|action| offered(view, action, CodeActionKind::QUICKFIX, &params.context.diagnostics)),
        );
    }
    if wanted(CodeActionKind::QUICKFIX.as_str()) {
        all.extend(suppressions(view, &params.range, &params.context.diagnostics));
    }
    if wanted(FIX_ALL)
        && let Some(action) = view.snapshot.fix_all()
    {
        all.push(offered(view, action, CodeActionKind::new(FIX_ALL), &[]));
    }
    Some(all.into_iter().map(CodeActionOrCommand::CodeAction).collect())
}

fn offered(view: &View, action: Action, kind: CodeActionKind, shown: &[Diagnostic]) -> CodeAction {
    let mends = action.mends.map(|(range, code)| (view.range(range), code.name()));
    let diagnostics: Vec<Diagnostic> = shown
        .iter()
        .filter(|shown| {
            mends.as_ref().is_some_and(|(range, code)| {
                shown.range == *range
                    && matches!(&shown.code, Some(NumberOrString::String(name)) if name == code)
            })
        })
        .cloned()
        .collect();
    CodeAction {
        title: action.title,
        kind: Some(kind),
        diagnostics: (!diagnostics.is_empty()).then_some(diagnostics),
        edit: Some(edit(view, &action.edits)),
        is_preferred: Some(action.preferred),
        ..CodeAction::default()
    }
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
