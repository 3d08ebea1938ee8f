//! Programs from crates.io that the commands here need and a checkout does not bring: taken from the PATH, else built
//! once into `target/tools`.

use crate::shell::{cargo, run, target};
use anyhow::Result;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// A program of crates.io.
pub(crate) struct Tool {
    name: &'static str,
    version: &'static str,
    features: &'static [&'static str],
}

/// Holds the dependencies to `deny.toml`.
pub(crate) const DENY: Tool = Tool { name: "cargo-deny", version: "0.20.2", features: &[] };

/// Builds the book. Its server, watcher and search index are not needed for that, and cost most of its build.
pub(crate) const BOOK: Tool = Tool { name: "mdbook", version: "0.5.4", features: &["--no-default-features"] };

/// Where the tool is, after it was built if need be.
pub(crate) fn path(tool: &Tool) -> Result<PathBuf> {
    let folder = target().join("tools");
    let built = folder.join("bin").join(format!("{}{}", tool.name, std::env::consts::EXE_SUFFIX));
    if built.exists() {
        return Ok(built);
    }
    let version =
        Command::new(tool.name).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if version.is_ok_and(|status| status.success()) {
        return Ok(tool.name.into());
    }
    eprintln!("{} is not installed: building it into {}, once", tool.name, folder.display());
    let mut install = cargo(["install", "--quiet", "--locked", tool.name, "--version", tool.version]);
    install.args(tool.features).arg("--root").arg(&folder).arg("--target-dir").arg(folder.join("build"));
    // They run for a second: how long they take to build is all that counts.
    for (key, value) in [("OPT_LEVEL", "0"), ("LTO", "off"), ("DEBUG", "0"), ("CODEGEN_UNITS", "16")] {
        install.env(format!("CARGO_PROFILE_RELEASE_{key}"), value);
    }
    run(install)?;
    Ok(built)
}
