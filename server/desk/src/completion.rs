//! What is offered while something is typed: sources behind an open bracket, names in the spelling of the house.

use crate::{HouseName, Snapshot};
use copydesk_checking::citations::{CitationMap, cite_here};
use copydesk_checking::{Draft, Edit, Evidence};
use copydesk_tagging::{Reference, Tagged};
use std::ops::Range;
use std::sync::Arc;

/// What is offered at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Completions {
    /// Best first.
    pub items: Vec<Completion>,
    /// Another letter may bring others.
    pub more: bool,
}

/// Something to put in.
#[derive(Clone, Debug, PartialEq)]
pub struct Completion {
    /// Bytes of the document that are replaced.
    pub range: Range<usize>,
    /// What stands there afterwards.
    pub text: String,
    /// Edits elsewhere in the document, none touching `range`.
    pub also: Vec<Edit>,
    /// What it is.
    pub offer: Offer,
}

/// What a completion puts in.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// A citation of a source.
    Source {
        /// The source.
        article: Arc<str>,
        /// What bears most on the statement in it.
        evidence: Option<Evidence>,
    },
    /// A name.
    Name(HouseName),
}

/// Sources and names offered at once.
const MOST: usize = 24;
/// Letters from which names are offered.
const LETTERS: usize = 2;
/// Bytes of an open bracket that are looked back for.
const REACH: usize = 60;

impl Snapshot {
    /// What is offered at a byte.
    pub fn complete(&self, offset: usize) -> Completions {
        match self.begun_citation(offset) {
            Some(begun) => self.sources_for(&begun),
            None => self.names_for(offset),
        }
    }

    /// The open bracket before a byte with what follows it, the closing one that an editor adds by itself included.
    fn begun_citation(&self, offset: usize) -> Option<Range<usize>> {
        let text = &self.reading().text;
        let head = text.get(..offset)?;
        let line = head.rfind(['\n', '\r']).map_or(0, |at| at + 1);
        let open = line + head.get(line..)?.rfind('[')?;
        let typed = text.get(open + 1..offset)?;
        if typed.len() > REACH || typed.contains([']', '(']) {
            return None;
        }
        let end = offset + usize::from(text.get(offset..)?.starts_with(']'));
        Some(open..end)
    }

    /// Sources for the statement that a bracket is opened in, the best first; those that say nothing of it last.
    fn sources_for(&self, begun: &Range<usize>) -> Completions {
        let map = self.citation_map();
        if map.in_list(begun) {
            return Completions { items: Vec::new(), more: false };
        }
        let evidence = self.evidence_for(begun);
        let mut ranked: Vec<(Arc<str>, Option<Evidence>)> = Vec::new();
        for evidence in evidence {
            if !ranked.iter().any(|(id, _)| *id == evidence.place.article) {
                ranked.push((evidence.place.article.clone(), Some(evidence)));
            }
        }
        // Then those the draft cites already, then the rest by name.
        let mut rest: Vec<Arc<str>> = map.entries.iter().filter_map(|entry| entry.article.clone()).collect();
        let mut others: Vec<Arc<str>> = self.library.articles().map(|article| article.id.clone()).collect();
        others.sort();
        rest.extend(others.into_iter().take(4 * MOST));
        for id in rest {
            if ranked.len() < MOST && !ranked.iter().any(|(known, _)| *known == id) {
                ranked.push((id, None));
            }
        }
        let items = ranked
            .into_iter()
            .filter_map(|(article, evidence)| self.citing(&map, begun, article, evidence))
            .collect();
        Completions { items, more: false }
    }

    fn citing(
        &self,
        map: &CitationMap,
        begun: &Range<usize>,
        article: Arc<str>,
        evidence: Option<Evidence>,
    ) -> Option<Completion> {
        let (text, also) = cite_here(&self.draft(), map, &self.library, &self.settings, begun, &article)?;
        Some(Completion { range: begun.clone(), text, also, offer: Offer::Source { article, evidence } })
    }

    /// The evidence for the sentence that a bracket is opened in, or that it stands behind: judged here and now, since
    /// no check has seen it yet.
    fn evidence_for(&self, begun: &Range<usize>) -> Vec<Evidence> {
        let reading = self.reading();
        let sentences = &reading.tagged.sentences;
        let index = sentences.partition_point(|tagged| tagged.sentence.source.end < begun.start);
        let bare = |index: usize| {
            sentences.get(index).is_none_or(|tagged| {
                tagged.sentence.source.start >= begun.start
                    || !tagged.sentence.text.contains(char::is_alphanumeric)
            })
        };
        let index = if bare(index) { index.checked_sub(1) } else { Some(index) };
        let Some((index, sentence)) = index.and_then(|index| Some((index, sentences.get(index)?))) else {
            return Vec::new();
        };
        let references = reading.tagged.references.iter().filter(|reference| reference.sentence == index);
        let alone = Tagged {
            language: reading.tagged.language,
            published: reading.tagged.published,
            sentences: vec![sentence.clone()],
            actors: reading.tagged.actors.clone(),
            references: references.map(|reference| Reference { sentence: 0, ..reference.clone() }).collect(),
            stated: None,
        };
        let draft = Draft { tagged: &alone, ..self.draft() };
        let judged = self.catalogue.judge(&draft, &self.settings);
        judged.iter().flat_map(|judgement| judgement.evidence.iter().cloned()).collect()
    }

