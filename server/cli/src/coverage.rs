//! `copydesk coverage`: who reports what.

use crate::check::judgements;
use crate::story::{FormArgs, Read};
use anyhow::Result;
use copydesk_story::coverage::{Outlet, markdown, picture};
use copydesk_story::{Coverage, Story, coverage};
use serde_json::json;
use std::collections::BTreeMap;
use std::process::ExitCode;

pub(crate) type Args = FormArgs<Form>;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Form {
    /// For people.
    #[default]
    Markdown,
    /// For programs.
    Json,
    /// How the sources hang together, as a picture.
    Svg,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let read = args.story.read(false)?;
    let stage = read.stage();
    let mut story = read.story();
    let all = of(&read, &mut story);
    drop(stage);
    match args.format {
        Form::Markdown => args.story.write(&markdown(&story, &all))?,
        Form::Svg => args.story.write(&picture(&all))?,
        Form::Json => args.story.write_json(&json!({"draft": read.shown(), "coverage": all}))?,
    }
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
