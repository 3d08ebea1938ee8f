//! Judgements of an earlier text in a later one: those whose words still stand there, moved to where they stand.

use crate::marks::{By, Marked, Silenced, VerifiedStatement};
use copydesk_checking::{Edit, Finding, Fix, Judgement};
use std::ops::Range;

/// What two texts have in common at their head and their foot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shift {
    /// Bytes of both texts up to which they are equal.
    head: usize,
    /// Bytes of the old text from which they are equal.
    foot: usize,
    /// How far what comes after `foot` has moved.
    by: isize,
}

impl Shift {
    pub(crate) fn between(old: &str, new: &str) -> Self {
        let (a, b) = (old.as_bytes(), new.as_bytes());
        let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let most = a.len().min(b.len()) - head;
        let tail = a.iter().rev().zip(b.iter().rev()).take(most).take_while(|(a, b)| a == b).count();
        Self { head, foot: a.len() - tail, by: b.len() as isize - a.len() as isize }
    }

    /// Where a range of the old text stands in the new one, if all of it still does.
    pub(crate) fn range(self, range: &Range<usize>) -> Option<Range<usize>> {
        if range.end <= self.head {
            Some(range.clone())
        } else if range.start >= self.foot {
            Some(range.start.checked_add_signed(self.by)?..range.end.checked_add_signed(self.by)?)
        } else {
            None
        }
    }
}

/// The judgements of `old` that hold words of `new`.
pub(crate) fn carried(judgements: &[Judgement], old: &str, new: &str) -> Vec<Judgement> {
    let shift = Shift::between(old, new);
    judgements
        .iter()
        .filter_map(|judgement| {
            Some(Judgement {
                range: shift.range(&judgement.range)?,
                findings: judgement.findings.iter().filter_map(|finding| moved(finding, shift)).collect(),
                offers: judgement.offers.iter().filter_map(|fix| moved_fix(fix, shift)).collect(),
                ..judgement.clone()
            })
        })
        .collect()
}

/// The marks of `old` that hold words of `new`.
pub(crate) fn carried_marks(marked: &Marked, old: &str, new: &str) -> Marked {
    let shift = Shift::between(old, new);
    let silenced = |silenced: &Silenced| {
        let by = match &silenced.by {
            By::Comment(comment) => By::Comment(shift.range(comment)?),
            By::Entry(entry) => By::Entry(entry.clone()),
        };
        let finding = moved(&silenced.finding, shift)?;
        Some(Silenced { finding, by, reason: silenced.reason.clone() })
    };
    let verified = |verified: &VerifiedStatement| {
        Some(VerifiedStatement { range: shift.range(&verified.range)?, ..verified.clone() })
    };
    Marked {
        ignored: marked.ignored.iter().filter_map(silenced).collect(),
        verified: marked.verified.iter().filter_map(verified).collect(),
    }
}

fn moved(finding: &Finding, shift: Shift) -> Option<Finding> {
    Some(Finding {
        range: shift.range(&finding.range)?,
        fixes: finding.fixes.iter().filter_map(|fix| moved_fix(fix, shift)).collect(),
        ..finding.clone()
    })
}

fn moved_fix(fix: &Fix, shift: Shift) -> Option<Fix> {
    let edits = fix
        .edits
        .iter()
        .map(|edit| Some(Edit { range: shift.range(&edit.range)?, text: edit.text.clone() }))
        .collect::<Option<_>>()?;
    Some(Fix { edits, ..fix.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn follows_what_stands_after_an_edit_and_drops_what_was_edited() {
        let shift = Shift::between("One. Two. Three.", "One. Twenty. Three.");
        assert_eq!(shift.range(&(0..4)), Some(0..4));
        assert_eq!(shift.range(&(5..9)), None);
        assert_eq!(shift.range(&(10..16)), Some(13..19));
    }

    #[test]
    fn does_not_count_a_letter_for_head_and_foot_at_once() {
        let shift = Shift::between("aa", "aaa");
        assert_eq!((shift.head, shift.foot, shift.by), (2, 2, 1));
        let shift = Shift::between("aaa", "aa");
        assert_eq!((shift.head, shift.foot, shift.by), (2, 3, -1));
    }
}
