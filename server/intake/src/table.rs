//! Tables (`.csv`, `.tsv`) as facts: each row is a sentence that names its columns, each value knows its cell.

use crate::reader::Document;
use copydesk_library::Spot;
use copydesk_text::OffsetMap;
use copydesk_text::tables::{Cell, Facts};

/// Rows that are read; a longer table is data to be searched, no source to be quoted.
const ROWS: usize = 50_000;

/// Reads a table.
///
/// # Errors
/// There is none.
pub(crate) fn read(text: &str) -> Result<Document, String> {
    let delimiter =
        delimiter(text).ok_or("no table: its lines are not parted by commas, semicolons, tabs or bars")?;
    let mut document = Document::default();
    let mut facts: Option<Facts> = None;
    let mut title = String::new();
    let mut at = 0;
    let mut rows = 0;
    while at < text.len() && rows < ROWS {
        let (fields, next) = record(text, at, delimiter);
        rows += 1;
        for (column, field) in fields.iter().enumerate() {
            document.spots.push((field.start, Spot::Cell(format!("{}{rows}", letters(column)))));
        }
        let cells: Vec<Cell> = fields.iter().map(|field| field.cell(text)).collect();
        // A title or a remark above the table stands alone.
        let alone = cells.iter().filter(|cell| !cell.text.trim().is_empty()).count() == 1 && cells.len() != 1;
        let remark = cells.first().is_some_and(|cell| cell.text.starts_with('#'));
        if remark || (alone && rows <= 3) {
            // What stands over the rows names them.
            if facts.is_none() && !remark {
                title = cells.iter().map(|cell| cell.text.trim()).collect();
            }
        } else {
            facts.get_or_insert_with(|| Facts::new(0, std::mem::take(&mut title))).row(&cells);
        }
        at = next;
    }
    if at < text.len() {
        document.note = Some(format!("only the first {ROWS} rows are read"));
    }
    document.blocks = facts.map_or_else(Vec::new, Facts::finish);
    if document.blocks.len() < 2 {
        return Err("no table: it has no rows below its head".to_owned());
    }
    Ok(document)
}

/// What parts the fields: what stands in the first lines most evenly.
fn delimiter(text: &str) -> Option<char> {
    let mut best: Option<(usize, char)> = None;
    for candidate in ['\t', ';', ',', '|'] {
        let mut at = 0;
        let mut counts = Vec::new();
        while at < text.len() && counts.len() < 12 {
            let (fields, next) = record(text, at, candidate);
            counts.push(fields.len());
            at = next;
        }
        let mut sorted = counts.clone();
        sorted.sort_unstable();
        let usual = sorted.get(sorted.len() / 2).copied().unwrap_or(0);
        let even = counts.iter().filter(|count| **count == usual).count();
        if usual >= 2 && even * 2 >= counts.len() {
            let score = usual.min(20) + even * 4;
            if best.is_none_or(|(top, _)| score > top) {
                best = Some((score, candidate));
            }
        }
    }
    best.map(|(_, delimiter)| delimiter)
}

/// A field: its bytes, quotation marks included.
struct Field {
    start: usize,
    end: usize,
    quoted: bool,
}

impl Field {
    fn cell(&self, text: &str) -> Cell {
        let raw = &text[self.start..self.end];
        if !self.quoted {
            return flat(Cell { text: raw.to_owned(), map: OffsetMap::identity(self.start, raw.len()) });
        }
        let lead = raw.len() - raw.trim_start().len();
        let inner = raw.trim();
        let inner = inner.strip_prefix('"').unwrap_or(inner);
        let inner = inner.strip_suffix('"').unwrap_or(inner);
        let mut cell = Cell::default();
        let mut at = self.start + lead + 1;
        // Two quotation marks stand for one.
        for (index, piece) in inner.split("\"\"").enumerate() {
            if index > 0 {
                cell.text.push('"');
                cell.map.push_changed(1, at, 2);
                at += 2;
            }
            cell.text.push_str(piece);
            cell.map.push(piece.len(), at, piece.len());
            at += piece.len();
        }
        flat(cell)
    }
}

/// Line breaks inside a cell as spaces.
fn flat(mut cell: Cell) -> Cell {
    if cell.text.contains(['\n', '\r', '\t']) {
        cell.text = cell.text.replace(['\n', '\r', '\t'], " ");
    }
    cell
}

/// The fields of the record at byte `at`, and where the next one begins.
fn record(text: &str, at: usize, delimiter: char) -> (Vec<Field>, usize) {
    let bytes = text.as_bytes();
    let delimiter = delimiter as u8;
    let mut fields = Vec::new();
    let mut start = at;
    let mut here = at;
    let mut quoted = false;
    let mut inside = false;
    loop {
        match bytes.get(here) {
            Some(b'"') if inside => {
                if bytes.get(here + 1) == Some(&b'"') {
                    here += 1;
                } else {
                    inside = false;
                }
            }
            Some(b'"') if text[start..here].trim().is_empty() => (inside, quoted) = (true, true),
            Some(byte) if inside => {
                // An open quotation mark does not swallow a whole file.
                if *byte == b'\n' && here - start > 20_000 {
                    inside = false;
                    continue;
                }
            }
            Some(byte) if *byte == delimiter => {
                fields.push(Field { start, end: here, quoted });
                (start, quoted) = (here + 1, false);
            }
            Some(b'\n' | b'\r') | None => {
                fields.push(Field { start, end: here, quoted });
                let next = match (bytes.get(here), bytes.get(here + 1)) {
                    (Some(b'\r'), Some(b'\n')) => here + 2,
                    (Some(_), _) => here + 1,
                    (None, _) => here,
                };
                return (fields, next);
            }
            Some(_) => {}
        }
        here += 1;
    }
}

/// Column 0 is A, 26 is AA.
fn letters(column: usize) -> String {
    let mut name = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        name.insert(0, char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_quoted_fields_semicolons_and_remarks() {
        let text = "# Harbour board\r\nPort;\"Tonnes\";Note\r\n\"Kestrel \"\"Old\"\" Bay\";4,200;\"low\ntide\"\r\nVarnholm;310;\r\n";
        let document = read(text).expect("a table");
        let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(
            texts[1..],
            ["Kestrel \"Old\" Bay: 4,200 tonnes, note low tide.", "Varnholm: 310 tonnes."]
        );
        let at = text.find("4,200").expect("there");
        let place = document.spots.iter().rev().find(|(start, _)| *start <= at).map(|(_, spot)| spot.value());
        assert_eq!(place.as_deref(), Some("B3"));
        assert_eq!(letters(0), "A");
        assert_eq!(letters(27), "AB");
        assert!(read("Just a line.\nAnd another.\n").is_err());
    }
}
