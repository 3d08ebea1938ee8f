//! Tables: what a cell says together with the heads of its row and its column.
//!
//! In a draft each cell is a block of its own, so that a finding stands on it; what it states is a sentence beside it
//! ([`Prose::statement`]). In a source each row is a sentence ([`Facts`]) that knows where its values stand.

mod facts;
mod head;
mod spans;

pub use facts::{Cell, Facts, is_figure};
pub use spans::Spans;

use crate::offsets::OffsetMap;
use crate::overlong;
use crate::prose::{Block, BlockKind, Format, Prose};
use crate::sentence::Sentence;
use facts::{Line, Row};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where a block stands in a table: a cell of a draft, or a row that is told as a sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tabled {
    /// Tells the tables of one document apart.
    pub table: usize,
    /// What stands over the table.
    pub caption: String,
    /// What the row is of: its first cell.
    pub row: String,
    /// Its year, where a column gives it.
    pub year: String,
    /// Bytes of the block's text at its beginning that tell what the row is of.
    pub key: usize,
    /// Where the year begins at its end.
    pub tail: usize,
    /// Values of the block with the heads of their columns.
    pub values: Vec<Valued>,
}

/// A cell that holds a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Valued {
    /// The head of its column; empty where a table of two columns has none.
    pub head: String,
    /// Its bytes of the block's text.
    pub range: Range<usize>,
    /// The same with the words that were put around it.
    pub said: Range<usize>,
}

/// Words that a line over a table has at most.
const CAPTION: usize = 16;

/// The longest value of a cell, in bytes.
const VALUE: usize = 32;
/// Letters that stand in a value at most: "12 March 2026", "4.2 million".
const LETTERS: usize = 14;

/// What a block says of the table below it; nothing where it is running text.
pub fn caption(above: Option<&Block>) -> String {
    let Some(block) = above else { return String::new() };
    let text = block.text.trim();
    let title = match block.kind {
        // The title of the document is not the table's.
        BlockKind::Heading(level) => level > 1,
        BlockKind::Paragraph | BlockKind::ListItem => {
            block.table.is_none()
                && text.split_whitespace().count() <= CAPTION
                && !text.ends_with(['.', '!', '?'])
        }
        _ => false,
    };
    if title { text.trim_end_matches(':').to_owned() } else { String::new() }
}

/// Whether a cell holds a figure, a time or a date, and little else.
pub fn is_value(text: &str) -> bool {
    let text = text.trim();
    text.len() <= VALUE
        && text.contains(|c: char| c.is_ascii_digit())
        && text.chars().filter(|c| c.is_alphabetic()).count() <= LETTERS
}

impl Prose {
    /// The prose of a source: each row of a table is a sentence.
    pub fn of_source(text: &str, format: Format) -> Self {
        let mut prose = Self::new(text, format);
        prose.tell_rows();
        prose
    }

    /// Puts rows in the place of cells.
    fn tell_rows(&mut self) {
        let is_cell =
            |block: &Block| block.table.is_some() && matches!(block.kind, BlockKind::TableCell { .. });
        if !self.blocks.iter().any(is_cell) {
            return;
        }
        let mut cells: Vec<Block> = Vec::new();
        let mut told: Vec<Block> = Vec::new();
        let grids = std::mem::take(&mut self.grids);
        for block in std::mem::take(&mut self.blocks) {
            let table = |block: &Block| block.table.as_ref().map(|tabled| tabled.table);
            if !is_cell(&block) || cells.last().is_some_and(|last| table(last) != table(&block)) {
                tell(&mut cells, &grids, &mut told);
            }
            match is_cell(&block) {
                true => cells.push(block),
                false => told.push(block),
            }
        }
        tell(&mut cells, &grids, &mut told);
        self.blocks = told;
    }

