//! The features of the editor, one file each: what the desk knows, put into the protocol's words.

use crate::handlers::TextResult;
use crate::view::View;

/// The document as the server has it.
pub(crate) fn text(view: &View) -> TextResult {
    let revision = &view.snapshot.revision;
    TextResult { text: revision.buffer.to_string(), version: revision.version }
}
