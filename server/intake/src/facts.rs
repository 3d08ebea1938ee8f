//! Tables as facts: one row, one sentence, with the names of its columns.
//!
//! "Kestrel Bay: 4,200 tonnes, 12 ferries in 2025" stands for a row whose columns are headed Port, Tonnes, Ferries and
//! Year. Each value maps to its cell; what joins them maps to nothing.

use copydesk_text::{Block, BlockKind, OffsetMap, one_line};

/// What a cell says, and where each byte of it stands in the file.
#[derive(Clone, Debug, Default)]
pub(crate) struct Cell {
    pub(crate) text: String,
    pub(crate) map: OffsetMap,
}

/// Rows in the making.
#[derive(Debug, Default)]
pub(crate) struct Facts {
    heads: Option<Vec<String>>,
    blocks: Vec<Block>,
}

impl Facts {
    /// Adds a row; the first one names the columns if none of its cells is a figure.
    pub(crate) fn row(&mut self, cells: &[Cell]) {
        if cells.iter().all(|cell| cell.text.trim().is_empty()) {
            return;
        }
        let Some(heads) = &self.heads else {
            let named =
                cells.len() > 1 && cells.iter().all(|cell| !is_figure(&cell.text) || is_year(&cell.text));
            self.heads = Some(if named {
                cells.iter().map(|cell| one_line(&cell.text)).collect()
            } else {
                Vec::new()
            });
            if !named {
                self.row(cells);
            } else if let Some(block) = header(cells) {
                self.blocks.push(block);
            }
            return;
        };
        if let Some(block) = sentence(heads, cells) {
            self.blocks.push(block);
        }
    }

    pub(crate) fn finish(self) -> Vec<Block> {
        self.blocks
    }
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

fn sentence(heads: &[String], cells: &[Cell]) -> Option<Block> {
    let mut line = Line::default();
    let mut year: Option<(&Cell, &str)> = None;
    let mut parts = 0;
    for (column, cell) in cells.iter().enumerate() {
        let text = cell.text.trim();
        if text.is_empty() || matches!(text, "-" | "–" | "—" | "n/a" | "N/A" | "..") {
            continue;
        }
        let name = heads.get(column).map_or("", String::as_str);
        let lower = name.to_lowercase();
        if is_year(text)
            && (lower.is_empty() || ["year", "in", "season"].contains(&lower.as_str()))
            && column > 0
        {
            year = Some((cell, text));
            continue;
        }
        if parts > 0 {
            line.glue(if parts == 1 { ": " } else { ", " });
        }
        parts += 1;
        let (name, unit) = unit(name);
        if column == 0 || name.is_empty() && unit.is_empty() {
            line.cell(cell);
        } else if is_figure(text) {
            match (unit, is_year(name)) {
                // A column for each year.
                ("", true) => {
                    line.cell(cell);
                    line.glue(&format!(" in {name}"));
                }
                ("", false)
                    if text.ends_with('%')
                        || text.starts_with(['$', '€', '£', '¥'])
                        || name.split(' ').count() > 3 =>
                {
                    line.glue(&format!("{} ", lowered(name)));
                    line.cell(cell);
                }
                ("", false) => {
                    line.cell(cell);
                    line.glue(&format!(" {}", lowered(name)));
                }
                ("%", _) => {
                    line.glue(&format!("{} ", lowered(name)));
                    line.cell(cell);
                    line.glue(if text.ends_with('%') { "" } else { "%" });
                }
                (unit, _) => {
                    line.glue(&format!("{} ", lowered(name)));
                    line.cell(cell);
                    line.glue(&format!(" {unit}"));
                }
            }
        } else {
            line.glue(&format!("{} ", lowered(name)));
            line.cell(cell);
        }
    }
    if let Some((cell, _)) = year {
        line.glue(if parts == 0 { "" } else { " in " });
        line.cell(cell);
    }
    line.glue(".");
    line.block(BlockKind::ListItem)
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

/// "Cargo (tonnes)" is cargo in tonnes.
fn unit(name: &str) -> (&str, &str) {
    match name.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((name, unit)) if !unit.is_empty() && unit.len() <= 16 => (name.trim(), unit.trim()),
        _ => match name.strip_suffix('%') {
            Some(name) => (name.trim(), "%"),
            None => (name, ""),
        },
    }
}

/// Digits with what may stand around and between them.
pub(crate) fn is_figure(text: &str) -> bool {
    let body = text.trim().trim_start_matches(['-', '+', '−', '$', '€', '£', '¥', '~', '<', '>', '≈', ' ']);
    body.starts_with(|c: char| c.is_ascii_digit())
        && body.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '\u{202f}' | '\'' | '%' | '’')
        })
}

fn is_year(text: &str) -> bool {
    let text = text.trim();
    text.len() == 4 && text.parse::<u16>().is_ok_and(|year| (1500..2200).contains(&year))
}

/// A sentence in the making.
#[derive(Default)]
struct Line {
    text: String,
    map: OffsetMap,
    /// Where the last cell ended in the file.
    at: usize,
    any: bool,
}

impl Line {
    fn cell(&mut self, cell: &Cell) {
        let lead = cell.text.len() - cell.text.trim_start().len();
        let text = cell.text.trim();
        let map = cell.map.slice(lead..lead + text.len());
        self.text.push_str(text);
        self.map.extend(&map);
        self.at = map.to_source(0..text.len()).end;
        self.any = true;
    }

    /// What stands in no cell.
    fn glue(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.push_changed(text.len(), self.at, 0);
    }

    fn block(self, kind: BlockKind) -> Option<Block> {
        let source = self.map.to_source(0..self.text.len());
        self.any.then_some(Block { kind, text: self.text, map: self.map, source })
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
        assert_eq!(texts("Port|2024|2025\nVarnholm|310|290"), ["Varnholm: 310 in 2024, 290 in 2025."]);
        assert_eq!(texts("Party|Vote share (%)\nHarbour List|31.5"), ["Harbour List: vote share 31.5%."]);
    }
}
