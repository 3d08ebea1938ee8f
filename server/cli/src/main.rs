//! Floor 7: the `copydesk` program.

use clap::{Parser, Subcommand};
use std::io::Write;
use std::process::ExitCode;

mod add;
mod archive;
mod changes;
mod check;
mod cite;
mod coverage;
mod explain;
mod given;
mod highlights;
mod init;
mod judge;
mod lsp;
mod mcp;
mod report;
mod story;
mod tag;
mod text;
mod timeline;

/// Checks drafts against their sources, offline.
#[derive(Debug, Parser)]
#[command(name = "copydesk", version)]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Put a file or a pasted text among the sources, with what is known of it and an id.
    Add(add::Args),
    /// A newsroom's archive in PostgreSQL, as your own settings name it.
    Archive(archive::Args),
    /// Say which statements of a draft are affected since its sources changed.
    Changes(changes::Args),
    /// Check drafts against the sources beside them.
    ///
    /// Exit code: 0 nothing at or above --fail-on, 1 something was found, 2 it could not run.
    Check(check::Args),
    /// Look after the citations of a draft: convert them, number them anew, find what is wrong.
    ///
    /// Exit code with --check: 0 all is well, 1 something was found.
    Cite(cite::Args),
    /// Say who reports what: sources and origins of each statement, what the draft omits, where sources disagree.
    Coverage(coverage::Args),
    /// Explain the code of a finding, with examples.
    Explain(explain::Args),
    /// Give the statements that most independent origins share, as bullets.
    Highlights(highlights::Args),
    /// Write a commented copydesk.toml.
    Init(init::Args),
    /// Judge drafts given as JSON lines on standard input.
    ///
    /// A line in: {"id": 1, "draft": "...", "published": "2026-03-18", "sources": [{"id": "a", "text": "...", "published":
    /// "2026-03-15"}]}. A line out for each, in order, with every statement, its verdict, its findings and its evidence. Answers come when 256
    /// lines have been read or the input ends; how fast it goes is said on standard error.
    Judge,
    /// Serve an editor on standard input and output.
    Lsp {
        /// Accepted because some editors add it; there is no other way.
        #[arg(long, hide = true)]
        stdio: bool,
    },
    /// Reads a PDF file on standard input, in the little memory and time that this process is given.
    #[command(name = "read-pdf", hide = true)]
    ReadPdf,
    /// Serve a writing assistant by the Model Context Protocol on standard input and output.
    Mcp(mcp::Args),
    /// Write the annotated draft that a fact-checker signs, as one page.
    Report(report::Args),
    /// Print the mentions of texts.
    Tag(tag::Args),
    /// Print what is read of a source: its metadata, and its text with pages, cells or time codes.
    Text(text::Args),
    /// Give the dated events of the sources, each once, with who tells of it.
    ///
    /// With a draft, also what it leaves out and what it dates that no source has.
    Timeline(timeline::Args),
}

fn main() -> ExitCode {
    if let Ok(program) = std::env::current_exe() {
        copydesk_intake::pdf::set_program(program);
    }
    let done = match Args::parse().command {
        Command::Add(args) => add::run(&args),
        Command::Archive(args) => archive::run(&args),
        Command::Changes(args) => changes::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Cite(args) => cite::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Highlights(args) => highlights::run(&args),
        Command::Init(args) => init::run(&args),
        Command::Judge => judge::run(),
        Command::Lsp { .. } => lsp::run(),
        Command::ReadPdf => return copydesk_intake::pdf::child(),
        Command::Mcp(args) => mcp::run(&args),
        Command::Report(args) => report::run(&args),
        Command::Tag(args) => tag::run(&args),
        Command::Text(args) => text::run(&args),
        Command::Timeline(args) => timeline::run(&args),
    };
    match done {
        Ok(code) => code,
        // Whoever reads has had enough, as `| head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "error: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<std::io::Error>().is_some_and(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
            || cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind)
                == Some(std::io::ErrorKind::BrokenPipe)
    })
}
