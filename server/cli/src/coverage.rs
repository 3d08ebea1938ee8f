//! `copydesk coverage`: who reports what.

use crate::check::judgements;
use crate::story::{Read, StoryArgs};
use anyhow::Result;
use copydesk_story::coverage::{Outlet, markdown, picture};
use copydesk_story::{Coverage, Story, coverage};
use serde_json::json;
use std::collections::BTreeMap;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    story: StoryArgs,
    /// How it is written.
    #[arg(long, value_enum, default_value_t = Form::Markdown)]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// For people.
    Markdown,
    /// For programs.
    Json,
    /// How the sources hang together, as a picture.
    Svg,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let read = args.story.read(false)?;
    let mut story = read.story();
    let all = of(&read, &mut story);
    let text = match args.format {
        Form::Markdown => markdown(&story, &all),
        Form::Svg => picture(&all),
        Form::Json => {
            let draft = read.draft.as_ref().map(|(shown, _)| shown);
            format!("{}\n", serde_json::to_string_pretty(&json!({"draft": draft, "coverage": all}))?)
        }
    };
    args.story.write(&text)?;
    Ok(ExitCode::SUCCESS)
}

/// The coverage of what was read.
pub(crate) fn of(read: &Read, story: &mut Story) -> Coverage {
    let found = read.article().map(|article| judgements(article, &read.desk));
    let draft = read.article().zip(found.as_deref());
    coverage(story, draft, &outlets(read))
}

/// What the newsroom says of outlets.
pub(crate) fn outlets(read: &Read) -> BTreeMap<String, Outlet> {
    let outlets = read.desk.workspace.config().outlets.iter();
    outlets
        .map(|(name, outlet)| {
            let outlet = Outlet { lean: outlet.lean.clone(), factuality: outlet.factuality.clone() };
            (name.clone(), outlet)
        })
        .collect()
}
