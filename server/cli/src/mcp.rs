//! `copydesk mcp`: the Model Context Protocol on standard input and output, so that a writing assistant can check itself.
//!
//! One JSON-RPC message a line (the protocol's stdio transport). Requests are answered in order; nothing else is written
//! to standard output. Files are read only where an editor's server would read them: sources of the workspace.

use crate::check::load::{Desk, Wanted, load};
use crate::check::{count, judgements};
use crate::given::Source;
use anyhow::{Result, bail};
use copydesk_checking::Judgement;
use copydesk_intake::article;
use copydesk_library::{Article, Library, Metadata, index};
use copydesk_story::timeline::markdown;
use copydesk_story::{Story, label, timeline};
use copydesk_text::{Format, one_line};
use jiff::civil::Date;
use serde::Deserialize;
use serde_json::{Value, json};
use std::io::{BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A folder of sources, or a source, in the place of those that would be found. May be given often.
    #[arg(long, value_name = "DIR")]
    sources: Vec<PathBuf>,
    /// The copydesk.toml to use; its folder is the workspace. Without it, the nearest one above the current directory.
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Versions of the protocol that are spoken, newest first.
const VERSIONS: [&str; 3] = ["2025-06-18", "2025-03-26", "2024-11-05"];

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().split(b'\n') {
        let line = line?;
        if line.trim_ascii().is_empty() {
            continue;
        }
        let answer = match serde_json::from_slice::<Value>(&line) {
            Ok(message) => answer(args, &message),
            Err(error) => Some(failure(&Value::Null, -32700, &error.to_string())),
        };
        if let Some(answer) = answer {
            writeln!(out, "{answer}")?;
            out.flush()?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn failure(id: &Value, code: i32, message: &str) -> Value {
    json!({"jsonrpc": "2.0", "id": id, "error": {"code": code, "message": message}})
}

/// The answer to a message; none to a notification or to an answer.
fn answer(args: &Args, message: &Value) -> Option<Value> {
    let method = message.get("method")?.as_str()?;
    let id = message.get("id")?;
    let params = message.get("params").cloned().unwrap_or(Value::Null);
    let result = match method {
        "initialize" => {
            let asked = params.get("protocolVersion").and_then(Value::as_str).unwrap_or(VERSIONS[0]);
            let version = VERSIONS.iter().find(|known| **known == asked).unwrap_or(&VERSIONS[0]);
            json!({
                "protocolVersion": version,
                "capabilities": {"tools": {}},
                "serverInfo": {"name": "copydesk", "version": env!("CARGO_PKG_VERSION")},
                "instructions": "Holds statements against the source articles of the workspace, offline. Check every text you write \
                    before you hand it over: change what is contradicted, and cite or drop what is unsupported.",
            })
        }
        "ping" => json!({}),
        "tools/list" => json!({"tools": tools()}),
        "tools/call" => {
            let name = params.get("name").and_then(Value::as_str).unwrap_or_default();
            let given = params.get("arguments").cloned().unwrap_or_else(|| json!({}));
            match call(args, name, given) {
                None => return Some(failure(id, -32602, &format!("there is no tool named {name:?}"))),
                Some(Ok((text, data))) => json!({
                    "content": [{"type": "text", "text": text}], "structuredContent": data, "isError": false,
                }),
                Some(Err(error)) => {
                    json!({"content": [{"type": "text", "text": format!("{error:#}")}], "isError": true})
                }
            }
        }
        _ => return Some(failure(id, -32601, &format!("{method} is not known here"))),
    };
    Some(json!({"jsonrpc": "2.0", "id": id, "result": result}))
}

fn tools() -> Value {
    let sources = json!({
        "type": "array", "description": "Sources to use in the place of those of the workspace.",
        "items": {
            "type": "object", "required": ["id", "text"],
            "properties": {
                "id": {"type": "string"}, "text": {"type": "string"}, "title": {"type": "string"},
                "outlet": {"type": "string"}, "published": {"type": "string", "description": "YYYY-MM-DD"},
            },
        },
    });
    let hints = json!({"readOnlyHint": true, "openWorldHint": false});
    json!([
        {
            "name": "check", "title": "Check a draft", "annotations": hints,
            "description": "Holds every statement of a draft against the sources. Gives each its verdict (supported, partly-supported, \
                contradicted, disputed, unsupported, not-checkable), what is wrong with it, how to mend it, and the sentence that decided.",
            "inputSchema": {
                "type": "object", "required": ["draft"],
                "properties": {
                    "draft": {"type": "string", "description": "The text, plain or Markdown."},
                    "published": {"type": "string", "description": "The day the draft is dated, YYYY-MM-DD."},
                    "sources": sources,
                },
            },
        },
        {
            "name": "evidence", "title": "Find evidence", "annotations": hints,
            "description": "The sentences of the sources that bear on a statement or a few key words, best first.",
            "inputSchema": {
                "type": "object", "required": ["query"],
                "properties": {
                    "query": {"type": "string"},
                    "limit": {"type": "integer", "minimum": 1, "maximum": 50, "default": 8},
                    "sources": sources,
                },
            },
        },
        {
            "name": "timeline", "title": "Timeline", "annotations": hints,
            "description": "The dated events of the sources, each once, with who tells of it; with a draft, what it leaves out.",
            "inputSchema": {
                "type": "object",
                "properties": {"draft": {"type": "string"}, "sources": sources},
            },
        },
    ])
}

#[derive(Deserialize)]
struct Given {
    #[serde(default)]
    draft: String,
    #[serde(default)]
    query: String,
    #[serde(default, deserialize_with = "crate::given::day_field")]
    published: Option<Date>,
    limit: Option<usize>,
    #[serde(default)]
    sources: Vec<Source>,
}

type Told = Result<(String, Value)>;

fn call(args: &Args, name: &str, given: Value) -> Option<Told> {
    let tool = match name {
        "check" => check,
        "evidence" => evidence,
        "timeline" => events,
        _ => return None,
    };
    Some(serde_json::from_value::<Given>(given).map_err(anyhow::Error::from).and_then(|mut given| {
        // An assistant that names an argument wrongly is told, and not that nothing speaks against its text.
        let missing = match name {
            "check" if given.draft.trim().is_empty() => Some("draft"),
            "evidence" if given.query.trim().is_empty() => Some("query"),
            _ => None,
        };
        if let Some(argument) = missing {
            bail!("{name} needs the argument \"{argument}\"");
        }
        let wanted = Wanted {
            drafts: &[],
            sources: &args.sources,
            config: args.config.as_deref(),
            draft_or_none: true,
            no_cache: false,
        };
        if given.sources.is_empty() {
            // Read anew each time: the assistant may be writing the sources down as it goes.
            let (mut desks, _) = load(&wanted)?;
            let desk = desks.pop().ok_or_else(|| anyhow::anyhow!("there is no workspace here"))?;
            return tool(&given, &desk.library, Some(&desk));
        }
        let mut library = Library::default();
        let sources = std::mem::take(&mut given.sources);
        library.extend(sources.into_iter().map(|source| source.article(Format::Markdown)));
        tool(&given, &library, None)
    }))
}

fn draft(given: &Given) -> Arc<Article> {
    let read = article("draft.md", &given.draft, Format::Markdown);
    let Some(day) = given.published else { return Arc::new(read) };
    let meta = Metadata { published: Some(day), ..read.meta.clone() };
    Arc::new(Article::new("draft.md", read.text.clone(), read.prose.clone(), meta))
}

fn check(given: &Given, library: &Library, desk: Option<&Desk>) -> Told {
    let draft = draft(given);
    let found: Vec<Judgement> = match desk {
        Some(desk) => judgements(&draft, desk),
        None => {
            let view = copydesk_checking::Draft {
                path: None,
                text: &draft.text,
                prose: &draft.prose,
                tagged: draft.tagged(),
            };
            copydesk_checking::check(&view, library, &Default::default(), &mut Default::default(), &|| false)
        }
    };
    let mut text = String::new();
    let mut claims = Vec::new();
    for judgement in &found {
        let findings: Vec<Value> = judgement
            .findings
            .iter()
            .map(|finding| {
                text += &format!("{}: {}\n  in: {}\n", finding.code.name(), finding.message, judgement.text);
                json!({
                    "code": finding.code, "severity": finding.severity, "message": finding.message,
                    "text": draft.text.get(finding.range.clone()), "start_byte": finding.range.start,
                    "end_byte": finding.range.end, "fixes": finding.fixes.iter().map(|fix| &fix.title).collect::<Vec<_>>(),
                })
            })
            .collect();
        let evidence: Vec<Value> = judgement
            .evidence
            .iter()
            .take(3)
            .map(|piece| json!({"source": piece.place.article, "text": piece.text, "stance": piece.stance, "score": piece.score}))
            .collect();
        claims.push(json!({
            "text": judgement.text, "verdict": judgement.verdict, "support": judgement.support,
            "start_byte": judgement.range.start, "end_byte": judgement.range.end, "findings": findings, "evidence": evidence,
        }));
    }
    let (claims_said, sources) = (count(claims.len(), "statement"), count(library.len(), "source"));
    let summary = format!("{claims_said} held against {sources}.\n{text}");
    Ok((summary, json!({"claims": claims})))
}

fn evidence(given: &Given, library: &Library, _: Option<&Desk>) -> Told {
    let hits = library.search(&index::terms(&given.query), given.limit.unwrap_or(8).clamp(1, 50));
    let mut text = String::new();
    let mut pieces = Vec::new();
    for hit in hits {
        let Some(sentence) = hit.article.sentences().get(hit.sentence) else { continue };
        let said = one_line(&sentence.text);
        let outlet = label(&hit.article);
        text += &format!("{outlet} ({}): {said}\n", hit.article.id);
        pieces.push(json!({
            "source": hit.article.id, "outlet": outlet, "published": hit.article.meta.published, "text": said,
            "start_byte": sentence.source.start, "end_byte": sentence.source.end,
        }));
    }
    if pieces.is_empty() {
        text = format!("Looked in {}: none speaks of it.\n", count(library.len(), "source"));
    }
    Ok((text, json!({"evidence": pieces})))
}

fn events(given: &Given, library: &Library, _: Option<&Desk>) -> Told {
    let mut story = Story::new(library);
    let draft = (!given.draft.trim().is_empty()).then(|| draft(given));
    let found = timeline(&mut story, draft.as_ref());
    Ok((markdown(&story, &found), json!({"timeline": found})))
}
