//! `copydesk timeline`: the dated events of the sources.

use crate::story::StoryArgs;
use anyhow::Result;
use copydesk_story::timeline;
use copydesk_story::timeline::{calendar, markdown};
use serde_json::json;
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
    /// For people, and to be put into a draft.
    Markdown,
    /// For programs.
    Json,
    /// iCalendar, for calendars and planning tools.
    Ics,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let read = args.story.read(false)?;
    let mut story = read.story();
    let timeline = timeline(&mut story, read.article());
    let text = match args.format {
        Form::Markdown => markdown(&story, &timeline),
        Form::Ics => calendar(&story, &timeline),
        Form::Json => {
            let draft = read.draft.as_ref().map(|(shown, _)| shown);
            let object = json!({"draft": draft, "timeline": timeline});
            format!("{}\n", serde_json::to_string_pretty(&object)?)
        }
    };
    args.story.write(&text)?;
    Ok(ExitCode::SUCCESS)
}
