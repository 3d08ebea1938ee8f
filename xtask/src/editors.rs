//! The editors: packaging the VS Code extension and driving real editors against the built server. The report and the server
//! of writing assistants, which `pages` drives, are run with them.
//!
//! What the editor tests need (Neovim, Node, Chromium, VS Code's own server from npm) is installed by `e2e_setup`. Without it
//! they are skipped, and said to be; with `COPYDESK_E2E=required` in the environment that is a failure.

use crate::node::{self, npm};
use crate::pages;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

/// VS Code 1.100.3, the newest whose server runs on Node 20.
const CODE_SERVER: &str = "code-server@4.100.3";
/// What has tests.
const EDITORS: [&str; 6] = ["neovim", "emacs", "vscode", "report", "mcp", "sarif"];
/// Run when it is named: the Neovim of Debian's newest suite, which moves, and so is no gate.
const NEWEST: &str = "neovim-newest";
/// Where Debian puts Emacs packages.
const ELPA: &str = "/usr/share/emacs/site-lisp/elpa";
const PLAYWRIGHT: &str = "playwright-core@1.56.1";
/// Variable by which the processes of one run are known, to see (and end) those it leaves behind.
const RUN: &str = "COPYDESK_E2E_RUN";

/// Packages the extension into `target/vsix` and returns the file. `bundle` is a server to put into the package and the
/// platform it is for, in VS Code's words (`linux-x64`); without it the package serves all platforms and carries none.
pub(crate) fn vsix(bundle: Option<(&Path, &str)>) -> Result<PathBuf> {
    let extension = root().join("editors/vscode");
    node_modules(&extension)?;
    let bin = extension.join("bin");
    remove(&bin)?;
    let out = target().join("vsix");
    fs::create_dir_all(&out)?;
    let platform = bundle.map(|(_, platform)| format!("-{platform}")).unwrap_or_default();
    let file = out.join(format!("copydesk{platform}-{}.vsix", env!("CARGO_PKG_VERSION")));
    let mut package = npm("npx");
    package
        .args(["--no-install", "vsce", "package", "--no-dependencies", "--out"])
        .arg(&file)
        .current_dir(&extension);
    if let Some((program, platform)) = bundle {
        fs::create_dir_all(&bin)?;
        let name = program.file_name().context("the server to bundle has no file name")?;
        fs::copy(program, bin.join(name)).with_context(|| format!("copying {}", program.display()))?;
        package.args(["--target", platform]);
    }
    run(&mut package)?;
    remove(&bin)?;
    Ok(file)
}

