//! `copydesk highlights`: what most independent origins share.

use crate::story::{Form, FormArgs};
use anyhow::Result;
use copydesk_story::highlights;
use copydesk_story::highlights::markdown;
use serde_json::json;
use std::num::NonZeroUsize;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    form: FormArgs<Form>,
    /// How many.
    #[arg(long, short = 'n', default_value = "5")]
    count: NonZeroUsize,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let form = &args.form;
    let read = form.story.read(false)?;
    let stage = read.stage();
    let mut story = read.story();
    let points = highlights(&mut story, args.count.get());
    drop(stage);
    match form.format {
        Form::Markdown => form.story.write(&markdown(&story, &points))?,
        Form::Json => form.story.write_json(&json!({"highlights": points}))?,
    }
    Ok(ExitCode::SUCCESS)
}
