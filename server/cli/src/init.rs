//! `copydesk init`: a commented copydesk.toml.

use anyhow::{Context, Result, bail};
use copydesk_intake::{CONFIG_FILE, DEFAULT_CONFIG, whole};
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The folder that gets it.
    #[arg(default_value = ".")]
    folder: PathBuf,
}

pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let path = args.folder.join(CONFIG_FILE);
    match whole::create(&path, DEFAULT_CONFIG.as_bytes()) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("{} is there already and was left as it is", path.display());
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write {}", path.display())),
    }
    writeln!(std::io::stdout(), "wrote {}", path.display())?;
    Ok(ExitCode::SUCCESS)
}
