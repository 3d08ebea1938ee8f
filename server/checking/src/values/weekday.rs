//! A weekday and a date of the draft that do not go together.

use crate::case::Case;
use crate::code::Code;
use crate::judge::finding;
use crate::verdict::{Edit, Finding, Fix, FixKind, Reason};
use copydesk_tagging::times::weekday_mismatch;
use copydesk_tagging::{Tagger, Value};

/// Underlines the weekday; the fix puts in the one the date falls on.
pub(crate) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let sentence = &case.sentence().sentence;
    let mut out = Vec::new();
    for mention in &case.sentence().mentions {
        let Value::Time(timex) = &mention.value else { continue };
        let Some((_, right)) = weekday_mismatch(timex, case.draft.tagged.published) else { continue };
        let Some((_, range)) = timex.weekday.clone() else { continue };
        let said = &sentence.text[range.clone()];
        let times = Tagger::new(case.draft.tagged.language).times();
        let Some(right) = times.weekday_like(said, right) else { continue };
        let date = sentence.text[mention.range.clone()].replacen(said, "", 1);
        let reason = Reason::Weekday {
            weekday: said.to_owned(),
            date: date.trim_matches([',', ' ']).to_owned(),
            right: right.clone(),
        };
        let fix = Fix {
            title: format!("Replace {said} by {right}"),
            kind: FixKind::Replace,
            edits: vec![Edit { range: sentence.to_source(range.clone()), text: right }],
            preferred: true,
        };
        out.extend(finding(case, Code::WeekdayMismatch, range, vec![reason], vec![fix]));
    }
    out
}
