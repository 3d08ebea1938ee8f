//! How long after one report's event another's was: the one day stands in one source, the other in another, or is the day on which
//! the draft or a source is out.

use crate::align::Side;
use crate::align::reckon::{self, Loosely};
use crate::case::{Candidate, Case};
use jiff::civil::Date;

/// How much of what stands around the length of time a sentence must have to be of its event.
const AROUND: f32 = 0.3;
/// Days up to which those of a side are looked at: of many any two may lie so far apart.
const MOST: usize = 4;

/// Whether the days between the event that the claim counts from and what it tells of come to what it says.
pub(crate) fn is_told(case: &Case<'_>, candidates: &[Candidate], index: usize) -> bool {
    let claim = case.side();
    let item = &case.analysis.items[index];
    let Some(told) = reckon::days_told(claim, item).filter(|_| reckon::is_step(claim, item)) else {
        return false;
    };
    let from = from(candidates, index, case);
    let mut to: Vec<Date> = candidates.first().map(|best| single(best.side())).unwrap_or_default();
    to.extend(of_issue(case, candidates));
    let loosely = Loosely::before(claim, item);
    let apart = |a: &Date, b: &Date| reckon::of_days(told, 0.0, loosely, &[(*a, *a), (*b, *b)]);
    from.iter().any(|a| to.iter().any(|b| a != b && apart(a, b)))
}

/// The days of what the claim counts from: of the sentence that has most of what stands around the length of time.
fn from(candidates: &[Candidate], index: usize, case: &Case<'_>) -> Vec<Date> {
    let near = |c: &Candidate| c.alignment.local_coverage(case.analysis, index, &|_| false);
    let of_it = candidates.iter().filter(|c| near(c) >= AROUND);
    let mut days: Vec<Date> = Vec::new();
    let mut best: Vec<&Candidate> = of_it.collect();
    best.sort_by(|a, b| near(b).total_cmp(&near(a)));
    for candidate in best.into_iter().take(MOST) {
        days.extend(single(candidate.side()));
    }
    days.sort_unstable();
    days.dedup();
    days.truncate(MOST);
    days
}

/// The day of the draft; the last of the sources' where it has none.
fn of_issue(case: &Case<'_>, candidates: &[Candidate]) -> Option<Date> {
    let last = || candidates.iter().filter_map(|c| c.view.article.meta.published).max();
    case.draft.tagged.published.or_else(last)
}

fn single(side: Side<'_>) -> Vec<Date> {
    reckon::days(side).into_iter().filter(|(first, last)| first == last).map(|(day, _)| day).collect()
}
