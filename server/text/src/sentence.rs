//! Sentences of a block.

use crate::offsets::OffsetMap;
use crate::overlong;
use crate::prose::{Block, BlockKind, Prose};
use crate::split::split;
use std::ops::Range;
use std::sync::Arc;

/// One sentence: its visible text and where it stands. The unit that is tagged, retrieved, checked and cached.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// The text a reader sees, without white space at its edges.
    pub text: Arc<str>,
    /// Index of its block in [`Prose::blocks`].
    pub block: usize,
    /// What that block is.
    pub kind: BlockKind,
    /// The bytes of the document from its first to its last character.
    pub source: Range<usize>,
    /// Goes on with the one before it: a piece of a sentence that has too many words to be read as one.
    pub goes_on: bool,
    map: OffsetMap,
}

impl Sentence {
    /// A sentence that is the part `range` (bytes of `block.text`, moved in past white space) of a block.
    pub fn new(block: &Block, index: usize, range: Range<usize>) -> Self {
        let raw = &block.text[range.clone()];
        let start = range.start + (raw.len() - raw.trim_start().len());
        let text = raw.trim();
        let map = block.map.slice(start..start + text.len());
        let source = map.to_source(0..text.len());
        Self { text: text.into(), block: index, kind: block.kind.clone(), source, goes_on: false, map }
    }

    /// The bytes of the document under a byte range of [`Self::text`].
    pub fn to_source(&self, range: Range<usize>) -> Range<usize> {
        self.map.to_source(range)
    }

    /// The bytes of [`Self::text`] under a byte range of the document.
    pub fn to_visible(&self, source: Range<usize>) -> Option<Range<usize>> {
        self.map.to_visible(source)
    }
}

impl Prose {
    /// The sentences of all blocks, in the order of the document.
    pub fn sentences(&self) -> Vec<Sentence> {
        let mut all = Vec::new();
        for (index, block) in self.blocks.iter().enumerate() {
            let title_case = matches!(block.kind, BlockKind::Heading(_));
            for range in split(&block.text, title_case) {
                let pieces = overlong::pieces(&block.text, range).into_iter().enumerate();
                all.extend(pieces.map(|(piece, range)| Sentence {
                    goes_on: piece > 0,
                    ..Sentence::new(block, index, range)
                }));
            }
        }
        all
    }
}
