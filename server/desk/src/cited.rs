//! What the citations of a draft name, and the links they are.

use crate::{CitationCard, Snapshot};
use copydesk_checking::citations::CitationMap;
use copydesk_checking::{Evidence, Place, Stance};
use copydesk_tagging::CitationStyle;
use copydesk_text::one_line;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of a draft that leads to a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Bytes of the document.
    pub range: Range<usize>,
    /// Where it leads: to the evidence for the statement it vouches for, else to the source's beginning.
    pub place: Place,
}

impl Snapshot {
    /// The citations of the document.
    pub(crate) fn citation_map(&self) -> CitationMap {
        CitationMap::on(&self.draft(), self.catalogue.shelf())
    }

    /// What the citation marker or the entry of the source list at a byte names, and its bytes.
    pub(crate) fn citation_at(&self, offset: usize) -> Option<(Range<usize>, CitationCard)> {
        let reading = self.reading();
        let map = self.citation_map();
        let said = |range: &Range<usize>| reading.text.get(range.clone()).map(one_line);
        if let Some((marker, cited)) = map.at(offset) {
            let entry = cited.entry.and_then(|entry| said(&map.entries.get(entry)?.body));
            let evidence =
                cited.article.as_ref().and_then(|article| self.vouched_for(marker.sentence, article));
            let card = CitationCard {
                label: cited.label.clone(),
                entry,
                article: cited.article.clone(),
                evidence,
                statements: None,
            };
            return Some((cited.range.clone(), card));
        }
        let index = map.entries.iter().position(|e| e.range.start <= offset && offset <= e.range.end)?;
        let entry = &map.entries[index];
        let times = map.markers.iter().flat_map(|m| &m.items).filter(|i| i.entry == Some(index)).count();
        let card = CitationCard {
            label: entry.label.clone(),
            entry: said(&entry.body),
            article: entry.article.clone(),
            evidence: None,
            statements: Some(times),
        };
        Some((entry.range.clone(), card))
    }

    /// The sentence of an article that bears most on what a sentence of the draft says: what supports it first.
    fn vouched_for(&self, sentence: usize, article: &Arc<str>) -> Option<Evidence> {
        let vouched = &self.reading().tagged.sentences.get(sentence)?.sentence.source;
        let rank = |stance| match stance {
            Stance::Supports => 2,
            Stance::Contradicts => 1,
            Stance::Related => 0,
        };
        self.judgements()
            .iter()
            .filter(|judgement| judgement.range.start < vouched.end && vouched.start < judgement.range.end)
            .flat_map(|judgement| judgement.evidence.iter())
            .filter(|evidence| evidence.place.article == *article)
            .max_by(|a, b| rank(a.stance).cmp(&rank(b.stance)).then(a.score.total_cmp(&b.score)))
            .cloned()
    }

    /// The markers, and the label in the source list, that name what the citation at a byte names; none where there is
    /// no citation.
    pub(crate) fn citations_like(&self, offset: usize) -> Vec<Range<usize>> {
        let map = self.citation_map();
        let entry = match map.at(offset) {
            Some((_, cited)) => match cited.entry {
                Some(entry) => entry,
                None => {
                    let same = |item: &&copydesk_checking::citations::Cited| item.label == cited.label;
                    return map
                        .markers
                        .iter()
                        .flat_map(|m| &m.items)
                        .filter(same)
                        .map(|i| i.range.clone())
                        .collect();
                }
            },
            None => {
                let at = |e: &&copydesk_checking::citations::Entry| {
                    e.label_range.start <= offset && offset <= e.label_range.end && !e.label_range.is_empty()
                };
                match map.entries.iter().position(|e| at(&e)) {
                    Some(entry) => entry,
                    None => return Vec::new(),
                }
            }
        };
        let markers = map.markers.iter().flat_map(|m| &m.items).filter(|item| item.entry == Some(entry));
        let mut all: Vec<Range<usize>> = markers.map(|item| item.range.clone()).collect();
        all.extend(map.entries.get(entry).map(|e| e.label_range.clone()).filter(|range| !range.is_empty()));
        all.sort_by_key(|range| range.start);
        all
    }

    /// What leads to a source: markers and entries of the source list. Links are the editor's own.
    pub fn links(&self) -> Vec<Link> {
        let map = self.citation_map();
        let text = &self.reading().text;
        let mut all = Vec::new();
        for marker in map.markers.iter().filter(|marker| marker.style != CitationStyle::Link) {
            for item in &marker.items {
                let Some(article) = &item.article else { continue };
                let found = self.vouched_for(marker.sentence, article).map(|evidence| evidence.place);
                let place = found.unwrap_or(Place { article: article.clone(), range: 0..0 });
                all.push(Link { range: item.range.clone(), place });
            }
        }
        for entry in &map.entries {
            let linked =
                text.get(entry.body.clone()).is_none_or(|body| body.contains("](") || body.contains("://"));
            if let Some(article) = entry.article.as_ref().filter(|_| !linked) {
                all.push(Link {
                    range: entry.body.clone(),
                    place: Place { article: article.clone(), range: 0..0 },
                });
            }
        }
        all.retain(|link| !link.range.is_empty());
        all.sort_by_key(|link| link.range.start);
        all
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::Room;

    #[test]
    fn markers_and_entries_lead_to_the_source() {
        let text = "The coastguard rescued 212 passengers [1]. It rained [2].\n\n## Sources\n\n1. Harbour Wire: What Harbour Wire saw at sea\n2. Tallow Post\n";
        let source = "It was dark. The coastguard rescued 212 passengers.";
        let snapshot = Room::new(text).source("Harbour Wire", source).checked().snapshot();
        let links = snapshot.links();
        let found: Vec<(&str, &str)> =
            links.iter().map(|link| (&text[link.range.clone()], &source[link.place.range.clone()])).collect();
        assert_eq!(
            found,
            [
                ("[1]", "The coastguard rescued 212 passengers."),
                ("Harbour Wire: What Harbour Wire saw at sea", "")
            ]
        );
        let marks = snapshot.highlights(text.find("1]").expect("there"));
        assert_eq!(marks.len(), 2);
        let card = snapshot.hover(text.find("Wire: What").expect("there")).and_then(|hover| hover.citation);
        assert_eq!(card.expect("an entry").statements, Some(1));
    }
}
