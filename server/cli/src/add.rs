//! `copydesk add`: a file or a pasted text among the sources.

use anyhow::{Context, Result, anyhow, bail};
use copydesk_intake::Workspace;
use copydesk_intake::add::{Incoming, add, folder_for_sources};
use copydesk_library::Metadata;
use jiff::civil::Date;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Files of any format that is read; `-` is standard input, as text or HTML.
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The folder it is put into. Without it, that of the sources of the workspace around the current directory.
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
    /// Its headline.
    #[arg(long)]
    title: Option<String>,
    /// Who published it.
    #[arg(long)]
    outlet: Option<String>,
    /// Who wrote it. May be given often.
    #[arg(long, value_name = "NAME")]
    author: Vec<String>,
    /// The day it is dated, as 2025-12-14.
    #[arg(long, value_name = "DATE", value_parser = crate::given::day)]
    published: Option<Date>,
    /// Where it stood on the web. Nothing is fetched.
    #[arg(long)]
    url: Option<String>,
    /// Its language, as `en`.
    #[arg(long)]
    language: Option<String>,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let here = std::env::current_dir().context("there is no current directory")?;
    let folder = match &args.to {
        Some(folder) => here.join(folder),
        None => folder_for_sources(&Workspace::around(&here)?),
    };
    let stated = Metadata {
        title: args.title.clone(),
        outlet: args.outlet.clone(),
        authors: args.author.clone(),
        published: args.published,
        url: args.url.clone(),
        language: args.language.clone(),
        ..Metadata::default()
    };
    let mut out = std::io::stdout();
    for file in &args.files {
        if file.to_str().is_some_and(|name| name.starts_with("http://") || name.starts_with("https://")) {
            bail!(
                "nothing is fetched: save the page in a browser, and add the file (its address goes into --url)"
            );
        }
        let added = if file == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().lock().take(copydesk_intake::MAX_BYTES).read_to_end(&mut bytes)?;
            let text =
                copydesk_intake::decode(&bytes).map_err(|reason| anyhow!("standard input: {reason}"))?.text;
            add(&folder, Incoming::Text(&text), &stated)
        } else {
            add(&folder, Incoming::File(file), &stated)
        };
        let below = format!("{}/", here.display());
        let added =
            added.map_err(|reason| anyhow!(reason.strip_prefix(&below).unwrap_or(&reason).to_owned()))?;
        let path = added.path.strip_prefix(&here).unwrap_or(&added.path);
        match added.known {
            true => writeln!(out, "{}: there already ({})", path.display(), added.key)?,
            false => writeln!(out, "{} ({})", path.display(), added.key)?,
        }
        if !added.meta.guessed.is_empty() {
            writeln!(std::io::stderr(), "note: guessed: {}", added.meta.guessed.join(", "))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}
