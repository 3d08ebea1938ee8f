//! An article as a row, and back: its blocks as they were read, whatever file they stood in.

use crate::PREFIX;
use copydesk_library::{Article, Layout, Metadata, Spot};
use copydesk_text::{Block, BlockKind, OffsetMap, Prose, Tabled};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The day that articles without one are filed under.
pub(crate) const UNDATED: Date = Date::constant(1, 1, 1);

#[derive(Serialize, Deserialize)]
struct Row {
    /// Kind: `p`, `h1` to `h6`, `li`, `td`, `quote`, `note`, `source`, `furniture`.
    k: String,
    /// Text.
    t: String,
    /// Label of a note, head of a cell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    l: Option<String>,
    /// Where it stands in a table.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    c: Option<Box<Tabled>>,
    /// Where it stands in its file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    s: Option<Spot>,
}

/// Metadata and blocks as JSON, and the text that is searched.
pub(crate) fn write(article: &Article) -> (String, String, String) {
    let mut body = String::new();
    let rows: Vec<Row> = article
        .prose
        .blocks
        .iter()
        .map(|block| {
            if !matches!(block.kind, BlockKind::Furniture | BlockKind::SourceEntry) {
                body.push_str(&block.text);
                body.push_str("\n\n");
            }
            let (k, l) = match &block.kind {
                BlockKind::Heading(level) => (format!("h{level}"), None),
                BlockKind::Paragraph => ("p".to_owned(), None),
                BlockKind::ListItem => ("li".to_owned(), None),
                BlockKind::TableCell { head } => ("td".to_owned(), Some(head.clone())),
                BlockKind::BlockQuote => ("quote".to_owned(), None),
                BlockKind::Footnote(label) => ("note".to_owned(), Some(label.clone())),
                BlockKind::SourceEntry => ("source".to_owned(), None),
                BlockKind::Furniture => ("furniture".to_owned(), None),
            };
            let (t, c) = (block.text.clone(), block.table.clone());
            Row { k, t, l, c, s: article.layout.spot(&block.source) }
        })
        .collect();
    // The database takes no zero bytes, and stems no word beyond its first 2,000 bytes.
    let json = |value: Result<String, serde_json::Error>| value.unwrap_or_default().replace("\\u0000", "");
    // A tsvector holds a megabyte at most: a longer article is found by what it begins with.
    let end = (0..=body.len().min(600_000)).rev().find(|at| body.is_char_boundary(*at)).unwrap_or(0);
    body.truncate(end);
    (json(serde_json::to_string(&article.meta)), json(serde_json::to_string(&rows)), body.replace('\0', ""))
}

/// The article of a row; `None` where it cannot be read.
pub(crate) fn read(id: &str, meta: &str, blocks: &str) -> Option<Article> {
    let meta: Metadata = serde_json::from_str(meta).ok()?;
    let rows: Vec<Row> = serde_json::from_str(blocks).ok()?;
    let mut text = String::new();
    let mut blocks = Vec::with_capacity(rows.len());
    let mut layout = Layout { extracted: true, spots: Vec::new() };
    for row in rows {
        if !text.is_empty() {
            text.push_str("\n\n");
        }
        let start = text.len();
        text.push_str(&row.t);
        let kind = match (row.k.as_str(), row.l) {
            ("li", _) => BlockKind::ListItem,
            ("td", head) => BlockKind::TableCell { head: head.unwrap_or_default() },
            ("quote", _) => BlockKind::BlockQuote,
            ("note", label) => BlockKind::Footnote(label.unwrap_or_default()),
            ("source", _) => BlockKind::SourceEntry,
            ("furniture", _) => BlockKind::Furniture,
            (heading, _) if heading.starts_with('h') => BlockKind::Heading(heading[1..].parse().unwrap_or(2)),
            _ => BlockKind::Paragraph,
        };
        if let Some(spot) = row.s {
            layout.spots.push((start, spot));
        }
        let len = row.t.len();
        blocks.push(Block {
            kind,
            text: row.t,
            map: OffsetMap::identity(start, len),
            source: start..start + len,
            table: row.c,
        });
    }
    let prose = Prose { blocks, ..Prose::default() };
    Some(Article::new(format!("{PREFIX}{id}"), text, prose, meta).with_layout(layout))
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_text::Format;

    #[test]
    fn an_article_comes_back_as_it_went() {
        let text = "# Storm shuts Kestrel Bay\n\nThe ferry *Marigold* sank, the harbour master said.\n\n- One\n- Two\n";
        let meta = Metadata {
            title: Some("Storm".to_owned()),
            published: "2025-12-14".parse().ok(),
            guessed: vec!["title"],
            ..Metadata::default()
        };
        let article = Article::from_text("a", text, Format::Markdown, meta);
        let (meta, blocks, body) = write(&article);
        let back = read("x", &meta, &blocks).expect("an article");
        assert_eq!(back.meta, article.meta);
        let shape = |article: &Article| {
            article
                .prose
                .blocks
                .iter()
                .map(|block| (block.kind.clone(), block.text.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(shape(&back), shape(&article));
        assert!(body.contains("ferry Marigold"));
        assert_eq!(&*back.id, "archive:x");
        assert!(read("x", "{}", "[]").is_none());
    }
}
