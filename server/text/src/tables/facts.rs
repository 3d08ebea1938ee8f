//! Tables as facts: one row, one sentence, with the names of its columns.
//!
//! "Kestrel Bay: 4,200 tonnes, 12 ferries in 2025" stands for a row whose columns are headed Port, Tonnes, Ferries and
//! Year. Each value maps to its cell; what joins them maps to nothing.

use super::head::{Head, is_period, is_year, measures, parted};
use super::{Tabled, Valued, is_value};
use crate::offsets::OffsetMap;
use crate::one_line;
use crate::prose::{Block, BlockKind};
use std::ops::Range;

/// What a cell says, and where each byte of it stands in the file.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// Its text.
    pub text: String,
    /// Where each byte of it stands.
    pub map: OffsetMap,
}

/// Rows of one table in the making.
#[derive(Debug, Default)]
pub struct Facts {
    table: usize,
    caption: String,
    heads: Option<Vec<String>>,
    rows: usize,
    blocks: Vec<Block>,
}

/// Rows of a table whose columns of years become sentences of their own; of a longer table a row stays one.
const APART: usize = 2_000;

impl Facts {
    /// A table, by what tells it from others of its document, and by what stands over it.
    pub fn new(table: usize, caption: String) -> Self {
        Self { table, caption, ..Self::default() }
    }

    /// Adds a row; the first one names the columns if none of its cells is a figure.
    pub fn row(&mut self, cells: &[Cell]) {
        let named = cells.len() > 1 && cells.iter().all(|cell| !is_figure(&cell.text) || is_year(&cell.text));
        self.add(cells, named);
    }

    /// Adds a row that names no columns, though it be the first.
    pub fn data(&mut self, cells: &[Cell]) {
        self.add(cells, false);
    }

    /// Adds what stands over all columns.
    pub fn title(&mut self, cell: &Cell) {
        if self.caption.is_empty() {
            self.caption = one_line(&cell.text);
        }
        self.blocks.extend(header(std::slice::from_ref(cell)));
    }

    fn add(&mut self, cells: &[Cell], named: bool) {
        if cells.iter().all(|cell| cell.text.trim().is_empty()) {
            return;
        }
        if self.heads.is_none() {
            let heads =
                if named { cells.iter().map(|cell| one_line(&cell.text)).collect() } else { Vec::new() };
            self.heads = Some(heads);
            if named {
                self.blocks.extend(header(cells));
                return;
            }
        }
        self.rows += 1;
        let heads = self.heads.take().unwrap_or_default();
        self.tell(&heads, cells);
        self.heads = Some(heads);
    }

    /// The sentences of a row. A column for each year makes a sentence of its own.
    fn tell(&mut self, heads: &[String], cells: &[Cell]) {
        let texts: Vec<&str> = cells.iter().map(|cell| cell.text.trim()).collect();
        let (key, year) = key(heads, &texts);
        let caption = over(&self.caption, heads);
        let row = Row { key: &key, year: year.map_or("", |column| texts[column]), caption: &caption };
        let over = Head::of_caption(&caption);
        let mut lines: Vec<(Line, Vec<Valued>)> = vec![(Line::default(), Vec::new())];
        let mut begun = false;
        for (column, (cell, text)) in cells.iter().zip(&texts).enumerate() {
            if is_nothing(text) || Some(column) == year {
                continue;
            }
            let head = heads.get(column).map_or("", String::as_str);
            if column == 0 {
                row.begin(&mut lines[0].0, Some(cell));
                begun = true;
                continue;
            }
            let apart = begun && self.rows <= APART && is_figure(text) && is_period(head);
            if apart {
                let mut line = Line::at(cell.map.to_source(0..cell.text.len()).start);
                // The head of a row stands in one sentence.
                let first = lines.len() == 1 && lines[0].1.is_empty() && !lines[0].0.any_after;
                match first {
                    true => line = std::mem::take(&mut lines[0].0),
                    false => row.begin(&mut line, None),
                }
                lines.push((line, Vec::new()));
            }
            let at = if apart { lines.len() - 1 } else { 0 };
            let (line, values) = &mut lines[at];
            if begun && line.text.is_empty() {
                *line = Line::at(cell.map.to_source(0..cell.text.len()).start);
                row.begin(line, None);
            }
            let from = line.text.len();
            if !line.text.is_empty() {
                line.glue(if line.any_after { ", " } else { ": " });
            }
            let range = phrase(line, head, &over, &key, cell, begun);
            line.any_after = true;
            if begun && is_value(text) && (!head.is_empty() || cells.len() == 2) {
                values.push(Valued { head: head.to_owned(), range, said: from..line.text.len() });
            }
        }
        let only = lines.len() == 1;
        lines.sort_by_key(|(line, _)| line.map.to_source(0..line.text.len()).start);
        for (mut line, values) in lines {
            // Its head stands in the first of the others.
            if !line.any_after && !only {
                continue;
            }
            let tail = line.text.len();
            if let Some(column) = year {
                line.glue(if line.text.is_empty() { "" } else { " in " });
                line.cell(&cells[column]);
            }
            line.glue(".");
            let key = line.key;
            if let Some(block) = line.block(BlockKind::ListItem) {
                let tabled = Tabled {
                    table: self.table,
                    caption: row.caption.to_owned(),
                    row: row.key.to_owned(),
                    year: row.year.to_owned(),
                    key,
                    tail,
                    values,
                };
                let table = (!tabled.values.is_empty()).then(|| Box::new(tabled));
                self.blocks.push(Block { table, ..block });
            }
        }
    }