    /// What a cell of a draft states: its value with the heads of its row and column. What is put around the value
    /// stands nowhere in the document.
    pub fn statement(&self, sentence: &Sentence) -> Option<Sentence> {
        let block = self.blocks.get(sentence.block)?;
        let tabled = block.table.as_ref()?;
        let [value] = tabled.values.as_slice() else { return None };
        if tabled.row.is_empty() || !matches!(block.kind, BlockKind::TableCell { .. }) {
            return None;
        }
        let cell = Cell { text: block.text.clone(), map: block.map.clone() };
        let mut line = Line::at(block.source.start);
        Row { key: &tabled.row, year: &tabled.year, caption: &tabled.caption }.state(
            &mut line,
            &value.head,
            &cell,
        );
        let told = line.block(block.kind.clone()).filter(|told| !overlong::is(&told.text))?;
        Some(Sentence::new(&told, sentence.block, 0..told.text.len()))
    }
}

/// The rows of one table told as sentences.
fn tell(cells: &mut Vec<Block>, grids: &[Grid], told: &mut Vec<Block>) {
    let Some(table) = cells.first().and_then(|cell| cell.table.as_ref()).map(|tabled| tabled.table) else {
        return;
    };
    let mut facts = Facts::new(table, caption(told.last()));
    let mut cells = std::mem::take(cells).into_iter().peekable();
    for row in grids.iter().find(|grid| grid.table == table).map_or(&[][..], |grid| &grid.rows) {
        let of_row: Vec<Cell> = row
            .iter()
            .map(|range| {
                match cells.next_if(|cell| range.start <= cell.source.start && cell.source.end <= range.end) {
                    Some(cell) => Cell { text: cell.text, map: cell.map },
                    None => Cell { text: String::new(), map: OffsetMap::default() },
                }
            })
            .collect();
        facts.row(&of_row);
    }
    told.extend(facts.finish());
}

/// Where the cells of a table stand, empty ones too.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Grid {
    /// The byte at which it begins.
    pub table: usize,
    /// Bytes of each cell, row by row, the heads first.
    pub rows: Vec<Vec<Range<usize>>>,
}

/// Tells the cells of each table what they stand under and beside.
pub(crate) fn settle(prose: &mut Prose) {
    let mut at = 0;
    for grid in &prose.grids {
        while prose.blocks.get(at).is_some_and(|block| block.source.end <= grid.table) {
            at += 1;
        }
        let caption = caption(at.checked_sub(1).and_then(|before| prose.blocks.get(before)));
        let mut heads: Vec<String> = Vec::new();
        for (number, row) in grid.rows.iter().enumerate() {
            let mut blocks: Vec<Option<usize>> = Vec::with_capacity(row.len());
            for range in row {
                let inside = prose
                    .blocks
                    .get(at)
                    .is_some_and(|block| range.start <= block.source.start && block.source.end <= range.end);
                blocks.push(inside.then_some(at));
                at += usize::from(inside);
            }
            let text =
                |block: &Option<usize>| block.map_or(String::new(), |at| prose.blocks[at].text.clone());
            let texts: Vec<String> = blocks.iter().map(text).collect();
            if number == 0 {
                heads = texts;
                blocks.into_iter().flatten().for_each(|at| {
                    prose.blocks[at].table =
                        Some(Box::new(Tabled { table: grid.table, ..Tabled::default() }));
                });
                continue;
            }
            let (row, year) = facts::key(&heads, &texts);
            let over = facts::over(&caption, &heads);
            for (column, at) in blocks.into_iter().enumerate() {
                let Some(at) = at else { continue };
                let text = &texts[column];
                let head = heads.get(column).cloned().unwrap_or_default();
                let stated = column > 0
                    && Some(column) != year
                    && is_value(text)
                    && (!head.is_empty() || texts.len() == 2);
                let whole = 0..text.len();
                let values = match stated {
                    true => vec![Valued { head, range: whole.clone(), said: whole }],
                    false => Vec::new(),
                };
                prose.blocks[at].table = Some(Box::new(Tabled {
                    table: grid.table,
                    caption: over.clone(),
                    key: 0,
                    tail: text.len(),
                    row: row.clone(),
                    year: year.map_or(String::new(), |column| texts[column].clone()),
                    values,
                }));
            }
        }
    }
}
