//! The list of sources at the end of a document.

use crate::offsets::OffsetMap;
use crate::prose::{Block, BlockKind};
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The files of `grammars/` that say what such a list is headed. All count: which language a text is in is not known yet.
const FILES: [(&str, &str); 2] = [
    ("de", include_str!("../../../grammars/de/sources.toml")),
    ("en", include_str!("../../../grammars/en/sources.toml")),
];

/// What such a list is headed, in lower case.
static HEADS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    #[derive(Deserialize)]
    #[serde(deny_unknown_fields)]
    struct File {
        heads: Vec<String>,
    }
    let read = |(language, text): &(&str, &str)| match toml::from_str::<File>(text) {
        Ok(file) => file.heads,
        Err(error) => panic!("grammars/{language}/sources.toml is held by a test: {error}"),
    };
    FILES.iter().flat_map(read).collect()
});

/// Marks the entries of source lists; an entry that stands in several lines becomes one block. `marked_up` says that
/// headings are headings, and not only look like them.
pub(crate) fn mark(blocks: &mut Vec<Block>, marked_up: bool) {
    if !blocks.iter().any(|block| is_head(&block.text)) {
        return;
    }
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    let mut list: Option<List> = None;
    let mut rest = std::mem::take(blocks).into_iter().peekable();
    while let Some(mut block) = rest.next() {
        let is_head = is_head(&block.text)
            && matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph | BlockKind::ListItem);
        if is_head && rest.peek().is_some() {
            // Where the head is no heading of its own, any heading ends the list.
            let (level, ends_at) = match block.kind {
                BlockKind::Heading(level) => (level, level),
                _ => (2, 6),
            };
            block.kind = BlockKind::Heading(level);
            list = Some(List { ends_at: if marked_up { ends_at } else { 0 }, ..List::default() });
            out.push(block);
            continue;
        }
        let Some(open) = &mut list else {
            out.push(block);
            continue;
        };
        if open.ends_before(&block, rest.peek()) {
            list = None;
            out.push(block);
            continue;
        }
        if !matches!(block.kind, BlockKind::Footnote(_)) {
            block.kind = BlockKind::SourceEntry;
        }
        let bare = is_bare_marker(&block.text);
        match open.pending.take() {
            // "-", "1." and the text of one entry, each on a line of its own.
            Some(marker) if marker.source.end > block.source.start => out.extend([marker, block]),
            Some(marker) => {
                let block = join(marker, block);
                match bare {
                    true => open.pending = Some(block),
                    false => out.push(block),
                }
            }
            None if bare => open.pending = Some(block),
            None => out.push(block),
        }
        open.marked |= bare || out.last().is_some_and(|block| begins_marked(&block.text));
        open.entries += 1;
        if rest.peek().is_none()
            && let Some(pending) = open.pending.take()
        {
            out.push(pending);
        }
    }
    *blocks = out;
}

/// A source list that is being read.
#[derive(Default)]
struct List {
    /// A heading of this level or above ends it; 0 where nobody knows what is a heading.
    ends_at: u8,
    entries: usize,
    /// Its entries carry bullets or numbers.
    marked: bool,
    /// A marker whose text is still to come.
    pending: Option<Block>,
}

impl List {
    fn ends_before(&self, block: &Block, next: Option<&Block>) -> bool {
        if self.pending.is_some() {
            return false;
        }
        match block.kind {
            BlockKind::SourceEntry | BlockKind::Footnote(_) | BlockKind::ListItem => return false,
            BlockKind::Heading(level) if level <= self.ends_at => return true,
            _ => {}
        }
        if is_bare_marker(&block.text) || begins_marked(&block.text) {
            return false;
        }
        let words = block.text.split_whitespace().count();
        let short = words <= 6 && !block.text.contains("://") && !block.text.ends_with(['.', ',', ';']);
        // In plain text any short line looks like a heading: it takes prose after it to end the list.
        let prose = next.is_some_and(|next| {
            !is_bare_marker(&next.text)
                && !begins_marked(&next.text)
                && !matches!(next.kind, BlockKind::SourceEntry | BlockKind::Footnote(_))
                && !next.text.contains("://")
                && (next.text.len() >= 60 || next.kind == BlockKind::ListItem)
                && (next.text.ends_with(['.', ']', '”', '"', '!', '?']) || next.kind == BlockKind::ListItem)
        });
        if matches!(block.kind, BlockKind::Heading(_))
            && short
            && self.entries > 0
            && (prose || next.is_none())
        {
            return true;
        }
        short && words <= 4 && prose && self.entries > 0
    }
}

fn is_head(text: &str) -> bool {
    if text.len() > 40 {
        return false;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    HEADS.contains(&bare)
}

/// A bullet or a number and nothing else.
fn is_bare_marker(text: &str) -> bool {
    text.lines().all(|line| {
        let inner = line.trim().trim_matches(['[', ']', '(', ')', '.', '-', '*', '•', '–', '^']);
        line.len() <= 6 && inner.bytes().all(|b| b.is_ascii_digit())
    })
}

/// "1. AP: …", "[1] AP: …", "- AP: …"
fn begins_marked(text: &str) -> bool {
    crate::split::citation(text).is_some() || crate::plain::list_marker(text).is_some()
}

/// One block of two that follow one another. A dash before a number is left out.
fn join(first: Block, second: Block) -> Block {
    if !first.text.contains(|c: char| c.is_ascii_digit()) {
        return Block { source: first.source.start..second.source.end, ..second };
    }
    let mut map = OffsetMap::default();
    map.extend(&first.map);
    map.push_changed(1, first.source.end, second.source.start - first.source.end);
    map.extend(&second.map);
    Block {
        kind: second.kind,
        text: format!("{}\n{}", first.text, second.text),
        map,
        source: first.source.start..second.source.end,
        table: None,
    }
}
