//! The text of a document that is being edited.

use crate::position::{Encoding, Position, offset_of};
use ropey::Rope;
use std::ops::Range;

/// A text that takes the editor's incremental edits. Cloning is cheap: the rope shares its nodes.
#[derive(Clone, Debug, Default)]
pub struct Buffer {
    rope: Rope,
}

impl Buffer {
    /// A buffer that holds `text`.
    pub fn new(text: &str) -> Self {
        Self { rope: Rope::from_str(text) }
    }

    /// The rope, for conversions of positions.
    pub fn rope(&self) -> &Rope {
        &self.rope
    }

    /// Replaces the text between two positions; ends in the wrong order are swapped.
    pub fn edit(&mut self, range: Range<Position>, encoding: Encoding, text: &str) {
        let (a, b) =
            (offset_of(&self.rope, range.start, encoding), offset_of(&self.rope, range.end, encoding));
        self.edit_bytes(a.min(b)..a.max(b), text);
    }

    /// Replaces a byte range, which is moved to character boundaries.
    fn edit_bytes(&mut self, range: Range<usize>, text: &str) {
        let len = self.rope.len_bytes();
        let from = self.rope.byte_to_char(range.start.min(len));
        let to = self.rope.byte_to_char(range.end.min(len)).max(from);
        self.rope.remove(from..to);
        self.rope.insert(from, text);
    }
}

impl std::fmt::Display for Buffer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for chunk in self.rope.chunks() {
            f.write_str(chunk)?;
        }
        Ok(())
    }
}
