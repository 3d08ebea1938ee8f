//! What can be done about a place: the fixes of its findings, what its statement offers, and every fix at once.

use crate::Snapshot;
use copydesk_checking::{Code, Edit, Fix, FixKind, Severity};
use std::ops::Range;

/// Something that can be done.
#[derive(Clone, Debug, PartialEq)]
pub struct Action {
    /// For the menu.
    pub title: String,
    /// The finding that it mends: its bytes and its code.
    pub mends: Option<(Range<usize>, Code)>,
    /// What it changes, in the order of the document.
    pub edits: Vec<Edit>,
    /// The likeliest of its finding.
    pub preferred: bool,
}

impl Snapshot {
    /// What can be done about a range of bytes: fixes of the findings that touch it first, then what its statements
    /// offer.
    pub fn actions(&self, range: Range<usize>) -> Vec<Action> {
        let touches = |other: &Range<usize>| other.start <= range.end && range.start <= other.end;
        let judgements = self.judgements();
        let mut actions = Vec::new();
        for judgement in judgements.iter() {
            for finding in judgement.findings.iter().filter(|finding| touches(&finding.range)) {
                actions.extend(finding.fixes.iter().map(|fix| Action {
                    title: fix.title.clone(),
                    mends: Some((finding.range.clone(), finding.code)),
                    edits: fix.edits.clone(),
                    preferred: fix.preferred,
                }));
            }
        }
        for judgement in judgements.iter().filter(|judgement| touches(&judgement.range)) {
            actions.extend(judgement.offers.iter().map(|fix| Action {
                title: fix.title.clone(),
                mends: None,
                edits: fix.edits.clone(),
                preferred: false,
            }));
        }
        let mut seen: Vec<Action> = Vec::new();
        actions.retain(|action| {
            let new = !seen.iter().any(|other| other.edits == action.edits && other.title == action.title);
            if new {
                seen.push(action.clone());
            }
            new
        });
        actions
    }

    /// The preferred fixes of all findings that are shown at once, as one action; those that touch what another
    /// changes are left out, and citations, which move one another. `None` where there is nothing to mend.
    pub fn fix_all(&self) -> Option<Action> {
        let judgements = self.judgements();
        let mut edits: Vec<Edit> = Vec::new();
        let mut fixes = 0;
        let preferred = |fix: &&Fix| fix.preferred && fix.kind != FixKind::Cite;
        for finding in judgements.iter().flat_map(|judgement| &judgement.findings) {
            if finding.severity < Severity::Warning {
                continue;
            }
            let Some(fix) = finding.fixes.iter().find(preferred) else { continue };
            let clear = fix.edits.iter().all(|new| {
                edits.iter().all(|old| new.range.end <= old.range.start || old.range.end <= new.range.start)
            });
            if clear {
                edits.extend(fix.edits.iter().cloned());
                fixes += 1;
            }
        }
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        let title = if fixes == 1 {
            "Apply the preferred fix of this draft".to_owned()
        } else {
            format!("Apply all {fixes} preferred fixes of this draft")
        };
        (fixes > 0).then_some(Action { title, mends: None, edits, preferred: false })
    }
}
