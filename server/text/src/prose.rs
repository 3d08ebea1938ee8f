//! The prose of a file: blocks of visible text, each with a map back to the bytes it came from.

use crate::offsets::OffsetMap;
use crate::tables::{self, Grid, Tabled};
use crate::{furniture, markdown, plain, sources};
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The text a reader sees. Line breaks inside a paragraph are kept as they stand.
    pub text: String,
    /// Where each byte of `text` stands in the document.
    pub map: OffsetMap,
    /// The bytes of the document that the block takes, markup included.
    pub source: Range<usize>,
    /// Where it stands in a table.
    pub table: Option<Box<Tabled>>,
}

/// A link of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The bytes of the whole link, markup included.
    pub source: Range<usize>,
    /// The bytes of its visible text.
    pub text: Range<usize>,
    /// Where it goes, as written.
    pub target: String,
}

/// The prose of one document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Prose {
    /// In the order of the document.
    pub blocks: Vec<Block>,
    /// The bytes of the front matter, fences included.
    pub front_matter: Option<Range<usize>>,
    /// Links, in order.
    pub links: Vec<Link>,
    /// Bytes of HTML comments, in order: suppressions live there.
    pub comments: Vec<Range<usize>>,
    /// Where the cells of its tables stand.
    pub grids: Vec<Grid>,
}

impl Prose {
    /// Reads the prose of `text`. Never fails: what is not understood is a paragraph.
    pub fn new(text: &str, format: Format) -> Self {
        let mut prose = match format {
            Format::Text => plain::read(text),
            Format::Markdown => markdown::read(text),
        };
        sources::mark(&mut prose.blocks, format == Format::Markdown);
        furniture::mark(&mut prose.blocks);
        tables::settle(&mut prose);
        prose
    }
}

impl Prose {
    /// The prose of a file of another format, from blocks that its reader has made. Those that are furniture or
    /// entries of a source list are marked as such, as in [`Prose::new`].
    pub fn of_blocks(blocks: Vec<Block>) -> Self {
        let mut prose = Self { blocks, ..Self::default() };
        sources::mark(&mut prose.blocks, true);
        furniture::mark(&mut prose.blocks);
        prose
    }
}

impl Block {
    /// The block that stands unchanged at `source`, white space at its edges left out. `None` where nothing else is
    /// there.
    pub(crate) fn plain(kind: BlockKind, text: &str, source: Range<usize>) -> Option<Block> {
        let raw = &text[source.clone()];
        let body = raw.trim();
        let start = source.start + (raw.len() - raw.trim_start().len());
        (!body.is_empty()).then(|| Block {
            kind,
            text: body.to_owned(),
            map: OffsetMap::identity(start, body.len()),
            source: start..start + body.len(),
            table: None,
        })
    }
}

/// The bytes of the front matter at the top of `text`, fences included: `---` around YAML, `+++` around TOML.
pub(crate) fn front_matter(text: &str) -> Option<Range<usize>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let body = &text[start..];
    let fence = ["---", "+++"].into_iter().find(|fence| body.starts_with(fence))?;
    let mut at = start;
    let mut keys = false;
    for (index, line) in body.split_inclusive('\n').enumerate() {
        at += line.len();
        let bare = line.trim_end();
        if index == 0 {
            if bare != fence {
                return None;
            }
        } else if bare == fence || (fence == "---" && bare == "...") {
            // A rule at the top of a text and another further down are no front matter.
            return (keys || index == 1).then_some(start..at);
        } else if index == 1 && bare.is_empty() {
            return None;
        } else if bare.contains(if fence == "---" { ':' } else { '=' }) {
            keys = true;
        }
    }
    None
}
