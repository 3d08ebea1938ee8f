//! What is shipped: one archive with the program, its licences and the settings for editors.

use crate::shell::{self, cargo, root, target};
use anyhow::{Context, Result};
use std::fs;
use std::process::Command;

/// Builds the program in the `dist` profile and packs it into `target/dist/copydesk-VERSION-TARGET.tar.gz`.
pub(crate) fn run() -> Result<()> {
    shell::run(cargo(["build", "--locked", "--profile", "dist", "--package", "copydesk-cli"]))?;
    let program = format!("copydesk{}", std::env::consts::EXE_SUFFIX);
    let name =
        format!("copydesk-{}-{}-{}", env!("CARGO_PKG_VERSION"), std::env::consts::ARCH, std::env::consts::OS);
    let folder = target().join("dist");
    let staged = folder.join(&name);
    fs::create_dir_all(&staged)?;
    let copy = |from: std::path::PathBuf| -> Result<()> {
        let to = staged.join(from.file_name().unwrap_or_default());
        fs::copy(&from, &to).with_context(|| format!("cannot copy {}", from.display()))?;
        Ok(())
    };
    // A profile's folder has the profile's name, which here is that of the folder for archives too.
    copy(folder.join(&program))?;
    for file in ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"] {
        copy(root().join(file))?;
    }
    let mut tar = Command::new("tar");
    tar.arg("-czf").arg(format!("{name}.tar.gz")).arg(&name).current_dir(&folder);
    shell::run(tar)?;
    fs::remove_dir_all(&staged)?;
    eprintln!("{}", folder.join(format!("{name}.tar.gz")).display());
    Ok(())
}
