//! The edits that cite: a marker at the end of a sentence, an entry in the source list at the end of the draft,
//! numbers in the order of first appearance.

use super::CitationMap;
use super::plan::{Change, Plan};
use crate::Draft;
use crate::settings::{CitationStyleChoice, Settings};
use crate::verdict::Edit;
use copydesk_library::{Article, Library};
use copydesk_tagging::CitationStyle;
use std::ops::Range;
use std::sync::Arc;

/// The edits that cite `articles` (their ids) at the end of a sentence; `sentence` is its index. `None` if an article
/// or the sentence is not there, or nothing would change.
pub fn cite(
    draft: &Draft<'_>,
    map: &CitationMap,
    library: &Library,
    settings: &Settings,
    sentence: usize,
    articles: &[Arc<str>],
) -> Option<Vec<Edit>> {
    let articles = fresh(map, sentence, articles);
    if articles.is_empty() || !may_cite(draft, map, sentence) {
        return None;
    }
    let plan = Plan { draft, map, library, style: map.style(settings.citations) };
    let place = plan.place(sentence);
    match plan.style {
        CitationStyle::Numeric | CitationStyle::Footnote => {
            plan.numbered(Change::Insert { place, articles: &articles })
        }
        CitationStyle::Pandoc => {
            let keys: Option<Vec<String>> = articles
                .iter()
                .map(|id| library.get(id).map(|article| format!("@{}", key(article))))
                .collect();
            Some(vec![place.edit(&format!("[{}]", keys?.join("; ")))])
        }
        CitationStyle::Link => {
            let links: Option<Vec<String>> = articles.iter().map(|id| plan.link(id)).collect();
            Some(vec![place.edit(&format!("({})", links?.join(", ")))])
        }
    }
}

/// Whether a statement has a place for a citation: in a source list, also one that runs on into the text, there is none.
pub fn may_cite(draft: &Draft<'_>, map: &CitationMap, sentence: usize) -> bool {
    let Some(source) = draft.tagged.sentences.get(sentence).map(|tagged| &tagged.sentence.source) else {
        return false;
    };
    !map.lists.iter().any(|list| list.start < source.end && source.start < list.end)
}

/// The edits that make item `item` of marker `marker` name the article `better`, and what the marker then names it.
pub fn recite(
    draft: &Draft<'_>,
    map: &CitationMap,
    library: &Library,
    marker: usize,
    item: usize,
    better: &Arc<str>,
) -> Option<(Vec<Edit>, String)> {
    let old = map.markers.get(marker)?;
    let cited = old.items.get(item)?;
    let plan = Plan { draft, map, library, style: old.style };
    match old.style {
        CitationStyle::Numeric | CitationStyle::Footnote => {
            let edits = plan.numbered(Change::Replace { marker, item, article: better })?;
            let written = edits
                .iter()
                .find(|e| e.range.start <= cited.range.start && cited.range.end <= e.range.end)?;
            Some((edits.clone(), written.text.clone()))
        }
        CitationStyle::Pandoc => {
            let key = key(library.get(better)?);
            let raw = draft.text.get(cited.range.clone())?;
            let at = raw.find(&format!("@{}", cited.label))?;
            let start = cited.range.start + at + 1;
            let edit = Edit { range: start..start + cited.label.len(), text: key.clone() };
            Some((vec![edit], format!("[@{key}]")))
        }
        CitationStyle::Link => {
            let link = plan.link(better)?;
            Some((vec![Edit { range: old.range.clone(), text: link.clone() }], link))
        }
    }
}

/// The edits that number the entries of a draft in the order of first appearance, those that nothing cites last. `None`
/// if they are so already, or the draft does not number.
pub fn renumber(draft: &Draft<'_>, map: &CitationMap, library: &Library) -> Option<Vec<Edit>> {
    let style = map.style(CitationStyleChoice::AsInDraft);
    if !matches!(style, CitationStyle::Numeric | CitationStyle::Footnote) {
        return None;
    }
    Plan { draft, map, library, style }.renumbered()
}

/// The articles not cited in the sentence yet, each once.
fn fresh(map: &CitationMap, sentence: usize, articles: &[Arc<str>]) -> Vec<Arc<str>> {
    let mut out: Vec<Arc<str>> = Vec::new();
    for id in articles {
        if !out.contains(id) && !map.cited(sentence).any(|(_, item)| item.article.as_ref() == Some(id)) {
            out.push(id.clone());
        }
    }
    out
}

/// The key of an article in a bibliography: its own, else the name of its file.
pub(super) fn key(article: &Article) -> String {
    let name = article.id.rsplit('/').next().unwrap_or(&article.id);
    let stem = name.rfind('.').filter(|&n| n > 0).map_or(name, |n| &name[..n]);
    article.meta.key.clone().unwrap_or_else(|| {
        // Pandoc ends a key at two marks in a row and leaves out a last one.
        let parts = stem.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|part| !part.is_empty());
        let key = parts.collect::<Vec<_>>().join("-");
        if key.is_empty() { "source".to_owned() } else { key }
    })
}

/// Whether a style is set or the draft cites anywhere.
pub(super) fn wanted(map: &CitationMap, settings: &Settings) -> bool {
    settings.citations != CitationStyleChoice::AsInDraft || !map.markers.is_empty()
}

/// How a range of a marker reads.
pub(super) fn written(draft: &Draft<'_>, range: &Range<usize>) -> String {
    draft.text.get(range.clone()).unwrap_or("").to_owned()
}
