//! A citation where the writer has begun one.

use super::CitationMap;
use super::edit::{Change, Insertion, Plan, key};
use crate::Draft;
use crate::settings::Settings;
use crate::verdict::Edit;
use copydesk_library::Library;
use copydesk_tagging::CitationStyle;
use std::ops::Range;
use std::sync::Arc;

/// The marker that cites an article in place of `begun` (bytes of the draft, an open bracket and what follows it), in the
/// draft's style, and the edits elsewhere: the source list, and markers whose numbers change. `None` where the article is not
/// there or a whole marker stands there already.
pub fn cite_here(
    draft: &Draft<'_>,
    map: &CitationMap,
    library: &Library,
    settings: &Settings,
    begun: &Range<usize>,
    article: &Arc<str>,
) -> Option<(String, Vec<Edit>)> {
    if map.markers.iter().any(|m| m.range.start < begun.end && begun.start < m.range.end) {
        return None;
    }
    let plan = Plan { draft, map, library, style: map.style(settings.citations) };
    match plan.style {
        CitationStyle::Pandoc => Some((format!("[@{}]", key(library.get(article)?)), Vec::new())),
        CitationStyle::Link => Some((plan.link(article)?, Vec::new())),
        CitationStyle::Numeric | CitationStyle::Footnote => {
            let place = Insertion { at: begun.start, space: false, after: false };
            let articles = std::slice::from_ref(article);
            let mut edits = plan.numbered(Change::Insert { place, articles })?;
            let at = edits.iter().position(|edit| edit.range == (begun.start..begun.start))?;
            let marker = edits.remove(at).text;
            let apart =
                edits.iter().all(|edit| edit.range.end <= begun.start || begun.end <= edit.range.start);
            apart.then_some((marker, edits))
        }
    }
}
