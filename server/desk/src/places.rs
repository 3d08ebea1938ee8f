//! Where else the same stands, in the drafts and in the sources; where the evidence for a statement stands, and which
//! statements rest on a piece of evidence.

use crate::carry::Shift;
use crate::catalogue::value_key;
use crate::{Site, Snapshot};
use copydesk_checking::{Place, Stance};
use copydesk_library::Article;
use copydesk_tagging::{Mention, Tagged, Value};
use copydesk_text::one_line;
use std::ops::Range;
use std::sync::Arc;

/// A statement of a draft that rests on a sentence of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Resting {
    /// What the desk knows the draft by.
    pub draft: Arc<str>,
    /// Bytes of the draft.
    pub range: Range<usize>,
    /// The statement.
    pub text: String,
    /// Whether the sentence supports or contradicts it.
    pub stance: Stance,
}

impl Snapshot {
    /// From a citation to its source; from a name to where the sources have it; from a statement to its evidence, best
    /// first: what supports or contradicts it, else what speaks of it; from a sentence of a source to the statements
    /// that rest on it.
    pub fn definition(&self, offset: usize) -> Vec<Site> {
        if self.article().is_some() {
            let resting = self.resting(offset).into_iter();
            return resting.map(|resting| Site::Draft(resting.draft, resting.range)).collect();
        }
        if let Some((_, citation)) = self.citation_at(offset) {
            let start = citation.article.map(|article| Place { article, range: 0..0 });
            let place = citation.evidence.map(|evidence| evidence.place).or(start);
            return place.into_iter().map(Site::Source).collect();
        }
        let evidence = self.evidence_at(offset);
        if let Some((_, mention)) = self.mention_at(offset)
            && matches!(mention.value, Value::Actor(_))
        {
            let named = self.introductions(mention, &evidence);
            if !named.is_empty() {
                return named.into_iter().map(Site::Source).collect();
            }
        }
        evidence.into_iter().map(Site::Source).collect()
    }

    /// Where the evidence for the statement at a byte stands: what supports or contradicts it, else what speaks of it.
    fn evidence_at(&self, offset: usize) -> Vec<Place> {
        let judgements = self.judgements();
        let statement = judgements
            .iter()
            .find(|judgement| judgement.range.start <= offset && offset <= judgement.range.end);
        let Some(statement) = statement else { return Vec::new() };
        let strong: Vec<Place> = statement
            .evidence
            .iter()
            .filter(|evidence| evidence.stance != Stance::Related)
            .map(|evidence| evidence.place.clone())
            .collect();
        if !strong.is_empty() {
            return strong;
        }
        statement.evidence.iter().take(1).map(|evidence| evidence.place.clone()).collect()
    }

    /// Where sources name an actor: inside the evidence if they do, else where each of them does so first.
    fn introductions(&self, mention: &Mention, evidence: &[Place]) -> Vec<Place> {
        let named = self.same_in_sources(mention);
        let inside = |place: &Place| {
            evidence.iter().any(|evidence| {
                evidence.article == place.article
                    && evidence.range.start <= place.range.start
                    && place.range.end <= evidence.range.end
            })
        };
        let within: Vec<Place> = named.iter().filter(|place| inside(place)).cloned().collect();
        if !within.is_empty() {
            return within;
        }
        let mut first: Vec<Place> = Vec::new();
        for place in named {
            if first.last().is_none_or(|last| last.article != place.article) {
                first.push(place);
            }
        }
        first
    }

    /// The statements of drafts that rest on the sentence of a source at a byte of it, this document being the source.
    pub fn resting(&self, offset: usize) -> Vec<Resting> {
        let Some(article) = self.article() else { return Vec::new() };
        let text = &self.reading().text;
        // What is being typed into a source is read a moment later.
        let shift = (article.text != *text).then(|| Shift::between(&article.text, text));
        let here = |range: &Range<usize>| match shift {
            Some(shift) => shift.range(range),
            None => Some(range.clone()),
        };
        let mut all = Vec::new();
        for draft in self.other_drafts() {
            for judgement in draft.judgements().iter() {
                let stance = judgement
                    .evidence
                    .iter()
                    .filter(|evidence| {
                        evidence.stance != Stance::Related
                            && evidence.place.article == article.id
                            && here(&evidence.place.range)
                                .is_some_and(|range| range.start <= offset && offset <= range.end)
                    })
                    .map(|evidence| evidence.stance)
                    .next();
                all.extend(stance.map(|stance| Resting {
                    draft: draft.key.clone(),
                    range: judgement.range.clone(),
                    text: one_line(&judgement.text),
                    stance,
                }));
            }
        }
        all
    }

