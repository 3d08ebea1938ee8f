//! Floor 7: the `copydesk` program.

use clap::{Parser, Subcommand};

mod judge;
mod tag;

/// Checks drafts against their sources, offline.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Judge drafts given as JSON lines on standard input.
    Judge,
    /// Print the mentions of texts.
    Tag(tag::Args),
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    match Args::parse().command {
        Command::Judge => judge::run(),
        Command::Tag(args) => tag::run(&args),
    }
}
