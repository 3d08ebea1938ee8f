//! What is wrong with the citations of a draft as a whole: entries that nothing cites, markers without an entry, sources
//! listed twice, entries without a file.

use super::CitationMap;
use crate::Draft;
use rustc_hash::FxHashSet;
use std::ops::Range;

/// Indexes are those of [`CitationMap::entries`] and [`CitationMap::markers`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// Entries that no marker names.
    pub unused: Vec<usize>,
    /// Markers, and what they name that is not in the list.
    pub missing: Vec<(usize, String)>,
    /// Entries, each with the first that is the same source.
    pub duplicate: Vec<(usize, usize)>,
    /// Entries that no file among the sources is.
    pub dead: Vec<usize>,
}

impl Audit {
    /// Whether all is well.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Looks through the citations of a draft.
pub fn audit(draft: &Draft<'_>, map: &CitationMap) -> Audit {
    let mut audit = Audit::default();
    let mut used: FxHashSet<usize> = FxHashSet::default();
    for (index, marker) in map.markers.iter().enumerate() {
        for item in &marker.items {
            match item.entry {
                Some(entry) => {
                    used.insert(entry);
                }
                // A link, or a key of the sources, needs no entry.
                None if item.article.is_some() => {
                    used.extend(map.entries.iter().position(|entry| entry.article == item.article));
                }
                None => audit.missing.push((index, item.label.clone())),
            }
        }
    }
    let body = |range: &Range<usize>| {
        let text = draft.text.get(range.clone()).unwrap_or("");
        text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    for (index, entry) in map.entries.iter().enumerate() {
        let before = &map.entries[..index];
        let twin = before.iter().position(|other| {
            (entry.article.is_some() && other.article == entry.article)
                || body(&other.body) == body(&entry.body)
        });
        audit.duplicate.extend(twin.map(|twin| (index, twin)));
        if !used.contains(&index) {
            audit.unused.push(index);
        }
        if entry.article.is_none() {
            audit.dead.push(index);
        }
    }
    audit
}