    /// Every place of this document with the actor, figure, date or citation that stands at a byte, that one included.
    pub fn highlights(&self, offset: usize) -> Vec<Range<usize>> {
        let cited = self.citations_like(offset);
        if !cited.is_empty() {
            return cited;
        }
        self.mention_at(offset).map_or_else(Vec::new, |(_, mention)| self.same_here(mention))
    }

    /// Every place outside this document with the actor, figure or date that stands at a byte; for a statement its
    /// evidence, for a sentence of a source the statements that rest on it.
    pub fn references(&self, offset: usize) -> Vec<Site> {
        let mut all = match self.mention_at(offset) {
            Some((_, mention)) => self.elsewhere(mention),
            None => Vec::new(),
        };
        if self.article().is_some() {
            for resting in self.resting(offset) {
                let site = Site::Draft(resting.draft, resting.range);
                if !all.contains(&site) {
                    all.push(site);
                }
            }
        } else if all.is_empty() || self.citation_at(offset).is_some() {
            all.extend(self.evidence_at(offset).into_iter().map(Site::Source));
        }
        all
    }

    /// Every place outside this document with the actor, figure or date of a mention.
    pub(crate) fn elsewhere(&self, mention: &Mention) -> Vec<Site> {
        let mut all = Vec::new();
        for other in self.other_drafts() {
            let theirs = &other.reading().tagged;
            let found = match &mention.value {
                Value::Actor(actor) => {
                    let Some(mine) = self.reading().tagged.actors.get(actor.id) else { continue };
                    let same = |id: usize| {
                        theirs.actors.get(id).is_some_and(|other| {
                            copydesk_tagging::actors::same(mine, other) == copydesk_tagging::actors::Same::Yes
                        })
                    };
                    found_in(theirs, |other| matches!(&other.value, Value::Actor(actor) if same(actor.id)))
                }
                _ => found_in(theirs, |other| says_the_same(mention, other)),
            };
            all.extend(found.into_iter().map(|range| Site::Draft(other.key.clone(), range)));
        }
        all.extend(self.same_in_sources(mention).into_iter().map(Site::Source));
        all
    }

    pub(crate) fn same_here(&self, mention: &Mention) -> Vec<Range<usize>> {
        let matches = |other: &Mention| match (&mention.value, &other.value) {
            (Value::Actor(a), Value::Actor(b)) => a.id == b.id,
            _ => says_the_same(mention, other),
        };
        found_in(&self.reading().tagged, matches)
    }

    /// Every place of the sources with the actor, figure or date of a mention, this document left out.
    pub(crate) fn same_in_sources(&self, mention: &Mention) -> Vec<Place> {
        let own = self.article().map(|article| article.id.clone());
        let places = |article: &Article, ranges: Vec<Range<usize>>| {
            let id = article.id.clone();
            ranges.into_iter().map(move |range| Place { article: id.clone(), range })
        };
        let mut all: Vec<Place> = Vec::new();
        if let Value::Actor(actor) = &mention.value {
            let Some(mine) = self.reading().tagged.actors.get(actor.id) else { return all };
            let named = self.catalogue.find(mine).into_iter().flat_map(|known| &known.articles);
            for (id, index) in named.filter(|(id, _)| Some(id) != own.as_ref()) {
                if let Some(article) = self.library.get(id) {
                    let is =
                        |other: &Mention| matches!(&other.value, Value::Actor(actor) if actor.id == *index);
                    all.extend(places(article, found_in(&article.tagged_for_now(), is)));
                }
            }
        } else if let Some(key) = value_key(mention) {
            let found = self.catalogue.places(key).filter(|(id, _)| Some(*id) != own.as_ref());
            all.extend(found.map(|(id, range)| Place { article: id.clone(), range }));
        }
        all.sort_by(|a, b| a.article.cmp(&b.article).then(a.range.start.cmp(&b.range.start)));
        all
    }
}

/// Whether two figures or dates say the same. A figure that counts nothing and has no unit is like no other.
fn says_the_same(a: &Mention, b: &Mention) -> bool {
    value_key(a).is_some_and(|key| value_key(b) == Some(key))
}

