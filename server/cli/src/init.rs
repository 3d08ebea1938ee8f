//! `copydesk init`: a commented copydesk.toml.

use anyhow::{Context, Result, bail};
use copydesk_intake::{CONFIG_FILE, DEFAULT_CONFIG};
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
    // One call that never overwrites, so that nothing can come between looking and writing.
    let file = std::fs::File::create_new(&path);
    match file.and_then(|mut file| file.write_all(DEFAULT_CONFIG.as_bytes())) {
        Ok(()) => {}
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {
            bail!("{} is there already and was left as it is", path.display());
        }
        Err(error) => return Err(error).with_context(|| format!("cannot write {}", path.display())),
    }
    writeln!(std::io::stdout(), "wrote {}", path.display())?;
    Ok(ExitCode::SUCCESS)
}