/// Installs what the editor tests need: Debian packages (as root) and npm packages under `target/e2e`.
pub(crate) fn e2e_setup() -> Result<()> {
    let eglot = Path::new(ELPA).is_dir().then(|| PathBuf::from(ELPA));
    let missing: Vec<&str> =
        [(nvim(), "neovim"), (chromium(), "chromium"), (emacs(), "emacs-nox"), (eglot, "elpa-eglot")]
            .iter()
            .filter(|(found, _)| found.is_none())
            .map(|&(_, name)| name)
            .collect();
    if !missing.is_empty() {
        run(Command::new("apt-get").args(["-o", "DPkg::Lock::Timeout=300", "update", "--quiet"]))?;
        run(Command::new("apt-get")
            .args(["-o", "DPkg::Lock::Timeout=300", "install", "--yes", "--quiet", "--no-install-recommends"])
            .args(&missing)
            .env("DEBIAN_FRONTEND", "noninteractive"))?;
    }
    node::install()?;
    node_modules(&root().join("editors/vscode"))?;
    pages::setup()?;
    newer_nvim();
    let packages = npm_folder();
    let ready = packages.join(format!("{CODE_SERVER}+{PLAYWRIGHT}.ready"));
    if !ready.exists() {
        remove(&packages)?;
        fs::create_dir_all(&packages)?;
        fs::write(packages.join("package.json"), "{\"private\": true}\n")?;
        // Their install scripts build native parts and fetch browsers, none of which is needed.
        let quiet = ["--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
        run(npm("npm")
            .arg("install")
            .args(quiet)
            .args(["--save-exact", CODE_SERVER, PLAYWRIGHT])
            .current_dir(&packages))?;
        let vscode = packages.join("node_modules/code-server/lib/vscode");
        run(npm("npm").args(["install", "--omit=dev"]).args(quiet).current_dir(vscode))?;
        fs::write(ready, "")?;
    }
    Ok(())
}

/// Runs the tests through real editors: those named (of [`EDITORS`]), or all. `picture` also makes the one for the README.
pub(crate) fn e2e(only: &[&str], picture: bool) -> Result<()> {
    if only == [NEWEST] {
        return newest(&program()?);
    }
    if let Some(unknown) = only.iter().find(|name| !EDITORS.contains(name)) {
        bail!("no editor tests called {unknown}; there are {}", EDITORS.join(", "));
    }
    let wanted = |name: &str| only.is_empty() || only.contains(&name);
    let mut skipped = Vec::new();
    let mut tools = |name: &'static str, found: Option<PathBuf>| {
        if found.is_none() {
            skipped.push(name);
        }
        found
    };
    let nvim = wanted("neovim").then(|| tools("neovim", nvim())).flatten();
    let emacs = wanted("emacs").then(|| tools("emacs", emacs())).flatten();
    let vscode = wanted("vscode").then(|| {
        let node = tools("Node 20", node::node());
        let chromium = tools("chromium", chromium());
        let packages = Some(npm_folder())
            .filter(|folder| folder.join("node_modules/code-server/lib/vscode/node_modules").exists());
        Some((node?, chromium?, tools("VS Code's server", packages)?))
    });
    let vscode = vscode.flatten();
    let report = wanted("report").then(|| {
        let (node, chromium) = (tools("Node 20", node::node()), tools("chromium", chromium()));
        Some((node?, chromium?, tools("axe and playwright", pages::packages())?))
    });
    let report = report.flatten();
    let mcp = wanted("mcp").then(|| {
        let node = tools("Node 20", node::node());
        Some((node?, tools("the client library of the Model Context Protocol", pages::packages())?))
    });
    let mcp = mcp.flatten();
    let sarif = wanted("sarif").then(|| {
        let node = tools("Node 20", node::node());
        Some((node?, tools("the schema of SARIF", pages::packages())?))
    });
    let sarif = sarif.flatten();
    let any = nvim.is_some() || emacs.is_some() || vscode.is_some();
    if any || report.is_some() || mcp.is_some() || sarif.is_some() {
        let program = program()?;
        if let Some(nvim) = nvim {
            neovim(&nvim, &program, "setup")?;
            match newer() {
                Some(newer) => neovim(&newer, &program, "setup")?,
                None => say(
                    "SKIPPED a newer Neovim: it comes from Debian 13's packages, which could not be fetched",
                ),
            }
        }
        if let Some(emacs) = emacs {
            run_emacs(&emacs, &program)?;
        }
        if let Some((node, chromium, packages)) = vscode {
            visual_studio_code(&node, &chromium, &packages, &program, picture)?;
        }
        if let Some((node, chromium, packages)) = report {
            pages::report(&node, &chromium, &packages, &program)?;
        }
        if let Some((node, packages)) = mcp {
            pages::mcp(&node, &packages, &program)?;
        }
        if let Some((node, packages)) = sarif {
            pages::sarif(&node, &packages, &program)?;
        }
    }
    tell_skipped(skipped)
}

/// Says which tests did not run for want of what, which is an error where they are required.
fn tell_skipped(mut skipped: Vec<&str>) -> Result<()> {
    skipped.sort_unstable();
    skipped.dedup();
    if skipped.is_empty() {
        return Ok(());
    }
    let names = skipped.join(", ");
    let required = std::env::var("COPYDESK_E2E").is_ok_and(|value| value == "required");
    ensure!(
        !required,
        "editor tests are required (COPYDESK_E2E), but there is no {names}: cargo xtask e2e-setup installs it"
    );
    say(&format!("SKIPPED editor tests that need {names}: cargo xtask e2e-setup installs it"));
    Ok(())
}

