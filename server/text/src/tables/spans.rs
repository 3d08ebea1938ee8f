//! Cells that take several columns or rows, laid out so that every value stands under its own head.

use super::facts::{Cell, Facts};

/// Columns and rows that one cell is believed to take.
const COLUMNS: usize = 64;
const ROWS: usize = 1_000;

/// The rows of a table as its page gives them.
#[derive(Debug, Default)]
pub struct Spans {
    /// For each column, the cell that reaches down into it and how many rows are left of it.
    carried: Vec<(Cell, usize)>,
    /// Heads of groups of columns, which wait for the heads below them.
    groups: Option<Vec<Cell>>,
    begun: bool,
}

impl Spans {
    /// Adds a row: each cell with the columns and rows that it takes. `is_data` says that it is no row of heads.
    pub fn row(&mut self, cells: Vec<(Cell, usize, usize)>, is_data: bool, facts: &mut Facts) {
        let lone = cells.len() == 1 && cells[0].1 > 1;
        let grouped = cells.len() > 1 && cells.iter().any(|(_, columns, _)| *columns > 1);
        let (row, widest) = self.lay(cells, !self.begun && grouped);
        if !self.begun && lone {
            // What stands over all columns names the table.
            facts.title(&row[0]);
            return;
        }
        if !self.begun && grouped && !is_data && widest {
            self.groups = Some(row);
            self.begun = true;
            return;
        }
        self.begun = true;
        let row = match self.groups.take() {
            Some(groups) => below(groups, row),
            None => row,
        };
        if is_data { facts.data(&row) } else { facts.row(&row) }
    }

    /// Hands over what is left.
    pub fn finish(mut self, facts: &mut Facts) {
        if let Some(groups) = self.groups.take() {
            facts.row(&groups);
        }
    }

    /// The row with a cell for every column, and whether it holds words alone. `repeat` puts a cell into all columns
    /// that it takes.
    fn lay(&mut self, cells: Vec<(Cell, usize, usize)>, repeat: bool) -> (Vec<Cell>, bool) {
        let mut row: Vec<Cell> = Vec::new();
        let mut words = true;
        for (cell, columns, rows) in cells {
            self.carry(&mut row);
            words &= !cell.text.contains(|c: char| c.is_ascii_digit()) || super::head::is_period(&cell.text);
            for column in 0..columns.clamp(1, COLUMNS) {
                let shown = if column == 0 || repeat { cell.clone() } else { Cell::default() };
                if rows > 1 {
                    let at = row.len();
                    if self.carried.len() <= at {
                        self.carried.resize(at + 1, (Cell::default(), 0));
                    }
                    self.carried[at] = (shown.clone(), rows.min(ROWS) - 1);
                }
                row.push(shown);
            }
        }
        self.carry(&mut row);
        (row, words)
    }

    /// Adds the cells that reach down into the next columns.
    fn carry(&mut self, row: &mut Vec<Cell>) {
        while let Some((cell, left)) = self.carried.get_mut(row.len()).filter(|(_, left)| *left > 0) {
            *left -= 1;
            row.push(cell.clone());
        }
    }
}

/// Heads of columns below heads of groups: "Tonnes 2025".
fn below(groups: Vec<Cell>, row: Vec<Cell>) -> Vec<Cell> {
    let mut groups = groups.into_iter();
    row.into_iter()
        .map(|mut cell| {
            let group = groups.next().unwrap_or_default();
            if group.text.trim() == cell.text.trim() || group.text.trim().is_empty() {
                return cell;
            }
            if cell.text.trim().is_empty() {
                return group;
            }
            let mut both = group;
            both.text.push(' ');
            let at = both.map.to_source(0..both.text.len() - 1).end;
            both.map.push_changed(1, at, 0);
            both.text.push_str(&cell.text);
            both.map.extend(&std::mem::take(&mut cell.map));
            both
        })
        .collect()
}
