//! `cargo xtask`: the commands that people and CI run alike.

mod bench;
mod calibrate;
mod chart;
mod dist;
mod docs;
mod editors;
mod fuzz;
mod labelled;
mod lexicon;
mod names;
mod node;
mod pages;
mod same_event;
mod shell;
mod support;
mod tools;
mod wasm;

use anyhow::{Result, bail};
use shell::cargo;
use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask COMMAND

  ci      all of lint, deny, wasm, docs, bench, e2e and test: what a change must pass
  lint    formatting and clippy, warnings denied
  deny    licences, sources and bans of the dependencies
  test    every test but those in real editors
  e2e     the tests in real editors (neovim, vscode, emacs), of the report in a browser (report) and of the server
          of assistants (mcp), those named or all; neovim-newest, of Debian's sid, only when it is named; --picture also
          makes the README's picture
  e2e-setup  installs what they need
  bench   false alarms on the measuring sets that COPYDESK_BENCH names, held to their bounds
  chart   draws the chart of the scale table in docs/src/measurements.md
  docs    the book, into target/book
  wasm    the pure crates for wasm32-unknown-unknown, where that target is installed
  dist    what is shipped: the program with its licences, into target/dist
  lexicon DIR  derives grammars/en/lexicon.bin from WordNet's files in DIR
  fuzz TARGET [--minutes N]  random and hostile text; targets: text, markdown, tag-en, tag-de, judge, rewritten
  soak --minutes N  random editing through the release build: memory stays flat, findings those of a fresh server
  train-names FILE  learns server/tagging/model/names.bin from sentences with their names, as JSON lines
  train-same-event FILE...  learns server/checking/model/same_event.toml from the sources of labelled claims; --try holds some out
  train-support FILE...  learns server/checking/model/ from labelled claims, as JSON lines; --try holds some out
  calibrate FILE...  measures the findings of each code on labelled claims, and sets up to which support they are said aloud
  vsix    the VS Code extension, into target/vsix; with PROGRAM PLATFORM the server is in it
";

/// One step of [`ci`].
type Step = (&'static str, fn() -> Result<()>);

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let command = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    match run(&command, &rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: &str, rest: &[String]) -> Result<()> {
    match command {
        "ci" => ci(),
        "lint" => lint(),
        "deny" => deny(),
        "test" => test(rest),
        "e2e" => e2e(rest),
        "e2e-setup" => editors::e2e_setup(),
        "vsix" => vsix(rest),
        "bench" => bench::run(),
        "chart" => chart::run(),
        "docs" => docs::run(),
        "train-names" => names::train(rest),
        "train-same-event" => same_event::train(rest),
        "train-support" => support::train(rest),
        "calibrate" => calibrate::run(rest),
        "wasm" => wasm::run(),
        "dist" => dist::run(),
        "lexicon" => lexicon::run(rest),
        "fuzz" => fuzz::run(rest),
        "soak" => soak(rest),
        "" | "help" | "-h" | "--help" => {
            eprint!("{USAGE}");
            Ok(())
        }
        other => bail!("there is no command named {other:?}\n\n{USAGE}"),
    }
}

fn ci() -> Result<()> {
    let started = std::time::Instant::now();
    let steps: [Step; 7] = [
        ("lint", lint),
        ("deny", deny),
        ("wasm", wasm::run),
        ("docs", docs::run),
        ("bench", bench::run),
        ("e2e", || e2e(&[])),
        // Last, so that the closing lines of the log are those of the tests.
        ("test", || test(&[])),
    ];
    let mut times = Vec::new();
    for (name, step) in steps {
        let start = std::time::Instant::now();
        eprintln!("\n== {name}");
        step()?;
        times.push(format!("{name} {:.0} s", start.elapsed().as_secs_f64()));
    }
    eprintln!("\n== passed in {:.0} s: {}", started.elapsed().as_secs_f64(), times.join(", "));
    Ok(())
}

fn lint() -> Result<()> {
    shell::run(cargo(["fmt", "--all", "--check"]))?;
    shell::run(cargo(["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]))
}

fn deny() -> Result<()> {
    let mut deny = std::process::Command::new(tools::path(&tools::DENY)?);
    deny.args(["--workspace", "--locked", "check", "bans", "licenses", "sources"]);
    shell::run(deny)
}

fn test(rest: &[String]) -> Result<()> {
    let mut command = cargo(["test", "--workspace", "--locked"]);
    command.args(rest);
    shell::run(command)
}

fn soak(rest: &[String]) -> Result<()> {
    let mut command =
        cargo(["run", "--release", "--locked", "--package", "copydesk-tests", "--bin", "soak", "--"]);
    command.args(rest);
    shell::run(command)
}

fn e2e(rest: &[String]) -> Result<()> {
    let picture = rest.first().is_some_and(|word| word == "--picture");
    let only: Vec<&str> = rest.iter().skip(usize::from(picture)).map(String::as_str).collect();
    editors::e2e(&only, picture)
}

fn vsix(rest: &[String]) -> Result<()> {
    match rest {
        [] => editors::vsix(None).map(drop),
        [program, platform] => editors::vsix(Some((program.as_ref(), platform))).map(drop),
        _ => bail!("cargo xtask vsix [PROGRAM PLATFORM]"),
    }
}
