//! A weekday and a date of the draft that do not go together.

use crate::code::Code;
use crate::judge::{Case, finding};
use crate::verdict::Finding;

pub(crate) fn findings(case: &Case<'_>) -> Vec<Finding> {
    let mut out = Vec::new();
    for mention in &case.sentence().mentions {
        if let Some((range, reason, fixes)) = crate::relation::weekday(case, mention) {
            out.extend(finding(case, Code::WeekdayMismatch, range, vec![reason], fixes));
        }
    }
    out
}