    /// The rows as blocks.
    pub fn finish(self) -> Vec<Block> {
        self.blocks
    }
}

/// The first cell of a row, and the column that gives its year.
pub(super) fn key<S: AsRef<str>>(heads: &[String], texts: &[S]) -> (String, Option<usize>) {
    let year = texts.iter().enumerate().position(|(column, text)| {
        let head = heads.get(column).map_or("", String::as_str).to_lowercase();
        column > 0
            && is_year(text.as_ref())
            && (head.is_empty() || ["year", "in", "season"].contains(&head.as_str()))
    });
    // Of two columns the second is what the first tells of.
    let year = year.filter(|_| texts.len() > 2 || heads.iter().any(|head| !head.is_empty()));
    (texts.first().map_or(String::new(), |text| one_line(text.as_ref())), year)
}

/// What is said of all cells: what stands over the table, and the unit in its corner.
pub(super) fn over(caption: &str, heads: &[String]) -> String {
    match heads.first().filter(|corner| measures(corner) && !Head::of_caption(caption).has_unit()) {
        Some(corner) if caption.is_empty() => corner.clone(),
        Some(corner) => format!("{caption}, {corner}"),
        None => caption.to_owned(),
    }
}

/// Cells that say nothing.
fn is_nothing(text: &str) -> bool {
    text.is_empty() || matches!(text, "-" | "–" | "—" | "n/a" | "N/A" | ".." | "…" | "\u{2212}")
}

/// What the sentences of a row have in common.
pub(super) struct Row<'a> {
    pub(super) key: &'a str,
    pub(super) year: &'a str,
    pub(super) caption: &'a str,
}

impl Row<'_> {
    /// What one cell of a draft states with the head of its column.
    pub(super) fn state(&self, line: &mut Line, head: &str, cell: &Cell) {
        // A row for each year.
        if is_period(self.key) && !head.is_empty() && !is_period(head) {
            return Row { key: head, ..*self }.state(line, self.key, cell);
        }
        self.begin(line, None);
        line.glue(": ");
        phrase(line, head, &Head::of_caption(self.caption), self.key, cell, true);
        if !self.year.is_empty() {
            line.glue(&format!(" in {}", self.year));
        }
        line.glue(".");
    }

    /// The head of the row without its unit, which goes to its figures.
    fn begin(&self, line: &mut Line, cell: Option<&Cell>) {
        if is_period(self.key) {
            line.glue("In ");
        }
        let (name, _) = parted(self.key);
        let name = if name.is_empty() { self.key } else { name };
        match cell {
            Some(cell) => {
                let lead = cell.text.len() - cell.text.trim_start().len();
                match cell.text.trim().starts_with(name) {
                    true => line.part(cell, lead..lead + name.len()),
                    false => {
                        line.cell(cell);
                    }
                }
            }
            None => line.glue(name),
        }
        line.key = line.text.len();
    }
}

/// Tells a cell with what is measured, in what and when; gives the bytes of the cell.
fn phrase(line: &mut Line, head: &str, over: &Head, key: &str, cell: &Cell, begun: bool) -> Range<usize> {
    let text = cell.text.trim();
    let mut of = Head::of(head);
    if !is_figure(text) {
        let name = lowered(&of.name);
        if !name.is_empty() {
            line.glue(&format!("{name} "));
        }
        let range = line.cell(cell);
        if !of.period.is_empty() {
            line.glue(&format!(" in {}", of.period));
        }
        return range;
    }
    // What a row in small letters is headed with is the measure: "net sales".
    let small = |word: &str| word.starts_with(char::is_lowercase);
    if of.name.is_empty() && !of.period.is_empty() && begun && !key.split_whitespace().any(small) {
        of.name.clone_from(&over.name);
    }
    let own = text.ends_with('%') || text.starts_with(['$', '€', '£', '¥']);
    let row = Head::of(key);
    let unit = [&of, &row, over].into_iter().find(|head| head.has_unit()).filter(|_| !own);
    let (prefix, suffix) = unit.map_or(("", ""), |unit| (&*unit.prefix, &*unit.suffix));
    let name = lowered(&of.name);
    let before = own || unit.is_some() || name.split(' ').count() > 3;
    if before && !name.is_empty() {
        line.glue(&format!("{name} "));
    }
    line.glue(prefix);
    let range = line.cell(cell);
    line.glue(suffix);
    if !before && !name.is_empty() {
        line.glue(&format!(" {name}"));
    }
    if !of.period.is_empty() {
        line.glue(&format!(" in {}", of.period));
    }
    range
}

