//! The book.

use crate::shell::{self, root, target};
use crate::tools;
use anyhow::Result;
use std::process::Command;

/// Builds `docs/` into `target/book`.
pub(crate) fn run() -> Result<()> {
    let mut book = Command::new(tools::path(&tools::BOOK)?);
    book.arg("build").arg(root().join("docs")).arg("--dest-dir").arg(target().join("book"));
    shell::run(book)
}
