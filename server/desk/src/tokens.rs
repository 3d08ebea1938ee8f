//! Mentions as an editor colours them: stretches that do not overlap.

use crate::Snapshot;
use copydesk_tagging::Kind;
use std::ops::Range;

impl Snapshot {
    /// The coloured stretches of the document, by place; where mentions nest, the inner one of those wanted shows.
    pub fn tokens(&self, wanted: impl Fn(Kind) -> bool) -> Vec<(Range<usize>, Kind)> {
        let mut all = Vec::new();
        for tagged in &self.reading().tagged.sentences {
            let mut mentions: Vec<_> =
                tagged.mentions.iter().filter(|mention| wanted(mention.kind)).collect();
            mentions.sort_by_key(|mention| std::cmp::Reverse(mention.range.len()));
            let mut painted: Vec<(Range<usize>, Kind)> = Vec::new();
            for mention in mentions {
                paint(&mut painted, tagged.sentence.to_source(mention.range.clone()), mention.kind);
            }
            all.extend(painted);
        }
        all.sort_by_key(|(range, _)| range.start);
        all
    }
}

/// Puts a stretch over those that are there.
fn paint(painted: &mut Vec<(Range<usize>, Kind)>, range: Range<usize>, kind: Kind) {
    if range.is_empty() {
        return;
    }
    let mut rest = Vec::with_capacity(painted.len() + 2);
    for (old, kind) in painted.drain(..) {
        let (before, after) = (old.start..old.end.min(range.start), old.start.max(range.end)..old.end);
        rest.extend(
            [before, after].into_iter().filter(|part| part.start < part.end).map(|part| (part, kind)),
        );
    }
    rest.push((range, kind));
    *painted = rest;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_inside_a_quote_shows() {
        let mut painted = Vec::new();
        paint(&mut painted, 0..20, Kind::Quote);
        paint(&mut painted, 5..9, Kind::Person);
        painted.sort_by_key(|(range, _)| range.start);
        assert_eq!(painted, [(0..5, Kind::Quote), (5..9, Kind::Person), (9..20, Kind::Quote)]);
    }
}
