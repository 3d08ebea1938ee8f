//! The outline of a document: its statements under their headings.

use crate::Snapshot;
use copydesk_checking::Verdict;
use copydesk_text::{BlockKind, one_line};
use std::ops::Range;

/// A heading with what stands under it, or a statement.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// The heading, or the statement's first words.
    pub name: String,
    /// A statement's verdict; `None` for a heading.
    pub verdict: Option<Verdict>,
    /// Bytes of all of it.
    pub range: Range<usize>,
    /// Bytes of what it is called by.
    pub selection: Range<usize>,
    /// What stands under it.
    pub children: Vec<Symbol>,
}

/// Letters of a statement that are shown.
const SHOWN: usize = 72;

impl Snapshot {
    /// The outline of the document.
    pub fn symbols(&self) -> Vec<Symbol> {
        let reading = self.reading();
        let headings = reading.prose.blocks.iter().filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((block.source.clone(), level, name(&block.text))),
            _ => None,
        });
        let judgements = self.judgements();
        let statements = judgements.iter().map(|judgement| {
            let name = name(&judgement.text);
            (judgement.range.clone(), u8::MAX, name, Some(judgement.verdict))
        });
        let mut all: Vec<_> =
            headings.map(|(range, level, name)| (range, level, name, None)).chain(statements).collect();
        all.sort_by_key(|(range, level, ..)| (range.start, *level));

        let mut roots = Vec::new();
        let mut open: Vec<(u8, Symbol)> = Vec::new();
        for (range, level, name, verdict) in all {
            while open.last().is_some_and(|(above, _)| *above >= level) {
                close(&mut open, &mut roots, range.start);
            }
            let symbol =
                Symbol { name, verdict, range: range.clone(), selection: range, children: Vec::new() };
            open.push((level, symbol));
        }
        while !open.is_empty() {
            close(&mut open, &mut roots, reading.text.len());
        }
        roots
    }
}

/// Closes the innermost symbol; a heading reaches up to `end`.
fn close(open: &mut Vec<(u8, Symbol)>, roots: &mut Vec<Symbol>, end: usize) {
    let Some((_, mut symbol)) = open.pop() else { return };
    if symbol.verdict.is_none() {
        symbol.range.end = symbol.range.end.max(end);
    }
    match open.last_mut() {
        Some((_, above)) => above.children.push(symbol),
        None => roots.push(symbol),
    }
}

/// A heading or statement as a name: on one line, and not too long.
fn name(text: &str) -> String {
    let text = one_line(text);
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}\u{2026}", text[..at].trim_end()),
        None => text,
    }
}
