//! `copydesk archive`: sources into a newsroom's archive, and where that archive is.
//!
//! Its address stands in the user's own settings, never in a workspace's: in the variable `COPYDESK_ARCHIVE`, or in the
//! file `copydesk/config.toml` of the user's configuration, as `url` under `[archive]`.

use anyhow::{Context, Result, anyhow, bail};
use copydesk_intake::{Config, Workspace, read};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Put sources into the archive; those that are there already are brought up to date.
    Push {
        /// Files and folders; without one, the sources of the workspace around the current directory.
        paths: Vec<PathBuf>,
    },
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let Command::Push { paths } = &args.command;
    let url = url()?.ok_or_else(|| {
        let file = settings_file().map_or_else(String::new, |file| format!(" in {}", file.display()));
        anyhow!("no archive is named: set `url` under [archive]{file}, or the variable COPYDESK_ARCHIVE")
    })?;
    let here = std::env::current_dir().context("there is no current directory")?;
    let workspace = Workspace::around(&here)?;
    let mut files = Vec::new();
    if paths.is_empty() {
        files = workspace.discover(&[]).sources;
    }
    for path in paths {
        let path = here.join(path);
        if path.is_dir() {
            files.extend(Workspace::new(&path, Config::default()).with_outside(&path).discover(&[]).sources);
        } else {
            files.push(copydesk_intake::SourceFile { id: workspace.id(&path), path });
        }
    }
    let mut articles = Vec::new();
    let mut err = std::io::stderr();
    for file in files {
        match read(&file.path, file.id) {
            Ok(read) => articles.extend(std::iter::once(read.article).chain(read.more)),
            Err(error) => writeln!(err, "note: {error}")?,
        }
    }
    if articles.is_empty() {
        bail!("there is nothing to push");
    }
    let pushed = copydesk_archive::push(&url, &articles)?;
    writeln!(std::io::stdout(), "{} new, {} known", pushed.new, pushed.known)?;
    Ok(ExitCode::SUCCESS)
}

/// The archive that the user's own settings name.
pub(crate) fn url() -> Result<Option<String>> {
    if let Some(url) = std::env::var("COPYDESK_ARCHIVE").ok().filter(|url| !url.trim().is_empty()) {
        return Ok(Some(url));
    }
    let Some(file) = settings_file() else { return Ok(None) };
    let text = match std::fs::read_to_string(&file) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => bail!("{}: {error}", file.display()),
    };
    let table: toml::Table = text.parse().with_context(|| file.display().to_string())?;
    Ok(table
        .get("archive")
        .and_then(|archive| archive.get("url"))
        .and_then(toml::Value::as_str)
        .map(str::to_owned))
}

/// `copydesk/config.toml` among the user's settings.
fn settings_file() -> Option<PathBuf> {
    let folder = match std::env::var_os(if cfg!(windows) { "APPDATA" } else { "XDG_CONFIG_HOME" }) {
        Some(folder) if Path::new(&folder).is_absolute() => PathBuf::from(folder),
        _ => std::env::home_dir()?.join(".config"),
    };
    Some(folder.join("copydesk").join("config.toml"))
}