/// The writer's way through Neovim, left in order and left by force: neither may leave a server behind.
fn neovim(nvim: &Path, program: &Path, start: &str) -> Result<()> {
    for end in ["left", "killed"] {
        say(&format!("{}, {end}", first_line(Command::new(nvim).arg("--version"))));
        let scratch = scratch()?;
        let folder = scratch.path().join("workspace");
        copy(&root().join("tests/e2e/workspace"), &folder)?;
        let demo = scratch.path().join("demo");
        copy(&root().join("demo"), &demo)?;
        let run = format!("neovim-{}-{end}", std::process::id());
        let log = target().join("e2e/neovim.log");
        let mut child = Command::new(nvim)
            .args(["--headless", "-u", "NONE", "-i", "NONE", "-n", "-c"])
            // Only once Neovim has started is it as a writer has it.
            .arg(format!(
                "autocmd VimEnter * ++nested luafile {}",
                root().join("tests/e2e/neovim/test.lua").display()
            ))
            .current_dir(&folder)
            .env(RUN, &run)
            .env("COPYDESK_PROGRAM", program)
            .env("COPYDESK_PLUGIN", root().join("editors/neovim"))
            .env("COPYDESK_FOLDER", &folder)
            .env("COPYDESK_DEMO", &demo)
            .env("COPYDESK_START", start)
            .env("COPYDESK_END", end)
            .env("XDG_CACHE_HOME", target().join("e2e/neovim-cache"))
            .env("XDG_STATE_HOME", target().join("e2e/neovim-cache"))
            .stdin(Stdio::null())
            .stdout(fs::File::create(&log)?)
            .stderr(Stdio::inherit())
            .spawn()?;
        let said = |text: &str| fs::read_to_string(&log).is_ok_and(|log| log.contains(text));
        let waiting = Instant::now();
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break Some(status);
            }
            if end == "killed" && said("waiting to be killed") {
                ensure!(processes(&run).len() > 1, "there is no server beside Neovim");
                child.kill()?;
                child.wait()?;
                break None;
            }
            if waiting.elapsed() > Duration::from_secs(600) {
                child.kill()?;
                child.wait()?;
                say(&fs::read_to_string(&log)?);
                bail!("Neovim took more than ten minutes");
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        say(&fs::read_to_string(&log)?);
        if let Some(status) = status {
            ensure!(
                end == "left" && status.success() && said("passed"),
                "the test through Neovim failed ({status})"
            );
        }
        no_orphans(&run)?;
    }
    Ok(())
}

/// The same through the Neovim of Debian's sid, started by `setup` and by `vim.lsp.enable`.
fn newest(program: &Path) -> Result<()> {
    let folder = target().join("e2e/neovim-newest");
    run(Command::new("bash").arg(root().join("tests/e2e/neovim/newer.sh")).arg(&folder).arg("sid"))?;
    for start in ["setup", "enable"] {
        say(&format!("started by {start}"));
        neovim(&folder.join("nvim"), program, start)?;
    }
    Ok(())
}

/// The writer's way through Emacs with Eglot.
fn run_emacs(emacs: &Path, program: &Path) -> Result<()> {
    say("Emacs");
    let scratch = scratch()?;
    let folder = scratch.path().join("workspace");
    copy(&root().join("tests/e2e/workspace"), &folder)?;
    let run = format!("emacs-{}", std::process::id());
    let child = Command::new(emacs)
        .args(["--batch", "--no-init-file", "--load"])
        .arg(root().join("tests/e2e/emacs/test.el"))
        .current_dir(&folder)
        .env(RUN, &run)
        .env("HOME", scratch.path())
        .env("COPYDESK_PROGRAM", program)
        .env("COPYDESK_FOLDER", &folder)
        .stdin(Stdio::null())
        .spawn()?;
    let status = wait(child, Duration::from_secs(600));
    let orphans = no_orphans(&run);
    ensure!(status?.success(), "the test through Emacs failed");
    orphans
}

/// The packaged extension in a real VS Code in a real browser.
fn visual_studio_code(
    node: &Path,
    chromium: &Path,
    packages: &Path,
    program: &Path,
    picture: bool,
) -> Result<()> {
    let package = vsix(None)?;
    say("VS Code");
    let scratch = scratch()?;
    let shots = target().join("e2e/screenshots");
    remove(&shots)?;
    fs::create_dir_all(&shots)?;
    let folder = scratch.path().join("workspace");
    copy(&root().join("tests/e2e/workspace"), &folder)?;
    let demo = scratch.path().join("demo");
    copy(&root().join("demo"), &demo)?;
    let run = format!("vscode-{}", std::process::id());
    let mut command = Command::new(node);
    command
        .arg(root().join("tests/e2e/vscode/run.mjs"))
        .env(RUN, &run)
        .env("COPYDESK_PROGRAM", program)
        .env("COPYDESK_VSIX", package)
        .env("COPYDESK_NPM", packages)
        .env("COPYDESK_CHROMIUM", chromium)
        .env("COPYDESK_SCRATCH", scratch.path().join("vscode"))
        .env("COPYDESK_SHOTS", &shots)
        .env("COPYDESK_FOLDER", folder)
        .env("COPYDESK_DEMO", demo)
        .stdin(Stdio::null());
    if picture {
        command.env("COPYDESK_PICTURE", root().join("docs/src/images/vscode-hover.png"));
    }
    let status = wait(command.spawn()?, Duration::from_secs(1200));
    let orphans = no_orphans(&run);
    ensure!(status?.success(), "the test through VS Code failed; see {}", shots.display());
    orphans
}

