//! `copydesk changes`: which statements of a draft are affected when its sources change.
//!
//! What was found last is kept in a file that the user names; nothing is written anywhere else.

use crate::check::judgements;
use crate::story::{Form, FormArgs};
use anyhow::{Context, Result};
use copydesk_intake::whole;
use copydesk_story::changes::{Change, Found, changes, updated as said};
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    form: FormArgs<Form>,
    /// What was found last, as --save wrote it.
    #[arg(long, value_name = "FILE", required_unless_present = "save")]
    since: Option<PathBuf>,
    /// Keep what is found now, for the next time. May be the file of --since.
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
}

/// What was found at one time.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// Hash of each source, by path.
    sources: BTreeMap<String, String>,
    statements: Vec<Found>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let read = args.form.story.read(true)?;
    let (shown, draft) = read.draft.as_ref().context("there is no draft")?;
    let now = Kept {
        sources: read
            .desk
            .sources()
            .iter()
            .map(|article| (article.id.to_string(), format!("{:016x}", article.hash)))
            .collect(),
        statements: judgements(draft, &read.desk).iter().map(Found::from).collect(),
    };
    if let Some(since) = &args.since {
        let before = kept(since)?;
        let updated = articles(&before, &now);
        let changes = changes(&before.statements, &now.statements);
        match args.form.format {
            Form::Json => {
                let object = json!({"draft": shown, "updated": updated, "changes": changes});
                args.form.story.write_json(&object)?;
            }
            Form::Markdown => args.form.story.write(&markdown(&updated, &changes))?,
        }
    }
    if let Some(file) = &args.save {
        let text = serde_json::to_string_pretty(&now)? + "\n";
        whole::replace(file, text.as_bytes())
            .with_context(|| format!("{}: cannot be written", file.display()))?;
    }
    Ok(ExitCode::SUCCESS)
}

fn kept(file: &Path) -> Result<Kept> {
    let text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not what --save writes", file.display()))
}

/// The sources that are new, changed or gone.
fn articles(before: &Kept, now: &Kept) -> Vec<String> {
    let changed =
        now.sources.iter().filter(|(id, hash)| before.sources.get(*id) != Some(hash)).map(|(id, _)| id);
    let gone = before.sources.keys().filter(|id| !now.sources.contains_key(*id));
    changed.chain(gone).cloned().collect()
}

fn markdown(updated: &[String], changes: &[Change]) -> String {
    if updated.is_empty() && changes.is_empty() {
        return "No source has changed.\n".to_owned();
    }
    let mut out = said(updated.len()) + "\n";
    for id in updated {
        let _ = writeln!(out, "- {id}");
    }
    out.push('\n');
    if changes.is_empty() {
        out += "No statement of the draft is affected.\n";
    }
    for change in changes {
        let _ = writeln!(out, "- **{}** (was {}): {}", change.what, change.was, change.now.text);
        for message in &change.now.messages {
            let _ = writeln!(out, "  - {message}");
        }
    }
    out
}
