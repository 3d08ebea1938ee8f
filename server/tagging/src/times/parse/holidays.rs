//! Days with a name: "Christmas Eve", "Labor Day weekend", "Easter 2025".

use super::super::lexicon::Unit;
use super::super::said::{Base, Year};
use super::{Hit, Parser};

impl Parser<'_> {
    /// The holiday with the longest name that stands at `i`, with its year.
    pub(super) fn holiday(&self, i: usize) -> Option<Hit> {
        if !self.at(i)?.lex().holiday {
            return None;
        }
        let mut best: Option<(usize, usize)> = None;
        for (index, holiday) in self.lexicon.holidays.iter().enumerate() {
            if holiday.capital && !self.at(i)?.capital {
                continue;
            }
            for name in &holiday.names {
                if let Some(end) = self.phrase(i, name)
                    && best.is_none_or(|(e, _)| end > e)
                {
                    best = Some((end, index));
                }
            }
        }
        let (end, index) = best?;
        let weekend = self.is_unit(end, Unit::Weekend);
        let end = if weekend { end + 1 } else { end };
        let (end, year) = self
            .year_after(end)
            .filter(|_| !self.mark(end, ','))
            .map_or((end, Year::Open), |(e, y)| (e, Year::Known(y)));
        Some(Hit::date(i, end, Base::Holiday(index, year, weekend)))
    }

    /// Whether the words of `name` stand at `i`: the piece after them. Apostrophes part words and count for nothing.
    fn phrase(&self, i: usize, name: &str) -> Option<usize> {
        let mut at = i;
        for word in name.split([' ', '\'']).filter(|word| !word.is_empty()) {
            while at > i && self.apostrophe(at) {
                at += 1;
            }
            if self.lower(at) != word {
                return None;
            }
            at += 1;
        }
        Some(at)
    }
}
