//! `--format sarif`: SARIF 2.1.0, as code-scanning views read it.

use super::texts::Texts;
use super::{Outcome, credit};
use anyhow::Result;
use copydesk_checking::{Code, Finding, Reason, Severity};
use copydesk_text::position::range_of;
use copydesk_text::{Buffer, Encoding};
use serde_json::{Value, json};
use std::io::Write;
use std::ops::Range;

/// Prints one log of one run.
pub(super) fn print(outcome: &Outcome, out: &mut impl Write) -> Result<()> {
    let rules: Vec<Value> = Code::ALL
        .iter()
        .map(|code| {
            json!({
                "id": code.name(), "shortDescription": {"text": code.summary()},
                "defaultConfiguration": {"level": level(code.severity())},
            })
        })
        .collect();
    let mut results = Vec::new();
    let texts = Texts::new(outcome);
    for draft in &outcome.drafts {
        let text = Buffer::new(&draft.article.text);
        for finding in draft.judgements.iter().flat_map(|judgement| &judgement.findings) {
            let mut related = Vec::new();
            for place in finding.reasons.iter().filter_map(place) {
                let desk = outcome.desk(draft);
                let Some(article) = desk.library.get(&place.article) else { continue };
                let source = texts.of(draft.desk, &place.article);
                let mut location = location(&desk.shown(&article.id), &source, &place.range);
                location["message"] = json!({"text": credit(article)});
                related.push(location);
            }
            results.push(json!({
                "ruleId": finding.code, "level": level(finding.severity),
                "message": {"text": finding.message},
                "locations": [location(&draft.shown, &text, &finding.range)],
                "relatedLocations": related, "fixes": fixes(&draft.shown, &text, finding),
            }));
        }
    }
    // What is not read is no result of a rule: it is said of the run, at the file.
    let unread: Vec<Value> = outcome
        .desks
        .iter()
        .flat_map(|desk| &desk.unread)
        .map(|(path, reason)| {
            json!({
                "level": "warning", "message": {"text": format!("not read: {reason}")},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri(path)}}}],
            })
        })
        .collect();
    let log = json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": {"driver": {
                "name": "copydesk", "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"), "rules": rules,
            }},
            "columnKind": "utf16CodeUnits",
            "invocations": [{"executionSuccessful": true, "toolExecutionNotifications": unread}],
            "results": results,
        }],
    });
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)?;
    Ok(())
}

fn place(reason: &Reason) -> Option<&copydesk_checking::Place> {
    match reason {
        Reason::Differs { place, .. } | Reason::Speaker { place, .. } => Some(place),
        Reason::Disagree { values, .. } => values.first().map(|(_, place)| place),
        Reason::Cited { better, .. } | Reason::OneOrigin { places: better } => better.first(),
        Reason::Weekday { .. } | Reason::NotFound { .. } => None,
    }
}

fn fixes(path: &str, text: &Buffer, finding: &Finding) -> Vec<Value> {
    finding
        .fixes
        .iter()
        .map(|fix| {
            let replacements: Vec<Value> = fix
                .edits
                .iter()
                .map(|edit| {
                    json!({"deletedRegion": region(text, &edit.range), "insertedContent": {"text": edit.text}})
                })
                .collect();
            json!({
                "description": {"text": fix.title},
                "artifactChanges": [{"artifactLocation": {"uri": uri(path)}, "replacements": replacements}],
            })
        })
        .collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}

fn location(path: &str, text: &Buffer, bytes: &Range<usize>) -> Value {
    json!({"physicalLocation": {"artifactLocation": {"uri": uri(path)}, "region": region(text, bytes)}})
}

/// One-based, the end exclusive.
fn region(text: &Buffer, bytes: &Range<usize>) -> Value {
    let range = range_of(text.rope(), bytes.clone(), Encoding::Utf16);
    json!({
        "startLine": range.start.line + 1, "startColumn": range.start.character + 1,
        "endLine": range.end.line + 1, "endColumn": range.end.character + 1,
    })
}

/// A path as a reference: what an address may not hold is written as `%XX`.
fn uri(path: &str) -> String {
    let mut uri = String::new();
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' | b'~' => {
                uri.push(byte.into())
            }
            _ => uri += &format!("%{byte:02X}"),
        }
    }
    if path.starts_with('/') { format!("file://{uri}") } else { uri }
}
