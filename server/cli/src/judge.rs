//! `copydesk judge`: JSON lines in, JSON lines out, in order.

use crate::check::progress::Rate;
use crate::given::{self, Source};
use anyhow::Result;
use copydesk_checking::{Cache, Draft, Judgement, Settings, check};
use copydesk_library::Library;
use copydesk_tagging::Tagger;
use copydesk_text::{Format, Prose};
use jiff::civil::Date;
use rayon::prelude::*;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Deserialize)]
struct Item {
    id: Value,
    draft: String,
    #[serde(default)]
    format: Format,
    #[serde(default, deserialize_with = "crate::given::day_field")]
    published: Option<Date>,
    #[serde(default)]
    sources: Vec<Source>,
}

/// Lines judged at once; their answers are written before the next are read.
const BATCH: usize = 256;

pub(crate) fn run() -> Result<ExitCode> {
    let mut lines = std::io::stdin().lock().split(b'\n');
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut failed = false;
    if std::io::stdin().is_terminal() {
        let how =
            "note: reading drafts from here, one JSON object a line; Ctrl-D ends (copydesk judge --help)";
        let _ = writeln!(std::io::stderr(), "{how}");
    }
    let rate = Rate::new("drafts judged");
    let mut read = 0;
    loop {
        let batch: Vec<Vec<u8>> = lines.by_ref().take(BATCH).collect::<std::io::Result<_>>()?;
        if batch.is_empty() {
            break;
        }
        let judged = |(at, line): (usize, &Vec<u8>)| {
            let item = given::line(line, read + at);
            item.map(judge).inspect(|_| rate.step())
        };
        let lines = batch.par_iter().enumerate().filter(|(_, line)| !line.trim_ascii().is_empty());
        let answers: Vec<Result<Value, String>> = lines.map(judged).collect();
        for answer in answers {
            let line = answer.unwrap_or_else(|error| {
                failed = true;
                json!({"id": null, "error": error})
            });
            writeln!(out, "{line}")?;
        }
        out.flush()?;
        read += batch.len();
    }
    drop(rate);
    Ok(if failed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn judge(item: Item) -> Value {
    let mut library = Library::default();
    library.extend(item.sources.into_iter().map(|source| source.article(Format::Text)));
    let prose = Prose::new(&item.draft, item.format);
    let tagger = Tagger::english();
    let tagged = tagger.document(&prose, item.published, &mut |text| Arc::new(tagger.sentence(text)));
    let draft = Draft { path: None, text: &item.draft, prose: &prose, tagged: &tagged };
    let judgements = check(&draft, &library, &Settings::default(), &mut Cache::default(), &|| false);
    json!({"id": item.id, "claims": judgements.iter().map(claim).collect::<Vec<_>>()})
}

fn claim(judgement: &Judgement) -> Value {
    let findings: Vec<Value> = judgement
        .findings
        .iter()
        .map(|finding| {
            let fix = finding.fixes.first().and_then(|fix| match fix.edits.as_slice() {
                [edit] if edit.range == finding.range => {
                    Some(json!({"title": fix.title, "replacement": edit.text}))
                }
                _ => None,
            });
            json!({
                "code": finding.code, "severity": finding.severity, "message": finding.message,
                "start_byte": finding.range.start, "end_byte": finding.range.end, "fix": fix, "features": finding.features,
            })
        })
        .collect();
    let evidence: Vec<Value> = judgement
        .evidence
        .iter()
        .map(|piece| {
            json!({
                "source": piece.place.article, "start_byte": piece.place.range.start, "end_byte": piece.place.range.end,
                "text": piece.text, "stance": piece.stance, "score": piece.score,
            })
        })
        .collect();
    json!({
        "start_byte": judgement.range.start, "end_byte": judgement.range.end, "text": judgement.text,
        "verdict": judgement.verdict, "support": judgement.support, "findings": findings, "evidence": evidence,
        "abstained": judgement.abstained,
        "why": judgement.why.iter().map(|part| json!({"label": part.label, "value": part.value, "adds": part.adds})).collect::<Vec<_>>(),
    })
}
