//! `copydesk report`: the annotated draft that a fact-checker signs.

use crate::check::judgements;
use crate::coverage::outlets;
use crate::story::StoryArgs;
use anyhow::{Context, Result};
use copydesk_story::report::{Input, report};
use copydesk_story::{coverage, timeline};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    story: StoryArgs,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let read = args.story.read(true)?;
    let (shown, draft) = read.draft.as_ref().context("there is no draft")?;
    let found = judgements(draft, &read.desk);
    let stage = read.stage();
    let mut story = read.story();
    let timeline = timeline(&mut story, Some(draft));
    let coverage = coverage(&mut story, Some((draft, &found)), &outlets(&read));
    let input = Input {
        draft,
        judgements: &found,
        shown,
        timeline: &timeline,
        coverage: &coverage,
        unread: &read.desk.unread,
    };
    let page = report(&story, &input);
    drop(stage);
    args.story.write(&page)?;
    Ok(ExitCode::SUCCESS)
}
