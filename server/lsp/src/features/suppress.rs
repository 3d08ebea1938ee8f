//! Actions by which findings are left be and brought back, and the list of those that are.

use super::actions::{diagnostics_of, edit};
use crate::owner::commands::{BRING_BACK, IGNORE, SWITCH_OFF, UNVERIFY, VERIFY};
use crate::view::View;
use copydesk_desk::marks::{By, MARKS_FILE};
use copydesk_desk::{Does, Suppression};
use serde_json::{Value, json};
use tower_lsp::ls_types::*;

/// What can be decided about what touches a range: last in the menu, never preferred.
pub(crate) fn suppressions(view: &View, range: &Range, shown: &[Diagnostic]) -> Vec<CodeAction> {
    let bytes = view.offset(range.start)..view.offset(range.end);
    view.snapshot.suppressions(bytes).into_iter().map(|found| action(view, found, shown)).collect()
}

fn action(view: &View, found: Suppression, shown: &[Diagnostic]) -> CodeAction {
    let uri = &view.uri;
    let (changes, command) = match found.does {
        Does::Edit(change) => (Some(edit(view, &[change])), None),
        Does::Ignore(entry) => (None, Some((IGNORE, json!({"uri": uri, "entry": entry})))),
        Does::BringBack(entry) => (None, Some((BRING_BACK, json!({"uri": uri, "entry": entry})))),
        Does::SwitchOff(code) => (None, Some((SWITCH_OFF, json!({"uri": uri, "code": code})))),
        Does::Verify { fact, text } => {
            (None, Some((VERIFY, json!({"uri": uri, "fact": fact, "text": text}))))
        }
        Does::Unverify { fact } => (None, Some((UNVERIFY, json!({"uri": uri, "fact": fact})))),
    };
    CodeAction {
        title: found.title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        diagnostics: diagnostics_of(view, found.of, shown),
        edit: changes,
        command: command.map(|(command, argument)| Command {
            title: found.title,
            command: command.to_owned(),
            arguments: Some(vec![argument]),
        }),
        ..CodeAction::default()
    }
}

/// What is left be in a draft, for a list: where, what, by what, why, and the entry or edit that brings it back.
pub(crate) fn ignored(view: &View) -> Vec<Value> {
    let text = &view.snapshot.reading().text;
    view.snapshot
        .marked()
        .ignored
        .into_iter()
        .map(|silenced| {
            let (by, entry, comment) = match silenced.by {
                By::Comment(comment) => ("a comment in the draft", None, Some(comment)),
                By::Entry(entry) => (MARKS_FILE, Some(entry), None),
            };
            let finding = silenced.finding;
            json!({
                "uri": view.uri, "range": view.range(finding.range.clone()), "code": finding.code,
                "severity": finding.severity, "message": finding.message, "words": text.get(finding.range),
                "by": by, "reason": silenced.reason, "entry": entry,
                "comment": comment.map(|comment| view.range(comment)),
            })
        })
        .collect()
}
