//! Node, for the VS Code extension and its tests: the system's where it is new enough, else one from npm under `target/e2e`
//! (Debian 12 has Node 18, which brings an npm that can fetch it).

use crate::shell::target;
use anyhow::{Context, Result, ensure};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The oldest that will do.
const NEEDED: u32 = 20;
/// The npm that comes with it: Debian's runs on Debian's Node alone.
const NPM: &str = "npm@10.9.4";
/// The one that is fetched; VS Code's server of the tests runs on no later major version.
const FETCHED: &str = "20.20.2";

/// The node to use, if there is one.
pub(crate) fn node() -> Option<PathBuf> {
    let system = crate::editors::find(&format!("node{}", std::env::consts::EXE_SUFFIX));
    system
        .filter(|node| major(node).is_some_and(|major| major >= NEEDED))
        .or_else(|| Some(fetched()).filter(|node| node.is_file()))
}

/// Fetches one if the system has none that is new enough.
pub(crate) fn install() -> Result<()> {
    if node().is_some() {
        return Ok(());
    }
    let folder = folder();
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("package.json"), "{\"private\": true}\n")?;
    let status = Command::new("npm")
        .args(["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .args([&format!("{}@{FETCHED}", package()), NPM])
        .current_dir(&folder)
        .stdin(Stdio::null())
        .status()
        .context("running npm: is it installed?")?;
    ensure!(
        status.success() && node().is_some(),
        "Node {NEEDED} or later is needed and could not be fetched"
    );
    Ok(())
}

/// A command of npm (`npm`, `npx`), run by the node that is used.
pub(crate) fn npm(name: &str) -> Command {
    let fetched = node().filter(|node| node.starts_with(target()));
    let Some(folder) = fetched.as_deref().and_then(Path::parent) else {
        return Command::new(if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() });
    };
    let programs = self::folder().join("node_modules/.bin");
    let mut command = Command::new(programs.join(name));
    // What these start finds the same ones.
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = [programs, folder.to_owned()].into_iter().chain(std::env::split_paths(&path));
    if let Ok(path) = std::env::join_paths(folders) {
        command.env("PATH", path);
    }
    command
}

fn major(node: &Path) -> Option<u32> {
    let output = Command::new(node).arg("--version").stdin(Stdio::null()).output().ok()?;
    String::from_utf8(output.stdout).ok()?.trim().strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn package() -> String {
    let system = match std::env::consts::OS {
        "macos" => "darwin",
        "windows" => "win",
        other => other,
    };
    let machine = if std::env::consts::ARCH == "aarch64" { "arm64" } else { "x64" };
    format!("node-{system}-{machine}")
}

fn folder() -> PathBuf {
    target().join("e2e/node")
}

fn fetched() -> PathBuf {
    let program = format!("node{}", std::env::consts::EXE_SUFFIX);
    folder().join("node_modules").join(package()).join("bin").join(program)
}
