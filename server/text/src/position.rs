//! Bytes to the editor's positions and back: the only place that knows UTF-16.

use ropey::Rope;
use std::ops::Range;

/// How an editor counts the characters of a line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: the protocol's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A zero-based line and a character in that line, counted in an [`Encoding`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// Zero-based line. Lines end at `\n`, `\r\n` or `\r`, as in the protocol.
    pub line: usize,
    /// Zero-based character of the line, in the encoding asked for.
    pub character: usize,
}

/// The position of byte `offset`; an offset past the end, or inside a character, is moved back to the nearest.
pub fn position_of(rope: &Rope, offset: usize, encoding: Encoding) -> Position {
    let offset = offset.min(rope.len_bytes());
    let char = rope.byte_to_char(offset);
    let line = rope.char_to_line(char);
    let start = rope.line_to_char(line);
    let character = match encoding {
        Encoding::Utf8 => rope.char_to_byte(char) - rope.char_to_byte(start),
        Encoding::Utf16 => rope.char_to_utf16_cu(char) - rope.char_to_utf16_cu(start),
        Encoding::Utf32 => char - start,
    };
    Position { line, character }
}

/// The byte offset of a position. A character past the end of its line means that line's end (before its line
/// break), a line past the end means the end of the text, as the protocol asks.
pub fn offset_of(rope: &Rope, position: Position, encoding: Encoding) -> usize {
    if position.line >= rope.len_lines() {
        return rope.len_bytes();
    }
    let start = rope.line_to_char(position.line);
    let line = rope.line(position.line);
    let mut len = line.len_chars();
    while len > 0 && matches!(line.char(len - 1), '\n' | '\r') {
        len -= 1;
    }
    let char = match encoding {
        Encoding::Utf8 => {
            let first = rope.char_to_byte(start);
            rope.byte_to_char((first + position.character).min(rope.char_to_byte(start + len)))
        }
        Encoding::Utf16 => {
            let first = rope.char_to_utf16_cu(start);
            rope.utf16_cu_to_char((first + position.character).min(rope.char_to_utf16_cu(start + len)))
        }
        Encoding::Utf32 => start + position.character.min(len),
    };
    rope.char_to_byte(char.min(start + len))
}

/// Both ends of a byte range as positions.
pub fn range_of(rope: &Rope, range: Range<usize>, encoding: Encoding) -> Range<Position> {
    position_of(rope, range.start, encoding)..position_of(rope, range.end, encoding)
}

/// The position of byte `offset` of a text that is no rope, found by going through it once.
pub fn position_in(text: &str, offset: usize, encoding: Encoding) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let (bytes, head) = (text.as_bytes(), &text[..offset]);
    let (mut line, mut start) = (0, 0);
    for (at, &byte) in head.as_bytes().iter().enumerate() {
        if byte == b'\n' || (byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
            line += 1;
            start = at + 1;
        }
    }
    let head = &head[start..];
    let character = match encoding {
        Encoding::Utf8 => head.len(),
        Encoding::Utf16 => head.encode_utf16().count(),
        Encoding::Utf32 => head.chars().count(),
    };
    Position { line, character }
}
