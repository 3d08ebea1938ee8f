//! The prose of a file: blocks of visible text, each with a map back to the bytes it came from.

use crate::offsets::OffsetMap;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What marks up a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// No markup; blank lines part paragraphs.
    #[default]
    Text,
    /// CommonMark with tables, footnotes and front matter.
    Markdown,
}

/// What a block is in its document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading and its level, from 1.
    Heading(u8),
    /// Running text.
    Paragraph,
    /// An item of a list.
    ListItem,
    /// A cell of a table, with the text of its column's head.
    TableCell {
        /// The head of the column, empty in the head itself.
        head: String,
    },
    /// Text somebody else wrote: a block quote.
    BlockQuote,
    /// A footnote's text under its label.
    Footnote(String),
    /// An entry of the list of sources at a document's end.
    SourceEntry,
    /// What a page puts around an article: menus, counters, adverts. Never claim or evidence.
    Furniture,
}

/// A block of visible text.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The text a reader sees. Line breaks inside a paragraph are kept as they stand.
    pub text: String,
    /// Where each byte of `text` stands in the document.
    pub map: OffsetMap,
    /// The bytes of the document that the block takes, markup included.
    pub source: Range<usize>,
}

/// A link of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The bytes of the whole link, markup included.
    pub source: Range<usize>,
    /// The bytes of its visible text.
    pub text: Range<usize>,
    /// Where it goes, as written.
    pub target: String,
}

/// The prose of one document.
#[derive(Clone, Debug, Default)]
pub struct Prose {
    /// In the order of the document.
    pub blocks: Vec<Block>,
    /// The bytes of the front matter, fences included.
    pub front_matter: Option<Range<usize>>,
    /// Links, in order.
    pub links: Vec<Link>,
    /// Bytes of HTML comments, in order: suppressions live there.
    pub comments: Vec<Range<usize>>,
}

impl Prose {
    /// Reads the prose of `text`. Never fails: what is not understood is a paragraph.
    pub fn new(text: &str, format: Format) -> Self {
        match format {
            Format::Text | Format::Markdown => plain(text),
        }
    }
}

fn plain(text: &str) -> Prose {
    let mut prose = Prose::default();
    let mut start = 0;
    let mut blank = true;
    let mut at = 0;
    let mut push = |range: Range<usize>| {
        let raw = &text[range.clone()];
        let lead = raw.len() - raw.trim_start().len();
        let body = raw.trim();
        if !body.is_empty() {
            let from = range.start + lead;
            prose.blocks.push(Block {
                kind: BlockKind::Paragraph,
                text: body.to_owned(),
                map: OffsetMap::identity(from, body.len()),
                source: from..from + body.len(),
            });
        }
    };
    for line in text.split_inclusive('\n') {
        if line.trim().is_empty() {
            if !blank {
                push(start..at);
            }
            blank = true;
        } else if blank {
            start = at;
            blank = false;
        }
        at += line.len();
    }
    if !blank {
        push(start..text.len());
    }
    prose
}
