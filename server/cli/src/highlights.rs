//! `copydesk highlights`: what most independent origins share.

use crate::story::StoryArgs;
use anyhow::Result;
use copydesk_story::highlights;
use copydesk_story::highlights::markdown;
use serde_json::json;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    story: StoryArgs,
    /// How many.
    #[arg(long, short = 'n', default_value_t = 5)]
    count: usize,
    /// How they are written.
    #[arg(long, value_enum, default_value_t = Form::Markdown)]
    format: Form,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// Bullets for the head of a draft, and the source list.
    Markdown,
    /// For programs.
    Json,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let read = args.story.read(false)?;
    let mut story = read.story();
    let points = highlights(&mut story, args.count);
    let text = match args.format {
        Form::Markdown => markdown(&story, &points),
        Form::Json => format!("{}\n", serde_json::to_string_pretty(&json!({"highlights": points}))?),
    };
    args.story.write(&text)?;
    Ok(ExitCode::SUCCESS)
}
