//! Renaming: an actor's spelling throughout a draft, the number of a citation.

use super::actions::edit;
use crate::view::View;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::*;

/// What can be renamed at a position.
pub(crate) fn prepare(view: &View, at: Position) -> Option<PrepareRenameResponse> {
    let found = view.snapshot.renamable(view.offset(at))?;
    let range = view.range(found.range);
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder: found.text })
}

/// The edits that rename what stands at a position.
///
/// # Errors
/// Why it cannot be renamed, or not so, for the writer to read.
pub(crate) fn rename(view: &View, at: Position, new: &str) -> Result<Option<WorkspaceEdit>> {
    match view.snapshot.rename(view.offset(at), new) {
        Ok(edits) => Ok(Some(edit(view, &edits))),
        Err(error) => {
            Err(Error { code: ErrorCode::InvalidParams, message: error.to_string().into(), data: None })
        }
    }
}
