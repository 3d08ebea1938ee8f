//! Where the text of an article stands in a file that has pages, cells or time codes.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A place in a file, as its readers name it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spot {
    /// A page, from 1.
    Page(u32),
    /// A cell of a table: `B3`.
    Cell(String),
    /// A time code, `00:01:02`.
    Time(String),
}

impl Spot {
    /// The name of the field it is written under: `page`, `cell`, `time`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Page(_) => "page",
            Self::Cell(_) => "cell",
            Self::Time(_) => "time",
        }
    }

    /// The spot without its name: `3`, `B3`, `00:01:02`.
    pub fn value(&self) -> String {
        match self {
            Self::Page(page) => page.to_string(),
            Self::Cell(text) | Self::Time(text) => text.clone(),
        }
    }
}

impl std::fmt::Display for Spot {
    /// For people: `page 3`, `cell B3`, `at 00:01:02`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Page(page) => write!(f, "page {page}"),
            Self::Cell(cell) if cell.contains(':') => write!(f, "cells {cell}"),
            Self::Cell(cell) => write!(f, "cell {cell}"),
            Self::Time(time) => write!(f, "at {time}"),
        }
    }
}

/// How the text of an article stands in its file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Layout {
    /// The file is no text, or is coded: the article's text was taken out of it, and offsets are into what was taken out.
    pub extracted: bool,
    /// Bytes of the text at which a page, a cell or a cue begins, ascending.
    pub spots: Vec<(usize, Spot)>,
}

impl Layout {
    /// The spot that a range of bytes of the text begins at; for cells, from the first to the last one it touches.
    pub fn spot(&self, range: &Range<usize>) -> Option<Spot> {
        let first = self.spots.partition_point(|(at, _)| *at <= range.start).saturating_sub(1);
        let (_, spot) = self.spots.get(first)?;
        let end = self.spots.partition_point(|(at, _)| *at < range.end);
        match (spot, end.checked_sub(1).and_then(|last| self.spots.get(last))) {
            (Spot::Cell(from), Some((_, Spot::Cell(to)))) if from != to && end > first + 1 => {
                Some(Spot::Cell(format!("{from}:{to}")))
            }
            _ => Some(spot.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_page_and_the_cells_of_a_range() {
        let pages = Layout { extracted: true, spots: vec![(0, Spot::Page(1)), (100, Spot::Page(2))] };
        assert_eq!(pages.spot(&(0..20)), Some(Spot::Page(1)));
        assert_eq!(pages.spot(&(90..120)), Some(Spot::Page(1)));
        assert_eq!(pages.spot(&(100..120)), Some(Spot::Page(2)));
        let cell = |name: &str| Spot::Cell(name.to_owned());
        let cells =
            Layout { extracted: false, spots: vec![(0, cell("A1")), (5, cell("B1")), (9, cell("A2"))] };
        assert_eq!(cells.spot(&(0..5)), Some(cell("A1")));
        assert_eq!(cells.spot(&(1..8)), Some(cell("A1:B1")));
        assert_eq!(cells.spot(&(9..12)), Some(cell("A2")));
        assert_eq!(Layout::default().spot(&(0..1)), None);
    }
}
