//! `copydesk lsp`: the language server on standard input and output.

use anyhow::Result;
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
    let orderly = copydesk_lsp::serve(std::io::stdin(), std::io::stdout(), copydesk_lsp::Options::default())?;
    Ok(if orderly { ExitCode::SUCCESS } else { ExitCode::from(1) })
}
