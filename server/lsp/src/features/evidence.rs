//! `copydesk/evidence`: the statements of a draft with their evidence, for a view beside the text.

use crate::view::View;
use copydesk_checking::Judgement;
use copydesk_text::one_line;
use serde_json::{Value, json};

/// Every statement: where, verdict, findings, and the sentences of the sources that bear on it, best first.
pub(crate) fn evidence(view: &View) -> Value {
    let snapshot = &view.snapshot;
    let marked = snapshot.marked();
    let judgements = snapshot.judgements();
    let statements: Vec<Value> = judgements
        .iter()
        .map(|judgement| {
            let verified = marked.verified.iter().find(|verified| verified.range == judgement.range);
            json!({
                "range": view.range(judgement.range.clone()),
                "text": one_line(&judgement.text),
                "verdict": judgement.verdict, "support": judgement.support,
                "findings": findings(view, judgement), "evidence": pieces(view, judgement),
                "verified": verified.map(|verified| json!({
                    "note": verified.mark.note, "by": verified.mark.by, "on": verified.mark.on,
                })),
            })
        })
        .collect();
    json!({"version": snapshot.revision.version, "statements": statements})
}

fn findings(view: &View, judgement: &Judgement) -> Vec<Value> {
    let findings = judgement.findings.iter();
    findings
        .map(|finding| {
            json!({
                "code": finding.code, "severity": finding.severity, "message": finding.message,
                "range": view.range(finding.range.clone()),
            })
        })
        .collect()
}

fn pieces(view: &View, judgement: &Judgement) -> Vec<Value> {
    judgement
        .evidence
        .iter()
        .map(|piece| {
            let article = view.snapshot.library.get(&piece.place.article);
            json!({
                "source": view.snapshot.outlet(&piece.place.article), "path": piece.place.article,
                "published": article.and_then(|article| article.meta.published),
                "text": piece.text, "stance": piece.stance, "score": piece.score,
                "location": view.location(&piece.place),
            })
        })
        .collect()
}
