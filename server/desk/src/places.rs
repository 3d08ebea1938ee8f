//! Where else the same stands: in this document and in the sources; and where the evidence for a statement stands.

use crate::Snapshot;
use copydesk_checking::{Place, Stance};
use copydesk_library::Article;
use copydesk_tagging::actors::{Same, same};
use copydesk_tagging::{Identity, Mention, Tagged, Value};
use std::ops::Range;
use std::sync::Arc;

impl Snapshot {
    /// From a citation to its source; from a statement to its evidence, best first: what supports or contradicts it,
    /// else what speaks of it.
    pub fn definition(&self, offset: usize) -> Vec<Place> {
        if let Some((_, citation)) = self.citation_at(offset) {
            let start = citation.article.map(|article| Place { article, range: 0..0 });
            return citation.evidence.map(|evidence| evidence.place).or(start).into_iter().collect();
        }
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

    /// Every place of this document with the actor, figure or date that stands at a byte, that one included.
    pub fn highlights(&self, offset: usize) -> Vec<Range<usize>> {
        self.mention_at(offset).map_or_else(Vec::new, |(_, mention)| self.same_here(mention))
    }

    /// Every place of the sources with the actor, figure or date that stands at a byte.
    pub fn references(&self, offset: usize) -> Vec<Place> {
        let Some((_, mention)) = self.mention_at(offset) else { return Vec::new() };
        let mut all = Vec::new();
        for article in self.library.articles() {
            for range in self.same_in(mention, article) {
                all.push(Place { article: article.id.clone(), range });
            }
        }
        all
    }

    pub(crate) fn same_here(&self, mention: &Mention) -> Vec<Range<usize>> {
        let matches = |other: &Mention| match (&mention.value, &other.value) {
            (Value::Actor(a), Value::Actor(b)) => a.id == b.id,
            _ => says_the_same(mention, other),
        };
        found_in(&self.reading().tagged, matches)
    }

    /// The sources with the actor, figure or date of a mention, by id.
    pub(crate) fn sources_with(&self, mention: &Mention) -> Vec<Arc<str>> {
        self.library
            .articles()
            .filter(|article| !self.same_in(mention, article).is_empty())
            .map(|article| article.id.clone())
            .collect()
    }

    fn same_in(&self, mention: &Mention, article: &Article) -> Vec<Range<usize>> {
        let theirs = article.tagged();
        let Value::Actor(actor) = &mention.value else {
            return found_in(theirs, |other| says_the_same(mention, other));
        };
        let Some(identity) = self.reading().tagged.actors.get(actor.id) else { return Vec::new() };
        let is_same = |other: &Identity| same(identity, other) == Same::Yes;
        let ids: Vec<usize> = (0..theirs.actors.len()).filter(|id| is_same(&theirs.actors[*id])).collect();
        if ids.is_empty() {
            return Vec::new();
        }
        found_in(theirs, |other| matches!(&other.value, Value::Actor(actor) if ids.contains(&actor.id)))
    }
}

/// Whether two figures or dates say the same. A figure that counts nothing and has no unit is like no other.
fn says_the_same(a: &Mention, b: &Mention) -> bool {
    match (&a.value, &b.value) {
        (Value::Figure(a), Value::Figure(b)) => {
            let head = |figure: &copydesk_tagging::Figure| {
                figure.noun.as_ref().and_then(|noun| noun.stems.last().cloned())
            };
            a.amount == b.amount
                && a.upper == b.upper
                && a.unit == b.unit
                && head(a) == head(b)
                && (a.unit.is_some() || a.noun.is_some())
        }
        (Value::Time(a), Value::Time(b)) => match (a.days, b.days) {
            (Some(a), Some(b)) => a == b,
            _ => false,
        },
        _ => false,
    }
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