/// The row of names is shown, and is no fact.
fn header(cells: &[Cell]) -> Option<Block> {
    let mut line = Line::default();
    for cell in cells.iter().filter(|cell| !cell.text.trim().is_empty()) {
        if !line.text.is_empty() {
            line.glue(" | ");
        }
        line.cell(cell);
    }
    line.block(BlockKind::Furniture)
}

/// A name as it stands inside a sentence; names in capitals stay.
fn lowered(name: &str) -> String {
    let mut words = name.split(' ').map(|word| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if capitals > 1 { word.to_owned() } else { word.to_lowercase() }
    });
    let first = words.next().unwrap_or_default();
    words.fold(first, |all, word| all + " " + &word)
}

/// Digits with what may stand around and between them.
pub fn is_figure(text: &str) -> bool {
    let body = text.trim().trim_start_matches(['-', '+', '−', '$', '€', '£', '¥', '~', '<', '>', '≈', ' ']);
    body.starts_with(|c: char| c.is_ascii_digit())
        && body.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '%' | '’')
        })
}

/// A sentence in the making.
#[derive(Default)]
pub(super) struct Line {
    text: String,
    map: OffsetMap,
    /// Where the last cell ended in the file.
    at: usize,
    any: bool,
    /// Where the head of the row ends.
    key: usize,
    /// Something stands behind the head of the row.
    any_after: bool,
}

impl Line {
    /// A line whose first words stand nowhere: at this byte.
    pub(super) fn at(at: usize) -> Self {
        Self { at, ..Self::default() }
    }

    /// Adds a cell without white space at its edges; gives its bytes of the line.
    fn cell(&mut self, cell: &Cell) -> Range<usize> {
        let lead = cell.text.len() - cell.text.trim_start().len();
        let text = cell.text.trim();
        let from = self.text.len();
        self.part(cell, lead..lead + text.len());
        from..self.text.len()
    }

    fn part(&mut self, cell: &Cell, range: Range<usize>) {
        let map = cell.map.slice(range.clone());
        self.text.push_str(&cell.text[range.clone()]);
        self.map.extend(&map);
        self.at = map.to_source(0..range.len()).end;
        self.any = true;
    }

    /// What stands in no cell.
    fn glue(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.push_changed(text.len(), self.at, 0);
    }

    pub(super) fn block(self, kind: BlockKind) -> Option<Block> {
        let source = self.map.to_source(0..self.text.len());
        self.any.then_some(Block { kind, text: self.text, map: self.map, source, table: None })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(table: &str) -> Vec<Block> {
        let mut facts = Facts::default();
        let mut at = 0;
        for line in table.split('\n') {
            let mut cells = Vec::new();
            for cell in line.split('|') {
                cells.push(Cell { text: cell.to_owned(), map: OffsetMap::identity(at, cell.len()) });
                at += cell.len() + 1;
            }
            facts.row(&cells);
        }
        facts.finish()
    }

    #[test]
    fn a_row_is_a_sentence_and_its_values_know_their_cells() {
        let table = "Port|Tonnes|Ferries|Year\nKestrel Bay|4,200|12|2025\nVarnholm|n/a|3|2025";
        let blocks = rows(table);
        let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Port | Tonnes | Ferries | Year",
                "Kestrel Bay: 4,200 tonnes, 12 ferries in 2025.",
                "Varnholm: 3 ferries in 2025."
            ]
        );
        let at = texts[1].find("12").expect("there");
        let source = blocks[1].map.to_source(at..at + 2);
        assert_eq!(&table[source], "12");
        assert_eq!(&table[blocks[1].source.clone()], "Kestrel Bay|4,200|12|2025");
    }

    #[test]
    fn units_years_and_shares_are_read_from_the_heads() {
        let texts = |table: &str| rows(table).into_iter().skip(1).map(|block| block.text).collect::<Vec<_>>();
        assert_eq!(texts("Port|Cargo (tonnes)\nVarnholm|310"), ["Varnholm: cargo 310 tonnes."]);
        assert_eq!(
            texts("Port|2024|2025\nVarnholm|310|290"),
            ["Varnholm: 310 in 2024.", "Varnholm: 290 in 2025."]
        );
        assert_eq!(texts("Party|Vote share (%)\nHarbour List|31.5"), ["Harbour List: vote share 31.5%."]);
    }
}
