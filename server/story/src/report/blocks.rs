//! The draft cut into rows: its blocks, and what stands between them.

use copydesk_library::Article;
use copydesk_text::BlockKind;
use std::ops::Range;

/// A stretch of the draft that is one row.
pub(super) struct Row {
    /// Bytes of the draft.
    pub(super) range: Range<usize>,
    /// The element it is set in.
    pub(super) tag: &'static str,
}

pub(super) struct Blocks;

impl Blocks {
    /// The rows of a draft in order: they tile it, front matter and white space left out.
    pub(super) fn of(draft: &Article) -> Vec<Row> {
        let text = &draft.text;
        let mut rows: Vec<Row> = Vec::new();
        let mut at = draft.prose.front_matter.as_ref().map_or(0, |front| front.end.min(text.len()));
        for block in &draft.prose.blocks {
            let (start, end) = (block.source.start.max(at), block.source.end.min(text.len()));
            if end <= start {
                continue;
            }
            // Marks before a block ("## ", "- ") belong to it; anything else between two is a row of its own.
            let between = text.get(at..start).unwrap_or("");
            let mark = between.rfind('\n').map_or(0, |n| n + 1);
            let before = between.get(..mark).unwrap_or("");
            if !before.trim().is_empty() {
                rows.push(Row { range: trim(text, at..at + mark), tag: "p" });
            }
            let tag = match block.kind {
                BlockKind::Heading(_) => "h3",
                BlockKind::BlockQuote => "blockquote",
                _ => "p",
            };
            let lead = between.get(mark..).unwrap_or("");
            let from = if matches!(block.kind, BlockKind::Heading(_)) {
                start
            } else {
                start - lead.trim_start().len()
            };
            rows.push(Row { range: trim(text, from..end), tag });
            at = end;
        }
        let rest = text.get(at..).unwrap_or("");
        if rest.chars().any(char::is_alphanumeric) {
            rows.push(Row { range: trim(text, at..text.len()), tag: "p" });
        }
        rows
    }
}

fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range };
    let start = range.start + part.len() - part.trim_start().len();
    start..(start + part.trim().len())
}
