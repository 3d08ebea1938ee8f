//! `--format json`: the contract in docs/src/contracts.md.

use super::texts::Texts;
use super::{Checked, Outcome};
use anyhow::Result;
use copydesk_checking::Judgement;
use copydesk_desk::marks::By;
use copydesk_library::{Spot, origins};
use copydesk_text::position::range_of;
use copydesk_text::{Buffer, Encoding};
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use std::io::Write;
use std::ops::Range;
use std::sync::Arc;

/// What is written while it is made: the claims of a draft of megabytes are not held all at once.
struct Each<F>(F);

impl<I: IntoIterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

#[derive(Serialize)]
struct Object<D, S, U> {
    drafts: D,
    sources: S,
    unread: U,
}

#[derive(Serialize)]
struct Draft<'a, C> {
    claims: C,
    ignored: Vec<Value>,
    path: &'a str,
    verified: Vec<Value>,
}

/// Prints one object.
pub(super) fn print(outcome: &Outcome, out: &mut impl Write) -> Result<()> {
    let mut sources = Vec::new();
    let mut unread = Vec::new();
    for desk in &outcome.desks {
        let articles = desk.sources_ready();
        for (article, origin) in articles.iter().zip(origins(&articles)) {
            sources.push(json!({
                "path": desk.shown(&article.id), "title": article.meta.title, "outlet": article.meta.outlet,
                "published": article.meta.published, "modified": article.meta.modified,
                "authors": article.meta.authors, "url": article.meta.url, "language": article.meta.language,
                "credits": article.meta.credits, "chain": article.meta.chain, "lean": article.meta.lean,
                "factuality": article.meta.factuality, "guessed": article.meta.guessed, "origin": origin.map(|index| desk.shown(&articles[index].id)),
            }));
        }
        unread.extend(desk.unread.iter().map(|(path, reason)| json!({"path": path, "reason": reason})));
    }
    let texts = Texts::new(outcome);
    let drafts = Each(|| outcome.drafts.iter().map(|draft| json_draft(outcome, &texts, draft)));
    let object = Object { drafts, sources, unread };
    serde_json::to_writer_pretty(&mut *out, &object)?;
    writeln!(out)?;
    Ok(())
}

fn json_draft<'a>(
    outcome: &'a Outcome,
    texts: &'a Texts<'a>,
    draft: &'a Checked,
) -> Draft<'a, impl Serialize> {
    let text = Buffer::new(&draft.article.text);
    let ignored: Vec<Value> = draft
        .marked
        .ignored
        .iter()
        .map(|silenced| {
            let by = match &silenced.by {
                By::Comment(_) => "comment",
                By::Entry(entry) if entry.fact.is_none() => "file",
                By::Entry(_) => "fact",
            };
            json!({
                "code": silenced.finding.code, "range": range(&text, &silenced.finding.range),
                "message": silenced.finding.message, "by": by, "reason": silenced.reason,
            })
        })
        .collect();
    let verified: Vec<Value> = draft
        .marked
        .verified
        .iter()
        .map(|verified| {
            let mark = &verified.mark;
            json!({
                "range": range(&text, &verified.range), "text": verified.text, "note": mark.note, "by": mark.by,
                "on": mark.on,
            })
        })
        .collect();
    let claims = Each(move || {
        let sources = Sources { outcome, draft, texts };
        let text = text.clone();
        draft.judgements.iter().map(move |judgement| claim(judgement, &text, &sources))
    });
    Draft { claims, ignored, path: &draft.shown, verified }
}

fn claim(judgement: &Judgement, text: &Buffer, sources: &Sources<'_>) -> Value {
    let findings: Vec<Value> = judgement
        .findings
        .iter()
        .map(|finding| {
            let fixes: Vec<Value> = finding
                .fixes
                .iter()
                .map(|fix| {
                    let edits: Vec<Value> = fix
                        .edits
                        .iter()
                        .map(|edit| json!({"range": range(text, &edit.range), "newText": edit.text}))
                        .collect();
                    json!({"title": fix.title, "edits": edits})
                })
                .collect();
            json!({
                "code": finding.code, "range": range(text, &finding.range), "severity": finding.severity,
                "message": finding.message, "fixes": fixes,
            })
        })
        .collect();
    let evidence: Vec<Value> = judgement
        .evidence
        .iter()
        .map(|piece| {
            let (path, range, spot) = sources.place(&piece.place.article, &piece.place.range);
            let mut piece = json!({
                "source": path, "range": range, "text": piece.text, "stance": piece.stance, "score": piece.score,
            });
            match spot {
                Some(Spot::Page(page)) => piece["page"] = json!(page),
                Some(spot) => piece[spot.name()] = json!(spot.value()),
                None => {}
            }
            piece
        })
        .collect();
    json!({
        "range": range(text, &judgement.range), "text": judgement.text, "verdict": judgement.verdict,
        "support": judgement.support, "findings": findings, "evidence": evidence,
    })
}

/// The sources that evidence points into.
struct Sources<'a> {
    outcome: &'a Outcome,
    draft: &'a Checked,
    texts: &'a Texts<'a>,
}

impl Sources<'_> {
    fn place(&self, id: &Arc<str>, bytes: &Range<usize>) -> (String, Value, Option<Spot>) {
        let desk = self.outcome.desk(self.draft);
        let spot = desk.library.get(id).and_then(|article| article.layout.spot(bytes));
        (desk.shown(id), range(&self.texts.of(self.draft.desk, id), bytes), spot)
    }
}

/// Zero-based lines and UTF-16 characters, as in the protocol.
pub(super) fn range(text: &Buffer, bytes: &Range<usize>) -> Value {
    let range = range_of(text.rope(), bytes.clone(), Encoding::Utf16);
    json!({
        "start": {"line": range.start.line, "character": range.start.character},
        "end": {"line": range.end.line, "character": range.end.character},
    })
}
