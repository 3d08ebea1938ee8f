//! Floor 1: bytes to text. A document's rope and positions, the prose of a marked-up file, sentences and tokens.
//!
//! Everything above works on [`Sentence`]s: their visible text, and a map from it back to bytes of the document.
//! This crate is pure: no file, clock, network, thread or environment.

pub mod buffer;
pub mod fields;
pub mod furniture;
mod lists;
mod markdown;
mod offsets;
mod overlong;
mod plain;
pub mod position;
pub mod prose;
mod sentence;
mod sources;
mod split;
pub mod tables;
mod token;

pub use buffer::Buffer;
pub use offsets::OffsetMap;
pub use overlong::LONGEST;
pub use position::{Encoding, Position};
pub use prose::{Block, BlockKind, Format, Prose};
pub use sentence::Sentence;
pub use tables::{Tabled, Valued};
pub use token::{Token, TokenKind, stem, tokens};

/// A text on one line: line breaks and runs of white space as single spaces, none at the edges.
pub fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