/// The server under test: the one `COPYDESK_PROGRAM` names, else a debug build.
fn program() -> Result<PathBuf> {
    if let Some(program) = std::env::var_os("COPYDESK_PROGRAM") {
        return fs::canonicalize(&program)
            .with_context(|| format!("COPYDESK_PROGRAM: {}", program.display()));
    }
    // As the tests build it (tests/src/lib.rs), so that nothing is built twice.
    run(Command::new(env!("CARGO")).args(["build", "--workspace", "--bin", "copydesk"]).current_dir(root()))?;
    Ok(target().join("debug/copydesk"))
}

/// A folder of one run, removed at its end. Outside the repository, whose ignore file would hide the tests' sources.
pub(crate) fn scratch() -> Result<tempfile::TempDir> {
    Ok(tempfile::Builder::new().prefix("copydesk-e2e-").tempdir()?)
}

/// Waits a while for the processes of a run to end; ends those that stay and calls that a failure.
fn no_orphans(run: &str) -> Result<()> {
    let waiting = Instant::now();
    loop {
        let left = processes(run);
        if left.is_empty() {
            return Ok(());
        }
        if waiting.elapsed() > Duration::from_secs(20) {
            let names: Vec<String> = left.iter().map(|&id| command_line(id)).collect();
            for id in left {
                Command::new("kill").args(["-KILL", &id.to_string()]).status()?;
            }
            bail!("processes were left behind after 20 s: {names:#?}");
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Ids of the processes that carry the run's name in their environment (where there is a `/proc`), zombies left out.
fn processes(run: &str) -> Vec<u32> {
    let marker = format!("{RUN}={run}");
    let Ok(entries) = fs::read_dir("/proc") else { return Vec::new() };
    entries
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter(|id| {
            fs::read(format!("/proc/{id}/environ")).is_ok_and(|environment| {
                environment.split(|&byte| byte == 0).any(|entry| entry == marker.as_bytes())
            })
        })
        .collect()
}

/// The first line of what a program says of itself.
fn first_line(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().map(|output| output.stdout).unwrap_or_default();
    String::from_utf8_lossy(&output).lines().next().unwrap_or_default().to_owned()
}

fn command_line(id: u32) -> String {
    let line = fs::read(format!("/proc/{id}/cmdline")).unwrap_or_default();
    String::from_utf8_lossy(&line).replace('\0', " ")
}

fn nvim() -> Option<PathBuf> {
    std::env::var_os("COPYDESK_NVIM").map(PathBuf::from).or_else(|| find("nvim"))
}

/// Neovim 0.10 beside the system's, where Debian's packages can be had.
fn newer_nvim() {
    let script = root().join("tests/e2e/neovim/newer.sh");
    let done =
        Command::new("bash").arg(script).arg(target().join("e2e/neovim-newer")).stdin(Stdio::null()).status();
    if !done.is_ok_and(|status| status.success()) {
        say("a newer Neovim could not be fetched; its tests will be skipped");
    }
}

fn newer() -> Option<PathBuf> {
    Some(target().join("e2e/neovim-newer/nvim")).filter(|file| file.is_file())
}

fn emacs() -> Option<PathBuf> {
    find("emacs")
}

fn chromium() -> Option<PathBuf> {
    ["chromium", "google-chrome", "chromium-browser"].into_iter().find_map(find)
}

pub(crate) fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|file| file.is_file())
}

fn npm_folder() -> PathBuf {
    target().join("e2e/npm")
}

/// Installs the locked packages of a folder unless they are there already.
fn node_modules(folder: &Path) -> Result<()> {
    let installed =
        fs::metadata(folder.join("node_modules/.package-lock.json")).and_then(|file| file.modified());
    let locked = fs::metadata(folder.join("package-lock.json")).and_then(|file| file.modified())?;
    if installed.is_ok_and(|installed| installed >= locked) {
        return Ok(());
    }
    run(npm("npm")
        .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
        .current_dir(folder))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR").trim_end_matches("xtask"))
}

fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

pub(crate) fn run(command: &mut Command) -> Result<()> {
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("running {command:?}"))?;
    ensure!(status.success(), "{command:?} failed ({status})");
    Ok(())
}

pub(crate) fn wait(mut child: Child, limit: Duration) -> Result<ExitStatus> {
    let waiting = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        if waiting.elapsed() > limit {
            child.kill()?;
            child.wait()?;
            bail!("it took more than {} s", limit.as_secs());
        }
        std::thread::sleep(Duration::from_millis(100));
    }
}

pub(crate) fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("reading {}", from.display()))? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("removing {}", folder.display()))
        }
        _ => Ok(()),
    }
}

#[expect(clippy::print_stdout, reason = "a command says what it does")]
pub(crate) fn say(message: &str) {
    println!("{message}");
}
