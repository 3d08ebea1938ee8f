//! How often: "160 crowns a month", "twice a year". The same figure of another period is another figure.

use crate::align::Side;
use crate::analysis::Item;
use crate::knowledge::knowledge;
use copydesk_tagging::Value;
use std::ops::Range;

/// The period that a figure is told for.
struct Rate {
    period: &'static str,
    /// Bytes of the words that tell it: "a month", "annually".
    range: Range<usize>,
}

/// Bytes of the periods of claim and evidence where two figures are told for different ones.
pub(crate) fn differs(
    claim: Side<'_>,
    a: &Item,
    evidence: Side<'_>,
    b: &Item,
) -> Option<(Range<usize>, Range<usize>)> {
    let (mine, theirs) = (of(claim, a)?, of(evidence, b)?);
    (mine.period != theirs.period).then_some((mine.range, theirs.range))
}

fn of(side: Side<'_>, item: &Item) -> Option<Rate> {
    let mention = side.mention(item)?;
    let Value::Figure(figure) = &mention.value else { return None };
    let noun = figure.noun.as_ref().map_or(0, |noun| noun.range.end);
    let from = mention.range.end.max(noun);
    let know = &knowledge().rates;
    let tokens = &side.sentence.tokens;
    let at = tokens.partition_point(|token| token.range.start < from);
    let word = |at: usize| side.word(at);
    if let Some(period) = know.adverbs.get(word(at)) {
        return Some(Rate { period, range: tokens[at].range.clone() });
    }
    let period =
        know.periods.get(word(at + 1)).filter(|_| know.articles.iter().any(|article| article == word(at)))?;
    // "A year ago", "a year earlier": when, and not how often.
    let when = know.when.iter().any(|when| when == word(at + 2));
    (!when).then(|| Rate { period, range: tokens[at].range.start..tokens[at + 1].range.end })
}
