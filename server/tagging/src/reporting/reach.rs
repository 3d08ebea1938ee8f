//! How far what stands around a reporting verb reaches: whom it is said to, when, and the words that are said.

use super::Finder;
use super::items::What;
use super::lexicon::{Cue, Form};

impl Finder<'_> {
    /// Whether a quotation stands right before (`step` -1) or after (1) the item, a comma, colon or "that" between.
    pub(super) fn quote_beside(&self, index: usize, forward: bool) -> bool {
        let mut at = index;
        for _ in 0..4 {
            at = if forward {
                at + 1
            } else if at == 0 {
                return false;
            } else {
                at - 1
            };
            match self.what(at) {
                Some(What::Quote(_)) => return true,
                Some(What::Comma | What::Colon) => {}
                Some(What::Stop) if !forward => {}
                Some(What::Word(word))
                    if forward
                        && (self.small().that.contains(&**word)
                            || self.lexicon.determiners.contains(&**word)
                            || self.small().as_reports.contains(&**word)) => {}
                _ => return false,
            }
        }
        false
    }

    /// The "that" which opens what the verb at `index` reports, if there is one near.
    pub(super) fn that(&self, index: usize) -> Option<usize> {
        for at in index + 1..self.items.len().min(index + 12) {
            match &self.items[at].what {
                What::Word(word) if self.small().that.contains(&**word) => return Some(at),
                What::Stop | What::Colon | What::Quote(_) => return None,
                What::Word(word) if self.lexicon.verb(word).is_some_and(|c| c.form != Form::Base) => {
                    return None;
                }
                _ => {}
            }
        }
        None
    }

    /// The first item after the verb, the one spoken to and short circumstances ("on Sunday", "in a statement")
    /// left out where what follows them is what is said.
    pub(super) fn after(&self, index: usize, cue: Cue) -> usize {
        let mut at = index + 1;
        if cue.told {
            at = self.recipient(at);
        }
        loop {
            match self.what(at) {
                Some(What::Time) => at += 1,
                Some(What::Word(word))
                    if self.small().before_time.contains(&**word)
                        || self.small().infinitive.contains(&**word) =>
                {
                    match self.what(at + 1) {
                        Some(What::Time) => at += 2,
                        Some(What::Word(next)) if self.small().audience.contains(&**next) => at += 2,
                        _ => return at,
                    }
                }
                _ => return at,
            }
        }
    }

    /// Where the one spoken to ends, from item `at` on.
    pub(super) fn recipient(&self, at: usize) -> usize {
        match self.what(at) {
            Some(What::Name(_)) => at + 1,
            Some(What::Word(word)) if self.small().listeners.contains(&**word) => at + 1,
            Some(What::Word(word)) if self.lexicon.determiners.contains(&**word) => {
                // "the council", "a news conference", "the BBC": to the next boundary, three words at most.
                let mut end = at + 1;
                while end < at + 4 {
                    match self.what(end) {
                        Some(What::Name(_)) => return end + 1,
                        Some(What::Word(word))
                            if !self.lexicon.boundaries.contains(&**word)
                                && !self.lexicon.prepositions.contains(&**word)
                                && !self.lexicon.determiners.contains(&**word) =>
                        {
                            end += 1;
                        }
                        _ => break,
                    }
                }
                end
            }
            Some(What::Word(word))
                if !self.lexicon.prepositions.contains(&**word) && self.small().is_plural(word) =>
            {
                at + 1
            }
            _ => at,
        }
    }

    pub(super) fn told(&self, index: usize) -> bool {
        self.recipient(index + 1) > index + 1
    }

    /// Whether the clause after the verb at `index` quotes, with no other reporting verb between.
    pub(super) fn quotes(&self, index: usize) -> bool {
        for item in self.items.iter().skip(index + 1).take(30) {
            match &item.what {
                What::Quote(_) => return true,
                What::Stop => return false,
                What::Word(word) if self.lexicon.verb(word).is_some_and(|c| c.form != Form::Base) => {
                    return false;
                }
                _ => {}
            }
        }
        false
    }

    /// Whether what follows a verb is only circumstance: "said on Sunday.", "said in a statement to ..."
    pub(super) fn trails(&self, at: usize) -> bool {
        let starts = match self.what(at) {
            Some(What::Word(word)) => {
                self.lexicon.prepositions.contains(&**word) || self.small().circumstances.contains(&**word)
            }
            Some(What::Comma) => true,
            _ => false,
        };
        starts && self.items.len() <= at + 16
    }

    /// The quotation at or one mark after `at`.
    pub(super) fn quote_after(&self, at: usize) -> Option<usize> {
        (at..self.items.len().min(at + 14)).find(|&n| self.items[n].is_quote()).filter(|&n| {
            n == at || matches!(self.what(n - 1), Some(What::Comma | What::Colon | What::Stop)) || n > at
        })
    }

    /// Where the clause that ends before item `end` starts: after the last full stop or semicolon.
    pub(super) fn clause_start(&self, end: usize) -> usize {
        // The stop right before (`"Is it?" he asked`, left of a quotation) is not the start.
        let skip = end.saturating_sub(1);
        (0..skip)
            .rev()
            .find(|&n| self.items[n].what == What::Stop && self.items[n].range.len() == 1 && n + 1 < skip)
            .map_or(0, |n| n + 1)
    }

    /// Where what is said from item `start` on ends: the end, or before ", adding".
    pub(super) fn end(&self, start: usize) -> usize {
        (start + 1..self.items.len())
            .find(|&n| {
                self.items[n - 1].is_comma()
                    && self
                        .word(n)
                        .and_then(|w| self.lexicon.verb(w))
                        .is_some_and(|c| c.form == Form::Participle)
            })
            .map_or(self.items.len(), |n| n - 1)
    }
}
