//! Floor 7: the `copydesk` program.

use clap::{Parser, Subcommand};

mod judge;
mod lsp;
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
    /// Serve an editor on standard input and output.
    Lsp,
    /// Print the mentions of texts.
    Tag(tag::Args),
}

fn main() -> anyhow::Result<std::process::ExitCode> {
    match Args::parse().command {
        Command::Judge => judge::run(),
        Command::Lsp => lsp::run(),
        Command::Tag(args) => tag::run(&args),
    }
}
