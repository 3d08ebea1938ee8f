//! A weekday and a date of the draft that do not go together.

use crate::code::Code;
use crate::judge::{Case, finding};
use crate::verdict::{Edit, Finding, Fix, FixKind, Reason};
use copydesk_tagging::Value;
use copydesk_tagging::times::weekday_mismatch;

const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// Underlines the weekday; the fix puts in the one the date falls on.
pub(crate) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let sentence = &case.sentence().sentence;
    let mut out = Vec::new();
    for mention in &case.sentence().mentions {
        let Value::Time(timex) = &mention.value else { continue };
        let Some((_, right)) = weekday_mismatch(timex, case.draft.tagged.published) else { continue };
        let Some((_, range)) = timex.weekday.clone() else { continue };
        let said = &sentence.text[range.clone()];
        let Some(name) = usize::try_from(right - 1).ok().and_then(|index| NAMES.get(index)) else { continue };
        // "Mon." keeps its form.
        let right = match said.trim_end_matches('.').len() {
            3 => format!("{}{}", &name[..3], if said.ends_with('.') { "." } else { "" }),
            _ => (*name).to_owned(),
        };
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
