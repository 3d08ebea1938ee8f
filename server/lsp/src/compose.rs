//! Findings put into the protocol's words, off the owner's thread.

use crate::view::{Status, View};
use copydesk_checking::{Code, Severity};
use copydesk_desk::{Counts, Related};
use std::hash::{Hash, Hasher};
use std::str::FromStr;
use tower_lsp::ls_types::{
    CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    NumberOrString, Uri,
};

/// Where each code has its page.
const PAGES: &str = "https://copydesk.github.io/copydesk/codes/";

/// The diagnostics of one version of a document.
#[derive(Clone, Debug)]
pub(crate) struct Composed {
    pub(crate) generation: u64,
    pub(crate) version: i32,
    pub(crate) items: Vec<Item>,
    /// Changes when the hints and lenses do that rest on verdicts.
    pub(crate) trace: Option<u64>,
    /// How the statements stand.
    pub(crate) counts: Counts,
}

/// One diagnostic.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    /// Shown only once the writer has rested.
    pub(crate) quiet: bool,
    /// Says which it is whatever is written elsewhere in the document.
    pub(crate) identity: u64,
    pub(crate) diagnostic: Diagnostic,
}

/// The diagnostics of a snapshot.
pub(crate) fn compose(view: &View) -> Composed {
    let snapshot = &view.snapshot;
    let text = &snapshot.reading().text;
    let complete = matches!(view.status, Status::Ready);
    let items = snapshot
        .diagnostics()
        .into_iter()
        .filter(|found| complete || !says_missing(found.code))
        .map(|found| {
            let mut hasher = std::hash::DefaultHasher::new();
            (found.code, &found.message, text.get(found.range.clone())).hash(&mut hasher);
            let code = found.code.name();
            Item {
                quiet: found.severity < Severity::Warning,
                identity: hasher.finish(),
                diagnostic: Diagnostic {
                    range: view.range(found.range),
                    severity: Some(match found.severity {
                        Severity::Error => DiagnosticSeverity::ERROR,
                        Severity::Warning => DiagnosticSeverity::WARNING,
                        Severity::Information => DiagnosticSeverity::INFORMATION,
                        Severity::Hint => DiagnosticSeverity::HINT,
                    }),
                    code: Some(NumberOrString::String(code.to_owned())),
                    code_description: Uri::from_str(&format!("{PAGES}{code}.html"))
                        .ok()
                        .filter(|_| view.client.code_description)
                        .map(|href| CodeDescription { href }),
                    source: Some("copydesk".to_owned()),
                    message: found.message,
                    related_information: view.client.related.then(|| related(view, &found.related)),
                    // What was right once.
                    tags: (view.client.tags && found.code == Code::Outdated)
                        .then(|| vec![DiagnosticTag::DEPRECATED]),
                    data: Some(serde_json::json!({
                        "code": code,
                        "version": snapshot.revision.version,
                        "fixes": found.fixes,
                    })),
                },
            }
        })
        .collect();
    Composed {
        generation: snapshot.revision.generation,
        version: snapshot.revision.version,
        items,
        trace: crate::features::trace(view),
        counts: snapshot.counts(),
    }
}

/// Whether a code says that something stands in no source. That is said only when all of them are read.
fn says_missing(code: Code) -> bool {
    matches!(
        code,
        Code::Unsupported
            | Code::UnsupportedDetail
            | Code::QuoteNotFound
            | Code::CitedSourceMissing
            | Code::SingleOrigin
    )
}

fn related(view: &View, related: &[Related]) -> Vec<DiagnosticRelatedInformation> {
    related
        .iter()
        .filter_map(|related| {
            Some(DiagnosticRelatedInformation {
                location: view.location(&related.place)?,
                message: related.message.clone(),
            })
        })
        .collect()
}