fn found_in(tagged: &Tagged, matches: impl Fn(&Mention) -> bool) -> Vec<Range<usize>> {
    tagged
        .sentences
        .iter()
        .flat_map(|tagged| {
            let matching = tagged.mentions.iter().filter(|mention| matches(mention));
            matching.map(|mention| tagged.sentence.to_source(mention.range.clone()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{DRAFT, Room};

    const SOURCE: &str = "The coastguard rescued 212 passengers from the ferry Aurelia on Friday. \
        Captain Jonas Wexley steered the ferry into the harbour of Osterhaven.";

    fn room() -> Room {
        Room::new("---\ndate: 2031-03-18\n---\n\nThe coastguard rescued 212 passengers from the ferry Aurelia. Wexley was calm. Jonas Wexley went home.")
            .source("Harbour Wire", SOURCE)
            .checked()
    }

    fn at(snapshot: &Snapshot, words: &str) -> usize {
        snapshot.reading().text.find(words).expect("the words are there")
    }

    #[test]
    fn a_surname_is_found_wherever_its_bearer_is_named() {
        let snapshot = room().snapshot();
        let offset = at(&snapshot, "Wexley was");
        assert_eq!(snapshot.highlights(offset).len(), 2);
        let Site::Source(place) = &snapshot.references(offset)[0] else { panic!("a source") };
        assert!(SOURCE[place.range.clone()].contains("Jonas Wexley"));
        let Site::Source(place) = &snapshot.definition(offset)[0] else { panic!("a source") };
        assert!(SOURCE[place.range.clone()].contains("Jonas Wexley"));
    }

    #[test]
    fn a_hover_does_not_wait_until_many_sources_are_looked_through() {
        let mut room = Room::new("The coastguard rescued 212 passengers. Jonas Wexley went home.");
        for number in 0..120 {
            room = room.source(&format!("Wire {number}"), SOURCE);
        }
        let snapshot = room.checked().snapshot();
        let card = |words: &str| {
            snapshot.hover(at(&snapshot, words)).and_then(|hover| hover.mention).expect("a mention")
        };
        for words in ["212", "Wexley"] {
            let first = card(words);
            assert!(first.looking && first.elsewhere.is_empty(), "{first:?}");
        }
        snapshot.learn();
        for words in ["212", "Wexley"] {
            let then = card(words);
            assert!(!then.looking && then.elsewhere.len() == 120, "{words}: {}", then.elsewhere.len());
        }
    }

    #[test]
    fn a_statement_leads_to_its_evidence_and_the_evidence_back() {
        let mut room = room();
        let snapshot = room.snapshot();
        let offset = at(&snapshot, "rescued");
        let Site::Source(place) = &snapshot.definition(offset)[0] else { panic!("a source") };
        assert!(SOURCE[place.range.clone()].contains("212 passengers"));
        room.open("sources/harbour-wire.md", SOURCE);
        let source = room.desk.snapshot("sources/harbour-wire.md").expect("it is open");
        let resting = source.resting(place.range.start + 3);
        assert_eq!((&*resting[0].draft, resting[0].stance), (DRAFT, Stance::Supports));
        assert_eq!(
            source.definition(place.range.start + 3),
            [Site::Draft(DRAFT.into(), resting[0].range.clone())]
        );
        // A line typed above it in the source moves the evidence along.
        room.open("sources/harbour-wire.md", &format!("Corrected.\n\n{SOURCE}"));
        let source = room.desk.snapshot("sources/harbour-wire.md").expect("it is open");
        assert_eq!(source.resting(place.range.start + 15).len(), 1);
        assert!(source.resting(3).is_empty());
    }

    #[test]
    fn references_of_a_name_in_a_source_lead_to_the_draft() {
        let mut room = room();
        room.open("sources/harbour-wire.md", SOURCE);
        let source = room.desk.snapshot("sources/harbour-wire.md").expect("it is open");
        let found = source.references(SOURCE.find("Wexley").expect("there"));
        let draft = room.snapshot().reading().text.clone();
        let words: Vec<&str> = found
            .iter()
            .filter_map(|site| match site {
                Site::Draft(_, range) => draft.get(range.clone()),
                Site::Source(_) => None,
            })
            .collect();
        assert_eq!(words[..2], ["Wexley", "Jonas Wexley"], "{found:?}");
    }
}
