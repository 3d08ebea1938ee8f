//! The shape of a document: folding, growing selections, links into the sources.

use crate::view::View;
use copydesk_desk::FoldKind;
use std::str::FromStr;
use tower_lsp::ls_types::*;

/// What can be folded.
pub(crate) fn folds(view: &View) -> Option<Vec<FoldingRange>> {
    let folds = view.snapshot.folds().into_iter().map(|(range, kind)| {
        let range = view.range(range);
        FoldingRange {
            start_line: range.start.line,
            end_line: range.end.line,
            kind: Some(match kind {
                FoldKind::Comment => FoldingRangeKind::Comment,
                FoldKind::Section | FoldKind::FrontMatter | FoldKind::Sources => FoldingRangeKind::Region,
            }),
            ..FoldingRange::default()
        }
    });
    Some(folds.filter(|fold| fold.start_line < fold.end_line).collect())
}

/// What a selection at each position grows to.
pub(crate) fn selections(view: &View, positions: &[Position]) -> Option<Vec<SelectionRange>> {
    let all = positions.iter().map(|at| {
        let grown = view.snapshot.selections(view.offset(*at));
        let mut outer: Option<SelectionRange> = None;
        for range in grown.into_iter().rev() {
            outer = Some(SelectionRange { range: view.range(range), parent: outer.map(Box::new) });
        }
        // The protocol wants one for each position.
        outer.unwrap_or(SelectionRange { range: Range { start: *at, end: *at }, parent: None })
    });
    Some(all.collect())
}

/// Citations and entries of the source list, each leading to its place in the source.
pub(crate) fn links(view: &View) -> Option<Vec<DocumentLink>> {
    let links = view.snapshot.links().into_iter().filter_map(|link| {
        let (target, _) = view.link(&link.place)?;
        Some(DocumentLink {
            range: view.range(link.range),
            target: Some(Uri::from_str(&target).ok()?),
            tooltip: Some(view.snapshot.outlet(&link.place.article)),
            data: None,
        })
    });
    Some(links.collect())
}
