//! What a reader of a format gives: blocks with their places, and what the file states of itself.

use copydesk_library::{Metadata, Spot};
use copydesk_text::Block;

/// A file that was read.
#[derive(Debug, Default)]
pub(crate) struct Document {
    /// The text that was taken out of a file that is no text; without it, blocks stand in the file's own text.
    pub(crate) extracted: Option<String>,
    pub(crate) blocks: Vec<Block>,
    /// What the file states. What its reader has guessed is named in `guessed`.
    pub(crate) meta: Metadata,
    /// Pages, cells or cues by the byte at which they begin, ascending.
    pub(crate) spots: Vec<(usize, Spot)>,
    /// Menus and source lists are to be told from prose as in a text; else the blocks are what they are.
    pub(crate) marked_up: bool,
    /// What its reader should know.
    pub(crate) note: Option<String>,
}