    /// Names for the word before a byte; what stands before it of a longer name is taken along.
    fn names_for(&self, offset: usize) -> Completions {
        let text = &self.reading().text;
        let head = text.get(..offset).unwrap_or_default();
        let word =
            head.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '-' | '\'' | '\u{2019}'));
        let typed = head.get(word.len()..).unwrap_or_default();
        let begun = typed.chars().count() >= LETTERS && typed.starts_with(char::is_uppercase);
        if !begun {
            return Completions { items: Vec::new(), more: true };
        }
        let items = self
            .names(typed, MOST)
            .into_iter()
            .map(|name| {
                let start = taken_along(word, &name.name, word.len());
                Completion {
                    range: start..offset,
                    text: name.name.clone(),
                    also: Vec::new(),
                    offer: Offer::Name(name),
                }
            })
            .collect();
        Completions { items, more: true }
    }
}

/// Where a name begins whose first words stand before the one that is typed.
fn taken_along(before: &str, name: &str, start: usize) -> usize {
    let words: Vec<&str> = name.split(' ').collect();
    (1..words.len())
        .rev()
        .find_map(|count| {
            let lead = format!("{} ", words[..count].join(" "));
            let rest = before.strip_suffix(&lead)?;
            (!rest.ends_with(char::is_alphanumeric)).then_some(rest.len())
        })
        .unwrap_or(start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Room;

    const WIRE: &str = "Rain fell all night. The coastguard rescued 212 passengers from the ferry.";

    fn completed(text: &str, at: &str) -> Vec<String> {
        let offset = text.find(at).expect("there") + at.len();
        let room = Room::new(text)
            .source("Harbour Wire", WIRE)
            .source("Aft Gazette", "The herring fleet of Captain Serhiy Malynskyy landed its catch.")
            .checked();
        let found = room.snapshot().complete(offset);
        found
            .items
            .iter()
            .map(|item| {
                let mut edits = item.also.clone();
                edits.push(Edit { range: item.range.clone(), text: item.text.clone() });
                edits.sort_by_key(|edit| edit.range.start);
                let mut out = text.to_owned();
                for edit in edits.iter().rev() {
                    out.replace_range(edit.range.clone(), &edit.text);
                }
                out
            })
            .collect()
    }

    #[test]
    fn offers_the_source_that_says_so_first_and_lists_it() {
        let list = "\n\n## Sources\n\n1. Harbour Wire: What Harbour Wire saw at sea, 15 March 2031\n";
        let found = completed("“Fog” 🌫: the coastguard rescued 212 passengers from the ferry [", "ferry [");
        assert_eq!(found.len(), 2);
        assert_eq!(
            found[0],
            format!("“Fog” 🌫: the coastguard rescued 212 passengers from the ferry [1]{list}")
        );
        // The editor has closed the bracket by itself, the full stop is there.
        let found =
            completed("The coastguard rescued 212 passengers from the ferry []. It rained.\n", "ferry [");
        assert_eq!(
            found[0],
            format!("The coastguard rescued 212 passengers from the ferry [1]. It rained.{list}")
        );
        let found = completed("The coastguard rescued 212 passengers from the ferry. [", ". [");
        assert!(
            found[0].starts_with("The coastguard rescued 212 passengers from the ferry. [1]"),
            "{found:?}"
        );
    }

    #[test]
    fn numbers_follow_the_text_and_the_draft_keeps_its_style() {
        let text = "The coastguard rescued 212 passengers from the ferry [. A fleet landed [1].\n\n## Sources\n\n1. Aft Gazette: What Aft Gazette saw at sea\n";
        assert_eq!(
            completed(text, "ferry [")[0],
            "The coastguard rescued 212 passengers from the ferry [1]. A fleet landed [2].\n\n## Sources\n\n1. Harbour Wire: What Harbour Wire saw at sea, 15 March 2031\n2. Aft Gazette: What Aft Gazette saw at sea\n"
        );
        let text = "A fleet landed [@aft-gazette]. The coastguard rescued 212 passengers from the ferry [";
        assert!(completed(text, "ferry [")[0].ends_with("ferry [@harbour-wire]"));
    }

    #[test]
    fn completes_a_name_and_takes_its_first_part_along() {
        let names = completed("Captain Serhiy Mal", "Mal");
        assert!(names.contains(&"Captain Serhiy Malynskyy".to_owned()), "{names:?}");
        assert!(completed("It was a mal", "mal").is_empty());
        assert!(completed("See [this page](http://x) Ma", "[this page](h").is_empty());
    }
}
