//! The pure floors build where there is no file, clock, network or thread.

use crate::shell::{self, cargo, read};
use anyhow::Result;
use std::path::Path;
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const PURE: [&str; 6] = ["text", "tagging", "library", "checking", "desk", "story"];

/// Builds the pure crates for [`TARGET`]; says so and does nothing where that target is not installed.
pub(crate) fn run() -> Result<()> {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    if !Path::new(read(rustc)?.trim()).exists() {
        eprintln!("skipped: {TARGET} is not installed here (rustup target add {TARGET})");
        return Ok(());
    }
    let mut build = cargo(["build", "--locked", "--target", TARGET]);
    for name in PURE {
        build.arg("--package").arg(format!("copydesk-{name}"));
    }
    shell::run(build)
}
