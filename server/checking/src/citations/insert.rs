//! A citation where the writer has begun one.

use super::CitationMap;
use super::edit::key;
use super::plan::{Change, Insertion, Plan};
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
            let mut marker = edits.remove(at).text;
            // At the very end of a draft without a list the marker and the list begin at one place: the cursor belongs
            // between them.
            if let Some(line) = marker.find(['\r', '\n']) {
                edits.push(Edit { range: begun.end..begun.end, text: marker.split_off(line) });
                edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
            }
            let apart =
                edits.iter().all(|edit| edit.range.end <= begun.start || begun.end <= edit.range.start);
            apart.then_some((marker, edits))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use copydesk_library::{Article, Metadata};
    use copydesk_text::Format;

    #[test]
    fn the_marker_is_not_one_text_with_the_list_at_the_very_end() {
        let mut library = Library::default();
        let meta = Metadata { outlet: Some("Harbour Wire".to_owned()), ..Metadata::default() };
        let source = Article::from_text("sources/wire.md", "The ferry sank.", Format::Markdown, meta);
        let id = source.id.clone();
        library.extend([Arc::new(source)]);
        for (text, begun) in
            [("The ferry sank. [", 16..17), ("The ferry sank. ", 15..15), ("The ferry sank.", 15..15)]
        {
            let article = Article::from_text("story.md", text, Format::Markdown, Metadata::default());
            let draft = Draft {
                path: Some("story.md"),
                text: &article.text,
                prose: &article.prose,
                tagged: article.tagged(),
            };
            let map = CitationMap::new(&draft, &library);
            let (marker, edits) = cite_here(&draft, &map, &library, &Settings::default(), &begun, &id)
                .expect("it can be cited");
            assert_eq!(marker, "[1]", "{text:?}");
            assert_eq!(edits.len(), 1);
            assert!(
                edits[0].range.start >= begun.end && edits[0].text.contains("1. Harbour Wire"),
                "{edits:?}"
            );
        }
    }
}
