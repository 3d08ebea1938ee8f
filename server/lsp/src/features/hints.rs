//! Inlay hints and the code lens: what is shown inside the text and above it, if the user has asked for it.

use crate::view::View;
use copydesk_desk::HintKind;
use std::hash::{DefaultHasher, Hash, Hasher};
use tower_lsp::ls_types::*;

/// The hints of a range.
pub(crate) fn hints(view: &View, range: &Range) -> Option<Vec<InlayHint>> {
    let bytes = view.offset(range.start)..view.offset(range.end);
    let preferences = &view.preferences.inlay_hints;
    let hints = view.snapshot.hints(&bytes, |kind| preferences.wants(kind));
    Some(
        hints
            .into_iter()
            .map(|hint| InlayHint {
                position: view.range(hint.at..hint.at).start,
                label: InlayHintLabel::String(hint.label),
                kind: None,
                text_edits: None,
                tooltip: hint.detail.map(InlayHintTooltip::String),
                padding_left: Some(true),
                padding_right: None,
                data: None,
            })
            .collect(),
    )
}

/// How the statements of a draft stand, above its first line.
pub(crate) fn lenses(view: &View) -> Option<Vec<CodeLens>> {
    if !view.preferences.code_lens.counts || view.snapshot.article().is_some() {
        return Some(Vec::new());
    }
    let counts = view.snapshot.counts();
    if counts.statements == 0 {
        return Some(Vec::new());
    }
    let top = view.snapshot.top();
    Some(vec![CodeLens {
        range: view.range(top..top),
        // A title and nothing that could be run.
        command: Some(Command { title: counts.to_string(), command: String::new(), arguments: None }),
        data: None,
    }])
}

/// Changes when the hints or the lens that rest on verdicts do; `None` where none are shown.
pub(crate) fn trace(view: &View) -> Option<u64> {
    let origins = view.preferences.inlay_hints.wants(HintKind::Origins);
    let counts = view.preferences.code_lens.counts;
    if !origins && !counts {
        return None;
    }
    let mut hasher = DefaultHasher::new();
    if counts {
        view.snapshot.counts().hash(&mut hasher);
    }
    if origins {
        let all = 0..view.snapshot.reading().text.len();
        for hint in view.snapshot.hints(&all, |kind| kind == HintKind::Origins) {
            hint.label.hash(&mut hasher);
        }
    }
    Some(hasher.finish())
}
