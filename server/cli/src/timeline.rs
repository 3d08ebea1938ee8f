//! `copydesk timeline`: the dated events of the sources.

use crate::story::FormArgs;
use anyhow::Result;
use copydesk_story::timeline;
use copydesk_story::timeline::{calendar, markdown};
use serde_json::json;
use std::process::ExitCode;

pub(crate) type Args = FormArgs<Form>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people, and to be put into a draft.
    #[default]
    Markdown,
    /// For programs.
    Json,
    /// iCalendar, for calendars and planning tools.
    Ics,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let read = args.story.read(false)?;
    let stage = read.stage();
    let mut story = read.story();
    let timeline = timeline(&mut story, read.article());
    drop(stage);
    match args.format {
        Form::Markdown => args.story.write(&markdown(&story, &timeline))?,
        Form::Ics => args.story.write(&calendar(&story, &timeline))?,
        Form::Json => args.story.write_json(&json!({"draft": read.shown(), "timeline": timeline}))?,
    }
    Ok(ExitCode::SUCCESS)
}
