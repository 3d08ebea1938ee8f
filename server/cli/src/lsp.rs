//! `copydesk lsp`: the language server on standard input and output.

use anyhow::Result;
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

pub(crate) fn run() -> Result<ExitCode> {
    tracing_subscriber::fmt()
        .with_env_filter(
            tracing_subscriber::EnvFilter::try_from_env("COPYDESK_LOG")
                .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("warn")),
        )
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    if std::io::stdin().is_terminal() {
        let who = "note: this waits for an editor; `copydesk check` is for people. Ctrl-D ends.";
        let _ = writeln!(std::io::stderr(), "{who}");
    }
    let orderly = copydesk_lsp::serve(std::io::stdin(), std::io::stdout(), copydesk_lsp::Options::default())?;
    Ok(if orderly { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
