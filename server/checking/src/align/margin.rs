//! By how much a vote or a match was won: "failed by five votes" of "101 votes to 96", "won by seven points" of "88-81".

use crate::align::Side;
use crate::align::reckon::is_said;
use crate::analysis::{Item, ItemKind};
use crate::case::{Candidate, Case};
use crate::knowledge::knowledge;
use copydesk_tagging::{Figure, Kind};
use rust_decimal::Decimal;

/// How much of the claim a sentence must have to be of the same vote.
const OF_IT: f32 = 0.3;
/// Words between the two sides of a result, and before a word that parts them.
const BETWEEN: usize = 4;

/// Whether a sentence that was found has the two figures between which the one of the claim is the margin.
pub(crate) fn is_told(case: &Case<'_>, candidates: &[Candidate], index: usize) -> bool {
    let claim = case.side();
    let item = &case.analysis.items[index];
    let Some(mine) = claim.figure(item).filter(|figure| figure.upper.is_none()) else { return false };
    let before = claim.text().get(..item.range.start).unwrap_or_default().to_lowercase();
    let before = before.trim_end();
    let said = || knowledge().reckoned.margins.iter().any(|words| before.ends_with(words.as_str()));
    matches!(item.kind, ItemKind::Figure(_))
        && (is_said(claim, item) || said())
        && candidates.iter().filter(|c| c.coverage >= OF_IT).any(|c| {
            let local = c.alignment.local_coverage(case.analysis, index, &|_| false);
            local > 0.0 && results(c.side()).contains(&mine.amount)
        })
}

/// By how much each result of a sentence was won.
fn results(side: Side<'_>) -> Vec<Decimal> {
    let all: Vec<(&Item, &Figure)> = side
        .analysis
        .items
        .iter()
        .filter(|item| matches!(side.kind(item), Some(Kind::Number | Kind::Quantity)))
        .filter_map(|item| side.figure(item).map(|figure| (item, figure)))
        .collect();
    let scores = all.iter().filter_map(|(_, figure)| Some(figure.amount.saturating_sub(figure.upper?).abs()));
    let pairs = all.windows(2).filter_map(|pair| {
        let [(x, a), (y, b)] = pair else { return None };
        let between = side.text().get(x.range.end..y.range.start)?;
        let mut words = between.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        let parts = words.clone().count() <= BETWEEN
            && words.any(|word| knowledge().reckoned.sides.contains(&word.to_lowercase()))
            || matches!(between.trim(), "-" | "–");
        parts.then(|| a.amount.saturating_sub(b.amount).abs())
    });
    scores.chain(pairs).collect()
}
